#include "input/sheets/reading.h"

#include <string.h>

/* ---- conference -------------------------------------------------------------------------- */

typedef bool (*ReadKey) (const GhRow *row, const char *value);

static GhConference *
conference_of (const GhRow *row)
{
  return &row->reading->model->conference;
}

static bool
read_number (const GhRow *row, const char *value, int least, int most, int *into)
{
  return gh_row_accepts (row, "value", gh_form_int (value, least, most, into));
}

static bool
read_name (const GhRow *row, const char *value)
{
  conference_of (row)->name = gh_model_text (row->reading->model, value);
  return true;
}

/* Goes into UIDs and file names. */
static bool
is_plain (const char *value, const char *more)
{
  for (; *value != '\0'; value++)
    if (!g_ascii_isalnum (*value) && strchr (more, *value) == NULL)
      return false;
  return true;
}

static bool
read_id (const GhRow *row, const char *value)
{
  conference_of (row)->id = gh_model_text (row->reading->model, value);
  if (is_plain (value, "-._") && strlen (value) <= 60)
    return true;
  gh_row_problem (row, "value",
                  "the conference's id may hold letters, digits, - . and _, 60 at most");
  return false;
}

static bool
read_domain (const GhRow *row, const char *value)
{
  conference_of (row)->domain = gh_model_text (row->reading->model, value);
  if (is_plain (value, "-.") && strlen (value) <= 80)
    return true;
  gh_row_problem (row, "value", "\"%s\" is no domain like conf.example.org", value);
  return false;
}

static bool
is_zone (const char *name)
{
  GTimeZone *zone = strlen (name) < 100 ? g_time_zone_new_identifier (name) : NULL;
  if (zone == NULL)
    return false;
  g_time_zone_unref (zone);
  return strchr (name, '/') != NULL || strcmp (name, "UTC") == 0;
}

static bool
read_timezone (const GhRow *row, const char *value)
{
  conference_of (row)->timezone = gh_model_text (row->reading->model, value);
  if (is_zone (value))
    return true;
  gh_row_problem (row, "value",
                  "no time zone is called \"%s\"; write an IANA name like "
                  "Africa/Kigali",
                  value);
  return false;
}

static bool
read_first_day (const GhRow *row, const char *value)
{
  return gh_row_accepts (row, "value",
                         gh_form_date (value, &row->reading->model->conference.first_day));
}

/* The number of days is worked out once both ends are known. */
static bool
read_last_day (const GhRow *row, const char *value)
{
  return gh_row_accepts (row, "value",
                         gh_form_date (value, &row->reading->model->conference.n_days));
}

static bool
read_grid (const GhRow *row, const char *value)
{
  return read_number (row, value, 1, GH_DAY, &conference_of (row)->grid_minutes);
}

/* Hours and workdays need the days: they are read in a second round. */
static bool
read_later (const GhRow *row, const char *value)
{
  return true;
}

static bool
read_languages (const GhRow *row, const char *value)
{
  g_auto (GStrv) items = gh_form_list (value);
  guint n = g_strv_length (items);
  g_free (conference_of (row)->languages);
  conference_of (row)->languages = g_new0 (const char *, n + 1);
  for (guint item = 0; item < n; item++)
    conference_of (row)->languages[item] = gh_model_text (row->reading->model, items[item]);
  return true;
}

static bool
read_url (const GhRow *row, const char *value)
{
  conference_of (row)->url = gh_model_text (row->reading->model, value);
  if (g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://"))
    return true;
  gh_row_problem (row, "value", "\"%s\" is no address like https://conf.example.org", value);
  return false;
}

static bool
read_turnaround (const GhRow *row, const char *value)
{
  return read_number (row, value, 0, GH_MOST_MINUTES, &conference_of (row)->turnaround_minutes);
}

static bool
read_seats_percent (const GhRow *row, const char *value)
{
  return read_number (row, value, 1, 1000, &conference_of (row)->seats_percent);
}

static bool
read_freeze (const GhRow *row, const char *value)
{
  return gh_row_accepts (row, "value", gh_form_clock (value, false, &conference_of (row)->freeze));
}

static bool
read_notice (const GhRow *row, const char *value)
{
  return read_number (row, value, 0, GH_MOST_MINUTES, &conference_of (row)->notice_minutes);
}

static bool
read_share_out (const GhRow *row, const char *value)
{
  return gh_row_accepts (row, "value", gh_form_yes (value, &conference_of (row)->share_out));
}

static const struct
{
  const char *key;
  ReadKey read;
  bool is_needed;
} keys[] = {
  { "name", read_name, true },
  { "id", read_id, true },
  { "domain", read_domain, true },
  { "timezone", read_timezone, true },
  { "first_day", read_first_day, true },
  { "last_day", read_last_day, true },
  { "grid_minutes", read_grid, false },
  { "hours", read_later, false },
  { "workdays", read_later, false },
  { "languages", read_languages, false },
  { "url", read_url, false },
  { "turnaround_minutes", read_turnaround, false },
  { "seats_percent", read_seats_percent, false },
  { "freeze", read_freeze, false },
  { "notice_minutes", read_notice, false },
  { "share_out", read_share_out, false },
};

static int
find_key (const char *name)
{
  for (gsize key = 0; key < G_N_ELEMENTS (keys); key++)
    if (strcmp (keys[key].key, name) == 0)
      return (int)key;
  return -1;
}

static void
note_unknown_key (const GhRow *row)
{
  const char *names[G_N_ELEMENTS (keys)];
  const char *nearest;
  for (gsize key = 0; key < G_N_ELEMENTS (keys); key++)
    names[key] = keys[key].key;
  nearest = gh_nearest_name (gh_row_cell (row, "key"), names, G_N_ELEMENTS (keys));
  gh_row_note (row, "key", "the key \"%s\" is unknown and is ignored%s%s%s",
               gh_row_cell (row, "key"), nearest != NULL ? " (did you mean \"" : "",
               nearest != NULL ? nearest : "", nearest != NULL ? "\"?)" : "");
}

/* Turns the last day into the number of days; a wrong one is a conference of one day. */
static void
count_days (GhReading *reading)
{
  GhConference *conference = &reading->model->conference;
  int n_days = conference->n_days - conference->first_day + 1;
  GDate first;

  if (n_days < 1 || n_days > GH_MOST_DAYS)
    {
      if (conference->n_days > 1 && conference->first_day > 1)
        gh_problems_add (reading->problems, "conference.csv", 0, NULL,
                         n_days < 1 ? "last_day is before first_day"
                                    : "a conference has at most 366 days");
      n_days = 1;
    }
  conference->n_days = n_days;
  g_date_clear (&first, 1);
  g_date_set_julian (&first, (guint32)conference->first_day);
  conference->first_weekday = (int)g_date_get_weekday (&first);
  reading->days = (GhDays){ conference->first_day, n_days, 1 };
  gh_times_free (conference->hours);
  conference->hours = gh_times_new ();
  gh_times_add (conference->hours, 0, n_days * GH_DAY);
}

static void
read_second_round (GhReading *reading)
{
  /* The evening before the first day is no hour of the conference. */
  GhDays own_days = { reading->days.first_day, reading->days.n_days, 0 };

  GH_EACH_ROW (reading, GH_SHEET_CONFERENCE, row)
  {
    const char *key = gh_row_cell (&row, "key");
    const char *value = gh_row_cell (&row, "value");
    GhTimes *hours = NULL;
    if (*value == '\0')
      continue;
    if (strcmp (key, "workdays") == 0)
      gh_row_accepts (&row, "value",
                      gh_form_weekdays (value, &reading->model->conference.workdays));
    if (strcmp (key, "hours") != 0
        || !gh_row_accepts (&row, "value", gh_form_times (value, &own_days, true, &hours)))
      continue;
    gh_times_free (reading->model->conference.hours);
    reading->model->conference.hours = hours;
  }
}

void
gh_read_conference (GhReading *reading)
{
  bool seen[G_N_ELEMENTS (keys)] = { false };

  reading->model->conference.languages = g_new0 (const char *, 2);
  reading->model->conference.languages[0] = gh_model_text (reading->model, "en");
  GH_EACH_ROW (reading, GH_SHEET_CONFERENCE, row)
  {
    int key = find_key (gh_row_cell (&row, "key"));
    const char *value = gh_row_cell (&row, "value");
    if (key < 0)
      {
        note_unknown_key (&row);
        continue;
      }
    if (seen[key])
      gh_row_problem (&row, "key", "the key \"%s\" is there twice", keys[key].key);
    seen[key] = true;
    if (*value != '\0')
      keys[key].read (&row, value);
    else if (keys[key].is_needed)
      gh_row_problem (&row, "value", "%s needs a value", keys[key].key);
  }
  for (gsize key = 0; key < G_N_ELEMENTS (keys); key++)
    if (keys[key].is_needed && !seen[key])
      gh_problems_add (reading->problems, "conference.csv", 0, NULL, "the key \"%s\" is missing",
                       keys[key].key);
  count_days (reading);
  read_second_round (reading);
}

/* ---- rooms and travel -------------------------------------------------------------------- */

static void
read_seats (const GhRow *row, GhRoom *room)
{
  room->seats = gh_row_int (row, "seats", 0, GH_MOST_SEATS, 0);
  if (!gh_row_has (row, "seats"))
    gh_row_problem (row, "seats", "a room needs its number of seats");
  for (int column = 0; column < gh_table_n_columns (row->table); column++)
    {
      const char *name = gh_table_column_name (row->table, column);
      int seats;
      if (!g_str_has_prefix (name, "seats:"))
        continue;
      seats = gh_row_int (row, name, 0, GH_MOST_SEATS, room->seats);
      g_ptr_array_add (room->seats_layouts,
                       (gpointer)gh_model_text (row->reading->model, name + 6));
      g_array_append_val (room->seats_in_layout, seats);
    }
}

static void
read_parts (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_ROOMS, row)
  {
    int room = gh_reading_lookup (reading->rooms, gh_row_cell (&row, "room"));
    g_auto (GStrv) items = gh_form_list (gh_row_cell (&row, "parts"));
    for (char **item = items; room >= 0 && *item != NULL; item++)
      {
        int part = gh_row_find (&row, "parts", "room", reading->rooms, *item);
        if (part == room)
          gh_row_problem (&row, "parts", "a room is no part of itself");
        else if (part >= 0)
          g_array_append_val (reading->model->rooms[room].parts, part);
      }
  }
}

/* STATE: 0 unseen, 1 being looked into, 2 done. */
static bool
parts_go_round (const GhModel *model, int room, uint8_t *state)
{
  const GArray *parts = model->rooms[room].parts;
  if (state[room] != 0)
    return state[room] == 1;
  state[room] = 1;
  for (guint part = 0; part < parts->len; part++)
    if (parts_go_round (model, g_array_index (parts, int, part), state))
      return true;
  state[room] = 2;
  return false;
}

static void
check_parts (GhReading *reading)
{
  GhModel *model = reading->model;
  g_autofree uint8_t *state = g_new0 (uint8_t, model->n_rooms);
  for (int room = 0; room < model->n_rooms; room++)
    if (parts_go_round (model, room, state))
      {
        gh_problems_add (reading->problems, "rooms.csv", model->rooms[room].source.row, "parts",
                         "the parts of %s lead back to itself", model->rooms[room].id);
        for (int other = 0; other < model->n_rooms; other++)
          g_array_set_size (model->rooms[other].parts, 0);
        return;
      }
}

static bool
are_too_many (const GhRow *row, int most, const char *what)
{
  if (row->row < most)
    return false;
  gh_row_problem (row, NULL, "a conference has at most %d %s", most, what);
  return true;
}

void
gh_read_rooms (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_ROOMS, row)
  {
    const char *id = gh_row_id (&row, "room", reading->rooms);
    GhRoom *room;
    if (are_too_many (&row, GH_MOST_ROOMS, "rooms"))
      break;
    if (id == NULL)
      continue;
    room = gh_model_add_room (reading->model);
    gh_reading_name (reading->rooms, id, reading->model->n_rooms - 1);
    room->id = id;
    room->name = gh_row_has (&row, "name") ? gh_row_text (&row, "name") : id;
    if (gh_row_has (&row, "venue"))
      room->venue = gh_model_venue (reading->model, gh_row_cell (&row, "venue"));
    read_seats (&row, room);
    room->layout = gh_row_text (&row, "layout");
    room->layout_change_minutes = gh_row_int (&row, "layout_change_minutes", 0, GH_MOST_MINUTES, 0);
    gh_row_names (&row, "features", room->features);
    gh_times_free (room->open);
    room->open = gh_row_times (&row, "open");
    room->turnaround_minutes = gh_row_int (&row, "turnaround_minutes", 0, GH_MOST_MINUTES,
                                           reading->model->conference.turnaround_minutes);
    room->because = gh_row_text (&row, "because");
    room->source = gh_row_source (&row);
  }
  read_parts (reading);
  check_parts (reading);
}

void
gh_read_travel (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_TRAVEL, row)
  {
    const char *from = gh_row_cell (&row, "from");
    const char *to = gh_row_cell (&row, "to");
    int minutes = gh_row_int (&row, "minutes", 0, GH_MOST_MINUTES, 0);
    if (*from == '\0' || *to == '\0' || !gh_row_has (&row, "minutes"))
      gh_row_problem (&row, NULL, "a way needs from, to and minutes");
    else if (strcmp (from, to) != 0)
      {
        int from_venue = gh_model_venue (reading->model, from);
        int to_venue = gh_model_venue (reading->model, to);
        gh_model_set_travel (reading->model, from_venue, to_venue, minutes);
      }
  }
}

/* ---- patterns ---------------------------------------------------------------------------- */

void
gh_read_patterns (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_PATTERNS, row)
  {
    const char *id = gh_row_cell (&row, "pattern");
    int number = gh_reading_lookup (reading->patterns, id);
    GhPatternRow *into;
    if (number < 0)
      {
        id = gh_row_id (&row, "pattern", reading->patterns);
        if (id == NULL)
          continue;
        number = reading->model->n_patterns;
        gh_model_add_pattern (reading->model)->id = id;
        gh_reading_name (reading->patterns, id, number);
      }
    if (!gh_row_has (&row, "days") || !gh_row_has (&row, "starts"))
      gh_row_problem (&row, NULL, "a pattern needs its days (* for all) and its starts");
    into = gh_pattern_add_row (&reading->model->patterns[number]);
    gh_times_free (into->days);
    into->days = gh_row_times (&row, "days");
    gh_row_accepts (&row, "starts",
                    gh_form_starts (gh_row_cell (&row, "starts"),
                                    reading->model->conference.grid_minutes, into->starts));
    into->cost = gh_row_int (&row, "cost", 0, GH_MOST_WEIGHT, 0);
    into->source = gh_row_source (&row);
  }
}
