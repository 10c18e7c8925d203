/* A sheet as it was written: named columns, rows of text cells, each with its place.
 *
 * Cells are valid UTF-8, trimmed of blanks at both ends, and never NULL: an absent column or a
 * short row gives "".  Blank rows are gone; gh_table_row_line() still says on which line of the
 * file a row starts.
 *
 *   g_autoptr (GhTable) table = gh_table_read_csv ("conf/rooms.csv", problems, &error);
 *   int seats = gh_table_column (table, "seats");
 *   for (int row = 0; row < gh_table_n_rows (table); row++)
 *     puts (gh_table_cell (table, row, seats));
 */
#pragma once

#include "input/sheets/problems.h"

typedef struct _GhTable GhTable;

/* Limits, so that a hostile or mistaken file costs a sentence and not the machine. */
#define GH_TABLE_MOST_BYTES (64 * 1024 * 1024) /* of one file: 100,000 rows have room in it */
#define GH_TABLE_MOST_COLUMNS 1024             /* more is not a sheet of ours */
#define GH_TABLE_MOST_ROWS 1000000             /* a hundred times the largest conference */
#define GH_TABLE_MOST_CELLS 10000000 /* of one file: not empty, or before one that is not */

/* Reads RFC 4180 CSV: comma, semicolon or tab (found out from the header row), quotes, CRLF, LF or
 * CR, a BOM or none.  What is wrong inside (broken quoting, invalid UTF-8, NUL, a column twice, a
 * row longer than the header, an empty or binary file) goes to PROBLEMS, and the rows that can be
 * read are returned.  NULL with ERROR only when the file cannot be read at all. */
GhTable *gh_table_read_csv (const char *path, GhProblems *problems, GError **error);
/* The same from memory; FILE is the name for messages. */
GhTable *gh_table_parse_csv (const char *bytes, gsize n_bytes, const char *file,
                             GhProblems *problems);
void gh_table_free (GhTable *table);

const char *gh_table_file (const GhTable *table); /* base name: "rooms.csv" */
/* Where a line of it, or a cell, is: for problems.  LINE 0: the sheet as a whole; COLUMN NULL: the
 * row.  Its texts are the table's. */
GhPlace gh_table_place (const GhTable *table, int line, const char *column);
/* False: some of its rows could not be read, so what is not in it may yet have been meant. */
bool gh_table_is_whole (const GhTable *table);
int gh_table_n_rows (const GhTable *table);
int gh_table_n_columns (const GhTable *table);
const char *gh_table_column_name (const GhTable *table, int column);
/* The column of this name (letter case counts), or -1. */
int gh_table_column (const GhTable *table, const char *name);
/* COLUMN -1 gives "". */
const char *gh_table_cell (const GhTable *table, int row, int column);
int gh_table_row_line (const GhTable *table, int row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTable, gh_table_free)
