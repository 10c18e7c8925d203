/* Domains: the starts and rooms that a session may have, before anything else is placed. */
#pragma once

#include "engine/demands/demands.h"

/* The starts of a session, without their rooms: as rule `start` asks, or every grid minute (at a
 * cost where that is wrong, if the rule is soft). */
void gh_domain_make_starts (GhDemands *demands, int session, GhRuleSetting setting);
/* Its rooms, and which of them are open for which start.  After gh_domain_make_starts(). */
void gh_domain_make_rooms (GhDemands *demands, int session, GhRuleSetting setting);

/* Rule `start`, but for the room's opening. */
bool gh_start_is_right (const GhModel *model, int session, GhMinute start);
/* Rule `room-fit`. */
bool gh_room_is_fit (const GhModel *model, int session, int room);
/* Where the rule `start` is waived (off) for a session, its pinned or fixed start holds all the
 * same, whatever it breaks; GH_NEVER: none is given, or the rule is not off. */
GhMinute gh_waived_start (const GhModel *model, int session);
/* Parts of that: its list has the room, or it has none; seats for its attendance. */
bool gh_session_lists_room (const GhSession *session, int room);
bool gh_room_has_seats (const GhModel *model, int session, int room);
/* Some row of its pattern has this start. */
bool gh_pattern_offers (const GhModel *model, int session, GhMinute start);
/* What the cheapest row of its pattern asks for this start; 0 without a pattern. */
int gh_start_cost (const GhModel *model, int session, GhMinute start);
/* Adds the days on which it has a right start. */
void gh_session_add_days (const GhModel *model, int session, GhBits *days);
/* Adds every start on the grid, as GhMinute. */
void gh_add_grid_starts (const GhModel *model, GArray *starts);
/* Every right start, ascending, as GhMinute: the caller's. */
GArray *gh_session_starts (const GhModel *model, int session);
