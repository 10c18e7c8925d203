/* The sheets of a folder: whether one is CSV or in a workbook is not seen after this.
 *
 * Every CSV file that is named like a sheet and every workbook of the folder is read; no sheet is
 * in two of them.  A workbook's other sheets, and CSV files of other names, are told in notes,
 * but for sheets whose names begin with _.
 *
 *   g_autoptr (GhTables) tables = gh_tables_read ("conf", names, NULL, problems, &error);
 *   GhTable *rooms = gh_tables_take (tables, "rooms");
 */
#pragma once

#include "input/sheets/table.h"

typedef struct _GhTables GhTables;

/* Reads the sheets of these NAMES (NULL-terminated), as far as they are there.  Files that are
 * among BUT (NULL-terminated; NULL: none) are passed over.  What is wrong goes to PROBLEMS.  NULL
 * with ERROR when the folder or a file cannot be read at all, or after a problem when the folder is
 * a file. */
GhTables *gh_tables_read (const char *folder, const char *const *names, const char *const *but,
                          GhProblems *problems, GError **error);
void gh_tables_free (GhTables *tables); /* accepts NULL */
/* One file that is no sheet of a conference: CSV, or a workbook's first sheet.  NULL, after a
 * problem or with ERROR, when it cannot be read. */
GhTable *gh_tables_read_file (const char *path, GhProblems *problems, GError **error);

/* The sheet, now the caller's; NULL: it is not there. */
GhTable *gh_tables_take (GhTables *tables, const char *name);
/* What is there and is no sheet, and is called nearly like this one; NULL: nothing is. */
const char *gh_tables_near (const GhTables *tables, const char *name);
/* False: a workbook or a file like ROOMS.CSV was not read, and may hold what is not there. */
bool gh_tables_are_whole (const GhTables *tables);
/* The name of the folder's first workbook, or NULL. */
const char *gh_tables_workbook (const GhTables *tables);

/* The names of the files in which sheets of these NAMES may be: those CSV files that are there, in
 * the order of NAMES, then the workbooks.  The caller frees them with g_strfreev(). */
char **gh_tables_files (const char *folder, const char *const *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTables, gh_tables_free)
