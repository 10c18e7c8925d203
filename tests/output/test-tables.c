/* schedule.csv, attendance.csv, speeches.csv, changes.csv: to the byte. */
#include "tests/output/sample.h"

#include <glib/gstdio.h>
#include <gio/gio.h>

static void
write_sample (void **state, GhModel *model, const GhProgramme *programme, const char *last,
              const char *below)
{
  GhMaking making = sample_making (state);

  making.last = last != NULL ? sample_path (state, last) : NULL;
  sample_write (state, model, programme, &making, below);
}

static void
the_schedule_is_sorted_and_quoted (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);

  sample_place (programme, KEPT, 60, 0);
  write_sample (state, model, programme, NULL, "draft");
  g_autofree char *schedule = sample_read (state, "draft/schedule.csv");
  assert_string_equal (schedule, "session,date,start,end,room,teams,status,title,group\n"
                                 "OPEN,2022-06-06,09:30,10:30,AULA,,planned,"
                                 "\"Opening, with \"\"guests\"\"\",PL\n"
                                 "PANEL,2022-06-06,09:30,11:00,HALL,T-2;T-1,planned,Panel,PL\n"
                                 "GALA,2022-06-06,23:00,02:00,HALL,,planned,Gala,\n"
                                 "WALK,2022-06-07,08:00,09:00,,,planned,Walk,\n"
                                 "SHUT,2022-06-07,10:00,10:30,AULA,,planned,The secret budget,PL\n"
                                 "TALK,2022-06-07,11:00,12:00,HALL,,planned,Talk,PL\n"
                                 "GONE,,,,,,cancelled,Gone,PL\n"
                                 "LOST,,,,,,unplaced,Lost,PL\n");
}

static void
attendance_and_speeches_name_every_reason (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);

  sample_attend (programme, CAT, KEPT, GH_AS_MAY);
  sample_attend (programme, CAT, LOST, GH_AS_MUST);
  gh_programme_sort_attendance (model, programme);
  write_sample (state, model, programme, NULL, "draft");
  g_autofree char *attendance = sample_read (state, "draft/attendance.csv");
  g_autofree char *speeches = sample_read (state, "draft/speeches.csv");
  assert_string_equal (attendance, "person,session,as\n"
                                   "X-ANN,OPEN,chair\n"
                                   "X-ANN,PANEL,covers\n"
                                   "X-BEN,GALA,should\n"
                                   "X-BEN,PANEL,speaker\n"
                                   "Y-CAT,OPEN,must\n"
                                   "Y-CAT,TALK,must\n"
                                   "Y-CAT,WALK,may\n");
  assert_string_equal (speeches,
                       "session,start,speaker,minutes,theme\n"
                       "PANEL,2022-06-06T09:30,X-BEN,3,\"bridges; roads, \"\"rails\"\"\"\n"
                       "TALK,2022-06-07T11:00,X-BEN,3,\"bridges; roads, \"\"rails\"\"\"\n");
}

static void
without_a_last_revision_nothing_changed (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);

  write_sample (state, model, programme, NULL, "draft");
  g_autofree char *changes = sample_read (state, "draft/changes.csv");
  assert_string_equal (changes, "session,change,was,now,because\n");
}

static void
every_kind_of_change_is_told (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);

  g_mkdir (sample_path (state, "0001"), 0777);
  sample_save (state, "0001/schedule.csv",
               "status,session,room,date,start,end\r\n"
               "planned,OPEN,HALL,2022-06-06,09:30,10:30\r\n"
               "planned,PANEL,HALL,2022-06-06,08:30,10:00\r\n"
               "planned,GALA,HALL,2022-06-06,23:00,01:00\r\n"
               "planned,LOST,AULA,2022-06-07,09:00,10:00\r\n"
               "planned,GONE,OLD-ROOM,2022-06-07,09:00,09:45\r\n"
               "planned,DROPPED,AULA,2022-06-07,12:00,13:00\r\n"
               "planned,CHAT,HALL,2022-06-07,11:00,12:00\r\n"
               "unplaced,WALK,,,,\r\n");
  sample_save (state, "0001/attendance.csv",
               "person,session,as\nX-BEN,PANEL,covers\nX-ANN,GONE,covers\nX-BEN,GONE,should\n"
               "NOBODY,GONE,may\nX-ANN,OPEN,covers\nX-ANN,DROPPED,covers\n");
  write_sample (state, model, programme, "0001", "draft");
  g_autofree char *changes = sample_read (state, "draft/changes.csv");
  assert_string_equal (
      changes, "session,change,was,now,because\n"
               "DROPPED,withdrawn,2022-06-07 12:00 AULA,,\n"
               "GALA,moved,2022-06-06 23:00-01:00 HALL,2022-06-06 23:00-02:00 HALL,\n"
               "GONE,cancelled,2022-06-07 09:00 OLD-ROOM,,the speaker is ill\n"
               "LOST,withdrawn,2022-06-07 09:00 AULA,,\n"
               "OPEN,cover,X-ANN,,\n"
               "OPEN,room,2022-06-06 09:30 HALL,2022-06-06 09:30 AULA,the hall's roof leaks\n"
               "PANEL,cover,X-BEN,X-ANN,\n"
               "PANEL,moved,2022-06-06 08:30 HALL,2022-06-06 09:30 HALL,\n"
               "SHUT,new,,2022-06-07 10:00 AULA,\n"
               "WALK,new,,2022-06-07 08:00,\n");
}

static void
what_is_cancelled_keeps_its_place_and_its_people (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);

  g_mkdir (sample_path (state, "0001"), 0777);
  sample_save (state, "0001/schedule.csv",
               "session,date,start,end,room,status\n"
               "GONE,2022-06-06,10:00,10:45,OLD-ROOM,planned\n");
  sample_save (state, "0001/attendance.csv",
               "person,session,as\nX-ANN,GONE,chair\nNOBODY,GONE,may\nX-BEN,OPEN,may\n");
  write_sample (state, model, programme, "0001", "0002");
  g_autofree char *schedule = sample_read (state, "0002/schedule.csv");
  g_autofree char *attendance = sample_read (state, "0002/attendance.csv");
  assert_non_null (
      strstr (schedule, "\nGONE,2022-06-06,10:00,10:45,OLD-ROOM,,cancelled,Gone,PL\n"));
  assert_non_null (strstr (attendance, "\nX-ANN,GONE,chair\nX-ANN,OPEN,chair\n"));
  assert_null (strstr (attendance, "NOBODY"));
  assert_null (strstr (attendance, "X-BEN,OPEN"));

  /* And from there, in the revision after it. */
  write_sample (state, model, programme, "0002", "0003");
  g_autofree char *again = sample_read (state, "0003/schedule.csv");
  g_autofree char *changes = sample_read (state, "0003/changes.csv");
  assert_string_equal (schedule, again);
  assert_string_equal (changes, "session,change,was,now,because\n");
}

static void
a_last_revision_that_cannot_be_read_spoils_the_folder (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autoptr (GhFolder) folder = gh_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  GhMaking making = sample_making (state);

  making.last = sample_path (state, "0001");
  gh_output_tables (folder, model, programme, &making);
  assert_false (gh_output_manifest (folder, model, programme, &making, &error));
  assert_non_null (error);
  assert_false (gh_folder_write (folder, sample_path (state, "draft"), NULL, false, &again));
  assert_string_equal (error->message, again->message);
  assert_false (g_file_test (sample_path (state, "draft"), G_FILE_TEST_EXISTS));
}

static void
names_of_files_are_plain (void **state)
{
  g_autofree char *plain = gh_file_name ("COM3-01_a.b");
  g_autofree char *odd = gh_file_name ("Zoë/..%");

  assert_string_equal (plain, "COM3-01_a.b");
  assert_string_equal (odd, "Zo%C3%AB%2F..%25");
}

/* N times the letter, and another; the caller frees it. */
static char *
long_name (const char *letter, int n, const char *last)
{
  g_autoptr (GString) id = g_string_new (NULL);
  for (int number = 0; number < n; number++)
    g_string_append (id, letter);
  g_string_append (id, last);
  return gh_file_name (id->str);
}

static void
names_of_files_are_cut_where_no_file_system_takes_them (void **state)
{
  g_autofree char *whole = long_name ("ก", 26, "abcdef"); /* 9 octets each when spelt out */
  g_autofree char *cut = long_name ("ก", 26, "abcdefg");
  g_autofree char *other = long_name ("ก", 26, "abcdefh");

  assert_int_equal (strlen (whole), 240);
  assert_true (g_str_has_suffix (whole, "%81abcdef"));
  assert_int_equal (strlen (cut), 170 + 1 + 16);
  assert_string_not_equal (cut, other);
  assert_memory_equal (cut, whole, 170);
}

static void
days_are_told_before_and_past_the_conference (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autofree char *before = gh_date_text (model, -1);
  g_autofree char *clock = gh_clock_text (-1);
  g_autofree char *past = gh_date_text (model, 25 * GH_DAY);

  assert_string_equal (before, "2022-06-05");
  assert_string_equal (clock, "23:59");
  assert_string_equal (past, "2022-07-01");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown (name, sample_set_up, sample_tear_down)
    TEST (the_schedule_is_sorted_and_quoted),
    TEST (attendance_and_speeches_name_every_reason),
    TEST (without_a_last_revision_nothing_changed),
    TEST (every_kind_of_change_is_told),
    TEST (what_is_cancelled_keeps_its_place_and_its_people),
    TEST (a_last_revision_that_cannot_be_read_spoils_the_folder),
    TEST (names_of_files_are_plain),
    TEST (names_of_files_are_cut_where_no_file_system_takes_them),
    TEST (days_are_told_before_and_past_the_conference),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
