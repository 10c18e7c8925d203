#include "input/command/command.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *const level_names[] = { "off", "soft", "hard" };

static char *
value_text (const GhRuleInfo *info, int value)
{
  if (value < 0)
    return g_strdup ("");
  return info->value_is_time ? g_strdup_printf ("%02d:%02d", value / 60, value % 60)
                             : g_strdup_printf ("%d", value);
}

static void
print_rule (const GhRuleInfo *info)
{
  g_autofree char *value = value_text (info, info->value);
  g_autofree char *value_end = value_text (info, info->value_end);

  g_print ("%s\n  %s\n  %s", info->name, info->says, level_names[info->level]);
  if (info->level == GH_LEVEL_SOFT)
    g_print (", weight %d for each of: %s", info->weight, info->unit);
  if (info->value >= 0)
    g_print ("; value %s%s%s", value, *value_end != '\0' ? "-" : "", value_end);
  g_print ("\n");
}

static void
add_rule (JsonBuilder *builder, const GhRuleInfo *info)
{
  g_autofree char *value = value_text (info, info->value);
  g_autofree char *value_end = value_text (info, info->value_end);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rule");
  json_builder_add_string_value (builder, info->name);
  json_builder_set_member_name (builder, "level");
  json_builder_add_string_value (builder, level_names[info->level]);
  json_builder_set_member_name (builder, "weight");
  json_builder_add_int_value (builder, info->weight);
  json_builder_set_member_name (builder, "unit");
  json_builder_add_string_value (builder, info->unit);
  json_builder_set_member_name (builder, "value");
  json_builder_add_string_value (builder, value);
  json_builder_set_member_name (builder, "value_end");
  json_builder_add_string_value (builder, value_end);
  json_builder_set_member_name (builder, "says");
  json_builder_add_string_value (builder, info->says);
  json_builder_end_object (builder);
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
    return gh_fail (GH_EXIT_ATTENTION, "no rule is called \"%s\"; gahunda rules lists them all",
                    argv[1]);
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
    {
      g_autoptr (JsonNode) root = json_builder_get_root (builder);
      g_autofree char *text = json_to_string (root, true);
      g_print ("%s\n", text);
    }
  return GH_EXIT_DONE;
}

const GhCommand gh_command_rules = {
  .name = "rules",
  .arguments = "[RULE]",
  .help = "The catalogue of rules",
  .example = "gahunda rules wanted-clash",
  .run = run,
};
