/* Our own CSV files: RFC 4180 with a comma and LF, written and read back.
 *
 * The organiser's sheets, with all that a spreadsheet may do to them, are input's; this reads what
 * this folder wrote, or what somebody put in the place of a last revision: columns in any order,
 * LF or CRLF, with a BOM or without.
 *
 *   g_autoptr (GhCsv) csv = gh_csv_read ("programme/0001/schedule.csv", &error);
 *   int room = gh_csv_column (csv, "room");
 *   for (int row = 0; row < csv->n_rows; row++)
 *     puts (gh_csv_cell (csv, row, room));
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Appends one line; a NULL cell is an empty one. */
void gh_csv_append (GString *csv, const char *const *cells, int n_cells);

typedef struct
{
  int n_columns;
  int n_rows;       /* without the header */
  GPtrArray *cells; /* char* into `text`; (1 + n_rows) * n_columns, the header first */
  char *text;
} GhCsv;

/* NULL with ERROR when the file cannot be read, is not UTF-8, or its quotes do not close. */
GhCsv *gh_csv_read (const char *path, GError **error);
void gh_csv_free (GhCsv *csv);

/* The column of this name, or -1. */
int gh_csv_column (const GhCsv *csv, const char *name);
/* Never NULL; COLUMN -1 gives "". */
const char *gh_csv_cell (const GhCsv *csv, int row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCsv, gh_csv_free)
