/* Who covers a delegation's musts once some of them have moved, against trying everybody: whoever
 * covered one that stays goes on, wherever that can be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/covers/covers.h"
#include "tests/engine/trying.h"

#define N_CASES 800
#define N_SESSIONS 6

static int
below (GRand *random, int n)
{
  return g_rand_int_range (random, 0, n);
}

/* One delegation of two to four, and six sessions where it must be represented. */
static GhModel *
delegation_with_musts (GRand *random)
{
  GhModel *model = gh_model_new ();
  GhRoom *room = gh_model_add_room (model);
  GhDelegation *delegation = gh_model_add_delegation (model);

  room->id = room->name = gh_model_text (model, "AULA");
  room->venue = gh_model_venue (model, "PARK");
  delegation->id = delegation->name = gh_model_text (model, "D");
  delegation->size = 2 + below (random, 3);
  for (int person = 0; person < delegation->size; person++)
    {
      GhPerson *this = gh_model_add_person (model);
      this->id = this->name = gh_model_text (model, "P");
      this->delegation = 0;
      if (below (random, 4) == 0)
        gh_times_subtract (this->present, 600, 720);
      g_array_append_val (delegation->people, person);
    }
  for (int session = 0; session < N_SESSIONS; session++)
    {
      GhSession *this = gh_model_add_session (model);
      GhWant *want = gh_model_add_delegation_want (model);
      this->id = this->title = gh_model_text (model, "S");
      this->minutes = 60 + 30 * below (random, 4);
      this->needs_room = false;
      *want = (GhWant){ .who = 0, .session = session, .wish = GH_MUST };
    }
  gh_model_finish (model);
  return model;
}

static void
place (GRand *random, GhProgramme *programme, int session)
{
  programme->placements[session] = (GhPlacement){ 9 * 60 + 30 * below (random, 16), -1 };
}

/* A programme with sessions where they are in BEFORE (NULL: anywhere), and covers; NULL: they
 * cannot all be covered. */
static GhProgramme *
cover (const GhModel *model, GRand *random, const GhProgramme *before, int n_moves)
{
  g_autoptr (GhProgramme) programme = gh_programme_new (model);
  GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });

  for (int session = 0; session < N_SESSIONS; session++)
    if (before == NULL)
      place (random, programme, session);
    else
      programme->placements[session] = before->placements[session];
  for (int n = 0; n < n_moves; n++)
    place (random, programme, below (random, N_SESSIONS));
  gh_covers_settle (demands, programme);
  gh_demands_free (demands);
  return programme->complaints->len > 0 ? NULL : g_steal_pointer (&programme);
}

static GhPast *
past_of (const GhModel *model, const GhProgramme *programme)
{
  GhPast *past = gh_past_new (model);
  past->now = -GH_DAY;
  for (int session = 0; session < N_SESSIONS; session++)
    past->sessions[session].start = programme->placements[session].start;
  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      GhHadCover had = { this->session, this->person };
      if (this->as == GH_AS_COVERS)
        g_array_append_val (past->covers, had);
    }
  return past;
}

/* Covers that changed although their session did not, or -1: not everything could be covered. */
static int
count_changed (int number, int *too_many)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)number);
  g_autoptr (GhModel) model = delegation_with_musts (random);
  g_autoptr (GhProgramme) before = cover (model, random, NULL, 0);
  g_autoptr (GhPast) past = NULL;
  g_autoptr (GhProgramme) after = NULL;
  int n = 0;

  if (before == NULL)
    return -1;
  model->past = past = past_of (model, before);
  if (below (random, 2) == 0)
    gh_times_subtract (model->persons[0].present, 9 * 60, 60 * (10 + below (random, 4)));
  after = cover (model, random, before, below (random, 3));
  if (after != NULL)
    {
      g_autoptr (Trying) trying = trying_new (model);
      g_autoptr (GhPast) then = past_of (model, after);
      *too_many = trying_covers_too_many (trying, after);
      for (guint at = 0; at < past->covers->len; at++)
        {
          const GhHadCover *had = &g_array_index (past->covers, GhHadCover, at);
          bool goes_on = past->sessions[had->session].start != then->sessions[had->session].start;
          for (guint now = 0; now < then->covers->len && !goes_on; now++)
            goes_on = g_array_index (then->covers, GhHadCover, now).session == had->session
                      && g_array_index (then->covers, GhHadCover, now).person == had->person;
          n += !goes_on;
        }
    }
  model->past = NULL;
  return after != NULL ? n : -1;
}

static void
whoever_covered_a_session_goes_on (void **state)
{
  int n_covered = 0, n_changed = 0;

  for (int number = 0; number < N_CASES; number++)
    {
      int too_many = 0;
      int n = count_changed (number, &too_many);
      if (too_many != 0)
        fail_msg ("case %d: %d covers too many are changed", number, too_many);
      n_covered += n >= 0;
      n_changed += n > 0;
    }
  print_message ("of %d delegations %d could cover everything, before and after; in %d of them "
                 "covers had to change\n",
                 N_CASES, n_covered, n_changed);
  assert_true (n_covered > N_CASES / 4 && n_changed > N_CASES / 20);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (whoever_covered_a_session_goes_on) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
