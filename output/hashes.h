/* SHA-256 of sheets and files, as the manifest holds them and as they are checked again. */
#pragma once

#include <json-glib/json-glib.h>
#include <stdbool.h>

/* NULL with ERROR; G_FILE_ERROR_NOENT where there is no such file.  The caller frees both. */
char *gh_hash_file (const char *folder, const char *file, GError **error);
char *gh_hash_bytes (const char *bytes, gsize n_bytes);

/* One digest over many files, given sorted by path: that of what `sha256sum` prints for them. */
typedef struct
{
  GChecksum *sum;
  int n_files;
} GhDigest;

GhDigest gh_digest_begin (void);
void gh_digest_add (GhDigest *digest, const char *path, const char *hash);
/* The caller frees it; NULL: no file was added. */
char *gh_digest_end (GhDigest *digest);
