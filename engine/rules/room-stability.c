/* The meetings of one group stay in one room. */
#include "engine/demands/demands.h"

#include <string.h>

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, rule, session, NULL);
      int group = model->sessions[session].group;
      if (group < 0 || setting.level != GH_LEVEL_SOFT || !model->sessions[session].needs_room)
        continue;
      demands->stable_group[session] = group;
      demands->stable_weight[group] = MIN (demands->stable_weight[group], setting.weight);
    }
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  g_autoptr (GhBits) used = gh_bits_new (model->n_rooms);
  for (int group = 0; group < model->n_groups; group++)
    {
      const GArray *list = model->groups[group].sessions;
      GhRuleSetting mildest = { GH_LEVEL_SOFT, INT32_MAX, -1, -1 };
      memset (used->words, 0, (gsize)used->n_words * sizeof (uint64_t));
      for (guint entry = 0; entry < list->len; entry++)
        {
          int session = g_array_index (list, int, entry);
          GhRuleSetting setting = gh_rule_setting (model, GH_RULE_ROOM_STABILITY, session, NULL);
          if (setting.level != GH_LEVEL_SOFT || !model->sessions[session].needs_room)
            continue;
          mildest.weight = MIN (mildest.weight, setting.weight);
          if (programme->placements[session].room >= 0)
            gh_bits_add (used, programme->placements[session].room);
        }
      gh_rule_cost_add (cost, &mildest, MAX (0, gh_bits_count (used) - 1));
    }
}

const GhRule gh_rule_room_stability = {
  .info = { .name = "room-stability",
            .level = GH_LEVEL_SOFT,
            .weight = 20,
            .unit = "rooms beyond one for a group",
            .value = -1,
            .value_end = -1,
            .says = "All meetings of a group are in one room." },
  .demand = demand,
  .measure = measure,
};
