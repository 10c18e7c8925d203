/* The pages say everything, and nothing in the sheets can break out of its place in them. */
#include "tests/output/sample.h"

#include <string.h>
#include <sys/stat.h>

/* Every element that is opened is closed, in order: XML's discipline, but for HTML's empty ones. */
static void
mark_start (GMarkupParseContext *context, const char *name, const char **names, const char **values,
            gpointer data, GError **error)
{
  (*(int *)data)++;
}

static void
assert_well_formed (const char *file, const char *page)
{
  const GMarkupParser parser = { .start_element = mark_start };
  int n_elements = 0;
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, 0, &n_elements, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (strstr (page, "<html"));
  static const char *const empty[] = { "<meta ", "<link " };

  assert_true (g_utf8_validate (page, -1, NULL));
  for (gsize name = 0; name < G_N_ELEMENTS (empty); name++)
    for (const char *at = text->str; (at = strstr (at, empty[name])) != NULL;)
      {
        gssize end = strchr (at, '>') - text->str;
        g_string_insert_c (text, end, '/');
        at = text->str + end; /* the text may have moved */
      }
  g_markup_parse_context_parse (context, text->str, (gssize)text->len, &error);
  if (error != NULL)
    fail_msg ("%s: %s", file, error->message);
  assert_true (g_markup_parse_context_end_parse (context, NULL));
  assert_true (n_elements > 20);
}

typedef void (*EachPage) (const char *file, const char *page, gpointer data);

/* Every file below a folder of the test's that ends in .html; how many there are. */
static int
each_page (void **state, const char *below, EachPage each, gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (sample_path (state, below), 0, NULL);
  const char *name;
  int n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (below, name, NULL);
      if (g_file_test (sample_path (state, path), G_FILE_TEST_IS_DIR))
        n += each_page (state, path, each, data);
      else if (g_str_has_suffix (name, ".html"))
        {
          g_autofree char *page = sample_read (state, path);
          each (path, page, data);
          n++;
        }
    }
  return n;
}

static void
check_page (const char *file, const char *page, gpointer data)
{
  assert_well_formed (file, page);
}

/* Writes a draft, of which every page must be well formed; the bytes of one of them, the caller's
 * to free. */
static char *
page_of (void **state, const GhModel *model, const GhProgramme *programme, const GhMaking *making,
         const char *name)
{
  g_autofree char *path = g_build_filename ("draft", name, NULL);

  sample_write (state, model, programme, making, "draft");
  assert_true (each_page (state, "draft", check_page, NULL) > 10);
  return sample_read (state, path);
}

static void
assert_says (const char *page, const char *text)
{
  if (strstr (page, text) == NULL)
    fail_msg ("the page does not hold: %s", text);
}

static void
assert_lacks (const char *file, const char *page, const char *text)
{
  if (strstr (page, text) != NULL)
    fail_msg ("%s holds: %s", file, text);
}

static void
says_draft (const char *file, const char *page, gpointer data)
{
  assert_says (page, "<strong>DRAFT</strong> – made <time datetime=\"2022-06-01T08:00\">");
}

static void
a_draft_says_everything (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  g_autofree char *index = page_of (state, model, programme, &making, "index.html");
  g_autofree char *day = sample_read (state, "draft/days/2022-06-06.html");
  g_autofree char *panel = sample_read (state, "draft/sessions/PANEL.html");
  g_autofree char *report = sample_read (state, "draft/report.html");

  each_page (state, "draft", says_draft, NULL);
  assert_says (index, "Monday 6 June 2022 to Tuesday 7 June 2022");
  assert_says (index, "<a href=\"days/2022-06-06.html\">Monday 6 June 2022</a>");
  assert_says (index, "Lost");
  assert_says (day, "<time datetime=\"2022-06-06T23:00\">23:00–02:00</time>");
  assert_says (day, "Opening, with &quot;guests&quot;");
  assert_says (day, "href=\"../sessions/PANEL.html\"");
  assert_says (panel, "</time> Ben");
  assert_says (panel, "T-1");
  assert_says (report, "every room is taken");
  assert_says (report, "a speech has no place");
  assert_says (report, "wanted-clash");
  assert_says (report, "gahunda plan conf --seed 7");
  assert_says (report, "<dt>Seed</dt><dd>7</dd>");
}

/* The rows of a day's grid: a session spans the pieces of time between its start and its end. */
static void
a_grid_is_true_to_scale (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  g_autofree char *day = page_of (state, model, programme, &making, "days/2022-06-07.html");

  /* 08:00 walk without a room, 10:00 closed for half an hour, 11:00 talk for an hour. */
  assert_says (day, "No room");
  assert_says (day, "<tr class=\"m60 h\"><th scope=\"row\" rowspan=\"1\"><time "
                    "datetime=\"2022-06-07T08:00\">08:00</time></th><td></td><td></td><td class=");
  assert_says (day, "<tr class=\"m30 h\"><th scope=\"row\" rowspan=\"2\"><time "
                    "datetime=\"2022-06-07T10:00\">10:00</time></th>");
  assert_says (day, "<tr class=\"m30\">");
  assert_lacks ("the day", day, "T12:00\">12:00</time>");
}

/* A cancelled session keeps its place, and another one may have it. */
static void
two_at_once_in_a_room_stand_side_by_side (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_place (programme, GONE, 9 * 60 + 30, 0);
  sample_place (programme, PANEL, GH_NEVER, -1);
  sample_write (state, model, programme, &making, "0001");
  sample_place (programme, GONE, GH_NEVER, -1);
  sample_place (programme, PANEL, 9 * 60 + 30, 0);
  making.last = sample_path (state, "0001");
  g_autofree char *day = page_of (state, model, programme, &making, "days/2022-06-06.html");
  assert_says (day, "<th scope=\"col\" colspan=\"2\">");
  assert_says (day, "<strong class=\"x\">Cancelled</strong>");
}

/* An exhibition of three days must not make its first day's grid three days long. */
static void
what_runs_on_for_days_is_cut (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  model->sessions[GALA].minutes = 3 * GH_DAY;
  g_autofree char *day = page_of (state, model, programme, &making, "days/2022-06-06.html");
  assert_says (day, "<time datetime=\"2022-06-06T23:00\" data-to=\"4320\">23:00–23:00</time>");
  assert_says (day, "<time datetime=\"2022-06-07T05:00\">05:00</time>");
  assert_lacks ("the day", day, "<time datetime=\"2022-06-07T06:00\">");
}

static void
says_no_draft (const char *file, const char *page, gpointer data)
{
  assert_lacks (file, page, "DRAFT");
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
  g_autofree char *index = page_of (state, model, programme, &making, "index.html");
  g_autofree char *gone = sample_read (state, "draft/sessions/GONE.html");
  g_autofree char *opening = sample_read (state, "draft/sessions/OPEN.html");
  each_page (state, "draft", says_no_draft, NULL);
  assert_says (index, "<strong>Revision 2</strong>");
  assert_says (index, "Changed since the last revision");
  assert_says (index,
               "Mon 6 Jun <time datetime=\"2022-06-06T09:30\">09:30–10:30</time>, AULA</bdi></td>");
  assert_says (gone, "Cancelled");
  assert_says (opening, "Mon 6 Jun <time datetime=\"2022-06-06T09:30\">09:30–10:30</time>, AULA");
}

/* What did not change is not written again: no page but the overview and the report tells the
 * revision or its time. */
static void
pages_of_an_unchanged_programme_are_the_same_files (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  static const char *const same[] = {
    "days/2022-06-06.html", "sessions/PANEL.html", "rooms.html",
    "people/of/X-ANN.html", "groups.html",         "programme.css"
  };

  making.revision = 1;
  sample_write (state, model, programme, &making, "0001");
  making.revision = 2;
  making.at = "2022-06-02T09:00";
  making.last = sample_path (state, "0001");
  sample_write (state, model, programme, &making, "0002");
  for (gsize number = 0; number < G_N_ELEMENTS (same); number++)
    {
      struct stat one, other;
      g_autofree char *was = g_build_filename ("0001", same[number], NULL);
      g_autofree char *now = g_build_filename ("0002", same[number], NULL);
      assert_int_equal (stat (sample_path (state, was), &one), 0);
      assert_int_equal (stat (sample_path (state, now), &other), 0);
      assert_true (one.st_ino == other.st_ino);
    }
}

static void
says_no_secret (const char *file, const char *page, gpointer data)
{
  assert_lacks (file, page, "secret");
  assert_lacks (file, page, "hidden-kind");
}

/* Anybody may read the pages: of a closed session they tell its place and nothing more, and not who
 * goes there. */
static void
a_closed_session_is_only_busy (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  model->sessions[SHUT].kind = gh_model_text (model, "hidden-kind");
  model->sessions[SHUT].because = gh_model_text (model, "secret reasons");
  g_ptr_array_add (model->sessions[SHUT].tags, (gpointer)gh_model_text (model, "secret tag"));
  g_ptr_array_add (model->sessions[SHUT].features, (gpointer)gh_model_text (model, "secret door"));
  model->persons[CAT].email = gh_model_text (model, "secret@example.org");
  model->persons[CAT].needs = gh_model_text (model, "secret needs");
  sample_attend (programme, CAT, SHUT, GH_AS_MUST);
  gh_programme_sort_attendance (model, programme);
  making.revision = 1;
  g_autofree char *shut = page_of (state, model, programme, &making, "sessions/SHUT.html");
  g_autofree char *cat = sample_read (state, "draft/people/of/Y-CAT.html");
  g_autofree char *group = sample_read (state, "draft/groups/PL.html");
  assert_says (shut, "Closed session");
  assert_lacks ("the closed session", shut, "Plenary");
  assert_lacks ("its guest's page", cat, "SHUT");
  assert_lacks ("its group's page", group, "SHUT");
  each_page (state, "draft", says_no_secret, NULL);
}

/* Only in people/ it is told who goes where; elsewhere people are named for roles and speeches. */
static void
who_goes_where_is_told_in_one_folder (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_write (state, model, programme, &making, "draft");
  assert_false (g_file_test (sample_path (state, "draft/people"), G_FILE_TEST_EXISTS));
  making.revision = 1;
  g_autofree char *cat = page_of (state, model, programme, &making, "people/of/Y-CAT.html");
  g_autofree char *talk = sample_read (state, "draft/sessions/TALK.html");
  g_autofree char *opening = sample_read (state, "draft/sessions/OPEN.html");

  assert_says (cat, "href=\"../../sessions/TALK.html\"");
  assert_says (cat, "<meta name=\"robots\" content=\"noindex, nofollow\">");
  assert_lacks ("the talk", talk, "Cat");
  assert_says (opening, "</span> Ann");
}

static void
says_no_reserve (const char *file, const char *page, gpointer data)
{
  assert_lacks (file, page, "KEPT");
  assert_lacks (file, page, "Kept free");
}

static void
a_reserve_is_nowhere (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_place (programme, KEPT, 700, 0);
  sample_write (state, model, programme, &making, "draft");
  assert_true (each_page (state, "draft", says_no_reserve, NULL) > 10);
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
  g_autofree char *report = page_of (state, model, programme, &making, "report.html");
  assert_says (report, "agreed with the host");
  assert_says (report, "rules, row 5");
}

/* ---- figures of the report ---------------------------------------------------------------- */

static void
assert_file (void **state, const char *name, const char *expected)
{
  g_autofree char *bytes = sample_read (state, name);

  assert_string_equal (bytes, expected);
}

static void
want (GhModel *model, int session, GhWish wish)
{
  *gh_model_add_delegation_want (model) = (GhWant){ .who = 0, .session = session, .wish = wish };
}

static void
figures_have_their_tables (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  want (model, PANEL, GH_MUST);
  want (model, TALK, GH_SHOULD);
  model->delegations[0].size = 4;
  model->teams[1].most_minutes = 180;
  model->teams[1].most_per_day = 1;
  g_autofree char *report = page_of (state, model, programme, &making, "report.html");
  assert_says (report, "<svg role=\"img\" aria-labelledby=\"rooms\"");
  assert_says (report, "<a href=\"report/rooms.csv\">");
  /* From 09:30 to 02:00 are 990 minutes, from 08:00 to 12:00 240. */
  assert_file (state, "draft/report/rooms.csv", "room,06-06,06-07\nHALL,27,25\nAULA,6,12\n");
  assert_file (state, "draft/report/teams.csv", "team,06-06,06-07\nT-2,0,\nT-1,100,\n");
  assert_file (state, "draft/report/sittings.csv",
               "team,day,sittings,most,longest,most,minutes,most,first start to last end,most\n"
               "T-2,2022-06-06,1,,90,,90,,90,\nT-1,2022-06-06,1,1,90,180,90,,90,\n");
  assert_file (state, "draft/report/coverage.csv",
               "size,covered percent,wanted,covered\n1 person,100,0,0\n2 people,100,0,0\n"
               "3 to 5 people,50,2,1\n6 to 10 people,100,0,0\nmore than 10 people,100,0,0\n");
  assert_file (state, "draft/report/delegations.csv",
               "delegation,size,must,\"must, covered\",should,\"should, covered\"\nX,4,1,1,1,0\n");
  g_autofree char *load = sample_read (state, "draft/report/load.csv");
  assert_true (g_str_has_prefix (load, "hours,people\n0 to under 4,3\n4 to under 8,0\n"));
}

static void
pages_hold_the_clock_of_the_conference (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  GDate day;

  model->conference.timezone = gh_model_text (model, "Africa/Kigali");
  g_autofree char *even = page_of (state, model, programme, &making, "sessions.html");
  assert_says (even, " data-zone=\"Africa/Kigali\" data-offsets=\"120\"");

  /* The clocks of Paris went forward on the second day, at 01:00 UTC. */
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 30, G_DATE_MARCH, 2024);
  model->conference.first_day = (int)g_date_get_julian (&day);
  model->conference.timezone = gh_model_text (model, "Europe/Paris");
  g_autofree char *changing = page_of (state, model, programme, &making, "sessions.html");
  assert_says (changing, " data-zone=\"Europe/Paris\" data-offsets=\"60 1711846800:120\"");
}

static void
the_search_is_drawn (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  g_autofree char *report = page_of (state, model, programme, &making, "report.html");
  /* From the second point on, where no more lacked a place than at the end: 500 steps on the left
   * and 95 above, 12,000 on the right and 30 below. */
  assert_says (report, "<path class=\"curve\" d=\"M198 8H426V136H602V192H610\"/>");
  assert_file (state, "draft/report/best-so-far.csv",
               "steps,unplaced,cost\n10,4,20\n500,1,95\n7000,1,50\n12000,1,30\n");
  assert_file (
      state, "draft/report/move-kinds.csv",
      "move,what,tried,taken,better,placed,saved\n"
      "start,\"to another start, alone or in exchange for one from there\",9000,400,2,0,45\n"
      "rooms,two sessions exchange rooms,3000,70,1,0,20\n");
  g_clear_pointer (&programme->searched, gh_searched_free);
  g_autofree char *without = page_of (state, model, programme, &making, "report.html");
  assert_lacks ("the report", without, "best-so-far");
}

static void
slack_is_drawn (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  programme->certificate = g_new0 (GhCertificate, 1);
  programme->certificate->moved.price = 12;
  g_autofree char *without = page_of (state, model, programme, &making, "report.html");
  assert_lacks ("the report", without, "report/disturbance.csv");
  programme->certificate->slack = 10;
  programme->certificate->moved_without = 7;
  programme->certificate->cost_without = 44;
  g_autofree char *report = page_of (state, model, programme, &making, "report.html");
  assert_file (state, "draft/report/disturbance.csv",
               "programme,people moved,cost\nthe least change,7,44\nthis one,12,30\n");
  assert_says (report, "<circle class=\"bar\" cx=\"198\" cy=\"8\" r=\"4\"/>");
  assert_says (report, "<circle class=\"bar\" cx=\"602\" cy=\"192\" r=\"4\"/>");
}

/* Sessions of one sitting: from one to the next is less than the rest. */
static void
sittings_are_told_apart (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  int team = 0;

  g_array_append_val (programme->teams[OPENING], team);
  g_array_append_val (programme->teams[GALA], team);
  sample_place (programme, OPENING, 11 * 60 + 30, 1);
  model->teams[0].rest_minutes = 31;
  sample_write (state, model, programme, &making, "draft");
  g_autofree char *sittings = sample_read (state, "draft/report/sittings.csv");
  /* 09:30-11:00 and 11:30-12:30; 23:00-02:00. */
  assert_says (sittings, "T-2,2022-06-06,2,,180,,330,,990,\n");
  model->teams[0].rest_minutes = 30;
  sample_write (state, model, programme, &making, "draft");
  g_autofree char *shorter = sample_read (state, "draft/report/sittings.csv");
  assert_says (shorter, "T-2,2022-06-06,3,,180,,330,,990,\n");
}

static void
moves_are_told_by_days (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  sample_write (state, model, programme, &making, "0001");
  sample_place (programme, OPENING, GH_DAY + 9 * 60, 1);
  sample_place (programme, TALK, GH_DAY + 12 * 60, 0);
  making.last = sample_path (state, "0001");
  sample_write (state, model, programme, &making, "draft");
  assert_file (state, "draft/report/moves.csv", "was,06-06,06-07\n2022-06-06,,1\n2022-06-07,,1\n");
}

static void
missing_translations_are_listed (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  GhMaking making = sample_making (state);

  sample_languages (model, (const char *const[]){ "en", "fr", NULL });
  gh_model_translate (model, &model->sessions[PANEL].title_in, 1, "Table ronde");
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autofree char *report = page_of (state, model, programme, &making, "report.html");
  /* Of eleven titles and names of sessions, a group, two rooms and a delegation; but none of the
   * closed session. */
  assert_says (report, ": 10 texts: OPEN, GALA, WALK, LOST, GONE, TALK, PL, HALL, AULA, X</li>");
}

/* ---- languages ---------------------------------------------------------------------------- */

static void
each_language_has_its_pages (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  GhMaking making = sample_making (state);

  sample_languages (model, (const char *const[]){ "en", "fr", "ar", NULL });
  gh_model_translate (model, &model->sessions[PANEL].title_in, 1, "Table ronde");
  model->persons[BEN].language = gh_model_text (model, "fr");
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autofree char *french = page_of (state, model, programme, &making, "fr/sessions/PANEL.html");
  g_autofree char *arabic = sample_read (state, "draft/ar/days/2022-06-06.html");
  assert_says (french, "<html lang=\"fr\" dir=\"ltr\"");
  assert_says (french, "<h1 class=\"t\" dir=\"auto\">Table ronde</h1>");
  assert_says (french, "PROJET (DRAFT)");
  assert_says (french, "href=\"../../ar/sessions/PANEL.html\" hreflang=\"ar\" lang=\"ar\"");
  assert_says (french, "href=\"../../sessions/PANEL.html\" hreflang=\"en\"");
  assert_says (french, "href=\"../../programme.css\"");
  assert_says (french, "href=\"../days/2022-06-06.html\"");
  /* What is not translated is told in the first language, and says so. */
  assert_says (arabic, "<html lang=\"ar\" dir=\"rtl\"");
  assert_says (arabic, "<span class=\"t\" lang=\"en\" dir=\"auto\">Panel</span>");
  making.revision = 1;
  g_autofree char *ben = page_of (state, model, programme, &making, "people/of/X-BEN.html");
  assert_says (ben, "<html lang=\"fr\" dir=\"ltr\"");
  assert_says (ben, "href=\"../../fr/sessions/PANEL.html\"");
}

static void
each_language_says_why_something_changed (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);
  GhCause cause = { GH_CAUSE_TAKEN, GALA };

  sample_languages (model, (const char *const[]){ "en", "fr", NULL });
  sample_write (state, model, programme, &making, "0001");
  sample_place (programme, OPENING, GH_DAY + 9 * 60, 1);
  sample_place (programme, PANEL, 14 * 60, 1);
  programme->why_changed[OPENING] = g_strdup ("room HALL is taken by GALA (2022-06-06 23:00)");
  programme->causes[OPENING] = g_array_new (false, false, sizeof (GhCause));
  g_array_append_val (programme->causes[OPENING], cause);
  sample_place (programme, SHUT, GH_DAY + 16 * 60, 1);
  programme->why_changed[SHUT] = g_strdup ("it clashes with WALK: Cat must be in both");
  making.last = sample_path (state, "0001");
  g_autofree char *english = page_of (state, model, programme, &making, "index.html");
  g_autofree char *french = sample_read (state, "draft/fr/index.html");
  g_autofree char *table = sample_read (state, "draft/changes.csv");
  assert_says (english,
               "<td dir=\"auto\">room “Great hall” is taken by “Gala” (Mon 6 Jun 23:00)</td>");
  assert_says (
      french,
      "<td dir=\"auto\">la salle « Great hall » est prise par « GALA » (lun. 6 juin 23:00)</td>");
  /* The hall's own reason, which nobody translated. */
  assert_says (french, "<td lang=\"en\" dir=\"auto\">the hall&#39;s roof leaks</td>");
  g_autofree char *session = sample_read (state, "draft/fr/sessions/OPEN.html");
  assert_says (session, "<dt>Motif</dt><dd>la salle « Great hall » est prise par « GALA » (lun. 6 "
                        "juin 23:00)</dd>");
  assert_says (session, "Déplacée. Avant : <bdi>lun. 6 juin <time datetime=\"2022-06-06T09:30\">"
                        "09:30–10:30</time>, AULA</bdi>");
  assert_says (table, ",room HALL is taken by GALA (2022-06-06 23:00)\n");
  assert_says (english, ">SHUT</th><td>Moved</td>");
  assert_lacks ("all that read it, of a closed session,", english, "it clashes with WALK");
}

/* Words that we have in no such language are English; the sheets' texts are not. */
static void
a_language_without_words_is_told_in_english (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  GhMaking making = sample_making (state);

  sample_languages (model, (const char *const[]){ "rw", NULL });
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autofree char *panel = page_of (state, model, programme, &making, "sessions/PANEL.html");
  assert_says (panel, "<html lang=\"en\" dir=\"ltr\"");
  assert_says (panel, "<h1 class=\"t\" lang=\"rw\" dir=\"auto\">Panel</h1>");
}

/* ---- hostile texts ------------------------------------------------------------------------ */

static void
is_unbroken (const char *file, const char *page, gpointer data)
{
  const char *script = strstr (page, "<script");

  assert_well_formed (file, page);
  assert_true (g_str_has_prefix (script, "<script src=\""));
  assert_null (strstr (script + 1, "<script"));
  assert_lacks (file, page, "<img");
  assert_lacks (file, page, "<i>");
  assert_lacks (file, page, "<style");
  assert_lacks (file, page, "onmouseover=\"");
  assert_null (strchr (page, '\x07'));
  assert_null (strchr (page, '\x1B'));
}

static void
give_everything_the_text (GhModel *model, const char *text)
{
  for (int session = 0; session < N_SAMPLE_SESSIONS; session++)
    {
      model->sessions[session].title = model->sessions[session].kind = text;
      model->sessions[session].because = text;
      g_ptr_array_add (model->sessions[session].tags, (gpointer)text);
      g_ptr_array_add (model->sessions[session].features, (gpointer)text);
      gh_model_translate (model, &model->sessions[session].title_in, 1, text);
    }
  model->conference.name = model->rooms[0].name = text;
  model->groups[0].name = model->delegations[0].name = text;
  model->persons[BEN].name = model->teams[0].kind = model->roles[0].role = text;
  g_ptr_array_add (model->rooms[0].features, (gpointer)text);
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
    "{zone} {number} %s %n",
  };
  GhMaking making = sample_making (state);

  making.revision = 1;
  making.command = "gahunda plan '<script>alert(1)</script>'";
  for (gsize title = 0; title < G_N_ELEMENTS (titles); title++)
    {
      g_autoptr (GhModel) model = sample_model ();
      const char *text = gh_model_text (model, titles[title]);
      bool is_long = text == gh_model_text (model, long_title);
      sample_languages (model, (const char *const[]){ "en", is_long ? "fr" : text, "ar", NULL });
      give_everything_the_text (model, text);
      model->sessions[TALK].id = gh_model_text (model, "<i>\"&'../..%");
      model->persons[CAT].id = gh_model_text (model, "../<i>");
      g_autoptr (GhProgramme) programme = sample_programme (model);
      g_free (programme->why_unplaced[LOST]);
      programme->why_unplaced[LOST] = g_strdup (text);
      sample_write (state, model, programme, &making, "draft");
      assert_true (each_page (state, "draft", is_unbroken, NULL) > 20);
    }
}

/* An id of 200 octets is more than 255 when it is spelt out. */
static void
long_ids_have_pages_too (void **state)
{
  g_autoptr (GhModel) model = sample_model ();
  g_autofree char *one = g_strnfill (100, 'x');
  g_autoptr (GString) id = g_string_new (NULL);
  GhMaking making = sample_making (state);

  for (int letter = 0; letter < 66; letter++)
    g_string_append (id, "\xE4\xBC\x9A");
  model->sessions[PANEL].id = gh_model_text (model, id->str);
  g_string_append (id, "x");
  model->sessions[TALK].id = gh_model_text (model, id->str);
  model->rooms[0].id = gh_model_text (model, one);
  g_autoptr (GhProgramme) programme = sample_programme (model);
  g_autofree char *index = page_of (state, model, programme, &making, "index.html");
  assert_says (index, "A small conference");
}

static void
an_empty_conference_has_pages (void **state)
{
  g_autoptr (GhModel) model = gh_model_new ();
  GhMaking making = sample_making (state);

  sample_conference (model);
  gh_model_finish (model);
  g_autoptr (GhProgramme) programme = gh_programme_new (model);
  sample_write (state, model, programme, &making, "draft");
  g_autofree char *report = sample_read (state, "draft/report.html");
  g_autofree char *sessions = sample_read (state, "draft/sessions.html");
  assert_says (report, "Every session has a place.");
  assert_says (sessions, "Nothing is planned here.");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown (name, sample_set_up, sample_tear_down)
    TEST (a_draft_says_everything),
    TEST (a_grid_is_true_to_scale),
    TEST (two_at_once_in_a_room_stand_side_by_side),
    TEST (what_runs_on_for_days_is_cut),
    TEST (a_revision_is_no_draft_and_says_what_changed),
    TEST (pages_of_an_unchanged_programme_are_the_same_files),
    TEST (a_closed_session_is_only_busy),
    TEST (who_goes_where_is_told_in_one_folder),
    TEST (a_reserve_is_nowhere),
    TEST (waivers_are_listed),
    TEST (figures_have_their_tables),
    TEST (pages_hold_the_clock_of_the_conference),
    TEST (the_search_is_drawn),
    TEST (slack_is_drawn),
    TEST (sittings_are_told_apart),
    TEST (moves_are_told_by_days),
    TEST (missing_translations_are_listed),
    TEST (each_language_has_its_pages),
    TEST (each_language_says_why_something_changed),
    TEST (a_language_without_words_is_told_in_english),
    TEST (hostile_texts_stay_in_their_place),
    TEST (long_ids_have_pages_too),
    TEST (an_empty_conference_has_pages),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
