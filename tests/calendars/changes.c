/* What a reader is told of what changed: calendars/changes, the first line of a moved session, and
 * all of it in the reader's language. */
#include "tests/calendars/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <libical/ical.h>

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

static void
assert_says (const char *event, const char *text)
{
  assert_non_null (event);
  if (strstr (event, text) == NULL)
    fail_msg ("no \"%s\" in\n%s", text, event);
}

static bool
is_there (const Sample *sample, int revision, const char *person)
{
  g_autofree char *path = sample_path (sample, revision, "changes", person);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* ---- files of changes --------------------------------------------------------------------- */

static void
only_who_is_concerned_has_changes (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample_place (sample, BUDGET, 3, 16, 0, 0);
  sample_publish (sample, 2, SECOND);
  for (int person = 0; person < sample->model->n_persons; person++)
    {
      assert_false (is_there (sample, 1, sample->model->persons[person].id));
      assert_int_equal (is_there (sample, 2, sample->model->persons[person].id),
                        person == ANN || person == BOB);
    }
  g_autofree char *text = sample_text (sample, 2, "changes", "ann");
  g_autofree char *whole = sample_event (sample, 2, "persons", "ann", "COM3-01");
  g_autofree char *change = sample_event (sample, 2, "changes", "ann", "COM3-01");
  assert_string_equal (change, whole);
  assert_null (strstr (text, "BILAT"));
  assert_null (strstr (text, "X-WR-CALNAME"));
  assert_null (strstr (text, "METHOD"));
}

static void
what_left_is_a_change_too (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample->programme->placements[PANEL] = (GhPlacement){ GH_NEVER, -1 };
  g_array_remove_index (sample->programme->attendance,
                        sample->programme->attendance->len - 2); /* Cyd speaks no more */
  sample_publish (sample, 2, SECOND);
  g_autofree char *change = sample_event (sample, 2, "changes", "cyd", "P2C");
  assert_says (change, "SUMMARY:CANCELLED: Panel\n");
  assert_says (change, "SEQUENCE:1\n");
}

static void
who_is_new_gets_all (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  g_autofree char *path = sample_path (sample, 1, "persons", "ann");
  assert_int_equal (remove (path), 0);
  sample_publish (sample, 2, SECOND);
  g_autofree char *budget = sample_event (sample, 2, "changes", "ann", "COM3-01");
  g_autofree char *secret = sample_event (sample, 2, "changes", "ann", "BILAT");
  assert_non_null (budget);
  assert_non_null (secret);
}

/* ---- where it was ------------------------------------------------------------------------- */

static void
the_first_line_says_where_it_was (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample_place (sample, BUDGET, 3, 16, 0, 0);
  sample_publish (sample, 2, SECOND);
  g_autofree char *moved = sample_event (sample, 2, "persons", "ann", "COM3-01");
  assert_says (moved, "DESCRIPTION:Moved: was Mon 6 Jun 10:30-12:00\\, Meeting\\; room\\, 1\\, "
                      "Convention Centre\\nYou chair this session (chair).\\n");
  assert_says (moved, "X-GAHUNDA-WAS:20220606T103000\n");

  sample_publish (sample, 3, THIRD);
  g_autofree char *still = sample_event (sample, 3, "persons", "ann", "COM3-01");
  assert_string_equal (still, moved);
  assert_false (is_there (sample, 3, "ann"));

  sample_place (sample, BUDGET, 0, 10, 30, 1);
  sample_publish (sample, 4, "20220606T070000Z");
  g_autofree char *back = sample_event (sample, 4, "persons", "ann", "COM3-01");
  assert_says (back, "DESCRIPTION:Moved: was Thu 9 Jun 16:00-17:30\\, Auditorium");
  assert_null (strstr (back, "Mon 6 Jun"));
}

static void
another_room_is_told_as_that (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample_place (sample, BUDGET, 0, 10, 30, 0);
  sample_publish (sample, 2, SECOND);
  g_autofree char *before = sample_event (sample, 2, "persons", "ann", "COM3-01");
  assert_says (before,
               "DESCRIPTION:Room changed: was Meeting\\; room\\, 1\\, Convention Centre\\n");
  sample_place (sample, BUDGET, 0, 10, 30, 1);
  sample->now = 8 * 60;
  sample_publish (sample, 3, THIRD);
  g_autofree char *today = sample_event (sample, 3, "persons", "ann", "COM3-01");
  assert_says (today, "DESCRIPTION:Room changed today: was Auditorium\\, Convention Centre\\n");
}

static void
a_room_of_another_name_is_the_same_room (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample->model->rooms[1].name = gh_model_text (sample->model, "C:\\new");
  sample_publish (sample, 2, SECOND);
  g_autofree char *renamed = sample_event (sample, 2, "persons", "ann", "COM3-01");
  assert_says (renamed, "LOCATION:C:\\\\new\\, Convention Centre\n");
  assert_says (renamed, "DESCRIPTION:You chair");
  /* A line with an escape that looks like a line break ends where it ends. */
  sample_place (sample, BUDGET, 0, 10, 30, 0);
  sample_publish (sample, 3, THIRD);
  sample_publish (sample, 4, "20220606T070000Z");
  assert_false (is_there (sample, 4, "ann"));
}

static void
what_was_not_theirs_did_not_move (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample_attend (sample, DEE, BUDGET, GH_AS_ROLE, "secretary", false);
  sample_place (sample, BUDGET, 3, 16, 0, 0);
  sample->model->sessions[CALLED_OFF].cancelled = false;
  sample_publish (sample, 2, SECOND);
  g_autofree char *hers = sample_event (sample, 2, "changes", "dee", "COM3-01");
  assert_says (hers, "DESCRIPTION:Your role in this session: secretary.");
  g_autofree char *revived = sample_event (sample, 2, "changes", "cyd", "GONE");
  assert_says (revived, "SUMMARY:Called off\n");
  assert_null (strstr (revived, "Moved"));
}

static void
nothing_in_a_title_is_told_as_such (void **state)
{
  Sample *sample = *state;
  sample->model->sessions[BUDGET].title = gh_model_text (sample->model, "\t \n");
  sample_publish (sample, 1, FIRST);
  g_autofree char *event = sample_event (sample, 1, "persons", "ann", "COM3-01");
  assert_says (event, "SUMMARY:(untitled)\n");
}

static void
a_closed_session_moves_in_silence (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample_place (sample, SECRET, 1, 12, 0, 0);
  sample_publish (sample, 2, SECOND);
  g_autofree char *eves = sample_event (sample, 2, "changes", "eve/1", "BILAT");
  assert_says (eves, "DTSTART;TZID=Africa/Kigali:20220607T120000\n");
  assert_null (strstr (eves, "DESCRIPTION"));
  assert_null (strstr (eves, "X-GAHUNDA"));
  /* Nor does another room show, where the room does not. */
  sample_place (sample, SECRET, 1, 12, 0, 1);
  sample_publish (sample, 3, THIRD);
  assert_false (is_there (sample, 3, "eve/1"));
  assert_true (is_there (sample, 3, "ann"));
}

/* ---- languages ---------------------------------------------------------------------------- */

static void
speak_french (Sample *sample, int person)
{
  GhModel *model = sample->model;
  GhSession *budget = &model->sessions[BUDGET];

  if (model->conference.languages[1] == NULL)
    {
      g_free (model->conference.languages);
      model->conference.languages = g_new0 (const char *, 3);
      model->conference.languages[0] = gh_model_text (model, "en");
      model->conference.languages[1] = gh_model_text (model, "fr");
      gh_model_translate (model, &budget->title_in, 1, "Budget : première lecture");
      gh_model_translate (model, &model->rooms[0].name_in, 1, "Amphithéâtre");
      gh_model_translate (model, &model->groups[1].name_in, 1, "Commission 3");
    }
  model->persons[person].language = gh_model_text (model, "fr-CA");
}

static void
everybody_reads_their_language (void **state)
{
  Sample *sample = *state;
  speak_french (sample, ANN);
  sample_publish (sample, 1, FIRST);
  sample_place (sample, BUDGET, 3, 16, 0, 0);
  sample_publish (sample, 2, SECOND);
  g_autofree char *anns = sample_event (sample, 2, "persons", "ann", "COM3-01");
  assert_says (anns, "SUMMARY;LANGUAGE=fr:Budget : première lecture\n");
  assert_says (anns, "LOCATION:Amphithéâtre\\, Convention Centre\n");
  assert_says (anns, "CATEGORIES:Commission 3\n");
  assert_says (anns, "DESCRIPTION:Déplacée : c’était lun. 6 juin 10:30-12:00\\, Meeting\\; room");
  assert_says (anns, "\\nVous présidez cette séance (chair).\\nSéance COM3-01\\, Commission 3\\n");
  /* What is not translated is told in the first language, and said to be. */
  g_autofree char *secret = sample_event (sample, 2, "persons", "ann", "BILAT");
  assert_says (secret, "SUMMARY;LANGUAGE=en:Secret talk\n");
  g_autofree char *bobs = sample_event (sample, 2, "persons", "bob", "COM3-01");
  assert_says (bobs, "SUMMARY;LANGUAGE=en:Budget: first reading");
  g_autofree char *rooms = sample_event (sample, 2, "rooms", "AULA", "COM3-01");
  assert_says (rooms, "LOCATION:Auditorium\\, Convention Centre\n");
}

static void
cancelled_in_french (void **state)
{
  Sample *sample = *state;
  speak_french (sample, ANN);
  speak_french (sample, EVE);
  sample_publish (sample, 1, FIRST);
  sample->model->sessions[BUDGET].cancelled = true;
  sample->programme->placements[SECRET] = (GhPlacement){ GH_NEVER, -1 };
  sample_publish (sample, 2, SECOND);
  g_autofree char *budget = sample_event (sample, 2, "changes", "ann", "COM3-01");
  assert_says (budget, "SUMMARY;LANGUAGE=fr:ANNULÉE: Budget : première lecture\n");
  assert_says (budget, "DESCRIPTION:Cette séance est annulée.\\nVous présidez");
  g_autofree char *secret = sample_event (sample, 2, "changes", "ann", "BILAT");
  assert_says (secret, "SUMMARY;LANGUAGE=en:ANNULÉE: Secret talk\n");
  assert_says (secret, "DESCRIPTION:Cette séance n’est plus");
  g_autofree char *eves = sample_event (sample, 2, "changes", "eve/1", "BILAT");
  assert_says (eves, "SUMMARY:ANNULÉE: Occupé\n");
}

static void
a_language_that_is_no_name_is_not_told (void **state)
{
  Sample *sample = *state;
  speak_french (sample, ANN);
  sample->model->conference.languages[1] = gh_model_text (sample->model, "fr\r\nX-EVIL:1");
  sample->model->persons[ANN].language = sample->model->conference.languages[1];
  sample_publish (sample, 1, FIRST);
  g_autofree char *text = sample_text (sample, 1, "persons", "ann");
  assert_non_null (strstr (text, "\r\nSUMMARY:Budget : première lecture\r\n"));
  assert_null (strstr (text, "EVIL"));
}

/* ---- by mail, and for subscribers --------------------------------------------------------- */

/* libical's table of RFC 5546: what each method must have and must not. */
static void
messages_keep_the_rules_of_their_method (void **state)
{
  Sample *sample = *state;
  g_autoptr (GhCalendarZone) zone =
      gh_calendar_zone_new ("Africa/Kigali", sample->model->conference.first_day,
                            sample->model->conference.first_day + 4, NULL);

  for (GhEventStatus status = GH_EVENT_CONFIRMED; status <= GH_EVENT_CANCELLED; status++)
    {
      GhCalendarEvent event = { .uid = "a@b", .end = 60, .summary = "x", .status = status };
      g_autofree char *body = gh_calendar_render_body (&event, zone);
      GhCalendarMessage message = { .body = body,
                                    .n_octets = strlen (body),
                                    .is_cancelled = status == GH_EVENT_CANCELLED,
                                    .sequence = 1,
                                    .stamp = FIRST,
                                    .organizer = "from@example.org",
                                    .attendee = "50%to+me@example.org" };
      g_autoptr (GString) text = gh_calendar_message (&message, zone);
      icalcomponent *calendar = icalparser_parse_string (text->str);
      assert_int_equal (icalcomponent_count_errors (calendar), 0);
      assert_true (icalrestriction_check (calendar));
      icalcomponent_free (calendar);
      assert_says (text->str, "ATTENDEE:mailto:50%25to+me@example.org\r\n");
      assert_says (text->str,
                   message.is_cancelled ? "\r\nMETHOD:CANCEL\r\n" : "\r\nMETHOD:REQUEST\r\n");
      assert_null (strstr (text->str, "X-WR-"));
    }
}

/* FIELD 6: what is no longer theirs does not pile up; what is called off is told. */
static void
subscribers_do_not_collect_graves (void **state)
{
  Sample *sample = *state;
  sample_publish (sample, 1, FIRST);
  sample->programme->placements[PANEL] = (GhPlacement){ GH_NEVER, -1 };
  sample_publish (sample, 2, SECOND);
  g_autofree char *path = sample_path (sample, 2, "persons", "cyd");
  g_autofree char *whole = sample_text (sample, 2, "persons", "cyd");
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) feed = gh_calendar_feed (path, "https://example.org/f/1.ics", &error);
  assert_null (error);
  assert_says (whole, "UID:small_5F22-P2C@example.org\r\n");
  assert_null (strstr (feed->str, "P2C"));
  assert_says (feed->str, "SUMMARY:CANCELLED: Called off\r\n");
  assert_says (feed->str, "SOURCE;VALUE=URI:https://example.org/f/1.ics\r\n");
  assert_says (feed->str, "X-PUBLISHED-TTL:PT1H\r\n");
  assert_null (gh_calendar_feed (sample->folder, NULL, NULL));
}

#define CASE(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    CASE (only_who_is_concerned_has_changes),
    CASE (what_left_is_a_change_too),
    CASE (who_is_new_gets_all),
    CASE (the_first_line_says_where_it_was),
    CASE (another_room_is_told_as_that),
    CASE (a_room_of_another_name_is_the_same_room),
    CASE (what_was_not_theirs_did_not_move),
    CASE (nothing_in_a_title_is_told_as_such),
    CASE (a_closed_session_moves_in_silence),
    CASE (everybody_reads_their_language),
    CASE (cancelled_in_french),
    CASE (a_language_that_is_no_name_is_not_told),
    CASE (messages_keep_the_rules_of_their_method),
    CASE (subscribers_do_not_collect_graves),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
