/* The book of teams: which crew works where.
 *
 * A session on the board has exactly the teams that it asks for, and each team's duties are within
 * its sittings, rest and counts: that always holds.
 */
#pragma once

#include "engine/board/duties.h"

typedef struct
{
  int n, size;
  int *sessions; /* by start */
} GhDuties;

/* Whether a team's duties were right before some were dealt out. */
typedef enum
{
  GH_KEPT_UNSEEN, /* nobody has looked yet */
  GH_KEPT_RIGHT,
  GH_KEPT_WRONG,
} GhKept;

typedef struct
{
  const GhDemands *demands;
  const GhModel *model;
  int *first_slot;    /* by session: where its teams are in slots; one more at the end */
  const char **kinds; /* by slot: the kind of team that is asked for */
  int *slots;         /* by slot: the team, or -1 */
  GhDuties *duties;   /* by team */
  int *keys;          /* scratch, by team */
  GhKept *kept;       /* scratch, by team */
  int *orders;        /* scratch: depth * n_teams */
  int nodes;          /* scratch: left in the search for an assignment */
} GhTeamBook;

GhTeamBook *gh_team_book_new (const GhDemands *demands);
void gh_team_book_free (GhTeamBook *book);

/* Finds teams for a session, which PLACEMENTS place already; may change those of others of the same
 * kind on the same day.  Before a session's teams change, BEFORE is called for it.  False, with
 * nothing changed, when there are none. */
typedef void (*GhTeamsBefore) (int session, gpointer data);
bool gh_team_book_assign (GhTeamBook *book, const GhPlacement *placements, int session,
                          GhTeamsBefore before, gpointer data);
/* Takes a session's teams away, or gives it these (n as many as it asks for, in slot order). */
void gh_team_book_release (GhTeamBook *book, int session);
void gh_team_book_set (GhTeamBook *book, const GhPlacement *placements, int session,
                       const int *teams);
/* Those teams (int) in the order of the session's slots; -1 for a slot that none is left for.  The
 * caller's. */
int *gh_team_book_slots (const GhTeamBook *book, int session, const GArray *teams);
bool gh_team_book_needs (const GhTeamBook *book, int session);
