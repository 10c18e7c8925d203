/* The engine's face: from a model to a programme.
 *
 * The engine knows no files, no clock and no printing.  Effort is counted in steps: the caller's
 * `may_go_on` is asked now and then and says whether to continue.  The same model, seed, effort
 * and number of threads give the same programme on every machine, provided that `may_go_on` stops
 * only by the count that it is given.
 *
 *   GhPlanOptions options = { .seed = 1, .threads = 2, .effort = 2000000 };
 *   g_autoptr (GhProgramme) programme = gh_plan (model, &options);
 *   for (int session = 0; session < model->n_sessions; session++)
 *     if (gh_programme_is_placed (programme, session))
 *       ...
 */
#pragma once

#include "engine/past.h"

/* ---- the catalogue of rules -------------------------------------------------------------- */

typedef struct
{
  const char *name;   /* as in the rules sheet: "wanted-clash" */
  GhLevel level;      /* unless a row says otherwise */
  int weight;         /* of a soft one, per unit */
  const char *unit;   /* what one unit of cost is, in words; NULL for hard rules */
  int value;          /* the default of the column value; -1: it has none */
  int value_end;      /* where the value is a span of the day (07:00-22:00); -1: it is not */
  bool value_is_time; /* the value is a time of day (20:00) */
  bool about_people;  /* `of` may be role:NAME */
  const char *says;   /* one sentence */
} GhRuleInfo;

int gh_n_rules (void);
const GhRuleInfo *gh_rule_info (int rule);
/* The number of the rule of this name, or -1. */
int gh_rule_find (const char *name);

/* How a rule stands for one session, once the rules sheet is applied. */
typedef struct
{
  GhLevel level;
  int weight;
  int value;
  int value_end;
} GhRuleSetting;

/* SESSION or -1 (rules that are about no session); ROLE or NULL. */
GhRuleSetting gh_rule_setting (const GhModel *model, int rule, int session, const char *role);

/* Whether rule `speech-order` knows this rank, a word of protocol or a number; speakers of another
 * come after all whose rank it knows. */
bool gh_speech_order_knows (const char *rank);

/* ---- a programme ------------------------------------------------------------------------- */

typedef struct
{
  GhMinute start; /* GH_NEVER: unplaced */
  int room;       /* -1: needs none, or unplaced */
} GhPlacement;

typedef enum
{
  GH_AS_ROLE,    /* `role` names it */
  GH_AS_SPEAKER, /* a speech in this session */
  GH_AS_MUST,
  GH_AS_SHOULD,
  GH_AS_MAY,
  GH_AS_COVERS, /* proposed for their delegation */
} GhAs;

/* One reason why one person is in one session. */
typedef struct
{
  int person;
  int session;
  GhAs as;
  const char *role; /* interned; NULL but for GH_AS_ROLE */
  bool own;         /* GH_AS_MUST: a row that names the person, so it is theirs alone */
} GhAttendance;

typedef struct
{
  int session; /* -1: no session could take it */
  GhMinute start;
} GhSpeechPlace;

/* What one rule costs this programme. */
typedef struct
{
  int rule;
  int64_t units;
  int64_t cost;
} GhRuleCost;

/* How much of something was changed, and how little it could have been. */
typedef struct
{
  int sessions;
  int64_t price;  /* people, as rule `change` counts them */
  int64_t bound;  /* no programme of these sheets has less */
  bool is_proved; /* there is no less */
} GhDisturbance;

/* What re-planning has changed. */
typedef struct
{
  bool counts_sessions; /* the least change counted sessions, not their people */
  GhDisturbance moved;  /* sessions that start at another time, or lost their place */
  GhDisturbance rooms;  /* that only changed their room; the bound: with those moves */
  int covers;           /* that changed although their session did not */
  int64_t slack;        /* so many more might be moved for a better programme */
  /* If slack was given: what the least change would move, counted as above, and what it would cost.
   */
  int64_t moved_without;
  int64_t cost_without;
  GArray *clash; /* int: sessions that cannot all have a place; NULL: all can, as far as is known */
} GhCertificate;

/* How far a search has come. */
typedef struct
{
  int64_t steps; /* so far: of all threads together, or of each, as is said where it stands */
  int unplaced;  /* in the best so far */
  int64_t cost;  /* of the best so far, as the search counts it: before speeches have their times,
                  * and with what a re-planning search weighs moves by */
} GhProgress;

/* Kinds of moves by which a search goes from board to board. */
typedef enum
{
  GH_BY_START,
  GH_BY_SHORT_CHAIN,
  GH_BY_LONG_CHAIN,
  GH_BY_PLACE,
  GH_BY_ROOMS,
  GH_BY_PUSHING_IN,
  GH_BY_BRINGING_IN,
  GH_BY_LEAVING_OUT,
  GH_N_MOVE_KINDS,
} GhMoveKind;

typedef struct
{
  const char *name; /* one word: "short-chain" */
  const char *says;
} GhMoveInfo;

const GhMoveInfo *gh_move_info (GhMoveKind kind);
/* The kind of this name, or -1. */
int gh_move_find (const char *name);

/* What the moves of one kind did. */
typedef struct
{
  int64_t tried;
  int64_t taken;  /* for better or worse, as the heat allowed */
  int64_t better; /* of those, the ones that made a board better than all before it ... */
  int64_t placed; /* ... how many more sessions those placed ... */
  int64_t saved;  /* ... and, where they placed none more, how much cost they took off the best */
} GhMoveCount;

/* How a search went, for people to look at. */
typedef struct
{
  GArray *curve; /* GhProgress, at most GH_MOST_POINTS: each better than the one before it; steps
                  * are those of each thread, and the best is that of all */
  GhMoveCount moves[GH_N_MOVE_KINDS]; /* of all threads together */
} GhSearched;

#define GH_MOST_POINTS 200

GhSearched *gh_searched_new (void);
void gh_searched_free (GhSearched *searched); /* accepts NULL */

/* What kept a session from staying where it was: what its readers may be told of it, so no person
 * is named.  The organiser has whole sentences (why_changed). */
typedef enum
{
  GH_CAUSE_ROOM_GONE, /* the sheets no longer hold it */
  GH_CAUSE_ROOM_SHUT, /* number: the room, which is not open then */
  GH_CAUSE_SEATS,     /* number: the room, which is too small */
  GH_CAUSE_UNFIT,     /* number: the room, which has not what is needed in it */
  GH_CAUSE_ROOMS,     /* it is to be in another room */
  GH_CAUSE_NO_ROOM,   /* it needs none any more */
  GH_CAUSE_FIXED,     /* it has a time of its own now */
  GH_CAUSE_TIMES,     /* it may not be held then */
  GH_CAUSE_PRESENCE,  /* somebody who must be there is away */
  GH_CAUSE_PEOPLE,    /* number: the session in which somebody is who must be in both */
  GH_CAUSE_CLASH,     /* number: a session from which it must be kept apart */
  GH_CAUSE_TAKEN,     /* number: the session that has the room */
  GH_CAUSE_LIMIT,     /* too many such sessions */
  GH_CAUSE_COVER,     /* number: a delegation that would have nobody left to send */
  GH_CAUSE_TEAMS,     /* no team is free */
  GH_CAUSE_ORDER,     /* what must come before or after leaves no time */
  GH_CAUSE_WAY,       /* of rooms that go together, or the way between venues */
  GH_CAUSE_BETTER,    /* nothing: it makes a better programme */
  GH_CAUSE_NEVER,     /* and whatever else moves: it cannot stay */
  GH_CAUSE_DEARER,    /* had it stayed, more would change ... */
  GH_CAUSE_NO_LESS,   /* ... or no less */
  GH_N_CAUSES,
} GhCauseKind;

typedef struct
{
  GhCauseKind kind;
  int number; /* -1: it has none */
} GhCause;

typedef struct GhProgramme
{
  int n_sessions, n_speeches, n_rules;
  GhPlacement *placements; /* by session */
  GArray **teams;          /* by session: int teams, ascending */
  GhSpeechPlace *speeches; /* by speech */
  GArray *attendance;      /* GhAttendance, sorted by person id and session id as bytes, then as */
  char **why_unplaced;     /* by session: a sentence, or NULL where placed, cancelled or reserve */
  char **why_changed; /* by session: why re-planning could not leave it where it was; or NULL */
  GArray **causes;    /* by session: GhCause, the same for its readers; NULL: none is known */
  GhCertificate *certificate; /* NULL: it was planned from scratch */
  GPtrArray *complaints;      /* char*: whatever else keeps it from being complete, in sentences */
  GhRuleCost *costs;          /* by rule */
  int64_t cost;               /* sum of the soft costs */
  int64_t bound;              /* gh_bound(), if somebody asked; 0: nobody did */
  int n_unplaced;             /* mandatory sessions without a place, and speeches likewise */
  int64_t steps;              /* effort that was spent */
  int64_t first_complete;     /* steps until nothing mandatory was missing; -1: never */
  GhSearched *searched;       /* how it was found; NULL: that is not known */
} GhProgramme;

/* Nothing placed, nobody attending, no costs. */
GhProgramme *gh_programme_new (const GhModel *model);
void gh_programme_free (GhProgramme *programme); /* accepts NULL */
/* Sorts the attendance as its comment says and drops doubles. */
void gh_programme_sort_attendance (const GhModel *model, GhProgramme *programme);

static inline bool
gh_programme_is_placed (const GhProgramme *programme, int session)
{
  return programme->placements[session].start != GH_NEVER;
}

/* ---- planning ---------------------------------------------------------------------------- */

#define GH_MOST_THREADS 256 /* more searches than any machine of an organiser has cores for */

typedef struct
{
  uint64_t seed;
  int threads; /* 1 to GH_MOST_THREADS; each searches with a seed of its own, the best is taken */
  int64_t effort; /* steps for each thread; cooling is laid out over these; where little is left
                     to pay, up to about an eighth of one thread's comes on top */
  /* Asked now and then, from one thread at a time; false ends the search with the best so far.
   * NULL: only the effort ends it. */
  bool (*may_go_on) (const GhProgress *progress, gpointer data);
  gpointer data;
} GhPlanOptions;

/* Never NULL; the caller's to free.  MODEL must outlive it. */
GhProgramme *gh_plan (const GhModel *model, const GhPlanOptions *options);

/* ---- proofs ------------------------------------------------------------------------------ */

/* What a demand asks for. */
typedef enum
{
  GH_ASKS_HELD, /* the session must have a place */

  /* Of one session's start and room alone. */
  GH_ASKS_HOURS,
  GH_ASKS_WINDOW,
  GH_ASKS_PINNED_START,
  GH_ASKS_FIXED_START,
  GH_ASKS_PATTERN,
  GH_ASKS_STAYS,     /* it was published, and is frozen */
  GH_ASKS_NOTICE,    /* it is not put to a time so near that nobody could be told */
  GH_ASKS_PRESENCE,  /* number: a person, who must be there all the while */
  GH_ASKS_OPEN_ROOM, /* its room is open for as long as it lasts */
  GH_ASKS_STAYS_IN,  /* the room in which it was published is frozen */
  GH_ASKS_PINNED_ROOM,
  GH_ASKS_ROOMS, /* its list of rooms, or the fixed one */
  GH_ASKS_VENUE,
  GH_ASKS_LAYOUT,
  GH_ASKS_FEATURE, /* number: of the session's features */
  GH_ASKS_SEATS,

  /* Between sessions. */
  GH_ASKS_PERSON,    /* number: a person, who must be in the session and nowhere else meanwhile */
  GH_ASKS_COVER,     /* number: a delegation that must be represented in it */
  GH_ASKS_TEAMS,     /* number: of the session's kinds of teams */
  GH_ASKS_ROOM,      /* number: a room, which holds one session at a time */
  GH_ASKS_PAIR,      /* number: of the pairs; times of the session and the other one */
  GH_ASKS_ROOM_PAIR, /* number: of the session's pairs of rooms */
  GH_ASKS_LIMIT,     /* number: of the limits that are hard */
} GhAsks;

typedef struct
{
  GhAsks asks;
  int session;        /* -1: about no single one */
  int other;          /* the second one of a pair; -1: there is none */
  int number;         /* -1: it has none */
  GhSource source;    /* row 0: it is a default, in no row */
  const char *column; /* of that sheet */
  char *sentence;
} GhAsked;

/* Demands that cannot all be met. */
typedef struct
{
  GArray *sessions; /* int, ascending: those that cannot all be held */
  char *conclusion; /* a sentence */
  GPtrArray *asked; /* GhAsked */
  bool is_least;    /* it is certain that each of them is needed */
} GhProof;

/* How hard the mandatory sessions are to place, as a short search found. */
typedef struct
{
  GArray *order;    /* int: those without a place, then the hardest first */
  GArray *missing;  /* int: those of them that it did not place */
  GArray *left_out; /* int: and those that a longer one did not; none: all can be placed */
} GhHardest;

/* The caller's. */
GhHardest *gh_hardest_find (const GhModel *model);
void gh_hardest_free (GhHardest *hardest); /* accepts NULL */

/* What can be proved impossible at once, before anything is placed: GhProof, the caller's to unref.
 * None: nothing is known. */
GPtrArray *gh_prove_early (const GhModel *model);
/* The same, with a search for demands that clash among the HARDEST (NULL: they are found here); for
 * a conference of which some sessions found no place, though nothing was proved early.  None: it is
 * not known whether it cannot be helped. */
GPtrArray *gh_prove_clash (const GhModel *model, const GhHardest *hardest);
/* Demands that clash among these sessions (int), of which it is known that they cannot all have a
 * place; none: it was not found again in time. */
GPtrArray *gh_prove_among (const GhModel *model, const GArray *sessions);
/* What is proved early; only where that is nothing, what clashes. */
GPtrArray *gh_prove (const GhModel *model, const GhHardest *hardest);
/* The demands of a proof as a formula in the DIMACS format, which no solver can satisfy: the
 * clauses, then for each demand a comment with its sentence and a line that switches it on.  The
 * caller's. */
GString *gh_proof_formula (const GhModel *model, const GhProof *proof);

/* No programme that places every mandatory session costs less. */
int64_t gh_bound (const GhModel *model);

/* A way out of an impossible conference. */
typedef struct
{
  GPtrArray *sentences; /* char*: what would be given up or added, all of it */
  int price;            /* about how many people that touches */
} GhRepair;

/* A model of the same sheets, which is changed and freed; NULL: they cannot be read any more. */
typedef GhModel *(*GhFreshModel) (gpointer data);

/* The cheapest ways out, as GhRepair: with each a programme was found.  None contains another.
 * PROOFS and HARDEST are of MODEL.  Of ways with one price those come first that an organiser would
 * rather go.  None is left out for being dearer, but at most a handful is told, and of those that
 * are alike (one session or another is left out) two; what took too long to try is passed over. The
 * caller's to unref. */
GPtrArray *gh_repair_menu (const GhModel *model, const GPtrArray *proofs, const GhHardest *hardest,
                           GhFreshModel fresh, gpointer data);

/* ---- re-planning ------------------------------------------------------------------------- */

/* Says what has begun, what is frozen, what is kept as if it were (KEPT), and what may move
 * although its time freezes it, in model->past, whose `now` is set; FREED sessions are not frozen.
 * Both are sets of sessions. */
void gh_past_settle (GhModel *model, const GhBits *kept, const GhBits *freed);

/* A programme that changes the past of MODEL as little as can be, settled already; MODEL is changed
 * meanwhile, and put back.  SLACK more people may be moved if that makes it better.  Never NULL;
 * the caller's. */
GhProgramme *gh_replan (GhModel *model, const GhPlanOptions *options, int64_t slack);

/* ---- explanations ------------------------------------------------------------------------ */

/* Another place, and by how much the cost would change, all in all and rule by rule. */
typedef struct
{
  GhPlacement at;
  int64_t change;
  GhRuleCost *changes; /* by rule */
} GhElsewhere;

/* Why a session is where it is, or has no place. */
typedef struct
{
  GPtrArray *holds;      /* char*: what is asked of its start and room, in sentences */
  int n_starts;          /* that it could have, if it were alone */
  int n_free;            /* of them, those at which it could be as the others stand */
  GPtrArray *in_the_way; /* char*: who or what stands in the way elsewhere, the most often first */
  GhRuleCost *costs;     /* by rule: what it costs to hold it there; NULL: it has no place */
  GArray *elsewhere;     /* GhElsewhere: the best, while nothing else moves */
} GhWhy;

/* PROGRAMME is one of MODEL.  Never NULL; the caller's. */
GhWhy *gh_explain_session (const GhModel *model, const GhProgramme *programme, int session);
void gh_why_free (GhWhy *why); /* accepts NULL */

typedef enum
{
  GH_THERE_FREE,       /* nothing else would have to move */
  GH_THERE_AROUND,     /* the rest can be placed around it */
  GH_THERE_IMPOSSIBLE, /* it is proved that it cannot */
  GH_THERE_NOT_KNOWN,
} GhThere;

typedef struct
{
  int session;
  GhPlacement was, now;
} GhMovedSession;

/* Why a session is not at some place, and what would happen if it were pinned there. */
typedef struct
{
  GPtrArray *breaks; /* char*: each demand that this would break as the others stand */
  GhThere outcome;
  GArray *moved;       /* GhMovedSession: who else would move, as found; maybe more than needed */
  int64_t change;      /* in cost, with those */
  GhRuleCost *changes; /* by rule; NULL where no programme was found */
  GPtrArray *proofs;   /* GhProof */
} GhWhyNot;

/* ROOM -1: for a session that needs none.  MODEL is changed meanwhile, and put back.  EFFORT in
 * steps.  Never NULL; the caller's. */
GhWhyNot *gh_explain_place (GhModel *model, const GhProgramme *programme, int session,
                            GhPlacement at, int64_t effort);
void gh_why_not_free (GhWhyNot *why_not); /* accepts NULL */

/* By how much the programme would cost less without each session, by session, speeches apart; of
 * one without a place 0.  The caller's. */
int64_t *gh_explain_costs (const GhModel *model, const GhProgramme *programme);

/* What every rule costs a programme, from scratch, into COSTS by rule; the sum of it all. */
int64_t gh_measure (const GhModel *model, const GhProgramme *programme, GhRuleCost *costs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhHardest, gh_hardest_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhWhy, gh_why_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhWhyNot, gh_why_not_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhProgramme, gh_programme_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSearched, gh_searched_free)
