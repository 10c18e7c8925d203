/* Numbers the starts of all sessions and compiles the pairs to edges; see demands.h. */
#pragma once

#include "engine/demands/demands.h"

/* Once the domains are finished and all pairs are there. */
void gh_demands_build_edges (GhDemands *demands);
void gh_demands_free_edges (GhDemands *demands);
