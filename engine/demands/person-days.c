#include "engine/demands/person-days.h"

/* Of equal weights, the shorter night is the milder. */
static const GhPersonSpan *
milder_of (const GhPersonSpan *a, const GhPersonSpan *b)
{
  if (a->weight != b->weight)
    return a->weight < b->weight ? a : b;
  return a->value <= b->value ? a : b;
}

static int64_t
nights_cost (const GhPersonSpan *spans, int n, int64_t *units)
{
  int last = 0; /* the one that ends last on its day, so far */
  int64_t cost = 0;

  for (int span = 1; span < n; span++)
    if (gh_day_of (spans[last].start) != gh_day_of (spans[span].start))
      {
        const GhPersonSpan *milder = milder_of (&spans[last], &spans[span]);
        int missing = MAX (0, milder->value - (spans[span].start - spans[last].end));
        cost += (int64_t)milder->weight * missing;
        *units += missing;
        last = span;
      }
    else if (spans[span].end > spans[last].end)
      last = span;
  return cost;
}

static int64_t
runs_cost (const GhPersonSpan *spans, int n, int64_t *units)
{
  int64_t cost = 0;

  for (int span = 0; span < n;)
    {
      GhPersonSpan run = spans[span];
      int beyond;
      for (span++; span < n && spans[span].start < run.end + GH_FREE_MINUTES; span++)
        {
          run.end = MAX (run.end, spans[span].end);
          /* Of equal weights, the longer run is the milder. */
          if (spans[span].weight < run.weight
              || (spans[span].weight == run.weight && spans[span].value > run.value))
            {
              run.weight = spans[span].weight;
              run.value = spans[span].value;
            }
        }
      beyond = MAX (0, run.end - run.start - run.value);
      cost += (int64_t)run.weight * beyond;
      *units += beyond;
    }
  return cost;
}

static int64_t
lone_days_cost (const GhPersonSpan *spans, int n, int64_t *units)
{
  int64_t cost = 0;
  for (int span = 0; span < n; span++)
    {
      int day = gh_day_of (spans[span].start);
      if ((span > 0 && gh_day_of (spans[span - 1].start) == day)
          || (span + 1 < n && gh_day_of (spans[span + 1].start) == day))
        continue;
      cost += spans[span].weight;
      ++*units;
    }
  return cost;
}

int64_t
gh_person_days_cost (GhDays way, const GhPersonSpan *spans, int n, int64_t *units)
{
  int64_t ignored = 0;
  if (units == NULL)
    units = &ignored;
  switch (way)
    {
    case GH_DAYS_NIGHTS:
      return nights_cost (spans, n, units);
    case GH_DAYS_RUNS:
      return runs_cost (spans, n, units);
    case GH_DAYS_LONE:
      return lone_days_cost (spans, n, units);
    case GH_N_DAYS:
      break;
    }
  g_assert_not_reached ();
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
  Held this = { person,
                session,
                { start, start + model->sessions[session].minutes, setting.weight,
                  setting.value } };
  if (start != GH_NEVER && setting.level == GH_LEVEL_SOFT && setting.weight > 0)
    g_array_append_val (held, this);
}

static GhDays
way_of (int rule)
{
  return rule == GH_RULE_SHORT_NIGHT ? GH_DAYS_NIGHTS
         : rule == GH_RULE_LONG_RUN  ? GH_DAYS_RUNS
                                     : GH_DAYS_LONE;
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
  for (int want = 0; rule != GH_RULE_SHORT_NIGHT && want < model->n_person_wants; want++)
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
      cost->cost += gh_person_days_cost (way_of (rule), (const GhPersonSpan *)(gpointer)spans->data,
                                         (int)spans->len, &cost->units);
      g_array_set_size (spans, 0);
    }
}
