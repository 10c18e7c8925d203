/* The last revision as what re-planning starts from. */
#include "output/csv.h"
#include "output/last.h"

#include <string.h>

typedef struct
{
  const GhModel *model;
  const GhLast *last;
  GhPast *past;
  GHashTable *persons; /* id -> person + 1 */
  GHashTable *counted; /* "PERSON SESSION" */
} Reading;

static int
room_of (const GhModel *model, const char *id)
{
  for (int room = 0; room < model->n_rooms; room++)
    if (strcmp (model->rooms[room].id, id) == 0)
      return room;
  return -1;
}

static void
read_teams (const GhModel *model, const char *list, GArray *teams)
{
  g_auto (GStrv) ids = g_strsplit (list, ";", -1);
  for (int id = 0; ids[id] != NULL; id++)
    for (int team = 0; team < model->n_teams; team++)
      if (strcmp (model->teams[team].id, ids[id]) == 0)
        g_array_append_val (teams, team);
}

static void
read_places (Reading *reading)
{
  for (int session = 0; session < reading->model->n_sessions; session++)
    {
      const GhLastRow *row = gh_last_find (reading->last, session);
      GhHad *had = &reading->past->sessions[session];
      if (row == NULL || row->start == GH_NEVER || row->cancelled)
        continue;
      had->start = row->start;
      had->room = room_of (reading->model, row->room);
      had->room_is_gone = had->room < 0 && row->room[0] != '\0';
      had->people = 1;
      read_teams (reading->model, row->teams, had->teams);
    }
}

static void
read_attendance (int session, const char *person, const char *as, gpointer data)
{
  Reading *reading = data;
  g_autofree char *key = g_strdup_printf ("%d %s", session, person);
  GhHadCover cover = { session,
                       GPOINTER_TO_INT (g_hash_table_lookup (reading->persons, person)) - 1 };
  GhHad *had = &reading->past->sessions[session];

  if (had->start == GH_NEVER)
    return;
  if (strcmp (as, "covers") == 0 && cover.person >= 0)
    g_array_append_val (reading->past->covers, cover);
  /* The first of them is the one that every session counts at least. */
  if (g_hash_table_add (reading->counted, g_steal_pointer (&key))
      && !g_hash_table_add (reading->counted, g_strdup_printf ("%d", session)))
    had->people++;
}

static int
compare_covers (gconstpointer a, gconstpointer b)
{
  const GhHadCover *left = a;
  const GhHadCover *right = b;
  return left->session != right->session ? left->session - right->session
                                         : left->person - right->person;
}

/* The speech of a row: one of its speaker that may be in that session, and has no place yet. */
static int
find_speech (const Reading *reading, int session, int speaker)
{
  for (int speech = 0; speech < reading->model->n_speeches; speech++)
    if (reading->model->speeches[speech].speaker == speaker
        && reading->past->speeches[speech].session < 0
        && gh_bits_has (reading->model->speeches[speech].sessions, session))
      return speech;
  return -1;
}

static void
read_speech (Reading *reading, const GhCsv *csv, int row)
{
  int session =
      gh_last_session (reading->last, gh_csv_cell (csv, row, gh_csv_column (csv, "session")));
  int speaker = GPOINTER_TO_INT (g_hash_table_lookup (
                    reading->persons, gh_csv_cell (csv, row, gh_csv_column (csv, "speaker"))))
                - 1;
  g_auto (GStrv) halves = g_strsplit (gh_csv_cell (csv, row, gh_csv_column (csv, "start")), "T", 2);
  int speech = session >= 0 && speaker >= 0 ? find_speech (reading, session, speaker) : -1;

  if (speech < 0 || g_strv_length (halves) != 2)
    return;
  reading->past->speeches[speech] =
      (GhHadSpeech){ session, gh_minute_of_texts (reading->model, halves[0], halves[1]) };
}

/* A revision that holds only schedule.csv is enough. */
static bool
read_speeches (Reading *reading, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "speeches.csv", NULL);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GhCsv) csv = gh_csv_read (path, &trouble);

  for (int row = 0; csv != NULL && row < csv->n_rows; row++)
    read_speech (reading, csv, row);
  if (csv != NULL || g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return true;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return false;
}

GhPast *
gh_output_past (const char *folder, const GhModel *model, GError **error)
{
  g_autoptr (GhLast) last = gh_last_read (model, folder, error);
  g_autoptr (GhPast) past = gh_past_new (model);
  Reading reading = { .model = model, .last = last, .past = past };
  bool is_read;

  if (last == NULL)
    return NULL;
  reading.persons = g_hash_table_new (g_str_hash, g_str_equal);
  reading.counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int person = 0; person < model->n_persons; person++)
    g_hash_table_insert (reading.persons, (gpointer)model->persons[person].id,
                         GINT_TO_POINTER (person + 1));
  read_places (&reading);
  gh_last_each_attendance (last, read_attendance, &reading);
  g_array_sort (past->covers, compare_covers);
  is_read = read_speeches (&reading, folder, error);
  g_hash_table_unref (reading.persons);
  g_hash_table_unref (reading.counted);
  return is_read ? g_steal_pointer (&past) : NULL;
}
