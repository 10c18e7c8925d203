/* What verify knows: the sheets and the files of one draft or revision, in plain arrays.
 *
 * Everything is read once, by gh_book_read(), and then only looked at.  Texts are borrowed from the
 * tables; tables, lists and sets all live until gh_book_free().  Things are numbered from zero in
 * sheet order.  A minute counts from 00:00 of the first day, spans are half-open.  A text that the
 * sheet leaves empty is "", a number that it leaves empty is -1 unless said otherwise.
 *
 *   g_autoptr (GhBook) book = gh_book_new (conference, folder, read_busy);
 *   if (!gh_book_read (book, error))
 *     return NULL;
 *   gh_check_start (book);                  adds to book->verdict
 */
#pragma once

#include "input/sheets/table.h"
#include "input/verify/verify.h"

#include <stdint.h>

#define GH_BOOK_DAY 1440
#define GH_BOOK_NEVER INT32_MIN
#define GH_BOOK_FAR (1440 * 1000) /* before and after everything */

typedef struct
{
  int start, end;
} GhBookSpan;

typedef struct
{
  int n;
  int *items;
} GhBookInts;

/* Hard rules, in the order of the contract. */
typedef enum
{
  GH_HARD_START,
  GH_HARD_ROOM_FIT,
  GH_HARD_ROOM_CLASH,
  GH_HARD_PERSON_CLASH,
  GH_HARD_COVER,
  GH_HARD_ORDER,
  GH_HARD_RELATIONS,
  GH_HARD_LIMITS,
  GH_HARD_TEAMS,
  GH_HARD_SPEECHES,
  GH_HARD_FROZEN,
  GH_N_HARD
} GhHard;

extern const char *const gh_hard_names[GH_N_HARD];

/* How a rule stands for one session: the last row that fits. */
typedef struct
{
  bool is_hard;
  int value; /* 0 where no row gives one */
} GhBookSetting;

typedef struct
{
  const char *id;
  char **names; /* in each language that has one; NULL-terminated, never empty */
  int venue;    /* -1: the one unnamed venue */
  int seats;
  const char *layout;
  char **layouts; /* those with seats of their own ... */
  int *seats_in;  /* ... and how many */
  int layout_change_minutes, turnaround_minutes;
  char **features;
  GArray *open;
  bool *floor; /* by room: itself, its parts, their parts */
} GhBookRoom;

typedef struct
{
  const char *pattern;
  GArray *days, *starts; /* GhBookSpan; int minutes after midnight */
} GhBookPatternRow;

typedef struct
{
  const char *id, *kind;
  int parent;
  int order_minutes; /* -1: no order */
  bool *access;      /* by person; NULL: everybody */
  bool *access_delegations;
} GhBookGroup;

typedef struct
{
  const char *kind;
  int count;
} GhBookNeed;

typedef struct
{
  const char *id, *title, *kind, *pattern, *layout;
  int group;
  char **tags, **features;
  int minutes;
  int fixed, pinned; /* starts, or GH_BOOK_NEVER */
  bool needs_room;
  GhBookInts rooms; /* to choose from; none: any */
  int pinned_room;
  int venue;
  GArray *window;
  int attendance;
  GArray *teams;     /* GhBookNeed */
  int most_speeches; /* -1: no limit */
  int speeches_after;
  bool optional, reserve, cancelled, closed;
  char *uid;
  char **was; /* older ids */
  int row;    /* in sessions.csv */

  /* From schedule.csv.  Cancelled sessions may have a place, but are not placed. */
  bool is_placed;
  int start, end;           /* GH_BOOK_NEVER: no place */
  int room;                 /* -1: none, or one that the sheets do not know ... */
  const char *unknown_room; /* ... which it calls so; NULL or "": none */
  GhBookInts in;            /* teams */
} GhBookSession;

typedef struct
{
  GhHard rule; /* order or relations */
  const char *kind;
  bool *a, *b;
  int minutes, minutes_after; /* -1: same-room without minutes, which binds always */
  bool within_day, is_hard;
  int line;
} GhBookRelation;

typedef struct
{
  const char *of; /* as the sheet has it */
  bool *sessions;
  int most;
  const char *per;
  GArray *during;
  bool is_hard;
  int line;
} GhBookLimit;

typedef struct
{
  const char *id, *kind, *region;
  int delegation;
  GArray *present; /* less away */
  bool remote;
} GhBookPerson;

typedef struct
{
  int person, session;
  const char *role;
} GhBookRole;

typedef struct
{
  const char *id, *region;
  char **flags;
  int size;
  GhBookInts people;
} GhBookDelegation;

typedef enum
{
  GH_WISH_NONE,
  GH_WISH_MAY,
  GH_WISH_SHOULD,
  GH_WISH_MUST
} GhBookWish;

typedef struct
{
  uint8_t wish;
  bool named; /* by a row of the person's own */
} GhBookWant;

typedef struct
{
  const char *id, *kind;
  GArray *available;
  int most_minutes, rest_minutes, most_per_day, most_minutes_per_day, day_minutes;
  int most_in_5_workdays;
  bool remote;
} GhBookTeam;

/* A row of the sheet speeches. */
typedef struct
{
  int speaker;
  bool *sessions;
  int minutes;
  const char *theme;
  GArray *available;
  bool on_site;
  int slot; /* the row of speeches.csv that is this speech, or -1 */
} GhBookSpeech;

/* A row of speeches.csv. */
typedef struct
{
  int session, start, speaker, minutes; /* -1, GH_BOOK_NEVER where the file has nonsense */
  const char *theme;
  int speech; /* the speech of the sheet, or -1 */
  int line;
} GhBookSlot;

/* A row of attendance.csv. */
typedef struct
{
  int person, session; /* -1: unknown */
  const char *as;
} GhBookAttendance;

typedef struct
{
  const char *folder, *programme; /* of the sheets; of the draft or revision */
  GhVerifyReadBusy read_busy;
  GhVerdict *verdict;

  const char *id, *domain, *timezone;
  int first_day, n_days;
  int grid_minutes, turnaround_minutes, seats_percent;
  int freeze, notice_minutes; /* the time of day; minutes */
  int workdays;               /* bit 1 << weekday, 1 Monday .. 7 Sunday */
  bool share_out;
  GArray *hours;

  int n_rooms, n_venues, n_patterns, n_groups, n_sessions, n_persons, n_roles, n_delegations;
  int n_teams, n_relations, n_limits, n_speeches, n_slots, n_attendances;
  GhBookRoom *rooms;
  const char **venues;
  int *travel; /* n_venues * n_venues */
  GhBookPatternRow *patterns;
  GhBookGroup *groups;
  GhBookSession *sessions;
  GhBookPerson *persons;
  GhBookRole *roles; /* by person, then session */
  int *first_role;   /* n_persons + 1 */
  GhBookDelegation *delegations;
  GhBookWant *wants;            /* person * n_sessions + session */
  GhBookWant *delegation_wants; /* delegation * n_sessions + session */
  GhBookTeam *teams;
  GhBookRelation *relations;
  GhBookLimit *limits;
  bool *joined; /* session * n_sessions + session */
  GhBookSpeech *speeches;
  GhBookSlot *slots;
  GhBookAttendance *attendances;
  GhBookSetting *settings; /* rule * (n_sessions + 1) + session; the last: about no session */
  GHashTable *clashes;     /* role -> GhBookSetting by session: person-clash for that role, where a
                              row names it */

  GHashTable *room_ids, *group_ids, *session_ids, *person_ids, *delegation_ids, *team_ids;
  bool knows_everybody;       /* there are sheets of people and of delegations */
  GPtrArray *tables, *sheets; /* GhTable*: all; by GhBookSheet, NULL where there is none */
  const GhTable *schedule, *attendance; /* of the programme; attendance may be NULL */
  GPtrArray *kept;                      /* what is freed at the end */
  GhProblems *problems;
  bool is_fork;
} GhBook;

GhBook *gh_book_new (const char *conference, const char *programme, GhVerifyReadBusy read_busy);
void gh_book_free (GhBook *book);
/* Reads everything.  False with ERROR when the sheets or schedule.csv cannot be read, or a cell is
 * no number, time or name where it must be one: then there is nothing to judge by. */
bool gh_book_read (GhBook *book, GError **error);

/* A book with the same sheets, files and places, for asking what would be: what is put elsewhere in
 * it, and what is found, stays in it.  To be freed before BOOK. */
GhBook *gh_book_fork (const GhBook *book);

/* ---- memory that lives as long as the book ---- */
gpointer gh_book_new0 (GhBook *book, gsize n, gsize size);
GArray *gh_book_array (GhBook *book, gsize size);
char **gh_book_list (GhBook *book, const char *cell); /* items between `;`, trimmed, none empty */
const char *gh_book_text (GhBook *book, char *text);  /* takes it over */
/* Appends to a list that grows by doubling its memory. */
void gh_book_append (GhBook *book, GhBookInts *list, int item);

/* ---- what is known ---- */
int gh_book_find (GHashTable *ids, const char *id);                           /* -1: unknown */
GhBookSetting gh_book_setting (const GhBook *book, GhHard rule, int session); /* -1: of all */
bool gh_book_is_hard (const GhBook *book, GhHard rule, int session);
/* How person-clash stands for a role in a session; NULL: for a must of one's own. */
GhBookSetting gh_book_clash (const GhBook *book, const char *role, int session);
/* Of two sessions the milder counts. */
bool gh_book_is_hard_for (const GhBook *book, GhHard rule, int a, int b);
bool gh_book_are_joined (const GhBook *book, int a, int b);
/* Seats of a session's room in its layout; those of the room where that has none for it. */
int gh_book_seats (const GhBook *book, int session);
/* Minutes between where two sessions are; 0 for who needs no travel. */
int gh_book_travel (const GhBook *book, int a, int b, bool remote);
bool gh_book_has_role (const GhBook *book, int person, int session);
/* The access of the session's group lets the person in. */
bool gh_book_may_enter (const GhBook *book, int person, int session);
bool gh_book_has_named_role (const GhBook *book, int person, int session, const char *role);
GhBookWant gh_book_want (const GhBook *book, int person, int session);
GhBookWant gh_book_delegation_want (const GhBook *book, int delegation, int session);
bool gh_list_has (char *const *list, const char *name);

/* ---- saying it ---- */
void gh_book_find_wrong (GhBook *book, const char *rule, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* "COM3-01 (2022-06-06 09:30-10:45, KCC-MH1)", "2022-06-06 09:30"; both kept by the book. */
const char *gh_book_say (GhBook *book, int session);
const char *gh_book_when (GhBook *book, int minute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBook, gh_book_free)
