/* Sessions or contributions as a list, each with the same fields: pretalx's exported sessions (CSV,
 * JSON) and what its API lists, and Indico's exported contributions (CSV).
 *
 * A row is a table of texts by the names of the fields in small letters, whatever the list was
 * written in. */
#include "input/formats/foreign.h"
#include "input/formats/readers.h"
#include "input/sheets/table.h"

#include <string.h>

enum
{
  ID,
  TITLE,
  START,
  START_DATE,
  START_TIME,
  END,
  END_DATE,
  END_TIME,
  DURATION,
  ROOM,
  GROUP,
  TYPE,
  STATE,
  SPEAKER_IDS,
  SPEAKERS,
  N_FIELDS
};

/* What programs call them, the likelier first.  Indico's track is what a paper was sent to, and its
 * session what it is held in. */
static const char *const names[N_FIELDS][6] = {
  [ID] = { "id", "code" },
  [TITLE] = { "proposal title", "session title", "title" },
  [START] = { "start", "date" },
  [START_DATE] = { "start (date)" },
  [START_TIME] = { "start (time)" },
  [END] = { "end" },
  [END_DATE] = { "end (date)" },
  [END_TIME] = { "end (time)" },
  [DURATION] = { "duration" },
  [ROOM] = { "room" },
  [GROUP] = { "session", "track" },
  [TYPE] = { "session type", "submission type", "submission_type", "type" },
  [STATE] = { "proposal state", "session state", "state" },
  [SPEAKER_IDS] = { "speaker ids" },
  [SPEAKERS] = { "speaker names", "speakers", "presenters" },
};

/* ---- rows --------------------------------------------------------------------------------- */

static GHashTable *
row_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Takes TEXT over. */
static void
row_set (GHashTable *row, const char *name, char *text)
{
  g_hash_table_replace (row, g_utf8_strdown (name, -1), text);
}

static const char *
row_get (GHashTable *row, int field)
{
  for (gsize name = 0; name < G_N_ELEMENTS (names[field]) && names[field][name] != NULL; name++)
    {
      const char *text = g_hash_table_lookup (row, names[field][name]);
      if (text != NULL && *text != '\0')
        return text;
    }
  return "";
}

static bool
is_field (const char *name)
{
  for (int field = 0; field < N_FIELDS; field++)
    for (gsize known = 0; known < G_N_ELEMENTS (names[field]) && names[field][known] != NULL;
         known++)
      if (strcmp (name, names[field][known]) == 0)
        return true;
  return false;
}

/* Of what is proposed, pretalx holds what is accepted or confirmed. */
static bool
is_held (GHashTable *row)
{
  const char *state = row_get (row, STATE);

  return *state == '\0' || g_ascii_strcasecmp (state, "accepted") == 0
         || g_ascii_strcasecmp (state, "confirmed") == 0;
}

static char *
moment_of (GHashTable *row, int whole, int date, int time)
{
  const char *text = row_get (row, whole);

  if (*text != '\0' || *row_get (row, date) == '\0')
    return g_strdup (text);
  return g_strdup_printf ("%sT%s", row_get (row, date), row_get (row, time));
}

/* Lines, or else what stands between commas, unless it is one. */
static char **
split (const char *text, bool is_one)
{
  return g_strsplit (text, strchr (text, '\n') != NULL || is_one ? "\n" : ",", -1);
}

static void
add_speakers (GhRawEvent *event, GHashTable *row)
{
  g_auto (GStrv) ids = split (row_get (row, SPEAKER_IDS), false);
  g_auto (GStrv) speakers = split (row_get (row, SPEAKERS), g_strv_length (ids) == 1);
  bool is_told_apart = g_strv_length (ids) == g_strv_length (speakers);

  for (int speaker = 0; speakers[speaker] != NULL; speaker++)
    gh_raw_add_person (event, is_told_apart ? g_strstrip (g_strdup (ids[speaker])) : g_strdup (""),
                       g_strstrip (g_strdup (speakers[speaker])));
}

/* False: there are more than there may be. */
static bool
take_row (GhRaw *raw, GHashTable *row)
{
  GhRawEvent *event;

  if (!is_held (row))
    {
      raw->n_not_held++;
      return true;
    }
  event = gh_raw_add_event (raw);
  if (event == NULL)
    return false;
  gh_raw_set (&event->code, g_strdup (row_get (row, ID)));
  gh_raw_set (&event->title, g_strdup (row_get (row, TITLE)));
  gh_raw_set (&event->date, moment_of (row, START, START_DATE, START_TIME));
  gh_raw_set (&event->end, moment_of (row, END, END_DATE, END_TIME));
  gh_raw_set (&event->duration, g_strdup (row_get (row, DURATION)));
  gh_raw_set (&event->room, g_strdup (row_get (row, ROOM)));
  gh_raw_set (&event->track, g_strdup (row_get (row, GROUP)));
  gh_raw_set (&event->type, g_strdup (row_get (row, TYPE)));
  add_speakers (event, row);
  return true;
}

/* ---- JSON --------------------------------------------------------------------------------- */

/* The API writes speakers as objects, or as codes alone. */
static void
set_speakers (GHashTable *row, JsonArray *speakers)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint entry = 0; entry < gh_foreign_in_list (speakers); entry++)
    {
      JsonObject *speaker = gh_foreign_of_list (speakers, entry);
      g_autofree char *id = gh_foreign_text (speaker, "code");
      g_autofree char *name = gh_foreign_text (speaker, "name");
      g_string_append_printf (ids, "%s\n", g_strdelimit (id, "\n", ' '));
      g_string_append_printf (all, "%s\n", g_strdelimit (name, "\n", ' '));
    }
  row_set (row, "speaker ids", g_strdup (ids->str));
  row_set (row, "speaker names", g_strdup (all->str));
}

static bool
holds_objects (JsonNode *node)
{
  return JSON_NODE_HOLDS_ARRAY (node) && gh_foreign_of_list (json_node_get_array (node), 0) != NULL;
}

static GHashTable *
row_of_object (GhRaw *raw, JsonObject *object)
{
  GHashTable *row = row_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *small = g_utf8_strdown (name, -1);
      if (strcmp (small, "speakers") == 0 && holds_objects (node))
        set_speakers (row, json_node_get_array (node));
      else if (strcmp (small, "slot") == 0 || strcmp (small, "slots") == 0)
        continue;
      else if (is_field (small))
        row_set (row, small, gh_foreign_node_text (node));
      else if (gh_foreign_is_told (node))
        gh_raw_count_unread (raw, small);
    }
  return row;
}

/* When and where, as the API writes it. */
static void
set_slot (GHashTable *row, JsonObject *slot)
{
  static const char *const members[] = { "start", "end", "room" };

  for (gsize name = 0; name < G_N_ELEMENTS (members); name++)
    row_set (row, members[name], gh_foreign_text (slot, members[name]));
}

static bool
take_object (GhRaw *raw, JsonObject *object)
{
  g_autoptr (GHashTable) row = row_of_object (raw, object);
  JsonObject *slot = gh_foreign_object (object, "slot");
  JsonArray *slots = gh_foreign_list (object, "slots");

  if (slot != NULL)
    set_slot (row, slot);
  if (gh_foreign_of_list (slots, 0) == NULL)
    return take_row (raw, row);
  for (guint entry = 0; entry < gh_foreign_in_list (slots); entry++)
    {
      set_slot (row, gh_foreign_of_list (slots, entry));
      if (!take_row (raw, row))
        return false;
    }
  return true;
}

char *
gh_list_read_json (GhRaw *raw, JsonArray *list)
{
  for (guint entry = 0; entry < gh_foreign_in_list (list); entry++)
    {
      JsonObject *object = gh_foreign_of_list (list, entry);
      if (object != NULL && !take_object (raw, object))
        return gh_readers_too_many ();
    }
  return NULL;
}

bool
gh_list_is_one (JsonArray *list)
{
  JsonObject *first = gh_foreign_of_list (list, 0);
  g_autoptr (GhRaw) nobody = gh_raw_new ();
  g_autoptr (GHashTable) row = first != NULL ? row_of_object (nobody, first) : row_new ();

  /* An event of Indico's has a title too, and says what it is. */
  return *row_get (row, TITLE) != '\0' && *row_get (row, ID) != '\0'
         && !json_object_has_member (first, "_type");
}

/* ---- CSV ---------------------------------------------------------------------------------- */

static void
note_unread (GhRaw *raw, GhTable *table, int row)
{
  for (int column = 0; column < gh_table_n_columns (table); column++)
    {
      g_autofree char *name = g_utf8_strdown (gh_table_column_name (table, column), -1);
      if (!is_field (name) && *gh_table_cell (table, row, column) != '\0')
        gh_raw_count_unread (raw, name);
    }
}

static GHashTable *
row_of_table (GhTable *table, int row)
{
  GHashTable *texts = row_new ();

  for (int column = 0; column < gh_table_n_columns (table); column++)
    row_set (texts, gh_table_column_name (table, column),
             g_strdup (gh_table_cell (table, row, column)));
  return texts;
}

static bool
has_column (GhTable *table, int field)
{
  for (int column = 0; column < gh_table_n_columns (table); column++)
    {
      g_autofree char *small = g_utf8_strdown (gh_table_column_name (table, column), -1);
      for (gsize name = 0; name < G_N_ELEMENTS (names[field]) && names[field][name] != NULL; name++)
        if (strcmp (small, names[field][name]) == 0)
          return true;
    }
  return false;
}

static char *
first_error (const GhProblems *problems)
{
  for (guint entry = 0; entry < problems->list->len; entry++)
    {
      const GhProblem *problem = problems->list->pdata[entry];
      if (!problem->is_note && problem->place.row > 0)
        return g_strdup_printf ("row %d: %s", problem->place.row, problem->sentence);
      if (!problem->is_note)
        return g_strdup (problem->sentence);
    }
  return g_strdup ("it is damaged");
}

char *
gh_list_read_csv (GhRaw *raw, const char *bytes, gsize n_bytes)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhTable) table = gh_table_parse_csv (bytes, n_bytes, "", problems);

  if (!has_column (table, TITLE)
      || !(has_column (table, START) || has_column (table, START_DATE)
           || has_column (table, DURATION)))
    return gh_readers_unknown ("it is neither XML nor JSON, and no CSV that begins with names of "
                               "columns like ID, Title, Start or Duration");
  if (problems->n_errors > 0)
    return first_error (problems);
  for (int row = 0; row < gh_table_n_rows (table); row++)
    {
      g_autoptr (GHashTable) texts = row_of_table (table, row);
      if (!take_row (raw, texts))
        return gh_readers_too_many ();
      note_unread (raw, table, row);
    }
  return NULL;
}
