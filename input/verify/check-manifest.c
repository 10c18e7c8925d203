/* Rule files: every file still is what the manifest says. */
#include "input/verify/check.h"

#include <json-glib/json-glib.h>
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
      else if (g_strcmp0 (hash, json_object_get_string_member_with_default (files, file, NULL))
               != 0)
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
      char *file = g_strconcat (folder, "/", name, NULL);
      g_autofree char *full = g_build_filename (book->programme, file, NULL);
      if (!g_file_test (full, G_FILE_TEST_IS_DIR))
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
  else if (files->len > 0 && g_strcmp0 (g_checksum_get_string (digest), wanted) != 0)
    gh_book_find_wrong (book, "files",
                        "the calendars are not those that manifest.json has the "
                        "hash of");
}

/* ---- the manifest ------------------------------------------------------------------------ */

void
gh_check_manifest (GhBook *book)
{
  g_autofree char *path = g_build_filename (book->programme, "manifest.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  /* A programme may be made by hand: schedule.csv alone is one. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  if (!json_parser_load_from_file (parser, path, &error))
    {
      gh_book_find_wrong (book, "files", "manifest.json cannot be read: %s", error->message);
      return;
    }
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *manifest =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *files = manifest != NULL ? json_object_get_member (manifest, "files") : NULL;
  if (files == NULL || !JSON_NODE_HOLDS_OBJECT (files))
    {
      gh_book_find_wrong (book, "files", "manifest.json lists no files");
      return;
    }
  check_files (book, json_node_get_object (files));
  check_calendars (book, json_object_get_string_member_with_default (manifest, "calendars", NULL),
                   json_object_get_int_member_with_default (manifest, "n_calendars", 0));
}
