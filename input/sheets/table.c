#include "input/sheets/table.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  int line;
  guint first; /* of its cells ... */
  guint n;     /* ... without empty ones at the end */
} Row;

struct _GhTable
{
  char *file;
  GStringChunk *texts;
  GPtrArray *columns;  /* const char* */
  GHashTable *by_name; /* to column + 1 */
  GArray *rows;        /* Row */
  GPtrArray *cells;    /* const char* */
  bool is_whole;
};

static GhTable *
table_new (const char *file)
{
  GhTable *table = g_new0 (GhTable, 1);
  table->file = g_strdup (file);
  table->texts = g_string_chunk_new (16 * 1024);
  table->columns = g_ptr_array_new ();
  table->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  table->rows = g_array_new (false, false, sizeof (Row));
  table->cells = g_ptr_array_new ();
  return table;
}

void
gh_table_free (GhTable *table)
{
  if (table == NULL)
    return;
  g_free (table->file);
  g_string_chunk_free (table->texts);
  g_ptr_array_unref (table->columns);
  g_hash_table_unref (table->by_name);
  g_array_unref (table->rows);
  g_ptr_array_unref (table->cells);
  g_free (table);
}

/* ---- cells ------------------------------------------------------------------------------- */

typedef struct
{
  const char *at, *end;
  int line;
  char separator;
  GhTable *table;
  GhProblems *problems;
  GString *cell;
  bool is_broken;     /* a quote was never closed: what follows means nothing */
  bool told_nameless; /* a column without a name that holds something has been told of */
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

/* A line ends with LF, CRLF, or the CR of old spreadsheets. */
static bool
ends_line (const char *at, const char *end)
{
  return *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'));
}

static void
scan_quoted (Scanner *scanner)
{
  int first = scanner->line;
  scanner->at++;
  while (scanner->at < scanner->end)
    {
      char this = *scanner->at;
      scanner->line += ends_line (scanner->at, scanner->end);
      scanner->at++;
      if (this == '"' && (scanner->at == scanner->end || *scanner->at != '"'))
        return;
      if (this == '"')
        scanner->at++;
      g_string_append_c (scanner->cell, this);
    }
  gh_problems_add (scanner->problems, scanner->table->file, first, NULL,
                   "a quote (\") is opened here and never closed; close it, or write a quote that "
                   "is meant as such twice");
  scanner->is_broken = true;
}

static bool
is_at_break (const Scanner *scanner)
{
  return scanner->at == scanner->end || *scanner->at == '\n' || *scanner->at == '\r';
}

static void
skip_blanks (Scanner *scanner)
{
  while (scanner->at < scanner->end
         && (*scanner->at == ' ' || (*scanner->at == '\t' && scanner->separator != '\t')))
    scanner->at++;
}

/* Reads one cell up to its separator or the end of its line. */
static const char *
scan_cell (Scanner *scanner)
{
  g_string_truncate (scanner->cell, 0);
  skip_blanks (scanner);
  if (scanner->at < scanner->end && *scanner->at == '"')
    {
      int line = scanner->line;
      scan_quoted (scanner);
      skip_blanks (scanner);
      if (!scanner->is_broken && !is_at_break (scanner) && *scanner->at != scanner->separator)
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
  if (scanner->at < scanner->end && *scanner->at == '\n')
    scanner->at++;
  scanner->line++;
}

/* ---- rows -------------------------------------------------------------------------------- */

static void
add_column (Scanner *scanner, const char *name)
{
  GhTable *table = scanner->table;
  const char *kept = g_string_chunk_insert (table->texts, name);

  if (*name != '\0' && gh_table_column (table, name) >= 0)
    gh_problems_add (scanner->problems, table->file, scanner->line, name,
                     "this column comes twice; take one of the two out");
  else if (*name != '\0')
    g_hash_table_insert (table->by_name, (gpointer)kept,
                         GUINT_TO_POINTER (table->columns->len + 1));
  g_ptr_array_add (table->columns, (gpointer)kept);
}

static void
scan_header (Scanner *scanner)
{
  int line = scanner->line;
  bool told = false;

  for (;; scanner->at++)
    {
      const char *name = scan_cell (scanner);
      if (scanner->table->columns->len < GH_TABLE_MOST_COLUMNS)
        add_column (scanner, name);
      else if (!told && *name != '\0')
        {
          gh_problems_add (scanner->problems, scanner->table->file, line, NULL,
                           "a sheet has at most %d columns", GH_TABLE_MOST_COLUMNS);
          told = true;
        }
      if (is_at_break (scanner))
        break;
    }
  skip_break (scanner);
}

static void
note_nameless (Scanner *scanner, int line, guint column)
{
  if (scanner->told_nameless)
    return;
  gh_problems_note (scanner->problems, scanner->table->file, line, NULL,
                    "column %u has no name, and what stands in it is ignored", column + 1);
  scanner->told_nameless = true;
}

static void
scan_row (Scanner *scanner)
{
  GhTable *table = scanner->table;
  Row row = { scanner->line, table->cells->len, 0 };
  bool is_too_long = false;

  for (guint column = 0;; column++, scanner->at++)
    {
      const char *text = scan_cell (scanner);
      if (column >= table->columns->len)
        is_too_long = is_too_long || *text != '\0';
      else
        {
          if (*text != '\0')
            row.n = column + 1;
          if (*text != '\0' && *gh_table_column_name (table, (int)column) == '\0')
            note_nameless (scanner, row.line, column);
          g_ptr_array_add (table->cells, g_string_chunk_insert_const (table->texts, text));
        }
      if (is_at_break (scanner))
        break;
    }
  skip_break (scanner);
  if (is_too_long)
    gh_problems_add (scanner->problems, table->file, row.line, NULL,
                     "this row has more cells than the header has columns; put a cell that "
                     "holds a separator in quotes");
  g_ptr_array_set_size (table->cells, (gint)(row.first + row.n));
  if (row.n > 0)
    g_array_append_val (table->rows, row);
}

static void
scan_rows (Scanner *scanner)
{
  GhTable *table = scanner->table;

  while (scanner->at < scanner->end && !scanner->is_broken && table->rows->len < GH_TABLE_MOST_ROWS
         && table->cells->len < GH_TABLE_MOST_CELLS)
    scan_row (scanner);
  table->is_whole = !scanner->is_broken && scanner->at == scanner->end;
  if (!table->is_whole && !scanner->is_broken)
    gh_problems_add (scanner->problems, table->file, scanner->line, NULL,
                     "a sheet has at most %d rows and %d cells; the rest was not read",
                     GH_TABLE_MOST_ROWS, GH_TABLE_MOST_CELLS);
}

/* ---- files ------------------------------------------------------------------------------- */

/* What parts the cells of the header row: the commonest of the three outside quotes. */
static char
find_separator (const char *at, const char *end)
{
  int commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++)
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
line_of (const char *bytes, const char *at, const char *end)
{
  int line = 1;
  for (; bytes < at; bytes++)
    line += ends_line (bytes, end);
  return line;
}

/* Says what a file that is no text is; false: it cannot be read on. */
static bool
is_text (const char *bytes, gsize n_bytes, const char *file, GhProblems *problems)
{
  const char *end = bytes + n_bytes;
  const char *nul = n_bytes > 0 ? memchr (bytes, 0, n_bytes) : NULL;
  const char *invalid;

  if (n_bytes >= 4 && memcmp (bytes, "PK\3\4", 4) == 0)
    gh_problems_add (problems, file, 0, NULL,
                     "this is a zip or a workbook, not CSV; save the sheet as CSV (UTF-8)");
  else if (n_bytes >= 2
           && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    gh_problems_add (problems, file, 0, NULL, "this is UTF-16; save the sheet as CSV (UTF-8)");
  else if (nul != NULL)
    gh_problems_add (problems, file, line_of (bytes, nul, end), NULL,
                     "there is a NUL byte, so this is no text; save the sheet as CSV (UTF-8)");
  else if (!g_utf8_validate (bytes, (gssize)n_bytes, &invalid))
    gh_problems_add (problems, file, line_of (bytes, invalid, end), NULL,
                     "this line is not valid UTF-8; save the sheet as CSV (UTF-8)");
  else
    return true;
  return false;
}

/* Rows before the header that hold nothing. */
static void
skip_blank_rows (Scanner *scanner)
{
  const char *at = scanner->at;
  for (; at < scanner->end && strchr (",;\t \r\n", *at) != NULL; at++)
    if (ends_line (at, scanner->end))
      {
        scanner->line++;
        scanner->at = at + 1;
      }
  if (at == scanner->end)
    scanner->at = at;
}

GhTable *
gh_table_parse_csv (const char *bytes, gsize n_bytes, const char *file, GhProblems *problems)
{
  GhTable *table = table_new (file);
  Scanner scanner = {
    .at = bytes, .end = bytes + n_bytes, .line = 1, .table = table, .problems = problems
  };

  if (!is_text (bytes, n_bytes, file, problems))
    return table;
  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    scanner.at += 3;
  skip_blank_rows (&scanner);
  if (scanner.at == scanner.end)
    {
      gh_problems_add (problems, file, 0, NULL,
                       "the file is empty; its first row names the columns");
      return table;
    }
  scanner.separator = find_separator (scanner.at, scanner.end);
  scanner.cell = g_string_new (NULL);
  scan_header (&scanner);
  scan_rows (&scanner);
  g_string_free (scanner.cell, true);
  return table;
}

GhTable *
gh_table_read_csv (const char *path, GhProblems *problems, GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  GStatBuf status;

  /* Not read before it is known to be a file: a pipe would keep us waiting. */
  if (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s is not a file", path);
      return NULL;
    }
  if (g_stat (path, &status) == 0 && status.st_size > GH_TABLE_MOST_BYTES)
    {
      gh_problems_add (problems, file, 0, NULL, "a sheet has at most %d MiB",
                       GH_TABLE_MOST_BYTES / 1024 / 1024);
      return table_new (file);
    }
  if (!g_file_get_contents (path, &bytes, &n_bytes, error))
    return NULL;
  return gh_table_parse_csv (bytes, n_bytes, file, problems);
}

/* ---- asking ------------------------------------------------------------------------------ */

const char *
gh_table_file (const GhTable *table)
{
  return table->file;
}

bool
gh_table_is_whole (const GhTable *table)
{
  return table->is_whole;
}

int
gh_table_n_rows (const GhTable *table)
{
  return (int)table->rows->len;
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
  return GPOINTER_TO_INT (g_hash_table_lookup (table->by_name, name)) - 1;
}

const char *
gh_table_cell (const GhTable *table, int row, int column)
{
  const Row *this = &g_array_index (table->rows, Row, row);
  return column < 0 || (guint)column >= this->n ? ""
                                                : table->cells->pdata[this->first + (guint)column];
}

int
gh_table_row_line (const GhTable *table, int row)
{
  return g_array_index (table->rows, Row, row).line;
}
