/* Selectors of sessions ("COM3;-COM3-01", "tag:panel") and whom ("region:AFR;-BEN"). */
#pragma once

#include "input/verify/read.h"

/* By session.  Empty names none. */
bool *gh_select (const GhBookRow *row, const char *column, const char *text);

typedef struct
{
  bool *persons, *named; /* by person: reached; reached by a row that names the person */
  bool *delegations;
  bool *barred; /* by person: taken out, alone or with their delegation */
} GhBookWhom;

/* The caller clears it: there are thousands. */
GhBookWhom gh_select_whom (const GhBookRow *row, const char *column, const char *text);
void gh_whom_free_sets (GhBookWhom *whom);
