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
/* Does it. */
void gh_lift (GhModel *model, const GhAsked *asked);
