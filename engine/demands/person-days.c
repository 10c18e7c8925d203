#include "engine/demands/person-days.h"

int64_t
gh_person_nights (const GhPersonSpan *spans, int n, int64_t *units)
{
  int last = -1; /* the one that ends last on its day, so far */
  int64_t cost = 0;

  for (int span = 0; span < n; span++)
    {
      if (spans[span].night_weight == 0)
        continue;
      if (last >= 0 && gh_day_of (spans[last].start) != gh_day_of (spans[span].start))
        {
          bool of_last = spans[last].night_weight <= spans[span].night_weight;
          int weight = of_last ? spans[last].night_weight : spans[span].night_weight;
          int value = of_last ? spans[last].night_value : spans[span].night_value;
          int missing = MAX (0, value - (spans[span].start - spans[last].end));
          cost += (int64_t)weight * missing;
          if (units != NULL)
            *units += missing;
          last = span;
        }
      else if (last < 0 || spans[span].end > spans[last].end)
        last = span;
    }
  return cost;
}

static int64_t
run_cost (int length, int weight, int value, int64_t *units)
{
  int beyond = MAX (0, length - value);
  if (units != NULL)
    *units += beyond;
  return (int64_t)weight * beyond;
}

int64_t
gh_person_runs (const GhPersonSpan *spans, int n, int64_t *units)
{
  int64_t cost = 0;
  GhMinute start = 0;
  GhMinute end = 0;
  int weight = 0; /* 0: no run is open */
  int value = 0;

  for (int span = 0; span < n; span++)
    {
      if (spans[span].run_weight == 0)
        continue;
      if (weight > 0 && spans[span].start < end + GH_FREE_MINUTES)
        {
          end = MAX (end, spans[span].end);
          if (spans[span].run_weight < weight)
            {
              weight = spans[span].run_weight;
              value = spans[span].run_value;
            }
          continue;
        }
      if (weight > 0)
        cost += run_cost (end - start, weight, value, units);
      start = spans[span].start;
      end = spans[span].end;
      weight = spans[span].run_weight;
      value = spans[span].run_value;
    }
  if (weight > 0)
    cost += run_cost (end - start, weight, value, units);
  return cost;
}

/* ---- from scratch ------------------------------------------------------------------------ */

typedef struct
{
  int person;
  int session;
  GhPersonSpan span;
} Held;

static int
compare_held (gconstpointer a, gconstpointer b)
{
  const Held *left = a;
  const Held *right = b;
  if (left->person != right->person)
    return left->person < right->person ? -1 : 1;
  if (left->span.start != right->span.start)
    return left->span.start < right->span.start ? -1 : 1;
  if (left->span.end != right->span.end)
    return left->span.end < right->span.end ? -1 : 1;
  return left->session < right->session ? -1 : left->session > right->session;
}

static void
hold (const GhModel *model, const GhProgramme *programme, int rule, int person, int session,
      const char *role, GArray *held)
{
  GhMinute start = programme->placements[session].start;
  GhRuleSetting setting = gh_rule_setting (model, rule, session, role);
  int weight = setting.level == GH_LEVEL_SOFT ? setting.weight : 0;
  Held this = { person,
                session,
                { start, start + model->sessions[session].minutes, weight, setting.value, weight,
                  setting.value } };
  if (start != GH_NEVER)
    g_array_append_val (held, this);
}

void
gh_person_days_measure (const GhModel *model, const GhProgramme *programme, int rule,
                        GhRuleCost *cost)
{
  g_autoptr (GArray) held = g_array_new (false, false, sizeof (Held));
  g_autoptr (GArray) spans = g_array_new (false, false, sizeof (GhPersonSpan));
  g_autoptr (GHashTable) by_role =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (int role = 0; role < model->n_roles; role++)
    {
      const GhRole *this = &model->roles[role];
      gint64 key = (gint64)this->person * model->n_sessions + this->session;
      if (g_hash_table_add (by_role, g_memdup2 (&key, sizeof key)))
        hold (model, programme, rule, this->person, this->session, this->role, held);
    }
  for (int want = 0; rule == GH_RULE_LONG_RUN && want < model->n_person_wants; want++)
    {
      const GhWant *this = &model->person_wants[want];
      gint64 key = (gint64)this->who * model->n_sessions + this->session;
      if (this->named && this->wish == GH_MUST && !g_hash_table_contains (by_role, &key))
        hold (model, programme, rule, this->who, this->session, NULL, held);
    }
  g_array_sort (held, compare_held);
  for (guint entry = 0; entry < held->len; entry++)
    {
      const Held *this = &g_array_index (held, Held, entry);
      g_array_append_val (spans, this->span);
      if (entry + 1 < held->len && g_array_index (held, Held, entry + 1).person == this->person)
        continue;
      cost->cost += rule == GH_RULE_SHORT_NIGHT
                        ? gh_person_nights ((const GhPersonSpan *)(gpointer)spans->data,
                                            (int)spans->len, &cost->units)
                        : gh_person_runs ((const GhPersonSpan *)(gpointer)spans->data,
                                          (int)spans->len, &cost->units);
      g_array_set_size (spans, 0);
    }
}
