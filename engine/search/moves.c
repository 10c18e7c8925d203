#include "engine/search/search.h"

/* Of 128 moves to another start, so many bring somebody from there back (more where sessions mind
 * their rooms) ... */
#define SWAPS 19
#define SWAPS_WITH_ROOMS 60
/* ... and of those that have somebody in the way, so many build a chain of any length, and so many
 * a short one, which is taken far more often for its work.  Where chains are long on the average,
 * fewer are built: of each move no more than so many eighths of a session are asked. */
#define LONG_CHAINS 32
#define LONG_EIGHTHS 2
#define SHORT_CHAINS 32
#define SHORT_EIGHTHS 2
#define MOST_IN_SHORT 4

/* ---- all of them ------------------------------------------------------------------------- */

/* A change was looked at. */
static void
count (GhSearch *search, int64_t change, bool is_taken)
{
  gh_heat_count (&search->heat, change, is_taken);
  gh_record_take (&search->record, is_taken);
}

/* 0 .. n-1, from so many low bits of a throw. */
static int
below (uint64_t bits, int n_bits, int n)
{
  return (int)(((bits & ((UINT64_C (1) << n_bits) - 1)) * (uint64_t)n) >> n_bits);
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

/* Keeps what has been done if it does not cost more than the heat allows. */
static void
settle (GhSearch *search, int mark, int64_t before, int missing, int64_t limit)
{
  GhBoard *board = search->board;
  int64_t change = board->cost - before;
  bool is_taken = board->n_missing < missing || (board->n_missing == missing && change <= limit);
  count (search, change, is_taken);
  if (!is_taken)
    gh_board_rollback (board, mark);
}

/* ---- to another start -------------------------------------------------------------------- */

/* Rooms enough are free at a start for so many more sessions, each of which takes one. */
static bool
has_rooms_for (const GhBoard *board, GhMove move, int n_more)
{
  int at = board->demands->domains[move.session].first_option + move.option;
  return n_more <= 0 || board->room_loads != NULL
         || !board->model->sessions[move.session].needs_room
         || board->n_busy_rooms[board->option_step[at]] + n_more <= board->model->n_rooms;
}

/* Moves a chain if the heat allows what it costs: first by the times, as long as they alone may be
 * worth it, and only then with rooms. */
static void
move_chain (GhSearch *search, const GhChain *chain)
{
  GhBoard *board = search->board;
  int64_t before = board->cost;
  int64_t limit = gh_heat_limit (&search->heat, &search->random);
  int64_t room_excess = 0;
  int64_t change;
  GhMoved moved = GH_TOO_DEAR;

  for (int move = 0; move < chain->n; move++)
    room_excess += gh_board_room_excess (board, chain->moves[move].session);
  change = gh_board_foretell (board, chain->moves, chain->n, limit + room_excess);
  if (change - room_excess <= limit)
    moved = gh_board_move (board, chain->moves, chain->n, change, limit);
  if (moved != GH_NO_PLACE)
    count (search, moved == GH_MOVED ? board->cost - before : change, moved == GH_MOVED);
}

/* Sessions that a chain may have, by a throw of 128; 1: no chain. */
static int
choose_length (const GhSearch *search, int throw)
{
  const GhChainWork *work = &search->chain_work;
  if (throw < LONG_CHAINS && work->in_long * 8 <= search->steps * LONG_EIGHTHS)
    return GH_MOST_IN_CHAIN;
  if (throw < LONG_CHAINS + SHORT_CHAINS && work->in_short * 8 <= search->steps * SHORT_EIGHTHS)
    return MOST_IN_SHORT;
  return 1;
}

static GhMoveKind
kind_of_length (int most)
{
  return most == 1 ? GH_BY_START : most == MOST_IN_SHORT ? GH_BY_SHORT_CHAIN : GH_BY_LONG_CHAIN;
}

/* Somebody at START who may come back to where a session is, if nobody there minds or a chain is
 * built; -1: nobody, -2: the one who was asked may not. */
static int
choose_partner (GhSearch *search, int session, int start, bool chains)
{
  const GhBoard *board = search->board;
  const GhBucket *there = &board->starters[start];
  int partner, option;

  if (there->n == 0)
    return -1;
  partner = there->sessions[gh_random_below (&search->random, there->n)];
  option = gh_demands_option_at (search->demands, partner, board->start[session]);
  if (option < 0
      || (!chains && board->blocked[search->demands->domains[partner].first_option + option] > 0))
    return -2;
  return partner;
}

/* A session may go to another start. */
typedef struct
{
  int option;
  int most;       /* sessions that may have to move for it; 1: only itself */
  int in_the_way; /* pairs that would be wrong there */
  bool swaps;     /* somebody from there comes back */
} Attempt;

/* Most attempts end at this first look, so it is the cheapest. */
static inline bool
look (GhSearch *search, const GhChoice *choice, uint64_t dice, Attempt *attempt)
{
  const GhBoard *board = search->board;
  attempt->option = below (dice >> 40, 24, choice->n_options);
  attempt->swaps = (dice & 127) < (choice->is_plain ? SWAPS : SWAPS_WITH_ROOMS);
  attempt->most = choose_length (search, (int)(dice >> 7 & 127));
  attempt->in_the_way = board->blocked[choice->first_option + attempt->option];
  gh_record_try (&search->record, kind_of_length (attempt->most));
  return attempt->in_the_way < attempt->most && attempt->option != board->option[choice->session];
}

/* A session goes to another start, and whoever is in its way comes back (chain.h).  False: nothing
 * was tried in earnest. */
static bool
change_starts (GhSearch *search, const GhChoice *choice, const Attempt *attempt)
{
  GhBoard *board = search->board;
  GhChain *chain = search->chain;
  GhMove move = { choice->session, attempt->option };
  int start = search->demands->option_start[choice->first_option + move.option];
  int partner = -1;
  bool is_full = attempt->in_the_way == 0 && !has_rooms_for (board, move, 1);
  bool is_closed = true;

  /* Where every room is taken, only somebody who comes back makes room. */
  if (attempt->swaps || is_full)
    partner = choose_partner (search, move.session, start, attempt->most > 1);
  if (partner == -2 || (partner < 0 && is_full))
    return false;
  if (partner < 0 && attempt->in_the_way == 0)
    gh_chain_set_one (chain, move);
  else /* One who moves, and one who comes back, are no chain yet. */
    is_closed = gh_chain_build (chain, move.session, start, partner, MAX (attempt->most, 2));
  if (attempt->most == GH_MOST_IN_CHAIN)
    search->chain_work.in_long += chain->n;
  else
    search->chain_work.in_short += chain->n;
  if (!is_closed
      || (!chain->is_shifted
          && !has_rooms_for (board, chain->moves[0], 2 * chain->n_over - chain->n)))
    return false;
  move_chain (search, chain);
  return true;
}

/* ---- to another room --------------------------------------------------------------------- */

/* A session goes to some other place, mostly one at another start in the same room. */
static void
relocate (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  int mark = gh_board_mark (board);
  int missing = board->n_missing;
  int64_t before = board->cost;
  int64_t limit, change;
  int option, room;

  gh_record_try (&search->record, GH_BY_PLACE);
  if (!random_place (search, session, &option, &room)
      || !gh_board_is_open (board, session, option, room))
    return;
  limit = gh_heat_limit (&search->heat, &search->random);
  change = gh_board_cost_at (board, session, option, room)
           - gh_board_cost_at (board, session, board->option[session], board->room[session]);
  if (change > limit)
    {
      count (search, change, false);
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
  GhMoved moved;

  gh_record_try (&search->record, GH_BY_ROOMS);
  if (other == session)
    return;
  moved =
      gh_board_swap_rooms (board, session, other, gh_heat_limit (&search->heat, &search->random));
  if (moved != GH_NO_PLACE)
    count (search, moved == GH_MOVED ? board->cost - before : 1, moved == GH_MOVED);
}

/* ---- on and off the board ---------------------------------------------------------------- */

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

  gh_record_try (&search->record, GH_BY_PUSHING_IN);
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
    if (search->demands->domains[g_array_index (search->off, int, entry)].n_options < 2
        || search->hold->is_held[g_array_index (search->off, int, entry)])
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
    settle (search, mark, before, missing, gh_heat_limit (&search->heat, &search->random));
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

  gh_record_try (&search->record, GH_BY_BRINGING_IN);
  if (gh_search_best_place (search, session, &option, &room, &cost)
      && gh_board_put (board, session, option, room))
    settle (search, mark, before, missing, gh_heat_limit (&search->heat, &search->random));
}

static void
leave_out (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  int64_t before = board->cost;
  int mark = gh_board_mark (board);
  int missing = board->n_missing;

  gh_record_try (&search->record, GH_BY_LEAVING_OUT);
  gh_board_take (board, session);
  settle (search, mark, before, missing, gh_heat_limit (&search->heat, &search->random));
}

/* ---- one of them ------------------------------------------------------------------------- */

static void
move_missing (GhSearch *search, int session)
{
  int kind = gh_random_below (&search->random, 16);
  if (kind == 0)
    bring_in (search, session);
  else if (kind == 1)
    push_in (search, session);
}

static void
move_one_with_rooms (GhSearch *search, const GhChoice *choice, uint64_t dice)
{
  int kind = gh_random_below (&search->random, 64);
  Attempt attempt;

  if (kind == 0 && !gh_board_needs (search->board, choice->session))
    leave_out (search, choice->session);
  else if (kind < 32)
    {
      if (look (search, choice, dice, &attempt))
        change_starts (search, choice, &attempt);
    }
  else if (kind < 48)
    relocate (search, choice->session);
  else if (kind < 60)
    swap_rooms (search, choice->session);
  else
    push_in (search, choice->session);
}

bool
gh_search_move (GhSearch *search)
{
  uint64_t dice = gh_random_next (&search->random);
  const GhChoice *choice =
      &g_array_index (search->choices, GhChoice, below (dice >> 16, 24, (int)search->choices->len));
  Attempt attempt;

  if (choice->is_plain && gh_board_has (search->board, choice->session))
    return look (search, choice, dice, &attempt) && change_starts (search, choice, &attempt);
  if (gh_board_has (search->board, choice->session))
    move_one_with_rooms (search, choice, dice);
  else
    move_missing (search, choice->session);
  return true;
}
