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

GhSolver *
gh_solver_new (const GhFormula *formula)
{
  GhSolver *this = g_new0 (GhSolver, 1);
  this->formula = formula;
  this->solver = ccadical_init ();
  for (guint at = 0; at < formula->literals->len; at++)
    ccadical_add (this->solver, g_array_index (formula->literals, int, at));
  return this;
}

void
gh_solver_free (GhSolver *this)
{
  if (this == NULL)
    return;
  ccadical_release (this->solver);
  g_free (this);
}

GhAnswer
gh_solver_ask (GhSolver *this, const GhBits *asked, int most_conflicts)
{
  int answer;
  GH_BITS_EACH (asked, entry)
    if (this->formula->selectors[entry] != 0)
      ccadical_assume (this->solver, this->formula->selectors[entry]);
  ccadical_limit (this->solver, "conflicts", most_conflicts);
  answer = ccadical_solve (this->solver);
  return answer == SATISFIABLE     ? GH_POSSIBLE
         : answer == UNSATISFIABLE ? GH_IMPOSSIBLE
                                   : GH_NOT_KNOWN;
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
