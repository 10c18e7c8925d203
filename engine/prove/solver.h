/* CaDiCaL (Biere et al. 2020), asked about the formula of a case. */
#pragma once

#include "engine/prove/formula.h"

typedef enum
{
  GH_POSSIBLE,
  GH_IMPOSSIBLE,
  GH_NOT_KNOWN, /* the conflicts allowed were spent */
} GhAnswer;

typedef struct GhSolver GhSolver;

/* FORMULA must outlive it. */
GhSolver *gh_solver_new (const GhFormula *formula);
/* For many questions that are answered soon: no time is spent on making the formula simpler. */
GhSolver *gh_solver_new_quick (const GhFormula *formula);
void gh_solver_free (GhSolver *solver);

/* Whether all demands that are ASKED (of those that the formula has) can be met.  Counted in
 * conflicts, never by a clock. */
GhAnswer gh_solver_ask (GhSolver *solver, const GhBits *asked, int most_conflicts);
/* After GH_IMPOSSIBLE: the demands that it used, as a subset of those that were asked. */
GhBits *gh_solver_core (GhSolver *solver, const GhBits *asked);

/* Plain literals, for whoever knows the formula's variables: a clause is added for good; what is
 * assumed holds for the next question alone. */
void gh_solver_add (GhSolver *solver, const int *literals, int n);
void gh_solver_assume (GhSolver *solver, int literal);
GhAnswer gh_solver_solve (GhSolver *solver, int most_conflicts);
/* The same, with a limit to decisions too: a programme takes many, a clash between few demands
 * does not. */
GhAnswer gh_solver_try (GhSolver *solver, int most_conflicts, int most_decisions);
/* About so many conflicts in all, since it was made. */
int64_t gh_solver_conflicts (const GhSolver *solver);
/* After GH_IMPOSSIBLE: what was assumed here was used for it. */
bool gh_solver_failed (GhSolver *solver, int literal);
/* After GH_POSSIBLE. */
bool gh_solver_holds (GhSolver *solver, int literal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSolver, gh_solver_free)
