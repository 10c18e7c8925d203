/* schedule.csv, attendance.csv and speeches.csv.
 *
 * What does not agree with the sheets is a finding, not an end: the rest is read all the same. */
#include "input/verify/read.h"
#include "input/verify/times.h"

#include <string.h>

/* A file of the programme, with its CSV problems as findings; NULL where it cannot be read. */
static const GhTable *
read_file (GhBook *book, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (book->programme, name, NULL);
  g_autoptr (GhProblems) problems = gh_problems_new ();
  GhTable *table = gh_table_read_csv (path, problems, error);

  if (table == NULL)
    return NULL;
  g_ptr_array_add (book->tables, table);
  for (guint entry = 0; entry < problems->list->len; entry++)
    {
      const GhProblem *problem = problems->list->pdata[entry];
      g_autofree char *text = gh_problem_to_text (problem);
      if (!problem->is_note)
        gh_book_find_wrong (book, "files", "%s", text);
    }
  return table;
}

static void
check_columns (GhBook *book, const GhTable *table, const char *const *columns)
{
  for (; *columns != NULL; columns++)
    if (gh_table_column (table, *columns) < 0)
      gh_book_find_wrong (book, "files", "%s has no column \"%s\"", gh_table_file (table),
                          *columns);
}

/* ---- schedule.csv ------------------------------------------------------------------------ */

static void
read_teams (const GhBookRow *row, GhBookSession *session)
{
  GhBook *book = row->book;

  session->in.n = 0;
  for (char **item = gh_cell_list (row, "teams"); *item != NULL; item++)
    {
      int team = gh_book_find (book->team_ids, *item);
      if (team >= 0)
        gh_book_append (book, &session->in, team);
      else
        gh_book_find_wrong (book, "files",
                            "schedule.csv gives %s the team \"%s\", which the sheets "
                            "do not know",
                            session->id, *item);
    }
}

/* The place of a session; false where the row has none. */
static bool
read_place (const GhBookRow *row, GhBookSession *session)
{
  GhBook *book = row->book;
  const char *date = gh_cell (row, "date");
  const char *clock = gh_cell (row, "start");
  const char *room = gh_cell (row, "room");
  g_autofree char *start = g_strconcat (date, "T", clock, NULL);
  int minute;

  if (*date == '\0' && *clock == '\0')
    return false;
  if (!gh_read_start (book, start, &minute))
    {
      gh_book_find_wrong (book, "files", "schedule.csv gives %s the start \"%s %s\", which is none",
                          session->id, date, clock);
      return false;
    }
  session->start = minute;
  session->end = minute + session->minutes;
  session->room = *room != '\0' ? gh_book_find (book->room_ids, room) : -1;
  session->unknown_room = session->room < 0 ? room : "";
  read_teams (row, session);
  return true;
}

static void
read_schedule (GhBook *book, const GhTable *table)
{
  static const char *const columns[] = { "session", "date",  "start",  "end",
                                         "room",    "teams", "status", NULL };
  GHashTable *ids = book->session_ids;

  check_columns (book, table, columns);
  book->verdict->n_sessions = gh_table_n_rows (table);
  for (int number = 0; number < gh_table_n_rows (table); number++)
    {
      GhBookRow row = { book, table, number };
      int session = gh_book_find (ids, gh_cell (&row, "session"));
      if (session < 0 || book->sessions[session].start != GH_BOOK_NEVER)
        continue; /* check-files.c has words for it */
      bool has_place = read_place (&row, &book->sessions[session]);
      book->sessions[session].is_placed = has_place && !book->sessions[session].cancelled;
    }
}

/* ---- attendance.csv ---------------------------------------------------------------------- */

static void
read_attendance (GhBook *book, const GhTable *table)
{
  static const char *const columns[] = { "person", "session", "as", NULL };

  check_columns (book, table, columns);
  book->attendance = table;
  book->n_attendances = gh_table_n_rows (table);
  book->attendances = gh_book_new0 (book, (gsize)book->n_attendances, sizeof (GhBookAttendance));
  for (int number = 0; number < book->n_attendances; number++)
    {
      GhBookRow row = { book, table, number };
      book->attendances[number] =
          (GhBookAttendance){ gh_book_find (book->person_ids, gh_cell (&row, "person")),
                              gh_book_find (book->session_ids, gh_cell (&row, "session")),
                              gh_cell (&row, "as") };
    }
}

/* ---- speeches.csv ------------------------------------------------------------------------ */

/* A slot could be this speech: what the file says of it is the same and, if STRICT, its speaker can
 * be heard then. */
static bool
could_be (const GhBookSpeech *speech, const GhBookSlot *slot, bool strict)
{
  return speech->speaker == slot->speaker && speech->minutes == slot->minutes
         && strcmp (speech->theme, slot->theme) == 0 && speech->sessions[slot->session]
         && (!strict
             || gh_spans_hold (speech->available, slot->start, slot->start + slot->minutes));
}

/* Lets SPEECH have a slot, for which others of the same speaker may have to take another: an
 * augmenting path of the matching.  SEEN is by slot. */
static bool
match (GhBook *book, int speech, bool strict, bool *seen)
{
  for (int slot = 0; slot < book->n_slots; slot++)
    {
      GhBookSlot *this = &book->slots[slot];
      if (seen[slot] || this->session < 0 || !could_be (&book->speeches[speech], this, strict))
        continue;
      seen[slot] = true;
      if (this->speech >= 0 && !match (book, this->speech, strict, seen))
        continue;
      this->speech = speech;
      book->speeches[speech].slot = slot;
      return true;
    }
  return false;
}

/* Speeches that say the same of themselves are told apart as well as can be. */
static void
match_all (GhBook *book, bool strict)
{
  for (int speech = 0; speech < book->n_speeches; speech++)
    {
      g_autofree bool *seen = g_new0 (bool, book->n_slots + 1);
      if (book->speeches[speech].slot < 0)
        match (book, speech, strict, seen);
    }
}

static void
read_slots (GhBook *book, const GhTable *table)
{
  static const char *const columns[] = { "session", "start", "speaker", "minutes", "theme", NULL };

  check_columns (book, table, columns);
  book->n_slots = gh_table_n_rows (table);
  book->slots = gh_book_new0 (book, (gsize)book->n_slots, sizeof (GhBookSlot));
  for (int number = 0; number < book->n_slots; number++)
    {
      GhBookRow row = { book, table, number };
      GhBookSlot *slot = &book->slots[number];

      *slot = (GhBookSlot){ gh_book_find (book->session_ids, gh_cell (&row, "session")),
                            GH_BOOK_NEVER,
                            gh_book_find (book->person_ids, gh_cell (&row, "speaker")),
                            -1,
                            gh_cell (&row, "theme"),
                            -1,
                            gh_row_line_of (&row) };
      if (!gh_read_start (book, gh_cell (&row, "start"), &slot->start)
          || !gh_read_number (gh_cell (&row, "minutes"), &slot->minutes))
        {
          gh_book_find_wrong (book, "files", "speeches.csv, row %d: no start or no minutes",
                              gh_row_line_of (&row));
          slot->session = -1;
          slot->start = GH_BOOK_NEVER;
        }
    }
  match_all (book, true);
  match_all (book, false);
}

/* ---- all --------------------------------------------------------------------------------- */

/* A file that should be there and is not is a finding. */
static void
read_if_there (GhBook *book, const char *name, void (*read) (GhBook *book, const GhTable *table))
{
  g_autoptr (GError) error = NULL;
  const GhTable *table = read_file (book, name, &error);

  if (table == NULL)
    gh_book_find_wrong (book, "files", "%s cannot be read: %s", name, error->message);
  else
    read (book, table);
}

bool
gh_book_read_programme (GhBook *book, GError **error)
{
  const GhTable *schedule = read_file (book, "schedule.csv", error);

  if (schedule == NULL)
    return false;
  book->schedule = schedule;
  read_schedule (book, schedule);
  read_if_there (book, "attendance.csv", read_attendance);
  read_if_there (book, "speeches.csv", read_slots);
  return true;
}
