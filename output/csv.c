#include "output/csv.h"

#include <gio/gio.h>
#include <string.h>

static void
append_cell (GString *csv, const char *cell)
{
  if (strpbrk (cell, ",\"\r\n") == NULL)
    {
      g_string_append (csv, cell);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *letter = cell; *letter != '\0'; letter++)
    {
      if (*letter == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *letter);
    }
  g_string_append_c (csv, '"');
}

void
gh_csv_append (GString *csv, const char *const *cells, int n_cells)
{
  for (int cell = 0; cell < n_cells; cell++)
    {
      if (cell > 0)
        g_string_append_c (csv, ',');
      append_cell (csv, cells[cell] != NULL ? cells[cell] : "");
    }
  g_string_append_c (csv, '\n');
}

/* Unquotes the cell at *NEXT in place, ends it with a NUL, and moves *NEXT to what ended it: a
 * comma, a line end or the end.  Returns false when a quote does not close. */
static bool
take_cell (char **next, char **cell, char *ended_by)
{
  char *from = *next;
  char *to = from;
  bool quoted = *from == '"';

  *cell = to;
  if (quoted)
    from++;
  while (*from != '\0' && (quoted || (*from != ',' && *from != '\n')))
    {
      if (quoted && *from == '"' && from[1] != '"')
        {
          quoted = false;
          from++;
          continue;
        }
      if (quoted && *from == '"')
        from++;
      *to++ = *from++;
    }
  *ended_by = *from;
  *next = *from == '\0' ? from : from + 1;
  if (*ended_by != ',' && to > *cell && to[-1] == '\r')
    to--;
  *to = '\0';
  return !quoted;
}

/* Every row gets as many cells as the header has. */
static bool
take_row (GhCsv *csv, char **next)
{
  char ended_by = ',';
  int n_cells = 0;

  while (ended_by == ',')
    {
      char *cell;
      if (!take_cell (next, &cell, &ended_by))
        return false;
      n_cells++;
      if (csv->n_columns == 0 || n_cells <= csv->n_columns)
        g_ptr_array_add (csv->cells, cell);
    }
  if (csv->n_columns == 0)
    csv->n_columns = n_cells;
  for (; n_cells < csv->n_columns; n_cells++)
    g_ptr_array_add (csv->cells, (gpointer) "");
  return true;
}

GhCsv *
gh_csv_read (const char *path, GError **error)
{
  g_autoptr (GhCsv) csv = g_new0 (GhCsv, 1);
  gsize n_bytes;

  csv->cells = g_ptr_array_new ();
  if (!g_file_get_contents (path, &csv->text, &n_bytes, error))
    return NULL;
  if (!g_utf8_validate (csv->text, (gssize)n_bytes, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is not UTF-8 text", path);
      return NULL;
    }
  char *next = csv->text;
  if (g_str_has_prefix (next, "\xEF\xBB\xBF"))
    next += 3;
  while (*next != '\0')
    if (!take_row (csv, &next))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "in %s a quote does not close",
                     path);
        return NULL;
      }
  if (csv->n_columns > 0)
    csv->n_rows = (int)csv->cells->len / csv->n_columns - 1;
  return g_steal_pointer (&csv);
}

void
gh_csv_free (GhCsv *csv)
{
  if (csv == NULL)
    return;
  g_ptr_array_unref (csv->cells);
  g_free (csv->text);
  g_free (csv);
}

int
gh_csv_column (const GhCsv *csv, const char *name)
{
  for (int column = 0; column < csv->n_columns; column++)
    if (strcmp (g_ptr_array_index (csv->cells, column), name) == 0)
      return column;
  return -1;
}

const char *
gh_csv_cell (const GhCsv *csv, int row, int column)
{
  return column < 0 ? "" : g_ptr_array_index (csv->cells, (row + 1) * csv->n_columns + column);
}
