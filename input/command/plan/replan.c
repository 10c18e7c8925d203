#include "input/command/plan/draft.h"
#include "input/command/lock.h"
#include "input/sheets/sheets.h"

#include <string.h>

/* Steps for a second that somebody gives, and the seconds that a search takes when nobody says how
 * long.  The proof, which comes first, is counted in conflicts. */
#define STEPS_A_SECOND 50000
#define USUAL_SECONDS 4

typedef struct
{
  char *keep, *free_them; /* ids with commas between them, or NULL */
  char *least, *as;       /* or NULL */
  gint64 slack;
  gboolean dry_run;
} Wanted;

typedef struct
{
  const GhCommon *common;
  const Wanted *wanted;
  GhModel *model;
  const char *folder; /* of the conference */
  char **sheets;      /* its files, and their hashes before they were read */
  char **hashes;
  const char *at;
  char *last; /* the last revision */
} Replanning;

/* ---- what is asked for ------------------------------------------------------------------- */

/* The sessions of a list of ids; NULL with *EXIT, once told, for an unknown one. */
static GhBits *
read_sessions (const GhModel *model, const char *list, int *exit)
{
  g_autoptr (GhBits) sessions = gh_bits_new (model->n_sessions);
  g_auto (GStrv) ids = g_strsplit (list != NULL ? list : "", ",", -1);

  for (int at = 0; ids[at] != NULL; at++)
    {
      int session = gh_command_find_session (model, g_strstrip (ids[at]), exit);
      if (session < 0)
        return NULL;
      gh_bits_add (sessions, session);
    }
  return g_steal_pointer (&sessions);
}

static bool
read_least (const Wanted *wanted, bool *counts_sessions, int *exit)
{
  *counts_sessions = g_strcmp0 (wanted->least, "sessions") == 0;
  if (wanted->least == NULL || *counts_sessions || strcmp (wanted->least, "people") == 0)
    return true;
  *exit =
      gh_fail (GH_EXIT_ATTENTION, "--least takes people or sessions, not \"%s\"", wanted->least);
  return false;
}

static bool
is_good_slack (int64_t slack, int *exit)
{
  if (slack >= 0)
    return true;
  *exit = gh_fail (GH_EXIT_ATTENTION, "--slack takes how many more may be moved, 0 or more");
  return false;
}

/* ---- the past ---------------------------------------------------------------------------- */

/* Back to another revision: what is neither begun nor frozen is to be where that has it, if it is
 * not too late for that. */
static bool
go_back (GhPast *past, const GhModel *model, const char *folder, const char *which, int *exit)
{
  g_autofree char *path = gh_command_which (folder, which, exit);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPast) then = path != NULL ? gh_output_past (path, model, &error) : NULL;

  if (path == NULL)
    return false;
  if (then == NULL)
    {
      *exit = gh_fail (GH_EXIT_FILES, "%s", error->message);
      return false;
    }
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhHad *had = &past->sessions[session];
      GhHad *wanted = &then->sessions[session];
      GArray *teams = had->teams;
      if (had->has_begun || had->keeps_start
          || (wanted->start != GH_NEVER && !gh_past_allows_start (model, session, wanted->start)))
        continue;
      wanted->people = MAX (wanted->people, had->people);
      *had = *wanted;
      wanted->teams = teams;
    }
  return true;
}

/* Fills model->past; false with *EXIT. */
static bool
read_past (Replanning *this, bool counts_sessions, int *exit)
{
  g_autoptr (GhBits) kept = read_sessions (this->model, this->wanted->keep, exit);
  g_autoptr (GhBits) freed =
      kept != NULL ? read_sessions (this->model, this->wanted->free_them, exit) : NULL;
  g_autoptr (GError) error = NULL;
  GhPast *past;

  if (freed == NULL)
    return false;
  GH_BITS_EACH (kept, session)
    if (gh_bits_has (freed, session))
      {
        *exit = gh_fail (GH_EXIT_ATTENTION, "--keep and --free both name %s; leave one of them out",
                         this->model->sessions[session].id);
        return false;
      }
  past = gh_output_past (this->last, this->model, &error);
  if (past == NULL)
    {
      *exit = gh_fail (GH_EXIT_FILES, "%s", error->message);
      return false;
    }
  past->now = gh_command_minute (this->model, this->at);
  past->counts_sessions = counts_sessions;
  this->model->past = past;
  gh_past_settle (this->model, kept, freed);
  if (this->wanted->as == NULL)
    return true;
  if (!go_back (past, this->model, this->folder, this->wanted->as, exit))
    return false;
  gh_past_settle (this->model, kept, freed);
  return true;
}

/* ---- the programme ----------------------------------------------------------------------- */

static bool
asks_for_nothing (const Wanted *wanted)
{
  return wanted->keep == NULL && wanted->free_them == NULL && wanted->as == NULL
         && wanted->slack == 0;
}

/* The last revision, if today's sheets are those that it was made of, and it is complete. */
static GhProgramme *
read_unchanged (const Replanning *this, bool counts_sessions)
{
  g_auto (GStrv) sheets = gh_sheet_files (this->folder);
  g_autoptr (GhProgramme) programme = NULL;

  if (!asks_for_nothing (this->wanted))
    return NULL;
  programme =
      gh_output_read (this->last, this->model, this->folder, (const char *const *)sheets, NULL);
  if (programme == NULL || programme->n_unplaced > 0)
    return NULL;
  g_free (programme->certificate);
  programme->certificate = g_new0 (GhCertificate, 1);
  programme->certificate->counts_sessions = counts_sessions;
  programme->certificate->moved.is_proved = programme->certificate->rooms.is_proved = true;
  return g_steal_pointer (&programme);
}

static int64_t
effort_of (const GhCommon *common)
{
  double seconds = common->seconds > 0 ? common->seconds : USUAL_SECONDS;
  return common->effort > 0 ? common->effort
                            : (int64_t)(CLAMP (seconds, 0.01, 1e6) * STEPS_A_SECOND);
}

static GhProgramme *
replan (const Replanning *this, int64_t effort)
{
  GhWatch watch = gh_watch_new (this->common);
  GhPlanOptions options = { .seed = (uint64_t)this->common->seed,
                            .threads = this->common->threads,
                            .effort = effort,
                            .may_go_on = gh_watch_search,
                            .data = &watch };
  GhProgramme *programme = gh_replan (this->model, &options, this->wanted->slack);

  gh_watch_end (&watch);
  return programme;
}

/* ---- telling ----------------------------------------------------------------------------- */

static void
tell_disturbance (const GhCertificate *certificate, const GhDisturbance *disturbance,
                  const char *one, const char *many)
{
  const char *unit = certificate->counts_sessions ? "sessions counted" : "people";

  if (disturbance->sessions == 0 && disturbance->is_proved)
    {
      g_print ("nothing %s\n", one);
      return;
    }
  g_print ("%d session%s %s, %" G_GINT64_FORMAT " %s", disturbance->sessions,
           disturbance->sessions == 1 ? "" : "s", disturbance->sessions == 1 ? one : many,
           (gint64)disturbance->price, unit);
  if (disturbance->is_proved)
    g_print (": proved least\n");
  else
    g_print (": at least %" G_GINT64_FORMAT " is proved\n", (gint64)disturbance->bound);
}

static void
tell_slack (const GhProgramme *programme)
{
  const GhCertificate *certificate = programme->certificate;
  int64_t more = certificate->moved.price - certificate->moved_without;
  int64_t saved = certificate->cost_without - programme->cost;

  g_print ("with %" G_GINT64_FORMAT " more to be moved ", (gint64)certificate->slack);
  if (saved <= 0)
    {
      g_print ("nothing better was found\n");
      return;
    }
  g_print ("%" G_GINT64_FORMAT " more are, and the cost is %" G_GINT64_FORMAT
           "; with the least change it would be %" G_GINT64_FORMAT,
           (gint64)more, (gint64)programme->cost, (gint64)certificate->cost_without);
  if (more > 0)
    g_print (": each of them saves %" G_GINT64_FORMAT, (gint64)(saved / more));
  g_print ("\n");
}

static void
tell_released (const GhModel *model)
{
  static const char *const says[] = {
    [GH_LEAVE_SHEETS] = "frozen, but the sheets give it another start or room",
    [GH_LEAVE_NAMED] = "frozen, but --free names it",
    [GH_LEAVE_RULE] = "frozen, but may not stay where it is under today's sheets",
  };

  for (int session = 0; session < model->n_sessions; session++)
    if (gh_leave (model, session) != GH_LEAVE_NONE)
      g_print ("%s: %s\n", says[gh_leave (model, session)], model->sessions[session].id);
}

static void
tell_changes (const Replanning *this, const GhProgramme *programme)
{
  const GhModel *model = this->model;
  tell_released (model);
  tell_disturbance (programme->certificate, &programme->certificate->moved, "moved", "moved");
  tell_disturbance (programme->certificate, &programme->certificate->rooms, "changed only its room",
                    "changed only their rooms");
  if (programme->certificate->covers > 0)
    g_print ("%d covers changed although their session did not\n", programme->certificate->covers);
  if (programme->certificate->slack > 0)
    tell_slack (programme);
  for (int session = 0; session < model->n_sessions; session++)
    if (programme->why_changed[session] != NULL && programme->why_changed[session][0] != '\0')
      g_print ("  %s: %s\n", model->sessions[session].id, programme->why_changed[session]);
}

static void
add_disturbance (JsonBuilder *builder, const char *name, const GhDisturbance *disturbance)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  gh_json_number (builder, "sessions", disturbance->sessions);
  gh_json_number (builder, "counted", disturbance->price);
  gh_json_number (builder, "bound", disturbance->bound);
  gh_json_flag (builder, "proved", disturbance->is_proved);
  json_builder_end_object (builder);
}

static void
add_changes (const Replanning *this, const GhProgramme *programme, JsonBuilder *builder)
{
  const GhModel *model = this->model;

  gh_json_begin_list (builder, "released");
  for (int session = 0; session < model->n_sessions; session++)
    if (gh_leave (model, session) != GH_LEAVE_NONE)
      json_builder_add_string_value (builder, model->sessions[session].id);
  json_builder_end_array (builder);
  add_disturbance (builder, "moved", &programme->certificate->moved);
  add_disturbance (builder, "rooms", &programme->certificate->rooms);
  gh_json_number (builder, "covers", programme->certificate->covers);
  gh_json_number (builder, "slack", programme->certificate->slack);
  gh_json_number (builder, "counted_without_slack", programme->certificate->moved_without);
  gh_json_number (builder, "cost_without_slack", programme->certificate->cost_without);
  gh_json_begin_list (builder, "changed");
  for (int session = 0; session < model->n_sessions; session++)
    if (programme->why_changed[session] != NULL)
      {
        json_builder_begin_object (builder);
        gh_json_text (builder, "session", model->sessions[session].id);
        gh_json_text (builder, "because", programme->why_changed[session]);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static void
tell_json (const Replanning *this, const GhProgramme *programme, const GPtrArray *proofs,
           const char *draft)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_changes (this, programme, builder);
  gh_draft_add (builder, this->model, programme, proofs, draft);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

/* ---- the command ------------------------------------------------------------------------- */

/* Why some mandatory session has no place: what is plain, then what clashed while the least change
 * was looked for, then what any search finds hardest. */
static GPtrArray *
prove (const GhModel *model, const GhProgramme *programme)
{
  const GhCertificate *found = programme->certificate;
  g_autoptr (GPtrArray) proofs = NULL;

  if (programme->n_unplaced == 0)
    return g_ptr_array_new ();
  proofs = gh_prove_early (model);
  if (proofs->len == 0 && found != NULL && found->clash != NULL)
    {
      g_ptr_array_unref (proofs);
      proofs = gh_prove_among (model, found->clash);
    }
  return proofs->len > 0 ? g_steal_pointer (&proofs) : gh_prove_clash (model, NULL);
}

static char *
exact_command (const Replanning *this, int64_t effort)
{
  const Wanted *wanted = this->wanted;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "gahunda replan . --effort %" G_GINT64_FORMAT " --seed %" G_GINT64_FORMAT
                          " --threads %d --at %s",
                          (gint64)effort, this->common->seed, this->common->threads, this->at);
  if (wanted->keep != NULL)
    g_string_append_printf (text, " --keep %s", wanted->keep);
  if (wanted->free_them != NULL)
    g_string_append_printf (text, " --free %s", wanted->free_them);
  if (wanted->least != NULL)
    g_string_append_printf (text, " --least %s", wanted->least);
  if (wanted->as != NULL)
    g_string_append_printf (text, " --as %s", wanted->as);
  if (wanted->slack > 0)
    g_string_append_printf (text, " --slack %" G_GINT64_FORMAT, wanted->slack);
  if (gh_is_interrupted ())
    g_string_append (text, "  # stopped early: this exact programme cannot be repeated");
  return g_string_free (text, false);
}

/* UNCHANGED: the last revision, where that is what it comes to; or NULL.  Taken over. */
static int
replan_and_write (Replanning *this, GhProgramme *unchanged)
{
  int64_t effort = effort_of (this->common);
  g_autoptr (GhProgramme) programme = unchanged != NULL ? unchanged : replan (this, effort);
  g_autoptr (GPtrArray) proofs = prove (this->model, programme);
  g_autofree char *command = exact_command (this, effort);
  g_autofree char *draft = gh_draft_path (this->folder);
  g_autoptr (GError) error = NULL;
  GhMaking making = {
    .version = GAHUNDA_VERSION,
    .command = command,
    .at = this->at,
    .seed = (uint64_t)this->common->seed,
    .threads = this->common->threads,
    .effort = effort,
    .conference_folder = this->folder,
    .sheets = (const char *const *)this->sheets,
    .hashes = (const char *const *)this->hashes,
    .last = this->last,
  };

  if (!this->wanted->dry_run && !gh_draft_write (this->model, programme, &making, draft, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (this->common->json)
    tell_json (this, programme, proofs, this->wanted->dry_run ? "" : draft);
  else
    {
      tell_changes (this, programme);
      if (unchanged == NULL)
        gh_draft_tell (this->model, programme, proofs);
      if (this->wanted->dry_run)
        g_print ("nothing was written\n");
      else
        g_print ("draft in %s (open index.html)\n", draft);
    }
  return gh_draft_exit (programme, proofs);
}

static int
run_on (Replanning *this, const char *folder)
{
  g_autofree char *at = NULL;
  int revision = gh_last_revision (folder);
  GhProgramme *unchanged;
  bool counts_sessions;
  int exit;

  this->folder = folder;
  if (revision == 0)
    return gh_fail (GH_EXIT_ATTENTION,
                    "%s has no published revision yet: gahunda plan makes a programme", folder);
  this->last = gh_revision_path (folder, revision);
  this->sheets = gh_sheet_files (folder);
  this->hashes = gh_sheet_hashes (folder, (const char *const *)this->sheets);
  this->model = gh_command_read (this->common, folder, &exit);
  if (this->model == NULL)
    return exit;
  this->at = at = gh_command_at (this->common, this->model, &exit);
  if (at == NULL || !read_least (this->wanted, &counts_sessions, &exit)
      || !is_good_slack (this->wanted->slack, &exit))
    return exit;
  unchanged = read_unchanged (this, counts_sessions);
  if (unchanged == NULL && !read_past (this, counts_sessions, &exit))
    return exit;
  gh_interrupt_gently ();
  return replan_and_write (this, unchanged);
}

static int
run (int argc, char **argv)
{
  Wanted wanted = { 0 };
  const GOptionEntry entries[] = {
    { "keep", 0, 0, G_OPTION_ARG_STRING, &wanted.keep, "These stay where they are", "SESSION,..." },
    { "free", 0, 0, G_OPTION_ARG_STRING, &wanted.free_them, "These may move although frozen",
      "SESSION,..." },
    { "least", 0, 0, G_OPTION_ARG_STRING, &wanted.least, "What to change least: people",
      "people|sessions" },
    { "slack", 0, 0, G_OPTION_ARG_INT64, &wanted.slack,
      "So many more people may be moved for a better programme", "N" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &wanted.as, "Go back to the programme of this one",
      "REVISION" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &wanted.dry_run, "Tell the price and write nothing",
      NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto (GhCommon) common = { 0 };
  g_auto (GhLock) lock = { 0 };
  Replanning this = { .common = &common, .wanted = &wanted };
  int exit = GH_EXIT_ATTENTION;

  if (gh_command_parse (&gh_command_replan, &argc, &argv, entries, 1, 1, &common, &exit)
      && (wanted.dry_run || gh_lock_take (&lock, argv[1], &exit)))
    exit = run_on (&this, argv[1]);
  if (this.model != NULL)
    gh_past_free (this.model->past);
  gh_model_free (this.model);
  g_strfreev (this.sheets);
  g_strfreev (this.hashes);
  g_free (this.last);
  g_free (wanted.keep);
  g_free (wanted.free_them);
  g_free (wanted.least);
  g_free (wanted.as);
  return exit;
}

const GhCommand gh_command_replan = {
  .name = "replan",
  .arguments = "DIR",
  .help = "Change the last revision as little as today's sheets allow",
  .example = "gahunda replan my-conference --at 2022-06-08T18:00",
  .run = run,
};
