/* Why a session changed, in the languages of its readers: test-causes FILE compares every cause in
 * the six languages of the interface with that file; test-causes FILE --write makes it anew, for
 * eyes to judge. */
#include "output/causes.h"
#include "tests/output/sample.h"

#include <string.h>

static const char *golden;

/* The six languages of the interface, and one that has no words. */
static GhModel *
model_of_many_languages (void)
{
  static const char *const languages[] = { "en", "fr", "es", "ar", "zh", "ru", "rw", NULL };
  GhModel *model = sample_model ();

  sample_languages (model, languages);
  for (int language = 1; languages[language] != NULL; language++)
    if (language != 2)
      gh_model_translate (model, &model->sessions[PANEL].title_in, language, "(panel)");
  gh_model_translate (model, &model->rooms[0].name_in, 1, "Grande salle");
  return model;
}

static void
add_cause (GhProgramme *programme, int session, GhCauseKind kind, int number)
{
  GhCause cause = { kind, number };

  if (programme->causes[session] == NULL)
    programme->causes[session] = g_array_new (false, false, sizeof (GhCause));
  g_array_append_val (programme->causes[session], cause);
}

static char *
said (const GhModel *model, const GhProgramme *programme, const char *because, int language,
      const char **in)
{
  return gh_because_in (model, programme, TALK, because, language,
                        gh_words_in (model->conference.languages[language]), in);
}

/* ---- the sentences ------------------------------------------------------------------------- */

/* All of them, a language after the other; numbers stand for the panel, the hall and delegation X.
 */
static GString *
all_sentences (void)
{
  g_autoptr (GhModel) model = model_of_many_languages ();
  GString *text = g_string_new (NULL);

  for (int language = 0; strcmp (model->conference.languages[language], "rw") != 0; language++)
    {
      g_string_append_printf (text, "[%s]\n", model->conference.languages[language]);
      for (GhCauseKind kind = 0; kind < GH_N_CAUSES; kind++)
        {
          g_autoptr (GhProgramme) programme = sample_programme (model);
          const char *in;
          int number = kind == GH_CAUSE_PEOPLE || kind == GH_CAUSE_CLASH || kind == GH_CAUSE_TAKEN
                           ? PANEL
                           : 0;
          add_cause (programme, TALK, kind, number);
          g_autofree char *sentence = said (model, programme, "English", language, &in);
          g_string_append_printf (text, "%s\n", sentence);
          assert_null (in);
        }
    }
  return text;
}

static void
every_cause_has_its_sentence_in_six_languages (void **state)
{
  g_autoptr (GString) made = all_sentences ();
  g_autofree char *judged = NULL;

  assert_true (g_file_get_contents (golden, &judged, NULL, NULL));
  assert_string_equal (made->str, judged);
}

static void
several_causes_are_one_sentence (void **state)
{
  g_autoptr (GhModel) model = model_of_many_languages ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  const char *in;

  add_cause (programme, TALK, GH_CAUSE_SEATS, 0);
  add_cause (programme, TALK, GH_CAUSE_TAKEN, PANEL);
  add_cause (programme, TALK, GH_CAUSE_NEVER, -1);
  g_autofree char *english = said (model, programme, "English", 0, &in);
  g_autofree char *chinese = said (model, programme, "English", 4, &in);
  assert_string_equal (english,
                       "room “Great hall” has too few seats; room “Great hall” is taken by "
                       "“Panel” (Mon 6 Jun 09:30); it cannot stay, whatever else moves");
  assert_non_null (strstr (chinese, "不足；会议室“Great hall”由“(panel)”（6月6日 周一 09:30）"));
}

/* A closed session is its id; so is one without a title in the reader's language. */
static void
what_is_closed_or_not_translated_is_an_id (void **state)
{
  g_autoptr (GhModel) model = model_of_many_languages ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  const char *in;

  add_cause (programme, TALK, GH_CAUSE_CLASH, SHUT);
  add_cause (programme, TALK, GH_CAUSE_CLASH, PANEL);
  g_autofree char *english = said (model, programme, "English", 0, &in);
  g_autofree char *spanish = said (model, programme, "English", 2, &in);
  assert_string_equal (english, "it clashes with “SHUT” (Tue 7 Jun 10:00); it clashes with "
                                "“Panel” (Mon 6 Jun 09:30)");
  assert_non_null (strstr (spanish, "«PANEL»"));
  assert_null (in);
}

/* ---- whose words are taken ----------------------------------------------------------------- */

static void
the_sheets_words_come_first (void **state)
{
  g_autoptr (GhModel) model = model_of_many_languages ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  const char *in;

  add_cause (programme, TALK, GH_CAUSE_ROOM_SHUT, 0);
  gh_model_translate (model, &model->rooms[0].because_in, 1, "le toit fuit");
  g_autofree char *french = said (model, programme, "the hall's roof leaks", 1, &in);
  assert_string_equal (french, "le toit fuit");
  assert_null (in);
  g_autofree char *spanish = said (model, programme, "the hall's roof leaks", 2, &in);
  assert_string_equal (spanish, "the hall's roof leaks");
  assert_string_equal (in, "en");
  model->sessions[TALK].because = gh_model_text (model, "its speaker is late");
  gh_model_translate (model, &model->sessions[TALK].because_in, 2, "el orador se retrasa");
  g_autofree char *own = said (model, programme, "its speaker is late", 2, &in);
  assert_string_equal (own, "el orador se retrasa");
  assert_null (in);
}

/* A draft of an older program has sentences for organisers alone. */
static void
without_causes_it_is_english_and_says_so (void **state)
{
  g_autoptr (GhModel) model = model_of_many_languages ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  const char *in;

  g_autofree char *french = said (model, programme, "no team is free", 1, &in);
  assert_string_equal (french, "no team is free");
  assert_string_equal (in, "en");
  g_autofree char *kinyarwanda = said (model, programme, "no team is free", 6, &in);
  assert_null (in);
  g_autofree char *nothing = said (model, programme, "", 1, &in);
  assert_string_equal (nothing, "");
  assert_null (in);
}

/* ---- the manifest -------------------------------------------------------------------------- */

static JsonNode *
write_causes (const GhModel *model, const GhProgramme *programme)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  gh_causes_write (json, model, programme);
  json_builder_end_object (json);
  return json_builder_get_root (json);
}

static void
causes_come_back_from_the_manifest (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autoptr (GhProgramme) read = gh_programme_new (model);

  for (GhCauseKind kind = 0; kind < GH_N_CAUSES; kind++)
    add_cause (programme, TALK, kind, 0);
  add_cause (programme, PANEL, GH_CAUSE_TAKEN, GALA);
  add_cause (programme, PANEL, GH_CAUSE_ROOM_SHUT, 1);
  g_autoptr (JsonNode) node = write_causes (model, programme);
  gh_causes_read (json_node_get_object (node), model, read);
  g_autoptr (JsonNode) again = write_causes (model, read);
  g_autofree char *first = json_to_string (node, true);
  g_autofree char *second = json_to_string (again, true);
  assert_string_equal (first, second);
  assert_int_equal (read->causes[TALK]->len, GH_N_CAUSES);
  assert_int_equal (g_array_index (read->causes[PANEL], GhCause, 0).number, GALA);
  assert_int_equal (g_array_index (read->causes[PANEL], GhCause, 1).number, 1);
  assert_null (read->causes[GALA]);
}

/* What cannot be understood of a session's causes leaves it without. */
static void
damaged_causes_are_none (void **state)
{
  static const char *const damaged[] = {
    "{}",
    "{\"causes\": 3}",
    "{\"causes\": {\"TALK\": []}}",
    "{\"causes\": {\"TALK\": {}}}",
    "{\"causes\": {\"TALK\": [\"times\"]}}",
    "{\"causes\": {\"TALK\": [{\"cause\": \"unheard-of\"}]}}",
    "{\"causes\": {\"TALK\": [{\"cause\": \"times\"}, {\"cause\": \"taken\"}]}}",
    "{\"causes\": {\"TALK\": [{\"cause\": \"seats\", \"of\": \"PANEL\"}]}}",
    "{\"causes\": {\"TALK\": [{\"cause\": \"seats\", \"of\": 1}]}}",
  };
  g_autoptr (GhModel) model = sample_model ();

  for (gsize text = 0; text < G_N_ELEMENTS (damaged); text++)
    {
      g_autoptr (GhProgramme) programme = gh_programme_new (model);
      g_autoptr (JsonNode) node = json_from_string (damaged[text], NULL);
      gh_causes_read (json_node_get_object (node), model, programme);
      assert_null (programme->causes[TALK]);
    }
}

int
main (int n_arguments, char **arguments)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_cause_has_its_sentence_in_six_languages),
    cmocka_unit_test (several_causes_are_one_sentence),
    cmocka_unit_test (what_is_closed_or_not_translated_is_an_id),
    cmocka_unit_test (the_sheets_words_come_first),
    cmocka_unit_test (without_causes_it_is_english_and_says_so),
    cmocka_unit_test (causes_come_back_from_the_manifest),
    cmocka_unit_test (damaged_causes_are_none),
  };

  g_assert (n_arguments >= 2);
  golden = arguments[1];
  if (g_strcmp0 (arguments[2], "--write") == 0)
    {
      g_autoptr (GString) made = all_sentences ();
      g_assert_true (g_file_set_contents (golden, made->str, -1, NULL));
      return 0;
    }
  return cmocka_run_group_tests (tests, NULL, NULL);
}
