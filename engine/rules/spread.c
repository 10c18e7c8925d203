/* A group's meetings are spread evenly over the days that it can meet on. */
#include "engine/demands/domain.h"

/* The sessions of a group that count, and how many of them a day may have for nothing. */
static int
even_share (const GhModel *model, int group, GhRuleSetting *mildest, GArray *sessions)
{
  const GArray *list = model->groups[group].sessions;
  g_autoptr (GhBits) days = gh_bits_new (model->conference.n_days);

  *mildest = (GhRuleSetting){ GH_LEVEL_SOFT, INT32_MAX, -1, -1 };
  g_array_set_size (sessions, 0);
  for (guint entry = 0; entry < list->len; entry++)
    {
      int session = g_array_index (list, int, entry);
      GhRuleSetting setting = gh_rule_setting (model, GH_RULE_SPREAD, session, NULL);
      if (setting.level != GH_LEVEL_SOFT || model->sessions[session].cancelled)
        continue;
      mildest->weight = MIN (mildest->weight, setting.weight);
      g_array_append_val (sessions, session);
      gh_session_add_days (model, session, days);
    }
  int n_days = MAX (1, gh_bits_count (days));
  return ((int)sessions->len + n_days - 1) / n_days;
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  g_autoptr (GArray) sessions = g_array_new (false, false, sizeof (int));
  for (int group = 0; group < model->n_groups; group++)
    {
      GhRuleSetting mildest;
      demands->spread_share[group] = even_share (model, group, &mildest, sessions);
      demands->spread_weight[group] = sessions->len > 0 ? mildest.weight : 0;
      for (guint entry = 0; entry < sessions->len; entry++)
        demands->spread_group[g_array_index (sessions, int, entry)] = group;
    }
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  g_autoptr (GArray) sessions = g_array_new (false, false, sizeof (int));
  g_autofree int *counts = g_new (int, model->conference.n_days);
  for (int group = 0; group < model->n_groups; group++)
    {
      GhRuleSetting mildest;
      int share = even_share (model, group, &mildest, sessions);
      for (int day = 0; day < model->conference.n_days; day++)
        counts[day] = 0;
      for (guint entry = 0; entry < sessions->len; entry++)
        {
          GhMinute start = programme->placements[g_array_index (sessions, int, entry)].start;
          if (start != GH_NEVER)
            counts[gh_day_of (start)]++;
        }
      for (int day = 0; day < model->conference.n_days; day++)
        gh_rule_cost_add (cost, &mildest, MAX (0, counts[day] - share));
    }
}

const GhRule gh_rule_spread = {
  .info = { .name = "spread",
            .level = GH_LEVEL_SOFT,
            .weight = 10,
            .unit = "sessions of a group on a day beyond its even share",
            .value = -1,
            .value_end = -1,
            .says = "A group's sessions are spread evenly over the days on which they may be." },
  .demand = demand,
  .measure = measure,
};
