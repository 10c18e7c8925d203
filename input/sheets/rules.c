#include "input/sheets/reading.h"

#include <string.h>

static int
find_rule (const GhRow *row)
{
  const char *name = gh_row_cell (row, "rule");
  int rule = gh_rule_find (name);
  g_autofree const char **names = NULL;

  if (rule >= 0 || !gh_row_needs (row, "rule", "the rule is missing"))
    return rule;
  names = g_new (const char *, gh_n_rules ());
  for (int other = 0; other < gh_n_rules (); other++)
    names[other] = gh_rule_info (other)->name;
  gh_row_tell_meant (row, "rule", false, name, gh_row_meant_word (row, name, names, gh_n_rules ()),
                     "no rule is called \"%s\"; `gahunda rules` lists them all", name);
  return -1;
}

static bool
has_anybody (const GhModel *model, const char *name)
{
  for (int role = 0; role < model->n_roles; role++)
    if (model->roles[role].role == name)
      return true;
  return false;
}

/* "role:chair", for rules about people. */
static void
read_role (const GhRow *row, GhRuleRow *into, const char *name)
{
  const GhRuleInfo *info = gh_rule_info (into->rule);

  into->role = gh_model_text (row->reading->model, name);
  if (into->role == NULL)
    gh_row_problem (row, "of", "the role's name is missing; write role:chair");
  else if (!info->about_people)
    gh_row_problem (row, "of", "the rule %s is not about people's roles; name sessions",
                    info->name);
  else if (!has_anybody (row->reading->model, into->role))
    gh_row_note (row, "of", "nobody has the role \"%s\"", into->role);
}

/* Empty, or always a set: an empty set is no session, and not all. */
static void
read_of (const GhRow *row, GhRuleRow *into)
{
  const char *of = gh_row_cell (row, "of");

  if (g_str_has_prefix (of, "role:") && strchr (of, ';') == NULL)
    read_role (row, into, of + strlen ("role:"));
  else if (*of != '\0')
    into->of = gh_row_selector (row, "of");
}

static void
read_value (const GhRow *row, GhRuleRow *into)
{
  const GhRuleInfo *info = gh_rule_info (into->rule);
  const char *text = gh_row_cell (row, "value");

  if (*text == '\0')
    return;
  if (info->value < 0)
    gh_row_problem (row, "value", "the rule %s takes no value", info->name);
  else if (info->value_end >= 0)
    gh_row_accepts (row, "value", gh_form_span (text, &into->value, &into->value_end));
  else if (info->value_is_time)
    gh_row_read_clock (row, text, true, &into->value);
  else
    into->value = gh_row_int (row, "value", 0, GH_MOST_WEIGHT, into->value);
}

static void
read_rule_row (const GhRow *row, int rule)
{
  const GhRuleInfo *info = gh_rule_info (rule);
  GhRuleRow *into = gh_model_add_rule_row (row->reading->model);

  into->rule = rule;
  read_of (row, into);
  into->has_level = gh_row_has (row, "level");
  into->level = gh_row_level (row, info->level);
  into->weight = gh_row_int (row, "weight", 0, GH_MOST_WEIGHT, -1);
  read_value (row, into);
  into->because = gh_row_text (row, "because");
  into->source = gh_row_source (row);
  if (into->level == GH_LEVEL_HARD && info->level != GH_LEVEL_HARD)
    gh_row_problem (row, "level", "the rule %s is a cost and cannot be hard", info->name);
}

void
gh_read_rules (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_RULES, row)
  {
    int rule = find_rule (&row);
    if (rule >= 0)
      read_rule_row (&row, rule);
  }
}
