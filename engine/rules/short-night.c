/* Between a role holder's last session of a day and the next there is a night. */
#include "engine/demands/demands.h"
#include "engine/demands/person-days.h"

static void
demand (GhDemands *demands, int rule)
{
  GhCommitment *all = (GhCommitment *)(gpointer)demands->commitments->data;
  for (guint entry = 0; entry < demands->commitments->len; entry++)
    {
      GhRuleSetting setting;
      if (all[entry].role == NULL)
        continue;
      setting = gh_rule_setting (demands->model, rule, all[entry].session, all[entry].role);
      if (setting.level == GH_LEVEL_SOFT)
        all[entry].counts[GH_DAYS_NIGHTS] = (GhCounting){ setting.weight, setting.value };
    }
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
