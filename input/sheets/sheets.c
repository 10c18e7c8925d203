#include "input/sheets/reading.h"

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

static bool
is_needed (GhSheet sheet)
{
  return sheet == GH_SHEET_CONFERENCE || sheet == GH_SHEET_ROOMS || sheet == GH_SHEET_SESSIONS;
}

/* Reads one table; false with ERROR only for what the world did. */
static bool
load (GhReading *reading, GhSheet sheet, GError **error)
{
  g_autofree char *file = g_strconcat (sheet_names[sheet], ".csv", NULL);
  g_autofree char *path = g_build_filename (reading->folder, file, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (is_needed (sheet))
        gh_problems_add (reading->problems, file, 0, NULL, "this sheet is needed and is not there");
      return true;
    }
  reading->tables[sheet] = gh_table_read_csv (path, reading->problems, error);
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

/* Names what looks like a sheet and is none. */
static void
note_other_files (GhReading *reading, GDir *folder)
{
  g_autoptr (GPtrArray) strangers = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *stem = NULL;
      bool known = false;
      if (!g_str_has_suffix (name, ".csv"))
        continue;
      stem = g_strndup (name, strlen (name) - 4);
      for (int sheet = 0; sheet < GH_N_SHEETS; sheet++)
        known = known || strcmp (sheet_names[sheet], stem) == 0;
      if (!known)
        g_ptr_array_add (strangers, g_steal_pointer (&stem));
    }
  g_ptr_array_sort (strangers, compare_texts);
  for (guint entry = 0; entry < strangers->len; entry++)
    {
      const char *stem = strangers->pdata[entry];
      const char *nearest = gh_nearest_name (stem, sheet_names, GH_N_SHEETS);
      g_autofree char *file = g_strconcat (stem, ".csv", NULL);
      gh_problems_note (reading->problems, file, 0, NULL,
                        "no sheet has this name, and it is ignored%s%s%s",
                        nearest != NULL ? " (did you mean \"" : "", nearest != NULL ? nearest : "",
                        nearest != NULL ? "\"?)" : "");
    }
}

/* What later sheets name must have been read before them. */
static void
read_all (GhReading *reading)
{
  gh_read_conference (reading);
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
  gh_read_speeches (reading);
  gh_read_rules (reading);
  gh_read_pins (reading);
}

static GHashTable *
names_new (void)
{
  return g_hash_table_new (g_str_hash, g_str_equal);
}

static void
clear (GhReading *reading)
{
  for (int sheet = 0; sheet < GH_N_SHEETS; sheet++)
    gh_table_free (reading->tables[sheet]);
  g_hash_table_unref (reading->rooms);
  g_hash_table_unref (reading->patterns);
  g_hash_table_unref (reading->groups);
  g_hash_table_unref (reading->sessions);
  g_hash_table_unref (reading->persons);
  g_hash_table_unref (reading->delegations);
}

GhModel *
gh_sheets_read (const char *folder, GhReadBusy read_busy, GhProblems *problems, GError **error)
{
  g_autoptr (GDir) opened = g_dir_open (folder, 0, error);
  g_autoptr (GhModel) model = gh_model_new ();
  GhReading reading = {
    .model = model,
    .problems = problems,
    .folder = folder,
    .read_busy = read_busy,
    .rooms = names_new (),
    .patterns = names_new (),
    .groups = names_new (),
    .sessions = names_new (),
    .persons = names_new (),
    .delegations = names_new (),
  };
  bool loaded = opened != NULL;

  for (int sheet = 0; loaded && sheet < GH_N_SHEETS; sheet++)
    loaded = load (&reading, (GhSheet)sheet, error);
  if (loaded)
    {
      note_other_files (&reading, opened);
      read_all (&reading);
      gh_model_finish (model);
    }
  clear (&reading);
  return loaded && problems->n_errors == 0 ? g_steal_pointer (&model) : NULL;
}
