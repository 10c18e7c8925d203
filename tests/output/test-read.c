/* What was written is read back the same, and only while it is what was written. */
#include "tests/output/sample.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static GhProgramme *
read_back (void **state, const GhModel *model, const char *below, GError **error)
{
  return gh_output_read (sample_path (state, below), model, sample_path (state, ""), sample_sheets,
                         error);
}

static void
assert_same_sessions (const GhProgramme *a, const GhProgramme *b)
{
  for (int session = 0; session < a->n_sessions; session++)
    {
      assert_int_equal (a->placements[session].start, b->placements[session].start);
      assert_int_equal (a->placements[session].room, b->placements[session].room);
      assert_int_equal (a->teams[session]->len, b->teams[session]->len);
      for (guint team = 0; team < a->teams[session]->len; team++)
        assert_int_equal (g_array_index (a->teams[session], int, team),
                          g_array_index (b->teams[session], int, team));
      assert_int_equal (g_strcmp0 (a->why_unplaced[session], b->why_unplaced[session]), 0);
    }
}

static void
assert_same_attendance (const GhProgramme *a, const GhProgramme *b)
{
  assert_int_equal (a->attendance->len, b->attendance->len);
  for (guint entry = 0; entry < a->attendance->len; entry++)
    {
      const GhAttendance *left = &g_array_index (a->attendance, GhAttendance, entry);
      const GhAttendance *right = &g_array_index (b->attendance, GhAttendance, entry);
      assert_int_equal (left->person, right->person);
      assert_int_equal (left->session, right->session);
      assert_int_equal (left->as, right->as);
      assert_ptr_equal (left->role, right->role);
      assert_int_equal (left->own, right->own);
    }
}

static void
assert_same_result (const GhProgramme *a, const GhProgramme *b)
{
  for (int rule = 0; rule < a->n_rules; rule++)
    {
      assert_int_equal (a->costs[rule].units, b->costs[rule].units);
      assert_int_equal (a->costs[rule].cost, b->costs[rule].cost);
    }
  assert_int_equal (a->cost, b->cost);
  assert_int_equal (a->n_unplaced, b->n_unplaced);
  assert_int_equal (a->steps, b->steps);
  assert_int_equal (a->first_complete, b->first_complete);
  assert_int_equal (a->complaints->len, b->complaints->len);
  for (guint complaint = 0; complaint < a->complaints->len; complaint++)
    assert_string_equal (g_ptr_array_index (a->complaints, complaint),
                         g_ptr_array_index (b->complaints, complaint));
}

static void
assert_same_search (const GhSearched *a, const GhSearched *b)
{
  assert_int_equal (a->curve->len, b->curve->len);
  for (guint number = 0; number < a->curve->len; number++)
    {
      const GhProgress *left = &g_array_index (a->curve, GhProgress, number);
      const GhProgress *right = &g_array_index (b->curve, GhProgress, number);
      assert_int_equal (left->steps, right->steps);
      assert_int_equal (left->unplaced, right->unplaced);
      assert_int_equal (left->cost, right->cost);
    }
  assert_memory_equal (a->moves, b->moves, sizeof a->moves);
}

static void
a_programme_comes_back_as_it_was (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autoptr (GError) error = NULL;
  GhMaking making = sample_making (state);

  sample_write (state, model, programme, &making, "draft");
  g_autoptr (GhProgramme) read = read_back (state, model, "draft", &error);
  assert_null (error);
  assert_same_sessions (programme, read);
  assert_same_attendance (programme, read);
  assert_same_result (programme, read);
  assert_same_search (programme->searched, read->searched);
  for (int speech = 0; speech < programme->n_speeches; speech++)
    {
      assert_int_equal (programme->speeches[speech].session, read->speeches[speech].session);
      assert_int_equal (programme->speeches[speech].start, read->speeches[speech].start);
    }

  /* So what is written of it is the same again, to the byte. */
  sample_write (state, model, read, &making, "again");
  static const char *const files[] = { "schedule.csv", "attendance.csv", "speeches.csv",
                                       "changes.csv",  "index.html",     "manifest.json",
                                       "report.html",  "schedule.xml",   "schedule.json",
                                       "teams.csv" };
  for (gsize file = 0; file < G_N_ELEMENTS (files); file++)
    {
      g_autofree char *first = g_build_filename ("draft", files[file], NULL);
      g_autofree char *second = g_build_filename ("again", files[file], NULL);
      g_autofree char *before = sample_read (state, first);
      g_autofree char *after = sample_read (state, second);
      assert_string_equal (before, after);
    }
}

static void
random_programmes_come_back_as_they_were (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220606);
  g_autoptr (GhModel) model = sample_model ();
  GhMaking making = sample_making (state);

  for (int round = 0; round < 100; round++)
    {
      g_autoptr (GhProgramme) programme = gh_programme_new (model);
      g_autoptr (GError) error = NULL;
      for (int session = 0; session < N_SAMPLE_SESSIONS; session++)
        {
          if (session == KEPT || g_rand_int_range (random, 0, 4) == 0)
            continue;
          sample_place (programme, session, g_rand_int_range (random, -GH_DAY, 3 * GH_DAY),
                        g_rand_int_range (random, -1, model->n_rooms));
          for (int row = 0; row < 3; row++)
            sample_attend (programme, g_rand_int_range (random, 0, N_SAMPLE_PEOPLE), session,
                           g_rand_boolean (random) ? GH_AS_COVERS : GH_AS_SHOULD);
        }
      gh_programme_sort_attendance (model, programme);
      sample_write (state, model, programme, &making, "draft");
      g_autoptr (GhProgramme) read = read_back (state, model, "draft", &error);
      assert_null (error);
      assert_same_sessions (programme, read);
      assert_same_attendance (programme, read);
    }
}

static void
a_cancelled_session_comes_back_with_the_place_it_kept (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autoptr (GError) error = NULL;
  GhMaking making = sample_making (state);

  sample_place (programme, GONE, 600, 1);
  sample_write (state, model, programme, &making, "0001");
  sample_place (programme, GONE, GH_NEVER, -1);
  making.last = sample_path (state, "0001");
  sample_write (state, model, programme, &making, "draft");
  g_autoptr (GhProgramme) read = read_back (state, model, "draft", &error);
  assert_null (error);
  assert_int_equal (read->placements[GONE].start, 600);
  assert_int_equal (read->placements[GONE].room, 1);
}

/* ---- what must not be read ---------------------------------------------------------------- */

static void
assert_refused (void **state, const GhModel *model, GIOErrorEnum code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProgramme) read = read_back (state, model, "draft", &error);

  assert_null (read);
  assert_true (g_error_matches (error, G_IO_ERROR, (int)code));
  assert_non_null (strstr (error->message, says));
}

static void
changed_sheets_are_noticed (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_write (state, model, programme, &making, "draft");
  sample_save (state, "rooms.csv", "room,seats\nA,1\n");
  assert_refused (state, model, G_IO_ERROR_WRONG_ETAG, "(rooms.csv): plan again");
  sample_save (state, "pins.csv", "session,start\n");
  assert_refused (state, model, G_IO_ERROR_WRONG_ETAG, "(rooms.csv, pins.csv): plan again");
  g_unlink (sample_path (state, "rooms.csv"));
  assert_refused (state, model, G_IO_ERROR_WRONG_ETAG, "(rooms.csv, pins.csv): plan again");
}

static void
changed_files_are_noticed (void **state)
{
  static const char *const files[] = { "draft/schedule.csv", "draft/attendance.csv",
                                       "draft/speeches.csv", "draft/changes.csv" };
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  for (gsize file = 0; file < G_N_ELEMENTS (files); file++)
    {
      sample_write (state, model, programme, &making, "draft");
      g_autofree char *bytes = sample_read (state, files[file]);
      bytes[strlen (bytes) / 2] ^= 1;
      sample_save (state, files[file], bytes);
      assert_refused (state, model, G_IO_ERROR_INVALID_DATA, "is not as it was written");
    }
}

static void
what_is_not_there_or_no_manifest_is_refused (void **state)
{
  g_autoptr (GhModel) model = sample_model ();

  assert_refused (state, model, G_IO_ERROR_NOT_FOUND, "manifest.json");
  g_mkdir (sample_path (state, "draft"), 0777);
  sample_save (state, "draft/manifest.json", "{ \"sheets\": ");
  assert_refused (state, model, G_IO_ERROR_INVALID_DATA, "is damaged");
  sample_save (state, "draft/manifest.json", "[1, 2]");
  assert_refused (state, model, G_IO_ERROR_INVALID_DATA, "is damaged");
  sample_save (state, "draft/manifest.json", "{ \"sheets\": 3, \"files\": null }");
  assert_refused (state, model, G_IO_ERROR_INVALID_DATA, "holds no hashes");
}

static void
a_manifest_may_not_lead_out_of_its_folder (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_write (state, model, programme, &making, "draft");
  g_autofree char *manifest = sample_read (state, "draft/manifest.json");
  char *file = strstr (manifest, "\"changes.csv\"");
  memcpy (file, "\"../oms.cs/\"", strlen ("\"changes.csv\"") - 1);
  sample_save (state, "draft/manifest.json", manifest);
  assert_refused (state, model, G_IO_ERROR_INVALID_DATA, "damaged");
}

/* ---- how it was made ---------------------------------------------------------------------- */

static void
a_manifest_says_how_it_was_made (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autoptr (GError) error = NULL;
  GhMaking making = sample_making (state);

  sample_write (state, model, programme, &making, "0002");
  making.last = sample_path (state, "0002");
  making.revision = 3;
  sample_write (state, model, programme, &making, "draft");
  g_autoptr (GhMade) made = gh_output_read_made (sample_path (state, "draft"), &error);
  assert_string_equal (made->version, making.version);
  assert_string_equal (made->command, making.command);
  assert_string_equal (made->at, making.at);
  assert_int_equal (made->seed, making.seed);
  assert_int_equal (made->threads, making.threads);
  assert_int_equal (made->effort, making.effort);
  assert_int_equal (made->revision, 3);
  assert_int_equal (made->base, 2);
}

static void
a_manifest_is_the_same_bytes_every_time (void **state)
{
  static const char begins[] = "{\n"
                               "  \"revision\" : 0,\n"
                               "  \"base\" : 0,\n"
                               "  \"version\" : \"1.0\",\n"
                               "  \"seed\" : 7,\n"
                               "  \"effort\" : 1000,\n"
                               "  \"threads\" : 2,\n"
                               "  \"options\" : {\n"
                               "    \"at\" : \"2022-06-01T08:00\",\n"
                               "    \"command\" : \"gahunda plan conf --seed 7\"\n"
                               "  },\n";
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_write (state, model, programme, &making, "draft");
  g_autofree char *first = sample_read (state, "draft/manifest.json");
  sample_write (state, model, programme, &making, "draft");
  g_autofree char *second = sample_read (state, "draft/manifest.json");
  assert_string_equal (first, second);
  assert_true (g_str_has_prefix (first, begins));
  assert_non_null (strstr (first, "\"bound\" : 0"));
  assert_non_null (strstr (first, "\"certificate\" : null"));
  assert_non_null (strstr (first, "\"rule\" : \"wanted-clash\""));
  assert_null (strstr (first, "pins.csv"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown (name, sample_set_up, sample_tear_down)
    TEST (a_programme_comes_back_as_it_was),
    TEST (random_programmes_come_back_as_they_were),
    TEST (a_cancelled_session_comes_back_with_the_place_it_kept),
    TEST (changed_sheets_are_noticed),
    TEST (changed_files_are_noticed),
    TEST (what_is_not_there_or_no_manifest_is_refused),
    TEST (a_manifest_may_not_lead_out_of_its_folder),
    TEST (a_manifest_says_how_it_was_made),
    TEST (a_manifest_is_the_same_bytes_every_time),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
