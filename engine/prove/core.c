#include "engine/prove/core.h"

#include "engine/prove/chains.h"
#include "engine/prove/shortage.h"

#include <string.h>

/* What one question may cost while a clash is made smaller, and how many may stay without an answer
 * before no more are asked; and the same where it is done roughly.  About places, where each
 * question has a formula of its own, nothing is asked once one has stayed without: whether the
 * clash is the least is not known anyhow. */
#define CONFLICTS_TO_SHRINK 5000
#define MOST_UNANSWERED 3
#define CONFLICTS_ROUGHLY 500
#define UNANSWERED_ROUGHLY 1
/* As many sessions are looked at by clauses first, and at most. */
#define FEWEST_SESSIONS 8
#define MOST_SESSIONS 256
#define MOST_SESSIONS_ROUGHLY 32
/* A solver that is asked again about what it used often uses less. */
#define N_TRIMS 5

void
gh_case_restrict (GhCase *this, const GhBits *to)
{
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    if (gh_case_asks (this, entry) && !gh_bits_has (to, entry))
      gh_case_drop (this, entry);
}

static int
conflicts_to_shrink (const GhCase *this)
{
  return this->is_rough ? CONFLICTS_ROUGHLY : CONFLICTS_TO_SHRINK;
}

/* ---- is it possible? --------------------------------------------------------------------- */

static bool
some_session_has_no_place (GhCase *this)
{
  for (int session = 0; session < this->model->n_sessions; session++)
    if (gh_case_holds (this, session) && gh_case_places (this, session)->starts->len == 0)
      return true;
  return false;
}

static GhAnswer
answer_by_clauses (GhCase *this)
{
  g_autoptr (GhFormula) formula = gh_formula_new (this, false);
  g_autoptr (GhSolver) solver = gh_solver_new (formula);
  return gh_solver_ask (solver, this->active, conflicts_to_shrink (this));
}

/* What can be said without a solver. */
static bool
is_plainly_impossible (GhCase *this)
{
  g_autoptr (GhBits) shortage = NULL;
  g_autoptr (GhBits) chain = NULL;

  if (some_session_has_no_place (this))
    return true;
  chain = gh_chains_find (this);
  if (chain == NULL)
    shortage = gh_shortage_find (this);
  return shortage != NULL || chain != NULL;
}

/* ---- fewer ------------------------------------------------------------------------------- */

/* A demand about sessions of which one is no longer held asks for nothing. */
static bool
is_idle (const GhCase *this, int entry)
{
  const GhAsked *asked = this->asked->pdata[entry];
  return (asked->session >= 0 && !gh_case_holds (this, asked->session))
         || (asked->other >= 0 && !gh_case_holds (this, asked->other));
}

static void
drop_idle (GhCase *this)
{
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    if (gh_case_asks (this, entry) && is_idle (this, entry))
      gh_case_drop (this, entry);
}

/* What a solver took for granted about the sessions that it needed. */
static void
add_places (const GhCase *this, GhBits *core)
{
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (gh_asked_is_about_place (asked) && gh_case_asks (this, entry)
          && gh_bits_has (core, this->held[asked->session]))
        gh_bits_add (core, entry);
    }
}

/* Is what is asked still impossible?  SOLVER knows the case as it was before more was left out;
 * NULL where starts or rooms may have come back since. */
typedef GhAnswer (*AnswerOf) (GhCase *this, GhSolver *solver);

static GhAnswer
answer_plainly (GhCase *this, GhSolver *solver)
{
  return is_plainly_impossible (this) ? GH_IMPOSSIBLE : GH_NOT_KNOWN;
}

/* Leaves out at once whatever the solver did not use. */
static GhAnswer
answer_again (GhCase *this, GhSolver *solver)
{
  GhAnswer answer = gh_solver_ask (solver, this->active, conflicts_to_shrink (this));
  if (answer == GH_IMPOSSIBLE)
    {
      g_autoptr (GhBits) core = gh_solver_core (solver, this->active);
      add_places (this, core);
      gh_case_restrict (this, core);
    }
  return answer;
}

static GhAnswer
answer_by_clauses_of (GhCase *this, GhSolver *solver)
{
  return solver != NULL ? answer_again (this, solver) : answer_by_clauses (this);
}

/* By counting first, where counting has shown that it is impossible; clauses would take long. */
static GhAnswer
answer_counted (GhCase *this, GhSolver *solver)
{
  return is_plainly_impossible (this) ? GH_IMPOSSIBLE : answer_by_clauses_of (this, solver);
}

/* And by clauses first, where counting has not. */
static GhAnswer
answer_uncounted (GhCase *this, GhSolver *solver)
{
  GhAnswer answer = answer_by_clauses_of (this, solver);
  return answer == GH_NOT_KNOWN && is_plainly_impossible (this) ? GH_IMPOSSIBLE : answer;
}

/* Of starts or rooms. */
static bool
are_equal (const GArray *a, const GArray *b)
{
  G_STATIC_ASSERT (sizeof (GhMinute) == sizeof (int));
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (int)) == 0);
}

/* Without one demand about its places a session could be held where it can be held with it, and
 * nowhere else: others ask for the same. */
static bool
says_nothing_new (GhCase *this, int entry)
{
  const GhAsked *asked = this->asked->pdata[entry];
  g_autoptr (GArray) starts = NULL;
  g_autoptr (GArray) rooms = NULL;
  const GhPlaces *without;
  bool is_same;

  if (asked->asks == GH_ASKS_OPEN_ROOM)
    return false;
  starts = g_array_ref (gh_case_places (this, asked->session)->starts);
  rooms = g_array_ref (gh_case_places (this, asked->session)->rooms);
  gh_case_drop (this, entry);
  without = gh_case_places (this, asked->session);
  is_same = are_equal (starts, without->starts) && are_equal (rooms, without->rooms);
  gh_case_take_back (this, entry);
  return is_same;
}

/* Leaves that out unasked. */
static void
drop_what_says_nothing_new (GhCase *this)
{
  for (int entry = (int)this->asked->len - 1; entry >= 0; entry--)
    if (gh_case_asks (this, entry) && gh_asked_is_about_place (this->asked->pdata[entry])
        && says_nothing_new (this, entry))
      gh_case_drop (this, entry);
}

/* The answer without one demand (for a session's being held: without all about it); what is not
 * needed stays left out. */
static GhAnswer
try_without (GhCase *this, int entry, AnswerOf answer_of, GhSolver *solver)
{
  const GhAsked *asked = this->asked->pdata[entry];
  g_autoptr (GhBits) before = gh_bits_copy (this->active);
  GhAnswer answer;

  if (asked->asks == GH_ASKS_HELD)
    gh_case_drop_session (this, asked->session);
  else
    gh_case_drop (this, entry);
  answer = answer_of (this, solver);
  if (answer != GH_IMPOSSIBLE)
    GH_BITS_EACH (before, other)
      if (!gh_case_asks (this, other))
        gh_case_take_back (this, other);
  return answer;
}

/* ---- demands that are alike -------------------------------------------------------------- */

/* What is asked of a session, in words without its name: sessions of which the same is asked can
 * exchange their places, and what is needed of one is needed of the other.  NULL: it is tied to
 * another session, and like none. */
static char *
describe (const GhCase *this, int session)
{
  GString *text = g_string_new (NULL);
  const GhSession *from = &this->model->sessions[session];

  g_string_append_printf (text, "%d %s\n", from->minutes, from->layout != NULL ? from->layout : "");
  for (int other = 0; other < this->model->n_sessions; other++)
    if (gh_demands_are_joined (this->demands, session, other))
      g_string_append_printf (text, "joined %d %d\n", session, other);
  GH_BITS_EACH (this->active, entry)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      /* Who of a delegation is there anyhow is not told by the demand. */
      if (asked->session == session && asked->asks == GH_ASKS_COVER)
        g_string_append_printf (text, "tied %d\n", session);
      else if (asked->other >= 0 && (asked->session == session || asked->other == session))
        g_string_append_printf (text, "tied %d\n", session);
      else if (asked->session == session)
        {
          g_autofree char *sentence = gh_asked_say (this->model, this->demands, asked);
          bool by_role = asked->asks == GH_ASKS_PERSON
                         && gh_demands_commitment (this->demands, asked->number, session)->by_role;
          g_string_append_printf (text, "%d %d %d %s\n", asked->asks, asked->number, by_role,
                                  sentence + strlen (from->id));
        }
      else if (asked->asks == GH_ASKS_LIMIT
               && gh_bits_has (
                   g_array_index (this->demands->capacities, GhCapacity, asked->number).of,
                   session))
        g_string_append_printf (text, "limit %d\n", asked->number);
    }
  return g_string_free (text, false);
}

/* What a demand says, and of a session of which sort: demands alike are all needed or none. */
static char *
describe_demand (const GhCase *this, char *const *sorts, int entry)
{
  const GhAsked *asked = this->asked->pdata[entry];
  if (asked->session < 0 || asked->other >= 0)
    return g_strdup_printf ("entry %d", entry);
  return g_strdup_printf ("%d %d of %s", asked->asks, asked->number, sorts[asked->session]);
}

static char **
list_sorts (const GhCase *this)
{
  char **sorts = g_new0 (char *, this->model->n_sessions + 1);
  for (int session = 0; session < this->model->n_sessions; session++)
    sorts[session] = gh_case_holds (this, session) ? describe (this, session) : g_strdup ("");
  return sorts;
}

/* ---- as few as can be -------------------------------------------------------------------- */

static bool
is_about_holding (const GhAsked *asked)
{
  return asked->asks == GH_ASKS_HELD;
}

static bool
is_between (const GhAsked *asked)
{
  return asked->asks > GH_ASKS_SEATS;
}

/* Whole sessions go first, and then what ties most of them down. */
static bool (*const in_turn[]) (const GhAsked *) = { is_about_holding, is_between,
                                                     gh_asked_is_about_place };

/* What counting alone shows not to be needed. */
static void
shrink_plainly (GhCase *this)
{
  for (guint turn = 0; turn < G_N_ELEMENTS (in_turn); turn++)
    for (int entry = (int)this->asked->len - 1; entry >= 0; entry--)
      if (gh_case_asks (this, entry) && in_turn[turn](this->asked->pdata[entry]))
        {
          try_without (this, entry, answer_plainly, NULL);
          drop_idle (this);
        }
}

/* A round over the demands of one turn. */
typedef struct
{
  GhCase *this;
  AnswerOf answer_of;
  GHashTable *needed; /* char*: what was found to be needed, in words */
  char **sorts;       /* by session */
  int n_unanswered;
} Round;

/* SOLVER NULL: starts or rooms come back. */
static void
shrink_turn (Round *round, bool (*is_its_turn) (const GhAsked *), GhSolver *solver)
{
  GhCase *this = round->this;
  int most_unanswered = solver == NULL ? 1 : this->is_rough ? UNANSWERED_ROUGHLY : MOST_UNANSWERED;

  for (int entry = (int)this->asked->len - 1; entry >= 0; entry--)
    {
      g_autofree char *what = NULL;
      GhAnswer answer;
      if (round->n_unanswered >= most_unanswered)
        return;
      if (!gh_case_asks (this, entry) || !is_its_turn (this->asked->pdata[entry]))
        continue;
      what = describe_demand (this, round->sorts, entry);
      if (g_hash_table_contains (round->needed, what))
        continue;
      answer = try_without (this, entry, round->answer_of, solver);
      if (answer == GH_IMPOSSIBLE)
        {
          /* Who was alike before is no longer. */
          drop_idle (this);
          g_strfreev (round->sorts);
          round->sorts = list_sorts (this);
          g_hash_table_remove_all (round->needed);
          continue;
        }
      round->n_unanswered += answer == GH_NOT_KNOWN;
      g_hash_table_add (round->needed, g_steal_pointer (&what));
    }
}

/* And what can be found by clauses.  A demand that is needed with more around it is needed with
 * less, so one round is enough.  As long as no start or room comes back, one solver knows all that
 * is asked, and what it learns. */
static bool
shrink_fully (GhCase *this, bool is_counted)
{
  Round round = { .this = this,
                  .answer_of = is_counted ? answer_counted : answer_uncounted,
                  .needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                  .sorts = list_sorts (this) };
  g_autoptr (GhFormula) formula = gh_formula_new (this, false);
  g_autoptr (GhSolver) solver = gh_solver_new (formula);

  shrink_turn (&round, is_about_holding, solver);
  shrink_turn (&round, is_between, solver);
  drop_what_says_nothing_new (this);
  g_strfreev (round.sorts);
  round.sorts = list_sorts (this);
  shrink_turn (&round, gh_asked_is_about_place, NULL);
  g_hash_table_unref (round.needed);
  g_strfreev (round.sorts);
  return round.n_unanswered == 0;
}

bool
gh_case_shrink (GhCase *this)
{
  bool is_counted;
  drop_idle (this);
  is_counted = is_plainly_impossible (this);
  if (is_counted)
    shrink_plainly (this);
  return shrink_fully (this, is_counted);
}

/* ---- by clauses -------------------------------------------------------------------------- */

static GhBits *
trimmed (GhSolver *solver, GhBits *core)
{
  for (int turn = 0; turn < N_TRIMS; turn++)
    {
      GhBits *less;
      if (gh_solver_ask (solver, core, CONFLICTS_TO_SHRINK) != GH_IMPOSSIBLE)
        return core;
      less = gh_solver_core (solver, core);
      if (gh_bits_count (less) == gh_bits_count (core))
        turn = N_TRIMS;
      gh_bits_free (core);
      core = less;
    }
  return core;
}

GhBits *
gh_case_clash (GhCase *this, const GArray *order, int most_conflicts)
{
  int most = this->is_rough ? MOST_SESSIONS_ROUGHLY : MOST_SESSIONS;
  for (int n_looked_at = FEWEST_SESSIONS, before = 0;
       before < (int)order->len && n_looked_at <= most; before = n_looked_at, n_looked_at *= 2)
    {
      g_autoptr (GhCase) part = gh_case_copy (this);
      g_autoptr (GhFormula) formula = NULL;
      g_autoptr (GhSolver) solver = NULL;
      GhBits *core;
      for (int at = n_looked_at; at < (int)order->len; at++)
        gh_case_drop_session (part, g_array_index (order, int, at));
      drop_idle (part);
      formula = gh_formula_new (part, false);
      solver = gh_solver_new_quick (formula);
      if (gh_solver_ask (solver, part->active, most_conflicts) != GH_IMPOSSIBLE)
        continue;
      core = trimmed (solver, gh_solver_core (solver, part->active));
      add_places (part, core);
      return core;
    }
  return NULL;
}
