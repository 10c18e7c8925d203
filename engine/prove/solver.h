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
void gh_solver_free (GhSolver *solver);

/* Whether all demands that are ASKED (of those that the formula has) can be met.  Counted in
 * conflicts, never by a clock. */
GhAnswer gh_solver_ask (GhSolver *solver, const GhBits *asked, int most_conflicts);
/* After GH_IMPOSSIBLE: the demands that it used, as a subset of those that were asked. */
GhBits *gh_solver_core (GhSolver *solver, const GhBits *asked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSolver, gh_solver_free)
