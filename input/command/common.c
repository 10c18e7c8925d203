#include "calendars/calendars.h"
#include "input/command/command.h"
#include "input/sheets/sheets.h"

#include <errno.h>
#include <string.h>

/* ---- saying things ----------------------------------------------------------------------- */

void
gh_say (const GhCommon *common, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;
  if (common->quiet)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("%s\n", text);
}

int
gh_fail (int exit, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("gahunda: %s\n", text);
  return exit;
}

/* ---- options ----------------------------------------------------------------------------- */

static bool
set_format (const char *text, GhCommon *common)
{
  common->json = g_strcmp0 (text, "json") == 0;
  return text == NULL || common->json || strcmp (text, "text") == 0;
}

static bool
are_sensible (const GhCommon *common, const char *seconds, const char *format)
{
  const char *wrong = NULL;
  if (seconds != NULL && (common->seconds <= 0 || common->seconds > 1e6))
    wrong = "--time takes seconds, more than 0 and at most 1000000";
  else if (common->effort < 0)
    wrong = "--effort takes a number of steps, 1 or more";
  else if (common->effort > 0 && seconds != NULL)
    wrong = "--time and --effort exclude each other: time is turned into an effort";
  else if (common->seed < 0)
    wrong = "--seed takes a whole number, 0 or more";
  else if (common->threads < 1 || common->threads > GH_MOST_THREADS)
    wrong = "--threads takes a number from 1 to 256";
  if (wrong != NULL)
    gh_fail (GH_EXIT_ATTENTION, "%s", wrong);
  return wrong == NULL;
}

/* Steps that were asked for as "0" are a mistake too, though 0 also means "not given". */
static bool
read_effort (const char *text, GhCommon *common)
{
  char *end;
  if (text == NULL)
    return true;
  common->effort = g_ascii_strtoll (text, &end, 10);
  if (end != text && *end == '\0' && common->effort >= 1)
    return true;
  gh_fail (GH_EXIT_ATTENTION, "--effort takes a number of steps, 1 or more");
  return false;
}

static bool
read_seconds (const char *text, GhCommon *common)
{
  char *end;
  if (text == NULL)
    return true;
  common->seconds = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0')
    return true;
  gh_fail (GH_EXIT_ATTENTION, "--time takes seconds, more than 0 and at most 1000000");
  return false;
}

bool
gh_command_parse (const GhCommand *command, int *argc, char ***argv, const GOptionEntry *more,
                  int least, int most, GhCommon *common, int *exit)
{
  g_autofree char *seconds = NULL;
  g_autofree char *effort = NULL;
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "time", 0, 0, G_OPTION_ARG_STRING, &seconds, "Search for about so many seconds (10)",
      "SECONDS" },
    { "effort", 0, 0, G_OPTION_ARG_STRING, &effort,
      "Search for so many steps a thread: the same result every time", "STEPS" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &common->seed, "Where chance begins (1)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &common->threads, "Searches side by side (2)", "N" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &common->at,
      "What counts as now, on the conference's clock (now)", "2022-06-01T08:00" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, "How results are printed", "text|json" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &common->quiet, "Only results and mistakes", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *parameters = g_strdup_printf ("%s - %s", command->arguments, command->help);
  g_autofree char *example = g_strdup_printf ("Example:\n  %s", command->example);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("gahunda %s", command->name);

  *common = (GhCommon){ .seed = 1, .threads = 2 };
  g_set_prgname (program);
  g_option_context_add_main_entries (context, entries, NULL);
  if (more != NULL)
    g_option_context_add_main_entries (context, more, NULL);
  g_option_context_set_description (context, example);
  *exit = GH_EXIT_ATTENTION;
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      gh_fail (*exit, "%s (see gahunda %s --help)", error->message, command->name);
      return false;
    }
  if (!set_format (format, common))
    {
      gh_fail (*exit, "--format takes text or json");
      return false;
    }
  if (!read_effort (effort, common) || !read_seconds (seconds, common)
      || !are_sensible (common, seconds, format))
    return false;
  if (*argc - 1 < least || *argc - 1 > most)
    {
      gh_fail (*exit, "write: gahunda %s %s", command->name, command->arguments);
      return false;
    }
  return true;
}

void
gh_common_clear (GhCommon *common)
{
  g_free (common->at);
}

/* ---- sheets ------------------------------------------------------------------------------ */

void
gh_command_tell_problems (const GhCommon *common, const GhProblems *problems)
{
  for (guint entry = 0; entry < problems->list->len; entry++)
    {
      const GhProblem *problem = problems->list->pdata[entry];
      g_autofree char *text = gh_problem_to_text (problem);
      if (!problem->is_note)
        g_printerr ("%s\n", text);
      else
        gh_say (common, "%s", text);
    }
}

GhModel *
gh_command_read (const GhCommon *common, const char *folder, int *exit)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  GhModel *model = gh_sheets_read (folder, gh_calendar_read_busy, problems, &error);

  gh_command_tell_problems (common, problems);
  if (model != NULL)
    return model;
  if (error != NULL)
    *exit = gh_fail (GH_EXIT_FILES, "%s", error->message);
  else
    *exit = gh_fail (GH_EXIT_ATTENTION, "%d problem%s in the sheets; nothing was written",
                     problems->n_errors, problems->n_errors == 1 ? "" : "s");
  return NULL;
}

/* ---- time -------------------------------------------------------------------------------- */

static GDateTime *
parse_at (const char *text, GTimeZone *zone)
{
  g_autofree char *with_seconds = NULL;
  if (strlen (text) != 16 || (text[10] != 'T' && text[10] != ' '))
    return NULL;
  with_seconds = g_strdup_printf ("%s:00", text);
  with_seconds[10] = 'T';
  return g_date_time_new_from_iso8601 (with_seconds, zone);
}

char *
gh_command_at (const GhCommon *common, const GhModel *model, int *exit)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (model->conference.timezone);
  g_autoptr (GDateTime) at = NULL;

  g_assert (zone != NULL);
  at = common->at == NULL ? g_date_time_new_now (zone) : parse_at (common->at, zone);
  if (at == NULL)
    {
      *exit = gh_fail (GH_EXIT_ATTENTION, "--at takes a moment like 2022-06-01T08:00");
      return NULL;
    }
  return g_date_time_format (at, "%Y-%m-%dT%H:%M");
}

char *
gh_command_stamp (const GhModel *model, const char *at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (model->conference.timezone);
  g_autoptr (GDateTime) local = parse_at (at, zone);
  g_autoptr (GDateTime) utc = local != NULL ? g_date_time_to_utc (local) : NULL;
  return utc != NULL ? g_date_time_format (utc, "%Y%m%dT%H%M%SZ") : NULL;
}

/* ---- places ------------------------------------------------------------------------------ */

char *
gh_draft_path (const char *folder)
{
  return g_build_filename (folder, "programme", "draft", NULL);
}

char *
gh_revision_path (const char *folder, int revision)
{
  g_autofree char *name = g_strdup_printf ("%04d", revision);
  return g_build_filename (folder, "programme", name, NULL);
}

int
gh_last_revision (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "programme", "current", NULL);
  g_autofree char *target = g_file_read_link (path, NULL);
  return target == NULL ? 0 : (int)g_ascii_strtoll (target, NULL, 10);
}
