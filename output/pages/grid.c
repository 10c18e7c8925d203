/* A day as a table: rooms across and time down, true to scale.
 *
 * Rows are the pieces of time between whole hours, starts and ends; a row's class tells how many
 * minutes it lasts (m15), and so its height.  A session spans its rows, and its words lie in a box
 * that cannot stretch them.  A room has more than one column only where a cancelled session kept
 * the place that another one has now; those without a room have as many as they need.
 */
#include "output/pages/page.h"

#include <string.h>

/* One column: sessions of a room that do not overlap. */
typedef struct
{
  int room; /* -1: one that is gone, or none */
  const char *id;
  GArray *sessions; /* int, by start */
  guint next;       /* of them, while the rows are written */
  int free_row;     /* the first row that is not written yet */
  int n_lanes;      /* columns of this room from here on; 0: not its first */
} Lane;

typedef struct
{
  GhPage *page;
  const int *sessions; /* by start */
  int n_sessions;
  GArray *cuts;  /* GhMinute, ascending: where rows begin; the last is the end */
  GArray *lanes; /* Lane */
} Day;

/* What runs on for days is cut here, 30 hours after midnight: its box says until when it lasts. */
#define LAST_HOUR (30 * 60)

static GhMinute
cut (const Day *day, int row)
{
  return g_array_index (day->cuts, GhMinute, row);
}

static int
n_rows (const Day *day)
{
  return (int)day->cuts->len - 1;
}

static const GhLastRow *
place_of (const Day *day, int session)
{
  return &day->page->site->places[session];
}

/* ---- rows --------------------------------------------------------------------------------- */

static GhMinute
hour_of (GhMinute minute)
{
  return minute - (minute - gh_day_of (minute) * GH_DAY) % 60;
}

static bool
is_hour (const Day *day, int row)
{
  return hour_of (cut (day, row)) == cut (day, row);
}

/* Where its box ends. */
static GhMinute
end_of (const Day *day, int session)
{
  const GhLastRow *place = place_of (day, session);

  return MIN (place->end, MAX (gh_day_of (place->start) * GH_DAY + LAST_HOUR, place->start + 60));
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  return *(const GhMinute *)a - *(const GhMinute *)b;
}

static void
drop_doubles (GArray *minutes)
{
  guint kept = 0;

  for (guint entry = 0; entry < minutes->len; entry++)
    if (kept == 0
        || g_array_index (minutes, GhMinute, kept - 1) != g_array_index (minutes, GhMinute, entry))
      g_array_index (minutes, GhMinute, kept++) = g_array_index (minutes, GhMinute, entry);
  g_array_set_size (minutes, kept);
}

/* From the whole hour before the first start to the one after the last end. */
static void
find_cuts (Day *day)
{
  GhMinute first = hour_of (place_of (day, day->sessions[0])->start);
  GhMinute last = first;

  for (int entry = 0; entry < day->n_sessions; entry++)
    {
      GhMinute end = end_of (day, day->sessions[entry]);
      last = MAX (last, end);
      g_array_append_val (day->cuts, place_of (day, day->sessions[entry])->start);
      g_array_append_val (day->cuts, end);
    }
  for (GhMinute hour = first; hour < last + 60; hour += 60)
    g_array_append_val (day->cuts, hour);
  g_array_sort (day->cuts, compare_minutes);
  drop_doubles (day->cuts);
}

static int
row_of (const Day *day, GhMinute minute)
{
  guint row = 0;
  bool is_there = g_array_binary_search (day->cuts, &minute, compare_minutes, &row);

  g_assert (is_there);
  return (int)row;
}

/* ---- columns ------------------------------------------------------------------------------ */

static void
clear_lane (gpointer data)
{
  g_array_unref (((Lane *)data)->sessions);
}

/* Takes out of LEFT what fits into one column. */
static void
add_lane (Day *day, GArray *left, const char *id, int room, int n_lanes)
{
  Lane lane = { .room = room, .id = id, .n_lanes = n_lanes };
  GhMinute end = INT_MIN;
  guint kept = 0;

  lane.sessions = g_array_new (false, false, sizeof (int));
  for (guint entry = 0; entry < left->len; entry++)
    {
      int session = g_array_index (left, int, entry);
      bool fits = place_of (day, session)->start >= end;
      if (fits)
        end = end_of (day, session);
      if (fits)
        g_array_append_val (lane.sessions, session);
      else
        g_array_index (left, int, kept++) = session;
    }
  g_array_set_size (left, kept);
  g_array_append_val (day->lanes, lane);
}

static void
add_room (Day *day, const char *id, int room)
{
  g_autoptr (GArray) left = g_array_new (false, false, sizeof (int));
  guint first = day->lanes->len;

  for (int entry = 0; entry < day->n_sessions; entry++)
    if (strcmp (place_of (day, day->sessions[entry])->room, id) == 0)
      g_array_append_val (left, day->sessions[entry]);
  while (left->len > 0)
    add_lane (day, left, id, room, 0);
  if (day->lanes->len > first)
    g_array_index (day->lanes, Lane, first).n_lanes = (int)(day->lanes->len - first);
}

/* Rooms in the order of the sheet, then those that cancelled sessions had and the sheet lost. */
static void
find_lanes (Day *day)
{
  const GhModel *model = day->page->site->model;
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (int room = 0; room < model->n_rooms; room++)
    add_room (day, model->rooms[room].id, room);
  for (int entry = 0; entry < day->n_sessions; entry++)
    {
      int session = day->sessions[entry];
      const char *id = place_of (day, session)->room;
      if (day->page->site->rooms[session] < 0 && *id != '\0'
          && g_hash_table_add (gone, (gpointer)id))
        add_room (day, id, -1);
    }
  add_room (day, "", -1);
}

/* ---- the table ---------------------------------------------------------------------------- */

static void
add_room_name (GhPage *page, const Lane *lane)
{
  gh_page_add (page, "<th scope=\"col\"");
  if (lane->n_lanes > 1)
    gh_page_addf (page, " colspan=\"%d\"", lane->n_lanes);
  gh_page_add (page, ">");
  if (lane->room >= 0)
    {
      const GhRoom *room = &page->site->model->rooms[lane->room];
      gh_page_link (page, "rooms", room->id);
      gh_page_own (page, "bdi", room->name, room->name_in);
      gh_page_add (page, "</a>");
    }
  else if (*lane->id != '\0')
    gh_page_element (page, "bdi", lane->id);
  else
    gh_page_word (page, "no-room");
  gh_page_add (page, "</th>");
}

static void
add_head (Day *day)
{
  GhPage *page = day->page;

  gh_page_add (page, "<thead><tr><th scope=\"col\">");
  gh_page_word (page, "time");
  gh_page_add (page, "</th>");
  for (guint lane = 0; lane < day->lanes->len; lane++)
    if (g_array_index (day->lanes, Lane, lane).n_lanes > 0)
      add_room_name (page, &g_array_index (day->lanes, Lane, lane));
  gh_page_add (page, "</tr></thead>\n");
}

static void
add_box (Day *day, int session, int n)
{
  GhPage *page = day->page;
  const GhLastRow *place = place_of (day, session);

  gh_page_add (page, "<td");
  gh_page_class (page, session);
  gh_page_addf (page, " rowspan=\"%d\">", n);
  gh_page_session_link (page, session);
  gh_page_session_times (page, session);
  gh_page_add (page, " ");
  gh_page_element (page, "b", place->id);
  if (place->cancelled)
    {
      gh_page_add (page, " <strong class=\"x\">");
      gh_page_word (page, "cancelled");
      gh_page_add (page, "</strong>");
    }
  gh_page_title (page, "span class=\"t\"", session);
  if (gh_site_kind (page->site, session) >= 0)
    gh_page_own (page, "small", page->site->model->sessions[session].kind, NULL);
  gh_page_teams (page, session);
  gh_page_add (page, "</a></td>");
}

/* Free time ends at whole hours, so that their lines can be followed by eye. */
static void
add_free (Day *day, Lane *lane, int row)
{
  int next = row + 1;
  int busy =
      lane->next < lane->sessions->len
          ? row_of (day, place_of (day, g_array_index (lane->sessions, int, lane->next))->start)
          : n_rows (day);

  while (next < busy && !is_hour (day, next))
    next++;
  gh_page_add (day->page, "<td");
  if (next - row > 1)
    gh_page_addf (day->page, " rowspan=\"%d\"", next - row);
  gh_page_add (day->page, "></td>");
  lane->free_row = next;
}

static void
add_cell (Day *day, Lane *lane, int row)
{
  if (lane->free_row > row)
    return;
  if (lane->next < lane->sessions->len)
    {
      int session = g_array_index (lane->sessions, int, lane->next);
      if (place_of (day, session)->start == cut (day, row))
        {
          lane->free_row = row_of (day, end_of (day, session));
          lane->next++;
          add_box (day, session, lane->free_row - row);
          return;
        }
    }
  add_free (day, lane, row);
}

static void
add_hour (Day *day, int row)
{
  GhMinute minute = cut (day, row);
  g_autofree char *date = gh_date_text (day->page->site->model, minute);
  g_autofree char *clock = gh_clock_text (minute);
  int next = row + 1;

  while (next < n_rows (day) && !is_hour (day, next))
    next++;
  gh_page_addf (day->page,
                "<th scope=\"row\" rowspan=\"%d\"><time datetime=\"%sT%s\">%s</time></th>",
                next - row, date, clock, clock);
}

static void
add_rows (Day *day)
{
  for (int row = 0; row < n_rows (day); row++)
    {
      gh_page_addf (day->page, "<tr class=\"m%d%s\">", cut (day, row + 1) - cut (day, row),
                    is_hour (day, row) ? " h" : "");
      if (is_hour (day, row))
        add_hour (day, row);
      for (guint lane = 0; lane < day->lanes->len; lane++)
        add_cell (day, &g_array_index (day->lanes, Lane, lane), row);
      gh_page_add (day->page, "</tr>\n");
    }
}

void
gh_page_grid (GhPage *page, const int *sessions, int n_sessions)
{
  Day day = { .page = page, .sessions = sessions, .n_sessions = n_sessions };
  g_autofree char *name = gh_page_long_day (page, page->site->places[sessions[0]].start);

  day.cuts = g_array_new (false, false, sizeof (GhMinute));
  day.lanes = g_array_new (false, false, sizeof (Lane));
  g_array_set_clear_func (day.lanes, clear_lane);
  find_cuts (&day);
  find_lanes (&day);
  /* Scrolled by keyboard too: hence the tabindex. */
  gh_page_add (page, "<div class=\"scroll wide\" role=\"region\" tabindex=\"0\" "
                     "aria-labelledby=\"grid\">\n<table class=\"grid\">\n<caption id=\"grid\">");
  gh_page_filled (page, "grid", name);
  gh_page_add (page, "</caption>\n");
  add_head (&day);
  gh_page_add (page, "<tbody>\n");
  add_rows (&day);
  gh_page_add (page, "</tbody>\n</table>\n</div>\n");
  g_array_unref (day.cuts);
  g_array_unref (day.lanes);
}
