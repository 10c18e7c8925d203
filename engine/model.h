/* What must be placed, by whom it is wanted, and under which rules: one conference, as data.
 *
 * Whoever reads sheets fills a GhModel once and hands it to the engine; from then on it is frozen.
 * Sessions, rooms, persons and so on are numbered from zero in sheet order.  Selectors ("COM3-01",
 * "kind:panel") are already resolved to sets of sessions, `whom` lists to persons and delegations,
 * times to GhTimes.  Nothing here judges: contradictions between rows are the engine's to find.
 *
 * A text that the sheets may give in several languages has a companion `..._in`: by number in
 * conference.languages, NULL where there is none in that language; the whole is NULL where there is
 * none in any.  gh_text_in() picks one.
 *
 * Every string belongs to the model and is interned by gh_model_text(): equal texts are equal
 * pointers.  An empty cell is NULL.  Things that a sheet names by number are -1 where the cell was
 * empty.
 *
 *   g_autoptr (GhModel) model = gh_model_new ();
 *   GhRoom *room = gh_model_add_room (model);
 *   room->id = gh_model_text (model, "AULA");
 *   ...
 *   gh_model_finish (model);
 */
#pragma once

#include "engine/bits.h"
#include "engine/times.h"

typedef struct GhPast GhPast;

/* Where something was asked for: the sheet's name ("sessions") and the line in its file. */
typedef struct
{
  const char *sheet; /* interned; NULL where no row asked for it */
  int row;
} GhSource;

typedef enum
{
  GH_LEVEL_OFF,
  GH_LEVEL_SOFT,
  GH_LEVEL_HARD,
} GhLevel;

typedef struct
{
  const char *name;
  const char **name_in;
  const char *id;
  const char *domain;
  const char *timezone;   /* IANA */
  const char *url;        /* NULL: none */
  const char *feeds_url;  /* where feeds/ is served, without a slash at its end; NULL: not known */
  const char *mail_from;  /* an address that mail to people comes from; NULL: none */
  int first_day;          /* days since 0001-01-01, as g_date_get_julian() */
  int n_days;             /* first to last, both included */
  int first_weekday;      /* 1 Monday .. 7 Sunday */
  int grid_minutes;       /* starts are multiples of this from midnight */
  GhTimes *hours;         /* a session lies in one of these */
  int workdays;           /* bit 1 << weekday, weekday 1 Monday .. 7 Sunday */
  int turnaround_minutes; /* of a room that gives none */
  int seats_percent;
  GhMinute freeze; /* minutes after midnight */
  int notice_minutes;
  bool share_out;         /* propose who of a delegation covers what */
  const char **languages; /* NULL-terminated, never empty */

  /* Where some of this was said; sheet NULL: nowhere, it is the default. */
  GhSource last_day_source, hours_source, freeze_source, notice_source;
} GhConference;

typedef struct
{
  const char *id;
  const char *name; /* the id where the sheet gives none */
  const char **name_in;
  int venue; /* -1: the conference's one unnamed venue */
  int seats;
  const char *layout;       /* its own; NULL: none */
  GPtrArray *seats_layouts; /* layout names, interned ... */
  GArray *seats_in_layout;  /* ... and int seats in each; 0: never so */
  int layout_change_minutes;
  GPtrArray *features; /* interned names */
  GhTimes *open;
  int turnaround_minutes; /* the conference's where the cell was empty */
  GArray *parts;          /* int rooms that it is made of */
  int cost;               /* of a session in it */
  const char *because;
  const char **because_in;
  GhSource source;
} GhRoom;

typedef struct
{
  GhTimes *days;  /* whole days on which these starts are offered */
  GArray *starts; /* int minutes after midnight, sorted, no doubles; may be 1440 or more */
  int cost;
  GhSource source;
} GhPatternRow;

typedef struct
{
  const char *id;
  GPtrArray *rows; /* GhPatternRow* */
} GhPattern;

typedef struct
{
  const char *id;
  const char *name; /* the id where the sheet gives none */
  const char **name_in;
  int parent; /* group, or -1 */
  const char *kind;
  int order_minutes;          /* -1: no order */
  GhBits *access_persons;     /* NULL: everybody */
  GhBits *access_delegations; /* NULL: all */
  GArray *sessions;           /* int, its own, in sheet order */
  GhSource source;
} GhGroup;

/* "Two teams of kind interpretation". */
typedef struct
{
  const char *kind;
  int count;
} GhTeamNeed;

typedef struct
{
  const char *id;
  const char *title;
  const char **title_in;
  int group;             /* -1: none */
  const char *kind;      /* its own or its group's; NULL: none */
  GPtrArray *tags;       /* interned */
  int minutes;           /* at least 1 */
  int pattern;           /* -1: any start on the grid */
  GhMinute fixed_start;  /* GH_NEVER: free */
  bool needs_room;       /* false: room `none` */
  GArray *rooms;         /* int; empty: any */
  GhMinute pinned_start; /* GH_NEVER: not pinned */
  int pinned_room;       /* -1: not pinned */
  int venue;             /* -1: any */
  GhTimes *window;
  int attendance;
  const char *layout;  /* NULL: the room's own */
  GPtrArray *features; /* needed, interned */
  GPtrArray *wishes;   /* `hybrid?`: wished, interned */
  GArray *teams;       /* GhTeamNeed */
  const char *theme;
  int most_speeches;  /* -1: no limit */
  int speeches_after; /* minutes before the first speech */
  bool optional;
  bool reserve; /* kind `reserve`: optional, keeps a room free, never published */
  int priority;
  bool cancelled; /* placed nowhere by a plan; keeps the place that it had */
  bool closed;    /* busy, no more, to those not entitled */
  GPtrArray *was; /* older ids, oldest last; interned */
  const char *because;
  const char **because_in;
  const char *pin_because; /* of its pin */
  const char **pin_because_in;
  GhSource source;
  GhSource pin_source;
} GhSession;

/* `after`: B starts at least `minutes` after A ends. */
typedef struct
{
  int a, b;
  int minutes;
  GhSource source;
} GhAfter;

typedef enum
{
  GH_NOT_PARALLEL,
  GH_BEFORE,
  GH_ADJACENT,
  GH_SAME_ROOM,
  GH_DIFFERENT_ROOM,
  GH_SAME_DAY,
  GH_DIFFERENT_DAY,
  GH_JOINED,
  GH_PARALLEL,    /* they start together */
  GH_PAUSE,       /* b does not start less than `minutes` after a ends */
  GH_OVERLAP,     /* they are not held at once; a soft one costs its weight for each minute */
  GH_LARGER_ROOM, /* a's room has as many seats as b's, or more */
} GhRelationKind;

typedef struct
{
  GhRelationKind kind;
  GhBits *a, *b; /* of sessions */
  int minutes;   /* not-parallel `45/30`: the 45.  same-room: only where the one that starts later
                    starts at most so long after the other's end; -1: always */
  int minutes_after; /* not-parallel `45/30`: the 30; otherwise as `minutes` */
  bool within_day;
  GhLevel level;
  int weight;
  GhSource source;
} GhRelation;

typedef enum
{
  GH_PER_INSTANT,
  GH_PER_DAY,
  GH_PER_CONFERENCE,
} GhPer;

typedef struct
{
  GhBits *of; /* of sessions */
  int most;
  GhPer per;
  GhTimes *during;
  GhLevel level;
  int weight;
  GhSource source;
} GhLimit;

typedef struct
{
  const char *id;
  const char *name; /* the id where the sheet gives none */
  const char **name_in;
  const char *email;
  int delegation;   /* -1: none */
  const char *kind; /* delegate, staff, guest ...; "delegate" where empty */
  const char *rank;
  const char *region; /* its own or its delegation's */
  const char *gender;
  const char *sector;
  const char *language;
  const char *timezone; /* its own, its delegation's; NULL: the conference's */
  GhTimes *present;     /* when they can be somewhere: `present` less `away` */
  bool remote;
  const char *needs;
  GhSource source;
} GhPerson;

/* One person's role in one session.  "A row for a session stands in place of all wider rows with
 * the same role" is already applied. */
typedef struct
{
  int person;
  int session;
  const char *role;
  GhSource source;
} GhRole;

typedef struct
{
  const char *id;
  const char *name;
  const char **name_in;
  int size; /* at least 1 */
  const char *region;
  GPtrArray *flags; /* interned */
  int weight;
  const char *timezone; /* NULL: the conference's */
  GArray *people;       /* int */
  GhSource source;
} GhDelegation;

typedef enum
{
  GH_MAY,
  GH_SHOULD,
  GH_MUST,
} GhWish;

/* One who wants one session: a person, or a delegation as a whole.
 *
 * Of a person there is at most one want for a session: the row that names them or, without one, the
 * strongest of the wider rows (`role:`, `kind:`, `region:`, `*`) that reach them.  Of a delegation
 * too: the strongest of the rows that name it, one of its flags, its region, or `*`.  Nobody wants
 * what their group's access keeps from them. */
typedef struct
{
  int who; /* person or delegation */
  int session;
  GhWish wish;
  bool named; /* of a person: the row names them, and stands in place of their delegation's */
  GhSource source;
} GhWant;

typedef struct
{
  const char *id;
  const char *kind;
  GhTimes *available;
  int most_minutes; /* of a sitting, first start to last end; -1 each: no such limit */
  int rest_minutes; /* less than this between two sessions: one sitting; 0: each its own */
  int most_per_day; /* sittings */
  int most_minutes_per_day;
  int day_minutes;
  int most_in_5_workdays; /* sittings */
  bool remote;
  GhSource source;
} GhTeam;

typedef enum
{
  GH_ONSITE,
  GH_REMOTE,
  GH_VIDEO,
} GhMode;

typedef struct
{
  int speaker;      /* person */
  GhBits *sessions; /* to choose from */
  int minutes;
  const char *theme;
  GhTimes *available;
  GhMode mode;
  GhSource source;
} GhSpeech;

/* One row of the rules sheet.  For a session (or a role) the last row that fits counts. */
typedef struct
{
  int rule;         /* as gh_rule_find() numbers them */
  GhBits *of;       /* of sessions; NULL: all, or a role */
  const char *role; /* `role:NAME`; NULL: none */
  bool has_level;
  GhLevel level;
  int weight;    /* -1: the default */
  int value;     /* minutes, or whatever the rule counts; -1: the default */
  int value_end; /* of a value like 07:00-22:00; -1: the default */
  const char *because;
  GhSource source;
} GhRuleRow;

typedef struct GhModel
{
  GhConference conference;
  int n_rooms, n_venues, n_patterns, n_groups, n_sessions, n_persons, n_delegations, n_teams;
  int n_roles, n_afters, n_relations, n_limits, n_speeches, n_rule_rows;
  int n_person_wants, n_delegation_wants;

  GhRoom *rooms;
  const char **venues; /* ids, in order of first mention */
  int *travel;         /* minutes, n_venues * n_venues, both ways, 0 on the diagonal */
  GhPattern *patterns;
  GhGroup *groups;
  GhSession *sessions;
  GhPerson *persons;
  GhRole *roles; /* sorted by session, then person, then role as bytes */
  GhDelegation *delegations;
  GhAfter *afters;
  GhRelation *relations;
  GhLimit *limits;
  GhTeam *teams;
  GhSpeech *speeches;
  GhRuleRow *rule_rows;
  GhWant *person_wants;     /* sorted by who, then session */
  GhWant *delegation_wants; /* sorted by who, then session */

  GhPast *past; /* what was published before (past.h); NULL: nothing.  The caller's */

  struct GhModelStore *store; /* what the arrays and texts live in */
} GhModel;

GhModel *gh_model_new (void);
void gh_model_free (GhModel *model); /* accepts NULL */

/* The model's own copy of a text; the same pointer for the same bytes.  NULL and "" give NULL. */
const char *gh_model_text (GhModel *model, const char *text);

/* Gives a companion `..._in` its text in a language of the conference, by number.  The languages
 * are known by then.  NULL and "" change nothing. */
void gh_model_translate (GhModel *model, const char ***in, int language, const char *text);
/* The number of a language ("fr-CA", or "fr" where only that is there) of the conference; -1 for
 * NULL and what is none of them. */
int gh_conference_language (const GhConference *conference, const char *language);
/* A text in a language (-1: none), or PLAIN where there is none in it.  *IS_THERE (NULL: nobody
 * asks) says which; plain texts are in the conference's first language. */
const char *gh_text_in (const char *plain, const char *const *in, int language, bool *is_there);

/* Each adds one thing, zeroed but for the -1, GH_NEVER, "always" and "empty" defaults named above,
 * and returns it for filling; the pointer is good until the next of its kind is added. */
GhRoom *gh_model_add_room (GhModel *model);
GhPattern *gh_model_add_pattern (GhModel *model);
GhPatternRow *gh_pattern_add_row (GhPattern *pattern);
GhGroup *gh_model_add_group (GhModel *model);
GhSession *gh_model_add_session (GhModel *model);
GhPerson *gh_model_add_person (GhModel *model);
GhRole *gh_model_add_role (GhModel *model);
GhDelegation *gh_model_add_delegation (GhModel *model);
GhAfter *gh_model_add_after (GhModel *model);
GhRelation *gh_model_add_relation (GhModel *model); /* its sets are made by the caller */
GhLimit *gh_model_add_limit (GhModel *model);       /* likewise */
GhTeam *gh_model_add_team (GhModel *model);
GhSpeech *gh_model_add_speech (GhModel *model); /* likewise */
GhRuleRow *gh_model_add_rule_row (GhModel *model);
GhWant *gh_model_add_person_want (GhModel *model);
GhWant *gh_model_add_delegation_want (GhModel *model);

/* The number of the venue of this name, added if it is new. */
int gh_model_venue (GhModel *model, const char *name);
/* Sets the minutes between two venues, both ways. Both venues exist already. */
void gh_model_set_travel (GhModel *model, int from, int to, int minutes);

/* Sorts what the model keeps sorted.  Nothing is added afterwards. */
void gh_model_finish (GhModel *model);

/* The first want of WHO or somebody after them, in a finished model's list of N. */
int gh_first_want (const GhWant *wants, int n, int who);

/* Seats of a room in a layout (NULL: its own), before seats_percent; 0 where it is never so. */
int gh_room_seats (const GhRoom *room, const char *layout);
/* The layout is its own, or has seats (maybe none) in it. */
bool gh_room_knows_layout (const GhRoom *room, const char *layout);
/* A name is in a list of interned names. */
bool gh_names_have (const GPtrArray *names, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhModel, gh_model_free)
