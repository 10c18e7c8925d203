/* Overlap of what one person, or one small delegation, wants to attend. */
#include "engine/demands/demands.h"

/* Calls EACH for every pair of sessions that somebody wants both of, with how much it counts. */
typedef void (*EachPair) (int a, int b, int weight, gpointer data);

/* The wants from FIRST on that belong to one person or delegation, and are more than a may. */
static int
wanted_by_one (const GhWant *wants, int n_wants, int first, GArray *sessions)
{
  int next = first;
  g_array_set_size (sessions, 0);
  for (; next < n_wants && wants[next].who == wants[first].who; next++)
    if (wants[next].wish >= GH_SHOULD)
      g_array_append_val (sessions, wants[next].session);
  return next;
}

static void
each_of (const GArray *sessions, int weight, EachPair each, gpointer data)
{
  for (guint a = 0; a < sessions->len; a++)
    for (guint b = a + 1; b < sessions->len; b++)
      each (g_array_index (sessions, int, a), g_array_index (sessions, int, b), weight, data);
}

static void
each_pair (const GhModel *model, EachPair each, gpointer data)
{
  int largest = gh_rule_setting (model, GH_RULE_WANTED_CLASH, -1, NULL).value;
  g_autoptr (GArray) sessions = g_array_new (false, false, sizeof (int));

  for (int want = 0; want < model->n_person_wants;)
    {
      want = wanted_by_one (model->person_wants, model->n_person_wants, want, sessions);
      each_of (sessions, 1, each, data);
    }
  for (int want = 0; want < model->n_delegation_wants;)
    {
      const GhDelegation *delegation = &model->delegations[model->delegation_wants[want].who];
      want = wanted_by_one (model->delegation_wants, model->n_delegation_wants, want, sessions);
      if (delegation->size <= largest)
        each_of (sessions, delegation->weight, each, data);
    }
}

static void
count_pair (int a, int b, int weight, gpointer data)
{
  GArray *counts = data;
  int n = ((const int *)(gpointer)counts->data)[0];
  ((int *)(gpointer)counts->data)[1 + a * n + b] += weight;
}

static void
demand (GhDemands *demands, int rule)
{
  const GhModel *model = demands->model;
  int n = model->n_sessions;
  g_autoptr (GArray) counts = g_array_sized_new (false, true, sizeof (int), (guint)(n * n + 1));
  int *table;

  g_array_set_size (counts, (guint)(n * n + 1));
  table = (int *)(gpointer)counts->data;
  table[0] = n;
  each_pair (model, count_pair, counts);
  for (int a = 0; a < n; a++)
    for (int b = a + 1; b < n; b++)
      {
        int count = table[1 + a * n + b];
        GhRuleSetting setting;
        if (count == 0)
          continue;
        setting = gh_rule_pair_setting (model, rule, a, b);
        if (setting.level == GH_LEVEL_SOFT && setting.weight > 0)
          gh_demands_add_pair (demands, (GhPair){
                                            .a = a,
                                            .b = b,
                                            .kind = GH_PAIR_APART,
                                            .low = -model->sessions[b].minutes,
                                            .high = model->sessions[a].minutes,
                                            .weight = (int64_t)count * setting.weight,
                                            .rule = rule,
                                        });
      }
}

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  GhRuleCost *cost;
} Measuring;

static void
measure_pair (int a, int b, int weight, gpointer data)
{
  const Measuring *measuring = data;
  const GhModel *model = measuring->model;
  GhMinute start_a = measuring->programme->placements[a].start;
  GhMinute start_b = measuring->programme->placements[b].start;
  GhRuleSetting setting;

  if (start_a == GH_NEVER || start_b == GH_NEVER || start_b >= start_a + model->sessions[a].minutes
      || start_a >= start_b + model->sessions[b].minutes)
    return;
  setting = gh_rule_pair_setting (model, GH_RULE_WANTED_CLASH, a, b);
  gh_rule_cost_add (measuring->cost, &setting, weight);
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  Measuring measuring = { model, programme, cost };
  each_pair (model, measure_pair, &measuring);
}

const GhRule gh_rule_wanted_clash = {
  .info = { .name = "wanted-clash",
            .level = GH_LEVEL_SOFT,
            .weight = 10,
            .unit = "overlapping pairs of sessions wanted by one person or small delegation, times "
                    "the delegation's weight",
            .value = 3,
            .value_end = -1,
            .says = "Sessions that one person, or one delegation of at most value people, wants "
                    "(must or should) do not overlap." },
  .demand = demand,
  .measure = measure,
};
