/* What holds of every table that was read, whatever it was read from. */
#pragma once

#include "input/sheets/table.h"

/* Cells have at most LONGEST bytes. */
void fuzz_check_table (const GhTable *table, gsize longest);
void fuzz_check_problems (const GhProblems *problems);
