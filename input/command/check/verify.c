#include "input/verify/verify.h"

#include "calendars/calendars.h"
#include "input/command/command.h"

/* ---- calendars, for a folder that may not know them -------------------------------------- */

static void
event_free (gpointer data)
{
  GhVerifyEvent *event = data;
  g_free (event->uid);
  g_free (event->summary);
  g_free (event->location);
  g_free (event->status);
  g_free (event);
}

/* Texts of events that have been checked: many calendars hold the same.  */
static GHashTable *sound_events;

static GPtrArray *
read_calendar (const char *path, const char *timezone, int first_day, GError **error)
{
  static const char *const statuses[] = { "CONFIRMED", "TENTATIVE", "CANCELLED" };
  g_autoptr (GPtrArray) events = gh_calendar_read (path, timezone, first_day, sound_events, error);
  GPtrArray *list;

  if (events == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (event_free);
  for (guint entry = 0; entry < events->len; entry++)
    {
      const GhReadEvent *from = events->pdata[entry];
      GhVerifyEvent *event = g_new0 (GhVerifyEvent, 1);
      event->uid = g_strdup (from->uid);
      event->start = from->start;
      event->end = from->end;
      event->summary = g_strdup (from->summary);
      event->location = g_strdup (from->location);
      event->status = g_strdup (statuses[from->status]);
      event->transparent = from->transparent;
      event->sequence = from->sequence;
      g_ptr_array_add (list, event);
    }
  return list;
}

static bool
read_busy (const char *path, const char *timezone, int first_day, int n_days, GArray *spans,
           char **sentence)
{
  g_autoptr (GhTimes) busy = gh_times_new ();
  bool is_understood = gh_calendar_read_busy (path, timezone, first_day, n_days, busy, sentence);
  for (int span = 0; span < busy->n_spans; span++)
    {
      g_array_append_val (spans, busy->spans[span].start);
      g_array_append_val (spans, busy->spans[span].end);
    }
  return is_understood;
}

/* ---- telling ----------------------------------------------------------------------------- */

static void
tell_texts (const char *what, const GPtrArray *texts)
{
  for (guint entry = 0; entry < texts->len; entry++)
    g_print ("%s: %s\n", what, (const char *)texts->pdata[entry]);
}

static void
tell (const GhVerdict *verdict, const char *folder)
{
  for (guint entry = 0; entry < verdict->findings->len; entry++)
    {
      const GhFinding *finding = verdict->findings->pdata[entry];
      g_print ("%s: %s\n", finding->rule, finding->sentence);
    }
  for (guint entry = 0; entry < verdict->notes->len; entry++)
    {
      const GhFinding *note = verdict->notes->pdata[entry];
      g_print ("note: %s: %s\n", note->rule, note->sentence);
    }
  tell_texts ("waiver", verdict->waivers);
  tell_texts ("unknown", verdict->unknowns);
  g_print ("%s: %d of %d sessions placed, %d mandatory without a place, %d calendars read, %u "
           "finding%s\n",
           folder, verdict->n_placed, verdict->n_sessions, verdict->n_unplaced,
           verdict->n_calendars, verdict->findings->len, verdict->findings->len == 1 ? "" : "s");
}

static void
add_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
  gh_json_begin_list (builder, name);
  for (guint entry = 0; entry < texts->len; entry++)
    json_builder_add_string_value (builder, texts->pdata[entry]);
  json_builder_end_array (builder);
}

static void
add_findings (JsonBuilder *builder, const char *name, const GPtrArray *findings)
{
  gh_json_begin_list (builder, name);
  for (guint entry = 0; entry < findings->len; entry++)
    {
      const GhFinding *finding = findings->pdata[entry];
      json_builder_begin_object (builder);
      gh_json_text (builder, "rule", finding->rule);
      gh_json_text (builder, "sentence", finding->sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
tell_json (const GhVerdict *verdict)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_findings (builder, "findings", verdict->findings);
  add_findings (builder, "notes", verdict->notes);
  add_texts (builder, "waivers", verdict->waivers);
  add_texts (builder, "unknowns", verdict->unknowns);
  gh_json_number (builder, "sessions", verdict->n_sessions);
  gh_json_number (builder, "placed", verdict->n_placed);
  gh_json_number (builder, "unplaced", verdict->n_unplaced);
  gh_json_number (builder, "calendars", verdict->n_calendars);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

/* ---- the command ------------------------------------------------------------------------- */

static int
run (int argc, char **argv)
{
  g_auto (GhCommon) common = { 0 };
  g_autofree char *folder = NULL;
  g_autoptr (GhVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_verify, &argc, &argv, NULL, 1, 2, &common, &exit))
    return exit;
  folder = gh_command_which (argv[1], argc > 2 ? argv[2] : NULL, &exit);
  if (folder == NULL)
    return exit;
  sound_events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  verdict = gh_verify (argv[1], folder, read_calendar, read_busy, &error);
  g_hash_table_unref (sound_events);
  if (verdict == NULL)
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (common.json)
    tell_json (verdict);
  else
    tell (verdict, folder);
  return verdict->findings->len > 0 || verdict->n_unplaced > 0 ? GH_EXIT_INCOMPLETE : GH_EXIT_DONE;
}

const GhCommand gh_command_verify = {
  .name = "verify",
  .arguments = "DIR [REVISION]",
  .help = "Check the draft or a revision from the sheets and files alone",
  .example = "gahunda verify my-conference 0001",
  .run = run,
};
