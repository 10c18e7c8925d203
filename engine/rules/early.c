/* What is over early leaves time for what nobody foresaw. */
#include "engine/demands/demands.h"

/* Steps of the grid between the conference's beginning and a session's end that lie in the hours; a
 * step that has begun counts. */
static int
steps_until_end (const GhModel *model, int session, GhMinute start)
{
  const GhTimes *hours = model->conference.hours;
  GhMinute end = start + model->sessions[session].minutes;
  int64_t minutes = 0;
  for (int span = 0; span < hours->n_spans; span++)
    minutes += MAX (0, MIN (hours->spans[span].end, end) - MAX (hours->spans[span].start, 0));
  return (int)((minutes + model->conference.grid_minutes - 1) / model->conference.grid_minutes);
}

static void
demand (GhDemands *demands, int rule)
{
  gh_demands_charge_starts (demands, rule, steps_until_end);
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return gh_programme_is_placed (programme, session)
             ? steps_until_end (model, session, programme->placements[session].start)
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
