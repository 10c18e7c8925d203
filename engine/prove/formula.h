/* A case as clauses, for a solver (solver.h) or for a file that anybody's solver reads.
 *
 * A session's start is told by a ladder: variable n of it says "at its n-th possible start or
 * later" (Tamura et al. 2009, order encoding), and by a variable for each start that lies between
 * others: a ladder alone cannot say "not then", and a solver learns little from it.  Each room that
 * it could have is a variable; one of them holds.  Every demand has a selector, which is in all its
 * clauses: the demand counts as soon as its selector does.
 *
 * `wide` keeps the demands about a session's own starts and rooms as demands with selectors, over
 * all places that it would have without any one of them; otherwise they are taken for granted, and
 * the formula is much smaller.
 */
#pragma once

#include "engine/prove/case.h"

/* A session among the variables. */
typedef struct
{
  GArray *starts; /* GhMinute, ascending; NULL: the session is not in the formula */
  GArray *rooms;  /* int; empty where it needs none */
  int ladder;     /* the variable of "at its start number 1 or later"; number 0 always is */
  int at;         /* the variable of "at its start number 1"; of those before the last */
  int room;       /* the variable of its first room; of several that hold any one will do */
} GhPart;

/* Which of its starts this is; -1: none. */
int gh_part_number_of (const GhPart *part, GhMinute start);
/* "At its start number N or later"; 0: certainly, or never, as the caller knows. */
int gh_part_from (const GhPart *part, int n);
/* "At its start number N"; 0: it has no other. */
int gh_part_at (const GhPart *part, int n);
/* "In the room"; 0: it cannot have that. */
int gh_part_in_room (const GhPart *part, int room);

typedef struct
{
  int n_variables;
  int n_sessions;
  GhPart *parts;    /* by session */
  GArray *literals; /* int, clauses one after another, each ended by 0 */
  int n_clauses;
  int *selectors; /* by entry of the case's demands: its variable; 0: it has none here */
  int n_selectors;
} GhFormula;

GhFormula *gh_formula_new (GhCase *this, bool wide);
/* Some demands, a set of entries, are taken for granted: they have no selector and make no clause
 * longer, so there is less to write, and much less for a solver to read. */
GhFormula *gh_formula_new_granted (GhCase *this, const GhBits *granted);

/* A literal holds, or a price is paid. */
typedef struct
{
  int literal;
  int64_t price;
} GhPriced;

/* A formula that takes all demands for granted, and also knows what soft rules cost: a programme
 * that holds all sessions of the case pays CERTAIN and the price of each wish (GhPriced, added to
 * WISHES) that it cannot grant, or more; rules that clauses do not know cost nothing here
 * (keep-group, what speeches cost). */
GhFormula *gh_formula_new_priced (GhCase *this, GArray *wishes, int64_t *certain);
void gh_formula_free (GhFormula *formula);

/* In the format of the DIMACS challenge (1993), as "p cnf": the clauses, then a comment and a unit
 * clause for each demand. */
void gh_formula_print (const GhFormula *formula, const GhCase *this, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFormula, gh_formula_free)
