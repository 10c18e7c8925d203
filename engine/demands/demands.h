/* Demands: the few plain forms in which every rule is written, so that search, proof and
 * explanation need to know no rule by name.
 *
 *   domain     a session's starts and rooms, with what each costs
 *   pair       two sessions, by the difference of their starts or days: never so, or so much
 *   room pair  two sessions, by their rooms: same, different, or too far apart to travel
 *   capacity   at most so many of a set at an instant, on a day, in the conference
 *   commitment a person who must be there; their nights and runs follow from it
 *   group      its rooms and its days, counted
 *   teams, covers, room occupancy  are kept by the board, from the model
 *
 * A demand keeps the rule and the sheet row that asked for it.
 */
#pragma once

#include "engine/demands/person-days.h"

/* ---- domain ------------------------------------------------------------------------------ */

typedef struct
{
  GhMinute start;
  int64_t cost;
} GhOption;

typedef struct
{
  int n_options;
  int first_option;  /* in tables that hold the options of all sessions one after another */
  GhOption *options; /* by start */
  int n_rooms;       /* 1 with rooms[0] == -1 where none is needed */
  int *rooms;        /* ascending */
  int64_t *room_costs;
  int n_room_words;
  uint64_t *fits;    /* bit n of option's words: rooms[n] is open for it */
  int venue;         /* where all its rooms are; -1: unnamed or not needed; -2: it depends */
  bool is_placeable; /* some option has some room */
} GhDomain;

/* ---- pairs ------------------------------------------------------------------------------- */

typedef enum
{
  GH_PAIR_APART,         /* wrong when low < start(b) - start(a) < high */
  GH_PAIR_APART_ON_DAY,  /* the same, only where both start on one day */
  GH_PAIR_SAME_DAY,      /* wrong on two days */
  GH_PAIR_DIFFERENT_DAY, /* wrong on one day */
  GH_PAIR_ADJACENT,      /* wrong unless on one day, and one starts 0..high after the other ends */
  GH_PAIR_ADJACENT_ON_DAY, /* the same, only where both start on one day */
  GH_PAIR_OVERLAP,         /* soft: the weight for each minute in which both are held */
  GH_PAIR_OVERLAP_ON_DAY,  /* the same, only where both start on one day */
} GhPairKind;

/* Wrong differences of starts without an end on one side. */
#define GH_FAR (GH_END - GH_BEGINNING)

typedef struct
{
  int a, b;
  GhPairKind kind;
  int low, high;
  int64_t weight; /* -1: hard */
  int rule;
  GhSource source;
} GhPair;

/* ---- edges: pairs as the board counts them -------------------------------------------------
 *
 * All starts that any session may have are numbered in order of time.  Pairs that mean the same,
 * seen from one end, are of one class; a class knows for each own start which starts of the other
 * are wrong: at most three ranges of them. */

typedef struct
{
  int from, before;
} GhRange;

#define GH_MOST_RANGES 3

typedef struct
{
  GhPairKind kind;
  int low, high;                  /* as in a pair, from one's own end */
  int own_minutes, other_minutes; /* 0 where the kind does not look at them */
  int n_ranges;
  GhRange *ranges; /* start * n_ranges: starts of the other that are wrong */
  int mirror;      /* the class as seen from the other end */
} GhPairClass;

/* Edges of one session that are of one class. */
typedef struct
{
  int pair_class;
  int n;
  int *others;      /* ascending */
  int64_t *weights; /* NULL: hard */
  uint64_t *set;    /* the others as a set, where they are many; hard ones only, else NULL */
} GhEdgeRun;

typedef struct
{
  int n_hard; /* runs; they come first */
  int n_runs;
  int n_edges;
  GhEdgeRun *runs;
} GhEdges;

/* ---- room pairs -------------------------------------------------------------------------- */

typedef enum
{
  GH_ROOM_PAIR_SAME,
  GH_ROOM_PAIR_SAME_IF_NEAR, /* the same, where one starts after the other and no more than
                                `minutes` after its end */
  GH_ROOM_PAIR_DIFFERENT,
  GH_ROOM_PAIR_NOT_SMALLER, /* a's seats are b's or more */
  GH_ROOM_PAIR_TRAVEL,      /* the gap must be the travel between the two venues, and `minutes`, at
                               least */
} GhRoomPairKind;

#define GH_N_ROOM_PAIR_KINDS (GH_ROOM_PAIR_TRAVEL + 1)

typedef struct
{
  int other;
  GhRoomPairKind kind;
  bool is_second; /* `other` is the a of the pair, and oneself b */
  bool on_day;    /* only where both start on one day */
  int minutes;
  int weight; /* -1: hard */
  int rule;
  GhSource source;
} GhRoomEdge;

/* ---- capacities -------------------------------------------------------------------------- */

typedef struct
{
  GhBits *of; /* sessions that count */
  int most;
  GhPer per;
  const GhTimes *during;
  int weight; /* -1: hard; otherwise per session-minute (per instant) or session beyond the most */
  int rule;
  GhSource source;
} GhCapacity;

/* ---- commitments ------------------------------------------------------------------------- */

typedef struct
{
  int weight; /* 0: it does not count */
  int value;
} GhCounting;

/* One person who must be in one session: a role, a must of their own, or a speech given on site. */
typedef struct
{
  int person;
  int session;
  bool by_role;        /* a role or a speech; false: only a must row that names them */
  bool is_speech;      /* only a speech that is meant for this session */
  bool is_from_afar;   /* a remote or video speech: they need not be there all the while */
  const char *role;    /* the first of their roles there; NULL: none */
  GhRuleSetting clash; /* how person-clash stands: the strictest of all that they do there */
  GhCounting counts[GH_N_DAYS]; /* by way of counting a person's days */
} GhCommitment;

typedef struct
{
  int n;
  int *items; /* indices of commitments, or sessions: as the field says */
} GhList;

/* ---- all of them ------------------------------------------------------------------------- */

/* What a first plan has taught; all zero: nothing yet. */
typedef struct
{
  bool leave_out_speeches; /* they ask for nobody and nothing */
  bool loose_order;        /* not all can have a place, so what has to come before or after others
                              may be where it could not be beside them */
  const int *given_in;     /* by speech, or NULL: the session in which it is given already; -1 */
  const bool *keep_whole;  /* by speech, or NULL: its speaker, though far, is kept free throughout,
                              since it found no time otherwise */
  const int *shunned;      /* by speech, or NULL: a session in which it is not given if it can be
                              given elsewhere; -1: none */
  int64_t weight_of_move;  /* of each that rule `change` counts, beside the quality */
  int64_t weight_of_room;  /* likewise, where only the room changes */
} GhLessons;

struct GhDemands
{
  const GhModel *model;
  int n_options;     /* of all sessions */
  int widest_travel; /* minutes between any two venues */
  GhDomain *domains;
  GhBits *joined; /* pair a * n_sessions + b: they may follow each other at once */

  int n_starts;
  GhMinute *starts;  /* all that any session may have, ascending */
  int *option_start; /* by option: its start's number */
  int *option_from;  /* session * (n_starts + 1) + start: its first option there or later, in the
                        tables that hold the options of all sessions */

  GArray *pairs;         /* GhPair, as asked for */
  GArray *pair_classes;  /* GhPairClass */
  GhEdges *edges;        /* by session: the pairs, merged */
  int n_session_words;   /* of a set of sessions */
  GArray **room_edges;   /* by session: GhRoomEdge */
  GArray *capacities;    /* GhCapacity */
  GhList *capacities_of; /* by session: capacities that count it */

  GArray *commitments;    /* GhCommitment, by person, then session */
  GhList *commitments_of; /* by session: commitments */
  GhList *busy;           /* by person: commitments */

  GhList *talks_of; /* by person: speeches that they give from afar (remote or video) */
  GhLessons lessons;
  int *speech_sessions; /* by speech: the session that it is meant for; -1: none could be found */

  /* Groups whose rooms or days cost. */
  int *stable_group;  /* by session: the group that should keep to one room; -1: none */
  int *stable_weight; /* by group */
  int *spread_group;  /* by session: the group that should be spread over days; -1: none */
  int *spread_weight; /* by group */
  int *spread_share;  /* by group: its sessions on a day cost nothing up to this */

  GhList *linked_rooms;     /* by room: itself and the rooms that cannot be used beside it */
  int64_t *left_out_weight; /* by session: cost of an optional session without a place */
  GhBits *room_clash_holds; /* sessions for which room-clash is hard */
  GhBits *teams_hold;
  GhBits *cover_holds;
};

/* What LESSONS point at must outlive the demands. */
GhDemands *gh_demands_new (const GhModel *model, GhLessons lessons);
void gh_demands_free (GhDemands *demands);

/* For rules. */
void gh_demands_add_pair (GhDemands *demands, GhPair pair);
void gh_demands_add_room_pair (GhDemands *demands, int a, int b, GhRoomEdge edge);
void gh_demands_add_capacity (GhDemands *demands, GhCapacity capacity); /* takes its set over */
/* Charges each room of each session for its units of a soft rule. */
void gh_demands_charge_rooms (GhDemands *demands, int rule,
                              int (*units) (const GhModel *model, int session, int room));
/* Charges each start of each session, likewise. */
void gh_demands_charge_starts (GhDemands *demands, int rule,
                               int (*units) (const GhModel *model, int session, GhMinute start));
/* Makes a way of counting people's days see the commitments for which a rule is soft; roles alone,
 * or musts of their own as well. */
void gh_demands_count_days (GhDemands *demands, int rule, GhDays way, bool only_roles);
/* Takes a start out of a session's domain. */
void gh_demands_forbid_option (GhDemands *demands, int session, int option);

/* The first option that starts at or after MINUTE; n_options: there is none. */
int gh_domain_option_from (const GhDomain *domain, GhMinute minute);
/* Where a placement is in a session's domain; false: nowhere. */
bool gh_domain_find (const GhDemands *demands, int session, GhPlacement at, int *option, int *room);
/* Some room is left for the start. */
bool gh_domain_is_open (const GhDomain *domain, int option);

/* Minutes that two sessions need between them in two rooms that are one (turnaround, layout); 0
 * for joined sessions. */
int gh_demands_room_gap (const GhDemands *demands, int a, int room_a, int b, int room_b);
/* Minutes between two sessions for one who has a role in both, as person-clash stands for them
 * there; -1: it does not hold the two apart. */
int gh_demands_role_gap (const GhDemands *demands, int a, const GhRuleSetting *in_a, int b,
                         const GhRuleSetting *in_b);
/* How person-clash stands for who only speaks in a session. */
GhRuleSetting gh_demands_speaker_clash (const GhModel *model, int session);
/* That a person must be in a session; NULL: they need not. */
const GhCommitment *gh_demands_commitment (const GhDemands *demands, int person, int session);
/* Minutes of travel between the rooms of two sessions (-1: no room: its session's venue). */
int gh_demands_travel (const GhDemands *demands, int a, int room_a, int b, int room_b);
/* A duty of the speaker from START to END, with GAP minutes on both sides, leaves no time in the
 * session at AT for a speech from afar, whenever it is given there. */
bool gh_demands_talk_is_hindered (const GhDemands *demands, int speech, GhMinute at, GhMinute start,
                                  GhMinute end, int gap);
/* A room and one of another session are one: they share floor. */
bool gh_demands_are_linked (const GhDemands *demands, int room_a, int room_b);

static inline const GhPairClass *
gh_demands_pair_class (const GhDemands *demands, int pair_class)
{
  return &g_array_index (demands->pair_classes, GhPairClass, pair_class);
}

/* Which edge of a run leads to OTHER; -1: none. */
static inline int
gh_edge_run_find (const GhEdgeRun *run, int other)
{
  int low = 0;
  int high = run->n;
  while (low < high)
    {
      int middle = (low + high) / 2;
      if (run->others[middle] < other)
        low = middle + 1;
      else
        high = middle;
    }
  return low < run->n && run->others[low] == other ? low : -1;
}

/* Starts, by number, of two sessions are wrong together. */
static inline bool
gh_pair_class_is_wrong (const GhPairClass *class, int start, int other_start)
{
  for (int range = 0; range < class->n_ranges; range++)
    if (other_start >= class->ranges[start * class->n_ranges + range].from
        && other_start < class->ranges[start * class->n_ranges + range].before)
      return true;
  return false;
}

/* The option of a session at a start, by number, in its own domain; -1: none. */
static inline int
gh_demands_option_at (const GhDemands *demands, int session, int start)
{
  const int *from = &demands->option_from[(gsize)session * (gsize)(demands->n_starts + 1)];
  return from[start] < from[start + 1] ? from[start] - demands->domains[session].first_option : -1;
}

static inline bool
gh_domain_fits (const GhDomain *domain, int option, int room_index)
{
  return domain->fits[(gsize)option * (gsize)domain->n_room_words + (gsize)(room_index >> 6)]
             >> (room_index & 63)
         & 1;
}

static inline bool
gh_demands_are_joined (const GhDemands *demands, int a, int b)
{
  return gh_bits_has (demands->joined, a * demands->model->n_sessions + b);
}
