#include "engine/prove/formula-write.h"

/* ---- rooms ------------------------------------------------------------------------------- */

/* Unless one of two rooms may hold several sessions at a time. */
static void
put_unless_rooms (GhWriting *writing, const int *room_entries, int room_a, int room_b)
{
  gh_clause_put_unless (writing, room_entries[room_a]);
  if (room_b != room_a)
    gh_clause_put_unless (writing, room_entries[room_b]);
}

static void
write_rooms_of (GhWriting *writing, const int *room_entries, int a, int b)
{
  const GhPart *part_a = &writing->parts[a];
  const GhPart *part_b = &writing->parts[b];

  for (guint at_a = 0; at_a < part_a->rooms->len; at_a++)
    for (guint at_b = 0; at_b < part_b->rooms->len; at_b++)
      {
        int room_a = g_array_index (part_a->rooms, int, at_a);
        int room_b = g_array_index (part_b->rooms, int, at_b);
        int variable;
        if (!gh_demands_are_linked (writing->demands, room_a, room_b)
            || !gh_case_asks (writing->this, room_entries[room_a])
            || !gh_case_asks (writing->this, room_entries[room_b]))
          continue;
        variable = gh_writing_overlap (
            writing, a, b, gh_demands_room_gap (writing->demands, a, room_a, b, room_b));
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

  for (guint entry = 0; entry < this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == GH_ASKS_ROOM)
        room_entries[asked->number] = (int)entry;
    }
  for (guint first = 0; first < writing->sessions->len; first++)
    for (guint second = first + 1; second < writing->sessions->len; second++)
      {
        int a = g_array_index (writing->sessions, int, first);
        int b = g_array_index (writing->sessions, int, second);
        if (gh_bits_has (writing->demands->room_clash_holds, a)
            && gh_bits_has (writing->demands->room_clash_holds, b))
          write_rooms_of (writing, room_entries, a, b);
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
gh_write_room_pair (GhWriting *writing, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  const GhRoomEdge *edge =
      &g_array_index (writing->demands->room_edges[asked->session], GhRoomEdge, asked->number);
  const GhPart *part_a = &writing->parts[asked->session];
  const GhPart *part_b = &writing->parts[edge->other];

  for (guint at_a = 0; at_a < part_a->rooms->len; at_a++)
    for (guint at_b = 0; at_b < part_b->rooms->len; at_b++)
      {
        if (!rooms_are_wrong (writing->model, edge, asked->session,
                              g_array_index (part_a->rooms, int, at_a),
                              g_array_index (part_b->rooms, int, at_b)))
          continue;
        gh_clause_begin (writing);
        gh_clause_put_unless_held (writing, asked->session);
        gh_clause_put_unless_held (writing, edge->other);
        gh_clause_put_unless (writing, entry);
        gh_clause_put (writing, -(part_a->room + (int)at_a));
        gh_clause_put (writing, -(part_b->room + (int)at_b));
        write_wrong_rooms (writing, edge, asked->session);
      }
}
