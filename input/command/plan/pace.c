#include "input/command/plan/pace.h"
#include "input/command/command.h"

/* The first trial has so many steps. */
#define SHORTEST_TRIAL 10000
/* The last of them takes this part of the time at least, but not so many seconds ... */
#define TRIAL_SHARE 0.04
#define LONGEST_TRIAL 0.6
/* ... and half of that was spent on a complete programme, unless it takes this part of the time; or
 * that one, where it tells nothing of improving. */
#define LONGEST_SHARE 0.125
#define LONGEST_SHARE_BLIND 0.5
/* So many seconds of improving tell how quick it is, for want of more. */
#define LEAST_IMPROVED 0.02
/* The next trial is to be so much longer than enough, and at least and at most so many times as
 * long as the last. */
#define MARGIN 1.25
#define LEAST_LONGER 4
#define MOST_LONGER 16

typedef struct
{
  const GhPlanOptions *options;
  bool stopped;               /* the caller said no */
  gint64 began, last;         /* first and last question, in microseconds; 0: not yet */
  int64_t first_steps, steps; /* at both, over all threads */
  gint64 complete;            /* the first time that nothing was missing; 0: not yet */
  int64_t complete_steps;
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
  if (watch->complete == 0 && progress->unplaced == 0)
    {
      watch->complete = watch->last;
      watch->complete_steps = progress->steps;
    }
  return caller_goes_on (watch, progress);
}

/* What a short search took. */
typedef struct
{
  double whole, searched; /* seconds; before and after the search itself lie fixed costs */
  double steps;           /* of each thread, while it searched */
  double improved;        /* seconds of these with nothing missing any more, ... */
  double improving_steps; /* ... and steps */
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
  gint64 complete = watch.complete != 0 ? watch.complete : watch.last;
  int64_t complete_steps = watch.complete != 0 ? watch.complete_steps : watch.steps;
  return (Trial){ .whole = (double)(g_get_monotonic_time () - began) / 1e6,
                  .searched = (double)(watch.last - watch.began) / 1e6,
                  .steps = (double)(watch.steps - watch.first_steps) / options->threads,
                  .improved = (double)(watch.last - complete) / 1e6,
                  .improving_steps = (double)(watch.steps - complete_steps) / options->threads,
                  .ended_early = programme->steps < effort,
                  .stopped = watch.stopped };
}

/* Completing a programme takes its time once, and slow steps; what is left of SECONDS goes at the
 * speed of improving it.  Where a trial has seen too little of that, all steps count alike. */
static double
steps_in (const Trial *trial, double seconds)
{
  if (trial->improved < LEAST_IMPROVED)
    return trial->steps / MAX (trial->searched, 1e-6) * seconds;
  return trial->steps - trial->improving_steps
         + trial->improving_steps / trial->improved
               * (seconds - (trial->searched - trial->improved));
}

/* Steps that would be enough, as this trial went; but completing a programme goes slower than
 * improving it, so that a trial may mislead. */
static int64_t
longer (const Trial *trial, int64_t effort, double enough)
{
  double factor = MARGIN * enough / MAX (trial->whole, 1e-6);
  return (int64_t)((double)effort * CLAMP (factor, LEAST_LONGER, MOST_LONGER));
}

/* A whole short search cools like a long one, so both have the same speed: each trial is longer
 * than the one before, until one is long enough. */
int64_t
gh_pace_effort (const GhModel *model, const GhPlanOptions *options, double seconds, bool *stopped)
{
  gint64 began = g_get_monotonic_time ();
  double enough = MIN (seconds * TRIAL_SHARE, LONGEST_TRIAL);
  int64_t effort = SHORTEST_TRIAL;

  for (;;)
    {
      Trial trial = try_out (model, options, effort);
      double longest = trial.improved < LEAST_IMPROVED ? LONGEST_SHARE_BLIND : LONGEST_SHARE;
      double left = seconds - (double)(g_get_monotonic_time () - began) / 1e6
                    - (trial.whole - trial.searched);
      *stopped = trial.stopped;
      if (trial.stopped)
        return MAX (effort / 2, SHORTEST_TRIAL);
      if (trial.ended_early || trial.whole >= seconds * longest
          || (trial.whole >= enough && trial.improved >= enough / 2))
        return (int64_t)CLAMP (steps_in (&trial, left), (double)effort, (double)GH_MOST_EFFORT);
      effort = longer (&trial, effort, enough);
    }
}
