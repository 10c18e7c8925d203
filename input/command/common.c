#include "calendars/calendars.h"
#include "input/command/command.h"
#include "input/command/term.h"
#include "input/sheets/sheets.h"
#include "input/sheets/tables.h"
#include "output/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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

char *
gh_did_you_mean_one_of (const char *name, const char *const *names, int n)
{
  const char *nearest = gh_nearest_name (name, names, n);
  return nearest != NULL ? g_strdup_printf (" (did you mean \"%s\"?)", nearest) : g_strdup ("");
}

/* ---- JSON -------------------------------------------------------------------------------- */

void
gh_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, true);
  g_print ("%s\n", text);
}

/* ---- options ----------------------------------------------------------------------------- */

/* Eleven days: nobody waits longer for a programme. */
#define MOST_SECONDS 1e6

/* Each of these reads what was given for one option (NULL: nothing) and says whether it makes
 * sense. */

static bool
read_format (const char *text, GhCommon *common)
{
  common->json = g_strcmp0 (text, "json") == 0;
  return text == NULL || common->json || strcmp (text, "text") == 0;
}

static bool
read_effort (const char *text, GhCommon *common)
{
  char *end;
  if (text == NULL)
    return true;
  common->effort = g_ascii_strtoll (text, &end, 10);
  return end != text && *end == '\0' && common->effort >= 1 && common->effort <= GH_MOST_EFFORT;
}

static bool
read_seconds (const char *text, GhCommon *common)
{
  char *end;
  if (text == NULL)
    return true;
  common->seconds = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && common->seconds > 0 && common->seconds <= MOST_SECONDS;
}

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

static bool
is_moment (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = text != NULL ? parse_at (text, utc) : NULL;
  return text == NULL || moment != NULL;
}

/* What is wrong with the options, or NULL. */
static const char *
read_common (const char *seconds, const char *effort, const char *format, GhCommon *common)
{
  if (!read_format (format, common))
    return "--format takes text or json";
  if (!read_effort (effort, common))
    return "--effort takes a number of steps, 1 or more";
  if (!read_seconds (seconds, common))
    return "--time takes seconds, more than 0 and at most 1000000";
  if (effort != NULL && seconds != NULL)
    return "--time and --effort exclude each other: time is turned into an effort";
  if (common->seed < 0)
    return "--seed takes a whole number, 0 or more";
  if (common->threads < 1 || common->threads > GH_MOST_THREADS)
    return "--threads takes a number from 1 to " G_STRINGIFY (GH_MOST_THREADS);
  if (!is_moment (common->at))
    return "--at takes a moment like 2022-06-01T08:00";
  return NULL;
}

static bool
has_option (const GOptionEntry *entries, const char *name)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    if (strcmp (entries->long_name, name) == 0)
      return true;
  return false;
}

/* A command's own option stands in place of a common one of its name: the --at of `pin` is a start.
 */
static void
add_options (GOptionContext *context, const GOptionEntry *common, const GOptionEntry *own)
{
  for (; common->long_name != NULL; common++)
    {
      const GOptionEntry one[] = { *common, G_OPTION_ENTRY_NULL };
      if (!has_option (own, common->long_name))
        g_option_context_add_main_entries (context, one, NULL);
    }
  if (own != NULL)
    g_option_context_add_main_entries (context, own, NULL);
}

/* Set while a command is only asked for its options: it then stops where it would have read them.
 */
static struct
{
  GhEachOption each;
  gpointer data;
} asking;

static void
answer (const GOptionEntry *common, const GOptionEntry *own)
{
  for (; common->long_name != NULL; common++)
    if (!has_option (own, common->long_name))
      asking.each (common, false, asking.data);
  for (; own != NULL && own->long_name != NULL; own++)
    asking.each (own, true, asking.data);
}

void
gh_command_each_option (const GhCommand *command, GhEachOption each, gpointer data)
{
  char *words[] = { (char *)command->name, NULL };

  asking.each = each;
  asking.data = data;
  command->run (1, words);
  asking.each = NULL;
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
  const char *wrong;

  *common = (GhCommon){ .seed = 1, .threads = 2 };
  *exit = GH_EXIT_DONE;
  if (asking.each != NULL)
    {
      answer (entries, more);
      return false;
    }
  g_set_prgname (program);
  add_options (context, entries, more);
  g_option_context_set_description (context, example);
  *exit = GH_EXIT_ATTENTION;
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      gh_fail (*exit, "%s (see gahunda %s --help)", error->message, command->name);
      return false;
    }
  wrong = read_common (seconds, effort, format, common);
  if (wrong != NULL)
    {
      gh_fail (*exit, "%s", wrong);
      return false;
    }
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
  gh_json_begin_list (builder, "rows");
  for (guint row = 0; row < problem->rows->len; row++)
    json_builder_add_int_value (builder, g_array_index (problem->rows, int, row));
  json_builder_end_array (builder);
  gh_json_text (builder, "was", problem->was);
  gh_json_text (builder, "meant", problem->meant.text);
  gh_json_flag (builder, "certain", problem->meant.is_certain);
  json_builder_end_object (builder);
}

void
gh_json_add_problems (JsonBuilder *builder, const char *name, const GhProblems *problems)
{
  gh_json_begin_list (builder, name);
  for (guint entry = 0; entry < problems->list->len; entry++)
    add_problem (builder, problems->list->pdata[entry]);
  json_builder_end_array (builder);
}

GhModel *
gh_command_read (const GhCommon *common, const char *folder, int *exit)
{
  return gh_command_read_edits (common, folder, NULL, exit);
}

GhModel *
gh_command_read_edited (const GhCommon *common, const char *folder, const GhEdit *edit, int *exit)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();
  g_ptr_array_add (edits, (gpointer)edit);
  return gh_command_read_edits (common, folder, edits, exit);
}

GhModel *
gh_command_read_edits (const GhCommon *common, const char *folder, const GPtrArray *edits,
                       int *exit)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  GhModel *model =
      gh_sheets_read_edited (folder, gh_calendar_read_busy, edits, NULL, problems, &error);

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

/* ---- names ------------------------------------------------------------------------------- */

/* Which of N names is NAME; -1 with *EXIT, once told: WHAT is none of them. */
static int
find (const char *what, const char *const *names, int n, const char *name, int *exit)
{
  g_autofree char *nearest = NULL;
  for (int at = 0; at < n; at++)
    if (strcmp (names[at], name) == 0)
      return at;
  nearest = gh_did_you_mean_one_of (name, names, n);
  *exit = gh_fail (GH_EXIT_ATTENTION, "no %s is called \"%s\"%s", what, name, nearest);
  return -1;
}

int
gh_command_find_session (const GhModel *model, const char *name, int *exit)
{
  g_autofree const char **names = g_new (const char *, model->n_sessions + 1);
  for (int session = 0; session < model->n_sessions; session++)
    names[session] = model->sessions[session].id;
  return find ("session", names, model->n_sessions, name, exit);
}

int
gh_command_find_room (const GhModel *model, const char *name, int *exit)
{
  g_autofree const char **names = g_new (const char *, model->n_rooms + 1);
  for (int room = 0; room < model->n_rooms; room++)
    names[room] = model->rooms[room].id;
  return find ("room", names, model->n_rooms, name, exit);
}

/* ---- time -------------------------------------------------------------------------------- */

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

GhMinute
gh_command_minute (const GhModel *model, const char *at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  /* GLib reads no moment without seconds. */
  g_autofree char *with_seconds = g_strconcat (at, ":00", NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (with_seconds, utc);
  GDate day;

  /* Years before 1000 are written shorter: long before any conference. */
  if (moment == NULL)
    return GH_BEGINNING;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (moment),
                  (GDateMonth)g_date_time_get_month (moment),
                  (GDateYear)g_date_time_get_year (moment));
  /* Long before or after the conference nothing has begun, or everything. */
  return CLAMP ((int)g_date_get_julian (&day) - model->conference.first_day, -10000, 10000) * GH_DAY
         + g_date_time_get_hour (moment) * 60 + g_date_time_get_minute (moment);
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

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

/* By the folders themselves: `current` lags behind where a run was cut off between writing the
 * newest one and pointing at it. */
GArray *
gh_revisions (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "programme", NULL);
  g_autoptr (GDir) programme = g_dir_open (path, 0, NULL);
  GArray *revisions = g_array_new (false, false, sizeof (int));
  const char *name;

  while (programme != NULL && (name = g_dir_read_name (programme)) != NULL)
    {
      int revision = gh_revision_number (name);
      if (revision > 0)
        g_array_append_val (revisions, revision);
    }
  g_array_sort (revisions, compare_numbers);
  return revisions;
}

int
gh_last_revision (const char *folder)
{
  g_autoptr (GArray) revisions = gh_revisions (folder);
  return revisions->len > 0 ? g_array_index (revisions, int, revisions->len - 1) : 0;
}

bool
gh_point_current (const char *folder, int revision)
{
  g_autofree char *link = g_build_filename (folder, "programme", "current", NULL);
  /* By this name, what is left of a run that was cut off is swept away with the rest. */
  g_autofree char *fresh = g_build_filename (folder, "programme", ".gahunda-new-current", NULL);
  g_autofree char *target = g_strdup_printf ("%04d", revision);

  g_unlink (fresh);
  if (symlink (target, fresh) == 0 && g_rename (fresh, link) == 0)
    return true;
  g_unlink (fresh);
  return false;
}

bool
gh_is_occupied (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS)
         && (folder == NULL || g_dir_read_name (folder) != NULL);
}

/* The path that WHICH means, whether or not anything is there; NULL where it means nothing. */
static char *
path_of (const char *folder, const char *which)
{
  g_autofree char *draft = gh_draft_path (folder);
  int last = gh_last_revision (folder);
  gint64 number;
  char *end;

  if (which == NULL && last > 0 && !g_file_test (draft, G_FILE_TEST_IS_DIR))
    return gh_revision_path (folder, last);
  if (which == NULL || strcmp (which, "draft") == 0)
    return g_steal_pointer (&draft);
  if (strcmp (which, "current") == 0)
    return last > 0 ? gh_revision_path (folder, last) : NULL;
  number = g_ascii_strtoll (which, &end, 10);
  return end != which && *end == '\0' && number > 0 && number <= 999999
             ? gh_revision_path (folder, (int)number)
             : NULL;
}

char *
gh_command_what_there_is (const char *folder)
{
  g_autofree char *draft = gh_draft_path (folder);
  g_autoptr (GArray) revisions = gh_revisions (folder);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint entry = 0; entry < revisions->len; entry++)
    g_string_append_printf (text, "%s%04d", entry > 0 ? ", " : "",
                            g_array_index (revisions, int, entry));
  if (g_file_test (draft, G_FILE_TEST_IS_DIR))
    g_string_append (text, text->len > 0 ? " and the draft" : "the draft");
  else if (text->len == 0)
    g_string_append (text, "nothing yet; gahunda plan makes a draft");
  return g_string_free (g_steal_pointer (&text), false);
}

bool
gh_draft_is_fresh (const char *folder)
{
  g_autofree char *draft = gh_draft_path (folder);
  g_autoptr (GhMade) made = gh_output_read_made (draft, NULL);
  return made != NULL && made->base == gh_last_revision (folder);
}

char *
gh_command_which (const char *folder, const char *which, int *exit)
{
  g_autofree char *path = path_of (folder, which);
  g_autofree char *there = NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      *exit = gh_fail (GH_EXIT_FILES, "there is no folder %s", folder);
      return NULL;
    }
  there = gh_command_what_there_is (folder);
  if (which == NULL)
    *exit = gh_fail (GH_EXIT_ATTENTION, "%s has no draft or revision; there is %s", folder, there);
  else
    *exit = gh_fail (GH_EXIT_ATTENTION, "%s has no draft or revision \"%s\"; there is %s", folder,
                     which, there);
  return NULL;
}

/* ---- tables for people -------------------------------------------------------------------- */

GhTable *
gh_command_peek (const char *folder, const char *sheet)
{
  const char *const names[] = { sheet, NULL };
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhTables) tables = gh_tables_read (folder, names, NULL, problems, NULL);
  return tables != NULL ? gh_tables_take (tables, sheet) : NULL;
}

GhTable *
gh_command_peek_file (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GhProblems) problems = gh_problems_new ();
  return g_file_test (path, G_FILE_TEST_EXISTS) ? gh_table_read_csv (path, problems, NULL) : NULL;
}

void
gh_print_cell (const char *text, int width)
{
  g_print ("%s%*s", text, MAX (width - gh_text_width (text), 0) + 2, "");
}
