#include "input/formats/legal.h"

#include <libxml/HTMLparser.h>
#include <stdbool.h>
#include <string.h>

#define LONGEST_ID 150     /* of 200 bytes that the sheets allow */
#define LONGEST_TEXT 10000 /* a title of more is a mistake */

/* Cut before the character that would be longer. */
static void
shorten (GString *text, gsize most)
{
  if (text->len > most)
    g_string_truncate (
        text, (gsize)(g_utf8_find_prev_char (text->str, text->str + most + 1) - text->str));
}

char *
gh_legal_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      if (g_unichar_isspace (letter) || g_unichar_iscntrl (letter))
        g_string_append (line, line->len > 0 && line->str[line->len - 1] != ' ' ? " " : "");
      else
        g_string_append_unichar (line, letter);
    }
  shorten (line, LONGEST_TEXT);
  return g_strchomp (g_string_free (line, false));
}

/* A lone < is a sign of its own, as in "x < y", and so is the T of vector<T>. */
static bool
is_html (const char *text)
{
  return g_regex_match_simple ("</[a-z]+>|<br ?/?>|&(#[0-9]+|[a-z]+);", text, G_REGEX_CASELESS, 0);
}

static char *
text_of_html (const char *text)
{
  htmlDocPtr document =
      htmlReadMemory (text, (int)strlen (text), NULL, "UTF-8",
                      HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  xmlChar *content = root != NULL ? xmlNodeGetContent (root) : NULL;
  char *inside = gh_legal_line (content != NULL ? (const char *)content : "");

  xmlFree (content);
  xmlFreeDoc (document);
  return inside;
}

char *
gh_legal_text (const char *text)
{
  g_autofree char *line = gh_legal_line (text);

  return is_html (line) ? text_of_html (line) : g_steal_pointer (&line);
}

char *
gh_legal_id (const char *text)
{
  g_autofree char *line = gh_legal_text (text);
  g_autoptr (GString) id = g_string_new (line);

  g_strdelimit (id->str, ";:/\"*", '-');
  g_string_erase (id, 0, (gssize)strspn (id->str, "- "));
  shorten (id, LONGEST_ID);
  return g_strchomp (g_strdup (id->str));
}

char *
gh_legal_unique (GHashTable *taken, const char *text, const char *otherwise)
{
  g_autofree char *id = gh_legal_id (text);
  const char *base = *id != '\0' ? id : otherwise;
  int number = GPOINTER_TO_INT (g_hash_table_lookup (taken, base));
  char *unique = g_strdup (base);

  while (g_hash_table_contains (taken, unique))
    {
      g_free (unique);
      unique = g_strdup_printf ("%s-%d", base, ++number);
    }
  g_hash_table_replace (taken, g_strdup (base), GINT_TO_POINTER (MAX (number, 1)));
  g_hash_table_insert (taken, g_strdup (unique), GINT_TO_POINTER (1));
  return unique;
}
