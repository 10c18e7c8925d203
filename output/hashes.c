#include "output/hashes.h"

#include <string.h>

static char *
end (struct sha256_ctx *sum)
{
  static const char digits[] = "0123456789abcdef";
  uint8_t digest[SHA256_DIGEST_SIZE];
  char *text = g_new0 (char, 2 * sizeof digest + 1);

  sha256_digest (sum, sizeof digest, digest);
  for (gsize byte = 0; byte < sizeof digest; byte++)
    {
      text[2 * byte] = digits[digest[byte] >> 4];
      text[2 * byte + 1] = digits[digest[byte] & 15];
    }
  return text;
}

static void
add (struct sha256_ctx *sum, const char *text)
{
  sha256_update (sum, strlen (text), (const uint8_t *)text);
}

char *
gh_hash_bytes (const char *bytes, gsize n_bytes)
{
  struct sha256_ctx sum;

  sha256_init (&sum);
  sha256_update (&sum, n_bytes, (const uint8_t *)bytes);
  return end (&sum);
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
  GhDigest digest = { .n_files = 0 };

  sha256_init (&digest.sum);
  return digest;
}

void
gh_digest_add (GhDigest *digest, const char *path, const char *hash)
{
  add (&digest->sum, hash);
  add (&digest->sum, "  ");
  add (&digest->sum, path);
  add (&digest->sum, "\n");
  digest->n_files++;
}

char *
gh_digest_end (GhDigest *digest)
{
  return digest->n_files > 0 ? end (&digest->sum) : NULL;
}
