#include "engine/prove/grant.h"

#include "engine/prove/solver.h"
#include "engine/search/random.h"

/* Of more sessions the clauses would take longer than they are worth. */
#define MOST_SESSIONS 512
/* Meanwhile a search would make so many steps for each literal that is written; one for so many
 * clauses while a question is put, and for so many while a conflict is found. */
#define STEPS_A_LITERAL 2
#define CLAUSES_A_STEP_TO_ASK 16
#define CLAUSES_A_STEP_IN_CONFLICT 256
/* About so many literals are written for each start of a session for each other one that it must
 * mind, and for each person in it. */
#define LITERALS_A_PAIR 4
#define LITERALS_A_PERSON 16
/* Of one question: what is found at all is mostly found sooner. */
#define CONFLICTS_AT_ONCE 60
/* While everything is where it is, only teams and covers are left to find. */
#define CONFLICTS_WHERE_IT_IS 2000
/* Where more wishes are open, or after so many attempts in vain, none will be granted. */
#define MOST_OPEN 200
#define MOST_IN_VAIN 40

typedef struct
{
  const GhDemands *demands;
  const GhGrantOptions *options;
  GhPlacement *places; /* by session: where everything is now */
  GhCase *asked;
  GhFormula *formula;
  GhSolver *solver;
  int64_t n_questions;
  int granted;    /* a literal: all wishes but the open ones are granted */
  GArray *open;   /* int: wishes that are not granted where everything is now */
  GArray *starts; /* int: literals that say where that is */
  GArray *rooms;  /* int: likewise */
  GArray *kept;   /* int: of the starts, those that are kept in an attempt */
  GhRandom random;
} Granting;

static int64_t
steps_so_far (const Granting *granting)
{
  int64_t n_clauses = granting->formula->n_clauses;
  return (int64_t)granting->formula->literals->len * STEPS_A_LITERAL
         + granting->n_questions * (1 + n_clauses / CLAUSES_A_STEP_TO_ASK)
         + gh_solver_conflicts (granting->solver) * (1 + n_clauses / CLAUSES_A_STEP_IN_CONFLICT);
}

static bool
may_go_on (const Granting *granting)
{
  const GhGrantOptions *options = granting->options;
  int64_t steps = steps_so_far (granting);
  return steps < options->most_steps && options->may_go_on (options->data, steps);
}

static const GhPart *
part_of (const Granting *granting, int session)
{
  const GhPart *part = &granting->formula->parts[session];
  return part->starts != NULL ? part : NULL;
}

static void
assume (const Granting *granting, const GArray *literals)
{
  for (guint at = 0; at < literals->len; at++)
    gh_solver_assume (granting->solver, g_array_index (literals, int, at));
}

static GhAnswer
ask (Granting *granting, const GArray *these, const GArray *those, int most_conflicts)
{
  granting->n_questions++;
  assume (granting, these);
  assume (granting, those);
  return gh_solver_solve (granting->solver, most_conflicts);
}

/* Of the literals of the last question, those that cannot hold with the rest move to FAILED, if any
 * is given; about half of them, or EVERYBODY.  False: none was in the way. */
static bool
let_go (Granting *granting, GArray *literals, bool everybody, GArray *failed)
{
  guint n = 0;
  bool is_any = false;

  for (guint at = 0; at < literals->len; at++)
    {
      int literal = g_array_index (literals, int, at);
      if (!gh_solver_failed (granting->solver, literal)
          || (!everybody && is_any && gh_random_below (&granting->random, 2) == 0))
        g_array_index (literals, int, n++) = literal;
      else
        {
          is_any = true;
          if (failed != NULL)
            g_array_append_val (failed, literal);
        }
    }
  g_array_set_size (literals, n);
  return is_any;
}

/* ---- where everything is ----------------------------------------------------------------- */

static bool
list_where (Granting *granting)
{
  g_array_set_size (granting->starts, 0);
  g_array_set_size (granting->rooms, 0);
  for (int session = 0; session < granting->demands->model->n_sessions; session++)
    {
      const GhPart *part = part_of (granting, session);
      GhPlacement place = granting->places[session];
      int number = part != NULL ? gh_part_number_of (part, place.start) : -1;
      int start = number >= 0 ? gh_part_at (part, number) : 0;
      int room = number >= 0 ? gh_part_in_room (part, place.room) : 0;
      if (part != NULL && number < 0)
        return false;
      if (start != 0)
        g_array_append_val (granting->starts, start);
      if (room != 0)
        g_array_append_val (granting->rooms, room);
    }
  return true;
}

/* Which of the open wishes are granted where everything is: those are from now on.  False: not what
 * can be gone on from. */
static bool
settle (Granting *granting)
{
  g_autoptr (GArray) wishes = granting->open;
  g_autoptr (GArray) where = NULL;
  GhAnswer answer;

  granting->open = g_array_new (false, false, sizeof (int));
  if (!list_where (granting))
    return false;
  where = g_array_copy (granting->starts);
  g_array_append_vals (where, granting->rooms->data, granting->rooms->len);
  while ((answer = ask (granting, where, wishes, CONFLICTS_WHERE_IT_IS)) == GH_IMPOSSIBLE)
    if (!let_go (granting, wishes, true, granting->open) || granting->open->len > MOST_OPEN
        || !may_go_on (granting))
      return false;
  for (guint at = 0; answer == GH_POSSIBLE && at < wishes->len; at++)
    {
      int clause[] = { -granting->granted, g_array_index (wishes, int, at) };
      gh_solver_add (granting->solver, clause, 2);
    }
  return answer == GH_POSSIBLE;
}

/* ---- attempts ---------------------------------------------------------------------------- */

/* What is granted, and the wishes asked for beside it: first with everything where it is, from
 * where the solver goes on; then fewer and fewer keep their start.  GH_IMPOSSIBLE: never all of
 * that; GH_NOT_KNOWN: in vain, or stopped. */
static GhAnswer
attempt (Granting *granting, GArray *wishes, bool everybody)
{
  g_autoptr (GArray) asked = g_array_copy (wishes);
  GhAnswer answer;

  g_array_append_val (asked, granting->granted);
  g_array_set_size (granting->kept, 0);
  g_array_append_vals (granting->kept, granting->starts->data, granting->starts->len);
  ask (granting, granting->starts, granting->rooms, CONFLICTS_WHERE_IT_IS);
  do
    answer = may_go_on (granting) ? ask (granting, granting->kept, asked, CONFLICTS_AT_ONCE)
                                  : GH_NOT_KNOWN;
  while (answer == GH_IMPOSSIBLE && let_go (granting, granting->kept, everybody, NULL));
  return answer;
}

/* ---- answers ----------------------------------------------------------------------------- */

static GhMinute
start_found (const Granting *granting, const GhPart *part)
{
  int number = 0;
  while (number + 1 < (int)part->starts->len
         && gh_solver_holds (granting->solver, gh_part_from (part, number + 1)))
    number++;
  return g_array_index (part->starts, GhMinute, number);
}

/* The room that it has, if it may keep it. */
static int
room_found (const Granting *granting, const GhPart *part, int room)
{
  int literal = gh_part_in_room (part, room);
  if (part->rooms->len == 0 || (literal != 0 && gh_solver_holds (granting->solver, literal)))
    return room;
  for (guint at = 0; at < part->rooms->len; at++)
    if (gh_solver_holds (granting->solver, part->room + (int)at))
      return g_array_index (part->rooms, int, at);
  return -1;
}

static void
read_places (Granting *granting)
{
  for (int session = 0; session < granting->demands->model->n_sessions; session++)
    {
      const GhPart *part = part_of (granting, session);
      GhPlacement *place = &granting->places[session];
      if (part != NULL)
        *place =
            (GhPlacement){ start_found (granting, part), room_found (granting, part, place->room) };
    }
}

/* ---- in turn ----------------------------------------------------------------------------- */

/* All that is open, and one wish of it, in turn. */
static void
ask_in_turn (Granting *granting)
{
  const GhGrantOptions *options = granting->options;
  g_autoptr (GArray) one = g_array_new (false, false, sizeof (int));
  bool may_have_all = true;
  int in_vain = 0;

  for (guint turn = 0; granting->open->len > 0 && in_vain < MOST_IN_VAIN && may_go_on (granting);
       turn++)
    {
      bool asks_all = may_have_all && turn % 2 == 0;
      guint next = turn / 2 % granting->open->len;
      GhAnswer answer;

      g_array_set_size (one, 0);
      g_array_append_val (one, g_array_index (granting->open, int, next));
      answer = attempt (granting, asks_all ? granting->open : one, turn % 3 == 0);
      in_vain = answer == GH_POSSIBLE ? 0 : in_vain + 1;
      if (answer == GH_POSSIBLE)
        {
          read_places (granting);
          options->take (options->data, granting->places);
          if (!settle (granting))
            return;
        }
      else if (answer == GH_IMPOSSIBLE && asks_all && granting->open->len > 1)
        may_have_all = false;
      else if (answer == GH_IMPOSSIBLE)
        {
          g_array_remove_index (granting->open, next);
          may_have_all = true;
        }
    }
}

/* ---- all of it --------------------------------------------------------------------------- */

/* About so many steps go by while the clauses are written. */
static int64_t
steps_to_write (const GhDemands *demands)
{
  int64_t n_literals = 0;
  for (int session = 0; session < demands->model->n_sessions; session++)
    n_literals += (int64_t)demands->edges[session].n_edges * demands->domains[session].n_options
                  * LITERALS_A_PAIR / 2;
  for (guint at = 0; at < demands->commitments->len; at++)
    {
      int session = g_array_index (demands->commitments, GhCommitment, at).session;
      n_literals += (int64_t)demands->domains[session].n_options * LITERALS_A_PERSON;
    }
  return n_literals * STEPS_A_LITERAL;
}

static void
begin (Granting *granting, const GhDemands *demands, const GhGrantOptions *options,
       const GhPlacement *places)
{
  g_autoptr (GArray) wishes = g_array_new (false, false, sizeof (GhPriced));
  int64_t certain;

  *granting = (Granting){
    .demands = demands,
    .options = options,
    .places = g_memdup2 (places, (gsize)demands->model->n_sessions * sizeof (GhPlacement)),
    .asked = gh_case_new (demands),
    .open = g_array_new (false, false, sizeof (int)),
    .starts = g_array_new (false, false, sizeof (int)),
    .rooms = g_array_new (false, false, sizeof (int)),
    .kept = g_array_new (false, false, sizeof (int)),
  };
  granting->formula = gh_formula_new_priced (granting->asked, wishes, &certain);
  granting->solver = gh_solver_new_quick (granting->formula);
  granting->granted = granting->formula->n_variables + 1;
  gh_random_seed (&granting->random, 1);
  for (guint at = 0; at < wishes->len; at++)
    g_array_append_val (granting->open, g_array_index (wishes, GhPriced, at).literal);
}

static void
end (Granting *granting)
{
  gh_solver_free (granting->solver);
  gh_formula_free (granting->formula);
  gh_case_free (granting->asked);
  g_free (granting->places);
  g_array_unref (granting->open);
  g_array_unref (granting->starts);
  g_array_unref (granting->rooms);
  g_array_unref (granting->kept);
}

int64_t
gh_grant_more (const GhDemands *demands, const GhGrantOptions *options, const GhPlacement *places)
{
  Granting granting;
  int64_t steps;

  if (demands->model->n_sessions > MOST_SESSIONS || steps_to_write (demands) > options->most_steps)
    return 0;
  begin (&granting, demands, options, places);
  if (settle (&granting))
    ask_in_turn (&granting);
  steps = steps_so_far (&granting);
  end (&granting);
  return steps;
}
