#include "input/verify/past.h"
#include "input/verify/manifest.h"
#include "input/verify/read.h"
#include "input/verify/times.h"

#include <string.h>

/* "2022-06-08T10:00" */
#define MOMENT_LENGTH 16

/* ---- how it was made --------------------------------------------------------------------- */

/* What an option of the command was given, or NULL.  The caller's. */
static char *
option_of (const char *command, const char *name)
{
  g_autofree char *word = g_strdup_printf (" --%s ", name);
  const char *from = strstr (command, word);

  if (from == NULL)
    return NULL;
  from += strlen (word);
  const char *end = strstr (from, " -");
  const char *remark = strstr (from, "  #");
  if (end == NULL || (remark != NULL && remark < end))
    end = remark;
  return g_strstrip (end != NULL ? g_strndup (from, (gsize)(end - from)) : g_strdup (from));
}

/* The moment at which it was made; a revision's own is when it was published. */
static bool
read_now (const GhBook *book, JsonObject *options, const char *command, int *now)
{
  g_autofree char *at = option_of (command, "at");

  if (at == NULL)
    at = g_strdup (gh_member_text (options, "at"));
  return strlen (at) == MOMENT_LENGTH && gh_read_start (book, at, now);
}

/* By session: those that an option of the command names. */
static bool *
read_named (GhBook *book, const char *command, const char *name)
{
  bool *named = gh_book_new0 (book, (gsize)book->n_sessions, sizeof (bool));
  g_autofree char *list = option_of (command, name);
  g_auto (GStrv) ids = g_strsplit (list != NULL ? list : "", ",", -1);

  for (char **id = ids; *id != NULL; id++)
    {
      int session = gh_book_find (book->session_ids, g_strstrip (*id));
      if (session >= 0)
        named[session] = true;
    }
  return named;
}

/* ---- where sessions were ----------------------------------------------------------------- */

static const char *
first_id_of (const GhBookSession *session)
{
  guint n_older = g_strv_length (session->was);
  return n_older > 0 ? session->was[n_older - 1] : session->id;
}

/* What a session of the table was called first: its manifest tells, or else the sheets,
 * unless the table holds a session of that id too. */
static const char *
first_id_then (const GhBook *book, JsonObject *manifest, GHashTable *older, GHashTable *ids,
               const char *id)
{
  JsonObject *renamed = manifest != NULL ? gh_member_object (manifest, "renamed") : NULL;
  int session = gh_book_find (book->session_ids, id);
  const char *first = renamed != NULL ? gh_member_text (renamed, id) : "";

  if (renamed != NULL)
    return *first != '\0' ? first : id;
  if (session < 0)
    session = gh_book_find (older, id);
  first = session >= 0 ? first_id_of (&book->sessions[session]) : id;
  return g_hash_table_contains (ids, first) ? id : first;
}

/* What sessions were called -> session + 1. */
static GHashTable *
older_ids (const GhBook *book)
{
  GHashTable *older = g_hash_table_new (g_str_hash, g_str_equal);

  for (int session = 0; session < book->n_sessions; session++)
    for (char **was = book->sessions[session].was; *was != NULL; was++)
      if (!g_hash_table_contains (older, *was))
        g_hash_table_insert (older, *was, GINT_TO_POINTER (session + 1));
  return older;
}

/* id then -> session today + 1: of the same first id; or else of the same id, where the sheets
 * never renamed it.
 */
static GHashTable *
names_of (const GhBook *book, const GhTable *schedule, JsonObject *manifest)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) older = older_ids (book);
  g_autofree bool *is_found = g_new0 (bool, book->n_sessions + 1);
  int column = gh_table_column (schedule, "session");

  for (int session = 0; session < book->n_sessions; session++)
    g_hash_table_insert (by_first, (gpointer)first_id_of (&book->sessions[session]),
                         GINT_TO_POINTER (session + 1));
  for (int row = 0; row < gh_table_n_rows (schedule); row++)
    g_hash_table_add (ids, (gpointer)gh_table_cell (schedule, row, column));
  for (int row = 0; row < gh_table_n_rows (schedule); row++)
    {
      const char *id = gh_table_cell (schedule, row, column);
      int session = gh_book_find (by_first, first_id_then (book, manifest, older, ids, id));
      if (session < 0 || is_found[session])
        continue;
      is_found[session] = true;
      g_hash_table_insert (names, (gpointer)id, GINT_TO_POINTER (session + 1));
    }
  for (int session = 0; session < book->n_sessions; session++)
    {
      const char *id = book->sessions[session].id;
      if (!is_found[session] && *book->sessions[session].was == NULL
          && !g_hash_table_contains (names, id))
        g_hash_table_insert (names, (gpointer)id, GINT_TO_POINTER (session + 1));
    }
  return names;
}

static void
read_place (const GhBookRow *row, GhBookHad *had)
{
  GhBook *book = row->book;
  const char *room = gh_cell (row, "room");
  g_autofree char *start = g_strconcat (gh_cell (row, "date"), "T", gh_cell (row, "start"), NULL);

  *had = (GhBookHad){ .start = GH_BOOK_NEVER, .room = -1 };
  if (strcmp (gh_cell (row, "status"), "cancelled") == 0
      || !gh_read_start (book, start, &had->start))
    return;
  had->room = *room != '\0' ? gh_book_find (book->room_ids, room) : -1;
  had->room_is_gone = *room != '\0' && had->room < 0;
  for (char **item = gh_cell_list (row, "teams"); *item != NULL; item++)
    {
      int team = gh_book_find (book->team_ids, *item);
      if (team >= 0)
        gh_book_append (book, &had->in, team);
    }
}

static void
read_places (GhBook *book, const GhTable *schedule, JsonObject *manifest, GhBookHad *sessions)
{
  g_autoptr (GHashTable) names = names_of (book, schedule, manifest);

  for (int session = 0; session < book->n_sessions; session++)
    sessions[session] = (GhBookHad){ .start = GH_BOOK_NEVER, .room = -1 };
  for (int number = 0; number < gh_table_n_rows (schedule); number++)
    {
      GhBookRow row = { book, schedule, number };
      int session = gh_book_find (names, gh_cell (&row, "session"));
      if (session >= 0)
        read_place (&row, &sessions[session]);
    }
}

static bool
read_base (GhBook *book, GhBookPast *past)
{
  g_autofree char *parent = g_path_get_dirname (book->programme);
  g_autofree char *folder = g_build_filename (parent, past->revision, NULL);
  g_autofree char *path = g_build_filename (folder, "schedule.csv", NULL);
  g_autoptr (JsonObject) manifest = gh_read_manifest (folder, NULL);
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  GhTable *table = gh_table_read_csv (path, problems, &error);

  if (table == NULL)
    {
      gh_book_find_wrong (book, "frozen", "manifest.json says that it was made on revision %s: %s",
                          past->revision, error->message);
      return false;
    }
  g_ptr_array_add (book->tables, table);
  read_places (book, table, manifest, past->sessions);
  return true;
}

/* ---- what was frozen --------------------------------------------------------------------- */

/* Up to the end of today, and from the hour of freezing on up to the end of tomorrow. */
static int
find_frozen_to (const GhBook *book, int now)
{
  int day = gh_book_day (now);
  bool is_late = now - day * GH_BOOK_DAY >= book->freeze;
  return (day + (is_late ? 2 : 1)) * GH_BOOK_DAY;
}

/* The sheets themselves say that it is to be elsewhere. */
static bool
is_sent_elsewhere (const GhBookSession *session, const GhBookHad *had)
{
  int start = session->pinned != GH_BOOK_NEVER ? session->pinned : session->fixed;
  int room = session->pinned_room >= 0 ? session->pinned_room
             : session->rooms.n == 1   ? session->rooms.items[0]
                                       : -1;

  return (start != GH_BOOK_NEVER && start != had->start) || (room >= 0 && room != had->room);
}

static void
mark (GhBook *book, GhBookPast *past, const char *command)
{
  const bool *kept = read_named (book, command, "keep");
  const bool *freed = read_named (book, command, "free");

  for (int number = 0; number < book->n_sessions; number++)
    {
      const GhBookSession *session = &book->sessions[number];
      GhBookHad *had = &past->sessions[number];
      if (had->start == GH_BOOK_NEVER || session->cancelled || session->reserve
          || !gh_book_is_hard (book, GH_HARD_FROZEN, number))
        continue;
      had->has_begun = had->start <= past->now;
      had->is_frozen = !had->has_begun && had->start < past->frozen_to && !had->room_is_gone
                       && !freed[number] && !is_sent_elsewhere (session, had);
      had->is_kept = !had->has_begun && kept[number] && !had->room_is_gone;
    }
}

/* ---- all --------------------------------------------------------------------------------- */

/* The manifest's base, as long as it can be a revision's number; 0: none. */
static int
base_of (JsonObject *manifest)
{
  gint64 base = gh_member_number (manifest, "base");
  return base > 0 && base <= 999999 ? (int)base : 0;
}

static const GhBookPast *
read_past (GhBook *book, JsonObject *manifest, JsonObject *options)
{
  const char *command = gh_member_text (options, "command");
  GhBookPast *past = gh_book_new0 (book, 1, sizeof (GhBookPast));
  int base = base_of (manifest);

  if (g_str_has_prefix (command, "gahunda plan ")
      || (base == 0 && !g_str_has_prefix (command, "gahunda replan ")))
    return NULL;
  if (base == 0)
    {
      gh_book_find_wrong (book, "frozen",
                          "manifest.json says that it was re-planned, and not from what");
      return NULL;
    }
  if (!read_now (book, options, command, &past->now))
    {
      gh_book_find_wrong (book, "frozen",
                          "manifest.json does not say when it was made: what had begun or was "
                          "frozen cannot be told");
      return NULL;
    }
  g_snprintf (past->revision, sizeof past->revision, "%04d", base);
  past->frozen_to = find_frozen_to (book, past->now);
  past->sessions = gh_book_new0 (book, (gsize)book->n_sessions, sizeof (GhBookHad));
  if (!read_base (book, past))
    return NULL;
  mark (book, past, command);
  return past;
}

const GhBookPast *
gh_book_read_past (GhBook *book)
{
  /* What is wrong with the file has been said. */
  g_autoptr (JsonObject) manifest = gh_book_manifest (book, NULL);
  JsonObject *options = manifest != NULL ? gh_member_object (manifest, "options") : NULL;

  return options != NULL ? read_past (book, manifest, options) : NULL;
}
