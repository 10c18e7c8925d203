/* One page of each kind in three languages, octet by octet.
 *
 * After a change that is meant: `build/tests/output/test-output-golden tests/output/golden
 * --renew`, then look at what `git diff` shows.
 */
#include "tests/output/sample.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *folder; /* of the golden files */
static bool is_renewing;

static const char *const pages[] = {
  "index.html", "days/2022-06-06.html", "sessions/PANEL.html", "groups.html", "rooms/HALL.html",
};
static const char *const of_one_language[] = { "people/of/X-BEN.html", "delegations/X.html",
                                               "report.html" };

/* ---- a conference in three languages ------------------------------------------------------- */

static void
translate (GhModel *model, const char ***in, const char *french, const char *arabic)
{
  gh_model_translate (model, in, 1, french);
  gh_model_translate (model, in, 2, arabic);
}

static GhModel *
model_in_three_languages (void)
{
  GhModel *model = sample_model ();

  sample_languages (model, (const char *const[]){ "en", "fr", "ar", NULL });
  model->conference.timezone = gh_model_text (model, "Africa/Kigali");
  translate (model, &model->conference.name_in, "Une petite conférence", "مؤتمر صغير");
  translate (model, &model->groups[0].name_in, "Plénière", "الجلسة العامة");
  translate (model, &model->rooms[0].name_in, "Grande salle", NULL);
  translate (model, &model->sessions[PANEL].title_in, "Table ronde", "حلقة نقاش (ITU-D)");
  translate (model, &model->sessions[OPENING].title_in, "Ouverture", NULL);
  model->persons[BEN].language = gh_model_text (model, "fr");
  return model;
}

/* ---- comparing ---------------------------------------------------------------------------- */

/* "fr/days/2022-06-06.html" is kept as "fr-days-2022-06-06.html". */
static char *
golden_path (const char *page)
{
  g_auto (GStrv) parts = g_strsplit (page, "/", -1);
  g_autofree char *name = g_strjoinv ("-", parts);

  return g_build_filename (folder, name, NULL);
}

static guint
first_difference (const char *one, const char *other)
{
  guint line = 1;

  for (; *one == *other && *one != '\0'; one++, other++)
    line += *one == '\n';
  return line;
}

static void
check (void **state, const char *page)
{
  g_autofree char *made = g_build_filename ("0001", page, NULL);
  g_autofree char *bytes = sample_read (state, made);
  g_autofree char *path = golden_path (page);
  g_autofree char *golden = NULL;

  if (is_renewing)
    assert_true (g_file_set_contents (path, bytes, -1, NULL));
  if (!g_file_get_contents (path, &golden, NULL, NULL))
    fail_msg ("there is no %s; --renew makes it", path);
  if (strcmp (bytes, golden) != 0)
    fail_msg ("%s differs from line %u on; where that is meant, --renew", path,
              first_difference (bytes, golden));
}

static void
pages_are_as_they_were (void **state)
{
  g_autoptr (GhModel) model = model_in_three_languages ();
  g_autoptr (GhProgramme) programme = sample_programme (model);
  GhMaking making = sample_making (state);

  making.revision = 1;
  sample_write (state, model, programme, &making, "0001");
  for (int language = 0; model->conference.languages[language] != NULL; language++)
    for (gsize page = 0; page < G_N_ELEMENTS (pages); page++)
      {
        g_autofree char *path =
            language == 0
                ? g_strdup (pages[page])
                : g_build_filename (model->conference.languages[language], pages[page], NULL);
        check (state, path);
      }
  for (gsize page = 0; page < G_N_ELEMENTS (of_one_language); page++)
    check (state, of_one_language[page]);
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (pages_are_as_they_were, sample_set_up, sample_tear_down),
  };

  if (argc < 2)
    {
      g_printerr ("golden: FOLDER [--renew]\n");
      return 2;
    }
  folder = argv[1];
  is_renewing = argc > 2 && strcmp (argv[2], "--renew") == 0;
  return cmocka_run_group_tests (tests, NULL, NULL);
}
