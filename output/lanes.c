#include "output/lanes.h"

#include <string.h>

#define LAST_HOUR (30 * 60)

GhMinute
gh_hour_of (GhMinute minute)
{
  return minute - (minute - gh_day_of (minute) * GH_DAY) % 60;
}

GhMinute
gh_lanes_end (const GhSite *site, int session)
{
  const GhLastRow *place = &site->places[session];

  return MIN (place->end, MAX (gh_day_of (place->start) * GH_DAY + LAST_HOUR, place->start + 60));
}

static const char *
room_of (const GhLanes *lanes, int entry)
{
  return lanes->site->places[lanes->sessions[entry]].room;
}

static void
clear_lane (gpointer data)
{
  g_array_unref (((GhLane *)data)->sessions);
}

/* Takes out of LEFT what fits into one lane. */
static void
add_lane (GhLanes *lanes, GArray *left, const char *id, int room)
{
  GhLane lane = { .id = id, .room = room, .sessions = g_array_new (false, false, sizeof (int)) };
  GhMinute end = INT_MIN;
  guint kept = 0;

  for (guint entry = 0; entry < left->len; entry++)
    {
      int session = g_array_index (left, int, entry);
      bool fits = lanes->site->places[session].start >= end;
      if (fits)
        end = gh_lanes_end (lanes->site, session);
      if (fits)
        g_array_append_val (lane.sessions, session);
      else
        g_array_index (left, int, kept++) = session;
    }
  g_array_set_size (left, kept);
  g_array_append_val (lanes->lanes, lane);
}

static void
add_room (GhLanes *lanes, const char *id, int room)
{
  g_autoptr (GArray) left = g_array_new (false, false, sizeof (int));
  guint first = lanes->lanes->len;

  for (int entry = 0; entry < lanes->n_sessions; entry++)
    if (strcmp (room_of (lanes, entry), id) == 0)
      g_array_append_val (left, lanes->sessions[entry]);
  while (left->len > 0)
    add_lane (lanes, left, id, room);
  if (lanes->lanes->len > first)
    g_array_index (lanes->lanes, GhLane, first).n_lanes = (int)(lanes->lanes->len - first);
}

static void
add_rooms (GhLanes *lanes)
{
  const GhSite *site = lanes->site;
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (int room = 0; room < site->model->n_rooms; room++)
    add_room (lanes, site->model->rooms[room].id, room);
  for (int entry = 0; entry < lanes->n_sessions; entry++)
    {
      const char *id = room_of (lanes, entry);
      if (site->rooms[lanes->sessions[entry]] < 0 && *id != '\0'
          && g_hash_table_add (gone, (gpointer)id))
        add_room (lanes, id, -1);
    }
  add_room (lanes, "", -1);
}

GhLanes *
gh_lanes_new (const GhSite *site, const int *sessions, int n_sessions)
{
  GhLanes *lanes = g_new0 (GhLanes, 1);

  lanes->site = site;
  lanes->sessions = sessions;
  lanes->n_sessions = n_sessions;
  lanes->lanes = g_array_new (false, false, sizeof (GhLane));
  g_array_set_clear_func (lanes->lanes, clear_lane);
  lanes->first = gh_hour_of (site->places[sessions[0]].start);
  lanes->last = lanes->first;
  for (int entry = 0; entry < n_sessions; entry++)
    lanes->last = MAX (lanes->last, gh_lanes_end (site, sessions[entry]));
  add_rooms (lanes);
  return lanes;
}

void
gh_lanes_free (GhLanes *lanes)
{
  g_array_unref (lanes->lanes);
  g_free (lanes);
}
