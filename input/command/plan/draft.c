#include "input/command/plan/draft.h"
#include "input/command/term.h"

#include <signal.h>
#include <unistd.h>

/* ---- watching a search ------------------------------------------------------------------- */

static volatile sig_atomic_t interrupted;

static void
interrupt (int number)
{
  interrupted = 1;
}

/* A terminal redraws its line; elsewhere each one stays. */
static gint64
between_lines (const GhWatch *watch)
{
  return watch->on_terminal ? 200000 : 5000000;
}

/* "12 s: 0 without a place, cost 35615, bound 20028, 1234k moves/s, 8 s left"; what is not known is
 * left out.  It fits a line of a terminal.  The caller frees it. */
static char *
progress_line (const GhWatch *watch, const GhProgress *progress)
{
  double seconds = (double)(watch->last - watch->began) / 1e6;
  double searched = (double)(watch->last - watch->leg_began) / 1e6;
  double speed = (double)(progress->steps - watch->leg_steps) / MAX (searched, 0.001);
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%.0f s: %d without a place, cost %" G_GINT64_FORMAT, seconds,
                          progress->unplaced, (gint64)progress->cost);
  if (watch->bound > 0)
    g_string_append_printf (line, ", bound %" G_GINT64_FORMAT, (gint64)watch->bound);
  g_string_append_printf (line, ", %.0fk moves/s", speed / 1000);
  if (watch->steps > progress->steps && speed > 0)
    g_string_append_printf (line, ", %.0f s left",
                            (double)(watch->steps - progress->steps) / speed);
  return g_string_free (line, false);
}

static void
show_progress (GhWatch *watch, const GhProgress *progress)
{
  g_autofree char *line = NULL;
  if (watch->common->quiet || watch->last < watch->next_line)
    return;
  watch->next_line = watch->last + between_lines (watch);
  line = progress_line (watch, progress);
  if (watch->on_terminal)
    gh_term_redraw (line);
  else
    g_printerr ("%s\n", line);
}

bool
gh_watch_search (const GhProgress *progress, gpointer data)
{
  GhWatch *watch = data;
  watch->last = g_get_monotonic_time ();
  /* Re-planning searches several times: each counts its steps from nothing. */
  if (watch->began == 0 || progress->steps < watch->last_steps)
    {
      watch->leg_began = watch->last;
      watch->leg_steps = progress->steps;
    }
  watch->last_steps = progress->steps;
  if (watch->began == 0)
    {
      watch->began = watch->last;
      watch->next_line = watch->last + between_lines (watch);
    }
  if (progress->unplaced < INT32_MAX)
    show_progress (watch, progress);
  return interrupted == 0;
}

GhWatch
gh_watch_new (const GhCommon *common)
{
  return (GhWatch){ .common = common, .on_terminal = isatty (STDERR_FILENO) };
}

void
gh_watch_end (const GhWatch *watch)
{
  if (watch->on_terminal && !watch->common->quiet)
    gh_term_redraw ("");
}

void
gh_interrupt_gently (void)
{
  signal (SIGINT, interrupt);
  signal (SIGTERM, interrupt);
}

bool
gh_is_interrupted (void)
{
  return interrupted != 0;
}

void
gh_forget_interruption (void)
{
  interrupted = 0;
}

/* ---- telling the result ------------------------------------------------------------------ */

static void
tell_bound (const GhProgramme *programme)
{
  if (programme->n_unplaced > 0 || programme->bound == 0)
    return;
  if (programme->cost <= programme->bound)
    g_print ("no programme costs less: this is proved to be the best\n");
  else
    g_print ("no programme costs less than %" G_GINT64_FORMAT ": at most %" G_GINT64_FORMAT
             " could still be saved\n",
             (gint64)programme->bound, (gint64)(programme->cost - programme->bound));
}

void
gh_draft_tell (const GhModel *model, const GhProgramme *programme, const GPtrArray *proofs)
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

void
gh_draft_add (JsonBuilder *builder, const GhModel *model, const GhProgramme *programme,
              const GPtrArray *proofs, const char *draft)
{
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
}

/* ---- the draft --------------------------------------------------------------------------- */

bool
gh_draft_write (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
                const char *draft, GError **error)
{
  g_autoptr (GhFolder) folder = gh_folder_new ();
  gh_output_tables (folder, model, programme, making);
  gh_output_pages (folder, model, programme, making);
  gh_output_exports (folder, model, programme, making);
  return gh_output_manifest (folder, model, programme, making, error)
         && gh_folder_write (folder, draft, making->last, true, error);
}

int
gh_draft_exit (const GhProgramme *programme, const GPtrArray *proofs)
{
  if (programme->n_unplaced == 0)
    return GH_EXIT_DONE;
  return proofs->len > 0 ? GH_EXIT_IMPOSSIBLE : GH_EXIT_INCOMPLETE;
}
