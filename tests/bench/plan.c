/* Plans a folder of sheets with a counted effort, and prints steps, cost and time.
 *
 *   plan FOLDER STEPS
 */
#include "input/sheets/sheets.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct
{
  gint64 began;
  double complete; /* seconds until nothing mandatory was missing; below 0: never */
} Watch;

static bool
watch_search (const GhProgress *progress, gpointer data)
{
  Watch *watch = data;
  if (watch->complete < 0 && progress->unplaced == 0)
    watch->complete = (double)(g_get_monotonic_time () - watch->began) / 1e6;
  return true;
}

int
main (int argc, char **argv)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhModel) model = NULL;
  g_autoptr (GhProgramme) programme = NULL;
  Watch watch = { g_get_monotonic_time (), -1 };
  GhPlanOptions options = { .seed = 1, .threads = 1, .may_go_on = watch_search, .data = &watch };
  double read, planned;

  if (argc != 3)
    return fprintf (stderr, "usage: plan FOLDER STEPS\n"), 2;
  options.effort = strtoll (argv[2], NULL, 10);
  model = gh_sheets_read (argv[1], NULL, problems, &error);
  if (model == NULL)
    return fprintf (stderr, "%s cannot be read\n", argv[1]), 1;
  read = (double)(g_get_monotonic_time () - watch.began) / 1e6;
  watch.began = g_get_monotonic_time ();
  programme = gh_plan (model, &options);
  planned = (double)(g_get_monotonic_time () - watch.began) / 1e6;
  printf ("%s: %d sessions, %d people; read in %.3f s\n", argv[1], model->n_sessions,
          model->n_persons, read);
  printf ("  %lld steps in %.2f s (%.0f a second), complete after %lld steps, %.3f s\n",
          (long long)programme->steps, planned, (double)programme->steps / planned,
          (long long)programme->first_complete, watch.complete);
  printf ("  missing %d, cost %lld\n", programme->n_unplaced, (long long)programme->cost);
  return 0;
}
