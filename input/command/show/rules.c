#include "input/command/command.h"

static const char *const level_names[] = { "off", "soft", "hard" };

/* As the rules sheet has it: "3", "20:00", "07:00-22:00", or nothing. */
static char *
value_text (const GhRuleInfo *info)
{
  if (info->value < 0)
    return g_strdup ("");
  if (info->value_end >= 0)
    return g_strdup_printf ("%02d:%02d-%02d:%02d", info->value / 60, info->value % 60,
                            info->value_end / 60, info->value_end % 60);
  return info->value_is_time ? g_strdup_printf ("%02d:%02d", info->value / 60, info->value % 60)
                             : g_strdup_printf ("%d", info->value);
}

static void
print_rule (const GhRuleInfo *info)
{
  g_autofree char *value = value_text (info);

  g_print ("%s\n  %s\n  %s", info->name, info->says, level_names[info->level]);
  if (info->level == GH_LEVEL_SOFT)
    g_print (", weight %d for each of: %s", info->weight, info->unit);
  if (*value != '\0')
    g_print ("; value %s", value);
  g_print ("\n");
}

static void
add_rule (JsonBuilder *builder, const GhRuleInfo *info)
{
  g_autofree char *value = value_text (info);

  json_builder_begin_object (builder);
  gh_json_text (builder, "rule", info->name);
  gh_json_text (builder, "level", level_names[info->level]);
  gh_json_number (builder, "weight", info->weight);
  gh_json_text (builder, "unit", info->unit);
  gh_json_text (builder, "value", value);
  gh_json_text (builder, "says", info->says);
  json_builder_end_object (builder);
}

static int
unknown (const char *name)
{
  g_autofree const char **names = g_new (const char *, gh_n_rules ());
  g_autofree char *nearest = NULL;
  for (int rule = 0; rule < gh_n_rules (); rule++)
    names[rule] = gh_rule_info (rule)->name;
  nearest = gh_did_you_mean_one_of (name, names, gh_n_rules ());
  return gh_fail (GH_EXIT_ATTENTION, "no rule is called \"%s\"%s; gahunda rules lists them all",
                  name, nearest);
}

static int
run (int argc, char **argv)
{
  g_auto (GhCommon) common = { 0 };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int only = -1;
  int exit;

  if (!gh_command_parse (&gh_command_rules, &argc, &argv, NULL, 0, 1, &common, &exit))
    return exit;
  if (argc > 1 && (only = gh_rule_find (argv[1])) < 0)
    return unknown (argv[1]);
  json_builder_begin_array (builder);
  for (int rule = 0; rule < gh_n_rules (); rule++)
    {
      if (only >= 0 && only != rule)
        continue;
      if (common.json)
        add_rule (builder, gh_rule_info (rule));
      else
        print_rule (gh_rule_info (rule));
    }
  json_builder_end_array (builder);
  if (common.json)
    gh_json_print (builder);
  return GH_EXIT_DONE;
}

const GhCommand gh_command_rules = {
  .name = "rules",
  .arguments = "[RULE]",
  .help = "The catalogue of rules",
  .example = "gahunda rules wanted-clash",
  .run = run,
};
