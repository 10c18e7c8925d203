/* The workbook to start from (gahunda new --as xlsx). */
#include "input/sheets/tables.h"
#include "input/sheets/template-words.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* Lists too long to stand in a drop-down (255 characters in all) are on a sheet of their own, whose
 * name begins with _ because it is the workbook's own affair. */
#define LISTS "_lists"
#define LONGEST_LIST 255
#define LAST_ROW 5000 /* of drop-downs */
#define WIDEST 40     /* characters */

typedef struct
{
  lxw_workbook *book;
  lxw_worksheet *lists;
  lxw_col_t n_lists;
  lxw_format *bold, *text; /* text: what looks like a date stays as it is typed */
} Template;

/* ---- columns ----------------------------------------------------------------------------- */

/* Those that the example has, as it has them, and after them all others. */
static GPtrArray *
list_columns (GhSheet sheet, const GhTable *table)
{
  GPtrArray *names = g_ptr_array_new ();

  for (int column = 0; table != NULL && column < gh_table_n_columns (table); column++)
    g_ptr_array_add (names, (gpointer)gh_table_column_name (table, column));
  for (const char *const *known = gh_sheet_columns (sheet); *known != NULL; known++)
    {
      const char *name = *known + strspn (*known, "*~");
      if (!g_str_has_suffix (name, ":")
          && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer)name);
    }
  return names;
}

/* What is said of "title:fr" is said of "title". */
static const GhTemplateWords *
words_of (GhSheet sheet, const char *column)
{
  g_autofree char *plain = g_strndup (column, strcspn (column, ":"));
  return gh_template_words (sheet, plain);
}

/* The words that a column takes, as const char*, without any where it takes all. */
static GPtrArray *
list_choices (GhSheet sheet, const GhTemplateWords *words)
{
  GPtrArray *choices = g_ptr_array_new ();
  bool is_key = sheet == GH_SHEET_CONFERENCE && strcmp (words->column, "key") == 0;
  bool is_rule = sheet == GH_SHEET_RULES && strcmp (words->column, "rule") == 0;

  for (int number = 0; is_key && gh_conference_key (number) != NULL; number++)
    g_ptr_array_add (choices, (gpointer)gh_conference_key (number));
  for (int rule = 0; is_rule && rule < gh_n_rules (); rule++)
    g_ptr_array_add (choices, (gpointer)gh_rule_info (rule)->name);
  for (int number = 0; words->choices != NULL && words->choices[number] != NULL; number++)
    g_ptr_array_add (choices, (gpointer)words->choices[number]);
  g_ptr_array_add (choices, NULL);
  return choices;
}

/* ---- drop-downs -------------------------------------------------------------------------- */

/* Writes a list into its own sheet; returns what a drop-down calls it, which the caller frees. */
static char *
put_list (Template *template, const GPtrArray *choices)
{
  lxw_col_t column = template->n_lists++;
  char letter = (char)('A' + column);

  for (guint row = 0; row + 1 < choices->len; row++)
    worksheet_write_string (template->lists, row, column, choices->pdata[row], template->text);
  return g_strdup_printf ("=%s!$%c$1:$%c$%u", LISTS, letter, letter, choices->len - 1);
}

static void
offer (Template *template, lxw_worksheet *sheet, lxw_col_t column, GPtrArray *choices)
{
  g_autofree char *joined = g_strjoinv (",", (char **)choices->pdata);
  g_autofree char *formula = strlen (joined) > LONGEST_LIST ? put_list (template, choices) : NULL;
  lxw_data_validation validation = {
    .validate = formula != NULL ? LXW_VALIDATION_TYPE_LIST_FORMULA : LXW_VALIDATION_TYPE_LIST,
    .value_formula = formula,
    .value_list = (char **)choices->pdata,
    .error_title = (char *)"None of the list",
    .error_message = (char *)"Choose one of the words of the list, or leave the cell empty",
  };

  worksheet_data_validation_range (sheet, 1, column, LAST_ROW, column, &validation);
}

/* ---- sheets ------------------------------------------------------------------------------ */

static bool
is_whole_number (const char *text)
{
  return *text != '\0' && strlen (text) < 10 && strspn (text, G_CSET_DIGITS) == strlen (text)
         && (*text != '0' || text[1] == '\0');
}

/* Writes the cells of a column; returns how wide it should be. */
static int
fill_column (Template *template, lxw_worksheet *sheet, lxw_col_t column, const char *name,
             const GhTable *table, bool is_number)
{
  int from = table != NULL ? gh_table_column (table, name) : -1;
  glong widest = g_utf8_strlen (name, -1);

  for (int row = 0; from >= 0 && row < gh_table_n_rows (table); row++)
    {
      const char *text = gh_table_cell (table, row, from);
      if (*text == '\0')
        continue;
      if (is_number && is_whole_number (text))
        worksheet_write_number (sheet, (lxw_row_t)row + 1, column,
                                (double)g_ascii_strtoll (text, NULL, 10), NULL);
      else
        worksheet_write_string (sheet, (lxw_row_t)row + 1, column, text, template->text);
      widest = MAX (widest, g_utf8_strlen (text, -1));
    }
  return (int)MIN (widest, WIDEST) + 2;
}

static void
put_column (Template *template, lxw_worksheet *sheet, GhSheet kind, lxw_col_t column,
            const char *name, const GhTable *table)
{
  const GhTemplateWords *words = words_of (kind, name);
  g_autoptr (GPtrArray) choices = list_choices (kind, words);
  /* Room for the words, at some 45 characters a line. */
  lxw_comment_options look = { .width = 300,
                               .height = (uint16_t)(30 + 18 * (strlen (words->words) / 45)) };
  int width;

  worksheet_write_string (sheet, 0, column, name, template->bold);
  worksheet_write_comment_opt (sheet, 0, column, words->words, &look);
  if (choices->len > 1)
    offer (template, sheet, column, choices);
  width = fill_column (template, sheet, column, name, table, words->is_number);
  worksheet_set_column (sheet, column, column, width, words->is_number ? NULL : template->text);
}

static void
put_sheet (Template *template, GhSheet kind, const GhTable *table)
{
  lxw_worksheet *sheet = workbook_get_worksheet_by_name (template->book, gh_sheet_names ()[kind]);
  g_autoptr (GPtrArray) columns = list_columns (kind, table);

  worksheet_freeze_panes (sheet, 1, 0);
  for (guint column = 0; column < columns->len; column++)
    put_column (template, sheet, kind, (lxw_col_t)column, columns->pdata[column], table);
}

/* ---- the file ---------------------------------------------------------------------------- */

static bool
write_book (const char *path, GhTables *tables, GError **error)
{
  Template template = { .book = workbook_new (path) };
  /* The same bytes whenever it is written. */
  lxw_doc_properties properties = { .title = (char *)"Sheets of a conference", .created = 1 };
  lxw_error failure;

  template.bold = workbook_add_format (template.book);
  template.text = workbook_add_format (template.book);
  format_set_bold (template.bold);
  format_set_num_format (template.text, "@");
  workbook_set_properties (template.book, &properties);
  for (int kind = 0; kind < GH_SHEET_PINS; kind++)
    workbook_add_worksheet (template.book, gh_sheet_names ()[kind]);
  template.lists = workbook_add_worksheet (template.book, LISTS);
  worksheet_hide (template.lists);
  for (int kind = 0; kind < GH_SHEET_PINS; kind++)
    {
      g_autoptr (GhTable) table = gh_tables_take (tables, gh_sheet_names ()[kind]);
      put_sheet (&template, (GhSheet)kind, table);
    }
  failure = workbook_close (template.book);
  if (failure != LXW_NO_ERROR)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be written: %s", path,
                 lxw_strerror (failure));
  return failure == LXW_NO_ERROR;
}

bool
gh_sheets_write_workbook (const char *folder, const char *path, GError **error)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhTables) tables = gh_tables_read (folder, gh_sheet_names (), NULL, problems, error);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *unfinished = g_build_filename (parent, ".gahunda-workbook", NULL);

  if (tables == NULL)
    return false;
  if (write_book (unfinished, tables, error) && g_rename (unfinished, path) == 0)
    return true;
  if (error != NULL && *error == NULL)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be written", path);
  g_unlink (unfinished);
  return false;
}
