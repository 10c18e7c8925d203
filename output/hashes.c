#include "output/hashes.h"

#include "output/output.h"

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

char **
gh_sheet_hashes (const char *conference_folder, const char *const *sheets)
{
  guint n = g_strv_length ((char **)sheets);
  char **hashes = g_new0 (char *, n + 1);

  for (guint sheet = 0; sheet < n; sheet++)
    {
      hashes[sheet] = gh_hash_file (conference_folder, sheets[sheet], NULL);
      if (hashes[sheet] == NULL)
        hashes[sheet] = g_strdup ("");
    }
  return hashes;
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
