/* One sheet, changed a cell or a row at a time: every byte that no change concerns stays as it is.
 *
 * BOM, separator, quotes, line ends, blank rows, the order of columns, unknown columns, and a last
 * line without an end are the organiser's own.  Rows are named by their id; of several with one id
 * the last is meant.
 *
 *   g_autoptr (GhEdit) edit = gh_edit_open ("conf/pins.csv", columns, problems, &error);
 *   gh_edit_set (edit, "PL-01", "room", "AULA");
 *   if (gh_sheets_read_edited ("conf", read_busy, edits, NULL, problems, &error) != NULL)
 *     gh_edit_write (edit, &error);
 */
#pragma once

#include "input/sheets/problems.h"

typedef struct _GhEdit GhEdit;

/* Opens the sheet, or begins one of these COLUMNS (NULL-terminated) where there is none.  The first
 * of them holds the ids, and is a problem where the sheet lacks it.  After a problem the sheet must
 * not be changed; NULL, with ERROR or after a problem, when it cannot be read. */
GhEdit *gh_edit_open (const char *path, const char *const *columns, GhProblems *problems,
                      GError **error);
/* A sheet that is there, or these bytes of one that is not, to be changed by lines alone. */
GhEdit *gh_edit_open_lines (const char *path, GhProblems *problems, GError **error);
GhEdit *gh_edit_parse_lines (const char *path, const GString *bytes, GhProblems *problems);
void gh_edit_free (GhEdit *edit); /* accepts NULL */

const char *gh_edit_file (const GhEdit *edit); /* "pins.csv" */
/* The ids of its rows in their order, borrowed, as const char*; the caller unrefs the list. */
GPtrArray *gh_edit_ids (const GhEdit *edit);
bool gh_edit_has (const GhEdit *edit, const char *id);

/* Writes a cell, and adds its row or column at the end where there is none.  False: its bytes were
 * these before. */
bool gh_edit_set (GhEdit *edit, const char *id, const char *column, const char *text);
/* Adds a row of this id, whether or not there is one: gh_edit_set() then means this one. */
void gh_edit_add (GhEdit *edit, const char *id);
/* What the cell of a row, which starts on LINE, holds; 1 is the header, where the cell is the
 * column's name.  NULL: there is no such cell.  The caller frees it. */
char *gh_edit_cell (const GhEdit *edit, int line, const char *column);
/* Writes that cell, which must be there. */
void gh_edit_set_cell (GhEdit *edit, int line, const char *column, const char *text);
/* Takes all rows of this id out. */
void gh_edit_remove (GhEdit *edit, const char *id);

/* The sheet as it is now; the caller frees it. */
GString *gh_edit_bytes (const GhEdit *edit);
/* Puts it where it was, whole or not at all: with its permissions, and where a link leads. */
bool gh_edit_write (const GhEdit *edit, GError **error);

/* Puts several of FOLDER where they were, all or none: they are on the disk under other names
 * before the first takes its own.  A run that is cut off meanwhile, or cannot give the second its
 * name, leaves a mark in FOLDER until sheets are written there so again, and reading the sheets
 * tells of it. */
#define GH_EDIT_UNFINISHED ".gahunda-unfinished"
bool gh_edit_write_all (const char *folder, const GPtrArray *edits, GError **error);
bool gh_edit_is_unfinished (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhEdit, gh_edit_free)
