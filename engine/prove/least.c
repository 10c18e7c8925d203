#include "engine/prove/least.h"

/* Conflicts and decisions for one attempt to make a core smaller, and cores that are too large to
 * try it.  Few decisions show that a few wishes clash; that they do not takes a whole programme
 * (half of all time where half of Kigali's seats are gone). */
#define CONFLICTS_TO_SHRINK 100
#define DECISIONS_TO_SHRINK 100
#define MOST_TO_SHRINK 12

/* Cores for one what-if. */
#define CORES_IF 12

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
  GArray *wishes;  /* Wish */
  GArray *assumed; /* int: what must hold in a what-if */
  GArray *hints;   /* int: what is tried to hold */
  GPtrArray *counters;
  GArray *clash; /* int: the first core */
  int64_t bound;
  bool is_what_if;    /* its answers are not remembered */
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
  this->assumed = g_array_new (false, false, sizeof (int));
  this->hints = g_array_new (false, false, sizeof (int));
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
  g_array_unref (this->assumed);
  g_array_unref (this->hints);
  g_ptr_array_unref (this->counters);
  g_clear_pointer (&this->clash, g_array_unref);
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
}

void
gh_least_hint (GhLeast *this, int literal)
{
  g_array_append_val (this->hints, literal);
}

const GArray *
gh_least_clash (const GhLeast *this)
{
  return this->clash;
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

static void
assume_all (GhLeast *this, const GArray *literals)
{
  for (guint at = 0; at < literals->len; at++)
    gh_solver_assume (this->solver, g_array_index (literals, int, at));
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

/* Grants the wishes near the hints: those that are in the way are given up, until there is an
 * answer or wishes clash without any. */
static GhAnswer
ask (GhLeast *this, const GArray *wished, int most_conflicts)
{
  for (;;)
    {
      GhAnswer answer;
      guint kept = 0;

      assume_all (this, this->assumed);
      assume_all (this, wished);
      assume_all (this, this->hints);
      answer = gh_solver_solve (this->solver, most_conflicts);
      if (answer == GH_POSSIBLE || this->hints->len == 0)
        return answer;
      for (guint at = 0; at < this->hints->len; at++)
        {
          int hint = g_array_index (this->hints, int, at);
          if (answer == GH_IMPOSSIBLE && !gh_solver_failed (this->solver, hint))
            g_array_index (this->hints, int, kept++) = hint;
        }
      if (answer == GH_IMPOSSIBLE && kept == this->hints->len)
        return answer;
      g_array_set_size (this->hints, kept);
    }
}

/* These alone clash, as is soon found out. */
static bool
do_soon_clash (GhLeast *this, const GArray *literals)
{
  assume_all (this, this->assumed);
  assume_all (this, literals);
  return gh_solver_try (this->solver, CONFLICTS_TO_SHRINK, DECISIONS_TO_SHRINK) == GH_IMPOSSIBLE;
}

/* Tries to do without each literal of a core. */
static void
shrink (GhLeast *this, GArray *core)
{
  for (guint at = 0; core->len > 1 && core->len <= MOST_TO_SHRINK && at < core->len;)
    {
      int literal = g_array_index (core, int, at);
      g_array_remove_index (core, at);
      if (!do_soon_clash (this, core))
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
  if (this->is_what_if)
    return;
  g_byte_array_set_size (this->answer, (guint)this->n_variables + 1);
  for (int variable = 1; variable <= this->n_variables; variable++)
    this->answer->data[variable] = gh_solver_holds (this->solver, variable);
}

/* What is still wished: all of it at once.  Dear wishes alone would leave the solver a whole
 * programme to find, where with all of them nearly everything is as it was. */
static GArray *
list_wished (const GhLeast *this)
{
  GArray *literals = g_array_new (false, false, sizeof (int));
  for (guint at = 0; at < this->wishes->len; at++)
    if (wish_at (this, at)->price > 0)
      g_array_append_val (literals, wish_at (this, at)->literal);
  return literals;
}

static GhAnswer
find (GhLeast *this, int most_conflicts, int most_cores)
{
  for (int n_cores = 0; n_cores < most_cores; n_cores++)
    {
      g_autoptr (GArray) wished = list_wished (this);
      g_autoptr (GArray) core = NULL;
      GhAnswer answer = ask (this, wished, most_conflicts);

      if (answer == GH_NOT_KNOWN)
        return answer;
      if (answer == GH_POSSIBLE)
        {
          remember (this);
          return GH_POSSIBLE;
        }
      core = used_of (this, wished);
      if (core->len == 0)
        return GH_IMPOSSIBLE;
      shrink (this, core);
      /* None of them is to blame: there was no answer before. */
      if (core->len == 0)
        return GH_IMPOSSIBLE;
      if (this->clash == NULL && !this->is_what_if)
        this->clash = g_array_ref (core);
      pay (this, core);
      if (this->best >= 0 && this->best <= this->bound)
        return GH_POSSIBLE;
    }
  return GH_NOT_KNOWN;
}

GhAnswer
gh_least_find (GhLeast *this, int most_conflicts)
{
  return find (this, most_conflicts, INT_MAX);
}

GhAnswer
gh_least_raise (GhLeast *this, int most_conflicts, int most_clashes)
{
  return find (this, most_conflicts, most_clashes);
}

bool
gh_least_find_with (GhLeast *this, int literal, int most_conflicts, int64_t *price)
{
  GArray *wishes = this->wishes;
  int64_t bound = this->bound;
  int64_t best = this->best;
  GhAnswer answer;

  this->wishes = g_array_copy (wishes);
  this->is_what_if = true;
  g_array_append_val (this->assumed, literal);
  this->best = -1;
  answer = find (this, most_conflicts, CORES_IF);
  *price = answer == GH_IMPOSSIBLE ? -1 : this->bound;

  g_array_unref (this->wishes);
  this->wishes = wishes;
  this->bound = bound;
  this->best = best;
  this->is_what_if = false;
  g_array_set_size (this->assumed, this->assumed->len - 1);
  return answer != GH_NOT_KNOWN;
}

void
gh_least_forget (GhLeast *this)
{
  g_array_set_size (this->hints, 0);
  g_array_set_size (this->wishes, 0);
  g_array_set_size (this->originals, 0);
  g_ptr_array_set_size (this->counters, 0);
  g_clear_pointer (&this->clash, g_array_unref);
  this->bound = 0;
  this->best = -1;
}

void
gh_least_settle (GhLeast *this)
{
  for (guint at = 0; at < this->wishes->len; at++)
    if (wish_at (this, at)->price > 0)
      gh_solver_add (this->solver, &wish_at (this, at)->literal, 1);
  gh_least_forget (this);
}
