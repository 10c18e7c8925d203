/* Disturbs a good programme of a published instance, and re-plans it: how much must change, what of
 * it is proved, and the processor's seconds that it takes: all of it (cpu_seconds), and by itself
 * what papers tell, demands and clauses (clauses_seconds) and the solver until the least moves are
 * proved (solver_seconds).  One `key value` a line.
 *
 *   disturb comp-2007-2-1.tim starts room --effort 60000000 --seed 1
 *   disturb comp-2007-2-1.tim starts room --from 1.sln        what `solve --out` wrote
 *
 * The disturbances are those of the literature on minimal perturbation: some sessions may no longer
 * start when they do, a room is lost for a day, pairs that are held at once clash from now on, or
 * nothing can be held at one of the starts.  What changes is counted in sessions.
 */
#include "engine/replan/least-change.h"
#include "engine/search/random.h"
#include "tests/bench/format.h"

#include <string.h>
#include <time.h>

/* For the solver alone; no instance needs a tenth of them. */
#define MOST_CONFLICTS 30000
/* How many sessions lose their start, and how many pairs clash. */
#define N_HIT 5
#define USUAL_EFFORT 20000000

typedef struct
{
  GhModel *model;
  const GhProgramme *before;
  GhRandom random;
} Disturbing;

static int
below (Disturbing *this, int n)
{
  return (int)gh_random_below (&this->random, (uint32_t)n);
}

/* ---- the disturbances -------------------------------------------------------------------- */

static void
lose_starts (Disturbing *this)
{
  for (int n = 0; n < N_HIT;)
    {
      int session = below (this, this->model->n_sessions);
      GhMinute start = this->before->placements[session].start;
      GhTimes **window = &this->model->sessions[session].window;
      if (start == GH_NEVER || !gh_times_hold (*window, start, start + 1))
        continue;
      gh_times_subtract (*window, start, start + this->model->sessions[session].minutes);
      n++;
    }
}

static void
lose_room (Disturbing *this)
{
  int room = below (this, this->model->n_rooms);
  int day = below (this, this->model->conference.n_days);
  gh_times_subtract (this->model->rooms[room].open, day * GH_DAY, (day + 1) * GH_DAY);
}

static void
add_clashes (Disturbing *this)
{
  for (int n = 0; n < N_HIT;)
    {
      int a = below (this, this->model->n_sessions);
      int b = below (this, this->model->n_sessions);
      GhMinute start = this->before->placements[a].start;
      if (a == b || start == GH_NEVER || this->before->placements[b].start != start)
        continue;
      gh_format_relate (this->model, a, b, GH_NOT_PARALLEL, GH_LEVEL_HARD, 1);
      n++;
    }
}

static void
lose_start_of_all (Disturbing *this)
{
  int session = below (this, this->model->n_sessions);
  GhMinute start = this->before->placements[session].start;
  gh_times_subtract (this->model->conference.hours, start,
                     start + this->model->sessions[session].minutes);
}

static const struct
{
  const char *name;
  void (*disturb) (Disturbing *this);
} kinds[] = {
  { "starts", lose_starts },
  { "room", lose_room },
  { "clashes", add_clashes },
  { "slot", lose_start_of_all },
};

/* ---- before and after -------------------------------------------------------------------- */

/* Everything was where BEFORE has it, and nothing is frozen. */
static GhPast *
past_of (const GhModel *model, const GhProgramme *before)
{
  GhPast *past = gh_past_new (model);
  past->now = -7 * GH_DAY;
  past->counts_sessions = true;
  for (int session = 0; session < model->n_sessions; session++)
    {
      past->sessions[session].start = before->placements[session].start;
      past->sessions[session].room = before->placements[session].room;
      past->sessions[session].people = MAX (1, model->sessions[session].attendance);
    }
  return past;
}

static void
tell (const char *key, const GhDisturbance *disturbance)
{
  g_print ("%s %d\n%s_bound %" G_GINT64_FORMAT "\n%s_proved %s\n", key, disturbance->sessions, key,
           (gint64)disturbance->bound, key, disturbance->is_proved ? "yes" : "no");
}

static void
tell_seconds (const char *key, clock_t began)
{
  g_print ("%s_seconds %.2f\n", key, (double)(clock () - began) / CLOCKS_PER_SEC);
}

/* The least moves alone, as gh_replan() asks for them. */
static void
time_proof (GhModel *model)
{
  clock_t began = clock ();
  g_autoptr (GhBits) nothing = gh_bits_new (model->n_sessions);
  GhDemands *demands = gh_demands_new (model, (GhLessons){ .leave_out_speeches = true });
  g_autoptr (GhLeastChange) change = gh_least_change_new (demands, nothing);

  tell_seconds ("clauses", began);
  began = clock ();
  gh_least_change_moves (change, MOST_CONFLICTS);
  tell_seconds ("solver", began);
  g_clear_pointer (&change, gh_least_change_free);
  gh_demands_free (demands);
}

static int
replan (const GhFormat *format, gconstpointer instance, GhModel *model, const GhProgramme *before,
        const GhPlanOptions *options)
{
  g_autoptr (GhPast) past = past_of (model, before);
  g_autoptr (GhBits) nothing = gh_bits_new (model->n_sessions);
  g_autoptr (GhProgramme) after = NULL;
  GhScore score;
  clock_t began = clock ();

  model->past = past;
  gh_past_settle (model, nothing, nothing);
  after = gh_replan (model, options, 0);
  tell_seconds ("cpu", began);
  time_proof (model);
  tell ("moved", &after->certificate->moved);
  tell ("rooms", &after->certificate->rooms);
  format->score (instance, model, after, &score);
  g_print ("unplaced %d\nsoft %" G_GINT64_FORMAT "\n", score.unplaced, (gint64)score.soft);
  model->past = NULL;
  return score.unplaced > 0 || score.hard > 0 ? 1 : 0;
}

static int
disturb (const GhFormat *format, gconstpointer instance, int kind, const GhProgramme *before,
         const GhPlanOptions *options)
{
  g_autoptr (GhModel) today = format->model (instance);
  Disturbing this = { .model = today, .before = before };

  gh_random_seed (&this.random, options->seed);
  kinds[kind].disturb (&this);
  gh_format_set_rule (today, "change", GH_LEVEL_SOFT, 1, -1);
  g_print ("disturbance %s\n", kinds[kind].name);
  return replan (format, instance, today, before, options);
}

/* The programme that FROM (NULL: none) holds, or one that is planned; NULL with *PROBLEM. */
static GhProgramme *
begin_with (const GhFormat *format, gconstpointer instance, const GhModel *model, const char *from,
            const GhPlanOptions *options, char **problem)
{
  g_autoptr (GhProgramme) programme = NULL;

  if (from == NULL)
    return gh_plan (model, options);
  programme = gh_programme_new (model);
  return format->read_solution (instance, from, programme, problem) ? g_steal_pointer (&programme)
                                                                    : NULL;
}

/* Lets each of these happen, on its own, to what it begins with. */
static int
disturb_each (const GhFormat *format, gconstpointer instance, const int *chosen, int n,
              const char *from, const GhPlanOptions *options)
{
  g_autoptr (GhModel) model = format->model (instance);
  g_autofree char *problem = NULL;
  g_autoptr (GhProgramme) before = begin_with (format, instance, model, from, options, &problem);
  GhScore score;
  int exit = 0;

  if (before == NULL)
    {
      g_printerr ("disturb: %s\n", problem);
      return 2;
    }
  format->score (instance, model, before, &score);
  g_print ("unplaced_before %d\nsoft_before %" G_GINT64_FORMAT "\n", score.unplaced,
           (gint64)score.soft);
  for (int entry = 0; entry < n; entry++)
    if (disturb (format, instance, chosen[entry], before, options) != 0)
      exit = 1;
  return exit;
}

/* -1: there is no such disturbance. */
static int
find_kind (const char *name)
{
  for (int kind = 0; kind < (int)G_N_ELEMENTS (kinds); kind++)
    if (strcmp (kinds[kind].name, name) == 0)
      return kind;
  return -1;
}

int
main (int argc, char **argv)
{
  gint64 effort = USUAL_EFFORT;
  gint64 seed = 1;
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = { { "effort", 0, 0, G_OPTION_ARG_INT64, &effort,
                                     "Plan with so many steps before (20000000)", "N" },
                                   { "from", 0, 0, G_OPTION_ARG_FILENAME, &from,
                                     "Begin with this solution and plan nothing", "SOLUTION" },
                                   { "seed", 0, 0, G_OPTION_ARG_INT64, &seed,
                                     "Another seed, another disturbance (1)", "N" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("FILE.tim starts|room|clashes|slot ...");
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  GhPlanOptions options;
  gpointer instance;
  int chosen[G_N_ELEMENTS (kinds)];
  int n = 0;
  int exit;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 3
      || argc - 2 > (int)G_N_ELEMENTS (kinds))
    {
      g_printerr ("disturb: %s\n", error != NULL ? error->message : "--help tells what it takes");
      return 2;
    }
  while (n < argc - 2 && (chosen[n] = find_kind (argv[2 + n])) >= 0)
    n++;
  instance = gh_format_tim.read (argv[1], &problem);
  if (instance == NULL || n < argc - 2)
    {
      g_printerr ("disturb: %s\n", problem != NULL ? problem : "no such disturbance; see --help");
      return 2;
    }
  options = (GhPlanOptions){ .seed = (uint64_t)seed, .threads = 1, .effort = effort };
  exit = disturb_each (&gh_format_tim, instance, chosen, n, from, &options);
  gh_format_tim.free (instance);
  return exit;
}
