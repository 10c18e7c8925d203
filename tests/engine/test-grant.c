/* Wishes granted near a programme: conferences made around a programme that pays nothing, of which
 * some sessions are elsewhere; and random ones, in which most cannot be had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/engine.h"
#include "engine/prove/grant.h"
#include "engine/rules/rules.h"
#include "engine/search/search.h"
#include "tests/engine/random-model.h"

#define N_PLANTED 12
#define N_DAYS 4
#define N_HOURS 7
#define N_ROOMS 3
#define N_SESSIONS (N_DAYS * N_HOURS * 2)
#define N_PERSONS 60
/* Sessions that are moved away, one after the other. */
#define N_MOVED 12
#define MOST_TRIES 1000
#define ENOUGH_STEPS 40000000

#define N_RANDOM 200

static void
set_rule (GhModel *model, int rule, GhLevel level, int weight, int value)
{
  GhRuleRow *row = gh_model_add_rule_row (model);
  row->rule = rule;
  row->has_level = true;
  row->level = level;
  row->weight = weight;
  row->value = value;
}

static GhMinute
start_of (int hour)
{
  return hour / N_HOURS * GH_DAY + 540 + hour % N_HOURS * 60;
}

/* Where the programme has sessions 2 n and 2 n + 1 at hour n, each person has two sessions a day or
 * three, on most days, and no three of them in a row. */
static void
add_people (GRand *random, GhModel *model)
{
  static const int hours_of[] = { 0, 1, 3 };
  for (int person = 0; person < N_PERSONS; person++)
    {
      GhPerson *this = gh_model_add_person (model);
      g_autofree char *id = g_strdup_printf ("P%d", person);
      this->id = this->name = gh_model_text (model, id);
      for (int day = 0; day < N_DAYS; day++)
        {
          int first = day * N_HOURS + g_rand_int_range (random, 0, 4);
          int n = g_rand_int_range (random, 1, 4);
          for (int turn = 0; turn < n && n > 1; turn++)
            *gh_model_add_person_want (model) =
                (GhWant){ .who = person,
                          .session = 2 * (first + hours_of[turn]) + g_rand_int_range (random, 0, 2),
                          .wish = GH_MUST,
                          .named = true };
        }
    }
}

/* A conference in which PLACES, by session, pays nothing for lone days and long runs. */
static GhModel *
planted (int number, GhPlacement *places)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)number);
  GhModel *model = gh_model_new ();
  GhTimes *hours = gh_times_new ();

  for (int day = 0; day < N_DAYS; day++)
    gh_times_add (hours, day * GH_DAY + 540, day * GH_DAY + 540 + N_HOURS * 60);
  gh_times_free (model->conference.hours);
  model->conference.hours = hours;
  model->conference.n_days = N_DAYS;
  model->conference.grid_minutes = 60;
  for (int room = 0; room < N_ROOMS; room++)
    {
      GhRoom *this = gh_model_add_room (model);
      g_autofree char *id = g_strdup_printf ("R%d", room);
      this->id = this->name = gh_model_text (model, id);
      this->seats = 100;
    }
  for (int session = 0; session < N_SESSIONS; session++)
    {
      GhSession *this = gh_model_add_session (model);
      g_autofree char *id = g_strdup_printf ("S%02d", session);
      this->id = this->title = gh_model_text (model, id);
      this->minutes = 60;
      places[session] = (GhPlacement){ start_of (session / 2), session % 2 };
    }
  add_people (random, model);
  for (int rule = 0; rule < GH_N_RULES; rule++)
    if (gh_rule_info (rule)->level == GH_LEVEL_SOFT)
      set_rule (model, rule, GH_LEVEL_OFF, -1, -1);
  set_rule (model, GH_RULE_LONE_DAY, GH_LEVEL_SOFT, 60, -1);
  set_rule (model, GH_RULE_LONG_RUN, GH_LEVEL_SOFT, 1, 120);
  gh_model_finish (model);
  return model;
}

/* Some sessions go where a board has a place for them, whatever it costs. */
static void
move_some (GRand *random, GhBoard *board)
{
  for (int moved = 0, tries = 0; moved < N_MOVED && tries < MOST_TRIES; tries++)
    {
      int session = g_rand_int_range (random, 0, board->model->n_sessions);
      const GhDomain *domain = &board->demands->domains[session];
      int option = g_rand_int_range (random, 0, domain->n_options);
      int room = g_rand_int_range (random, 0, domain->n_rooms);
      int mark = gh_board_mark (board);
      gh_board_take (board, session);
      if (gh_board_is_open (board, session, option, room)
          && gh_board_put (board, session, option, room))
        moved++;
      else
        gh_board_rollback (board, mark);
    }
  gh_board_forget (board);
}

/* Who is asked, and told, while more is granted. */
typedef struct
{
  GhSearch *search;
  int n_asked, most_asked; /* then it stops */
  int n_taken, n_refused;
} Told;

static bool
go_on (gpointer data, int64_t steps)
{
  Told *told = data;
  return told->n_asked++ < told->most_asked;
}

static void
take (gpointer data, const GhPlacement *places)
{
  Told *told = data;
  GhBoard *board = told->search->board;
  gsize size = (gsize)board->model->n_sessions * sizeof (GhPlacement);
  g_autofree GhPlacement *before = g_memdup2 (board->placements, size);
  int64_t cost = board->cost;

  if (gh_search_move_to (told->search, places))
    {
      told->n_taken++;
      assert_memory_equal (board->placements, places, size);
      return;
    }
  told->n_refused++;
  assert_memory_equal (board->placements, before, size);
  assert_int_equal (board->cost, cost);
}

static int64_t
grant_more (Told *told, int64_t most_steps)
{
  GhGrantOptions options = { most_steps, go_on, take, told };
  g_autofree GhPlacement *places =
      g_memdup2 (told->search->board->placements,
                 (gsize)told->search->board->model->n_sessions * sizeof (GhPlacement));
  return gh_grant_more (told->search->demands, &options, places);
}

static GhSearch *
search_with_some_moved (const GhDemands *demands, int number, const GhPlacement *places)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)number);
  GhSearch *search = gh_search_new (demands, 1, 1000);
  assert_true (gh_search_move_to (search, places));
  assert_int_equal (search->board->n_missing, 0);
  assert_int_equal (search->board->cost, 0);
  move_some (random, search->board);
  assert_true (search->board->cost > 0);
  return search;
}

static void
what_was_planted_is_found_from_nearby (void **state)
{
  int n_at_nothing = 0;

  for (int number = 0; number < N_PLANTED; number++)
    {
      g_autofree GhPlacement *places = g_new (GhPlacement, N_SESSIONS);
      g_autoptr (GhModel) model = planted (number, places);
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      GhSearch *search = search_with_some_moved (demands, number, places);
      Told told = { search, 0, INT_MAX, 0, 0 };
      int64_t before = search->board->cost;

      assert_true (grant_more (&told, ENOUGH_STEPS) > 0);
      assert_int_equal (told.n_refused, 0);
      assert_int_equal (search->board->n_missing, 0);
      assert_true (told.n_taken > 0 ? search->board->cost < before : search->board->cost == before);
      n_at_nothing += search->board->cost == 0;
      gh_search_free (search);
      gh_demands_free (demands);
    }
  print_message ("%d programmes that paid, of which %d pay nothing now\n", N_PLANTED, n_at_nothing);
  assert_true (n_at_nothing > N_PLANTED / 2);
}

/* The same that is granted whole is not begun, or broken off. */
static void
whoever_says_stop_is_heard (void **state)
{
  g_autofree GhPlacement *places = g_new (GhPlacement, N_SESSIONS);
  g_autoptr (GhModel) model = planted (1, places);
  GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
  GhSearch *search = search_with_some_moved (demands, 1, places);
  Told told = { search, 0, 0, 0, 0 };
  int64_t least, all;

  assert_int_equal (grant_more (&told, 1), 0);
  least = grant_more (&told, ENOUGH_STEPS);
  assert_int_equal (told.n_asked, 1);
  assert_true (least > 0);
  told.most_asked = INT_MAX;
  /* With no more steps than the first question takes. */
  assert_true (grant_more (&told, least + 1) < 2 * least);
  assert_int_equal (told.n_taken, 0);
  all = grant_more (&told, ENOUGH_STEPS);
  assert_true (all > least);
  assert_true (told.n_taken > 0);
  gh_search_free (search);
  gh_demands_free (demands);
}

/* Every kind of rule: what a board takes is complete.  Clauses take the mildest view of what costs,
 * so that it may be dearer, but seldom is. */
static void
random_conferences_stay_complete (void **state)
{
  int n_taken = 0, n_refused = 0, n_cheaper = 0;

  for (int number = 0; number < N_RANDOM; number++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)number);
      g_autoptr (GhModel) model =
          number % 2 == 0 ? random_small_model (number, 8) : random_model (random);
      GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
      GhSearch *search = gh_search_new (demands, 1, 2000);
      Told told = { search, 0, 200, 0, 0 };
      int64_t before;

      gh_search_begin (search);
      gh_search_construct (search, 2000);
      before = search->board->cost;
      if (search->board->n_missing == 0)
        grant_more (&told, 3000000);
      if (told.n_taken > 0)
        {
          assert_int_equal (search->board->n_missing, 0);
          n_cheaper += search->board->cost < before;
        }
      n_taken += told.n_taken > 0;
      n_refused += told.n_refused > 0;
      gh_search_free (search);
      gh_demands_free (demands);
    }
  print_message ("%d conferences in which more was granted, %d cheaper; in %d it was refused\n",
                 n_taken, n_cheaper, n_refused);
  assert_true (n_taken > N_RANDOM / 20);
  assert_true (n_cheaper > n_taken * 3 / 4);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_was_planted_is_found_from_nearby),
    cmocka_unit_test (whoever_says_stop_is_heard),
    cmocka_unit_test (random_conferences_stay_complete),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
