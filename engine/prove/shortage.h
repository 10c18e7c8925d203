/* What there is too little of, by counting: what clauses cannot see (46 sessions for 45 times).
 *
 * Instants are chosen so that every place of the sessions in question contains one of them.  At
 * each, a person is in one session, a room holds one, a delegation sends as many as it has, a kind
 * of team is as often there as it has teams, a limit allows so many; and each session needs one of
 * the instants that its places contain.  If they are too few for some sessions, those cannot all be
 * held.  Teams are counted by the minutes of their days as well.
 */
#pragma once

#include "engine/prove/case.h"

/* Demands of the case of which some cannot be met, or NULL: nothing was found.  The caller's. */
GhBits *gh_shortage_find (GhCase *this);
