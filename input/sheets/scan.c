#include "input/sheets/scan.h"
#include "input/sheets/table.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- cells ------------------------------------------------------------------------------- */

/* Copied texts bring characters of no width along: zero width space, word joiner, BOM. */
static bool
is_blank (gunichar letter)
{
  return g_unichar_isspace (letter) || letter == 0x200b || letter == 0x2060 || letter == 0xfeff;
}

char *
gh_trim (char *text)
{
  char *end;
  while (is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  end = text + strlen (text);
  while (end > text)
    {
      char *before = g_utf8_find_prev_char (text, end);
      if (before == NULL || !is_blank (g_utf8_get_char (before)))
        break;
      end = before;
    }
  *end = '\0';
  return text;
}

/* A line ends with LF, CRLF, or the CR of old spreadsheets. */
static bool
ends_line (const char *at, const char *end)
{
  return *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'));
}

static void
scan_quoted (GhScan *scan)
{
  int first = scan->line;
  scan->at++;
  while (scan->at < scan->end)
    {
      char this = *scan->at;
      scan->line += ends_line (scan->at, scan->end);
      scan->at++;
      if (this == '"' && (scan->at == scan->end || *scan->at != '"'))
        return;
      if (this == '"')
        scan->at++;
      g_string_append_c (scan->cell, this);
    }
  gh_problems_add (scan->problems, (GhPlace){ .file = scan->file, .row = first },
                   "a quote (\") is opened here and never closed; close it, or write a quote that "
                   "is meant as such twice");
  scan->is_broken = true;
}

static bool
is_at_break (const GhScan *scan)
{
  return scan->at == scan->end || *scan->at == '\n' || *scan->at == '\r';
}

static void
skip_blanks (GhScan *scan)
{
  while (scan->at < scan->end
         && (*scan->at == ' ' || (*scan->at == '\t' && scan->separator != '\t')))
    scan->at++;
}

const char *
gh_scan_cell (GhScan *scan)
{
  g_string_truncate (scan->cell, 0);
  skip_blanks (scan);
  if (scan->at < scan->end && *scan->at == '"')
    {
      int line = scan->line;
      scan_quoted (scan);
      skip_blanks (scan);
      if (!scan->is_broken && !is_at_break (scan) && *scan->at != scan->separator)
        gh_problems_add (scan->problems, (GhPlace){ .file = scan->file, .row = line },
                         "text follows a closing quote (\"); write a quote inside a quoted cell "
                         "twice");
    }
  while (!is_at_break (scan) && *scan->at != scan->separator)
    g_string_append_c (scan->cell, *scan->at++);
  return gh_trim (scan->cell->str);
}

char *
gh_scan_quoted (const char *text)
{
  g_autoptr (GString) doubled = g_string_new (text);
  g_string_replace (doubled, "\"", "\"\"", 0);
  return g_strdup_printf ("\"%s\"", doubled->str);
}

bool
gh_scan_next (GhScan *scan)
{
  if (!is_at_break (scan))
    {
      scan->at++;
      return true;
    }
  if (scan->at < scan->end && *scan->at == '\r')
    scan->at++;
  if (scan->at < scan->end && *scan->at == '\n')
    scan->at++;
  scan->line++;
  return false;
}

bool
gh_scan_has_row (const GhScan *scan)
{
  return scan->at < scan->end && !scan->is_broken;
}

/* ---- files ------------------------------------------------------------------------------- */

/* The parenthesis that closes the one AT, on its line and before a quote; AT itself where none
 * does.
 */
static const char *
after_parenthesis (const char *at, const char *end)
{
  for (const char *next = at; next < end && strchr ("\"\n\r", *next) == NULL; next++)
    if (*next == ')')
      return next;
  return at;
}

/* What parts the cells of the header row: the commonest of the three outside quotes and parentheses
 * ("remarks (room, diet)" is one cell; one that is not closed parts nothing off). */
static char
find_separator (const char *at, const char *end)
{
  int commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++)
    {
      if (*at == '"')
        quoted = !quoted;
      if (!quoted && *at == '(')
        at = after_parenthesis (at, end);
      commas += !quoted && *at == ',';
      semicolons += !quoted && *at == ';';
      tabs += !quoted && *at == '\t';
    }
  if (tabs > commas && tabs >= semicolons)
    return '\t';
  return semicolons > commas ? ';' : ',';
}

static int
line_of (const char *bytes, const char *at, const char *end)
{
  int line = 1;
  for (; bytes < at; bytes++)
    line += ends_line (bytes, end);
  return line;
}

/* Says what a file that is no text is; false: it cannot be read on. */
static bool
is_text (const char *bytes, gsize n_bytes, const char *file, GhProblems *problems)
{
  const char *end = bytes + n_bytes;
  const char *nul = n_bytes > 0 ? memchr (bytes, 0, n_bytes) : NULL;
  const char *invalid;

  if (n_bytes >= 4 && memcmp (bytes, "PK\3\4", 4) == 0)
    gh_problems_add (problems, gh_place_file (file),
                     "this is a zip or a workbook, not CSV; save the sheet as CSV (UTF-8)");
  else if (n_bytes >= 2
           && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    gh_problems_add (problems, gh_place_file (file),
                     "this is UTF-16; save the sheet as CSV (UTF-8)");
  else if (nul != NULL)
    gh_problems_add (problems, (GhPlace){ .file = file, .row = line_of (bytes, nul, end) },
                     "there is a NUL byte, so this is no text; save the sheet as CSV (UTF-8)");
  else if (!g_utf8_validate (bytes, (gssize)n_bytes, &invalid))
    gh_problems_add (problems, (GhPlace){ .file = file, .row = line_of (bytes, invalid, end) },
                     "this line is not valid UTF-8; save the sheet as CSV (UTF-8)");
  else
    return true;
  return false;
}

/* Rows before the header that hold nothing. */
static void
skip_blank_rows (GhScan *scan)
{
  const char *at = scan->at;
  for (; at < scan->end && strchr (",;\t \r\n", *at) != NULL; at++)
    if (ends_line (at, scan->end))
      {
        scan->line++;
        scan->at = at + 1;
      }
  if (at == scan->end)
    scan->at = at;
}

bool
gh_scan_begin (GhScan *scan, const char *bytes, gsize n_bytes, const char *file,
               GhProblems *problems)
{
  *scan = (GhScan){ .at = bytes,
                    .end = bytes + n_bytes,
                    .line = 1,
                    .file = file,
                    .problems = problems,
                    .cell = g_string_new (NULL) };
  if (!is_text (bytes, n_bytes, file, problems))
    return false;
  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    scan->at += 3;
  skip_blank_rows (scan);
  scan->separator = find_separator (scan->at, scan->end);
  if (scan->at < scan->end)
    return true;
  gh_scan_tell_empty (scan);
  return false;
}

void
gh_scan_tell_empty (const GhScan *scan)
{
  gh_problems_add (scan->problems, gh_place_file (scan->file),
                   "the file is empty; its first row names the columns");
}

void
gh_scan_clear (GhScan *scan)
{
  g_string_free (scan->cell, true);
}

char *
gh_scan_load (const char *path, gsize most_bytes, gsize *n_bytes, GhProblems *problems,
              GError **error)
{
  char *bytes = NULL;
  GStatBuf status;

  /* Not read before it is known to be a file: a pipe would keep us waiting. */
  if (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s is not a file", path);
      return NULL;
    }
  if (g_stat (path, &status) == 0 && status.st_size > (goffset)most_bytes)
    {
      g_autofree char *file = g_path_get_basename (path);
      gh_problems_add (problems, gh_place_file (file), "a file of sheets has at most %d MiB",
                       (int)(most_bytes / 1024 / 1024));
      return NULL;
    }
  return g_file_get_contents (path, &bytes, n_bytes, error) ? bytes : NULL;
}
