/* The board's quick counting against every rule's cost from scratch, on random models. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/search/board.h"
#include "tests/engine/random-model.h"

#include <string.h>

#define N_MODELS 400
#define N_CHANGES 120

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
      }
  return cost;
}

/* Every hard pair and room on the board, two by two. */
static void
assert_nothing_is_broken (const GhBoard *board)
{
  const GhDemands *demands = board->demands;
  for (guint entry = 0; entry < demands->pairs->len; entry++)
    {
      const GhPair *pair = &g_array_index (demands->pairs, GhPair, entry);
      GhEdge edge = { .other = pair->b,
                      .low = pair->low,
                      .high = pair->high,
                      .own_minutes = board->model->sessions[pair->a].minutes,
                      .other_minutes = board->model->sessions[pair->b].minutes,
                      .kind = (uint8_t)pair->kind };
      if (pair->weight < 0 && gh_board_has (board, pair->a) && gh_board_has (board, pair->b))
        assert_false (gh_edge_is_wrong (&edge, board->placements[pair->a].start,
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

static int
n_on_board (const GhBoard *board)
{
  int n = 0;
  for (int session = 0; session < board->model->n_sessions; session++)
    n += gh_board_has (board, session);
  return n;
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

static void
counts_agree_with_scratch (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220606);
  int n_placed = 0;

  for (int number = 0; number < N_MODELS; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      GhDemands *demands = gh_demands_new (model, NULL);
      GhBoard *board = gh_board_new (demands);

      assert_int_equal (board->cost, cost_from_scratch (board));
      for (int turn = 0; turn < N_CHANGES; turn++)
        {
          change (board, random);
          if (turn % 10 == 0)
            {
              assert_int_equal (board->cost, cost_from_scratch (board));
              assert_nothing_is_broken (board);
            }
          gh_board_forget (board);
        }
      for (int session = 0; session < model->n_sessions; session++)
        n_placed += gh_board_has (board, session);
      gh_board_free (board);
      gh_demands_free (demands);
    }
  /* The models are not so hard that nothing is ever on the board. */
  assert_true (n_placed > 3 * N_MODELS);
}

static void
a_rollback_restores_everything (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int number = 0; number < N_MODELS; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      GhDemands *demands = gh_demands_new (model, NULL);
      GhBoard *board = gh_board_new (demands);
      gsize bytes = (gsize)demands->n_options * sizeof (int);
      g_autofree int *blocked = NULL;
      g_autofree int *charged = NULL;
      g_autofree GhPlacement *placements = NULL;
      g_autofree int *slots = NULL;
      gsize n_slots = (gsize)board->teams->first_slot[model->n_sessions];
      int64_t cost;
      int missing;

      for (int turn = 0; turn < N_CHANGES / 2; turn++)
        change (board, random);
      gh_board_forget (board);
      blocked = g_memdup2 (board->blocked, bytes);
      charged = g_memdup2 (board->charged, bytes);
      placements = g_memdup2 (board->placements, (gsize)model->n_sessions * sizeof (GhPlacement));
      slots = g_memdup2 (board->teams->slots, n_slots * sizeof (int));
      cost = board->cost;
      missing = board->n_missing;
      for (int turn = 0; turn < N_CHANGES; turn++)
        change (board, random);
      gh_board_rollback (board, 0);
      assert_int_equal (board->cost, cost);
      assert_int_equal (board->n_missing, missing);
      if (bytes > 0)
        {
          assert_memory_equal (board->blocked, blocked, bytes);
          assert_memory_equal (board->charged, charged, bytes);
        }
      assert_memory_equal (board->placements, placements,
                           (gsize)model->n_sessions * sizeof (GhPlacement));
      if (n_slots > 0)
        assert_memory_equal (board->teams->slots, slots, n_slots * sizeof (int));
      gh_board_free (board);
      gh_demands_free (demands);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (counts_agree_with_scratch),
    cmocka_unit_test (a_rollback_restores_everything),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
