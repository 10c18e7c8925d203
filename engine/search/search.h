/* The search: from an empty board to a complete programme, and from there to a good one.
 *
 * First, construct: what has no place is put at its cheapest start, and what stands in the way is
 * taken off; what is often taken off grows heavy and is left alone (Lewis and Thompson 2015;
 * Müller 2009).  Then, improve: annealing over boards that never break a hard rule.  Cooling goes
 * by counted steps, and every decision is made in whole numbers.
 */
#pragma once

#include "engine/board/board.h"
#include "engine/search/chain.h"
#include "engine/search/random.h"

typedef struct
{
  int *option, *room; /* by session; -1: off the board */
  int *teams;         /* by slot of the team book */
  int n_missing;
  int64_t cost;
} GhBest;

typedef struct
{
  GhBoard *board;
  const GhDemands *demands;
  GhRandom random;
  int64_t steps; /* spent */
  int64_t effort;
  int64_t first_complete; /* steps; -1: not yet */
  GhBest best;

  int *weights;             /* by session: how dear it is to take off */
  int64_t *forbidden_until; /* by option: not put back there before this round */
  int64_t rounds;
  int *prices;         /* scratch, by option of one session */
  GArray *in_the_way;  /* scratch */
  GArray *off;         /* scratch */
  GArray *choices;     /* sessions that may be moved */
  int *logs;           /* -log2 of a random number, in 1/65536 */
  int64_t temperature; /* in 1/256 of cost */
  int64_t warm, cold, n_worse, n_worse_taken;
  int swap_share, chain_share, hot_share;
  GhChain *chain;

  /* Asked now and then with what has been reached; false stops. */
  bool (*may_go_on) (gpointer data, int64_t steps, int unplaced, int64_t cost);
  gpointer data;
  int64_t next_question;
  bool stopped;
} GhSearch;

GhSearch *gh_search_new (const GhDemands *demands, uint64_t seed, int64_t effort);
void gh_search_free (GhSearch *search);

/* Spends the effort; the best board is in search->best. */
void gh_search_run (GhSearch *search);

/* The two halves. */
void gh_search_construct (GhSearch *search, int64_t until);
void gh_search_improve (GhSearch *search);

/* For the two halves: counts steps, remembers the best, and says whether to go on. */
bool gh_search_step (GhSearch *search, int64_t n);
void gh_search_remember (GhSearch *search);
/* The open place that costs least for a session off the board; false: there is none.  A few looks
 * count a step. */
bool gh_search_best_place (GhSearch *search, int session, int *option, int *room, int64_t *cost);
