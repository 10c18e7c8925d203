/* Kempe chains: sessions that change starts with each other.
 *
 * A session goes from its start to another one.  Whoever stands in its way there goes the other
 * way, as far as it came, whoever is in their way comes over, and so on, until nobody is in
 * anybody's way.  So two short sessions, one after the other, change places with a long one.  Two
 * sessions that change starts are a chain, and one that moves alone is the shortest.
 */
#pragma once

#include "engine/board/board.h"

/* Longer chains change too much at once to be worth anything. */
#define GH_MOST_IN_CHAIN 24

typedef struct
{
  const GhBoard *board;
  int n;
  int most; /* sessions; beyond that it is given up */
  GhMove moves[GH_MOST_IN_CHAIN];
  int from, to;        /* starts by number: of the first session, and where it goes */
  int n_over;          /* of the chain, those that go that way */
  bool is_shifted;     /* somebody goes between other starts than these two */
  uint8_t *side;       /* by session: in the chain, and which way */
  const bool *is_held; /* by session: it stays where it is */
} GhChain;

/* IS_HELD: by session, those that no chain moves; kept by the caller, who may change it. */
GhChain *gh_chain_new (const GhBoard *board, const bool *is_held);
void gh_chain_free (GhChain *chain);

/* Builds the chain of SESSION's move to START, with PARTNER, a session that starts there, coming
 * the other way (-1: nobody need).  False: somebody in the way cannot go there, or more than MOST
 * sessions (up to GH_MOST_IN_CHAIN) would have to move. */
bool gh_chain_build (GhChain *chain, int session, int start, int partner, int most);
/* The chain of one session in whose way nobody is. */
void gh_chain_set_one (GhChain *chain, GhMove move);
