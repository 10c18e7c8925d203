#include "input/verify/check.h"

char *
gh_plain_text (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = composed != NULL ? composed : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      if (g_unichar_isspace (letter))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (g_unichar_isprint (letter))
        g_string_append_unichar (out, letter);
    }
  return g_strchomp (g_strdup (out->str));
}

bool
gh_begins_with_text (const char *text, const char *beginning)
{
  g_autofree char *whole = gh_plain_text (text);
  g_autofree char *start = gh_plain_text (beginning);

  return g_str_has_prefix (whole, start);
}
