/* Rooms, ways between venues, patterns of starts. */
#include "input/verify/read.h"
#include "input/verify/times.h"

#include <string.h>

int
gh_book_venue (GhBook *book, const char *name)
{
  if (*name == '\0')
    return -1;
  for (int venue = 0; venue < book->n_venues; venue++)
    if (strcmp (book->venues[venue], name) == 0)
      return venue;
  book->venues[book->n_venues] = name;
  return book->n_venues++;
}

/* The layout of a column like `seats:theatre`; NULL: it is another column. */
static const char *
layout_of_column (const char *column)
{
  if (!g_str_has_prefix (column, "seats:"))
    return NULL;
  const char *layout = column + strlen ("seats:");
  while (g_ascii_isspace (*layout))
    layout++;
  return *layout != '\0' ? layout : NULL;
}

bool
gh_book_knows_layout (const GhBook *book, const char *layout)
{
  const GhTable *table = book->sheets->pdata[GH_READ_ROOMS];

  for (int room = 0; room < book->n_rooms; room++)
    if (strcmp (book->rooms[room].layout, layout) == 0)
      return true;
  for (int column = 0; column < gh_table_n_columns (table); column++)
    if (g_strcmp0 (layout_of_column (gh_table_column_name (table, column)), layout) == 0)
      return true;
  return false;
}

static void
read_seats (const GhBookRow *row, GhBookRoom *room)
{
  int n_columns = gh_table_n_columns (row->table);
  int n = 0;

  room->seats = gh_cell_number (row, "seats", 0);
  room->layouts = gh_book_new0 (row->book, (gsize)n_columns, sizeof (char *));
  room->seats_in = gh_book_new0 (row->book, (gsize)n_columns, sizeof (int));
  for (int column = 0; column < n_columns; column++)
    {
      const char *name = gh_table_column_name (row->table, column);
      const char *layout = layout_of_column (name);
      if (layout == NULL || *gh_cell (row, name) == '\0')
        continue;
      room->layouts[n] = (char *)layout;
      room->seats_in[n++] = gh_cell_number (row, name, 0);
    }
}

/* `name` and `name:fr`; the id where there is no plain one. */
static void
read_names (const GhBookRow *row, GhBookRoom *room)
{
  int n_columns = gh_table_n_columns (row->table);
  const char *plain = gh_cell (row, "name");
  int n = 0;

  room->names = gh_book_new0 (row->book, (gsize)n_columns + 2, sizeof (char *));
  room->names[n++] = (char *)(*plain != '\0' ? plain : room->id);
  for (int column = 0; column < n_columns; column++)
    {
      const char *name = gh_table_column_name (row->table, column);
      if (g_str_has_prefix (name, "name:") && *gh_cell (row, name) != '\0')
        room->names[n++] = (char *)gh_cell (row, name);
    }
}

static void
read_room (GhBook *book, int number)
{
  GhBookRow row = gh_book_row (book, GH_READ_ROOMS, number);
  GhBookRoom *room = &book->rooms[number];

  room->id = gh_row_name (&row, "room", book->room_ids, number);
  read_names (&row, room);
  room->venue = gh_book_venue (book, gh_cell (&row, "venue"));
  read_seats (&row, room);
  room->layout = gh_cell (&row, "layout");
  room->layout_change_minutes = gh_cell_number (&row, "layout_change_minutes", 0);
  room->turnaround_minutes = gh_cell_number (&row, "turnaround_minutes", book->turnaround_minutes);
  room->features = gh_cell_list (&row, "features");
  room->open = gh_cell_times (&row, "open");
}

/* Adds a room and, where they are not in yet, its parts and theirs. */
static void
add_floor (GhBook *book, bool *floor, int number)
{
  GhBookRow row = gh_book_row (book, GH_READ_ROOMS, number);

  if (floor[number])
    return;
  floor[number] = true;
  for (char **part = gh_cell_list (&row, "parts"); *part != NULL; part++)
    {
      int other = gh_row_find_id (&row, "parts", book->room_ids, *part);
      if (other >= 0)
        add_floor (book, floor, other);
    }
}

static void
read_travel (GhBook *book)
{
  int n_rows = gh_book_n_rows (book, GH_READ_TRAVEL);

  for (int number = 0; number < n_rows; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_TRAVEL, number);
      gh_book_venue (book, gh_cell (&row, "from"));
      gh_book_venue (book, gh_cell (&row, "to"));
    }
  /* Sessions are read later and may name further venues, between which there are no ways. */
  int n_sessions = gh_book_n_rows (book, GH_READ_SESSIONS);
  for (int number = 0; number < n_sessions; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_SESSIONS, number);
      gh_book_venue (book, gh_cell (&row, "venue"));
    }
  book->travel = gh_book_new0 (book, (gsize)book->n_venues * (gsize)book->n_venues, sizeof (int));
  for (int number = 0; number < n_rows; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_TRAVEL, number);
      int from = gh_book_venue (book, gh_cell (&row, "from"));
      int to = gh_book_venue (book, gh_cell (&row, "to"));
      if (from < 0 || to < 0 || from == to)
        continue;
      book->travel[from * book->n_venues + to] = book->travel[to * book->n_venues + from] =
          gh_cell_number (&row, "minutes", 0);
    }
}

static void
read_patterns (GhBook *book)
{
  book->n_patterns = gh_book_n_rows (book, GH_READ_PATTERNS);
  book->patterns = gh_book_new0 (book, (gsize)book->n_patterns, sizeof (GhBookPatternRow));
  for (int number = 0; number < book->n_patterns; number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_PATTERNS, number);
      GhBookPatternRow *pattern = &book->patterns[number];

      pattern->pattern = gh_cell (&row, "pattern");
      pattern->days = gh_cell_times (&row, "days");
      pattern->starts = gh_book_array (book, sizeof (int));
      if (!gh_read_starts (book, gh_cell (&row, "starts"), pattern->starts))
        gh_row_wrong (&row, "starts", gh_cell (&row, "starts"));
    }
}

void
gh_book_read_rooms (GhBook *book)
{
  gsize n_names = (gsize)gh_book_n_rows (book, GH_READ_ROOMS)
                  + 2 * (gsize)gh_book_n_rows (book, GH_READ_TRAVEL)
                  + (gsize)gh_book_n_rows (book, GH_READ_SESSIONS);

  book->n_rooms = gh_book_n_rows (book, GH_READ_ROOMS);
  book->rooms = gh_book_new0 (book, (gsize)book->n_rooms, sizeof (GhBookRoom));
  book->venues = gh_book_new0 (book, n_names, sizeof (char *));
  for (int room = 0; room < book->n_rooms; room++)
    read_room (book, room);
  for (int room = 0; room < book->n_rooms; room++)
    {
      book->rooms[room].floor = gh_book_new0 (book, (gsize)book->n_rooms, sizeof (bool));
      add_floor (book, book->rooms[room].floor, room);
    }
  read_travel (book);
  read_patterns (book);
}
