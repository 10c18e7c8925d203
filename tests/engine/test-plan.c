/* Plans of random models: repeatable, honest about what is missing, and complete where brute force
 * finds a complete programme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/board/board.h"
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

int
main (int argc, char **argv)
{
  if (argc > 1)
    n_models = atoi (argv[1]);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_same_seed_gives_the_same_programme),
    cmocka_unit_test (every_session_has_a_place_or_a_reason),
    cmocka_unit_test (what_brute_force_completes_is_completed),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
