/* Ways out of impossible conferences against brute force: each is one, none is part of another, and
 * none that is cheaper than the cheapest exists, by trying every set of demands that could be given
 * up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/prove/lift.h"
#include "engine/prove/prove.h"
#include "tests/engine/random-model.h"

#include <stdlib.h>

#define N_MODELS 15
#define N_SESSIONS 4
#define MOST_NODES 300000 /* places that are tried for one set */
#define MOST_SETS 500     /* sets that are tried for one conference */

/* Something that could be given up. */
typedef struct
{
  char *name;
  GhAsked asked; /* its sentence is owned */
  char *sentence;
  int price;
} Way;

static void
free_way (gpointer data)
{
  Way *way = data;
  g_free (way->name);
  g_free (way->asked.sentence);
  g_free (way->sentence);
  g_free (way);
}

static int
compare_ways (gconstpointer a, gconstpointer b)
{
  const Way *left = *(const Way *const *)a;
  const Way *right = *(const Way *const *)b;
  return left->price < right->price ? -1 : left->price > right->price;
}

/* A conference of an hour to three, with few sessions; many of them are impossible. */
static GhModel *
crowded_model (int number)
{
  GhModel *model = random_small_model (number, N_SESSIONS);
  gh_times_subtract (model->conference.hours, (9 + number % 3) * 60, GH_END);
  return model;
}

static GhModel *
model_again (gpointer data)
{
  return crowded_model (*(const int *)data);
}

/* ---- everything that could be given up ---------------------------------------------------- */

static void
add_way (GPtrArray *ways, const GhDemands *demands, const GhAsked *asked)
{
  const GhModel *model = demands->model;
  g_autofree char *name = gh_lift_name (model, asked);
  Way *way;
  for (guint at = 0; at < ways->len; at++)
    if (g_str_equal (((const Way *)ways->pdata[at])->name, name))
      return;
  way = g_new0 (Way, 1);
  way->name = g_steal_pointer (&name);
  way->asked = *asked;
  way->asked.sentence = gh_asked_say (model, demands, asked);
  way->sentence = gh_lift_say (model, &way->asked);
  way->price = gh_lift_price (model, asked);
  g_ptr_array_add (ways, way);
}

static GPtrArray *
list_ways (const GhModel *model)
{
  GPtrArray *ways = g_ptr_array_new_with_free_func (free_way);
  GhDemands *demands = gh_demands_new (model, (GhLessons){ .leave_out_speeches = true });
  GhCase *this = gh_case_new (demands);

  for (guint entry = 0; entry < this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      for (guint next = entry + 1; asked->asks == GH_ASKS_PERSON && next < this->asked->len; next++)
        {
          const GhAsked *other = this->asked->pdata[next];
          GhAsked both = *asked;
          both.other = other->session;
          if (other->asks == GH_ASKS_PERSON && other->number == asked->number)
            add_way (ways, demands, &both);
        }
      if (asked->asks != GH_ASKS_PERSON)
        add_way (ways, demands, asked);
    }
  gh_case_free (this);
  gh_demands_free (demands);
  g_ptr_array_sort (ways, compare_ways);
  return ways;
}

/* ---- trying ------------------------------------------------------------------------------ */

typedef struct
{
  int number; /* of the model */
  const GPtrArray *ways;
  GArray *chosen; /* const GhAsked * */
  int sets;
  bool is_known; /* no set took too long to try */
} Trying;

static bool
is_way_out (Trying *trying)
{
  g_autoptr (GhModel) model = crowded_model (trying->number);
  int nodes = MOST_NODES;
  GhDemands *demands;
  GhBoard *board;
  bool is_possible;

  for (guint at = 0; at < trying->chosen->len; at++)
    gh_lift (model, g_array_index (trying->chosen, const GhAsked *, at));
  demands = gh_demands_new (model, (GhLessons){ 0 });
  board = gh_board_new (demands);
  is_possible = try_to_complete (board, 0, &nodes);
  gh_board_free (board);
  gh_demands_free (demands);
  trying->is_known = trying->is_known && (is_possible || nodes > 0);
  return is_possible;
}

/* Some set of ways from FIRST on, beside those that are chosen, costs less than PRICE and is a way
 * out; it is left chosen. */
static bool
find_cheaper (Trying *trying, guint first, int price)
{
  for (guint at = first; at < trying->ways->len; at++)
    {
      const Way *way = trying->ways->pdata[at];
      const GhAsked *asked = &way->asked;
      if (way->price >= price) /* and so are all that follow */
        return false;
      if (--trying->sets < 0)
        {
          trying->is_known = false;
          return false;
        }
      g_array_append_val (trying->chosen, asked);
      if (is_way_out (trying) || find_cheaper (trying, at + 1, price - way->price))
        return true;
      g_array_set_size (trying->chosen, trying->chosen->len - 1);
    }
  return false;
}

static char *
say_chosen (const Trying *trying)
{
  g_autoptr (GhModel) model = crowded_model (trying->number);
  GString *text = g_string_new (NULL);
  for (guint at = 0; at < trying->chosen->len; at++)
    {
      GhAsked asked = *g_array_index (trying->chosen, const GhAsked *, at);
      g_autofree char *name = gh_lift_name (model, &asked);
      g_string_append_printf (text, "%s%s (%d)", at == 0 ? "" : ", ", name,
                              gh_lift_price (model, &asked));
    }
  return g_string_free (text, false);
}

/* ---- what is told ------------------------------------------------------------------------ */

static const Way *
way_of (const GPtrArray *ways, const char *sentence)
{
  for (guint at = 0; at < ways->len; at++)
    if (g_str_equal (((const Way *)ways->pdata[at])->sentence, sentence))
      return ways->pdata[at];
  return NULL;
}

/* All that would be given up is chosen; false: some of it only comes up once something else has
 * been given up. */
static bool
choose (Trying *trying, const GhRepair *repair)
{
  g_array_set_size (trying->chosen, 0);
  for (guint at = 0; at < repair->sentences->len; at++)
    {
      const Way *way = way_of (trying->ways, repair->sentences->pdata[at]);
      const GhAsked *asked = way != NULL ? &way->asked : NULL;
      if (asked == NULL)
        return false;
      g_array_append_val (trying->chosen, asked);
    }
  return true;
}

static bool
contains (const GhRepair *repair, const GhRepair *part)
{
  for (guint at = 0; at < part->sentences->len; at++)
    {
      bool has = false;
      for (guint other = 0; other < repair->sentences->len; other++)
        has = has || g_str_equal (repair->sentences->pdata[other], part->sentences->pdata[at]);
      if (!has)
        return false;
    }
  return true;
}

/* How many of the ways out were found to be so; each contains no other one. */
static int
check_menu (Trying *trying, const GPtrArray *menu)
{
  int n_tried = 0;
  for (guint at = 0; at < menu->len; at++)
    {
      const GhRepair *repair = menu->pdata[at];
      for (guint other = 0; other < menu->len; other++)
        if (other != at && contains (repair, menu->pdata[other]))
          fail_msg ("model %d: one way out contains another: %s", trying->number,
                    (const char *)repair->sentences->pdata[0]);
      trying->is_known = true;
      if (!choose (trying, repair))
        continue;
      n_tried++;
      if (!is_way_out (trying) && trying->is_known)
        fail_msg ("model %d: no way out: %s ...", trying->number,
                  (const char *)repair->sentences->pdata[0]);
    }
  g_array_set_size (trying->chosen, 0);
  trying->is_known = true;
  return n_tried;
}

/* ---- the test ---------------------------------------------------------------------------- */

static void
the_cheapest_way_out_is_told (void **state)
{
  int n_models = *(const int *)*state;
  int n_impossible = 0, n_known = 0, n_dearer = 0, n_ways = 0, n_tried = 0;

  for (int number = 0; number < n_models; number++)
    {
      g_autoptr (GhModel) model = crowded_model (number);
      g_autoptr (GhHardest) hardest = gh_hardest_find (model);
      g_autoptr (GPtrArray) proofs = gh_prove (model, hardest);
      for (guint at = 0; at < hardest->missing->len; at++)
        assert_int_equal (g_array_index (hardest->order, int, at),
                          g_array_index (hardest->missing, int, at));
      g_autoptr (GPtrArray) ways = list_ways (model);
      g_autoptr (GArray) chosen = g_array_new (false, false, sizeof (const GhAsked *));
      Trying trying = { number, ways, chosen, MOST_SETS, true };
      g_autoptr (GPtrArray) menu = NULL;
      const GhRepair *first;

      if (proofs->len == 0)
        continue;
      menu = gh_repair_menu (model, proofs, hardest, model_again, &number);
      n_impossible++;
      n_ways += (int)menu->len;
      assert_true (menu->len > 0);
      n_tried += check_menu (&trying, menu);
      first = menu->pdata[0];
      if (find_cheaper (&trying, 0, first->price))
        {
          g_autofree char *cheaper = say_chosen (&trying);
          print_message ("model %d: %s, not only %s (%d)\n", number, cheaper,
                         (const char *)first->sentences->pdata[0], first->price);
          n_dearer++;
        }
      n_known += trying.is_known;
    }
  print_message (
      "%d models, %d of them impossible, %d ways out in all; all cheaper sets were tried "
      "for %d, and %d had one\n",
      n_models, n_impossible, n_ways, n_known, n_dearer);
  assert_int_equal (n_dearer, 0);
}

/* test-repair [N]: so many conferences. */
int
main (int argc, char **argv)
{
  int n_models = argc > 1 ? atoi (argv[1]) : N_MODELS;
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_prestate (the_cheapest_way_out_is_told, &n_models),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
