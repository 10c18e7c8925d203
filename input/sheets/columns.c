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

  if (strcmp (name, column) == 0)
    return true;
  if (strncmp (name, column, length) != 0)
    return false;
  return name[length - 1] == ':' ? column[length] != '\0'
                                 : is_text && column[length] == ':' && column[length + 1] != '\0';
}

static bool
is_known (GhSheet sheet, const char *column)
{
  for (const char *const *known = forms[sheet].columns; *known != NULL; known++)
    if (fits (*known, column))
      return true;
  return false;
}

static void
note_unknown (GhReading *reading, GhSheet sheet, const char *column)
{
  const char *names[G_N_ELEMENTS (forms[sheet].columns)];
  g_auto (GhMeant) meant = { 0 };
  int n = 0;

  for (; forms[sheet].columns[n] != NULL; n++)
    names[n] = plain_name (forms[sheet].columns[n]);
  meant = gh_meant_name (column, names, n);
  /* There is one of the right name: this one is something else. */
  if (meant.text != NULL && gh_table_column (reading->tables[sheet], meant.text) >= 0)
    meant.is_certain = false;
  gh_problems_add_meant (reading->problems, true, gh_reading_place (reading, sheet, 1, column),
                         column, &meant, "this column is unknown and is ignored");
}

/* A column that has no name of the form may be the one that is needed. */
static void
tell_needed (GhReading *reading, GhSheet sheet, const char *needed)
{
  const GhTable *table = reading->tables[sheet];
  g_autofree const char **strangers = g_new0 (const char *, gh_table_n_columns (table));
  g_auto (GhMeant) meant = { 0 };
  const char *name;

  for (int column = 0; column < gh_table_n_columns (table); column++)
    if (name = gh_table_column_name (table, column), *name != '\0' && !is_known (sheet, name))
      strangers[column] = name;
  meant = gh_meant_name (needed, strangers, gh_table_n_columns (table));
  if (meant.text != NULL)
    gh_problems_add (reading->problems, gh_reading_place (reading, sheet, 1, needed),
                     "this column is needed and is not there; \"%s\" may be it", meant.text);
  else
    gh_problems_add (reading->problems, gh_reading_place (reading, sheet, 1, needed),
                     "this column is needed and is not there");
}

void
gh_check_columns (GhReading *reading, GhSheet sheet)
{
  const GhTable *table = reading->tables[sheet];
  const Form *form = &forms[sheet];

  if (gh_table_n_columns (table) == 0)
    return; /* the file was no table, and that has been said */
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
