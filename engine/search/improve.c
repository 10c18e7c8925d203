#include "engine/search/search.h"

#include <string.h>

/* Steps between two changes of the heat. */
#define STEPS_AT_ONE_HEAT 512
/* Warming up takes this part of the effort. */
#define WARM_UP_PART 32
/* Blind moves that tell what a usual change costs, and so many tries for them. */
#define BLIND_MOVES 400
#define BLIND_TRIES 4000

void
gh_search_list_movable (GhSearch *search)
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
      if (domain->is_placeable && !is_bound && !search->hold->is_held[session])
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

/* Of a hundred steps, so many are the short descent's.  The long one may have all others; mostly it
 * is frozen before, and the last one has what it left. */
#define SHORT_PART 5
/* With fewer of a hundred steps left, no slow part begins again. */
#define AGAIN_PART 15

/* From now on it counts who moves. */
static void
begin_look (GhSearch *search)
{
  gsize size = (gsize)search->board->model->n_sessions * sizeof (int);
  memcpy (search->option_then, search->board->option, size);
  memcpy (search->room_then, search->board->room, size);
  search->looked = search->steps;
}

/* Of a hundred sessions, how many are elsewhere than at the last look; who is there in another room
 * has moved, if rooms matter. */
static int64_t
moved_since (const GhSearch *search)
{
  int64_t n = 0;
  for (guint entry = 0; entry < search->choices->len; entry++)
    {
      const GhChoice *choice = &g_array_index (search->choices, GhChoice, entry);
      int session = choice->session;
      n += search->option_then[session] != search->board->option[session]
           || (!choice->is_plain && search->room_then[session] != search->board->room[session]);
    }
  return n * 100 / search->choices->len;
}

static void
hold_nobody (GhSearch *search)
{
  if (search->hold->n_days_held == 0)
    return;
  gh_hold_nobody (search->hold);
  gh_search_list_movable (search);
}

static void
begin_descent (GhSearch *search, GhDescent kind)
{
  hold_nobody (search);
  if (kind == GH_DESCENT_LAST)
    gh_search_restore (search);
  search->descent = kind;
  search->descent_began = search->steps;
  search->descent_ends =
      search->warm_at
      + (kind == GH_DESCENT_SHORT ? search->cooling / 100 * SHORT_PART : search->cooling);
  gh_heat_descend (&search->heat, kind, search->descent_ends - search->steps);
  begin_look (search);
}

/* Whether one more day is held from now on. */
static bool
holds_more (GhSearch *search)
{
  if (search->descent_ends - search->steps < search->cooling / 100 * AGAIN_PART
      || !gh_hold_day (search->hold))
    return false;
  gh_search_list_movable (search);
  if (search->choices->len > 0)
    return true;
  hold_nobody (search);
  return false;
}

static void
look (GhSearch *search)
{
  if (search->descent == GH_DESCENT_SHORT && search->heat.n_looks == 0)
    gh_hold_see_hot (search->hold);
  gh_heat_look (&search->heat, moved_since (search));
  if (!gh_heat_is_slow (&search->heat) || gh_hold_is_idle (search->hold))
    hold_nobody (search);
  else if (holds_more (search))
    {
      gh_heat_slow_again (&search->heat);
      search->descent_began = search->steps;
    }
  begin_look (search);
}

/* After some steps at one heat; the last descent goes on to the end, however cold it is. */
static void
cool (GhSearch *search, int64_t steps)
{
  bool goes_on = gh_heat_cool (&search->heat, steps, search->board->cost)
                 && search->steps < search->descent_ends;

  if (!goes_on && search->descent != GH_DESCENT_LAST)
    begin_descent (search, search->descent + 1);
  else if (search->steps - search->looked
           >= (search->descent_ends - search->descent_began) / GH_HEAT_LOOKS)
    look (search);
}

/* Gets ready to cool: what may be moved, and how hot is hot. */
static void
prepare (GhSearch *search)
{
  gh_search_list_movable (search);
  if (search->choices->len > 0)
    warm_up (search);
  search->is_warm = true;
  search->warm_at = search->steps;
  search->cooling = search->effort - search->steps;
  if (search->choices->len > 0)
    begin_descent (search, GH_DESCENT_SHORT);
}

void
gh_search_improve (GhSearch *search, int64_t until)
{
  if (!search->is_warm)
    prepare (search);
  search->is_done = search->choices->len == 0 || is_perfect (search);
  while (search->steps < until && !search->is_done && gh_search_step (search, 0))
    {
      int64_t before = search->steps;
      make_moves (search, MIN (until, before + STEPS_AT_ONE_HEAT), false);
      cool (search, search->steps - before);
      search->is_done = is_perfect (search);
    }
}
