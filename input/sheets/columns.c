#include "input/sheets/reading.h"

#include <string.h>

/* For each sheet its file, how many rows it may have, and its columns: `*` before one that is
 * needed, `~` before a text that may come again for a language (`title:fr`), and a colon after one
 * that goes on as it likes (`seats:LAYOUT`).  The first names the sheet's things.
 *
 * To add a column, name it here and read it where its sheet is read. */
typedef struct
{
  const char *file;
  bool is_needed;
  int most_rows;
  const char *columns[28];
} Form;

static const Form forms[GH_N_SHEETS] = {
  [GH_SHEET_CONFERENCE] = { "conference.csv", true, 1000, { "*key", "*~value" } },
  [GH_SHEET_ROOMS] = { "rooms.csv",
                       true,
                       5000,
                       { "*room", "~name", "venue", "*seats", "seats:", "layout",
                         "layout_change_minutes", "features", "open", "turnaround_minutes", "parts",
                         "cost", "~because" } },
  [GH_SHEET_TRAVEL] = { "travel.csv", false, 10000, { "*from", "*to", "*minutes" } },
  [GH_SHEET_PATTERNS] = { "patterns.csv",
                          false,
                          10000,
                          { "*pattern", "*days", "*starts", "cost" } },
  [GH_SHEET_GROUPS] = { "groups.csv",
                        false,
                        20000,
                        { "*group", "~name", "parent", "kind", "order_minutes", "access" } },
  [GH_SHEET_SESSIONS] = { "sessions.csv",
                          true,
                          20000,
                          { "*session", "*~title",  "group",     "kind",   "tags",   "*minutes",
                            "pattern",  "start",    "room",      "venue",  "window", "attendance",
                            "layout",   "features", "teams",     "after",  "~theme", "speeches",
                            "optional", "priority", "cancelled", "closed", "was",    "~because" } },
  [GH_SHEET_RELATIONS] = { "relations.csv",
                           false,
                           10000,
                           { "*a", "*relation", "*b", "minutes", "within", "level", "weight" } },
  [GH_SHEET_LIMITS] = { "limits.csv",
                        false,
                        10000,
                        { "*of", "*most", "per", "during", "level", "weight" } },
  [GH_SHEET_PEOPLE] = { "people.csv",
                        false,
                        500000,
                        { "*person", "~name", "email", "delegation", "kind", "rank", "region",
                          "gender", "sector", "language", "timezone", "present", "away", "remote",
                          "~needs" } },
  [GH_SHEET_ROLES] = { "roles.csv", false, 1000000, { "*person", "*role", "*what" } },
  [GH_SHEET_DELEGATIONS] = { "delegations.csv",
                             false,
                             200000,
                             { "*delegation", "~name", "size", "region", "flags", "weight",
                               "timezone" } },
  [GH_SHEET_ATTENDS] = { "attends.csv", false, 1000000, { "*who", "*what", "*level" } },
  [GH_SHEET_TEAMS] = { "teams.csv",
                       false,
                       1000,
                       { "*team", "*kind", "available", "most_minutes", "rest_minutes",
                         "most_per_day", "most_minutes_per_day", "day_minutes",
                         "most_in_5_workdays", "remote" } },
  [GH_SHEET_SPEECHES] = { "speeches.csv",
                          false,
                          20000,
                          { "*speaker", "*session", "*minutes", "~theme", "available", "mode" } },
  [GH_SHEET_RULES] = { "rules.csv",
                       false,
                       10000,
                       { "*rule", "of", "level", "weight", "value", "~because" } },
  [GH_SHEET_PINS] = { "pins.csv", false, 20000, { "*session", "start", "room", "~because" } },
};

static const char *
plain_name (const char *column)
{
  return column + strspn (column, "*~");
}

static bool
is_needed (const char *column)
{
  return *column == '*';
}

const char *
gh_sheet_csv (GhSheet sheet)
{
  return forms[sheet].file;
}

int
gh_sheet_most_rows (GhSheet sheet)
{
  return forms[sheet].most_rows;
}

bool
gh_sheet_is_needed (GhSheet sheet)
{
  return forms[sheet].is_needed;
}

const char *const *
gh_sheet_columns (GhSheet sheet)
{
  return forms[sheet].columns;
}

const char *
gh_sheet_id_column (GhSheet sheet)
{
  return plain_name (forms[sheet].columns[0]);
}

/* COLUMN as a table has it is KNOWN as the form has it. */
static bool
fits (const char *known, const char *column)
{
  bool is_text = known[strspn (known, "*")] == '~';
  const char *name = plain_name (known);
  gsize length = strlen (name);
  bool goes_on = name[length - 1] == ':';

  if (strncmp (name, column, length) != 0)
    return false;
  if (column[length] == '\0')
    return !goes_on;
  return goes_on || (is_text && column[length] == ':' && column[length + 1] != '\0');
}

static bool
is_known (GhSheet sheet, const char *column)
{
  for (const char *const *known = forms[sheet].columns; *known != NULL; known++)
    if (fits (*known, column))
      return true;
  return false;
}

/* The column of the form that one of another name may be. */
static GhMeant
meant_by (GhSheet sheet, const char *column)
{
  const char *names[G_N_ELEMENTS (forms[sheet].columns)];
  int n = 0;

  for (const char *const *known = forms[sheet].columns; *known != NULL; known++)
    if (strcmp (plain_name (*known), column) != 0) /* `seats:` itself is none */
      names[n++] = plain_name (*known);
  return gh_meant_name (column, names, n);
}

static void
note_unknown (GhReading *reading, GhSheet sheet, const char *column)
{
  g_auto (GhMeant) meant = meant_by (sheet, column);

  /* There is one of the right name: this one is something else. */
  if (meant.text != NULL && gh_table_column (reading->tables[sheet], meant.text) >= 0)
    meant.is_certain = false;
  gh_problems_add_meant (reading->problems, true, gh_reading_place (reading, sheet, 1, column),
                         column, &meant, "this column is unknown and is ignored");
}

#define MOST_CANDIDATES 4 /* that are named for a column that is needed */
#define MOST_ABOVE 5      /* rows in which a header is looked for */

static bool
is_near (GhSheet sheet, const char *column)
{
  g_auto (GhMeant) meant = meant_by (sheet, column);
  return meant.text != NULL;
}

/* The columns that have no name of the form, borrowed; the caller unrefs the list. */
static GPtrArray *
find_strangers (const GhTable *table, GhSheet sheet)
{
  GPtrArray *strangers = g_ptr_array_new ();

  for (int column = 0; column < gh_table_n_columns (table); column++)
    {
      const char *name = gh_table_column_name (table, column);
      if (*name != '\0' && !is_known (sheet, name))
        g_ptr_array_add (strangers, (gpointer)name);
    }
  return strangers;
}

/* "room, seats and name": WORDS between quotes, LAST before the last of them.  The caller frees it.
 */
static char *
list_words (const GPtrArray *words, const char *quote, const char *last)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint entry = 0; entry < words->len; entry++)
    g_string_append_printf (list, "%s%s%s%s",
                            entry == 0                ? ""
                            : entry + 1 == words->len ? last
                                                      : ", ",
                            quote, (const char *)words->pdata[entry], quote);
  return g_strdup (list->str);
}

/* "\"ID\", \"Length\" or \"Chair\"", those that are near to no column; "" where they are none, or
 * many.  The caller frees it. */
static char *
list_far (const GPtrArray *strangers, GhSheet sheet)
{
  g_autoptr (GPtrArray) far = g_ptr_array_new ();

  for (guint entry = 0; entry < strangers->len; entry++)
    if (!is_near (sheet, strangers->pdata[entry]))
      g_ptr_array_add (far, strangers->pdata[entry]);
  return far->len <= MOST_CANDIDATES ? list_words (far, "\"", " or ") : g_strdup ("");
}

/* Which column may be the one that is needed: the nearest, or any of a few; the caller frees it. */
static char *
may_be (const GPtrArray *strangers, GhSheet sheet, const char *needed)
{
  g_auto (GhMeant) meant =
      gh_meant_name (needed, (const char *const *)strangers->pdata, (int)strangers->len);
  g_autofree char *list = list_far (strangers, sheet);

  if (meant.text != NULL)
    return g_strdup_printf ("; \"%s\" may be it", meant.text);
  return *list != '\0' ? g_strdup_printf ("; if it is %s, call it %s", list, needed)
                       : g_strdup ("");
}

static void
tell_needed (GhReading *reading, GhSheet sheet, const char *needed)
{
  g_autoptr (GPtrArray) strangers = find_strangers (reading->tables[sheet], sheet);
  g_autofree char *hint = may_be (strangers, sheet, needed);

  gh_problems_add (reading->problems, gh_reading_place (reading, sheet, 1, needed),
                   "this column is needed and is not there%s", hint);
}

static int
count_known (const GhTable *table, GhSheet sheet, int row)
{
  int n_known = 0;
  for (int column = 0; column < gh_table_n_columns (table); column++)
    n_known += is_known (sheet, row < 0 ? gh_table_column_name (table, column)
                                        : gh_table_cell (table, row, column));
  return n_known;
}

static GPtrArray *
needed_columns (GhSheet sheet)
{
  GPtrArray *needed = g_ptr_array_new ();

  for (const char *const *column = forms[sheet].columns; *column != NULL; column++)
    if (is_needed (*column))
      g_ptr_array_add (needed, (gpointer)plain_name (*column));
  return needed;
}

char *
gh_sheet_needs (GhSheet sheet)
{
  g_autoptr (GPtrArray) needed = needed_columns (sheet);
  return list_words (needed, "", " and ");
}

/* The line below the first, of the next few, in which the names of the columns are; 0: in none. */
static int
find_header (const GhTable *table, GhSheet sheet)
{
  for (int row = 0; row < MIN (gh_table_n_rows (table), MOST_ABOVE); row++)
    if (count_known (table, sheet, row) >= MIN (2, gh_table_n_columns (table)))
      return gh_table_row_line (table, row);
  return 0;
}

/* A title above the header, as spreadsheets like to have; true once told. */
static bool
begins_later (GhReading *reading, GhSheet sheet)
{
  const GhTable *table = reading->tables[sheet];
  g_autoptr (GPtrArray) needed = needed_columns (sheet);
  g_autoptr (GPtrArray) strangers = find_strangers (table, sheet);
  g_autofree char *names = list_words (needed, "", " and ");
  GhPlace place = gh_reading_place (reading, sheet, 1, NULL);
  bool is_headless = count_known (table, sheet, -1) == 0;
  int header = is_headless ? find_header (table, sheet) : 0;
  bool is_title = is_headless && header == 0 && strangers->len == 1 && needed->len > 1;

  if (header > 0)
    gh_problems_add (reading->problems, place,
                     "the names of the columns come first, and here they are in row %d: take out "
                     "what is above it",
                     header);
  if (is_title)
    gh_problems_add (reading->problems, place,
                     "the names of the columns (%s at least) come first, and here is only \"%s\"; "
                     "if it is a title, take it out",
                     names, (const char *)strangers->pdata[0]);
  return header > 0 || is_title;
}

void
gh_check_columns (GhReading *reading, GhSheet sheet)
{
  const GhTable *table = reading->tables[sheet];
  const Form *form = &forms[sheet];

  if (gh_table_n_columns (table) == 0)
    return; /* the file was no table, and that has been said */
  if (begins_later (reading, sheet))
    return;
  for (int column = 0; column < gh_table_n_columns (table); column++)
    {
      const char *name = gh_table_column_name (table, column);
      if (*name != '\0' && !is_known (sheet, name))
        note_unknown (reading, sheet, name);
    }
  for (const char *const *known = form->columns; *known != NULL; known++)
    if (is_needed (*known) && gh_table_column (table, plain_name (*known)) < 0)
      tell_needed (reading, sheet, plain_name (*known));
  if (gh_table_n_rows (table) > form->most_rows)
    gh_problems_add (
        reading->problems,
        gh_reading_place (reading, sheet, gh_table_row_line (table, form->most_rows), NULL),
        "%s has at most %d rows", gh_sheet_names ()[sheet], form->most_rows);
}

/* The language of a text column as a table has it ("fr" of `title:fr`), or NULL. */
static const char *
language_of (GhSheet sheet, const char *column)
{
  const char *colon = strchr (column, ':');

  for (const char *const *known = forms[sheet].columns; *known != NULL && colon != NULL; known++)
    if ((*known)[strspn (*known, "*")] == '~' && fits (*known, column))
      return colon + 1;
  return NULL;
}

void
gh_check_translations (GhReading *reading)
{
  for (int sheet = 0; sheet < GH_N_SHEETS; sheet++)
    for (int column = 0;
         reading->tables[sheet] != NULL && column < gh_table_n_columns (reading->tables[sheet]);
         column++)
      {
        const char *name = gh_table_column_name (reading->tables[sheet], column);
        const char *language = language_of (sheet, name);
        if (language != NULL && gh_conference_language (&reading->model->conference, language) < 0)
          gh_problems_note (reading->problems, gh_reading_place (reading, (GhSheet)sheet, 1, name),
                            "\"%s\" is none of the conference's languages: this column is ignored",
                            language);
      }
}
