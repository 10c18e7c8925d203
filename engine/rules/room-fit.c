/* Which rooms a session may have: its list, venue, features, seats. */
#include "engine/demands/domain.h"
#include "engine/rules/rules.h"

static void
demand (GhDemands *demands, int rule)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    gh_domain_make_rooms (demands, session, gh_rule_setting (demands->model, rule, session, NULL));
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, GH_RULE_ROOM_FIT, session, NULL);
      int room = programme->placements[session].room;
      if (room >= 0 && !gh_room_is_fit (model, session, room))
        gh_rule_cost_add (cost, &setting, 1);
    }
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
