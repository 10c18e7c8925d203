/* The least change, proved: which sessions must move, at the least price for people, and of those
 * that stay in time, which must change their room.
 *
 * It is asked of all that proofs know (prove/): speeches and the names of covers are not among it,
 * so the bound holds for every programme, and an answer may turn out to be one too few.
 */
#pragma once

#include "engine/prove/least.h"
#include "engine/replan/replan.h"

typedef struct
{
  bool is_known;  /* there is an answer */
  bool is_proved; /* and it is the least */
  int64_t price;  /* of the answer */
  int64_t bound;  /* no programme has less */
} GhLeastPrice;

typedef struct GhLeastChange GhLeastChange;

/* DEMANDS are of a model with a past, made without speeches; SOFT are sessions that had a place
 * but are optional (they are mandatory in the model just now). */
GhLeastChange *gh_least_change_new (const GhDemands *demands, const GhBits *soft);
void gh_least_change_free (GhLeastChange *change); /* accepts NULL */

/* Each of these asks for as much as so many conflicts tell.  In this order: */

/* What rule `change` counts of moves, if every mandatory session has a place; proved, and not
 * known: they cannot all have one. */
GhLeastPrice gh_least_change_moves (GhLeastChange *change, int most_conflicts);
/* Then: mandatory sessions without a place; and what counts of moves if there are no more. */
GhLeastPrice gh_least_change_unplaced (GhLeastChange *change, int most_conflicts);
/* After that: sessions (int) that cannot all have a place, the caller's; NULL: it found none. */
GArray *gh_least_change_clash (const GhLeastChange *change);
/* The same if a session kept its start; not is_known: it cannot, or nothing is known (is_proved
 * says which). */
GhLeastPrice gh_least_change_if_kept (GhLeastChange *change, int session, int most_conflicts);
/* Only answers with the least moves, or rooms, count from now on. */
void gh_least_change_settle (GhLeastChange *change);
GhLeastPrice gh_least_change_rooms (GhLeastChange *change, int most_conflicts);
GhLeastPrice gh_least_change_if_room_kept (GhLeastChange *change, int session, int most_conflicts);

/* True: another of the least changes, all of which is settled, has this session where it was
 * (IN_ROOM: in its room too); then its PLACES. */
bool gh_least_change_other (GhLeastChange *change, int session, bool in_room, int most_conflicts,
                            GhPlacement *places);

/* Where the best answer to the last question about all has every session, by session; what it has
 * nowhere is GH_NEVER. */
void gh_least_change_places (const GhLeastChange *change, GhPlacement *places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLeastChange, gh_least_change_free)
