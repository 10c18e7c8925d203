/* Which days are held while a descent begins again for the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/engine.h"
#include "engine/rules/rules.h"
#include "engine/search/hold.h"

#define N_DAYS 4
#define SESSIONS_A_DAY 3
#define N_SESSIONS (N_DAYS * SESSIONS_A_DAY)

static void
set_level (GhModel *model, int rule, GhLevel level)
{
  GhRuleRow *row = gh_model_add_rule_row (model);
  row->rule = rule;
  row->has_level = true;
  row->level = level;
  row->weight = level == GH_LEVEL_SOFT ? 60 : -1;
  row->value = -1;
}

/* Every session may be at every hour of four days; sessions 0 to 2 share people, 3 to 5 do, and so
 * on, so that it costs nothing only if each three are on one day. */
static GhModel *
threes (void)
{
  GhModel *model = gh_model_new ();
  GhTimes *hours = gh_times_new ();
  GhRoom *room = gh_model_add_room (model);

  for (int day = 0; day < N_DAYS; day++)
    gh_times_add (hours, day * GH_DAY + 540, day * GH_DAY + 540 + SESSIONS_A_DAY * 60);
  gh_times_free (model->conference.hours);
  model->conference.hours = hours;
  model->conference.n_days = N_DAYS;
  model->conference.grid_minutes = 60;
  room->id = room->name = "R";
  room->seats = 100;
  for (int session = 0; session < N_SESSIONS; session++)
    {
      GhSession *this = gh_model_add_session (model);
      g_autofree char *id = g_strdup_printf ("S%d", session);
      this->id = this->title = gh_model_text (model, id);
      this->minutes = 60;
    }
  for (int person = 0; person < N_SESSIONS; person++)
    {
      GhPerson *this = gh_model_add_person (model);
      g_autofree char *id = g_strdup_printf ("P%d", person);
      this->id = this->name = gh_model_text (model, id);
      for (int turn = 0; turn < 2; turn++)
        *gh_model_add_person_want (model) =
            (GhWant){ .who = person,
                      .session = person / SESSIONS_A_DAY * SESSIONS_A_DAY
                                 + (person + turn) % SESSIONS_A_DAY,
                      .wish = GH_MUST,
                      .named = true };
    }
  for (int rule = 0; rule < GH_N_RULES; rule++)
    if (gh_rule_info (rule)->level == GH_LEVEL_SOFT)
      set_level (model, rule, GH_LEVEL_OFF);
  set_level (model, GH_RULE_LONE_DAY, GH_LEVEL_SOFT);
  gh_model_finish (model);
  return model;
}

/* At the first, second or third hour of a day. */
static void
put (GhBoard *board, int session, int day, int hour)
{
  int option =
      gh_domain_option_from (&board->demands->domains[session], day * GH_DAY + 540 + hour * 60);
  assert_true (gh_board_put (board, session, option, 0));
}

/* Everybody is alone everywhere on the first so many days, and nobody on the others. */
static void
lay (GhBoard *board, int n_mixed_days)
{
  int n_mixed = n_mixed_days * SESSIONS_A_DAY;

  for (int session = 0; session < N_SESSIONS; session++)
    if (gh_board_has (board, session))
      gh_board_take (board, session);
  for (int session = 0; session < N_SESSIONS; session++)
    {
      int day = session < n_mixed ? session % n_mixed_days : session / SESSIONS_A_DAY;
      int hour = session < n_mixed ? session / n_mixed_days : session % SESSIONS_A_DAY;
      put (board, session, day, hour);
    }
  gh_board_forget (board);
}

static int
n_held (const GhHold *hold)
{
  int n = 0;
  for (int session = 0; session < N_SESSIONS; session++)
    n += hold->is_held[session];
  return n;
}

typedef struct
{
  GhModel *model;
  GhDemands *demands;
  GhBoard *board;
  GhHold *hold;
} Case;

static Case
begin (void)
{
  Case this = { .model = threes () };
  this.demands = gh_demands_new (this.model, (GhLessons){ 0 });
  this.board = gh_board_new (this.demands);
  this.hold = gh_hold_new (this.board);
  lay (this.board, N_DAYS);
  gh_hold_see_hot (this.hold);
  return this;
}

static void
end (Case this)
{
  gh_hold_free (this.hold);
  gh_board_free (this.board);
  gh_demands_free (this.demands);
  gh_model_free (this.model);
}

static void
days_that_cost_nothing_are_held_one_by_one (void **state)
{
  Case this = begin ();
  lay (this.board, 2);
  assert_false (gh_hold_is_idle (this.hold));
  assert_true (gh_hold_day (this.hold));
  assert_int_equal (n_held (this.hold), SESSIONS_A_DAY);
  assert_true (gh_hold_day (this.hold));
  for (int session = 0; session < N_SESSIONS; session++)
    assert_int_equal (this.hold->is_held[session], session >= 2 * SESSIONS_A_DAY);
  assert_false (gh_hold_day (this.hold));
  assert_int_equal (this.hold->n_days_held, 2);
  end (this);
}

/* Two sessions exchange their places. */
static void
exchange (GhBoard *board, int a, int b)
{
  int option_a = board->option[a], option_b = board->option[b];
  gh_board_take (board, a);
  gh_board_take (board, b);
  assert_true (gh_board_put (board, a, option_b, 0) && gh_board_put (board, b, option_a, 0));
  gh_board_forget (board);
}

static void
nobody_is_held_who_comes_later (void **state)
{
  Case this = begin ();
  lay (this.board, 2);
  assert_true (gh_hold_day (this.hold));
  assert_true (this.hold->is_day_held[N_DAYS - 1]);
  exchange (this.board, 0, N_SESSIONS - 1);
  assert_true (gh_hold_day (this.hold));
  for (int session = 0; session < N_SESSIONS; session++)
    assert_int_equal (this.hold->is_held[session], session >= 2 * SESSIONS_A_DAY);
  gh_hold_nobody (this.hold);
  assert_int_equal (n_held (this.hold), 0);
  assert_int_equal (this.hold->n_days_held, 0);
  end (this);
}

static void
another_holds_the_same (void **state)
{
  Case this = begin ();
  GhHold *other = gh_hold_new (this.board);
  lay (this.board, 2);
  assert_true (gh_hold_day (this.hold));
  gh_hold_copy (other, this.hold);
  assert_memory_equal (other->is_held, this.hold->is_held, N_SESSIONS * sizeof (bool));
  assert_memory_equal (other->is_day_held, this.hold->is_day_held, N_DAYS * sizeof (bool));
  assert_int_equal (other->n_days_held, 1);
  gh_hold_free (other);
  end (this);
}

static void
no_day_is_held_where_they_are_alike (void **state)
{
  Case this = begin ();
  assert_false (gh_hold_is_idle (this.hold));
  assert_false (gh_hold_day (this.hold));
  end (this);
}

static void
it_is_idle_where_there_is_nothing_to_gain (void **state)
{
  Case this = begin ();
  lay (this.board, 1);
  assert_int_equal (this.board->cost, 0);
  assert_true (gh_hold_is_idle (this.hold));
  end (this);
}

static void
it_is_idle_where_days_do_not_matter (void **state)
{
  Case this = begin ();
  assert_false (gh_hold_is_idle (this.hold));
  /* As if other rules cost twice as much again. */
  this.hold->hot_cost *= 3;
  assert_true (gh_hold_is_idle (this.hold));
  end (this);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (days_that_cost_nothing_are_held_one_by_one),
    cmocka_unit_test (nobody_is_held_who_comes_later),
    cmocka_unit_test (another_holds_the_same),
    cmocka_unit_test (no_day_is_held_where_they_are_alike),
    cmocka_unit_test (it_is_idle_where_there_is_nothing_to_gain),
    cmocka_unit_test (it_is_idle_where_days_do_not_matter),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
