/* Small broken and hostile calendars, each with what it must come to; and large ones, made here.
 * None takes long or much memory, brings us down, or tells what somebody does: their titles,
 * places and people all hold the word PRIVATE. */
#include "tests/calendars/busy-text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <cmocka.h>

#include <glib/gstdio.h>

#ifdef __SANITIZE_ADDRESS__ /* which slows our own scan, and keeps for a while what is freed */
#define MOST_SECONDS 20
#define MOST_KILOBYTES (4 * 1024 * 1024)
#else
#define MOST_SECONDS 3
#define MOST_KILOBYTES (600 * 1024)
#endif

/* It takes about as long as it may, so that either sentence is right. */
#define EITHER "unknown, or in part"

static const char *folder; /* of the small ones */

/* Of processor time, since the machine may have other work. */
static double
seconds_of (int who)
{
  struct rusage used;

  getrusage ((__rusage_who_t)who, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
         + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static long
kilobytes_of (int who)
{
  struct rusage used;

  getrusage ((__rusage_who_t)who, &used);
  return used.ru_maxrss;
}

static void
assert_file (const char *name, const char *path, const char *expected)
{
  double before = seconds_of (RUSAGE_SELF) + seconds_of (RUSAGE_CHILDREN);
  g_autofree char *got = busy_as_text (path, "Africa/Kigali");
  double seconds = seconds_of (RUSAGE_SELF) + seconds_of (RUSAGE_CHILDREN) - before;

  bool is_as_expected = strcmp (expected, EITHER) == 0
                            ? strstr (got, "no: ") != NULL || strstr (got, "in part: ") != NULL
                            : strcmp (got, expected) == 0;
  if (!is_as_expected)
    fail_msg ("%s: \"%s\" instead of \"%s\"", name, got, expected);
  if (strstr (got, "PRIVATE") != NULL || strstr (got, "private") != NULL)
    fail_msg ("%s tells what is private: %s", name, got);
  if (seconds > MOST_SECONDS)
    fail_msg ("%s took %.1f seconds", name, seconds);
  if (MAX (kilobytes_of (RUSAGE_SELF), kilobytes_of (RUSAGE_CHILDREN)) > MOST_KILOBYTES)
    fail_msg ("%s took more than %d kilobytes", name, MOST_KILOBYTES);
}

static void
small_ones_come_to_what_they_must (void **state)
{
  g_autofree char *list = g_strconcat (folder, ".txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  int n_expected = 0;
  int n_files = 0;

  assert_true (g_file_get_contents (list, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      if (**line == '#' || **line == '\0')
        continue;
      g_auto (GStrv) fields = g_strsplit (*line, "\t", 2);
      g_autofree char *path = g_strdup_printf ("%s/%s.ics", folder, fields[0]);
      assert_file (fields[0], path, fields[1]);
      n_expected++;
    }
  assert_non_null (directory);
  while (g_dir_read_name (directory) != NULL)
    n_files++;
  assert_int_equal (n_files, n_expected);
}

/* ---- large ones --------------------------------------------------------------------------- */

#define BEGIN "BEGIN:VCALENDAR\r\n"
#define END "END:VCALENDAR\r\n"
#define EVENT                                                                                      \
  "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:PRIVATE\r\nDTSTART:20220606T080000Z\r\nDURATION:PT1H\r\n"
#define END_EVENT "END:VEVENT\r\n"
#define TOO_LARGE "no: it is larger than 5 MB"
#define TOO_DEEP "no: its components are nested more than 6 deep"
#define HOUR "Mo 10:00-11:00"

typedef struct
{
  const char *what;
  const char *before, *again;
  int count;
  const char *after;
  const char *expected;
} Large;

static void
large_ones_end_in_time (void **state)
{
  static const Large all[] = {
    { "10,000 nested", BEGIN, "BEGIN:VEVENT\r\n", 10000, "", TOO_DEEP },
    { "100,000 nested", BEGIN, "BEGIN:PRIVATE\r\n", 100000, "", TOO_DEEP },
    { "1,000,000 nested", BEGIN, "BEGIN:A\r\n", 1000000, "", TOO_LARGE },
    { "a line of 50 MB", BEGIN "SUMMARY:", "PRIVATE   ", 5000000, "\r\n", TOO_LARGE },
    { "a line of 4.9 MB", BEGIN EVENT "DESCRIPTION:", "PRIVATE   ", 490000, "\r\n" END_EVENT END,
      HOUR },
    { "a zone's name of 60 KB", BEGIN "BEGIN:VEVENT\r\nDURATION:PT1H\r\nDTSTART;TZID=", "A/B/C",
      12000, ":20220606T080000\r\n" END_EVENT END,
      "Mo 08:00-09:00 in part: an event is in an unknown time zone, and taken to be on the "
      "conference's clock: \"A/B/CA/B/CA/B/CA/B/CA/B/CA/B/CA/B/CA/B/CA/B/CA/B/CA/B/CA/B/CA/B\"" },
    { "2,000 zones' names", BEGIN,
      "BEGIN:VEVENT\r\nDURATION:PT1H\r\nDTSTART;TZID=PST8PDT:20220606T010000\r\nEND:VEVENT\r\n",
      2000, END, HOUR },
    { "a FREEBUSY of 60 KB, 80 times over", BEGIN "BEGIN:VFREEBUSY\r\n",
      "FREEBUSY:20220606T080000Z/PT1H,20220606T080000Z/PT1H\r\n", 80000, "END:VFREEBUSY\r\n" END,
      HOUR },
    { "1,000 parameters", BEGIN "BEGIN:VEVENT\r\nDTSTART", ";X-A=PRIVATE", 1000,
      ":20220606T080000Z\r\n" END_EVENT END,
      "no: one of its DTSTART lines has more than 20 parameters" },
    { "19,000 events", BEGIN, EVENT END_EVENT, 19000, END, HOUR },
    { "30,000 events", BEGIN, EVENT END_EVENT, 30000, END,
      "no: it has more than 20000 components" },
    { "thousands of hourly series", BEGIN,
      "BEGIN:VEVENT\r\nDTSTART:20220606T080000Z\r\nDURATION:PT1H\r\n"
      "RRULE:FREQ=HOURLY;COUNT=2\r\nEND:VEVENT\r\n",
      9000, END, "Mo 10:00-12:00" },
    { "thousands of changed sittings", BEGIN EVENT "RRULE:FREQ=DAILY;COUNT=8000\r\n" END_EVENT,
      "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20220607T080000Z\r\nSTATUS:CANCELLED\r\n"
      "DTSTART:20220606T080000Z\r\nEND:VEVENT\r\n",
      15000, END,
      "Mo 10:00-11:00, We 10:00-11:00, Th 10:00-11:00, Fr 10:00-11:00, Sa 10:00-11:00" },
    { "a rule of 60 KB", BEGIN EVENT "RRULE:FREQ=YEARLY;BYYEARDAY=1", ",366", 15000,
      "\r\n" END_EVENT END,
      HOUR " in part: one of its dates, times, durations or rules cannot be understood" },
    { "a start of 100 KB", BEGIN "BEGIN:VEVENT\r\nDTSTART:", "2022060606", 10000,
      "\r\n" END_EVENT END, "no: one of its DTSTART lines is longer than 64 KB" },
    { "empty lines", BEGIN, "\r\n", 1000000, END, "" },
    { "a million folds", BEGIN "X:", "\r\n ", 1000000, "\r\n", "no: its end is missing" },
  };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gahunda-hostile-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  assert_true (fd >= 0 && g_close (fd, NULL));
  for (gsize entry = 0; entry < G_N_ELEMENTS (all); entry++)
    {
      g_autoptr (GString) bytes = g_string_new (all[entry].before);
      for (int index = 0; index < all[entry].count; index++)
        g_string_append (bytes, all[entry].again);
      g_string_append (bytes, all[entry].after);
      assert_true (g_file_set_contents (path, bytes->str, (gssize)bytes->len, NULL));
      assert_file (all[entry].what, path, all[entry].expected);
    }
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (small_ones_come_to_what_they_must),
    cmocka_unit_test (large_ones_end_in_time),
  };

  g_assert (argc == 2);
  folder = argv[1];
  return cmocka_run_group_tests (tests, NULL, NULL);
}
