/* What is said to be impossible is, by trying every place; what is not said is possible; and
 * without any one of the demands that were named there is a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/board/board.h"
#include "engine/board/teams.h"
#include "engine/demands/domain.h"
#include "engine/engine.h"
#include "engine/prove/solver.h"
#include "engine/rules/rules.h"
#include "tests/engine/random-model.h"

#include <stdlib.h>
#include <string.h>

#define N_MODELS 400
#define N_KINDS (GH_ASKS_SEATS + 1)

/* Makes some sessions of a random model hard to place. */
static GhModel *
hard_model (int number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)number);
  GhModel *model = random_model (random);

  for (int session = 0; session < model->n_sessions; session++)
    {
      GhSession *this = &model->sessions[session];
      GhMinute day = GH_DAY * g_rand_int_range (random, 0, model->conference.n_days);
      GhMinute start = day + 15 * g_rand_int_range (random, 28, 80);
      int room = g_rand_int_range (random, 0, model->n_rooms);
      switch (g_rand_int_range (random, 0, 14))
        {
        case 0:
          gh_times_subtract (this->window, GH_BEGINNING, start);
          gh_times_subtract (this->window, start + 60, GH_END);
          break;
        case 1:
          this->pinned_start = start;
          break;
        case 2:
          this->fixed_start = start;
          break;
        case 3:
          this->pinned_room = room;
          this->attendance = 30;
          break;
        case 4:
          g_array_append_val (this->rooms, room);
          this->attendance = 30;
          break;
        case 5:
          this->layout = gh_model_text (model, "banquet");
          break;
        case 6:
          g_ptr_array_add (this->features, (gpointer)gh_model_text (model, "hybrid"));
          this->attendance = 30;
          break;
        case 7:
          this->attendance = 100000;
          break;
        case 8:
          gh_times_subtract (model->rooms[room].open, GH_BEGINNING, start);
          this->pinned_room = room;
          this->fixed_start = start - 30;
          break;
        case 9:
          if (model->n_persons > 0)
            gh_times_subtract (
                model->persons[g_rand_int_range (random, 0, model->n_persons)].present, day,
                day + GH_DAY);
          break;
        case 10:
          this->venue = g_rand_int_range (random, 0, model->n_venues);
          this->pinned_room = room;
          break;
        default:
          break;
        }
    }
  return model;
}

static bool
is_bound (const GhModel *model, int session, const char *role)
{
  return gh_rule_setting (model, gh_rule_find ("person-clash"), session, role).level
         == GH_LEVEL_HARD;
}

static bool
are_all_present (const GhModel *model, int session, GhMinute start, GhMinute end)
{
  for (int role = 0; role < model->n_roles; role++)
    if (model->roles[role].session == session && is_bound (model, session, model->roles[role].role)
        && !gh_times_hold (model->persons[model->roles[role].person].present, start, end))
      return false;
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].session == session && model->person_wants[want].named
        && model->person_wants[want].wish == GH_MUST && is_bound (model, session, NULL)
        && !gh_times_hold (model->persons[model->person_wants[want].who].present, start, end))
      return false;
  return true;
}

static bool
is_place (const GhModel *model, int session, GhMinute start)
{
  const GhSession *this = &model->sessions[session];
  GhMinute end = start + this->minutes;
  bool starts_hold = gh_rule_setting (model, GH_RULE_START, session, NULL).level == GH_LEVEL_HARD;
  bool rooms_hold = gh_rule_setting (model, GH_RULE_ROOM_FIT, session, NULL).level == GH_LEVEL_HARD;

  if ((starts_hold && !gh_start_is_right (model, session, start))
      || !are_all_present (model, session, start, end))
    return false;
  for (int room = 0; room < model->n_rooms && this->needs_room; room++)
    if ((!rooms_hold || gh_room_is_fit (model, session, room))
        && (!starts_hold || gh_times_hold (model->rooms[room].open, start, end)))
      return true;
  return !this->needs_room;
}

static bool
has_place (const GhModel *model, int session)
{
  for (GhMinute start = 0; start < model->conference.n_days * GH_DAY; start++)
    if (is_place (model, session, start))
      return true;
  return false;
}

static int
session_of (const GhProof *proof)
{
  return g_array_index (proof->sessions, int, 0);
}

static const GhProof *
proof_about (const GPtrArray *proofs, int session)
{
  for (guint number = 0; number < proofs->len; number++)
    {
      const GhProof *proof = proofs->pdata[number];
      bool is_alone = true;
      for (guint entry = 0; entry < proof->asked->len; entry++)
        is_alone = is_alone && ((const GhAsked *)proof->asked->pdata[entry])->asks <= GH_ASKS_SEATS;
      if (is_alone && session_of (proof) == session)
        return proof;
    }
  return NULL;
}

static void
make_always (GhTimes *times)
{
  gh_times_add (times, GH_BEGINNING, GH_END);
}

/* As if the demand had never been made. */
static void
lift (GhModel *model, const GhAsked *asked)
{
  GhSession *session = &model->sessions[asked->session];

  switch (asked->asks)
    {
    case GH_ASKS_HOURS:
      make_always (model->conference.hours);
      break;
    case GH_ASKS_WINDOW:
      make_always (session->window);
      break;
    case GH_ASKS_PINNED_START:
      /* A pattern counts where no start is given. */
      if (session->pinned_start != GH_NEVER)
        session->pattern = -1;
      session->pinned_start = GH_NEVER;
      break;
    case GH_ASKS_FIXED_START:
      if (session->fixed_start != GH_NEVER)
        session->pattern = -1;
      session->fixed_start = GH_NEVER;
      break;
    case GH_ASKS_PATTERN:
      session->pattern = -1;
      break;
    case GH_ASKS_PRESENCE:
      make_always (model->persons[asked->number].present);
      break;
    case GH_ASKS_OPEN_ROOM:
      for (int room = 0; room < model->n_rooms; room++)
        make_always (model->rooms[room].open);
      break;
    case GH_ASKS_PINNED_ROOM:
      session->pinned_room = -1;
      break;
    case GH_ASKS_ROOMS:
      g_array_set_size (session->rooms, 0);
      break;
    case GH_ASKS_VENUE:
      session->venue = -1;
      break;
    case GH_ASKS_LAYOUT:
      session->layout = NULL;
      break;
    case GH_ASKS_FEATURE:
      g_ptr_array_remove_index (session->features, (guint)asked->number);
      break;
    case GH_ASKS_SEATS:
      session->attendance = 0;
      break;
    default: /* it does not ask for a place of one session */
      break;
    }
}

static bool
is_kept (const GhProof *proof, guint but, GhAsks asks, int number)
{
  for (guint entry = 0; entry < proof->asked->len; entry++)
    {
      const GhAsked *asked = proof->asked->pdata[entry];
      if (entry != but && asked->asks == asks && asked->number == number)
        return true;
    }
  return false;
}

/* Leaves the session nothing but what the proof names, without one of that. */
static void
lift_all_but (GhModel *model, const GhProof *proof, guint but)
{
  for (int asks = GH_ASKS_HOURS; asks < N_KINDS; asks++)
    {
      GhAsked asked = { .asks = (GhAsks)asks, .session = session_of (proof), .number = -1 };
      int n = asks == GH_ASKS_FEATURE    ? (int)model->sessions[session_of (proof)].features->len
              : asks == GH_ASKS_PRESENCE ? model->n_persons
                                         : 0;
      if (asks != GH_ASKS_FEATURE && asks != GH_ASKS_PRESENCE
          && !is_kept (proof, but, asked.asks, -1))
        lift (model, &asked);
      for (asked.number = n - 1; asked.number >= 0; asked.number--)
        if (!is_kept (proof, but, asked.asks, asked.number))
          lift (model, &asked);
    }
}

/* The demands of a proof are enough, and no longer are without any one of them. */
static void
each_demand_is_needed (int number, const GhProof *proof)
{
  for (guint entry = 0; entry <= proof->asked->len; entry++)
    {
      g_autoptr (GhModel) model = NULL;
      if (entry < proof->asked->len
          && ((const GhAsked *)proof->asked->pdata[entry])->asks == GH_ASKS_HELD)
        continue; /* nobody would ask for a place */
      model = hard_model (number);
      lift_all_but (model, proof, entry);
      if (has_place (model, session_of (proof)) != (entry < proof->asked->len))
        fail_msg ("model %d, %s: %s", number, proof->conclusion,
                  entry < proof->asked->len
                      ? ((const GhAsked *)proof->asked->pdata[entry])->sentence
                      : "not enough");
    }
}

static void
proofs_are_right_whole_and_no_larger_than_needed (void **state)
{
  int n_of_kind[N_KINDS] = { 0 };
  int n_proofs = 0;
  int n_larger = 0;

  for (int number = 0; number < N_MODELS; number++)
    {
      g_autoptr (GhModel) model = hard_model (number);
      g_autoptr (GPtrArray) proofs = gh_prove_early (model);
      for (int session = 0; session < model->n_sessions; session++)
        {
          const GhProof *proof = proof_about (proofs, session);
          if (model->sessions[session].optional || model->sessions[session].cancelled)
            {
              assert_null (proof);
              continue;
            }
          if ((proof == NULL) != has_place (model, session))
            fail_msg ("model %d, session %d: %s", number, session,
                      proof != NULL ? proof->conclusion : "nothing was said");
          if (proof == NULL)
            continue;
          n_proofs++;
          n_larger += proof->asked->len > 2;
          for (guint entry = 0; entry < proof->asked->len; entry++)
            n_of_kind[((const GhAsked *)proof->asked->pdata[entry])->asks]++;
          each_demand_is_needed (number, proof);
        }
    }
  print_message ("%d proofs, %d with more than one demand\n", n_proofs, n_larger);
  assert_true (n_proofs > N_MODELS / 2 && n_larger > 50);
  /* What was published before is asked for by re-planning alone (test-replan.c). */
  for (int kind = 0; kind < N_KINDS; kind++)
    if (n_of_kind[kind] == 0 && kind != GH_ASKS_STAYS && kind != GH_ASKS_NOTICE
        && kind != GH_ASKS_STAYS_IN)
      fail_msg ("kind %d of demands never came up", kind);
}

/* ---- clashes, against brute force -------------------------------------------------------- */

static void
no_conference_that_can_be_held_is_called_impossible (void **state)
{
  int n_models = *(const int *)*state;
  int n_possible = 0, n_impossible = 0, n_early = 0, n_by_clauses = 0, n_not_known = 0;
  int n_sessions = 0, n_certain = 0;

  for (int number = 0; number < n_models; number++)
    {
      g_autoptr (GhModel) model = random_short_model (number);
      g_autoptr (GPtrArray) early = gh_prove_early (model);
      g_autoptr (GPtrArray) proofs =
          early->len > 0 ? g_ptr_array_ref (early) : gh_prove_clash (model, NULL);
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      GhBoard *board = gh_board_new (demands);
      int nodes = 300000;
      bool is_possible = try_to_complete (board, 0, &nodes);

      gh_board_free (board);
      gh_demands_free (demands);
      if (is_possible && proofs->len > 0)
        fail_msg ("model %d: %s", number, ((GhProof *)proofs->pdata[0])->conclusion);
      n_possible += is_possible;
      n_impossible += !is_possible && nodes > 0;
      n_early += early->len > 0;
      n_by_clauses += early->len == 0 && proofs->len > 0;
      n_not_known += !is_possible && nodes > 0 && proofs->len == 0;
      for (guint proof = 0; proof < proofs->len; proof++)
        {
          n_sessions += (int)((GhProof *)proofs->pdata[proof])->sessions->len;
          n_certain += ((GhProof *)proofs->pdata[proof])->is_least;
        }
    }
  print_message ("%d models: %d possible, %d not, of which %d were not proved so; %d proved early, "
                 "%d by clauses; %d proofs are certainly least, %d sessions in all\n",
                 n_models, n_possible, n_impossible, n_not_known, n_early, n_by_clauses, n_certain,
                 n_sessions);
  assert_true (n_possible > n_models / 10 && n_early > n_models / 10
               && n_by_clauses > n_models / 100);
}

/* ---- teams, against brute force ---------------------------------------------------------- */

static int
one_of (GRand *random, const int *choices, int n)
{
  return choices[g_rand_int_range (random, 0, n)];
}
#define ONE_OF(random, ...)                                                                        \
  one_of (random, (const int[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const int[]){ __VA_ARGS__ })))

static void
add_limited_team (GRand *random, GhModel *model, int number)
{
  GhTeam *team = gh_model_add_team (model);
  team->id = gh_model_text (model, number == 0 ? "T0" : "T1");
  team->kind = gh_model_text (model, "interpretation");
  team->rest_minutes = ONE_OF (random, 0, 30, 60, 90, 90, 120);
  team->most_minutes = ONE_OF (random, -1, 90, 150, 180, 240);
  team->most_per_day = ONE_OF (random, -1, 1, 1, 2);
  team->most_minutes_per_day = ONE_OF (random, -1, -1, 135, 180, 240);
  team->day_minutes = ONE_OF (random, -1, -1, 240, 360);
  team->most_in_5_workdays = ONE_OF (random, -1, 1, 2, 3);
  team->remote = g_rand_boolean (random);
  if (ONE_OF (random, 0, 0, 1) == 1)
    gh_times_subtract (team->available, 0, 10 * 60);
}

static void
add_interpreted_session (GRand *random, GhModel *model, int number, int n_teams, bool is_fixed)
{
  g_autofree char *id = g_strdup_printf ("S%d", number);
  GhSession *session = gh_model_add_session (model);
  GhTeamNeed need = { gh_model_text (model, "interpretation"), ONE_OF (random, 1, 1, 1, n_teams) };
  int day = g_rand_int_range (random, 0, model->conference.n_days);

  session->id = session->title = gh_model_text (model, id);
  session->minutes = ONE_OF (random, 15, 45, 60, 60, 90, 120);
  session->pattern = 0;
  session->needs_room = ONE_OF (random, 0, 0, 1);
  if (!session->needs_room)
    session->venue = ONE_OF (random, -1, 0, 1, 2);
  session->optional = ONE_OF (random, 0, 0, 0, 0, 1);
  if (ONE_OF (random, 0, 1, 1, 1, 1, 1) == 1)
    g_array_append_val (session->teams, need);
  if (is_fixed && ONE_OF (random, 0, 1, 1, 1) == 1)
    session->fixed_start = day * GH_DAY + 30 * g_rand_int_range (random, 16, 34);
  else if (model->conference.n_days > 2 || g_rand_boolean (random))
    {
      gh_times_subtract (session->window, GH_BEGINNING, day * GH_DAY);
      gh_times_subtract (session->window, (day + 1) * GH_DAY + 120, GH_END);
    }
}

/* Few sessions and starts, so that all places can be tried, and teams of which much is asked. Where
 * most starts are fixed, it often hangs on one session between two others, or on exactly a rest. */
static GhModel *
team_model (int number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)(200000 + number));
  GhModel *model = gh_model_new ();
  int n_sessions = g_rand_int_range (random, 3, 7);
  int n_teams = ONE_OF (random, 1, 1, 2);
  bool is_fixed = ONE_OF (random, 0, 1, 1) == 1;
  GhPatternRow *row;

  model->conference.timezone = gh_model_text (model, "Africa/Kigali");
  model->conference.first_day = 738312; /* 2022-06-06 */
  model->conference.n_days = ONE_OF (random, 1, 1, 2, 8);
  model->conference.grid_minutes = 15;
  gh_model_venue (model, "A");
  gh_model_venue (model, "B");
  gh_model_venue (model, "C");
  gh_model_set_travel (model, 0, 1, ONE_OF (random, 20, 60));
  gh_model_set_travel (model, 1, 2, 15);
  gh_model_set_travel (model, 0, 2, ONE_OF (random, 30, 120));
  row = gh_pattern_add_row (gh_model_add_pattern (model));
  for (int start = 8 * 60; start < 24 * 60; start += 15)
    if (g_rand_int_range (random, 0, 14) == 0 || start == 9 * 60)
      g_array_append_val (row->starts, start);
  for (int room = 0; room < 2; room++)
    {
      GhRoom *this = gh_model_add_room (model);
      this->id = this->name = gh_model_text (model, room == 0 ? "R0" : "R1");
      this->venue = room;
      this->seats = 100;
    }
  for (int session = 0; session < n_sessions; session++)
    add_interpreted_session (random, model, session, n_teams, is_fixed);
  for (int team = 0; team < n_teams; team++)
    add_limited_team (random, model, team);
  if (ONE_OF (random, 0, 0, 0, 1) == 1)
    {
      GhRuleRow *waiver = gh_model_add_rule_row (model);
      waiver->rule = gh_rule_find ("teams");
      waiver->has_level = true;
      waiver->level = GH_LEVEL_OFF;
      waiver->of = gh_bits_new (n_sessions);
      gh_bits_add (waiver->of, 0);
    }
  gh_model_finish (model);
  return model;
}

/* The same as if nobody needed teams. */
static GhModel *
model_without_teams (int number)
{
  GhModel *model = team_model (number);
  for (int session = 0; session < model->n_sessions; session++)
    g_array_set_size (model->sessions[session].teams, 0);
  return model;
}

/* The same, with nothing asked of teams but that they are in one place at a time. */
static GhModel *
model_without_limits (int number)
{
  GhModel *model = team_model (number);
  for (int team = 0; team < model->n_teams; team++)
    {
      GhTeam *this = &model->teams[team];
      this->most_minutes = this->most_per_day = this->most_minutes_per_day = -1;
      this->day_minutes = this->most_in_5_workdays = -1;
      this->rest_minutes = 0;
      this->remote = true;
    }
  return model;
}

/* Sessions in order of time, each as often as it needs a team, and what the teams have so far. */
typedef struct
{
  const GhDemands *demands;
  const GhPlacement *placements;
  GArray *slots; /* int */
  GArray **of;   /* by team: int sessions */
} Dealing;

/* What comes later in time changes nothing about what was right or wrong before. */
static bool
can_deal (const Dealing *dealing, guint slot)
{
  int session;
  if (slot == dealing->slots->len)
    return true;
  session = g_array_index (dealing->slots, int, slot);
  for (int team = 0; team < dealing->demands->model->n_teams; team++)
    {
      GArray *of = dealing->of[team];
      bool can;
      if (of->len > 0 && g_array_index (of, int, of->len - 1) == session)
        continue;
      g_array_append_val (of, session);
      can = gh_team_duties_are_right (dealing->demands, team, (const int *)(gpointer)of->data,
                                      (int)of->len, dealing->placements)
            && can_deal (dealing, slot + 1);
      g_array_set_size (of, of->len - 1);
      if (can)
        return true;
    }
  return false;
}

static GArray *
list_slots (const GhDemands *demands, const GhPlacement *placements)
{
  GArray *slots = g_array_new (false, false, sizeof (int));
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      const GArray *needs = demands->model->sessions[session].teams;
      guint at = slots->len;
      if (placements[session].start == GH_NEVER || needs->len == 0
          || !gh_bits_has (demands->teams_hold, session))
        continue;
      while (at > 0
             && placements[g_array_index (slots, int, at - 1)].start > placements[session].start)
        at--;
      for (int count = 0; count < g_array_index (needs, GhTeamNeed, 0).count; count++)
        g_array_insert_val (slots, at, session);
    }
  return slots;
}

static bool
teams_can_be_dealt (const GhDemands *demands, const GhPlacement *placements)
{
  g_autoptr (GArray) slots = list_slots (demands, placements);
  GArray *of[2] = { g_array_new (false, false, sizeof (int)),
                    g_array_new (false, false, sizeof (int)) };
  Dealing dealing = { demands, placements, slots, of };
  bool can = can_deal (&dealing, 0);
  g_array_unref (of[0]);
  g_array_unref (of[1]);
  return can;
}

/* Tries every place of every session on a board that knows no teams, and all ways to deal teams
 * then; what is optional too, since it may bridge the pause between two others. */
static bool
try_with_teams (const GhDemands *demands, GhBoard *board, int session, int *nodes)
{
  const GhDomain *domain;
  if (session == board->model->n_sessions)
    return teams_can_be_dealt (demands, board->placements);
  if (!gh_board_needs (board, session) && try_with_teams (demands, board, session + 1, nodes))
    return true;
  domain = &board->demands->domains[session];
  for (int option = 0; option < domain->n_options; option++)
    for (int room = 0; room < domain->n_rooms; room++)
      {
        int mark = gh_board_mark (board);
        if (--*nodes <= 0)
          return false;
        if (!gh_board_is_open (board, session, option, room)
            || !gh_board_put (board, session, option, room))
          continue;
        if (try_with_teams (demands, board, session + 1, nodes))
          return true;
        gh_board_rollback (board, mark);
      }
  return false;
}

/* What clauses alone say, of all demands and of some of them: a search would have found a place for
 * most of what is possible, and nobody would have asked. */
static bool
is_impossible_by_clauses (const GhModel *model, int number, bool only_some)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)number);
  GhDemands *demands = gh_demands_new (model, (GhLessons){ .leave_out_speeches = true });
  GhCase *this = gh_case_new (demands);
  g_autoptr (GhFormula) formula = NULL;
  g_autoptr (GhSolver) solver = NULL;
  g_autoptr (GhBits) asked = NULL;
  bool is_impossible;

  for (int session = 0; session < model->n_sessions; session++)
    if (only_some && g_rand_int_range (random, 0, 4) == 0)
      gh_case_drop_session (this, session);
  formula = gh_formula_new (this, g_rand_boolean (random));
  solver = gh_solver_new (formula);
  /* Left out before the formula is made, or after. */
  for (int session = 0; session < model->n_sessions; session++)
    if (only_some && g_rand_int_range (random, 0, 4) == 0)
      gh_case_drop_session (this, session);
  asked = gh_bits_copy (this->active);
  is_impossible = gh_solver_ask (solver, asked, 100000) == GH_IMPOSSIBLE;
  gh_case_free (this);
  gh_demands_free (demands);
  return is_impossible;
}

static bool
is_proved (const GhModel *model, char **conclusion)
{
  g_autoptr (GPtrArray) proofs = gh_prove (model, NULL);
  if (proofs->len > 0)
    *conclusion = g_strdup (((GhProof *)proofs->pdata[0])->conclusion);
  return proofs->len > 0;
}

static void
no_teams_that_suffice_are_called_too_few (void **state)
{
  int n_models = *(const int *)*state;
  int n_possible = 0, n_impossible = 0, n_proved = 0, n_before = 0, n_not_known = 0;

  for (int number = 0; number < n_models; number++)
    {
      g_autoptr (GhModel) model = team_model (number);
      g_autoptr (GhModel) without_teams = model_without_teams (number);
      g_autoptr (GhModel) without_limits = model_without_limits (number);
      g_autofree char *conclusion = NULL;
      g_autofree char *conclusion_before = NULL;
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      GhDemands *without = gh_demands_new (without_teams, (GhLessons){ 0 });
      GhBoard *board = gh_board_new (without);
      int nodes = 300000;
      bool is_possible = try_with_teams (demands, board, 0, &nodes);
      bool proved = is_proved (model, &conclusion);

      gh_board_free (board);
      gh_demands_free (without);
      gh_demands_free (demands);
      if (is_possible && proved)
        fail_msg ("model %d: %s", number, conclusion);
      if (is_possible
          && (is_impossible_by_clauses (model, number, false)
              || is_impossible_by_clauses (model, number, true)))
        fail_msg ("model %d: it is impossible for clauses", number);
      n_possible += is_possible;
      n_impossible += !is_possible && nodes > 0;
      n_proved += proved;
      n_not_known += !is_possible && nodes > 0 && !proved;
      n_before += proved && is_proved (without_limits, &conclusion_before);
    }
  print_message ("%d models with few teams: %d possible, %d not; %d proved, of which %d without "
                 "sittings; %d were not proved so\n",
                 n_models, n_possible, n_impossible, n_proved, n_before, n_not_known);
  assert_true (n_possible > n_models / 10 && n_proved - n_before > n_models / 10
               && n_not_known < n_models / 20);
}

/* ---- the bound --------------------------------------------------------------------------- */

#define N_BOUNDED 100
#define N_SEEDED 20
#define N_SEEDS 4

/* The cost of the cheapest complete board that is found by trying places, and going on only where
 * it is not dearer already; where a second session on a day would have made it cheaper again, or
 * with other teams, a cheaper one may be missed. */
static void
find_least (GhBoard *board, int session, int64_t *least, int *nodes)
{
  const GhDomain *domain;
  while (session < board->model->n_sessions && !gh_board_needs (board, session))
    session++;
  if (session == board->model->n_sessions)
    {
      *least = MIN (*least, board->cost);
      return;
    }
  domain = &board->demands->domains[session];
  for (int option = 0; option < domain->n_options; option++)
    for (int room = 0; room < domain->n_rooms && --*nodes > 0; room++)
      {
        int mark = gh_board_mark (board);
        if (!gh_board_is_open (board, session, option, room)
            || !gh_board_put (board, session, option, room))
          continue;
        if (board->cost < *least)
          find_least (board, session + 1, least, nodes);
        gh_board_rollback (board, mark);
      }
}

static void
no_programme_costs_less_than_the_bound (void **state)
{
  int n_known = 0, n_equal = 0, n_above_nothing = 0;

  for (int number = 0; number < N_BOUNDED; number++)
    {
      g_autoptr (GhModel) model = random_small_model (number, 5);
      GhPlanOptions options = { .seed = (uint64_t)number, .threads = 1, .effort = 5000 };
      g_autoptr (GhProgramme) programme = gh_plan (model, &options);
      int64_t bound = gh_bound (model);
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      GhBoard *board = gh_board_new (demands);
      int64_t least = INT64_MAX;
      int nodes = 300000;

      find_least (board, 0, &least, &nodes);
      gh_board_free (board);
      gh_demands_free (demands);
      if (programme->n_unplaced == 0 && bound > programme->cost)
        fail_msg ("model %d: a bound of %d, and a programme of %d", number, (int)bound,
                  (int)programme->cost);
      if (nodes <= 0 || least == INT64_MAX)
        continue;
      if (bound > least)
        fail_msg ("model %d: a bound of %d, and a board of %d", number, (int)bound, (int)least);
      n_known++;
      n_equal += bound == least;
      n_above_nothing += bound > 0;
    }
  print_message (
      "of %d tiny conferences the bound is the least cost that was found in %d; above nothing %d "
      "times\n",
      n_known, n_equal, n_above_nothing);
  assert_true (n_known > N_BOUNDED / 4 && n_above_nothing > n_known / 4);
  assert_true (n_equal > n_known / 2);
}

static void
add_long_run_row (GhModel *model, int session, int value)
{
  GhRuleRow *row = gh_model_add_rule_row (model);
  row->rule = GH_RULE_LONG_RUN;
  row->has_level = true;
  row->level = GH_LEVEL_SOFT;
  row->weight = 1;
  row->value = value;
  row->of = gh_bits_new (model->n_sessions);
  gh_bits_add (row->of, session);
}

/* Somebody must be in N sessions of so many MINUTES, pinned one STEP after the other from FIRST on,
 * each in a room of its own; runs may last as long as VALUES says. */
static GhModel *
pinned_run (int n, GhMinute first, int step, int minutes, const int *values)
{
  GhModel *model = gh_model_new ();
  GhPerson *person = gh_model_add_person (model);
  GhRuleRow *row;

  model->conference.n_days = 2;
  model->conference.grid_minutes = 60;
  person->id = person->name = "ANN";
  for (int session = 0; session < n; session++)
    {
      GhSession *this = gh_model_add_session (model);
      GhRoom *room = gh_model_add_room (model);
      g_autofree char *id = g_strdup_printf ("S%d", session);
      this->id = this->title = room->id = room->name = gh_model_text (model, id);
      room->seats = 10;
      this->minutes = minutes;
      this->pinned_start = first + session * step;
      *gh_model_add_person_want (model) =
          (GhWant){ .session = session, .wish = GH_MUST, .named = true };
    }
  for (int session = 0; session < n; session++)
    add_long_run_row (model, session, values[session]);
  row = gh_model_add_rule_row (model);
  row->rule = GH_RULE_PERSON_CLASH;
  row->has_level = true;
  row->level = GH_LEVEL_OFF;
  row->weight = row->value = -1;
  gh_model_finish (model);
  return model;
}

/* The mildest of three hours one after the other has the say, if all weigh the same. */
static void
a_run_is_judged_as_mildly_as_it_may_be (void **state)
{
  static const struct
  {
    int n, first, step, minutes, values[3];
    int64_t run, bound;
  } cases[] = {
    /* Three in a row are seen to be a run, though no two of them are. */
    { 3, 9 * 60, 60, 60, { 120, 120, 120 }, 60, 60 },
    { 3, 9 * 60, 60, 60, { 60, 60, 60 }, 120, 120 },
    { 3, 9 * 60, 60, 60, { 600, 60, 60 }, 0, 0 },
    { 3, 9 * 60, 60, 60, { 60, 600, 60 }, 0, 0 },
    /* Two at once, across midnight: minutes that both have count once. */
    { 2, 23 * 60, 60, 240, { 60, 60 }, 240, 180 },
  };
  for (gsize at = 0; at < G_N_ELEMENTS (cases); at++)
    {
      g_autoptr (GhModel) model = pinned_run (cases[at].n, cases[at].first, cases[at].step,
                                              cases[at].minutes, cases[at].values);
      GhPlanOptions options = { .seed = 1, .threads = 1, .effort = 1000 };
      g_autoptr (GhProgramme) programme = gh_plan (model, &options);
      assert_int_equal (programme->n_unplaced, 0);
      assert_int_equal (programme->costs[GH_RULE_LONG_RUN].cost, cases[at].run);
      /* Nothing else can be otherwise, either. */
      assert_int_equal (gh_bound (model), programme->cost - cases[at].run + cases[at].bound);
    }
}

/* Conferences too large to try all places, each planned with several seeds. */
static void
no_seed_gets_below_the_bound (void **state)
{
  int n_complete = 0, n_above_nothing = 0;

  for (int number = 0; number < N_SEEDED; number++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)number);
      g_autoptr (GhModel) model = random_model (random);
      int64_t bound = gh_bound (model);
      for (int seed = 1; seed <= N_SEEDS; seed++)
        {
          GhPlanOptions options = { .seed = (uint64_t)seed, .threads = 1, .effort = 5000 };
          g_autoptr (GhProgramme) programme = gh_plan (model, &options);
          if (programme->n_unplaced > 0)
            continue;
          if (bound > programme->cost)
            fail_msg ("model %d, seed %d: a bound of %d, and a programme of %d", number, seed,
                      (int)bound, (int)programme->cost);
          n_complete++;
          n_above_nothing += bound > 0;
        }
    }
  print_message ("%d complete programmes, none below the bound, which is above nothing for %d\n",
                 n_complete, n_above_nothing);
  assert_true (n_above_nothing > N_SEEDED * N_SEEDS / 10);
}

/* test-prove [N]: so many conferences against brute force. */
int
main (int argc, char **argv)
{
  int n_models = argc > 1 ? atoi (argv[1]) : N_MODELS / 4;
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (proofs_are_right_whole_and_no_larger_than_needed),
    cmocka_unit_test_prestate (no_conference_that_can_be_held_is_called_impossible, &n_models),
    cmocka_unit_test_prestate (no_teams_that_suffice_are_called_too_few, &n_models),
    cmocka_unit_test (no_programme_costs_less_than_the_bound),
    cmocka_unit_test (a_run_is_judged_as_mildly_as_it_may_be),
    cmocka_unit_test (no_seed_gets_below_the_bound),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
