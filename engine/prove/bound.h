/* What no programme that places every mandatory session can cost less than.
 *
 * Rules cost nothing or more, each for itself, so that their least costs add up: the cheapest place
 * of each session; soft pairs that cost wherever the two are; and whoever wants more sessions than
 * there are separate times for misses some of them: instants are chosen so that every place
 * contains one, and sessions that share an instant overlap.  How few pairs must share one is an
 * optimal semi-matching (Harvey, Ladner, Lovasz and Tamir 2006).
 */
#pragma once

#include "engine/demands/demands.h"

int64_t gh_bound (const GhModel *model);
