#include "engine/demands/domain.h"
#include "engine/prove/formula-write.h"

/* Sessions that one limit counts, and looks at two starts of a pair, at most: where there are more,
 * they would take more clauses than all else. */
#define MOST_COUNTED 40
#define MOST_LOOKS 20000

/* ---- one session ------------------------------------------------------------------------- */

typedef void (*PutNot) (GhWriting *writing, const GhPart *part, int number);

static void
put_not_in (GhWriting *writing, const GhPart *part, int number)
{
  gh_clause_put (writing, -(part->room + number));
}

/* One of N is chosen: a wish for each step between two costs.  What costs INT64_MAX cannot be.  The
 * least of them is returned; 0 where none can be, so that nothing is certain. */
static int64_t
write_choice (GhWriting *writing, const GhPart *part, const int64_t *costs, guint n, PutNot put_not)
{
  g_autoptr (GArray) levels = g_array_new (false, false, sizeof (int64_t));

  g_array_append_vals (levels, costs, n);
  gh_amounts_tidy (levels);
  for (guint level = 0; level + 1 < levels->len; level++)
    {
      int64_t most = g_array_index (levels, int64_t, level);
      int64_t next = g_array_index (levels, int64_t, level + 1);
      int literal = next < INT64_MAX ? gh_writing_wish (writing, next - most) : 0;
      for (guint number = 0; number < n; number++)
        {
          if (costs[number] <= most)
            continue;
          gh_clause_begin (writing);
          if (literal != 0)
            gh_clause_put (writing, -literal);
          put_not (writing, part, (int)number);
          gh_clause_end (writing);
        }
    }
  return levels->len > 0 && g_array_index (levels, int64_t, 0) < INT64_MAX
             ? g_array_index (levels, int64_t, 0)
             : 0;
}

static int64_t
write_start_costs (GhWriting *writing, const GhPart *part, const GhDomain *domain)
{
  g_autofree int64_t *costs = g_new (int64_t, part->starts->len + 1);
  for (guint number = 0; number < part->starts->len; number++)
    {
      GhMinute start = g_array_index (part->starts, GhMinute, number);
      int option = gh_domain_option_from (domain, start);
      costs[number] = option < domain->n_options && domain->options[option].start == start
                          ? domain->options[option].cost
                          : INT64_MAX;
    }
  return write_choice (writing, part, costs, part->starts->len, gh_clause_put_not_at);
}

static int64_t
write_room_costs (GhWriting *writing, const GhPart *part, const GhDomain *domain)
{
  g_autofree int64_t *costs = g_new (int64_t, part->rooms->len + 1);
  for (guint number = 0; number < part->rooms->len; number++)
    {
      costs[number] = INT64_MAX;
      for (int room = 0; room < domain->n_rooms; room++)
        if (domain->rooms[room] == g_array_index (part->rooms, int, number))
          costs[number] = domain->room_costs[room];
    }
  return write_choice (writing, part, costs, part->rooms->len, put_not_in);
}

/* ---- two sessions ------------------------------------------------------------------------ */

/* Minutes of overlap that can come up. */
static GArray *
list_overlaps (const GhWriting *writing, const GhPair *pair)
{
  const GhSession *sessions = writing->model->sessions;
  GArray *overlaps = g_array_new (false, false, sizeof (int64_t));
  const GArray *starts_a = writing->parts[pair->a].starts;
  const GArray *starts_b = writing->parts[pair->b].starts;
  int64_t none = 0;

  g_array_append_val (overlaps, none);
  for (guint a = 0; a < starts_a->len; a++)
    for (guint b = 0; b < starts_b->len && starts_a->len * starts_b->len < MOST_LOOKS; b++)
      {
        GhMinute start_a = g_array_index (starts_a, GhMinute, a);
        GhMinute start_b = g_array_index (starts_b, GhMinute, b);
        int64_t overlap =
            MIN (start_a + sessions[pair->a].minutes, start_b + sessions[pair->b].minutes)
            - MAX (start_a, start_b);
        if (overlap > 0)
          g_array_append_val (overlaps, overlap);
      }
  gh_amounts_tidy (overlaps);
  return overlaps;
}

static void
write_wish_for_pair (GhWriting *writing, const GhPair *pair, int minutes, int64_t price)
{
  int n_clauses = writing->formula->n_clauses;
  gh_clause_begin (writing);
  gh_clause_put (writing, -gh_writing_wish (writing, price));
  gh_write_pair_kind (writing, pair, minutes);
  gh_writing_forget_if_granted (writing, n_clauses);
}

static void
write_pair_costs (GhWriting *writing)
{
  for (guint at = 0; at < writing->demands->pairs->len; at++)
    {
      const GhPair *pair = &g_array_index (writing->demands->pairs, GhPair, at);
      if (pair->weight <= 0 || !gh_writing_has (writing, pair->a)
          || !gh_writing_has (writing, pair->b))
        continue;
      if (pair->kind != GH_PAIR_OVERLAP && pair->kind != GH_PAIR_OVERLAP_ON_DAY)
        {
          write_wish_for_pair (writing, pair, 0, pair->weight);
          continue;
        }
      g_autoptr (GArray) overlaps = list_overlaps (writing, pair);
      for (guint level = 0; level + 1 < overlaps->len && level < GH_MOST_LEVELS; level++)
        {
          int64_t minutes = g_array_index (overlaps, int64_t, level);
          int64_t next = g_array_index (overlaps, int64_t, level + 1);
          write_wish_for_pair (writing, pair, (int)minutes, pair->weight * (next - minutes));
        }
    }
}

static void
write_room_pair_costs (GhWriting *writing, int session)
{
  const GArray *edges = writing->demands->room_edges[session];
  for (guint at = 0; at < edges->len; at++)
    {
      const GhRoomEdge *edge = &g_array_index (edges, GhRoomEdge, at);
      int n_clauses = writing->formula->n_clauses;
      if (edge->weight <= 0 || edge->is_second || edge->kind == GH_ROOM_PAIR_TRAVEL
          || !gh_writing_has (writing, edge->other))
        continue;
      gh_clause_begin (writing);
      gh_clause_put (writing, -gh_writing_wish (writing, edge->weight));
      gh_write_room_pair_kind (writing, session, edge);
      gh_writing_forget_if_granted (writing, n_clauses);
    }
}

/* ---- counts ------------------------------------------------------------------------------ */

/* Of the literals each one that holds beyond the MOST costs PRICE (a counter: Sinz 2005). */
static void
write_beyond (GhWriting *writing, const GArray *literals, int most, int64_t price)
{
  int n = (int)literals->len;
  int n_levels = MIN (n, most + GH_MOST_LEVELS);
  int counter;

  if (n <= most || price <= 0)
    return;
  /* counter + at * n_levels + k: of the first at+1 more than k hold. */
  counter = gh_writing_add_variables (writing, n * n_levels);
  for (int at = 0; at < n; at++)
    {
      int literal = g_array_index (literals, int, at);
      int own = counter + at * n_levels;
      gh_clause_write (writing, -literal, own, 0);
      for (int k = 0; k < n_levels && at > 0; k++)
        {
          gh_clause_write (writing, -(own - n_levels + k), own + k, 0);
          if (k > 0)
            gh_clause_write (writing, -literal, -(own - n_levels + k - 1), own + k);
        }
    }
  for (int k = most; k < n_levels; k++)
    {
      GhPriced wish = { -(counter + (n - 1) * n_levels + k), price };
      g_array_append_val (writing->wishes, wish);
    }
}

/* Where the number of sessions that run can change. */
static GArray *
list_changes (const GhWriting *writing, const GhCapacity *limit)
{
  GArray *changes = g_array_new (false, false, sizeof (GhMinute));
  GH_BITS_EACH (limit->of, session)
    for (guint at = 0;
         gh_writing_has (writing, session) && at < writing->parts[session].starts->len; at++)
      {
        GhMinute start = g_array_index (writing->parts[session].starts, GhMinute, at);
        GhMinute end = start + writing->model->sessions[session].minutes;
        g_array_append_val (changes, start);
        g_array_append_val (changes, end);
      }
  for (int span = 0; span < limit->during->n_spans; span++)
    {
      g_array_append_val (changes, limit->during->spans[span].start);
      g_array_append_val (changes, limit->during->spans[span].end);
    }
  gh_minutes_tidy (changes);
  return changes;
}

static void
write_limit_at_instants (GhWriting *writing, const GhCapacity *limit)
{
  g_autoptr (GArray) changes = list_changes (writing, limit);
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));

  for (guint at = 0; at + 1 < changes->len; at++)
    {
      GhMinute from = g_array_index (changes, GhMinute, at);
      GhMinute before = g_array_index (changes, GhMinute, at + 1);
      if (!gh_times_hold (limit->during, from, before))
        continue;
      g_array_set_size (literals, 0);
      GH_BITS_EACH (limit->of, session)
        {
          int literal = gh_writing_has (writing, session)
                            ? gh_writing_runs_at (writing, session, -1, from)
                            : 0;
          if (literal != 0)
            g_array_append_val (literals, literal);
        }
      write_beyond (writing, literals, limit->most, (int64_t)limit->weight * (before - from));
    }
}

static void
write_limit_between (GhWriting *writing, const GhCapacity *limit, GhMinute from, GhMinute before)
{
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));
  GH_BITS_EACH (limit->of, session)
    {
      int literal = gh_writing_has (writing, session)
                        ? gh_writing_counts_on (writing, session, limit->during, from, before)
                        : 0;
      if (literal != 0)
        g_array_append_val (literals, literal);
    }
  write_beyond (writing, literals, limit->most, limit->weight);
}

static void
write_limit_costs (GhWriting *writing)
{
  for (guint at = 0; at < writing->demands->capacities->len; at++)
    {
      const GhCapacity *limit = &g_array_index (writing->demands->capacities, GhCapacity, at);
      if (limit->weight <= 0 || gh_bits_count (limit->of) > MOST_COUNTED)
        continue;
      if (limit->per == GH_PER_INSTANT)
        write_limit_at_instants (writing, limit);
      else if (limit->per == GH_PER_CONFERENCE)
        write_limit_between (writing, limit, GH_BEGINNING, GH_END);
      else
        for (int day = 0; day < writing->model->conference.n_days; day++)
          write_limit_between (writing, limit, day * GH_DAY, (day + 1) * GH_DAY);
    }
}

/* ---- groups ------------------------------------------------------------------------------ */

/* Rooms beyond the first one of a group: what is not owed for that. */
static int64_t
write_group_rooms (GhWriting *writing, int group)
{
  const GhModel *model = writing->model;
  int weight = writing->demands->stable_weight[group];
  g_autofree int *uses = g_new0 (int, model->n_rooms + 1);
  int n = 0;

  for (guint at = 0; at < writing->sessions->len; at++)
    {
      int session = g_array_index (writing->sessions, int, at);
      const GhPart *part = &writing->parts[session];
      if (writing->demands->stable_group[session] != group || part->rooms->len == 0)
        continue;
      n++;
      for (guint number = 0; number < part->rooms->len; number++)
        {
          int room = g_array_index (part->rooms, int, number);
          if (uses[room] == 0)
            uses[room] = -gh_writing_wish (writing, weight);
          gh_clause_write (writing, -(part->room + (int)number), uses[room], 0);
        }
    }
  return n > 0 ? weight : 0;
}

static void
write_group_days (GhWriting *writing, int group)
{
  const GhDemands *demands = writing->demands;
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));

  for (int day = 0; day < writing->model->conference.n_days; day++)
    {
      g_array_set_size (literals, 0);
      for (guint at = 0; at < writing->sessions->len; at++)
        {
          int session = g_array_index (writing->sessions, int, at);
          const GhPart *part = &writing->parts[session];
          int literal = demands->spread_group[session] != group
                            ? 0
                            : gh_writing_starts_between (
                                writing, session, -1, gh_part_start_from (part, day * GH_DAY),
                                gh_part_start_from (part, (day + 1) * GH_DAY));
          if (literal != 0)
            g_array_append_val (literals, literal);
        }
      write_beyond (writing, literals, demands->spread_share[group], demands->spread_weight[group]);
    }
}

/* ---- all of it --------------------------------------------------------------------------- */

int64_t
gh_write_costs (GhWriting *writing)
{
  const GhDemands *demands = writing->demands;
  int64_t certain = 0;

  for (guint at = 0; at < writing->sessions->len; at++)
    {
      int session = g_array_index (writing->sessions, int, at);
      const GhPart *part = &writing->parts[session];
      const GhDomain *domain = &demands->domains[session];
      certain += write_start_costs (writing, part, domain);
      if (part->rooms->len > 0)
        certain += write_room_costs (writing, part, domain);
      else if (domain->n_rooms > 0)
        certain += domain->room_costs[0];
      write_room_pair_costs (writing, session);
    }
  write_pair_costs (writing);
  write_limit_costs (writing);
  for (int group = 0; group < writing->model->n_groups; group++)
    {
      certain -= write_group_rooms (writing, group);
      write_group_days (writing, group);
    }
  gh_write_days_costs (writing);
  return certain;
}
