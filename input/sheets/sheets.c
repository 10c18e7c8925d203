#include "input/sheets/members.h"
#include "input/sheets/reading.h"
#include "input/sheets/scan.h"

#include <string.h>

static const char *const sheet_names[GH_N_SHEETS + 1] = {
  [GH_SHEET_CONFERENCE] = "conference",
  [GH_SHEET_ROOMS] = "rooms",
  [GH_SHEET_TRAVEL] = "travel",
  [GH_SHEET_PATTERNS] = "patterns",
  [GH_SHEET_GROUPS] = "groups",
  [GH_SHEET_SESSIONS] = "sessions",
  [GH_SHEET_RELATIONS] = "relations",
  [GH_SHEET_LIMITS] = "limits",
  [GH_SHEET_PEOPLE] = "people",
  [GH_SHEET_ROLES] = "roles",
  [GH_SHEET_DELEGATIONS] = "delegations",
  [GH_SHEET_ATTENDS] = "attends",
  [GH_SHEET_TEAMS] = "teams",
  [GH_SHEET_SPEECHES] = "speeches",
  [GH_SHEET_RULES] = "rules",
  [GH_SHEET_PINS] = "pins",
};

const char *const *
gh_sheet_names (void)
{
  return sheet_names;
}

static GhTable *
parse_edited (const GhReading *reading)
{
  g_autoptr (GString) bytes = gh_edit_bytes (reading->edit);
  return gh_table_parse_csv (bytes->str, bytes->len, gh_edit_file (reading->edit),
                             reading->problems);
}

/* Reads one table; false with ERROR only for what the world did. */
static bool
load (GhReading *reading, GhSheet sheet, GError **error)
{
  const char *file = gh_sheet_csv (sheet);
  bool is_edited = reading->edit != NULL && strcmp (file, gh_edit_file (reading->edit)) == 0;
  g_autofree char *path = g_build_filename (reading->folder, file, NULL);

  if (!is_edited && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (gh_sheet_is_needed (sheet))
        gh_problems_add (reading->problems, file, 0, NULL, "this sheet is needed and is not there");
      return true;
    }
  reading->tables[sheet] =
      is_edited ? parse_edited (reading) : gh_table_read_csv (path, reading->problems, error);
  if (reading->tables[sheet] == NULL)
    return false;
  gh_check_columns (reading, sheet);
  return true;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static bool
is_sheet_file (const char *name)
{
  for (int sheet = 0; sheet < GH_N_SHEETS; sheet++)
    if (strcmp (gh_sheet_csv ((GhSheet)sheet), name) == 0)
      return true;
  return false;
}

static void
note_stranger (GhReading *reading, const char *name)
{
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".csv"));
  g_autofree char *hint = gh_did_you_mean (stem, sheet_names, GH_N_SHEETS);
  gh_problems_note (reading->problems, name, 0, NULL, "no sheet has this name, and it is ignored%s",
                    hint);
}

/* Names what looks like a sheet and is none. */
static void
note_strangers (GhReading *reading, GDir *folder)
{
  g_autoptr (GPtrArray) strangers = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".csv") && !is_sheet_file (name))
      g_ptr_array_add (strangers, g_strdup (name));
  g_ptr_array_sort (strangers, compare_texts);
  for (guint entry = 0; entry < strangers->len; entry++)
    note_stranger (reading, strangers->pdata[entry]);
}

/* What later sheets name must have been read before them. */
static void
read_all (GhReading *reading)
{
  gh_read_conference (reading);
  gh_check_translations (reading);
  gh_read_rooms (reading);
  gh_read_travel (reading);
  gh_read_patterns (reading);
  gh_read_groups (reading);
  gh_read_sessions (reading);
  gh_read_afters (reading);
  gh_read_delegations (reading);
  gh_read_people (reading);
  gh_read_roles (reading);
  gh_read_access (reading);
  gh_read_attends (reading);
  gh_read_relations (reading);
  gh_read_limits (reading);
  gh_read_teams (reading);
  gh_note_unmet (reading);
  gh_read_speeches (reading);
  gh_read_rules (reading);
  gh_read_pins (reading);
}

static void
init (GhReading *reading)
{
  gh_ids_init (&reading->rooms, "room", GH_SHEET_ROOMS);
  gh_ids_init (&reading->patterns, "pattern", GH_SHEET_PATTERNS);
  gh_ids_init (&reading->groups, "group", GH_SHEET_GROUPS);
  gh_ids_init (&reading->sessions, "session", GH_SHEET_SESSIONS);
  gh_ids_init (&reading->persons, "person", GH_SHEET_PEOPLE);
  gh_ids_init (&reading->delegations, "delegation", GH_SHEET_DELEGATIONS);
  gh_ids_init (&reading->teams, "team", GH_SHEET_TEAMS);
}

void
gh_reading_clear (GhReading *reading)
{
  for (int sheet = 0; sheet < GH_N_SHEETS; sheet++)
    gh_table_free (reading->tables[sheet]);
  gh_ids_clear (&reading->rooms);
  gh_ids_clear (&reading->patterns);
  gh_ids_clear (&reading->groups);
  gh_ids_clear (&reading->sessions);
  gh_ids_clear (&reading->persons);
  gh_ids_clear (&reading->delegations);
  gh_ids_clear (&reading->teams);
  gh_selection_free (reading->selection);
  gh_reach_free (reading->reach);
}

void
gh_reading_resume (GhReading *reading, GhModel *model, GhProblems *problems)
{
  const GhConference *conference = &model->conference;

  *reading = (GhReading){ .model = model,
                          .problems = problems,
                          .days = { conference->first_day, conference->n_days, 0 },
                          .days_are_known = true,
                          .is_finished = true };
  init (reading);
  for (int room = 0; room < model->n_rooms; room++)
    gh_ids_add (&reading->rooms, model->rooms[room].id, model->rooms[room].source.row);
  for (int group = 0; group < model->n_groups; group++)
    gh_ids_add (&reading->groups, model->groups[group].id, model->groups[group].source.row);
  for (int session = 0; session < model->n_sessions; session++)
    gh_ids_add (&reading->sessions, model->sessions[session].id,
                model->sessions[session].source.row);
}

GhModel *
gh_sheets_read_edited (const char *folder, GhReadBusy read_busy, const GhEdit *edit,
                       GhProblems *problems, GError **error)
{
  g_autoptr (GDir) opened = g_dir_open (folder, 0, error);
  g_autoptr (GhModel) model = gh_model_new ();
  GhReading reading = {
    .model = model, .problems = problems, .folder = folder, .read_busy = read_busy, .edit = edit
  };
  bool loaded = opened != NULL;

  init (&reading);
  for (int sheet = 0; loaded && sheet < GH_N_SHEETS; sheet++)
    loaded = load (&reading, (GhSheet)sheet, error);
  if (loaded)
    {
      note_strangers (&reading, opened);
      read_all (&reading);
      gh_model_finish (model);
    }
  gh_reading_clear (&reading);
  return loaded && problems->n_errors == 0 ? g_steal_pointer (&model) : NULL;
}

GhModel *
gh_sheets_read (const char *folder, GhReadBusy read_busy, GhProblems *problems, GError **error)
{
  return gh_sheets_read_edited (folder, read_busy, NULL, problems, error);
}

/* Words of a command line as a sheet of one column. */
static GhTable *
table_of_words (const char *const *words, int n, GhProblems *problems)
{
  g_autoptr (GString) text = g_string_new ("session\n");
  for (int word = 0; word < n; word++)
    {
      g_autofree char *cell = gh_scan_quoted (words[word]);
      g_string_append_printf (text, "%s\n", cell);
    }
  return gh_table_parse_csv (text->str, text->len, "command line", problems);
}

GhBits *
gh_sheets_select (GhModel *model, const char *const *words, int n, GhProblems *problems)
{
  GhReading reading;
  g_autoptr (GhTable) table = table_of_words (words, n, problems);
  GhBits *chosen = gh_bits_new (model->n_sessions);

  gh_reading_resume (&reading, model, problems);
  for (int word = 0; word < gh_table_n_rows (table); word++)
    {
      GhRow row = { &reading, GH_SHEET_SESSIONS, table, word };
      g_autoptr (GhBits) named = gh_row_selector (&row, "session");
      gh_bits_join (chosen, named);
    }
  gh_reading_clear (&reading);
  return chosen;
}

char *
gh_sheets_start (const GhModel *model, const char *text, GhMinute *start)
{
  GhDays days = { model->conference.first_day, model->conference.n_days, 0 };
  return gh_form_start (text, &days, start);
}
