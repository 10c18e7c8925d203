/* Plans of random models: repeatable, honest about what is missing, and complete where brute force
 * finds a complete programme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/board/board.h"
#include "engine/search/record.h"
#include "tests/engine/random-model.h"

#include <stdlib.h>
#include <string.h>

/* Random conferences; an argument stands in its place. */
static int n_models = 60;

static GhProgramme *
plan (const GhModel *model, uint64_t seed, int threads, int64_t effort)
{
  GhPlanOptions options = { .seed = seed, .threads = threads, .effort = effort };
  return gh_plan (model, &options);
}

static void
assert_same (const GhProgramme *a, const GhProgramme *b)
{
  assert_memory_equal (a->placements, b->placements, (gsize)a->n_sessions * sizeof (GhPlacement));
  assert_int_equal (a->cost, b->cost);
  assert_int_equal (a->attendance->len, b->attendance->len);
  for (int session = 0; session < a->n_sessions; session++)
    {
      assert_int_equal (a->teams[session]->len, b->teams[session]->len);
      for (guint team = 0; team < a->teams[session]->len; team++)
        assert_int_equal (g_array_index (a->teams[session], int, team),
                          g_array_index (b->teams[session], int, team));
    }
}

static void
the_same_seed_gives_the_same_programme (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  for (int number = 0; number < n_models / 3; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      for (int threads = 1; threads <= 3; threads += 2)
        {
          g_autoptr (GhProgramme) one = plan (model, 5, threads, 4000);
          g_autoptr (GhProgramme) two = plan (model, 5, threads, 4000);
          assert_same (one, two);
        }
    }
}

static void
every_session_has_a_place_or_a_reason (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  for (int number = 0; number < n_models; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      g_autoptr (GhProgramme) programme = plan (model, 1, 1, 5000);
      int missing = 0;
      for (int session = 0; session < model->n_sessions; session++)
        {
          bool placed = gh_programme_is_placed (programme, session);
          missing += !placed && !model->sessions[session].optional;
          assert_int_equal (programme->why_unplaced[session] != NULL,
                            !placed && !model->sessions[session].reserve);
        }
      assert_int_equal (missing + (int)programme->complaints->len, programme->n_unplaced);
    }
}

/* ---- brute force ------------------------------------------------------------------------- */

static void
what_brute_force_completes_is_completed (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  int n_possible = 0;
  int n_missed = 0;

  for (int number = 0; number < 3 * n_models; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      GhBoard *board = gh_board_new (demands);
      int nodes = 200000;
      if (try_to_complete (board, 0, &nodes))
        {
          g_autoptr (GhProgramme) programme = plan (model, 1, 1, 60000);
          n_possible++;
          n_missed += programme->n_unplaced > 0;
        }
      gh_board_free (board);
      gh_demands_free (demands);
    }
  print_message ("%d of %d models can be completed; %d of them were not\n", n_possible,
                 3 * n_models, n_missed);
  assert_true (n_possible >= n_models / 2);
  assert_int_equal (n_missed, 0);
}

/* ---- how it went -------------------------------------------------------------------------- */

static const GhProgress *
point (const GArray *curve, guint number)
{
  return &g_array_index (curve, GhProgress, number);
}

/* Each point is later than the one before it, and better. */
static void
assert_descends (const GArray *curve)
{
  assert_in_range (curve->len, 1, GH_MOST_POINTS);
  for (guint number = 1; number < curve->len; number++)
    {
      const GhProgress *before = point (curve, number - 1);
      const GhProgress *this = point (curve, number);
      assert_true (this->steps >= before->steps);
      assert_true (this->unplaced < before->unplaced
                   || (this->unplaced == before->unplaced && this->cost < before->cost));
    }
}

static void
assert_same_way (const GhSearched *a, const GhSearched *b)
{
  assert_int_equal (a->curve->len, b->curve->len);
  for (guint number = 0; number < a->curve->len; number++)
    {
      assert_int_equal (point (a->curve, number)->steps, point (b->curve, number)->steps);
      assert_int_equal (point (a->curve, number)->unplaced, point (b->curve, number)->unplaced);
      assert_int_equal (point (a->curve, number)->cost, point (b->curve, number)->cost);
    }
  assert_memory_equal (a->moves, b->moves, sizeof a->moves);
}

/* What moves have placed and saved is no more than what became better in all. */
static void
assert_moves_add_up (const GhSearched *searched)
{
  const GhProgress *first = point (searched->curve, 0);
  const GhProgress *last = point (searched->curve, searched->curve->len - 1);
  int64_t placed = 0;
  int64_t saved = 0;

  for (int kind = 0; kind < GH_N_MOVE_KINDS; kind++)
    {
      const GhMoveCount *count = &searched->moves[kind];
      assert_true (count->better <= count->taken && count->taken <= count->tried);
      assert_true (count->better > 0 || (count->placed == 0 && count->saved == 0));
      placed += count->placed;
      saved += count->saved;
    }
  assert_true (placed <= first->unplaced - last->unplaced);
  if (first->unplaced == 0)
    assert_int_equal (saved, first->cost - last->cost);
}

static void
a_plan_tells_how_it_was_found (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  int n_saved = 0;

  for (int number = 0; number < n_models / 2; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      g_autoptr (GhProgramme) alone = plan (model, 5, 1, 4000);
      g_autoptr (GhProgramme) one = plan (model, 5, 3, 4000);
      g_autoptr (GhProgramme) two = plan (model, 5, 3, 4000);
      assert_descends (alone->searched->curve);
      assert_moves_add_up (alone->searched);
      assert_descends (one->searched->curve);
      assert_same_way (one->searched, two->searched);
      for (int kind = 0; kind < GH_N_MOVE_KINDS; kind++)
        n_saved += alone->searched->moves[kind].saved > 0;
    }
  assert_true (n_saved >= n_models / 2);
}

/* A record of ever better boards, at steps of chance. */
static void
record_many (GhRecord *record, GRand *random, int n)
{
  GhProgress reached = { .unplaced = 3, .cost = 10 * n };
  gh_record_init (record);
  for (int number = 0; number < n; number++)
    {
      gh_record_better (record, reached);
      gh_record_try (record, GH_BY_START);
      reached.steps += g_rand_int_range (random, 0, 1 << g_rand_int_range (random, 1, 16));
      reached.unplaced -= number % (n / 3) == 1;
      reached.cost -= g_rand_int_range (random, 1, 10);
    }
}

static void
a_curve_of_any_length_is_kept_short (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  for (int n = 3; n <= 30000; n *= 10)
    {
      GhRecord a;
      GhRecord b;
      const GhRecord *both[] = { &a, &b };
      record_many (&a, random, n);
      record_many (&b, random, n);
      assert_descends (a.curve);
      assert_int_equal (point (a.curve, 0)->unplaced, 3);
      assert_int_equal (point (a.curve, 0)->cost, 10 * n);
      assert_true (n < GH_MOST_POINTS || a.curve->len > GH_MOST_POINTS / 4);
      assert_int_equal (a.moves[GH_BY_START].better, n - 1);

      g_autoptr (GhSearched) all = gh_record_sum (both, 2);
      assert_descends (all->curve);
      assert_int_equal (all->moves[GH_BY_START].tried, 2 * n);
      const GhProgress *last = point (all->curve, all->curve->len - 1);
      for (int number = 0; number < 2; number++)
        {
          const GArray *curve = both[number]->curve;
          const GhProgress *own = point (curve, curve->len - 1);
          assert_true (last->unplaced < own->unplaced
                       || (last->unplaced == own->unplaced && last->cost <= own->cost));
        }
      gh_record_clear (&a);
      gh_record_clear (&b);
    }
}

/* As the rows of a sheet would; a session that had no place has no pin. */
static void
pin_all (GhModel *model, const GhProgramme *programme, const GArray *moved)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      model->sessions[session].pinned_start = programme->placements[session].start;
      model->sessions[session].pinned_room = programme->placements[session].room;
    }
  for (guint at = 0; at < moved->len; at++)
    {
      const GhMovedSession *this = &g_array_index (moved, GhMovedSession, at);
      model->sessions[this->session].pinned_start = this->now.start;
      model->sessions[this->session].pinned_room = this->now.room;
    }
}

/* Where rule `start` is not hard, a pin is only a wish, and a plan is another search. */
static bool
pins_hold (const GhModel *model)
{
  int rule = gh_rule_find ("start");
  for (int session = 0; session < model->n_sessions; session++)
    if (gh_rule_setting (model, rule, session, NULL).level != GH_LEVEL_HARD)
      return false;
  return true;
}

static void
a_place_costs_what_planning_with_pins_does (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (23);
  int n_possible = 0, n_exact = 0;

  for (int number = 0; number < n_models; number++)
    {
      g_autoptr (GhModel) model = random_model (random);
      int session = g_rand_int_range (random, 0, model->n_sessions);
      int other = g_rand_int_range (random, 0, model->n_sessions);
      /* Where a reserve is, nobody is told. */
      for (int one = 0; one < model->n_sessions; one++)
        model->sessions[one].reserve = false;
      g_autoptr (GhProgramme) programme = plan (model, 1, 1, 3000);
      GhPlacement at = { programme->placements[other].start, programme->placements[session].room };
      if (programme->n_unplaced > 0 || at.start == GH_NEVER || !pins_hold (model)
          || !gh_programme_is_placed (programme, session))
        continue;
      g_autoptr (GhWhyNot) why_not = gh_explain_place (model, programme, session, at, 3000);
      if (why_not->outcome != GH_THERE_FREE && why_not->outcome != GH_THERE_AROUND)
        continue;
      pin_all (model, programme, why_not->moved);
      model->sessions[session].pinned_start = at.start;
      model->sessions[session].pinned_room = at.room;
      model->sessions[session].optional = false;
      g_autoptr (GhProgramme) again = plan (model, 1, 1, 10000);
      assert_int_equal (again->n_unplaced, 0);
      if (again->cost > programme->cost + why_not->change)
        fail_msg ("model %d: %d was said to be %d", number, (int)again->cost,
                  (int)(programme->cost + why_not->change));
      n_possible++;
      n_exact += again->cost == programme->cost + why_not->change;
    }
  print_message ("%d of %d places are possible, %d at just the cost that is said\n", n_possible,
                 n_models, n_exact);
  assert_true (n_possible > n_models / 8 && n_exact >= n_possible * 3 / 4);
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    n_models = atoi (argv[1]);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_same_seed_gives_the_same_programme),
    cmocka_unit_test (every_session_has_a_place_or_a_reason),
    cmocka_unit_test (what_brute_force_completes_is_completed),
    cmocka_unit_test (a_plan_tells_how_it_was_found),
    cmocka_unit_test (a_place_costs_what_planning_with_pins_does),
    cmocka_unit_test (a_curve_of_any_length_is_kept_short),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
