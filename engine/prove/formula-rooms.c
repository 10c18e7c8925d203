#include "engine/prove/formula-write.h"

#include "engine/past.h"

/* Fewer sessions than this share a room in pairs. */
#define FEWEST_IN_SLOTS 8

/* ---- rooms ------------------------------------------------------------------------------- */

/* Unless one of two rooms may hold several sessions at a time. */
static void
put_unless_rooms (GhWriting *writing, const int *room_entries, int room_a, int room_b)
{
  gh_clause_put_unless (writing, room_entries[room_a]);
  if (room_b != room_a)
    gh_clause_put_unless (writing, room_entries[room_b]);
}

/* ---- one at a time, start by start --------------------------------------------------------- */

/* The number of ROOM among those of a session; -1: it is none of them. */
static int
number_of_room (const GhPart *part, int room)
{
  for (guint at = 0; at < part->rooms->len; at++)
    if (g_array_index (part->rooms, int, at) == room)
      return (int)at;
  return -1;
}

/* The sessions that could be in a room, as int. */
static GArray *
list_users (const GhWriting *writing, int room)
{
  GArray *users = g_array_new (false, false, sizeof (int));
  for (guint at = 0; at < writing->sessions->len; at++)
    {
      int session = g_array_index (writing->sessions, int, at);
      if (gh_bits_has (writing->demands->room_clash_holds, session)
          && number_of_room (&writing->parts[session], room) >= 0)
        g_array_append_val (users, session);
    }
  return users;
}

static bool
shares_no_floor (const GhWriting *writing, int room)
{
  for (int other = 0; other < writing->model->n_rooms; other++)
    if (other != room && gh_demands_are_linked (writing->demands, room, other))
      return false;
  return true;
}

/* Of the users of a room, two with different starts are always far enough apart: they start in the
 * same slots, and none is longer than one. */
static bool
are_in_slots (const GhWriting *writing, const GArray *users, int room, const GArray *starts)
{
  int longest = 0;
  for (guint first = 0; first < users->len; first++)
    for (guint second = 0; second < users->len; second++)
      {
        int a = g_array_index (users, int, first);
        int b = g_array_index (users, int, second);
        if (gh_has_begun (writing->model, a))
          return false;
        longest = MAX (longest, writing->model->sessions[a].minutes
                                    + gh_demands_room_gap (writing->demands, a, room, b, room));
      }
  for (guint at = 1; at < starts->len; at++)
    if (g_array_index (starts, GhMinute, at) - g_array_index (starts, GhMinute, at - 1) < longest)
      return false;
  return true;
}

/* One of the users at most is in the room at a start: many fewer clauses than for each two of
 * them, and what a solver learns from them says more. */
static void
write_slot (GhWriting *writing, const GArray *users, int room, int entry, GhMinute start)
{
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));
  for (guint at = 0; at < users->len; at++)
    {
      int session = g_array_index (users, int, at);
      const GhPart *part = &writing->parts[session];
      int number = gh_part_start_from (part, start);
      int is_there;
      if (number == (int)part->starts->len
          || g_array_index (part->starts, GhMinute, number) != start)
        continue;
      is_there = gh_writing_add_variables (writing, 1);
      g_array_append_val (literals, is_there);
      gh_clause_begin (writing);
      gh_clause_put_unless_held (writing, session);
      gh_clause_put (writing, -(part->room + number_of_room (part, room)));
      gh_clause_put_not_at (writing, part, number);
      gh_clause_put (writing, is_there);
      gh_clause_end (writing);
    }
  gh_write_at_most (writing, literals, 1, entry);
}

/* True: the room is written, start by start. */
static bool
write_in_slots (GhWriting *writing, int room, int entry)
{
  g_autoptr (GArray) users = list_users (writing, room);
  g_autoptr (GArray) starts = g_array_new (false, false, sizeof (GhMinute));

  for (guint at = 0; at < users->len; at++)
    gh_minutes_merge (starts, writing->parts[g_array_index (users, int, at)].starts);
  if (users->len < FEWEST_IN_SLOTS || !shares_no_floor (writing, room)
      || !are_in_slots (writing, users, room, starts))
    return false;
  for (guint at = 0; at < starts->len; at++)
    write_slot (writing, users, room, entry, g_array_index (starts, GhMinute, at));
  return true;
}

/* ---- one at a time, pair by pair ----------------------------------------------------------- */

static void
write_rooms_of (GhWriting *writing, const int *room_entries, const bool *is_written, int a, int b)
{
  const GhPart *part_a = &writing->parts[a];
  const GhPart *part_b = &writing->parts[b];

  for (guint at_a = 0; at_a < part_a->rooms->len; at_a++)
    for (guint at_b = 0; at_b < part_b->rooms->len; at_b++)
      {
        int room_a = g_array_index (part_a->rooms, int, at_a);
        int room_b = g_array_index (part_b->rooms, int, at_b);
        int variable;
        if (is_written[room_a] || is_written[room_b]
            || !gh_demands_are_linked (writing->demands, room_a, room_b)
            || !gh_case_asks (writing->this, room_entries[room_a])
            || !gh_case_asks (writing->this, room_entries[room_b]))
          continue;
        variable = gh_writing_overlap (
            writing, a, b, gh_demands_room_gap (writing->demands, a, room_a, b, room_b));
        if (variable == 0)
          continue;
        gh_clause_begin (writing);
        gh_clause_put_unless_held (writing, a);
        gh_clause_put_unless_held (writing, b);
        put_unless_rooms (writing, room_entries, room_a, room_b);
        gh_clause_put (writing, -(part_a->room + (int)at_a));
        gh_clause_put (writing, -(part_b->room + (int)at_b));
        gh_clause_put (writing, -variable);
        gh_clause_end (writing);
      }
}

void
gh_write_rooms (GhWriting *writing)
{
  const GhCase *this = writing->this;
  g_autofree int *room_entries = g_new (int, writing->model->n_rooms + 1);
  g_autofree bool *is_written = g_new0 (bool, writing->model->n_rooms + 1);

  for (guint entry = 0; entry < this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == GH_ASKS_ROOM)
        room_entries[asked->number] = (int)entry;
    }
  for (int room = 0; room < writing->model->n_rooms; room++)
    is_written[room] = gh_case_asks (this, room_entries[room])
                       && write_in_slots (writing, room, room_entries[room]);
  for (guint first = 0; first < writing->sessions->len; first++)
    for (guint second = first + 1; second < writing->sessions->len; second++)
      {
        int a = g_array_index (writing->sessions, int, first);
        int b = g_array_index (writing->sessions, int, second);
        if (gh_bits_has (writing->demands->room_clash_holds, a)
            && gh_bits_has (writing->demands->room_clash_holds, b)
            && !(gh_has_begun (writing->model, a) && gh_has_begun (writing->model, b)))
          write_rooms_of (writing, room_entries, is_written, a, b);
      }
}

/* The two rooms are wrong together for a pair that is asked for. */
static bool
rooms_are_wrong (const GhModel *model, const GhRoomEdge *edge, int a, int room_a, int room_b)
{
  switch (edge->kind)
    {
    case GH_ROOM_PAIR_SAME:
    case GH_ROOM_PAIR_SAME_IF_NEAR:
      return room_a != room_b;
    case GH_ROOM_PAIR_DIFFERENT:
      return room_a == room_b;
    case GH_ROOM_PAIR_NOT_SMALLER:
      return gh_room_seats (&model->rooms[room_a], model->sessions[a].layout)
             < gh_room_seats (&model->rooms[room_b], model->sessions[edge->other].layout);
    case GH_ROOM_PAIR_TRAVEL:
      break;
    }
  return false;
}

/* Where it counts only on one day, or near each other, wrong rooms push the times apart. */
static void
write_wrong_rooms (GhWriting *writing, const GhRoomEdge *edge, int a)
{
  int own = writing->model->sessions[a].minutes;
  int other = writing->model->sessions[edge->other].minutes;

  if (edge->kind == GH_ROOM_PAIR_SAME_IF_NEAR)
    {
      /* One starts after the other, and no more than so long after its end. */
      gh_write_apart (writing, a, edge->other, 0, own + edge->minutes + 1, edge->on_day);
      gh_write_apart (writing, a, edge->other, -(other + edge->minutes + 1), 0, edge->on_day);
    }
  else if (edge->on_day)
    gh_write_days (writing, a, edge->other, false);
  else
    gh_clause_end (writing);
}

void
gh_write_room_pair_kind (GhWriting *writing, int session, const GhRoomEdge *edge)
{
  const GhPart *part_a = &writing->parts[session];
  const GhPart *part_b = &writing->parts[edge->other];
  guint beginning = writing->clause->len;

  for (guint at_a = 0; at_a < part_a->rooms->len; at_a++)
    for (guint at_b = 0; at_b < part_b->rooms->len; at_b++)
      {
        if (!rooms_are_wrong (writing->model, edge, session,
                              g_array_index (part_a->rooms, int, at_a),
                              g_array_index (part_b->rooms, int, at_b)))
          continue;
        g_array_set_size (writing->clause, beginning);
        gh_clause_put (writing, -(part_a->room + (int)at_a));
        gh_clause_put (writing, -(part_b->room + (int)at_b));
        write_wrong_rooms (writing, edge, session);
      }
}

void
gh_write_room_pair (GhWriting *writing, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  const GhRoomEdge *edge =
      &g_array_index (writing->demands->room_edges[asked->session], GhRoomEdge, asked->number);

  gh_clause_begin (writing);
  gh_clause_put_unless_held (writing, asked->session);
  gh_clause_put_unless_held (writing, edge->other);
  gh_clause_put_unless (writing, entry);
  gh_write_room_pair_kind (writing, asked->session, edge);
}
