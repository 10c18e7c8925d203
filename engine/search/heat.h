/* How hot it is: how much worse a board may become by one move, for now (Kirkpatrick 1983).
 *
 * Nobody sets a temperature.  The search warms up until half of the changes for the worse are
 * taken. Cold is where even the smallest changes that were seen are rarely taken.  A short descent
 * from hot to cold shows where all is frozen, and what hot and cold boards cost.  The long one
 * hurries while nearly all sessions have moved since the last look, so that nothing is remembered,
 * or while the board costs about what hot ones do.  Then the shape of the programme is decided:
 * most of the time goes to the next third of the way, or at least one and a half halvings of the
 * heat. It may begin that part again, where some sessions are held from then on (hold.h).  A last
 * one begins from the best board, where few move.  All by counted steps and in whole numbers, so
 * that every machine decides alike.
 */
#pragma once

#include "engine/search/random.h"

#include <stdbool.h>

#define GH_HEAT_LOGS 4096
/* So often in a descent it is asked who has moved. */
#define GH_HEAT_LOOKS 64
#define GH_HEAT_BINS 48
/* So fine a part of a bin that even the longest descents advance at each step. */
#define GH_HEAT_UNIT (INT64_C (1) << 40)

typedef enum
{
  GH_DESCENT_SHORT,
  GH_DESCENT_LONG,
  GH_DESCENT_LAST,
} GhDescent;

typedef struct
{
  int64_t temperature; /* in 1/256 of cost: a change this much worse is taken every second time */
  int64_t hot, cold;
  int n_sixteenths;            /* between them: sixteenths of a halving */
  int64_t worse[GH_HEAT_BINS]; /* by heat: changes for the worse */
  int64_t taken[GH_HEAT_BINS]; /* and those of them that were taken */
  int64_t at, until;           /* of the descent: bins from hot, in GH_HEAT_UNIT */
  int64_t pace;                /* the same, a step */
  GhDescent descent;
  int64_t steps, steps_left;      /* that the descent has in all, and has yet */
  int64_t edge;                   /* where few sessions moved for the first time; like AT */
  int64_t slow_from, slow_until;  /* the slow part; 0: the long descent is hot yet */
  int n_looks;                    /* of this descent */
  int64_t cost_sum, n_costs;      /* of boards, since it was last asked what they cost ... */
  int64_t cost_steps;             /* ... in so many steps */
  int64_t cost;                   /* the answer, then: in the middle */
  bool hurries_by_cost;           /* the last look found that only the cost is like a hot board's */
  int64_t cost_hot, cost_cold;    /* of boards in the short descent, at its first and last looks */
  int64_t n_worse, n_worse_taken; /* since it was last judged */
  int64_t n_of_size[64];          /* changes that were taken, by the logarithm of their size */
  int logs[GH_HEAT_LOGS];         /* -log2 of a random number, in 1/65536 */
} GhHeat;

/* Begins at a guess of what a usual change costs. */
void gh_heat_init (GhHeat *heat, int64_t usual_change);

/* What a change may cost, this time. */
static inline int64_t
gh_heat_limit (const GhHeat *heat, GhRandom *random)
{
  return (heat->temperature * heat->logs[gh_random_below (random, GH_HEAT_LOGS)]) >> 24;
}

/* A change was looked at. */
void gh_heat_count (GhHeat *heat, int64_t change, bool is_taken);

/* While warming up, after each move: hotter or colder, once enough was seen. */
void gh_heat_judge (GhHeat *heat);
/* It is hot now: the descents begin here. */
void gh_heat_begin (GhHeat *heat);
/* A descent begins, of so many steps: all heats; or until where, so far, hardly any change for the
 * worse was taken; or from the edge of the last one on. */
void gh_heat_descend (GhHeat *heat, GhDescent descent, int64_t steps);
/* Now and then, and after the board has been seen (gh_heat_cool): of a hundred sessions so many are
 * elsewhere than at the last look. */
void gh_heat_look (GhHeat *heat, int64_t moved);
/* The slow part of the long descent goes on. */
bool gh_heat_is_slow (const GhHeat *heat);
/* It begins again, as if the steps that are left were all. */
void gh_heat_slow_again (GhHeat *heat);
/* So many more steps were taken, and the board costs so much; false: the descent is at its end. */
bool gh_heat_cool (GhHeat *heat, int64_t steps, int64_t cost);
