/* A day as a table: rooms across and time down, true to scale.
 *
 * Rows are the pieces of time between whole hours, starts and ends; a row's class tells how many
 * minutes it lasts (m15), and so its height.  A session spans its rows, and its words lie in a box
 * that cannot stretch them.
 */
#include "output/lanes.h"
#include "output/pages/page.h"

/* How far a column is written. */
typedef struct
{
  const GhLane *lane;
  guint next;   /* of its sessions */
  int free_row; /* the first row that is not written yet */
} Column;

typedef struct
{
  GhPage *page;
  const GhLanes *lanes;
  GArray *cuts;    /* GhMinute, ascending: where rows begin; the last is the end */
  Column *columns; /* by lane */
} Day;

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

static bool
is_hour (const Day *day, int row)
{
  return gh_hour_of (cut (day, row)) == cut (day, row);
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

static void
find_cuts (Day *day)
{
  const GhLanes *lanes = day->lanes;

  for (int entry = 0; entry < lanes->n_sessions; entry++)
    {
      GhMinute end = gh_lanes_end (lanes->site, lanes->sessions[entry]);
      g_array_append_val (day->cuts, place_of (day, lanes->sessions[entry])->start);
      g_array_append_val (day->cuts, end);
    }
  for (GhMinute hour = lanes->first; hour < lanes->last + 60; hour += 60)
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

/* ---- the table ---------------------------------------------------------------------------- */

static void
add_room_name (GhPage *page, const GhLane *lane)
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
  for (guint lane = 0; lane < day->lanes->lanes->len; lane++)
    if (day->columns[lane].lane->n_lanes > 0)
      add_room_name (page, day->columns[lane].lane);
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

/* The next session of a column; -1: there is none. */
static int
next_session (const Column *column)
{
  return column->next < column->lane->sessions->len
             ? g_array_index (column->lane->sessions, int, column->next)
             : -1;
}

/* Free time ends at whole hours, so that their lines can be followed by eye. */
static void
add_free (Day *day, Column *column, int row)
{
  int session = next_session (column);
  int busy = session >= 0 ? row_of (day, place_of (day, session)->start) : n_rows (day);
  int next = row + 1;

  while (next < busy && !is_hour (day, next))
    next++;
  gh_page_add (day->page, "<td");
  if (next - row > 1)
    gh_page_addf (day->page, " rowspan=\"%d\"", next - row);
  gh_page_add (day->page, "></td>");
  column->free_row = next;
}

static void
add_cell (Day *day, Column *column, int row)
{
  int session = next_session (column);

  if (column->free_row > row)
    return;
  if (session < 0 || place_of (day, session)->start != cut (day, row))
    {
      add_free (day, column, row);
      return;
    }
  column->free_row = row_of (day, gh_lanes_end (day->lanes->site, session));
  column->next++;
  add_box (day, session, column->free_row - row);
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
      for (guint lane = 0; lane < day->lanes->lanes->len; lane++)
        add_cell (day, &day->columns[lane], row);
      gh_page_add (day->page, "</tr>\n");
    }
}

void
gh_page_grid (GhPage *page, const int *sessions, int n_sessions)
{
  g_autoptr (GhLanes) lanes = gh_lanes_new (page->site, sessions, n_sessions);
  g_autofree Column *columns = g_new0 (Column, lanes->lanes->len);
  g_autoptr (GArray) cuts = g_array_new (false, false, sizeof (GhMinute));
  Day day = { page, lanes, cuts, columns };
  g_autofree char *name = gh_page_long_day (page, page->site->places[sessions[0]].start);

  for (guint lane = 0; lane < lanes->lanes->len; lane++)
    columns[lane].lane = &g_array_index (lanes->lanes, GhLane, lane);
  find_cuts (&day);
  /* Scrolled by keyboard too: hence the tabindex. */
  gh_page_add (page, "<div class=\"scroll wide\" role=\"region\" tabindex=\"0\" "
                     "aria-labelledby=\"grid\">\n<table class=\"grid\">\n<caption id=\"grid\">");
  gh_page_filled (page, "grid", name);
  gh_page_add (page, "</caption>\n");
  add_head (&day);
  gh_page_add (page, "<tbody>\n");
  add_rows (&day);
  gh_page_add (page, "</tbody>\n</table>\n</div>\n");
}
