/* OpenDocument 1.3, part 3: content.xml holds all sheets, row by row. */
#include "input/sheets/scan.h"
#include "input/sheets/shown.h"
#include "input/sheets/workbook-reading.h"

#include <string.h>

/* Where a spreadsheet's tables stand: document-content, body, spreadsheet. */
#define TABLE_DEPTH 3
#define MOST_REPEATED 10000000 /* more than any sheet has rows */

typedef struct
{
  GhWorkbookReading *reading;
  GhRows rows;      /* rows.table: NULL while no wanted sheet is open */
  int row_depth;    /* 0: no row is open */
  int cell_depth;   /* 0: no cell is open */
  int text_depth;   /* 0: no paragraph of a cell is open */
  int unread_depth; /* of what is passed over, with all that is in it; 0: nothing */
  int line;         /* of the row that is open or comes next */
  int row_repeated;
  bool row_is_open; /* in `rows`: something stood in it */
  int column, cell_repeated;
  bool is_covered, is_error, is_unknown, has_text;
  bool has_told;      /* of a formula without a value, in this sheet */
  char *type, *value; /* of the cell */
  GString *text;
} Ods;

/* ---- cells ------------------------------------------------------------------------------- */

static void
begin_cell (Ods *ods, const GhXmlElement *element)
{
  static const char *const values[] = { "value", "date-value", "time-value", "boolean-value",
                                        "string-value" };
  GhXmlValue value = { NULL, 0 };

  for (gsize name = 0; value.at == NULL && name < G_N_ELEMENTS (values); name++)
    value = gh_xml_attribute_within (element, values[name], ":office:");
  ods->cell_depth = element->depth;
  ods->cell_repeated =
      gh_xml_int (gh_xml_attribute (element, "number-columns-repeated"), 1, MOST_REPEATED, 1);
  ods->is_covered = strcmp (element->name, "covered-table-cell") == 0;
  ods->is_error = gh_xml_is (gh_xml_attribute_within (element, "value-type", ":calcext:"), "error");
  ods->type = gh_xml_copy (gh_xml_attribute_within (element, "value-type", ":office:"));
  /* A formula that comes to an empty text has a type. */
  ods->is_unknown =
      !ods->is_covered && *ods->type == '\0' && gh_xml_attribute (element, "formula").at != NULL;
  ods->value = gh_xml_copy (value);
  ods->has_text = false;
  g_string_truncate (ods->text, 0);
}

/* 007 shows as its digits, whatever its format is called. */
static bool
is_padded (const char *text, const char *value)
{
  return *text == '0' && strspn (text, G_CSET_DIGITS) == strlen (text)
         && g_ascii_strtoll (text, NULL, 10) == g_ascii_strtoll (value, NULL, 10);
}

/* What the cell shows; the caller frees it. */
static char *
shown (const Ods *ods)
{
  static const GhShown as_it_is = { .as = GH_SHOWN_PLAIN };
  static const GhShown percent = { .as = GH_SHOWN_PERCENT, .decimals = 10 };
  const char *text = ods->text->str;

  if (ods->is_covered)
    return g_strdup ("");
  if (strcmp (ods->type, "float") == 0 || strcmp (ods->type, "currency") == 0)
    return is_padded (text, ods->value) ? g_strdup (text)
                                        : gh_shown_number (ods->value, as_it_is, false);
  if (strcmp (ods->type, "percentage") == 0)
    return gh_shown_number (ods->value, percent, false);
  /* A date at midnight: what is shown tells whether its time is meant. */
  if (strcmp (ods->type, "date") == 0)
    return gh_shown_date (ods->value, strchr (text, ':') != NULL);
  if (strcmp (ods->type, "time") == 0)
    return gh_shown_duration (ods->value);
  if (strcmp (ods->type, "boolean") == 0)
    return g_strdup (strcmp (ods->value, "true") == 0 ? "yes" : "no");
  return g_strdup (ods->has_text ? text : ods->value);
}

/* The row is only opened where something stands in it: empty ones may come by the million. */
static void
open_row (Ods *ods)
{
  if (!ods->row_is_open)
    gh_rows_open (&ods->rows, ods->line);
  ods->row_is_open = true;
}

static void
put_cell (Ods *ods)
{
  g_autofree char *owned = NULL;
  int last = MIN (ods->column + ods->cell_repeated, GH_TABLE_MOST_COLUMNS + 1);
  const char *text, *kept;

  if (ods->text->len > GH_WORKBOOK_LONGEST_CELL || ods->is_error || ods->is_unknown)
    open_row (ods);
  gh_workbook_check_length (&ods->rows, ods->column, ods->text);
  owned = shown (ods);
  text = gh_trim (owned);
  if (ods->is_error)
    gh_workbook_tell_error (&ods->rows, ods->column, text);
  else if (ods->is_unknown && *text == '\0' && !ods->has_told)
    {
      gh_workbook_tell_unknown (&ods->rows, ods->column);
      ods->has_told = true;
    }
  if (*text == '\0' || ods->is_error)
    return;
  open_row (ods);
  kept = gh_rows_keep (&ods->rows, text);
  for (int column = ods->column; column < last; column++)
    gh_rows_cell (&ods->rows, column, kept);
}

static void
end_cell (Ods *ods)
{
  if (ods->rows.table != NULL)
    put_cell (ods);
  ods->column = MIN (ods->column + ods->cell_repeated, MOST_REPEATED);
  ods->cell_depth = 0;
  g_clear_pointer (&ods->type, g_free);
  g_clear_pointer (&ods->value, g_free);
}

/* ---- rows and sheets --------------------------------------------------------------------- */

static void
begin_row (Ods *ods, const GhXmlElement *element)
{
  ods->row_depth = element->depth;
  ods->row_repeated =
      gh_xml_int (gh_xml_attribute (element, "number-rows-repeated"), 1, MOST_REPEATED, 1);
  ods->row_is_open = false;
  ods->column = 0;
}

static bool
end_sheet (Ods *ods, bool is_whole)
{
  GPtrArray *sheets = ods->reading->sheets;
  GhWorkbookSheet *sheet = sheets->pdata[sheets->len - 1];

  sheet->table = gh_rows_end (&ods->rows, is_whole);
  ods->rows.table = NULL;
  return is_whole;
}

static void
end_row (Ods *ods)
{
  bool has_room = !ods->row_is_open || gh_rows_close (&ods->rows);

  for (int copy = 1; has_room && ods->row_is_open && copy < ods->row_repeated; copy++)
    has_room = gh_rows_repeat (&ods->rows);
  ods->line = MIN (ods->line + ods->row_repeated, G_MAXINT / 2);
  ods->row_depth = 0;
  if (!has_room)
    end_sheet (ods, false);
}

static bool
begin_sheet (Ods *ods, const GhXmlElement *element)
{
  char *name = gh_xml_copy (gh_xml_attribute (element, "name"));
  GhWorkbookSheet *sheet = gh_workbook_add (ods->reading, name);

  if (sheet == NULL)
    return false;
  ods->line = 1;
  ods->has_told = false;
  if (gh_workbook_wants (ods->reading, sheet))
    gh_rows_begin (&ods->rows, ods->reading->file, sheet->name, &ods->reading->allowance,
                   ods->reading->problems);
  return true;
}

/* ---- text -------------------------------------------------------------------------------- */

static void
append_blanks (Ods *ods, int n)
{
  for (int blank = 0; blank < n && ods->text->len < GH_WORKBOOK_LONGEST_CELL; blank++)
    g_string_append_c (ods->text, ' ');
}

/* In a paragraph: OpenDocument 1.3, part 3, 6.1. */
static void
begin_in_text (Ods *ods, const GhXmlElement *element)
{
  if (strcmp (element->name, "s") == 0)
    append_blanks (ods, gh_xml_int (gh_xml_attribute (element, "c"), 1, MOST_REPEATED, 1));
  else if (strcmp (element->name, "tab") == 0)
    gh_workbook_append (ods->text, "\t", 1);
  else if (strcmp (element->name, "line-break") == 0)
    gh_workbook_append (ods->text, "\n", 1);
  else if (strcmp (element->name, "ruby-text") == 0)
    ods->unread_depth = element->depth; /* how the text before it is spoken */
}

static void
begin_text (Ods *ods, const GhXmlElement *element)
{
  if (ods->has_text)
    gh_workbook_append (ods->text, "\n", 1);
  ods->has_text = true;
  ods->text_depth = element->depth;
}

/* Blanks and line ends in a row are one blank (6.1.2): more of them are elements. */
static void
text (gpointer data, const char *bytes, gsize n_bytes)
{
  Ods *ods = data;
  GString *into = ods->text;

  if (ods->text_depth == 0 || ods->unread_depth > 0)
    return;
  for (gsize at = 0; at < n_bytes;)
    {
      gsize n = at;
      while (n < n_bytes && strchr (" \t\r\n", bytes[n]) == NULL)
        n++;
      gh_workbook_append (into, bytes + at, n - at);
      if (n < n_bytes && (into->len == 0 || into->str[into->len - 1] != ' '))
        gh_workbook_append (into, " ", 1);
      at = n + 1;
    }
}

/* ---- elements ---------------------------------------------------------------------------- */

static bool
begin (gpointer data, const GhXmlElement *element)
{
  Ods *ods = data;
  const char *name = element->name;

  if (ods->unread_depth > 0)
    return true;
  if (ods->text_depth > 0)
    begin_in_text (ods, element);
  else if (ods->cell_depth > 0)
    {
      if (element->depth == ods->cell_depth + 1 && strcmp (name, "p") == 0)
        begin_text (ods, element);
      else
        ods->unread_depth = element->depth; /* a comment, a picture, a table in a cell */
    }
  else if (ods->row_depth > 0)
    {
      if (element->depth == ods->row_depth + 1
          && (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0))
        begin_cell (ods, element);
    }
  else if (element->depth > TABLE_DEPTH && ods->rows.table != NULL
           && strcmp (name, "table-row") == 0)
    begin_row (ods, element);
  else if (element->depth > TABLE_DEPTH
           && (strcmp (name, "shapes") == 0 || strcmp (name, "forms") == 0))
    ods->unread_depth = element->depth;
  else if (element->depth == TABLE_DEPTH && strcmp (name, "table") == 0)
    return begin_sheet (ods, element);
  return true;
}

static void
end (gpointer data, const char *name, int depth)
{
  Ods *ods = data;

  if (ods->unread_depth > 0)
    ods->unread_depth = depth == ods->unread_depth ? 0 : ods->unread_depth;
  else if (ods->text_depth > 0)
    ods->text_depth = depth == ods->text_depth ? 0 : ods->text_depth;
  else if (ods->cell_depth > 0 && depth == ods->cell_depth)
    end_cell (ods);
  else if (ods->row_depth > 0 && depth == ods->row_depth)
    end_row (ods);
  else if (depth == TABLE_DEPTH && ods->rows.table != NULL)
    end_sheet (ods, true);
}

/* ---- the file ---------------------------------------------------------------------------- */

static bool
find_encryption (gpointer data, const GhXmlElement *element)
{
  bool *is_encrypted = data;
  *is_encrypted = *is_encrypted || strcmp (element->name, "encryption-data") == 0;
  return !*is_encrypted;
}

/* Part 2, 3.4.1: encrypted parts are zipped as if they were not, and the manifest tells. */
static bool
is_readable (GhWorkbookReading *reading)
{
  static const GhXmlHandler handler = { .begin = find_encryption };
  static const char manifest[] = "META-INF/manifest.xml";
  bool is_encrypted = false;

  if (!gh_zip_has (&reading->zip, manifest))
    return true;
  if (!gh_xml_read (&reading->zip, manifest, &handler, &is_encrypted))
    return false;
  return !is_encrypted
         || gh_zip_fail (&reading->zip, "it is protected by a password; save it without one");
}

bool
gh_workbook_read_ods (GhWorkbookReading *reading)
{
  static const GhXmlHandler handler = { begin, end, text };
  Ods ods = { .reading = reading, .text = g_string_new (NULL) };
  bool is_read =
      is_readable (reading) && gh_xml_read (&reading->zip, "content.xml", &handler, &ods);

  if (ods.rows.table != NULL)
    end_sheet (&ods, false);
  g_free (ods.type);
  g_free (ods.value);
  g_string_free (ods.text, true);
  return is_read;
}
