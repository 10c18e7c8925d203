/* Writes the sample conference's calendars and changes of three revisions, in five zones, into a
 * folder: for check-files.py, which reads them with other people's programs. */
#include "tests/calendars/sample.h"

#include <stdio.h>
#include <string.h>

static void
copy (const Sample *sample, int revision, const char *kind, const char *id, const char *folder)
{
  static int n_files;
  g_autofree char *text = sample_text (sample, revision, kind, id);
  g_autofree char *zone = g_strdup (sample->model->conference.timezone);
  g_autofree char *path = NULL;

  g_strdelimit (zone, "/", '-');
  path = g_strdup_printf ("%s/%03d-%s-%d-%s.ics", folder, n_files++, zone, revision, kind);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
copy_all (const Sample *sample, int revision, const char *folder)
{
  const GhModel *model = sample->model;

  for (int person = 0; person < model->n_persons; person++)
    {
      g_autofree char *changes =
          sample_path (sample, revision, "changes", model->persons[person].id);
      copy (sample, revision, "persons", model->persons[person].id, folder);
      if (g_file_test (changes, G_FILE_TEST_EXISTS))
        copy (sample, revision, "changes", model->persons[person].id, folder);
    }
  for (int room = 0; room < model->n_rooms; room++)
    copy (sample, revision, "rooms", model->rooms[room].id, folder);
  for (int group = 0; group < model->n_groups; group++)
    copy (sample, revision, "groups", model->groups[group].id, folder);
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    copy (sample, revision, "delegations", model->delegations[delegation].id, folder);
  copy (sample, revision, "programme", NULL, folder);
}

int
main (int n_arguments, char **arguments)
{
  static const char *const zones[] = { "Africa/Kigali", "Europe/Zurich", "America/St_Johns",
                                       "Asia/Kathmandu", "UTC" };

  if (n_arguments != 2 || g_mkdir_with_parents (arguments[1], 0700) != 0)
    {
      fprintf (stderr, "usage: write-samples FOLDER\n");
      return 2;
    }
  for (gsize zone = 0; zone < G_N_ELEMENTS (zones); zone++)
    {
      Sample *sample = sample_new (zones[zone]);
      sample_publish (sample, 1, "20220501T080000Z");
      copy_all (sample, 1, arguments[1]);
      sample_place (sample, BUDGET, 3, 16, 0, 0);
      sample->programme->placements[ARABIC] = (GhPlacement){ GH_NEVER, -1 };
      sample_publish (sample, 2, "20220601T080000Z");
      copy_all (sample, 2, arguments[1]);
      sample_place (sample, ARABIC, 4, 8, 0, 1);
      sample_publish (sample, 3, "20220605T080000Z");
      copy_all (sample, 3, arguments[1]);
      sample_free (sample);
    }
  return 0;
}
