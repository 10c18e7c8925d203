/* Remote people attend in the daytime of their own zone. */
#include "engine/demands/demands.h"
#include "engine/demands/remote.h"

static bool
is_outside (const GhRuleSetting *setting, GhMinute start, int minutes, int shift)
{
  int local = (start + shift) - gh_day_of (start + shift) * GH_DAY;
  return local < setting->value || local + minutes > setting->value_end;
}

/* How many of a session's remote people would be up too early or too late. */
static int
people_outside (const GhRemotePeople *remote, const GhModel *model, int session, GhMinute start,
                const GhRuleSetting *setting)
{
  int n_outside = 0;
  for (int zone = 0; zone < remote->n_zones; zone++)
    {
      int people = remote->people[session * remote->n_zones + zone];
      if (people > 0
          && is_outside (setting, start, model->sessions[session].minutes,
                         gh_remote_shift (remote, zone, start)))
        n_outside += people;
    }
  return n_outside;
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  g_autoptr (GhRemotePeople) remote = gh_remote_people_new (model);
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, rule, session, NULL);
      GhDomain *domain = &demands->domains[session];
      for (int option = 0; setting.level == GH_LEVEL_SOFT && option < domain->n_options; option++)
        domain->options[option].cost +=
            (int64_t)setting.weight
            * people_outside (remote, model, session, domain->options[option].start, &setting);
    }
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  g_autoptr (GhRemotePeople) remote = gh_remote_people_new (model);
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, GH_RULE_REMOTE_HOURS, session, NULL);
      GhMinute start = programme->placements[session].start;
      if (start != GH_NEVER)
        gh_rule_cost_add (cost, &setting, people_outside (remote, model, session, start, &setting));
    }
}

const GhRule gh_rule_remote_hours = {
  .info = { .name = "remote-hours",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "remote people, for each session, outside the value of their own zone",
            .value = 7 * 60,
            .value_end = 22 * 60,
            .value_is_time = true,
            .says = "Remote people with a role or a wish of their own attend inside the value "
                    "(07:00-22:00) of their own zone." },
  .demand = demand,
  .measure = measure,
};
