#include "engine/search/chain.h"

enum
{
  STAYS,
  GOES_OVER,
  COMES_BACK,
};

GhChain *
gh_chain_new (const GhBoard *board, const bool *is_held)
{
  GhChain *chain = g_new0 (GhChain, 1);
  chain->board = board;
  chain->is_held = is_held;
  chain->side = g_new0 (uint8_t, board->model->n_sessions);
  return chain;
}

void
gh_chain_free (GhChain *chain)
{
  if (chain == NULL)
    return;
  g_free (chain->side);
  g_free (chain);
}

static int
start_of (const GhChain *chain, GhMove move)
{
  const GhDemands *demands = chain->board->demands;
  return demands->option_start[demands->domains[move.session].first_option + move.option];
}

/* Where a session goes: as far from where it is as the first one goes, or as far back.  -1: it may
 * not start there. */
static int
option_for (GhChain *chain, int session, uint8_t side)
{
  const GhDemands *demands = chain->board->demands;
  const GhDomain *domain = &demands->domains[session];
  int from = side == GOES_OVER ? chain->from : chain->to;
  int to = side == GOES_OVER ? chain->to : chain->from;
  int now = chain->board->start[session];
  GhMinute minute;
  int option;

  if (now == from)
    return gh_demands_option_at (demands, session, to);
  chain->is_shifted = true;
  minute = demands->starts[now] + demands->starts[to] - demands->starts[from];
  option = gh_domain_option_from (domain, minute);
  return option < domain->n_options && domain->options[option].start == minute ? option : -1;
}

/* Whoever is in the way of a session where it goes, and is not yet among those who leave there, has
 * to join: with them the chain would be too long. */
static bool
is_too_long (const GhChain *chain, int session, int option, uint8_t side)
{
  const GhBoard *board = chain->board;
  int in_the_way = board->blocked[board->demands->domains[session].first_option + option];
  int leaving = side == GOES_OVER ? chain->n - chain->n_over : chain->n_over;
  return chain->n + 1 + in_the_way - leaving > chain->most;
}

static bool
add (GhChain *chain, int session, uint8_t side)
{
  int option = option_for (chain, session, side);
  if (option < 0 || chain->is_held[session] || chain->n == chain->most
      || is_too_long (chain, session, option, side))
    return false;
  chain->side[session] = side;
  chain->moves[chain->n++] = (GhMove){ session, option };
  chain->n_over += side == GOES_OVER;
  return true;
}

/* OTHER is held while SESSION would be, from START on. */
static bool
overlaps (const GhBoard *board, int other, int session, int start)
{
  const GhMinute *starts = board->demands->starts;
  GhMinute others = starts[board->start[other]];
  return board->start[other] == start
         || (others < starts[start] + board->model->sessions[session].minutes
             && starts[start] < others + board->model->sessions[other].minutes);
}

/* OTHER is in the way of SESSION, which goes to START: it has to leave the other way. */
static bool
push (GhChain *chain, int other, int session, int start)
{
  uint8_t away = chain->side[session] == GOES_OVER ? COMES_BACK : GOES_OVER;
  if (chain->side[other] != STAYS)
    return true;
  return overlaps (chain->board, other, session, start) && add (chain, other, away);
}

static bool
push_members (GhChain *chain, const GhEdgeRun *run, int at, int session, int start)
{
  int n_words = chain->board->demands->n_session_words;
  const uint64_t *there = &chain->board->at_start[(gsize)at * (gsize)n_words];
  for (int word = 0; word < n_words; word++)
    for (uint64_t both = run->set[word] & there[word]; both != 0; both &= both - 1)
      if (!push (chain, word * 64 + __builtin_ctzll (both), session, start))
        return false;
  return true;
}

/* Everybody in the way of one session at START. */
static bool
push_all (GhChain *chain, int session, int start)
{
  const GhDemands *demands = chain->board->demands;
  const GhEdges *edges = &demands->edges[session];

  for (int number = 0; number < edges->n_hard; number++)
    {
      const GhEdgeRun *run = &edges->runs[number];
      const GhPairClass *class = gh_demands_pair_class (demands, run->pair_class);
      for (int range = 0; run->set != NULL && range < class->n_ranges; range++)
        for (int at = class->ranges[start * class->n_ranges + range].from;
             at < class->ranges[start * class->n_ranges + range].before; at++)
          if (!push_members (chain, run, at, session, start))
            return false;
      for (int edge = 0; run->set == NULL && edge < run->n; edge++)
        {
          int other = run->others[edge];
          if (gh_board_has (chain->board, other)
              && gh_pair_class_is_wrong (class, start, chain->board->start[other])
              && !push (chain, other, session, start))
            return false;
        }
    }
  return true;
}

static bool
has_edge (const GhEdgeRun *run, int other)
{
  return run->set != NULL ? run->set[other >> 6] >> (other & 63) & 1
                          : gh_edge_run_find (run, other) >= 0;
}

/* Nobody who has gone over is in the way of one who has come back: all of them are at two starts.
 */
static bool
sides_agree (const GhChain *chain)
{
  const GhDemands *demands = chain->board->demands;
  for (int a = 0; a < chain->n && chain->n_over < chain->n; a++)
    {
      const GhEdges *edges = &demands->edges[chain->moves[a].session];
      if (chain->side[chain->moves[a].session] != GOES_OVER)
        continue;
      for (int number = 0; number < edges->n_hard; number++)
        {
          const GhEdgeRun *run = &edges->runs[number];
          if (!gh_pair_class_is_wrong (gh_demands_pair_class (demands, run->pair_class), chain->to,
                                       chain->from))
            continue;
          for (int b = 0; b < chain->n; b++)
            if (chain->side[chain->moves[b].session] == COMES_BACK
                && has_edge (run, chain->moves[b].session))
              return false;
        }
    }
  return true;
}

/* Nobody is in the way of another, wherever they are now. */
static bool
all_agree (const GhChain *chain)
{
  const GhDemands *demands = chain->board->demands;
  for (int a = 1; a < chain->n; a++)
    {
      const GhEdges *edges = &demands->edges[chain->moves[a].session];
      int start = start_of (chain, chain->moves[a]);
      for (int number = 0; number < edges->n_hard; number++)
        {
          const GhEdgeRun *run = &edges->runs[number];
          const GhPairClass *class = gh_demands_pair_class (demands, run->pair_class);
          for (int b = 0; b < a; b++)
            if (gh_pair_class_is_wrong (class, start, start_of (chain, chain->moves[b]))
                && has_edge (run, chain->moves[b].session))
              return false;
        }
    }
  return true;
}

static bool
close_chain (GhChain *chain)
{
  const GhBoard *board = chain->board;
  for (int next = 0; next < chain->n; next++)
    {
      GhMove move = chain->moves[next];
      if (board->blocked[board->demands->domains[move.session].first_option + move.option] > 0
          && !push_all (chain, move.session, start_of (chain, move)))
        return false;
    }
  return chain->is_shifted ? all_agree (chain) : sides_agree (chain);
}

void
gh_chain_set_one (GhChain *chain, GhMove move)
{
  chain->n = chain->n_over = 1;
  chain->is_shifted = false;
  chain->moves[0] = move;
}

bool
gh_chain_build (GhChain *chain, int session, int start, int partner, int most)
{
  bool is_closed;

  chain->n = 0;
  chain->most = most;
  chain->n_over = 0;
  chain->is_shifted = false;
  chain->from = chain->board->start[session];
  chain->to = start;
  is_closed = add (chain, session, GOES_OVER) && (partner < 0 || add (chain, partner, COMES_BACK))
              && close_chain (chain);
  for (int move = 0; move < chain->n; move++)
    chain->side[chain->moves[move].session] = STAYS;
  return is_closed;
}
