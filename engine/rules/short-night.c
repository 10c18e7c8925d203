/* Between a role holder's last session of a day and the next there is a night. */
#include "engine/demands/demands.h"
#include "engine/demands/person-days.h"

static void
demand (GhDemands *demands, int rule)
{
  gh_demands_count_days (demands, rule, GH_DAYS_NIGHTS, true);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_person_days_measure (model, programme, GH_RULE_SHORT_NIGHT, cost);
}

const GhRule gh_rule_short_night = {
  .info = { .name = "short-night",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "minutes short between a role holder's last session and the next day's first",
            .value = 660,
            .value_end = -1,
            .about_people = true,
            .says = "Role holders have value minutes (660) from one day's last session to the next "
                    "day's first." },
  .demand = demand,
  .measure = measure,
};
