#include "calendars/calendars.h"
#include "input/command/command.h"
#include "input/command/check/copy.h"

static void
add_fixed (JsonBuilder *builder, const GhFixed *fixed)
{
  g_autofree char *cell = gh_place_cell (fixed->place);

  json_builder_begin_object (builder);
  gh_json_text (builder, "file", fixed->place.file);
  gh_json_text (builder, "sheet", fixed->place.sheet);
  gh_json_number (builder, "row", fixed->place.row);
  gh_json_text (builder, "column", fixed->place.column);
  gh_json_text (builder, "cell", cell);
  gh_json_text (builder, "was", fixed->was);
  gh_json_text (builder, "now", fixed->now);
  json_builder_end_object (builder);
}

/* What the sheets are, with what is wrong and what was mended. */
typedef struct
{
  GhProblems *problems;
  GhModel *model;    /* NULL: there are problems */
  GPtrArray *proofs; /* NULL: likewise */
  GhFix *fix;        /* NULL: nothing was to be mended */
} Checked;

static void
checked_clear (Checked *checked)
{
  gh_problems_free (checked->problems);
  gh_model_free (checked->model);
  g_clear_pointer (&checked->proofs, g_ptr_array_unref);
  gh_fix_free (checked->fix);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Checked, checked_clear)

static void
tell_json (const Checked *checked)
{
  const GhModel *model = checked->model;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_add_problems (builder, "problems", checked->problems);
  if (checked->fix != NULL)
    {
      gh_json_begin_list (builder, "fixed");
      for (guint entry = 0; entry < checked->fix->changes->len; entry++)
        add_fixed (builder, checked->fix->changes->pdata[entry]);
      json_builder_end_array (builder);
    }
  if (model != NULL)
    {
      gh_json_number (builder, "sessions", model->n_sessions);
      gh_json_number (builder, "rooms", model->n_rooms);
      gh_json_number (builder, "people", model->n_persons);
      gh_json_number (builder, "delegations", model->n_delegations);
      gh_json_number (builder, "teams", model->n_teams);
      gh_json_add_proofs (builder, model, checked->proofs);
    }
  json_builder_end_object (builder);
  gh_json_print (builder);
}

static void
tell_fixed (const GhFix *fix)
{
  for (guint entry = 0; entry < fix->changes->len; entry++)
    {
      const GhFixed *fixed = fix->changes->pdata[entry];
      g_autofree char *place = gh_place_to_text (fixed->place);
      g_print ("%s: \"%s\" is now \"%s\"\n", place, fixed->was, fixed->now);
    }
}

static void
tell (const GhCommon *common, const Checked *checked)
{
  const GhModel *model = checked->model;

  if (checked->fix != NULL)
    tell_fixed (checked->fix);
  gh_command_tell_problems (common, checked->problems);
  if (model == NULL)
    return;
  g_print ("%d sessions, %d rooms, %d people, %d delegations, %d teams: no problems%s\n",
           model->n_sessions, model->n_rooms, model->n_persons, model->n_delegations,
           model->n_teams, checked->proofs->len > 0 ? " in the sheets, but" : "");
  gh_command_tell_proofs (model, checked->proofs);
}

/* What is mended may show what else is wrong.  It ends, for what is mended is a form or an id; but
 * nothing is mended for ever. */
#define MOST_ROUNDS 10

/* Reads the sheets once, as they are by now. */
static void
read_sheets (const char *folder, Checked *checked, GError **error)
{
  const GhFix *fix = checked->fix;

  g_clear_pointer (&checked->problems, gh_problems_free);
  g_clear_pointer (&checked->model, gh_model_free);
  checked->problems = gh_problems_new ();
  checked->model =
      gh_sheets_read_edited (folder, gh_calendar_read_busy, fix != NULL ? fix->edits : NULL,
                             fix != NULL ? fix->gone : NULL, checked->problems, error);
}

/* Reads the sheets, and mends them where CHECKED has a fix.  False with ERROR. */
static bool
check (const char *folder, Checked *checked, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  read_sheets (folder, checked, &trouble);
  for (int round = 0; checked->fix != NULL && trouble == NULL && round < MOST_ROUNDS; round++)
    {
      if (!gh_fix_apply (checked->fix, checked->problems, &trouble))
        break;
      read_sheets (folder, checked, &trouble);
    }
  if (trouble == NULL)
    return true;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return false;
}

static int
run (int argc, char **argv)
{
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "fix", 0, 0, G_OPTION_ARG_FILENAME, &out,
      "Mend what is certain to be meant in a copy, the new folder OUT", "OUT" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GhCommon) common = { 0 };
  g_auto (Checked) checked = { 0 };
  g_autoptr (GError) error = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_check, &argc, &argv, entries, 1, 1, &common, &exit))
    return exit;
  if (out != NULL && gh_is_occupied (out))
    return gh_fail (GH_EXIT_ATTENTION, "%s is there already; name a folder that is not", out);
  if (out != NULL)
    checked.fix = gh_fix_new (argv[1]);
  if (!check (argv[1], &checked, &error)
      || (out != NULL && !gh_copy_fixed (checked.fix, out, &error)))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (checked.model != NULL)
    checked.proofs = gh_prove_early (checked.model);
  if (common.json)
    tell_json (&checked);
  else
    tell (&common, &checked);
  if (out != NULL)
    gh_copy_tell (&common, checked.fix, out);
  if (checked.model == NULL)
    return gh_fail (GH_EXIT_ATTENTION, "%d problem%s in the sheets", checked.problems->n_errors,
                    checked.problems->n_errors == 1 ? "" : "s");
  return checked.proofs->len > 0 ? GH_EXIT_IMPOSSIBLE : GH_EXIT_DONE;
}

const GhCommand gh_command_check = {
  .name = "check",
  .arguments = "DIR",
  .help = "Read everything, list every problem with its place, and what is plainly impossible",
  .example = "gahunda check my-conference --fix mended",
  .run = run,
};
