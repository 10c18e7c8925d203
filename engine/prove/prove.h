/* What is impossible, with the proof: demands that cannot all be met, and of which none can be left
 * out.  The face of this folder is in engine.h; its rooms:
 *
 *   case      what is asked, as demands that can be left out; where each session could be
 *   words     a demand as a sentence
 *   shortage  too little for all, by counting
 *   flow, instants  what it counts with
 *   chains    too long one after another
 *   formula   all of it as clauses, for a solver or a file
 *   solver    CaDiCaL
 *   core      is it possible?  and with which demands is it already not
 *   lift      one demand given up: its name, price and doing
 *   repair    the cheapest ways out
 */
#pragma once

#include "engine/prove/core.h"

/* The proof that a case, which is impossible, is so: with as few demands as can be.  Changes the
 * case. */
GhProof *gh_prove_case (GhCase *this);

/* The mandatory sessions, as int, by how hard a search found them to place, the hardest first;
 * those that it did not place are added to MISSING.  The caller's. */
GArray *gh_rank_sessions (const GhModel *model, GArray *missing);

/* Searches for a programme; where it finds none, for demands that clash, whose proof is added. */
GhAnswer gh_prove_or_place (const GhModel *model, GPtrArray *proofs);

void gh_proof_free (gpointer proof); /* a GhProof */
