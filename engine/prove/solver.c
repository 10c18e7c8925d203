#include "engine/prove/solver.h"

#include <ccadical.h>

/* What CaDiCaL's answers mean, as in the IPASIR interface of the SAT competitions. */
#define SATISFIABLE 10
#define UNSATISFIABLE 20

struct GhSolver
{
  const GhFormula *formula;
  CCaDiCaL *solver;
  int64_t conflicts;
};

/* Sweeping millions of clauses every 300 conflicts took a fifth of re-planning Kigali with half of
 * its seats, and saved nothing.  What is learned mostly concerns few of a thousand assumptions:
 * going back over all of them for it, time and again, took half of what was left (chronological
 * backtracking: Nadel and Ryvchin 2018): 8.7 s of processor, 5.8 without.  An ITC-2007 timetable
 * that lost a room for a day was not solved in half a minute, and is in two seconds. */
static void
set_quick (CCaDiCaL *solver)
{
  static const struct
  {
    const char *name;
    int value;
  } options[] = {
    { "reduceint", 3000 },  { "eagersubsume", 0 }, { "compact", 0 },
    { "inprocessing", 0 },  { "lucky", 0 },        { "walk", 0 },
    { "chronolevelim", 0 }, { "chronoalways", 1 }, { "restartint", 20 },
  };
  for (gsize at = 0; at < G_N_ELEMENTS (options); at++)
    ccadical_set_option (solver, options[at].name, options[at].value);
}

/* From a conflict a clause is learned, but for a few that only turn one decision round. */
static void
count_conflict (void *data, int *clause)
{
  GhSolver *this = data;
  this->conflicts++;
}

static GhSolver *
new_with (const GhFormula *formula, bool is_quick)
{
  GhSolver *this = g_new0 (GhSolver, 1);
  this->formula = formula;
  this->solver = ccadical_init ();
  /* It would speak on standard output. */
  ccadical_set_option (this->solver, "quiet", 1);
  ccadical_set_learn (this->solver, this, INT_MAX, count_conflict);
  if (is_quick)
    set_quick (this->solver);
  for (guint at = 0; at < formula->literals->len; at++)
    ccadical_add (this->solver, g_array_index (formula->literals, int, at));
  return this;
}

GhSolver *
gh_solver_new (const GhFormula *formula)
{
  return new_with (formula, false);
}

GhSolver *
gh_solver_new_quick (const GhFormula *formula)
{
  return new_with (formula, true);
}

void
gh_solver_free (GhSolver *this)
{
  if (this == NULL)
    return;
  ccadical_release (this->solver);
  g_free (this);
}

void
gh_solver_add (GhSolver *this, const int *literals, int n)
{
  for (int at = 0; at < n; at++)
    ccadical_add (this->solver, literals[at]);
  ccadical_add (this->solver, 0);
}

void
gh_solver_assume (GhSolver *this, int literal)
{
  ccadical_assume (this->solver, literal);
}

GhAnswer
gh_solver_solve (GhSolver *this, int most_conflicts)
{
  return gh_solver_try (this, most_conflicts, -1);
}

GhAnswer
gh_solver_try (GhSolver *this, int most_conflicts, int most_decisions)
{
  int answer;
  ccadical_limit (this->solver, "conflicts", most_conflicts);
  ccadical_limit (this->solver, "decisions", most_decisions);
  answer = ccadical_solve (this->solver);
  return answer == SATISFIABLE     ? GH_POSSIBLE
         : answer == UNSATISFIABLE ? GH_IMPOSSIBLE
                                   : GH_NOT_KNOWN;
}

int64_t
gh_solver_conflicts (const GhSolver *this)
{
  return this->conflicts;
}

bool
gh_solver_failed (GhSolver *this, int literal)
{
  return ccadical_failed (this->solver, literal);
}

bool
gh_solver_holds (GhSolver *this, int literal)
{
  return ccadical_val (this->solver, literal) > 0;
}

GhAnswer
gh_solver_ask (GhSolver *this, const GhBits *asked, int most_conflicts)
{
  GH_BITS_EACH (asked, entry)
    if (this->formula->selectors[entry] != 0)
      gh_solver_assume (this, this->formula->selectors[entry]);
  return gh_solver_solve (this, most_conflicts);
}

GhBits *
gh_solver_core (GhSolver *this, const GhBits *asked)
{
  GhBits *core = gh_bits_new (asked->size);
  GH_BITS_EACH (asked, entry)
    if (this->formula->selectors[entry] != 0
        && ccadical_failed (this->solver, this->formula->selectors[entry]))
      gh_bits_add (core, entry);
  return core;
}
