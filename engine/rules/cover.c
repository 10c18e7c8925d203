/* Every must-session of a delegation has somebody of it.  The board proves it as sessions move. */
#include "engine/demands/demands.h"

static void
demand (GhDemands *demands, int rule)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    if (gh_rule_setting (demands->model, rule, session, NULL).level == GH_LEVEL_HARD)
      gh_bits_add (demands->cover_holds, session);
}

const GhRule gh_rule_cover = {
  .info = { .name = "cover",
            .level = GH_LEVEL_HARD,
            .value = 0,
            .value_end = -1,
            .says = "Every placed must-session of a delegation is covered by somebody of it who is "
                    "present, free and not travelling.  Value 1: remote people cover only for "
                    "delegations that have nobody on site.  A row that does not say hard leaves "
                    "the session out." },
  .demand = demand,
};
