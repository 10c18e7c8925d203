#include "input/sheets/workbook.h"
#include "input/sheets/scan.h"
#include "input/sheets/workbook-reading.h"

#include <string.h>

static void
sheet_free (gpointer data)
{
  GhWorkbookSheet *sheet = data;
  g_free (sheet->name);
  gh_table_free (sheet->table);
  g_free (sheet);
}

/* ---- what both readers need -------------------------------------------------------------- */

GhWorkbookSheet *
gh_workbook_add (GhWorkbookReading *reading, char *name)
{
  GhWorkbookSheet *sheet = g_new0 (GhWorkbookSheet, 1);

  sheet->name = name;
  g_ptr_array_add (reading->sheets, sheet);
  if (reading->sheets->len <= GH_WORKBOOK_MOST_SHEETS)
    return sheet;
  gh_zip_fail (&reading->zip, "a workbook has at most %d sheets", GH_WORKBOOK_MOST_SHEETS);
  return NULL;
}

bool
gh_workbook_wants (const GhWorkbookReading *reading, const GhWorkbookSheet *sheet)
{
  return g_strv_contains (reading->wanted, sheet->name);
}

void
gh_workbook_tell_error (GhRows *rows, int column, const char *shown)
{
  gh_problems_add (rows->problems, gh_rows_place (rows, column),
                   "this cell shows the error %s: mend its formula, or write the value itself",
                   *shown != '\0' ? shown : "of a formula");
}

void
gh_workbook_tell_unknown (GhRows *rows, int column)
{
  /* Some programs store nothing for a formula that comes to nothing. */
  gh_problems_note (rows->problems, gh_rows_place (rows, column),
                    "no value of this formula is in the file (nor, maybe, of others in this "
                    "sheet), and it is read as empty: if that is wrong, save the file in a "
                    "spreadsheet program, or write the value itself");
}

void
gh_workbook_append (GString *text, const char *bytes, gsize n_bytes)
{
  gsize room = GH_WORKBOOK_LONGEST_CELL + 1 - MIN (text->len, GH_WORKBOOK_LONGEST_CELL + 1);
  g_string_append_len (text, bytes, (gssize)MIN (n_bytes, room));
}

void
gh_workbook_check_length (GhRows *rows, int column, GString *text)
{
  if (text->len <= GH_WORKBOOK_LONGEST_CELL)
    return;
  gh_problems_add (rows->problems, gh_rows_place (rows, column), "a cell has at most %d characters",
                   GH_WORKBOOK_LONGEST_CELL / 4);
  g_string_truncate (text, 0);
}

/* ---- the file ---------------------------------------------------------------------------- */

bool
gh_workbook_is_one (const char *file)
{
  g_autofree char *small = g_ascii_strdown (file, -1);
  return g_str_has_suffix (small, ".xlsx") || g_str_has_suffix (small, ".ods");
}

/* OLE2, which holds the old .xls, and new workbooks that are encrypted (MS-OFFCRYPTO, 2.1). */
static bool
is_compound (const char *bytes, gsize n_bytes)
{
  static const char mark[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  return n_bytes >= 8 && memcmp (bytes, mark, 8) == 0;
}

static bool
is_protected (const char *bytes, gsize n_bytes)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  return memmem (bytes, n_bytes, name, sizeof name) != NULL;
}

static bool
read_zip (GhWorkbookReading *reading)
{
  if (gh_zip_has (&reading->zip, "content.xml"))
    return gh_workbook_read_ods (reading);
  if (gh_zip_has (&reading->zip, "_rels/.rels"))
    return gh_workbook_read_xlsx (reading);
  return gh_zip_fail (&reading->zip,
                      "this zip holds no workbook; save the sheets as .xlsx or .ods");
}

static bool
read_bytes (GhWorkbookReading *reading, const char *bytes, gsize n_bytes)
{
  if (!is_compound (bytes, n_bytes))
    return gh_zip_open (&reading->zip, bytes, n_bytes) && read_zip (reading);
  if (is_protected (bytes, n_bytes))
    return gh_zip_fail (&reading->zip, "it is protected by a password; save it without one");
  return gh_zip_fail (&reading->zip, "this is an old .xls inside; open it in a spreadsheet program "
                                     "and save it as .xlsx or .ods");
}

GPtrArray *
gh_workbook_parse (const char *bytes, gsize n_bytes, const char *file, const char *const *wanted,
                   bool *is_whole, GhProblems *problems)
{
  GhWorkbookReading reading = { .file = file,
                                .wanted = wanted,
                                .sheets = g_ptr_array_new_with_free_func (sheet_free),
                                .allowance =
                                    gh_allowance (GH_WORKBOOK_MOST_CELLS, GH_WORKBOOK_MOST_TEXT),
                                .problems = problems };

  *is_whole = read_bytes (&reading, bytes, n_bytes);
  if (!*is_whole)
    gh_problems_add (problems, gh_place_file (file), "%s", reading.zip.trouble);
  gh_zip_clear (&reading.zip);
  return reading.sheets;
}

GPtrArray *
gh_workbook_read (const char *path, const char *const *wanted, bool *is_whole, GhProblems *problems,
                  GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autoptr (GError) trouble = NULL;
  gsize n_bytes = 0;
  g_autofree char *bytes =
      gh_scan_load (path, GH_WORKBOOK_MOST_BYTES, &n_bytes, problems, &trouble);

  *is_whole = false;
  if (bytes != NULL)
    return gh_workbook_parse (bytes, n_bytes, file, wanted, is_whole, problems);
  if (trouble == NULL)
    return g_ptr_array_new ();
  g_propagate_error (error, g_steal_pointer (&trouble));
  return NULL;
}
