/* Rule files: what the files of a programme say of each other and of the sheets. */
#include "input/verify/check.h"
#include "input/verify/read.h"
#include "input/verify/times.h"

#include <string.h>

/* ---- schedule.csv ------------------------------------------------------------------------ */

/* Bytes of date, start, room, session; those without a place last. */
static int
compare_rows (const GhBookRow *a, const GhBookRow *b)
{
  static const char *const columns[] = { "date", "start", "room", "session" };
  bool has_a = *gh_cell (a, "start") != '\0';
  bool has_b = *gh_cell (b, "start") != '\0';

  if (has_a != has_b)
    return has_a ? -1 : 1;
  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    {
      int order = strcmp (gh_cell (a, columns[column]), gh_cell (b, columns[column]));
      if (order != 0)
        return order;
    }
  return 0;
}

static void
check_end (GhBook *book, const GhBookRow *row, const GhBookSession *session)
{
  int clock = session->end - gh_book_day (session->end) * GH_BOOK_DAY;
  g_autofree char *end = g_strdup_printf ("%02d:%02d", clock / 60, clock % 60);

  if (strcmp (gh_cell (row, "end"), end) != 0)
    gh_book_find_wrong (book, "files",
                        "schedule.csv ends %s at \"%s\", but its %d minutes end at %s", session->id,
                        gh_cell (row, "end"), session->minutes, end);
}

static void
check_nowhere (GhBook *book, const GhBookRow *row, const GhBookSession *session)
{
  static const char *const columns[] = { "date", "start", "end", "room", "teams" };

  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    if (*gh_cell (row, columns[column]) != '\0')
      gh_book_find_wrong (book, "files", "schedule.csv gives %s no place, but the %s \"%s\"",
                          session->id, columns[column], gh_cell (row, columns[column]));
}

static void
check_row (GhBook *book, const GhBookRow *row)
{
  const char *id = gh_cell (row, "session");
  int number = gh_book_find (book->session_ids, id);

  if (number < 0 || book->sessions[number].reserve)
    {
      gh_book_find_wrong (book, "files", "schedule.csv, row %d: \"%s\" is %s", gh_row_line_of (row),
                          id, number < 0 ? "no session of the sheets" : "a reserve");
      return;
    }
  const GhBookSession *session = &book->sessions[number];
  const char *status = session->cancelled                ? "cancelled"
                       : session->start != GH_BOOK_NEVER ? "planned"
                                                         : "unplaced";
  const char *group = session->group >= 0 ? book->groups[session->group].id : "";
  if (strcmp (gh_cell (row, "status"), status) != 0)
    gh_book_find_wrong (book, "files", "schedule.csv calls %s \"%s\", which is %s",
                        gh_book_say (book, number), gh_cell (row, "status"), status);
  if (strcmp (gh_cell (row, "group"), group) != 0)
    gh_book_find_wrong (book, "files", "schedule.csv has %s in the group \"%s\", not \"%s\"", id,
                        gh_cell (row, "group"), group);
  if (session->start != GH_BOOK_NEVER)
    check_end (book, row, session);
  else
    check_nowhere (book, row, session);
}

static void
check_schedule (GhBook *book)
{
  g_autofree int *seen = g_new0 (int, book->n_sessions + 1);

  for (int number = 0; number < gh_table_n_rows (book->schedule); number++)
    {
      GhBookRow row = { book, book->schedule, number };
      GhBookRow before = { book, book->schedule, number - 1 };
      int session = gh_book_find (book->session_ids, gh_cell (&row, "session"));

      if (session >= 0 && ++seen[session] == 2)
        gh_book_find_wrong (book, "files", "schedule.csv has %s twice", book->sessions[session].id);
      if (session < 0 || seen[session] == 1)
        check_row (book, &row);
      if (number > 0 && compare_rows (&before, &row) > 0)
        gh_book_find_wrong (book, "files",
                            "schedule.csv, row %d: %s is not sorted by date, start, room, session",
                            gh_row_line_of (&row), gh_cell (&row, "session"));
    }
  for (int session = 0; session < book->n_sessions; session++)
    if (seen[session] == 0 && !book->sessions[session].reserve)
      gh_book_find_wrong (book, "files", "schedule.csv has no row for %s",
                          book->sessions[session].id);
}

/* ---- attendance.csv ---------------------------------------------------------------------- */

static bool
has_slot (const GhBook *book, int person, int session)
{
  for (int slot = 0; slot < book->n_slots; slot++)
    if (book->slots[slot].speaker == person && book->slots[slot].session == session)
      return true;
  return false;
}

static const char *const wish_words[] = { "", "may", "should", "must" };

/* The reason is one that this person has for that session. */
static bool
is_true (const GhBook *book, const GhBookAttendance *row)
{
  int delegation = book->persons[row->person].delegation;

  if (gh_book_has_named_role (book, row->person, row->session, row->as))
    return true;
  if (strcmp (row->as, "speaker") == 0)
    return has_slot (book, row->person, row->session);
  if (strcmp (row->as, "covers") == 0)
    return delegation >= 0
           && gh_book_delegation_want (book, delegation, row->session).wish != GH_WISH_NONE;
  return *row->as != '\0'
         && strcmp (wish_words[gh_book_want (book, row->person, row->session).wish], row->as) == 0;
}

static void
check_attendance (GhBook *book, int number)
{
  const GhBookAttendance *this = &book->attendances[number];
  GhBookRow row = { book, book->attendance, number };
  const char *person = gh_cell (&row, "person");
  const char *session = gh_cell (&row, "session");

  if (this->person < 0)
    gh_book_find_wrong (book, "files", "attendance.csv, row %d: nobody is called \"%s\"",
                        gh_row_line_of (&row), person);
  else if (this->session < 0)
    gh_book_find_wrong (book, "files", "attendance.csv, row %d: no session is called \"%s\"",
                        gh_row_line_of (&row), session);
  else if (book->sessions[this->session].start == GH_BOOK_NEVER)
    gh_book_find_wrong (book, "files", "attendance.csv has %s in %s, which has no place", person,
                        session);
  /* Why somebody was in a cancelled session, the sheets may have forgotten. */
  else if (book->sessions[this->session].is_placed && !is_true (book, this))
    gh_book_find_wrong (book, "files",
                        "attendance.csv has %s in %s as \"%s\", which the sheets and files do not",
                        person, session, this->as);
}

/* "person session as" of every row; twice is once too often. */
static GHashTable *
reasons_of (GhBook *book)
{
  GHashTable *reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int number = 0; number < book->n_attendances; number++)
    {
      const GhBookAttendance *this = &book->attendances[number];
      if (this->person < 0 || this->session < 0)
        continue;
      char *reason = g_strdup_printf ("%d %d %s", this->person, this->session, this->as);
      if (!g_hash_table_add (reasons, reason))
        gh_book_find_wrong (book, "files", "attendance.csv has %s in %s as \"%s\" twice",
                            book->persons[this->person].id, book->sessions[this->session].id,
                            this->as);
    }
  return reasons;
}

static void
expect_reason (GhBook *book, GHashTable *reasons, int person, int session, const char *as)
{
  g_autofree char *reason = g_strdup_printf ("%d %d %s", person, session, as);

  if (!g_hash_table_contains (reasons, reason))
    gh_book_find_wrong (book, "files", "attendance.csv has not %s in %s as \"%s\"",
                        book->persons[person].id, gh_book_say (book, session), as);
}

static void
expect_all (GhBook *book, GHashTable *reasons)
{
  for (int person = 0; person < book->n_persons; person++)
    {
      for (int role = book->first_role[person]; role < book->first_role[person + 1]; role++)
        if (book->sessions[book->roles[role].session].is_placed)
          expect_reason (book, reasons, person, book->roles[role].session, book->roles[role].role);
      for (int session = 0; session < book->n_sessions; session++)
        {
          GhBookWish wish = gh_book_want (book, person, session).wish;
          /* Who has a role where they have no access may be told of a wish, or not. */
          if (wish != GH_WISH_NONE && book->sessions[session].is_placed
              && gh_book_may_enter (book, person, session))
            expect_reason (book, reasons, person, session, wish_words[wish]);
        }
    }
}

/* ---- speeches.csv ------------------------------------------------------------------------ */

static void
check_slots (GhBook *book, GHashTable *reasons)
{
  for (int number = 0; number < book->n_slots; number++)
    {
      const GhBookSlot *slot = &book->slots[number];
      if (slot->start == GH_BOOK_NEVER)
        continue; /* said when it was read */
      if (slot->speaker < 0 || slot->session < 0)
        gh_book_find_wrong (book, "files", "speeches.csv, row %d: no such %s in the sheets",
                            slot->line, slot->speaker < 0 ? "speaker" : "session");
      else if (book->sessions[slot->session].start == GH_BOOK_NEVER)
        gh_book_find_wrong (book, "files", "speeches.csv has %s speak in %s, which has no place",
                            book->persons[slot->speaker].id, book->sessions[slot->session].id);
      else if (book->sessions[slot->session].is_placed)
        expect_reason (book, reasons, slot->speaker, slot->session, "speaker");
    }
}

void
gh_check_files (GhBook *book)
{
  check_schedule (book);
  /* Without the file there is one thing to say, and it has been said. */
  if (book->attendance == NULL)
    return;
  g_autoptr (GHashTable) reasons = reasons_of (book);
  for (int row = 0; row < book->n_attendances; row++)
    check_attendance (book, row);
  expect_all (book, reasons);
  check_slots (book, reasons);
}
