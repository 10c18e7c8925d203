/* The demands of a case that clash, as few as can be. */
#pragma once

#include "engine/prove/solver.h"

/* Leaves out of an impossible case what is not needed for that: whole sessions first, then demand
 * by demand.  False: of some demand that is kept it is not certain that it is needed. */
bool gh_case_shrink (GhCase *this);

/* Looks for a clash by clauses: among those sessions that come first in the ORDER (int), then among
 * twice as many.  Demands that clash, or NULL: none were found in so many conflicts.  The caller's.
 */
GhBits *gh_case_clash (GhCase *this, const GArray *order, int most_conflicts);

/* Leaves out whatever is not in the set. */
void gh_case_restrict (GhCase *this, const GhBits *to);
