#include "calendars/calendars.h"
#include "input/command/command.h"
#include "input/sheets/sheets.h"

static void
add_problem (JsonBuilder *builder, const GhProblem *problem)
{
  g_autofree char *cell = gh_place_cell (problem->place);

  json_builder_begin_object (builder);
  gh_json_text (builder, "file", problem->place.file);
  gh_json_text (builder, "sheet", problem->place.sheet);
  gh_json_number (builder, "row", problem->place.row);
  gh_json_text (builder, "column", problem->place.column);
  gh_json_text (builder, "cell", cell);
  gh_json_text (builder, "sentence", problem->sentence);
  gh_json_flag (builder, "note", problem->is_note);
  json_builder_end_object (builder);
}

/* MODEL and PROOFS are NULL where the sheets have problems. */
static void
tell_json (const GhProblems *problems, const GhModel *model, const GPtrArray *proofs)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_begin_list (builder, "problems");
  for (guint entry = 0; entry < problems->list->len; entry++)
    add_problem (builder, problems->list->pdata[entry]);
  json_builder_end_array (builder);
  if (model != NULL)
    {
      gh_json_number (builder, "sessions", model->n_sessions);
      gh_json_number (builder, "rooms", model->n_rooms);
      gh_json_number (builder, "people", model->n_persons);
      gh_json_number (builder, "delegations", model->n_delegations);
      gh_json_number (builder, "teams", model->n_teams);
      gh_json_add_proofs (builder, model, proofs);
    }
  json_builder_end_object (builder);
  gh_json_print (builder);
}

static void
tell (const GhCommon *common, const GhProblems *problems, const GhModel *model,
      const GPtrArray *proofs)
{
  gh_command_tell_problems (common, problems);
  if (model == NULL)
    return;
  g_print ("%d sessions, %d rooms, %d people, %d delegations, %d teams: no problems%s\n",
           model->n_sessions, model->n_rooms, model->n_persons, model->n_delegations,
           model->n_teams, proofs->len > 0 ? " in the sheets, but" : "");
  gh_command_tell_proofs (model, proofs);
}

static int
run (int argc, char **argv)
{
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhModel) model = NULL;
  g_autoptr (GPtrArray) proofs = NULL;
  g_autoptr (GError) error = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_check, &argc, &argv, NULL, 1, 1, &common, &exit))
    return exit;
  model = gh_sheets_read (argv[1], gh_calendar_read_busy, problems, &error);
  if (error != NULL)
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (model != NULL)
    proofs = gh_prove_early (model);
  if (common.json)
    tell_json (problems, model, proofs);
  else
    tell (&common, problems, model, proofs);
  if (model == NULL)
    return gh_fail (GH_EXIT_ATTENTION, "%d problem%s in the sheets", problems->n_errors,
                    problems->n_errors == 1 ? "" : "s");
  return proofs->len > 0 ? GH_EXIT_IMPOSSIBLE : GH_EXIT_DONE;
}

const GhCommand gh_command_check = {
  .name = "check",
  .arguments = "DIR",
  .help = "Read everything, list every problem with its place, and what is plainly impossible",
  .example = "gahunda check my-conference",
  .run = run,
};
