/* What the days of people who must be there cost, as placed: rules short-night, long-run, lone-day.
 *
 * A diary is one person as some of these rules see them: which sessions count.  Most diaries are
 * simple: all their sessions count alike and can never overlap.  Simple diaries of one kind are
 * columns of bits and counted 512 at a time (kernels.h); the others are counted one by one.
 */
#pragma once

#include "engine/demands/demands.h"

typedef struct GhPeople GhPeople;

/* A session goes to an option of its domain, or (-1) off the board. */
typedef struct
{
  int session;
  int option;
} GhMove;

GhPeople *gh_people_new (const GhDemands *demands);
void gh_people_free (GhPeople *people);

/* By how much the cost changes if these sessions, all different, move; something above LIMIT as
 * soon as it is certain to be above. */
int64_t gh_people_foretell (GhPeople *people, const GhMove *moves, int n, int64_t limit);
/* Moves them, and returns the same. */
int64_t gh_people_apply (GhPeople *people, const GhMove *moves, int n);

/* Days are told apart where a rule asks (else there are none): how many, what one of them costs
 * simple diaries, as placed and nights apart, and on which one an option of a session begins
 * (option -1: on day -1). */
int gh_people_n_days (const GhPeople *people);
int64_t gh_people_day_cost (const GhPeople *people, int day);
int gh_people_day_of (const GhPeople *people, int session, int option);
