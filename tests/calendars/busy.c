/* Busy times out of strangers' files: what they mean, and that no file, however broken or hostile,
 * takes long, brings us down, or makes somebody free. */
#include "calendars/busy-box.h"
#include "tests/calendars/busy-text.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

/* Of the child's limit of 2 s, and what sanitizers and a busy machine add. */
#define MOST_SECONDS 20

static char *path;

static int
set_up (void **state)
{
  path = g_build_filename (g_get_tmp_dir (), "gahunda-busy-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  return fd >= 0 && g_close (fd, NULL) ? 0 : -1;
}

static int
tear_down (void **state)
{
  g_unlink (path);
  g_free (path);
  return 0;
}

static char *
read_bytes (const char *bytes, gssize n_bytes, const char *timezone)
{
  assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
  return busy_as_text (path, timezone);
}

#define CALENDAR(inside) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" inside "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:1\r\n" lines "END:VEVENT\r\n"

typedef struct
{
  const char *what;
  const char *bytes;
  const char *expected;
} Case;

static void
assert_case (const Case *this)
{
  g_autofree char *got = read_bytes (this->bytes, -1, "Africa/Kigali");

  if (strcmp (got, this->expected) != 0)
    fail_msg ("%s: \"%s\" instead of \"%s\"", this->what, got, this->expected);
}

static void
times_mean_what_they_say (void **state)
{
  static const Case cases[] = {
    { "UTC", CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDTEND:20220606T093000Z\r\n")),
      "Mo 10:00-11:30" },
    { "no events", CALENDAR (""), "" },
    { "a zone by its name",
      CALENDAR (EVENT ("DTSTART;TZID=Europe/Zurich:20220607T100000\r\nDURATION:PT1H\r\n")),
      "Tu 10:00-11:00" },
    { "a zone in quotes",
      CALENDAR (EVENT ("DTSTART;TZID=\"America/New_York\":20220607T030000\r\nDURATION:PT1H\r\n")),
      "Tu 09:00-10:00" },
    { "an old Mozilla zone",
      CALENDAR (EVENT ("DTSTART;TZID=/mozilla.org/20070129_1/Asia/Kathmandu:20220607T120000\r\n"
                       "DURATION:PT1H\r\n")),
      "Tu 08:15-09:15" },
    { "the file's own zone counts",
      CALENDAR (
          "BEGIN:VTIMEZONE\r\nTZID:Our Clock\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
          "TZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" EVENT (
              "DTSTART;TZID=Our Clock:20220606T130000\r\nDTEND;TZID=Our "
              "Clock:20220606T140000\r\n")),
      "Mo 10:00-11:00" },
    { "floating is the conference's clock",
      CALENDAR ("X-WR-TIMEZONE:Asia/Tokyo\r\n" EVENT (
          "DTSTART:20220606T080000\r\nDTEND:20220606T090000\r\n")),
      "Mo 08:00-09:00 in part: an event has no time zone but its calendar has one (X-WR-TIMEZONE), "
      "and is taken to be on the conference's clock" },
    { "floating, in a calendar of the conference's zone",
      CALENDAR ("X-WR-TIMEZONE:Africa/Kigali\r\n" EVENT (
          "DTSTART:20220606T080000\r\nDTEND:20220606T090000\r\n")),
      "Mo 08:00-09:00" },
    { "a whole day", CALENDAR (EVENT ("DTSTART;VALUE=DATE:20220607\r\n")), "Tu 00:00-24:00" },
    { "two whole days",
      CALENDAR (EVENT ("DTSTART;VALUE=DATE:20220607\r\nDTEND;VALUE=DATE:20220609\r\n")),
      "Tu 00:00-48:00" },
    { "clipped at the front",
      CALENDAR (EVENT ("DTSTART;VALUE=DATE:20220601\r\nDTEND;VALUE=DATE:20220607\r\n")),
      "Mo 00:00-24:00" },
    { "the last night counts",
      CALENDAR (EVENT ("DTSTART:20220610T210000\r\nDTEND:20220620T000000\r\n")), "Fr 21:00-48:00" },
    { "touching spans are one",
      CALENDAR (EVENT ("DTSTART:20220606T080000\r\nDURATION:PT1H\r\n")
                    EVENT ("DTSTART:20220606T090000\r\nDURATION:PT1H\r\n")),
      "Mo 08:00-10:00" },
    { "seconds count as a minute",
      CALENDAR (EVENT ("DTSTART:20220606T080030\r\nDTEND:20220606T090030\r\n")), "Mo 08:00-09:01" },
    { "cancelled",
      CALENDAR (EVENT ("STATUS:CANCELLED\r\nDTSTART:20220606T080000\r\nDURATION:PT1H\r\n")), "" },
    { "transparent",
      CALENDAR (EVENT ("DTSTART:20220606T080000\r\nDURATION:PT1H\r\nTRANSP:transparent\r\n")), "" },
    { "an invented status is busy",
      CALENDAR (EVENT ("STATUS:RESCHEDULED\r\nDTSTART:20220606T080000\r\nDURATION:PT1H\r\n")),
      "Mo 08:00-09:00" },
    { "a time without length", CALENDAR (EVENT ("DTSTART:20220606T080000\r\n")), "" },
    { "every day, but for one",
      CALENDAR (EVENT ("DTSTART;TZID=Africa/Kigali:20220530T080000\r\nDURATION:PT1H\r\n"
                       "RRULE:FREQ=DAILY;COUNT=10\r\n"
                       "EXDATE;TZID=Africa/Kigali:20220607T080000\r\n")),
      "Mo 08:00-09:00, We 08:00-09:00" },
    { "left out by date, and without a zone",
      CALENDAR (EVENT ("DTSTART;TZID=Africa/Kigali:20220606T080000\r\nDURATION:PT1H\r\n"
                       "RRULE:FREQ=DAILY;COUNT=4\r\nEXDATE;VALUE=DATE:20220607\r\n"
                       "EXDATE:20220608T080000\r\n")),
      "Mo 08:00-09:00, Th 08:00-09:00" },
    { "until, in UTC",
      CALENDAR (EVENT ("DTSTART;TZID=Africa/Kigali:20220606T080000\r\nDURATION:PT1H\r\n"
                       "RRULE:FREQ=DAILY;UNTIL=20220607T060000Z\r\n")),
      "Mo 08:00-09:00, Tu 08:00-09:00" },
    { "whole days every week",
      CALENDAR (EVENT ("DTSTART;VALUE=DATE:20210105\r\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH\r\n")),
      "Tu 00:00-24:00, Th 00:00-24:00" },
    { "a series since 1970",
      CALENDAR (EVENT ("DTSTART:19700101T120000Z\r\nDURATION:PT30M\r\nRRULE:FREQ=HOURLY;INTERVAL="
                       "24\r\nEXDATE:20220606T120000Z,20220607T120000Z,20220608T120000Z\r\n")),
      "Th 14:00-14:30, Fr 14:00-14:30, Sa 14:00-14:30" },
    { "a sitting that moved",
      CALENDAR (EVENT ("DTSTART;TZID=Africa/Kigali:20220606T080000\r\nDURATION:PT1H\r\n"
                       "RRULE:FREQ=DAILY;COUNT=3\r\n")
                    EVENT ("RECURRENCE-ID;TZID=Africa/Kigali:20220607T080000\r\n"
                           "DTSTART;TZID=Africa/Kigali:20220607T150000\r\nDURATION:PT1H\r\n")),
      "Mo 08:00-09:00, Tu 15:00-16:00, We 08:00-09:00" },
    { "a sitting that was cancelled",
      CALENDAR (EVENT ("DTSTART;TZID=Africa/Kigali:20220606T080000\r\nDURATION:PT1H\r\n"
                       "RRULE:FREQ=DAILY;COUNT=3\r\n")
                    EVENT ("RECURRENCE-ID:20220607T060000Z\r\nSTATUS:CANCELLED\r\n"
                           "DTSTART;TZID=Africa/Kigali:20220607T080000\r\nDURATION:PT1H\r\n")),
      "Mo 08:00-09:00, We 08:00-09:00" },
    { "extra dates",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1H\r\n"
                       "RDATE:20220607T080000Z,20220608T080000Z\r\n")),
      "Mo 10:00-11:00, Tu 10:00-11:00, We 10:00-11:00" },
    { "extra periods",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1H\r\nRDATE;VALUE=PERIOD:"
                       "20220607T080000Z/20220607T100000Z,20220608T080000Z/PT30M\r\n")),
      "Mo 10:00-11:00, Tu 10:00-12:00, We 10:00-10:30" },
    { "free and busy",
      CALENDAR (
          "BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20220606T080000Z/PT1H,"
          "20220606T100000Z/20220606T110000Z\r\nFREEBUSY;FBTYPE=FREE:20220607T080000Z/PT1H\r\n"
          "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20220608T080000Z/PT1H\r\nEND:VFREEBUSY\r\n"),
      "Mo 10:00-11:00, Mo 12:00-13:00, We 10:00-11:00" },
    { "an alarm is not an event",
      CALENDAR ("BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20220606T080000\r\nBEGIN:VALARM\r\n"
                "DURATION:PT9H\r\nEND:VALARM\r\nDTEND:20220606T090000\r\nEND:VEVENT\r\n"),
      "Mo 08:00-09:00" },
    { "a to-do is not an event",
      CALENDAR ("BEGIN:VTODO\r\nDTSTART:20220606T080000\r\nDUE:20220606T090000\r\nEND:VTODO\r\n"),
      "" },
    { "LF, lower case, BOM",
      "\xef\xbb\xbf"
      "begin:vcalendar\nbegin:vevent\ndtstart:20220606T0800\n 00Z\nduration:PT1H\nend:vevent\n"
      "end:vcalendar",
      "Mo 10:00-11:00" },
    { "lone CRs",
      "BEGIN:VCALENDAR\rBEGIN:VEVENT\rDTSTART:20220606T080000Z\rDURATION:PT1H\rEND:VEVENT\rEND:"
      "VCALENDAR\r",
      "Mo 10:00-11:00" },
    { "two calendars in one file",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1H\r\n"))
          CALENDAR (EVENT ("DTSTART:20220607T080000Z\r\nDURATION:PT1H\r\n")),
      "Mo 10:00-11:00, Tu 10:00-11:00" },
    { "a description that was broken badly",
      CALENDAR (EVENT ("DESCRIPTION:first\r\nsecond line\r\nDuration of it\r\n"
                       "DTSTART:20220606T080000Z\r\nDURATION:PT1H\r\n")),
      "Mo 10:00-11:00" },
    { "an unknown zone, years away",
      CALENDAR (EVENT ("DTSTART;TZID=Nowhere:20190606T080000\r\nDURATION:PT1H\r\n")), "" },
  };
  for (gsize index = 0; index < G_N_ELEMENTS (cases); index++)
    assert_case (&cases[index]);
}

static void
the_clock_of_the_conference_may_change (void **state)
{
  g_autoptr (GhTimes) busy = gh_times_new ();
  char *sentence = NULL;

  /* 30 October 2022, in Zurich: from 02:30 summer time to 03:30 winter time is two hours. */
  assert_true (g_file_set_contents (
      path, CALENDAR (EVENT ("DTSTART:20221030T003000Z\r\nDTEND:20221030T023000Z\r\n")), -1, NULL));
  assert_true (gh_calendar_read_busy (path, "Europe/Zurich", 738458, 3, busy, &sentence));
  assert_int_equal (busy->n_spans, 1);
  assert_int_equal (busy->spans[0].start, 2 * 60 + 30);
  assert_int_equal (busy->spans[0].end, 3 * 60 + 30);
}

/* ---- broken and hostile ------------------------------------------------------------------- */

static void
what_is_not_understood_is_said (void **state)
{
  static const Case cases[] = {
    { "an empty file", "", "no: it is empty" },
    { "a web page", "<!DOCTYPE html><html><body>Sign in</body></html>",
      "no: it is a web page, or some other mark-up" },
    { "plain text", "Mo 10-11", "no: it does not begin with BEGIN:VCALENDAR" },
    { "blank lines", "\r\n\r\n", "no: it holds no calendar" },
    { "UTF-16",
      "\xff\xfe"
      "B",
      "no: it is UTF-16 text; iCalendar is UTF-8" },
    { "gzip", "\x1f\x8b\x08 abc", "no: it is compressed" },
    { "a zip", "PK\x03\x04", "no: it is compressed" },
    { "cut off", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20220606T08",
      "no: its end is missing" },
    { "crossed", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n",
      "no: its BEGIN and END lines do not match" },
    { "a Windows zone",
      CALENDAR (EVENT ("DTSTART;TZID=Tokyo Standard Time:20220606T180000\r\nDURATION:PT1H\r\n")),
      "Mo 11:00-12:00" },
    { "an Exchange zone",
      CALENDAR (EVENT ("DTSTART;TZID=\"(UTC+01:00) Paris\":20220606T080000\r\nDURATION:PT1H\r\n")),
      "Mo 08:00-09:00 in part: an event is in an unknown time zone, and taken to be on the "
      "conference's clock: \"(UTC+01:00) Paris\"" },
    { "a zone out of our files",
      CALENDAR (EVENT ("DTSTART;TZID=../../../etc/passwd:20220606T080000\r\nDURATION:PT1H\r\n")),
      "Mo 08:00-09:00 in part: an event is in an unknown time zone, and taken to be on the "
      "conference's clock: \"../../../etc/passwd\"" },
    { "a zone without a clock",
      CALENDAR ("BEGIN:VTIMEZONE\r\nTZID:Nowhere\r\nEND:VTIMEZONE\r\n" EVENT (
          "DTSTART;TZID=Nowhere:20220606T080000\r\nDURATION:PT1H\r\n")),
      "Mo 08:00-09:00 in part: an event is in an unknown time zone, and taken to be on the "
      "conference's clock: \"Nowhere\"" },
    { "30 February", CALENDAR (EVENT ("DTSTART:20220230T080000Z\r\nDURATION:PT1H\r\n")),
      "in part: one of its times does not exist" },
    { "what comes after a time",
      CALENDAR (EVENT ("DTSTART:20220606T080000ZDTEND:20220606T090000Z\r\n")),
      "in part: one of its dates, times, durations or rules cannot be understood; an event has no "
      "start" },
    { "an offset of 30100",
      CALENDAR ("BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                "TZOFFSETFROM:30100\r\nTZOFFSETTO:30100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"),
      "in part: one of its dates, times, durations or rules cannot be understood" },
    { "one of two events broken",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1H\r\n") EVENT (
          "DTSTART:tomorrow\r\n") EVENT ("DTSTART:20220607T080000Z\r\nDURATION:PT1H\r\n")),
      "Mo 10:00-11:00, Tu 10:00-11:00 in part: one of its dates, times, durations or rules cannot "
      "be understood; an event has no start" },
    { "a changed sitting without a time leaves its series",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n")
                    EVENT ("RECURRENCE-ID:20220607T080000Z\r\nDTSTART:20220631T080000Z\r\n")),
      "Mo 10:00-11:00, Tu 10:00-11:00 in part: one of its times does not exist" },
    { "a changed sitting of nobody's series",
      CALENDAR ("BEGIN:VEVENT\r\nDTSTART:20220606T080000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
                "BEGIN:VEVENT\r\nRECURRENCE-ID:20220606T080000Z\r\nSTATUS:CANCELLED\r\n"
                "DTSTART:20220606T080000Z\r\nEND:VEVENT\r\n"),
      "Mo 10:00-11:00" },
    { "longer than libical counts",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:P9999999W\r\n")), "Mo 10:00-144:00" },
    { "a name that would turn the line around",
      CALENDAR (EVENT ("DTSTART;TZID=a\xe2\x80\xae"
                       "b\xff:20220606T080000\r\nDURATION:PT1H\r\n")),
      "Mo 08:00-09:00 in part: an event is in an unknown time zone, and taken to be on the "
      "conference's clock: \"a\xef\xbf\xbd"
      "b\xef\xbf\xbd\"" },
    { "25 o'clock and 61 seconds",
      CALENDAR (EVENT ("DTSTART:20220606T250061Z\r\nDURATION:PT1H\r\n")),
      "in part: one of its times does not exist" },
    { "an end that does not exist",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDTEND:20220631T080000Z\r\n")),
      "in part: one of its times does not exist" },
    { "no time at all", CALENDAR (EVENT ("DTSTART:tomorrow\r\nDURATION:PT1H\r\n")),
      "in part: one of its dates, times, durations or rules cannot be understood; an event has no "
      "start" },
    { "no start", CALENDAR (EVENT ("DTEND:20220606T080000Z\r\n")),
      "in part: an event has no start" },
    { "a broken duration", CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:1 hour\r\n")),
      "in part: one of its dates, times, durations or rules cannot be understood" },
    { "a broken rule",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=OFTEN\r\n")),
      "Mo 10:00-11:00 in part: one of its dates, times, durations or rules cannot be understood" },
    { "backwards", CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDTEND:20220606T070000Z\r\n")),
      "in part: an event ends before it starts" },
    { "from now on",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\n") EVENT (
          "RECURRENCE-ID;RANGE=THISANDFUTURE:20220607T080000Z\r\nDTSTART:20220607T090000Z\r\n"
          "DURATION:PT1H\r\n")),
      "Mo 10:00-11:00, Tu 11:00-12:00, We 10:00-11:00, Th 10:00-11:00, Fr 10:00-11:00, Sa "
      "10:00-11:00 in part: a series is changed from one sitting on (RANGE=THISANDFUTURE), which "
      "is not understood" },
    { "availability", CALENDAR ("BEGIN:VAVAILABILITY\r\nEND:VAVAILABILITY\r\n"),
      "in part: it says by VAVAILABILITY when somebody is free, which is not understood" },
    { "another calendar's years",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nRRULE:RSCALE=CHINESE;FREQ=YEARLY\r\n")),
      "in part: an event repeats by another calendar than the Gregorian (RSCALE)" },
    { "every second",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1S\r\n"
                       "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n")),
      "Mo 10:00-10:01 in part: an event repeats every minute or second" },
    { "every minute, in disguise",
      CALENDAR (EVENT ("DTSTART:20220606T080000Z\r\nDURATION:PT1S\r\n"
                       "RRULE:FREQ=DAILY;freq=min\r\n utely;BYMONTH=2;BYMONTHDAY=30\r\n")),
      "Mo 10:00-10:01 in part: an event repeats every minute or second" },
    { "a clock that changes every second",
      CALENDAR ("BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\n"
                "END:VTIMEZONE\r\n" EVENT ("DTSTART;TZID=X:20220606T080000\r\nDURATION:PT1H\r\n")),
      "no: the clock of one of its time zones does not go by yearly rules" },
    { "control characters",
      CALENDAR (EVENT ("DTSTART;TZID=a\x01:20220606T080000\r\nDURATION:PT1H\r\n")),
      "no: one of its DTSTART lines holds control characters" },
    { "a date and a time",
      CALENDAR (EVENT ("DTSTART;VALUE=DATE:20220606\r\nDTEND:20220607T080000Z\r\n")),
      "Mo 00:00-24:00 in part: one of its times does not exist" },
  };
  for (gsize index = 0; index < G_N_ELEMENTS (cases); index++)
    assert_case (&cases[index]);
}

static double
cpu_seconds (void)
{
  struct rusage self, children;

  getrusage (RUSAGE_SELF, &self);
  getrusage (RUSAGE_CHILDREN, &children);
  return (double)(self.ru_utime.tv_sec + self.ru_stime.tv_sec + children.ru_utime.tv_sec
                  + children.ru_stime.tv_sec)
         + (double)(self.ru_utime.tv_usec + self.ru_stime.tv_usec + children.ru_utime.tv_usec
                    + children.ru_stime.tv_usec)
               / 1e6;
}

/* TEXT, COUNT times, within BEFORE and AFTER. */
static GString *
many (const char *before, const char *text, int count, const char *after)
{
  GString *bytes = g_string_new (before);

  for (int index = 0; index < count; index++)
    g_string_append (bytes, text);
  g_string_append (bytes, after);
  return bytes;
}

/* Reads BYTES, freed here: it takes not long, and nobody is free because of it. */
static void
assert_not_free (const char *what, GString *bytes)
{
  double before = cpu_seconds ();
  g_autofree char *got = read_bytes (bytes->str, (gssize)bytes->len, "Africa/Kigali");
  double seconds = cpu_seconds () - before;

  g_string_free (bytes, true);
  if (got[0] == '\0')
    fail_msg ("%s makes somebody free", what);
  if (seconds > MOST_SECONDS)
    fail_msg ("%s took %.1f seconds", what, seconds);
}

/* libical keeps 500 values of a line, and says nothing of the others. */
static void
no_busy_time_is_lost_past_500 (void **state)
{
  g_autoptr (GString) bytes = g_string_new ("BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nFREEBUSY:");

  for (int index = 0; index < 1500; index++)
    g_string_append_printf (bytes, "201901%02dT%02d0000Z/PT1M,", index % 28 + 1, index % 24);
  g_string_append (bytes, "20220606T080000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n");
  g_autofree char *got = read_bytes (bytes->str, (gssize)bytes->len, "Africa/Kigali");
  assert_string_equal (got, "Mo 10:00-11:00");
}

static void
nul_octets_are_refused (void **state)
{
  static const char bytes[] = CALENDAR ("X:\0\r\n");
  g_autofree char *got = read_bytes (bytes, sizeof bytes - 1, "Africa/Kigali");
  assert_true (g_str_has_suffix (got, "it holds NUL octets, so it is no calendar"));
}

static void
endless_work_is_ended (void **state)
{
  assert_not_free (
      "thousands of hourly series",
      many ("BEGIN:VCALENDAR\r\n",
            EVENT ("DTSTART:19700101T080000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=HOURLY\r\n"), 3000,
            "END:VCALENDAR\r\n"));
  assert_not_free (
      "thousands of zones",
      many ("BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\n",
            "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\n"
            "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\n",
            10000,
            "END:VTIMEZONE\r\n" EVENT (
                "DTSTART;TZID=X:20220606T080000\r\nDURATION:PT1H\r\n") "END:VCALENDAR\r\n"));
}

static void
what_is_no_file_is_said (void **state)
{
  static const char *const paths[] = { "/", "/dev/zero", "/nowhere/at/all.ics" };

  for (gsize index = 0; index < G_N_ELEMENTS (paths); index++)
    {
      g_autoptr (GhTimes) busy = gh_times_new ();
      g_autofree char *sentence = NULL;
      assert_false (gh_calendar_read_busy (paths[index], "Africa/Kigali", BUSY_FIRST_DAY,
                                           BUSY_N_DAYS, busy, &sentence));
      assert_non_null (sentence);
    }
}

/* Any octet of a good file changed: an answer or a sentence, and no crash. */
static void
spoiled_files_are_survived (void **state)
{
  static const char good[] = CALENDAR (
      "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nDTSTART:19961027T030000\r\n"
      "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
      "END:STANDARD\r\nEND:VTIMEZONE\r\n" EVENT (
          "DTSTART;TZID=Z:20220606T080000\r\nDTEND;TZID=Z:20220606T090000\r\n"
          "RRULE:FREQ=WEEKLY;UNTIL=20221231T000000Z;BYDAY=MO,-1TU\r\nEXDATE;TZID=Z:"
          "20220613T080000\r\n"
          "RDATE;VALUE=PERIOD:20220608T080000Z/PT1H\r\n"));
  GRand *rand = g_rand_new_with_seed (6);

  for (int round = 0; round < 400; round++)
    {
      g_autofree char *bytes = g_memdup2 (good, sizeof good);
      for (int count = g_rand_int_range (rand, 1, 4); count > 0; count--)
        bytes[g_rand_int_range (rand, 0, sizeof good - 1)] =
            "0123456789:;=,TZP-\r\n\xff\x80 "[g_rand_int_range (rand, 0, 23)];
      g_autofree char *got = read_bytes (bytes, sizeof good - 1, "Africa/Kigali");
      assert_null (strstr (got, "understanding it failed"));
    }
  g_rand_free (rand);
}

/* ---- the box ------------------------------------------------------------------------------ */

#ifndef __SANITIZE_ADDRESS__ /* it has no filter there: calendars/busy-box.c says why */

/* How a process ends that shuts itself in and does ACT. */
static int
end_of_shut (void (*act) (void))
{
  int status = -1;
  pid_t child = fork ();

  if (child == 0)
    {
      if (gh_busy_shut ())
        act ();
      _exit (1);
    }
  assert_true (child > 0);
  assert_int_equal (waitpid (child, &status, 0), child);
  return status;
}

static void
get_memory (void)
{
  char *memory = malloc (64 * 1024 * 1024);

  memset (memory, 1, 64 * 1024 * 1024);
  _exit (memory[12345] == 1 && open ("/etc/passwd", O_RDONLY) < 0 ? 0 : 1);
}

static void
speak (void)
{
  _exit (write (STDOUT_FILENO, "x", 1) == 1 ? 2 : 1);
}

static void
call (void)
{
  _exit (socket (AF_INET, SOCK_STREAM, 0) >= 0 ? 2 : 1);
}

static void
multiply (void)
{
  _exit (fork () >= 0 ? 2 : 1);
}

static void
make_code (void)
{
  _exit (mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                 == MAP_FAILED
             ? 1
             : 2);
}

static void
the_box_is_shut (void **state)
{
  static void (*const forbidden[]) (void) = { speak, call, multiply, make_code };

  assert_int_equal (end_of_shut (get_memory), 0);
  for (gsize index = 0; index < G_N_ELEMENTS (forbidden); index++)
    {
      int status = end_of_shut (forbidden[index]);
      assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS);
    }
}

#endif

typedef struct
{
  GhBusyAnswer answer;
  GhSpan spans[2];
} Said;

static bool
is_taken (Said said, gsize n_octets, GhDoubts *doubts)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GhTimes) busy = gh_times_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  static const char calendar[] = CALENDAR (EVENT ("DTSTART;TZID=Nowhere:20220606T080000\r\n"));
  g_autoptr (GhBusyFile) file = gh_busy_scan (calendar, sizeof calendar - 1, &sentence);
  GhBusyAsk ask = { NULL, "Africa/Kigali", BUSY_FIRST_DAY, 2 * GH_DAY };
  int n_spans;

  g_byte_array_append (bytes, (const guint8 *)&said, (guint)n_octets);
  return gh_busy_take (bytes, file, &ask, busy, doubts, &n_spans);
}

/* Whoever speaks out of the box may be a stranger by then. */
static void
no_word_out_of_the_box_is_trusted (void **state)
{
  static const Said good = { { { 1, "Nowhere" }, 2 }, { { 0, 60 }, { 120, 2 * GH_DAY } } };
  static const GhSpan wrong[] = {
    { 60, 60 }, { 60, 120 }, { 120, 2 * GH_DAY + 1 }, { -60, -30 }, { 200, 100 }
  };
  GhDoubts doubts = { 0 };
  Said said = good;

  assert_true (is_taken (good, sizeof good, &doubts));
  assert_int_equal (doubts.set, 1);
  assert_string_equal (doubts.zone, "Nowhere");
  for (gsize n_octets = 0; n_octets < sizeof good; n_octets++)
    assert_false (is_taken (good, n_octets, &doubts));
  for (gsize index = 0; index < G_N_ELEMENTS (wrong); index++)
    {
      said.spans[1] = wrong[index];
      assert_false (is_taken (said, sizeof said, &doubts));
    }
  for (int32_t n_spans = -2; n_spans < 2; n_spans++)
    {
      said = good;
      said.answer.n_spans = n_spans;
      assert_false (is_taken (said, sizeof said, &doubts));
    }
  said = good;
  said.answer.n_spans = INT32_MAX;
  assert_false (is_taken (said, sizeof said, &doubts));
  said = good;
  said.answer.doubts.set = 1u << GH_N_DOUBTS;
  assert_false (is_taken (said, sizeof said, &doubts));
  said = good;
  memset (said.answer.doubts.zone, 'N', sizeof said.answer.doubts.zone);
  assert_false (is_taken (said, sizeof said, &doubts));
  /* Only what stands in the file is told. */
  said = good;
  doubts = (GhDoubts){ 0 };
  g_strlcpy (said.answer.doubts.zone, "/etc/passwd", sizeof said.answer.doubts.zone);
  assert_true (is_taken (said, sizeof said, &doubts));
  assert_string_equal (doubts.zone, "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (times_mean_what_they_say),
    cmocka_unit_test (the_clock_of_the_conference_may_change),
    cmocka_unit_test (what_is_not_understood_is_said),
    cmocka_unit_test (no_busy_time_is_lost_past_500),
    cmocka_unit_test (nul_octets_are_refused),
    cmocka_unit_test (endless_work_is_ended),
    cmocka_unit_test (what_is_no_file_is_said),
    cmocka_unit_test (spoiled_files_are_survived),
#ifndef __SANITIZE_ADDRESS__
    cmocka_unit_test (the_box_is_shut),
#endif
    cmocka_unit_test (no_word_out_of_the_box_is_trusted),
  };
  return cmocka_run_group_tests (tests, set_up, tear_down);
}
