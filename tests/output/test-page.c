/* The page says everything, and nothing in the sheets can break out of its place in it. */
#include "tests/output/sample.h"

/* The bytes of index.html; the caller frees them. */
static char *
page_of (void **state, const GhModel *model, const GhProgramme *programme, const GhMaking *making)
{
  sample_write (state, model, programme, making, "draft");
  return sample_read (state, "draft/index.html");
}

/* Every element that is opened is closed, in order: XML's discipline, but for HTML's empty ones. */
static void
mark_start (GMarkupParseContext *context, const char *name, const char **names, const char **values,
            gpointer data, GError **error)
{
  (*(int *)data)++;
}

static void
assert_well_formed (const char *page)
{
  const GMarkupParser parser = { .start_element = mark_start };
  int n_elements = 0;
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, 0, &n_elements, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (strstr (page, "<html"));
  static const char *const empty[] = { "<meta ", "<col " };

  assert_true (g_utf8_validate (page, -1, NULL));
  for (gsize name = 0; name < G_N_ELEMENTS (empty); name++)
    for (char *at = text->str; (at = strstr (at, empty[name])) != NULL; at++)
      g_string_insert_c (text, strchr (at, '>') - text->str, '/');
  g_markup_parse_context_parse (context, text->str, (gssize)text->len, &error);
  if (error != NULL)
    fail_msg ("%s", error->message);
  assert_true (g_markup_parse_context_end_parse (context, NULL));
  assert_true (n_elements > 100);
}

static void
assert_says (const char *page, const char *text)
{
  if (strstr (page, text) == NULL)
    fail_msg ("the page does not hold: %s", text);
}

static void
a_draft_says_everything (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  g_autofree char *page = page_of (state, model, programme, &making);

  assert_well_formed (page);
  assert_says (page, "<strong>DRAFT</strong> – made <time datetime=\"2022-06-01T08:00\">");
  assert_says (page, "Monday 6 June 2022 to Tuesday 7 June 2022");
  assert_says (page, "<b>6</b> sessions placed");
  assert_says (page, "<time datetime=\"2022-06-06T23:00\">23:00</time>–02:00");
  assert_says (page, "Opening, with &quot;guests&quot;");
  assert_says (page, "every room is taken");
  assert_says (page, "a speech has no place");
  assert_says (page, "wanted-clash");
  assert_says (page, "gahunda plan conf --seed 7");
  assert_says (page, "<dt>Seed</dt><dd>7</dd>");
  assert_says (page, "No room");
  assert_says (page, "id=\"session-PANEL\"");
  assert_says (page, "1 speech</summary>");
  assert_null (strstr (page, "<script"));
}

static void
a_revision_is_no_draft_and_says_what_changed (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_place (programme, GONE, 600, 0);
  sample_write (state, model, programme, &making, "0001");
  sample_place (programme, GONE, GH_NEVER, -1);
  sample_place (programme, OPENING, 9 * 60 + 30, 0);
  sample_place (programme, PANEL, 12 * 60 + 30, 0);
  making.revision = 2;
  making.last = sample_path (state, "0001");
  g_autofree char *page = page_of (state, model, programme, &making);
  assert_well_formed (page);
  assert_says (page, "<strong>Revision 2</strong>");
  assert_says (page, "Changed since the last revision");
  assert_says (page, "2022-06-06 09:30 AULA");
  assert_says (page, "Cancelled");
  assert_null (strstr (page, "DRAFT"));
}

/* Anybody may read the page. */
static void
a_closed_session_is_only_busy (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  g_autofree char *page = page_of (state, model, programme, &making);

  assert_says (page, "Closed session");
  assert_null (strstr (page, "secret"));
}

static void
a_reserve_is_nowhere (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_place (programme, KEPT, 700, 0);
  g_autofree char *page = page_of (state, model, programme, &making);
  assert_null (strstr (page, "KEPT"));
  assert_null (strstr (page, "Kept free"));
}

static void
waivers_are_listed (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  GhRuleRow *row = gh_model_add_rule_row (model);

  row->rule = gh_rule_find ("room-fit");
  row->of = gh_bits_new (N_SAMPLE_SESSIONS);
  gh_bits_add (row->of, PANEL);
  row->has_level = true;
  row->level = GH_LEVEL_OFF;
  row->because = gh_model_text (model, "agreed with the host");
  row->source.row = 5;
  g_autofree char *page = page_of (state, model, programme, &making);
  assert_well_formed (page);
  assert_says (page, "agreed with the host");
  assert_says (page, "rules, row 5");
}

static void
words_in_another_language_say_so (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  g_free (model->conference.languages);
  model->conference.languages = g_new0 (const char *, 2);
  model->conference.languages[0] = gh_model_text (model, "ar");
  g_autofree char *page = page_of (state, model, programme, &making);
  assert_well_formed (page);
  assert_says (page, "<html lang=\"en\">");
  assert_says (page, "<p class=\"t\" lang=\"ar\" dir=\"auto\">Panel</p>");
}

static void
hostile_texts_stay_in_their_place (void **state)
{
  g_autofree char *long_title = g_strnfill (10000, 'W');
  const char *titles[] = {
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x='",
    "&lt;b&gt; &amp; <!-- -- >",
    "\xD8\xA7\xD9\x84\xD8\xAC\xD9\x84\xD8\xB3\xD8\xA9 \xE2\x80\xAE"
    "ABC",
    "bell\x07 escape\x1B[2J delete\x7F tab\t line\n",
    long_title,
    "]]> <style>*{display:none}</style>",
  };
  GhMaking making = sample_making (state);

  making.command = "gahunda plan '<script>alert(1)</script>'";
  for (gsize title = 0; title < G_N_ELEMENTS (titles); title++)
    {
      g_autoptr (GhModel) model = sample_model ();
      const char *text = gh_model_text (model, titles[title]);
      for (int session = 0; session < N_SAMPLE_SESSIONS; session++)
        model->sessions[session].title = model->sessions[session].kind = text;
      model->conference.name = model->rooms[0].name = model->groups[0].name = text;
      model->persons[BEN].name = model->teams[0].kind = text;
      model->sessions[TALK].id = gh_model_text (model, "<i>\"&'");
      g_autoptr (GhProgramme) programme = sample_programme (model);
      g_free (programme->why_unplaced[LOST]);
      programme->why_unplaced[LOST] = g_strdup (text);
      g_autofree char *page = page_of (state, model, programme, &making);
      assert_well_formed (page);
      assert_null (strstr (page, "<script"));
      assert_null (strstr (page, "<img"));
      assert_null (strstr (page, "<i>"));
      assert_null (strchr (page, '\x07'));
      assert_null (strchr (page, '\x1B'));
    }
}

static void
an_empty_conference_has_a_page (void **state)
{
  g_autoptr (GhModel) model = gh_model_new ();
  GhMaking making = sample_making (state);

  gh_model_finish (model);
  sample_conference (model);
  g_autoptr (GhProgramme) programme = gh_programme_new (model);
  sample_write (state, model, programme, &making, "draft");
  g_autofree char *page = sample_read (state, "draft/index.html");
  assert_says (page, "Every session has a place.");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown (name, sample_set_up, sample_tear_down)
    TEST (a_draft_says_everything),
    TEST (a_revision_is_no_draft_and_says_what_changed),
    TEST (a_closed_session_is_only_busy),
    TEST (a_reserve_is_nowhere),
    TEST (waivers_are_listed),
    TEST (words_in_another_language_say_so),
    TEST (hostile_texts_stay_in_their_place),
    TEST (an_empty_conference_has_a_page),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
