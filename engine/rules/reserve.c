/* Reserves keep a room, a team and a start free for what nobody foresaw. */
#include "engine/demands/demands.h"

static bool
is_ours (const GhSession *session)
{
  return session->reserve && !session->cancelled;
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, rule, session, NULL);
      if (is_ours (&model->sessions[session]) && setting.level == GH_LEVEL_SOFT)
        demands->left_out_weight[session] = setting.weight;
    }
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return is_ours (&model->sessions[session]) && !gh_programme_is_placed (programme, session);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_RESERVE, units_of, cost);
}

const GhRule gh_rule_reserve = {
  .info = { .name = "reserve",
            .level = GH_LEVEL_SOFT,
            .weight = 100,
            .unit = "reserves without a place",
            .value = -1,
            .value_end = -1,
            .says = "Sessions of kind reserve have a place." },
  .demand = demand,
  .measure = measure,
};
