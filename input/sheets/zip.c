#include "input/sheets/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define PIECE (32 * 1024)

bool
gh_zip_fail (GhZip *zip, const char *format, ...)
{
  va_list arguments;
  if (zip->trouble != NULL)
    return false;
  va_start (arguments, format);
  zip->trouble = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return false;
}

/* NULL after a trouble. */
static struct archive *
open_archive (GhZip *zip)
{
  struct archive *archive = archive_read_new ();

  if (archive_read_support_format_zip_seekable (archive) == ARCHIVE_OK
      && archive_read_open_memory (archive, zip->bytes, zip->n_bytes) == ARCHIVE_OK)
    return archive;
  archive_read_free (archive);
  gh_zip_fail (zip, "this is no workbook, or a damaged one; open it in a spreadsheet program and "
                    "save it again as .xlsx or .ods");
  return NULL;
}

/* A name as it is compared: in lower case, and with / where some programs write \.  The caller
 * frees it. */
static char *
plain_name (const char *name)
{
  char *plain = g_ascii_strdown (name, -1);
  return g_strdelimit (plain, "\\", '/');
}

/* The next part's name, which the caller frees; NULL after the last, or after a trouble.  What has
 * a name that cannot be understood is passed over: no part of a workbook has one. */
static char *
next_part (GhZip *zip, struct archive *archive, struct archive_entry **entry)
{
  int got;

  while ((got = archive_read_next_header (archive, entry)) == ARCHIVE_OK || got == ARCHIVE_WARN)
    {
      const char *name = archive_entry_pathname (*entry);
      if (name != NULL)
        return plain_name (name);
    }
  if (got != ARCHIVE_EOF)
    gh_zip_fail (zip, "its list of parts is damaged; open it in a spreadsheet program and save it "
                      "again");
  return NULL;
}

static bool
leads_out (const char *name)
{
  return *name == '/' || g_str_has_prefix (name, "../") || strstr (name, "/../") != NULL;
}

/* Takes the name over. */
static bool
add_part (GhZip *zip, char *name, struct archive_entry *entry)
{
  g_autofree char *owned = name;

  if (archive_entry_is_encrypted (entry))
    return gh_zip_fail (zip, "it is protected by a password; save it without one");
  if (leads_out (name))
    return gh_zip_fail (zip, "it holds a part called \"%s\", which no spreadsheet program writes",
                        name);
  if (g_hash_table_size (zip->parts) == GH_ZIP_MOST_PARTS)
    return gh_zip_fail (zip, "a workbook has at most %d parts", GH_ZIP_MOST_PARTS);
  if (!g_hash_table_add (zip->parts, g_steal_pointer (&owned)))
    return gh_zip_fail (zip,
                        "it holds two parts called \"%s\"; open it in a spreadsheet program "
                        "and save it again",
                        name);
  return true;
}

bool
gh_zip_open (GhZip *zip, const char *bytes, gsize n_bytes)
{
  struct archive *archive;
  struct archive_entry *entry;
  char *name;

  *zip = (GhZip){ .bytes = bytes,
                  .n_bytes = n_bytes,
                  .parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  archive = open_archive (zip);
  while (archive != NULL && (name = next_part (zip, archive, &entry)) != NULL)
    if (!add_part (zip, name, entry))
      break;
  if (archive != NULL)
    archive_read_free (archive);
  return zip->trouble == NULL;
}

void
gh_zip_clear (GhZip *zip)
{
  g_clear_pointer (&zip->parts, g_hash_table_unref);
  g_clear_pointer (&zip->trouble, g_free);
}

bool
gh_zip_has (const GhZip *zip, const char *part)
{
  g_autofree char *plain = plain_name (part);
  return g_hash_table_contains (zip->parts, plain);
}

/* Counts what comes out; false after a trouble. */
static bool
may_unpack (GhZip *zip, gsize n_bytes)
{
  zip->n_unpacked += n_bytes;
  if (zip->n_unpacked > GH_ZIP_MOST_UNPACKED)
    return gh_zip_fail (zip, "a workbook has at most %d MiB when it is unpacked",
                        GH_ZIP_MOST_UNPACKED / 1024 / 1024);
  if (zip->n_unpacked > GH_ZIP_FREE_OF_RATIO && zip->n_unpacked / GH_ZIP_MOST_RATIO > zip->n_bytes)
    return gh_zip_fail (zip, "it unpacks to more than %d times its size, which no workbook does",
                        GH_ZIP_MOST_RATIO);
  return true;
}

static bool
read_pieces (GhZip *zip, struct archive *archive, const char *part, GhZipTake take, gpointer data)
{
  char piece[PIECE];
  la_ssize_t n_bytes;

  while ((n_bytes = archive_read_data (archive, piece, sizeof piece)) > 0)
    if (!may_unpack (zip, (gsize)n_bytes))
      return false;
    else if (!take (data, piece, (int)n_bytes))
      return true;
  if (n_bytes == 0)
    return true;
  return gh_zip_fail (zip,
                      "its part %s is damaged; open it in a spreadsheet program and save it "
                      "again",
                      part);
}

bool
gh_zip_read (GhZip *zip, const char *part, GhZipTake take, gpointer data)
{
  g_autofree char *plain = plain_name (part);
  struct archive *archive = zip->trouble == NULL ? open_archive (zip) : NULL;
  struct archive_entry *entry;
  bool is_found = false;
  char *name;

  while (archive != NULL && !is_found && (name = next_part (zip, archive, &entry)) != NULL)
    {
      is_found = strcmp (name, plain) == 0;
      g_free (name);
    }
  if (is_found)
    read_pieces (zip, archive, part, take, data);
  else
    gh_zip_fail (zip, "it lacks its part %s; open it in a spreadsheet program and save it again",
                 part);
  if (archive != NULL)
    archive_read_free (archive);
  return zip->trouble == NULL;
}
