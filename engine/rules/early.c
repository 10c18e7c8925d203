/* What is over early leaves time for what nobody foresaw. */
#include "engine/demands/demands.h"

/* Steps of the grid between the conference's beginning and END that lie in its hours; a step that
 * has begun counts. */
static int
steps_until (const GhModel *model, GhMinute end)
{
  const GhTimes *hours = model->conference.hours;
  int64_t minutes = 0;
  for (int span = 0; span < hours->n_spans; span++)
    minutes += MAX (0, MIN (hours->spans[span].end, end) - MAX (hours->spans[span].start, 0));
  return (int)((minutes + model->conference.grid_minutes - 1) / model->conference.grid_minutes);
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, rule, session, NULL);
      GhDomain *domain = &demands->domains[session];
      for (int option = 0; setting.level == GH_LEVEL_SOFT && option < domain->n_options; option++)
        domain->options[option].cost +=
            (int64_t)setting.weight
            * steps_until (model, domain->options[option].start + model->sessions[session].minutes);
    }
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return gh_programme_is_placed (programme, session) ? steps_until (
             model, programme->placements[session].start + model->sessions[session].minutes)
                                                     : 0;
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_EARLY, units_of, cost);
}

const GhRule gh_rule_early = {
  .info = { .name = "early",
            .level = GH_LEVEL_OFF,
            .weight = 1,
            .unit = "steps of the grid, within the conference's hours, before a session's end",
            .value = -1,
            .value_end = -1,
            .says = "Sessions are held as early as they can be." },
  .demand = demand,
  .measure = measure,
};
