/* Why something is where it is, or has no place, or could not be elsewhere. */
#include "input/command/command.h"

static char *dimacs;

static const GOptionEntry options[] = {
  { "dimacs", 0, 0, G_OPTION_ARG_FILENAME, &dimacs,
    "Write the first thing that is impossible as a formula, for another solver", "FILE" },
  { 0 },
};

/* ---- the whole conference ---------------------------------------------------------------- */

static GPtrArray *
prove (const GhModel *model)
{
  GPtrArray *proofs = gh_prove_early (model);
  if (proofs->len > 0)
    return proofs;
  g_ptr_array_unref (proofs);
  return gh_prove_clash (model);
}

static int
write_formula (const GhModel *model, const GPtrArray *proofs)
{
  g_autoptr (GString) formula = NULL;
  g_autoptr (GError) error = NULL;
  if (proofs->len == 0)
    return gh_fail (GH_EXIT_INCOMPLETE, "nothing was proved impossible: there is no formula");
  formula = gh_proof_formula (model, proofs->pdata[0]);
  if (!g_file_set_contents (dimacs, formula->str, (gssize)formula->len, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  return GH_EXIT_IMPOSSIBLE;
}

static int
explain_all (const GhModel *model, const GhCommon *common)
{
  g_autoptr (GPtrArray) proofs = prove (model);
  gh_command_tell_proofs (model, proofs);
  if (dimacs != NULL)
    return write_formula (model, proofs);
  return proofs->len > 0 ? GH_EXIT_IMPOSSIBLE : GH_EXIT_DONE;
}

/* ---- the command ------------------------------------------------------------------------- */

static int
run (int argc, char **argv)
{
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_explain, &argc, &argv, options, 1, 4, &common, &exit))
    return exit;
  model = gh_command_read (&common, argv[1], &exit);
  if (model == NULL)
    return exit;
  return explain_all (model, &common);
}

const GhCommand gh_command_explain = {
  .name = "explain",
  .arguments = "DIR [SESSION [START ROOM]]",
  .help = "Why a session is where it is, has no place, or could not be elsewhere",
  .example = "gahunda explain my-conference COM3-01 2022-06-08T09:30 KCC-MH1",
  .run = run,
};
