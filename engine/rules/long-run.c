/* Nobody who must be there sits through more than three hours without half an hour free. */
#include "engine/demands/demands.h"
#include "engine/demands/person-days.h"

static void
demand (GhDemands *demands, int rule)
{
  gh_demands_count_days (demands, rule, GH_DAYS_RUNS, false);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_person_days_measure (model, programme, GH_RULE_LONG_RUN, cost);
}

const GhRule gh_rule_long_run = {
  .info = { .name = "long-run",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "minutes of a person's commitments beyond the value without 30 minutes free",
            .value = 180,
            .value_end = -1,
            .about_people = true,
            .says = "A person with roles or musts of their own has 30 minutes free after at most "
                    "value minutes (180)." },
  .demand = demand,
  .measure = measure,
};
