#include "engine/rules/rules.h"

#include <string.h>

GhProgramme *
gh_programme_new (const GhModel *model)
{
  GhProgramme *programme = g_new0 (GhProgramme, 1);

  programme->n_sessions = model->n_sessions;
  programme->n_speeches = model->n_speeches;
  programme->n_rules = gh_n_rules ();
  programme->placements = g_new (GhPlacement, model->n_sessions);
  programme->teams = g_new (GArray *, model->n_sessions);
  programme->why_unplaced = g_new0 (char *, model->n_sessions);
  programme->why_changed = g_new0 (char *, model->n_sessions);
  programme->causes = g_new0 (GArray *, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    {
      programme->placements[session] = (GhPlacement){ GH_NEVER, -1 };
      programme->teams[session] = g_array_new (false, false, sizeof (int));
    }
  programme->speeches = g_new (GhSpeechPlace, model->n_speeches);
  for (int speech = 0; speech < model->n_speeches; speech++)
    programme->speeches[speech] = (GhSpeechPlace){ -1, GH_NEVER };
  programme->attendance = g_array_new (false, false, sizeof (GhAttendance));
  programme->complaints = g_ptr_array_new_with_free_func (g_free);
  programme->costs = g_new0 (GhRuleCost, programme->n_rules);
  for (int rule = 0; rule < programme->n_rules; rule++)
    programme->costs[rule].rule = rule;
  programme->first_complete = -1;
  return programme;
}

void
gh_programme_free (GhProgramme *programme)
{
  if (programme == NULL)
    return;
  for (int session = 0; session < programme->n_sessions; session++)
    {
      g_array_unref (programme->teams[session]);
      g_free (programme->why_unplaced[session]);
      g_free (programme->why_changed[session]);
      g_clear_pointer (&programme->causes[session], g_array_unref);
    }
  g_free (programme->placements);
  g_free (programme->teams);
  g_free (programme->why_unplaced);
  g_free (programme->why_changed);
  g_free (programme->causes);
  if (programme->certificate != NULL)
    g_clear_pointer (&programme->certificate->clash, g_array_unref);
  g_free (programme->certificate);
  gh_searched_free (programme->searched);
  g_free (programme->speeches);
  g_array_unref (programme->attendance);
  g_ptr_array_unref (programme->complaints);
  g_free (programme->costs);
  g_free (programme);
}

static int
compare_attendance (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhModel *model = data;
  const GhAttendance *left = a;
  const GhAttendance *right = b;
  int order = 0;

  if (left->person != right->person)
    order = strcmp (model->persons[left->person].id, model->persons[right->person].id);
  if (order == 0 && left->session != right->session)
    order = strcmp (model->sessions[left->session].id, model->sessions[right->session].id);
  if (order == 0)
    order = (int)left->as - (int)right->as;
  if (order == 0)
    order = g_strcmp0 (left->role, right->role);
  return order;
}

void
gh_programme_sort_attendance (const GhModel *model, GhProgramme *programme)
{
  GArray *list = programme->attendance;
  guint kept = 0;

  g_array_sort_with_data (list, compare_attendance, (gpointer)model);
  for (guint entry = 0; entry < list->len; entry++)
    {
      const GhAttendance *this = &g_array_index (list, GhAttendance, entry);
      if (kept > 0
          && compare_attendance (&g_array_index (list, GhAttendance, kept - 1), this,
                                 (gpointer)model)
                 == 0)
        continue;
      g_array_index (list, GhAttendance, kept++) = *this;
    }
  g_array_set_size (list, kept);
}

int64_t
gh_measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *costs)
{
  int64_t cost = 0;
  for (int rule = 0; rule < gh_n_rules (); rule++)
    {
      costs[rule] = (GhRuleCost){ .rule = rule };
      if (gh_rule_get (rule)->measure != NULL)
        gh_rule_get (rule)->measure (model, programme, &costs[rule]);
      cost += costs[rule].cost;
    }
  return cost;
}
