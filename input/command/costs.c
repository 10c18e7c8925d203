#include "input/command/command.h"

void
gh_command_tell_costs (const GhProgramme *programme)
{
  g_print ("cost %" G_GINT64_FORMAT "\n", (gint64)programme->cost);
  for (int rule = 0; rule < programme->n_rules; rule++)
    if (programme->costs[rule].units != 0)
      g_print ("  %-15s %8" G_GINT64_FORMAT "  (%" G_GINT64_FORMAT " %s)\n",
               gh_rule_info (rule)->name, (gint64)programme->costs[rule].cost,
               (gint64)programme->costs[rule].units, gh_rule_info (rule)->unit);
}

void
gh_json_add_costs (JsonBuilder *builder, const char *name, const GhRuleCost *costs)
{
  gh_json_begin_list (builder, name);
  for (int rule = 0; costs != NULL && rule < gh_n_rules (); rule++)
    if (costs[rule].units != 0 || costs[rule].cost != 0)
      {
        json_builder_begin_object (builder);
        gh_json_text (builder, "rule", gh_rule_info (rule)->name);
        gh_json_number (builder, "units", costs[rule].units);
        gh_json_number (builder, "cost", costs[rule].cost);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}
