/* What is read against a finished model: edited schedules, and selectors of a command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "folder.h"

#include <string.h>

static const char *const columns[] = { "session", "date", "start", "room", NULL };

/* Reads TEXT as schedule.csv against the folder's model. */
static GhSheetSchedule *
schedule_of (Folder *folder, const char *text)
{
  g_autofree char *path = folder_path (folder, "edited.csv");
  GhSheetSchedule *schedule;

  assert_is_good (folder);
  folder_put (folder, "edited", text);
  schedule = gh_sheets_schedule (path, folder->model, columns, folder->problems, NULL);
  assert_non_null (schedule);
  folder_remove (folder, "edited");
  return schedule;
}

static void
spreadsheets_write_it_their_way (void **state)
{
  static const char *const ways[] = {
    "session,date,start,room\nPL-1,2022-06-07,14:30,HALL\n",
    "session,date,start,room\nPL-1,2022-06-07,14:30:00,HALL\n",
    "session,date,start,room\nPL-1,2022-06-07,02:30:00 PM,HALL\n",
    "session,date,start,room\nPL-1,2022-06-07,2:30 pm,HALL\n",
    "\xef\xbb\xbfroom;title;start;date;session\r\nHALL;\"x;y\";14:30;2022-06-07;PL-1\r\n;;;;\r\n",
    "\"session\"\t\"status\"\t\"date\"\t\"start\"\t\"room\"\nPL-1\tplanned\t2022-06-07\t14:"
    "30\tHALL",
  };
  g_autoptr (Folder) folder = folder_new ();

  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      g_autoptr (GhSheetSchedule) schedule = schedule_of (folder, ways[way]);
      assert_int_equal (folder->problems->n_errors, 0);
      assert_int_equal (schedule->rows[0], 2);
      assert_int_equal (schedule->places[0].start, 1440 + 14 * 60 + 30);
      assert_int_equal (schedule->places[0].room, 1);
      assert_int_equal (schedule->rows[1], 0);
      assert_int_equal (schedule->places[1].start, GH_NEVER);
    }
}

static void
midnight_and_noon_by_halves (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GhSheetSchedule) schedule =
      schedule_of (folder, "session,date,start,room\nPL-1,2022-06-06,12:00:00 AM,\n"
                           "COM-1,2022-06-06,12:15:00 PM,\n");

  assert_int_equal (folder->problems->n_errors, 0);
  assert_int_equal (schedule->places[0].start, 0);
  assert_int_equal (schedule->places[1].start, 12 * 60 + 15);
}

static void
what_is_empty_has_no_place (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GhSheetSchedule) schedule =
      schedule_of (folder, "session,date,start,room,status\nPL-1,,,HALL,unplaced\n"
                           "COM-1,2022-06-06,09:00,GONE,cancelled\n");

  assert_int_equal (folder->problems->n_errors, 0);
  assert_int_equal (schedule->places[0].start, GH_NEVER);
  assert_int_equal (schedule->places[0].room, 1);
  assert_false (schedule->cancelled[0]);
  assert_true (schedule->cancelled[1]);
  assert_int_equal (schedule->places[1].room, -1);
}

static void
wrong_cells_have_their_place (void **state)
{
  static const char *const cases[][2] = {
    { "PL-2,2022-06-06,09:00,AULA,",
      "edited.csv, row 3, column \"session\": no session is called \"PL-2\" (did you mean "
      "\"PL-1\"?)" },
    { ",2022-06-06,09:00,AULA,", "edited.csv, row 3, column \"session\": the session is missing" },
    { "PL-1,2022-06-06,09:00,ALUA,",
      "edited.csv, row 3, column \"room\": no room is called \"ALUA\" (did you mean \"AULA\"?)" },
    { "PL-1,06.06.2022,09:00,AULA,",
      "edited.csv, row 3, column \"date\": \"06.06.2022\" is not a date like 2022-06-06" },
    { "PL-1,2022-06-09,09:00,AULA,", "edited.csv, row 3, column \"date\": \"2022-06-09 09:00\" is "
                                     "not on a day of the conference" },
    { "PL-1,2022-06-06,9h,AULA,",
      "edited.csv, row 3, column \"start\": \"9h\" is not a time of day like 09:30" },
    { "PL-1,2022-06-06,14:00 PM,AULA,",
      "edited.csv, row 3, column \"start\": \"14:00 PM\" is not a time of day like 09:30" },
    { "PL-1,2022-06-06,,AULA,",
      "edited.csv, row 3, column \"start\": the cell is empty, and there is a date; write both or "
      "neither" },
    { "PL-1,,09:00,AULA,",
      "edited.csv, row 3, column \"date\": the cell is empty, and there is a start; write both or "
      "neither" },
    { "COM-1,2022-06-06,09:00,AULA,",
      "edited.csv, row 3, column \"session\": COM-1 is there twice, first in row 2" },
    { "PL-1,2022-06-06,09:00,AULA,canceled",
      "edited.csv, row 3, column \"status\": \"canceled\" is none of planned, unplaced, cancelled "
      "(did you mean \"cancelled\"?)" },
  };
  g_autoptr (Folder) folder = folder_new ();

  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    {
      g_autofree char *text =
          g_strdup_printf ("session,date,start,room,status\nCOM-1,,,,\n%s\n", cases[entry][0]);
      g_autoptr (GhSheetSchedule) schedule = schedule_of (folder, text);
      g_autofree char *told = NULL;
      assert_int_equal (folder->problems->n_errors, 1);
      told = gh_problem_to_text (folder->problems->list->pdata[0]);
      assert_string_equal (told, cases[entry][1]);
    }
}

static void
a_missing_column_is_told (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GhSheetSchedule) schedule =
      schedule_of (folder, "session,date,room\nPL-1,2022-06-06,AULA\n");
  g_autofree char *told = gh_problem_to_text (folder->problems->list->pdata[0]);

  assert_int_equal (folder->problems->n_errors, 1);
  assert_string_equal (told,
                       "edited.csv, row 1, column \"start\": this column is needed and is not "
                       "there");
}

/* ---- selectors --------------------------------------------------------------------------- */

static void
assert_selects (Folder *folder, const char *word, const char *expected)
{
  const char *const words[] = { "PL-1", word };
  g_autoptr (GhBits) chosen = gh_sheets_select (folder->model, words, 2, folder->problems);
  g_autoptr (GString) names = g_string_new (NULL);

  GH_BITS_EACH (chosen, session)
    g_string_append_printf (names, "%s ", folder->model->sessions[session].id);
  assert_string_equal (names->str, expected);
}

static void
words_select_as_cells_do (void **state)
{
  g_autoptr (Folder) folder = folder_new ();

  assert_is_good (folder);
  assert_selects (folder, "COM-2", "PL-1 COM-2 ");
  assert_selects (folder, "COM;-COM-2", "PL-1 COM-1 ");
  assert_selects (folder, "PL/*", "PL-1 COM-1 COM-2 ");
  assert_selects (folder, "kind:committee", "PL-1 COM-1 COM-2 ");
  assert_selects (folder, "team:interpretation", "PL-1 COM-1 ");
  assert_int_equal (folder->problems->list->len, 0);
}

static void
words_that_name_nothing_are_told (void **state)
{
  static const char *const cases[][2] = {
    { "COM-3", "no session or group is called \"COM-3\" (did you mean \"COM-1\"?)" },
    { "COMM/*", "no group is called \"COMM\" (did you mean \"COM\"?)" },
    { "kind:panel", "\"kind:panel\" names no session" },
    { "say \"hi\"", "no session or group is called \"say \"hi\"\"" },
  };
  g_autoptr (Folder) folder = folder_new ();

  for (gsize entry = 0; entry < G_N_ELEMENTS (cases); entry++)
    {
      const GhProblem *problem;
      assert_is_good (folder);
      assert_selects (folder, cases[entry][0], "PL-1 ");
      assert_int_equal (folder->problems->list->len, 1);
      problem = folder->problems->list->pdata[0];
      assert_string_equal (problem->sentence, cases[entry][1]);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (spreadsheets_write_it_their_way),
    cmocka_unit_test (midnight_and_noon_by_halves),
    cmocka_unit_test (what_is_empty_has_no_place),
    cmocka_unit_test (wrong_cells_have_their_place),
    cmocka_unit_test (a_missing_column_is_told),
    cmocka_unit_test (words_select_as_cells_do),
    cmocka_unit_test (words_that_name_nothing_are_told),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
