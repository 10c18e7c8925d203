/* Which reader a file is for: told by how it begins. */
#include "input/formats/imported.h"
#include "input/formats/legal.h"
#include "input/formats/readers.h"

#include <string.h>

/* What begins a text, after a byte order mark and blanks; '\0': nothing. */
static char
first_letter (const char *bytes, gsize n_bytes)
{
  gsize at = n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < n_bytes && g_ascii_isspace (bytes[at]))
    at++;
  return at < n_bytes ? bytes[at] : '\0';
}

char *
gh_readers_unknown (const char *what)
{
  return g_strdup_printf (
      "%s; known are schedule.xml and schedule.json (pretalx, frab, pentabarf), sessions that "
      "pretalx exports as JSON or CSV, an event or timetable that Indico exports as JSON, "
      "contributions that it exports as CSV, and workbooks of CoSPLib",
      what);
}

char *
gh_readers_too_many (void)
{
  return g_strdup_printf ("it has more than %d events", GH_RAW_MOST_EVENTS);
}

static char *
read_raw (GhRaw *raw, const char *bytes, gsize n_bytes)
{
  char letter = first_letter (bytes, n_bytes);

  if (letter == '<')
    return gh_fahrplan_read (raw, bytes, n_bytes);
  if (memchr (bytes, '\0', n_bytes) != NULL)
    return gh_readers_unknown ("it is no text");
  if (!g_utf8_validate (bytes, (gssize)n_bytes, NULL))
    return g_strdup ("it is damaged: not all of it is UTF-8; export it again");
  if (letter == '{' || letter == '[')
    return gh_json_read (raw, bytes, n_bytes);
  return gh_list_read_csv (raw, bytes, n_bytes);
}

/* What is wrong with it; NULL: nothing.  The caller's. */
static char *
read_any (GhImported *imported, const char *bytes, gsize n_bytes)
{
  g_autoptr (GhRaw) raw = gh_raw_new ();
  char *trouble;

  if (n_bytes == 0)
    return g_strdup ("it is empty");
  if (n_bytes > GH_RAW_MOST_BYTES)
    return g_strdup_printf ("it has more than %d MiB", GH_RAW_MOST_BYTES / 1024 / 1024);
  if (n_bytes >= 4 && memcmp (bytes, "PK\3\4", 4) == 0)
    return gh_cosplib_read (imported, bytes, n_bytes);
  trouble = read_raw (raw, bytes, n_bytes);
  return trouble != NULL ? trouble : gh_imported_understand (imported, raw);
}

static GhImported *
refuse (const char *path, const char *trouble, GError **error)
{
  g_autofree char *line = gh_legal_line (trouble);

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s cannot be imported: %s", path, line);
  return NULL;
}

GhImported *
gh_formats_parse (const char *bytes, gsize n_bytes, const char *path, GError **error)
{
  g_autoptr (GhImported) imported = gh_imported_new ();
  g_autofree char *trouble = read_any (imported, bytes, n_bytes);

  return trouble == NULL ? g_steal_pointer (&imported) : refuse (path, trouble, error);
}

GhImported *
gh_formats_read (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return refuse (path, "it is no file", error);
  file = g_mapped_file_new (path, false, error);
  if (file == NULL)
    return NULL;
  return gh_formats_parse (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), path,
                           error);
}
