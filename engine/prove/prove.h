/* What is impossible, with the proof: demands that cannot all be met, and of which none can be left
 * out.
 *
 *   alone.c   a session that has no place even if nothing else were placed
 */
#pragma once

#include "engine/engine.h"

/* Adds a GhProof for every mandatory session that has no place even alone. */
void gh_prove_alone (const GhModel *model, GPtrArray *proofs);

void gh_asked_free (gpointer asked); /* a GhAsked */
