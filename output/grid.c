/* The programme as tables: one for each day, its rooms down, its hours across.
 *
 * Rooms stand in rows because a day has up to twenty of them and ten hours: so it fits the width of
 * a sheet of paper, and a session's title has room to run along its time.  Columns are the pieces
 * between whole hours, starts and ends; a session spans its own.  Hours in which nothing goes on
 * are drawn narrow, and short sessions wider than their minutes, so that their words can be read.
 */
#include "output/page.h"

#include <string.h>

/* One day's table. */
typedef struct
{
  GhPage *page;
  const int *sessions; /* by start */
  int n_sessions;
  GArray *cuts;   /* GhMinute, ascending: where columns begin; the last is the end */
  GArray *widths; /* int, of each column */
  int width;      /* of all */
} Day;

static GhMinute
cut (const Day *day, int column)
{
  return g_array_index (day->cuts, GhMinute, column);
}

static int
n_columns (const Day *day)
{
  return (int)day->cuts->len - 1;
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  return *(const GhMinute *)a - *(const GhMinute *)b;
}

static GhMinute
hour_of (GhMinute minute)
{
  return minute - (minute - gh_day_of (minute) * GH_DAY) % 60;
}

static void
find_cuts (Day *day)
{
  const GhLastRow *places = day->page->places;
  GhMinute first = places[day->sessions[0]].start;
  GhMinute last = first;
  guint kept = 0;

  for (int entry = 0; entry < day->n_sessions; entry++)
    {
      const GhLastRow *place = &places[day->sessions[entry]];
      last = MAX (last, place->end);
      g_array_append_val (day->cuts, place->start);
      g_array_append_val (day->cuts, place->end);
    }
  for (GhMinute hour = hour_of (first); hour < last + 60; hour += 60)
    g_array_append_val (day->cuts, hour);
  g_array_sort (day->cuts, compare_minutes);
  for (guint entry = 0; entry < day->cuts->len; entry++)
    {
      GhMinute minute = cut (day, (int)entry);
      if (kept == 0 || cut (day, (int)kept - 1) != minute)
        g_array_index (day->cuts, GhMinute, kept++) = minute;
      /* The first whole hour at which all is over ends the day. */
      if (minute >= last && hour_of (minute) == minute)
        break;
    }
  g_array_set_size (day->cuts, kept);
}

static int
column_of (const Day *day, GhMinute minute)
{
  int column = 0;

  while (cut (day, column) < minute)
    column++;
  return column;
}

static bool
is_busy (const Day *day, GhMinute start, GhMinute end)
{
  for (int entry = 0; entry < day->n_sessions; entry++)
    {
      const GhLastRow *place = &day->page->places[day->sessions[entry]];
      if (place->start < end && place->end > start)
        return true;
    }
  return false;
}

/* Columns are four units to the minute, before they are drawn to the width of the page. */
#define UNITS_PER_HOUR 240
#define LEAST_UNITS 200 /* of a session: its times and id side by side need so much */

/* Widens a session's columns, each by its share. */
static void
make_room (Day *day, const GhLastRow *place)
{
  int first = column_of (day, place->start);
  int next = column_of (day, place->end);
  int *widths = (int *)(gpointer)day->widths->data;
  int width = 0;

  for (int column = first; column < next; column++)
    width += widths[column];
  for (int column = first; width < LEAST_UNITS && column < next; column++)
    widths[column] = (widths[column] * LEAST_UNITS + width - 1) / width;
}

static void
find_widths (Day *day)
{
  for (int column = 0; column < n_columns (day); column++)
    {
      GhMinute start = cut (day, column);
      GhMinute end = cut (day, column + 1);
      int width = is_busy (day, start, end) ? 4 * (end - start) : end - start;
      g_array_append_val (day->widths, width);
    }
  for (int entry = 0; entry < day->n_sessions; entry++)
    make_room (day, &day->page->places[day->sessions[entry]]);
  for (int column = 0; column < n_columns (day); column++)
    day->width += g_array_index (day->widths, int, column);
}

/* ---- rows --------------------------------------------------------------------------------- */

/* Their names alone: the list gives their kinds. */
static void
add_teams (GhPage *page, int session)
{
  const GArray *teams = page->programme->teams[session];

  for (guint entry = 0; entry < teams->len; entry++)
    {
      const GhTeam *team = &page->model->teams[g_array_index (teams, int, entry)];
      gh_page_add (page, " <abbr class=\"team\" title=\"");
      gh_page_text (page, team->kind != NULL ? team->kind : "team");
      gh_page_add (page, "\">");
      gh_page_text (page, team->id);
      gh_page_add (page, "</abbr>");
    }
}

static void
add_session (Day *day, int session, int span)
{
  GhPage *page = day->page;
  const GhSession *this = &page->model->sessions[session];
  const GhLastRow *place = &page->places[session];
  g_autofree char *anchor = gh_page_anchor (page, session);

  gh_page_add (page, "<td ");
  gh_page_class (page, session);
  gh_page_addf (page, " colspan=\"%d\"><p class=\"w\">", span);
  gh_page_times (page, place->start, place->end);
  gh_page_addf (page, " <a href=\"#%s\">", anchor);
  gh_page_text (page, this->id);
  gh_page_add (page, "</a></p>");
  if (place->cancelled)
    gh_page_add (page, "<p class=\"x\">Cancelled</p>");
  gh_page_words (page, "p class=\"t\"", gh_page_title (page, session));
  gh_page_add (page, "<p class=\"m\">");
  if (gh_page_kind (page, session) >= 0)
    gh_page_words (page, "span", this->kind);
  add_teams (page, session);
  gh_page_add (page, "</p></td>");
}

/* Free time, cut at whole hours so that their lines can be followed by eye. */
static void
add_free (Day *day, int from, int to)
{
  while (from < to)
    {
      int next = from + 1;
      while (next < to && hour_of (cut (day, next)) != cut (day, next))
        next++;
      gh_page_add (day->page,
                   hour_of (cut (day, from)) == cut (day, from) ? "<td class=\"h\"" : "<td");
      if (next - from > 1)
        gh_page_addf (day->page, " colspan=\"%d\"", next - from);
      gh_page_add (day->page, "></td>");
      from = next;
    }
}

/* One row holds what does not overlap; what was taken into it leaves LEFT. */
static void
add_lane (Day *day, GArray *left)
{
  int column = 0;
  guint kept = 0;

  for (guint entry = 0; entry < left->len; entry++)
    {
      int session = g_array_index (left, int, entry);
      const GhLastRow *place = &day->page->places[session];
      int start = column_of (day, place->start);
      if (start < column)
        {
          g_array_index (left, int, kept++) = session;
          continue;
        }
      add_free (day, column, start);
      column = column_of (day, place->end);
      add_session (day, session, column - start);
    }
  add_free (day, column, n_columns (day));
  g_array_set_size (left, kept);
}

/* Sessions of one room, or (ROOM NULL) without one.  They need more than one row only where a
 * cancelled session kept the place that another one has now, and without a room. */
static void
add_room (Day *day, const char *id, const char *name)
{
  GhPage *page = day->page;
  g_autoptr (GArray) left = g_array_new (false, false, sizeof (int));

  for (int entry = 0; entry < day->n_sessions; entry++)
    if (strcmp (page->places[day->sessions[entry]].room, id) == 0)
      g_array_append_val (left, day->sessions[entry]);
  for (bool is_first = true; left->len > 0; is_first = false)
    {
      gh_page_add (page, "<tr><th scope=\"row\">");
      gh_page_words (page, "span", is_first ? name : "");
      if (is_first && strcmp (name, id) != 0 && id[0] != '\0')
        gh_page_element (page, "small", id);
      gh_page_add (page, "</th>");
      add_lane (day, left);
      gh_page_add (page, "</tr>\n");
    }
}

/* Rooms in the order of the sheet, then those that cancelled sessions had and the sheet lost. */
static void
add_rooms (Day *day)
{
  const GhModel *model = day->page->model;
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (int room = 0; room < model->n_rooms; room++)
    {
      add_room (day, model->rooms[room].id, model->rooms[room].name);
      g_ptr_array_add (known, (gpointer)model->rooms[room].id);
    }
  g_ptr_array_add (known, (gpointer) "");
  for (int entry = 0; entry < day->n_sessions; entry++)
    {
      const char *id = day->page->places[day->sessions[entry]].room;
      if (g_ptr_array_find_with_equal_func (known, id, g_str_equal, NULL))
        continue;
      add_room (day, id, id);
      g_ptr_array_add (known, (gpointer)id);
    }
  add_room (day, "", "No room");
}

/* ---- the table ---------------------------------------------------------------------------- */

static void
add_columns (Day *day)
{
  gh_page_add (day->page, "<colgroup><col class=\"room\">");
  for (int column = 0; column < n_columns (day); column++)
    {
      int share = g_array_index (day->widths, int, column) * 10000 / day->width;
      gh_page_addf (day->page, "<col style=\"width:%d.%02d%%\">", share / 100, share % 100);
    }
  gh_page_add (day->page, "</colgroup>\n");
}

/* An hour too narrow for its figures goes without. */
static void
add_hours (Day *day)
{
  gh_page_add (day->page, "<thead><tr><th scope=\"col\">Room</th>");
  for (int column = 0, next; column < n_columns (day); column = next)
    {
      int width = 0;
      g_autofree char *clock = gh_clock_text (cut (day, column));
      for (next = column; next < n_columns (day) && cut (day, next) < cut (day, column) + 60;
           next++)
        width += g_array_index (day->widths, int, next);
      gh_page_addf (day->page, "<th scope=\"col\" colspan=\"%d\">%s</th>", next - column,
                    width >= UNITS_PER_HOUR / 2 ? clock : "");
    }
  gh_page_add (day->page, "</tr></thead>\n");
}

static void
add_day (GhPage *page, const int *sessions, int n_sessions)
{
  Day day = { .page = page, .sessions = sessions, .n_sessions = n_sessions };
  GhMinute start = page->places[sessions[0]].start;
  g_autofree char *date = gh_date_text (page->model, start);
  g_autofree char *name = gh_page_long_day (page, gh_day_of (start));

  day.cuts = g_array_new (false, false, sizeof (GhMinute));
  day.widths = g_array_new (false, false, sizeof (int));
  find_cuts (&day);
  find_widths (&day);
  gh_page_addf (page,
                "<section class=\"day\" id=\"day-%s\" aria-labelledby=\"name-%s\">\n"
                "<h3 id=\"name-%s\">%s</h3>\n",
                date, date, date, name);
  /* Scrolled by keyboard too: hence the tabindex. */
  gh_page_addf (page,
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n"
                "<table class=\"grid\" style=\"--hours:%d\">\n<caption>%s: %d session%s, by "
                "room and hour</caption>\n",
                name, (day.width + UNITS_PER_HOUR - 1) / UNITS_PER_HOUR, name, n_sessions,
                n_sessions == 1 ? "" : "s");
  add_columns (&day);
  add_hours (&day);
  gh_page_add (page, "<tbody>\n");
  add_rooms (&day);
  gh_page_add (page, "</tbody>\n</table>\n</div>\n</section>\n");
  g_array_unref (day.cuts);
  g_array_unref (day.widths);
}

void
gh_page_grid (GhPage *page)
{
  gh_page_add (page, "<section class=\"wide\" aria-labelledby=\"grid\">\n"
                     "<h2 id=\"grid\">Day by day</h2>\n");
  for (guint first = 0, next; first < page->shown->len; first = next)
    {
      next = gh_page_end_of_day (page, first);
      add_day (page, &g_array_index (page->shown, int, first), (int)(next - first));
    }
  gh_page_add (page, "</section>\n");
}
