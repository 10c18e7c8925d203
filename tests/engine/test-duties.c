/* What one team has to do, and what is too much for all of a kind, held against the whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/board/duties.h"

#include <stdlib.h>

#define MOST_SESSIONS 7
#define MOST_TEAMS 3

static int n_tries = 2000;

/* A few sessions that all need a team of one kind, wherever they are put. */
typedef struct
{
  GhModel *model;
  GhDemands *demands;
  GhPlacement placements[MOST_SESSIONS];
  int by_start[MOST_SESSIONS]; /* sessions */
} Crews;

static int
below (GRand *random, int n)
{
  return g_rand_int_range (random, 0, n);
}

static void
add_team (GRand *random, GhModel *model, const char *kind)
{
  GhTeam *team = gh_model_add_team (model);
  team->id = kind;
  team->kind = kind;
  team->rest_minutes = 60 * below (random, 3);
  team->most_minutes = below (random, 4) > 0 ? 120 + 60 * below (random, 3) : -1;
  team->most_per_day = below (random, 2) - 1 + below (random, 3);
  team->most_in_5_workdays = below (random, 3) > 0 ? 1 + below (random, 4) : -1;
  team->most_minutes_per_day = below (random, 4) == 0 ? 240 : -1;
  team->day_minutes = below (random, 4) == 0 ? 480 : -1;
  if (below (random, 3) == 0)
    gh_times_subtract (team->available, GH_DAY, GH_DAY + 12 * 60);
}

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer placements)
{
  return ((GhPlacement *)placements)[*(const int *)a].start
         - ((GhPlacement *)placements)[*(const int *)b].start;
}

/* Few starts on many days, or many on few; some past midnight. */
static void
crews_make (GRand *random, Crews *crews)
{
  GhModel *model = crews->model = gh_model_new ();
  const char *kind = gh_model_text (model, "interpretation");
  int n_sessions = 2 + below (random, MOST_SESSIONS - 1);
  int n_teams = 1 + below (random, MOST_TEAMS);
  int n_days = 1 + below (random, 9);

  model->conference.timezone = gh_model_text (model, "Africa/Kigali");
  model->conference.first_day = 738312; /* 2022-06-06 */
  model->conference.n_days = n_days;
  model->conference.grid_minutes = 30;
  model->conference.first_weekday = 1 + below (random, 7);
  model->conference.workdays = below (random, 3) > 0 ? 0x3e : 2 + 2 * below (random, 127);
  for (int team = 0; team < n_teams; team++)
    add_team (random, model, kind);
  for (int session = 0; session < n_sessions; session++)
    {
      GhSession *this = gh_model_add_session (model);
      GhTeamNeed need = { kind, 1 };
      this->id = this->title = kind;
      this->minutes = 60 + 60 * below (random, 2);
      g_array_append_val (this->teams, need);
      crews->by_start[session] = session;
      crews->placements[session] =
          (GhPlacement){ below (random, n_days) * GH_DAY + 8 * 60 + 60 * below (random, 16), -1 };
    }
  gh_model_finish (model);
  crews->demands = gh_demands_new (model, (GhLessons){ 0 });
  g_qsort_with_data (crews->by_start, n_sessions, sizeof (int), compare_starts, crews->placements);
}

static void
crews_clear (Crews *crews)
{
  gh_demands_free (crews->demands);
  gh_model_free (crews->model);
}

/* Those of TEAM where DEALT says who has which. */
static int
list_duties (const Crews *crews, const int *dealt, int team, int *duties)
{
  int n = 0;
  for (int at = 0; at < crews->model->n_sessions; at++)
    if (dealt[crews->by_start[at]] == team)
      duties[n++] = crews->by_start[at];
  return n;
}

static bool
are_right (const Crews *crews, const int *dealt, int team)
{
  int duties[MOST_SESSIONS];
  int n = list_duties (crews, dealt, team, duties);
  return gh_team_duties_are_right (crews->demands, team, duties, n, crews->placements);
}

/* Tries every way to deal the sessions from SESSION on. */
static bool
can_deal (const Crews *crews, int *dealt, int session)
{
  bool found = false;
  if (session < crews->model->n_sessions)
    {
      for (int team = 0; team < crews->model->n_teams && !found; team++)
        {
          dealt[session] = team;
          found = can_deal (crews, dealt, session + 1);
        }
      return found;
    }
  found = true;
  for (int team = 0; team < crews->model->n_teams; team++)
    found = found && are_right (crews, dealt, team);
  return found;
}

/* ---- what is promised -------------------------------------------------------------------- */

static void
one_more_duty_is_judged_as_all_of_them_are (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  int n_right = 0, n_wrong = 0;

  for (int number = 0; number < n_tries; number++)
    {
      Crews crews;
      int dealt[MOST_SESSIONS], duties[MOST_SESSIONS];
      int session, n, at;
      bool is_right;
      crews_make (random, &crews);
      for (int other = 0; other < crews.model->n_sessions; other++)
        dealt[other] = below (random, 3) - 1;
      session = below (random, crews.model->n_sessions);
      dealt[session] = -1;
      if (are_right (&crews, dealt, 0))
        {
          dealt[session] = 0;
          n = list_duties (&crews, dealt, 0, duties);
          for (at = 0; duties[at] != session; at++)
            ;
          is_right = are_right (&crews, dealt, 0);
          if (gh_team_duty_fits (crews.demands, 0, duties, n, at, crews.placements) != is_right)
            fail_msg ("conference %d: %sright", number, is_right ? "" : "not ");
          n_right += is_right;
          n_wrong += !is_right;
        }
      crews_clear (&crews);
    }
  print_message ("%d duties more that are right, %d that are not\n", n_right, n_wrong);
  assert_true (n_right > n_tries / 10 && n_wrong > n_tries / 10);
}

static void
sittings_are_only_too_many_where_no_dealing_helps (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  int n_possible = 0, n_too_many = 0, n_unseen = 0;

  for (int number = 0; number < n_tries; number++)
    {
      Crews crews;
      int dealt[MOST_SESSIONS];
      bool too_many = false;
      crews_make (random, &crews);
      for (int at = 0; at < crews.model->n_sessions; at++)
        too_many =
            too_many
            || gh_sittings_are_too_many (crews.model, crews.model->teams[0].kind, crews.by_start,
                                         crews.model->n_sessions, at, crews.placements);
      if (can_deal (&crews, dealt, 0))
        {
          if (too_many)
            fail_msg ("conference %d can be held", number);
          n_possible++;
        }
      else if (too_many)
        n_too_many++;
      else
        n_unseen++;
      crews_clear (&crews);
    }
  print_message ("%d can be held; %d have too many sittings, %d cannot for other reasons\n",
                 n_possible, n_too_many, n_unseen);
  assert_true (n_possible > n_tries / 10 && n_too_many > n_tries / 20);
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (one_more_duty_is_judged_as_all_of_them_are),
    cmocka_unit_test (sittings_are_only_too_many_where_no_dealing_helps),
  };
  if (argc > 1)
    n_tries = atoi (argv[1]);
  return cmocka_run_group_tests (tests, NULL, NULL);
}
