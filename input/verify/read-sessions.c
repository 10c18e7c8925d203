/* Groups, sessions and pins. */
#include "input/verify/read.h"
#include "input/verify/times.h"

#include <string.h>

/* Colons split off a number at the end: "interpretation:2".  Cuts the item at the colon. */
static int
split_number (const GhBookRow *row, const char *column, char *item, int empty)
{
  char *colon = strrchr (item, ':');
  int number = empty;

  if (colon == NULL)
    return empty;
  *colon = '\0';
  g_strchomp (item);
  if (!gh_read_number (g_strstrip (colon + 1), &number))
    gh_row_wrong (row, column, item);
  return number;
}

/* ---- groups ------------------------------------------------------------------------------ */

void
gh_book_read_groups (GhBook *book)
{
  book->n_groups = gh_book_n_rows (book, GH_READ_GROUPS);
  book->groups = gh_book_new0 (book, (gsize)book->n_groups, sizeof (GhBookGroup));
  for (int number = 0; number < book->n_groups; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_GROUPS, number);
      GhBookGroup *group = &book->groups[number];

      group->id = gh_row_name (&row, "group", book->group_ids, number);
      group->kind = gh_cell (&row, "kind");
      group->order_minutes = gh_cell_number (&row, "order_minutes", -1);
    }
  for (int number = 0; number < book->n_groups; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_GROUPS, number);
      book->groups[number].parent = gh_cell_find (&row, "parent", book->group_ids);
    }
}

/* ---- sessions ---------------------------------------------------------------------------- */

static void
read_room_list (const GhBookRow *row, GhBookSession *session)
{
  char **items = gh_cell_list (row, "room");

  session->needs_room = items[0] == NULL || items[1] != NULL || strcmp (items[0], "none") != 0;
  for (; session->needs_room && *items != NULL; items++)
    {
      int room = gh_row_find_id (row, "room", row->book->room_ids, *items);
      if (room >= 0)
        gh_book_append (row->book, &session->rooms, room);
    }
}

/* Without what is only wished: "hybrid?". */
static void
read_features (const GhBookRow *row, GhBookSession *session)
{
  int kept = 0;

  session->features = gh_cell_list (row, "features");
  for (int item = 0; session->features[item] != NULL; item++)
    {
      char *feature = session->features[item];
      if (g_str_has_suffix (feature, "?"))
        g_free (feature);
      else
        session->features[kept++] = feature;
    }
  session->features[kept] = NULL;
}

static void
read_needs (const GhBookRow *row, GhBookSession *session)
{
  session->teams = gh_book_array (row->book, sizeof (GhBookNeed));
  for (char **item = gh_cell_list (row, "teams"); *item != NULL; item++)
    {
      GhBookNeed need = { *item, split_number (row, "teams", *item, 1) };
      g_array_append_val (session->teams, need);
    }
}

/* "16;3", where either may be missing. */
static void
read_speech_limits (const GhBookRow *row, GhBookSession *session)
{
  g_auto (GStrv) items = g_strsplit (gh_cell (row, "speeches"), ";", -1);
  guint n = g_strv_length (items);

  session->most_speeches = -1;
  if (n > 0 && *g_strstrip (items[0]) != '\0'
      && !gh_read_number (items[0], &session->most_speeches))
    gh_row_wrong (row, "speeches", items[0]);
  if (n > 1 && *g_strstrip (items[1]) != '\0'
      && !gh_read_number (items[1], &session->speeches_after))
    gh_row_wrong (row, "speeches", items[1]);
}

/* CONFERENCE-SESSION@DOMAIN, from the first id that the session had: the last in `was`.  Octets
 * other than A-Za-z0-9.- are _XX; what is longer than 200 is cut around the hash of the whole. */
static char *
uid_of (const GhBook *book, const char *session)
{
  const char *parts[] = { book->id, "-", session, "@", book->domain };
  g_autoptr (GString) uid = g_string_new (NULL);
  gsize n_name = 0;

  for (gsize part = 0; part < G_N_ELEMENTS (parts); part++)
    {
      if (*parts[part] == '@')
        n_name = uid->len;
      for (const char *at = parts[part]; *at != '\0'; at++)
        if (g_ascii_isalnum (*at) || *at == '.' || *at == '-' || parts[part][0] == '@')
          g_string_append_c (uid, *at);
        else
          g_string_append_printf (uid, "_%02X", (guchar)*at);
    }
  if (uid->len <= 200)
    return g_strdup (uid->str);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uid->str, -1);
  return g_strdup_printf ("%.*s_%s@%.74s", (int)MIN (n_name, 60), uid->str, hash,
                          uid->str + n_name + 1);
}

static void
read_when (const GhBookRow *row, GhBookSession *session)
{
  session->minutes = gh_cell_number (row, "minutes", 1);
  session->pattern = gh_cell (row, "pattern");
  session->fixed = gh_cell_start (row, "start");
  session->pinned = GH_BOOK_NEVER;
  session->window = gh_cell_times (row, "window");
  session->start = session->end = GH_BOOK_NEVER;
}

static void
read_session (GhBook *book, int number)
{
  GhBookRow row = gh_book_row (book, GH_READ_SESSIONS, number);
  GhBookSession *session = &book->sessions[number];

  session->row = number;
  session->id = gh_row_name (&row, "session", book->session_ids, number);
  session->title = gh_cell (&row, "title");
  session->group = gh_cell_find (&row, "group", book->group_ids);
  session->kind = gh_cell (&row, "kind");
  if (*session->kind == '\0' && session->group >= 0)
    session->kind = book->groups[session->group].kind;
  session->tags = gh_cell_list (&row, "tags");
  read_when (&row, session);
  read_room_list (&row, session);
  session->room = session->pinned_room = -1;
  session->venue = gh_book_venue (book, gh_cell (&row, "venue"));
  session->attendance = gh_cell_number (&row, "attendance", 0);
  session->layout = gh_cell (&row, "layout");
  read_features (&row, session);
  read_needs (&row, session);
  read_speech_limits (&row, session);
  session->reserve = strcmp (session->kind, "reserve") == 0;
  session->optional = session->reserve || gh_cell_yes (&row, "optional");
  session->cancelled = gh_cell_yes (&row, "cancelled");
  session->closed = gh_cell_yes (&row, "closed");
  session->was = gh_cell_list (&row, "was");
  guint n_was = g_strv_length (session->was);
  session->uid =
      (char *)gh_book_text (book, uid_of (book, n_was > 0 ? session->was[n_was - 1] : session->id));
}

static void
read_pins (GhBook *book)
{
  for (int number = 0; number < gh_book_n_rows (book, GH_READ_PINS); number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_PINS, number);
      int session = gh_cell_find (&row, "session", book->session_ids);
      if (session < 0)
        continue;
      book->sessions[session].pinned = gh_cell_start (&row, "start");
      book->sessions[session].pinned_room = gh_cell_find (&row, "room", book->room_ids);
    }
}

void
gh_book_read_sessions (GhBook *book)
{
  book->n_sessions = gh_book_n_rows (book, GH_READ_SESSIONS);
  book->sessions = gh_book_new0 (book, (gsize)book->n_sessions, sizeof (GhBookSession));
  for (int session = 0; session < book->n_sessions; session++)
    read_session (book, session);
  read_pins (book);
}
