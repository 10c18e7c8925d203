/* Files for subscribers: what a person's calendar is, less what is gone. */
#include "calendars/event.h"
#include "calendars/text.h"
#include "calendars/tombstone.h"

#include <gio/gio.h>
#include <string.h>

/* With the end of the line before: names may hold the same words. */
#define LINE_END "\r\n"
#define ZONE_BEGIN LINE_END "BEGIN:VTIMEZONE\r\n"
#define ZONE_END LINE_END "END:VTIMEZONE\r\n"
/* How often programs look that heed it (RFC 7986, 5.7, and what Outlook reads). */
#define REFRESH "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"

static void
append_source (GString *feed, const char *source)
{
  g_autofree char *line = g_strconcat ("SOURCE;VALUE=URI:", source, NULL);
  gh_text_fold (feed, line, strlen (line));
}

/* In the order of the file, which is not that of FILE's events. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const GhWrittenEvent *left = *(GhWrittenEvent *const *)a;
  const GhWrittenEvent *right = *(GhWrittenEvent *const *)b;

  return left->body < right->body ? -1 : left->body > right->body;
}

static void
append_events (GString *feed, const GhWrittenFile *file)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  for (guint event = 0; event < file->events->len; event++)
    g_ptr_array_add (events, &g_array_index (file->events, GhWrittenEvent, event));
  g_ptr_array_sort (events, compare_places);
  for (guint number = 0; number < events->len; number++)
    {
      const GhWrittenEvent *event = events->pdata[number];
      g_autofree char *stamp = g_strndup (event->stamp, event->n_stamp);
      if (!gh_is_tombstone (event))
        gh_event_append (feed, event->body, event->n_octets, event->sequence, stamp);
    }
}

GString *
gh_calendar_feed (const char *path, const char *source, GError **error)
{
  g_autoptr (GhWrittenFile) file = gh_written_file_read (path, error);
  if (file == NULL)
    return NULL;

  const char *zone = strstr (file->bytes, ZONE_BEGIN);
  const char *zone_end = zone != NULL ? strstr (zone, ZONE_END) : NULL;
  if (zone_end == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s has no time zone", path);
      return NULL;
    }
  zone += strlen (LINE_END);
  zone_end += strlen (ZONE_END);
  GString *feed = g_string_sized_new (file->n_bytes + 256);
  g_string_append_len (feed, file->bytes, zone - file->bytes);
  g_string_append (feed, REFRESH);
  if (source != NULL)
    append_source (feed, source);
  g_string_append_len (feed, zone, zone_end - zone);
  append_events (feed, file);
  gh_calendar_end (feed);
  return feed;
}
