/* Speaking slots: settled before placing (who speaks in which session) and after it (when). */
#include "engine/demands/demands.h"

const GhRule gh_rule_speeches = {
  .info = { .name = "speeches",
            .level = GH_LEVEL_HARD,
            .value = -1,
            .value_end = -1,
            .says = "Each speech is in one of its sessions, while its speaker is there, one at a "
                    "time, inside the session, and no more than the session allows." },
};
