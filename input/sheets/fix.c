#include "input/sheets/fix.h"
#include "input/sheets/scan.h"
#include "input/sheets/sheets.h"
#include "input/sheets/workbook.h"

#include <string.h>

static void
free_fixed (gpointer data)
{
  GhFixed *fixed = data;
  g_free ((char *)fixed->place.file);
  g_free ((char *)fixed->place.sheet);
  g_free ((char *)fixed->place.column);
  g_free (fixed->was);
  g_free (fixed->now);
  g_free (fixed);
}

static void
free_edit (gpointer data)
{
  gh_edit_free (data);
}

GhFix *
gh_fix_new (const char *folder)
{
  GhFix *fix = g_new0 (GhFix, 1);
  fix->folder = g_strdup (folder);
  fix->edits = g_ptr_array_new_with_free_func (free_edit);
  fix->gone = g_ptr_array_new_with_free_func (g_free);
  fix->changes = g_ptr_array_new_with_free_func (free_fixed);
  return fix;
}

void
gh_fix_free (GhFix *fix)
{
  if (fix == NULL)
    return;
  g_free (fix->folder);
  g_ptr_array_unref (fix->edits);
  g_ptr_array_unref (fix->gone);
  g_ptr_array_unref (fix->changes);
  g_free (fix);
}

/* ---- texts ------------------------------------------------------------------------------- */

static void
skip_blanks (const char **at)
{
  while (**at == ' ' || **at == '\t')
    (*at)++;
}

/* Where WAS stands in an entry of a list: after a `-`, before `:15` or `/`, or alone.  NULL: not
 * there. */
static const char *
find_in_entry (const char *entry, const char *end, const char *was)
{
  gsize length = strlen (was);
  const char *at = entry;

  skip_blanks (&at);
  if (*at == '-' && *was != '-')
    {
      at++;
      skip_blanks (&at);
    }
  if (at + length > end || strncmp (at, was, length) != 0)
    return NULL;
  entry = at + length;
  skip_blanks (&entry);
  return entry >= end || *entry == ':' || *entry == '/' ? at : NULL;
}

/* TEXT with MEANT in place of the first WAS among its entries, which any of SEPARATORS part; NULL:
 * there is none. */
static char *
replace_entry (const char *text, const char *separators, const char *was, const char *meant)
{
  for (const char *entry = text;;)
    {
      const char *end = entry + strcspn (entry, separators);
      const char *found = find_in_entry (entry, end, was);
      if (found != NULL)
        return g_strdup_printf ("%.*s%s%s", (int)(found - text), text, meant, found + strlen (was));
      if (*end == '\0')
        return NULL;
      entry = end + 1;
    }
}

/* The whole cell, an entry of a list, or a word; NULL: it is in none of these. */
static char *
replace (const char *text, const char *was, const char *meant)
{
  char *replaced;

  if (strcmp (text, was) == 0)
    return g_strdup (meant);
  replaced = replace_entry (text, ";", was, meant);
  return replaced != NULL ? replaced : replace_entry (text, "; ", was, meant);
}

/* ---- sheets ------------------------------------------------------------------------------ */

static GhEdit *
find_edit (const GhFix *fix, const char *file)
{
  for (guint entry = 0; entry < fix->edits->len; entry++)
    if (strcmp (gh_edit_file (fix->edits->pdata[entry]), file) == 0)
      return fix->edits->pdata[entry];
  return NULL;
}

static char *
csv_of (const char *sheet)
{
  return g_strconcat (sheet, ".csv", NULL);
}

static void
append_cell (GString *bytes, const char *text)
{
  g_autofree char *quoted = strpbrk (text, ",\"\r\n") != NULL ? gh_scan_quoted (text) : NULL;
  g_string_append (bytes, quoted != NULL ? quoted : text);
}

/* Each row on its line, so that what is told of it later still names it. */
static GString *
bytes_of (const GhTable *table)
{
  GString *bytes = g_string_new (NULL);
  int n_columns = gh_table_n_columns (table);
  int line = 2;

  for (int column = 0; column < n_columns; column++)
    {
      g_string_append (bytes, column > 0 ? "," : "");
      append_cell (bytes, gh_table_column_name (table, column));
    }
  g_string_append_c (bytes, '\n');
  for (int row = 0; row < gh_table_n_rows (table); row++)
    {
      for (; line < gh_table_row_line (table, row); line++)
        g_string_append_c (bytes, '\n');
      for (int column = 0; column < n_columns; column++)
        {
          g_string_append (bytes, column > 0 ? "," : "");
          append_cell (bytes, gh_table_cell (table, row, column));
        }
      g_string_append_c (bytes, '\n');
      line++;
    }
  return bytes;
}

/* All sheets of a workbook as CSV files of the same folder.  False with ERROR. */
static bool
unfold (GhFix *fix, const char *file, GError **error)
{
  g_autofree char *path = g_build_filename (fix->folder, file, NULL);
  g_autoptr (GhProblems) problems = gh_problems_new (); /* told already */
  bool is_whole;
  g_autoptr (GPtrArray) sheets =
      gh_workbook_read (path, gh_sheet_names (), &is_whole, problems, error);

  for (guint entry = 0; sheets != NULL && entry < sheets->len; entry++)
    {
      const GhWorkbookSheet *sheet = sheets->pdata[entry];
      g_autoptr (GString) bytes = sheet->table != NULL ? bytes_of (sheet->table) : NULL;
      g_autofree char *name = csv_of (sheet->name);
      g_autofree char *csv = g_build_filename (fix->folder, name, NULL);
      if (bytes != NULL)
        g_ptr_array_add (fix->edits, gh_edit_parse_lines (csv, bytes, problems));
    }
  if (sheets != NULL)
    g_ptr_array_add (fix->gone, g_strdup (file));
  return sheets != NULL;
}

/* The sheet of a place, ready to be changed; NULL with ERROR when it cannot be read. */
static GhEdit *
edit_of (GhFix *fix, const GhPlace *place, GError **error)
{
  g_autofree char *file = place->sheet != NULL ? csv_of (place->sheet) : g_strdup (place->file);
  g_autofree char *path = g_build_filename (fix->folder, file, NULL);
  g_autoptr (GhProblems) problems = gh_problems_new ();
  GhEdit *edit = find_edit (fix, file);

  if (edit != NULL)
    return edit;
  if (place->sheet != NULL)
    return unfold (fix, place->file, error) ? find_edit (fix, file) : NULL;
  edit = gh_edit_open_lines (path, problems, error);
  if (edit != NULL)
    g_ptr_array_add (fix->edits, edit);
  return edit;
}

/* ---- mending ----------------------------------------------------------------------------- */

static void
note_change (GhFix *fix, const GhProblem *problem, int row, const char *was, const char *now)
{
  GhFixed *fixed = g_new (GhFixed, 1);

  fixed->place = problem->place;
  fixed->place.file = g_strdup (problem->place.file);
  fixed->place.sheet = g_strdup (problem->place.sheet);
  fixed->place.column = g_strdup (problem->place.column);
  fixed->place.row = row;
  fixed->was = g_strdup (was);
  fixed->now = g_strdup (now);
  g_ptr_array_add (fix->changes, fixed);
}

static bool
mend_cell (GhFix *fix, GhEdit *edit, const GhProblem *problem, int row)
{
  g_autofree char *was = gh_edit_cell (edit, row, problem->place.column);
  g_autofree char *now = was != NULL ? replace (was, problem->was, problem->meant.text) : NULL;

  if (now == NULL)
    return false;
  gh_edit_set_cell (edit, row, problem->place.column, now);
  note_change (fix, problem, row, was, now);
  return true;
}

static bool
is_certain (const GhProblem *problem)
{
  return problem->meant.is_certain && problem->place.column != NULL;
}

bool
gh_fix_apply (GhFix *fix, const GhProblems *problems, GError **error)
{
  bool has_changed = false;

  for (guint entry = 0; entry < problems->list->len; entry++)
    {
      const GhProblem *problem = problems->list->pdata[entry];
      GhEdit *edit;
      if (!is_certain (problem))
        continue;
      edit = edit_of (fix, &problem->place, error);
      if (edit == NULL)
        return false;
      for (guint row = 0; row < problem->rows->len; row++)
        has_changed |= mend_cell (fix, edit, problem, g_array_index (problem->rows, int, row));
    }
  return has_changed;
}
