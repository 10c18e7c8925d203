#include "input/command/pace.h"
#include "input/command/command.h"

/* The first trial has so many steps. */
#define SHORTEST_TRIAL 10000
/* The last of them takes this part of the time at least, but not so many seconds. */
#define TRIAL_SHARE 0.05
#define LONGEST_TRIAL 1.0

typedef struct
{
  const GhPlanOptions *options;
  bool stopped;               /* the caller said no */
  gint64 began, last;         /* first and last question, in microseconds; 0: not yet */
  int64_t first_steps, steps; /* at both, over all threads */
} Watch;

static bool
caller_goes_on (Watch *watch, const GhProgress *progress)
{
  if (watch->options->may_go_on != NULL
      && !watch->options->may_go_on (progress, watch->options->data))
    watch->stopped = true;
  return !watch->stopped;
}

static bool
watch_trial (const GhProgress *progress, gpointer data)
{
  Watch *watch = data;
  watch->last = g_get_monotonic_time ();
  if (watch->began == 0)
    {
      watch->began = watch->last;
      watch->first_steps = progress->steps;
    }
  watch->steps = progress->steps;
  return caller_goes_on (watch, progress);
}

/* What a short search took. */
typedef struct
{
  double whole, searched; /* seconds; before and after the search itself lie fixed costs */
  double steps;           /* of each thread, while it searched */
  bool ended_early;       /* it found nothing more to do */
  bool stopped;
} Trial;

static Trial
try_out (const GhModel *model, const GhPlanOptions *options, int64_t effort)
{
  Watch watch = { .options = options };
  GhPlanOptions own = { .seed = options->seed,
                        .threads = options->threads,
                        .effort = effort,
                        .may_go_on = watch_trial,
                        .data = &watch };
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GhProgramme) programme = gh_plan (model, &own);
  /* What was said after the search's last question counts too. */
  caller_goes_on (&watch,
                  &(GhProgress){ programme->steps, programme->n_unplaced, programme->cost });
  return (Trial){ .whole = (double)(g_get_monotonic_time () - began) / 1e6,
                  .searched = (double)(watch.last - watch.began) / 1e6,
                  .steps = (double)(watch.steps - watch.first_steps) / options->threads,
                  .ended_early = programme->steps < effort,
                  .stopped = watch.stopped };
}

/* A whole short search cools like a long one, so both have the same speed: each trial is twice as
 * long as the one before, until one is long enough. */
int64_t
gh_pace_effort (const GhModel *model, const GhPlanOptions *options, double seconds, bool *stopped)
{
  gint64 began = g_get_monotonic_time ();
  for (int64_t effort = SHORTEST_TRIAL;; effort *= 2)
    {
      Trial trial = try_out (model, options, effort);
      double left = seconds - (double)(g_get_monotonic_time () - began) / 1e6
                    - (trial.whole - trial.searched);
      *stopped = trial.stopped;
      if (trial.stopped)
        return MAX (effort / 2, SHORTEST_TRIAL);
      if (trial.ended_early || trial.whole >= MIN (seconds * TRIAL_SHARE, LONGEST_TRIAL))
        return (int64_t)CLAMP (trial.steps / MAX (trial.searched, 1e-6) * left, (double)effort,
                               (double)GH_MOST_EFFORT);
    }
}
