#include "input/sheets/tables.h"
#include "input/sheets/workbook.h"

#include <string.h>

struct _GhTables
{
  GHashTable *by_name;  /* GhTable* that are not taken */
  GPtrArray *strangers; /* char*: what sheets are called that are none */
  char *workbook;       /* NULL: there is none */
  bool are_whole;
};

void
gh_tables_free (GhTables *tables)
{
  if (tables == NULL)
    return;
  g_hash_table_unref (tables->by_name);
  g_ptr_array_unref (tables->strangers);
  g_free (tables->workbook);
  g_free (tables);
}

/* ---- what there is ----------------------------------------------------------------------- */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted, without those that programs hide: .~lock.x.ods#, ~$x.xlsx.  NULL
 * with ERROR. */
static GPtrArray *
list_names (const char *folder, GError **error)
{
  g_autoptr (GDir) opened = g_dir_open (folder, 0, error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (opened != NULL && (name = g_dir_read_name (opened)) != NULL)
    if (*name != '.' && !g_str_has_prefix (name, "~$"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_texts);
  if (opened == NULL)
    g_clear_pointer (&names, g_ptr_array_unref);
  return names;
}

static bool
ends_in (const char *name, const char *const *suffixes)
{
  g_autofree char *small = g_ascii_strdown (name, -1);
  for (; *suffixes != NULL; suffixes++)
    if (g_str_has_suffix (small, *suffixes))
      return true;
  return false;
}

static char *
csv_of (const char *sheet)
{
  return g_strconcat (sheet, ".csv", NULL);
}

/* The sheet that a CSV file is named like, or NULL. */
static const char *
sheet_of (const char *file, const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_str_has_prefix (file, *names) && strcmp (file + strlen (*names), ".csv") == 0)
      return *names;
  return NULL;
}

char **
gh_tables_files (const char *folder, const char *const *names)
{
  g_autoptr (GPtrArray) there = list_names (folder, NULL);
  GPtrArray *files = g_ptr_array_new ();

  for (; *names != NULL; names++)
    {
      g_autofree char *file = csv_of (*names);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (files, g_steal_pointer (&file));
    }
  for (guint number = 0; there != NULL && number < there->len; number++)
    if (gh_workbook_is_one (there->pdata[number]))
      g_ptr_array_add (files, g_strdup (there->pdata[number]));
  g_ptr_array_add (files, NULL);
  return (char **)g_ptr_array_free (files, false);
}

/* ---- strangers --------------------------------------------------------------------------- */

/* STEM is what PLACE is called, and is the name of no sheet. */
static void
note_stranger (GhTables *tables, GhPlace place, const char *stem, const char *const *names,
               GhProblems *problems)
{
  g_autofree char *hint = gh_did_you_mean (stem, names, (int)g_strv_length ((char **)names));

  g_ptr_array_add (tables->strangers, g_strdup (stem));
  gh_problems_note (problems, place, "no sheet has this name, and it is ignored%s", hint);
}

/* The CSV file that FILE (LIMITS.CSV, limits.tsv) would have to be called to be read, where there
 * is none yet; or NULL.  The caller frees it. */
static char *
misspelt (const char *folder, const char *file, const char *const *names)
{
  g_autofree char *small = g_ascii_strdown (file, -1);
  char *dot = strrchr (small, '.');
  g_autofree char *csv = NULL;
  g_autofree char *path = NULL;

  if (dot == NULL || (strcmp (dot, ".csv") != 0 && strcmp (dot, ".tsv") != 0))
    return NULL;
  *dot = '\0';
  csv = csv_of (small);
  path = g_build_filename (folder, csv, NULL);
  return g_strv_contains (names, small) && !g_file_test (path, G_FILE_TEST_EXISTS)
             ? g_steal_pointer (&csv)
             : NULL;
}

/* Names what looks like a sheet or a workbook and is none that is read. */
static void
tell_stranger (GhTables *tables, const char *folder, const char *file, const char *const *names,
               GhProblems *problems)
{
  static const char *const others[] = { ".xls", ".xlsb", ".xlsm", ".fods", NULL };
  g_autofree char *right = misspelt (folder, file, names);

  if (right != NULL)
    {
      gh_problems_add (problems, gh_place_file (file), "this file is not read; call it %s", right);
      tables->are_whole = false;
    }
  else if (g_str_has_suffix (file, ".csv") && sheet_of (file, names) == NULL)
    {
      g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".csv"));
      note_stranger (tables, gh_place_file (file), stem, names, problems);
    }
  else if (ends_in (file, others))
    gh_problems_add (
        problems, gh_place_file (file),
        "workbooks of this kind are not read; save it as .xlsx or .ods, or take it out "
        "of the folder");
}

/* ---- reading ----------------------------------------------------------------------------- */

/* Takes TABLE over.  Where its sheet is there already, that one stays. */
static void
add_table (GhTables *tables, const char *name, GhTable *table, GhProblems *problems)
{
  const GhTable *first = g_hash_table_lookup (tables->by_name, name);

  if (first != NULL)
    {
      g_autofree char *where = gh_place_to_text (gh_table_place (first, 0, NULL));
      gh_problems_add (problems, gh_table_place (table, 0, NULL),
                       "the sheet %s is in %s, too; take one of the two out", name, where);
      gh_table_free (table);
    }
  else
    g_hash_table_insert (tables->by_name, g_strdup (name), table);
}

static bool
read_csv (GhTables *tables, const char *path, const char *name, GhProblems *problems,
          GError **error)
{
  GhTable *table = gh_table_read_csv (path, problems, error);
  if (table != NULL)
    add_table (tables, name, table, problems);
  return table != NULL;
}

static bool
read_workbook (GhTables *tables, const char *path, const char *const *names, GhProblems *problems,
               GError **error)
{
  bool is_whole;
  g_autoptr (GPtrArray) sheets = gh_workbook_read (path, names, &is_whole, problems, error);
  g_autofree char *file = g_path_get_basename (path);

  for (guint number = 0; sheets != NULL && number < sheets->len; number++)
    {
      GhWorkbookSheet *sheet = sheets->pdata[number];
      if (sheet->table != NULL)
        add_table (tables, sheet->name, g_steal_pointer (&sheet->table), problems);
      /* What begins with _ serves the workbook itself: lists to choose from, sums. */
      else if (*sheet->name != '_' && !g_strv_contains (names, sheet->name))
        note_stranger (tables, (GhPlace){ .file = file, .sheet = sheet->name }, sheet->name, names,
                       problems);
    }
  tables->are_whole = tables->are_whole && is_whole;
  if (tables->workbook == NULL)
    tables->workbook = g_steal_pointer (&file);
  return sheets != NULL;
}

static bool
read_all (GhTables *tables, const char *folder, const char *const *names, const char *const *but,
          GhProblems *problems, GError **error)
{
  g_auto (GStrv) files = gh_tables_files (folder, names);

  for (char **file = files; *file != NULL; file++)
    {
      const char *name = sheet_of (*file, names);
      g_autofree char *path = g_build_filename (folder, *file, NULL);
      if (but != NULL && g_strv_contains (but, *file))
        continue;
      if (name != NULL ? !read_csv (tables, path, name, problems, error)
                       : !read_workbook (tables, path, names, problems, error))
        return false;
    }
  return true;
}

/* A workbook that is given in place of the folder that it is in. */
static void
tell_no_folder (const char *path, GhProblems *problems, GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_clear_error (error);
  gh_problems_add (problems, gh_place_file (file),
                   "this is a file; put it into a folder of its own, and name that folder");
}

GhTables *
gh_tables_read (const char *folder, const char *const *names, const char *const *but,
                GhProblems *problems, GError **error)
{
  g_autoptr (GPtrArray) there = list_names (folder, error);
  g_autoptr (GhTables) tables = g_new0 (GhTables, 1);

  tables->by_name =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)gh_table_free);
  tables->strangers = g_ptr_array_new_with_free_func (g_free);
  tables->are_whole = true;
  if (there == NULL && g_file_test (folder, G_FILE_TEST_IS_REGULAR))
    tell_no_folder (folder, problems, error);
  if (there == NULL || !read_all (tables, folder, names, but, problems, error))
    return NULL;
  for (guint number = 0; number < there->len; number++)
    tell_stranger (tables, folder, there->pdata[number], names, problems);
  return g_steal_pointer (&tables);
}

GhTable *
gh_tables_read_file (const char *path, GhProblems *problems, GError **error)
{
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) named = NULL;
  g_autoptr (GPtrArray) read = NULL;
  bool is_whole;

  if (!gh_workbook_is_one (path))
    return gh_table_read_csv (path, problems, error);
  named = gh_workbook_read (path, none, &is_whole, problems, error);
  if (named == NULL || named->len == 0 || !is_whole)
    return NULL;
  const char *const first[] = { ((GhWorkbookSheet *)named->pdata[0])->name, NULL };
  read = gh_workbook_read (path, first, &is_whole, problems, error);
  return read != NULL ? g_steal_pointer (&((GhWorkbookSheet *)read->pdata[0])->table) : NULL;
}

/* ---- asking ------------------------------------------------------------------------------ */

GhTable *
gh_tables_take (GhTables *tables, const char *name)
{
  char *key = NULL;
  gpointer table = NULL;

  g_hash_table_steal_extended (tables->by_name, name, (gpointer *)&key, &table);
  g_free (key);
  return table;
}

const char *
gh_tables_near (const GhTables *tables, const char *name)
{
  return gh_nearest_name (name, (const char *const *)tables->strangers->pdata,
                          (int)tables->strangers->len);
}

bool
gh_tables_are_whole (const GhTables *tables)
{
  return tables->are_whole;
}

const char *
gh_tables_workbook (const GhTables *tables)
{
  return tables->workbook;
}
