/* Lists of spans against minute-by-minute bookkeeping. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/times.h"

#define N_MINUTES 60

static void
spans_agree_with_minutes (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GhTimes) times = gh_times_new ();
      bool minutes[N_MINUTES] = { false };

      for (int change = 0; change < 8; change++)
        {
          int start = g_rand_int_range (random, 0, N_MINUTES);
          int end = g_rand_int_range (random, start, N_MINUTES + 1);
          bool add = g_rand_boolean (random);
          if (add)
            gh_times_add (times, start, end);
          else
            gh_times_subtract (times, start, end);
          for (int minute = start; minute < end; minute++)
            minutes[minute] = add;
        }
      for (int span = 1; span < times->n_spans; span++)
        assert_true (times->spans[span - 1].end < times->spans[span].start);
      for (int start = 0; start < N_MINUTES; start++)
        {
          bool all = true;
          bool any = false;
          for (int end = start + 1; end <= N_MINUTES; end++)
            {
              all = all && minutes[end - 1];
              any = any || minutes[end - 1];
              assert_int_equal (gh_times_hold (times, start, end), all);
              assert_int_equal (gh_times_meet (times, start, end), any);
            }
        }
    }
}

static void
days_of_minutes_before_the_first_day (void **state)
{
  assert_int_equal (gh_day_of (0), 0);
  assert_int_equal (gh_day_of (1439), 0);
  assert_int_equal (gh_day_of (1440), 1);
  assert_int_equal (gh_day_of (-1), -1);
  assert_int_equal (gh_day_of (-1440), -1);
  assert_int_equal (gh_day_of (-1441), -2);
}

static void
always_is_always (void **state)
{
  g_autoptr (GhTimes) times = gh_times_new_always ();
  assert_true (gh_times_is_always (times));
  gh_times_subtract (times, 600, 601);
  assert_false (gh_times_is_always (times));
  gh_times_add (times, 600, 601);
  assert_true (gh_times_is_always (times));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (spans_agree_with_minutes),
    cmocka_unit_test (days_of_minutes_before_the_first_day),
    cmocka_unit_test (always_is_always),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
