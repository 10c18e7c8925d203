/* Wishes with prices: which of them to give up, at the least price of all.
 *
 * The solver is asked to grant every wish; the wishes that it cannot grant together cost at least
 * the cheapest of them, and from then on one of them may be given up: lower bound by lower bound
 * up to the least price (core-guided, OLL: Andres et al. 2012, Morgado et al. 2014).
 *
 *   g_autoptr (GhLeast) least = gh_least_new (solver, formula->n_variables);
 *   gh_least_wish (least, literal, price);
 *   if (gh_least_find (least, conflicts) == GH_POSSIBLE)
 *     ... gh_least_holds (least, literal) ... gh_least_bound (least) is the price ...
 *   gh_least_settle (least);     that price is kept to, and other wishes may follow
 */
#pragma once

#include "engine/prove/solver.h"

typedef struct GhLeast GhLeast;

/* SOLVER, whose variables are numbered from 1 to N_VARIABLES, must outlive it. */
GhLeast *gh_least_new (GhSolver *solver, int n_variables);
void gh_least_free (GhLeast *least); /* accepts NULL */

/* A new variable of the solver. */
int gh_least_variable (GhLeast *least);
/* It is wished that LITERAL holds; PRICE above 0.  Wishes for one literal add up. */
void gh_least_wish (GhLeast *least, int literal, int64_t price);
/* An answer is likely to be where LITERAL holds: tried first, and given up as soon as it is in the
 * way.  It changes how soon an answer is found, never its price. */
void gh_least_hint (GhLeast *least, int literal);

/* GH_POSSIBLE: the least price is found, and is the bound.  GH_IMPOSSIBLE: not even if all wishes
 * are given up.  GH_NOT_KNOWN: the conflicts that were allowed are spent; the bound holds, and
 * there may be an answer, dearer than that.  Asking again goes on. */
GhAnswer gh_least_find (GhLeast *least, int most_conflicts);
/* The same, for no more than so many clashes between wishes: the bound is what is wanted. */
GhAnswer gh_least_raise (GhLeast *least, int most_conflicts, int most_clashes);
/* Literals (int) that were wished: the first that were found to clash, not all of which are needed;
 * NULL: none were, since wishes were last forgotten. */
const GArray *gh_least_clash (const GhLeast *least);
/* No way costs less. */
int64_t gh_least_bound (const GhLeast *least);
/* The price of the best answer so far; -1: there is none. */
int64_t gh_least_price (const GhLeast *least);
/* In that answer. */
bool gh_least_holds (const GhLeast *least, int literal);

/* The least price if LITERAL must hold: true, with PRICE (-1: it cannot hold); false: the conflicts
 * were spent, and PRICE is a bound.  After gh_least_find(), whose answer stays what it was. */
bool gh_least_find_with (GhLeast *least, int literal, int most_conflicts, int64_t *price);

/* After GH_POSSIBLE: from now on only answers of that price count.  The wishes are no more, and the
 * bound begins at 0 anew. */
void gh_least_settle (GhLeast *least);
/* The wishes are no more; what was found because of them is not kept to. */
void gh_least_forget (GhLeast *least);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLeast, gh_least_free)
