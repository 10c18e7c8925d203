#include "engine/search/search.h"

#include <string.h>

/* 2 to the power of -n/16, in 1/65536. */
static const int64_t sixteenths[16] = { 65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393,
                                        46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219 };

#define N_LOGS 4096
/* Cold is this many halvings below hot. */
#define HALVINGS 9

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

/* Metropolis: a worse board is taken with a chance that shrinks with how much worse it is. */
static bool
is_acceptable (GhSearch *search, int64_t change)
{
  int64_t log;
  if (change <= 0)
    return true;
  log = search->logs[gh_random_below (&search->random, N_LOGS)];
  return change * 256 * 65536 <= search->temperature * log;
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

/* Keeps what has been done if it is acceptable. */
static void
settle (GhSearch *search, int mark, int64_t before, int missing)
{
  GhBoard *board = search->board;
  if (board->n_missing > missing
      || (board->n_missing == missing && !is_acceptable (search, board->cost - before)))
    gh_board_rollback (board, mark);
}

static void
relocate (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  int mark = gh_board_mark (board);
  int missing = board->n_missing;
  int64_t before = board->cost;
  int option, room;
  int64_t change;

  if (!random_place (search, session, &option, &room)
      || !gh_board_is_open (board, session, option, room))
    return;
  change = gh_board_cost_at (board, session, option, room)
           - gh_board_cost_at (board, session, board->option[session], board->room[session]);
  if (!is_acceptable (search, change))
    return;
  gh_board_take (board, session);
  if (!gh_board_put (board, session, option, room))
    gh_board_rollback (board, mark);
  else if (board->cost != before + change || board->n_missing != missing)
    settle (search, mark, before, missing);
}

/* The option of a session at this start, or -1. */
static int
option_at (const GhDomain *domain, GhMinute start)
{
  int option = gh_domain_option_from (domain, start);
  return option < domain->n_options && domain->options[option].start == start ? option : -1;
}

static int
room_index (const GhDomain *domain, int room)
{
  for (int index = 0; index < domain->n_rooms; index++)
    if (domain->rooms[index] == room)
      return index;
  return -1;
}

static bool
put_if_open (GhBoard *board, int session, int option, int room)
{
  return gh_board_is_open (board, session, option, room)
         && gh_board_put (board, session, option, room);
}

/* Two sessions change starts, and rooms where they must. */
static void
swap (GhSearch *search, int a, int b)
{
  GhBoard *board = search->board;
  const GhDomain *domain_a = &search->demands->domains[a];
  const GhDomain *domain_b = &search->demands->domains[b];
  int64_t before = board->cost;
  int mark = gh_board_mark (board);
  int option_a, option_b, room_a, room_b;
  int missing = board->n_missing;

  if (a == b || !gh_board_has (board, a) || !gh_board_has (board, b)
      || board->placements[a].start == board->placements[b].start)
    return;
  option_a = option_at (domain_a, board->placements[b].start);
  option_b = option_at (domain_b, board->placements[a].start);
  if (option_a < 0 || option_b < 0 || board->blocked[domain_a->first_option + option_a] > 2
      || board->blocked[domain_b->first_option + option_b] > 2)
    return;
  room_a = room_index (domain_a, board->placements[b].room);
  room_b = room_index (domain_b, board->placements[a].room);
  if (room_a < 0 || room_b < 0 || gh_random_below (&search->random, 2) == 0)
    {
      room_a = board->room[a];
      room_b = board->room[b];
    }
  gh_board_take (board, a);
  gh_board_take (board, b);
  search->steps++;
  if (!put_if_open (board, a, option_a, room_a) || !put_if_open (board, b, option_b, room_b))
    gh_board_rollback (board, mark);
  else
    settle (search, mark, before, missing);
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
    settle (search, mark, before, missing);
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
    settle (search, mark, before, missing);
}

static void
leave_out (GhSearch *search, int session)
{
  GhBoard *board = search->board;
  int64_t before = board->cost;
  int mark = gh_board_mark (board);
  int missing = board->n_missing;

  gh_board_take (board, session);
  settle (search, mark, before, missing);
}

static void
move (GhSearch *search)
{
  GhBoard *board = search->board;
  int session = random_choice (search);
  int kind = gh_random_below (&search->random, 64);

  if (!gh_board_has (board, session))
    {
      if (kind < 4)
        bring_in (search, session);
      else if (kind < 8)
        push_in (search, session);
    }
  else if (kind == 0 && !gh_board_needs (board, session))
    leave_out (search, session);
  else if (kind < 48)
    relocate (search, session);
  else if (kind < 60)
    swap (search, session, random_choice (search));
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

/* HOT halved HALVINGS times over the effort that is left, by sixteenths of a halving. */
static void
cool (GhSearch *search, int64_t hot, int64_t began)
{
  int64_t all = MAX (1, search->effort - began);
  int64_t done = MIN (search->steps - began, all);
  int64_t sixteenth = done * (HALVINGS * 16) / all;
  search->temperature = ((hot * sixteenths[sixteenth % 16]) >> 16) >> (sixteenth / 16);
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
  /* 256ths; blind moves are mostly dreadful, so a quarter of their change is hot enough. */
  hot = typical_change (search) * 256 / 4;
  began = search->steps;
  while (gh_search_step (search, 1))
    {
      if ((turn++ & 255) == 0)
        cool (search, hot, began);
      move (search);
      gh_search_remember (search);
    }
}
