/* A formula while it is written: for the files formula-*.c alone.
 *
 *   formula-write   clauses, and what they say of a session's start
 *   formula-places  a session's own starts and rooms
 *   formula-pairs   two sessions, by their times
 *   formula-rooms   one session at a time; two sessions, by their rooms
 *   formula-people  who must be there, and who covers
 *   formula-counts  no more than so many; limits
 *   formula-teams   who interprets; formula-sittings what is asked of their days
 *   formula-costs   what soft rules cost; formula-days what they ask of people's days
 *
 *   gh_clause_begin (writing);                            no room for both:
 *   gh_clause_put_unless_held (writing, session);         unless it need not be held,
 *   gh_clause_put_not_at (writing, part, 0);              or does not start at its first start,
 *   gh_clause_put (writing, -variable);                   or not this
 *   gh_clause_end (writing);
 */
#pragma once

#include "engine/prove/formula.h"

typedef struct
{
  GhCase *this;
  const GhModel *model;
  const GhDemands *demands;
  GhFormula *formula;
  GArray *sessions;     /* int: those that are to be held */
  GhPart *parts;        /* the formula's */
  GHashTable *overlaps; /* by two sessions and a gap, as one int64: a variable, or 0 */
  GHashTable *travels;  /* by two sessions, likewise: minutes */
  GHashTable *venues;   /* by a session and a venue, likewise: a variable */
  GHashTable *ways;     /* as overlaps, with the ways between venues */
  GArray *clause;       /* scratch */
  bool wide;
  const GhBits *granted; /* of the case's entries; NULL: none is */
  GArray *wishes;        /* GhPriced; NULL: none are written */
} GhWriting;

/* ---- clauses ----------------------------------------------------------------------------- */

/* So many new variables: the first of them. */
int gh_writing_add_variables (GhWriting *writing, int n);

void gh_clause_begin (GhWriting *writing);
void gh_clause_put (GhWriting *writing, int literal);
void gh_clause_end (GhWriting *writing);
/* A clause of two literals, or of three where C is not 0. */
void gh_clause_write (GhWriting *writing, int a, int b, int c);
/* How much has been written, and back to there; variables stay. */
typedef struct
{
  guint literals;
  int n_clauses;
} GhMark;
GhMark gh_writing_mark (const GhWriting *writing);
void gh_writing_go_back (GhWriting *writing, GhMark mark);
/* The demand cannot be left out; the session is held. */
bool gh_writing_grants (const GhWriting *writing, int entry);
bool gh_writing_grants_held (const GhWriting *writing, int session);
/* "Unless the demand is left out", where it can be. */
void gh_clause_put_unless (GhWriting *writing, int entry);
void gh_clause_put_unless_held (GhWriting *writing, int session);

/* Which of a session's starts is the first at or after MINUTE. */
int gh_part_start_from (const GhPart *part, GhMinute minute);
/* "It does not start at one of its numbers FROM .. BEFORE-1"; there is such a number. */
void gh_clause_put_outside (GhWriting *writing, const GhPart *part, int from, int before);
void gh_clause_put_not_at (GhWriting *writing, const GhPart *part, int number);

/* ---- sessions ---------------------------------------------------------------------------- */

/* Minutes, or numbers of rooms, that another list has too are in the list. */
void gh_minutes_merge (GArray *into, const GArray *from);

void gh_write_session (GhWriting *writing, int session);
static inline bool
gh_writing_has (const GhWriting *writing, int session)
{
  return writing->parts[session].starts != NULL;
}

/* ---- between sessions -------------------------------------------------------------------- */

/* The clauses "unless what the scratch clause says already, B does not start from LOW (A's start
 * plus that, itself not) up to HIGH, while A starts at one place". */
void gh_write_apart (GhWriting *writing, int a, int b, GhMinute low, GhMinute high, bool on_day);
/* The clauses "unless what the scratch clause says already, A and B are on the same day", or on
 * two. */
void gh_write_days (GhWriting *writing, int a, int b, bool same);
/* Two sessions, whichever comes first, and a gap, as one number. */
int64_t gh_writing_pair_key (const GhWriting *writing, int a, int b, int gap);
/* A variable that holds wherever two sessions have less than GAP minutes between them; 0: they
 * never have, or it does not matter. */
int gh_writing_overlap (GhWriting *writing, int a, int b, int gap);
/* They never have less than GAP minutes between them, whatever is left out. */
void gh_writing_forbid_overlap (GhWriting *writing, int a, int b, int gap);
/* The least minutes from one session to another, wherever they are held. */
int gh_writing_least_travel (const GhWriting *writing, int a, int b);

/* The clauses "unless what the scratch clause says already, the pair is not wrong", whatever it
 * weighs; where each minute costs: not for more than MINUTES. */
void gh_write_pair_kind (GhWriting *writing, const GhPair *pair, int minutes);
void gh_write_room_pair_kind (GhWriting *writing, int session, const GhRoomEdge *edge);

void gh_write_pair (GhWriting *writing, int entry);
void gh_write_room_pair (GhWriting *writing, int entry);
void gh_write_rooms (GhWriting *writing);
void gh_write_people (GhWriting *writing);
void gh_write_teams (GhWriting *writing);

/* ---- teams ------------------------------------------------------------------------------- */

/* One session's need, and which variables say which team it gets. */
typedef struct
{
  int session;
  int entry;
  int first; /* the variable of the kind's first team; none holds for a session that has no need */
} GhNeed;

typedef struct
{
  const char *name;
  int n_teams;
  GArray *needs; /* GhNeed */
  int shortest;  /* minutes of a session that could have such a team, asked for or not */
  int whole;     /* a variable that holds where every such session is asked for; 0: it never is */
} GhKind;

/* What teams' rows ask of their sittings and days. */
void gh_write_sittings (GhWriting *writing, const GhKind *kind);

/* ---- counting ---------------------------------------------------------------------------- */

/* Of the literals no more than MOST hold, as soon as ENTRY (-1: always) does. */
void gh_write_at_most (GhWriting *writing, const GArray *literals, int most, int entry);
/* The same of the sum of the WEIGHTS (int, each 1 or more; NULL: all 1) of those that hold. */
void gh_write_sum_at_most (GhWriting *writing, const GArray *literals, const GArray *weights,
                           int most, int entry);

/* A variable that holds wherever the session, if held and ENTRY (-1: none) is asked for, starts at
 * one of the numbers FROM .. BEFORE-1; 0: it cannot. */
int gh_writing_starts_between (GhWriting *writing, int session, int entry, int from, int before);

/* The same, wherever it runs at that minute. */
int gh_writing_runs_at (GhWriting *writing, int session, int entry, GhMinute minute);
/* The same, wherever it starts from FROM on and before BEFORE, in what counts of the time. */
int gh_writing_counts_on (GhWriting *writing, int session, const GhTimes *during, GhMinute from,
                          GhMinute before);

/* Entries (-1: none) and sessions of which no more than so many run at once. */
typedef struct
{
  int session;
  int entry;
} GhCounted;

/* Of these (GhCounted) no more than MOST run at once, in what counts of the time (NULL: all). */
void gh_write_running (GhWriting *writing, const GArray *counted, int most, const GhTimes *during,
                       int entry);

void gh_write_limit (GhWriting *writing, int entry);

/* ---- costs ------------------------------------------------------------------------------- */

/* Amounts that cost by the unit are told apart up to so many: more cost as much as the last. */
#define GH_MOST_LEVELS 12

/* A literal that is wished to hold. */
int gh_writing_wish (GhWriting *writing, int64_t price);
/* The last wish is forgotten if no clause was written for it since there were so many. */
void gh_writing_forget_if_granted (GhWriting *writing, int n_clauses);
/* Amounts (int64_t) that come up, each once, ascending. */
void gh_amounts_tidy (GArray *amounts);

/* What soft rules cost those sessions that are to be held, as wishes; the sum of what cannot be
 * avoided anyhow. */
int64_t gh_write_costs (GhWriting *writing);
void gh_write_days_costs (GhWriting *writing);
