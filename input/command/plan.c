#include "input/command/command.h"
#include "input/sheets/sheets.h"
#include "output/output.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Seconds that the search runs when nobody says how long. */
#define USUAL_SECONDS 10
/* Part of the time that goes into finding out how fast this machine is, and seconds of it at most.
 */
#define CALIBRATION 0.1
#define LONGEST_CALIBRATION 1.0

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
  gint64 began; /* microseconds; 0: not yet */
  gint64 until; /* 0: no matter how long */
  gint64 next_line;
  int64_t first_steps;
  int64_t steps; /* over all threads */
  gint64 last;
} Watch;

static void
show_progress (Watch *watch, const GhProgress *progress)
{
  g_autofree char *line = NULL;
  if (watch->common->quiet || watch->until != 0 || watch->last < watch->next_line)
    return;
  watch->next_line = watch->last + (watch->on_terminal ? 200000 : 5000000);
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
      watch->first_steps = progress->steps;
      watch->next_line = watch->last + (watch->on_terminal ? 0 : 5000000);
    }
  watch->steps = progress->steps;
  if (progress->unplaced < INT32_MAX)
    show_progress (watch, progress);
  return interrupted == 0 && (watch->until == 0 || watch->last < watch->until);
}

/* Turns seconds into an effort, by what this machine does in a small part of them. */
static int64_t
effort_for (const GhModel *model, const GhCommon *common, double seconds)
{
  double trial = MIN (seconds * CALIBRATION, LONGEST_CALIBRATION);
  Watch watch = { .common = common };
  GhPlanOptions options = { .seed = (uint64_t)common->seed,
                            .threads = common->threads,
                            .effort = INT64_MAX / 1024,
                            .may_go_on = watch_search,
                            .data = &watch };
  g_autoptr (GhProgramme) programme = NULL;
  double took;

  watch.until = g_get_monotonic_time () + (gint64)(trial * 1e6);
  programme = gh_plan (model, &options);
  took = MAX (1e-3, (double)(watch.last - watch.began) / 1e6);
  return MAX (1000, (int64_t)((seconds - trial) / took * (double)(watch.steps - watch.first_steps)
                              / common->threads));
}

/* ---- telling the result ------------------------------------------------------------------ */

static void
tell_costs (const GhProgramme *programme)
{
  g_print ("cost %" G_GINT64_FORMAT "\n", (gint64)programme->cost);
  for (int rule = 0; rule < programme->n_rules; rule++)
    if (programme->costs[rule].units != 0)
      g_print ("  %-15s %8" G_GINT64_FORMAT "  (%" G_GINT64_FORMAT " %s)\n",
               gh_rule_info (rule)->name, (gint64)programme->costs[rule].cost,
               (gint64)programme->costs[rule].units, gh_rule_info (rule)->unit);
}

static void
tell (const GhModel *model, const GhProgramme *programme, const char *draft)
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
  tell_costs (programme);
  g_print ("draft in %s (open index.html)\n", draft);
}

static void
add_unplaced (JsonBuilder *builder, const GhModel *model, const GhProgramme *programme)
{
  json_builder_set_member_name (builder, "unplaced");
  json_builder_begin_array (builder);
  for (int session = 0; session < model->n_sessions; session++)
    if (programme->why_unplaced[session] != NULL)
      {
        json_builder_begin_object (builder);
        json_builder_set_member_name (builder, "session");
        json_builder_add_string_value (builder, model->sessions[session].id);
        json_builder_set_member_name (builder, "optional");
        json_builder_add_boolean_value (builder, model->sessions[session].optional);
        json_builder_set_member_name (builder, "because");
        json_builder_add_string_value (builder, programme->why_unplaced[session]);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static void
tell_json (const GhModel *model, const GhProgramme *programme, const char *draft)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "draft");
  json_builder_add_string_value (builder, draft);
  json_builder_set_member_name (builder, "missing");
  json_builder_add_int_value (builder, programme->n_unplaced);
  json_builder_set_member_name (builder, "cost");
  json_builder_add_int_value (builder, programme->cost);
  json_builder_set_member_name (builder, "costs");
  json_builder_begin_object (builder);
  for (int rule = 0; rule < programme->n_rules; rule++)
    if (gh_rule_info (rule)->unit != NULL)
      {
        json_builder_set_member_name (builder, gh_rule_info (rule)->name);
        json_builder_add_int_value (builder, programme->costs[rule].cost);
      }
  json_builder_end_object (builder);
  add_unplaced (builder, model, programme);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, true);
  g_print ("%s\n", text);
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

static char *
exact_command (const GhCommon *common, const char *folder, const char *at, int64_t effort)
{
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *quoted = g_shell_quote (name);
  /* A name that needs no quotes goes without, so that people read it more easily. */
  return g_strdup_printf ("gahunda plan %s --afresh --effort %" G_GINT64_FORMAT
                          " --seed %" G_GINT64_FORMAT " --threads %d --at %s%s",
                          strpbrk (name, " '\"\\$&;()<>|*?[]#~!`") == NULL ? name : quoted,
                          (gint64)effort, common->seed, common->threads, at,
                          interrupted ? "  (stopped early: the exact programme cannot be repeated)"
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
  g_autoptr (GError) error = NULL;
  GhMaking making;

  options.effort =
      common->effort > 0
          ? common->effort
          : effort_for (model, common, common->seconds > 0 ? common->seconds : USUAL_SECONDS);
  programme = gh_plan (model, &options);
  if (watch.on_terminal && !common->quiet)
    g_printerr ("\r%-70s\r", "");
  command = exact_command (common, folder, at, options.effort);
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
    tell_json (model, programme, draft);
  else
    tell (model, programme, draft);
  return programme->n_unplaced == 0 ? GH_EXIT_DONE : GH_EXIT_INCOMPLETE;
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
