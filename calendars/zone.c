#include "calendars/zone.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

/* Longer than any name in the IANA database (32), and a DTSTART with it still fits one line. */
#define NAME_OCTETS 45
#define YEAR_DAYS 366

typedef struct
{
  int64_t moment; /* Unix time */
  int offset;     /* from then on, minutes ahead of UTC */
  bool is_daylight;
  char abbreviation[16];
} Change;

struct _GhCalendarZone
{
  char *name;
  int first_day;
  GArray *changes; /* Change; the first is how the zone stood when our view of it begins */
  char *text;
};

static bool
is_iana_name (const char *name)
{
  gsize length = strlen (name);
  gsize plain = strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");

  if (length == 0 || length > NAME_OCTETS || plain != length || !g_ascii_isalpha (name[0]))
    return false;
  if (strcmp (name, "UTC") == 0)
    return true;
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path =
      g_build_filename (folder != NULL ? folder : "/usr/share/zoneinfo", name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

GTimeZone *
gh_zone_of_system (const char *timezone, GError **error)
{
  GTimeZone *system = is_iana_name (timezone) ? g_time_zone_new_identifier (timezone) : NULL;

  if (system == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no time zone is called \"%s\"",
                 timezone);
  return system;
}

static int64_t
floor_minutes (int64_t seconds)
{
  return seconds >= 0 ? seconds / 60 : -((59 - seconds) / 60);
}

int64_t
gh_zone_wall (GTimeZone *system, int first_day, int64_t moment)
{
  int interval = g_time_zone_find_interval (system, G_TIME_TYPE_UNIVERSAL, moment);
  int offset = g_time_zone_get_offset (system, MAX (interval, 0));

  return floor_minutes (moment + offset - GH_UNIX_OF_DAY (first_day));
}

/* How the zone stands at a moment. */
static Change
stand_at (GTimeZone *system, int64_t moment)
{
  int interval = MAX (g_time_zone_find_interval (system, G_TIME_TYPE_UNIVERSAL, moment), 0);
  Change change = {
    .moment = moment,
    .offset = (int)floor_minutes (g_time_zone_get_offset (system, interval)),
    .is_daylight = g_time_zone_is_dst (system, interval),
  };
  const char *name = g_time_zone_get_abbreviation (system, interval);
  gsize length = 0;

  for (; name != NULL && *name != '\0' && length + 1 < sizeof change.abbreviation; name++)
    if (g_ascii_isalnum (*name) || *name == '+' || *name == '-')
      change.abbreviation[length++] = *name;
  return change;
}

/* The second at which the offset of BEFORE gives way, known to lie in (before, after]. */
static int64_t
find_change (GTimeZone *system, int64_t before, int64_t after)
{
  int offset = stand_at (system, before).offset;

  while (after - before > 1)
    {
      int64_t middle = before + (after - before) / 2;
      if (stand_at (system, middle).offset == offset)
        before = middle;
      else
        after = middle;
    }
  return after;
}

static void
collect_changes (GhCalendarZone *zone, GTimeZone *system, int first_day, int last_day)
{
  Change last = stand_at (system, GH_UNIX_OF_DAY (first_day - YEAR_DAYS));

  g_array_append_val (zone->changes, last);
  for (int day = first_day - YEAR_DAYS; day < last_day + YEAR_DAYS; day++)
    if (stand_at (system, GH_UNIX_OF_DAY (day + 1)).offset != last.offset)
      {
        last =
            stand_at (system, find_change (system, GH_UNIX_OF_DAY (day), GH_UNIX_OF_DAY (day + 1)));
        g_array_append_val (zone->changes, last);
      }
}

static void
append_date_time (GString *out, int julian, int minute_of_day)
{
  GDate date;
  char text[64];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)julian);
  snprintf (text, sizeof text, "%04d%02d%02dT%02d%02d00", g_date_get_year (&date),
            g_date_get_month (&date), g_date_get_day (&date), minute_of_day / 60,
            minute_of_day % 60);
  g_string_append (out, text);
}

static void
append_offset (GString *out, const char *name, int offset)
{
  g_string_append_printf (out, "%s:%c%02d%02d\r\n", name, offset < 0 ? '-' : '+', ABS (offset) / 60,
                          ABS (offset) % 60);
}

/* One observance.  Its onset is written on the clock that it ends (RFC 5545, 3.6.5). */
static void
append_observance (GString *out, const Change *change, const Change *before)
{
  const char *kind = change->is_daylight ? "DAYLIGHT" : "STANDARD";

  g_string_append_printf (out, "BEGIN:%s\r\nDTSTART:", kind);
  if (before == change)
    g_string_append (out, "19700101T000000");
  else
    {
      int64_t onset = floor_minutes (change->moment) + before->offset;
      append_date_time (out, GH_UNIX_DAY + (int)(onset / GH_DAY), (int)(onset % GH_DAY));
    }
  g_string_append (out, "\r\n");
  append_offset (out, "TZOFFSETFROM", before->offset);
  append_offset (out, "TZOFFSETTO", change->offset);
  if (change->abbreviation[0] != '\0')
    g_string_append_printf (out, "TZNAME:%s\r\n", change->abbreviation);
  g_string_append_printf (out, "END:%s\r\n", kind);
}

static char *
write_zone (const GhCalendarZone *zone)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "BEGIN:VTIMEZONE\r\nTZID:%s\r\n", zone->name);
  for (guint change = 0; change < zone->changes->len; change++)
    append_observance (out, &g_array_index (zone->changes, Change, change),
                       &g_array_index (zone->changes, Change, change > 0 ? change - 1 : 0));
  g_string_append (out, "END:VTIMEZONE\r\n");
  return g_string_free (out, false);
}

GhCalendarZone *
gh_calendar_zone_new (const char *timezone, int first_day, int last_day, GError **error)
{
  g_autoptr (GTimeZone) system = gh_zone_of_system (timezone, error);
  if (system == NULL)
    return NULL;

  GhCalendarZone *zone = g_new0 (GhCalendarZone, 1);
  zone->name = g_strdup (timezone);
  zone->first_day = first_day;
  zone->changes = g_array_new (false, false, sizeof (Change));
  collect_changes (zone, system, first_day, last_day);
  zone->text = write_zone (zone);
  return zone;
}

void
gh_calendar_zone_free (GhCalendarZone *zone)
{
  if (zone == NULL)
    return;
  g_array_unref (zone->changes);
  g_free (zone->name);
  g_free (zone->text);
  g_free (zone);
}

/* A wall time that comes twice means the first one, one that never comes is read on the clock
 * before the gap (RFC 5545, 3.3.5): both keep the old offset until the later of the two readings of
 * the change. */
int
gh_calendar_zone_offset (const GhCalendarZone *zone, GhMinute minute)
{
  const Change *changes = (const Change *)(gpointer)zone->changes->data;
  int offset = changes[0].offset;

  for (guint change = 1; change < zone->changes->len; change++)
    {
      int64_t onset = floor_minutes (changes[change].moment - GH_UNIX_OF_DAY (zone->first_day));
      if (minute < onset + MAX (offset, changes[change].offset))
        break;
      offset = changes[change].offset;
    }
  return offset;
}

const char *
gh_zone_name (const GhCalendarZone *zone)
{
  return zone->name;
}

const char *
gh_zone_text (const GhCalendarZone *zone)
{
  return zone->text;
}

void
gh_zone_append_written_time (const GhCalendarZone *zone, GString *out, const char *written)
{
  bool is_utc = strcmp (zone->name, "UTC") == 0;

  if (!is_utc)
    {
      g_string_append (out, ";TZID=");
      g_string_append (out, zone->name);
    }
  g_string_append_c (out, ':');
  g_string_append_len (out, written, (gssize)strcspn (written, "Z"));
  if (is_utc)
    g_string_append_c (out, 'Z');
}

void
gh_zone_append_time (const GhCalendarZone *zone, GString *out, GhMinute minute)
{
  int day = gh_day_of (minute);
  g_autoptr (GString) written = g_string_new (NULL);

  append_date_time (written, zone->first_day + day, minute - day * GH_DAY);
  gh_zone_append_written_time (zone, out, written->str);
}

GhMinute
gh_zone_parse_time (const GhCalendarZone *zone, const char *text)
{
  int year, month, day, hour, minute;

  if (sscanf (text, "%4d%2d%2dT%2d%2d", &year, &month, &day, &hour, &minute) != 5
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year) || hour < 0
      || hour > 23 || minute < 0 || minute > 59)
    return GH_NEVER;
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return ((GhMinute)g_date_get_julian (&date) - zone->first_day) * GH_DAY + hour * 60 + minute;
}
