/* Features that a session wishes and its room lacks. */
#include "engine/demands/demands.h"

static int
missing (const GhModel *model, int session, int room)
{
  const GPtrArray *wishes = model->sessions[session].wishes;
  int n_missing = 0;
  for (guint wish = 0; room >= 0 && wish < wishes->len; wish++)
    n_missing += !gh_names_have (model->rooms[room].features, wishes->pdata[wish]);
  return n_missing;
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, rule, session, NULL);
      GhDomain *domain = &demands->domains[session];
      for (int room = 0; setting.level == GH_LEVEL_SOFT && room < domain->n_rooms; room++)
        domain->room_costs[room] += setting.weight * missing (model, session, domain->rooms[room]);
    }
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, GH_RULE_ROOM_WISH, session, NULL);
      gh_rule_cost_add (cost, &setting,
                        missing (model, session, programme->placements[session].room));
    }
}

const GhRule gh_rule_room_wish = {
  .info = { .name = "room-wish",
            .level = GH_LEVEL_SOFT,
            .weight = 5,
            .unit = "wished features that the room lacks",
            .value = -1,
            .value_end = -1,
            .says = "Rooms have the features that their sessions wish." },
  .demand = demand,
  .measure = measure,
};
