/* What comes after what: `after`, order_minutes of a group, relations `before`. */
#include "engine/demands/demands.h"

/* B may not start before A has ended and MINUTES have passed. */
static void
add_order (GhDemands *demands, int a, int b, int minutes, int weight, bool on_day, GhSource source)
{
  gh_demands_add_pair (demands, (GhPair){
                                    .a = a,
                                    .b = b,
                                    .kind = on_day ? GH_PAIR_APART_ON_DAY : GH_PAIR_APART,
                                    .low = -GH_FAR,
                                    .high = demands->model->sessions[a].minutes + minutes,
                                    .weight = weight,
                                    .rule = GH_RULE_ORDER,
                                    .source = source,
                                });
}

/* -1: hard; -2: off; otherwise the weight. */
static int
weight_of (const GhModel *model, int a, int b, GhLevel own_level, int own_weight)
{
  GhRuleSetting setting = gh_rule_pair_setting (model, GH_RULE_ORDER, a, b);
  GhLevel level = MIN (own_level, setting.level);
  if (level == GH_LEVEL_OFF)
    return -2;
  if (level == GH_LEVEL_HARD)
    return -1;
  return own_level == GH_LEVEL_SOFT ? own_weight : setting.weight;
}

/* Calls EACH for every pair that this rule is about. */
typedef void (*EachPair) (int a, int b, int minutes, int weight, bool on_day, GhSource source,
                          gpointer data);

static void
each_in_groups (const GhModel *model, EachPair each, gpointer data)
{
  for (int group = 0; group < model->n_groups; group++)
    {
      const GArray *list = model->groups[group].sessions;
      if (model->groups[group].order_minutes < 0)
        continue;
      for (guint first = 0; first < list->len; first++)
        for (guint second = first + 1; second < list->len; second++)
          {
            int a = g_array_index (list, int, first);
            int b = g_array_index (list, int, second);
            each (a, b, model->groups[group].order_minutes,
                  weight_of (model, a, b, GH_LEVEL_HARD, 0), false, model->groups[group].source,
                  data);
          }
    }
}

static void
each_pair (const GhModel *model, EachPair each, gpointer data)
{
  for (int after = 0; after < model->n_afters; after++)
    {
      const GhAfter *this = &model->afters[after];
      each (this->a, this->b, this->minutes, weight_of (model, this->a, this->b, GH_LEVEL_HARD, 0),
            false, this->source, data);
    }
  each_in_groups (model, each, data);
  for (int relation = 0; relation < model->n_relations; relation++)
    {
      const GhRelation *this = &model->relations[relation];
      if (this->kind != GH_BEFORE)
        continue;
      GH_BITS_EACH (this->a, a)
        GH_BITS_EACH (this->b, b)
          if (a != b)
            each (a, b, this->minutes, weight_of (model, a, b, this->level, this->weight),
                  this->within_day, this->source, data);
    }
}

static void
demand_pair (int a, int b, int minutes, int weight, bool on_day, GhSource source, gpointer data)
{
  if (weight != -2)
    add_order (data, a, b, minutes, weight, on_day, source);
}

static void
demand (GhDemands *demands, int rule)
{
  each_pair (demands->model, demand_pair, demands);
}

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  GhRuleCost *cost;
} Measuring;

static void
measure_pair (int a, int b, int minutes, int weight, bool on_day, GhSource source, gpointer data)
{
  const Measuring *measuring = data;
  GhMinute start_a = measuring->programme->placements[a].start;
  GhMinute start_b = measuring->programme->placements[b].start;
  if (weight < 0 || start_a == GH_NEVER || start_b == GH_NEVER
      || (on_day && gh_day_of (start_a) != gh_day_of (start_b))
      || start_b >= start_a + measuring->model->sessions[a].minutes + minutes)
    return;
  measuring->cost->units++;
  measuring->cost->cost += weight;
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  Measuring measuring = { model, programme, cost };
  each_pair (model, measure_pair, &measuring);
}

const GhRule gh_rule_order = {
  .info = { .name = "order",
            .level = GH_LEVEL_HARD,
            .weight = 10,
            .unit = "pairs of sessions in the wrong order",
            .value = -1,
            .value_end = -1,
            .says = "What comes after another session (after, before, order_minutes) does so, with "
                    "the minutes asked for." },
  .demand = demand,
  .measure = measure,
};
