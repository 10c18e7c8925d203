#include "calendars/calendars.h"
#include "input/command/command.h"
#include "input/sheets/sheets.h"

#include <json-glib/json-glib.h>

static void
print_json (const GhProblems *problems)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint entry = 0; entry < problems->list->len; entry++)
    {
      const GhProblem *problem = problems->list->pdata[entry];
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "file");
      json_builder_add_string_value (builder, problem->file);
      json_builder_set_member_name (builder, "row");
      json_builder_add_int_value (builder, problem->row);
      json_builder_set_member_name (builder, "column");
      json_builder_add_string_value (builder, problem->column);
      json_builder_set_member_name (builder, "sentence");
      json_builder_add_string_value (builder, problem->sentence);
      json_builder_set_member_name (builder, "note");
      json_builder_add_boolean_value (builder, problem->is_note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, true);
  g_print ("%s\n", text);
}

static int
run (int argc, char **argv)
{
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhModel) model = NULL;
  g_autoptr (GError) error = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_check, &argc, &argv, NULL, 1, 1, &common, &exit))
    return exit;
  model = gh_sheets_read (argv[1], gh_calendar_read_busy, problems, &error);
  if (error != NULL)
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (common.json)
    print_json (problems);
  else
    gh_command_tell_problems (&common, problems);
  if (model == NULL)
    return gh_fail (GH_EXIT_ATTENTION, "%d problem%s in the sheets", problems->n_errors,
                    problems->n_errors == 1 ? "" : "s");
  if (!common.json)
    g_print ("%d sessions, %d rooms, %d people, %d delegations, %d teams: no problems\n",
             model->n_sessions, model->n_rooms, model->n_persons, model->n_delegations,
             model->n_teams);
  return GH_EXIT_DONE;
}

const GhCommand gh_command_check = {
  .name = "check",
  .arguments = "DIR",
  .help = "Read everything, and list every problem with its place",
  .example = "gahunda check my-conference",
  .run = run,
};
