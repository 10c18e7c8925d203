#include "input/sheets/table.h"
#include "input/sheets/rows.h"
#include "input/sheets/scan.h"

#include <string.h>

struct _GhTable
{
  char *file, *sheet; /* sheet: NULL where the file is CSV */
  GStringChunk *texts;
  GPtrArray *columns;  /* const char* */
  GHashTable *by_name; /* to column + 1 */
  GArray *rows;        /* GhTableRow */
  GPtrArray *cells;    /* const char* */
  bool is_whole;
};

GhAllowance
gh_allowance (int most_cells, int most_bytes)
{
  /* A last cell without a separator behind it is counted as if it had one. */
  return (GhAllowance){ most_cells, (gint64)most_bytes + 1, most_cells, most_bytes / 1024 / 1024 };
}

static GhTable *
table_new (const char *file, const char *sheet)
{
  GhTable *table = g_new0 (GhTable, 1);
  table->file = g_strdup (file);
  table->sheet = g_strdup (sheet);
  table->texts = g_string_chunk_new (16 * 1024);
  table->columns = g_ptr_array_new ();
  table->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  table->rows = g_array_new (false, false, sizeof (GhTableRow));
  table->cells = g_ptr_array_new ();
  return table;
}

void
gh_table_free (GhTable *table)
{
  if (table == NULL)
    return;
  g_free (table->file);
  g_free (table->sheet);
  g_string_chunk_free (table->texts);
  g_ptr_array_unref (table->columns);
  g_hash_table_unref (table->by_name);
  g_array_unref (table->rows);
  g_ptr_array_unref (table->cells);
  g_free (table);
}

/* ---- rows -------------------------------------------------------------------------------- */

void
gh_rows_begin (GhRows *rows, const char *file, const char *sheet, GhAllowance *allowance,
               GhProblems *problems)
{
  *rows =
      (GhRows){ .table = table_new (file, sheet), .allowance = allowance, .problems = problems };
}

void
gh_rows_open (GhRows *rows, int line)
{
  rows->row = (GhTableRow){ line, rows->table->cells->len, 0 };
  rows->is_too_long = false;
}

GhPlace
gh_rows_place (const GhRows *rows, int column)
{
  const GhTable *table = rows->table;
  bool is_named = rows->has_header && column < (int)table->columns->len;
  return (GhPlace){ .file = table->file,
                    .sheet = table->sheet,
                    .row = rows->row.line,
                    .column = is_named ? table->columns->pdata[column] : NULL,
                    .letter = table->sheet != NULL ? column + 1 : 0 };
}

static GhPlace
row_place (const GhRows *rows)
{
  return (GhPlace){ .file = rows->table->file, .sheet = rows->table->sheet, .row = rows->row.line };
}

const char *
gh_rows_keep (GhRows *rows, const char *text)
{
  return *text == '\0' ? "" : g_string_chunk_insert_const (rows->table->texts, text);
}

static void
add_column (GhRows *rows, const char *name)
{
  GhTable *table = rows->table;

  if (*name != '\0' && gh_table_column (table, name) >= 0)
    {
      GhPlace place = gh_rows_place (rows, rows->column);
      place.column = name;
      gh_problems_add (rows->problems, place, "this column comes twice; take one of the two out");
    }
  else if (*name != '\0')
    g_hash_table_insert (table->by_name, (gpointer)name,
                         GUINT_TO_POINTER (table->columns->len + 1));
  g_ptr_array_add (table->columns, (gpointer)name);
}

static void
head (GhRows *rows, const char *kept)
{
  if (rows->column < GH_TABLE_MOST_COLUMNS)
    {
      while ((int)rows->table->columns->len < rows->column)
        add_column (rows, "");
      add_column (rows, kept);
    }
  else if (!rows->is_too_long && *kept != '\0')
    {
      gh_problems_add (rows->problems, row_place (rows), "a sheet has at most %d columns",
                       GH_TABLE_MOST_COLUMNS);
      rows->is_too_long = true;
    }
}

static void
note_nameless (GhRows *rows)
{
  GhPlace place = row_place (rows);
  g_autofree char *column = NULL;

  if (rows->told_nameless)
    return;
  if (rows->table->sheet != NULL)
    place.letter = rows->column + 1;
  column = gh_place_column (place);
  if (column == NULL)
    column = g_strdup_printf ("%d", rows->column + 1);
  gh_problems_note (rows->problems, place,
                    "column %s has no name, and what stands in it is ignored", column);
  rows->told_nameless = true;
}

/* A cell of a row below the header, which has room for it. */
static void
fill (GhRows *rows, const char *kept)
{
  GhTable *table = rows->table;

  while (table->cells->len < rows->row.first + (guint)rows->column)
    g_ptr_array_add (table->cells, (gpointer) "");
  g_ptr_array_add (table->cells, (gpointer)kept);
  rows->row.n = (guint)rows->column + 1;
  if (*gh_table_column_name (table, rows->column) == '\0')
    note_nameless (rows);
}

void
gh_rows_cell (GhRows *rows, int column, const char *kept)
{
  rows->column = column;
  if (!rows->has_header)
    head (rows, kept);
  else if (*kept == '\0')
    return;
  else if (column < (int)rows->table->columns->len)
    fill (rows, kept);
  else if (rows->table->sheet != NULL)
    note_nameless (rows); /* beside the table people scribble */
  else
    rows->is_too_long = true;
  rows->allowance->bytes -= (gint64)strlen (kept) + 1;
}

/* A row without a name is no header. */
static void
close_header (GhRows *rows)
{
  rows->has_header = g_hash_table_size (rows->table->by_name) > 0;
  if (!rows->has_header)
    g_ptr_array_set_size (rows->table->columns, 0);
}

static bool
has_room (const GhRows *rows)
{
  return rows->table->rows->len <= GH_TABLE_MOST_ROWS && rows->allowance->cells >= 0
         && rows->allowance->bytes >= 0;
}

bool
gh_rows_close (GhRows *rows)
{
  if (!rows->has_header)
    {
      close_header (rows);
      return true;
    }
  if (rows->is_too_long)
    gh_problems_add (rows->problems, row_place (rows),
                     "this row has more cells than the header has columns; put a cell that "
                     "holds a separator in quotes");
  rows->allowance->cells -= rows->row.n;
  if (rows->row.n > 0)
    g_array_append_val (rows->table->rows, rows->row);
  return has_room (rows);
}

bool
gh_rows_repeat (GhRows *rows)
{
  GhTable *table = rows->table;
  GhTableRow last = rows->row;

  gh_rows_open (rows, last.line + 1);
  for (guint cell = 0; cell < last.n; cell++)
    gh_rows_cell (rows, (int)cell, table->cells->pdata[last.first + cell]);
  return gh_rows_close (rows);
}

/* The number of the first row that is not above LINE. */
static guint
first_row_from (const GhTable *table, int line)
{
  guint low = 0, high = table->rows->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (table->rows, GhTableRow, middle).line < line)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

int
gh_rows_blank (GhRows *rows, int first_column, int last_column, int first_line, int last_line)
{
  GhTable *table = rows->table;
  guint first = first_row_from (table, first_line);
  guint number = first;

  for (; number < table->rows->len; number++)
    {
      const GhTableRow *row = &g_array_index (table->rows, GhTableRow, number);
      if (row->line > last_line)
        break;
      for (guint column = (guint)first_column; column <= (guint)last_column && column < row->n;
           column++)
        table->cells->pdata[row->first + column] = (gpointer) "";
    }
  return (int)(number - first);
}

GhTable *
gh_rows_end (GhRows *rows, bool is_whole)
{
  GhTable *table = rows->table;

  table->is_whole = is_whole && has_room (rows) && rows->has_header;
  if (!has_room (rows))
    gh_problems_add (
        rows->problems, row_place (rows),
        "a sheet has at most %d rows, and a file %d cells and %d MiB; the rest was not read",
        GH_TABLE_MOST_ROWS, rows->allowance->most_cells, rows->allowance->most_mib);
  return table;
}

/* ---- CSV --------------------------------------------------------------------------------- */

static void
scan_row (GhScan *scan, GhRows *rows)
{
  int column = 0;

  gh_rows_open (rows, scan->line);
  do
    {
      const char *text = gh_scan_cell (scan);
      gh_rows_cell (rows, column++, gh_rows_keep (rows, text));
    }
  while (gh_scan_next (scan));
}

GhTable *
gh_table_parse_csv (const char *bytes, gsize n_bytes, const char *file, GhProblems *problems)
{
  GhAllowance allowance = gh_allowance (GH_TABLE_MOST_CELLS, GH_TABLE_MOST_BYTES);
  bool has_room = true;
  bool is_whole = false;
  GhRows rows;
  GhScan scan;

  gh_rows_begin (&rows, file, NULL, &allowance, problems);
  if (gh_scan_begin (&scan, bytes, n_bytes, file, problems))
    {
      while (has_room && gh_scan_has_row (&scan))
        {
          scan_row (&scan, &rows);
          has_room = gh_rows_close (&rows);
        }
      is_whole = !scan.is_broken;
      /* Its cells are quoted blanks, or non-breaking ones. */
      if (is_whole && !rows.has_header)
        gh_scan_tell_empty (&scan);
    }
  gh_scan_clear (&scan);
  return gh_rows_end (&rows, is_whole);
}

GhTable *
gh_table_read_csv (const char *path, GhProblems *problems, GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autoptr (GError) trouble = NULL;
  gsize n_bytes = 0;
  g_autofree char *bytes = gh_scan_load (path, GH_TABLE_MOST_BYTES, &n_bytes, problems, &trouble);

  if (bytes != NULL)
    return gh_table_parse_csv (bytes, n_bytes, file, problems);
  if (trouble == NULL)
    return table_new (file, NULL);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return NULL;
}

/* ---- asking ------------------------------------------------------------------------------ */

const char *
gh_table_file (const GhTable *table)
{
  return table->file;
}

GhPlace
gh_table_place (const GhTable *table, int line, const char *column)
{
  bool has_letter = table->sheet != NULL && column != NULL;
  return (GhPlace){ .file = table->file,
                    .sheet = table->sheet,
                    .row = line,
                    .column = column,
                    .letter = has_letter ? gh_table_column (table, column) + 1 : 0 };
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
  const GhTableRow *this = &g_array_index (table->rows, GhTableRow, row);
  return column < 0 || (guint)column >= this->n ? ""
                                                : table->cells->pdata[this->first + (guint)column];
}

int
gh_table_row_line (const GhTable *table, int row)
{
  return g_array_index (table->rows, GhTableRow, row).line;
}
