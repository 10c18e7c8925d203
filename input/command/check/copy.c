#include "input/command/check/copy.h"
#include "output/output.h"

#include <string.h>

static bool
is_edited (const GhFix *fix, const char *path)
{
  for (guint entry = 0; entry < fix->edits->len; entry++)
    if (strcmp (gh_edit_file (fix->edits->pdata[entry]), path) == 0)
      return true;
  return g_ptr_array_find_with_equal_func (fix->gone, path, g_str_equal, NULL);
}

/* What is made of the sheets, and what is nobody else's, stays with the original. */
static bool
stays_behind (const char *path)
{
  static const char *const folders[] = { "programme", "private", "print", NULL };
  return g_strv_contains (folders, path);
}

static bool
take_file (GhFolder *files, const char *from, const char *path, GError **error)
{
  gsize n_bytes;
  g_autofree char *bytes = NULL;

  if (!g_file_get_contents (from, &bytes, &n_bytes, error))
    return false;
  gh_folder_take (files, path, g_string_new_len (bytes, (gssize)n_bytes));
  return true;
}

/* A link is followed where it is a sheet, as `check` does, and nowhere else: it may lead anywhere.
 */
static bool
is_wanted (const char *from, const char *path, char **sheets)
{
  return g_strv_contains ((const char *const *)sheets, path)
         || (g_file_test (from, G_FILE_TEST_IS_REGULAR)
             && !g_file_test (from, G_FILE_TEST_IS_SYMLINK));
}

/* Takes what is below FOLDER/BELOW ("" is FOLDER itself). */
static bool
take_folder (GhFolder *files, const GhFix *fix, const char *below, char **sheets, GError **error)
{
  g_autofree char *folder = g_build_filename (fix->folder, below, NULL);
  g_autoptr (GDir) opened = g_dir_open (folder, 0, error);
  const char *name;
  bool is_well = opened != NULL;

  while (is_well && (name = g_dir_read_name (opened)) != NULL)
    {
      g_autofree char *path =
          *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);
      g_autofree char *from = g_build_filename (fix->folder, path, NULL);
      if (*name == '.' || stays_behind (path) || is_edited (fix, path))
        continue;
      if (g_file_test (from, G_FILE_TEST_IS_DIR) && !g_file_test (from, G_FILE_TEST_IS_SYMLINK))
        is_well = take_folder (files, fix, path, sheets, error);
      else if (is_wanted (from, path, sheets))
        is_well = take_file (files, from, path, error);
    }
  return is_well;
}

bool
gh_copy_fixed (const GhFix *fix, const char *out, GError **error)
{
  g_autoptr (GhFolder) files = gh_folder_new ();
  g_auto (GStrv) sheets = gh_sheet_files (fix->folder);
  g_autofree char *whole = g_canonicalize_filename (out, NULL);

  if (fix->changes->len == 0)
    return true;
  if (!take_folder (files, fix, "", sheets, error))
    return false;
  for (guint entry = 0; entry < fix->edits->len; entry++)
    gh_folder_take (files, gh_edit_file (fix->edits->pdata[entry]),
                    gh_edit_bytes (fix->edits->pdata[entry]));
  return gh_folder_write (files, whole, NULL, true, error);
}

void
gh_copy_tell (const GhCommon *common, const GhFix *fix, const char *out)
{
  guint n = fix->changes->len;

  if (n == 0)
    gh_say (common, "nothing is certain enough to be mended; %s was not written", out);
  else
    gh_say (common, "%s holds the sheets with %u cell%s mended; %s is as it was", out, n,
            n == 1 ? "" : "s", fix->folder);
  for (guint entry = 0; entry < fix->gone->len; entry++)
    gh_say (common,
            "workbooks are not written: the sheets of %s are CSV files in %s, and its formats and "
            "other sheets stay behind",
            (const char *)fix->gone->pdata[entry], out);
}
