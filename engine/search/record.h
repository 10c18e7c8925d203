/* What a search writes down of itself, for people to look at: no decision asks it.
 *
 * Each time a board is better than all before it, a point of the curve; and of each kind of move,
 * what it did.  A move says its kind when it is tried, so that whatever becomes better until the
 * next one is its doing.
 *
 * The curve is kept short by steps alone: points within the same 2^SHIFT steps are one, the last of
 * them, and when there are too many, SHIFT grows.  The first point always stays.
 */
#pragma once

#include "engine/engine.h"

/* While constructing, when the board of another search is taken over, and when a solver grants
 * more.
 */
#define GH_BY_NO_MOVE GH_N_MOVE_KINDS

typedef struct
{
  GArray *curve; /* GhProgress */
  int shift;
  GhMoveKind kind; /* of the move under way, or GH_BY_NO_MOVE */
  GhMoveCount moves[GH_N_MOVE_KINDS];
} GhRecord;

void gh_record_init (GhRecord *record);
void gh_record_clear (GhRecord *record);

static inline void
gh_record_try (GhRecord *record, GhMoveKind kind)
{
  record->kind = kind;
  record->moves[kind].tried++;
}

static inline void
gh_record_take (GhRecord *record, bool is_taken)
{
  record->moves[record->kind].taken += is_taken;
}

/* A board is better than all before it. */
void gh_record_better (GhRecord *record, GhProgress reached);

/* Of several searches side by side.  The caller's. */
GhSearched *gh_record_sum (const GhRecord *const *records, int n);
