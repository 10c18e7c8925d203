/* What is said to be impossible is, by trying every place; what is not said is possible; and
 * without any one of the demands that were named there is a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/board/board.h"
#include "engine/demands/domain.h"
#include "engine/engine.h"
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
are_all_present (const GhModel *model, int session, GhMinute start, GhMinute end)
{
  for (int role = 0; role < model->n_roles; role++)
    if (model->roles[role].session == session
        && !gh_times_hold (model->persons[model->roles[role].person].present, start, end))
      return false;
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].session == session && model->person_wants[want].named
        && model->person_wants[want].wish == GH_MUST
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
  bool people_hold =
      gh_rule_setting (model, GH_RULE_PERSON_CLASH, session, NULL).level == GH_LEVEL_HARD;

  if ((starts_hold && !gh_start_is_right (model, session, start))
      || (people_hold && !are_all_present (model, session, start, end)))
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

/* A random model whose days are short. */
static GhModel *
short_model (int number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)(100000 + number));
  GhModel *model = random_model (random);
  int hours = g_rand_int_range (random, 3, 9);
  gh_times_subtract (model->conference.hours, (8 + hours) * 60,
                     g_rand_boolean (random) ? GH_END : GH_DAY + 8 * 60);
  gh_times_subtract (model->conference.hours, GH_DAY + (8 + hours) * 60, GH_END);
  return model;
}

static void
no_conference_that_can_be_held_is_called_impossible (void **state)
{
  int n_models = *(const int *)*state;
  int n_possible = 0, n_impossible = 0, n_early = 0, n_by_clauses = 0, n_not_known = 0;
  int n_sessions = 0, n_certain = 0;

  for (int number = 0; number < n_models; number++)
    {
      g_autoptr (GhModel) model = short_model (number);
      g_autoptr (GPtrArray) early = gh_prove_early (model);
      g_autoptr (GPtrArray) proofs =
          early->len > 0 ? g_ptr_array_ref (early) : gh_prove_clash (model);
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

/* ---- the bound --------------------------------------------------------------------------- */

#define N_BOUNDED 200

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

/* A random model with few sessions, all of them mandatory. */
static GhModel *
small_model (int number)
{
  GhModel *model = short_model (number);
  for (int session = 0; session < model->n_sessions; session++)
    {
      model->sessions[session].optional = false;
      model->sessions[session].cancelled = session >= 5;
    }
  return model;
}

static void
no_programme_costs_less_than_the_bound (void **state)
{
  int n_known = 0, n_equal = 0, n_above_nothing = 0;

  for (int number = 0; number < N_BOUNDED; number++)
    {
      g_autoptr (GhModel) model = small_model (number);
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
}

/* test-prove [N]: so many conferences against brute force. */
int
main (int argc, char **argv)
{
  int n_models = argc > 1 ? atoi (argv[1]) : N_MODELS;
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (proofs_are_right_whole_and_no_larger_than_needed),
    cmocka_unit_test_prestate (no_conference_that_can_be_held_is_called_impossible, &n_models),
    cmocka_unit_test (no_programme_costs_less_than_the_bound),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
