#include "engine/prove/least.h"

/* Conflicts for one attempt to make a core smaller, and cores that are too large to try it. */
#define CONFLICTS_TO_SHRINK 1000
#define MOST_TO_SHRINK 60

/* A wish, as far as it has not been paid for. */
typedef struct
{
  int literal;
  int64_t price;
  int counter; /* of a core: it says that no more than `count` of that are given up; -1: none */
  int count;
} Wish;

/* The wishes of a core, counted: output n (from 0) holds when more than n of them are given up. */
typedef struct
{
  GArray *outputs; /* int */
} Counter;

struct GhLeast
{
  GhSolver *solver;
  int n_variables;
  GArray *wishes; /* Wish */
  int assumed;    /* a literal that must hold just now; 0: none */
  GPtrArray *counters;
  int64_t bound;
  int64_t stratum;    /* wishes of less than this price wait */
  int64_t best;       /* -1: no answer yet */
  GByteArray *answer; /* by variable */
  GArray *originals;  /* Wish, as they were made: what an answer's price is */
};

static void
free_counter (gpointer data)
{
  Counter *counter = data;
  g_array_unref (counter->outputs);
  g_free (counter);
}

GhLeast *
gh_least_new (GhSolver *solver, int n_variables)
{
  GhLeast *this = g_new0 (GhLeast, 1);
  this->solver = solver;
  this->n_variables = n_variables;
  this->wishes = g_array_new (false, false, sizeof (Wish));
  this->originals = g_array_new (false, false, sizeof (Wish));
  this->counters = g_ptr_array_new_with_free_func (free_counter);
  this->best = -1;
  this->answer = g_byte_array_new ();
  return this;
}

void
gh_least_free (GhLeast *this)
{
  if (this == NULL)
    return;
  g_array_unref (this->wishes);
  g_array_unref (this->originals);
  g_ptr_array_unref (this->counters);
  g_byte_array_unref (this->answer);
  g_free (this);
}

int
gh_least_variable (GhLeast *this)
{
  return ++this->n_variables;
}

static Wish *
wish_at (const GhLeast *this, guint at)
{
  return &g_array_index (this->wishes, Wish, at);
}

static void
add_wish (GhLeast *this, Wish wish)
{
  for (guint at = 0; at < this->wishes->len; at++)
    if (wish_at (this, at)->literal == wish.literal)
      {
        wish_at (this, at)->price += wish.price;
        return;
      }
  g_array_append_val (this->wishes, wish);
}

void
gh_least_wish (GhLeast *this, int literal, int64_t price)
{
  Wish wish = { literal, price, -1, 0 };
  add_wish (this, wish);
  g_array_append_val (this->originals, wish);
  this->best = -1;
  this->stratum = MAX (this->stratum, price);
}

int64_t
gh_least_bound (const GhLeast *this)
{
  return this->bound;
}

int64_t
gh_least_price (const GhLeast *this)
{
  return this->best;
}

bool
gh_least_holds (const GhLeast *this, int literal)
{
  return this->answer->data[ABS (literal)] == (literal > 0);
}

/* ---- counting ---------------------------------------------------------------------------- */

static void
add_clause (GhLeast *this, int a, int b, int c)
{
  int literals[3] = { a, b, c };
  gh_solver_add (this->solver, literals, c != 0 ? 3 : 2);
}

/* Outputs that count two lists of outputs together (a totalizer: Bailleux and Boufkhad 2003), in
 * the direction that is needed: as soon as so many hold. */
static GArray *
add_up (GhLeast *this, const GArray *left, const GArray *right)
{
  GArray *sum = g_array_new (false, false, sizeof (int));
  for (guint at = 0; at < left->len + right->len; at++)
    {
      int output = gh_least_variable (this);
      g_array_append_val (sum, output);
    }
  for (guint a = 0; a <= left->len; a++)
    for (guint b = 0; b <= right->len; b++)
      {
        int output;
        if (a + b == 0)
          continue;
        output = g_array_index (sum, int, a + b - 1);
        if (a == 0)
          add_clause (this, -g_array_index (right, int, b - 1), output, 0);
        else if (b == 0)
          add_clause (this, -g_array_index (left, int, a - 1), output, 0);
        else
          add_clause (this, -g_array_index (left, int, a - 1), -g_array_index (right, int, b - 1),
                      output);
      }
  return sum;
}

static GArray *
count_given_up (GhLeast *this, const int *literals, guint n)
{
  g_autoptr (GArray) left = NULL;
  g_autoptr (GArray) right = NULL;

  if (n == 1)
    {
      GArray *one = g_array_new (false, false, sizeof (int));
      int given_up = -literals[0];
      g_array_append_val (one, given_up);
      return one;
    }
  left = count_given_up (this, literals, n / 2);
  right = count_given_up (this, literals + n / 2, n - n / 2);
  return add_up (this, left, right);
}

/* ---- cores ------------------------------------------------------------------------------- */

static GhAnswer
ask (GhLeast *this, const GArray *literals, int most_conflicts)
{
  if (this->assumed != 0)
    gh_solver_assume (this->solver, this->assumed);
  for (guint at = 0; at < literals->len; at++)
    gh_solver_assume (this->solver, g_array_index (literals, int, at));
  return gh_solver_solve (this->solver, most_conflicts);
}

/* Of the literals, those that the solver used. */
static GArray *
used_of (GhLeast *this, const GArray *literals)
{
  GArray *used = g_array_new (false, false, sizeof (int));
  for (guint at = 0; at < literals->len; at++)
    {
      int literal = g_array_index (literals, int, at);
      if (gh_solver_failed (this->solver, literal))
        g_array_append_val (used, literal);
    }
  return used;
}

/* Tries to do without each literal of a core. */
static void
shrink (GhLeast *this, GArray *core)
{
  for (guint at = 0; core->len > 1 && core->len <= MOST_TO_SHRINK && at < core->len;)
    {
      int literal = g_array_index (core, int, at);
      g_array_remove_index (core, at);
      if (ask (this, core, CONFLICTS_TO_SHRINK) != GH_IMPOSSIBLE)
        {
          g_array_insert_val (core, at, literal);
          at++;
          continue;
        }
      g_autoptr (GArray) used = used_of (this, core);
      /* What came before AT is needed, as was found. */
      if (used->len < core->len)
        {
          g_array_set_size (core, 0);
          g_array_append_vals (core, used->data, used->len);
          at = MIN (at, core->len);
        }
    }
}

static Wish *
find_wish (GhLeast *this, int literal)
{
  for (guint at = 0; at < this->wishes->len; at++)
    if (wish_at (this, at)->literal == literal)
      return wish_at (this, at);
  return NULL;
}

/* At least one wish of the core is given up: the cheapest price of them is owed, and what they cost
 * beyond that is still wished. */
static void
pay (GhLeast *this, const GArray *core)
{
  int64_t price = INT64_MAX;

  for (guint at = 0; at < core->len; at++)
    price = MIN (price, find_wish (this, g_array_index (core, int, at))->price);
  this->bound += price;
  for (guint at = 0; at < core->len; at++)
    {
      Wish *wish = find_wish (this, g_array_index (core, int, at));
      int counter = wish->counter;
      int next = wish->count + 1;
      wish->price -= price;
      /* One more of an earlier core may be given up. */
      if (counter >= 0)
        {
          const Counter *of = this->counters->pdata[counter];
          if (next < (int)of->outputs->len)
            add_wish (this,
                      (Wish){ -g_array_index (of->outputs, int, next), price, counter, next });
        }
    }
  if (core->len > 1)
    {
      Counter *counter = g_new0 (Counter, 1);
      counter->outputs = count_given_up (this, (const int *)(gpointer)core->data, core->len);
      g_ptr_array_add (this->counters, counter);
      add_wish (this, (Wish){ -g_array_index (counter->outputs, int, 1), price,
                              (int)this->counters->len - 1, 1 });
    }
}

/* ---- answers ----------------------------------------------------------------------------- */

static void
remember (GhLeast *this)
{
  int64_t price = 0;
  for (guint at = 0; at < this->originals->len; at++)
    {
      const Wish *wish = &g_array_index (this->originals, Wish, at);
      price += gh_solver_holds (this->solver, wish->literal) ? 0 : wish->price;
    }
  if (this->best >= 0 && price >= this->best)
    return;
  this->best = price;
  if (this->assumed != 0)
    return;
  g_byte_array_set_size (this->answer, (guint)this->n_variables + 1);
  for (int variable = 1; variable <= this->n_variables; variable++)
    this->answer->data[variable] = gh_solver_holds (this->solver, variable);
}

/* The wishes that do not wait. */
static GArray *
list_wished (const GhLeast *this)
{
  GArray *literals = g_array_new (false, false, sizeof (int));
  for (guint at = 0; at < this->wishes->len; at++)
    if (wish_at (this, at)->price >= MAX (1, this->stratum))
      g_array_append_val (literals, wish_at (this, at)->literal);
  return literals;
}

/* Cheaper wishes join in; false: there are none. */
static bool
lower (GhLeast *this)
{
  int64_t below = 0;
  int64_t half = 0;
  for (guint at = 0; at < this->wishes->len; at++)
    {
      int64_t price = wish_at (this, at)->price;
      if (price < this->stratum)
        below = MAX (below, price);
      if (price <= this->stratum / 2)
        half = MAX (half, price);
    }
  if (below == 0)
    return false;
  this->stratum = half > 0 ? half : below;
  return true;
}

GhAnswer
gh_least_find (GhLeast *this, int most_conflicts)
{
  for (;;)
    {
      g_autoptr (GArray) wished = list_wished (this);
      g_autoptr (GArray) core = NULL;
      GhAnswer answer = ask (this, wished, most_conflicts);

      if (answer == GH_NOT_KNOWN)
        return answer;
      if (answer == GH_POSSIBLE)
        {
          remember (this);
          if (this->best <= this->bound || !lower (this))
            return GH_POSSIBLE;
          continue;
        }
      core = used_of (this, wished);
      if (core->len == 0)
        return GH_IMPOSSIBLE;
      shrink (this, core);
      pay (this, core);
      if (this->best >= 0 && this->best <= this->bound)
        return GH_POSSIBLE;
    }
}

bool
gh_least_find_with (GhLeast *this, int literal, int most_conflicts, int64_t *price)
{
  GArray *wishes = this->wishes;
  int64_t bound = this->bound;
  int64_t best = this->best;
  int64_t stratum = this->stratum;
  GhAnswer answer;

  this->wishes = g_array_copy (wishes);
  this->assumed = literal;
  this->best = -1;
  answer = gh_least_find (this, most_conflicts);
  *price = answer == GH_IMPOSSIBLE ? -1 : this->bound;

  g_array_unref (this->wishes);
  this->wishes = wishes;
  this->bound = bound;
  this->best = best;
  this->stratum = stratum;
  this->assumed = 0;
  return answer != GH_NOT_KNOWN;
}

void
gh_least_settle (GhLeast *this)
{
  for (guint at = 0; at < this->wishes->len; at++)
    if (wish_at (this, at)->price > 0)
      gh_solver_add (this->solver, &wish_at (this, at)->literal, 1);
  g_array_set_size (this->wishes, 0);
  g_array_set_size (this->originals, 0);
  g_ptr_array_set_size (this->counters, 0);
  this->bound = 0;
  this->stratum = 0;
  this->best = -1;
}
