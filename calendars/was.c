#include "calendars/was.h"
#include "calendars/event.h"
#include "calendars/text.h"

#include <string.h>

#define MARK "X-GAHUNDA-WAS:"
#define DESCRIPTION "DESCRIPTION:"

void
gh_was_add (GString *body, const char *line, const GhWrittenEvent *was)
{
  g_autofree char *start = gh_written_value (was->body, was->n_octets, "DTSTART");
  g_autoptr (GString) fresh = g_string_sized_new (body->len + 256);
  const char *at = body->str;
  const char *end = body->str + body->len;

  while (at < end)
    {
      g_autofree char *content = gh_text_unfold (at, end, &at);
      if (g_str_has_prefix (content, DESCRIPTION))
        {
          g_autofree char *text = g_strjoin ("\\n", line, content + strlen (DESCRIPTION), NULL);
          gh_event_append_description (fresh, text);
          g_string_append_printf (fresh, MARK "%s\r\n", start);
        }
      else
        gh_text_fold (fresh, content, strlen (content));
    }
  g_string_truncate (body, 0);
  g_string_append_len (body, fresh->str, (gssize)fresh->len);
}

/* What follows the first line of an escaped text, or NULL. */
static const char *
second_line (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '\\' && *++text == 'n')
      return text + 1;
  return NULL;
}

/* The body of an event that has such a line, without it. */
static GString *
without (const GhWrittenEvent *event)
{
  GString *body = g_string_sized_new (event->n_octets);
  const char *at = event->body;
  const char *end = event->body + event->n_octets;

  while (at < end)
    {
      g_autofree char *content = gh_text_unfold (at, end, &at);
      const char *rest = g_str_has_prefix (content, DESCRIPTION) ? second_line (content) : NULL;
      if (rest != NULL)
        gh_event_append_description (body, rest);
      else if (!g_str_has_prefix (content, MARK))
        gh_text_fold (body, content, strlen (content));
    }
  return body;
}

bool
gh_was_same (const GhWrittenEvent *event, const GString *body)
{
  if (event->n_octets == body->len && memcmp (event->body, body->str, body->len) == 0)
    return true;
  if (memmem (event->body, event->n_octets, "\r\n" MARK, strlen ("\r\n" MARK)) == NULL)
    return false;
  g_autoptr (GString) bare = without (event);
  return g_string_equal (bare, body);
}
