/* What cells of workbooks show: numbers, dates and times by their formats. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "input/sheets/shown.h"

#include <string.h>

typedef struct
{
  const char *code, *number, *shown;
} Case;

static void
check (const Case *cases, gsize n, bool from_1904)
{
  for (gsize entry = 0; entry < n; entry++)
    {
      GhShown shown = gh_shown_of_format (164, cases[entry].code);
      g_autofree char *text = gh_shown_number (cases[entry].number, shown, from_1904);
      if (strcmp (text, cases[entry].shown) != 0)
        fail_msg ("%s as %s is %s, not %s", cases[entry].number, cases[entry].code, text,
                  cases[entry].shown);
    }
}

static void
numbers_have_no_noise (void **state)
{
  static const Case cases[] = {
    { "General", "30", "30" },
    { "General", "30.0", "30" },
    { "General", "29.999999999999996", "30" },
    { "General", "0.30000000000000004", "0.3" },
    { "General", "1E3", "1000" },
    { "General", "-7", "-7" },
    { "General", "-0", "0" },
    { "General", "0.00000000001", "0" },
    { "General", "123456789012345680", "123456789012345680" },
    { "0", "29.6", "30" },
    { "0.00", "30", "30" },
    { "0.00", "2.345", "2.35" },
    { "#,##0", "12345", "12345" },
    { "0000", "7", "0007" },
    { "0000", "12345", "12345" },
    { "000", "-7", "-007" },
    { "0%", "0.9", "90%" },
    { "0.00%", "0.905", "90.5%" },
    { "\"Room \"0", "7", "7" },
    { "[Red]0;[Blue]-0", "7", "7" },
    { "@", "7", "7" },
    { "General", "seven", "seven" },
    { "0", "1e999", "1e999" },
    { "yyyy", "nan", "nan" },
  };
  check (cases, G_N_ELEMENTS (cases), false);
}

static void
dates_are_iso (void **state)
{
  static const Case cases[] = {
    { "yyyy-mm-dd", "44718", "2022-06-06" },
    { "dd/mm/yyyy", "44718", "2022-06-06" },
    { "d-mmm-yy", "44718.9999", "2022-06-06" },
    { "mmm", "44718", "2022-06-06" },
    { "[$-409]d mmmm yyyy;@", "44718", "2022-06-06" },
    { "\"day \"d\\.m\\.", "44718", "2022-06-06" },
    { "d. mmmm yyyy", "1", "1900-01-01" },
    { "d. mmmm yyyy", "59", "1900-02-28" },
    { "d. mmmm yyyy", "60", "1900-02-29" },
    { "d. mmmm yyyy", "61", "1900-03-01" },
    { "d. mmmm yyyy", "2958465", "9999-12-31" },
    { "d. mmmm yyyy", "2958466", "2958466" },
    { "d. mmmm yyyy", "-1", "-1" },
    { "m/d/yy h:mm", "44718.395833333336", "2022-06-06T09:30" },
    { "m/d/yy h:mm", "44718", "2022-06-06T00:00" },
    { "m/d/yy h:mm", "44718.99999999", "2022-06-07T00:00" },
    { "m/d/yy h:mm", "0.5", "12:00" },
    { "yyyy-mm-dd\\Thh:mm:ss", "44718.395844907405", "2022-06-06T09:30:01" },
  };
  static const Case cases_1904[] = {
    { "yyyy-mm-dd", "0", "1904-01-01" },
    { "yyyy-mm-dd", "43256", "2022-06-06" },
    { "yyyy-mm-dd hh:mm", "43256.395833333336", "2022-06-06T09:30" },
  };
  check (cases, G_N_ELEMENTS (cases), false);
  check (cases_1904, G_N_ELEMENTS (cases_1904), true);
}

static void
times_are_clocks (void **state)
{
  static const Case cases[] = {
    { "h:mm", "0.395833333333333", "09:30" },
    { "h:mm", "0.3958333", "09:30" },
    { "hh:mm:ss", "0.395833333333333", "09:30" },
    { "hh:mm:ss", "0.395844907407407", "09:30:01" },
    { "h:mm AM/PM", "0.770833333333333", "18:30" },
    { "h:mm", "1.25", "06:00" },
    { "[h]:mm", "1.0833333333333333", "26:00" },
    { "[hh]:mm:ss", "1", "24:00" },
    { "mm:ss", "0.5", "12:00" },
    { "h:mm", "0", "00:00" },
  };
  check (cases, G_N_ELEMENTS (cases), false);
}

static void
built_in_formats_are_known (void **state)
{
  static const struct
  {
    int id;
    const char *number, *shown;
  } cases[] = {
    { 0, "44718.5", "44718.5" },
    { 1, "44718.5", "44719" },
    { 10, "0.5", "50%" },
    { 11, "44718.5", "44718.5" },
    { 14, "44718.5", "2022-06-06" },
    { 17, "44718", "2022-06-06" },
    { 18, "0.5", "12:00" },
    { 22, "44718.5", "2022-06-06T12:00" },
    { 31, "44718", "2022-06-06" },
    { 33, "0.5", "12:00" },
    { 46, "1.5", "36:00" },
    { 49, "7", "7" },
    { 58, "44718", "2022-06-06" },
    { 163, "7", "7" },
    { -1, "7", "7" },
  };

  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    {
      GhShown shown = gh_shown_of_format (cases[entry].id, NULL);
      g_autofree char *text = gh_shown_number (cases[entry].number, shown, false);
      assert_string_equal (text, cases[entry].shown);
    }
}

static void
iso_is_shortened (void **state)
{
  static const struct
  {
    const char *iso;
    bool with_time;
    const char *shown;
  } dates[] = {
    { "2022-06-06", false, "2022-06-06" },
    { "2022-06-06", true, "2022-06-06T00:00" },
    { "2022-06-06T00:00:00", false, "2022-06-06" },
    { "2022-06-06T00:00:00.000", true, "2022-06-06T00:00" },
    { "2022-06-06T09:30:00", false, "2022-06-06T09:30" },
    { "2022-06-06T09:30:00.000000000", true, "2022-06-06T09:30" },
    { "2022-06-06T09:30:00Z", false, "2022-06-06T09:30" },
    { "2022-06-06T09:30", false, "2022-06-06T09:30" },
    { "2022-06-06T09:30:01", false, "2022-06-06T09:30:01" },
    { "", false, "" },
    { "T", true, "T" },
  };
  static const char *const durations[][2] = {
    { "PT09H30M00S", "09:30" }, { "PT9H", "09:00" },
    { "PT30M", "00:30" },       { "PT26H00M00S", "26:00" },
    { "P1DT2H", "26:00" },      { "PT09H30M01S", "09:30:01" },
    { "PT09H30M", "09:30" },    { "PT09H30M00.000S", "09:30" },
    { "nine", "nine" },         { "PT", "00:00" },
    { "PTxH", "PTxH" },         { "", "" },
  };

  for (gsize entry = 0; entry < G_N_ELEMENTS (dates); entry++)
    {
      g_autofree char *text = gh_shown_date (dates[entry].iso, dates[entry].with_time);
      assert_string_equal (text, dates[entry].shown);
    }
  for (gsize entry = 0; entry < G_N_ELEMENTS (durations); entry++)
    {
      g_autofree char *text = gh_shown_duration (durations[entry][0]);
      assert_string_equal (text, durations[entry][1]);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (numbers_have_no_noise), cmocka_unit_test (dates_are_iso),
    cmocka_unit_test (times_are_clocks),      cmocka_unit_test (built_in_formats_are_known),
    cmocka_unit_test (iso_is_shortened),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
