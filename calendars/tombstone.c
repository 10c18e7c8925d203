#include "calendars/tombstone.h"
#include "calendars/event.h"
#include "calendars/text.h"
#include "calendars/zone.h"

#include <string.h>

/* Tells it from a session that is announced as cancelled. */
#define GONE_LINE "X-GAHUNDA-GONE:TRUE\r\n"
#define CANCELLED_LINE "\r\nSTATUS:CANCELLED\r\n"

/* The conference's zone may have another name by now, and a file has one VTIMEZONE: the wall clock
 * is kept. */
static void
append_time (GString *body, const GhCalendarZone *zone, const char *name, const char *line)
{
  const char *value = strrchr (line, ':');

  g_string_append (body, name);
  gh_zone_append_written_time (zone, body, value != NULL ? value + 1 : "");
  g_string_append (body, "\r\n");
}

/* "SUMMARY:" or "SUMMARY;LANGUAGE=fr:" and the title. */
static void
append_summary (GString *body, const char *line, const GhTongue *tongue, bool was_cancelled,
                bool bare)
{
  const char *title = strchr (line, ':') + 1;
  g_autoptr (GString) summary = g_string_new (line);

  if (bare)
    g_string_printf (summary, "SUMMARY:%s: %s", gh_tongue_says (tongue, GH_WORD_CANCELLED),
                     gh_tongue_says (tongue, GH_WORD_BUSY));
  else if (!was_cancelled)
    {
      g_string_insert (summary, title - line, ": ");
      g_string_insert (summary, title - line, gh_tongue_says (tongue, GH_WORD_CANCELLED));
    }
  gh_text_fold (body, summary->str, summary->len);
}

bool
gh_is_cancelled (const GhWrittenEvent *event)
{
  return memmem (event->body, event->n_octets, CANCELLED_LINE, strlen (CANCELLED_LINE)) != NULL;
}

bool
gh_is_tombstone (const GhWrittenEvent *event)
{
  return memmem (event->body, event->n_octets, "\r\n" GONE_LINE, strlen ("\r\n" GONE_LINE)) != NULL;
}

GString *
gh_tombstone_of (const GhWrittenEvent *event, const GhCalendarZone *zone, const GhTongue *tongue,
                 GhWord gone, bool is_announced, bool bare)
{
  GString *body = g_string_sized_new (event->n_octets + 64);
  const char *at = event->body;
  const char *end = event->body + event->n_octets;
  bool was_cancelled = gh_is_cancelled (event);
  /* It goes on saying why it is cancelled: it still is, or said that it is gone already. */
  bool goes_on = was_cancelled && (is_announced || gh_is_tombstone (event));

  while (at < end)
    {
      g_autofree char *line = gh_text_unfold (at, end, &at);
      if (g_str_has_prefix (line, "DTSTART"))
        append_time (body, zone, "DTSTART", line);
      else if (g_str_has_prefix (line, "DTEND"))
        append_time (body, zone, "DTEND", line);
      else if (g_str_has_prefix (line, "SUMMARY:") || g_str_has_prefix (line, "SUMMARY;"))
        append_summary (body, line, tongue, was_cancelled, bare);
      else if (g_str_has_prefix (line, "STATUS:"))
        gh_event_append_state (body, GH_EVENT_CANCELLED, true);
      else if (g_str_has_prefix (line, "UID:"))
        gh_text_fold (body, line, strlen (line));
      else if (g_str_has_prefix (line, "TRANSP:") || g_str_has_prefix (line, "X-") || bare)
        continue;
      else if (g_str_has_prefix (line, "DESCRIPTION:") && !goes_on)
        gh_event_append_description (body, gh_tongue_says (tongue, gone));
      else
        gh_text_fold (body, line, strlen (line));
    }
  if (!goes_on || gh_is_tombstone (event))
    g_string_append (body, GONE_LINE);
  return body;
}
