/* How long the pages of a large conference take, and how large they are: pages SPEC LANGUAGES
 * [FOLDER]
 *
 * SPEC is as in large.c.  Nothing is planned: sessions fill the rooms one start after the other,
 * and everybody goes to what they wish for, which is more than any plan would give them.  FOLDER
 * keeps the pages, in programme/draft.
 */
#include "output/output.h"
#include "tests/bench/format.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#define STARTS_A_DAY 10

static void
place_all (const GhModel *model, GhProgramme *programme)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      int start = session / model->n_rooms;
      programme->placements[session] =
          (GhPlacement){ start / STARTS_A_DAY * GH_DAY + 8 * 60 + start % STARTS_A_DAY * 60,
                         session % model->n_rooms };
    }
  for (int number = 0; number < model->n_person_wants; number++)
    {
      const GhWant *want = &model->person_wants[number];
      GhAttendance row = { .person = want->who, .session = want->session, .as = GH_AS_SHOULD };
      g_array_append_val (programme->attendance, row);
    }
  gh_programme_sort_attendance (model, programme);
}

static void
set_languages (GhModel *model, const char *names)
{
  g_auto (GStrv) languages = g_strsplit (names, ",", -1);
  guint n = g_strv_length (languages);

  g_free (model->conference.languages);
  model->conference.languages = g_new0 (const char *, n + 1);
  for (guint language = 0; language < n; language++)
    model->conference.languages[language] = gh_model_text (model, languages[language]);
}

/* Of this program and of the system for it: others on the machine do not count. */
static double
cpu_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void
measure (const GhModel *model, const GhProgramme *programme, const char *folder)
{
  static const char *const no_sheets[] = { NULL };
  g_autofree char *draft = g_build_filename (folder, "programme", "draft", NULL);
  g_autoptr (GhFolder) files = gh_folder_new ();
  g_autoptr (GError) error = NULL;
  GhMaking making = { .version = "1",
                      .command = "pages",
                      .at = "2022-01-01T08:00",
                      .revision = 1,
                      .conference_folder = folder,
                      .sheets = no_sheets };
  double before = cpu_seconds ();
  gsize n_bytes = 0;

  gh_output_pages (files, model, programme, &making);
  const GArray *all = gh_folder_files (files);
  double making_seconds = cpu_seconds () - before;
  for (guint file = 0; file < all->len; file++)
    n_bytes += g_array_index (all, GhOutputFile, file).n_bytes;
  before = cpu_seconds ();
  if (!gh_folder_write (files, draft, NULL, true, &error))
    g_error ("%s", error->message);
  g_print ("%d sessions, %d people: %u files, %.1f MB, made in %.2f s of CPU, written in %.2f s\n",
           model->n_sessions, model->n_persons, all->len, (double)n_bytes / 1e6, making_seconds,
           cpu_seconds () - before);
}

static void
remove_tree (const char *folder)
{
  const char *const words[] = { "rm", "-r", "--", folder, NULL };

  g_spawn_sync (NULL, (char **)words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

int
main (int argc, char **argv)
{
  const GhFormat *format = &gh_format_large;
  g_autofree char *problem = NULL;
  g_autofree char *folder =
      argc > 3 ? g_strdup (argv[3]) : g_dir_make_tmp ("gahunda-pages-XXXXXX", NULL);
  gpointer instance = argc > 2 ? format->read (argv[1], &problem) : NULL;

  if (instance == NULL)
    {
      g_printerr ("pages: %s\n",
                  argc > 2 ? problem : "SESSIONS:DELEGATES:WISHES:ROOMS:STARTS:SEED LANGUAGES");
      return 2;
    }
  g_autoptr (GhModel) model = format->model (instance);
  g_autoptr (GhProgramme) programme = gh_programme_new (model);
  set_languages (model, argv[2]);
  place_all (model, programme);
  measure (model, programme, folder);
  format->free (instance);
  if (argc <= 3)
    remove_tree (folder);
  return 0;
}
