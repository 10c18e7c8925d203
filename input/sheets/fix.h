/* What is certain to be meant, written into copies of the sheets.
 *
 * Only problems whose meaning is certain are mended, cell by cell, and all other bytes of a CSV
 * file stay.  A workbook is not written: where one of its cells is mended, all its sheets become
 * CSV files in its stead, with their rows on the lines that they had.
 *
 *   g_autoptr (GhFix) fix = gh_fix_new ("conf");
 *   do
 *     model = gh_sheets_read_edited ("conf", read_busy, fix->edits, fix->gone, problems, &error);
 *   while (gh_fix_apply (fix, problems, &error));
 */
#pragma once

#include "input/sheets/edit.h"

/* A cell that is mended. */
typedef struct
{
  GhPlace place;   /* where it was; its texts are the change's own */
  char *was, *now; /* the cell's whole text, trimmed */
} GhFixed;

typedef struct
{
  char *folder;
  GPtrArray *edits;   /* GhEdit*, in the order in which they were needed */
  GPtrArray *gone;    /* char*: workbooks that CSV files stand in for */
  GPtrArray *changes; /* GhFixed* */
} GhFix;

GhFix *gh_fix_new (const char *folder);
void gh_fix_free (GhFix *fix); /* accepts NULL */

/* Mends what is certain of PROBLEMS, which were found with the edits as they are.  False: there was
 * nothing, or a file could not be read, with ERROR. */
bool gh_fix_apply (GhFix *fix, const GhProblems *problems, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFix, gh_fix_free)
