/* A schedule.csv as somebody may have changed it in a spreadsheet. */
#include "input/sheets/reading.h"

static GhSheetSchedule *
schedule_new (int n_sessions)
{
  GhSheetSchedule *schedule = g_new (GhSheetSchedule, 1);
  schedule->rows = g_new0 (int, n_sessions + 1);
  schedule->places = g_new (GhPlacement, n_sessions + 1);
  schedule->cancelled = g_new0 (bool, n_sessions + 1);
  for (int session = 0; session < n_sessions; session++)
    schedule->places[session] = (GhPlacement){ .start = GH_NEVER, .room = -1 };
  return schedule;
}

void
gh_sheet_schedule_free (GhSheetSchedule *schedule)
{
  if (schedule == NULL)
    return;
  g_free (schedule->rows);
  g_free (schedule->places);
  g_free (schedule->cancelled);
  g_free (schedule);
}

/* ---- cells ------------------------------------------------------------------------------- */

/* "09:30" where a spreadsheet made "09:30:00" or "9:30:00 AM" of it; the caller's.  What is none of
 * these stays as it is, for the form to tell. */
static char *
plain_clock (const char *text)
{
  g_autoptr (GRegex) form =
      g_regex_new ("^(\\d{1,2}):(\\d{2})(?::00)?(?:\\s?([AP])M)?$", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *half = NULL;
  int hour;

  if (!g_regex_match (form, text, 0, &found))
    return g_strdup (text);
  hours = g_match_info_fetch (found, 1);
  minutes = g_match_info_fetch (found, 2);
  half = g_match_info_fetch (found, 3);
  hour = (int)g_ascii_strtoll (hours, NULL, 10);
  if (half == NULL || *half == '\0')
    return g_strdup_printf ("%02d:%s", hour, minutes);
  if (hour < 1 || hour > 12)
    return g_strdup (text);
  return g_strdup_printf ("%02d:%s", hour % 12 + (g_ascii_toupper (*half) == 'P' ? 12 : 0),
                          minutes);
}

/* GH_NEVER where both cells are empty, or after a problem. */
static GhMinute
read_start (const GhRow *row)
{
  g_autofree char *clock = plain_clock (gh_row_cell (row, "start"));
  g_autofree char *whole = g_strdup_printf ("%s %s", gh_row_cell (row, "date"), clock);
  GhMinute start = GH_NEVER;
  int day, minutes;

  if (!gh_row_has (row, "date") && !gh_row_has (row, "start"))
    return GH_NEVER;
  if (gh_row_needs (row, "date", "the cell is empty, and there is a start; write both or neither")
      && gh_row_needs (row, "start",
                       "the cell is empty, and there is a date; write both or neither")
      && gh_row_accepts (row, "date", gh_form_date (gh_row_cell (row, "date"), &day))
      && gh_row_accepts (row, "start", gh_form_clock (clock, false, &minutes)))
    gh_row_accepts (row, "date", gh_form_start (whole, &row->reading->days, &start));
  return start;
}

static bool
read_cancelled (const GhRow *row)
{
  static const char *const words[] = { "planned", "unplaced", "cancelled", NULL };
  return gh_row_word (row, "status", words, 0) == 2;
}

/* ---- rows -------------------------------------------------------------------------------- */

static void
read_session (const GhRow *row, int session, GhSheetSchedule *schedule)
{
  GhReading *reading = row->reading;

  if (schedule->rows[session] > 0)
    {
      gh_row_problem (row, "session", "%s is there twice, first in row %d",
                      reading->model->sessions[session].id, schedule->rows[session]);
      return;
    }
  schedule->rows[session] = gh_row_line (row);
  schedule->cancelled[session] = read_cancelled (row);
  schedule->places[session].start = read_start (row);
  /* A cancelled session may keep a room that is gone. */
  if (!schedule->cancelled[session]
      || gh_ids_find (&reading->rooms, gh_row_cell (row, "room")) >= 0)
    schedule->places[session].room = gh_row_find_cell (row, "room", &reading->rooms);
}

static void
check_columns (const GhTable *table, const char *const *columns, GhProblems *problems)
{
  for (; *columns != NULL; columns++)
    if (gh_table_n_columns (table) > 0 && gh_table_column (table, *columns) < 0)
      gh_problems_add (problems, gh_table_place (table, 1, *columns),
                       "this column is needed and is not there");
}

GhSheetSchedule *
gh_sheets_schedule (const char *path, GhModel *model, const char *const *columns,
                    GhProblems *problems, GError **error)
{
  g_autoptr (GhTable) table = gh_table_read_csv (path, problems, error);
  GhSheetSchedule *schedule;
  GhReading reading;

  if (table == NULL)
    return NULL;
  schedule = schedule_new (model->n_sessions);
  gh_reading_resume (&reading, model, problems);
  check_columns (table, columns, problems);
  for (int number = 0; number < gh_table_n_rows (table); number++)
    {
      GhRow row = { &reading, GH_SHEET_SESSIONS, table, number };
      int session = gh_row_find_cell (&row, "session", &reading.sessions);
      if (gh_row_needs (&row, "session", "the session is missing") && session >= 0)
        read_session (&row, session, schedule);
    }
  gh_reading_clear (&reading);
  return schedule;
}
