/* Where on the clock a session may be: pattern, grid, window, hours, opening. */
#include "engine/demands/domain.h"
#include "engine/rules/rules.h"

static void
demand (GhDemands *demands, int rule)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    gh_domain_make_starts (demands, session, gh_rule_setting (demands->model, rule, session, NULL));
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return gh_programme_is_placed (programme, session)
         && !gh_start_is_right (model, session, programme->placements[session].start);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_START, units_of, cost);
}

const GhRule gh_rule_start = {
  .info = { .name = "start",
            .level = GH_LEVEL_HARD,
            .weight = 10,
            .unit = "sessions at a start that is not theirs",
            .value = -1,
            .value_end = -1,
            .says = "A session is at a start of its pattern, on the grid, in its window, in the "
                    "hours, while its room is open; a fixed or pinned start is kept." },
  .demand = demand,
  .measure = measure,
};
