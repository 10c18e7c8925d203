/* One session at a time in a room, with turnaround and change of layout.  The board keeps rooms. */
#include "engine/demands/demands.h"

static void
demand (GhDemands *demands, int rule)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    if (gh_rule_setting (demands->model, rule, session, NULL).level == GH_LEVEL_HARD)
      gh_bits_add (demands->room_clash_holds, session);
}

const GhRule gh_rule_room_clash = {
  .info = { .name = "room-clash",
            .level = GH_LEVEL_HARD,
            .value = -1,
            .value_end = -1,
            .says = "A room holds one session at a time, with its turnaround and change of layout "
                    "between two; a room and its parts are one room.  A row that does not say hard "
                    "leaves the session out." },
  .demand = demand,
};
