#include "input/sheets/reading.h"

#include <string.h>

/* Columns by sheet, as `*needed` or `known`; `seats:` and languages (`title:fr`) by their part
 * before the colon.  To add a column, name it here and read it where its sheet is read. */
static const char *const columns[GH_N_SHEETS][32] = {
  [GH_SHEET_CONFERENCE] = { "*key", "*value" },
  [GH_SHEET_ROOMS] = { "*room", "name", "venue", "*seats", "seats:", "layout",
                       "layout_change_minutes", "features", "open", "turnaround_minutes", "parts",
                       "because" },
  [GH_SHEET_TRAVEL] = { "*from", "*to", "*minutes" },
  [GH_SHEET_PATTERNS] = { "*pattern", "*days", "*starts", "cost" },
  [GH_SHEET_GROUPS] = { "*group", "name", "parent", "kind", "order_minutes", "access" },
  [GH_SHEET_SESSIONS] = { "*session", "*title",   "group",     "kind",   "tags",   "*minutes",
                          "pattern",  "start",    "room",      "venue",  "window", "attendance",
                          "layout",   "features", "teams",     "after",  "theme",  "speeches",
                          "optional", "priority", "cancelled", "closed", "was",    "because" },
  [GH_SHEET_RELATIONS] = { "*a", "*relation", "*b", "minutes", "within", "level", "weight" },
  [GH_SHEET_LIMITS] = { "*of", "*most", "per", "during", "level", "weight" },
  [GH_SHEET_PEOPLE] = { "*person", "name", "email", "delegation", "kind", "rank", "region",
                        "gender", "sector", "language", "timezone", "present", "away", "remote",
                        "needs" },
  [GH_SHEET_ROLES] = { "*person", "*role", "*what" },
  [GH_SHEET_DELEGATIONS] = { "*delegation", "name", "size", "region", "flags", "weight",
                             "timezone" },
  [GH_SHEET_ATTENDS] = { "*who", "*what", "*level" },
  [GH_SHEET_TEAMS] = { "*team", "*kind", "available", "most_minutes", "rest_minutes",
                       "most_per_day", "most_minutes_per_day", "day_minutes", "most_in_5_workdays",
                       "remote" },
  [GH_SHEET_SPEECHES] = { "*speaker", "*session", "*minutes", "theme", "available", "mode" },
  [GH_SHEET_RULES] = { "*rule", "of", "level", "weight", "value", "because" },
  [GH_SHEET_PINS] = { "*session", "start", "room", "because" },
};

static const char *
plain_name (const char *column)
{
  return *column == '*' ? column + 1 : column;
}

/* "title:fr" is known where "title" is: a text column may come again for each language. */
static bool
is_known (const char *const *known, const char *column)
{
  const char *colon = strchr (column, ':');
  for (; *known != NULL; known++)
    {
      const char *name = plain_name (*known);
      gsize length = strlen (name);
      if (strcmp (name, column) == 0
          || (colon != NULL && strncmp (name, column, (gsize)(colon - column)) == 0
              && (length == (gsize)(colon - column) || name[length - 1] == ':')))
        return true;
    }
  return false;
}

static void
note_unknown (GhReading *reading, GhSheet sheet, const char *column)
{
  const GhTable *table = reading->tables[sheet];
  const char *names[32];
  const char *nearest;
  int n = 0;

  for (; columns[sheet][n] != NULL; n++)
    names[n] = plain_name (columns[sheet][n]);
  nearest = gh_nearest_name (column, names, n);
  gh_problems_note (reading->problems, gh_table_file (table), 1, column,
                    "this column is unknown and is ignored%s%s%s",
                    nearest != NULL ? " (did you mean \"" : "", nearest != NULL ? nearest : "",
                    nearest != NULL ? "\"?)" : "");
}

void
gh_check_columns (GhReading *reading, GhSheet sheet)
{
  const GhTable *table = reading->tables[sheet];
  if (gh_table_n_columns (table) == 0)
    return; /* the file was no table, and that has been said */
  for (int column = 0; column < gh_table_n_columns (table); column++)
    {
      const char *name = gh_table_column_name (table, column);
      if (*name != '\0' && !is_known (columns[sheet], name))
        note_unknown (reading, sheet, name);
    }
  for (const char *const *known = columns[sheet]; *known != NULL; known++)
    if (**known == '*' && gh_table_column (table, *known + 1) < 0)
      gh_problems_add (reading->problems, gh_table_file (table), 1, *known + 1,
                       "this column is needed and is not there");
}
