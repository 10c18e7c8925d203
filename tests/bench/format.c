#include "tests/bench/format.h"

void
gh_format_set_rule (GhModel *model, const char *name, GhLevel level, int weight, int value)
{
  GhRuleRow *row = gh_model_add_rule_row (model);
  row->rule = gh_rule_find (name);
  g_assert (row->rule >= 0);
  row->has_level = true;
  row->level = level;
  row->weight = weight;
  row->value = value;
}

void
gh_format_forget_soft_rules (GhModel *model)
{
  for (int rule = 0; rule < gh_n_rules (); rule++)
    if (gh_rule_info (rule)->level == GH_LEVEL_SOFT)
      gh_format_set_rule (model, gh_rule_info (rule)->name, GH_LEVEL_OFF, -1, -1);
}

GhRelation *
gh_format_add_relation (GhModel *model, GhRelationKind kind, GhLevel level, int weight)
{
  GhRelation *relation = gh_model_add_relation (model);
  relation->kind = kind;
  relation->a = gh_bits_new (model->n_sessions);
  relation->b = gh_bits_new (model->n_sessions);
  relation->level = level;
  relation->weight = weight;
  return relation;
}

GhRelation *
gh_format_relate (GhModel *model, int a, int b, GhRelationKind kind, GhLevel level, int weight)
{
  GhRelation *relation = gh_format_add_relation (model, kind, level, weight);
  gh_bits_add (relation->a, a);
  gh_bits_add (relation->b, b);
  return relation;
}
