/* Who chairs in the evening is tired in the morning. */
#include "engine/demands/demands.h"

/* Calls for each person with a role in a session, once a session: the setting is that of the first
 * of their roles there. */
static int
late_ends (const GhModel *model, int role, GhMinute start, GhRuleSetting *setting)
{
  const GhRole *this = &model->roles[role];
  if (role > 0 && model->roles[role - 1].session == this->session
      && model->roles[role - 1].person == this->person)
    return 0;
  *setting = gh_rule_setting (model, GH_RULE_LATE_EVENING, this->session, this->role);
  return start + model->sessions[this->session].minutes - gh_day_of (start) * GH_DAY
         > setting->value;
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int role = 0; role < model->n_roles; role++)
    {
      GhDomain *domain = &demands->domains[model->roles[role].session];
      GhRuleSetting setting = { GH_LEVEL_OFF, 0, -1, -1 };
      for (int option = 0; option < domain->n_options; option++)
        if (late_ends (model, role, domain->options[option].start, &setting)
            && setting.level == GH_LEVEL_SOFT)
          domain->options[option].cost += setting.weight;
    }
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  for (int role = 0; role < model->n_roles; role++)
    {
      GhMinute start = programme->placements[model->roles[role].session].start;
      GhRuleSetting setting = { GH_LEVEL_OFF, 0, -1, -1 };
      if (start != GH_NEVER && late_ends (model, role, start, &setting))
        gh_rule_cost_add (cost, &setting, 1);
    }
}

const GhRule gh_rule_late_evening = {
  .info = { .name = "late-evening",
            .level = GH_LEVEL_SOFT,
            .weight = 3,
            .unit = "sessions of role holders, counted for each, that end late",
            .value = 20 * 60,
            .value_end = -1,
            .value_is_time = true,
            .about_people = true,
            .says = "Nobody with a role is kept after the value (20:00)." },
  .demand = demand,
  .measure = measure,
};
