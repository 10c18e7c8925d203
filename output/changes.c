#include "output/changes.h"
#include "output/csv.h"

#include <string.h>

/* Somebody covered a session for their delegation, then or now. */
typedef struct
{
  int session;
  int delegation; /* -1: a person who is gone, or without one */
  const char *person;
  bool now;
} Cover;

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  const GhLastRow *places;
  const GhLast *last;
  GHashTable *rooms;   /* id -> room + 1 */
  GHashTable *persons; /* id -> person + 1 */
  GArray *covers;      /* Cover */
  GPtrArray *changes;
} Comparing;

static void
free_change (gpointer data)
{
  GhChange *change = data;

  g_free (change->was);
  g_free (change->now);
  g_free (change);
}

static GhChange *
add_change (Comparing *comparing, const char *id, int session, GhChangeKind kind, char *was,
            char *now, const char *because)
{
  GhChange *this = g_new (GhChange, 1);

  *this = (GhChange){ .session = id,
                      .number = session,
                      .change = gh_change_word (kind),
                      .was = was,
                      .now = now,
                      .because = because != NULL ? because : "" };
  g_ptr_array_add (comparing->changes, this);
  return this;
}

/* ---- places ------------------------------------------------------------------------------- */

/* NULL: nowhere. */
static char *
place_text (const GhModel *model, const GhLastRow *place, bool with_end)
{
  if (place == NULL)
    return g_strdup ("");
  return gh_place_text (model->conference.first_day, place->start, with_end ? place->end : GH_NEVER,
                        place->room);
}

static void
add_move (Comparing *comparing, const char *id, int session, GhChangeKind kind,
          const GhLastRow *from, const GhLastRow *to, const char *because)
{
  bool with_end = kind == GH_CHANGE_MOVED && from->start == to->start;
  GhChange *change =
      add_change (comparing, id, session, kind, place_text (comparing->model, from, with_end),
                  place_text (comparing->model, to, with_end), because);

  change->from = from;
  change->to = to;
}

static const char *
room_because (const Comparing *comparing, const char *id)
{
  int room = GPOINTER_TO_INT (g_hash_table_lookup (comparing->rooms, id)) - 1;

  return room >= 0 ? comparing->model->rooms[room].because : NULL;
}

/* What changed is what its pin says. */
static bool
is_by_pin (const Comparing *comparing, const GhSession *session, const GhLastRow *was,
           const GhLastRow *now)
{
  bool is_elsewhen = was == NULL || was->start != now->start;
  bool is_elsewhere = was == NULL || strcmp (was->room, now->room) != 0;

  if (!gh_last_is_held (now))
    return false;
  return (is_elsewhen && session->pinned_start == now->start)
         || (is_elsewhere && session->pinned_room >= 0
             && strcmp (comparing->model->rooms[session->pinned_room].id, now->room) == 0);
}

/* The session's own reason; else its pin's, where that is why; else that of the room which it had
 * to leave, or came into; else what re-planning found. */
static const char *
because_of (const Comparing *comparing, int session, const GhLastRow *was, const GhLastRow *now)
{
  const GhSession *this = &comparing->model->sessions[session];
  const char *because = this->because;

  if (because == NULL && is_by_pin (comparing, this, was, now))
    because = this->pin_because;
  if (because == NULL && was != NULL && strcmp (was->room, now->room) != 0)
    because = room_because (comparing, was->room);
  if (because == NULL && was != NULL && strcmp (was->room, now->room) != 0)
    because = room_because (comparing, now->room);
  if (because == NULL)
    because = comparing->programme->why_changed[session];
  return because;
}

const char *
gh_change_word (GhChangeKind kind)
{
  static const char *const words[] = {
    [GH_CHANGE_NONE] = "",       [GH_CHANGE_MOVED] = "moved",
    [GH_CHANGE_ROOM] = "room",   [GH_CHANGE_CANCELLED] = "cancelled",
    [GH_CHANGE_NEW] = "new",     [GH_CHANGE_WITHDRAWN] = "withdrawn",
    [GH_CHANGE_COVER] = "cover", [GH_CHANGE_ADDED] = "added",
    [GH_CHANGE_AS] = "as",
  };

  return words[kind];
}

/* Ends are compared where both are told: a last revision may lack them. */
static bool
is_at_another_time (const GhLastRow *was, const GhLastRow *now)
{
  return was->start != now->start
         || (was->end != GH_NEVER && now->end != GH_NEVER && was->end != now->end);
}

GhChangeKind
gh_change_between (const GhLastRow *was, const GhLastRow *now)
{
  if (!gh_last_is_held (was))
    return gh_last_is_held (now) ? GH_CHANGE_NEW : GH_CHANGE_NONE;
  if (now != NULL && now->cancelled)
    return GH_CHANGE_CANCELLED;
  if (!gh_last_is_held (now))
    return GH_CHANGE_WITHDRAWN;
  if (is_at_another_time (was, now))
    return GH_CHANGE_MOVED;
  return strcmp (was->room, now->room) != 0 ? GH_CHANGE_ROOM : GH_CHANGE_NONE;
}

static void
compare_session (Comparing *comparing, int session)
{
  const GhModel *model = comparing->model;
  const GhLastRow *was = gh_last_find (comparing->last, session);
  const GhLastRow *now = &comparing->places[session];
  GhChangeKind kind = gh_change_between (was, now);

  if (kind == GH_CHANGE_NONE || model->sessions[session].reserve)
    return;
  add_move (comparing, now->id, session, kind, kind == GH_CHANGE_NEW ? NULL : was,
            gh_last_is_held (now) ? now : NULL, because_of (comparing, session, was, now));
}

/* A session that the sheets no longer hold. */
static void
compare_gone (Comparing *comparing, const GhLastRow *was)
{
  if (was->session < 0 && gh_last_is_held (was))
    add_move (comparing, was->id, -1, GH_CHANGE_WITHDRAWN, was, NULL, NULL);
}

/* ---- covers ------------------------------------------------------------------------------- */

/* Who covers a session is news only where the session was and is held. */
static bool
is_held_then_and_now (const Comparing *comparing, int session)
{
  return gh_last_is_held (gh_last_find (comparing->last, session))
         && gh_last_is_held (&comparing->places[session])
         && !comparing->model->sessions[session].reserve;
}

static void
add_cover (Comparing *comparing, int session, const char *person_id, bool now)
{
  int person = GPOINTER_TO_INT (g_hash_table_lookup (comparing->persons, person_id)) - 1;
  Cover cover = { session, person >= 0 ? comparing->model->persons[person].delegation : -1,
                  person_id, now };

  if (is_held_then_and_now (comparing, session))
    g_array_append_val (comparing->covers, cover);
}

static void
add_last_cover (int session, const char *person, const char *as, gpointer data)
{
  if (strcmp (as, "covers") == 0)
    add_cover (data, session, person, false);
}

static int
compare_covers (gconstpointer a, gconstpointer b)
{
  const Cover *left = a;
  const Cover *right = b;

  if (left->session != right->session)
    return left->session - right->session;
  if (left->delegation != right->delegation)
    return left->delegation - right->delegation;
  int order = strcmp (left->person, right->person);
  return order != 0 ? order : (int)left->now - (int)right->now;
}

/* The covers of one session and delegation: one line, if they differ. */
static void
compare_delegation (Comparing *comparing, const Cover *covers, guint n_covers)
{
  g_autoptr (GString) was = g_string_new (NULL);
  g_autoptr (GString) now = g_string_new (NULL);

  for (guint cover = 0; cover < n_covers; cover++)
    {
      GString *side = covers[cover].now ? now : was;
      if (side->len > 0)
        g_string_append_c (side, ';');
      g_string_append (side, covers[cover].person);
    }
  const GhSession *session = &comparing->model->sessions[covers->session];
  if (!g_string_equal (was, now))
    add_change (comparing, session->id, covers->session, GH_CHANGE_COVER, g_strdup (was->str),
                g_strdup (now->str), session->because);
}

static void
compare_all_covers (Comparing *comparing, const GhProgramme *programme)
{
  GArray *covers = comparing->covers;

  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      if (this->as == GH_AS_COVERS)
        add_cover (comparing, this->session, comparing->model->persons[this->person].id, true);
    }
  gh_last_each_attendance (comparing->last, add_last_cover, comparing);
  g_array_sort (covers, compare_covers);
  for (guint first = 0, next; first < covers->len; first = next)
    {
      const Cover *of = &g_array_index (covers, Cover, first);
      for (next = first + 1; next < covers->len; next++)
        if (of[next - first].session != of->session
            || of[next - first].delegation != of->delegation)
          break;
      compare_delegation (comparing, of, next - first);
    }
}

/* ---- all ---------------------------------------------------------------------------------- */

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const GhChange *left = *(const GhChange *const *)a;
  const GhChange *right = *(const GhChange *const *)b;
  int order = strcmp (left->session, right->session);

  if (order == 0)
    order = strcmp (left->change, right->change);
  if (order == 0)
    order = strcmp (left->was, right->was);
  return order != 0 ? order : strcmp (left->now, right->now);
}

static void
name_all (Comparing *comparing)
{
  const GhModel *model = comparing->model;

  comparing->rooms = g_hash_table_new (g_str_hash, g_str_equal);
  for (int room = 0; room < model->n_rooms; room++)
    g_hash_table_insert (comparing->rooms, (gpointer)model->rooms[room].id,
                         GINT_TO_POINTER (room + 1));
  comparing->persons = g_hash_table_new (g_str_hash, g_str_equal);
  for (int person = 0; person < model->n_persons; person++)
    g_hash_table_insert (comparing->persons, (gpointer)model->persons[person].id,
                         GINT_TO_POINTER (person + 1));
}

GPtrArray *
gh_changes_find (const GhModel *model, const GhProgramme *programme, const GhLastRow *places,
                 const GhLast *last)
{
  Comparing comparing = { .model = model, .programme = programme, .places = places, .last = last };

  comparing.changes = g_ptr_array_new_with_free_func (free_change);
  if (!gh_last_is_there (last))
    return comparing.changes;
  comparing.covers = g_array_new (false, false, sizeof (Cover));
  name_all (&comparing);
  for (int session = 0; session < model->n_sessions; session++)
    compare_session (&comparing, session);
  for (int row = 0; row < gh_last_n_rows (last); row++)
    compare_gone (&comparing, gh_last_row (last, row));
  compare_all_covers (&comparing, programme);
  g_ptr_array_sort (comparing.changes, compare_changes);
  g_hash_table_unref (comparing.rooms);
  g_hash_table_unref (comparing.persons);
  g_array_unref (comparing.covers);
  return comparing.changes;
}

GString *
gh_changes_table (const GPtrArray *changes)
{
  GString *csv = g_string_new ("session,change,was,now,because\n");

  for (guint number = 0; number < changes->len; number++)
    {
      const GhChange *change = g_ptr_array_index (changes, number);
      const char *cells[] = { change->session, change->change, change->was, change->now,
                              change->because };
      gh_csv_append (csv, cells, G_N_ELEMENTS (cells));
    }
  return csv;
}
