/* Our own files, read back through libical: what a reader's program would understand. */
#include "calendars/busy-scan.h"
#include "calendars/zone.h"

#include <gio/gio.h>
#include <libical/ical.h>
#include <string.h>

static void
read_event_free (gpointer data)
{
  GhReadEvent *event = data;
  g_free (event->uid);
  g_free (event->summary);
  g_free (event->location);
  g_free (event->stamp);
  g_free (event);
}

typedef struct
{
  const char *path;
  GTimeZone *home;
  int first_day;
  icalcomponent *calendar;
  GPtrArray *events;
} Reading;

static bool G_GNUC_PRINTF (3, 4)
    refuse (const Reading *reading, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", reading->path, why);
  return false;
}

/* The clock never shows this time, since it was put forward over it: what a VTIMEZONE makes of it
 * depends on who reads (RFC 5545, 3.3.5). */
static bool
is_skipped (const Reading *reading, const icaltimetype *time)
{
  g_autoptr (GDateTime) moment = g_date_time_new (reading->home, time->year, time->month, time->day,
                                                  time->hour, time->minute, 0);

  return moment != NULL
         && (g_date_time_get_hour (moment) != time->hour
             || g_date_time_get_minute (moment) != time->minute);
}

/* What is written, as if it were the wall clock. */
static GhMinute
written_wall (const Reading *reading, const icaltimetype *time)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)time->day, (GDateMonth)time->month, (GDateYear)time->year);
  return ((int)g_date_get_julian (&day) - reading->first_day) * GH_DAY + time->hour * 60
         + time->minute;
}

/* Through the file's own VTIMEZONE to UTC, and from there by the system's zone to the wall: so a
 * wrong VTIMEZONE shows as a wrong time. */
static bool
read_time (const Reading *reading, icalcomponent *event, icalproperty_kind kind, GhMinute *minute)
{
  icalproperty *line = icalcomponent_get_first_property (event, kind);
  icalparameter *parameter =
      line != NULL ? icalproperty_get_first_parameter (line, ICAL_TZID_PARAMETER) : NULL;
  icaltimetype time = icaltime_null_time ();
  icaltimezone *zone = icaltimezone_get_utc_timezone ();

  if (line != NULL)
    time = kind == ICAL_DTSTART_PROPERTY ? icalproperty_get_dtstart (line)
                                         : icalproperty_get_dtend (line);
  if (icaltime_is_null_time (time) || time.is_date || !icaltime_is_valid_time (time))
    return false;
  if (parameter != NULL)
    zone = icalcomponent_get_timezone (reading->calendar, icalparameter_get_tzid (parameter));
  else if (!icaltime_is_utc (time))
    return false;
  if (zone == NULL)
    return false;
  if (parameter != NULL && is_skipped (reading, &time))
    {
      *minute = written_wall (reading, &time);
      return true;
    }
  int64_t moment = (int64_t)icaltime_as_timet_with_zone (time, zone);
  *minute = (GhMinute)gh_zone_wall (reading->home, reading->first_day, moment);
  return true;
}

static char *
text_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static bool
read_event (const Reading *reading, icalcomponent *component, GError **error)
{
  GhReadEvent *event = g_new0 (GhReadEvent, 1);
  icalproperty *transp = icalcomponent_get_first_property (component, ICAL_TRANSP_PROPERTY);
  icalproperty_status status = icalcomponent_get_status (component);

  g_ptr_array_add (reading->events, event);
  event->uid = text_or_empty (icalcomponent_get_uid (component));
  event->summary = text_or_empty (icalcomponent_get_summary (component));
  event->location = text_or_empty (icalcomponent_get_location (component));
  event->status = status == ICAL_STATUS_CANCELLED   ? GH_EVENT_CANCELLED
                  : status == ICAL_STATUS_TENTATIVE ? GH_EVENT_TENTATIVE
                                                    : GH_EVENT_CONFIRMED;
  event->transparent =
      transp != NULL && icalproperty_get_transp (transp) == ICAL_TRANSP_TRANSPARENT;
  event->sequence = icalcomponent_get_sequence (component);
  char *stamp = icaltime_as_ical_string_r (icalcomponent_get_dtstamp (component));
  event->stamp = text_or_empty (stamp);
  icalmemory_free_buffer (stamp);
  if (event->uid[0] == '\0')
    return refuse (reading, error, "an event has no UID");
  if (!read_time (reading, component, ICAL_DTSTART_PROPERTY, &event->start)
      || !read_time (reading, component, ICAL_DTEND_PROPERTY, &event->end))
    return refuse (reading, error, "%s: its start or end cannot be understood", event->uid);
  return true;
}

static bool
read_events (const Reading *reading, GError **error)
{
  g_autoptr (GHashTable) uids = g_hash_table_new (g_str_hash, g_str_equal);

  for (icalcomponent *component =
           icalcomponent_get_first_component (reading->calendar, ICAL_VEVENT_COMPONENT);
       component != NULL;
       component = icalcomponent_get_next_component (reading->calendar, ICAL_VEVENT_COMPONENT))
    {
      if (!read_event (reading, component, error))
        return false;
      const GhReadEvent *event = g_ptr_array_index (reading->events, reading->events->len - 1);
      if (!g_hash_table_add (uids, event->uid))
        return refuse (reading, error, "two events have the UID %s", event->uid);
    }
  return true;
}

/* ---- libical's restrictions -------------------------------------------------------------- */

/* With the end of the line before: names may hold the same words. */
#define LINE_END "\r\n"
#define EVENT_BEGIN LINE_END "BEGIN:VEVENT\r\n"
#define EVENT_END LINE_END "END:VEVENT\r\n"

static bool
keeps_restrictions (const char *text)
{
  icalcomponent *calendar = icalparser_parse_string (text);
  bool is_right = calendar != NULL && icalrestriction_check (calendar);
  if (calendar != NULL)
    icalcomponent_free (calendar);
  return is_right;
}

/* An event without what it says to its reader: restrictions do not look at that, and it differs
 * from delegation to delegation. */
static char *
without_description (const char *event, gsize n_event)
{
  const char *end = event + n_event;
  GString *rest = g_string_sized_new (n_event);
  bool skipping = false;

  while (event < end)
    {
      const char *next = strchr (event, '\n') + 1;
      if (*event != ' ')
        skipping = g_str_has_prefix (event, "DESCRIPTION");
      if (!skipping)
        g_string_append_len (rest, event, next - event);
      event = next;
    }
  return g_string_free (rest, false);
}

/* An event's text is right, or was found right before: calendars of one programme hold the same few
 * thousand texts over and over, and libical takes a tenth of a millisecond for each. */
static bool
is_event_sound (const char *head, gsize n_head, const char *event, gsize n_event, GHashTable *sound)
{
  g_autofree char *text = without_description (event, n_event);
  g_autoptr (GString) calendar = NULL;

  if (sound != NULL && g_hash_table_contains (sound, text))
    return true;
  calendar = g_string_new_len (head, (gssize)n_head);
  g_string_append_len (calendar, event, (gssize)n_event);
  g_string_append (calendar, "END:VCALENDAR\r\n");
  if (!keeps_restrictions (calendar->str))
    return false;
  if (sound != NULL)
    g_hash_table_add (sound, g_steal_pointer (&text));
  return true;
}

static bool
are_events_sound (const char *bytes, GHashTable *sound)
{
  const char *event = strstr (bytes, EVENT_BEGIN);
  g_autoptr (GString) head = NULL;
  gsize n_head;

  if (event == NULL)
    return keeps_restrictions (bytes);
  n_head = (gsize)(event - bytes) + strlen (LINE_END);
  head = g_string_new_len (bytes, (gssize)n_head);
  g_string_append (head, "END:VCALENDAR\r\n");
  if (!keeps_restrictions (head->str))
    return false;
  for (; event != NULL; event = strstr (event + 1, EVENT_BEGIN))
    {
      const char *end = strstr (event, EVENT_END);
      if (end == NULL
          || !is_event_sound (bytes, n_head, event + strlen (LINE_END),
                              (gsize)(end - event) + strlen (EVENT_END) - strlen (LINE_END), sound))
        return false;
    }
  return true;
}

/* What libical has to say against a file.  Parse errors are counted first, since the restriction
 * check adds its own findings to the calendar. */
static bool
is_sound (const Reading *reading, const char *bytes, GHashTable *sound, GError **error)
{
  if (reading->calendar == NULL
      || icalcomponent_isa (reading->calendar) != ICAL_VCALENDAR_COMPONENT)
    return refuse (reading, error, "it is not one calendar");
  int n_errors = icalcomponent_count_errors (reading->calendar);
  if (n_errors > 0)
    return refuse (reading, error, "%d of its lines cannot be understood", n_errors);
  if (!are_events_sound (bytes, sound))
    return refuse (reading, error, "it breaks a rule of RFC 5545");
  return true;
}

GPtrArray *
gh_calendar_read (const char *path, const char *timezone, int first_day, GHashTable *sound,
                  GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *why = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (read_event_free);
  g_autoptr (GTimeZone) home = gh_zone_of_system (timezone, error);
  gsize n_bytes;

  if (home == NULL || !g_file_get_contents (path, &bytes, &n_bytes, error))
    return NULL;
  Reading reading = { .path = path, .home = home, .first_day = first_day, .events = events };
  /* A damaged file must not take us along: the limits of strangers' files hold for it. */
  g_autoptr (GhBusyFile) file = gh_busy_scan (bytes, n_bytes, &why);
  if (file == NULL)
    {
      refuse (&reading, error, "%s", why);
      return NULL;
    }
  reading.calendar = icalparser_parse_string (bytes);
  bool is_read = is_sound (&reading, bytes, sound, error) && read_events (&reading, error);
  if (reading.calendar != NULL)
    icalcomponent_free (reading.calendar);
  return is_read ? g_steal_pointer (&events) : NULL;
}
