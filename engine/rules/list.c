#include "engine/rules/rules.h"

#include <string.h>

static const GhRule *const rules[GH_N_RULES] = {
  [GH_RULE_START] = &gh_rule_start,
  [GH_RULE_ROOM_FIT] = &gh_rule_room_fit,
  [GH_RULE_ROOM_CLASH] = &gh_rule_room_clash,
  [GH_RULE_PERSON_CLASH] = &gh_rule_person_clash,
  [GH_RULE_COVER] = &gh_rule_cover,
  [GH_RULE_ORDER] = &gh_rule_order,
  [GH_RULE_RELATIONS] = &gh_rule_relations,
  [GH_RULE_LIMITS] = &gh_rule_limits,
  [GH_RULE_TEAMS] = &gh_rule_teams,
  [GH_RULE_SPEECHES] = &gh_rule_speeches,
  [GH_RULE_FROZEN] = &gh_rule_frozen,
  [GH_RULE_CHANGE] = &gh_rule_change,
  [GH_RULE_LEFT_OUT] = &gh_rule_left_out,
  [GH_RULE_RESERVE] = &gh_rule_reserve,
  [GH_RULE_WANTED_CLASH] = &gh_rule_wanted_clash,
  [GH_RULE_START_COST] = &gh_rule_start_cost,
  [GH_RULE_ROOM_STABILITY] = &gh_rule_room_stability,
  [GH_RULE_ROOM_WASTE] = &gh_rule_room_waste,
  [GH_RULE_ROOM_WISH] = &gh_rule_room_wish,
  [GH_RULE_ROOM_COST] = &gh_rule_room_cost,
  [GH_RULE_EARLY] = &gh_rule_early,
  [GH_RULE_LATE_EVENING] = &gh_rule_late_evening,
  [GH_RULE_SHORT_NIGHT] = &gh_rule_short_night,
  [GH_RULE_LONG_RUN] = &gh_rule_long_run,
  [GH_RULE_LONE_DAY] = &gh_rule_lone_day,
  [GH_RULE_REMOTE_HOURS] = &gh_rule_remote_hours,
  [GH_RULE_SPREAD] = &gh_rule_spread,
  [GH_RULE_KEEP_GROUP] = &gh_rule_keep_group,
  [GH_RULE_SPEECH_THEME] = &gh_rule_speech_theme,
  [GH_RULE_SPEECH_ORDER] = &gh_rule_speech_order,
  [GH_RULE_SPEECH_MIX] = &gh_rule_speech_mix,
};

const GhRule *
gh_rule_get (int rule)
{
  return rules[rule];
}

int
gh_n_rules (void)
{
  return GH_N_RULES;
}

const GhRuleInfo *
gh_rule_info (int rule)
{
  return &rules[rule]->info;
}

int
gh_rule_find (const char *name)
{
  for (int rule = 0; rule < GH_N_RULES; rule++)
    if (strcmp (rules[rule]->info.name, name) == 0)
      return rule;
  return -1;
}

static bool
row_fits (const GhRuleRow *row, int session, const char *role)
{
  if (row->role != NULL)
    return role != NULL && strcmp (row->role, role) == 0;
  return row->of == NULL || (session >= 0 && gh_bits_has (row->of, session));
}

static GhRuleSetting
apply_row (GhRuleSetting setting, const GhRuleRow *row)
{
  if (row->has_level)
    setting.level = row->level;
  if (row->weight >= 0)
    setting.weight = row->weight;
  if (row->value >= 0)
    {
      setting.value = row->value;
      if (row->value_end >= 0)
        setting.value_end = row->value_end;
    }
  return setting;
}

static GhRuleSetting
default_setting (int rule)
{
  const GhRuleInfo *info = gh_rule_info (rule);
  return (GhRuleSetting){ info->level, info->weight, info->value, info->value_end };
}

GhRuleSetting
gh_rule_setting (const GhModel *model, int rule, int session, const char *role)
{
  GhRuleSetting setting = default_setting (rule);
  for (int row = model->n_rule_rows - 1; row >= 0; row--)
    if (model->rule_rows[row].rule == rule && row_fits (&model->rule_rows[row], session, role))
      return apply_row (setting, &model->rule_rows[row]);
  return setting;
}

GhRuleSetting
gh_rule_milder (GhRuleSetting a, GhRuleSetting b)
{
  if (a.level != b.level)
    return a.level < b.level ? a : b;
  if (a.level == GH_LEVEL_SOFT && a.weight != b.weight)
    return a.weight < b.weight ? a : b;
  return a.value <= b.value ? a : b;
}

GhRuleSetting
gh_rule_stricter (GhRuleSetting a, GhRuleSetting b)
{
  if (a.level != b.level)
    return a.level > b.level ? a : b;
  a.weight = MAX (a.weight, b.weight);
  a.value = MAX (a.value, b.value);
  return a;
}

GhRuleSetting
gh_rule_pair_setting (const GhModel *model, int rule, int a, int b)
{
  return gh_rule_milder (gh_rule_setting (model, rule, a, NULL),
                         gh_rule_setting (model, rule, b, NULL));
}

void
gh_rule_cost_add (GhRuleCost *cost, const GhRuleSetting *setting, int64_t units)
{
  if (setting->level != GH_LEVEL_SOFT)
    return;
  cost->units += units;
  cost->cost += units * setting->weight;
}

void
gh_rule_measure_sessions (const GhModel *model, const GhProgramme *programme, int rule,
                          GhSessionUnits units, GhRuleCost *cost)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (model, rule, session, NULL);
      if (setting.level == GH_LEVEL_SOFT)
        gh_rule_cost_add (cost, &setting, units (model, programme, session));
    }
}
