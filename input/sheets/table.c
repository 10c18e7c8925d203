#include "input/sheets/table.h"
#include "input/sheets/scan.h"

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

/* ---- rows -------------------------------------------------------------------------------- */

typedef struct
{
  GhScan scan;
  GhTable *table;
  bool told_nameless; /* a column without a name that holds something has been told of */
} Scanner;

static void
add_column (const Scanner *scanner, const char *name)
{
  GhTable *table = scanner->table;
  const char *kept = g_string_chunk_insert (table->texts, name);

  if (*name != '\0' && gh_table_column (table, name) >= 0)
    gh_problems_add (scanner->scan.problems, table->file, scanner->scan.line, name,
                     "this column comes twice; take one of the two out");
  else if (*name != '\0')
    g_hash_table_insert (table->by_name, (gpointer)kept,
                         GUINT_TO_POINTER (table->columns->len + 1));
  g_ptr_array_add (table->columns, (gpointer)kept);
}

static void
scan_header (Scanner *scanner)
{
  int line = scanner->scan.line;
  bool told = false;

  do
    {
      const char *name = gh_scan_cell (&scanner->scan);
      if (scanner->table->columns->len < GH_TABLE_MOST_COLUMNS)
        add_column (scanner, name);
      else if (!told && *name != '\0')
        {
          gh_problems_add (scanner->scan.problems, scanner->table->file, line, NULL,
                           "a sheet has at most %d columns", GH_TABLE_MOST_COLUMNS);
          told = true;
        }
    }
  while (gh_scan_next (&scanner->scan));
}

static void
note_nameless (Scanner *scanner, int line, guint column)
{
  if (scanner->told_nameless)
    return;
  gh_problems_note (scanner->scan.problems, scanner->table->file, line, NULL,
                    "column %u has no name, and what stands in it is ignored", column + 1);
  scanner->told_nameless = true;
}

static void
scan_row (Scanner *scanner)
{
  GhTable *table = scanner->table;
  Row row = { scanner->scan.line, table->cells->len, 0 };
  bool is_too_long = false;
  guint column = 0;

  do
    {
      const char *text = gh_scan_cell (&scanner->scan);
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
      column++;
    }
  while (gh_scan_next (&scanner->scan));
  if (is_too_long)
    gh_problems_add (scanner->scan.problems, table->file, row.line, NULL,
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
  const GhScan *scan = &scanner->scan;

  while (gh_scan_has_row (scan) && table->rows->len < GH_TABLE_MOST_ROWS
         && table->cells->len < GH_TABLE_MOST_CELLS)
    scan_row (scanner);
  table->is_whole = !scan->is_broken && scan->at == scan->end;
  if (!table->is_whole && !scan->is_broken)
    gh_problems_add (scan->problems, table->file, scan->line, NULL,
                     "a sheet has at most %d rows and %d cells; the rest was not read",
                     GH_TABLE_MOST_ROWS, GH_TABLE_MOST_CELLS);
}

GhTable *
gh_table_parse_csv (const char *bytes, gsize n_bytes, const char *file, GhProblems *problems)
{
  Scanner scanner = { .table = table_new (file) };

  if (gh_scan_begin (&scanner.scan, bytes, n_bytes, file, problems))
    {
      scan_header (&scanner);
      scan_rows (&scanner);
    }
  gh_scan_clear (&scanner.scan);
  return scanner.table;
}

GhTable *
gh_table_read_csv (const char *path, GhProblems *problems, GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autoptr (GError) trouble = NULL;
  gsize n_bytes = 0;
  g_autofree char *bytes = gh_scan_load (path, &n_bytes, problems, &trouble);

  if (bytes != NULL)
    return gh_table_parse_csv (bytes, n_bytes, file, problems);
  if (trouble == NULL)
    return table_new (file);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return NULL;
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
