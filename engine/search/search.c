#include "engine/search/search.h"

#include "engine/ranked.h"

#include <string.h>

/* How often the caller is asked: a few milliseconds of steps. */
#define STEPS_BETWEEN_QUESTIONS 2048
/* A blind move finds most places closed at the first test; a look at an open one costs less than
 * making a move of it. */
#define LOOKS_A_STEP 8
/* So many places are tried at most, at the end, for one that may be left out. */
#define MOST_PLACES_TO_FILL 64

/* What every complete board costs at least, by starts and rooms alone. */
static int64_t
least_cost (const GhDemands *demands)
{
  int64_t cost = 0;
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      const GhDomain *domain = &demands->domains[session];
      int64_t start = INT64_MAX;
      int64_t room = INT64_MAX;
      if (demands->model->sessions[session].optional || !domain->is_placeable)
        continue;
      for (int option = 0; option < domain->n_options; option++)
        start = MIN (start, domain->options[option].cost);
      for (int in = 0; in < domain->n_rooms; in++)
        room = MIN (room, domain->room_costs[in]);
      cost += start + room;
    }
  return cost;
}

GhSearch *
gh_search_new (const GhDemands *demands, uint64_t seed, int64_t effort)
{
  const GhModel *model = demands->model;
  GhSearch *search = g_new0 (GhSearch, 1);
  int n_slots;
  int most_options = 0;

  search->board = gh_board_new (demands);
  search->demands = demands;
  gh_random_seed (&search->random, seed);
  search->effort = effort;
  search->first_complete = -1;
  search->least_cost = least_cost (demands);
  n_slots = search->board->teams->first_slot[model->n_sessions];
  search->best = (GhBest){
    .option = g_new (int, model->n_sessions),
    .room = g_new (int, model->n_sessions),
    .teams = g_new (int, n_slots),
    .n_missing = INT32_MAX,
  };
  search->hold = gh_hold_new (search->board);
  search->chain = gh_chain_new (search->board, search->hold->is_held);
  search->weights = g_new (int, model->n_sessions);
  search->option_then = g_new0 (int, model->n_sessions);
  search->room_then = g_new0 (int, model->n_sessions);
  search->forbidden_until = g_new0 (int64_t, demands->n_options);
  for (int session = 0; session < model->n_sessions; session++)
    most_options = MAX (most_options, demands->domains[session].n_options);
  search->prices = g_new (int, most_options);
  search->in_the_way = g_array_new (false, false, sizeof (int));
  search->off = g_array_new (false, false, sizeof (int));
  search->choices = g_array_new (false, false, sizeof (GhChoice));
  gh_record_init (&search->record);
  return search;
}

void
gh_search_free (GhSearch *search)
{
  if (search == NULL)
    return;
  gh_chain_free (search->chain);
  gh_hold_free (search->hold);
  gh_board_free (search->board);
  g_free (search->best.option);
  g_free (search->best.room);
  g_free (search->best.teams);
  g_free (search->weights);
  g_free (search->option_then);
  g_free (search->room_then);
  g_free (search->forbidden_until);
  g_free (search->prices);
  g_array_unref (search->in_the_way);
  g_array_unref (search->off);
  g_array_unref (search->choices);
  gh_record_clear (&search->record);
  g_free (search);
}

bool
gh_search_step (GhSearch *search, int64_t n)
{
  search->steps += n;
  if (search->steps >= search->effort)
    search->stopped = true;
  if (search->steps >= search->next_question && !search->stopped)
    {
      search->next_question = search->steps + STEPS_BETWEEN_QUESTIONS;
      if (search->may_go_on != NULL
          && !search->may_go_on (search->data, search->steps, search->best.n_missing,
                                 search->best.cost))
        search->stopped = true;
    }
  return !search->stopped;
}

void
gh_search_remember (GhSearch *search)
{
  const GhBoard *board = search->board;
  GhBest *best = &search->best;
  int n = board->model->n_sessions;

  if (board->n_missing > best->n_missing
      || (board->n_missing == best->n_missing && board->cost >= best->cost))
    return;
  memcpy (best->option, board->option, (gsize)n * sizeof (int));
  memcpy (best->room, board->room, (gsize)n * sizeof (int));
  for (int slot = 0; slot < board->teams->first_slot[n]; slot++)
    best->teams[slot] = board->teams->slots[slot];
  best->n_missing = board->n_missing;
  best->cost = board->cost;
  gh_record_better (&search->record, (GhProgress){ search->steps, board->n_missing, board->cost });
  if (best->n_missing == 0 && search->first_complete < 0)
    search->first_complete = search->steps;
}

bool
gh_search_best_place (GhSearch *search, int session, int *option, int *room, int64_t *cost)
{
  const GhDomain *domain = &search->demands->domains[session];
  bool found = false;
  int n_equal = 0;
  int n_looks = 0;

  for (int at = 0; at < domain->n_options; at++)
    {
      if (search->board->blocked[domain->first_option + at] > 0
          || gh_board_full_capacity (search->board, session, at) >= 0)
        continue;
      for (int in = 0; in < domain->n_rooms; in++)
        {
          int64_t this;
          if (!gh_board_is_open (search->board, session, at, in))
            continue;
          n_looks++;
          this = gh_board_cost_of_putting (search->board, session, at, in);
          if (found && this > *cost)
            continue;
          n_equal = found && this == *cost ? n_equal + 1 : 1;
          if (n_equal > 1 && gh_random_below (&search->random, n_equal) > 0)
            continue;
          found = true;
          *option = at;
          *room = in;
          *cost = this;
        }
    }
  search->steps += n_looks / LOOKS_A_STEP;
  return found;
}

void
gh_search_advance (GhSearch *search, int64_t until)
{
  if (!search->is_constructed)
    {
      gh_search_begin (search);
      /* While nothing is complete, completeness is worth more than quality. */
      gh_search_construct (search, search->effort - search->effort / 4);
      gh_search_remember (search);
      search->is_constructed = true;
    }
  if (!search->stopped)
    gh_search_improve (search, until);
}

static void
lay_out (GhSearch *search, const int *option, const int *room, const int *teams)
{
  GhBoard *board = search->board;
  int n = board->model->n_sessions;

  for (int session = 0; session < n; session++)
    gh_board_take (board, session);
  gh_board_forget (board);
  for (int session = 0; session < n; session++)
    if (option[session] >= 0)
      gh_board_lay (board, session, option[session], room[session],
                    &teams[board->teams->first_slot[session]]);
}

void
gh_search_adopt (GhSearch *search, const GhSearch *other)
{
  gsize size = (gsize)search->board->model->n_sessions * sizeof (int);

  lay_out (search, other->board->option, other->board->room, other->board->teams->slots);
  /* Who has moved there since has moved here, too. */
  memcpy (search->option_then, other->option_then, size);
  memcpy (search->room_then, other->room_then, size);
  gh_hold_copy (search->hold, other->hold);
  gh_search_list_movable (search);
  search->record.kind = GH_BY_NO_MOVE;
  gh_search_remember (search);
}

void
gh_search_restore (GhSearch *search)
{
  lay_out (search, search->best.option, search->best.room, search->best.teams);
}

typedef struct
{
  int option, room;
  int64_t cost;
} Place;

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;
  if (left->cost != right->cost)
    return left->cost < right->cost ? -1 : 1;
  return left->option != right->option ? left->option - right->option : left->room - right->room;
}

/* Those that cost less than leaving it out, the cheapest first; the caller's. */
static GArray *
list_gains (GhSearch *search, int session)
{
  const GhDomain *domain = &search->demands->domains[session];
  GArray *places = g_array_new (false, false, sizeof (Place));

  for (int option = 0; option < domain->n_options; option++)
    {
      if (search->board->blocked[domain->first_option + option] > 0
          || gh_board_full_capacity (search->board, session, option) >= 0)
        continue;
      for (int room = 0; room < domain->n_rooms; room++)
        {
          Place place = { option, room, 0 };
          if (!gh_board_is_open (search->board, session, option, room))
            continue;
          place.cost = gh_board_cost_of_putting (search->board, session, option, room);
          if (place.cost < 0)
            g_array_append_val (places, place);
        }
    }
  g_array_sort (places, compare_costs);
  return places;
}

/* Where teams and covers let it be, too; of many, the first few are asked. */
static void
fill_in (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  g_autoptr (GArray) places = list_gains (search, session);
  int64_t before = board->cost;

  for (guint at = 0; at < MIN (places->len, MOST_PLACES_TO_FILL); at++)
    {
      const Place *place = &g_array_index (places, Place, at);
      int mark = gh_board_mark (board);
      if (gh_board_put (board, session, place->option, place->room) && board->cost < before)
        {
          gh_board_forget (board);
          return;
        }
      gh_board_rollback (board, mark);
    }
}

void
gh_search_fill (GhSearch *search)
{
  const GhModel *model = search->board->model;
  g_autoptr (GArray) ranks = g_array_new (false, false, sizeof (GhRanked));

  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRanked rank = { session, (int)MIN (search->demands->left_out_weight[session], INT32_MAX) };
      if (!gh_board_has (search->board, session) && model->sessions[session].optional
          && !model->sessions[session].cancelled && search->demands->domains[session].is_placeable)
        g_array_append_val (ranks, rank);
    }
  g_array_sort (ranks, gh_ranked_compare);
  for (guint at = 0; at < ranks->len; at++)
    fill_in (search, g_array_index (ranks, GhRanked, at).number);
}

/* Puts a session that is off the board at a place, if the board takes it. */
static bool
put_at (GhSearch *search, int session, GhPlacement place)
{
  int option, room;
  return gh_domain_find (search->demands, session, place, &option, &room)
         && gh_board_is_open (search->board, session, option, room)
         && gh_board_put (search->board, session, option, room);
}

bool
gh_search_move_to (GhSearch *search, const GhPlacement *places)
{
  GhBoard *board = search->board;
  int n = board->model->n_sessions;
  int mark = gh_board_mark (board);

  for (int session = 0; session < n; session++)
    if (board->placements[session].start != places[session].start
        || board->placements[session].room != places[session].room)
      gh_board_take (board, session);
  for (int session = 0; session < n; session++)
    if (places[session].start != GH_NEVER && !gh_board_has (board, session)
        && !put_at (search, session, places[session]))
      {
        gh_board_rollback (board, mark);
        return false;
      }
  gh_board_forget (board);
  return true;
}
