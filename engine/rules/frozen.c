/* What has begun or is about to stays: a matter of re-planning. */
#include "engine/demands/demands.h"

const GhRule gh_rule_frozen = {
  .info = { .name = "frozen",
            .level = GH_LEVEL_HARD,
            .value = -1,
            .value_end = -1,
            .says = "What has begun stays, and what is frozen is not moved: re-planning keeps to "
                    "this; a plan from scratch has nothing frozen." },
};
