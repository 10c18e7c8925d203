/* What no programme that places every mandatory session can cost less than.
 *
 * Rules cost nothing or more, each for itself, so that their least costs add up: the cheapest place
 * of each session; soft pairs that cost wherever the two are; and whoever wants more sessions than
 * there are separate times for misses some of them: instants are chosen so that every place
 * contains one, and sessions that share an instant overlap.  How few pairs must share one is an
 * optimal semi-matching (Harvey, Ladner, Lovasz and Tamir 2006).
 *
 * Where a conference is small enough for clauses, all demands are asked of a solver with what soft
 * rules cost as wishes (least.h), which often ends at the least cost there is; the larger of the
 * two bounds is told.
 */
#include "engine/demands/domain.h"
#include "engine/prove/instants.h"
#include "engine/prove/least.h"

/* Pairs of starts that are looked at for one soft pair, at most; where there are more, some cost
 * nothing as good as certainly. */
#define MOST_LOOKS 4096

/* Sessions for which a solver is asked, at most; and how long. */
#define MOST_SESSIONS_IN_CLAUSES 60
#define CONFLICTS_TO_RAISE 200
#define CLASHES_TO_RAISE 200

static bool
must_be_placed (const GhDemands *demands, int session)
{
  return !demands->model->sessions[session].optional && demands->domains[session].is_placeable;
}

/* ---- one session ------------------------------------------------------------------------- */

static int64_t
least_room_cost (const GhDomain *domain, int option)
{
  int64_t least = INT64_MAX;
  for (int room = 0; room < domain->n_rooms; room++)
    if (gh_domain_fits (domain, option, room))
      least = MIN (least, domain->room_costs[room]);
  return least;
}

static int64_t
bound_of_places (const GhDemands *demands)
{
  int64_t bound = 0;
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      const GhDomain *domain = &demands->domains[session];
      int64_t least = INT64_MAX;
      for (int option = 0; option < domain->n_options && must_be_placed (demands, session);
           option++)
        least = MIN (least, domain->options[option].cost + least_room_cost (domain, option));
      bound += must_be_placed (demands, session) ? least : 0;
    }
  return bound;
}

/* ---- two sessions ------------------------------------------------------------------------ */

static bool
is_forbidden (const GhDemands *demands, int a, int start_a, int b, int start_b)
{
  const GhEdges *edges = &demands->edges[a];
  for (int run = 0; run < edges->n_hard; run++)
    if (gh_edge_run_find (&edges->runs[run], b) >= 0
        && gh_pair_class_is_wrong (gh_demands_pair_class (demands, edges->runs[run].pair_class),
                                   start_a, start_b))
      return true;
  return false;
}

/* What a soft pair costs at two starts, by number. */
static int64_t
cost_at (const GhDemands *demands, const GhPair *pair, GhMinute start_a, GhMinute start_b)
{
  const GhSession *sessions = demands->model->sessions;
  int difference = start_b - start_a;
  int day_a = gh_day_of (start_a);
  int day_b = gh_day_of (start_b);
  int overlap = MIN (start_a + sessions[pair->a].minutes, start_b + sessions[pair->b].minutes)
                - MAX (start_a, start_b);

  switch (pair->kind)
    {
    case GH_PAIR_APART:
      return pair->low < difference && difference < pair->high ? pair->weight : 0;
    case GH_PAIR_APART_ON_DAY:
      return day_a == day_b && pair->low < difference && difference < pair->high ? pair->weight : 0;
    case GH_PAIR_SAME_DAY:
      return day_a != day_b ? pair->weight : 0;
    case GH_PAIR_DIFFERENT_DAY:
      return day_a == day_b ? pair->weight : 0;
    case GH_PAIR_OVERLAP:
      return MAX (0, overlap) * pair->weight;
    case GH_PAIR_OVERLAP_ON_DAY:
      return day_a == day_b ? MAX (0, overlap) * pair->weight : 0;
    default:
      return 0; /* next to each other: not looked at */
    }
}

/* The least that a soft pair costs, wherever the two are together. */
static int64_t
bound_of_pair (const GhDemands *demands, const GhPair *pair)
{
  const GhDomain *domain_a = &demands->domains[pair->a];
  const GhDomain *domain_b = &demands->domains[pair->b];
  int64_t least = INT64_MAX;

  if (domain_a->n_options * domain_b->n_options > MOST_LOOKS)
    return 0;
  for (int a = 0; a < domain_a->n_options; a++)
    for (int b = 0; b < domain_b->n_options && least > 0; b++)
      {
        int64_t cost =
            cost_at (demands, pair, domain_a->options[a].start, domain_b->options[b].start);
        if (cost < least
            && !is_forbidden (demands, pair->a, demands->option_start[domain_a->first_option + a],
                              pair->b, demands->option_start[domain_b->first_option + b]))
          least = cost;
      }
  return least == INT64_MAX ? 0 : least;
}

/* Of the soft pairs of one rule, or of all others. */
static int64_t
bound_of_pairs (const GhDemands *demands, int rule, bool of_others)
{
  int64_t bound = 0;
  for (guint at = 0; at < demands->pairs->len; at++)
    {
      const GhPair *pair = &g_array_index (demands->pairs, GhPair, at);
      if (pair->weight > 0 && (pair->rule == rule) != of_others && must_be_placed (demands, pair->a)
          && must_be_placed (demands, pair->b))
        bound += bound_of_pair (demands, pair);
    }
  return bound;
}

/* ---- all that one person or delegation wants --------------------------------------------- */

/* The fewest instants such that every place of every session contains one. */
static GArray *
choose_instants (const GhDemands *demands, const GArray *sessions)
{
  g_autoptr (GArray) runs = g_array_new (false, false, sizeof (GhSpan));

  for (guint at = 0; at < sessions->len; at++)
    {
      int session = g_array_index (sessions, int, at);
      const GhDomain *domain = &demands->domains[session];
      for (int option = 0; option < domain->n_options; option++)
        {
          GhMinute start = domain->options[option].start;
          GhSpan run = { start, start + demands->model->sessions[session].minutes };
          g_array_append_val (runs, run);
        }
    }
  return gh_instants_choose (runs);
}

typedef struct
{
  int n_sessions, n_instants;
  bool *contains; /* session * n_instants + instant */
  int *at;        /* by session: the instant that it takes; -1: none yet */
  int *loads;     /* by instant */
  bool *is_seen;  /* scratch, by instant */
} Sharing;

static void
fill_sharing (Sharing *sharing, const GhDemands *demands, const GArray *sessions,
              const GArray *instants)
{
  for (int number = 0; number < sharing->n_sessions; number++)
    {
      int session = g_array_index (sessions, int, number);
      const GhDomain *domain = &demands->domains[session];
      sharing->at[number] = -1;
      for (int option = 0; option < domain->n_options; option++)
        for (int instant = 0; instant < sharing->n_instants; instant++)
          {
            GhMinute minute = g_array_index (instants, GhMinute, instant);
            GhMinute start = domain->options[option].start;
            if (minute >= start && minute < start + demands->model->sessions[session].minutes)
              sharing->contains[number * sharing->n_instants + instant] = true;
          }
    }
}

/* Leads a session to an instant with fewer than LOAD, by way of others who move on. */
static bool
lead (Sharing *sharing, int number, int load)
{
  for (int instant = 0; instant < sharing->n_instants; instant++)
    {
      if (!sharing->contains[number * sharing->n_instants + instant] || sharing->is_seen[instant])
        continue;
      sharing->is_seen[instant] = true;
      bool is_free = sharing->loads[instant] < load;
      for (int other = 0; other < sharing->n_sessions && !is_free; other++)
        if (sharing->at[other] == instant && lead (sharing, other, load))
          {
            sharing->loads[instant]--;
            is_free = true;
          }
      if (!is_free)
        continue;
      sharing->at[number] = instant;
      sharing->loads[instant]++;
      return true;
    }
  return false;
}

/* How many pairs have to share an instant, at least: sessions come one after another, each where a
 * path leads to the smallest load that it can reach, which keeps the sum least. */
static int64_t
fewest_shared (const GhDemands *demands, const GArray *sessions)
{
  g_autoptr (GArray) instants = choose_instants (demands, sessions);
  Sharing sharing = { .n_sessions = (int)sessions->len, .n_instants = (int)instants->len };
  int64_t pairs = 0;

  sharing.contains = g_new0 (bool, (gsize)sharing.n_sessions *(gsize)sharing.n_instants + 1);
  sharing.at = g_new (int, sharing.n_sessions + 1);
  sharing.loads = g_new0 (int, sharing.n_instants + 1);
  sharing.is_seen = g_new (bool, sharing.n_instants + 1);
  fill_sharing (&sharing, demands, sessions, instants);
  for (int number = 0; number < sharing.n_sessions; number++)
    for (int load = 1; sharing.at[number] < 0; load++)
      {
        for (int instant = 0; instant < sharing.n_instants; instant++)
          sharing.is_seen[instant] = false;
        lead (&sharing, number, load);
      }
  for (int instant = 0; instant < sharing.n_instants; instant++)
    pairs += (int64_t)sharing.loads[instant] * (sharing.loads[instant] - 1) / 2;
  g_free (sharing.contains);
  g_free (sharing.at);
  g_free (sharing.loads);
  g_free (sharing.is_seen);
  return pairs;
}

/* The least that one pair of these sessions costs; sessions for which the rule is not soft are left
 * out. */
static int64_t
weigh (const GhDemands *demands, const GhWant *wants, int first, int next, GArray *sessions)
{
  int64_t weight = INT64_MAX;
  g_array_set_size (sessions, 0);
  for (int want = first; want < next; want++)
    {
      GhRuleSetting setting =
          gh_rule_setting (demands->model, GH_RULE_WANTED_CLASH, wants[want].session, NULL);
      if (wants[want].wish < GH_SHOULD || setting.level != GH_LEVEL_SOFT
          || !must_be_placed (demands, wants[want].session))
        continue;
      weight = MIN (weight, setting.weight);
      g_array_append_val (sessions, wants[want].session);
    }
  return sessions->len > 1 ? weight : 0;
}

static int64_t
bound_of_wants (const GhDemands *demands, const GhWant *wants, int n_wants, bool of_delegations)
{
  const GhModel *model = demands->model;
  int largest = gh_rule_setting (model, GH_RULE_WANTED_CLASH, -1, NULL).value;
  g_autoptr (GArray) sessions = g_array_new (false, false, sizeof (int));
  int64_t bound = 0;

  for (int first = 0, next; first < n_wants; first = next)
    {
      const GhDelegation *delegation =
          of_delegations ? &model->delegations[wants[first].who] : NULL;
      int64_t weight;
      for (next = first; next < n_wants && wants[next].who == wants[first].who; next++)
        ;
      if (delegation != NULL && delegation->size > largest)
        continue;
      weight = weigh (demands, wants, first, next, sessions);
      if (weight > 0)
        bound += weight * (delegation != NULL ? delegation->weight : 1)
                 * fewest_shared (demands, sessions);
    }
  return bound;
}

/* ---- all demands together ---------------------------------------------------------------- */

static int64_t
raise_bound (GhCase *this)
{
  g_autoptr (GArray) wishes = g_array_new (false, false, sizeof (GhPriced));
  int64_t certain = 0;
  g_autoptr (GhFormula) formula = gh_formula_new_priced (this, wishes, &certain);
  g_autoptr (GhSolver) solver = gh_solver_new_quick (formula);
  g_autoptr (GhLeast) least = gh_least_new (solver, formula->n_variables);

  for (guint at = 0; at < wishes->len; at++)
    gh_least_wish (least, g_array_index (wishes, GhPriced, at).literal,
                   g_array_index (wishes, GhPriced, at).price);
  /* Where there is no complete programme at all, none costs less than anything. */
  if (gh_least_raise (least, CONFLICTS_TO_RAISE, CLASHES_TO_RAISE) == GH_IMPOSSIBLE)
    return 0;
  return certain + gh_least_bound (least);
}

static int64_t
bound_by_clauses (const GhDemands *demands)
{
  int n_sessions = 0;
  int64_t bound = 0;
  for (int session = 0; session < demands->model->n_sessions; session++)
    n_sessions += must_be_placed (demands, session);
  if (n_sessions <= MOST_SESSIONS_IN_CLAUSES)
    {
      g_autoptr (GhCase) this = gh_case_new (demands);
      bound = raise_bound (this);
    }
  return bound;
}

/* ---- the larger of both ------------------------------------------------------------------ */

static int64_t
bound_by_parts (const GhDemands *demands)
{
  const GhModel *model = demands->model;
  int64_t by_pairs = bound_of_pairs (demands, GH_RULE_WANTED_CLASH, false);
  int64_t by_wants =
      bound_of_wants (demands, model->person_wants, model->n_person_wants, false)
      + bound_of_wants (demands, model->delegation_wants, model->n_delegation_wants, true);
  return bound_of_places (demands) + bound_of_pairs (demands, GH_RULE_WANTED_CLASH, true)
         + MAX (by_pairs, by_wants);
}

int64_t
gh_bound (const GhModel *model)
{
  GhDemands *demands = gh_demands_new (model, (GhLessons){ .leave_out_speeches = true });
  int64_t by_parts = bound_by_parts (demands);
  int64_t by_clauses = bound_by_clauses (demands);
  gh_demands_free (demands);
  return MAX (by_parts, by_clauses);
}
