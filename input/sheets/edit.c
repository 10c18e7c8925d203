#include "input/sheets/edit.h"
#include "input/sheets/scan.h"
#include "input/sheets/table.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *id;         /* NULL: it has none */
  GPtrArray *cells;       /* const char*: their bytes, quotes and all; NULL: taken out */
  int line;               /* on which it starts; 0: it is new */
  const char *line_break; /* "" at the end of a file that ends without one */
  int same;               /* the row before it with the same id, or -1 */
} Row;

struct _GhEdit
{
  char *path, *file;
  GStringChunk *texts;
  const char *start; /* a BOM and blank rows before the header */
  char separator;
  bool ends_in_break;
  int id_column;
  GPtrArray *columns;  /* const char*: the names that the header's cells hold */
  GHashTable *numbers; /* from an id to its last row's number */
  GArray *rows;        /* Row; the header is the first */
};

static Row *
row_at (const GhEdit *edit, int row)
{
  return &g_array_index (edit->rows, Row, row);
}

static void
clear_row (gpointer data)
{
  Row *row = data;
  g_clear_pointer (&row->cells, g_ptr_array_unref);
}

static GhEdit *
edit_new (const char *path)
{
  GhEdit *edit = g_new0 (GhEdit, 1);
  edit->path = g_strdup (path);
  edit->file = g_path_get_basename (path);
  edit->texts = g_string_chunk_new (16 * 1024);
  edit->columns = g_ptr_array_new ();
  edit->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  edit->rows = g_array_new (false, false, sizeof (Row));
  g_array_set_clear_func (edit->rows, clear_row);
  return edit;
}

void
gh_edit_free (GhEdit *edit)
{
  if (edit == NULL)
    return;
  g_free (edit->path);
  g_free (edit->file);
  g_string_chunk_free (edit->texts);
  g_ptr_array_unref (edit->columns);
  g_hash_table_unref (edit->numbers);
  g_array_unref (edit->rows);
  g_free (edit);
}

/* ---- reading ----------------------------------------------------------------------------- */

static const char *
keep (GhEdit *edit, const char *bytes, gsize n_bytes)
{
  return g_string_chunk_insert_len (edit->texts, bytes, (gssize)n_bytes);
}

/* Lets a row be found by its id. */
static void
name_row (GhEdit *edit, int number, const char *id)
{
  gpointer same;
  Row *row = row_at (edit, number);

  row->id = id;
  row->same =
      g_hash_table_lookup_extended (edit->numbers, id, NULL, &same) ? GPOINTER_TO_INT (same) : -1;
  g_hash_table_insert (edit->numbers, (gpointer)id, GINT_TO_POINTER (number));
}

static int
column_of (const GhEdit *edit, const char *name)
{
  guint column;
  return g_ptr_array_find_with_equal_func (edit->columns, name, g_str_equal, &column) ? (int)column
                                                                                      : -1;
}

/* Reads one row; TEXTS gets what its cells say. */
static void
scan_row (GhEdit *edit, GhScan *scan, GPtrArray *texts)
{
  Row row = { .cells = g_ptr_array_new (), .line = scan->line, .same = -1 };
  const char *from;

  do
    {
      from = scan->at;
      g_ptr_array_add (texts, g_string_chunk_insert (edit->texts, gh_scan_cell (scan)));
      g_ptr_array_add (row.cells, (gpointer)keep (edit, from, (gsize)(scan->at - from)));
      from = scan->at;
    }
  while (gh_scan_next (scan));
  row.line_break = keep (edit, from, (gsize)(scan->at - from));
  g_array_append_val (edit->rows, row);
}

static void
scan_rows (GhEdit *edit, GhScan *scan, const char *id_column)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  int line = scan->line;
  int column;

  scan_row (edit, scan, edit->columns);
  edit->id_column = column = id_column != NULL ? column_of (edit, id_column) : -1;
  if (column < 0 && id_column != NULL)
    gh_problems_add (scan->problems,
                     (GhPlace){ .file = edit->file, .row = line, .column = id_column },
                     "this column is needed and is not there");
  while (gh_scan_has_row (scan))
    {
      g_ptr_array_set_size (texts, 0);
      scan_row (edit, scan, texts);
      if (column >= 0 && column < (int)texts->len && *(const char *)texts->pdata[column] != '\0')
        name_row (edit, (int)edit->rows->len - 1, texts->pdata[column]);
    }
}

static void
parse (GhEdit *edit, const char *bytes, gsize n_bytes, const char *id_column, GhProblems *problems)
{
  GhScan scan;
  if (gh_scan_begin (&scan, bytes, n_bytes, edit->file, problems))
    {
      edit->start = keep (edit, bytes, (gsize)(scan.at - bytes));
      edit->separator = scan.separator;
      scan_rows (edit, &scan, id_column);
      edit->ends_in_break = *row_at (edit, (int)edit->rows->len - 1)->line_break != '\0';
    }
  gh_scan_clear (&scan);
}

GhEdit *
gh_edit_open (const char *path, const char *const *columns, GhProblems *problems, GError **error)
{
  g_autofree char *bytes = NULL;
  GhEdit *edit;
  gsize n_bytes;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    bytes = gh_scan_load (path, GH_TABLE_MOST_BYTES, &n_bytes, problems, error);
  else
    {
      g_autofree char *names = g_strjoinv (",", (char **)columns);
      bytes = g_strconcat (names, "\n", NULL);
      n_bytes = strlen (bytes);
    }
  if (bytes == NULL)
    return NULL;
  edit = edit_new (path);
  parse (edit, bytes, n_bytes, columns[0], problems);
  return edit;
}

GhEdit *
gh_edit_parse_lines (const char *path, const GString *bytes, GhProblems *problems)
{
  GhEdit *edit = edit_new (path);
  parse (edit, bytes->str, bytes->len, NULL, problems);
  return edit;
}

GhEdit *
gh_edit_open_lines (const char *path, GhProblems *problems, GError **error)
{
  gsize n_bytes;
  g_autofree char *bytes = gh_scan_load (path, GH_TABLE_MOST_BYTES, &n_bytes, problems, error);
  g_autoptr (GString) copy = bytes != NULL ? g_string_new_len (bytes, (gssize)n_bytes) : NULL;
  return copy != NULL ? gh_edit_parse_lines (path, copy, problems) : NULL;
}

/* ---- asking ------------------------------------------------------------------------------ */

const char *
gh_edit_file (const GhEdit *edit)
{
  return edit->file;
}

GPtrArray *
gh_edit_ids (const GhEdit *edit)
{
  GPtrArray *ids = g_ptr_array_new ();
  for (int row = 0; row < (int)edit->rows->len; row++)
    if (row_at (edit, row)->cells != NULL && row_at (edit, row)->id != NULL)
      g_ptr_array_add (ids, (gpointer)row_at (edit, row)->id);
  return ids;
}

bool
gh_edit_has (const GhEdit *edit, const char *id)
{
  return g_hash_table_contains (edit->numbers, id);
}

/* ---- changing ---------------------------------------------------------------------------- */

static bool
is_quoted (const char *cell)
{
  return cell[strspn (cell, " \t")] == '"';
}

/* How TEXT is written in place of OLD: in quotes where it must be, or where that was. */
static const char *
written (GhEdit *edit, const char *text, const char *old)
{
  g_autofree char *quoted = NULL;

  if (!is_quoted (old) && strchr (text, edit->separator) == NULL
      && strpbrk (text, "\"\r\n") == NULL)
    return g_string_chunk_insert (edit->texts, text);
  quoted = gh_scan_quoted (text);
  return g_string_chunk_insert (edit->texts, quoted);
}

static bool
set_cell (GhEdit *edit, int row, int column, const char *text)
{
  GPtrArray *cells = row_at (edit, row)->cells;
  const char *old, *fresh;

  while ((int)cells->len <= column)
    g_ptr_array_add (cells, (gpointer) "");
  old = cells->pdata[column];
  fresh = written (edit, text, old);
  cells->pdata[column] = (gpointer)fresh;
  return strcmp (old, fresh) != 0;
}

/* A column more, written as the header's first. */
static int
add_column (GhEdit *edit, const char *name)
{
  GPtrArray *header = row_at (edit, 0)->cells;
  const char *kept = g_string_chunk_insert (edit->texts, name);

  g_ptr_array_add (header, (gpointer)written (edit, name, header->pdata[0]));
  g_ptr_array_add (edit->columns, (gpointer)kept);
  return (int)edit->columns->len - 1;
}

/* What parts two rows where one is added. */
static const char *
usual_break (const GhEdit *edit)
{
  const char *first = row_at (edit, 0)->line_break;
  return *first != '\0' ? first : "\n";
}

/* A row more, with quotes where the header has them. */
static int
add_row (GhEdit *edit, const char *id)
{
  Row row = { .cells = g_ptr_array_copy (row_at (edit, 0)->cells, NULL, NULL),
              .line_break = usual_break (edit) };
  int number = (int)edit->rows->len;

  g_array_append_val (edit->rows, row);
  for (int column = 0; column < (int)row.cells->len; column++)
    set_cell (edit, number, column, column == edit->id_column ? id : "");
  name_row (edit, number, g_string_chunk_insert (edit->texts, id));
  return number;
}

bool
gh_edit_set (GhEdit *edit, const char *id, const char *column, const char *text)
{
  int number = column_of (edit, column);
  gpointer row;

  if (number < 0)
    number = add_column (edit, column);
  if (!g_hash_table_lookup_extended (edit->numbers, id, NULL, &row))
    row = GINT_TO_POINTER (add_row (edit, id));
  return set_cell (edit, GPOINTER_TO_INT (row), number, text);
}

void
gh_edit_add (GhEdit *edit, const char *id)
{
  add_row (edit, id);
}

/* ---- cells by line ----------------------------------------------------------------------- */

/* The number of the row that starts on LINE, or -1; those that are new come last. */
static int
row_on (const GhEdit *edit, int line)
{
  int low = 0;
  int high = (int)edit->rows->len;

  if (line == 1)
    return 0; /* wherever the header is: problems call its line 1 */
  while (low < high)
    {
      int middle = (low + high) / 2;
      int there = row_at (edit, middle)->line;
      if (there != 0 && there < line)
        low = middle + 1;
      else
        high = middle;
    }
  return low < (int)edit->rows->len && row_at (edit, low)->line == line ? low : -1;
}

/* What the bytes of a cell say. */
static char *
text_of (const GhEdit *edit, const char *bytes)
{
  g_autoptr (GhProblems) problems = gh_problems_new (); /* told when the sheet was read */
  GhScan scan = { .at = bytes,
                  .end = bytes + strlen (bytes),
                  .separator = edit->separator,
                  .file = edit->file,
                  .problems = problems,
                  .cell = g_string_new (NULL) };
  char *text = g_strdup (gh_scan_cell (&scan));
  gh_scan_clear (&scan);
  return text;
}

char *
gh_edit_cell (const GhEdit *edit, int line, const char *column)
{
  int row = row_on (edit, line);
  int number = column_of (edit, column);

  if (row < 0 || number < 0 || row_at (edit, row)->cells == NULL
      || number >= (int)row_at (edit, row)->cells->len)
    return NULL;
  return text_of (edit, row_at (edit, row)->cells->pdata[number]);
}

void
gh_edit_set_cell (GhEdit *edit, int line, const char *column, const char *text)
{
  int row = row_on (edit, line);
  int number = column_of (edit, column);

  g_assert (row >= 0 && number >= 0);
  set_cell (edit, row, number, text);
  if (row == 0)
    edit->columns->pdata[number] = g_string_chunk_insert (edit->texts, text);
}

void
gh_edit_remove (GhEdit *edit, const char *id)
{
  gpointer last;
  if (!g_hash_table_steal_extended (edit->numbers, id, NULL, &last))
    return;
  for (int row = GPOINTER_TO_INT (last); row >= 0; row = row_at (edit, row)->same)
    clear_row (row_at (edit, row));
}

/* ---- writing ----------------------------------------------------------------------------- */

static void
append_row (GString *bytes, const Row *row, char separator)
{
  for (guint cell = 0; cell < row->cells->len; cell++)
    {
      if (cell > 0)
        g_string_append_c (bytes, separator);
      g_string_append (bytes, row->cells->pdata[cell]);
    }
}

/* The end of a row's line; a last line without one may have got a row behind it. */
static void
append_break (GString *bytes, const GhEdit *edit, const Row *row)
{
  g_string_append (bytes, *row->line_break != '\0' ? row->line_break : usual_break (edit));
}

GString *
gh_edit_bytes (const GhEdit *edit)
{
  GString *bytes = g_string_new (edit->start);
  const Row *last = NULL;

  for (int number = 0; number < (int)edit->rows->len; number++)
    {
      const Row *row = row_at (edit, number);
      if (row->cells == NULL)
        continue;
      if (last != NULL)
        append_break (bytes, edit, last);
      append_row (bytes, row, edit->separator);
      last = row;
    }
  if (last != NULL && edit->ends_in_break)
    append_break (bytes, edit, last);
  return bytes;
}

/* Where a link leads; the caller frees it. */
static char *
real_path (const char *path)
{
  char *found = realpath (path, NULL); /* g_free() is free() */
  return found != NULL ? found : g_strdup (path);
}

/* A mask took bits off, for all that is new. */
static bool
keep_mode (const char *path, int mode, GError **error)
{
  if (g_chmod (path, mode) == 0)
    return true;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
               g_strerror (errno));
  return false;
}

/* Its bytes under a name beside it. */
static char *
staged_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".gahunda-new-%s", file);
  return g_build_filename (folder, name, NULL);
}

static bool
stage (const GhEdit *edit, GError **error)
{
  g_autoptr (GString) bytes = gh_edit_bytes (edit);
  g_autofree char *path = real_path (edit->path);
  g_autofree char *staged = staged_path (path);
  GStatBuf status;
  bool was_there = g_stat (path, &status) == 0;
  int mode = was_there ? (int)(status.st_mode & 07777) : 0666;

  return g_file_set_contents_full (staged, bytes->str, (gssize)bytes->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   mode, error)
         && (!was_there || keep_mode (staged, mode, error));
}

static void
unstage (const GhEdit *edit)
{
  g_autofree char *path = real_path (edit->path);
  g_autofree char *staged = staged_path (path);
  g_unlink (staged);
}

/* Names are on the disk, too.  Where a folder cannot be synced, it is no worse than without. */
static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* What was staged takes the sheet's name. */
static bool
settle (const GhEdit *edit, GError **error)
{
  g_autofree char *path = real_path (edit->path);
  g_autofree char *staged = staged_path (path);

  if (g_rename (staged, path) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return false;
    }
  sync_folder_of (path);
  return true;
}

bool
gh_edit_write (const GhEdit *edit, GError **error)
{
  if (stage (edit, error) && settle (edit, error))
    return true;
  unstage (edit);
  return false;
}

/* ---- several at once --------------------------------------------------------------------- */

/* Is there while not all of the sheets may be new; the caller frees it. */
static char *
mark_path (const char *folder)
{
  return g_build_filename (folder, GH_EDIT_UNFINISHED, NULL);
}

bool
gh_edit_is_unfinished (const char *folder)
{
  g_autofree char *mark = mark_path (folder);
  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

static bool
stage_all (const GPtrArray *edits, GError **error)
{
  for (guint edit = 0; edit < edits->len; edit++)
    if (!stage (edits->pdata[edit], error))
      return false;
  return true;
}

static bool
settle_all (const GPtrArray *edits, GError **error)
{
  for (guint edit = 0; edit < edits->len; edit++)
    if (!settle (edits->pdata[edit], error))
      return false;
  return true;
}

bool
gh_edit_write_all (const char *folder, const GPtrArray *edits, GError **error)
{
  g_autofree char *mark = mark_path (folder);

  if (stage_all (edits, error)
      && g_file_set_contents_full (mark, "", 0, G_FILE_SET_CONTENTS_DURABLE, 0666, error)
      && settle_all (edits, error))
    {
      g_unlink (mark);
      return true;
    }
  for (guint edit = 0; edit < edits->len; edit++)
    unstage (edits->pdata[edit]);
  return false;
}
