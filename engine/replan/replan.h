/* Re-planning: from what was published to what today's sheets ask for, with the least change.  The
 * face is in engine.h; the rooms:
 *
 *   settle        what has begun, what is frozen, and which of that must be let go
 *   lay           sessions on a board where they were, as far as that is right
 *   least-change  the fewest people to move, then to send to another room: proved, or a bound
 *   because       why each session moved
 *   slack         more may move for a better programme
 *   replan        all of it: keep, prove, search for the best of the least changes
 */
#pragma once

#include "engine/explain/standing.h"
#include "engine/past.h"

/* Puts sessions, in that ORDER (int), where PLACES say, with their TEAMS (by session, int) where
 * these still do; those that cannot be there beside the others are added to REFUSED (int). */
void gh_lay (GhBoard *board, const GhPlacement *places, GArray *const *teams, const GArray *order,
             GArray *refused);

/* Where sessions were, by session; the caller's. */
GhPlacement *gh_past_places (const GhModel *model);

/* The sessions that had a place, as int: what has begun, then what is frozen, then the rest, each
 * with the most people first.  The caller's. */
GArray *gh_past_order (const GhModel *model);

/* What the least change would be if one session stayed. */
typedef struct
{
  bool is_asked;
  bool in_room; /* it keeps its start, and stays in its room */
  bool is_proved;
  int64_t price; /* -1: it cannot stay, if that is proved */
} GhIfKept;

/* Says in PROGRAMME why a session is not where it was.  All its sessions are on the BOARD, which is
 * put back. */
void gh_give_because (const GhStanding *standing, GhBoard *board, int session, const GhIfKept *kept,
                      GhProgramme *programme);

/* Moves sessions of a programme, one after the other, where that saves most for each person that it
 * moves, up to SLACK people more: PLACES, by session.  False: none. */
bool gh_spend_slack (const GhModel *model, const GhProgramme *least, int64_t slack,
                     GhPlacement *places);
