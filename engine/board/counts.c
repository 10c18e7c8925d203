#include "engine/board/inside.h"

#include "engine/past.h"

/* ---- making ------------------------------------------------------------------------------ */

static void
make_limits (GhBoard *board)
{
  const GArray *capacities = board->demands->capacities;
  board->counts = g_new0 (GhCount, capacities->len);
  for (guint capacity = 0; capacity < capacities->len; capacity++)
    {
      const GhCapacity *this = &g_array_index (capacities, GhCapacity, capacity);
      uint8_t *here;
      if (this->per != GH_PER_INSTANT)
        {
          board->counts[capacity].counts = g_new0 (int16_t, board->n_days + 1);
          continue;
        }
      board->counts[capacity].counts = g_new0 (int16_t, board->steps.n + 1);
      here = g_new0 (uint8_t, board->steps.n + 1);
      for (int step = 0; step < board->steps.n; step++)
        here[step] =
            gh_times_hold (this->during, board->steps.bounds[step], board->steps.bounds[step + 1]);
      board->counts[capacity].counts_here = here;
    }
}

void
gh_board_make_counts (GhBoard *board)
{
  const GhModel *model = board->model;
  make_limits (board);
  board->group_rooms = g_new0 (int, (gsize)model->n_groups *(gsize)model->n_rooms + 1);
  board->group_n_rooms = g_new0 (int, model->n_groups);
  board->group_days = g_new0 (int, (gsize)model->n_groups *(gsize)board->n_days + 1);
}

void
gh_board_free_counts (GhBoard *board)
{
  for (guint capacity = 0; capacity < board->demands->capacities->len; capacity++)
    {
      g_free (board->counts[capacity].counts);
      g_free ((gpointer)board->counts[capacity].counts_here);
    }
  g_free (board->counts);
  g_free (board->group_rooms);
  g_free (board->group_n_rooms);
  g_free (board->group_days);
}

/* ---- capacities -------------------------------------------------------------------------- */

/* Which count of a capacity per day or conference a start falls into; -1: none. */
static int
count_index (const GhCapacity *capacity, GhMinute start)
{
  if (!gh_times_meet (capacity->during, start, start + 1))
    return -1;
  return capacity->per == GH_PER_DAY ? gh_day_of (start) : 0;
}

/* The session is among the sessions counted at this step. */
static bool
is_counted_at (const GhBoard *board, int session, int step)
{
  int at;
  if (!gh_board_has (board, session))
    return false;
  at = board->demands->domains[session].first_option + board->option[session];
  return step >= board->option_step[at] && step < board->option_end_step[at];
}

/* What one more session at OPTION adds to the excess; the session itself is passed over. */
static int64_t
added_excess (const GhBoard *board, int capacity, int session, int option)
{
  const GhCapacity *this = &g_array_index (board->demands->capacities, GhCapacity, capacity);
  const GhCount *count = &board->counts[capacity];
  const GhDomain *domain = &board->demands->domains[session];
  int64_t added = 0;

  if (this->per != GH_PER_INSTANT)
    {
      int index = count_index (this, domain->options[option].start);
      bool is_there = index >= 0 && gh_board_has (board, session)
                      && count_index (this, board->placements[session].start) == index;
      return index >= 0 && count->counts[index] - is_there >= this->most;
    }
  for (int step = board->option_step[domain->first_option + option];
       step < board->option_end_step[domain->first_option + option]; step++)
    if (count->counts_here[step]
        && count->counts[step] - is_counted_at (board, session, step) >= this->most)
      added += board->steps.bounds[step + 1] - board->steps.bounds[step];
  return added;
}

static void
change_limits (GhBoard *board, int session, int sign)
{
  const GhList *list = &board->demands->capacities_of[session];
  int at = board->demands->domains[session].first_option + board->option[session];
  for (int entry = 0; entry < list->n; entry++)
    {
      const GhCapacity *this =
          &g_array_index (board->demands->capacities, GhCapacity, list->items[entry]);
      GhCount *count = &board->counts[list->items[entry]];
      if (this->per == GH_PER_INSTANT)
        {
          for (int step = board->option_step[at]; step < board->option_end_step[at]; step++)
            count->counts[step] = (int16_t)(count->counts[step] + sign);
          continue;
        }
      int index = count_index (this, board->placements[session].start);
      if (index >= 0)
        count->counts[index] = (int16_t)(count->counts[index] + sign);
    }
}

/* What has begun stays, whatever it exceeds with others that have begun. */
static bool
is_filled_by_begun (const GhBoard *board, int capacity, int session, int option)
{
  g_autoptr (GArray) others = NULL;
  if (!gh_has_begun (board->model, session))
    return false;
  others = g_array_new (false, false, sizeof (int));
  gh_board_capacity_blockers (board, capacity, session, option, others);
  for (guint at = 0; at < others->len; at++)
    if (!gh_has_begun (board->model, g_array_index (others, int, at)))
      return false;
  return true;
}

int
gh_board_full_capacity (const GhBoard *board, int session, int option)
{
  const GhList *list = &board->demands->capacities_of[session];
  for (int entry = 0; entry < list->n; entry++)
    if (g_array_index (board->demands->capacities, GhCapacity, list->items[entry]).weight < 0
        && added_excess (board, list->items[entry], session, option) > 0
        && !is_filled_by_begun (board, list->items[entry], session, option))
      return list->items[entry];
  return -1;
}

void
gh_board_capacity_blockers (const GhBoard *board, int capacity, int session, int option,
                            GArray *in_the_way)
{
  const GhCapacity *this = &g_array_index (board->demands->capacities, GhCapacity, capacity);
  const GhCount *count = &board->counts[capacity];
  const GhDomain *domain = &board->demands->domains[session];
  int index = this->per == GH_PER_INSTANT ? -1 : count_index (this, domain->options[option].start);
  int full = -1;

  for (int step = board->option_step[domain->first_option + option];
       index < 0 && step < board->option_end_step[domain->first_option + option]; step++)
    if (count->counts_here[step] && count->counts[step] >= this->most)
      full = step;
  GH_BITS_EACH (this->of, other)
    if (other != session && gh_board_has (board, other)
        && (index >= 0 ? count_index (this, board->placements[other].start) == index
                       : is_counted_at (board, other, full)))
      g_array_append_val (in_the_way, other);
}

int64_t
gh_board_limits_cost (const GhBoard *board, int session, int option)
{
  const GhList *list = &board->demands->capacities_of[session];
  int64_t cost = 0;
  for (int entry = 0; entry < list->n; entry++)
    {
      int weight =
          g_array_index (board->demands->capacities, GhCapacity, list->items[entry]).weight;
      if (weight > 0)
        cost += weight * added_excess (board, list->items[entry], session, option);
    }
  return cost;
}

/* ---- groups ------------------------------------------------------------------------------ */

int64_t
gh_board_stability_cost (const GhBoard *board, int session, int room)
{
  int stable = board->demands->stable_group[session];
  int now = board->placements[session].room;
  const int *rooms;
  int others_here, n_rooms;

  if (stable < 0 || room < 0)
    return 0;
  rooms = &board->group_rooms[stable * board->model->n_rooms];
  others_here = rooms[room] - (now == room);
  n_rooms = board->group_n_rooms[stable] - (now >= 0 && rooms[now] == 1);
  return others_here == 0 && n_rooms > 0 ? board->demands->stable_weight[stable] : 0;
}

int64_t
gh_board_spread_cost (const GhBoard *board, int session, int day)
{
  int spread = board->demands->spread_group[session];
  GhMinute now = board->placements[session].start;
  int others;

  if (spread < 0)
    return 0;
  others =
      board->group_days[spread * board->n_days + day] - (now != GH_NEVER && gh_day_of (now) == day);
  return others >= board->demands->spread_share[spread] ? board->demands->spread_weight[spread] : 0;
}

void
gh_board_change_stability (GhBoard *board, int session, int sign)
{
  int room = board->placements[session].room;
  int stable = board->demands->stable_group[session];
  int *rooms;

  if (stable < 0 || room < 0)
    return;
  rooms = &board->group_rooms[stable * board->model->n_rooms];
  rooms[room] += sign;
  if (rooms[room] == (sign > 0 ? 1 : 0))
    board->group_n_rooms[stable] += sign;
}

void
gh_board_change_counts (GhBoard *board, int session, int sign)
{
  int spread = board->demands->spread_group[session];
  change_limits (board, session, sign);
  if (spread >= 0)
    board->group_days[spread * board->n_days + gh_day_of (board->placements[session].start)] +=
        sign;
}
