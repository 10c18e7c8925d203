/* The workbook's grids: one sheet a day, rooms across, time down. */
#include "output/listing.h"
#include "output/workbook.h"

#include <string.h>

/* Rows of a sheet before the first of time: the title, and the rooms. */
#define HEAD_ROWS 2
/* Height of a minute; an hour holds six lines. */
#define MINUTE_POINTS 1.3
#define LEAST_POINTS 3.0

typedef struct
{
  GhWorkbook *book;
  lxw_worksheet *sheet;
  const int *sessions; /* of the day, by start */
  int n_sessions;
  GhMinute first, last; /* whole hours around them */
  int step;             /* minutes in a row */
  int column;           /* the next free one */
} Day;

static const GhLastRow *
place_of (const Day *day, int entry)
{
  return &day->book->places[day->sessions[entry]];
}

/* ---- time --------------------------------------------------------------------------------- */

static int
common_divisor (int a, int b)
{
  return b == 0 ? a : common_divisor (b, a % b);
}

/* Minutes after the whole hour; also of what lies before the first day. */
static int
past_hour (GhMinute minute)
{
  return (minute - gh_day_of (minute) * GH_DAY) % 60;
}

static void
find_hours (Day *day)
{
  day->first = day->last = place_of (day, 0)->start;
  day->step = 30;
  for (int entry = 0; entry < day->n_sessions; entry++)
    {
      const GhLastRow *place = place_of (day, entry);
      day->first = MIN (day->first, place->start);
      day->last = MAX (day->last, place->end);
      day->step = common_divisor (day->step, past_hour (place->start));
      day->step = common_divisor (day->step, past_hour (place->end));
    }
  day->first -= past_hour (day->first);
  day->last += (60 - past_hour (day->last)) % 60;
}

static lxw_row_t
row_of (const Day *day, GhMinute minute)
{
  return (lxw_row_t)(HEAD_ROWS + (minute - day->first) / day->step);
}

static void
write_hours (Day *day)
{
  const GhWorkbookLooks *looks = &day->book->looks;
  double points = MAX (day->step * MINUTE_POINTS, LEAST_POINTS);

  for (GhMinute minute = day->first; minute < day->last; minute += day->step)
    {
      lxw_row_t row = row_of (day, minute);
      lxw_format *format = minute % 60 == 0 ? looks->hour : looks->half;
      worksheet_set_row (day->sheet, row, points, NULL);
      if (minute % 30 != 0)
        continue;
      g_autofree char *clock = gh_clock_text (minute);
      gh_workbook_write_box (day->sheet, row, 0, row_of (day, minute + 30) - 1, 0, clock, format);
    }
}

/* So that the hours can be followed by eye; what is over them is written later. */
static void
write_lines (Day *day)
{
  const GhWorkbookLooks *looks = &day->book->looks;

  for (GhMinute minute = day->first; minute < day->last; minute += 30)
    for (int column = 1; column < day->column; column++)
      worksheet_write_blank (day->sheet, row_of (day, minute), (lxw_col_t)column,
                             minute % 60 == 0 ? looks->hour_line : looks->half_line);
}

/* ---- sessions ----------------------------------------------------------------------------- */

static void
append_line (GString *lines, const char *text)
{
  g_autofree char *clean = gh_clean_text (text);

  if (clean[0] != '\0')
    g_string_append_printf (lines, "\n%s", clean);
}

/* "■ PL-1  09:30–10:30", the title, the teams. */
static char *
lines_of (const Day *day, int session)
{
  const GhWorkbook *book = day->book;
  const GhLastRow *place = &book->places[session];
  g_autofree char *start = gh_clock_text (place->start);
  g_autofree char *end = gh_clock_text (place->end);
  g_autofree char *teams = gh_workbook_teams (book, session);
  const char *kind = gh_workbook_kind (book, session);
  GString *lines = g_string_new (NULL);

  if (kind != NULL)
    {
      g_autofree char *sign = gh_workbook_sign (gh_workbook_kind_number (book, kind));
      g_string_append_printf (lines, "%s ", sign);
    }
  g_string_append_printf (lines, "%s  %s–%s", place->id, start, end);
  append_line (lines, place->cancelled ? "CANCELLED" : NULL);
  append_line (lines, gh_workbook_title (book, session));
  append_line (lines, teams);
  return g_string_free (lines, false);
}

static lxw_format *
look_of (const GhWorkbook *book, int session)
{
  const GhWorkbookLooks *looks = &book->looks;

  if (book->places[session].cancelled)
    return looks->off;
  if (book->model->sessions[session].closed)
    return looks->shut;
  return looks->boxes->pdata[gh_workbook_kind_number (book, gh_workbook_kind (book, session))];
}

static void
write_session (Day *day, int session, int column)
{
  const GhLastRow *place = &day->book->places[session];
  g_autofree char *lines = lines_of (day, session);

  gh_workbook_write_box (day->sheet, row_of (day, place->start), column,
                         row_of (day, place->end) - 1, column, lines, look_of (day->book, session));
}

/* ---- rooms -------------------------------------------------------------------------------- */

typedef struct
{
  int session;
  int column;
} Box;

/* The columns of sessions that share a room, beside each other where they overlap: a cancelled one
 * and what has its place now, and what needs no room.  BOXES get them; returns how many columns. */
static int
find_columns (Day *day, const char *room, GArray *boxes)
{
  g_autoptr (GArray) ends = g_array_new (false, false, sizeof (GhMinute));

  for (int entry = 0; entry < day->n_sessions; entry++)
    {
      const GhLastRow *place = place_of (day, entry);
      guint column = 0;
      if (strcmp (place->room, room) != 0)
        continue;
      while (column < ends->len && g_array_index (ends, GhMinute, column) > place->start)
        column++;
      if (column == ends->len)
        g_array_append_val (ends, place->end);
      g_array_index (ends, GhMinute, column) = place->end;
      Box box = { day->sessions[entry], day->column + (int)column };
      g_array_append_val (boxes, box);
    }
  return (int)ends->len;
}

/* NAME, and below it the id, where that says more. */
static void
write_room (Day *day, const char *id, const char *name, int n_columns)
{
  g_autofree char *clean = gh_clean_text (name);
  GString *lines = g_string_new (clean);

  append_line (lines, strcmp (id, name) != 0 ? id : NULL);
  gh_workbook_write_box (day->sheet, 1, day->column, 1, day->column + n_columns - 1, lines->str,
                         day->book->looks.room);
  worksheet_set_column (day->sheet, (lxw_col_t)day->column,
                        (lxw_col_t)(day->column + n_columns - 1), n_columns > 1 ? 20 : 26, NULL);
  g_string_free (lines, true);
}

static void
add_room (Day *day, const char *id, const char *name, GArray *boxes)
{
  int n_columns = find_columns (day, id, boxes);

  if (n_columns == 0)
    return;
  write_room (day, id, name, n_columns);
  day->column += n_columns;
}

/* Rooms in the order of the sheet, then those that cancelled sessions had and the sheet lost, then
 * what needs none. */
static void
add_rooms (Day *day, GArray *boxes)
{
  const GhModel *model = day->book->model;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (known, (gpointer) "");
  for (int room = 0; room < model->n_rooms; room++)
    {
      g_hash_table_add (known, (gpointer)model->rooms[room].id);
      add_room (day, model->rooms[room].id, model->rooms[room].name, boxes);
    }
  for (int entry = 0; entry < day->n_sessions; entry++)
    if (g_hash_table_add (known, (gpointer)place_of (day, entry)->room))
      add_room (day, place_of (day, entry)->room, place_of (day, entry)->room, boxes);
  add_room (day, "", "No room", boxes);
}

/* ---- the sheet ---------------------------------------------------------------------------- */

/* "Monday 2022-06-06" */
static char *
day_name (const GhModel *model, GhMinute minute, bool is_short)
{
  static const char *const names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday" };
  g_autofree char *date = gh_date_text (model, minute);
  int day = model->conference.first_day + gh_day_of (minute);

  /* Day 1, as g_date_get_julian() counts, was a Monday. */
  return g_strdup_printf (is_short ? "%.3s %s" : "%s %s", names[(day + 6) % 7], date);
}

static void
write_title (Day *day)
{
  const GhMaking *making = day->book->making;
  const char *name = day->book->model->conference.name;
  g_autofree char *date = day_name (day->book->model, day->first, false);
  g_autofree char *state =
      making->revision > 0 ? g_strdup_printf ("revision %d", making->revision) : g_strdup ("DRAFT");
  g_autofree char *title = g_strjoin (" – ", date, state, name, NULL);

  gh_workbook_write (day->sheet, 0, 0, title, day->book->looks.title);
  worksheet_set_row (day->sheet, 0, 24, NULL);
  worksheet_set_row (day->sheet, 1, 48, NULL);
  gh_workbook_write (day->sheet, 1, 0, "Time", day->book->looks.room);
  worksheet_set_column (day->sheet, 0, 0, 7, NULL);
}

/* What the signs and colours of the day mean. */
static void
write_legend (Day *day)
{
  GhWorkbook *book = day->book;
  lxw_row_t row = row_of (day, day->last) + 1;

  for (guint kind = 0; kind < book->kinds->len; kind++)
    for (int entry = 0; entry < day->n_sessions; entry++)
      if (gh_workbook_kind (book, day->sessions[entry]) == book->kinds->pdata[kind])
        {
          g_autofree char *sign = gh_workbook_sign (kind);
          g_autofree char *text = g_strconcat (sign, " ", book->kinds->pdata[kind], NULL);
          gh_workbook_write (day->sheet, row++, 1, text, book->looks.boxes->pdata[kind]);
          break;
        }
}

static void
add_day (GhWorkbook *book, const int *sessions, int n_sessions)
{
  Day day = { .book = book, .sessions = sessions, .n_sessions = n_sessions, .column = 1 };
  g_autoptr (GArray) boxes = g_array_new (false, false, sizeof (Box));
  g_autofree char *name = day_name (book->model, book->places[sessions[0]].start, true);

  day.sheet = gh_workbook_add_sheet (book, name);
  find_hours (&day);
  write_title (&day);
  write_hours (&day);
  add_rooms (&day, boxes);
  write_lines (&day);
  for (guint entry = 0; entry < boxes->len; entry++)
    {
      const Box *box = &g_array_index (boxes, Box, entry);
      write_session (&day, box->session, box->column);
    }
  write_legend (&day);
  worksheet_freeze_panes (day.sheet, HEAD_ROWS, 1);
  worksheet_set_landscape (day.sheet);
  worksheet_set_paper (day.sheet, 8); /* A3 */
  worksheet_fit_to_pages (day.sheet, 1, 1);
}

void
gh_workbook_add_days (GhWorkbook *book)
{
  const int *sessions = (const int *)(const void *)book->order->data;
  int n_sessions = (int)book->order->len;

  for (int first = 0, next; first < n_sessions; first = next)
    {
      GhMinute start = book->places[sessions[first]].start;
      next = first + 1;
      if (start == GH_NEVER)
        break;
      while (next < n_sessions && book->places[sessions[next]].start != GH_NEVER
             && gh_day_of (book->places[sessions[next]].start) == gh_day_of (start))
        next++;
      add_day (book, &sessions[first], next - first);
    }
}
