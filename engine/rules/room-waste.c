/* Small meetings leave the large rooms to others. */
#include "engine/demands/demands.h"

/* Tens of seats by which more than half of the room would be empty. */
static int
waste (const GhModel *model, int session, int room)
{
  if (room < 0)
    return 0;
  int seats = gh_room_seats (&model->rooms[room], model->sessions[session].layout);
  return MAX (0, seats / 2 - model->sessions[session].attendance) / 10;
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
        domain->room_costs[room] += setting.weight * waste (model, session, domain->rooms[room]);
    }
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, GH_RULE_ROOM_WASTE, session, NULL);
      gh_rule_cost_add (cost, &setting,
                        waste (model, session, programme->placements[session].room));
    }
}

const GhRule gh_rule_room_waste = {
  .info = { .name = "room-waste",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "tens of empty seats above half the room",
            .value = -1,
            .value_end = -1,
            .says = "Rooms are at least half full." },
  .demand = demand,
  .measure = measure,
};
