#include "engine/search/search.h"

#include <string.h>

/* 2 to the power of -n/16, in 1/65536. */
static const int64_t sixteenths[16] = { 65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393,
                                        46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219 };

#define N_LOGS 4096
/* So many changes for the worse tell whether it is too hot. */
#define WORSE_TO_JUDGE 100
/* -log2 ((n + 1/2) / 4096) in 1/65536, bit by bit, in whole numbers. */
static int
minus_log2 (int n)
{
  uint64_t value = (uint64_t)(2 * n + 1) << 31; /* of 2^44 */
  int whole = 44;
  int fraction = 0;

  while (value >= UINT64_C (1) << 32)
    {
      value >>= 1;
      whole--;
    }
  while (value < UINT64_C (1) << 31)
    {
      value <<= 1;
      whole++;
    }
  for (int bit = 0; bit < 16; bit++)
    {
      value = (value * value) >> 31;
      fraction <<= 1;
      if (value >= UINT64_C (1) << 32)
        {
          fraction |= 1;
          value >>= 1;
        }
    }
  return (whole - 31) * 65536 - fraction;
}

static void
make_logs (GhSearch *search)
{
  search->logs = g_new (int, N_LOGS);
  for (int n = 0; n < N_LOGS; n++)
    search->logs[n] = minus_log2 (n);
}

/* Metropolis: what a change may cost, this time; the hotter, the more. */
static int64_t
draw_limit (GhSearch *search)
{
  int64_t log = search->logs[gh_random_below (&search->random, N_LOGS)];
  return (search->temperature * log) >> 24;
}

/* Counts the changes for the worse that are looked at, and those that are taken. */
static void
count_change (GhSearch *search, int64_t change, bool is_taken)
{
  if (change <= 0)
    return;
  search->n_worse++;
  search->n_worse_taken += is_taken;
}

/* ---- moves ------------------------------------------------------------------------------- */

static int
random_choice (GhSearch *search)
{
  return g_array_index (search->choices, int,
                        gh_random_below (&search->random, (int)search->choices->len));
}

/* Another place, chosen blindly; mostly in the room where it is. */
static bool
random_place (GhSearch *search, int session, int *option, int *room)
{
  const GhDomain *domain = &search->demands->domains[session];
  *option = gh_random_below (&search->random, domain->n_options);
  *room = search->board->room[session];
  if (*room < 0 || *option == search->board->option[session]
      || gh_random_below (&search->random, 2) == 0)
    *room = gh_random_below (&search->random, domain->n_rooms);
  return *option != search->board->option[session] || *room != search->board->room[session];
}

/* Keeps what has been done if it does not cost more than LIMIT. */
static void
settle (GhSearch *search, int mark, int64_t before, int missing, int64_t limit)
{
  GhBoard *board = search->board;
  int64_t change = board->cost - before;
  bool is_taken = board->n_missing < missing || (board->n_missing == missing && change <= limit);
  count_change (search, change, is_taken);
  if (!is_taken)
    gh_board_rollback (board, mark);
}

/* Rooms enough are free at a start for so many more sessions, each of which takes one. */
static bool
has_rooms_for (const GhBoard *board, GhMove move, int n_more)
{
  int at = board->demands->domains[move.session].first_option + move.option;

  return n_more <= 0 || board->room_loads != NULL
         || !board->model->sessions[move.session].needs_room
         || board->n_busy_rooms[board->option_step[at]] + n_more <= board->model->n_rooms;
}

/* A session goes to another start, and whoever is in its way comes back (chain.h); rooms are found
 * once the rest is worth it. */
static void
change_starts (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  const GhDemands *demands = search->demands;
  const GhDomain *domain = &demands->domains[session];
  GhChain *chain = search->chain;
  int option = gh_random_below (&search->random, domain->n_options);
  int start = demands->option_start[domain->first_option + option];
  int partner = -1;
  uint64_t chances;
  int64_t before = board->cost;
  int64_t limit, change;
  int64_t room_excess = 0;
  bool is_taken;

  if (option == board->option[session])
    return;
  chances = gh_random_next (&search->random);
  if ((int)(chances & 127) < search->swap_share && board->starters[start].n > 0)
    partner = board->starters[start]
                  .sessions[gh_random_below (&search->random, board->starters[start].n)];
  if (board->blocked[domain->first_option + option] > 0
      && (int)(chances >> 7 & 127) >= search->chain_share)
    return;
  if (!gh_chain_build (chain, session, start, partner)
      || !has_rooms_for (board, chain->moves[0], 2 * chain->n_over - chain->n))
    return;
  limit = draw_limit (search);
  for (int move = 0; move < chain->n; move++)
    room_excess += gh_board_room_excess (board, chain->moves[move].session);
  change = gh_board_foretell (board, chain->moves, chain->n, limit + room_excess);
  is_taken =
      change - room_excess <= limit && gh_board_move (board, chain->moves, chain->n, change, limit);
  count_change (search, is_taken ? board->cost - before : change - room_excess, is_taken);
}

/* A session goes to some other place, mostly one at another start in the same room. */
static void
relocate (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  int mark = gh_board_mark (board);
  int missing = board->n_missing;
  int64_t before = board->cost;
  int64_t limit;
  int option, room;
  int64_t change;

  if (!random_place (search, session, &option, &room)
      || !gh_board_is_open (board, session, option, room))
    return;
  limit = draw_limit (search);
  change = gh_board_cost_at (board, session, option, room)
           - gh_board_cost_at (board, session, board->option[session], board->room[session]);
  if (change > limit)
    {
      count_change (search, change, false);
      return;
    }
  gh_board_take (board, session);
  if (!gh_board_put (board, session, option, room))
    gh_board_rollback (board, mark);
  else
    settle (search, mark, before, missing, limit);
}

/* Two sessions at one start exchange rooms. */
static void
swap_rooms (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  const GhBucket *list = &board->starters[board->start[session]];
  int other = list->sessions[gh_random_below (&search->random, list->n)];
  int64_t before = board->cost;
  bool is_taken;

  if (other == session)
    return;
  is_taken = gh_board_swap_rooms (board, session, other, draw_limit (search));
  count_change (search, is_taken ? board->cost - before : 1, is_taken);
}

static bool
put_if_open (GhBoard *board, int session, int option, int room)
{
  return gh_board_is_open (board, session, option, room)
         && gh_board_put (board, session, option, room);
}

/* Pushes in where one or two others are, and finds them their next best places. */
static void
push_in (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  int mark = gh_board_mark (board);
  int64_t before = board->cost;
  int missing = board->n_missing;
  int option, room;
  bool done;

  if (!random_place (search, session, &option, &room)
      || !gh_domain_fits (&search->demands->domains[session], option, room)
      || board->blocked[search->demands->domains[session].first_option + option] > 2)
    return;
  g_array_set_size (search->off, 0);
  gh_board_pair_blockers (board, session, option, search->off);
  gh_board_room_blockers (board, session, option, room, search->off);
  if (search->off->len == 0 || search->off->len > 2)
    return;
  for (guint entry = 0; entry < search->off->len; entry++)
    if (search->demands->domains[g_array_index (search->off, int, entry)].n_options < 2)
      return;
  if (gh_board_has (board, session))
    gh_board_take (board, session);
  for (guint entry = 0; entry < search->off->len; entry++)
    if (gh_board_has (board, g_array_index (search->off, int, entry)))
      gh_board_take (board, g_array_index (search->off, int, entry));
  search->steps++;
  done = put_if_open (board, session, option, room);
  for (guint entry = 0; done && entry < search->off->len; entry++)
    {
      int other = g_array_index (search->off, int, entry);
      int64_t cost;
      if (gh_board_has (board, other))
        continue;
      done = gh_search_best_place (search, other, &option, &room, &cost)
             && gh_board_put (board, other, option, room);
    }
  if (!done)
    gh_board_rollback (board, mark);
  else
    settle (search, mark, before, missing, draw_limit (search));
}

/* A session off the board (optional, or still missing) gets its best place, if that is worth it. */
static void
bring_in (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  int64_t before = board->cost;
  int mark = gh_board_mark (board);
  int missing = board->n_missing;
  int option, room;
  int64_t cost;

  if (gh_search_best_place (search, session, &option, &room, &cost)
      && gh_board_put (board, session, option, room))
    settle (search, mark, before, missing, draw_limit (search));
}

static void
leave_out (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  int64_t before = board->cost;
  int mark = gh_board_mark (board);
  int missing = board->n_missing;

  gh_board_take (board, session);
  settle (search, mark, before, missing, draw_limit (search));
}

static void
move (GhSearch *search)
{
  GhBoard *board = search->board;
  int session = random_choice (search);
  int kind;

  if (gh_board_has (board, session) && board->has_plain_rooms[session]
      && gh_board_needs (board, session))
    {
      change_starts (search, session);
      gh_board_forget (board);
      return;
    }
  kind = gh_random_below (&search->random, 64);
  if (!gh_board_has (board, session))
    {
      if (kind < 4)
        bring_in (search, session);
      else if (kind < 8)
        push_in (search, session);
    }
  else if (kind == 0 && !gh_board_needs (board, session))
    leave_out (search, session);
  else if (board->has_plain_rooms[session] || kind < 32)
    change_starts (search, session);
  else if (kind < 48)
    relocate (search, session);
  else if (kind < 60)
    swap_rooms (search, session);
  else
    push_in (search, session);
  gh_board_forget (board);
}

/* ---- the loop ---------------------------------------------------------------------------- */

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

/* How much a blind move changes the cost by, in the middle: the temperature to begin at. */
static int64_t
typical_change (GhSearch *search)
{
  GhBoard *board = search->board;
  int64_t sum = 0;
  int n = 0;

  for (int turn = 0; turn < 4000 && n < 400 && gh_search_step (search, 1); turn++)
    {
      int session = random_choice (search);
      int option, room;
      int64_t change;
      if (!gh_board_has (board, session) || !random_place (search, session, &option, &room)
          || !gh_board_is_open (board, session, option, room))
        continue;
      change = gh_board_cost_at (board, session, option, room)
               - gh_board_cost_at (board, session, board->option[session], board->room[session]);
      sum += MAX (change, -change);
      n++;
    }
  return n > 0 ? MAX (1, sum / n) : 1;
}

/* LOG2 (a / b) in sixteenths, whole; a at least b. */
static int
sixteenths_between (int64_t a, int64_t b)
{
  int n = 0;
  while ((a * sixteenths[1]) >> 16 > b && a > b)
    {
      a = (a * sixteenths[1]) >> 16;
      n++;
    }
  return n;
}

static int64_t
cooled (int64_t hot, int64_t cold, int64_t done, int64_t all)
{
  int64_t n = sixteenths_between (hot, cold) * done / MAX (1, all);
  return MAX (1, ((hot * sixteenths[n % 16]) >> 16) >> (n / 16));
}

/* Hotter or colder, in large steps while few or nearly all changes for the worse are taken. */
static void
heat (GhSearch *search)
{
  int64_t taken = search->n_worse_taken * 100;
  int64_t wanted = search->n_worse * search->hot_share;
  bool is_far =
      taken * 3 < wanted || search->n_worse * 100 - taken < (search->n_worse * 100 - wanted) / 3;
  int64_t by = search->temperature / (is_far ? 2 : 12);
  search->temperature += taken > wanted ? -by : by + 1;
}

/* Looks for the heat at which a share of the changes for the worse is taken. */
static void
warm_up (GhSearch *search, int64_t until)
{
  search->n_worse = search->n_worse_taken = 0;
  while (search->steps < until && gh_search_step (search, 1))
    {
      move (search);
      gh_search_remember (search);
      if (search->n_worse < WORSE_TO_JUDGE)
        continue;
      heat (search);
      search->n_worse = search->n_worse_taken = 0;
    }
}

static void
cool (GhSearch *search, int64_t hot, int64_t began)
{
  int64_t all = MAX (1, search->effort - began);
  int64_t done = MIN (search->steps - began, all);
  int64_t first = all * 4 / 5;
  search->temperature = done < first
                            ? cooled (hot, search->warm, done, first)
                            : cooled (search->warm, search->cold, done - first, all - first);
}
static double
env (const char *n, double d)
{
  const char *v = g_getenv (n);
  return v ? g_ascii_strtod (v, NULL) : d;
}

void
gh_search_improve (GhSearch *search)
{
  int64_t hot;
  int64_t began;
  unsigned turn = 0;

  list_movable (search);
  if (search->choices->len == 0)
    return;
  make_logs (search);
  search->chain_share = env ("GH_CHAIN", 25) * 1.28;
  search->swap_share = env ("GH_SWAP", 15) * 1.28;
  search->hot_share = env ("GH_SHARE", 35);
  search->temperature = typical_change (search) * 64;
  warm_up (search, search->steps + (search->effort - search->steps) / 32);
  hot = search->temperature;
  search->warm = MAX (1, hot / env ("GH_RATIO", 14));
  search->cold = MAX (1, search->warm / env ("GH_TAIL", 5));
  if (g_getenv ("GH_TELL"))
    g_printerr ("hot %.2f warm %.2f cold %.2f\n", hot / 256 / 0.693, search->warm / 256. / 0.693,
                search->cold / 256. / .693);
  began = search->steps;
  while (gh_search_step (search, 1))
    {
      if ((turn++ & 511) == 0)
        cool (search, hot, began);
      move (search);
      gh_search_remember (search);
      if (search->best.cost == 0 && search->best.n_missing == 0)
        break;
    }
}
