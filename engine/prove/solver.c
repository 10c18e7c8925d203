#include "engine/prove/solver.h"

#include <ccadical.h>

/* What CaDiCaL's answers mean, as in the IPASIR interface of the SAT competitions. */
#define SATISFIABLE 10
#define UNSATISFIABLE 20

struct GhSolver
{
  const GhFormula *formula;
  CCaDiCaL *solver;
};

static GhSolver *
new_with (const GhFormula *formula, bool is_quick)
{
  GhSolver *this = g_new0 (GhSolver, 1);
  this->formula = formula;
  this->solver = ccadical_init ();
  /* It would speak on standard output. */
  ccadical_set_option (this->solver, "quiet", 1);
  /* Sweeping millions of clauses every 300 conflicts took a fifth of re-planning Kigali with half
   * of its seats, and saved nothing: of 12.6 s 7.8 are left with this and with fewer clauses. */
  if (is_quick)
    {
      ccadical_set_option (this->solver, "reduceint", 3000);
      ccadical_set_option (this->solver, "compact", 0);
      ccadical_set_option (this->solver, "inprocessing", 0);
      ccadical_set_option (this->solver, "lucky", 0);
      ccadical_set_option (this->solver, "walk", 0);
    }
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
