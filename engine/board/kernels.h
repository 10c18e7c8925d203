/* Counting people 512 at a time: what one group of them costs on one day, by words of bits.
 *
 * A group's day is a table of rows, one for each step of the day, of 8 words each: bit p of a row
 * says that person p of the group is busy in that step.  The same functions are compiled for
 * several kinds of processor; the best that this one has is taken.  All give the same numbers.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define GH_GROUP_WORDS 8
#define GH_GROUP_PEOPLE (64 * GH_GROUP_WORDS)
/* Tables of rows begin at multiples of this. */
#define GH_GROUP_ALIGNMENT 64

/* All steps from FIRST to LAST are busy (for runs), or the last busy one of the evening is FIRST or
 * later and the first one of the morning is LAST or earlier (for nights): that costs so much more.
 */
typedef struct
{
  int first, last;
  int cost;
  int next; /* runs: the term with the next larger FIRST */
} GhStepTerm;

/* Free steps from FIRST to LAST between busy ones are too short to be a pause. */
typedef struct
{
  int first, last;
} GhBridge;

typedef struct
{
  int n_steps;
  int n_bridges;
  GhBridge *bridges;
  int n_terms;
  GhStepTerm *terms; /* by first, then last */
  int *from_term;    /* by step: the first term that reaches it ... */
  int *before_term;  /* ... and the one after the last that begins at or before it */
} GhRunProgramme;

typedef struct
{
  int n_terms;
  GhStepTerm *terms;               /* by first, descending */
  int n_evening_steps, n_mornings; /* steps of the evening's day; of the morning's that are asked */
} GhNightProgramme;

/* Sessions that fill steps FIRST to LAST of a day. */
typedef struct
{
  int first, last;
  const uint64_t *bits; /* who is in them: a row */
} GhDayPart;

typedef struct
{
  const char *name;
  bool (*is_there) (void); /* this processor has it */
  /* SCRATCH has room for n_steps rows. */
  int64_t (*runs) (const uint64_t *rows, const GhRunProgramme *programme, uint64_t *scratch);
  int64_t (*nights) (const uint64_t *evening, const uint64_t *morning,
                     const GhNightProgramme *programme, uint64_t *scratch);
  /* By how much runs cost more once people who are free in a part of the day are busy in it;
   * without bridges.  Nothing else of what they do there is looked at. */
  int64_t (*more_runs) (const uint64_t *rows, const GhRunProgramme *programme, GhDayPart part);
  /* People who are in just one of N rows. */
  int (*in_one_row) (const uint64_t *rows, int n);
  /* How many more there are, once those who are not in row PART.first, and maybe in others, are in
   * it. */
  int (*more_in_one_row) (const uint64_t *rows, int n, GhDayPart part);
  /* Turns the bits of one row over in N rows. */
  void (*toggle) (uint64_t *rows, int n, const uint64_t *bits);
} GhKernels;

/* The I-th of those that were compiled, plainest first; NULL after the last. */
const GhKernels *gh_kernels_nth (int i);
/* The best that this processor has, or the one that was forced. */
const GhKernels *gh_kernels_get (void);
/* For tests: boards that are made from now on use this one; NULL: the best again. */
void gh_kernels_force (const GhKernels *kernels);
