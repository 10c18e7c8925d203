/* Optional sessions are placed where that does not cost more than they are worth. */
#include "engine/demands/demands.h"

static bool
is_ours (const GhSession *session)
{
  return session->optional && !session->reserve && !session->cancelled;
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, rule, session, NULL);
      if (is_ours (&model->sessions[session]) && setting.level == GH_LEVEL_SOFT)
        demands->left_out_weight[session] =
            (int64_t)setting.weight * (1 + model->sessions[session].priority);
    }
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return is_ours (&model->sessions[session]) && !gh_programme_is_placed (programme, session)
             ? 1 + model->sessions[session].priority
             : 0;
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_LEFT_OUT, units_of, cost);
}

const GhRule gh_rule_left_out = {
  .info = { .name = "left-out",
            .level = GH_LEVEL_SOFT,
            .weight = 500,
            .unit = "optional sessions without a place, times 1 + priority",
            .value = -1,
            .value_end = -1,
            .says = "Optional sessions have a place." },
  .demand = demand,
  .measure = measure,
};
