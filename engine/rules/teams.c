/* Interpreters, captioners: exactly as many as asked, by name.  The board keeps them. */
#include "engine/demands/demands.h"

static void
demand (GhDemands *demands, int rule)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    if (gh_rule_setting (demands->model, rule, session, NULL).level == GH_LEVEL_HARD)
      gh_bits_add (demands->teams_hold, session);
}

const GhRule gh_rule_teams = {
  .info = { .name = "teams",
            .level = GH_LEVEL_HARD,
            .value = -1,
            .value_end = -1,
            .says = "A session has exactly as many teams of each kind as it asks for, each "
                    "available, in one place, and within its sittings, rest and counts.  A row "
                    "that does not say hard leaves the session without teams." },
  .demand = demand,
};
