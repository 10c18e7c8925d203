/* Some starts of a pattern are second best. */
#include "engine/demands/domain.h"

static void
demand (GhDemands *demands, int rule)
{
  gh_demands_charge_starts (demands, rule, gh_start_cost);
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return gh_programme_is_placed (programme, session)
             ? gh_start_cost (model, session, programme->placements[session].start)
             : 0;
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_START_COST, units_of, cost);
}

const GhRule gh_rule_start_cost = {
  .info = { .name = "start-cost",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "cost of the patterns' rows that were used",
            .value = -1,
            .value_end = -1,
            .says = "Starts that a pattern gives a cost are used sparingly." },
  .demand = demand,
  .measure = measure,
};
