/* What `diff` tells, and in which words: as text and as JSON. */
#pragma once

#include "input/command/command.h"
#include "output/output.h"

typedef struct
{
  char *old_folder, *new_folder;
  char *old_name, *new_name; /* "0001", "draft" */
  GHashTable *titles;        /* session -> title */
  GHashTable *people;        /* person -> name, of the sheet of people */
  GHashTable *first_ids;     /* by the sheets, as gh_diff_read() takes them */
  char *person;              /* the only one to be told of; NULL: all */
  gboolean in_full;          /* every change of everybody */
  GhDiff *diff;
} GhTelling;

void gh_diff_tell_text (const GhTelling *telling);
void gh_diff_tell_json (const GhTelling *telling);
