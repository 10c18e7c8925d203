#include "input/command/term.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_COLUMNS 100
#define LEAST_COLUMNS 40

int
gh_text_width (const char *text)
{
  int width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      if (!g_unichar_iszerowidth (letter))
        width += g_unichar_iswide (letter) ? 2 : 1;
    }
  return width;
}

/* ---- what reaches it ---------------------------------------------------------------------- */

static bool
is_command (gunichar letter)
{
  return (letter < 0x20 && letter != '\n' && letter != '\t') || (letter >= 0x7F && letter <= 0x9F)
         || (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

void
gh_term_put (FILE *stream, const char *text)
{
  const char *begin = text;

  if (!isatty (fileno (stream)))
    {
      fputs (text, stream);
      return;
    }
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  for (const char *at = begin = valid; *at != '\0'; at = g_utf8_next_char (at))
    if (is_command (g_utf8_get_char (at)))
      {
        fwrite (begin, 1, (gsize)(at - begin), stream);
        fputs ("\xEF\xBF\xBD", stream);
        begin = g_utf8_next_char (at);
      }
  fputs (begin, stream);
}

/* ---- what it is like ---------------------------------------------------------------------- */

/* 0: it is no terminal, or does not say. */
static int
columns_of (int file)
{
  struct winsize size = { 0 };

  return isatty (file) && ioctl (file, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int
gh_term_columns (void)
{
  int columns = columns_of (STDOUT_FILENO);

  return columns > 0 ? MAX (columns, LEAST_COLUMNS) : USUAL_COLUMNS;
}

static bool
is_coloured (void)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return isatty (STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0')
         && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

void
gh_term_look (GhTermLook look)
{
  static const char *const codes[] = { "\x1b[0m", "\x1b[7m", "\x1b[31m" };

  if (is_coloured ())
    fputs (codes[look], stdout);
}

void
gh_term_redraw (const char *line)
{
  int columns = columns_of (STDERR_FILENO);
  int width = MAX (columns > 0 ? columns : USUAL_COLUMNS, 2) - 1;

  /* What is longer than the terminal is wide would not be written over, but below. */
  fprintf (stderr, "\r%.*s%*s%s", width, line, MAX (width - (int)strlen (line), 0), "",
           *line == '\0' ? "\r" : "");
  fflush (stderr);
}
