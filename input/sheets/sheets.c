#include "input/sheets/members.h"
#include "input/sheets/reading.h"
#include "input/sheets/scan.h"
#include "input/sheets/tables.h"

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

char **
gh_sheet_files (const char *folder)
{
  return gh_tables_files (folder, sheet_names);
}

/* The sheet as it is to be; NULL: it stays as it is. */
static const GhEdit *
edit_of (const GhReading *reading, GhSheet sheet)
{
  for (guint entry = 0; reading->edits != NULL && entry < reading->edits->len; entry++)
    if (strcmp (gh_sheet_csv (sheet), gh_edit_file (reading->edits->pdata[entry])) == 0)
      return reading->edits->pdata[entry];
  return NULL;
}

static GhTable *
parse_edited (const GhReading *reading, const GhEdit *edit)
{
  g_autoptr (GString) bytes = gh_edit_bytes (edit);
  return gh_table_parse_csv (bytes->str, bytes->len, gh_edit_file (edit), reading->problems);
}

/* A sheet that must be there is not: where it was to be expected. */
static void
tell_missing (const GhReading *reading, const GhTables *tables, GhSheet sheet)
{
  const char *workbook = gh_tables_workbook (tables);
  GhPlace place = workbook != NULL ? (GhPlace){ .file = workbook, .sheet = sheet_names[sheet] }
                                   : gh_place_file (gh_sheet_csv (sheet));
  const char *near = gh_tables_near (tables, sheet_names[sheet]);
  g_autofree char *needs = gh_sheet_needs (sheet);

  /* What cannot be read may hold it. */
  if (!gh_tables_are_whole (tables))
    return;
  if (near != NULL)
    gh_problems_add (reading->problems, place,
                     "this sheet is needed and is not there; \"%s\" may be it", near);
  else
    gh_problems_add (reading->problems, place,
                     "this sheet is needed and is not there; its columns are %s at least", needs);
}

/* A sheet as it is to be stands in place of its CSV file, and of no workbook's sheet.  TABLE (NULL:
 * there is none) is taken over. */
static void
tell_twice (const GhReading *reading, GhTable *table, const GhEdit *edit)
{
  if (table != NULL)
    gh_problems_add (reading->problems, gh_table_place (table, 0, NULL),
                     "this sheet is in %s, too; take one of the two out", gh_edit_file (edit));
  gh_table_free (table);
}

static void
take_table (GhReading *reading, GhTables *tables, GhSheet sheet)
{
  const GhEdit *edit = edit_of (reading, sheet);
  GhTable *table = gh_tables_take (tables, sheet_names[sheet]);

  if (edit != NULL)
    tell_twice (reading, table, edit);
  reading->tables[sheet] = edit != NULL ? parse_edited (reading, edit) : table;
  if (reading->tables[sheet] != NULL)
    gh_check_columns (reading, sheet);
  else if (gh_sheet_is_needed (sheet))
    tell_missing (reading, tables, sheet);
}

/* The files that are passed over; of GONE and the edits, with a NULL at the end. */
static GPtrArray *
passed_over (const GhReading *reading, const GPtrArray *gone)
{
  GPtrArray *files = g_ptr_array_new ();

  for (guint entry = 0; reading->edits != NULL && entry < reading->edits->len; entry++)
    g_ptr_array_add (files, (gpointer)gh_edit_file (reading->edits->pdata[entry]));
  for (guint entry = 0; gone != NULL && entry < gone->len; entry++)
    g_ptr_array_add (files, gone->pdata[entry]);
  g_ptr_array_add (files, NULL);
  return files;
}

static void
note_unfinished (const GhReading *reading)
{
  if (gh_edit_is_unfinished (reading->folder))
    gh_problems_note (reading->problems, gh_place_file (GH_EDIT_UNFINISHED),
                      "merge was cut off while it wrote people.csv and attends.csv (or is at it), "
                      "and one of them may lack what was added: give it the same registrations "
                      "again, or delete this file if both are right");
}

/* False with ERROR only for what the world did. */
static bool
read_tables (GhReading *reading, const GPtrArray *gone, GError **error)
{
  g_autoptr (GPtrArray) over = passed_over (reading, gone);
  g_autoptr (GhTables) tables = gh_tables_read (
      reading->folder, sheet_names, (const char *const *)over->pdata, reading->problems, error);

  note_unfinished (reading);
  for (int sheet = 0; tables != NULL && sheet < GH_N_SHEETS; sheet++)
    take_table (reading, tables, (GhSheet)sheet);
  return tables != NULL;
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
  gh_note_totals (reading);
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
  gh_hints_free (reading->hints);
  g_clear_pointer (&reading->zones, g_hash_table_unref);
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
gh_sheets_read_edited (const char *folder, GhReadBusy read_busy, const GPtrArray *edits,
                       const GPtrArray *gone, GhProblems *problems, GError **error)
{
  g_autoptr (GhModel) model = gh_model_new ();
  GhReading reading = {
    .model = model, .problems = problems, .folder = folder, .read_busy = read_busy, .edits = edits
  };
  bool are_read;

  init (&reading);
  are_read = read_tables (&reading, gone, error);
  if (are_read)
    {
      read_all (&reading);
      gh_model_finish (model);
    }
  gh_reading_clear (&reading);
  gh_problems_sort (problems);
  return are_read && problems->n_errors == 0 ? g_steal_pointer (&model) : NULL;
}

GhModel *
gh_sheets_read (const char *folder, GhReadBusy read_busy, GhProblems *problems, GError **error)
{
  return gh_sheets_read_edited (folder, read_busy, NULL, NULL, problems, error);
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
