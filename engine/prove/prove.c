#include "engine/prove/prove.h"

static void
free_asked (gpointer data)
{
  GhAsked *asked = data;
  g_free (asked->sentence);
  g_free (asked);
}

static void
free_proof (gpointer data)
{
  GhProof *proof = data;
  g_free (proof->conclusion);
  g_ptr_array_set_free_func (proof->asked, free_asked);
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
