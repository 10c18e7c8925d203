/* schedule.xml and schedule.json: who is called what, for how long, and what is not told. */
#include "output/identity.h"
#include "output/listing.h"
#include "tests/output/sample.h"

#include <string.h>

static GhListing *
list_in (void **state, const GhModel *model, const GhProgramme *programme, int language)
{
  GhMaking making = sample_making (state);

  return gh_listing_new (model, programme, &making, language);
}

static GhListing *
list (void **state, const GhModel *model, const GhProgramme *programme)
{
  return list_in (state, model, programme, 0);
}

static const GhListed *
find (const GhListing *listing, int session)
{
  for (guint entry = 0; entry < listing->sessions->len; entry++)
    if (((GhListed *)listing->sessions->pdata[entry])->session == session)
      return listing->sessions->pdata[entry];
  return NULL;
}

/* ---- identity ----------------------------------------------------------------------------- */

/* Expected: Python's uuid.uuid5(). */
static void
a_guid_is_that_of_the_first_id_in_the_domain (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autofree char *opening = gh_guid_of_session (model, OPENING);
  g_autofree char *talk = gh_guid_of_session (model, TALK);
  g_autofree char *hall = gh_guid_of_room (model, "HALL");
  g_autofree char *ann = gh_guid_of_person (model, ANN);

  assert_string_equal (opening, "a15f2ed4-671b-5972-aad6-0055d3b501b6");
  assert_string_equal (talk, "0825f983-324a-5d24-8f3a-3ce7b512855f");
  assert_string_equal (hall, "4c3a4bc1-9542-5323-9fb9-8bea02813043");
  assert_string_equal (ann, "c3eb02ae-de44-5055-add8-ea8674f4162c");
  model->conference.domain = gh_model_text (model, "example.com");
  g_autofree char *elsewhere = gh_guid_of_session (model, OPENING);
  assert_string_not_equal (opening, elsewhere);
}

static int
number_of (void **state, int session, const char *last)
{
  g_autoptr (GhModel) model = sample_model ();
  g_auto (GStrv) guids = g_new0 (char *, N_SAMPLE_SESSIONS + 1);

  for (int other = 0; other < N_SAMPLE_SESSIONS; other++)
    guids[other] = gh_guid_of_session (model, other);
  g_autofree int *numbers =
      gh_session_numbers (model, guids, last != NULL ? sample_path (state, last) : NULL);
  for (int other = 0; other < N_SAMPLE_SESSIONS; other++)
    {
      assert_true (numbers[other] > 0);
      assert_true (other == session || numbers[other] != numbers[session]);
    }
  return numbers[session];
}

/* The last revision gave the opening the number that the talk would have. */
static void
a_number_that_was_given_is_kept (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autofree char *opening = gh_guid_of_session (model, OPENING);
  int talk = number_of (state, TALK, NULL);
  g_autofree char *json = g_strdup_printf (
      "{\"days\": [{\"rooms\": {\"A\": [{\"guid\": \"%s\", \"id\": %d}]}}]}", opening, talk);

  assert_int_not_equal (number_of (state, OPENING, NULL), talk);
  sample_save (state, "schedule.json", json);
  assert_int_equal (number_of (state, OPENING, ""), talk);
  assert_int_equal (number_of (state, TALK, ""), talk + 1);
  assert_int_equal (number_of (state, PANEL, ""), number_of (state, PANEL, NULL));
}

static void
what_is_no_number_is_not_kept (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autofree char *opening = gh_guid_of_session (model, OPENING);
  int usual = number_of (state, OPENING, NULL);
  static const char *const wrong[] = { "0", "-7", "2147483648", "\"7\"", "null", "[7]", "7.5" };

  for (gsize entry = 0; entry < G_N_ELEMENTS (wrong); entry++)
    {
      g_autofree char *json =
          g_strdup_printf ("[{\"guid\": \"%s\", \"id\": %s}]", opening, wrong[entry]);
      sample_save (state, "schedule.json", json);
      assert_int_equal (number_of (state, OPENING, ""), usual);
    }
  sample_save (state, "schedule.json", "{");
  assert_int_equal (number_of (state, OPENING, ""), usual);
  sample_save (state, "schedule.json", "");
  assert_int_equal (number_of (state, OPENING, ""), usual);
}

/* ---- time --------------------------------------------------------------------------------- */

static GhModel *
model_in (const char *timezone, int year, GDateMonth month, GDateDay day)
{
  GhModel *model = sample_model ();
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, (GDateYear)year);
  model->conference.timezone = gh_model_text (model, timezone);
  model->conference.first_day = (int)g_date_get_julian (&date);
  return model;
}

static void
expect_time (void **state, GhModel *model, GhMinute start, const char *date, const char *duration)
{
  g_autoptr (GhProgramme) programme = sample_programme (model);

  sample_place (programme, OPENING, start, 1);
  g_autoptr (GhListing) listing = list (state, model, programme);
  const GhListed *opening = find (listing, OPENING);
  assert_string_equal (opening->date, date);
  assert_string_equal (opening->duration, duration);
}

static void
times_wear_their_offset (void **state)
{
  g_autoptr (GhModel) kigali = sample_model ();
  g_autoptr (GhModel) autumn = model_in ("Europe/Berlin", 2022, G_DATE_OCTOBER, 30);
  g_autoptr (GhModel) spring = model_in ("Europe/Berlin", 2022, G_DATE_MARCH, 27);
  g_autoptr (GhModel) nepal = model_in ("Asia/Kathmandu", 2022, G_DATE_JUNE, 6);
  g_autoptr (GhModel) west = model_in ("America/St_Johns", 2022, G_DATE_JANUARY, 6);

  expect_time (state, kigali, 9 * 60 + 30, "2022-06-06T09:30:00+02:00", "01:00");
  expect_time (state, autumn, 60, "2022-10-30T01:00:00+02:00", "01:00");
  /* 02:30 comes twice. */
  expect_time (state, autumn, 150, "2022-10-30T02:30:00+02:00", "02:00");
  expect_time (state, autumn, 210, "2022-10-30T03:30:00+01:00", "01:00");
  expect_time (state, spring, 90, "2022-03-27T01:30:00+01:00", "01:00");
  expect_time (state, spring, 180, "2022-03-27T03:00:00+02:00", "01:00");
  expect_time (state, nepal, 540, "2022-06-06T09:00:00+05:45", "01:00");
  expect_time (state, west, 540, "2022-01-06T09:00:00-03:30", "01:00");
}

/* EventFahrplan takes the UTC time of day of a day's end for the hour at which its days begin. */
static void
no_session_begins_before_its_day (void **state)
{
  static const char *const zones[] = { "Africa/Kigali", "UTC", "America/Los_Angeles",
                                       "Asia/Kathmandu", "Pacific/Kiritimati" };

  for (gsize zone = 0; zone < G_N_ELEMENTS (zones); zone++)
    {
      g_autoptr (GhModel) model = model_in (zones[zone], 2022, G_DATE_JUNE, 6);
      g_autoptr (GhProgramme) programme = sample_programme (model);
      sample_place (programme, OPENING, 7 * 60, 1);
      g_autoptr (GhListing) listing = list (state, model, programme);
      assert_int_equal (listing->days->len, 2);
      const GhListedDay *day = listing->days->pdata[0];
      g_autoptr (GDateTime) end = g_date_time_new_from_iso8601 (day->end, NULL);
      g_autoptr (GDateTime) in_utc = g_date_time_to_utc (end);
      assert_true (g_date_time_get_hour (in_utc) * 60 + g_date_time_get_minute (in_utc) <= 7 * 60);
      assert_true (strcmp (day->end, "2022-06-07T00:00") >= 0);
    }
}

/* ---- what is told ------------------------------------------------------------------------- */

static void
listed_is_what_is_held (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);

  sample_place (programme, KEPT, 60, 0);
  sample_place (programme, GONE, 120, 0);
  g_autoptr (GhListing) listing = list (state, model, programme);
  assert_int_equal (listing->sessions->len, 6);
  assert_null (find (listing, KEPT));
  assert_null (find (listing, GONE));
  assert_null (find (listing, LOST));
  assert_string_equal (find (listing, WALK)->room, "No room");
  assert_string_equal (find (listing, GALA)->duration, "03:00");
  assert_string_equal (find (listing, TALK)->track, "Plenary");
  assert_true (g_str_has_suffix (find (listing, TALK)->slug, "-chat"));
}

static void
a_closed_session_is_busy_and_no_more (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhAttendance chair = { ANN, SHUT, GH_AS_ROLE, gh_model_text (model, "chair"), false };

  g_array_append_val (programme->attendance, chair);
  gh_programme_sort_attendance (model, programme);
  g_autoptr (GhListing) listing = list (state, model, programme);
  const GhListed *shut = find (listing, SHUT);
  assert_string_equal (shut->title, "Busy");
  assert_string_equal (shut->track, "");
  assert_string_equal (shut->type, "");
  assert_string_equal (shut->description, "");
  assert_int_equal (shut->persons->len, 0);
  assert_null (strstr (shut->slug, "shut"));
}

static void
people_are_those_whom_the_audience_sees (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhAttendance secretary = { CAT, PANEL, GH_AS_ROLE, gh_model_text (model, "secretary"), false };
  GhAttendance vice = { CAT, OPENING, GH_AS_ROLE, gh_model_text (model, "vice-chair"), false };

  g_array_append_val (programme->attendance, secretary);
  g_array_append_val (programme->attendance, vice);
  gh_programme_sort_attendance (model, programme);
  g_autoptr (GhListing) listing = list (state, model, programme);
  const GPtrArray *panel = find (listing, PANEL)->persons;
  const GPtrArray *opening = find (listing, OPENING)->persons;
  assert_int_equal (panel->len, 1); /* has the role, speaks twice, and is named once */
  assert_string_equal (((GhListedPerson *)panel->pdata[0])->name, "Ben");
  assert_int_equal (opening->len, 2);
  assert_string_equal (((GhListedPerson *)opening->pdata[1])->name, "Cat");
}

static void
each_language_has_its_texts_and_the_same_identities (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);

  sample_languages (model, (const char *const[]){ "en", "fr", NULL });
  gh_model_translate (model, &model->sessions[PANEL].title_in, 1, "Table ronde");
  gh_model_translate (model, &model->groups[0].name_in, 1, "Plénière");
  gh_model_translate (model, &model->rooms[0].name_in, 1, "Grande salle");
  g_autoptr (GhListing) english = list_in (state, model, programme, 0);
  g_autoptr (GhListing) french = list_in (state, model, programme, 1);
  const GhListed *panel = find (french, PANEL);
  const GhListed *talk = find (french, TALK);
  assert_string_equal (panel->title, "Table ronde");
  assert_string_equal (panel->language, "fr");
  assert_string_equal (panel->track, "Plénière");
  assert_string_equal (panel->room, "Grande salle");
  /* Nobody translated it, and that is told. */
  assert_string_equal (talk->title, "Talk");
  assert_string_equal (talk->language, "en");
  assert_string_equal (find (french, SHUT)->title, "Occupé");
  assert_string_equal (find (french, WALK)->room, "Sans salle");
  assert_string_equal (find (english, PANEL)->title, "Panel");
  for (guint entry = 0; entry < english->sessions->len; entry++)
    {
      const GhListed *one = english->sessions->pdata[entry];
      const GhListed *other = french->sessions->pdata[entry];
      assert_string_equal (one->guid, other->guid);
      assert_string_equal (one->slug, other->slug);
      assert_string_equal (one->date, other->date);
      assert_int_equal (one->number, other->number);
    }
}

static void
rooms_of_one_name_are_told_apart (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);

  model->rooms[1].name = model->rooms[0].name = gh_model_text (model, "No room");
  g_autoptr (GhListing) listing = list (state, model, programme);
  assert_int_equal (listing->rooms->len, 3);
  assert_string_equal (find (listing, PANEL)->room, "No room");
  assert_string_equal (find (listing, OPENING)->room, "No room (AULA)");
  assert_string_equal (find (listing, WALK)->room, "No room (none)");
}

static void
what_cannot_be_seen_is_left_out (void **state)
{
  g_autofree char *clean = gh_clean_text (
      " a\tb\r\nc\x1b[31m \xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6x\xE2\x81\xA9 \xEF\xBF\xBF\xC2\x85 ");
  g_autofree char *arabic = gh_clean_text ("\xE2\x80\x8F\xD8\xA7 \xE2\x80\x8E(ITU)");
  g_autofree char *none = gh_clean_text (NULL);

  assert_string_equal (clean, "a b c[31m x");
  assert_string_equal (arabic, "\xE2\x80\x8F\xD8\xA7 \xE2\x80\x8E(ITU)");
  assert_string_equal (none, "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (a_guid_is_that_of_the_first_id_in_the_domain, sample_set_up,
                                     sample_tear_down),
    cmocka_unit_test_setup_teardown (a_number_that_was_given_is_kept, sample_set_up,
                                     sample_tear_down),
    cmocka_unit_test_setup_teardown (what_is_no_number_is_not_kept, sample_set_up,
                                     sample_tear_down),
    cmocka_unit_test_setup_teardown (times_wear_their_offset, sample_set_up, sample_tear_down),
    cmocka_unit_test_setup_teardown (no_session_begins_before_its_day, sample_set_up,
                                     sample_tear_down),
    cmocka_unit_test_setup_teardown (listed_is_what_is_held, sample_set_up, sample_tear_down),
    cmocka_unit_test_setup_teardown (a_closed_session_is_busy_and_no_more, sample_set_up,
                                     sample_tear_down),
    cmocka_unit_test_setup_teardown (people_are_those_whom_the_audience_sees, sample_set_up,
                                     sample_tear_down),
    cmocka_unit_test_setup_teardown (each_language_has_its_texts_and_the_same_identities,
                                     sample_set_up, sample_tear_down),
    cmocka_unit_test_setup_teardown (rooms_of_one_name_are_told_apart, sample_set_up,
                                     sample_tear_down),
    cmocka_unit_test (what_cannot_be_seen_is_left_out),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
