/* A day on paper: its grid, and lists of sessions. */
#include "output/lanes.h"
#include "output/print/print.h"

#define ROOMS_A_PAGE 10
#define HOURS_WIDTH 30
#define HEAD_HEIGHT 24

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
  const GhLanes *lanes;
  double top, minute; /* where the first minute lies, and how tall one is */
  double column;      /* how wide a room's is */
} Day;

/* ---- the grid ------------------------------------------------------------------------------ */

static void
add_hours (Day *day)
{
  GhSheet *sheet = day->sheet;

  for (GhMinute hour = day->lanes->first; hour < day->lanes->last; hour += 60)
    {
      g_autofree char *clock = gh_clock_text (hour);
      sheet->y = day->top + (hour - day->lanes->first) * day->minute;
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
  const GhLastRow *place = &sheet->site->places[session];
  int kind = gh_site_kind (sheet->site, session);
  double height = (gh_lanes_end (sheet->site, session) - place->start) * day->minute - 1;
  g_autofree char *times = gh_sheet_times (sheet, session);
  g_autofree char *head = g_strdup_printf (
      "%s%s%s %s %s", kind >= 0 ? signs[kind % GH_SITE_SIGNS] : "", kind >= 0 ? " " : "", times,
      place->id, place->cancelled ? gh_sheet_word (sheet, "cancelled") : "");
  GhBox box = { .x = x + 4, .width = width - 7, .size = 5.5, .is_bold = true };

  sheet->y = day->top + (place->start - day->lanes->first) * day->minute;
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

/* FIRST: the number of a room's first lane. */
static void
add_room (Day *day, guint first, double x)
{
  GhSheet *sheet = day->sheet;
  const GhLane *lanes = &g_array_index (day->lanes->lanes, GhLane, first);
  double width = day->column / lanes->n_lanes;

  for (int lane = 0; lane < lanes->n_lanes; lane++)
    for (guint entry = 0; entry < lanes[lane].sessions->len; entry++)
      add_box (day, g_array_index (lanes[lane].sessions, int, entry), x + lane * width, width);
  sheet->y = day->top - HEAD_HEIGHT;
  gh_sheet_text (sheet,
                 &(GhBox){ .x = x,
                           .width = day->column - 4,
                           .size = 6.5,
                           .is_bold = true,
                           .height = HEAD_HEIGHT - 2 },
                 gh_sheet_room (sheet, g_array_index (lanes->sessions, int, 0)));
}

/* The numbers of the first lanes of rooms; guint, the caller's to unref. */
static GArray *
find_rooms (const GhLanes *lanes)
{
  GArray *rooms = g_array_new (false, false, sizeof (guint));

  for (guint lane = 0; lane < lanes->lanes->len; lane++)
    if (g_array_index (lanes->lanes, GhLane, lane).n_lanes > 0)
      g_array_append_val (rooms, lane);
  return rooms;
}

/* The first of a day's pages is the one that bookmarks lead to. */
static void
begin_page (Day *day, bool is_first)
{
  GhSheet *sheet = day->sheet;
  g_autofree char *name = gh_sheet_day (sheet, day->lanes->first);
  GhBox box = { .x = GH_SHEET_MARGIN, .width = 400, .size = 10, .is_bold = true };

  gh_sheet_page (sheet, true);
  if (is_first)
    gh_sheet_heading (sheet, 1, name);
  else
    sheet->y += gh_sheet_text (sheet, &box, name);
  day->top = sheet->y + HEAD_HEIGHT + 4;
  day->minute =
      (sheet->height - GH_SHEET_MARGIN - day->top) / MAX (day->lanes->last - day->lanes->first, 60);
}

void
gh_print_day (GhSheet *sheet, const int *sessions, int n_sessions)
{
  g_autoptr (GhLanes) lanes = gh_lanes_new (sheet->site, sessions, n_sessions);
  g_autoptr (GArray) rooms = find_rooms (lanes);
  Day day = { .sheet = sheet, .lanes = lanes };

  for (guint first = 0; first < rooms->len; first += ROOMS_A_PAGE)
    {
      guint n = MIN (rooms->len - first, ROOMS_A_PAGE);
      begin_page (&day, first == 0);
      day.column = (sheet->width - 2 * GH_SHEET_MARGIN - HOURS_WIDTH) / MAX (n, 4);
      add_hours (&day);
      for (guint room = 0; room < n; room++)
        add_room (&day, g_array_index (rooms, guint, first + room),
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
                       place->cancelled ? " · " : "", gh_sheet_title (sheet, session));
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
