#include "input/command/plan/draft.h"
#include "input/command/lock.h"
#include "input/command/plan/pace.h"
#include "input/sheets/sheets.h"

/* Seconds that the search runs when nobody says how long. */
#define USUAL_SECONDS 10

/* Of a day, where no hours are given. */
#define EARLIEST (7 * 60)
#define LATEST (22 * 60)

/* The trials of a pace tell nobody of their progress. */
static bool
is_uninterrupted (const GhProgress *progress, gpointer data)
{
  return !gh_is_interrupted ();
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
    gh_forget_interruption ();
  return effort;
}

/* For somebody who stands in the conference's folder: what the folder is called is no part of what
 * was made, and must not change its bytes. */
static char *
exact_command (const GhCommon *common, const char *at, int64_t effort)
{
  return g_strdup_printf (
      "gahunda plan . --afresh --effort %" G_GINT64_FORMAT " --seed %" G_GINT64_FORMAT
      " --threads %d --at %s%s",
      (gint64)effort, common->seed, common->threads, at,
      gh_is_interrupted () ? "  # stopped early: this exact programme cannot be repeated" : "");
}

static void
tell_json (const GhModel *model, const GhProgramme *programme, const GPtrArray *proofs,
           const char *draft)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_draft_add (builder, model, programme, proofs, draft);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

/* Nobody asked for it to be then. */
static bool
is_by_night (const GhModel *model, const GhProgramme *programme, int session)
{
  const GhSession *this = &model->sessions[session];
  int start = programme->placements[session].start % GH_DAY;
  bool is_free = this->fixed_start == GH_NEVER && this->pinned_start == GH_NEVER
                 && this->pattern < 0 && gh_times_is_always (this->window);

  return gh_programme_is_placed (programme, session) && is_free && !this->reserve
         && (start < EARLIEST || start + this->minutes > LATEST);
}

/* Without hours of the conference the whole day is as good, which few mean. */
static void
tell_nights (const GhCommon *common, const GhModel *model, const GhProgramme *programme)
{
  int n = 0;

  for (int session = 0; session < model->n_sessions; session++)
    n += is_by_night (model, programme, session);
  if (n > 0 && model->conference.hours_source.sheet == NULL)
    gh_say (common,
            "%d %s before 07:00 or after 22:00, because the sheet conference has no hours: a row "
            "like hours,08:00-18:00 keeps sessions within them",
            n, n == 1 ? "session is held" : "sessions are held");
}

static int
plan_and_write (const GhModel *model, const GhCommon *common, const char *folder, const char *at,
                char *const *sheets, char *const *hashes)
{
  GhWatch watch = gh_watch_new (common);
  GhPlanOptions options = { .seed = (uint64_t)common->seed,
                            .threads = common->threads,
                            .may_go_on = gh_watch_search,
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
  watch.steps = options.effort * options.threads;
  watch.bound = gh_bound (model);
  programme = gh_plan (model, &options);
  gh_watch_end (&watch);
  if (programme->n_unplaced > 0 && proofs->len == 0)
    {
      g_ptr_array_unref (proofs);
      proofs = gh_prove_clash (model, NULL);
    }
  programme->bound = watch.bound;
  command = exact_command (common, at, options.effort);
  making = (GhMaking){
    .version = GAHUNDA_VERSION,
    .command = command,
    .at = at,
    .seed = options.seed,
    .threads = options.threads,
    .effort = options.effort,
    .conference_folder = folder,
    .sheets = (const char *const *)sheets,
    .hashes = (const char *const *)hashes,
    .last = last,
  };
  if (!gh_draft_write (model, programme, &making, draft, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (common->json)
    tell_json (model, programme, proofs, draft);
  else
    {
      gh_draft_tell (model, programme, proofs);
      tell_nights (common, model, programme);
      g_print ("draft in %s (open index.html)\n", draft);
    }
  return gh_draft_exit (programme, proofs);
}

static int
run (int argc, char **argv)
{
  gboolean afresh = false;
  const GOptionEntry entries[] = { { "afresh", 0, 0, G_OPTION_ARG_NONE, &afresh,
                                     "Plan from scratch although there is a revision", NULL },
                                   G_OPTION_ENTRY_NULL };
  g_auto (GhLock) lock = { 0 };
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  g_auto (GStrv) sheets = NULL;
  g_auto (GStrv) hashes = NULL;
  g_autofree char *at = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_plan, &argc, &argv, entries, 1, 1, &common, &exit))
    return exit;
  if (!gh_lock_take (&lock, argv[1], &exit))
    return exit;
  if (gh_last_revision (argv[1]) > 0 && !afresh)
    return gh_fail (GH_EXIT_ATTENTION,
                    "%s has a published revision, and people have booked around it: gahunda replan "
                    "%s changes it as little as can be; plan --afresh plans from scratch all the "
                    "same",
                    argv[1], argv[1]);
  sheets = gh_sheet_files (argv[1]);
  hashes = gh_sheet_hashes (argv[1], (const char *const *)sheets);
  model = gh_command_read (&common, argv[1], &exit);
  if (model == NULL)
    return exit;
  at = gh_command_at (&common, model, &exit);
  if (at == NULL)
    return exit;
  gh_interrupt_gently ();
  return plan_and_write (model, &common, argv[1], at, sheets, hashes);
}

const GhCommand gh_command_plan = {
  .name = "plan",
  .arguments = "DIR",
  .help = "Make a draft of the programme",
  .example = "gahunda plan my-conference --time 10 --seed 1",
  .run = run,
};
