/* The board's quick counting against every rule's cost from scratch, on random models. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/search/chain.h"
#include "tests/engine/random-model.h"

#include <stdlib.h>
#include <string.h>

#define N_CHANGES 120
/* In one model of so many the cost is compared after each change, so that no two errors cancel each
 * other; in the others after each tenth. */
#define EACH_TIME_IN 4

/* Random models; an argument stands in its place. */
static int n_models = 400;

/* By rule: how often it cost something where it was counted. */
static int n_costing[GH_N_RULES];

/* Chains that were moved: of one, two, or more sessions. */
static int n_moved[4];
static int n_shifted; /* of these, chains between more than two starts */

static int64_t
cost_from_scratch (const GhBoard *board)
{
  g_autoptr (GhProgramme) programme = gh_programme_new (board->model);
  int64_t cost = 0;
  for (int session = 0; session < board->model->n_sessions; session++)
    programme->placements[session] = board->placements[session];
  for (int rule = 0; rule < gh_n_rules (); rule++)
    if (gh_rule_get (rule)->measure != NULL)
      {
        gh_rule_get (rule)->measure (board->model, programme, &programme->costs[rule]);
        cost += programme->costs[rule].cost;
        n_costing[rule] += programme->costs[rule].cost > 0;
      }
  return cost;
}

/* From the words of demands.h. */
static bool
pair_is_wrong (const GhModel *model, const GhPair *pair, GhMinute a, GhMinute b)
{
  bool one_day = gh_day_of (a) == gh_day_of (b);
  GhMinute end_a = a + model->sessions[pair->a].minutes;
  GhMinute end_b = b + model->sessions[pair->b].minutes;
  bool is_near = (b >= end_a && b <= end_a + pair->high) || (a >= end_b && a <= end_b + pair->high);

  switch (pair->kind)
    {
    case GH_PAIR_APART:
      return b - a > pair->low && b - a < pair->high;
    case GH_PAIR_APART_ON_DAY:
      return one_day && b - a > pair->low && b - a < pair->high;
    case GH_PAIR_SAME_DAY:
      return !one_day;
    case GH_PAIR_DIFFERENT_DAY:
      return one_day;
    case GH_PAIR_ADJACENT:
      return !one_day || !is_near;
    case GH_PAIR_ADJACENT_ON_DAY:
      return one_day && !is_near;
    case GH_PAIR_OVERLAP:
      return a < end_b && b < end_a;
    case GH_PAIR_OVERLAP_ON_DAY:
      return one_day && a < end_b && b < end_a;
    }
  return false;
}

/* Every hard pair and room on the board, two by two. */
static void
assert_nothing_is_broken (const GhBoard *board)
{
  const GhDemands *demands = board->demands;
  for (guint entry = 0; entry < demands->pairs->len; entry++)
    {
      const GhPair *pair = &g_array_index (demands->pairs, GhPair, entry);
      if (pair->weight < 0 && gh_board_has (board, pair->a) && gh_board_has (board, pair->b))
        assert_false (pair_is_wrong (board->model, pair, board->placements[pair->a].start,
                                     board->placements[pair->b].start));
    }
  for (int a = 0; a < board->model->n_sessions; a++)
    for (int b = a + 1; b < board->model->n_sessions; b++)
      {
        GhPlacement at_a = board->placements[a];
        GhPlacement at_b = board->placements[b];
        int gap;
        if (at_a.room < 0 || at_b.room < 0
            || !gh_demands_are_linked (demands, at_a.room, at_b.room))
          continue;
        gap = gh_demands_room_gap (demands, a, at_a.room, b, at_b.room);
        assert_true (at_b.start >= at_a.start + board->model->sessions[a].minutes + gap
                     || at_a.start >= at_b.start + board->model->sessions[b].minutes + gap);
      }
  for (int team = 0; team < board->model->n_teams; team++)
    assert_true (gh_team_duties_are_right (demands, team, board->teams->duties[team].sessions,
                                           board->teams->duties[team].n, board->placements));
  for (int session = 0; session < board->model->n_sessions; session++)
    for (int slot = board->teams->first_slot[session]; slot < board->teams->first_slot[session + 1];
         slot++)
      assert_int_equal (board->teams->slots[slot] >= 0, gh_board_has (board, session));
}

/* From the words of demands.h. */
static bool
room_pair_is_wrong (const GhBoard *board, int session, const GhRoomEdge *edge)
{
  const GhSession *sessions = board->model->sessions;
  int a = edge->is_second ? edge->other : session;
  int b = edge->is_second ? session : edge->other;
  GhPlacement at_a = board->placements[a];
  GhPlacement at_b = board->placements[b];
  GhMinute gap;

  if (at_a.start == GH_NEVER || at_b.start == GH_NEVER
      || (edge->kind != GH_ROOM_PAIR_TRAVEL && (at_a.room < 0 || at_b.room < 0))
      || (edge->on_day && gh_day_of (at_a.start) != gh_day_of (at_b.start)))
    return false;
  gap = at_a.start < at_b.start ? at_b.start - at_a.start - sessions[a].minutes
                                : at_a.start - at_b.start - sessions[b].minutes;
  switch (edge->kind)
    {
    case GH_ROOM_PAIR_SAME:
      return at_a.room != at_b.room;
    case GH_ROOM_PAIR_SAME_IF_NEAR:
      return at_a.room != at_b.room && at_a.start != at_b.start && gap <= edge->minutes;
    case GH_ROOM_PAIR_DIFFERENT:
      return at_a.room == at_b.room;
    case GH_ROOM_PAIR_NOT_SMALLER:
      return gh_room_seats (&board->model->rooms[at_a.room], sessions[a].layout)
             < gh_room_seats (&board->model->rooms[at_b.room], sessions[b].layout);
    case GH_ROOM_PAIR_TRAVEL:
      return gap
             < MAX (edge->minutes, gh_demands_travel (board->demands, a, at_a.room, b, at_b.room));
    }
  return false;
}

/* What the rules say of rooms alone, from scratch. */
static int64_t
room_costs (const GhBoard *board)
{
  static const int about_rooms[] = { GH_RULE_ROOM_STABILITY, GH_RULE_ROOM_WASTE, GH_RULE_ROOM_WISH,
                                     GH_RULE_ROOM_FIT, GH_RULE_ROOM_COST };
  g_autoptr (GhProgramme) programme = gh_programme_new (board->model);
  int64_t cost = 0;

  memcpy (programme->placements, board->placements,
          (gsize)board->model->n_sessions * sizeof (GhPlacement));
  for (guint rule = 0; rule < G_N_ELEMENTS (about_rooms); rule++)
    {
      GhRuleCost this = { 0 };
      gh_rule_get (about_rooms[rule])->measure (board->model, programme, &this);
      cost += this.cost;
    }
  for (int session = 0; session < board->model->n_sessions; session++)
    for (guint entry = 0; entry < board->demands->room_edges[session]->len; entry++)
      {
        GhRoomEdge edge = g_array_index (board->demands->room_edges[session], GhRoomEdge, entry);
        if (edge.other > session && edge.weight > 0)
          cost += edge.weight * room_pair_is_wrong (board, session, &edge);
      }
  return cost;
}

static bool
spreads (const GhBoard *board)
{
  for (int session = 0; session < board->model->n_sessions; session++)
    if (board->demands->spread_group[session] >= 0)
      return true;
  return false;
}

static int
n_on_board (const GhBoard *board)
{
  int n = 0;
  for (int session = 0; session < board->model->n_sessions; session++)
    n += gh_board_has (board, session);
  return n;
}

/* By session: one in ten is to stay where it is. */
static bool *
hold_some (const GhModel *model, GRand *random)
{
  bool *is_held = g_new0 (bool, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    is_held[session] = g_rand_int_range (random, 0, 10) == 0;
  return is_held;
}

/* A chain of sessions moves at once; what is foretold, rooms apart, is what it costs. */
static void
move_some (GhBoard *board, GhChain *chain, GRand *random)
{
  int session = g_rand_int_range (random, 0, board->model->n_sessions);
  const GhDomain *domain = &board->demands->domains[session];
  int mark = gh_board_mark (board);
  int64_t before = board->cost;
  int64_t rooms_before = room_costs (board);
  int64_t limit = g_rand_int_range (random, 0, 2) == 0 ? INT64_MAX : 0;
  int64_t foretold;
  int partner = -1;
  int start;

  if (!gh_board_has (board, session))
    return;
  start =
      board->demands
          ->option_start[domain->first_option + g_rand_int_range (random, 0, domain->n_options)];
  if (board->start[session] == start)
    return;
  if (board->starters[start].n > 0 && g_rand_int_range (random, 0, 2) == 0)
    partner = board->starters[start].sessions[0];
  if (!gh_chain_build (chain, session, start, partner, GH_MOST_IN_CHAIN))
    return;
  for (int move = 0; move < chain->n; move++)
    assert_false (chain->is_held[chain->moves[move].session]);
  foretold = gh_board_foretell (board, chain->moves, chain->n, INT64_MAX);
  /* Limits and the spread of several sessions are foretold one by one. */
  if (chain->n > 1 && (board->demands->capacities->len > 0 || spreads (board)))
    limit = INT64_MAX;
  if (gh_board_move (board, chain->moves, chain->n, limit < INT64_MAX ? foretold : 0, limit)
      != GH_MOVED)
    {
      assert_int_equal (board->cost, before);
      assert_int_equal (gh_board_mark (board), mark);
      return;
    }
  assert_true (limit == INT64_MAX || board->cost <= before);
  if (chain->n == 1 || (board->demands->capacities->len == 0 && !spreads (board)))
    assert_int_equal (board->cost - before, foretold + room_costs (board) - rooms_before);
  n_moved[MIN (chain->n, 3)]++;
  if (chain->is_shifted)
    {
      n_shifted++;
      assert_nothing_is_broken (board);
    }
  if (g_rand_int_range (random, 0, 2) == 0)
    {
      gh_board_rollback (board, mark);
      assert_int_equal (board->cost, before);
    }
}

/* One random change; what a put is said to cost is what it costs. */
static void
change (GhBoard *board, GRand *random)
{
  int session = g_rand_int_range (random, 0, board->model->n_sessions);
  const GhDomain *domain = &board->demands->domains[session];
  int option, room;
  int n_before = n_on_board (board);
  bool is_foretold = true;
  int64_t foretold;
  int64_t before;

  if (!domain->is_placeable)
    return;
  option = g_rand_int_range (random, 0, domain->n_options);
  room = g_rand_int_range (random, 0, domain->n_rooms);
  if (!gh_board_is_open (board, session, option, room))
    return;
  before = board->cost;
  if (gh_board_has (board, session))
    {
      foretold = gh_board_cost_at (board, session, option, room)
                 - gh_board_cost_at (board, session, board->option[session], board->room[session]);
      gh_board_take (board, session);
      /* Others may have gone with it. */
      is_foretold = n_on_board (board) == n_before - 1;
    }
  else
    foretold = gh_board_cost_of_putting (board, session, option, room);
  if (gh_board_put (board, session, option, room) && is_foretold)
    assert_int_equal (board->cost, before + foretold);
}

/* No other pair of its two sessions is as hard or soft as this one. */
static bool
is_only_pair (const GhDemands *demands, const GhPair *pair)
{
  int n = 0;
  for (guint entry = 0; entry < demands->pairs->len; entry++)
    {
      const GhPair *that = &g_array_index (demands->pairs, GhPair, entry);
      n += MIN (that->a, that->b) == MIN (pair->a, pair->b)
           && MAX (that->a, that->b) == MAX (pair->a, pair->b)
           && (that->weight < 0) == (pair->weight < 0);
    }
  return n == 1;
}

/* Of one pair, seen from one of its ends, at all starts of both. */
static void
assert_edge_is_pair (const GhDemands *demands, const GhPair *pair, int own)
{
  const GhEdges *edges = &demands->edges[own];
  int other = own == pair->a ? pair->b : pair->a;
  const GhDomain *here = &demands->domains[own];
  const GhDomain *there = &demands->domains[other];

  for (int option = 0; option < here->n_options; option++)
    for (int others = 0; others < there->n_options; others++)
      {
        GhMinute start = here->options[option].start;
        GhMinute other_start = there->options[others].start;
        bool is_wrong = false;
        for (int number = 0; number < edges->n_runs; number++)
          {
            const GhEdgeRun *run = &edges->runs[number];
            for (int edge = 0; edge < run->n; edge++)
              if (run->others[edge] == other && (run->weights == NULL) == (pair->weight < 0))
                is_wrong |=
                    gh_pair_class_is_wrong (gh_demands_pair_class (demands, run->pair_class),
                                            demands->option_start[here->first_option + option],
                                            demands->option_start[there->first_option + others]);
          }
        if (own == pair->a ? pair_is_wrong (demands->model, pair, start, other_start)
                           : pair_is_wrong (demands->model, pair, other_start, start))
          assert_true (is_wrong);
        else if (is_only_pair (demands, pair))
          assert_false (is_wrong);
      }
}

/* A pair that adjacent sessions should keep, but not across midnight, was once seen on the next day
 * from one of its ends only. */
static void
edges_mean_what_pairs_say (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1440);
  for (int number = 0; number < n_models / 8; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      for (guint entry = 0; entry < demands->pairs->len; entry++)
        {
          const GhPair *pair = &g_array_index (demands->pairs, GhPair, entry);
          assert_edge_is_pair (demands, pair, pair->a);
          assert_edge_is_pair (demands, pair, pair->b);
        }
      gh_demands_free (demands);
    }
}

static void
counts_agree_with_scratch (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220606);
  int n_placed = 0;
  int n_compared = 0;
  int rarest = -1;

  for (int number = 0; number < n_models; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      GhBoard *board = gh_board_new (demands);
      g_autofree bool *is_held = hold_some (model, random);
      GhChain *chain = gh_chain_new (board, is_held);

      assert_int_equal (board->cost, cost_from_scratch (board));
      for (int turn = 0; turn < N_CHANGES; turn++)
        {
          change (board, random);
          move_some (board, chain, random);
          if (number % EACH_TIME_IN == 0 || turn % 10 == 0)
            {
              assert_int_equal (board->cost, cost_from_scratch (board));
              n_compared++;
            }
          if (turn % 10 == 0)
            assert_nothing_is_broken (board);
          gh_board_forget (board);
        }
      for (int session = 0; session < model->n_sessions; session++)
        n_placed += gh_board_has (board, session);
      gh_chain_free (chain);
      gh_board_free (board);
      gh_demands_free (demands);
    }
  /* The models are not so hard that nothing is ever on the board. */
  assert_true (n_placed > 3 * n_models);
  print_message ("moved alone %d, with another %d, with more %d, %d between several starts\n",
                 n_moved[1], n_moved[2], n_moved[3], n_shifted);
  for (int rule = 0; rule < GH_N_RULES; rule++)
    if (gh_rule_get (rule)->measure != NULL && gh_rule_get (rule)->demand != NULL
        && (rarest < 0 || n_costing[rule] < n_costing[rarest]))
      rarest = rule;
  print_message ("%d changes were compared; %s was among the cost of %d, and each other rule of "
                 "more\n",
                 n_compared, gh_rule_info (rarest)->name, n_costing[rarest]);
  assert_true (n_costing[rarest] > 0);
  assert_true (n_moved[1] > 1000 && n_moved[2] > 100 && n_moved[3] > 10 && n_shifted > 10);
}

static void
a_rollback_restores_everything (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int number = 0; number < n_models; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      GhBoard *board = gh_board_new (demands);
      g_autofree bool *is_held = hold_some (model, random);
      GhChain *chain = gh_chain_new (board, is_held);
      gsize bytes = (gsize)demands->n_options * sizeof (int);
      g_autofree int *blocked = NULL;
      g_autofree int64_t *charged = NULL;
      g_autofree GhPlacement *placements = NULL;
      g_autofree int *slots = NULL;
      gsize n_slots = (gsize)board->teams->first_slot[model->n_sessions];
      int64_t cost;
      int missing;

      for (int turn = 0; turn < N_CHANGES / 2; turn++)
        change (board, random);
      gh_board_forget (board);
      blocked = g_memdup2 (board->blocked, bytes);
      charged = g_memdup2 (board->charged, 2 * bytes);
      placements = g_memdup2 (board->placements, (gsize)model->n_sessions * sizeof (GhPlacement));
      slots = g_memdup2 (board->teams->slots, n_slots * sizeof (int));
      cost = board->cost;
      missing = board->n_missing;
      for (int turn = 0; turn < N_CHANGES; turn++)
        {
          change (board, random);
          move_some (board, chain, random);
        }
      gh_board_rollback (board, 0);
      assert_int_equal (board->cost, cost);
      assert_int_equal (board->n_missing, missing);
      if (bytes > 0)
        {
          assert_memory_equal (board->blocked, blocked, bytes);
          assert_memory_equal (board->charged, charged, 2 * bytes);
        }
      assert_memory_equal (board->placements, placements,
                           (gsize)model->n_sessions * sizeof (GhPlacement));
      if (n_slots > 0)
        assert_memory_equal (board->teams->slots, slots, n_slots * sizeof (int));
      gh_chain_free (chain);
      gh_board_free (board);
      gh_demands_free (demands);
    }
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    n_models = atoi (argv[1]);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (edges_mean_what_pairs_say),
    cmocka_unit_test (counts_agree_with_scratch),
    cmocka_unit_test (a_rollback_restores_everything),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
