/* How rows come into a table, from CSV or out of a workbook: cell by cell.
 *
 * The first row that holds a name is the header.  Rows come in the order of their lines, and cells
 * in that of their columns; what is left out is empty.
 *
 *   gh_rows_begin (&rows, "rooms.csv", NULL, &allowance, problems);
 *   gh_rows_open (&rows, 1);
 *   gh_rows_cell (&rows, 0, gh_rows_keep (&rows, "room"));
 *   gh_rows_close (&rows);
 *   GhTable *table = gh_rows_end (&rows, true);
 */
#pragma once

#include "input/sheets/table.h"

/* What a file may still bring, in all its sheets. */
typedef struct
{
  gint64 cells;
  gint64 bytes;             /* of their texts, and one for each */
  int most_cells, most_mib; /* what it was at first */
} GhAllowance;

GhAllowance gh_allowance (int most_cells, int most_bytes);

typedef struct
{
  int line;
  guint first; /* of its cells ... */
  guint n;     /* ... without empty ones at the end */
} GhTableRow;

typedef struct
{
  GhTable *table;
  GhAllowance *allowance;
  GhProblems *problems;
  bool has_header;
  int column;         /* of the cell that came last, A is 0 */
  GhTableRow row;     /* the one that is open, or was closed last */
  bool is_too_long;   /* it has cells beyond the header's last column */
  bool told_nameless; /* a column without a name that holds something has been told of */
} GhRows;

/* SHEET as gh_table_sheet() tells it.  All are borrowed. */
void gh_rows_begin (GhRows *rows, const char *file, const char *sheet, GhAllowance *allowance,
                    GhProblems *problems);
void gh_rows_open (GhRows *rows, int line);
/* The text, where it stays as long as the table: equal texts once. */
const char *gh_rows_keep (GhRows *rows, const char *text);
/* KEPT must stay as long as the table: gh_rows_keep() sees to it. */
void gh_rows_cell (GhRows *rows, int column, const char *kept);
/* False: there is no room for more. */
bool gh_rows_close (GhRows *rows);
/* The row that was closed last, once more on the next line; returns as gh_rows_close() does. */
bool gh_rows_repeat (GhRows *rows);
/* Empties what is in these columns and lines, both ends included. */
void gh_rows_blank (GhRows *rows, int first_column, int last_column, int first_line, int last_line);
/* Where a cell of the open row stands. */
GhPlace gh_rows_place (const GhRows *rows, int column);
/* The table, now the caller's.  IS_WHOLE: nothing was left out. */
GhTable *gh_rows_end (GhRows *rows, bool is_whole);
