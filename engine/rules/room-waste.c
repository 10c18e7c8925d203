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
  gh_demands_charge_rooms (demands, rule, waste);
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return waste (model, session, programme->placements[session].room);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_ROOM_WASTE, units_of, cost);
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
