#include "engine/prove/prove.h"

void
gh_asked_free (gpointer asked)
{
  g_free (((GhAsked *)asked)->sentence);
  g_free (asked);
}

static void
free_proof (gpointer data)
{
  GhProof *proof = data;
  g_free (proof->conclusion);
  g_ptr_array_unref (proof->asked);
  g_free (proof);
}

GPtrArray *
gh_prove_early (const GhModel *model)
{
  GPtrArray *proofs = g_ptr_array_new_with_free_func (free_proof);
  gh_prove_alone (model, proofs);
  return proofs;
}
