#include "input/sheets/circles.h"
#include "input/sheets/reading.h"
#include "input/sheets/typed.h"

#include <string.h>

/* ---- rooms ------------------------------------------------------------------------------- */

static void
read_seats (const GhRow *row, GhRoom *room)
{
  gh_row_needs (row, "seats", "a room needs its number of seats");
  room->seats = gh_row_int (row, "seats", 0, GH_MOST_SEATS, 0);
  for (int column = 0; column < gh_table_n_columns (row->table); column++)
    {
      const char *name = gh_table_column_name (row->table, column);
      g_autofree char *layout = NULL;
      int seats;
      if (!g_str_has_prefix (name, "seats:"))
        continue;
      layout = g_strstrip (g_strdup (name + strlen ("seats:")));
      if (*layout == '\0')
        continue; /* told of as an unknown column */
      seats = gh_row_int (row, name, 0, GH_MOST_SEATS, room->seats);
      g_ptr_array_add (room->seats_layouts, (gpointer)gh_model_text (row->reading->model, layout));
      g_array_append_val (room->seats_in_layout, seats);
    }
}

static bool
has_part (const GhRoom *room, int part)
{
  for (guint entry = 0; entry < room->parts->len; entry++)
    if (g_array_index (room->parts, int, entry) == part)
      return true;
  return false;
}

/* In a second round, since a room may be named before its own row. */
static void
read_parts (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_ROOMS, row)
  {
    int room = gh_ids_find (&reading->rooms, gh_row_cell (&row, "room"));
    g_auto (GStrv) items = gh_row_list (&row, "parts", GH_MOST_NAMES);
    for (char **item = items; room >= 0 && *item != NULL; item++)
      {
        int part = gh_row_find (&row, "parts", &reading->rooms, *item);
        if (part == room)
          gh_row_problem (&row, "parts", "a room is no part of itself");
        else if (part >= 0 && !has_part (&reading->model->rooms[room], part))
          g_array_append_val (reading->model->rooms[room].parts, part);
      }
  }
}

static void
tell_parts (const GArray *circle, gpointer data)
{
  GhReading *reading = data;
  g_autoptr (GString) way = g_string_new (NULL);
  int first = g_array_index (circle, int, 0);

  for (guint entry = 0; entry < circle->len; entry++)
    g_string_append_printf (way, "%s%s", entry == 0 ? "" : ", of which ",
                            reading->model->rooms[g_array_index (circle, int, entry)].id);
  gh_problems_add (
      reading->problems,
      gh_reading_place (reading, GH_SHEET_ROOMS, reading->model->rooms[first].source.row, "parts"),
      "these rooms are parts of each other in a circle: %s", way->str);
}

static void
check_parts (GhReading *reading)
{
  const GhModel *model = reading->model;
  g_autofree GArray **parts = g_new (GArray *, model->n_rooms + 1);

  for (int room = 0; room < model->n_rooms; room++)
    parts[room] = model->rooms[room].parts;
  gh_find_circles (model->n_rooms, parts, tell_parts, reading);
}

static void
read_room (const GhRow *row, const char *id)
{
  GhModel *model = row->reading->model;
  GhRoom *room = gh_model_add_room (model);

  gh_ids_add (&row->reading->rooms, id, gh_row_line (row));
  room->id = id;
  room->name = gh_row_text_or (row, "name", id);
  gh_row_translate (row, "name", &room->name_in);
  room->venue = gh_row_venue (row, "venue");
  read_seats (row, room);
  room->layout = gh_row_text (row, "layout");
  room->layout_change_minutes = gh_row_int (row, "layout_change_minutes", 0, GH_MOST_MINUTES, 0);
  gh_row_names (row, "features", room->features);
  gh_times_free (room->open);
  room->open = gh_row_times (row, "open");
  room->turnaround_minutes = gh_row_int (row, "turnaround_minutes", 0, GH_MOST_MINUTES,
                                         model->conference.turnaround_minutes);
  room->cost = gh_row_int (row, "cost", 0, GH_MOST_WEIGHT, 0);
  room->because = gh_row_text (row, "because");
  gh_row_translate (row, "because", &room->because_in);
  room->source = gh_row_source (row);
}

void
gh_read_rooms (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_ROOMS, row)
  {
    const char *id = gh_row_id (&row, "room", &reading->rooms);
    if (id != NULL && strcmp (id, "none") == 0)
      gh_row_problem (&row, "room", "no room can be called none: for sessions, none is no room");
    else if (id != NULL)
      read_room (&row, id);
  }
  read_parts (reading);
  check_parts (reading);
}

/* ---- travel ------------------------------------------------------------------------------ */

static void
note_strange_venue (const GhRow *row, const char *column)
{
  const GhModel *model = row->reading->model;
  const char *name = gh_row_cell (row, column);

  for (int venue = 0; venue < model->n_venues; venue++)
    if (strcmp (model->venues[venue], name) == 0)
      return;
  gh_row_tell_meant (row, column, true, name,
                     gh_row_meant_word (row, name, model->venues, model->n_venues),
                     "no room is at the venue \"%s\"", name);
}

/* Ways lead both ways, so each has one length.  LENGTHS: a pair of venues -> minutes + 1. */
static bool
is_as_long (const GhRow *row, GHashTable *lengths, int from, int to, int minutes)
{
  gint64 pair = (gint64)MIN (from, to) << 32 | MAX (from, to);
  int before = GPOINTER_TO_INT (g_hash_table_lookup (lengths, &pair)) - 1;

  if (before < 0)
    g_hash_table_insert (lengths, g_memdup2 (&pair, sizeof pair), GINT_TO_POINTER (minutes + 1));
  else if (before != minutes)
    gh_row_problem (row, "minutes",
                    "the way between %s and %s takes %d minutes by another row; it takes as long "
                    "there as back",
                    gh_row_cell (row, "from"), gh_row_cell (row, "to"), before);
  return before < 0 || before == minutes;
}

void
gh_read_travel (GhReading *reading)
{
  g_autoptr (GHashTable) lengths =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  GH_EACH_ROW (reading, GH_SHEET_TRAVEL, row)
  {
    bool has_from = gh_row_needs (&row, "from", "the venue is missing");
    bool has_to = gh_row_needs (&row, "to", "the venue is missing");
    bool has_minutes = gh_row_needs (&row, "minutes", "a way needs its minutes");
    int minutes = gh_row_int (&row, "minutes", 0, GH_MOST_MINUTES, 0);
    int from, to;
    if (!has_from || !has_to || !has_minutes)
      continue;
    note_strange_venue (&row, "from");
    note_strange_venue (&row, "to");
    from = gh_row_venue (&row, "from");
    to = gh_row_venue (&row, "to");
    if (from == to && minutes > 0)
      gh_row_problem (&row, "to", "the way from %s leads to itself", gh_row_cell (&row, "from"));
    else if (from >= 0 && to >= 0 && is_as_long (&row, lengths, from, to, minutes))
      gh_model_set_travel (reading->model, from, to, minutes);
  }
}

/* ---- patterns ---------------------------------------------------------------------------- */

/* Days are whole: hours are what the column starts is for. */
static void
check_days (const GhRow *row, const GhTimes *days)
{
  for (int span = 0; span < days->n_spans; span++)
    if (days->spans[span].start % GH_DAY != 0 || days->spans[span].end % GH_DAY != 0)
      {
        gh_row_problem (row, "days", "days have no hours here; the column starts has them");
        return;
      }
}

static void
check_starts (const GhRow *row, const GArray *starts)
{
  int grid = row->reading->model->conference.grid_minutes;
  for (guint entry = 0; entry < starts->len; entry++)
    {
      int start = g_array_index (starts, int, entry);
      if (start % GH_DAY % grid == 0)
        continue;
      gh_row_note (row, "starts",
                   "%02d:%02d is not on the grid of %d minutes, so nothing starts then", start / 60,
                   start % 60, grid);
      return;
    }
}

static void
read_pattern_row (const GhRow *row, GhPatternRow *into)
{
  const char *starts = gh_row_cell (row, "starts");
  char *wrong;

  gh_row_needs (row, "days", "a pattern needs its days; write * for all");
  gh_row_needs (row, "starts", "a pattern needs its starts");
  gh_times_free (into->days);
  into->days = gh_row_times (row, "days");
  check_days (row, into->days);
  wrong = gh_form_starts (starts, row->reading->model->conference.grid_minutes, into->starts);
  if (wrong != NULL)
    gh_row_tell_typed (row, "starts", wrong, GH_ROW_TYPED (row, gh_typed_starts (starts)));
  check_starts (row, into->starts);
  into->cost = gh_row_int (row, "cost", 0, GH_MOST_WEIGHT, 0);
  into->source = gh_row_source (row);
}

/* Rows of one pattern add up. */
void
gh_read_patterns (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_PATTERNS, row)
  {
    int number = gh_ids_find (&reading->patterns, gh_row_cell (&row, "pattern"));
    if (number < 0)
      {
        const char *id = gh_row_id (&row, "pattern", &reading->patterns);
        if (id == NULL)
          continue;
        number = reading->model->n_patterns;
        gh_model_add_pattern (reading->model)->id = id;
        gh_ids_add (&reading->patterns, id, gh_row_line (&row));
      }
    read_pattern_row (&row, gh_pattern_add_row (&reading->model->patterns[number]));
  }
}
