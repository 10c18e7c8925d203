/* One folder of sheets while it is being read: its tables, the names that they define, and the
 * model that is filled.  Cell readers report what is wrong and return a default, so that reading
 * goes on.
 */
#pragma once

#include "input/sheets/forms.h"
#include "input/sheets/sheets.h"
#include "input/sheets/table.h"

/* Limits: a sentence each in gh_form_int(), and room for any conference that has been held. */
#define GH_MOST_MINUTES 20160  /* two weeks: the longest session, gap or rest */
#define GH_MOST_SEATS 1000000  /* the largest hall */
#define GH_MOST_WEIGHT 1000000 /* of a rule or row */
#define GH_MOST_COUNT 100000   /* people of a delegation, sessions of a limit */
#define GH_MOST_DAYS 366       /* of a conference */
#define GH_MOST_ROOMS 5000
#define GH_MOST_SESSIONS 20000
#define GH_MOST_PEOPLE 500000
#define GH_MOST_WANTS 20000000 /* persons times the sessions that they want */

typedef enum
{
  GH_SHEET_CONFERENCE,
  GH_SHEET_ROOMS,
  GH_SHEET_TRAVEL,
  GH_SHEET_PATTERNS,
  GH_SHEET_GROUPS,
  GH_SHEET_SESSIONS,
  GH_SHEET_RELATIONS,
  GH_SHEET_LIMITS,
  GH_SHEET_PEOPLE,
  GH_SHEET_ROLES,
  GH_SHEET_DELEGATIONS,
  GH_SHEET_ATTENDS,
  GH_SHEET_TEAMS,
  GH_SHEET_SPEECHES,
  GH_SHEET_RULES,
  GH_SHEET_PINS,
  GH_N_SHEETS
} GhSheet;

typedef struct
{
  GhModel *model;
  GhProblems *problems;
  const char *folder;
  GhReadBusy read_busy;
  GhTable *tables[GH_N_SHEETS]; /* NULL: the sheet is not there */
  GhDays days;
  /* By id, to number + 1. */
  GHashTable *rooms, *patterns, *groups, *sessions, *persons, *delegations;
} GhReading;

/* One row of one sheet. */
typedef struct
{
  GhReading *reading;
  GhSheet sheet;
  const GhTable *table;
  int row;
} GhRow;

/* For every row of a sheet that is there. */
#define GH_EACH_ROW(reading_, sheet_, row_)                                                        \
  for (GhRow row_ = { (reading_), (sheet_), (reading_)->tables[sheet_], 0 };                       \
       row_.table != NULL && row_.row < gh_table_n_rows (row_.table); row_.row++)

const char *gh_row_cell (const GhRow *row, const char *column); /* "" where it is empty */
bool gh_row_has (const GhRow *row, const char *column);
GhSource gh_row_source (const GhRow *row);
void gh_row_problem (const GhRow *row, const char *column, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void gh_row_note (const GhRow *row, const char *column, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* Reports a sentence that a form returned, and frees it; false if there was one. */
bool gh_row_accepts (const GhRow *row, const char *column, char *sentence);

/* Interned text of a cell, NULL where it is empty. */
const char *gh_row_text (const GhRow *row, const char *column);
int gh_row_int (const GhRow *row, const char *column, int least, int most, int otherwise);
bool gh_row_yes (const GhRow *row, const char *column);
/* Never NULL; always where the cell is empty or wrong. */
GhTimes *gh_row_times (const GhRow *row, const char *column);
/* Interned items, appended to NAMES. */
void gh_row_names (const GhRow *row, const char *column, GPtrArray *names);
/* hard, soft or off; an empty cell is OTHERWISE. */
GhLevel gh_row_level (const GhRow *row, const char *column, GhLevel otherwise);
/* An id of the sheet's own things: legal, and not there twice in TABLE.  NULL after a problem. */
const char *gh_row_id (const GhRow *row, const char *column, GHashTable *table);
void gh_reading_name (GHashTable *table, const char *id, int number);

/* What a name names: its number, or -1 after a problem.  WHAT is "room", "person" ... */
int gh_row_find (const GhRow *row, const char *column, const char *what, GHashTable *table,
                 const char *name);
/* The same for a whole cell; -1 without a problem where it is empty. */
int gh_row_find_cell (const GhRow *row, const char *column, const char *what, GHashTable *table);
/* -1, without a problem, where the table has no such name. */
int gh_reading_lookup (GHashTable *table, const char *name);
/* "(did you mean "X"?)" of the nearest name in the tables, or "". */
char *gh_did_you_mean (const char *name, GHashTable *first, GHashTable *second);

/* Selectors and whom.  Items that mean nothing are problems. */
GhBits *gh_row_selector (const GhRow *row, const char *column);
GhBits *gh_reading_selector (const GhRow *row, const char *column, const char *text);

typedef struct
{
  GhBits *persons;     /* reached as persons */
  GhBits *named;       /* of them, those named one by one */
  GhBits *delegations; /* reached as delegations */
} GhWhom;
GhWhom gh_reading_whom (const GhRow *row, const char *column, const char *text);
void gh_whom_clear (GhWhom *whom);

/* The sheets, in the order in which they must be read. */
void gh_read_conference (GhReading *reading);
void gh_read_rooms (GhReading *reading);
void gh_read_travel (GhReading *reading);
void gh_read_patterns (GhReading *reading);
void gh_read_groups (GhReading *reading);
void gh_read_sessions (GhReading *reading);
void gh_read_delegations (GhReading *reading);
void gh_read_people (GhReading *reading);
void gh_read_roles (GhReading *reading);
void gh_read_access (GhReading *reading);
void gh_read_afters (GhReading *reading);
void gh_read_attends (GhReading *reading);
void gh_read_relations (GhReading *reading);
void gh_read_limits (GhReading *reading);
void gh_read_teams (GhReading *reading);
void gh_read_speeches (GhReading *reading);
void gh_read_rules (GhReading *reading);
void gh_read_pins (GhReading *reading);

/* Names every column that no sheet of that name has, and every needed one that is missing. */
void gh_check_columns (GhReading *reading, GhSheet sheet);
