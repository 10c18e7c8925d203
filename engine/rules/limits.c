/* The limits sheet: at most so many at an instant, on a day, in the conference. */
#include "engine/demands/demands.h"

/* The sessions of a limit that count, and how: a hard limit counts those for which the rule is
 * hard, unless a row without `of` makes the whole rule soft or off. */
static GhBits *
counted (const GhModel *model, const GhLimit *limit, GhRuleSetting *setting)
{
  GhBits *of = gh_bits_new (model->n_sessions);
  *setting = gh_rule_setting (model, GH_RULE_LIMITS, -1, NULL);
  setting->level = MIN (setting->level, limit->level);
  if (limit->level == GH_LEVEL_SOFT)
    setting->weight = limit->weight;
  GH_BITS_EACH (limit->of, session)
    if (gh_rule_setting (model, GH_RULE_LIMITS, session, NULL).level >= setting->level)
      gh_bits_add (of, session);
  return of;
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  for (int limit = 0; limit < model->n_limits; limit++)
    {
      const GhLimit *this = &model->limits[limit];
      GhRuleSetting setting;
      g_autoptr (GhBits) of = counted (model, this, &setting);
      if (setting.level == GH_LEVEL_OFF)
        continue;
      gh_demands_add_capacity (demands,
                               (GhCapacity){
                                   .of = g_steal_pointer (&of),
                                   .most = this->most,
                                   .per = this->per,
                                   .during = this->during,
                                   .weight = setting.level == GH_LEVEL_HARD ? -1 : setting.weight,
                                   .rule = rule,
                                   .source = this->source,
                               });
    }
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  int left = *(const int *)a;
  int right = *(const int *)b;
  return left < right ? -1 : left > right;
}

/* Minutes, summed over the sessions beyond the most, at which too many run. */
static int64_t
excess_minutes (const GhModel *model, const GhProgramme *programme, const GhLimit *limit,
                const GhBits *of)
{
  g_autoptr (GArray) cuts = g_array_new (false, false, sizeof (int));
  int64_t excess = 0;

  GH_BITS_EACH (of, session)
    if (gh_programme_is_placed (programme, session))
      {
        GhMinute start = programme->placements[session].start;
        GhMinute end = start + model->sessions[session].minutes;
        g_array_append_val (cuts, start);
        g_array_append_val (cuts, end);
      }
  for (int span = 0; span < limit->during->n_spans; span++)
    {
      g_array_append_val (cuts, limit->during->spans[span].start);
      g_array_append_val (cuts, limit->during->spans[span].end);
    }
  g_array_sort (cuts, compare_minutes);
  for (guint cut = 0; cut + 1 < cuts->len; cut++)
    {
      int from = g_array_index (cuts, int, cut);
      int to = g_array_index (cuts, int, cut + 1);
      int running = 0;
      if (from == to || !gh_times_hold (limit->during, from, to))
        continue;
      GH_BITS_EACH (of, session)
        {
          GhMinute start = programme->placements[session].start;
          running +=
              start != GH_NEVER && start <= from && start + model->sessions[session].minutes >= to;
        }
      excess += (int64_t)MAX (0, running - limit->most) * (to - from);
    }
  return excess;
}

static int64_t
excess_sessions (const GhModel *model, const GhProgramme *programme, const GhLimit *limit,
                 const GhBits *of)
{
  int n_days = model->conference.n_days;
  g_autofree int *counts = g_new0 (int, n_days);
  int64_t excess = 0;

  GH_BITS_EACH (of, session)
    {
      GhMinute start = programme->placements[session].start;
      if (start == GH_NEVER || !gh_times_meet (limit->during, start, start + 1))
        continue;
      counts[limit->per == GH_PER_DAY ? gh_day_of (start) : 0]++;
    }
  for (int day = 0; day < n_days; day++)
    excess += MAX (0, counts[day] - limit->most);
  return excess;
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  for (int limit = 0; limit < model->n_limits; limit++)
    {
      const GhLimit *this = &model->limits[limit];
      GhRuleSetting setting;
      g_autoptr (GhBits) of = counted (model, this, &setting);
      if (setting.level != GH_LEVEL_SOFT)
        continue;
      gh_rule_cost_add (cost, &setting,
                        this->per == GH_PER_INSTANT ? excess_minutes (model, programme, this, of)
                                                    : excess_sessions (model, programme, this, of));
    }
}

const GhRule gh_rule_limits = {
  .info = { .name = "limits",
            .level = GH_LEVEL_HARD,
            .weight = 1,
            .unit = "session-minutes (per instant) or sessions beyond the most",
            .value = -1,
            .value_end = -1,
            .says = "No more sessions at an instant, on a day or in the conference than the rows "
                    "of the limits sheet allow; a soft row costs its own weight a unit." },
  .demand = demand,
  .measure = measure,
};
