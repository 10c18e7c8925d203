/* The least price of wishes against brute force, on random clauses: alone, with a literal that must
 * hold, and layer upon layer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/prove/least.h"

#include <stdlib.h>

#define N_PUZZLES 600
#define MANY 100000 /* conflicts: more than any of these needs */

typedef struct
{
  int literal;
  int64_t price;
} Wish;

/* Clauses, and two layers of wishes, the second of less importance than the first. */
typedef struct
{
  GhFormula formula;
  GArray *layers[2]; /* Wish */
} Puzzle;

static int
random_literal (GRand *random, int n_variables)
{
  int variable = 1 + g_rand_int_range (random, 0, n_variables);
  return g_rand_boolean (random) ? variable : -variable;
}

static Puzzle *
puzzle_new (int number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)number);
  Puzzle *puzzle = g_new0 (Puzzle, 1);
  int n = g_rand_int_range (random, 6, 13);
  int n_clauses = g_rand_int_range (random, n, 4 * n);
  int zero = 0;

  puzzle->formula.n_variables = n;
  puzzle->formula.literals = g_array_new (false, false, sizeof (int));
  for (int clause = 0; clause < n_clauses; clause++)
    {
      int size = g_rand_int_range (random, 2, 4);
      for (int at = 0; at < size; at++)
        {
          int literal = random_literal (random, n);
          g_array_append_val (puzzle->formula.literals, literal);
        }
      g_array_append_val (puzzle->formula.literals, zero);
    }
  for (int layer = 0; layer < 2; layer++)
    {
      int n_wishes = g_rand_int_range (random, 1, 2 * n);
      puzzle->layers[layer] = g_array_new (false, false, sizeof (Wish));
      for (int wish = 0; wish < n_wishes; wish++)
        {
          Wish this = { random_literal (random, n), g_rand_int_range (random, 1, 21) };
          g_array_append_val (puzzle->layers[layer], this);
        }
    }
  return puzzle;
}

static void
puzzle_free (Puzzle *puzzle)
{
  g_array_unref (puzzle->formula.literals);
  g_array_unref (puzzle->layers[0]);
  g_array_unref (puzzle->layers[1]);
  g_free (puzzle);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Puzzle, puzzle_free)

/* ---- brute force: bit n-1 of VALUES is variable n ----------------------------------------- */

static bool
holds (int values, int literal)
{
  return (values >> (ABS (literal) - 1) & 1) == (literal > 0);
}

static bool
clauses_hold (const Puzzle *puzzle, int values)
{
  bool holds_one = false;
  for (guint at = 0; at < puzzle->formula.literals->len; at++)
    {
      int literal = g_array_index (puzzle->formula.literals, int, at);
      if (literal != 0)
        holds_one = holds_one || holds (values, literal);
      else if (!holds_one)
        return false;
      else
        holds_one = false;
    }
  return true;
}

static int64_t
price_of (const Puzzle *puzzle, int layer, int values)
{
  int64_t price = 0;
  for (guint at = 0; at < puzzle->layers[layer]->len; at++)
    {
      Wish wish = g_array_index (puzzle->layers[layer], Wish, at);
      price += holds (values, wish.literal) ? 0 : wish.price;
    }
  return price;
}

/* The least price of a layer; of the second one, among those that have the first one at FIRST. With
 * a literal that must hold (0: none).  -1: there is none. */
static int64_t
least_price (const Puzzle *puzzle, int layer, int64_t first, int literal)
{
  int64_t least = -1;
  for (int values = 0; values < 1 << puzzle->formula.n_variables; values++)
    {
      int64_t price;
      if ((literal != 0 && !holds (values, literal)) || !clauses_hold (puzzle, values)
          || (layer > 0 && price_of (puzzle, 0, values) != first))
        continue;
      price = price_of (puzzle, layer, values);
      if (least < 0 || price < least)
        least = price;
    }
  return least;
}

/* ---- the same by cores ------------------------------------------------------------------- */

static void
make_wishes (GhLeast *least, const Puzzle *puzzle, int layer)
{
  for (guint at = 0; at < puzzle->layers[layer]->len; at++)
    {
      Wish wish = g_array_index (puzzle->layers[layer], Wish, at);
      gh_least_wish (least, wish.literal, wish.price);
    }
}

/* The answer that is remembered meets the clauses, at the price that is named. */
static void
assert_answer (const GhLeast *least, const Puzzle *puzzle, int layer, int64_t price)
{
  int values = 0;
  for (int variable = 1; variable <= puzzle->formula.n_variables; variable++)
    values |= gh_least_holds (least, variable) ? 1 << (variable - 1) : 0;
  assert_true (clauses_hold (puzzle, values));
  assert_int_equal (price_of (puzzle, layer, values), price);
}

static void
assert_with_each_literal (GhLeast *least, const Puzzle *puzzle, int layer, int64_t first)
{
  for (int variable = 1; variable <= puzzle->formula.n_variables; variable++)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        int64_t price;
        assert_true (gh_least_find_with (least, sign * variable, MANY, &price));
        assert_int_equal (price, least_price (puzzle, layer, first, sign * variable));
      }
}

static void
the_least_price_is_what_brute_force_finds (void **state)
{
  int n_impossible = 0, n_with_price = 0, n_second = 0;

  for (int number = 0; number < N_PUZZLES; number++)
    {
      g_autoptr (Puzzle) puzzle = puzzle_new (number);
      g_autoptr (GhSolver) solver = gh_solver_new (&puzzle->formula);
      g_autoptr (GhLeast) least = gh_least_new (solver, puzzle->formula.n_variables);
      int64_t first = least_price (puzzle, 0, 0, 0);
      int64_t second = least_price (puzzle, 1, first, 0);
      GhAnswer answer;

      make_wishes (least, puzzle, 0);
      answer = gh_least_find (least, MANY);
      if ((answer == GH_POSSIBLE) != (first >= 0))
        fail_msg ("puzzle %d", number);
      if (first < 0)
        {
          n_impossible++;
          continue;
        }
      if (gh_least_bound (least) != first || gh_least_price (least) != first)
        fail_msg ("puzzle %d", number);
      assert_answer (least, puzzle, 0, first);
      assert_with_each_literal (least, puzzle, 0, 0);
      /* Asking what if has not changed the answer. */
      assert_int_equal (gh_least_price (least), first);
      assert_answer (least, puzzle, 0, first);

      gh_least_settle (least);
      assert_int_equal (gh_least_bound (least), 0);
      make_wishes (least, puzzle, 1);
      assert_int_equal (gh_least_find (least, MANY), GH_POSSIBLE);
      if (gh_least_bound (least) != second || gh_least_price (least) != second)
        fail_msg ("puzzle %d, the second layer", number);
      assert_answer (least, puzzle, 0, first);
      assert_answer (least, puzzle, 1, second);
      assert_with_each_literal (least, puzzle, 1, first);
      n_with_price += first > 0;
      n_second += second > 0;
    }
  print_message ("%d puzzles: %d impossible, %d with a price, %d with a second one\n", N_PUZZLES,
                 n_impossible, n_with_price, n_second);
  assert_true (n_impossible > N_PUZZLES / 20 && n_with_price > N_PUZZLES / 4
               && n_second > N_PUZZLES / 4);
}

/* However often it is cut short, no bound is above the least price, no answer below it, and asked
 * often enough it gets there. */
static void
bounds_hold_when_it_is_cut_short (void **state)
{
  int n_cut_short = 0, n_if_cut_short = 0;

  for (int number = 0; number < N_PUZZLES; number++)
    {
      g_autoptr (Puzzle) puzzle = puzzle_new (N_PUZZLES + number);
      g_autoptr (GhSolver) solver = gh_solver_new (&puzzle->formula);
      g_autoptr (GhLeast) least = gh_least_new (solver, puzzle->formula.n_variables);
      int64_t first = least_price (puzzle, 0, 0, 0);
      int literal = number % 2 == 0 ? 1 : -2;
      GhAnswer answer;
      int64_t price;

      make_wishes (least, puzzle, 0);
      while ((answer = gh_least_find (least, 1)) == GH_NOT_KNOWN)
        {
          n_cut_short++;
          assert_true (first < 0 || gh_least_bound (least) <= first);
          assert_true (gh_least_price (least) < 0 || gh_least_price (least) >= first);
        }
      assert_int_equal (answer == GH_POSSIBLE, first >= 0);
      if (first < 0)
        continue;
      assert_int_equal (gh_least_bound (least), first);
      if (gh_least_find_with (least, literal, 0, &price))
        assert_int_equal (price, least_price (puzzle, 0, 0, literal));
      else
        {
          int64_t known = least_price (puzzle, 0, 0, literal);
          n_if_cut_short++;
          assert_true (known < 0 || price <= known);
        }
      assert_int_equal (gh_least_bound (least), first);
      assert_answer (least, puzzle, 0, first);
    }
  print_message ("cut short %d times, and %d what-ifs\n", n_cut_short, n_if_cut_short);
  assert_true (n_cut_short > N_PUZZLES / 10 && n_if_cut_short > 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_least_price_is_what_brute_force_finds),
    cmocka_unit_test (bounds_hold_when_it_is_cut_short),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
