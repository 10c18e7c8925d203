#include "engine/demands/edges.h"

#include <string.h>

/* ---- starts ------------------------------------------------------------------------------ */

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  GhMinute left = *(const GhMinute *)a;
  GhMinute right = *(const GhMinute *)b;
  return left < right ? -1 : left > right;
}

/* The first start that is not before MINUTE. */
static int
start_from (const GhDemands *demands, GhMinute minute)
{
  int low = 0;
  int high = demands->n_starts;
  while (low < high)
    {
      int middle = (low + high) / 2;
      if (demands->starts[middle] < minute)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
number_starts (GhDemands *demands)
{
  int n = demands->n_options;
  int kept = 0;

  demands->starts = g_new0 (GhMinute, n + 1);
  for (int session = 0; session < demands->model->n_sessions; session++)
    for (int option = 0; option < demands->domains[session].n_options; option++)
      demands->starts[demands->domains[session].first_option + option] =
          demands->domains[session].options[option].start;
  qsort (demands->starts, (size_t)n, sizeof (GhMinute), compare_minutes);
  for (int entry = 0; entry < n; entry++)
    if (kept == 0 || demands->starts[kept - 1] != demands->starts[entry])
      demands->starts[kept++] = demands->starts[entry];
  demands->n_starts = kept;
}

static void
index_options (GhDemands *demands)
{
  gsize n_bounds = (gsize)demands->n_starts + 1;
  demands->option_start = g_new (int, demands->n_options);
  demands->option_from = g_new (int, (gsize)demands->model->n_sessions *n_bounds);
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      const GhDomain *domain = &demands->domains[session];
      int *from = &demands->option_from[(gsize)session * n_bounds];
      int option = 0;
      for (int start = 0; start < demands->n_starts; start++)
        {
          from[start] = domain->first_option + option;
          if (option < domain->n_options && domain->options[option].start == demands->starts[start])
            demands->option_start[domain->first_option + option++] = start;
        }
      from[demands->n_starts] = domain->first_option + domain->n_options;
    }
}

/* ---- classes ----------------------------------------------------------------------------- */

static bool
is_by_difference (GhPairKind kind)
{
  return kind == GH_PAIR_APART || kind == GH_PAIR_APART_ON_DAY || kind == GH_PAIR_OVERLAP
         || kind == GH_PAIR_OVERLAP_ON_DAY;
}

static bool
looks_at_minutes (GhPairKind kind)
{
  return kind != GH_PAIR_APART && kind != GH_PAIR_APART_ON_DAY && kind != GH_PAIR_SAME_DAY
         && kind != GH_PAIR_DIFFERENT_DAY;
}

static GhRange
range_between (const GhDemands *demands, GhMinute from, GhMinute before)
{
  GhRange range = { start_from (demands, from), start_from (demands, before) };
  range.before = MAX (range.from, range.before);
  return range;
}

/* What is wrong is all but two windows: just after the own session, and just before it. */
static void
fill_adjacent (const GhDemands *demands, const GhPairClass *class, GhMinute start, GhRange *ranges)
{
  GhMinute day = gh_day_of (start) * GH_DAY;
  bool on_day = class->kind == GH_PAIR_ADJACENT_ON_DAY;
  GhRange all =
      range_between (demands, on_day ? day : GH_BEGINNING, on_day ? day + GH_DAY : GH_END);
  GhRange before = range_between (demands, MAX (day, start - class->other_minutes - class->high),
                                  MIN (day + GH_DAY, start - class->other_minutes + 1));
  GhRange after = range_between (demands, MIN (day + GH_DAY, start + class->own_minutes),
                                 MIN (day + GH_DAY, start + class->own_minutes + class->high + 1));

  ranges[0] = (GhRange){ all.from, MAX (all.from, before.from) };
  ranges[1] = (GhRange){ before.before, MAX (before.before, after.from) };
  ranges[2] = (GhRange){ after.before, MAX (after.before, all.before) };
}

static void
fill_ranges (const GhDemands *demands, GhPairClass *class)
{
  bool is_adjacent = class->kind == GH_PAIR_ADJACENT || class->kind == GH_PAIR_ADJACENT_ON_DAY;
  class->n_ranges = is_adjacent ? 3 : class->kind == GH_PAIR_SAME_DAY ? 2 : 1;
  class->ranges = g_new (GhRange, (gsize)demands->n_starts * (gsize) class->n_ranges);
  for (int number = 0; number < demands->n_starts; number++)
    {
      GhRange *ranges = &class->ranges[number * class->n_ranges];
      GhMinute start = demands->starts[number];
      GhMinute day = gh_day_of (start) * GH_DAY;
      switch (class->kind)
        {
        case GH_PAIR_APART:
        case GH_PAIR_OVERLAP:
          ranges[0] = range_between (demands, start + class->low + 1, start + class->high);
          break;
        case GH_PAIR_APART_ON_DAY:
        case GH_PAIR_OVERLAP_ON_DAY:
          ranges[0] = range_between (demands, MAX (day, start + class->low + 1),
                                     MIN (day + GH_DAY, start + class->high));
          break;
        case GH_PAIR_SAME_DAY:
          ranges[0] = range_between (demands, GH_BEGINNING, day);
          ranges[1] = range_between (demands, day + GH_DAY, GH_END);
          break;
        case GH_PAIR_DIFFERENT_DAY:
          ranges[0] = range_between (demands, day, day + GH_DAY);
          break;
        case GH_PAIR_ADJACENT:
        case GH_PAIR_ADJACENT_ON_DAY:
          fill_adjacent (demands, class, start, ranges);
          break;
        }
    }
}

typedef struct
{
  int kind, low, high, own_minutes, other_minutes;
} ClassKey;

static guint
hash_key (gconstpointer data)
{
  const ClassKey *key = data;
  guint hash = (guint)key->kind;
  hash = hash * 31 + (guint)key->low;
  hash = hash * 31 + (guint)key->high;
  hash = hash * 31 + (guint)key->own_minutes;
  return hash * 31 + (guint)key->other_minutes;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (ClassKey)) == 0;
}

static ClassKey
mirrored (ClassKey key)
{
  ClassKey mirror = { key.kind, key.low, key.high, key.other_minutes, key.own_minutes };
  if (is_by_difference ((GhPairKind)key.kind))
    {
      mirror.low = -key.high;
      mirror.high = -key.low;
    }
  return mirror;
}

/* The number of a class, made if it is new, and with it its mirror. */
static int
class_of (GhDemands *demands, GHashTable *numbers, ClassKey key)
{
  gpointer found;
  int number = (int)demands->pair_classes->len;
  GhPairClass class = { .kind = (GhPairKind)key.kind,
                        .low = key.low,
                        .high = key.high,
                        .own_minutes = key.own_minutes,
                        .other_minutes = key.other_minutes };

  if (g_hash_table_lookup_extended (numbers, &key, NULL, &found))
    return GPOINTER_TO_INT (found);
  fill_ranges (demands, &class);
  g_array_append_val (demands->pair_classes, class);
  g_hash_table_insert (numbers, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (number));
  /* Its own mirror finds itself by now. */
  int mirror = class_of (demands, numbers, mirrored (key));
  g_array_index (demands->pair_classes, GhPairClass, number).mirror = mirror;
  return number;
}

/* ---- edges ------------------------------------------------------------------------------- */

typedef struct
{
  int other;
  int64_t weight;
  ClassKey key;
  int pair_class;
} Edge;

/* A pair as SESSION, one of its ends, sees it. */
static Edge
edge_of (const GhModel *model, const GhPair *pair, int session)
{
  bool from_a = session == pair->a;
  int other = from_a ? pair->b : pair->a;
  ClassKey key = { .kind = (int)pair->kind, .low = pair->low, .high = pair->high };
  if (looks_at_minutes (pair->kind))
    {
      key.own_minutes = model->sessions[pair->a].minutes;
      key.other_minutes = model->sessions[pair->b].minutes;
    }
  return (Edge){ other, pair->weight, from_a ? key : mirrored (key), -1 };
}

static int
compare_ints (int a, int b)
{
  return a < b ? -1 : a > b;
}

/* Those that can be merged come together. */
static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *left = a;
  const Edge *right = b;
  int order = compare_ints (left->other, right->other);
  if (order == 0)
    order = compare_ints (left->key.kind, right->key.kind);
  if (order == 0)
    order = compare_ints (left->weight >= 0, right->weight >= 0);
  if (order == 0)
    order = compare_ints (left->key.low, right->key.low);
  return order != 0 ? order : compare_ints (left->key.high, right->key.high);
}

/* Whether MORE can be one edge with EDGE: hard ones whose wrong differences overlap, soft ones that
 * are wrong at the same differences. */
static bool
merge_edge (Edge *edge, const Edge *more)
{
  if (edge->other != more->other || edge->key.kind != more->key.kind
      || (edge->weight < 0) != (more->weight < 0))
    return false;
  if (equal_keys (&edge->key, &more->key))
    {
      edge->weight = edge->weight < 0 ? -1 : edge->weight + more->weight;
      return true;
    }
  if (edge->weight >= 0 || !is_by_difference ((GhPairKind)edge->key.kind)
      || more->key.low + 1 >= edge->key.high || edge->key.low + 1 >= more->key.high)
    return false;
  edge->key.low = MIN (edge->key.low, more->key.low);
  edge->key.high = MAX (edge->key.high, more->key.high);
  return true;
}

/* LAST is, by the other session, the number of the last edge to it; -1: there is none.  Two
 * sessions that share many people have as many pairs, which would all be sorted. */
static void
add_edge (GArray *edges, int *last, Edge edge)
{
  Edge *before = last[edge.other] < 0 ? NULL : &g_array_index (edges, Edge, last[edge.other]);

  if (before != NULL && merge_edge (before, &edge))
    return;
  last[edge.other] = (int)edges->len;
  g_array_append_val (edges, edge);
}

static int
compare_classes (gconstpointer a, gconstpointer b)
{
  const Edge *left = a;
  const Edge *right = b;
  int order = compare_ints (left->weight >= 0, right->weight >= 0);
  if (order == 0)
    order = compare_ints (left->pair_class, right->pair_class);
  return order != 0 ? order : compare_ints (left->other, right->other);
}

static GhEdgeRun
make_run (const GhDemands *demands, const Edge *edges, int n)
{
  bool is_hard = edges[0].weight < 0;
  /* Looking through a short list costs less than through a set. */
  bool is_dense = is_hard && n > 2 * demands->n_session_words;
  GhEdgeRun run = { .pair_class = edges[0].pair_class,
                    .n = n,
                    .others = g_new (int, n),
                    .weights = is_hard ? NULL : g_new (int64_t, n),
                    .set = is_dense ? g_new0 (uint64_t, demands->n_session_words) : NULL };
  for (int edge = 0; edge < n; edge++)
    {
      run.others[edge] = edges[edge].other;
      if (!is_hard)
        run.weights[edge] = edges[edge].weight;
      if (is_dense)
        run.set[edges[edge].other >> 6] |= UINT64_C (1) << (edges[edge].other & 63);
    }
  return run;
}

static void
make_runs (GhDemands *demands, GHashTable *numbers, GArray *edges, GhEdges *result)
{
  Edge *list = (Edge *)(gpointer)edges->data;
  int n = (int)edges->len;
  int kept = 0;

  if (n == 0)
    return;
  qsort (list, (size_t)n, sizeof (Edge), compare_edges);
  for (int edge = 1; edge < n; edge++)
    if (!merge_edge (&list[kept], &list[edge]))
      list[++kept] = list[edge];
  n = kept + 1;
  for (int edge = 0; edge < n; edge++)
    list[edge].pair_class = class_of (demands, numbers, list[edge].key);
  qsort (list, (size_t)n, sizeof (Edge), compare_classes);

  result->n_edges = n;
  for (int edge = 0; edge < n; edge++)
    if (edge == 0 || list[edge].pair_class != list[edge - 1].pair_class
        || (list[edge].weight < 0) != (list[edge - 1].weight < 0))
      result->n_runs++;
  result->runs = g_new (GhEdgeRun, result->n_runs);
  result->n_runs = 0;
  for (int edge = 0, next; edge < n; edge = next)
    {
      for (next = edge + 1; next < n && list[next].pair_class == list[edge].pair_class
                            && (list[next].weight < 0) == (list[edge].weight < 0);
           next++)
        ;
      result->runs[result->n_runs++] = make_run (demands, &list[edge], next - edge);
      result->n_hard += list[edge].weight < 0;
    }
}

void
gh_demands_build_edges (GhDemands *demands)
{
  int n = demands->model->n_sessions;
  const GhPair *pairs = (const GhPair *)(gpointer)demands->pairs->data;
  int n_pairs = (int)demands->pairs->len;
  g_autofree int *first = g_new0 (int, n + 1);
  g_autofree int *pairs_of = g_new (int, 2 * (gsize)n_pairs);
  g_autofree int *last = g_new (int, n + 1);
  g_autoptr (GArray) edges = g_array_new (false, false, sizeof (Edge));
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);

  number_starts (demands);
  index_options (demands);
  demands->n_session_words = (n + 63) / 64;
  demands->pair_classes = g_array_new (false, false, sizeof (GhPairClass));
  demands->edges = g_new0 (GhEdges, n);

  for (int pair = 0; pair < n_pairs; pair++)
    {
      first[pairs[pair].a]++;
      first[pairs[pair].b]++;
    }
  for (int session = 1; session <= n; session++)
    first[session] += first[session - 1];
  for (int pair = n_pairs - 1; pair >= 0; pair--)
    {
      pairs_of[--first[pairs[pair].a]] = pair;
      pairs_of[--first[pairs[pair].b]] = pair;
    }
  for (int session = 0; session < n; session++)
    {
      memset (last, -1, (gsize)n * sizeof (int));
      g_array_set_size (edges, 0);
      for (int entry = first[session]; entry < first[session + 1]; entry++)
        add_edge (edges, last, edge_of (demands->model, &pairs[pairs_of[entry]], session));
      make_runs (demands, numbers, edges, &demands->edges[session]);
    }
}

void
gh_demands_free_edges (GhDemands *demands)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      GhEdges *edges = &demands->edges[session];
      for (int run = 0; run < edges->n_runs; run++)
        {
          g_free (edges->runs[run].others);
          g_free (edges->runs[run].weights);
          g_free (edges->runs[run].set);
        }
      g_free (edges->runs);
    }
  g_free (demands->edges);
  for (guint class = 0; class < demands->pair_classes->len; class ++)
    g_free (g_array_index (demands->pair_classes, GhPairClass, class).ranges);
  g_array_unref (demands->pair_classes);
  g_free (demands->starts);
  g_free (demands->option_start);
  g_free (demands->option_from);
}
