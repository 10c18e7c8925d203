/* The ways out of an impossible conference, the cheapest first.
 *
 * Each proof has to lose one of its demands.  So the cheapest set of demands that hits all proofs
 * so far is given up, and the conference is tried: where it still is impossible, there is one proof
 * more (implicit hitting sets: Reiter 1987, Moreno-Centeno and Karp 2013); where it can be held,
 * that is a way out, and no cheaper one that contains none of those before it has been passed over.
 *
 * Large conferences have too many such sets to try.  Therefore one way out comes from a search:
 * what it could not place is left out.
 */
#include "engine/prove/lift.h"
#include "engine/prove/prove.h"

#include <string.h>

/* Ways out that are told. */
#define MOST_REPAIRS 6
/* Conferences that are tried for them: so many sessions all in all (one of a conference in which a
 * search has to be made counts several times), but this many conferences at least and at most. */
#define MOST_SESSIONS_TRIED 4000
#define COST_OF_A_SEARCH 12
#define FEWEST_TRIES 1
#define MOST_TRIES 40
/* Sessions that are left out, each in a sentence of its own. */
#define MOST_LEFT_OUT_EACH 5
/* Sets that are looked at to find the cheapest. */
#define MOST_NODES 200000
/* Ways out that are told of one kind: with more of them, each of many sessions would be left out
 * alone. */
#define MOST_ALIKE 2
/* A price weighs more than all that can be regretted. */
#define WEIGHT_OF_A_PRICE 100000

/* One thing that could be given up. */
typedef struct
{
  char *name;
  GhAsked asked; /* one of those of that name; its sentence is owned */
  char *sentence;
  int price;
  int64_t weight; /* the price, and among those of one price what is regretted least */
  int before;     /* the way that this one repeats (a second team), and which comes first; -1 */
} Way;

typedef struct
{
  GhFreshModel fresh;
  gpointer data;
  GPtrArray *ways;     /* Way */
  GPtrArray *clashes;  /* GArray of int: ways, ascending by price; one of them has to be given up */
  GPtrArray *found;    /* GArray of int: sets that are ways out, or were not known to be */
  GPtrArray *ways_out; /* GArray of int: those of them that are */

  GArray *chosen;   /* int: scratch of the search for the cheapest set */
  GArray *cheapest; /* int; NULL: none yet */
  int64_t weight_so_far;
  int64_t least_weight;
  int nodes;

  int n_sessions_tried;
} Repairing;

static void
free_way (gpointer data)
{
  Way *way = data;
  g_free (way->name);
  g_free (way->asked.sentence);
  g_free (way->sentence);
  g_free (way);
}

static Way *
way_at (const Repairing *repairing, int number)
{
  return repairing->ways->pdata[number];
}

static bool
has (const GArray *set, int number)
{
  for (guint at = 0; at < set->len; at++)
    if (g_array_index (set, int, at) == number)
      return true;
  return false;
}

static int
find_way (const Repairing *repairing, const char *name)
{
  for (guint number = 0; number < repairing->ways->len; number++)
    if (g_str_equal (way_at (repairing, (int)number)->name, name))
      return (int)number;
  return -1;
}

/* What is asked for in a model in which a set (NULL: nothing) is given up already: one more team
 * may be one too few. */
static int
number_way (Repairing *repairing, const GhModel *model, const GhAsked *asked, const GArray *set)
{
  g_autofree char *name = gh_lift_name (model, asked);
  int number = find_way (repairing, name);
  int before = -1;
  Way *way;

  while (number >= 0 && set != NULL && has (set, number) && gh_lift_adds (asked))
    {
      char *again = g_strdup_printf ("%s again", name);
      g_free (name);
      name = again;
      before = number;
      number = find_way (repairing, name);
    }
  if (number >= 0)
    return number;
  way = g_new0 (Way, 1);
  way->before = before;
  way->name = g_steal_pointer (&name);
  way->asked = *asked;
  way->asked.sentence = g_strdup (asked->sentence);
  way->sentence = gh_lift_say (model, asked);
  way->price = gh_lift_price (model, asked);
  way->weight = (int64_t)way->price * WEIGHT_OF_A_PRICE + gh_lift_regret (asked);
  g_ptr_array_add (repairing->ways, way);
  return (int)repairing->ways->len - 1;
}

/* Adds a way to a clash, the cheapest first, once. */
static void
add_way (const Repairing *repairing, GArray *clash, int number)
{
  guint place = 0;
  for (guint other = 0; other < clash->len; other++)
    if (g_array_index (clash, int, other) == number)
      return;
  while (place < clash->len
         && way_at (repairing, g_array_index (clash, int, place))->weight
                <= way_at (repairing, number)->weight)
    place++;
  g_array_insert_val (clash, place, number);
}

/* Where rooms may only be filled in part, they may be filled more. */
static void
add_fuller_rooms (Repairing *repairing, const GhModel *model, const GhAsked *asked, GArray *clash)
{
  GhAsked fuller = *asked;
  if (model->conference.seats_percent >= 100)
    return;
  fuller.session = -1;
  fuller.number = gh_lift_percent (model);
  add_way (repairing, clash, number_way (repairing, model, &fuller, NULL));
}

/* Where somebody is asked to be in several sessions, each two of them may overlap. */
static void
add_overlaps (Repairing *repairing, const GhModel *model, const GhProof *proof, guint first,
              GArray *clash)
{
  const GhAsked *asked = proof->asked->pdata[first];
  for (guint at = first + 1; at < proof->asked->len; at++)
    {
      const GhAsked *other = proof->asked->pdata[at];
      GhAsked both = *asked;
      if (other->asks != GH_ASKS_PERSON || other->number != asked->number)
        continue;
      both.other = other->session;
      add_way (repairing, clash, number_way (repairing, model, &both, NULL));
    }
}

static void
add_clash (Repairing *repairing, const GhModel *model, const GhProof *proof, const GArray *set)
{
  GArray *clash = g_array_new (false, false, sizeof (int));
  for (guint at = 0; at < proof->asked->len; at++)
    {
      const GhAsked *asked = proof->asked->pdata[at];
      if (asked->asks == GH_ASKS_PERSON)
        add_overlaps (repairing, model, proof, at, clash);
      else
        add_way (repairing, clash, number_way (repairing, model, asked, set));
      if (asked->asks == GH_ASKS_SEATS)
        add_fuller_rooms (repairing, model, asked, clash);
    }
  g_ptr_array_add (repairing->clashes, clash);
}

/* ---- the cheapest set -------------------------------------------------------------------- */

static bool
contains (const GArray *set, const GArray *part)
{
  for (guint at = 0; at < part->len; at++)
    if (!has (set, g_array_index (part, int, at)))
      return false;
  return true;
}

static bool
contains_one_found (const Repairing *repairing, const GArray *set)
{
  for (guint at = 0; at < repairing->found->len; at++)
    if (contains (set, repairing->found->pdata[at]))
      return true;
  return false;
}

/* How many ways of one kind are in a set. */
static int
count_kind (const Repairing *repairing, const GArray *set, GhAsks asks)
{
  int n = 0;
  for (guint at = 0; at < set->len; at++)
    n += way_at (repairing, g_array_index (set, int, at))->asked.asks == asks;
  return n;
}

static bool
are_alike (const Repairing *repairing, const GArray *a, const GArray *b)
{
  for (guint at = 0; at < a->len; at++)
    {
      GhAsks asks = way_at (repairing, g_array_index (a, int, at))->asked.asks;
      if (count_kind (repairing, a, asks) != count_kind (repairing, b, asks))
        return false;
    }
  return a->len == b->len;
}

static bool
is_one_of_many_alike (const Repairing *repairing, const GArray *set)
{
  int n_alike = 0;
  for (guint at = 0; at < repairing->ways_out->len; at++)
    n_alike += are_alike (repairing, set, repairing->ways_out->pdata[at]);
  return n_alike >= MOST_ALIKE;
}

static const GArray *
first_not_hit (const Repairing *repairing)
{
  for (guint at = 0; at < repairing->clashes->len; at++)
    {
      const GArray *clash = repairing->clashes->pdata[at];
      bool is_hit = false;
      for (guint entry = 0; entry < clash->len && !is_hit; entry++)
        is_hit = has (repairing->chosen, g_array_index (clash, int, entry));
      if (!is_hit)
        return clash;
    }
  return NULL;
}

static void
choose (Repairing *repairing)
{
  const GArray *clash = first_not_hit (repairing);

  if (repairing->weight_so_far >= repairing->least_weight || --repairing->nodes < 0
      || contains_one_found (repairing, repairing->chosen))
    return;
  if (clash == NULL)
    {
      if (is_one_of_many_alike (repairing, repairing->chosen))
        return;
      g_clear_pointer (&repairing->cheapest, g_array_unref);
      repairing->cheapest = g_array_copy (repairing->chosen);
      repairing->least_weight = repairing->weight_so_far;
      return;
    }
  for (guint at = 0; at < clash->len; at++)
    {
      int number = g_array_index (clash, int, at);
      int before = way_at (repairing, number)->before;
      if (before >= 0 && !has (repairing->chosen, before))
        continue;
      g_array_append_val (repairing->chosen, number);
      repairing->weight_so_far += way_at (repairing, number)->weight;
      choose (repairing);
      repairing->weight_so_far -= way_at (repairing, number)->weight;
      g_array_set_size (repairing->chosen, repairing->chosen->len - 1);
    }
}

/* The cheapest set that hits all clashes and contains none that was found; NULL: there is none. */
static GArray *
cheapest_set (Repairing *repairing)
{
  g_array_set_size (repairing->chosen, 0);
  repairing->cheapest = NULL;
  repairing->weight_so_far = 0;
  repairing->least_weight = INT64_MAX;
  repairing->nodes = MOST_NODES;
  choose (repairing);
  return repairing->cheapest;
}

/* ---- trying ------------------------------------------------------------------------------ */

/* Gives a set up, and looks whether the conference can be held. */
static GhAnswer
try_set (Repairing *repairing, const GArray *set)
{
  g_autoptr (GhModel) model = repairing->fresh (repairing->data);
  g_autoptr (GPtrArray) proofs = NULL;
  g_autoptr (GhHardest) hardest = NULL;

  if (model == NULL)
    return GH_NOT_KNOWN;
  for (guint at = 0; at < set->len; at++)
    {
      const Way *way = way_at (repairing, g_array_index (set, int, at));
      gh_lift (model, &way->asked);
    }
  proofs = gh_prove_early_roughly (model);
  repairing->n_sessions_tried += model->n_sessions;
  if (proofs->len == 0)
    {
      repairing->n_sessions_tried += COST_OF_A_SEARCH * model->n_sessions;
      hardest = gh_hardest_find (model);
      if (hardest->left_out->len == 0)
        return GH_POSSIBLE;
      g_ptr_array_unref (proofs);
      proofs = gh_prove_clash_roughly (model, hardest);
    }
  for (guint at = 0; at < proofs->len; at++)
    add_clash (repairing, model, proofs->pdata[at], set);
  return proofs->len > 0 ? GH_IMPOSSIBLE : GH_NOT_KNOWN;
}

/* "6 sessions are left out: ONE, TWO ..." */
static char *
say_left_out (const Repairing *repairing, const GhModel *model, const GArray *set)
{
  int n = count_kind (repairing, set, GH_ASKS_HELD);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%d sessions are left out", n);
  for (guint at = 0; at < set->len; at++)
    {
      const GhAsked *asked = &way_at (repairing, g_array_index (set, int, at))->asked;
      if (asked->asks == GH_ASKS_HELD)
        g_string_append_printf (text, "%s %s", strchr (text->str, ':') == NULL ? ":" : ",",
                                model->sessions[asked->session].id);
    }
  return g_string_free (text, false);
}

static GhRepair *
make_repair (const Repairing *repairing, const GhModel *model, const GArray *set)
{
  GhRepair *repair = g_new0 (GhRepair, 1);
  bool are_many = count_kind (repairing, set, GH_ASKS_HELD) > MOST_LEFT_OUT_EACH;

  repair->sentences = g_ptr_array_new_with_free_func (g_free);
  if (are_many)
    g_ptr_array_add (repair->sentences, say_left_out (repairing, model, set));
  for (guint at = 0; at < set->len; at++)
    {
      const Way *way = way_at (repairing, g_array_index (set, int, at));
      if (!are_many || way->asked.asks != GH_ASKS_HELD)
        g_ptr_array_add (repair->sentences, g_strdup (way->sentence));
      repair->price += way->price;
    }
  return repair;
}

static void
free_repair (gpointer data)
{
  GhRepair *repair = data;
  g_ptr_array_unref (repair->sentences);
  g_free (repair);
}

/* The sessions that a search cannot place beside the others, as a set of ways. */
static GArray *
leave_out (Repairing *repairing, const GhModel *model, const GArray *missing)
{
  GArray *set = g_array_new (false, false, sizeof (int));

  for (guint at = 0; at < missing->len; at++)
    {
      int session = g_array_index (missing, int, at);
      GhAsked asked = { GH_ASKS_HELD, session, -1, -1, model->sessions[session].source,
                        "session",    NULL };
      int number = number_way (repairing, model, &asked, NULL);
      g_array_append_val (set, number);
    }
  return set;
}

/* Tries one set after another, and lists those that are ways out. */
static void
try_sets (Repairing *repairing)
{
  for (int turn = 0; turn < MOST_TRIES && repairing->ways_out->len < MOST_REPAIRS
                     && (turn < FEWEST_TRIES || repairing->n_sessions_tried < MOST_SESSIONS_TRIED);
       turn++)
    {
      GArray *set = cheapest_set (repairing);
      GhAnswer answer;
      if (set == NULL)
        return;
      answer = try_set (repairing, set);
      if (answer == GH_POSSIBLE)
        g_ptr_array_add (repairing->ways_out, g_array_ref (set));
      if (answer == GH_IMPOSSIBLE)
        g_array_unref (set);
      else
        g_ptr_array_add (repairing->found, set);
    }
}

static bool
contains_another (const GPtrArray *sets, const GArray *set)
{
  for (guint at = 0; at < sets->len; at++)
    if (sets->pdata[at] != set && contains (set, sets->pdata[at]))
      return true;
  return false;
}

static int64_t
weight_of (const Repairing *repairing, const GArray *set)
{
  int64_t weight = 0;
  for (guint at = 0; at < set->len; at++)
    weight += way_at (repairing, g_array_index (set, int, at))->weight;
  return weight;
}

static int
compare_sets (gconstpointer a, gconstpointer b, gpointer data)
{
  int64_t left = weight_of (data, *(const GArray *const *)a);
  int64_t right = weight_of (data, *(const GArray *const *)b);
  return left < right ? -1 : left > right;
}

GPtrArray *
gh_repair_menu (const GhModel *model, const GPtrArray *proofs, const GhHardest *hardest,
                GhFreshModel fresh, gpointer data)
{
  GPtrArray *menu = g_ptr_array_new_with_free_func (free_repair);
  GDestroyNotify unref = (GDestroyNotify)g_array_unref;
  Repairing repairing = {
    .fresh = fresh,
    .data = data,
    .ways = g_ptr_array_new_with_free_func (free_way),
    .clashes = g_ptr_array_new_with_free_func (unref),
    .found = g_ptr_array_new_with_free_func (unref),
    .ways_out = g_ptr_array_new_with_free_func (unref),
    .chosen = g_array_new (false, false, sizeof (int)),
  };

  for (guint at = 0; at < proofs->len; at++)
    add_clash (&repairing, model, proofs->pdata[at], NULL);
  if (proofs->len > 0)
    {
      GArray *left_out = leave_out (&repairing, model, hardest->left_out);
      g_ptr_array_add (repairing.ways_out, g_array_ref (left_out));
      g_ptr_array_add (repairing.found, left_out);
      try_sets (&repairing);
    }
  g_ptr_array_sort_with_data (repairing.ways_out, compare_sets, &repairing);
  for (guint at = 0; at < repairing.ways_out->len; at++)
    if (!contains_another (repairing.ways_out, repairing.ways_out->pdata[at]))
      g_ptr_array_add (menu, make_repair (&repairing, model, repairing.ways_out->pdata[at]));
  g_ptr_array_unref (repairing.ways);
  g_ptr_array_unref (repairing.clashes);
  g_ptr_array_unref (repairing.found);
  g_ptr_array_unref (repairing.ways_out);
  g_array_unref (repairing.chosen);
  return menu;
}
