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
  /* Else a clause that can never hold is announced on standard output. */
  ccadical_set_option (this->solver, "quiet", 1);
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
  int answer;
  ccadical_limit (this->solver, "conflicts", most_conflicts);
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
