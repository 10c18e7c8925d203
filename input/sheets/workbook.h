/* Workbooks: the sheets of an .xlsx (ECMA-376) or .ods (OpenDocument 1.3) file, as tables.
 *
 * What a cell shows is what is read: the stored value of a formula, a date in ISO 8601, yes or no.
 * Hidden rows, columns and sheets are read as others are.  Of merged cells the first has the value.
 * Comments, pictures and what else lies around the cells is passed over.
 *
 * The file is read in pieces and is never unpacked as a whole, and its limits are those below, of
 * zip.h and of xml.h.
 */
#pragma once

#include "input/sheets/table.h"

#define GH_WORKBOOK_MOST_BYTES (32 * 1024 * 1024) /* of the file; 100,000 rows take 3 MiB */
#define GH_WORKBOOK_MOST_SHEETS 1000
#define GH_WORKBOOK_MOST_CELLS 2000000           /* of all sheets: three for each of 600,000 rows */
#define GH_WORKBOOK_MOST_TEXT (32 * 1024 * 1024) /* bytes of the texts of all cells */
#define GH_WORKBOOK_MOST_STRINGS 1000000         /* different texts that cells of an .xlsx share */
#define GH_WORKBOOK_LONGEST_CELL (4 * 32767)     /* bytes; Excel allows 32,767 characters */

typedef struct
{
  char *name;
  GhTable *table; /* NULL: it was not wanted, or was taken */
} GhWorkbookSheet;

/* By its name FILE is a workbook. */
bool gh_workbook_is_one (const char *file);
/* The sheets of a workbook in their order, as GhWorkbookSheet* that the caller unrefs; tables of
 * those that are among WANTED (NULL-terminated).  What is wrong goes to PROBLEMS; a workbook that
 * cannot be understood is one problem, and *IS_WHOLE is then false.  NULL with ERROR only when the
 * file cannot be read at all. */
GPtrArray *gh_workbook_read (const char *path, const char *const *wanted, bool *is_whole,
                             GhProblems *problems, GError **error);
/* The same from memory; FILE is the name for messages. */
GPtrArray *gh_workbook_parse (const char *bytes, gsize n_bytes, const char *file,
                              const char *const *wanted, bool *is_whole, GhProblems *problems);
