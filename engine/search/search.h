/* The search: from an empty board to a complete programme, and from there to a good one.
 *
 * First, construct: what has no place is put at its cheapest start, and what stands in the way is
 * taken off; what is often taken off grows heavy and is left alone (Lewis and Thompson 2015;
 * Müller 2009).  Then, improve: annealing over boards that never break a hard rule.  Cooling goes
 * by counted steps, and every decision is made in whole numbers.
 *
 * A search goes on leg by leg; between two legs it may take over the board of another.
 */
#pragma once

#include "engine/search/chain.h"
#include "engine/search/heat.h"
#include "engine/search/hold.h"
#include "engine/search/random.h"
#include "engine/search/record.h"

typedef struct
{
  int *option, *room; /* by session; -1: off the board */
  int *teams;         /* by slot of the team book */
  int n_missing;
  int64_t cost;
} GhBest;

/* A session that may be moved. */
typedef struct
{
  int session;
  int first_option, n_options;
  bool is_plain; /* it must have a place, and no room costs it more than another */
} GhChoice;

/* Sessions of which chains were built: chains of any length, and short ones with single moves. */
typedef struct
{
  int64_t in_long, in_short;
} GhChainWork;

typedef struct
{
  GhBoard *board;
  const GhDemands *demands;
  GhRandom random;
  int64_t steps; /* spent */
  int64_t effort;
  int64_t first_complete; /* steps; -1: not yet */
  int64_t least_cost;     /* no complete board costs less */
  GhBest best;
  GhRecord record;

  int *weights;             /* by session: how dear it is to take off */
  int64_t *forbidden_until; /* by option: not put back there before this round */
  int64_t rounds;
  bool is_constructed;

  GhHold *hold;
  GArray *choices; /* GhChoice: those that may move now */
  GhChain *chain;
  GhChainWork chain_work;
  GhHeat heat;
  bool is_warm;
  int64_t warm_at; /* steps; then the descents began, which have so many together */
  int64_t cooling;
  GhDescent descent;
  int64_t descent_began, descent_ends; /* steps */
  int *option_then, *room_then;        /* by session, at the last look ... */
  int64_t looked;                      /* ... after so many steps */

  int *prices;        /* scratch, by option of one session */
  GArray *in_the_way; /* scratch */
  GArray *off;        /* scratch */

  /* Asked now and then with what has been reached; false stops. */
  bool (*may_go_on) (gpointer data, int64_t steps, int unplaced, int64_t cost);
  gpointer data;
  int64_t next_question;
  bool stopped; /* by that, or because the effort is spent */
  bool is_done; /* nothing is left to improve */
} GhSearch;

GhSearch *gh_search_new (const GhDemands *demands, uint64_t seed, int64_t effort);
void gh_search_free (GhSearch *search);

/* Goes on until so many steps are spent, or it stops; the best board so far is in search->best. */
void gh_search_advance (GhSearch *search, int64_t until);
/* Takes over the board on which another search of the same demands is now. */
void gh_search_adopt (GhSearch *search, const GhSearch *other);
/* Lays the best board out again. */
void gh_search_restore (GhSearch *search);
/* At the end, on the board as it is: what may be left out, the dearest first, takes the cheapest
 * place that it can have, where that costs less than leaving it out. */
void gh_search_fill (GhSearch *search);
/* Moves all sessions that are elsewhere to PLACES, by session; false: the board does not take them,
 * and nothing is changed. */
bool gh_search_move_to (GhSearch *search, const GhPlacement *places);

/* Parts of it: a first greedy programme, then one that misses less, and one that costs less. */
void gh_search_begin (GhSearch *search);
void gh_search_construct (GhSearch *search, int64_t until);
void gh_search_improve (GhSearch *search, int64_t until);
/* Lists anew what may move: nobody whose day is held. */
void gh_search_list_movable (GhSearch *search);
/* One move, taken or not; false: certainly nothing has changed. */
bool gh_search_move (GhSearch *search);

/* For all parts: counts steps, remembers the best, and says whether to go on. */
bool gh_search_step (GhSearch *search, int64_t n);
void gh_search_remember (GhSearch *search);
/* The open place that costs least for a session off the board; false: there is none.  A few looks
 * count a step. */
bool gh_search_best_place (GhSearch *search, int session, int *option, int *room, int64_t *cost);
