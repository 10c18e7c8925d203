#include "engine/search/board.h"

#include "engine/demands/person-days.h"

#include <string.h>

/* ---- making ------------------------------------------------------------------------------ */

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  GhMinute left = *(const GhMinute *)a;
  GhMinute right = *(const GhMinute *)b;
  return left < right ? -1 : left > right;
}

static int
step_of (const GhBoard *board, GhMinute minute)
{
  const GhMinute *found = bsearch (&minute, board->steps, (size_t)board->n_steps + 1,
                                   sizeof (GhMinute), compare_minutes);
  g_assert (found != NULL);
  return (int)(found - board->steps);
}

/* Cuts time wherever a session may start or end, or a limit's hours do. */
static void
cut_time (GhBoard *board)
{
  const GhDemands *demands = board->demands;
  g_autoptr (GArray) cuts = g_array_new (false, false, sizeof (GhMinute));
  guint kept = 0;

  for (int session = 0; session < board->model->n_sessions; session++)
    for (int option = 0; option < demands->domains[session].n_options; option++)
      {
        GhMinute start = demands->domains[session].options[option].start;
        GhMinute end = start + board->model->sessions[session].minutes;
        g_array_append_val (cuts, start);
        g_array_append_val (cuts, end);
      }
  for (guint capacity = 0; capacity < demands->capacities->len; capacity++)
    {
      const GhTimes *during = g_array_index (demands->capacities, GhCapacity, capacity).during;
      for (int span = 0; span < during->n_spans; span++)
        {
          g_array_append_val (cuts, during->spans[span].start);
          g_array_append_val (cuts, during->spans[span].end);
        }
    }
  g_array_sort (cuts, compare_minutes);
  for (guint cut = 0; cut < cuts->len; cut++)
    if (kept == 0
        || g_array_index (cuts, GhMinute, kept - 1) != g_array_index (cuts, GhMinute, cut))
      g_array_index (cuts, GhMinute, kept++) = g_array_index (cuts, GhMinute, cut);
  g_array_set_size (cuts, kept);
  board->n_steps = MAX (0, (int)kept - 1);
  board->steps = g_new0 (GhMinute, kept + 1);
  memcpy (board->steps, cuts->data, kept * sizeof (GhMinute));

  board->option_step = g_new (int, demands->n_options);
  board->option_end_step = g_new (int, demands->n_options);
  for (int session = 0; session < board->model->n_sessions; session++)
    for (int option = 0; option < demands->domains[session].n_options; option++)
      {
        int at = demands->domains[session].first_option + option;
        GhMinute start = demands->domains[session].options[option].start;
        board->option_step[at] = step_of (board, start);
        board->option_end_step[at] =
            step_of (board, start + board->model->sessions[session].minutes);
      }
}

static void
make_counts (GhBoard *board)
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
      board->counts[capacity].counts = g_new0 (int16_t, board->n_steps + 1);
      here = g_new0 (uint8_t, board->n_steps + 1);
      for (int step = 0; step < board->n_steps; step++)
        here[step] = gh_times_hold (this->during, board->steps[step], board->steps[step + 1]);
      board->counts[capacity].counts_here = here;
    }
}

static void
measure_rooms (GhBoard *board)
{
  const GhModel *model = board->model;
  int turnaround = 0;
  int change = 0;
  for (int session = 0; session < model->n_sessions; session++)
    board->longest_minutes = MAX (board->longest_minutes, model->sessions[session].minutes);
  for (int room = 0; room < model->n_rooms; room++)
    {
      turnaround = MAX (turnaround, model->rooms[room].turnaround_minutes);
      change = MAX (change, model->rooms[room].layout_change_minutes);
    }
  board->widest_gap = turnaround + change;
}

GhBoard *
gh_board_new (const GhDemands *demands)
{
  const GhModel *model = demands->model;
  GhBoard *board = g_new0 (GhBoard, 1);
  int most_busy = 0;

  board->demands = demands;
  board->model = model;
  board->n_days = model->conference.n_days;
  board->option = g_new (int, model->n_sessions);
  board->room = g_new (int, model->n_sessions);
  board->placements = g_new (GhPlacement, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    {
      board->option[session] = -1;
      board->room[session] = -1;
      board->placements[session] = (GhPlacement){ GH_NEVER, -1 };
      board->n_missing += gh_board_needs (board, session);
      board->cost += demands->left_out_weight[session];
    }
  board->blocked = g_new0 (int, demands->n_options);
  board->charged = g_new0 (int, demands->n_options);
  board->buckets = g_new0 (GhBucket, model->n_rooms * board->n_days);
  measure_rooms (board);
  cut_time (board);
  make_counts (board);
  board->group_rooms = g_new0 (int, model->n_groups * model->n_rooms);
  board->group_n_rooms = g_new0 (int, model->n_groups);
  board->group_days = g_new0 (int, model->n_groups * board->n_days);
  board->person_costs = g_new0 (int64_t, model->n_persons);
  for (int person = 0; person < model->n_persons; person++)
    most_busy = MAX (most_busy, demands->busy[person].n);
  board->spans = g_new (GhPersonSpan, most_busy + 1);
  board->teams = gh_team_book_new (demands);
  board->covers = gh_covers_new (demands);
  board->journal = g_array_new (false, false, sizeof (GhJournalEntry));
  board->journal_teams = g_array_new (false, false, sizeof (int));
  return board;
}

void
gh_board_free (GhBoard *board)
{
  if (board == NULL)
    return;
  for (int bucket = 0; bucket < board->model->n_rooms * board->n_days; bucket++)
    g_free (board->buckets[bucket].sessions);
  for (guint capacity = 0; capacity < board->demands->capacities->len; capacity++)
    {
      g_free (board->counts[capacity].counts);
      g_free ((gpointer)board->counts[capacity].counts_here);
    }
  g_free (board->option);
  g_free (board->room);
  g_free (board->placements);
  g_free (board->blocked);
  g_free (board->charged);
  g_free (board->buckets);
  g_free (board->steps);
  g_free (board->option_step);
  g_free (board->option_end_step);
  g_free (board->counts);
  g_free (board->group_rooms);
  g_free (board->group_n_rooms);
  g_free (board->group_days);
  g_free (board->person_costs);
  g_free (board->spans);
  gh_team_book_free (board->teams);
  gh_covers_free (board->covers);
  g_array_unref (board->journal);
  g_array_unref (board->journal_teams);
  g_free (board);
}

/* ---- pairs ------------------------------------------------------------------------------- */

static void
add_between (const GhDomain *domain, int *table, int by, GhMinute from, GhMinute before)
{
  int first = gh_domain_option_from (domain, from);
  int last = gh_domain_option_from (domain, before);
  for (int option = first; option < last; option++)
    table[option] += by;
}

/* Adds BY at every option of DOMAIN, the other session's, that is wrong beside START. */
static void
add_wrong (const GhDomain *domain, const GhEdge *edge, GhMinute start, int *table, int by)
{
  GhMinute day = gh_day_of (start) * GH_DAY;

  switch ((GhPairKind)edge->kind)
    {
    case GH_PAIR_APART:
      add_between (domain, table, by, start + edge->low + 1, start + edge->high);
      break;
    case GH_PAIR_APART_ON_DAY:
      add_between (domain, table, by, MAX (day, start + edge->low + 1),
                   MIN (day + GH_DAY, start + edge->high));
      break;
    case GH_PAIR_SAME_DAY:
      add_between (domain, table, by, GH_BEGINNING, day);
      add_between (domain, table, by, day + GH_DAY, GH_END);
      break;
    case GH_PAIR_DIFFERENT_DAY:
      add_between (domain, table, by, day, day + GH_DAY);
      break;
    case GH_PAIR_ADJACENT:
    case GH_PAIR_ADJACENT_ON_DAY:
      for (int option = 0; option < domain->n_options; option++)
        if (gh_edge_is_wrong (edge, start, domain->options[option].start))
          table[option] += by;
      break;
    }
}

static void
change_pairs (GhBoard *board, int session, int sign)
{
  const GhEdges *edges = &board->demands->edges[session];
  GhMinute start = board->placements[session].start;
  for (int edge = 0; edge < edges->n_edges; edge++)
    {
      const GhEdge *this = &edges->edges[edge];
      const GhDomain *domain = &board->demands->domains[this->other];
      if (this->weight < 0)
        add_wrong (domain, this, start, board->blocked + domain->first_option, sign);
      else
        add_wrong (domain, this, start, board->charged + domain->first_option, sign * this->weight);
    }
}

/* A pair from its other end. */
static GhEdge
mirrored (const GhEdge *edge)
{
  GhEdge mirror = *edge;
  mirror.own_minutes = edge->other_minutes;
  mirror.other_minutes = edge->own_minutes;
  if (edge->kind == GH_PAIR_APART || edge->kind == GH_PAIR_APART_ON_DAY)
    {
      mirror.low = -edge->high;
      mirror.high = -edge->low;
    }
  return mirror;
}

void
gh_board_price_options (const GhBoard *board, int session, const int *weights, int *prices)
{
  const GhEdges *edges = &board->demands->edges[session];
  for (int edge = 0; edge < edges->n_edges; edge++)
    {
      const GhEdge *this = &edges->edges[edge];
      GhEdge mirror;
      if (this->weight >= 0 || !gh_board_has (board, this->other))
        continue;
      mirror = mirrored (this);
      add_wrong (&board->demands->domains[session], &mirror, board->placements[this->other].start,
                 prices, weights[this->other]);
    }
}

void
gh_board_pair_blockers (const GhBoard *board, int session, int option, GArray *in_the_way)
{
  const GhEdges *edges = &board->demands->edges[session];
  GhMinute start = board->demands->domains[session].options[option].start;
  for (int edge = 0; edge < edges->n_edges; edge++)
    {
      const GhEdge *this = &edges->edges[edge];
      if (this->weight < 0 && gh_board_has (board, this->other)
          && gh_edge_is_wrong (this, start, board->placements[this->other].start))
        g_array_append_val (in_the_way, this->other);
    }
}

/* ---- rooms ------------------------------------------------------------------------------- */

static void
change_bucket (GhBoard *board, int session, int sign)
{
  GhPlacement at = board->placements[session];
  GhBucket *bucket;
  if (at.room < 0 || !gh_bits_has (board->demands->room_clash_holds, session))
    return;
  bucket = &board->buckets[at.room * board->n_days + gh_day_of (at.start)];
  if (sign > 0)
    {
      if (bucket->n == bucket->size)
        {
          bucket->size = MAX (8, 2 * bucket->size);
          bucket->sessions = g_renew (int, bucket->sessions, bucket->size);
        }
      bucket->sessions[bucket->n++] = session;
      return;
    }
  for (int entry = 0; entry < bucket->n; entry++)
    if (bucket->sessions[entry] == session)
      {
        bucket->sessions[entry] = bucket->sessions[--bucket->n];
        return;
      }
}

/* Calls for each session in the way of a room; true as soon as one is found, where IN_THE_WAY is
 * NULL. */
static bool
room_blockers (const GhBoard *board, int session, int option, int room, GArray *in_the_way)
{
  const GhDomain *domain = &board->demands->domains[session];
  int in = domain->rooms[room];
  GhMinute start = domain->options[option].start;
  GhMinute end = start + board->model->sessions[session].minutes;
  const GhList *linked;
  int first, last;

  if (in < 0 || !gh_bits_has (board->demands->room_clash_holds, session))
    return false;
  linked = &board->demands->linked_rooms[in];
  first = MAX (0, gh_day_of (start - board->widest_gap - board->longest_minutes));
  last = MIN (board->n_days - 1, gh_day_of (end + board->widest_gap));
  for (int entry = 0; entry < linked->n; entry++)
    for (int day = first; day <= last; day++)
      {
        const GhBucket *bucket = &board->buckets[linked->items[entry] * board->n_days + day];
        for (int item = 0; item < bucket->n; item++)
          {
            int other = bucket->sessions[item];
            GhMinute other_start = board->placements[other].start;
            GhMinute other_end = other_start + board->model->sessions[other].minutes;
            int gap;
            if (other == session || other_start >= end + board->widest_gap
                || start >= other_end + board->widest_gap)
              continue;
            gap = gh_demands_room_gap (board->demands, session, in, other, linked->items[entry]);
            if (other_start >= end + gap || start >= other_end + gap)
              continue;
            if (in_the_way == NULL)
              return true;
            g_array_append_val (in_the_way, other);
          }
      }
  return false;
}

bool
gh_board_room_is_free (const GhBoard *board, int session, int option, int room)
{
  return !room_blockers (board, session, option, room, NULL);
}

/* Whether a room edge is wrong with a session at START in ROOM. */
static bool
room_edge_is_wrong (const GhBoard *board, const GhRoomEdge *edge, int session, GhMinute start,
                    int room)
{
  GhPlacement other = board->placements[edge->other];
  if (other.start == GH_NEVER || (edge->on_day && gh_day_of (other.start) != gh_day_of (start)))
    return false;
  switch (edge->kind)
    {
    case GH_ROOM_PAIR_SAME:
      return room >= 0 && other.room >= 0 && room != other.room;
    case GH_ROOM_PAIR_DIFFERENT:
      return room >= 0 && room == other.room;
    case GH_ROOM_PAIR_TRAVEL:
      {
        int travel = gh_demands_travel (board->demands, session, room, edge->other, other.room);
        return other.start < start + board->model->sessions[session].minutes + travel
               && start < other.start + board->model->sessions[edge->other].minutes + travel;
      }
    }
  return false;
}

void
gh_board_room_blockers (const GhBoard *board, int session, int option, int room, GArray *in_the_way)
{
  const GhDomain *domain = &board->demands->domains[session];
  const GArray *edges = board->demands->room_edges[session];
  room_blockers (board, session, option, room, in_the_way);
  for (guint entry = 0; entry < edges->len; entry++)
    {
      const GhRoomEdge *edge = &g_array_index (edges, GhRoomEdge, entry);
      if (edge->weight < 0
          && room_edge_is_wrong (board, edge, session, domain->options[option].start,
                                 domain->rooms[room]))
        g_array_append_val (in_the_way, edge->other);
    }
}

static int64_t
room_edges_cost (const GhBoard *board, int session, GhMinute start, int room, bool *is_wrong)
{
  const GArray *edges = board->demands->room_edges[session];
  int64_t cost = 0;
  for (guint entry = 0; entry < edges->len; entry++)
    {
      const GhRoomEdge *edge = &g_array_index (edges, GhRoomEdge, entry);
      if (!room_edge_is_wrong (board, edge, session, start, room))
        continue;
      if (edge->weight < 0)
        *is_wrong = true;
      else
        cost += edge->weight;
    }
  return cost;
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
      added += board->steps[step + 1] - board->steps[step];
  return added;
}

static void
change_counts (GhBoard *board, int session, int sign)
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

int
gh_board_full_capacity (const GhBoard *board, int session, int option)
{
  const GhList *list = &board->demands->capacities_of[session];
  for (int entry = 0; entry < list->n; entry++)
    if (g_array_index (board->demands->capacities, GhCapacity, list->items[entry]).weight < 0
        && added_excess (board, list->items[entry], session, option) > 0)
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

static int64_t
capacities_cost (const GhBoard *board, int session, int option)
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

static int64_t
group_cost (const GhBoard *board, int session, int day, int room)
{
  const GhDemands *demands = board->demands;
  GhPlacement now = board->placements[session];
  int stable = demands->stable_group[session];
  int spread = demands->spread_group[session];
  int64_t cost = 0;

  if (stable >= 0 && room >= 0)
    {
      const int *rooms = &board->group_rooms[stable * board->model->n_rooms];
      int others_here = rooms[room] - (now.room == room);
      int n_rooms = board->group_n_rooms[stable] - (now.room >= 0 && rooms[now.room] == 1);
      if (others_here == 0 && n_rooms > 0)
        cost += demands->stable_weight[stable];
    }
  if (spread >= 0)
    {
      int others = board->group_days[spread * board->n_days + day]
                   - (now.start != GH_NEVER && gh_day_of (now.start) == day);
      if (others >= demands->spread_share[spread])
        cost += demands->spread_weight[spread];
    }
  return cost;
}

static void
change_groups (GhBoard *board, int session, int sign)
{
  GhPlacement at = board->placements[session];
  int stable = board->demands->stable_group[session];
  int spread = board->demands->spread_group[session];

  if (stable >= 0 && at.room >= 0)
    {
      int *rooms = &board->group_rooms[stable * board->model->n_rooms];
      rooms[at.room] += sign;
      if (rooms[at.room] == (sign > 0 ? 1 : 0))
        board->group_n_rooms[stable] += sign;
    }
  if (spread >= 0)
    board->group_days[spread * board->n_days + gh_day_of (at.start)] += sign;
}

/* ---- people ------------------------------------------------------------------------------ */

/* The nights and runs of a person whose commitment to SESSION, if any, is at START instead. */
static int64_t
person_cost (GhBoard *board, int person, int session, GhMinute start)
{
  const GhList *busy = &board->demands->busy[person];
  int n = 0;

  for (int entry = 0; entry < busy->n; entry++)
    {
      const GhCommitment *this =
          &g_array_index (board->demands->commitments, GhCommitment, busy->items[entry]);
      GhMinute at = this->session == session ? start : board->placements[this->session].start;
      GhPersonSpan span = { at,
                            at + board->model->sessions[this->session].minutes,
                            this->night_weight,
                            this->night_value,
                            this->run_weight,
                            this->run_value };
      int into = n;
      if (at == GH_NEVER || (span.night_weight == 0 && span.run_weight == 0))
        continue;
      while (into > 0
             && (board->spans[into - 1].start > span.start
                 || (board->spans[into - 1].start == span.start
                     && board->spans[into - 1].end > span.end)))
        {
          board->spans[into] = board->spans[into - 1];
          into--;
        }
      board->spans[into] = span;
      n++;
    }
  return gh_person_nights (board->spans, n, NULL) + gh_person_runs (board->spans, n, NULL);
}

/* The cost of all who must be in a session, if it is at START (GH_NEVER: nowhere). */
static int64_t
people_cost (GhBoard *board, int session, GhMinute start)
{
  const GhList *list = &board->demands->commitments_of[session];
  int64_t cost = 0;
  for (int entry = 0; entry < list->n; entry++)
    {
      const GhCommitment *this =
          &g_array_index (board->demands->commitments, GhCommitment, list->items[entry]);
      if (this->night_weight == 0 && this->run_weight == 0)
        continue;
      cost += start == board->placements[session].start
                  ? board->person_costs[this->person]
                  : person_cost (board, this->person, session, start);
    }
  return cost;
}

static void
update_people (GhBoard *board, int session)
{
  const GhList *list = &board->demands->commitments_of[session];
  for (int entry = 0; entry < list->n; entry++)
    {
      int person =
          g_array_index (board->demands->commitments, GhCommitment, list->items[entry]).person;
      board->person_costs[person] = person_cost (board, person, -1, GH_NEVER);
    }
}

/* ---- cost -------------------------------------------------------------------------------- */

int64_t
gh_board_cost_at (GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];
  GhMinute start = domain->options[option].start;
  bool ignored = false;

  return (int64_t)domain->options[option].cost + domain->room_costs[room]
         + board->charged[domain->first_option + option]
         + room_edges_cost (board, session, start, domain->rooms[room], &ignored)
         + capacities_cost (board, session, option)
         + group_cost (board, session, gh_day_of (start), domain->rooms[room])
         + people_cost (board, session, start);
}

int64_t
gh_board_cost_of_putting (GhBoard *board, int session, int option, int room)
{
  return gh_board_cost_at (board, session, option, room) - people_cost (board, session, GH_NEVER)
         - board->demands->left_out_weight[session];
}

bool
gh_board_is_open (const GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];
  bool is_wrong = false;

  if (board->blocked[domain->first_option + option] > 0 || !gh_domain_fits (domain, option, room)
      || !gh_board_room_is_free (board, session, option, room)
      || gh_board_full_capacity (board, session, option) >= 0)
    return false;
  room_edges_cost (board, session, domain->options[option].start, domain->rooms[room], &is_wrong);
  return !is_wrong;
}

/* ---- putting and taking ------------------------------------------------------------------ */

static void
note (GhBoard *board, int session)
{
  const GhTeamBook *teams = board->teams;
  int n_teams = teams->first_slot[session + 1] - teams->first_slot[session];
  GhJournalEntry entry = { session, board->option[session], board->room[session],
                           (int)board->journal_teams->len, n_teams };
  g_array_append_vals (board->journal_teams, &teams->slots[teams->first_slot[session]],
                       (guint)n_teams);
  g_array_append_val (board->journal, entry);
}

static void
note_teams (int session, gpointer data)
{
  note (data, session);
}

/* Counts a session that stands at its placement, or no longer does. */
static void
change_tables (GhBoard *board, int session, int sign)
{
  change_pairs (board, session, sign);
  change_bucket (board, session, sign);
  change_counts (board, session, sign);
  change_groups (board, session, sign);
}

/* Off the board, teams and all. */
static void
lift (GhBoard *board, int session)
{
  board->cost += people_cost (board, session, GH_NEVER) + board->demands->left_out_weight[session]
                 - gh_board_cost_at (board, session, board->option[session], board->room[session]);
  gh_team_book_release (board->teams, session);
  change_tables (board, session, -1);
  board->option[session] = -1;
  board->room[session] = -1;
  board->placements[session] = (GhPlacement){ GH_NEVER, -1 };
  update_people (board, session);
  board->n_missing += gh_board_needs (board, session);
}

/* On the board, without teams. */
static void
set_down (GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];

  board->cost += gh_board_cost_of_putting (board, session, option, room);
  board->option[session] = option;
  board->room[session] = room;
  board->placements[session] = (GhPlacement){ domain->options[option].start, domain->rooms[room] };
  change_tables (board, session, 1);
  update_people (board, session);
  board->n_missing -= gh_board_needs (board, session);
}

bool
gh_board_put (GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];
  guint mark = board->journal->len;

  /* Teams and covers only look at placements: they are asked before the tables are touched. */
  note (board, session);
  board->placements[session] = (GhPlacement){ domain->options[option].start, domain->rooms[room] };
  board->refused_by = -1;
  if (!gh_covers_are_possible (board->covers, board->placements, session, &board->refused_by)
      || !gh_team_book_assign (board->teams, board->placements, session, note_teams, board))
    {
      g_assert (board->journal->len == mark + 1);
      board->placements[session] = (GhPlacement){ GH_NEVER, -1 };
      g_array_set_size (board->journal_teams,
                        (guint)g_array_index (board->journal, GhJournalEntry, mark).first_team);
      g_array_set_size (board->journal, mark);
      return false;
    }
  board->placements[session] = (GhPlacement){ GH_NEVER, -1 };
  set_down (board, session, option, room);
  return true;
}

/* The team's first duty that starts at or after MINUTE, or else its last before. */
static int
duty_near (const GhBoard *board, int team, GhMinute minute)
{
  const GhDuties *duties = &board->teams->duties[team];
  int near = -1;
  for (int entry = 0; entry < duties->n; entry++)
    {
      near = duties->sessions[entry];
      if (board->placements[near].start >= minute)
        break;
    }
  return near;
}

/* A session that held two others together in one sitting leaves two sittings behind: if that is one
 * too many, more has to go. */
static void
mend_sittings (GhBoard *board, int first_team, int n_teams, GhMinute start)
{
  for (int entry = first_team; entry < first_team + n_teams; entry++)
    {
      int team = g_array_index (board->journal_teams, int, entry);
      const GhDuties *duties = &board->teams->duties[team];
      while (!gh_team_duties_are_right (board->demands, team, duties->sessions, duties->n,
                                        board->placements))
        {
          int near = duty_near (board, team, start);
          g_assert (near >= 0);
          gh_board_take (board, near);
        }
    }
}

void
gh_board_take (GhBoard *board, int session)
{
  GhMinute start = board->placements[session].start;
  GhJournalEntry entry;

  if (!gh_board_has (board, session))
    return;
  note (board, session);
  entry = g_array_index (board->journal, GhJournalEntry, board->journal->len - 1);
  lift (board, session);
  mend_sittings (board, entry.first_team, entry.n_teams, start);
}

void
gh_board_lay (GhBoard *board, int session, int option, int room, const int *teams)
{
  set_down (board, session, option, room);
  gh_team_book_set (board->teams, board->placements, session, teams);
}

int
gh_board_mark (const GhBoard *board)
{
  return (int)board->journal->len;
}

void
gh_board_forget (GhBoard *board)
{
  g_array_set_size (board->journal, 0);
  g_array_set_size (board->journal_teams, 0);
}

void
gh_board_rollback (GhBoard *board, int mark)
{
  while ((int)board->journal->len > mark)
    {
      GhJournalEntry entry =
          g_array_index (board->journal, GhJournalEntry, board->journal->len - 1);
      bool was_there = entry.option >= 0;
      if (gh_board_has (board, entry.session)
          && (!was_there || board->option[entry.session] != entry.option
              || board->room[entry.session] != entry.room))
        lift (board, entry.session);
      if (was_there && !gh_board_has (board, entry.session))
        set_down (board, entry.session, entry.option, entry.room);
      if (was_there && entry.n_teams > 0)
        gh_team_book_set (board->teams, board->placements, entry.session,
                          &g_array_index (board->journal_teams, int, entry.first_team));
      g_array_set_size (board->journal_teams, (guint)entry.first_team);
      g_array_set_size (board->journal, board->journal->len - 1);
    }
}
