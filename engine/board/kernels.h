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

/* A group's day, as far as parts of it can be counted alone. */
typedef struct
{
  uint64_t *busy, *starts; /* rows, one for each step: busy in it; busy from it on */
  int n_steps;
  const GhRunProgramme *runs; /* without bridges; NULL: runs are not counted */
  int lone_weight;            /* of a person who is in just one row of STARTS; 0: not counted */
} GhGroupDay;

/* People of a group by the rows of a day's STARTS that they are in: in one at least, in two, in
 * three.  Three rows. */
#define GH_TALLY_ROWS 3

/* Steps of a day, both included; none where LAST is before FIRST. */
typedef struct
{
  int first, last;
} GhStepRange;

#define GH_NO_STEPS ((GhStepRange){ 0, -1 })

typedef struct
{
  const char *name;
  bool (*is_there) (void); /* this processor has it */
  /* SCRATCH has room for n_steps rows. */
  int64_t (*runs) (const uint64_t *rows, const GhRunProgramme *programme, uint64_t *scratch);
  int64_t (*nights) (const uint64_t *evening, const uint64_t *morning,
                     const GhNightProgramme *programme, uint64_t *scratch);
  /* People who are in just one of N rows. */
  int (*in_one_row) (const uint64_t *rows, int n);
  /* What runs cost with people (BITS: a row) busy in a PART of a day, beyond what they cost with
   * them free there.  What the rows say of them in that part, and in steps that they have LEFT,
   * does not matter. */
  int64_t (*runs_through) (const GhGroupDay *day, GhStepRange part, const uint64_t *bits,
                           GhStepRange left);
  /* Likewise for people who are in one row, by a tally in which they are not; or, one row further
   * into it, in which they are. */
  int64_t (*lone_with) (const GhGroupDay *day, const uint64_t *bits, const uint64_t *tally);
  /* The tally of a day; what it says of row EXCEPT (-1: none) is left out. */
  void (*tally) (const GhGroupDay *day, int except, uint64_t *tally);
  /* Turns the bits of one row over in N rows. */
  void (*toggle) (uint64_t *rows, int n, const uint64_t *bits);
} GhKernels;

/* The I-th of those that were compiled, plainest first; NULL after the last. */
const GhKernels *gh_kernels_nth (int i);
/* The best that this processor has, or the one that was forced. */
const GhKernels *gh_kernels_get (void);
/* For tests: boards that are made from now on use this one; NULL: the best again. */
void gh_kernels_force (const GhKernels *kernels);
