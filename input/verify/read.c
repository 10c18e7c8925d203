#include "input/sheets/tables.h"
#include "input/verify/read.h"
#include "input/verify/times.h"

#include <string.h>

static const char *const sheet_names[GH_N_READ + 1] = {
  "conference", "rooms", "travel",      "patterns", "groups", "sessions", "relations", "limits",
  "people",     "roles", "delegations", "attends",  "teams",  "speeches", "rules",     "pins",
};

/* ---- cells ------------------------------------------------------------------------------- */

int
gh_book_n_rows (const GhBook *book, GhBookSheet sheet)
{
  const GhTable *table = book->sheets->pdata[sheet];
  return table != NULL ? gh_table_n_rows (table) : 0;
}

GhBookRow
gh_book_row (GhBook *book, GhBookSheet sheet, int row)
{
  return (GhBookRow){ book, book->sheets->pdata[sheet], row };
}

const char *
gh_book_place (GhBook *book, GhBookSheet sheet, int line)
{
  return gh_book_text (book,
                       gh_place_to_text (gh_table_place (book->sheets->pdata[sheet], line, NULL)));
}

int
gh_row_line_of (const GhBookRow *row)
{
  return gh_table_row_line (row->table, row->row);
}

const char *
gh_cell (const GhBookRow *row, const char *column)
{
  return gh_table_cell (row->table, row->row, gh_table_column (row->table, column));
}

void
gh_row_wrong (const GhBookRow *row, const char *column, const char *text)
{
  gh_problems_add (row->book->problems, gh_table_place (row->table, gh_row_line_of (row), column),
                   "\"%s\" cannot be understood", text);
}

int
gh_cell_number (const GhBookRow *row, const char *column, int empty)
{
  const char *text = gh_cell (row, column);
  int number;

  if (*text == '\0')
    return empty;
  if (gh_read_number (text, &number))
    return number;
  gh_row_wrong (row, column, text);
  return empty;
}

static bool
is_yes (const char *text)
{
  static const char *const words[] = { "yes", "y", "true", "1", "x" };

  for (gsize word = 0; word < G_N_ELEMENTS (words); word++)
    if (g_ascii_strcasecmp (text, words[word]) == 0)
      return true;
  return false;
}

bool
gh_cell_yes (const GhBookRow *row, const char *column)
{
  return is_yes (gh_cell (row, column));
}

char **
gh_cell_list (const GhBookRow *row, const char *column)
{
  return gh_book_list (row->book, gh_cell (row, column));
}

GArray *
gh_cell_times (const GhBookRow *row, const char *column)
{
  GArray *times = gh_book_array (row->book, sizeof (GhBookSpan));

  if (!gh_read_times (row->book, gh_cell_list (row, column), false, times))
    gh_row_wrong (row, column, gh_cell (row, column));
  return times;
}

int
gh_cell_start (const GhBookRow *row, const char *column)
{
  int minute = GH_BOOK_NEVER;
  const char *text = gh_cell (row, column);

  if (*text != '\0' && !gh_read_start (row->book, text, &minute))
    gh_row_wrong (row, column, text);
  return minute;
}

int
gh_row_find_id (const GhBookRow *row, const char *column, GHashTable *ids, const char *id)
{
  int number = gh_book_find (ids, id);

  if (number < 0)
    gh_row_wrong (row, column, id);
  return number;
}

int
gh_cell_find (const GhBookRow *row, const char *column, GHashTable *ids)
{
  const char *id = gh_cell (row, column);
  return *id != '\0' ? gh_row_find_id (row, column, ids, id) : -1;
}

const char *
gh_row_name (const GhBookRow *row, const char *column, GHashTable *ids, int number)
{
  const char *id = gh_cell (row, column);

  if (*id == '\0' || g_hash_table_contains (ids, id))
    gh_row_wrong (row, column, id);
  g_hash_table_insert (ids, (gpointer)id, GINT_TO_POINTER (number + 1));
  return id;
}

/* ---- the conference ---------------------------------------------------------------------- */

/* The value of a key, or EMPTY. */
static const char *
key (GhBook *book, const char *name, const char *empty)
{
  for (int number = 0; number < gh_book_n_rows (book, GH_READ_CONFERENCE); number++)
    {
      GhBookRow row = gh_book_row (book, GH_READ_CONFERENCE, number);
      if (strcmp (gh_cell (&row, "key"), name) == 0 && *gh_cell (&row, "value") != '\0')
        return gh_cell (&row, "value");
    }
  return empty;
}

static void
expect (GhBook *book, bool is_read, const char *name)
{
  if (!is_read)
    gh_problems_add (book->problems,
                     gh_table_place (book->sheets->pdata[GH_READ_CONFERENCE], 0, NULL),
                     "%s cannot be understood", name);
}

void
gh_book_read_conference (GhBook *book)
{
  int last_day = 0;

  book->id = key (book, "id", "");
  book->domain = key (book, "domain", "");
  book->timezone = key (book, "timezone", "");
  expect (book, gh_read_date (key (book, "first_day", ""), &book->first_day), "first_day");
  expect (book, gh_read_date (key (book, "last_day", ""), &last_day), "last_day");
  book->n_days = CLAMP (last_day - book->first_day + 1, 1, 366);
  expect (book,
          gh_read_number (key (book, "grid_minutes", "5"), &book->grid_minutes)
              && book->grid_minutes > 0,
          "grid_minutes");
  expect (book, gh_read_number (key (book, "turnaround_minutes", "0"), &book->turnaround_minutes),
          "turnaround_minutes");
  expect (book, gh_read_number (key (book, "seats_percent", "100"), &book->seats_percent),
          "seats_percent");
  expect (book, gh_read_clock (key (book, "freeze", "20:00"), &book->freeze), "freeze");
  expect (book, gh_read_number (key (book, "notice_minutes", "0"), &book->notice_minutes),
          "notice_minutes");
  expect (
      book,
      gh_read_weekdays (gh_book_list (book, key (book, "workdays", "Mon-Fri")), &book->workdays),
      "workdays");
  book->share_out = is_yes (key (book, "share_out", "yes"));
  book->hours = gh_book_array (book, sizeof (GhBookSpan));
  expect (book,
          gh_read_times (book, gh_book_list (book, key (book, "hours", "00:00-24:00")), true,
                         book->hours),
          "hours");
}

/* ---- everything -------------------------------------------------------------------------- */

/* In the order of GhBookSheet; those that are not there are NULL. */
static void
read_sheets (GhBook *book, GError **error)
{
  g_autoptr (GhTables) tables =
      gh_tables_read (book->folder, sheet_names, NULL, book->problems, error);

  for (int sheet = 0; tables != NULL && sheet < GH_N_READ; sheet++)
    {
      GhTable *table = gh_tables_take (tables, sheet_names[sheet]);
      g_ptr_array_add (book->sheets, table);
      if (table != NULL)
        g_ptr_array_add (book->tables, table);
      else if (sheet == GH_READ_CONFERENCE || sheet == GH_READ_ROOMS || sheet == GH_READ_SESSIONS)
        gh_problems_add (book->problems, gh_place_file (book->folder), "there is no sheet %s",
                         sheet_names[sheet]);
    }
}

/* The first problem stands for all. */
static bool
has_no_problems (const GhBook *book, GError **error)
{
  for (guint entry = 0; entry < book->problems->list->len; entry++)
    {
      const GhProblem *problem = book->problems->list->pdata[entry];
      if (problem->is_note)
        continue;
      g_autofree char *text = gh_problem_to_text (problem);
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   "the sheets need attention (`gahunda check` lists it all): %s", text);
      return false;
    }
  return true;
}

bool
gh_book_read (GhBook *book, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  read_sheets (book, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return false;
    }
  if (!has_no_problems (book, error))
    return false;
  gh_book_imply_sheets (book);
  gh_book_read_conference (book);
  if (!has_no_problems (book, error))
    return false;
  gh_book_read_rooms (book);
  gh_book_read_groups (book);
  gh_book_read_sessions (book);
  if (!has_no_problems (book, error))
    return false;
  gh_book_read_teams (book);
  gh_book_read_people (book);
  gh_book_read_rules (book);
  return has_no_problems (book, error) && gh_book_read_programme (book, error);
}
