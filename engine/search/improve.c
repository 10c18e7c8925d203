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
      if (domain->is_placeable && !is_bound)
        g_array_append_val (search->choices, session);
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
      int session = g_array_index (search->choices, int,
                                   gh_random_below (&search->random, (int)search->choices->len));
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

static void
warm_up (GhSearch *search)
{
  int64_t until = search->steps + (search->effort - search->steps) / WARM_UP_PART;

  gh_heat_init (&search->heat, usual_change (search));
  while (search->steps < until && !is_perfect (search) && gh_search_step (search, 1))
    {
      gh_search_move (search);
      gh_search_remember (search);
      gh_heat_judge (&search->heat);
    }
  gh_heat_begin (&search->heat);
}

void
gh_search_improve (GhSearch *search, int64_t until)
{
  if (!search->is_warm)
    {
      list_movable (search);
      if (search->choices->len > 0)
        warm_up (search);
      search->is_warm = true;
      search->cooling_began = search->steps;
    }
  while (search->choices->len > 0 && search->steps < until && !is_perfect (search)
         && gh_search_step (search, 1))
    {
      int64_t done = search->steps - search->cooling_began;
      if (search->steps >= search->next_cooling)
        {
          gh_heat_cool (&search->heat, done, search->effort - search->cooling_began);
          search->next_cooling = search->steps + STEPS_AT_ONE_HEAT;
        }
      gh_search_move (search);
      gh_search_remember (search);
    }
  search->is_done = search->is_done || search->choices->len == 0 || is_perfect (search);
}
