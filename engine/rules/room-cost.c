/* Rooms that cost something are used sparingly. */
#include "engine/demands/demands.h"

static int
cost_of (const GhModel *model, int session, int room)
{
  return room < 0 ? 0 : model->rooms[room].cost;
}

static void
demand (GhDemands *demands, int rule)
{
  gh_demands_charge_rooms (demands, rule, cost_of);
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return cost_of (model, session, programme->placements[session].room);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_ROOM_COST, units_of, cost);
}

const GhRule gh_rule_room_cost = {
  .info = { .name = "room-cost",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "cost of the rooms that were used, for each session",
            .value = -1,
            .value_end = -1,
            .says = "Rooms that the rooms sheet gives a cost are used sparingly." },
  .demand = demand,
  .measure = measure,
};
