/* What is taken to be meant, and what of it is certain: nothing that can be read in two ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "input/sheets/fix.h"
#include "input/sheets/typed.h"

#include "folder.h"

#include <string.h>

/* 2026-06-05 to 2026-07-08: June 7 and July 6 are both days of it, and June 13 is one alone. */
static GhDays days;

static int
set_up (void **state)
{
  g_autofree char *wrong = gh_form_date ("2026-06-05", &days.first_day);
  assert_null (wrong);
  days.n_days = 34;
  return 0;
}

typedef struct
{
  const char *text, *meant; /* meant: NULL, nothing */
  bool is_certain;
} Case;

static void
expect (const Case *wanted, GhMeant meant)
{
  if (wanted->meant == NULL && meant.text != NULL)
    fail_msg ("\"%s\" gives \"%s\"", wanted->text, meant.text);
  if (wanted->meant != NULL)
    {
      if (g_strcmp0 (meant.text, wanted->meant) != 0 || meant.is_certain != wanted->is_certain)
        fail_msg ("\"%s\" gives \"%s\"%s", wanted->text, meant.text,
                  meant.is_certain ? " for certain" : "");
    }
  gh_meant_clear (&meant);
}

static void
dates (void **state)
{
  static const Case cases[] = {
    { "13/6/2026", "2026-06-13", true },       { "6/13/2026", "2026-06-13", true },
    { "13.06.26", "2026-06-13", true },        { "2026-13-06", "2026-06-13", true },
    { "20260613", "2026-06-13", true },        { "13 June 2026", "2026-06-13", true },
    { "June 13th, 2026", "2026-06-13", true }, { "6/7/2026", NULL, false },
    { "2026/06/07", "2026-06-07", true },      { "13/6/2025", NULL, false },
    { "13 Janvier 2026", NULL, false },        { "99/99/2026", NULL, false },
    { "2O26-O6-13", "2026-06-13", true },      { "", NULL, false },
    { "2026-06-13-14", NULL, false },
  };
  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    expect (&cases[entry], gh_typed_date (cases[entry].text, &days));
}

static void
clocks (void **state)
{
  static const Case cases[] = {
    { "9.30", "09:30", true },      { "9h30", "09:30", true },       { "930", "09:30", true },
    { "9:30 am", "09:30", true },   { "12:15 a.m.", "00:15", true }, { "12pm", "12:00", true },
    { "9.3", "09:30", false },      { "9", "09:00", false },         { "13 pm", NULL, false },
    { "9:75", NULL, false },        { "25:00", NULL, false },        { "O9:3O", "09:30", true },
    { "9:30:00", "09:30", true },   { "9:30:15", NULL, false },      { "half nine", NULL, false },
    { "99999999999", NULL, false },
  };
  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    expect (&cases[entry], gh_typed_clock (cases[entry].text, false));
}

static void
numbers (void **state)
{
  static const Case cases[] = {
    { "6O", "60", true },       { "60 min.", "60", true },
    { "60.0", "60", true },     { "1 000", "1000", true },
    { "1,000", "1000", false }, { "1.000", "1000", false },
    { "1h30", "90", false },    { "6.5", NULL, false },
    { "sixty", NULL, false },   { "99999999999999999999 min", NULL, false },
  };
  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    expect (&cases[entry], gh_typed_int (cases[entry].text, 0, 20000, true));
}

static void
spans_of_time (void **state)
{
  static const Case cases[] = {
    { "Fri 9h-11h", "Fri 09:00-11:00", true },
    { "Mondays; 13/6/2026", "Monday;2026-06-13", true },
    { "09:00-10:00", "* 09:00-10:00", false },
    { "2026-06-13 to 2026-06-14", "2026-06-13/2026-06-14", true },
    { "Fri 11h-9h", NULL, false },
    { "6/7/2026", NULL, false },
    { "when it suits", NULL, false },
  };
  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    expect (&cases[entry], gh_typed_times (cases[entry].text, &days, false));
}

static void
names (void **state)
{
  static const char *const ids[] = { "AUDITORIUM", "PL-01", "PL-10",  "AND",
                                     "ORG",        "Café",  "HALL-I", "HALL-1" };
  static const Case cases[] = {
    { "auditorium", "AUDITORIUM", true }, { "AUDITORUM", "AUDITORIUM", true },
    { "AUDIT0RUM", "AUDITORIUM", false }, { "PL-O1", "PL-01", true },
    { "PL-02", "PL-01", false },          { "ANX", "AND", false },
    { "Cafe\u0301", "Café", true },       { "HALL-l", "HALL-I", false },
    { "Theatre", NULL, false },           { "", NULL, false },
  };
  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    expect (&cases[entry], gh_meant_name (cases[entry].text, ids, G_N_ELEMENTS (ids)));
}

/* ---- mending ----------------------------------------------------------------------------- */

static char *
mended (Folder *folder, const char *sheet, const char *text)
{
  g_autoptr (GhFix) fix = gh_fix_new (folder->folder);
  g_autoptr (GString) bytes = NULL;

  folder_put (folder, sheet, text);
  folder_read (folder);
  if (!gh_fix_apply (fix, folder->problems, NULL))
    return NULL;
  assert_int_equal (fix->edits->len, 1);
  bytes = gh_edit_bytes (fix->edits->pdata[0]);
  return g_strdup (bytes->str);
}

static void
all_else_stays (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *now = mended (folder, "roles",
                                 "\xef\xbb\xbf\n\"what\";person;role;own\r\n\"PL-1;-c0m/*;PL-l\"; "
                                 "ada ;\"chair\";\"x;\"\"\"\r\n\r\nCOM;Bob;aide;;");
  assert_non_null (now);
  assert_string_equal (now, "\xef\xbb\xbf\n\"what\";person;role;own\r\n\"PL-1;-COM/"
                            "*;PL-1\";Ada;\"chair\";\"x;\"\"\"\r\n\r\nCOM;Bob;aide;;");
}

static void
a_column_is_renamed (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *now = mended (folder, "pins", "Session,START\nPL-1,2022-06-06T09:00\n");
  assert_non_null (now);
  assert_string_equal (now, "session,start\nPL-1,2022-06-06T09:00\n");
}

static void
nothing_uncertain_is_touched (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  assert_null (mended (folder, "pins", "session,start,room\nPL-2,2022-06-06T9,AUAL\n"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (dates),
    cmocka_unit_test (clocks),
    cmocka_unit_test (numbers),
    cmocka_unit_test (spans_of_time),
    cmocka_unit_test (names),
    cmocka_unit_test (all_else_stays),
    cmocka_unit_test (a_column_is_renamed),
    cmocka_unit_test (nothing_uncertain_is_touched),
  };
  return cmocka_run_group_tests (tests, set_up, NULL);
}
