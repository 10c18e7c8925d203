/* How a descent spends its steps, whatever the board does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/search/heat.h"

#include <glib.h>

#define STEPS 64000
#define AT_ONE_HEAT 500
/* What every board costs, where that does not matter. */
#define COST 1000

/* A heat that has been warmed up, where changes cost a hundred or so. */
static GhHeat
warm_heat (void)
{
  GhHeat heat;
  gh_heat_init (&heat, 100);
  for (int64_t size = 1; size <= 1024; size *= 2)
    for (int n = 0; n < 20; n++)
      gh_heat_count (&heat, -size, true);
  gh_heat_begin (&heat);
  return heat;
}

/* So many steps of a descent, while so many of a hundred sessions move between two looks. */
static void
descend (GhHeat *heat, GhDescent kind, int moved, int until)
{
  gh_heat_descend (heat, kind, STEPS);
  for (int steps = 0; steps < until; steps += AT_ONE_HEAT)
    {
      int64_t before = heat->temperature;
      if (steps > 0 && steps % (STEPS / GH_HEAT_LOOKS) == 0)
        gh_heat_look (heat, moved);
      gh_heat_cool (heat, AT_ONE_HEAT, COST);
      assert_true (heat->temperature <= before || steps == 0);
    }
}

static void
a_descent_takes_its_time (void **state)
{
  GhHeat heat = warm_heat ();
  int64_t hot = heat.temperature;

  assert_true (hot > 8 * heat.cold);
  descend (&heat, GH_DESCENT_SHORT, 50, STEPS / 2);
  assert_in_range (heat.temperature * heat.temperature, hot * heat.cold / 2, hot * heat.cold * 2);
  descend (&heat, GH_DESCENT_SHORT, 50, STEPS);
  assert_in_range (heat.temperature, heat.cold, heat.cold * 2);
}

static void
it_hurries_where_nothing_is_remembered_or_moves (void **state)
{
  static const int moved[] = { 50, 0, 100 };
  GhHeat heat = warm_heat ();
  int64_t before = heat.temperature;

  for (gsize turn = 0; turn < G_N_ELEMENTS (moved); turn++)
    {
      descend (&heat, GH_DESCENT_SHORT, moved[turn], STEPS / 4);
      assert_true (heat.temperature < before * 9 / 10);
      before = heat.temperature;
    }
}

/* Changes for the worse are no longer taken from the middle on. */
static void
the_long_one_ends_where_all_is_frozen (void **state)
{
  GhHeat heat = warm_heat ();
  int64_t frozen = 0;

  gh_heat_descend (&heat, GH_DESCENT_SHORT, STEPS);
  for (int steps = 0; steps < STEPS; steps += AT_ONE_HEAT)
    {
      for (int n = 0; n < 100; n++)
        gh_heat_count (&heat, 10, steps < STEPS / 2);
      gh_heat_cool (&heat, AT_ONE_HEAT, COST);
      if (steps < STEPS / 2)
        frozen = heat.temperature;
    }
  descend (&heat, GH_DESCENT_LONG, 50, STEPS);
  assert_in_range (heat.temperature, frozen * 8 / 10, frozen * 12 / 10);
}

/* Boards cost a thousand where it is hot and a hundred where it is cold; in between the shape of
 * the programme is decided. */
static int64_t
cost_at (const GhHeat *heat, int64_t hot)
{
  return heat->temperature > hot / 4 ? 1000 : heat->temperature > hot / 32 ? 500 : 100;
}

static void
most_time_goes_to_where_the_shape_is_decided (void **state)
{
  GhHeat heat = warm_heat ();
  int64_t hot = heat.temperature;
  int n_hot = 0, n_slow = 0, n_cold = 0;

  for (GhDescent descent = GH_DESCENT_SHORT; descent <= GH_DESCENT_LONG; descent++)
    {
      gh_heat_descend (&heat, descent, STEPS);
      n_hot = n_slow = n_cold = 0;
      for (int steps = 0; steps < STEPS; steps += AT_ONE_HEAT)
        {
          for (int n = 0; n < 100; n++)
            gh_heat_count (&heat, 10, true);
          gh_heat_cool (&heat, AT_ONE_HEAT, cost_at (&heat, hot));
          if ((steps + AT_ONE_HEAT) % (STEPS / GH_HEAT_LOOKS) == 0)
            gh_heat_look (&heat, 50);
          n_hot += heat.temperature > hot / 4;
          n_cold += heat.temperature <= hot / 32;
          n_slow += heat.temperature <= hot / 4 && heat.temperature > hot / 32;
        }
    }
  assert_true (n_hot < n_slow / 5);
  assert_true (n_slow > n_cold * 3 / 2);
  assert_true (n_cold > STEPS / AT_ONE_HEAT / 6);
  assert_in_range (heat.temperature, heat.cold, heat.cold * 2);
}

/* So many steps of a descent in which changes are taken and boards cost what the heat says. */
static void
cool_by_cost (GhHeat *heat, int64_t hot, int steps)
{
  for (int done = 0; done < steps; done += AT_ONE_HEAT)
    {
      for (int n = 0; n < 100; n++)
        gh_heat_count (heat, 10, true);
      gh_heat_cool (heat, AT_ONE_HEAT, cost_at (heat, hot));
      if ((done + AT_ONE_HEAT) % (STEPS / GH_HEAT_LOOKS) == 0)
        gh_heat_look (heat, 50);
    }
}

static void
the_slow_part_begins_again (void **state)
{
  GhHeat heat = warm_heat ();
  int64_t hot = heat.temperature;
  int64_t slow = 0;

  gh_heat_descend (&heat, GH_DESCENT_SHORT, STEPS);
  cool_by_cost (&heat, hot, STEPS);
  assert_false (gh_heat_is_slow (&heat));
  gh_heat_descend (&heat, GH_DESCENT_LONG, STEPS);
  for (int done = 0; done < STEPS / 2; done += STEPS / GH_HEAT_LOOKS)
    {
      cool_by_cost (&heat, hot, STEPS / GH_HEAT_LOOKS);
      if (slow == 0 && gh_heat_is_slow (&heat))
        slow = heat.temperature;
    }
  assert_true (gh_heat_is_slow (&heat) && heat.temperature < slow * 9 / 10);
  gh_heat_slow_again (&heat);
  assert_true (gh_heat_is_slow (&heat));
  assert_in_range (heat.temperature, slow, slow * 11 / 10);
  cool_by_cost (&heat, hot, STEPS / 2);
  assert_false (gh_heat_is_slow (&heat));
  assert_in_range (heat.temperature, heat.cold, heat.cold * 2);
}

static void
the_last_one_begins_where_few_moved (void **state)
{
  GhHeat heat = warm_heat ();
  int64_t edge;

  gh_heat_descend (&heat, GH_DESCENT_SHORT, STEPS);
  gh_heat_cool (&heat, STEPS / 2, COST);
  gh_heat_look (&heat, 5);
  edge = heat.temperature;
  gh_heat_cool (&heat, STEPS / 4, COST);
  gh_heat_look (&heat, 1);
  gh_heat_descend (&heat, GH_DESCENT_LAST, STEPS);
  gh_heat_cool (&heat, 1, COST);
  assert_in_range (heat.temperature, edge * 9 / 10, edge);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_descent_takes_its_time),
    cmocka_unit_test (it_hurries_where_nothing_is_remembered_or_moves),
    cmocka_unit_test (the_long_one_ends_where_all_is_frozen),
    cmocka_unit_test (most_time_goes_to_where_the_shape_is_decided),
    cmocka_unit_test (the_slow_part_begins_again),
    cmocka_unit_test (the_last_one_begins_where_few_moved),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
