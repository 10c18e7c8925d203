/* A day as a grid of text: a line for each room, time across.
 *
 *   2022-06-08   08:00       09:00       10:00       11:00
 *   KCC-AUD      .           .     |PL-01========|PL-02===
 *   KCC-AD4      .  |===     .           |xxxx COM3-01   .
 *                   SIDE-08
 *
 * Rooms across would leave each of fourteen rooms six of a hundred columns.  An id stands in its
 * session's bar where there is room, and else below it, always whole.
 */
#include "input/command/show/show.h"
#include "input/command/term.h"

#include <string.h>

#define DAY 1440
#define MOST_LABEL 24 /* columns for the name of a room */

typedef struct
{
  const GhShowLine *line;
  int start, end; /* minutes after midnight */
  int from, to;   /* columns */
} Bar;

typedef struct
{
  GArray *bars;    /* Bar, by start */
  int first, last; /* whole hours around them */
  int label;       /* columns for the names of rooms */
  int step;        /* minutes in a column */
  int n_columns;
} Grid;

/* ---- where it stands ---------------------------------------------------------------------- */

/* "09:30"; -1: it is none. */
static int
minute_of (const char *clock)
{
  int hours, minutes;

  return sscanf (clock, "%2d:%2d", &hours, &minutes) == 2 ? hours * 60 + minutes : -1;
}

static void
add_bar (Grid *grid, const GhShowLine *line)
{
  Bar bar = { .line = line, .start = minute_of (line->start), .end = minute_of (line->end) };

  if (bar.start < 0 || bar.end < 0)
    return;
  if (bar.end <= bar.start)
    bar.end += DAY;
  grid->first = MIN (grid->first, bar.start / 60 * 60);
  grid->last = MAX (grid->last, (bar.end + 59) / 60 * 60);
  grid->label = MIN (MAX (grid->label, gh_text_width (line->room)), MOST_LABEL);
  g_array_append_val (grid->bars, bar);
}

/* The finest of these that fits, with the last hour's figures; the last one always does. */
static void
find_step (Grid *grid, int columns)
{
  static const int steps[] = { 1, 2, 3, 5, 6, 10, 12, 15, 20, 30, 60, 120 };
  gsize step = 0;

  while (step + 1 < G_N_ELEMENTS (steps)
         && (grid->last - grid->first) / steps[step] > columns - grid->label - 6)
    step++;
  grid->step = steps[step];
  grid->n_columns = (grid->last - grid->first) / grid->step;
  for (guint number = 0; number < grid->bars->len; number++)
    {
      Bar *bar = &g_array_index (grid->bars, Bar, number);
      bar->from = (bar->start - grid->first) / grid->step;
      bar->to = MAX ((bar->end - grid->first) / grid->step, bar->from + 1);
    }
}

/* ---- lines -------------------------------------------------------------------------------- */

static void
print_label (const Grid *grid, const char *text)
{
  int width = gh_text_width (text);

  g_print ("%s%*s", text, MAX (grid->label - width, 0) + 1, "");
}

/* Free time up to a column, with a point at each whole hour. */
static int
print_free (const Grid *grid, int column, int to)
{
  for (; column < to; column++)
    g_print (column * grid->step % 60 == 0 ? "." : " ");
  return MAX (column, to);
}

static bool
fits (const Bar *bar)
{
  return gh_text_width (bar->line->session) < bar->to - bar->from;
}

static void
print_bar (const Bar *bar)
{
  bool is_cancelled = strcmp (bar->line->status, "cancelled") == 0;
  const char *id = fits (bar) ? bar->line->session : "";

  gh_term_look (is_cancelled ? GH_TERM_ALARM : GH_TERM_BAR);
  g_print ("|%s", id);
  for (int rest = bar->to - bar->from - 1 - gh_text_width (id); rest > 0; rest--)
    g_print (is_cancelled ? "x" : "=");
  gh_term_look (GH_TERM_PLAIN);
}

/* Those of LEFT (Bar*) that do not overlap; they leave it. */
static GPtrArray *
take_lane (GPtrArray *left)
{
  GPtrArray *lane = g_ptr_array_new ();
  int column = 0;
  guint kept = 0;

  for (guint number = 0; number < left->len; number++)
    {
      Bar *bar = left->pdata[number];
      if (bar->from < column)
        {
          left->pdata[kept++] = bar;
          continue;
        }
      column = bar->to;
      g_ptr_array_add (lane, bar);
    }
  g_ptr_array_set_size (left, (int)kept);
  return lane;
}

/* The ids that have no room in their bars, each as near below as the line leaves room for. */
static void
print_ids (const Grid *grid, const GPtrArray *lane)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint number = 0; number < lane->len; number++)
    if (!fits (lane->pdata[number]))
      g_ptr_array_add (left, lane->pdata[number]);
  while (left->len > 0)
    {
      int column = 0;
      guint kept = 0;
      print_label (grid, "");
      for (guint number = 0; number < left->len; number++)
        {
          Bar *bar = left->pdata[number];
          int width = gh_text_width (bar->line->session);
          int from = MAX (MIN (bar->from, grid->n_columns - width), 0);
          if (column > 0 && from <= column)
            {
              left->pdata[kept++] = bar;
              continue;
            }
          g_print ("%*s%s", from - column, "", bar->line->session);
          column = from + width;
        }
      g_print ("\n");
      g_ptr_array_set_size (left, (int)kept);
    }
}

/* A cancelled session may have the place that another one has now: each its own line. */
static void
print_room (const Grid *grid, const char *room)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint number = 0; number < grid->bars->len; number++)
    {
      Bar *bar = &g_array_index (grid->bars, Bar, number);
      if (strcmp (bar->line->room, room) == 0)
        g_ptr_array_add (left, bar);
    }
  for (bool is_first = true; left->len > 0; is_first = false)
    {
      g_autoptr (GPtrArray) lane = take_lane (left);
      int column = 0;
      print_label (grid, !is_first ? "" : *room != '\0' ? room : "-");
      for (guint number = 0; number < lane->len; number++)
        {
          const Bar *bar = lane->pdata[number];
          print_free (grid, column, bar->from);
          print_bar (bar);
          column = bar->to;
        }
      print_free (grid, column, grid->n_columns + 1);
      g_print ("\n");
      print_ids (grid, lane);
    }
}

static void
print_hours (const Grid *grid)
{
  int hours = 60;
  int column = 0;

  /* "09:00" and a blank. */
  while (hours / grid->step < 6)
    hours += 60;
  print_label (grid, "");
  for (int minute = grid->first; minute <= grid->last; minute += hours)
    {
      int from = (minute - grid->first) / grid->step;
      g_print ("%*s%02d:00", from - column, "", minute / 60 % 24);
      column = from + 5;
    }
  g_print ("\n");
}

/* ---- the grid ----------------------------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
rooms_of (const Grid *grid)
{
  GPtrArray *rooms = g_ptr_array_new ();

  for (guint number = 0; number < grid->bars->len; number++)
    {
      gpointer room = (gpointer)g_array_index (grid->bars, Bar, number).line->room;
      if (!g_ptr_array_find_with_equal_func (rooms, room, g_str_equal, NULL))
        g_ptr_array_add (rooms, room);
    }
  g_ptr_array_sort (rooms, compare_names);
  return rooms;
}

void
gh_show_grid (const GhShowLine *lines, int n_lines)
{
  g_autoptr (GArray) bars = g_array_new (false, false, sizeof (Bar));
  Grid grid = { .bars = bars, .first = DAY, .last = 0, .label = 1 };

  for (int number = 0; number < n_lines; number++)
    add_bar (&grid, &lines[number]);
  if (bars->len == 0)
    return;
  find_step (&grid, gh_term_columns ());
  g_autoptr (GPtrArray) rooms = rooms_of (&grid);
  print_hours (&grid);
  for (guint room = 0; room < rooms->len; room++)
    print_room (&grid, rooms->pdata[room]);
  g_print ("\n");
}
