#include "engine/prove/formula.h"

#include "engine/demands/domain.h"
#include "engine/past.h"

typedef struct
{
  GhCase *this;
  const GhModel *model;
  const GhDemands *demands;
  GhFormula *formula;
  GArray *sessions;     /* int: those that are to be held */
  GhPart *parts;        /* the formula's */
  GHashTable *overlaps; /* by two sessions and a gap, as one int64: a variable */
  GHashTable *travels;  /* by two sessions, likewise: minutes */
  GArray *clause;       /* scratch */
  bool wide;
} Writing;

/* ---- clauses ----------------------------------------------------------------------------- */

static int
new_variables (Writing *writing, int n)
{
  int first = writing->formula->n_variables + 1;
  writing->formula->n_variables += n;
  return first;
}

static void
begin (Writing *writing)
{
  g_array_set_size (writing->clause, 0);
}

static void
put (Writing *writing, int literal)
{
  g_array_append_val (writing->clause, literal);
}

static void
end (Writing *writing)
{
  int zero = 0;
  put (writing, zero);
  g_array_append_vals (writing->formula->literals, writing->clause->data, writing->clause->len);
  writing->formula->n_clauses++;
}

/* "Unless the demand is left out". */
static void
put_unless (Writing *writing, int entry)
{
  GhFormula *formula = writing->formula;
  if (formula->selectors[entry] == 0)
    {
      formula->selectors[entry] = new_variables (writing, 1);
      formula->n_selectors++;
    }
  put (writing, -formula->selectors[entry]);
}

static void
put_unless_held (Writing *writing, int session)
{
  put_unless (writing, writing->this->held[session]);
}

/* ---- starts ------------------------------------------------------------------------------ */

/* Which of a session's starts is the first at or after MINUTE. */
static int
start_from (const GhPart *part, GhMinute minute)
{
  return (int)gh_minutes_from (part->starts, minute);
}

/* "It does not start at one of its numbers FROM .. BEFORE-1"; there is such a number. */
static void
put_outside (Writing *writing, const GhPart *part, int from, int before)
{
  if (from > 0)
    put (writing, -(part->ladder + from - 1));
  if (before < (int)part->starts->len)
    put (writing, part->ladder + before - 1);
}

static void
put_not_at (Writing *writing, const GhPart *part, int number)
{
  put_outside (writing, part, number, number + 1);
}

/* ---- sessions ---------------------------------------------------------------------------- */

/* Numbers of rooms are merged like minutes. */
G_STATIC_ASSERT (sizeof (GhMinute) == sizeof (int));

static void
merge (GArray *into, const GArray *from)
{
  g_array_append_vals (into, from->data, from->len);
  gh_minutes_tidy (into);
}

/* Where a session could be; if wide, also without any one of the demands about that. */
static void
list_places (Writing *writing, int session)
{
  GhCase *this = writing->this;
  GhPart *part = &writing->parts[session];
  const GhPlaces *places = gh_case_places (this, session);
  const GArray *list = this->of_session[session];

  part->starts = g_array_new (false, false, sizeof (GhMinute));
  part->rooms = g_array_new (false, false, sizeof (int));
  merge (part->starts, places->starts);
  merge (part->rooms, places->rooms);
  for (guint at = 0; writing->wide && at < list->len; at++)
    {
      int entry = g_array_index (list, int, at);
      if (!gh_asked_is_about_place (this->asked->pdata[entry]) || !gh_case_asks (this, entry))
        continue;
      gh_case_drop (this, entry);
      places = gh_case_places (this, session);
      merge (part->starts, places->starts);
      merge (part->rooms, places->rooms);
      gh_case_take_back (this, entry);
    }
}

/* It has a start, and a room that is open then. */
static void
write_places (Writing *writing, int session)
{
  GhPart *part = &writing->parts[session];
  bool needs_room = writing->model->sessions[session].needs_room;
  int n = (int)part->starts->len;

  part->ladder = new_variables (writing, MAX (0, n - 1));
  part->room = new_variables (writing, (int)part->rooms->len);
  for (int at = 1; at + 1 < n; at++)
    {
      begin (writing);
      put (writing, -(part->ladder + at));
      put (writing, part->ladder + at - 1);
      end (writing);
    }
  begin (writing);
  put_unless_held (writing, session);
  for (guint room = 0; n > 0 && room < part->rooms->len; room++)
    put (writing, part->room + (int)room);
  if (n == 0 || needs_room)
    end (writing);
}

/* The room is not open then, or a demand that has been kept as one forbids a start or a room. */
static void
write_opening (Writing *writing, int session)
{
  const GhCase *this = writing->this;
  GhPart *part = &writing->parts[session];
  int open_entry = -1;

  for (guint at = 0; at < this->of_session[session]->len; at++)
    {
      int entry = g_array_index (this->of_session[session], int, at);
      if (((const GhAsked *)this->asked->pdata[entry])->asks == GH_ASKS_OPEN_ROOM
          && gh_case_asks (this, entry))
        open_entry = entry;
    }
  if (open_entry < 0)
    return;
  for (guint room = 0; room < part->rooms->len; room++)
    for (int from = 0, before; from < (int)part->starts->len; from = before)
      {
        /* Starts side by side that are not open share a clause. */
        int in = g_array_index (part->rooms, int, room);
        for (before = from;
             before < (int)part->starts->len
             && gh_asked_forbids (writing->model, this->asked->pdata[open_entry],
                                  g_array_index (part->starts, GhMinute, before), in);
             before++)
          ;
        if (before > from)
          {
            begin (writing);
            put_unless_held (writing, session);
            if (writing->wide)
              put_unless (writing, open_entry);
            put (writing, -(part->room + (int)room));
            put_outside (writing, part, from, before);
            end (writing);
          }
        else
          before++;
      }
}

static void
write_own_demand (Writing *writing, int session, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  GhPart *part = &writing->parts[session];

  for (int at = 0; at < (int)part->starts->len; at++)
    if (gh_asked_forbids (writing->model, asked, g_array_index (part->starts, GhMinute, at), -1))
      {
        begin (writing);
        put_unless_held (writing, session);
        put_unless (writing, entry);
        put_not_at (writing, part, at);
        end (writing);
      }
  for (guint room = 0; asked->asks > GH_ASKS_OPEN_ROOM && room < part->rooms->len; room++)
    if (gh_asked_forbids (writing->model, asked, 0, g_array_index (part->rooms, int, room)))
      {
        begin (writing);
        put_unless_held (writing, session);
        put_unless (writing, entry);
        put (writing, -(part->room + (int)room));
        end (writing);
      }
}

static void
write_session (Writing *writing, int session)
{
  const GArray *list = writing->this->of_session[session];

  list_places (writing, session);
  write_places (writing, session);
  write_opening (writing, session);
  for (guint at = 0; writing->wide && at < list->len; at++)
    {
      int entry = g_array_index (list, int, at);
      const GhAsked *asked = writing->this->asked->pdata[entry];
      if (gh_asked_is_about_place (asked) && asked->asks != GH_ASKS_OPEN_ROOM
          && gh_case_asks (writing->this, entry))
        write_own_demand (writing, session, entry);
    }
}

/* ---- two sessions, by their times -------------------------------------------------------- */

/* The clauses "unless what the scratch clause says already, B does not start from FROM (its start
 * plus that) up to BEFORE, while A starts at one place". */
static void
write_apart (Writing *writing, int a, int b, GhMinute low, GhMinute high, bool on_day)
{
  const GhPart *part_a = &writing->parts[a];
  const GhPart *part_b = &writing->parts[b];
  guint beginning = writing->clause->len;

  for (int at = 0; at < (int)part_a->starts->len; at++)
    {
      GhMinute start = g_array_index (part_a->starts, GhMinute, at);
      GhMinute day = gh_day_of (start) * GH_DAY;
      GhMinute first = MAX (GH_BEGINNING, start + low + 1);
      GhMinute last = MIN (GH_END, start + high);
      int from = start_from (part_b, on_day ? MAX (day, first) : first);
      int before = start_from (part_b, on_day ? MIN (day + GH_DAY, last) : last);
      g_array_set_size (writing->clause, beginning);
      if (from >= before)
        continue;
      /* Order alone: whoever starts there or later pushes the other one. */
      if (low <= -GH_FAR && !on_day)
        put_outside (writing, part_a, at, (int)part_a->starts->len);
      else
        put_not_at (writing, part_a, at);
      put_outside (writing, part_b, from, before);
      end (writing);
    }
  g_array_set_size (writing->clause, beginning);
}

/* B's starts FROM .. BEFORE-1 in minutes are wrong while A starts at number AT. */
static void
write_wrong (Writing *writing, int a, int at, int b, GhMinute from, GhMinute before)
{
  guint beginning = writing->clause->len;
  int first = start_from (&writing->parts[b], from);
  int end_of = start_from (&writing->parts[b], before);
  if (first < end_of)
    {
      put_not_at (writing, &writing->parts[a], at);
      put_outside (writing, &writing->parts[b], first, end_of);
      end (writing);
    }
  g_array_set_size (writing->clause, beginning);
}

static void
write_days (Writing *writing, int a, int b, bool same)
{
  const GhPart *part = &writing->parts[a];
  for (int at = 0; at < (int)part->starts->len; at++)
    {
      GhMinute day = gh_day_of (g_array_index (part->starts, GhMinute, at)) * GH_DAY;
      if (!same)
        {
          write_wrong (writing, a, at, b, day, day + GH_DAY);
          continue;
        }
      write_wrong (writing, a, at, b, GH_BEGINNING, day);
      write_wrong (writing, a, at, b, day + GH_DAY, GH_END);
    }
}

/* On one day, and one starts at most so long after the other's end. */
static void
write_adjacent (Writing *writing, int a, int b, int minutes, bool on_day)
{
  const GhPart *part = &writing->parts[a];
  int own = writing->model->sessions[a].minutes;
  int other = writing->model->sessions[b].minutes;

  for (int at = 0; at < (int)part->starts->len; at++)
    {
      GhMinute start = g_array_index (part->starts, GhMinute, at);
      GhMinute day = gh_day_of (start) * GH_DAY;
      GhMinute before = MAX (day, start - other - minutes);
      GhMinute before_ends = MAX (day, MIN (day + GH_DAY, start - other + 1));
      GhMinute after = MIN (day + GH_DAY, start + own);
      GhMinute after_ends = MIN (day + GH_DAY, start + own + minutes + 1);
      write_wrong (writing, a, at, b, on_day ? day : GH_BEGINNING, before);
      write_wrong (writing, a, at, b, MAX (before, before_ends), after);
      write_wrong (writing, a, at, b, after_ends, on_day ? day + GH_DAY : GH_END);
    }
}

static void
write_pair (Writing *writing, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  const GhPair *pair = &g_array_index (writing->demands->pairs, GhPair, asked->number);

  begin (writing);
  put_unless_held (writing, pair->a);
  put_unless_held (writing, pair->b);
  put_unless (writing, entry);
  switch (pair->kind)
    {
    case GH_PAIR_APART:
    case GH_PAIR_APART_ON_DAY:
      write_apart (writing, pair->a, pair->b, pair->low, pair->high,
                   pair->kind == GH_PAIR_APART_ON_DAY);
      break;
    case GH_PAIR_SAME_DAY:
    case GH_PAIR_DIFFERENT_DAY:
      write_days (writing, pair->a, pair->b, pair->kind == GH_PAIR_SAME_DAY);
      break;
    case GH_PAIR_ADJACENT:
    case GH_PAIR_ADJACENT_ON_DAY:
      write_adjacent (writing, pair->a, pair->b, pair->high, pair->kind == GH_PAIR_ADJACENT_ON_DAY);
      break;
    case GH_PAIR_OVERLAP:
    case GH_PAIR_OVERLAP_ON_DAY:
      g_assert_not_reached (); /* they are soft */
    }
}

/* A variable that holds wherever two sessions have less than GAP minutes between them. */
static int
overlap (Writing *writing, int a, int b, int gap)
{
  int64_t key;
  gpointer found;
  int variable;

  if (a > b)
    {
      int swap = a;
      a = b;
      b = swap;
    }
  key = ((int64_t)a * writing->model->n_sessions + b) * (GH_FAR + 1) + gap;
  found = g_hash_table_lookup (writing->overlaps, &key);
  if (found != NULL)
    return GPOINTER_TO_INT (found);
  variable = new_variables (writing, 1);
  g_hash_table_insert (writing->overlaps, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (variable));
  /* Two that have begun stay, whatever that breaks. */
  if (gh_has_begun (writing->model, a) && gh_has_begun (writing->model, b))
    return variable;
  begin (writing);
  put (writing, variable);
  write_apart (writing, a, b, -(writing->model->sessions[b].minutes + gap),
               writing->model->sessions[a].minutes + gap, false);
  return variable;
}

/* ---- rooms ------------------------------------------------------------------------------- */

/* Unless one of two rooms may hold several sessions at a time. */
static void
put_unless_rooms (Writing *writing, const int *room_entries, int room_a, int room_b)
{
  put_unless (writing, room_entries[room_a]);
  if (room_b != room_a)
    put_unless (writing, room_entries[room_b]);
}

static void
write_rooms_of (Writing *writing, const int *room_entries, int a, int b)
{
  const GhPart *part_a = &writing->parts[a];
  const GhPart *part_b = &writing->parts[b];

  for (guint at_a = 0; at_a < part_a->rooms->len; at_a++)
    for (guint at_b = 0; at_b < part_b->rooms->len; at_b++)
      {
        int room_a = g_array_index (part_a->rooms, int, at_a);
        int room_b = g_array_index (part_b->rooms, int, at_b);
        int variable;
        if (!gh_demands_are_linked (writing->demands, room_a, room_b)
            || !gh_case_asks (writing->this, room_entries[room_a])
            || !gh_case_asks (writing->this, room_entries[room_b]))
          continue;
        variable =
            overlap (writing, a, b, gh_demands_room_gap (writing->demands, a, room_a, b, room_b));
        begin (writing);
        put_unless_held (writing, a);
        put_unless_held (writing, b);
        put_unless_rooms (writing, room_entries, room_a, room_b);
        put (writing, -(part_a->room + (int)at_a));
        put (writing, -(part_b->room + (int)at_b));
        put (writing, -variable);
        end (writing);
      }
}

static void
write_rooms (Writing *writing)
{
  const GhCase *this = writing->this;
  g_autofree int *room_entries = g_new (int, writing->model->n_rooms + 1);

  for (guint entry = 0; entry < this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == GH_ASKS_ROOM)
        room_entries[asked->number] = (int)entry;
    }
  for (guint first = 0; first < writing->sessions->len; first++)
    for (guint second = first + 1; second < writing->sessions->len; second++)
      {
        int a = g_array_index (writing->sessions, int, first);
        int b = g_array_index (writing->sessions, int, second);
        if (gh_bits_has (writing->demands->room_clash_holds, a)
            && gh_bits_has (writing->demands->room_clash_holds, b))
          write_rooms_of (writing, room_entries, a, b);
      }
}

/* The two rooms are wrong together for a pair that is asked for. */
static bool
rooms_are_wrong (const GhModel *model, const GhRoomEdge *edge, int a, int room_a, int room_b)
{
  switch (edge->kind)
    {
    case GH_ROOM_PAIR_SAME:
    case GH_ROOM_PAIR_SAME_IF_NEAR:
      return room_a != room_b;
    case GH_ROOM_PAIR_DIFFERENT:
      return room_a == room_b;
    case GH_ROOM_PAIR_NOT_SMALLER:
      return gh_room_seats (&model->rooms[room_a], model->sessions[a].layout)
             < gh_room_seats (&model->rooms[room_b], model->sessions[edge->other].layout);
    case GH_ROOM_PAIR_TRAVEL:
      break;
    }
  return false;
}

/* Where it counts only on one day, or near each other, wrong rooms push the times apart. */
static void
write_wrong_rooms (Writing *writing, const GhRoomEdge *edge, int a)
{
  int own = writing->model->sessions[a].minutes;
  int other = writing->model->sessions[edge->other].minutes;

  if (edge->kind == GH_ROOM_PAIR_SAME_IF_NEAR)
    {
      /* One starts after the other, and no more than so long after its end. */
      write_apart (writing, a, edge->other, 0, own + edge->minutes + 1, edge->on_day);
      write_apart (writing, a, edge->other, -(other + edge->minutes + 1), 0, edge->on_day);
    }
  else if (edge->on_day)
    write_days (writing, a, edge->other, false);
  else
    end (writing);
}

static void
write_room_pair (Writing *writing, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  const GhRoomEdge *edge =
      &g_array_index (writing->demands->room_edges[asked->session], GhRoomEdge, asked->number);
  const GhPart *part_a = &writing->parts[asked->session];
  const GhPart *part_b = &writing->parts[edge->other];

  for (guint at_a = 0; at_a < part_a->rooms->len; at_a++)
    for (guint at_b = 0; at_b < part_b->rooms->len; at_b++)
      {
        if (!rooms_are_wrong (writing->model, edge, asked->session,
                              g_array_index (part_a->rooms, int, at_a),
                              g_array_index (part_b->rooms, int, at_b)))
          continue;
        begin (writing);
        put_unless_held (writing, asked->session);
        put_unless_held (writing, edge->other);
        put_unless (writing, entry);
        put (writing, -(part_a->room + (int)at_a));
        put (writing, -(part_b->room + (int)at_b));
        write_wrong_rooms (writing, edge, asked->session);
      }
}

/* ---- people ------------------------------------------------------------------------------ */

static int
find_least_travel (const Writing *writing, int a, int b)
{
  const GhPart *part_a = &writing->parts[a];
  const GhPart *part_b = &writing->parts[b];
  int least = INT_MAX;

  for (guint at_a = 0; at_a < MAX (1, part_a->rooms->len); at_a++)
    for (guint at_b = 0; at_b < MAX (1, part_b->rooms->len); at_b++)
      {
        int room_a = part_a->rooms->len > 0 ? g_array_index (part_a->rooms, int, at_a) : -1;
        int room_b = part_b->rooms->len > 0 ? g_array_index (part_b->rooms, int, at_b) : -1;
        least = MIN (least, gh_demands_travel (writing->demands, a, room_a, b, room_b));
      }
  return least == INT_MAX ? 0 : least;
}

/* The least minutes from one session to another, wherever they are held. */
static int
least_travel (const Writing *writing, int a, int b)
{
  int64_t key = (int64_t)MIN (a, b) * writing->model->n_sessions + MAX (a, b);
  gpointer found;

  if (writing->model->n_venues < 2)
    return 0;
  if (!g_hash_table_lookup_extended (writing->travels, &key, NULL, &found))
    {
      found = GINT_TO_POINTER (find_least_travel (writing, a, b));
      g_hash_table_insert (writing->travels, g_memdup2 (&key, sizeof key), found);
    }
  return GPOINTER_TO_INT (found);
}

static int
gap_of_person (const Writing *writing, int person, int a, int b)
{
  const GhCommitment *in_a = gh_demands_commitment (writing->demands, person, a);
  const GhCommitment *in_b = gh_demands_commitment (writing->demands, person, b);
  int gap =
      in_a->by_role && in_b->by_role ? MAX (0, gh_demands_role_gap (writing->demands, a, b)) : 0;
  return writing->model->persons[person].remote ? gap : MAX (gap, least_travel (writing, a, b));
}

/* Entries of the case by person: those that ask for them to be somewhere. */
static GArray **
list_person_entries (const Writing *writing)
{
  const GhCase *this = writing->this;
  GArray **lists = g_new0 (GArray *, writing->model->n_persons + 1);
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks != GH_ASKS_PERSON || !gh_case_asks (this, entry)
          || !gh_case_holds (this, asked->session))
        continue;
      if (lists[asked->number] == NULL)
        lists[asked->number] = g_array_new (false, false, sizeof (int));
      g_array_append_val (lists[asked->number], entry);
    }
  return lists;
}

static void
write_person (Writing *writing, int person, const GArray *entries)
{
  for (guint first = 0; first < entries->len; first++)
    for (guint second = first + 1; second < entries->len; second++)
      {
        int entry_a = g_array_index (entries, int, first);
        int entry_b = g_array_index (entries, int, second);
        int a = ((const GhAsked *)writing->this->asked->pdata[entry_a])->session;
        int b = ((const GhAsked *)writing->this->asked->pdata[entry_b])->session;
        int variable = overlap (writing, a, b, gap_of_person (writing, person, a, b));
        begin (writing);
        put_unless_held (writing, a);
        put_unless_held (writing, b);
        put_unless (writing, entry_a);
        put_unless (writing, entry_b);
        put (writing, -variable);
        end (writing);
      }
}

/* ---- counting ---------------------------------------------------------------------------- */

/* Of the literals no more than MOST hold, as soon as ENTRY (-1: always) does: a sequential counter
 * (Sinz 2005). */
static void
write_at_most (Writing *writing, const GArray *literals, int most, int entry)
{
  int n = (int)literals->len;
  int counter;

  if (n <= most)
    return;
  for (int at = 0; most <= 0 && at < n; at++)
    {
      begin (writing);
      if (entry >= 0)
        put_unless (writing, entry);
      put (writing, -g_array_index (literals, int, at));
      end (writing);
    }
  if (most <= 0)
    return;
  /* counter + at * most + k: of the first at+1, more than k hold. */
  counter = new_variables (writing, n * most);
  for (int at = 0; at < n; at++)
    for (int k = 0; k <= most; k++)
      {
        int literal = g_array_index (literals, int, at);
        if (k < most && at > 0)
          {
            begin (writing);
            put (writing, -(counter + (at - 1) * most + k));
            put (writing, counter + at * most + k);
            end (writing);
          }
        if (k > 0 && at == 0)
          continue;
        begin (writing);
        if (k == most && entry >= 0)
          put_unless (writing, entry);
        put (writing, -literal);
        if (k > 0)
          put (writing, -(counter + (at - 1) * most + k - 1));
        if (k < most)
          put (writing, counter + at * most + k);
        end (writing);
      }
}

/* A variable that holds wherever the session, if held and ENTRY (-1: none) is asked for, starts at
 * one of the numbers FROM .. BEFORE-1; 0: it cannot. */
static int
starts_between (Writing *writing, int session, int entry, int from, int before)
{
  int variable;
  if (from >= before)
    return 0;
  variable = new_variables (writing, 1);
  begin (writing);
  put_unless_held (writing, session);
  if (entry >= 0)
    put_unless (writing, entry);
  put (writing, variable);
  put_outside (writing, &writing->parts[session], from, before);
  end (writing);
  return variable;
}

static int
runs_at (Writing *writing, int session, int entry, GhMinute minute)
{
  const GhPart *part = &writing->parts[session];
  return starts_between (writing, session, entry,
                         start_from (part, minute - writing->model->sessions[session].minutes + 1),
                         start_from (part, minute + 1));
}

/* Entries (-1: none) and sessions of which no more than so many run at once. */
typedef struct
{
  int session;
  int entry;
} Counted;

/* All starts of these sessions: a number of them that runs at once does so when the last begins. */
static GArray *
list_starts (const Writing *writing, const GArray *counted)
{
  GArray *starts = g_array_new (false, false, sizeof (GhMinute));
  for (guint at = 0; at < counted->len; at++)
    merge (starts, writing->parts[g_array_index (counted, Counted, at).session].starts);
  return starts;
}

static void
write_running (Writing *writing, const GArray *counted, int most, const GhTimes *during, int entry)
{
  g_autoptr (GArray) starts = list_starts (writing, counted);
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));

  /* Where the limit begins to count, it counts what runs already. */
  for (int span = 0; during != NULL && span < during->n_spans; span++)
    g_array_append_val (starts, during->spans[span].start);
  for (guint at = 0; at < starts->len; at++)
    {
      GhMinute minute = g_array_index (starts, GhMinute, at);
      if (during != NULL && !gh_times_hold (during, minute, minute + 1))
        continue;
      g_array_set_size (literals, 0);
      for (guint number = 0; number < counted->len; number++)
        {
          Counted this = g_array_index (counted, Counted, number);
          int variable = runs_at (writing, this.session, this.entry, minute);
          if (variable != 0)
            g_array_append_val (literals, variable);
        }
      write_at_most (writing, literals, most, entry);
    }
}

/* A variable that holds wherever the session starts on one of the days FROM .. BEFORE-1, where the
 * limit counts it. */
static int
counts_on (Writing *writing, int session, const GhTimes *during, GhMinute from, GhMinute before)
{
  const GhPart *part = &writing->parts[session];
  int variable = 0;
  for (int at = start_from (part, from); at < start_from (part, before); at++)
    {
      GhMinute start = g_array_index (part->starts, GhMinute, at);
      if (!gh_times_meet (during, start, start + 1))
        continue;
      if (variable == 0)
        variable = new_variables (writing, 1);
      begin (writing);
      put_unless_held (writing, session);
      put (writing, variable);
      put_not_at (writing, part, at);
      end (writing);
    }
  return variable;
}

static void
write_limit (Writing *writing, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  const GhCapacity *limit =
      &g_array_index (writing->demands->capacities, GhCapacity, asked->number);
  g_autoptr (GArray) counted = g_array_new (false, false, sizeof (Counted));
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));
  int n_days = limit->per == GH_PER_DAY ? writing->model->conference.n_days : 1;

  for (guint at = 0; at < writing->sessions->len; at++)
    {
      Counted this = { g_array_index (writing->sessions, int, at), -1 };
      if (gh_bits_has (limit->of, this.session))
        g_array_append_val (counted, this);
    }
  if ((int)counted->len <= limit->most)
    return;
  if (limit->per == GH_PER_INSTANT)
    {
      write_running (writing, counted, limit->most, limit->during, entry);
      return;
    }
  for (int day = 0; day < n_days; day++)
    {
      g_array_set_size (literals, 0);
      for (guint at = 0; at < counted->len; at++)
        {
          int session = g_array_index (counted, Counted, at).session;
          int variable =
              limit->per == GH_PER_DAY
                  ? counts_on (writing, session, limit->during, day * GH_DAY, (day + 1) * GH_DAY)
                  : counts_on (writing, session, limit->during, GH_BEGINNING, GH_END);
          if (variable != 0)
            g_array_append_val (literals, variable);
        }
      write_at_most (writing, literals, limit->most, entry);
    }
}

/* ---- teams ------------------------------------------------------------------------------- */

/* One session's need, and which variables say which team it gets. */
typedef struct
{
  int session;
  int entry;
  int first; /* the variable of the kind's first team */
} Need;

static void
write_available (Writing *writing, const Need *need, int variable, const GhTeam *team)
{
  const GhPart *part = &writing->parts[need->session];
  int minutes = writing->model->sessions[need->session].minutes;
  for (int from = 0, before; from < (int)part->starts->len; from = before)
    {
      for (before = from; before < (int)part->starts->len; before++)
        {
          GhMinute start = g_array_index (part->starts, GhMinute, before);
          if (gh_times_hold (team->available, start, start + minutes))
            break;
        }
      if (before == from)
        {
          before++;
          continue;
        }
      begin (writing);
      put_unless_held (writing, need->session);
      put_unless (writing, need->entry);
      put (writing, -variable);
      put_outside (writing, part, from, before);
      end (writing);
    }
}

/* At least COUNT of the need's teams: no more than the rest are missing. */
static void
write_need (Writing *writing, const Need *need, int n_teams, int count)
{
  g_autoptr (GArray) missing = g_array_new (false, false, sizeof (int));

  if (n_teams < count)
    {
      begin (writing);
      put_unless_held (writing, need->session);
      put_unless (writing, need->entry);
      end (writing);
      return;
    }
  for (int team = 0; team < n_teams; team++)
    {
      /* "It is asked for, and this team is not there." */
      int variable = new_variables (writing, 1);
      begin (writing);
      put_unless_held (writing, need->session);
      put_unless (writing, need->entry);
      put (writing, need->first + team);
      put (writing, variable);
      end (writing);
      g_array_append_val (missing, variable);
    }
  write_at_most (writing, missing, n_teams - count, -1);
}

static void
write_kind (Writing *writing, const char *kind)
{
  const GhModel *model = writing->model;
  g_autoptr (GArray) needs = g_array_new (false, false, sizeof (Need));
  int n_teams = 0;

  for (int team = 0; team < model->n_teams; team++)
    n_teams += model->teams[team].kind == kind;
  for (int entry = 0; entry < (int)writing->this->asked->len; entry++)
    {
      const GhAsked *asked = writing->this->asked->pdata[entry];
      const GhTeamNeed *from;
      Need need;
      if (asked->asks != GH_ASKS_TEAMS || !gh_case_asks (writing->this, entry)
          || !gh_case_holds (writing->this, asked->session))
        continue;
      from = gh_case_team_need (writing->this, entry);
      if (from->kind != kind)
        continue;
      need = (Need){ asked->session, entry, new_variables (writing, n_teams) };
      write_need (writing, &need, n_teams, from->count);
      g_array_append_val (needs, need);
    }
  for (int team = 0, number = -1; team < model->n_teams; team++)
    {
      if (model->teams[team].kind != kind)
        continue;
      number++;
      for (guint a = 0; a < needs->len; a++)
        {
          const Need *need_a = &g_array_index (needs, Need, a);
          write_available (writing, need_a, need_a->first + number, &model->teams[team]);
          for (guint b = a + 1; b < needs->len; b++)
            {
              const Need *need_b = &g_array_index (needs, Need, b);
              int variable = overlap (writing, need_a->session, need_b->session, 0);
              begin (writing);
              put_unless_held (writing, need_a->session);
              put_unless_held (writing, need_b->session);
              put_unless (writing, need_a->entry);
              put_unless (writing, need_b->entry);
              put (writing, -(need_a->first + number));
              put (writing, -(need_b->first + number));
              put (writing, -variable);
              end (writing);
            }
        }
    }
}

static void
write_teams (Writing *writing)
{
  g_autoptr (GArray) kinds = gh_case_team_kinds (writing->this);
  for (guint at = 0; at < kinds->len; at++)
    write_kind (writing, gh_case_team_need (writing->this, g_array_index (kinds, int, at))->kind);
}

/* ---- covers ------------------------------------------------------------------------------ */

/* A delegation's must, and the variables that say who goes; `first` 0: somebody is there anyhow. */
typedef struct
{
  int session;
  int entry;
  int first;
} Must;

static void
write_absence (Writing *writing, const Must *must, int variable, int person)
{
  const GhPart *part = &writing->parts[must->session];
  const GhPerson *this = &writing->model->persons[person];
  int minutes = writing->model->sessions[must->session].minutes;

  for (int at = 0; at < (int)part->starts->len; at++)
    {
      GhMinute start = g_array_index (part->starts, GhMinute, at);
      if (gh_times_hold (this->present, start, start + minutes))
        continue;
      begin (writing);
      put_unless_held (writing, must->session);
      put (writing, -variable);
      put_not_at (writing, part, at);
      end (writing);
    }
}

/* Whoever covers is not in two places: not in another cover, nor where they must be themselves. */
static void
write_cover_clashes (Writing *writing, const GArray *musts, int person, int number,
                     const GArray *entries)
{
  for (guint a = 0; a < musts->len; a++)
    {
      const Must *here = &g_array_index (musts, Must, a);
      if (here->first == 0)
        continue;
      for (guint b = a + 1; b < musts->len; b++)
        {
          const Must *there = &g_array_index (musts, Must, b);
          int variable;
          if (there->first == 0)
            continue;
          variable = overlap (writing, here->session, there->session,
                              writing->model->persons[person].remote
                                  ? 0
                                  : least_travel (writing, here->session, there->session));
          begin (writing);
          put_unless_held (writing, here->session);
          put_unless_held (writing, there->session);
          put (writing, -(here->first + number));
          put (writing, -(there->first + number));
          put (writing, -variable);
          end (writing);
        }
      for (guint at = 0; entries != NULL && at < entries->len; at++)
        {
          int entry = g_array_index (entries, int, at);
          int other = ((const GhAsked *)writing->this->asked->pdata[entry])->session;
          int variable;
          if (other == here->session)
            continue;
          variable = overlap (writing, here->session, other, 0);
          begin (writing);
          put_unless_held (writing, here->session);
          put_unless_held (writing, other);
          put_unless (writing, entry);
          put (writing, -(here->first + number));
          put (writing, -variable);
          end (writing);
        }
    }
}

/* Somebody of it is there; each is in one place at a time. */
static void
write_people_of (Writing *writing, const GhDelegation *delegation, GArray *musts,
                 GArray **person_entries)
{
  const GArray *people = delegation->people;

  for (guint at = 0; at < musts->len; at++)
    {
      Must *must = &g_array_index (musts, Must, at);
      bool is_there = false;
      /* Whoever has a role there covers it; whether that role is asked for is left open. */
      for (guint entry = 0; entry < people->len; entry++)
        is_there = is_there
                   || gh_demands_commitment (writing->demands, g_array_index (people, int, entry),
                                             must->session)
                          != NULL;
      if (is_there)
        continue;
      must->first = new_variables (writing, (int)people->len);
      begin (writing);
      put_unless_held (writing, must->session);
      put_unless (writing, must->entry);
      for (guint entry = 0; entry < people->len; entry++)
        put (writing, must->first + (int)entry);
      end (writing);
      for (guint entry = 0; entry < people->len; entry++)
        write_absence (writing, must, must->first + (int)entry, g_array_index (people, int, entry));
    }
  for (guint entry = 0; entry < people->len; entry++)
    write_cover_clashes (writing, musts, g_array_index (people, int, entry), (int)entry,
                         person_entries[g_array_index (people, int, entry)]);
}

static void
write_delegation (Writing *writing, int number, GArray *musts, GArray **person_entries)
{
  const GhDelegation *delegation = &writing->model->delegations[number];
  g_autoptr (GArray) counted = g_array_new (false, false, sizeof (Counted));

  if (delegation->people->len > 0)
    {
      write_people_of (writing, delegation, musts, person_entries);
      return;
    }
  for (guint at = 0; at < musts->len; at++)
    {
      const Must *must = &g_array_index (musts, Must, at);
      Counted this = { must->session, must->entry };
      g_array_append_val (counted, this);
    }
  if ((int)counted->len > delegation->size)
    write_running (writing, counted, delegation->size, NULL, -1);
}

static void
write_covers (Writing *writing, GArray **person_entries)
{
  const GhCase *this = writing->this;
  g_autofree GArray **musts = g_new0 (GArray *, writing->model->n_delegations + 1);

  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      Must must = { asked->session, entry, 0 };
      if (asked->asks != GH_ASKS_COVER || !gh_case_asks (this, entry)
          || !gh_case_holds (this, asked->session))
        continue;
      if (musts[asked->number] == NULL)
        musts[asked->number] = g_array_new (false, false, sizeof (Must));
      g_array_append_val (musts[asked->number], must);
    }
  for (int delegation = 0; delegation < writing->model->n_delegations; delegation++)
    if (musts[delegation] != NULL)
      {
        write_delegation (writing, delegation, musts[delegation], person_entries);
        g_array_unref (musts[delegation]);
      }
}

/* ---- the whole --------------------------------------------------------------------------- */

static void
write_people (Writing *writing)
{
  GArray **entries = list_person_entries (writing);
  for (int person = 0; person < writing->model->n_persons; person++)
    if (entries[person] != NULL)
      write_person (writing, person, entries[person]);
  write_covers (writing, entries);
  for (int person = 0; person < writing->model->n_persons; person++)
    if (entries[person] != NULL)
      g_array_unref (entries[person]);
  g_free (entries);
}

static void
write_demand (Writing *writing, int entry)
{
  const GhCase *this = writing->this;
  const GhAsked *asked = this->asked->pdata[entry];

  if (!gh_case_asks (this, entry) || (asked->session >= 0 && !gh_case_holds (this, asked->session))
      || (asked->other >= 0 && !gh_case_holds (this, asked->other)))
    return;
  if (asked->asks == GH_ASKS_PAIR)
    write_pair (writing, entry);
  else if (asked->asks == GH_ASKS_ROOM_PAIR)
    write_room_pair (writing, entry);
  else if (asked->asks == GH_ASKS_LIMIT)
    write_limit (writing, entry);
}

static GhFormula *
new_formula (int n_sessions)
{
  GhFormula *formula = g_new0 (GhFormula, 1);
  formula->n_sessions = n_sessions;
  formula->parts = g_new0 (GhPart, n_sessions + 1);
  return formula;
}

GhFormula *
gh_formula_new (GhCase *this, bool wide)
{
  GhFormula *formula = new_formula (this->model->n_sessions);
  Writing writing = { .this = this,
                      .model = this->model,
                      .demands = this->demands,
                      .formula = formula,
                      .sessions = g_array_new (false, false, sizeof (int)),
                      .parts = formula->parts,
                      .overlaps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                      .travels = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                      .clause = g_array_new (false, false, sizeof (int)),
                      .wide = wide };

  formula->literals = g_array_new (false, false, sizeof (int));
  formula->selectors = g_new0 (int, this->asked->len + 1);
  for (int session = 0; session < this->model->n_sessions; session++)
    if (gh_case_holds (this, session))
      {
        g_array_append_val (writing.sessions, session);
        write_session (&writing, session);
      }
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    write_demand (&writing, entry);
  write_rooms (&writing);
  write_people (&writing);
  write_teams (&writing);

  g_array_unref (writing.sessions);
  g_array_unref (writing.clause);
  g_hash_table_unref (writing.overlaps);
  g_hash_table_unref (writing.travels);
  return formula;
}

void
gh_formula_free (GhFormula *formula)
{
  if (formula == NULL)
    return;
  for (int session = 0; session < formula->n_sessions; session++)
    if (formula->parts[session].starts != NULL)
      {
        g_array_unref (formula->parts[session].starts);
        g_array_unref (formula->parts[session].rooms);
      }
  g_free (formula->parts);
  g_array_unref (formula->literals);
  g_free (formula->selectors);
  g_free (formula);
}

void
gh_formula_print (const GhFormula *formula, const GhCase *this, GString *text)
{
  g_string_append_printf (text, "p cnf %d %d\n", formula->n_variables,
                          formula->n_clauses + formula->n_selectors);
  for (guint at = 0; at < formula->literals->len; at++)
    {
      int literal = g_array_index (formula->literals, int, at);
      g_string_append_printf (text, literal == 0 ? "%d\n" : "%d ", literal);
    }
  for (guint entry = 0; entry < this->asked->len; entry++)
    if (formula->selectors[entry] != 0)
      {
        g_autofree char *sentence =
            gh_asked_say (this->model, this->demands, this->asked->pdata[entry]);
        g_string_append_printf (text, "c %s\n%d 0\n", sentence, formula->selectors[entry]);
      }
}
