/* Nobody who must be there comes for a single session. */
#include "engine/demands/demands.h"
#include "engine/demands/person-days.h"

static void
demand (GhDemands *demands, int rule)
{
  gh_demands_count_days (demands, rule, GH_DAYS_LONE, false);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_person_days_measure (model, programme, GH_RULE_LONE_DAY, cost);
}

const GhRule gh_rule_lone_day = {
  .info = { .name = "lone-day",
            .level = GH_LEVEL_OFF,
            .weight = 5,
            .unit = "days on which somebody who must be there has one session only",
            .value = -1,
            .value_end = -1,
            .about_people = true,
            .says = "Nobody who must be there comes for a single session." },
  .demand = demand,
  .measure = measure,
};
