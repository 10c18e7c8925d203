/* One team's duties, sessions by start: is the team there, and are its sittings, rest and days as
 * its row of the sheets asks?
 */
#pragma once

#include "engine/demands/demands.h"

/* From scratch. */
bool gh_team_duties_are_right (const GhDemands *demands, int team, const int *sessions, int n,
                               const GhPlacement *placements);
/* The same, where they are right without the one at ENTRY: only what that one changes is looked at.
 */
bool gh_team_duty_fits (const GhDemands *demands, int team, const int *sessions, int n, int entry,
                        const GhPlacement *placements);

/* All teams of a kind together are too few for the sittings that these sessions (by start) need,
 * whoever goes where, in five workdays that the one at ENTRY is one of, or on some day near it.
 * False: that is not certain. */
bool gh_sittings_are_too_many (const GhModel *model, const char *kind, const int *sessions, int n,
                               int entry, const GhPlacement *placements);
