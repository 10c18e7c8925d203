/* Instants at which to count who is busy. */
#pragma once

#include "engine/times.h"

/* The fewest instants such that each of these runs (GhSpan, none empty; sorted here) contains one:
 * the last minute of what ends first, and so on.  GhMinute, ascending; the caller's. */
GArray *gh_instants_choose (GArray *runs);
