/* Who covers a group's meeting goes on covering that group. */
#include "engine/rules/rules.h"

typedef struct
{
  int delegation, group, start, session, person;
} Cover;

static int
compare_covers (gconstpointer a, gconstpointer b)
{
  const int *left = a;
  const int *right = b;
  for (int field = 0; field < 5; field++)
    if (left[field] != right[field])
      return left[field] < right[field] ? -1 : 1;
  return 0;
}

static void
measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *cost)
{
  g_autoptr (GArray) covers = g_array_new (false, false, sizeof (Cover));
  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      Cover cover = { model->persons[this->person].delegation, model->sessions[this->session].group,
                      programme->placements[this->session].start, this->session, this->person };
      if (this->as == GH_AS_COVERS && cover.delegation >= 0 && cover.group >= 0)
        g_array_append_val (covers, cover);
    }
  g_array_sort (covers, compare_covers);
  for (guint entry = 1; entry < covers->len; entry++)
    {
      const Cover *before = &g_array_index (covers, Cover, entry - 1);
      const Cover *this = &g_array_index (covers, Cover, entry);
      GhRuleSetting setting =
          gh_rule_pair_setting (model, GH_RULE_KEEP_GROUP, before->session, this->session);
      if (before->delegation == this->delegation && before->group == this->group
          && before->person != this->person)
        gh_rule_cost_add (cost, &setting, 1);
    }
}

const GhRule gh_rule_keep_group = {
  .info = { .name = "keep-group",
            .level = GH_LEVEL_SOFT,
            .weight = 1,
            .unit = "changes of the covering person within a group",
            .value = -1,
            .value_end = -1,
            .says = "One person of a delegation covers all meetings of a group." },
  .measure = measure,
};
