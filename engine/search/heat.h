/* How hot it is: how much worse a board may become by one move, for now (Kirkpatrick 1983).
 *
 * Nobody sets a temperature.  The search warms up until half of the changes for the worse are
 * taken. Cold is where even the smallest changes that were seen are rarely taken.  A short descent
 * from hot to cold shows where boards still change; the long one gives the same time to each
 * halving of the heat there; a last one begins from the best board, less hot.  All by counted steps
 * and in whole numbers, so that every machine decides alike.
 */
#pragma once

#include "engine/search/random.h"

#include <stdbool.h>

#define GH_HEAT_LOGS 4096
#define GH_HEAT_BINS 48

typedef struct
{
  int64_t temperature; /* in 1/256 of cost: a change this much worse is taken every second time */
  int64_t hot, cold;
  int n_sixteenths;              /* between them: sixteenths of a halving */
  int64_t worse[GH_HEAT_BINS];   /* in the short descent, by heat: changes for the worse */
  int64_t taken[GH_HEAT_BINS];   /* and those of them that were taken */
  int edge;                      /* the first heat at which few of them are taken ... */
  int frozen;                    /* ... and the first at which hardly any is */
  int64_t weights[GH_HEAT_BINS]; /* how much of its time a descent spends there */
  int64_t all_weights;
  int64_t edge_weights;           /* from the edge on */
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
/* DONE of ALL steps of the short descent are over. */
void gh_heat_try (GhHeat *heat, int64_t done, int64_t all);
/* The short descent is over: lays out the later ones. */
void gh_heat_learn (GhHeat *heat);
/* DONE of ALL steps of a later descent are over: it begins where it is hot or, IS_AGAIN, where
 * boards hardly change any more. */
void gh_heat_cool (GhHeat *heat, bool is_again, int64_t done, int64_t all);
