/* Which rooms a session may have: its list, venue, features, seats. */
#include "engine/demands/domain.h"
#include "engine/rules/rules.h"

static void
demand (GhDemands *demands, int rule)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    gh_domain_make_rooms (demands, session, gh_rule_setting (demands->model, rule, session, NULL));
}

static int64_t
units_of (const GhModel *model, const GhProgramme *programme, int session)
{
  int room = programme->placements[session].room;
  return room >= 0 && !gh_room_is_fit (model, session, room);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  gh_rule_measure_sessions (model, programme, GH_RULE_ROOM_FIT, units_of, cost);
}

const GhRule gh_rule_room_fit = {
  .info = { .name = "room-fit",
            .level = GH_LEVEL_HARD,
            .weight = 10,
            .unit = "sessions in a room that does not fit",
            .value = -1,
            .value_end = -1,
            .says = "A session's room is in its list and venue, and has its features and the "
                    "seats for its attendance; a fixed or pinned room is kept." },
  .demand = demand,
  .measure = measure,
};
