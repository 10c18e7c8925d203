#include "input/sheets/table.h"

#include <string.h>

struct _GhTable
{
  char *file;
  GStringChunk *texts;
  GPtrArray *columns; /* const char* */
  GArray *lines;      /* int, by row */
  GPtrArray *cells;   /* const char*, row by row, as many as columns */
};

void
gh_table_free (GhTable *table)
{
  if (table == NULL)
    return;
  g_free (table->file);
  g_string_chunk_free (table->texts);
  g_ptr_array_unref (table->columns);
  g_array_unref (table->lines);
  g_ptr_array_unref (table->cells);
  g_free (table);
}

/* ---- reading ----------------------------------------------------------------------------- */

typedef struct
{
  const char *at, *end;
  int line;
  char separator;
  GhTable *table;
  GhProblems *problems;
  GString *cell;
  bool broken; /* a quote was never closed: what follows means nothing */
} Scanner;

/* Blanks around a cell are no part of it; the non-breaking space is one, as spreadsheets write it.
 */
static char *
trimmed (char *text)
{
  char *end;
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  end = text + strlen (text);
  while (end > text)
    {
      char *before = g_utf8_find_prev_char (text, end);
      if (before == NULL || !g_unichar_isspace (g_utf8_get_char (before)))
        break;
      end = before;
    }
  *end = '\0';
  return text;
}

static void
scan_quoted (Scanner *scanner)
{
  int first = scanner->line;
  scanner->at++;
  while (scanner->at < scanner->end)
    {
      char this = *scanner->at++;
      if (this == '"' && (scanner->at == scanner->end || *scanner->at != '"'))
        return;
      if (this == '"')
        scanner->at++;
      if (this == '\n')
        scanner->line++;
      g_string_append_c (scanner->cell, this);
    }
  gh_problems_add (scanner->problems, scanner->table->file, first, NULL,
                   "a quote (\") is opened here and never closed; close it, or write a quote that "
                   "is meant as such twice");
  scanner->broken = true;
}

static bool
is_at_break (const Scanner *scanner)
{
  return scanner->at == scanner->end || *scanner->at == '\n'
         || (*scanner->at == '\r' && (scanner->at + 1 == scanner->end || scanner->at[1] == '\n'));
}

/* Reads one cell up to its separator or the end of its line. */
static const char *
scan_cell (Scanner *scanner)
{
  const char *begin = scanner->at;
  g_string_truncate (scanner->cell, 0);
  while (begin < scanner->end && (*begin == ' ' || (*begin == '\t' && scanner->separator != '\t')))
    begin++;
  if (begin < scanner->end && *begin == '"')
    {
      int line;
      scanner->at = begin;
      line = scanner->line;
      scan_quoted (scanner);
      while (scanner->at < scanner->end && *scanner->at == ' ')
        scanner->at++;
      if (!scanner->broken && !is_at_break (scanner) && *scanner->at != scanner->separator)
        gh_problems_add (scanner->problems, scanner->table->file, line, NULL,
                         "text follows a closing quote (\"); write a quote inside a quoted cell "
                         "twice");
    }
  while (!is_at_break (scanner) && *scanner->at != scanner->separator)
    g_string_append_c (scanner->cell, *scanner->at++);
  return trimmed (scanner->cell->str);
}

static void
skip_break (Scanner *scanner)
{
  if (scanner->at < scanner->end && *scanner->at == '\r')
    scanner->at++;
  if (scanner->at < scanner->end)
    scanner->at++;
  scanner->line++;
}

/* The header's cells; a column that comes twice is named and not read again. */
static void
scan_header (Scanner *scanner)
{
  GhTable *table = scanner->table;
  for (;;)
    {
      const char *name = scan_cell (scanner);
      if (*name != '\0' && gh_table_column (table, name) >= 0)
        gh_problems_add (scanner->problems, table->file, scanner->line, name,
                         "this column comes twice; take one of the two out");
      if (table->columns->len < GH_TABLE_MOST_COLUMNS)
        g_ptr_array_add (table->columns, g_string_chunk_insert (table->texts, name));
      if (is_at_break (scanner))
        break;
      scanner->at++;
    }
  skip_break (scanner);
}

static void
scan_row (Scanner *scanner)
{
  GhTable *table = scanner->table;
  guint n_columns = table->columns->len;
  guint first = table->cells->len;
  guint n = 0;
  int line = scanner->line;
  bool is_blank = true;
  bool is_told = false;

  for (;;)
    {
      const char *text = scan_cell (scanner);
      is_blank = is_blank && *text == '\0';
      if (n < n_columns)
        g_ptr_array_add (table->cells, g_string_chunk_insert_const (table->texts, text));
      else if (*text != '\0' && !is_told)
        {
          is_told = true;
          gh_problems_add (scanner->problems, table->file, line, NULL,
                           "this row has more cells than the header has columns; put a cell that "
                           "holds a separator in quotes");
        }
      n++;
      if (is_at_break (scanner))
        break;
      scanner->at++;
    }
  skip_break (scanner);
  if (is_blank)
    {
      g_ptr_array_set_size (table->cells, (gint)first);
      return;
    }
  for (; n < n_columns; n++)
    g_ptr_array_add (table->cells, (gpointer) "");
  g_array_append_val (table->lines, line);
}

/* What parts the cells of the header row: the commonest of the three outside quotes. */
static char
find_separator (const char *at, const char *end)
{
  int commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (; at < end && (quoted || *at != '\n'); at++)
    {
      if (*at == '"')
        quoted = !quoted;
      commas += !quoted && *at == ',';
      semicolons += !quoted && *at == ';';
      tabs += !quoted && *at == '\t';
    }
  if (tabs > commas && tabs >= semicolons)
    return '\t';
  return semicolons > commas ? ';' : ',';
}

static int
line_of (const char *bytes, const char *at)
{
  int line = 1;
  for (; bytes < at; bytes++)
    line += *bytes == '\n';
  return line;
}

/* Says what a file that is no text is; false: it cannot be read on. */
static bool
is_text (const char *bytes, gsize n_bytes, const char *file, GhProblems *problems)
{
  const char *nul = n_bytes > 0 ? memchr (bytes, 0, n_bytes) : NULL;
  const char *invalid;

  if (n_bytes >= 4 && memcmp (bytes, "PK\3\4", 4) == 0)
    gh_problems_add (problems, file, 0, NULL,
                     "this is a zip or a workbook, not CSV; save the sheet as CSV (UTF-8)");
  else if (nul != NULL)
    gh_problems_add (problems, file, line_of (bytes, nul), NULL,
                     "there is a NUL byte, so this is no text; save the sheet as CSV (UTF-8)");
  else if (!g_utf8_validate (bytes, (gssize)n_bytes, &invalid))
    gh_problems_add (problems, file, line_of (bytes, invalid), NULL,
                     "this line is not valid UTF-8; save the sheet as CSV (UTF-8)");
  else
    return true;
  return false;
}

GhTable *
gh_table_parse_csv (const char *bytes, gsize n_bytes, const char *file, GhProblems *problems)
{
  GhTable *table = g_new0 (GhTable, 1);
  Scanner scanner = { bytes, bytes + n_bytes, 1, ',', table, problems, NULL, false };

  table->file = g_strdup (file);
  table->texts = g_string_chunk_new (16 * 1024);
  table->columns = g_ptr_array_new ();
  table->lines = g_array_new (false, false, sizeof (int));
  table->cells = g_ptr_array_new ();
  if (!is_text (bytes, n_bytes, file, problems))
    return table;
  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    scanner.at += 3;
  while (scanner.at < scanner.end && strchr ("\r\n", *scanner.at) != NULL)
    scanner.line += *scanner.at++ == '\n';
  if (scanner.at == scanner.end)
    {
      gh_problems_add (problems, file, 0, NULL,
                       "the file is empty; its first row names the columns");
      return table;
    }
  scanner.separator = find_separator (scanner.at, scanner.end);
  scanner.cell = g_string_new (NULL);
  scan_header (&scanner);
  while (scanner.at < scanner.end && !scanner.broken && table->lines->len < GH_TABLE_MOST_ROWS)
    scan_row (&scanner);
  if (table->lines->len == GH_TABLE_MOST_ROWS)
    gh_problems_add (problems, file, scanner.line, NULL, "a sheet has at most %d rows",
                     GH_TABLE_MOST_ROWS);
  if (table->columns->len == GH_TABLE_MOST_COLUMNS)
    gh_problems_add (problems, file, 1, NULL, "a sheet has fewer than %d columns",
                     GH_TABLE_MOST_COLUMNS);
  g_string_free (scanner.cell, true);
  return table;
}

GhTable *
gh_table_read_csv (const char *path, GhProblems *problems, GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, false, error);

  if (mapped == NULL)
    return NULL;
  if (g_mapped_file_get_length (mapped) > GH_TABLE_MOST_BYTES)
    {
      gh_problems_add (problems, file, 0, NULL, "a sheet has at most %d MiB",
                       GH_TABLE_MOST_BYTES / 1024 / 1024);
      return gh_table_parse_csv ("", 0, file, problems);
    }
  return gh_table_parse_csv (g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped),
                             file, problems);
}

/* ---- asking ------------------------------------------------------------------------------ */

const char *
gh_table_file (const GhTable *table)
{
  return table->file;
}

int
gh_table_n_rows (const GhTable *table)
{
  return (int)table->lines->len;
}

int
gh_table_n_columns (const GhTable *table)
{
  return (int)table->columns->len;
}

const char *
gh_table_column_name (const GhTable *table, int column)
{
  return table->columns->pdata[column];
}

int
gh_table_column (const GhTable *table, const char *name)
{
  for (guint column = 0; column < table->columns->len; column++)
    if (strcmp (table->columns->pdata[column], name) == 0)
      return (int)column;
  return -1;
}

const char *
gh_table_cell (const GhTable *table, int row, int column)
{
  return column < 0 ? "" : table->cells->pdata[(guint)row * table->columns->len + (guint)column];
}

int
gh_table_row_line (const GhTable *table, int row)
{
  return g_array_index (table->lines, int, row);
}
