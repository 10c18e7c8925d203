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

/* As gh_prove_early() and gh_prove_clash(), for what is told to nobody: with little effort, and
 * maybe with demands that are not needed. */
GPtrArray *gh_prove_early_roughly (const GhModel *model);
GPtrArray *gh_prove_clash_roughly (const GhModel *model, const GhHardest *hardest);

void gh_proof_free (gpointer proof); /* a GhProof */
