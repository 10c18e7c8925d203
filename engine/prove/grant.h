/* Wishes of soft rules granted that moves one by one never get to.
 *
 * Where almost nothing is left to pay, a programme that pays nothing may be near, and yet ten moves
 * away of which each alone is for the worse: a search hardly ever makes them all.  A solver that is
 * told to grant every wish, and begins where everything is, often has it after some ten conflicts
 * (figures in search/README.md); from nothing it would not.
 *
 * What keeps its start is assumed, and those who stand in the way are let go, until an answer is
 * found or the conflicts of one attempt are spent; then another lot is let go.  In turn all that
 * is still open is asked for, and one wish of it; what is granted stays so.
 */
#pragma once

#include "engine/prove/case.h"

typedef struct
{
  /* So many moves of a search take about as long; counted, never measured.  Whoever finds nothing
   * for long gives up sooner. */
  int64_t most_steps;
  /* Asked between two questions, with the steps so far; false stops. */
  bool (*may_go_on) (gpointer data, int64_t steps);
  /* More is granted with these places, by session, as far as clauses know what soft rules ask
   * (formula.h); whether a board takes them, and what they cost, is the caller's to find out. */
  void (*take) (gpointer data, const GhPlacement *places);
  gpointer data;
} GhGrantOptions;

/* PLACES, by session: where a complete programme has them.  DEMANDS: those that it was made with,
 * so that whoever is meant to give a speech has to be there.  Optional sessions stay where they
 * are, and the solver knows nothing of them.  The steps are returned. */
int64_t gh_grant_more (const GhDemands *demands, const GhGrantOptions *options,
                       const GhPlacement *places);
