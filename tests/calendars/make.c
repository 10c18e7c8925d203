/* What stands in whose calendar, and what a second revision does to it. */
#include "tests/calendars/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#define FIRST "20220501T080000Z"
#define SECOND "20220601T090000Z"
#define THIRD "20220605T200000Z"

static int
set_up (void **state)
{
  *state = sample_new ("Africa/Kigali");
  return 0;
}

static int
tear_down (void **state)
{
  sample_free (*state);
  return 0;
}

/* Fails unless the event has each of these lines (to NULL). */
static void
assert_lines (const char *event, ...)
{
  va_list lines;

  assert_non_null (event);
  va_start (lines, event);
  for (const char *line = va_arg (lines, const char *); line != NULL;
       line = va_arg (lines, const char *))
    {
      g_autofree char *whole = g_strdup_printf ("\n%s\n", line);
      g_autofree char *framed = g_strdup_printf ("\n%s", event);
      if (strstr (framed, whole) == NULL)
        fail_msg ("no line \"%s\" in\n%s", line, event);
    }
  va_end (lines);
}

static void
the_chair_is_busy (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *event = sample_event (sample, 1, "persons", "ann", "COM3-01");
  assert_lines (event, "DTSTAMP:" FIRST, "LAST-MODIFIED:" FIRST, "SEQUENCE:0",
                "DTSTART;TZID=Africa/Kigali:20220606T103000",
                "DTEND;TZID=Africa/Kigali:20220606T120000",
                "SUMMARY:Budget: first reading\\; part 1\\, of 2",
                "LOCATION:Meeting\\; room\\, 1\\, Convention Centre",
                "URL:https://example.org/%C3%A9?a=1&b=2", "CATEGORIES:Committee 3\\, Budget",
                "DESCRIPTION:You chair this session (chair).\\nSession COM3-01\\, Committee 3\\, "
                "Budget\\nhttps://example.org/é?a=1&b=2",
                "STATUS:CONFIRMED", "TRANSP:OPAQUE", NULL);
  g_autofree char *text = sample_text (sample, 1, "persons", "ann");
  assert_null (strstr (text, "METHOD"));
  assert_null (strstr (text, "ORGANIZER"));
  assert_null (strstr (text, "ATTENDEE"));
}

static void
the_cover_is_a_proposal (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *event = sample_event (sample, 1, "persons", "bob", "COM3-01");
  assert_lines (event, "STATUS:TENTATIVE", "TRANSP:TRANSPARENT", NULL);
  assert_non_null (strstr (event,
                           "DESCRIPTION:Proposed: you cover it for Angola.\\nYour delegation "
                           "must attend this session.\\n"));
}

static void
a_wish_leaves_time_free (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *bobs = sample_event (sample, 1, "persons", "bob", "OPEN");
  assert_lines (bobs, "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", NULL);
  assert_non_null (strstr (bobs, "DESCRIPTION:Your delegation may attend this session.\\n"));
  g_autofree char *cyds = sample_event (sample, 1, "persons", "cyd", "OPEN");
  assert_non_null (strstr (cyds, "DESCRIPTION:You are invited to this session.\\n"));
}

static void
the_speaker_knows_when (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *event = sample_event (sample, 1, "persons", "cyd", "P2C");
  assert_lines (event, "CATEGORIES:panel", "STATUS:CONFIRMED", "TRANSP:OPAQUE", NULL);
  assert_non_null (
      strstr (event, "DESCRIPTION:You speak at 15:20 for 3 minutes.\\nSession P2C\\n"));
}

static void
nothing_to_attend_is_a_calendar_too (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *text = sample_text (sample, 1, "persons", "dee");
  assert_null (strstr (text, "BEGIN:VEVENT"));
  assert_non_null (strstr (text, "BEGIN:VTIMEZONE"));
  assert_non_null (strstr (text, "X-WR-CALNAME:Small Conference – Dee\r\n"));
  g_autofree char *path = sample_path (sample, 1, "persons", "dee");
  g_autoptr (GPtrArray) events =
      gh_calendar_read (path, "Africa/Kigali", sample->model->conference.first_day, NULL, NULL);
  assert_non_null (events);
  assert_int_equal (events->len, 0);
}

static void
reserves_and_unplaced_are_absent (void **state)
{
  Sample *sample = *state;
  sample->programme->placements[ARABIC] = (GhPlacement){ GH_NEVER, -1 };
  sample_publish (sample, 1, FIRST);
  g_autofree char *text = sample_text (sample, 1, "programme", NULL);
  assert_null (strstr (text, "-SPARE@"));
  assert_null (strstr (text, "COM3-02"));
}

static void
a_closed_session_reveals_nothing (void **state)
{
  Sample *sample = *state;
  static const char *const places[][2] = {
    { "persons", "eve/1" }, { "programme", NULL }, { "rooms", "M1" }, { "delegations", "AO" }
  };

  sample_publish (sample, 1, FIRST);
  for (gsize place = 0; place < G_N_ELEMENTS (places); place++)
    {
      g_autofree char *text = sample_text (sample, 1, places[place][0], places[place][1]);
      g_autofree char *event =
          sample_event (sample, 1, places[place][0], places[place][1], "BILAT");
      assert_lines (event, "SUMMARY:Busy", "DTSTART;TZID=Africa/Kigali:20220607T110000", NULL);
      assert_null (strstr (event, "LOCATION"));
      assert_null (strstr (event, "DESCRIPTION"));
      assert_null (strstr (event, "CATEGORIES"));
      assert_null (strstr (event, "URL"));
      assert_null (strstr (text, "Secret"));
    }
  g_autofree char *anns = sample_event (sample, 1, "persons", "ann", "BILAT");
  assert_lines (anns, "SUMMARY:Secret talk", "CATEGORIES:bilateral", "TRANSP:OPAQUE", NULL);
}

static void
delegations_see_who_is_where (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *angola = sample_event (sample, 1, "delegations", "AO", "COM3-01");
  assert_lines (angola, "STATUS:CONFIRMED", "TRANSP:OPAQUE", NULL);
  assert_non_null (strstr (angola,
                           "DESCRIPTION:Ann Uwase: chair.\\nProposed: covered by Bob.\\nYour "
                           "delegation must attend this session.\\n"));
  g_autofree char *nobody = sample_event (sample, 1, "delegations", "XX", "COM3-02");
  assert_lines (nobody, "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", NULL);
}

static void
a_cancelled_session_says_so (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *event = sample_event (sample, 1, "persons", "cyd", "GONE");
  assert_lines (event, "SUMMARY:CANCELLED: Called off", "STATUS:CANCELLED", "TRANSP:TRANSPARENT",
                NULL);
  assert_non_null (strstr (event, "DESCRIPTION:This session is cancelled.\\n"));
}

static void
the_identity_is_the_first_id (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *event = sample_event (sample, 1, "programme", NULL, "OLD");
  assert_lines (event, "SUMMARY:Renamed", NULL);
}

static void
ids_of_any_kind_make_uids (void **state)
{
  Sample *sample = *state;
  GhModel *model = sample->model;
  g_autofree char *long_id = g_strnfill (300, 'x');

  model->sessions[OPENING].id = gh_model_text (model, "é_ ü");
  model->sessions[BUDGET].id = gh_model_text (model, long_id);
  sample_publish (sample, 1, FIRST);
  g_autofree char *event = sample_event (sample, 1, "programme", NULL, "_C3_A9_5F_20_C3_BC");
  assert_lines (event, "SUMMARY:Opening ceremony", NULL);
  g_autofree char *path = sample_path (sample, 1, "programme", NULL);
  g_autoptr (GPtrArray) events =
      gh_calendar_read (path, "Africa/Kigali", model->conference.first_day, NULL, NULL);
  assert_non_null (events);
  for (guint index = 0; index < events->len; index++)
    assert_true (strlen (((GhReadEvent *)events->pdata[index])->uid) <= 200);
}

static void
discard (const char *kind, const char *id, GString *bytes, gpointer data)
{
  g_string_free (bytes, true);
}

static char *
nowhere (const char *kind, const char *id, bool *is_old, gpointer data)
{
  return NULL;
}

static void
two_sessions_with_one_identity_are_refused (void **state)
{
  Sample *sample = *state;
  g_autoptr (GError) error = NULL;
  GhCalendarShelf shelf = { .take = discard, .last_path = nowhere };

  sample->model->sessions[OPENING].id = gh_model_text (sample->model, "OLD");
  GhCalendarEdition edition = { .revision = 1, .stamp = FIRST };
  assert_int_equal (
      gh_calendars_make (sample->model, sample->programme, &edition, &sample_words, &shelf, &error),
      -1);
  assert_string_equal (error->message,
                       "the sessions \"OLD\" and \"NEW\" would both go on as \"OLD\" in calendars");
}

/* Another server, or another year, must not overwrite what people have. */
static void
another_conference_has_other_identities (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *path = sample_path (sample, 1, "programme", NULL);
  g_autoptr (GHashTable) here = gh_calendar_read_written (path, NULL);
  const char **parts[] = { &sample->model->conference.id, &sample->model->conference.domain };

  for (gsize part = 0; part < G_N_ELEMENTS (parts); part++)
    {
      const char *before = *parts[part];
      GHashTableIter each;
      gpointer uid;
      *parts[part] = gh_model_text (sample->model, "small23.example.org");
      sample_publish (sample, 1, FIRST);
      *parts[part] = before;
      g_autoptr (GHashTable) there = gh_calendar_read_written (path, NULL);
      assert_non_null (there);
      assert_int_equal (g_hash_table_size (there), g_hash_table_size (here));
      g_hash_table_iter_init (&each, there);
      while (g_hash_table_iter_next (&each, &uid, NULL))
        assert_false (g_hash_table_contains (here, uid));
    }
}

static void
events_are_sorted (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *path = sample_path (sample, 1, "programme", NULL);
  g_autoptr (GPtrArray) events =
      gh_calendar_read (path, "Africa/Kigali", sample->model->conference.first_day, NULL, NULL);
  assert_non_null (events);
  assert_int_equal (events->len, 7);
  for (guint index = 1; index < events->len; index++)
    {
      const GhReadEvent *before = g_ptr_array_index (events, index - 1);
      const GhReadEvent *event = g_ptr_array_index (events, index);
      assert_true (before->start < event->start
                   || (before->start == event->start && strcmp (before->uid, event->uid) < 0));
    }
}

/* ---- the next revision -------------------------------------------------------------------- */

static void
what_did_not_change_keeps_its_bytes (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample_publish (sample, 2, SECOND);
  static const char *const places[][2] = {
    { "persons", "ann" }, { "persons", "dee" }, { "programme", NULL }, { "groups", "PL" }
  };
  for (gsize place = 0; place < G_N_ELEMENTS (places); place++)
    {
      g_autofree char *first = sample_text (sample, 1, places[place][0], places[place][1]);
      g_autofree char *second = sample_text (sample, 2, places[place][0], places[place][1]);
      assert_string_equal (first, second);
    }
}

static void
what_moved_is_raised (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample_place (sample, BUDGET, 3, 16, 0, 0);
  sample_publish (sample, 2, SECOND);
  g_autofree char *moved = sample_event (sample, 2, "persons", "ann", "COM3-01");
  assert_lines (moved, "SEQUENCE:1", "DTSTAMP:" SECOND, "LAST-MODIFIED:" SECOND,
                "DTSTART;TZID=Africa/Kigali:20220609T160000",
                "LOCATION:Auditorium\\, Convention Centre", NULL);
  g_autofree char *kept = sample_event (sample, 2, "persons", "ann", "BILAT");
  assert_lines (kept, "SEQUENCE:0", "DTSTAMP:" FIRST, NULL);
  sample_publish (sample, 3, THIRD);
  g_autofree char *after = sample_event (sample, 3, "persons", "ann", "COM3-01");
  assert_string_equal (after, moved);
}

static void
renaming_keeps_the_identity (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_ptr_array_add (sample->model->sessions[OPENING].was,
                   (gpointer)gh_model_text (sample->model, "OPEN"));
  sample->model->sessions[OPENING].id = gh_model_text (sample->model, "CEREMONY");
  sample_publish (sample, 2, SECOND);
  g_autofree char *event = sample_event (sample, 2, "persons", "cyd", "OPEN");
  assert_lines (event, "SEQUENCE:1", "STATUS:CONFIRMED", NULL);
  g_autofree char *text = sample_text (sample, 2, "persons", "cyd");
  assert_null (strstr (text, "no longer"));
}

/* Takes every row of a person in a session out of the attendance. */
static void
leave (Sample *sample, int person, int session)
{
  GArray *rows = sample->programme->attendance;
  for (guint row = rows->len; row > 0; row--)
    {
      const GhAttendance *this = &g_array_index (rows, GhAttendance, row - 1);
      if (this->person == person && this->session == session)
        g_array_remove_index (rows, row - 1);
    }
}

static void
what_left_stays_cancelled_and_comes_back_higher (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  leave (sample, BOB, BUDGET);
  sample_publish (sample, 2, SECOND);
  g_autofree char *grave = sample_event (sample, 2, "persons", "bob", "COM3-01");
  assert_lines (grave, "SEQUENCE:1", "DTSTAMP:" SECOND,
                "DTSTART;TZID=Africa/Kigali:20220606T103000",
                "SUMMARY:CANCELLED: Budget: first reading\\; part 1\\, of 2",
                "DESCRIPTION:This session is no longer in this calendar.", "STATUS:CANCELLED",
                "TRANSP:TRANSPARENT", NULL);
  g_autofree char *anns = sample_event (sample, 2, "persons", "ann", "COM3-01");
  assert_lines (anns, "SEQUENCE:0", "STATUS:CONFIRMED", NULL);

  sample_publish (sample, 3, THIRD);
  g_autofree char *same_grave = sample_event (sample, 3, "persons", "bob", "COM3-01");
  assert_string_equal (same_grave, grave);

  sample_attend (sample, BOB, BUDGET, GH_AS_COVERS, NULL, false);
  sample_publish (sample, 4, "20220606T070000Z");
  g_autofree char *back = sample_event (sample, 4, "persons", "bob", "COM3-01");
  assert_lines (back, "SEQUENCE:3", "STATUS:TENTATIVE", NULL);
}

static void
an_unplaced_session_leaves_its_old_time (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample->programme->placements[OPENING] = (GhPlacement){ GH_NEVER, -1 };
  leave (sample, BOB, OPENING);
  leave (sample, CYD, OPENING);
  sample_publish (sample, 2, SECOND);
  g_autofree char *event = sample_event (sample, 2, "programme", NULL, "OPEN");
  assert_lines (event, "DTSTART;TZID=Africa/Kigali:20220606T090000",
                "DESCRIPTION:This session is no longer in the programme.", "STATUS:CANCELLED",
                NULL);
  g_autofree char *path = sample_path (sample, 2, "programme", NULL);
  g_autoptr (GPtrArray) events =
      gh_calendar_read (path, "Africa/Kigali", sample->model->conference.first_day, NULL, NULL);
  assert_non_null (events);
  const GhReadEvent *first = g_ptr_array_index (events, 0);
  assert_int_equal (first->start, 9 * 60);
  assert_int_equal (first->status, GH_EVENT_CANCELLED);
}

static void
closing_a_session_hides_what_it_was (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample->model->sessions[PANEL].closed = true;
  sample->programme->placements[PANEL] = (GhPlacement){ GH_NEVER, -1 };
  sample_publish (sample, 2, SECOND);
  g_autofree char *event = sample_event (sample, 2, "programme", NULL, "P2C");
  assert_lines (event, "SUMMARY:CANCELLED: Busy", "STATUS:CANCELLED", NULL);
  assert_null (strstr (event, "Panel"));
  assert_null (strstr (event, "LOCATION"));
  assert_null (strstr (event, "DESCRIPTION"));
  assert_null (strstr (event, "CATEGORIES"));
}

static void
another_zone_keeps_graves_readable (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample->model->conference.timezone = gh_model_text (sample->model, "Europe/Zurich");
  leave (sample, BOB, BUDGET);
  sample_publish (sample, 2, SECOND);
  g_autofree char *event = sample_event (sample, 2, "persons", "bob", "COM3-01");
  assert_lines (event, "DTSTART;TZID=Europe/Zurich:20220606T103000", NULL);
  g_autofree char *path = sample_path (sample, 2, "persons", "bob");
  g_autoptr (GPtrArray) events =
      gh_calendar_read (path, "Europe/Zurich", sample->model->conference.first_day, NULL, NULL);
  assert_non_null (events);
}

static void
a_damaged_last_revision_is_said (void **state)
{
  Sample *sample = *state;
  g_autoptr (GError) error = NULL;
  sample_publish (sample, 1, FIRST);
  g_autofree char *path = sample_path (sample, 1, "persons", "ann");
  assert_true (g_file_set_contents (path, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", -1, NULL));
  assert_null (gh_calendar_read_written (path, &error));
  assert_non_null (strstr (error->message, "is not a calendar as it was published"));
}

static void
written_events_come_back (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *path = sample_path (sample, 1, "persons", "ann");
  g_autoptr (GHashTable) written = gh_calendar_read_written (path, NULL);
  assert_non_null (written);
  assert_int_equal (g_hash_table_size (written), 2);
  const GhWritten *budget = g_hash_table_lookup (written, "small_5F22-COM3-01@example.org");
  assert_non_null (budget);
  assert_int_equal (budget->sequence, 0);
  assert_string_equal (budget->stamp, FIRST);
  assert_true (g_str_has_prefix (budget->body, "UID:small_5F22-COM3-01@example.org\r\n"));
  assert_true (g_str_has_suffix (budget->body, "TRANSP:OPAQUE\r\n"));
}

#define CASE(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    CASE (the_chair_is_busy),
    CASE (the_cover_is_a_proposal),
    CASE (a_wish_leaves_time_free),
    CASE (the_speaker_knows_when),
    CASE (nothing_to_attend_is_a_calendar_too),
    CASE (reserves_and_unplaced_are_absent),
    CASE (a_closed_session_reveals_nothing),
    CASE (delegations_see_who_is_where),
    CASE (a_cancelled_session_says_so),
    CASE (the_identity_is_the_first_id),
    CASE (ids_of_any_kind_make_uids),
    CASE (two_sessions_with_one_identity_are_refused),
    CASE (another_conference_has_other_identities),
    CASE (events_are_sorted),
    CASE (what_did_not_change_keeps_its_bytes),
    CASE (what_moved_is_raised),
    CASE (renaming_keeps_the_identity),
    CASE (what_left_stays_cancelled_and_comes_back_higher),
    CASE (an_unplaced_session_leaves_its_old_time),
    CASE (closing_a_session_hides_what_it_was),
    CASE (another_zone_keeps_graves_readable),
    CASE (a_damaged_last_revision_is_said),
    CASE (written_events_come_back),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
