#include "calendars/tombstone.h"
#include "calendars/event.h"
#include "calendars/text.h"
#include "calendars/zone.h"

#include <string.h>

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

static void
append_summary (GString *body, const char *line, bool was_cancelled, bool bare)
{
  g_autoptr (GString) summary = g_string_new (line);

  if (bare)
    g_string_assign (summary, "SUMMARY:CANCELLED: Busy");
  else if (!was_cancelled)
    g_string_insert (summary, (gssize)strlen ("SUMMARY:"), "CANCELLED: ");
  gh_text_fold (body, summary->str, summary->len);
}

GString *
gh_tombstone_of (const GhWrittenEvent *event, const GhCalendarZone *zone, const char *gone,
                 bool bare)
{
  GString *body = g_string_sized_new (event->n_octets + 64);
  const char *at = event->body;
  const char *end = event->body + event->n_octets;
  bool was_cancelled =
      memmem (at, event->n_octets, CANCELLED_LINE, strlen (CANCELLED_LINE)) != NULL;

  while (at < end)
    {
      g_autofree char *line = gh_text_unfold (at, end, &at);
      if (g_str_has_prefix (line, "DTSTART"))
        append_time (body, zone, "DTSTART", line);
      else if (g_str_has_prefix (line, "DTEND"))
        append_time (body, zone, "DTEND", line);
      else if (g_str_has_prefix (line, "SUMMARY:"))
        append_summary (body, line, was_cancelled, bare);
      else if (g_str_has_prefix (line, "STATUS:"))
        gh_event_append_state (body, GH_EVENT_CANCELLED, true);
      else if (g_str_has_prefix (line, "UID:"))
        gh_text_fold (body, line, strlen (line));
      else if (g_str_has_prefix (line, "TRANSP:") || bare)
        continue;
      else if (g_str_has_prefix (line, "DESCRIPTION:") && !was_cancelled)
        gh_event_append_description (body, gone);
      else
        gh_text_fold (body, line, strlen (line));
    }
  return body;
}

GhMinute
gh_written_event_start (const GhWrittenEvent *event, const GhCalendarZone *zone)
{
  const char *line = memmem (event->body, event->n_octets, "\r\nDTSTART", 9);
  const char *end = event->body + event->n_octets;
  const char *line_end =
      line != NULL ? memmem (line + 2, (gsize)(end - line - 2), "\r\n", 2) : NULL;
  const char *value = line_end != NULL ? memrchr (line, ':', (gsize)(line_end - line)) : NULL;

  return value != NULL ? gh_zone_parse_time (zone, value + 1) : GH_NEVER;
}
