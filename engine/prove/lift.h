/* One demand given up in the sheets: what an organiser would do about it. */
#pragma once

#include "engine/engine.h"

/* A name for what would be given up; demands of one name are given up together (a row of relations,
 * the hours).  The caller's. */
char *gh_lift_name (const GhModel *model, const GhAsked *asked);
/* It adds something (a team, a room), so that once may not be enough. */
bool gh_lift_adds (const GhAsked *asked);
/* What would be done, in words.  The caller's. */
char *gh_lift_say (const GhModel *model, const GhAsked *asked);
/* About how many people it would touch. */
int gh_lift_price (const GhModel *model, const GhAsked *asked);
/* Of two with one price, what an organiser would rather do has less: from a longer day, another
 * room or team to leaving out a session. */
int gh_lift_regret (const GhAsked *asked);
/* To how many percent rooms have to be filled so that every session has one: the number of a
 * GH_ASKS_SEATS of no session, which is about all of them.  100 where that is not what is wrong. */
int gh_lift_percent (const GhModel *model);
/* Does it. */
void gh_lift (GhModel *model, const GhAsked *asked);
