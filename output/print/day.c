/* A day on paper: its grid, and lists of sessions. */
#include "output/print/print.h"

#include <string.h>

#define ROOMS_A_PAGE 10
#define HOURS_WIDTH 30
#define HEAD_HEIGHT 24
#define LAST_HOUR (30 * 60) /* what runs on for days is cut here, as in the pages' grids */

/* The hues of the pages, as red, green and blue. */
static const guint tints[GH_SITE_HUES] = { 0xD8E5F8, 0xF8E5D8, 0xD8F8E5, 0xF0D8F8,
                                           0xF8F3D8, 0xD8F5F8, 0xF8D8E3, 0xE5F8D8,
                                           0xE0D8F8, 0xF8DBD8, 0xD8F8F0, 0xF8D8F0 };
static const guint edges[GH_SITE_HUES] = { 0x1D56A5, 0xA5561D, 0x1DA556, 0x831DA5,
                                           0xA58E1D, 0x1D99A5, 0xA51D4A, 0x56A51D,
                                           0x3F1DA5, 0xA5281D, 0x1DA583, 0xA51D83 };
static const char *const signs[GH_SITE_SIGNS] = { "●", "■", "▲", "◆", "★", "✚",
                                                  "▼", "◐", "○", "□", "△" };

typedef struct
{
  GhSheet *sheet;
  const int *sessions;
  int n_sessions;
  GPtrArray *rooms; /* ids, borrowed; "": none */
  GhMinute first, last;
  double top, minute; /* where the first minute lies, and how tall one is */
  double column;      /* how wide one is */
} Day;

static const GhLastRow *
place_of (const Day *day, int session)
{
  return &day->sheet->site->places[session];
}

static GhMinute
end_of (const Day *day, int session)
{
  const GhLastRow *place = place_of (day, session);

  return MIN (place->end, MAX (gh_day_of (place->start) * GH_DAY + LAST_HOUR, place->start + 60));
}

/* Rooms of the sheet in its order, then those that are gone, then none. */
static void
find_rooms (Day *day)
{
  const GhModel *model = day->sheet->site->model;
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  for (int entry = 0; entry < day->n_sessions; entry++)
    g_hash_table_add (used, (gpointer)place_of (day, day->sessions[entry])->room);
  for (int room = 0; room < model->n_rooms; room++)
    if (g_hash_table_remove (used, model->rooms[room].id))
      g_ptr_array_add (day->rooms, (gpointer)model->rooms[room].id);
  for (int entry = 0; entry < day->n_sessions; entry++)
    if (*place_of (day, day->sessions[entry])->room != '\0'
        && g_hash_table_remove (used, place_of (day, day->sessions[entry])->room))
      g_ptr_array_add (day->rooms, (gpointer)place_of (day, day->sessions[entry])->room);
  if (g_hash_table_contains (used, ""))
    g_ptr_array_add (day->rooms, (gpointer) "");
}

static void
find_hours (Day *day)
{
  day->first = place_of (day, day->sessions[0])->start;
  day->first -= (day->first - gh_day_of (day->first) * GH_DAY) % 60;
  day->last = day->first;
  for (int entry = 0; entry < day->n_sessions; entry++)
    day->last = MAX (day->last, end_of (day, day->sessions[entry]));
}

/* ---- the grid ------------------------------------------------------------------------------ */

static void
add_hours (Day *day)
{
  GhSheet *sheet = day->sheet;

  for (GhMinute hour = day->first; hour < day->last; hour += 60)
    {
      g_autofree char *clock = gh_clock_text (hour);
      sheet->y = day->top + (hour - day->first) * day->minute;
      gh_sheet_line (sheet, GH_SHEET_MARGIN, sheet->width - 2 * GH_SHEET_MARGIN);
      gh_sheet_text (sheet, &(GhBox){ .x = GH_SHEET_MARGIN, .width = HOURS_WIDTH, .size = 7 },
                     clock);
    }
}

/* In a column that is WIDTH wide. */
static void
add_box (Day *day, int session, double x, double width)
{
  GhSheet *sheet = day->sheet;
  const GhLastRow *place = place_of (day, session);
  int kind = gh_site_kind (sheet->site, session);
  double height = (end_of (day, session) - place->start) * day->minute - 1;
  g_autofree char *times = gh_sheet_times (sheet, session);
  g_autofree char *head = g_strdup_printf (
      "%s%s%s %s %s", kind >= 0 ? signs[kind % GH_SITE_SIGNS] : "", kind >= 0 ? " " : "", times,
      place->id, place->cancelled ? gh_sheet_word (sheet, "cancelled") : "");
  GhBox box = { .x = x + 4, .width = width - 7, .size = 5.5, .is_bold = true };

  sheet->y = day->top + (place->start - day->first) * day->minute;
  gh_sheet_fill (sheet, x, sheet->y, width - 2, height,
                 kind >= 0 ? tints[kind % GH_SITE_HUES] : 0xEEEEEE);
  gh_sheet_fill (sheet, x, sheet->y, 2, height, kind >= 0 ? edges[kind % GH_SITE_HUES] : 0x888888);
  box.height = MIN (height, gh_sheet_measure (sheet, &box, head) + 1);
  double taken = gh_sheet_text (sheet, &box, head);
  if (height - taken < box.size * 1.3)
    return;
  sheet->y += taken;
  box.is_bold = false;
  box.height = height - taken;
  gh_sheet_text (sheet, &box, gh_sheet_title (sheet, session));
}

/* Sessions of a room overlap only where a cancelled one kept its place, and without a room: then
 * they share the column's width.  Takes out of LEFT (int) what one lane holds, into LANE. */
static void
take_lane (const Day *day, GArray *left, GArray *lane)
{
  GhMinute end = INT_MIN;
  guint kept = 0;

  for (guint entry = 0; entry < left->len; entry++)
    {
      int session = g_array_index (left, int, entry);
      bool fits = place_of (day, session)->start >= end;
      if (fits)
        end = end_of (day, session);
      if (fits)
        g_array_append_val (lane, session);
      else
        g_array_index (left, int, kept++) = session;
    }
  g_array_set_size (left, kept);
}

static void
add_lanes (Day *day, GArray *sessions, double x)
{
  g_autoptr (GPtrArray) lanes = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  while (sessions->len > 0)
    {
      GArray *lane = g_array_new (false, false, sizeof (int));
      take_lane (day, sessions, lane);
      g_ptr_array_add (lanes, lane);
    }
  for (guint number = 0; number < lanes->len; number++)
    {
      const GArray *lane = g_ptr_array_index (lanes, number);
      double width = day->column / lanes->len;
      for (guint entry = 0; entry < lane->len; entry++)
        add_box (day, g_array_index (lane, int, entry), x + number * width, width);
    }
}

static void
add_room (Day *day, const char *id, double x)
{
  GhSheet *sheet = day->sheet;
  g_autoptr (GArray) sessions = g_array_new (false, false, sizeof (int));
  const char *name = id;

  for (int entry = 0; entry < day->n_sessions; entry++)
    if (strcmp (place_of (day, day->sessions[entry])->room, id) == 0)
      {
        g_array_append_val (sessions, day->sessions[entry]);
        name = gh_sheet_room (sheet, day->sessions[entry]);
      }
  add_lanes (day, sessions, x);
  sheet->y = day->top - HEAD_HEIGHT;
  gh_sheet_text (sheet,
                 &(GhBox){ .x = x,
                           .width = day->column - 4,
                           .size = 6.5,
                           .is_bold = true,
                           .height = HEAD_HEIGHT - 2 },
                 name);
}

void
gh_print_day (GhSheet *sheet, const int *sessions, int n_sessions)
{
  g_autoptr (GPtrArray) rooms = g_ptr_array_new ();
  Day day = { .sheet = sheet, .sessions = sessions, .n_sessions = n_sessions, .rooms = rooms };
  g_autofree char *name = gh_sheet_day (sheet, sheet->site->places[sessions[0]].start);

  find_rooms (&day);
  find_hours (&day);
  for (guint first = 0; first < rooms->len; first += ROOMS_A_PAGE)
    {
      guint n = MIN (rooms->len - first, ROOMS_A_PAGE);
      gh_sheet_page (sheet, true);
      if (first == 0)
        gh_sheet_heading (sheet, 1, name);
      else
        sheet->y += gh_sheet_text (
            sheet, &(GhBox){ .x = GH_SHEET_MARGIN, .width = 400, .size = 10, .is_bold = true },
            name);
      day.top = sheet->y + HEAD_HEIGHT + 4;
      day.minute = (sheet->height - GH_SHEET_MARGIN - day.top) / MAX (day.last - day.first, 60);
      day.column = (sheet->width - 2 * GH_SHEET_MARGIN - HOURS_WIDTH) / MAX (n, 4);
      add_hours (&day);
      for (guint room = 0; room < n; room++)
        add_room (&day, g_ptr_array_index (rooms, first + room),
                  GH_SHEET_MARGIN + HOURS_WIDTH + room * day.column);
    }
}

/* ---- lists --------------------------------------------------------------------------------- */

#define TIMES_WIDTH 66
#define END_SHARE 3 /* of the line, for what stands at its end */

static void
add_line (GhSheet *sheet, int session, const char *end)
{
  const GhLastRow *place = &sheet->site->places[session];
  double width = sheet->width - 2 * GH_SHEET_MARGIN;
  double title_width = width - TIMES_WIDTH - width / END_SHARE;
  g_autofree char *times = gh_sheet_times (sheet, session);
  g_autofree char *title =
      g_strdup_printf ("%s%s%s", place->cancelled ? gh_sheet_word (sheet, "cancelled") : "",
                       place->cancelled ? ": " : "", gh_sheet_title (sheet, session));
  GhBox boxes[] = {
    { .x = GH_SHEET_MARGIN, .width = TIMES_WIDTH, .size = 9 },
    { .x = GH_SHEET_MARGIN + TIMES_WIDTH, .width = title_width - 8, .size = 9 },
    { .x = GH_SHEET_MARGIN + TIMES_WIDTH + title_width, .width = width / END_SHARE, .size = 8 },
  };
  GhBox id = { .x = boxes[1].x, .width = boxes[1].width, .size = 7, .is_dim = true };
  double title_height = gh_sheet_measure (sheet, &boxes[1], title);
  double height = MAX (title_height + gh_sheet_measure (sheet, &id, place->id),
                       gh_sheet_measure (sheet, &boxes[2], end));

  gh_sheet_need (sheet, height + 4);
  gh_sheet_line (sheet, GH_SHEET_MARGIN, width);
  sheet->y += 2;
  cairo_tag_begin (sheet->cairo, "P", NULL);
  gh_sheet_text (sheet, &boxes[0], times);
  gh_sheet_text (sheet, &boxes[1], title);
  gh_sheet_text (sheet, &boxes[2], end);
  sheet->y += title_height;
  gh_sheet_text (sheet, &id, place->id);
  cairo_tag_end (sheet->cairo, "P");
  sheet->y += height - title_height + 2;
}

void
gh_print_list (GhSheet *sheet, const int *sessions, int n_sessions, GhPrintWhy why, gpointer data)
{
  for (int entry = 0; entry < n_sessions; entry++)
    {
      g_autofree char *end = why != NULL ? why (sheet, sessions[entry], data)
                                         : g_strdup (gh_sheet_room (sheet, sessions[entry]));
      add_line (sheet, sessions[entry], end);
    }
}
