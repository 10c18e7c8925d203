/* Rule files: every file still is what the manifest says. */
#include "input/verify/check.h"
#include "input/verify/manifest.h"

#include <string.h>

/* SHA-256 of a file below the programme; NULL where it cannot be read. */
static char *
hash_of (const GhBook *book, const char *file)
{
  g_autofree char *path = g_build_filename (book->programme, file, NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, NULL))
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)bytes, n_bytes);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* ---- one by one -------------------------------------------------------------------------- */

static void
check_files (GhBook *book, JsonObject *files)
{
  g_autoptr (GList) names = json_object_get_members (files);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (GList *name = names; name != NULL; name = name->next)
    g_ptr_array_add (sorted, name->data);
  g_ptr_array_sort (sorted, compare_texts);
  for (guint entry = 0; entry < sorted->len; entry++)
    {
      const char *file = sorted->pdata[entry];
      g_autofree char *hash = hash_of (book, file);
      if (hash == NULL)
        gh_book_find_wrong (book, "files", "manifest.json lists %s, which cannot be read", file);
      else if (strcmp (hash, gh_member_text (files, file)) != 0)
        gh_book_find_wrong (book, "files", "%s is not what manifest.json has the hash of", file);
    }
}

/* ---- calendars, as one ------------------------------------------------------------------- */

static void
list_below (const GhBook *book, const char *folder, GPtrArray *files)
{
  g_autofree char *path = g_build_filename (book->programme, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *file = g_strconcat (folder, *folder != '\0' ? "/" : "", name, NULL);
      g_autofree char *full = g_build_filename (book->programme, file, NULL);
      if (!g_file_test (full, G_FILE_TEST_IS_DIR) || g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        {
          g_ptr_array_add (files, file);
          continue;
        }
      list_below (book, file, files);
      g_free (file);
    }
}

/* What `sha256sum` prints for all of them, sorted by path, hashed once more. */
static void
check_calendars (GhBook *book, const char *wanted, gint64 n_wanted)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);

  list_below (book, "calendars", files);
  g_ptr_array_sort (files, compare_texts);
  for (guint file = 0; file < files->len; file++)
    {
      g_autofree char *hash = hash_of (book, files->pdata[file]);
      g_autofree char *line =
          g_strdup_printf ("%s  %s\n", hash != NULL ? hash : "", (const char *)files->pdata[file]);
      g_checksum_update (digest, (const guchar *)line, -1);
    }
  if ((gint64)files->len != n_wanted)
    gh_book_find_wrong (book, "files", "there are %u calendars, but manifest.json counts %d",
                        files->len, (int)n_wanted);
  else if (files->len > 0 && strcmp (g_checksum_get_string (digest), wanted) != 0)
    gh_book_find_wrong (book, "files",
                        "the calendars are not those that manifest.json has the "
                        "hash of");
}

/* ---- what nobody wrote ------------------------------------------------------------------- */

/* A manifest that lists pages is one of a whole programme, and lists all. */
static void
check_others (GhBook *book, JsonObject *files)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  if (!json_object_has_member (files, "index.html"))
    return;
  list_below (book, "", all);
  g_ptr_array_sort (all, compare_texts);
  for (guint entry = 0; entry < all->len; entry++)
    {
      const char *file = all->pdata[entry];
      if (!json_object_has_member (files, file) && !g_str_has_prefix (file, "calendars/")
          && strcmp (file, "manifest.json") != 0)
        gh_book_find_wrong (book, "files", "manifest.json does not list %s", file);
    }
}

/* ---- the manifest ------------------------------------------------------------------------ */

void
gh_check_manifest (GhBook *book)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) manifest = gh_book_manifest (book, &error);
  JsonObject *files = manifest != NULL ? gh_member_object (manifest, "files") : NULL;

  if (error != NULL)
    gh_book_find_wrong (book, "files", "manifest.json cannot be read: %s", error->message);
  else if (manifest != NULL && files == NULL)
    gh_book_find_wrong (book, "files", "manifest.json lists no files");
  if (files == NULL)
    return;
  check_files (book, files);
  check_others (book, files);
  check_calendars (book, gh_member_text (manifest, "calendars"),
                   gh_member_number (manifest, "n_calendars"));
}
