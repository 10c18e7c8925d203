#include "calendars/text.h"

#include <string.h>

#define LINE_OCTETS 75

static bool
is_plain (const char *text)
{
  char before = ' ';
  for (const char *octet = text; *octet != '\0'; octet++)
    {
      if (*octet < ' ' || *octet > '~' || (*octet == ' ' && before == ' '))
        return false;
      before = *octet;
    }
  return before != ' ';
}

static bool
is_line_break (gunichar character)
{
  return character == '\n' || character == '\r' || character == 0x0b || character == 0x0c
         || character == 0x85 || character == 0x2028 || character == 0x2029;
}

/* Controls say nothing to a reader; overrides and isolates can make a line read as another one
 * ("Trojan Source"); a byte order mark within text is debris.  The marks that Arabic and Hebrew
 * need (U+200E, U+200F, U+061C) stay. */
static bool
is_dropped (gunichar character)
{
  return character < 0x20 || (character >= 0x7f && character <= 0x9f) || character == 0xfeff
         || (character >= 0x202a && character <= 0x202e)
         || (character >= 0x2066 && character <= 0x2069);
}

/* Text of such characters alone is in NFC: none of them decomposes into others or joins one before
 * it (UAX 15, 9: their quick check says yes).  Most of Latin, and the signs that stand between
 * words of it. */
static bool
is_composed (gunichar character)
{
  return character < 0x300 || (character >= 0x2010 && character <= 0x2027);
}

static void
trim_blank (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

char *
gh_text_clean (const char *text, bool many_lines)
{
  if (is_plain (text))
    return g_strdup (text);

  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid) + 1);
  bool all_composed = true;
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      bool is_break = is_line_break (character);
      all_composed = all_composed && is_composed (character);
      if (is_break && many_lines)
        {
          if (character == '\r' && at[1] == '\n')
            continue;
          trim_blank (clean);
          if (clean->len > 0)
            g_string_append_c (clean, '\n');
        }
      else if (is_break || character == ' ' || character == '\t')
        {
          if (clean->len > 0 && !strchr (" \n", clean->str[clean->len - 1]))
            g_string_append_c (clean, ' ');
        }
      else if (!is_dropped (character))
        g_string_append_unichar (clean, character);
    }
  while (clean->len > 0 && strchr (" \n", clean->str[clean->len - 1]))
    g_string_truncate (clean, clean->len - 1);
  return all_composed ? g_string_free (g_steal_pointer (&clean), false)
                      : g_utf8_normalize (clean->str, (gssize)clean->len, G_NORMALIZE_NFC);
}

void
gh_text_escape (GString *out, const char *clean)
{
  while (*clean != '\0')
    {
      gsize plain = strcspn (clean, "\\;,\n");
      g_string_append_len (out, clean, (gssize)plain);
      clean += plain;
      if (*clean == '\0')
        break;
      g_string_append_c (out, '\\');
      g_string_append_c (out, *clean == '\n' ? 'n' : *clean);
      clean++;
    }
}

char *
gh_text_unescape (const char *escaped)
{
  GString *clean = g_string_sized_new (strlen (escaped));

  for (; *escaped != '\0'; escaped++)
    if (*escaped == '\\' && escaped[1] != '\0')
      g_string_append_c (clean, *++escaped == 'n' ? '\n' : *escaped);
    else
      g_string_append_c (clean, *escaped);
  return g_string_free (clean, false);
}

/* A line may end before LINE[AT]: neither a character nor an escape is torn, and no blank is left
 * at the end. */
static bool
can_fold (const char *line, gsize at)
{
  gsize backslashes = 0;

  if (((guchar)line[at] & 0xc0) == 0x80 || line[at - 1] == ' ')
    return false;
  while (backslashes < at && line[at - 1 - backslashes] == '\\')
    backslashes++;
  return backslashes % 2 == 0;
}

/* How many of the octets go onto a line that has room for ROOM.  A continuation that begins with a
 * blank of its own is right by the RFC, but some readers strip it: taken only where the text leaves
 * no choice ("a b c d e ..."). */
static gsize
fold_length (const char *line, gsize room)
{
  gsize fallback = 0;

  for (gsize at = room; at > room / 2; at--)
    if (can_fold (line, at))
      {
        if (line[at] != ' ')
          return at;
        if (fallback == 0)
          fallback = at;
      }
  return fallback > 0 ? fallback : room;
}

/* ROOM: octets that the line which OUT ends in still has. */
static void
fold (GString *out, const char *line, gsize n_octets, gsize room)
{
  while (n_octets > room)
    {
      gsize length = fold_length (line, room);
      g_string_append_len (out, line, (gssize)length);
      g_string_append_len (out, "\r\n ", 3);
      line += length;
      n_octets -= length;
      room = LINE_OCTETS - 1;
    }
  g_string_append_len (out, line, (gssize)n_octets);
  g_string_append_len (out, "\r\n", 2);
}

void
gh_text_fold (GString *out, const char *line, gsize n_octets)
{
  fold (out, line, n_octets, LINE_OCTETS);
}

void
gh_text_fold_property (GString *out, const char *name, const char *value)
{
  gsize n_name = strlen (name);

  g_assert (n_name + 1 < LINE_OCTETS / 2);
  g_string_append_len (out, name, (gssize)n_name);
  g_string_append_c (out, ':');
  fold (out, value, strlen (value), LINE_OCTETS - n_name - 1);
}

char *
gh_text_unfold (const char *bytes, const char *end, const char **next)
{
  GString *line = g_string_new (NULL);

  for (;;)
    {
      const char *line_end = memmem (bytes, (gsize)(end - bytes), "\r\n", 2);
      if (line_end == NULL)
        line_end = end;
      g_string_append_len (line, bytes, line_end - bytes);
      bytes = MIN (line_end + 2, end);
      if (bytes == end || *bytes != ' ')
        break;
      bytes++;
    }
  *next = bytes;
  return g_string_free (line, false);
}
