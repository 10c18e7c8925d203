/* A draft or revision back from its files: everything that writing it put there. */
#include "output/attendance.h"
#include "output/causes.h"
#include "output/csv.h"
#include "output/hashes.h"
#include "output/manifest.h"
#include "output/searched.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  const char *folder;
  const GhModel *model;
  GhProgramme *programme;
  GHashTable *sessions, *rooms, *persons, *teams; /* id -> number + 1 */
  GhBits *speakers; /* of the speeches: bit PERSON * sessions + SESSION */
  GError **error;
} Reading;

G_GNUC_PRINTF (2, 3)
static bool
damaged (const Reading *reading, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (reading->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is damaged: %s",
               reading->folder, what);
  return false;
}

/* ---- hashes ------------------------------------------------------------------------------- */

static void
add_name (GString *names, const char *name)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

/* Files that held sheets and are gone. */
static void
add_gone (GString *changed, const char *const *sheets, JsonObject *hashes)
{
  g_autoptr (GList) files = json_object_get_members (hashes);
  for (GList *file = files; file != NULL; file = file->next)
    if (!g_strv_contains (sheets, file->data))
      add_name (changed, file->data);
}

static bool
check_sheets (const char *conference_folder, const char *const *sheets, JsonObject *hashes,
              GError **error)
{
  g_autoptr (GString) changed = g_string_new (NULL);

  for (int sheet = 0; sheets[sheet] != NULL; sheet++)
    {
      const char *file = sheets[sheet];
      g_autoptr (GError) trouble = NULL;
      g_autofree char *hash = gh_hash_file (conference_folder, file, &trouble);
      if (hash == NULL && !g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return false;
        }
      if (g_strcmp0 (hash, gh_manifest_text (hashes, file)) != 0)
        add_name (changed, file);
    }
  add_gone (changed, sheets, hashes);
  if (changed->len == 0)
    return true;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               "the sheets have changed since this programme was made (%s): plan again",
               changed->str);
  return false;
}

static bool
check_file (const Reading *reading, JsonObject *hashes, const char *file)
{
  g_autofree char *hash = gh_hash_file (reading->folder, file, reading->error);
  if (hash == NULL)
    return false;
  return g_strcmp0 (hash, gh_manifest_text (hashes, file)) == 0
         || damaged (reading, "%s is not as it was written", file);
}

/* What is read here; all else that a revision holds is for `verify` to look at. */
static bool
check_files (const Reading *reading, JsonObject *hashes)
{
  static const char *const needed[] = { "schedule.csv", "attendance.csv", "speeches.csv",
                                        "changes.csv" };

  for (gsize file = 0; file < G_N_ELEMENTS (needed); file++)
    {
      if (gh_manifest_text (hashes, needed[file]) == NULL)
        return damaged (reading, "its manifest does not name %s", needed[file]);
      if (!check_file (reading, hashes, needed[file]))
        return false;
    }
  return true;
}

/* ---- tables ------------------------------------------------------------------------------- */

/* The number of an id, or -1. */
static int
number_of (GHashTable *numbers, const char *id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (numbers, id)) - 1;
}

static GHashTable *
new_numbers (void)
{
  return g_hash_table_new (g_str_hash, g_str_equal);
}

static void
number_all (Reading *reading)
{
  const GhModel *model = reading->model;

  reading->sessions = new_numbers ();
  reading->rooms = new_numbers ();
  reading->persons = new_numbers ();
  reading->teams = new_numbers ();
  for (int session = 0; session < model->n_sessions; session++)
    g_hash_table_insert (reading->sessions, (gpointer)model->sessions[session].id,
                         GINT_TO_POINTER (session + 1));
  for (int room = 0; room < model->n_rooms; room++)
    g_hash_table_insert (reading->rooms, (gpointer)model->rooms[room].id,
                         GINT_TO_POINTER (room + 1));
  for (int person = 0; person < model->n_persons; person++)
    g_hash_table_insert (reading->persons, (gpointer)model->persons[person].id,
                         GINT_TO_POINTER (person + 1));
  for (int team = 0; team < model->n_teams; team++)
    g_hash_table_insert (reading->teams, (gpointer)model->teams[team].id,
                         GINT_TO_POINTER (team + 1));
  reading->speakers = gh_bits_new (model->n_persons * model->n_sessions);
}

static void
forget_numbers (Reading *reading)
{
  g_clear_pointer (&reading->sessions, g_hash_table_unref);
  g_clear_pointer (&reading->rooms, g_hash_table_unref);
  g_clear_pointer (&reading->persons, g_hash_table_unref);
  g_clear_pointer (&reading->teams, g_hash_table_unref);
  g_clear_pointer (&reading->speakers, gh_bits_free);
}

static GhCsv *
read_table (const Reading *reading, const char *file)
{
  g_autofree char *path = g_build_filename (reading->folder, file, NULL);

  return gh_csv_read (path, reading->error);
}

static const char *
cell (const GhCsv *csv, int row, const char *column)
{
  return gh_csv_cell (csv, row, gh_csv_column (csv, column));
}

static bool
read_teams (const Reading *reading, int session, const char *list)
{
  g_auto (GStrv) ids = g_strsplit (list, ";", -1);

  for (int id = 0; list[0] != '\0' && ids[id] != NULL; id++)
    {
      int team = number_of (reading->teams, ids[id]);
      if (team < 0)
        return damaged (reading, "schedule.csv names the team %s", ids[id]);
      g_array_append_val (reading->programme->teams[session], team);
    }
  return true;
}

static bool
read_session (const Reading *reading, const GhCsv *csv, int row)
{
  const char *id = cell (csv, row, "session");
  const char *status = cell (csv, row, "status");
  int session = number_of (reading->sessions, id);

  if (session < 0)
    return damaged (reading, "schedule.csv names the session %s", id);
  bool is_cancelled = strcmp (status, "cancelled") == 0;
  GhPlacement place = {
    gh_minute_of_texts (reading->model->conference.first_day, cell (csv, row, "date"),
                        cell (csv, row, "start")),
    number_of (reading->rooms, cell (csv, row, "room")),
  };
  if (gh_programme_is_placed (reading->programme, session))
    return damaged (reading, "schedule.csv names the session %s twice", id);
  if (strcmp (status, "planned") == 0 && place.start == GH_NEVER)
    return damaged (reading, "in schedule.csv the planned session %s has no place", id);
  /* What is cancelled may keep a room that is gone, and what has begun in one. */
  if (place.room < 0 && cell (csv, row, "room")[0] != '\0' && !is_cancelled
      && !reading->model->sessions[session].needs_room)
    return damaged (reading, "schedule.csv names the room %s", cell (csv, row, "room"));
  reading->programme->placements[session] = place;
  return read_teams (reading, session, cell (csv, row, "teams"));
}

static bool
read_schedule (const Reading *reading)
{
  g_autoptr (GhCsv) csv = read_table (reading, "schedule.csv");
  int n_expected = 0;

  if (csv == NULL)
    return false;
  for (int session = 0; session < reading->model->n_sessions; session++)
    n_expected += !reading->model->sessions[session].reserve;
  if (csv->n_rows != n_expected)
    return damaged (reading, "schedule.csv has %d sessions, not %d", csv->n_rows, n_expected);
  for (int row = 0; row < csv->n_rows; row++)
    if (!read_session (reading, csv, row))
      return false;
  return true;
}

/* Of a speaker's speeches that fit a row, the one with the fewest sessions to choose from: so that
 * none is left over that fits no other row. */
static int
find_speech (const Reading *reading, int session, int speaker, const char *minutes,
             const char *theme)
{
  const GhModel *model = reading->model;
  int best = -1;

  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      const GhSpeech *this = &model->speeches[speech];
      if (this->speaker != speaker || reading->programme->speeches[speech].session >= 0
          || !gh_bits_has (this->sessions, session)
          || g_ascii_strtoll (minutes, NULL, 10) != this->minutes
          || strcmp (theme, this->theme != NULL ? this->theme : "") != 0)
        continue;
      if (best < 0
          || gh_bits_count (this->sessions) < gh_bits_count (model->speeches[best].sessions))
        best = speech;
    }
  return best;
}

static bool
read_speech (const Reading *reading, const GhCsv *csv, int row)
{
  int session = number_of (reading->sessions, cell (csv, row, "session"));
  int speaker = number_of (reading->persons, cell (csv, row, "speaker"));
  GhMinute start =
      gh_minute_of_start (reading->model->conference.first_day, cell (csv, row, "start"));

  if (session < 0 || speaker < 0 || start == GH_NEVER)
    return damaged (reading, "row %d of speeches.csv cannot be understood", row + 2);
  int speech =
      find_speech (reading, session, speaker, cell (csv, row, "minutes"), cell (csv, row, "theme"));
  if (speech < 0)
    return damaged (reading, "row %d of speeches.csv is no speech of the sheets", row + 2);
  reading->programme->speeches[speech] = (GhSpeechPlace){ session, start };
  gh_bits_add (reading->speakers, speaker * reading->model->n_sessions + session);
  return true;
}

static bool
read_speeches (const Reading *reading)
{
  g_autoptr (GhCsv) csv = read_table (reading, "speeches.csv");

  if (csv == NULL)
    return false;
  for (int row = 0; row < csv->n_rows; row++)
    if (!read_speech (reading, csv, row))
      return false;
  return true;
}

static bool
read_attendance (const Reading *reading)
{
  g_autoptr (GhCsv) csv = read_table (reading, "attendance.csv");

  if (csv == NULL)
    return false;
  int session_column = gh_csv_column (csv, "session");
  int person_column = gh_csv_column (csv, "person");
  int as_column = gh_csv_column (csv, "as");
  for (int row = 0; row < csv->n_rows; row++)
    {
      int session = number_of (reading->sessions, gh_csv_cell (csv, row, session_column));
      int person = number_of (reading->persons, gh_csv_cell (csv, row, person_column));
      if (session < 0 || person < 0)
        return damaged (reading, "row %d of attendance.csv cannot be understood", row + 2);
      gh_attendance_read_word (
          reading->model, person, session, gh_csv_cell (csv, row, as_column),
          gh_bits_has (reading->speakers, person * reading->model->n_sessions + session),
          reading->programme->attendance);
    }
  gh_programme_sort_attendance (reading->model, reading->programme);
  return true;
}

/* Where a reserve is kept; what is no reserve of these sheets, or in no room of theirs, is passed
 * over, as in a manifest of before reserves were told. */
static void
read_reserve (const Reading *reading, JsonObject *object)
{
  const char *id = gh_manifest_text (object, "session");
  const char *date = gh_manifest_text (object, "date");
  const char *start = gh_manifest_text (object, "start");
  const char *room = gh_manifest_text (object, "room");
  JsonArray *teams = gh_manifest_list (object, "teams");
  int session = id != NULL ? number_of (reading->sessions, id) : -1;

  if (session < 0 || date == NULL || start == NULL || room == NULL)
    return;
  GhPlacement place = { gh_minute_of_texts (reading->model->conference.first_day, date, start),
                        number_of (reading->rooms, room) };
  if (!reading->model->sessions[session].reserve || place.start == GH_NEVER
      || (place.room >= 0) != reading->model->sessions[session].needs_room)
    return;
  reading->programme->placements[session] = place;
  for (guint entry = 0; teams != NULL && entry < json_array_get_length (teams); entry++)
    {
      JsonNode *node = json_array_get_element (teams, entry);
      int team = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                     ? number_of (reading->teams, json_node_get_string (node))
                     : -1;
      if (team >= 0)
        g_array_append_val (reading->programme->teams[session], team);
    }
}

static void
read_reserves (const Reading *reading, JsonObject *manifest)
{
  JsonArray *reserves = gh_manifest_list (manifest, "reserves");

  for (guint entry = 0; reserves != NULL && entry < json_array_get_length (reserves); entry++)
    {
      JsonNode *node = json_array_get_element (reserves, entry);
      if (JSON_NODE_HOLDS_OBJECT (node))
        read_reserve (reading, json_node_get_object (node));
    }
}

/* ---- the result, as the manifest tells it ------------------------------------------------- */

static void
read_costs (const Reading *reading, JsonObject *manifest)
{
  GhProgramme *programme = reading->programme;
  JsonArray *rules = gh_manifest_list (manifest, "rules");

  programme->n_unplaced = (int)gh_manifest_number (manifest, "n_unplaced");
  programme->steps = gh_manifest_number (manifest, "steps");
  programme->first_complete = gh_manifest_number (manifest, "first_complete");
  programme->cost = gh_manifest_number (manifest, "cost");
  programme->bound = gh_manifest_number (manifest, "bound");
  for (guint entry = 0; rules != NULL && entry < json_array_get_length (rules); entry++)
    {
      JsonNode *node = json_array_get_element (rules, entry);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = object != NULL ? gh_manifest_text (object, "rule") : NULL;
      int rule = name != NULL ? gh_rule_find (name) : -1;
      if (rule < 0)
        continue;
      programme->costs[rule].units = gh_manifest_number (object, "units");
      programme->costs[rule].cost = gh_manifest_number (object, "cost");
    }
}

static void
read_sentences (const Reading *reading, JsonObject *manifest)
{
  JsonObject *unplaced = gh_manifest_object (manifest, "unplaced");
  JsonArray *complaints = gh_manifest_list (manifest, "complaints");

  for (int session = 0; unplaced != NULL && session < reading->model->n_sessions; session++)
    reading->programme->why_unplaced[session] =
        g_strdup (gh_manifest_text (unplaced, reading->model->sessions[session].id));
  gh_causes_read (manifest, reading->model, reading->programme);
  for (guint entry = 0; complaints != NULL && entry < json_array_get_length (complaints); entry++)
    {
      JsonNode *node = json_array_get_element (complaints, entry);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (reading->programme->complaints, json_node_dup_string (node));
    }
}

static GhDisturbance
read_disturbance (JsonObject *certificate, const char *name)
{
  JsonObject *object = gh_manifest_object (certificate, name);
  GhDisturbance disturbance = { 0 };

  if (object == NULL)
    return disturbance;
  disturbance.sessions = (int)gh_manifest_number (object, "sessions");
  disturbance.price = gh_manifest_number (object, "counted");
  disturbance.bound = gh_manifest_number (object, "bound");
  disturbance.is_proved = disturbance.price == disturbance.bound;
  return disturbance;
}

static void
read_certificate (const Reading *reading, JsonObject *manifest)
{
  JsonObject *object = gh_manifest_object (manifest, "certificate");
  GhCertificate *certificate;

  if (object == NULL)
    return;
  certificate = g_new0 (GhCertificate, 1);
  certificate->counts_sessions = g_strcmp0 (gh_manifest_text (object, "least"), "sessions") == 0;
  certificate->moved = read_disturbance (object, "moved");
  certificate->rooms = read_disturbance (object, "rooms");
  certificate->covers = (int)gh_manifest_number (object, "covers");
  certificate->slack = gh_manifest_number (object, "slack");
  certificate->moved_without = gh_manifest_number (object, "counted_without_slack");
  certificate->cost_without = gh_manifest_number (object, "cost_without_slack");
  reading->programme->certificate = certificate;
}

/* How it was searched, if its report tells that. */
static bool
read_searched (const Reading *reading, JsonObject *hashes)
{
  static const char *const tables[] = { GH_BEST_SO_FAR, GH_MOVE_KINDS };

  for (gsize table = 0; table < G_N_ELEMENTS (tables); table++)
    {
      g_autofree char *file = gh_report_table (tables[table]);
      if (gh_manifest_text (hashes, file) == NULL)
        return true;
      if (!check_file (reading, hashes, file))
        return false;
    }
  reading->programme->searched = gh_searched_read (reading->folder, reading->error);
  return reading->programme->searched != NULL;
}

/* The reasons that changes.csv gives. */
static bool
read_reasons (const Reading *reading)
{
  g_autoptr (GhCsv) csv = read_table (reading, "changes.csv");

  if (csv == NULL)
    return false;
  for (int row = 0; row < csv->n_rows; row++)
    {
      int session = number_of (reading->sessions, cell (csv, row, "session"));
      if (session >= 0 && strcmp (cell (csv, row, "change"), "cover") != 0
          && reading->programme->why_changed[session] == NULL)
        reading->programme->why_changed[session] = g_strdup (cell (csv, row, "because"));
    }
  return true;
}

GhProgramme *
gh_output_read (const char *folder, const GhModel *model, const char *conference_folder,
                const char *const *sheets, GError **error)
{
  Reading reading = { .folder = folder, .model = model, .error = error };
  g_autoptr (JsonObject) manifest = gh_manifest_read (folder, error);
  g_autoptr (GhProgramme) programme = gh_programme_new (model);

  if (manifest == NULL)
    return NULL;
  JsonObject *sheet_hashes = gh_manifest_object (manifest, "sheets");
  JsonObject *file_hashes = gh_manifest_object (manifest, "files");
  reading.programme = programme;
  if (sheet_hashes == NULL || file_hashes == NULL)
    {
      damaged (&reading, "its manifest holds no hashes");
      return NULL;
    }
  number_all (&reading);
  bool is_read = check_sheets (conference_folder, sheets, sheet_hashes, error)
                 && check_files (&reading, file_hashes) && read_schedule (&reading)
                 && read_speeches (&reading) && read_attendance (&reading)
                 && read_reasons (&reading) && read_searched (&reading, file_hashes);
  if (is_read)
    read_reserves (&reading, manifest);
  forget_numbers (&reading);
  if (!is_read)
    return NULL;
  read_costs (&reading, manifest);
  read_certificate (&reading, manifest);
  read_sentences (&reading, manifest);
  return g_steal_pointer (&programme);
}
