#include "engine/plan.h"

#include "engine/prove/grant.h"
#include "engine/search/search.h"
#include "engine/search/why.h"
#include "engine/speeches/speeches.h"

/* The effort of several searches is cut into so many legs; while it is hot, up to the first one's
 * end, each goes its own way. */
#define N_LEGS 20
#define FIRST_LEG 8
/* Where no more than so many have no place, and a speech is among them, it looks again with so many
 * other seeds at most, so far apart: of more, speeches are not to blame. */
#define FEW_UNPLACED 4
#define MOST_LOOKS_ELSEWHERE 4
#define SEED_ELSEWHERE UINT64_C (1000000007)

/* Little is left to pay where it is no more than one in so many of what a hot board costs; to grant
 * it may take this part of the effort. */
#define LITTLE 25
#define PART_TO_GRANT 8

/* One thread's search, and what all of them share. */
typedef struct
{
  GMutex lock;
  const GhPlanOptions *options;
  int n_searches;
  GhProgress *reached; /* by search */
  bool stopped;
} Shared;

typedef struct
{
  Shared *shared;
  int number;
  int64_t until; /* steps: the end of its leg */
  GhSearch *search;
} Worker;

static bool
ask (gpointer data, int64_t steps, int unplaced, int64_t cost)
{
  Worker *worker = data;
  Shared *shared = worker->shared;
  bool go_on;

  g_mutex_lock (&shared->lock);
  shared->reached[worker->number] = (GhProgress){ steps, unplaced, cost };
  if (!shared->stopped && shared->options->may_go_on != NULL)
    {
      GhProgress best = shared->reached[0];
      for (int other = 1; other < shared->n_searches; other++)
        {
          const GhProgress *this = &shared->reached[other];
          best.steps += this->steps;
          if (this->unplaced < best.unplaced
              || (this->unplaced == best.unplaced && this->cost < best.cost))
            {
              best.unplaced = this->unplaced;
              best.cost = this->cost;
            }
        }
      shared->stopped = !shared->options->may_go_on (&best, shared->options->data);
    }
  go_on = !shared->stopped;
  g_mutex_unlock (&shared->lock);
  return go_on;
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  gh_search_advance (worker->search, worker->until);
  return NULL;
}

static void
write_programme (GhSearch *search, GhProgramme *programme)
{
  GhBoard *board = search->board;
  const GhModel *model = board->model;

  for (int session = 0; session < model->n_sessions; session++)
    {
      programme->placements[session] = board->placements[session];
      for (int slot = board->teams->first_slot[session];
           slot < board->teams->first_slot[session + 1]; slot++)
        if (board->teams->slots[slot] >= 0)
          {
            guint at = programme->teams[session]->len;
            while (at > 0
                   && g_array_index (programme->teams[session], int, at - 1)
                          > board->teams->slots[slot])
              at--;
            g_array_insert_val (programme->teams[session], at, board->teams->slots[slot]);
          }
    }
  for (int session = 0; session < model->n_sessions; session++)
    if (!gh_board_has (board, session) && !model->sessions[session].reserve
        && !model->sessions[session].cancelled)
      programme->why_unplaced[session] = gh_why_unplaced (board, session);
  programme->n_unplaced = board->n_missing;
}

/* Fewer missing, then cheaper, then the lower seed. */
static int
best_of (const Worker *workers, int n)
{
  int best = 0;
  for (int worker = 1; worker < n; worker++)
    {
      const GhBest *this = &workers[worker].search->best;
      const GhBest *that = &workers[best].search->best;
      if (this->n_missing < that->n_missing
          || (this->n_missing == that->n_missing && this->cost < that->cost))
        best = worker;
    }
  return best;
}

static void
run_leg (Worker *workers, int n)
{
  g_autofree GThread **threads = g_new0 (GThread *, n);
  for (int worker = 1; worker < n; worker++)
    threads[worker] = g_thread_new ("search", work, &workers[worker]);
  work (&workers[0]);
  for (int worker = 1; worker < n; worker++)
    g_thread_join (threads[worker]);
}

/* The search whose board now is best, or worst. */
static int
outermost (const Worker *workers, int n, bool worst)
{
  int found = 0;
  for (int worker = 1; worker < n; worker++)
    {
      const GhBoard *this = workers[worker].search->board;
      const GhBoard *that = workers[found].search->board;
      bool is_better = this->n_missing < that->n_missing
                       || (this->n_missing == that->n_missing && this->cost < that->cost);
      bool is_worse = this->n_missing > that->n_missing
                      || (this->n_missing == that->n_missing && this->cost > that->cost);
      if (worst ? is_worse : is_better)
        found = worker;
    }
  return found;
}

static bool
all_go_on (const Worker *workers, int n)
{
  for (int worker = 0; worker < n; worker++)
    if (workers[worker].search->stopped || workers[worker].search->is_done)
      return false;
  return true;
}

/* All search side by side; after each leg the one that has fallen behind goes on from where the one
 * in front is.  Legs are counted in steps, so that it does not matter who is quicker. */
static void
run_all (Worker *workers, int n, int64_t effort)
{
  for (int leg = n > 1 ? FIRST_LEG : N_LEGS; leg <= N_LEGS; leg++)
    {
      for (int worker = 0; worker < n; worker++)
        workers[worker].until = leg == N_LEGS ? INT64_MAX : effort / N_LEGS * leg;
      run_leg (workers, n);
      if (leg == N_LEGS || !all_go_on (workers, n))
        break;
      int best = outermost (workers, n, false);
      int worst = outermost (workers, n, true);
      if (best != worst)
        gh_search_adopt (workers[worst].search, workers[best].search);
    }
}

/* ---- the last few wishes ------------------------------------------------------------------- */

static bool
ask_on (gpointer data, int64_t steps)
{
  const Worker *worker = data;
  const GhSearch *search = worker->search;
  return ask (data, search->steps + steps, search->best.n_missing, search->best.cost);
}

static void
take_granted (gpointer data, const GhPlacement *places)
{
  const Worker *worker = data;
  if (gh_search_move_to (worker->search, places))
    gh_search_remember (worker->search);
}

/* Where little is left to pay, moves one by one hardly ever come to where nothing is: a solver is
 * asked for that, on top of the effort. */
static void
grant_more (Worker *worker)
{
  GhSearch *search = worker->search;
  GhGrantOptions options = { .most_steps = search->effort / PART_TO_GRANT,
                             .may_go_on = ask_on,
                             .take = take_granted,
                             .data = worker };
  int64_t left_to_pay = search->best.cost - search->least_cost;
  g_autofree GhPlacement *places = NULL;

  if (!search->is_warm || search->best.n_missing > 0 || left_to_pay == 0
      || left_to_pay * LITTLE > search->heat.cost_hot - search->least_cost)
    return;
  gh_search_restore (search);
  search->record.kind = GH_BY_NO_MOVE;
  places = g_memdup2 (search->board->placements,
                      (gsize)search->board->model->n_sessions * sizeof (GhPlacement));
  search->steps += gh_grant_more (search->demands, &options, places);
}

static GhSearched *
look_back (const Worker *workers, int n)
{
  g_autofree const GhRecord **records = g_new (const GhRecord *, n);
  for (int worker = 0; worker < n; worker++)
    records[worker] = &workers[worker].search->record;
  return gh_record_sum (records, n);
}

GhProgramme *
gh_plan_from (const GhModel *model, const GhPlanOptions *options, GhLessons lessons,
              GhBeginning begin, gpointer data)
{
  GhProgramme *programme = gh_programme_new (model);
  GhDemands *demands = gh_demands_new (model, lessons);
  int n = CLAMP (options->threads, 1, GH_MOST_THREADS);
  Shared shared = { .options = options, .n_searches = n, .reached = g_new0 (GhProgress, n) };
  g_autofree Worker *workers = g_new0 (Worker, n);
  Worker *foremost;
  GhSearch *best;

  g_mutex_init (&shared.lock);
  for (int worker = 0; worker < n; worker++)
    {
      shared.reached[worker].unplaced = INT32_MAX;
      workers[worker].shared = &shared;
      workers[worker].number = worker;
      /* Seeds far apart, so that seed 1 with two threads is not seed 2 with one. */
      workers[worker].search = gh_search_new (
          demands, options->seed + UINT64_C (1000003) * (uint64_t)worker, options->effort);
      workers[worker].search->may_go_on = ask;
      workers[worker].search->data = &workers[worker];
      if (begin != NULL)
        begin (workers[worker].search->board, data);
    }
  run_all (workers, n, options->effort);

  foremost = &workers[best_of (workers, n)];
  best = foremost->search;
  if (!shared.stopped)
    grant_more (foremost);
  gh_search_restore (best);
  if (!shared.stopped)
    gh_search_fill (best);
  gh_search_remember (best);
  write_programme (best, programme);
  programme->first_complete = best->first_complete;
  programme->searched = look_back (workers, n);
  for (int worker = 0; worker < n; worker++)
    programme->steps += workers[worker].search->steps;
  gh_covers_settle (demands, programme);
  gh_speeches_settle (demands, programme, options->seed);
  if (!model->conference.share_out)
    gh_covers_withhold (programme);
  gh_programme_sort_attendance (model, programme);
  programme->cost = gh_measure (model, programme, programme->costs);

  for (int worker = 0; worker < n; worker++)
    gh_search_free (workers[worker].search);
  gh_demands_free (demands);
  g_mutex_clear (&shared.lock);
  g_free (shared.reached);
  return programme;
}

static bool
lacks_place (const GhModel *model, const GhProgramme *programme, int session)
{
  return !gh_programme_is_placed (programme, session) && !model->sessions[session].optional
         && !model->sessions[session].cancelled;
}

/* A person's delegation must be represented in a session that has no place, or they must be there
 * themselves. */
static bool
is_missed (const GhModel *model, const GhProgramme *programme, int person)
{
  int delegation = model->persons[person].delegation;
  for (int want = 0; want < model->n_delegation_wants; want++)
    if (model->delegation_wants[want].who == delegation
        && model->delegation_wants[want].wish == GH_MUST
        && lacks_place (model, programme, model->delegation_wants[want].session))
      return true;
  for (int role = 0; role < model->n_roles; role++)
    if (model->roles[role].person == person
        && lacks_place (model, programme, model->roles[role].session))
      return true;
  return false;
}

/* What a first plan teaches: speeches from afar that found no time, and speeches that may have kept
 * a session from having a place where they are, or would be.  False: nothing. */
static bool
learn (const GhModel *model, const GhProgramme *programme, bool *keep_whole, int *shunned)
{
  bool any = false;
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      const GhSpeech *this = &model->speeches[speech];
      int given_in = programme->speeches[speech].session;
      keep_whole[speech] = given_in < 0 && this->mode != GH_ONSITE;
      shunned[speech] = is_missed (model, programme, this->speaker) ? given_in : -1;
      GH_BITS_EACH (this->sessions, session)
        if (given_in < 0 && lacks_place (model, programme, session))
          shunned[speech] = session;
      any = any || keep_whole[speech] || shunned[speech] >= 0;
    }
  return any;
}

/* The better of two; the other one is freed. */
static GhProgramme *
better_of (GhProgramme *first, GhProgramme *second)
{
  bool is_better = second->n_unplaced < first->n_unplaced
                   || (second->n_unplaced == first->n_unplaced && second->cost < first->cost);
  GhProgramme *better = is_better ? second : first;
  better->steps = first->steps + second->steps;
  gh_programme_free (is_better ? first : second);
  return better;
}

/* Speeches end up elsewhere than they were meant to be given: what had no place because of where
 * they were meant to be may have one then.  That is seen soon, or not at all. */
static GhProgramme *
plan_around_speeches (const GhModel *model, const GhPlanOptions *options,
                      const GhProgramme *programme)
{
  g_autofree int *given_in = g_new (int, model->n_speeches + 1);
  GhPlanOptions shorter = *options;
  shorter.effort = options->effort / 4;
  for (int speech = 0; speech < model->n_speeches; speech++)
    given_in[speech] = programme->speeches[speech].session;
  return gh_plan_from (model, &shorter, (GhLessons){ .given_in = given_in }, NULL, NULL);
}

/* Who speaks from afar is only needed while speaking, and the search sees no more than that some
 * time is left; and in which session a speech is given is chosen before anything has a place.
 * Where that was not enough, it plans again and knows better. */
static GhProgramme *
plan_and_learn (const GhModel *model, const GhPlanOptions *options)
{
  g_autofree bool *keep_whole = g_new0 (bool, model->n_speeches + 1);
  g_autofree int *shunned = g_new (int, model->n_speeches + 1);
  GhProgramme *best = gh_plan_from (model, options, (GhLessons){ 0 }, NULL, NULL);

  if (!learn (model, best, keep_whole, shunned))
    return best;
  best = better_of (best, gh_plan_from (model, options,
                                        (GhLessons){ .keep_whole = keep_whole, .shunned = shunned },
                                        NULL, NULL));
  return best->n_unplaced == 0 ? best
                               : better_of (best, plan_around_speeches (model, options, best));
}

/* Something has no place, but not much, and some speech is given nowhere. */
static bool
may_blame_speeches (const GhModel *model, const GhProgramme *programme)
{
  if (programme->n_unplaced == 0 || programme->n_unplaced > FEW_UNPLACED)
    return false;
  for (int speech = 0; speech < model->n_speeches; speech++)
    if (programme->speeches[speech].session < 0)
      return true;
  return false;
}

/* Something has no place, and what comes before or after others might have one where those have
 * none. */
static GhProgramme *
plan_without_order (const GhModel *model, const GhPlanOptions *options, GhProgramme *best)
{
  GhPlanOptions shorter = *options;

  shorter.effort = options->effort / 4;
  return better_of (best,
                    gh_plan_from (model, &shorter, (GhLessons){ .loose_order = true }, NULL, NULL));
}

static bool
is_anything_ordered (const GhModel *model)
{
  for (int group = 0; group < model->n_groups; group++)
    if (model->groups[group].order_minutes >= 0)
      return true;
  return model->n_afters > 0 || model->n_relations > 0;
}

GhProgramme *
gh_plan (const GhModel *model, const GhPlanOptions *options)
{
  GhProgramme *best = plan_and_learn (model, options);
  GhPlanOptions elsewhere = *options;

  if (best->n_unplaced > 0 && is_anything_ordered (model))
    best = plan_without_order (model, options, best);

  /* What is learned depends on where sessions stand; with another seed they stand elsewhere. */
  elsewhere.effort = options->effort / 4;
  for (int look = 0; look < MOST_LOOKS_ELSEWHERE && may_blame_speeches (model, best); look++)
    {
      elsewhere.seed += SEED_ELSEWHERE;
      best = better_of (best, plan_and_learn (model, &elsewhere));
    }
  return best;
}
