/* Wall clocks: the offsets of zones, and that libical understands our VTIMEZONEs as the system
 * understands its own zones. */
#include "calendars/calendars.h"

#include <glib/gstdio.h>
#include <libical/ical.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static int
julian (int year, int month, int day)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return (int)g_date_get_julian (&date);
}

static GhCalendarZone *
zone_of (const char *name, int first_day, int n_days)
{
  GhCalendarZone *zone = gh_calendar_zone_new (name, first_day, first_day + n_days - 1, NULL);
  assert_non_null (zone);
  return zone;
}

/* A calendar with an event of one minute at each of the minutes. */
static GString *
calendar_at (const GhCalendarZone *zone, const GhMinute *minutes, int n_minutes)
{
  GhCalendarHead head = { .name = "Clock" };
  GString *file = gh_calendar_begin (&head, zone);

  for (int index = 0; index < n_minutes; index++)
    {
      g_autofree char *uid = g_strdup_printf ("%d@clock", index);
      GhCalendarEvent event = {
        .uid = uid, .start = minutes[index], .end = minutes[index] + 1, .summary = "x"
      };
      g_autofree char *body = gh_calendar_render_body (&event, zone);
      gh_calendar_append_event (file, body, 0, "20220501T080000Z");
    }
  gh_calendar_end (file);
  return file;
}

/* Unix time of a wall minute, by libical from our own VTIMEZONE. */
static int64_t
libical_moment (const char *file, int index)
{
  icalcomponent *calendar = icalparser_parse_string (file);
  icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  for (; index > 0; index--)
    event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT);
  icalproperty *line = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
  icalparameter *tzid = icalproperty_get_first_parameter (line, ICAL_TZID_PARAMETER);
  icaltimezone *zone = tzid != NULL
                           ? icalcomponent_get_timezone (calendar, icalparameter_get_tzid (tzid))
                           : icaltimezone_get_utc_timezone ();
  int64_t moment = icaltime_as_timet_with_zone (icalproperty_get_dtstart (line), zone);
  icalcomponent_free (calendar);
  return moment;
}

static void
assert_clock (const GhCalendarZone *zone, const char *name, int first_day, GhMinute minute)
{
  g_autoptr (GString) file = calendar_at (zone, &minute, 1);
  g_autoptr (GTimeZone) system = g_time_zone_new_identifier (name);
  int64_t moment = libical_moment (file->str, 0);
  int64_t ours = ((int64_t)first_day - 719163) * 86400
                 + ((int64_t)minute - gh_calendar_zone_offset (zone, minute)) * 60;

  if (ours != moment)
    fail_msg ("%s, minute %d: libical is off by %d minutes", name, minute,
              (int)((moment - ours) / 60));
  int interval = g_time_zone_find_interval (system, G_TIME_TYPE_UNIVERSAL, ours);
  assert_int_equal (g_time_zone_get_offset (system, interval),
                    gh_calendar_zone_offset (zone, minute) * 60);
}

static void
clocks_that_never_change (void **state)
{
  static const struct
  {
    const char *name;
    int offset;
  } clocks[] = { { "Africa/Kigali", 120 }, { "Asia/Kathmandu", 345 }, { "UTC", 0 } };

  for (gsize clock = 0; clock < G_N_ELEMENTS (clocks); clock++)
    {
      int first_day = julian (2022, 6, 6);
      g_autoptr (GhCalendarZone) zone = zone_of (clocks[clock].name, first_day, 11);
      g_autoptr (GString) file = calendar_at (zone, NULL, 0);
      assert_int_equal (gh_calendar_zone_offset (zone, 600), clocks[clock].offset);
      const char *observance = strstr (file->str, "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n");
      assert_non_null (observance);
      assert_null (strstr (observance + 1, "BEGIN:STANDARD"));
      assert_null (strstr (file->str, "BEGIN:DAYLIGHT"));
      for (GhMinute minute = -GH_DAY; minute < 12 * GH_DAY; minute += 777)
        assert_clock (zone, clocks[clock].name, first_day, minute);
    }
}

static void
kigali_is_written_out (void **state)
{
  g_autoptr (GhCalendarZone) zone = zone_of ("Africa/Kigali", julian (2022, 6, 6), 11);
  g_autoptr (GString) file = calendar_at (zone, NULL, 0);

  assert_non_null (strstr (file->str, "BEGIN:VTIMEZONE\r\nTZID:Africa/Kigali\r\n"
                                      "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                                      "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\nTZNAME:CAT\r\n"
                                      "END:STANDARD\r\nEND:VTIMEZONE\r\n"));
}

/* On 30 October 2022, at 03:00 summer time, it is 02:00 again. */
static void
the_clocks_go_back_on_sunday (void **state)
{
  int first_day = julian (2022, 10, 29);
  g_autoptr (GhCalendarZone) zone = zone_of ("Europe/Zurich", first_day, 3);

  assert_int_equal (gh_calendar_zone_offset (zone, 12 * 60), 120);
  assert_int_equal (gh_calendar_zone_offset (zone, GH_DAY + 60 + 59), 120);
  assert_int_equal (gh_calendar_zone_offset (zone, GH_DAY + 2 * 60 + 30), 120);
  assert_int_equal (gh_calendar_zone_offset (zone, GH_DAY + 3 * 60), 60);
  for (GhMinute minute = 0; minute < 3 * GH_DAY; minute += 30)
    if (minute < GH_DAY + 120 || minute >= GH_DAY + 180) /* libical reads the hour's second time */
      assert_clock (zone, "Europe/Zurich", first_day, minute);
}

/* On 27 March 2022, at 02:00, it is 03:00. */
static void
the_clocks_go_forward_on_sunday (void **state)
{
  int first_day = julian (2022, 3, 26);
  g_autoptr (GhCalendarZone) zone = zone_of ("Europe/Zurich", first_day, 3);

  assert_int_equal (gh_calendar_zone_offset (zone, GH_DAY + 119), 60);
  assert_int_equal (gh_calendar_zone_offset (zone, GH_DAY + 150), 60);
  assert_int_equal (gh_calendar_zone_offset (zone, GH_DAY + 180), 120);
  for (GhMinute minute = 0; minute < 3 * GH_DAY; minute += 30)
    if (minute < GH_DAY + 120 || minute >= GH_DAY + 180)
      assert_clock (zone, "Europe/Zurich", first_day, minute);
}

static void
half_hours_in_newfoundland (void **state)
{
  int first_day = julian (2022, 11, 4);
  g_autoptr (GhCalendarZone) zone = zone_of ("America/St_Johns", first_day, 5);

  assert_int_equal (gh_calendar_zone_offset (zone, 0), -150);
  assert_int_equal (gh_calendar_zone_offset (zone, 4 * GH_DAY), -210);
  for (GhMinute minute = 0; minute < 5 * GH_DAY; minute += 45)
    if (minute < 2 * GH_DAY + 60 || minute >= 2 * GH_DAY + 120)
      assert_clock (zone, "America/St_Johns", first_day, minute);
}

static void
a_year_around_is_right (void **state)
{
  static const char *const names[] = { "Europe/Zurich",     "America/St_Johns",
                                       "Africa/Casablanca", "Australia/Lord_Howe",
                                       "Pacific/Apia",      "America/New_York",
                                       "Europe/Dublin" };
  int first_day = julian (2022, 6, 6);

  for (gsize name = 0; name < G_N_ELEMENTS (names); name++)
    {
      g_autoptr (GhCalendarZone) zone = zone_of (names[name], first_day, 11);
      for (int day = -360; day < 370; day += 5)
        assert_clock (zone, names[name], first_day, day * GH_DAY + 12 * 60);
    }
}

/* Every zone that somebody lives in, around the days on which clocks change in the north and in the
 * south. */
static void
every_zone_of_the_system (void **state)
{
  g_autofree char *table = NULL;
  int first_day = julian (2022, 3, 26);
  int n_zones = 0;

  assert_true (g_file_get_contents ("/usr/share/zoneinfo/zone.tab", &table, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit_set (*line, "\t", -1);
      if (**line == '#' || g_strv_length (fields) < 3)
        continue;
      g_autoptr (GhCalendarZone) zone = zone_of (fields[2], first_day, 9);
      for (int day = -2; day <= 8; day += 5)
        assert_clock (zone, fields[2], first_day, day * GH_DAY + 12 * 60);
      n_zones++;
    }
  assert_true (n_zones > 300);
}

static void
only_real_zones_have_names (void **state)
{
  static const char *const names[] = { "",
                                       "Kigali",
                                       "+02:00",
                                       "EST5EDT,M3.2.0,M11.1.0",
                                       "../../etc/passwd",
                                       "/etc/localtime",
                                       "Africa",
                                       "Z",
                                       "zone.tab",
                                       "Africa/Kigali\r\nX-EVIL:1" };

  for (gsize name = 0; name < G_N_ELEMENTS (names); name++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (gh_calendar_zone_new (names[name], 738312, 738316, &error));
      assert_non_null (error);
    }
}

static void
our_files_are_read_on_the_conference_clock (void **state)
{
  static const char *const names[] = { "Africa/Kigali", "Europe/Zurich", "America/St_Johns",
                                       "Asia/Kathmandu", "UTC" };
  const GhMinute minutes[] = { -60, 0, 9 * 60, 3 * GH_DAY + 17 * 60 + 25, 5 * GH_DAY };
  int first_day = julian (2022, 10, 28);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gahunda-zones-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  assert_true (fd >= 0);
  g_close (fd, NULL);

  for (gsize name = 0; name < G_N_ELEMENTS (names); name++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhCalendarZone) zone = zone_of (names[name], first_day, 5);
      g_autoptr (GString) file = calendar_at (zone, minutes, G_N_ELEMENTS (minutes));
      assert_true (g_file_set_contents (path, file->str, (gssize)file->len, NULL));
      g_autoptr (GPtrArray) events = gh_calendar_read (path, names[name], first_day, NULL, &error);
      if (events == NULL)
        fail_msg ("%s", error->message);
      assert_int_equal (events->len, G_N_ELEMENTS (minutes));
      for (guint index = 0; index < events->len; index++)
        {
          const GhReadEvent *event = g_ptr_array_index (events, index);
          assert_int_equal (event->start, minutes[index]);
          assert_int_equal (event->end, minutes[index] + 1);
        }
    }
  g_unlink (path);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (clocks_that_never_change),
    cmocka_unit_test (kigali_is_written_out),
    cmocka_unit_test (the_clocks_go_back_on_sunday),
    cmocka_unit_test (the_clocks_go_forward_on_sunday),
    cmocka_unit_test (half_hours_in_newfoundland),
    cmocka_unit_test (a_year_around_is_right),
    cmocka_unit_test (every_zone_of_the_system),
    cmocka_unit_test (only_real_zones_have_names),
    cmocka_unit_test (our_files_are_read_on_the_conference_clock),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
