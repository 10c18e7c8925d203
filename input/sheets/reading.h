/* One folder of sheets while it is being read: its tables, the names that they define, and the
 * model that is filled.  Cell readers report what is wrong and return a default, so that reading
 * goes on.
 *
 *   GH_EACH_ROW (reading, GH_SHEET_ROOMS, row)
 *     seats = gh_row_int (&row, "seats", 0, GH_MOST_SEATS, 0);
 */
#pragma once

#include "input/sheets/forms.h"
#include "input/sheets/meant.h"
#include "input/sheets/sheets.h"
#include "input/sheets/table.h"

/* Limits: a sentence each, and room for any conference that has been held. */
#define GH_MOST_MINUTES 20160 /* two weeks: the longest session, gap or rest */
#define GH_MOST_SEATS 1000000 /* the largest hall, and who fills it */
#define GH_MOST_SEATS_PERCENT 1000
#define GH_MOST_WEIGHT 1000000 /* of a rule or row, a room's cost, the value that a rule counts */
#define GH_MOST_COUNT 100000   /* people of a delegation, sessions of a limit */
#define GH_MOST_PRIORITY 1000
#define GH_MOST_TEAMS_NEEDED 1000 /* of one kind, in one session */
#define GH_MOST_DAYS 366          /* of a conference */
#define GH_MOST_VENUES 1000       /* each pair has its minutes */
#define GH_MOST_NAMES 1000        /* tags, features, flags ... of one cell */
#define GH_MOST_ITEMS 10000       /* of one list of sessions or people */
#define GH_MOST_ROLES 2000000     /* persons times the sessions in which they have one */
#define GH_MOST_WANTS 20000000    /* persons times the sessions that they want */
#define GH_MOST_ALL_SPANS 5000000 /* of all cells of times together */
#define GH_MOST_HINT_WORK 5000000 /* names looked at for suggestions: under a second */

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

/* ---- names ------------------------------------------------------------------------------- */

/* The ids that one sheet gives to its things, which are numbered in this order. */
typedef struct
{
  const char *what; /* "room" */
  GhSheet sheet;
  GPtrArray *ids;      /* const char* */
  GArray *lines;       /* int, where each was defined */
  GHashTable *numbers; /* from id to number + 1 */
  GhLikes *likes;      /* of hints.c: what the first n_liked ids look like; NULL: not asked yet */
  guint n_liked;
  GhLikes *names; /* of hints.c: likewise, by the names of the things */
} GhIds;

void gh_ids_init (GhIds *ids, const char *what, GhSheet sheet);
void gh_ids_clear (GhIds *ids);
void gh_ids_add (GhIds *ids, const char *id, int line);
/* The number of a name, or -1. */
int gh_ids_find (const GhIds *ids, const char *name);

/* ---- the folder -------------------------------------------------------------------------- */

typedef struct
{
  GhModel *model;
  GhProblems *problems;
  const char *folder;
  GhReadBusy read_busy;
  const GPtrArray *edits;       /* GhEdit*: sheets as they are to be; NULL: all as they are */
  bool is_finished;             /* the model is whole: no sheet may yet name what it lacks */
  GhTable *tables[GH_N_SHEETS]; /* NULL: the sheet is not there */
  bool told_absent[GH_N_SHEETS];
  GhDays days;
  bool days_are_known; /* false: the conference's own dates are wrong, and were told of */
  GhIds rooms, patterns, groups, sessions, persons, delegations, teams;
  struct GhSelection *selection; /* of selectors.c; NULL until the first selector */
  struct GhReach *reach;         /* of whom.c; likewise */
  int64_t n_spans;
  int64_t hint_work;
  GHashTable *hints; /* of hints.c: what was meant by a name that was asked for before */
  GHashTable *zones; /* names of the model that were found to be time zones; NULL: none yet */
} GhReading;

/* As it stood when the last sheet of a finished model had been read, without tables: what is named
 * now (on a command line, in a schedule) is there or nowhere. */
void gh_reading_resume (GhReading *reading, GhModel *model, GhProblems *problems);
void gh_reading_clear (GhReading *reading);

/* Rows that are read: never more than columns.c allows. */
int gh_reading_n_rows (const GhReading *reading, GhSheet sheet);
/* A sheet that is not there, or not whole, may have held any name: who names it is not to blame. */
bool gh_reading_knows (const GhReading *reading, GhSheet sheet);
/* A place in a sheet, whether or not the sheet is there.  LINE 0: all of it. */
GhPlace gh_reading_place (const GhReading *reading, GhSheet sheet, int line, const char *column);

/* Of columns.c, which knows for each sheet its file, columns and limits. */
const char *gh_sheet_csv (GhSheet sheet); /* "rooms.csv" */
int gh_sheet_most_rows (GhSheet sheet);
bool gh_sheet_is_needed (GhSheet sheet);
/* "room and seats": the columns that it needs.  The caller frees it. */
char *gh_sheet_needs (GhSheet sheet);
/* Its columns with their marks, as columns.c writes them; NULL-terminated. */
const char *const *gh_sheet_columns (GhSheet sheet);
/* The keys of the conference's sheet, by number; NULL after the last. */
const char *gh_conference_key (int number);
/* The first column of a sheet is the name of its things. */
const char *gh_sheet_id_column (GhSheet sheet);
/* Names every column that no sheet of that name has, every needed one that is missing, and too many
 * rows. */
void gh_check_columns (GhReading *reading, GhSheet sheet);
/* Names the columns of all sheets that are in none of the conference's languages. */
void gh_check_translations (GhReading *reading);

/* ---- one row ----------------------------------------------------------------------------- */

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
       row_.row < gh_reading_n_rows ((reading_), (sheet_)); row_.row++)

const char *gh_row_cell (const GhRow *row, const char *column); /* "" where it is empty */
bool gh_row_has (const GhRow *row, const char *column);
int gh_row_line (const GhRow *row);
GhSource gh_row_source (const GhRow *row);
void gh_row_problem (const GhRow *row, const char *column, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void gh_row_note (const GhRow *row, const char *column, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* The same as a problem or note, with what was meant by WAS, a text in that cell (MEANT is taken
 * over): the sentence goes on with it. */
void gh_row_tell_meant (const GhRow *row, const char *column, bool is_note, const char *was,
                        GhMeant meant, const char *format, ...) G_GNUC_PRINTF (6, 7);
/* Reports a sentence that a form returned, and frees it; false if there was one. */
bool gh_row_accepts (const GhRow *row, const char *column, char *sentence);
/* Reports such a sentence with what was meant by the whole cell; takes both over. */
void gh_row_tell_typed (const GhRow *row, const char *column, char *sentence, GhMeant meant);
/* Reports an empty cell, unless the whole column is missing, which was told once. */
bool gh_row_needs (const GhRow *row, const char *column, const char *sentence);

/* Interned text of a cell, NULL where it is empty. */
const char *gh_row_text (const GhRow *row, const char *column);
/* The same, or OTHERWISE. */
const char *gh_row_text_or (const GhRow *row, const char *column, const char *otherwise);
/* Fills IN with what the column holds in the conference's languages (`title:fr`). */
void gh_row_translate (const GhRow *row, const char *column, const char ***in);
int gh_row_int (const GhRow *row, const char *column, int least, int most, int otherwise);
bool gh_row_yes (const GhRow *row, const char *column);
/* Never NULL; always where the cell is empty or wrong. */
GhTimes *gh_row_times (const GhRow *row, const char *column);
/* GH_NEVER where the cell is empty or wrong. */
GhMinute gh_row_start (const GhRow *row, const char *column);
/* TEXT, the cell of the column `value`, as a time of day; INTO stays where it is none. */
void gh_row_read_clock (const GhRow *row, const char *text, bool past_midnight, int *into);
/* An IANA name, or NULL. */
const char *gh_row_zone (const GhRow *row, const char *column);
/* The number of the cell's word among these (NULL-terminated); OTHERWISE where it is empty or none
 * of them. */
int gh_row_word (const GhRow *row, const char *column, const char *const *words, int otherwise);
/* Columns that take nothing else, in the order of the engine's numbers; NULL-terminated. */
extern const char *const gh_level_words[],
    *const gh_relation_words[], *const gh_within_words[], *const gh_per_words[],
                                                              *const gh_wish_words[],
                                                                  *const gh_mode_words[];
GhLevel gh_row_level (const GhRow *row, GhLevel otherwise);
/* The cell's items, at most MOST of them; free with g_strfreev(). */
char **gh_row_list (const GhRow *row, const char *column, int most);
/* Its items, interned and each once, appended to NAMES. */
void gh_row_names (const GhRow *row, const char *column, GPtrArray *names);
/* The venue that the cell names, added if it is new; -1 where it is empty. */
int gh_row_venue (const GhRow *row, const char *column);

/* An id of the sheet's own things: legal, and not yet in IDS.  NULL after a problem. */
const char *gh_row_id (const GhRow *row, const char *column, const GhIds *ids);
/* What a name names: its number, or -1 after a problem. */
int gh_row_find (const GhRow *row, const char *column, GhIds *ids, const char *name);
/* The same for a whole cell; -1 without a problem where it is empty. */
int gh_row_find_cell (const GhRow *row, const char *column, GhIds *ids);

/* ---- what was meant, in hints.c ---------------------------------------------------------- */

/* What was meant by a name that is no id of FIRST nor of SECOND (NULL: there is no second): one
 * that looks alike, the id of what has this name, or a near id. */
GhMeant gh_row_meant (const GhRow *row, const char *name, GhIds *first, GhIds *second);
/* The nearest of N NAMES; nothing when too many were looked at. */
GhMeant gh_row_meant_word (const GhRow *row, const char *name, const char *const *names, int n);
/* There is work left for looking at N names more; it is taken off. */
bool gh_row_may_look (const GhRow *row, int64_t n);
/* What was meant by a cell, TYPED, where there is work left: a sheet may be wrong in every cell. */
#define GH_TYPED_WORK 250 /* reading a cell in all ways takes as long as this many names */
#define GH_ROW_TYPED(row_, typed_)                                                                 \
  (gh_row_may_look ((row_), GH_TYPED_WORK) ? (typed_) : (GhMeant){ 0 })
void gh_ids_forget_likes (GhIds *ids);
void gh_hints_free (GHashTable *hints); /* accepts NULL */

/* ---- selectors and whom ------------------------------------------------------------------ */

/* Sessions.  Items that mean nothing are problems. */
GhBits *gh_row_selector (const GhRow *row, const char *column);

typedef struct
{
  GhBits *persons;     /* reached as persons */
  GhBits *named;       /* of them, those named one by one */
  GhBits *delegations; /* reached as delegations */
  GhBits *barred;      /* persons whom a `-` takes out, with their delegation or alone */
} GhWhom;
GhWhom gh_row_whom (const GhRow *row, const char *column);
void gh_whom_clear (GhWhom *whom);

void gh_selection_free (struct GhSelection *selection); /* accepts NULL */
void gh_reach_free (struct GhReach *reach);             /* accepts NULL */

/* ---- the sheets, in the order in which they must be read --------------------------------- */

void gh_read_conference (GhReading *reading);
void gh_read_rooms (GhReading *reading);
void gh_read_travel (GhReading *reading);
void gh_read_patterns (GhReading *reading);
void gh_read_groups (GhReading *reading);
void gh_read_sessions (GhReading *reading);
void gh_read_afters (GhReading *reading);
void gh_read_delegations (GhReading *reading);
void gh_read_people (GhReading *reading);
void gh_read_roles (GhReading *reading);
void gh_read_access (GhReading *reading);
void gh_read_attends (GhReading *reading);
void gh_read_relations (GhReading *reading);
void gh_read_limits (GhReading *reading);
void gh_read_teams (GhReading *reading);
void gh_read_speeches (GhReading *reading);
void gh_read_rules (GhReading *reading);
void gh_read_pins (GhReading *reading);
/* What sessions need and nothing in the folder has: notes. */
void gh_note_unmet (GhReading *reading);
/* Last rows that are the sum of those above: notes, in totals.c. */
void gh_note_totals (GhReading *reading);
