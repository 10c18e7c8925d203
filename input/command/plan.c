#include "input/command/command.h"
#include "input/command/pace.h"
#include "input/sheets/sheets.h"
#include "output/output.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Seconds that the search runs when nobody says how long. */
#define USUAL_SECONDS 10

/* ---- watching a search ------------------------------------------------------------------- */

static volatile sig_atomic_t interrupted;

static void
interrupt (int number)
{
  interrupted = 1;
}

typedef struct
{
  const GhCommon *common;
  bool on_terminal;
  gint64 began, last; /* first and last question, in microseconds; 0: not yet */
  gint64 next_line;   /* when people are told again */
} Watch;

/* A terminal redraws its line; elsewhere each one stays. */
static gint64
between_lines (const Watch *watch)
{
  return watch->on_terminal ? 200000 : 5000000;
}

static void
show_progress (Watch *watch, const GhProgress *progress)
{
  g_autofree char *line = NULL;
  if (watch->common->quiet || watch->last < watch->next_line)
    return;
  watch->next_line = watch->last + between_lines (watch);
  line = g_strdup_printf ("%.0f s: %d sessions without a place, cost %" G_GINT64_FORMAT,
                          (double)(watch->last - watch->began) / 1e6, progress->unplaced,
                          (gint64)progress->cost);
  if (watch->on_terminal)
    g_printerr ("\r%-70s", line);
  else
    g_printerr ("%s\n", line);
}

static bool
watch_search (const GhProgress *progress, gpointer data)
{
  Watch *watch = data;
  watch->last = g_get_monotonic_time ();
  if (watch->began == 0)
    {
      watch->began = watch->last;
      watch->next_line = watch->last + between_lines (watch);
    }
  if (progress->unplaced < INT32_MAX)
    show_progress (watch, progress);
  return interrupted == 0;
}

/* The trials of a pace tell nobody of their progress. */
static bool
is_uninterrupted (const GhProgress *progress, gpointer data)
{
  return interrupted == 0;
}

static int64_t
effort_for (const GhModel *model, const GhCommon *common)
{
  GhPlanOptions options = { .seed = (uint64_t)common->seed,
                            .threads = common->threads,
                            .may_go_on = is_uninterrupted };
  bool stopped;
  int64_t effort;
  if (common->effort > 0)
    return common->effort;
  effort = gh_pace_effort (model, &options, common->seconds > 0 ? common->seconds : USUAL_SECONDS,
                           &stopped);
  /* The programme so far is made again, whole. */
  if (stopped)
    interrupted = 0;
  return effort;
}

/* ---- telling the result ------------------------------------------------------------------ */

static void
tell_bound (const GhProgramme *programme)
{
  if (programme->n_unplaced > 0)
    return;
  if (programme->cost <= programme->bound)
    g_print ("no programme costs less: this is proved to be the best\n");
  else
    g_print ("no programme costs less than %" G_GINT64_FORMAT ": at most %" G_GINT64_FORMAT
             " could still be saved\n",
             (gint64)programme->bound, (gint64)(programme->cost - programme->bound));
}

static void
tell (const GhModel *model, const GhProgramme *programme, const GPtrArray *proofs,
      const char *draft)
{
  int n_placed = 0;
  for (int session = 0; session < model->n_sessions; session++)
    n_placed += gh_programme_is_placed (programme, session) && !model->sessions[session].reserve;
  g_print ("%d sessions have a place", n_placed);
  if (programme->n_unplaced > 0)
    g_print (", %d mandatory ones or speeches have none", programme->n_unplaced);
  g_print ("\n");
  for (int session = 0; session < model->n_sessions; session++)
    if (programme->why_unplaced[session] != NULL)
      g_print ("  %s%s: %s\n", model->sessions[session].id,
               model->sessions[session].optional ? " (optional)" : "",
               programme->why_unplaced[session]);
  for (guint entry = 0; entry < programme->complaints->len; entry++)
    g_print ("  %s\n", (const char *)programme->complaints->pdata[entry]);
  gh_command_tell_proofs (model, proofs);
  gh_command_tell_costs (programme);
  tell_bound (programme);
  if (proofs->len > 0)
    g_print ("gahunda explain looks for ways out\n");
  g_print ("draft in %s (open index.html)\n", draft);
}

static void
add_unplaced (JsonBuilder *builder, const GhModel *model, const GhProgramme *programme)
{
  gh_json_begin_list (builder, "unplaced");
  for (int session = 0; session < model->n_sessions; session++)
    if (programme->why_unplaced[session] != NULL)
      {
        json_builder_begin_object (builder);
        gh_json_text (builder, "session", model->sessions[session].id);
        gh_json_flag (builder, "optional", model->sessions[session].optional);
        gh_json_text (builder, "because", programme->why_unplaced[session]);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static void
tell_json (const GhModel *model, const GhProgramme *programme, const GPtrArray *proofs,
           const char *draft)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_text (builder, "draft", draft);
  gh_json_number (builder, "missing", programme->n_unplaced);
  add_unplaced (builder, model, programme);
  gh_json_begin_list (builder, "complaints");
  for (guint entry = 0; entry < programme->complaints->len; entry++)
    json_builder_add_string_value (builder, programme->complaints->pdata[entry]);
  json_builder_end_array (builder);
  gh_json_number (builder, "cost", programme->cost);
  gh_json_number (builder, "bound", programme->bound);
  gh_json_add_costs (builder, "costs", programme->costs);
  gh_json_add_proofs (builder, model, proofs);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

/* ---- the command ------------------------------------------------------------------------- */

static bool
write_draft (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
             const char *draft, GError **error)
{
  g_autoptr (GhFolder) folder = gh_folder_new ();
  gh_output_tables (folder, model, programme, making);
  gh_output_pages (folder, model, programme, making);
  return gh_output_manifest (folder, model, programme, making, error)
         && gh_folder_write (folder, draft, making->last, true, error);
}

/* For somebody who stands in the conference's folder: what the folder is called is no part of what
 * was made, and must not change its bytes. */
static char *
exact_command (const GhCommon *common, const char *at, int64_t effort)
{
  return g_strdup_printf ("gahunda plan . --afresh --effort %" G_GINT64_FORMAT
                          " --seed %" G_GINT64_FORMAT " --threads %d --at %s%s",
                          (gint64)effort, common->seed, common->threads, at,
                          interrupted ? "  # stopped early: this exact programme cannot be repeated"
                                      : "");
}

static int
plan_and_write (const GhModel *model, const GhCommon *common, const char *folder, const char *at)
{
  Watch watch = { .common = common, .on_terminal = isatty (STDERR_FILENO) };
  GhPlanOptions options = { .seed = (uint64_t)common->seed,
                            .threads = common->threads,
                            .may_go_on = watch_search,
                            .data = &watch };
  int last_revision = gh_last_revision (folder);
  g_autofree char *last = last_revision > 0 ? gh_revision_path (folder, last_revision) : NULL;
  g_autofree char *draft = gh_draft_path (folder);
  g_autofree char *command = NULL;
  g_autoptr (GhProgramme) programme = NULL;
  g_autoptr (GPtrArray) proofs = gh_prove_early (model);
  g_autoptr (GError) error = NULL;
  GhMaking making;

  options.effort = effort_for (model, common);
  programme = gh_plan (model, &options);
  if (watch.on_terminal && !common->quiet)
    g_printerr ("\r%-70s\r", "");
  if (programme->n_unplaced > 0 && proofs->len == 0)
    {
      g_ptr_array_unref (proofs);
      proofs = gh_prove_clash (model);
    }
  programme->bound = gh_bound (model);
  command = exact_command (common, at, options.effort);
  making = (GhMaking){
    .version = GAHUNDA_VERSION,
    .command = command,
    .at = at,
    .seed = options.seed,
    .threads = options.threads,
    .effort = options.effort,
    .conference_folder = folder,
    .sheets = gh_sheet_names (),
    .last = last,
  };
  if (!write_draft (model, programme, &making, draft, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (common->json)
    tell_json (model, programme, proofs, draft);
  else
    tell (model, programme, proofs, draft);
  if (programme->n_unplaced == 0)
    return GH_EXIT_DONE;
  return proofs->len > 0 ? GH_EXIT_IMPOSSIBLE : GH_EXIT_INCOMPLETE;
}

static int
run (int argc, char **argv)
{
  gboolean afresh = false;
  const GOptionEntry entries[] = { { "afresh", 0, 0, G_OPTION_ARG_NONE, &afresh,
                                     "Plan from scratch although there is a revision", NULL },
                                   G_OPTION_ENTRY_NULL };
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  g_autofree char *at = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_plan, &argc, &argv, entries, 1, 1, &common, &exit))
    return exit;
  if (gh_last_revision (argv[1]) > 0 && !afresh)
    return gh_fail (GH_EXIT_ATTENTION,
                    "%s has a published revision, and people have booked around it; --afresh "
                    "plans from scratch all the same",
                    argv[1]);
  model = gh_command_read (&common, argv[1], &exit);
  if (model == NULL)
    return exit;
  at = gh_command_at (&common, model, &exit);
  if (at == NULL)
    return exit;
  signal (SIGINT, interrupt);
  signal (SIGTERM, interrupt);
  return plan_and_write (model, &common, argv[1], at);
}

const GhCommand gh_command_plan = {
  .name = "plan",
  .arguments = "DIR",
  .help = "Make a draft of the programme",
  .example = "gahunda plan my-conference --time 10 --seed 1",
  .run = run,
};
