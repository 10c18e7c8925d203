/* What comes after what: too long for the time that there is. */
#pragma once

#include "engine/prove/case.h"

/* Demands of the case of which some cannot be met, or NULL: nothing was found.  The caller's. */
GhBits *gh_chains_find (GhCase *this);
