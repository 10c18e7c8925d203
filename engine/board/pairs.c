#include "engine/board/inside.h"

void
gh_board_make_pairs (GhBoard *board)
{
  const GhDemands *demands = board->demands;
  board->blocked = g_new0 (int, demands->n_options + 1);
  board->charged = g_new0 (int64_t, demands->n_options + 1);
  board->at_start =
      g_new0 (uint64_t, (gsize)demands->n_starts * (gsize)demands->n_session_words + 1);
  board->starters = g_new0 (GhBucket, demands->n_starts);
  board->place_in_list = g_new0 (int, board->model->n_sessions);
}

void
gh_board_free_pairs (GhBoard *board)
{
  for (int start = 0; start < board->demands->n_starts; start++)
    g_free (board->starters[start].sessions);
  g_free (board->blocked);
  g_free (board->charged);
  g_free (board->at_start);
  g_free (board->missing.sessions);
  g_free (board->starters);
  g_free (board->place_in_list);
}

/* ---- who is at each start ---------------------------------------------------------------- */

static uint64_t *
sessions_at (const GhBoard *board, int start)
{
  return &board->at_start[(gsize)start * (gsize)board->demands->n_session_words];
}

void
gh_board_list (GhBoard *board, GhBucket *bucket, int session)
{
  if (bucket->n == bucket->size)
    {
      bucket->size = MAX (8, 2 * bucket->size);
      bucket->sessions = g_renew (int, bucket->sessions, bucket->size);
    }
  board->place_in_list[session] = bucket->n;
  bucket->sessions[bucket->n++] = session;
}

void
gh_board_unlist (GhBoard *board, GhBucket *bucket, int session)
{
  int place = board->place_in_list[session];
  int last = bucket->sessions[--bucket->n];
  bucket->sessions[place] = last;
  board->place_in_list[last] = place;
}

static void
change_starters (GhBoard *board, int session, int start, int sign)
{
  sessions_at (board, start)[session >> 6] ^= UINT64_C (1) << (session & 63);
  if (sign > 0)
    gh_board_list (board, &board->starters[start], session);
  else
    gh_board_unlist (board, &board->starters[start], session);
}

/* ---- tables ------------------------------------------------------------------------------ */

static const int *
options_from (const GhDemands *demands, int session)
{
  return &demands->option_from[(gsize)session * (gsize)(demands->n_starts + 1)];
}

/* Most ranges are one start long, and a session has one option there or none: then no branch has to
 * be guessed. */
static void
change_blocked (GhBoard *board, const GhEdgeRun *run, GhRange range, int sign)
{
  const GhDemands *demands = board->demands;
  if (range.before == range.from + 1)
    {
      for (int edge = 0; edge < run->n; edge++)
        {
          const int *from = &options_from (demands, run->others[edge])[range.from];
          board->blocked[from[0]] += sign * (from[1] - from[0]);
        }
      return;
    }
  for (int edge = 0; edge < run->n; edge++)
    {
      const int *from = options_from (demands, run->others[edge]);
      for (int option = from[range.from]; option < from[range.before]; option++)
        board->blocked[option] += sign;
    }
}

static void
change_charged (GhBoard *board, const GhEdgeRun *run, GhRange range, int sign)
{
  const GhDemands *demands = board->demands;
  if (range.before == range.from + 1)
    {
      for (int edge = 0; edge < run->n; edge++)
        {
          const int *from = &options_from (demands, run->others[edge])[range.from];
          board->charged[from[0]] += sign * run->weights[edge] * (from[1] - from[0]);
        }
      return;
    }
  for (int edge = 0; edge < run->n; edge++)
    {
      const int *from = options_from (demands, run->others[edge]);
      int64_t by = sign * run->weights[edge];
      for (int option = from[range.from]; option < from[range.before]; option++)
        board->charged[option] += by;
    }
}

static int
overlap (const GhPairClass *class, GhMinute start, GhMinute other_start)
{
  return MAX (0, MIN (start + class->own_minutes, other_start + class->other_minutes)
                     - MAX (start, other_start));
}

static bool
is_overlap (const GhPairClass *class)
{
  return class->kind == GH_PAIR_OVERLAP || class->kind == GH_PAIR_OVERLAP_ON_DAY;
}

static void
change_overlap (GhBoard *board, const GhEdgeRun *run, const GhPairClass *class, int start, int sign)
{
  const GhDemands *demands = board->demands;
  GhRange range = class->ranges[start];
  for (int edge = 0; edge < run->n; edge++)
    {
      const int *from = options_from (demands, run->others[edge]);
      int64_t by = sign * run->weights[edge];
      for (int option = from[range.from]; option < from[range.before]; option++)
        board->charged[option] += by
                                  * overlap (class, demands->starts[start],
                                             demands->starts[demands->option_start[option]]);
    }
}

void
gh_board_change_pairs (GhBoard *board, int session, int sign)
{
  const GhEdges *edges = &board->demands->edges[session];
  int start = board->start[session];

  change_starters (board, session, start, sign);
  for (int number = 0; number < edges->n_runs; number++)
    {
      const GhEdgeRun *run = &edges->runs[number];
      const GhPairClass *class = gh_demands_pair_class (board->demands, run->pair_class);
      if (is_overlap (class))
        {
          change_overlap (board, run, class, start, sign);
          continue;
        }
      for (int range = 0; range < class->n_ranges; range++)
        if (run->weights == NULL)
          change_blocked (board, run, class->ranges[start * class->n_ranges + range], sign);
        else
          change_charged (board, run, class->ranges[start * class->n_ranges + range], sign);
    }
}

/* ---- soft pairs of sessions that move together ------------------------------------------- */

static int
units (const GhBoard *board, const GhPairClass *class, int start, int other_start)
{
  if (is_overlap (class))
    return class->kind == GH_PAIR_OVERLAP_ON_DAY
                   && gh_day_of (board->demands->starts[start])
                          != gh_day_of (board->demands->starts[other_start])
               ? 0
               : overlap (class, board->demands->starts[start],
                          board->demands->starts[other_start]);
  return gh_pair_class_is_wrong (class, start, other_start);
}

int64_t
gh_board_pairs_among (const GhBoard *board, const GhMove *moves, int n)
{
  const GhDemands *demands = board->demands;
  int64_t change = 0;

  for (int a = 0; a < n; a++)
    {
      const GhEdges *edges = &demands->edges[moves[a].session];
      int was_a = board->start[moves[a].session];
      int now_a =
          demands->option_start[demands->domains[moves[a].session].first_option + moves[a].option];
      for (int number = edges->n_hard; number < edges->n_runs; number++)
        for (int b = a + 1; b < n; b++)
          {
            const GhEdgeRun *run = &edges->runs[number];
            const GhPairClass *class = gh_demands_pair_class (demands, run->pair_class);
            int edge = gh_edge_run_find (run, moves[b].session);
            int was_b, now_b;
            if (edge < 0)
              continue;
            was_b = board->start[moves[b].session];
            now_b = demands->option_start[demands->domains[moves[b].session].first_option
                                          + moves[b].option];
            change += run->weights[edge]
                      * (units (board, class, now_a, now_b) + units (board, class, was_a, was_b)
                         - units (board, class, now_a, was_b) - units (board, class, was_a, now_b));
          }
    }
  return change;
}

/* ---- what is in the way ------------------------------------------------------------------ */

void
gh_board_price_options (const GhBoard *board, int session, const int *weights, int *prices)
{
  const GhDemands *demands = board->demands;
  const GhEdges *edges = &demands->edges[session];
  const int *from = options_from (demands, session);
  int first = demands->domains[session].first_option;

  for (int number = 0; number < edges->n_hard; number++)
    {
      const GhEdgeRun *run = &edges->runs[number];
      const GhPairClass *mirror =
          gh_demands_pair_class (demands, gh_demands_pair_class (demands, run->pair_class)->mirror);
      for (int edge = 0; edge < run->n; edge++)
        {
          int other = run->others[edge];
          const GhRange *ranges;
          if (!gh_board_has (board, other))
            continue;
          ranges = &mirror->ranges[board->start[other] * mirror->n_ranges];
          for (int range = 0; range < mirror->n_ranges; range++)
            for (int option = from[ranges[range].from]; option < from[ranges[range].before];
                 option++)
              prices[option - first] += weights[other];
        }
    }
}

static void
append_members (const uint64_t *some, const uint64_t *others, int n_words, GArray *members)
{
  for (int word = 0; word < n_words; word++)
    for (uint64_t both = some[word] & others[word]; both != 0; both &= both - 1)
      {
        int member = word * 64 + __builtin_ctzll (both);
        g_array_append_val (members, member);
      }
}

void
gh_board_pair_blockers (const GhBoard *board, int session, int option, GArray *in_the_way)
{
  const GhDemands *demands = board->demands;
  const GhEdges *edges = &demands->edges[session];
  int start = demands->option_start[demands->domains[session].first_option + option];

  for (int number = 0; number < edges->n_hard; number++)
    {
      const GhEdgeRun *run = &edges->runs[number];
      const GhPairClass *class = gh_demands_pair_class (demands, run->pair_class);
      for (int range = 0; run->set != NULL && range < class->n_ranges; range++)
        for (int at = class->ranges[start * class->n_ranges + range].from;
             at < class->ranges[start * class->n_ranges + range].before; at++)
          append_members (run->set, sessions_at (board, at), demands->n_session_words, in_the_way);
      for (int edge = 0; run->set == NULL && edge < run->n; edge++)
        if (gh_board_has (board, run->others[edge])
            && gh_pair_class_is_wrong (class, start, board->start[run->others[edge]]))
          g_array_append_val (in_the_way, run->others[edge]);
    }
}
