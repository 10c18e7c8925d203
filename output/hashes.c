#include "output/hashes.h"

#include <gio/gio.h>
#include <string.h>

char *
gh_hash_bytes (const char *bytes, gsize n_bytes)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)bytes, n_bytes);
}

char *
gh_hash_file (const char *folder, const char *file, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, error))
    return NULL;
  return gh_hash_bytes (bytes, n_bytes);
}

GhDigest
gh_digest_begin (void)
{
  return (GhDigest){ .sum = g_checksum_new (G_CHECKSUM_SHA256) };
}

void
gh_digest_add (GhDigest *digest, const char *path, const char *hash)
{
  g_checksum_update (digest->sum, (const guchar *)hash, -1);
  g_checksum_update (digest->sum, (const guchar *)"  ", 2);
  g_checksum_update (digest->sum, (const guchar *)path, -1);
  g_checksum_update (digest->sum, (const guchar *)"\n", 1);
  digest->n_files++;
}

char *
gh_digest_end (GhDigest *digest)
{
  char *hash = digest->n_files > 0 ? g_strdup (g_checksum_get_string (digest->sum)) : NULL;

  g_clear_pointer (&digest->sum, g_checksum_free);
  return hash;
}

/* Appends the paths of all files below. */
static bool
list_files (const char *folder, const char *below, GPtrArray *paths, GError **error)
{
  g_autofree char *full = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, error);
  const char *name;

  if (dir == NULL)
    return false;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat (below, "/", name, NULL);
      g_autofree char *on_disk = g_build_filename (folder, path, NULL);
      if (!g_file_test (on_disk, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (paths, g_steal_pointer (&path));
      else if (!list_files (folder, path, paths, error))
        return false;
    }
  return true;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char *
gh_hash_tree (const char *folder, const char *below, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *top = g_build_filename (folder, below, NULL);
  GhDigest digest = gh_digest_begin ();
  bool is_read = !g_file_test (top, G_FILE_TEST_EXISTS) || list_files (folder, below, paths, error);

  g_ptr_array_sort (paths, compare_paths);
  for (guint path = 0; is_read && path < paths->len; path++)
    {
      g_autofree char *hash = gh_hash_file (folder, g_ptr_array_index (paths, path), error);
      if (hash != NULL)
        gh_digest_add (&digest, g_ptr_array_index (paths, path), hash);
      is_read = hash != NULL;
    }
  g_autofree char *hash = gh_digest_end (&digest);
  return is_read ? g_steal_pointer (&hash) : NULL;
}
