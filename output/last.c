#include "output/last.h"

#include "output/identity.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

struct _GhLast
{
  GhCsv *schedule, *attendance; /* NULL: none */
  GArray *rows;                 /* GhLastRow, in file order */
  GHashTable *sessions;         /* id then -> session today + 1 */
  int n_sessions;
  int *row_of_session; /* -1: none */
};

/* Digits with single letters between them: "dddd-dd-dd". */
static bool
has_form (const char *text, const char *form)
{
  for (; *form != '\0'; text++, form++)
    if (*form == 'd' ? !g_ascii_isdigit (*text) : *text != *form)
      return false;
  return *text == '\0';
}

/* What is further from a conference than this is no date of its programme, and its minutes might
 * not fit. */
#define MOST_DAYS 1000000

GhMinute
gh_minute_of_texts (int first_day, const char *date, const char *clock)
{
  GDate day;
  int year, month, day_of_month, hour, minute;

  if (!has_form (date, "dddd-dd-dd") || !has_form (clock, "dd:dd"))
    return GH_NEVER;
  sscanf (date, "%d-%d-%d", &year, &month, &day_of_month);
  sscanf (clock, "%d:%d", &hour, &minute);
  if (year < 1 || hour > 23 || minute > 59
      || !g_date_valid_dmy ((GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year))
    return GH_NEVER;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year);
  int days = (int)g_date_get_julian (&day) - first_day;
  return ABS (days) <= MOST_DAYS ? days * GH_DAY + hour * 60 + minute : GH_NEVER;
}

GhMinute
gh_minute_of_start (int first_day, const char *start)
{
  g_auto (GStrv) halves = g_strsplit (start, "T", 2);

  return g_strv_length (halves) == 2 ? gh_minute_of_texts (first_day, halves[0], halves[1])
                                     : GH_NEVER;
}

GhLastRow
gh_last_read_row (const GhCsv *schedule, int row, int first_day)
{
  const char *date = gh_csv_cell (schedule, row, gh_csv_column (schedule, "date"));
  const char *start = gh_csv_cell (schedule, row, gh_csv_column (schedule, "start"));
  const char *end = gh_csv_cell (schedule, row, gh_csv_column (schedule, "end"));
  const char *status = gh_csv_cell (schedule, row, gh_csv_column (schedule, "status"));
  GhLastRow this = {
    .id = gh_csv_cell (schedule, row, gh_csv_column (schedule, "session")),
    .session = -1,
    .start = gh_minute_of_texts (first_day, date, start),
    .end = gh_minute_of_texts (first_day, date, end),
    .room = gh_csv_cell (schedule, row, gh_csv_column (schedule, "room")),
    .teams = gh_csv_cell (schedule, row, gh_csv_column (schedule, "teams")),
    .cancelled = strcmp (status, "cancelled") == 0,
  };

  if (this.start != GH_NEVER && this.end != GH_NEVER && this.end <= this.start)
    this.end += GH_DAY;
  return this;
}

bool
gh_last_is_held (const GhLastRow *row)
{
  return row != NULL && row->start != GH_NEVER && !row->cancelled;
}

/* Sessions by what they are called today; those of the last revision are named over them. */
static void
name_sessions (GhLast *last, const GhModel *model)
{
  last->sessions = g_hash_table_new (g_str_hash, g_str_equal);
  for (int session = 0; session < model->n_sessions; session++)
    g_hash_table_insert (last->sessions, (gpointer)model->sessions[session].id,
                         GINT_TO_POINTER (session + 1));
}

int
gh_last_session (const GhLast *last, const char *id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (last->sessions, id)) - 1;
}

/* The session of the same first id; of two rows of one the first counts. */
static void
read_row (GhLast *last, const GhModel *model, int row, GHashTable *first_ids, GHashTable *by_first)
{
  GhLastRow this = gh_last_read_row (last->schedule, row, model->conference.first_day);
  const char *first = g_hash_table_lookup (first_ids, this.id);

  this.session = GPOINTER_TO_INT (g_hash_table_lookup (by_first, first)) - 1;
  if (this.session >= 0 && last->row_of_session[this.session] < 0)
    last->row_of_session[this.session] = (int)last->rows->len;
  g_array_append_val (last->rows, this);
}

/* Whose first id is not in the sheets is the session of that id, unless that one was found or is
 * another renamed: the sheets may have forgotten what it was. */
static void
name_row (GhLast *last, const GhModel *model, GhLastRow *this, int row)
{
  int session = gh_last_session (last, this->id);

  if (this->session < 0 && session >= 0 && last->row_of_session[session] < 0
      && strcmp (gh_first_id (model, session), this->id) == 0)
    {
      this->session = session;
      last->row_of_session[session] = row;
    }
}

static void
read_rows (GhLast *last, const GhModel *model, const char *folder)
{
  g_autoptr (GHashTable) by_sheets = gh_first_ids_by_sheets (model);
  g_autoptr (GHashTable) first_ids = gh_first_ids_of (folder, last->schedule, by_sheets, true);
  g_autoptr (GHashTable) by_first = g_hash_table_new (g_str_hash, g_str_equal);

  for (int session = 0; session < model->n_sessions; session++)
    g_hash_table_insert (by_first, (gpointer)gh_first_id (model, session),
                         GINT_TO_POINTER (session + 1));
  for (int row = 0; row < last->schedule->n_rows; row++)
    read_row (last, model, row, first_ids, by_first);
  for (guint row = 0; row < last->rows->len; row++)
    name_row (last, model, &g_array_index (last->rows, GhLastRow, row), (int)row);
  for (guint row = 0; row < last->rows->len; row++)
    {
      const GhLastRow *this = &g_array_index (last->rows, GhLastRow, row);
      g_hash_table_insert (last->sessions, (gpointer)this->id, GINT_TO_POINTER (this->session + 1));
    }
}

static bool
read_files (GhLast *last, const GhModel *model, const char *folder, GError **error)
{
  g_autofree char *schedule = g_build_filename (folder, "schedule.csv", NULL);
  g_autofree char *attendance = g_build_filename (folder, "attendance.csv", NULL);
  g_autoptr (GError) trouble = NULL;

  last->schedule = gh_csv_read (schedule, error);
  if (last->schedule == NULL)
    return false;
  read_rows (last, model, folder);
  last->attendance = gh_csv_read (attendance, &trouble);
  if (last->attendance != NULL || g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return true;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return false;
}

GhLast *
gh_last_read (const GhModel *model, const char *folder, GError **error)
{
  g_autoptr (GhLast) last = g_new0 (GhLast, 1);

  last->rows = g_array_new (false, false, sizeof (GhLastRow));
  last->n_sessions = model->n_sessions;
  last->row_of_session = g_new (int, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    last->row_of_session[session] = -1;
  name_sessions (last, model);
  if (folder != NULL && !read_files (last, model, folder, error))
    return NULL;
  return g_steal_pointer (&last);
}

void
gh_last_free (GhLast *last)
{
  if (last == NULL)
    return;
  gh_csv_free (last->schedule);
  gh_csv_free (last->attendance);
  g_array_unref (last->rows);
  g_clear_pointer (&last->sessions, g_hash_table_unref);
  g_free (last->row_of_session);
  g_free (last);
}

bool
gh_last_is_there (const GhLast *last)
{
  return last->schedule != NULL;
}

int
gh_last_n_rows (const GhLast *last)
{
  return (int)last->rows->len;
}

const GhLastRow *
gh_last_row (const GhLast *last, int row)
{
  return &g_array_index (last->rows, GhLastRow, row);
}

const GhLastRow *
gh_last_find (const GhLast *last, int session)
{
  int row = last->row_of_session[session];

  return row >= 0 ? gh_last_row (last, row) : NULL;
}

void
gh_last_each_attendance (const GhLast *last, GhLastEach each, gpointer data)
{
  const GhCsv *csv = last->attendance;

  if (csv == NULL)
    return;
  int session_column = gh_csv_column (csv, "session");
  int person_column = gh_csv_column (csv, "person");
  int as_column = gh_csv_column (csv, "as");
  for (int row = 0; row < csv->n_rows; row++)
    {
      int session = gh_last_session (last, gh_csv_cell (csv, row, session_column));
      if (session >= 0)
        each (session, gh_csv_cell (csv, row, person_column), gh_csv_cell (csv, row, as_column),
              data);
    }
}

GhLastRow *
gh_last_places (const GhLast *last, const GhModel *model, const GhProgramme *programme)
{
  GhLastRow *places = g_new (GhLastRow, model->n_sessions);

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhSession *this = &model->sessions[session];
      const GhPlacement *placed = &programme->placements[session];
      const GhLastRow *was = gh_last_find (last, session);
      GhLastRow *place = &places[session];

      *place = (GhLastRow){ this->id, session, placed->start, GH_NEVER, "", "", this->cancelled };
      if (placed->room >= 0)
        place->room = model->rooms[placed->room].id;
      if (was != NULL && this->cancelled && placed->start == GH_NEVER)
        {
          place->start = was->start;
          place->room = was->room;
        }
      /* It has begun in a room that the sheets no longer know. */
      else if (was != NULL && this->needs_room && placed->room < 0 && placed->start == was->start)
        place->room = was->room;
      if (place->start != GH_NEVER)
        place->end = place->start + this->minutes;
    }
  return places;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhLastRow *places = data;
  const GhLastRow *left = &places[*(const int *)a];
  const GhLastRow *right = &places[*(const int *)b];

  if ((left->start == GH_NEVER) != (right->start == GH_NEVER))
    return left->start == GH_NEVER ? 1 : -1;
  /* Minutes order as the bytes of date and start do. */
  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  int order = strcmp (left->room, right->room);
  return order != 0 ? order : strcmp (left->id, right->id);
}

GArray *
gh_last_order (const GhLastRow *places, const GhModel *model)
{
  GArray *order = g_array_new (false, false, sizeof (int));

  for (int session = 0; session < model->n_sessions; session++)
    if (!model->sessions[session].reserve)
      g_array_append_val (order, session);
  g_array_sort_with_data (order, compare_places, (gpointer)places);
  return order;
}
