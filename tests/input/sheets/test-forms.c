/* The forms of cells, as the contract lists them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "input/sheets/forms.h"

#define MONDAY 738312 /* 2022-06-06 */

static const GhDays days = { MONDAY, 12, 1 };

static GhTimes *
times_of (const char *text)
{
  GhTimes *times = NULL;
  g_autofree char *sentence = gh_form_times (text, &days, false, &times);
  assert_null (sentence);
  return times;
}

static void
assert_spans (const char *text, int n, const GhSpan *spans)
{
  g_autoptr (GhTimes) times = times_of (text);
  assert_int_equal (times->n_spans, n);
  for (int span = 0; span < n; span++)
    {
      assert_int_equal (times->spans[span].start, spans[span].start);
      assert_int_equal (times->spans[span].end, spans[span].end);
    }
}

static void
times_in_all_their_forms (void **state)
{
  assert_spans ("2022-06-08", 1, (GhSpan[]){ { 2 * GH_DAY, 3 * GH_DAY } });
  assert_spans ("2022-06-07/2022-06-08T12:00", 1, (GhSpan[]){ { GH_DAY, 2 * GH_DAY + 720 } });
  assert_spans ("2022-06-07T10:00/2022-06-07T11:00", 1,
                (GhSpan[]){ { GH_DAY + 600, GH_DAY + 660 } });
  /* A bare date as an end is the end of that day. */
  assert_spans ("2022-06-07T10:00/2022-06-08", 1, (GhSpan[]){ { GH_DAY + 600, 3 * GH_DAY } });
  assert_spans ("Fri 12:00-14:00", 2,
                (GhSpan[]){ { 4 * GH_DAY + 720, 4 * GH_DAY + 840 },
                            { 11 * GH_DAY + 720, 11 * GH_DAY + 840 } });
  assert_spans ("2022-06-06/2022-06-07 09:00-10:00", 2,
                (GhSpan[]){ { 540, 600 }, { GH_DAY + 540, GH_DAY + 600 } });
  /* Touching days are one span. */
  assert_spans ("2022-06-06;2022-06-07", 1, (GhSpan[]){ { 0, 2 * GH_DAY } });
  /* Hours past midnight. */
  assert_spans ("2022-06-06 22:00-26:00", 1, (GhSpan[]){ { 1320, 1560 } });
  assert_spans (
      "Sat-Mon;2022-06-06 10:00-11:00", 3,
      (GhSpan[]){ { -GH_DAY, GH_DAY }, { 5 * GH_DAY, 8 * GH_DAY }, { 12 * GH_DAY, 13 * GH_DAY } });
}

static void
lists_of_times_are_joined (void **state)
{
  assert_spans (" Mon 12:00-14:00 ; ;2022-06-06 09:00-12:00;", 2,
                (GhSpan[]){ { 540, 840 }, { 7 * GH_DAY + 720, 7 * GH_DAY + 840 } });
  assert_spans ("Tuesday;wed", 2,
                (GhSpan[]){ { GH_DAY, 3 * GH_DAY }, { 8 * GH_DAY, 10 * GH_DAY } });
  assert_spans ("2022-06-06/2022-06-06T00:30", 1, (GhSpan[]){ { 0, 30 } });
  assert_spans ("2022-06-06T23:00/2022-06-07T24:00", 1, (GhSpan[]){ { 1380, 2 * GH_DAY } });
  /* Days off the conference are no mistake, and nothing. */
  assert_spans ("2023-01-01", 0, NULL);
}

static void
every_day_is_a_star_with_hours (void **state)
{
  g_autoptr (GhTimes) times = times_of ("* 18:00-21:30");
  assert_int_equal (times->n_spans, 14);
  assert_int_equal (times->spans[0].start, -GH_DAY + 1080);
  assert_int_equal (times->spans[13].end, 12 * GH_DAY + 1290);
}

static void
times_have_a_limit (void **state)
{
  static const GhDays year = { MONDAY, 366, 1 };
  g_autoptr (GString) text = g_string_new (NULL);
  GhTimes *times = NULL;
  g_autofree char *sentence = NULL;

  for (int entry = 0; entry < 30; entry++)
    g_string_append_printf (text, "* %02d:00-%02d:30;", entry % 24, entry % 24);
  sentence = gh_form_times (text->str, &year, false, &times);
  assert_string_equal (sentence, "these times are more than 10000 spans");
  assert_null (times);
}

static void
always_is_a_star (void **state)
{
  g_autoptr (GhTimes) times = times_of ("*");
  assert_true (gh_times_is_always (times));
}

static void
times_that_mean_nothing (void **state)
{
  static const char *const bad[] = { "Freitag",         "2022-06-31",     "2022-06-08/2022-06-07",
                                     "Fri 14:00-12:00", "9-10",           "2022-06-06T09:00",
                                     "10:00-11:00",     "* 25",           "Fri-",
                                     "2022-06-06/",     "Fri 12:00-49:00" };
  for (gsize entry = 0; entry < G_N_ELEMENTS (bad); entry++)
    {
      GhTimes *times = NULL;
      g_autofree char *sentence = gh_form_times (bad[entry], &days, false, &times);
      assert_non_null (sentence);
      assert_null (times);
    }
}

static void
hours_may_be_bare (void **state)
{
  GhDays own = { MONDAY, 2, 0 };
  g_autoptr (GhTimes) times = NULL;
  g_autofree char *sentence = gh_form_times ("20:00-26:00;08:00-12:00", &own, true, &times);
  assert_null (sentence);
  /* Not the small hours of the first day: the evening before is no evening of the conference. */
  assert_false (gh_times_meet (times, 0, 480));
  assert_true (gh_times_hold (times, 1200, 1560));
  assert_true (gh_times_hold (times, GH_DAY + 480, GH_DAY + 720));
}

static void
starts_are_times_and_ranges (void **state)
{
  g_autoptr (GArray) starts = g_array_new (false, false, sizeof (int));
  const int expected[] = { 540, 570, 700, 705, 710, 715, 720, 735 };
  assert_null (gh_form_starts ("12:00 11:40-12:00 9:30;09:00-09:30/30 12:15", 5, starts));
  assert_int_equal (starts->len, G_N_ELEMENTS (expected));
  for (guint entry = 0; entry < starts->len; entry++)
    assert_int_equal (g_array_index (starts, int, entry), expected[entry]);
}

static void
starts_that_mean_nothing (void **state)
{
  static const char *const bad[] = { "9",        "09:60",         "10:00-09:00",
                                     "09:00/15", "09:00-10:00/0", "09:00-10:00/x",
                                     "49:00",    "09:00,10:00",   "09:00-10:00/99999" };
  for (gsize entry = 0; entry < G_N_ELEMENTS (bad); entry++)
    {
      g_autoptr (GArray) starts = g_array_new (false, false, sizeof (int));
      g_autofree char *sentence = gh_form_starts (bad[entry], 5, starts);
      assert_non_null (sentence);
    }
}

static void
zones_are_names_of_the_database (void **state)
{
  static const char *const good[] = { "Africa/Kigali", "UTC", "America/Argentina/Buenos_Aires",
                                      "Etc/GMT+3" };
  static const char *const bad[] = { "Africa/Kigalli", "Africa",  "+02:00",     "CET-1CEST",
                                     "/etc/localtime", "../UTC",  "posixrules", "leapseconds",
                                     "tzdata.zi",      "Africa/", "utc",        "Africa/../UTC" };
  for (gsize entry = 0; entry < G_N_ELEMENTS (good); entry++)
    assert_null (gh_form_zone (good[entry]));
  for (gsize entry = 0; entry < G_N_ELEMENTS (bad); entry++)
    {
      g_autofree char *sentence = gh_form_zone (bad[entry]);
      assert_non_null (sentence);
    }
}

static void
weekdays_are_days_and_ranges (void **state)
{
  int weekdays = 0;
  g_autofree char *wrong = gh_form_weekdays ("Mon-Fri;Someday", &weekdays);
  assert_string_equal (wrong, "\"Someday\" is not a day like Mon, nor days like Mon-Fri");
  assert_null (gh_form_weekdays ("Fri-Mon; Wed", &weekdays));
  assert_int_equal (weekdays, 1 << 5 | 1 << 6 | 1 << 7 | 1 << 1 | 1 << 3);
}

static void
one_start (void **state)
{
  GhMinute start = 0;
  g_autofree char *outside = NULL;
  g_autofree char *wrong = NULL;
  assert_null (gh_form_start ("2022-06-07T09:30", &days, &start));
  assert_int_equal (start, GH_DAY + 570);
  assert_null (gh_form_start ("2022-06-07 9:30", &days, &start));
  assert_int_equal (start, GH_DAY + 570);
  outside = gh_form_start ("2022-07-07T09:30", &days, &start);
  assert_string_equal (outside, "\"2022-07-07T09:30\" is not on a day of the conference");
  wrong = gh_form_start ("tomorrow", &days, &start);
  assert_string_equal (wrong, "\"tomorrow\" is not a start like 2022-06-06T09:30");
}

static void
numbers_and_answers (void **state)
{
  int value = 7;
  bool yes = false;
  g_autofree char *negative = gh_form_int ("-15", 0, 100, &value);
  g_autofree char *half = gh_form_int ("1.5", 0, 100, &value);
  g_autofree char *huge = gh_form_int ("99999999999999999999", 0, 100, &value);
  g_autofree char *maybe = gh_form_yes ("maybe", &yes);
  assert_string_equal (negative, "-15 is not from 0 to 100");
  assert_string_equal (half, "\"1.5\" is not a whole number");
  assert_non_null (huge);
  assert_int_equal (value, 7);
  assert_string_equal (maybe, "\"maybe\" is neither yes nor no");
  assert_null (gh_form_yes ("Yes", &yes));
  assert_true (yes);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (lists_of_times_are_joined),
    cmocka_unit_test (every_day_is_a_star_with_hours),
    cmocka_unit_test (times_have_a_limit),
    cmocka_unit_test (starts_that_mean_nothing),
    cmocka_unit_test (zones_are_names_of_the_database),
    cmocka_unit_test (weekdays_are_days_and_ranges),
    cmocka_unit_test (times_in_all_their_forms),
    cmocka_unit_test (always_is_a_star),
    cmocka_unit_test (times_that_mean_nothing),
    cmocka_unit_test (hours_may_be_bare),
    cmocka_unit_test (starts_are_times_and_ranges),
    cmocka_unit_test (one_start),
    cmocka_unit_test (numbers_and_answers),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
