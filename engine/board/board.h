/* The planning board: who is where, with everything counted that a demand could ask about.
 *
 * What is on the board never breaks a hard rule.  A session is put somewhere, taken off, or moved
 * with others at once; the tables always agree with the placements, because only board/ writes
 * either.  Changes are kept in a journal until they are kept or rolled back:
 *
 *   int mark = gh_board_mark (board);
 *   gh_board_take (board, session);
 *   if (!gh_board_put (board, session, option, room) || board->cost > before)
 *     gh_board_rollback (board, mark);
 *   gh_board_forget (board);
 */
#pragma once

#include "engine/board/people.h"
#include "engine/board/steps.h"
#include "engine/board/teams.h"
#include "engine/covers/covers.h"

typedef struct
{
  int n, size;
  int *sessions;
} GhBucket;

typedef struct
{
  int16_t *counts;            /* by step, or day, or one */
  const uint8_t *counts_here; /* by step: inside `during`; per instant only */
} GhCount;

/* One end of a pair of rooms, short: many are looked at for each room. */
typedef struct
{
  int other, other_minutes;
  int weight;
  int minutes;
  uint8_t kind;
  bool is_second, on_day;
} GhRoomLink;

typedef struct
{
  int n_hard; /* they come first */
  int n;
  GhRoomLink *links;
} GhRoomLinks;

typedef struct
{
  int session;
  int option, room;        /* before; -1: it was off the board */
  int first_team, n_teams; /* before; in journal_teams */
} GhJournalEntry;

typedef struct
{
  const GhDemands *demands;
  const GhModel *model;
  int *option;             /* by session; -1: off the board */
  int *start;              /* by session: that option's start, by number; -1: off the board */
  int *room;               /* by session: index into its domain's rooms */
  GhPlacement *placements; /* by session: the same, for others */
  int64_t cost;            /* of all soft demands that a placement decides */
  int n_missing;           /* mandatory sessions off the board */

  int *blocked;     /* by option of all sessions: hard pairs that would be wrong there */
  int64_t *charged; /* likewise: what soft pairs would cost */

  uint64_t *at_start; /* start * n_session_words: the sessions there, as a set */
  GhBucket *starters; /* by start: the same, as a list */
  GhBucket missing;   /* mandatory sessions off the board that some place is open to */
  int *place_in_list; /* by session: where it is in the one of these lists that holds it */

  GhSteps steps;        /* time, cut wherever a session may begin or end, or a limit's hours do */
  int *option_step;     /* by option: first step */
  int *option_end_step; /* and the step after the last */
  GhCount *counts;      /* by capacity */

  int n_room_words;
  int *occupants;        /* room * n_steps + step: the session in it, or -1; but for those that have
                            begun, of which there may be several */
  GArray *begun;         /* int: sessions that have begun, in their rooms whatever that breaks */
  uint64_t *busy_rooms;  /* step * n_room_words: rooms that are in use, or share floor with one */
  int *n_busy_rooms;     /* by step: how many those are */
  uint8_t *room_loads;   /* step * n_rooms + room: how many of those there are; NULL: no two rooms
                            share floor */
  uint64_t *fitting;     /* option * n_room_words: rooms that are open for it, by room */
  int16_t *room_index;   /* session * n_rooms + room: the room in its domain, or -1 */
  bool *has_plain_rooms; /* by session: no room costs it more than another */
  int64_t *cheapest_room;  /* by session: the least that a room costs it */
  GhRoomLinks *room_links; /* by session */
  int *seats; /* session * n_rooms + room: of a room in its domain, as the session lays it out */
  int widest_gap;    /* minutes between two sessions in a room, at most */
  uint64_t *visited; /* scratch: n_room_words */

  int n_days;
  int *group_rooms; /* group * n_rooms + room: sessions there */
  int *group_n_rooms;
  int *group_days; /* group * n_days + day */

  GhPeople *people;
  GhTeamBook *teams;
  GhCovers *covers;

  int refused_by;        /* after a failed put: the delegation, or -1: the teams */
  GArray *journal;       /* GhJournalEntry */
  GArray *journal_teams; /* int */
  GArray *blockers;      /* scratch */
  GArray *moves;         /* scratch: GhMove */
  bool *is_noted;        /* scratch, by session */
} GhBoard;

GhBoard *gh_board_new (const GhDemands *demands);
void gh_board_free (GhBoard *board);

/* What a session on the board costs at (option, room), beside all that does not depend on it: the
 * difference of two such figures is the change in cost of a move.  ROOM is an index into its
 * domain's rooms. */
int64_t gh_board_cost_at (GhBoard *board, int session, int option, int room);
/* The change in cost if a session that is off the board is put there. */
int64_t gh_board_cost_of_putting (GhBoard *board, int session, int option, int room);

/* By how much the cost would change if these sessions, all different and on the board, moved to
 * other options at once, rooms apart.  Exact, but for the limits and the spread of several sessions
 * that are counted together; something above LIMIT as soon as it is certain to be above. */
int64_t gh_board_foretell (GhBoard *board, const GhMove *moves, int n, int64_t limit);
/* What the room of a session on the board costs now beyond the least that any would. */
int64_t gh_board_room_excess (const GhBoard *board, int session);

/* No pair, room, or capacity forbids the place; the session itself is passed over.  Teams and
 * covers are only asked by gh_board_put(). */
bool gh_board_is_open (const GhBoard *board, int session, int option, int room);
/* The room alone. */
bool gh_board_room_is_free (const GhBoard *board, int session, int option, int room);
/* Sessions in rooms that stand in the way, appended to IN_THE_WAY as int. */
void gh_board_room_blockers (const GhBoard *board, int session, int option, int room,
                             GArray *in_the_way);
/* Adds to PRICES, by option, the WEIGHTS of the sessions on the board whose hard pairs forbid it.
 */
void gh_board_price_options (const GhBoard *board, int session, const int *weights, int *prices);
/* Sessions on the board whose hard pairs forbid a start, appended as int. */
void gh_board_pair_blockers (const GhBoard *board, int session, int option, GArray *in_the_way);
/* Sessions that fill a hard capacity where it is exceeded, appended as int. */
void gh_board_capacity_blockers (const GhBoard *board, int capacity, int session, int option,
                                 GArray *in_the_way);
/* A hard capacity that would be exceeded, or -1. */
int gh_board_full_capacity (const GhBoard *board, int session, int option);

/* Puts a session that is off the board at an open place.  False, with nothing changed, where its
 * teams or a delegation's covers cannot be had. */
bool gh_board_put (GhBoard *board, int session, int option, int room);
/* Takes a session off, if it is there, and with it those whose team would then sit too often. */
void gh_board_take (GhBoard *board, int session);

typedef enum
{
  GH_MOVED,
  GH_TOO_DEAR, /* nothing is changed: it would cost more than the limit, at least */
  GH_NO_PLACE, /* nothing is changed: no room, team or cover can be found, or a limit forbids it */
} GhMoved;

/* Moves sessions on the board, all different, to other options at once, where no hard pair stands
 * in their way.  Each takes the cheapest room that is free for it; where none is, others may change
 * rooms.  CHANGE is what was foretold. */
GhMoved gh_board_move (GhBoard *board, const GhMove *moves, int n, int64_t change, int64_t limit);

/* Two sessions on the board exchange rooms of one venue. */
GhMoved gh_board_swap_rooms (GhBoard *board, int a, int b, int64_t limit);

/* The cheapest room, in its domain, that is free for a session off the board; -1: none is. */
int gh_board_free_room (const GhBoard *board, int session, int option);
/* The same; where none is free, others may change rooms to free one. */
int gh_board_find_room (GhBoard *board, int session, int option);
/* Others could change rooms so that one is free, by the rooms alone. */
bool gh_board_could_free_room (GhBoard *board, int session, int option);

/* Lays a session at a place with these teams, without asking: both are known to be right. */
void gh_board_lay (GhBoard *board, int session, int option, int room, const int *teams);

int gh_board_mark (const GhBoard *board);
void gh_board_rollback (GhBoard *board, int mark);
/* What has been done so far stays. */
void gh_board_forget (GhBoard *board);

static inline bool
gh_board_has (const GhBoard *board, int session)
{
  return board->option[session] >= 0;
}

static inline bool
gh_board_needs (const GhBoard *board, int session)
{
  return !board->model->sessions[session].optional && !board->model->sessions[session].cancelled;
}
