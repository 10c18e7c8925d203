/* What the template says of each column: a line of explanation, and the words that it takes. */
#pragma once

#include "input/sheets/reading.h"

typedef struct
{
  GhSheet sheet;      /* GH_N_SHEETS: any */
  const char *column; /* without marks */
  const char *words;
  const char *const *choices; /* the words that it takes, NULL-terminated; NULL: any text */
  bool is_number;
} GhTemplateWords;

/* Never NULL: each column of each sheet has its words. */
const GhTemplateWords *gh_template_words (GhSheet sheet, const char *column);
