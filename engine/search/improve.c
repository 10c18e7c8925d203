#include "engine/search/search.h"

#include <string.h>

/* Steps between two changes of the heat. */
#define STEPS_AT_ONE_HEAT 512
/* Warming up takes this part of the effort. */
#define WARM_UP_PART 32
/* Blind moves that tell what a usual change costs, and so many tries for them. */
#define BLIND_MOVES 400
#define BLIND_TRIES 4000

static void
list_movable (GhSearch *search)
{
  g_array_set_size (search->choices, 0);
  for (int session = 0; session < search->board->model->n_sessions; session++)
    {
      const GhDomain *domain = &search->demands->domains[session];
      bool is_bound = domain->n_options * domain->n_rooms == 1
                      && gh_board_needs (search->board, session)
                      && gh_board_has (search->board, session);
      GhChoice choice = { session, domain->first_option, domain->n_options,
                          search->board->has_plain_rooms[session]
                              && gh_board_needs (search->board, session) };
      if (domain->is_placeable && !is_bound)
        g_array_append_val (search->choices, choice);
    }
}

/* How much a blind move changes the cost by, in the middle: a guess of the heat to begin at. */
static int64_t
usual_change (GhSearch *search)
{
  GhBoard *board = search->board;
  int64_t sum = 0;
  int n = 0;

  for (int turn = 0; turn < BLIND_TRIES && n < BLIND_MOVES && gh_search_step (search, 1); turn++)
    {
      int session = g_array_index (search->choices, GhChoice,
                                   gh_random_below (&search->random, (int)search->choices->len))
                        .session;
      const GhDomain *domain = &search->demands->domains[session];
      int option = gh_random_below (&search->random, domain->n_options);
      int64_t change;
      if (!gh_board_has (board, session)
          || !gh_board_is_open (board, session, option, board->room[session]))
        continue;
      change = gh_board_cost_at (board, session, option, board->room[session])
               - gh_board_cost_at (board, session, board->option[session], board->room[session]);
      sum += change < 0 ? -change : change;
      n++;
    }
  return n > 0 ? MAX (1, sum / n) : 1;
}

/* Nothing that is left to do could be better. */
static bool
is_perfect (const GhSearch *search)
{
  return search->best.n_missing == 0 && search->best.cost <= search->least_cost;
}

/* Moves until so many steps are spent, or the heat has been judged by enough changes. */
static void
make_moves (GhSearch *search, int64_t until, bool is_warming_up)
{
  while (search->steps < until)
    {
      search->steps++;
      if (!gh_search_move (search))
        continue;
      gh_board_forget (search->board);
      gh_search_remember (search);
      if (is_perfect (search))
        return;
      if (is_warming_up)
        gh_heat_judge (&search->heat);
    }
}

static void
warm_up (GhSearch *search)
{
  int64_t until = search->steps + (search->effort - search->steps) / WARM_UP_PART;

  gh_heat_init (&search->heat, usual_change (search));
  while (search->steps < until && !is_perfect (search) && gh_search_step (search, 0))
    make_moves (search, MIN (until, search->steps + STEPS_AT_ONE_HEAT), true);
  gh_heat_begin (&search->heat);
}

/* Descents after each other: the short one that shows the way, the long one, and one that begins
 * from the best board, where it is not so hot that it would be lost.  Hundredths of the effort. */
static const int descents[] = { 5, 85, 10 };

/* Begins the next descent, if the last one is over; the last of all goes on to the end. */
static void
begin_descent (GhSearch *search)
{
  if (search->steps < search->descent_ends)
    return;
  if (search->descent == 0)
    gh_heat_learn (&search->heat);
  search->descent = MIN (search->descent + 1, (int)G_N_ELEMENTS (descents) - 1);
  if (search->descent > 1)
    gh_search_restore (search);
  search->descent_began = search->steps;
  search->descent_ends = search->descent + 1 == G_N_ELEMENTS (descents)
                             ? INT64_MAX
                             : search->steps + search->cooling / 100 * descents[search->descent];
}

static void
set_heat (GhSearch *search)
{
  int64_t done = search->steps - search->descent_began;
  int64_t all = MAX (1, search->cooling / 100 * descents[search->descent]);
  if (search->descent == 0)
    gh_heat_try (&search->heat, done, all);
  else
    gh_heat_cool (&search->heat, search->descent > 1, done, all);
}

/* Gets ready to cool: what may be moved, and how hot is hot. */
static void
prepare (GhSearch *search)
{
  list_movable (search);
  if (search->choices->len > 0)
    warm_up (search);
  search->is_warm = true;
  search->cooling = search->effort - search->steps;
  search->descent_began = search->steps;
  search->descent_ends = search->steps + search->cooling / 100 * descents[0];
}

void
gh_search_improve (GhSearch *search, int64_t until)
{
  if (!search->is_warm)
    prepare (search);
  search->is_done = search->choices->len == 0 || is_perfect (search);
  while (search->steps < until && !search->is_done && gh_search_step (search, 0))
    {
      begin_descent (search);
      set_heat (search);
      make_moves (search, MIN (until, search->steps + STEPS_AT_ONE_HEAT), false);
      search->is_done = is_perfect (search);
    }
}
