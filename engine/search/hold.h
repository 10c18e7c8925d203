/* Days that are settled are held, while the slow part of a descent begins again for the others.
 *
 * Where people's days are most of what a programme costs, its shape forms day by day, as crystals
 * do: in a descent that goes wrong, one day often costs hardly anything among others that no later
 * move gets right.  Its sessions are mostly those that belong together.  With them held where they
 * are, the others find together far more easily, and each day that does is held too (README.md has
 * figures).  Once the whole board has its shape, or it is too cold for that, all may move again.
 */
#pragma once

#include "engine/board/board.h"

typedef struct
{
  const GhBoard *board;
  int n_days;
  int64_t *hot;      /* by day: what it cost on a hot board */
  int64_t *cost;     /* by day: scratch */
  bool *is_day_held; /* by day */
  int n_days_held;
  bool *is_held;    /* by session: it stays where it is */
  int64_t hot_cost; /* of the hot board; 0: not seen yet */
} GhHold;

GhHold *gh_hold_new (const GhBoard *board);
void gh_hold_free (GhHold *hold);

/* The board is a hot one. */
void gh_hold_see_hot (GhHold *hold);
/* Days are not most of what a hot board costs, or the board has its shape already. */
bool gh_hold_is_idle (const GhHold *hold);
/* Holds the day that is most settled, with all sessions on it; false: none of them is, beside
 * those that are held. */
bool gh_hold_day (GhHold *hold);
/* All sessions may move. */
void gh_hold_nobody (GhHold *hold);
/* Holds the days and sessions that another one of the same demands does. */
void gh_hold_copy (GhHold *hold, const GhHold *other);
