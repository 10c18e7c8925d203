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
  gh_demands_charge_rooms (demands, rule, missing);
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  return missing (model, session, programme->placements[session].room);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_ROOM_WISH, units_of, cost);
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
