#include "engine/board/inside.h"

#include <string.h>

/* ---- making ------------------------------------------------------------------------------ */

static int
widest_gap (const GhModel *model)
{
  int turnaround = 0;
  int change = 0;
  for (int room = 0; room < model->n_rooms; room++)
    {
      turnaround = MAX (turnaround, model->rooms[room].turnaround_minutes);
      change = MAX (change, model->rooms[room].layout_change_minutes);
    }
  return turnaround + change;
}

static bool
some_share_floor (const GhDemands *demands)
{
  for (int room = 0; room < demands->model->n_rooms; room++)
    if (demands->linked_rooms[room].n > 1)
      return true;
  return false;
}

/* Sessions that have begun, in the order of their numbers. */
static GArray *
list_begun (const GhModel *model)
{
  GArray *begun = g_array_new (false, false, sizeof (int));
  for (int session = 0; session < model->n_sessions; session++)
    if (gh_has_begun (model, session))
      g_array_append_val (begun, session);
  return begun;
}

static void
link_rooms_by (GhBoard *board, int session, bool is_hard, GhRoomPairKind kind)
{
  const GArray *edges = board->demands->room_edges[session];
  GhRoomLinks *links = &board->room_links[session];

  for (guint entry = 0; entry < edges->len; entry++)
    {
      const GhRoomEdge *edge = &g_array_index (edges, GhRoomEdge, entry);
      if ((edge->weight < 0) == is_hard && edge->kind == kind)
        links->links[links->n++] =
            (GhRoomLink){ .other = edge->other,
                          .other_minutes = board->model->sessions[edge->other].minutes,
                          .weight = edge->weight,
                          .minutes = edge->minutes,
                          .kind = (uint8_t)edge->kind,
                          .is_second = edge->is_second,
                          .on_day = edge->on_day };
    }
}

/* Pairs of rooms as the board looks at them: hard ones first, then kind by kind, so that the
 * processor guesses right which one is next. */
static void
link_rooms (GhBoard *board, int session)
{
  GhRoomLinks *links = &board->room_links[session];

  links->links = g_new (GhRoomLink, board->demands->room_edges[session]->len);
  for (int kind = 0; kind < GH_N_ROOM_PAIR_KINDS; kind++)
    link_rooms_by (board, session, true, (GhRoomPairKind)kind);
  links->n_hard = links->n;
  for (int kind = 0; kind < GH_N_ROOM_PAIR_KINDS; kind++)
    link_rooms_by (board, session, false, (GhRoomPairKind)kind);
}

/* Rooms by their numbers, not by their places in the domain. */
static void
index_rooms (GhBoard *board, int session)
{
  const GhDomain *domain = &board->demands->domains[session];
  int16_t *index = &board->room_index[(gsize)session * (gsize)board->model->n_rooms];
  int64_t cheapest = INT64_MAX;
  int64_t dearest = 0;

  for (int room = 0; room < board->model->n_rooms; room++)
    index[room] = -1;
  for (int in = 0; in < domain->n_rooms; in++)
    {
      int room = domain->rooms[in];
      cheapest = MIN (cheapest, domain->room_costs[in]);
      dearest = MAX (dearest, domain->room_costs[in]);
      if (room < 0)
        continue;
      index[room] = (int16_t)in;
      board->seats[session * board->model->n_rooms + room] =
          gh_room_seats (&board->model->rooms[room], board->model->sessions[session].layout);
      for (int option = 0; option < domain->n_options; option++)
        if (gh_domain_fits (domain, option, in))
          board->fitting[(gsize)(domain->first_option + option) * (gsize)board->n_room_words
                         + (gsize)(room >> 6)] |= UINT64_C (1) << (room & 63);
    }
  board->cheapest_room[session] = domain->n_rooms > 0 ? cheapest : 0;
  board->has_plain_rooms[session] = cheapest >= dearest
                                    && board->demands->room_edges[session]->len == 0
                                    && board->demands->stable_group[session] < 0;
}

void
gh_board_make_rooms (GhBoard *board)
{
  const GhModel *model = board->model;
  gsize n_cells = (gsize)model->n_rooms * (gsize)board->steps.n;

  board->n_room_words = (model->n_rooms + 63) / 64;
  board->occupants = g_new (int, n_cells + 1);
  for (gsize cell = 0; cell < n_cells; cell++)
    board->occupants[cell] = -1;
  board->busy_rooms = g_new0 (uint64_t, (gsize)board->steps.n * (gsize)board->n_room_words + 1);
  board->n_busy_rooms = g_new0 (int, board->steps.n + 1);
  board->begun = list_begun (model);
  board->room_loads = board->begun->len > 0 || some_share_floor (board->demands)
                          ? g_new0 (uint8_t, n_cells + 1)
                          : NULL;
  board->fitting =
      g_new0 (uint64_t, (gsize)board->demands->n_options * (gsize)board->n_room_words + 1);
  board->room_index = g_new (int16_t, (gsize)model->n_sessions * (gsize)model->n_rooms + 1);
  board->has_plain_rooms = g_new0 (bool, model->n_sessions);
  board->cheapest_room = g_new0 (int64_t, model->n_sessions);
  board->visited = g_new0 (uint64_t, board->n_room_words + 1);
  board->widest_gap = widest_gap (model);
  board->seats = g_new0 (int, (gsize)model->n_sessions *(gsize)model->n_rooms + 1);
  board->room_links = g_new0 (GhRoomLinks, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    {
      index_rooms (board, session);
      link_rooms (board, session);
    }
}

void
gh_board_free_rooms (GhBoard *board)
{
  for (int session = 0; session < board->model->n_sessions; session++)
    g_free (board->room_links[session].links);
  g_free (board->room_links);
  g_free (board->seats);
  g_free (board->occupants);
  g_array_unref (board->begun);
  g_free (board->busy_rooms);
  g_free (board->n_busy_rooms);
  g_free (board->room_loads);
  g_free (board->fitting);
  g_free (board->room_index);
  g_free (board->has_plain_rooms);
  g_free (board->cheapest_room);
  g_free (board->visited);
}

/* ---- in and out -------------------------------------------------------------------------- */

static void
mark_busy (GhBoard *board, int step, int room, int sign)
{
  uint64_t *word =
      &board->busy_rooms[(gsize)step * (gsize)board->n_room_words + (gsize)(room >> 6)];
  uint64_t bit = UINT64_C (1) << (room & 63);

  if (board->room_loads != NULL)
    {
      uint8_t *load = &board->room_loads[step * board->model->n_rooms + room];
      *load = (uint8_t)(*load + sign);
      if (((*word & bit) != 0) == (*load > 0))
        return;
    }
  *word ^= bit;
  board->n_busy_rooms[step] += sign;
}

void
gh_board_change_rooms (GhBoard *board, int session, int sign)
{
  int room = board->placements[session].room;
  int at = board->demands->domains[session].first_option + board->option[session];
  const GhList *linked;

  if (room < 0 || !gh_bits_has (board->demands->room_clash_holds, session))
    return;
  linked = &board->demands->linked_rooms[room];
  for (int step = board->option_step[at]; step < board->option_end_step[at]; step++)
    {
      if (!gh_has_begun (board->model, session))
        board->occupants[room * board->steps.n + step] = sign > 0 ? session : -1;
      for (int item = 0; item < linked->n; item++)
        mark_busy (board, step, linked->items[item], sign);
    }
}

/* ---- what is in the way ------------------------------------------------------------------ */

typedef struct
{
  const GhBoard *board;
  int session, in;
  GhMinute start, end;
} Wish;

/* Another session, in a room that shares floor with the wished one, leaves it no time. */
static bool
is_too_near (const Wish *wish, int other, int room)
{
  const GhBoard *board = wish->board;
  GhMinute start = board->placements[other].start;
  GhMinute end = start + board->model->sessions[other].minutes;
  int gap = gh_demands_room_gap (board->demands, wish->session, wish->in, other, room);
  return start < wish->end + gap && wish->start < end + gap;
}

/* Appends who is in the way in one room; true as soon as somebody is, where IN_THE_WAY is NULL. */
static bool
blockers_in (const Wish *wish, int room, int at, GArray *in_the_way)
{
  const GhBoard *board = wish->board;
  const int *occupants = &board->occupants[room * board->steps.n];
  const GhMinute *bounds = board->steps.bounds;
  int first = board->option_step[at];
  int last = board->option_end_step[at];
  int before = -1;

  while (first > 0 && bounds[first] > wish->start - board->widest_gap)
    first--;
  while (last < board->steps.n && bounds[last] < wish->end + board->widest_gap)
    last++;
  for (int step = first; step < last; step++)
    {
      int other = occupants[step];
      if (other < 0 || other == wish->session || other == before)
        continue;
      before = other;
      if (!is_too_near (wish, other, room))
        continue;
      if (in_the_way == NULL)
        return true;
      g_array_append_val (in_the_way, other);
    }
  return false;
}

/* The same of those that have begun; none of them is in another's way. */
static bool
begun_blockers_in (const Wish *wish, int room, GArray *in_the_way)
{
  const GhBoard *board = wish->board;

  if (gh_has_begun (board->model, wish->session))
    return false;
  for (guint at = 0; at < board->begun->len; at++)
    {
      int other = g_array_index (board->begun, int, at);
      if (!gh_board_has (board, other) || board->placements[other].room != room
          || !gh_bits_has (board->demands->room_clash_holds, other)
          || !is_too_near (wish, other, room))
        continue;
      if (in_the_way == NULL)
        return true;
      g_array_append_val (in_the_way, other);
    }
  return false;
}

/* ROOM by its number. */
static bool
room_blockers (const GhBoard *board, int session, int option, int room, GArray *in_the_way)
{
  const GhDomain *domain = &board->demands->domains[session];
  GhMinute start = domain->options[option].start;
  Wish wish = { board, session, room, start, start + board->model->sessions[session].minutes };
  const GhList *linked;

  if (room < 0 || !gh_bits_has (board->demands->room_clash_holds, session))
    return false;
  linked = &board->demands->linked_rooms[room];
  for (int item = 0; item < linked->n; item++)
    if (blockers_in (&wish, linked->items[item], domain->first_option + option, in_the_way)
        || begun_blockers_in (&wish, linked->items[item], in_the_way))
      return true;
  return false;
}

bool
gh_board_room_is_free (const GhBoard *board, int session, int option, int room)
{
  return !room_blockers (board, session, option, board->demands->domains[session].rooms[room],
                         NULL);
}

/* ---- pairs of rooms ---------------------------------------------------------------------- */

/* One session as the other end of a link sees it, in some room. */
typedef struct
{
  GhMinute start, end;
  int day;
  int session, room, seats;
} Guest;

static Guest
guest_at (const GhBoard *board, int session, GhMinute start, int room)
{
  return (Guest){ .start = start,
                  .end = start + board->model->sessions[session].minutes,
                  .day = gh_day_of (start),
                  .session = session,
                  .room = room,
                  .seats = room < 0 ? 0 : board->seats[session * board->model->n_rooms + room] };
}

/* Whether a link is wrong while a session is such a guest. */
static inline bool
link_is_wrong (const GhBoard *board, const GhRoomLink *link, const Guest *guest)
{
  GhPlacement other = board->placements[link->other];
  bool have_rooms = guest->room >= 0 && other.room >= 0;

  if (other.start == GH_NEVER || (link->on_day && gh_day_of (other.start) != guest->day))
    return false;
  switch ((GhRoomPairKind)link->kind)
    {
    case GH_ROOM_PAIR_SAME:
      return have_rooms && guest->room != other.room;
    case GH_ROOM_PAIR_SAME_IF_NEAR:
      return have_rooms && guest->room != other.room && guest->start != other.start
             && other.start <= guest->end + link->minutes
             && guest->start <= other.start + link->other_minutes + link->minutes;
    case GH_ROOM_PAIR_DIFFERENT:
      return have_rooms && guest->room == other.room;
    case GH_ROOM_PAIR_NOT_SMALLER:
      {
        int seats = have_rooms ? board->seats[link->other * board->model->n_rooms + other.room] : 0;
        return have_rooms && (link->is_second ? seats < guest->seats : guest->seats < seats);
      }
    case GH_ROOM_PAIR_TRAVEL:
      {
        int gap = MAX (link->minutes, gh_demands_travel (board->demands, guest->session,
                                                         guest->room, link->other, other.room));
        return other.start < guest->end + gap
               && guest->start < other.start + link->other_minutes + gap;
      }
    }
  return false;
}

void
gh_board_room_blockers (const GhBoard *board, int session, int option, int room, GArray *in_the_way)
{
  const GhDomain *domain = &board->demands->domains[session];
  const GhRoomLinks *links = &board->room_links[session];
  Guest guest = guest_at (board, session, domain->options[option].start, domain->rooms[room]);

  room_blockers (board, session, option, domain->rooms[room], in_the_way);
  for (int link = 0; link < links->n_hard; link++)
    if (link_is_wrong (board, &links->links[link], &guest))
      g_array_append_val (in_the_way, links->links[link].other);
}

/* Some hard link is wrong. */
static bool
is_forbidden (const GhBoard *board, const Guest *guest)
{
  const GhRoomLinks *links = &board->room_links[guest->session];
  for (int link = 0; link < links->n_hard; link++)
    if (link_is_wrong (board, &links->links[link], guest))
      return true;
  return false;
}

bool
gh_board_room_is_forbidden (const GhBoard *board, int session, GhMinute start, int room)
{
  Guest guest = guest_at (board, session, start, board->demands->domains[session].rooms[room]);
  return is_forbidden (board, &guest);
}

/* Something from LIMIT on as soon as it is certain not to be less. */
static int64_t
room_cost_below (const GhBoard *board, int session, GhMinute start, int room, int64_t limit)
{
  const GhRoomLinks *links = &board->room_links[session];
  const GhDomain *domain = &board->demands->domains[session];
  int64_t cost = domain->room_costs[room];
  Guest guest;

  if (board->has_plain_rooms[session])
    return cost;
  guest = guest_at (board, session, start, domain->rooms[room]);
  for (int link = links->n_hard; link < links->n && cost < limit; link++)
    cost += link_is_wrong (board, &links->links[link], &guest) ? links->links[link].weight : 0;
  return cost + gh_board_stability_cost (board, session, domain->rooms[room]);
}

int64_t
gh_board_room_cost (const GhBoard *board, int session, GhMinute start, int room)
{
  return room_cost_below (board, session, start, room, INT64_MAX);
}

int64_t
gh_board_room_excess (const GhBoard *board, int session)
{
  if (board->has_plain_rooms[session])
    return 0;
  return gh_board_room_cost (board, session, board->placements[session].start, board->room[session])
         - board->cheapest_room[session];
}

/* ---- choosing ---------------------------------------------------------------------------- */

/* Rooms, of one word, that are open for an option and in which nothing is held meanwhile. */
static uint64_t
free_rooms (const GhBoard *board, int at, int word)
{
  uint64_t rooms = board->fitting[(gsize)at * (gsize)board->n_room_words + (gsize)word];
  for (int step = board->option_step[at]; step < board->option_end_step[at] && rooms != 0; step++)
    rooms &= ~board->busy_rooms[(gsize)step * (gsize)board->n_room_words + (gsize)word];
  return rooms;
}

/* The cheapest room so far. */
typedef struct
{
  int room;     /* in the domain; -1: none */
  int64_t cost; /* INT64_MAX: of none */
} Cheapest;

static void
consider (const GhBoard *board, int session, GhMinute start, int room, Cheapest *best)
{
  int64_t cost;
  if (gh_board_room_is_forbidden (board, session, start, room))
    return;
  cost = room_cost_below (board, session, start, room, best->cost);
  if (cost < best->cost)
    *best = (Cheapest){ room, cost };
}

int
gh_board_free_room (const GhBoard *board, int session, int option)
{
  const GhDomain *domain = &board->demands->domains[session];
  const int16_t *index = &board->room_index[(gsize)session * (gsize)board->model->n_rooms];
  GhMinute start = domain->options[option].start;
  Cheapest best = { -1, INT64_MAX };

  if (domain->rooms[0] < 0)
    return 0;
  if (!gh_bits_has (board->demands->room_clash_holds, session))
    {
      for (int in = 0; in < domain->n_rooms; in++)
        if (gh_domain_fits (domain, option, in))
          consider (board, session, start, in, &best);
      return best.room;
    }
  for (int word = 0; word < board->n_room_words; word++)
    for (uint64_t rooms = free_rooms (board, domain->first_option + option, word); rooms != 0;
         rooms &= rooms - 1)
      {
        int room = word * 64 + __builtin_ctzll (rooms);
        if (board->widest_gap > 0 && room_blockers (board, session, option, room, NULL))
          continue;
        if (board->has_plain_rooms[session])
          return index[room];
        consider (board, session, start, index[room], &best);
      }
  return best.room;
}

/* Likewise, where rooms are taken step by step and nothing else is asked of them. */
static int
only_occupant (const GhBoard *board, int session, int option, int room)
{
  int at = board->demands->domains[session].first_option + option;
  const int *occupants = &board->occupants[room * board->steps.n];
  int only = -1;

  for (int step = board->option_step[at]; step < board->option_end_step[at]; step++)
    {
      int other = occupants[step];
      if (other < 0 || other == session || other == only)
        continue;
      if (only >= 0)
        return -1;
      only = other;
    }
  return only;
}

int
gh_board_only_room_blocker (GhBoard *board, int session, int option, int room)
{
  int number = board->demands->domains[session].rooms[room];
  guint first = board->blockers->len;
  int only = -1;

  if (board->widest_gap == 0 && board->room_loads == NULL && number >= 0
      && board->room_links[session].n_hard == 0
      && gh_bits_has (board->demands->room_clash_holds, session))
    return only_occupant (board, session, option, number);
  gh_board_room_blockers (board, session, option, room, board->blockers);
  if (board->blockers->len == first + 1)
    only = g_array_index (board->blockers, int, first);
  g_array_set_size (board->blockers, first);
  return only;
}

static bool
could_free (GhBoard *board, int session, int option)
{
  const GhDomain *domain = &board->demands->domains[session];
  for (int in = 0; in < domain->n_rooms; in++)
    {
      int room = domain->rooms[in];
      int other;
      if (room < 0 || !gh_domain_fits (domain, option, in)
          || (board->visited[room >> 6] >> (room & 63) & 1) != 0)
        continue;
      board->visited[room >> 6] |= UINT64_C (1) << (room & 63);
      other = gh_board_only_room_blocker (board, session, option, in);
      if (other >= 0 && board->placements[other].room >= 0
          && (gh_board_free_room (board, other, board->option[other]) >= 0
              || could_free (board, other, board->option[other])))
        return true;
    }
  return false;
}

bool
gh_board_could_free_room (GhBoard *board, int session, int option)
{
  memset (board->visited, 0, (gsize)board->n_room_words * sizeof (uint64_t));
  return could_free (board, session, option);
}
