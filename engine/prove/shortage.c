#include "engine/prove/shortage.h"

#include "engine/prove/flow.h"
#include "engine/prove/instants.h"

/* Somebody who shares something with others: a session, and the demand that makes it share. */
typedef struct
{
  int session;
  int entry; /* -1: that it is held is enough */
  int count; /* of what is shared it takes so much */
} Sharer;

/* ---- instants ---------------------------------------------------------------------------- */

/* The fewest instants such that every place of every sharer contains one. */
static GArray *
choose_instants (GhCase *this, const GArray *sharers, int gap)
{
  g_autoptr (GArray) runs = g_array_new (false, false, sizeof (GhSpan));

  for (guint at = 0; at < sharers->len; at++)
    {
      int session = g_array_index (sharers, Sharer, at).session;
      const GArray *starts = gh_case_places (this, session)->starts;
      for (guint number = 0; number < starts->len; number++)
        {
          GhMinute start = g_array_index (starts, GhMinute, number);
          GhSpan run = { start, start + this->model->sessions[session].minutes + gap };
          g_array_append_val (runs, run);
        }
    }
  return gh_instants_choose (runs);
}

/* Which instants a session's places contain. */
static GhBits *
instants_of (GhCase *this, const GArray *instants, int session, int gap)
{
  const GArray *starts = gh_case_places (this, session)->starts;
  GhBits *set = gh_bits_new ((int)instants->len);
  for (guint number = 0; number < starts->len; number++)
    {
      GhMinute start = g_array_index (starts, GhMinute, number);
      GhMinute end = start + this->model->sessions[session].minutes + gap;
      for (guint at = gh_minutes_from (instants, start);
           at < instants->len && g_array_index (instants, GhMinute, at) < end; at++)
        gh_bits_add (set, (int)at);
    }
  return set;
}

/* ---- what was found ---------------------------------------------------------------------- */

/* The sharers that want too much, with all that ties them down. */
static GhBits *
need_sharers (const GhCase *this, const GArray *sharers, const GhBits *too_many)
{
  GhBits *needed = gh_bits_new ((int)this->asked->len);
  GH_BITS_EACH (too_many, at)
    {
      const Sharer *sharer = &g_array_index (sharers, Sharer, at);
      gh_case_need_session (this, sharer->session, needed);
      if (sharer->entry >= 0)
        gh_bits_add (needed, sharer->entry);
    }
  return needed;
}

static bool
is_any_begun (const GhCase *this, const GArray *sharers)
{
  for (guint at = 0; at < sharers->len; at++)
    if (gh_has_begun (this->model, g_array_index (sharers, Sharer, at).session))
      return true;
  return false;
}

/* Who has no place at all is another matter; and of those that have begun, which may share what
 * nobody else may, one counts. */
static void
add_sharer (GhCase *this, GArray *sharers, int session, int entry, int count)
{
  Sharer sharer = { session, entry, count };

  if (gh_has_begun (this->model, session) && is_any_begun (this, sharers))
    return;
  if (gh_case_holds (this, session) && gh_case_places (this, session)->starts->len > 0)
    g_array_append_val (sharers, sharer);
}

/* ---- at every instant so much ------------------------------------------------------------ */

/* How much there is at an instant. */
typedef int (*Supply) (const GhCase *this, int number, GhMinute instant);

static GhBits *
find_at_instants (GhCase *this, const GArray *sharers, int gap, Supply supply, int number)
{
  g_autoptr (GArray) instants = choose_instants (this, sharers, gap);
  g_autoptr (GhFlow) flow = gh_flow_new ((int)sharers->len, (int)instants->len);
  g_autoptr (GhBits) too_many = NULL;

  for (guint at = 0; at < instants->len; at++)
    flow->holds[at] = supply (this, number, g_array_index (instants, GhMinute, at));
  for (guint at = 0; at < sharers->len; at++)
    {
      const Sharer *sharer = &g_array_index (sharers, Sharer, at);
      g_autoptr (GhBits) set = instants_of (this, instants, sharer->session, gap);
      flow->wants[at] = sharer->count;
      GH_BITS_EACH (set, instant)
        if (flow->holds[instant] > 0)
          gh_flow_link (flow, (int)at, instant);
    }
  too_many = gh_flow_too_many (flow);
  return too_many != NULL ? need_sharers (this, sharers, too_many) : NULL;
}

static int
one (const GhCase *this, int number, GhMinute instant)
{
  return 1;
}

/* ---- rooms ------------------------------------------------------------------------------- */

/* The smallest parts of a room, and itself if it has none. */
static void
add_floor (const GhModel *model, int room, GhBits *floor)
{
  const GArray *parts = model->rooms[room].parts;
  if (parts->len == 0)
    gh_bits_add (floor, room);
  for (guint part = 0; part < parts->len; part++)
    add_floor (model, g_array_index (parts, int, part), floor);
}

static GhBits **
list_floors (const GhModel *model)
{
  GhBits **floors = g_new (GhBits *, model->n_rooms + 1);
  for (int room = 0; room < model->n_rooms; room++)
    {
      floors[room] = gh_bits_new (model->n_rooms);
      add_floor (model, room, floors[room]);
    }
  return floors;
}

/* Adds the cells, instant by instant and floor by floor, of a room that is not always open. */
static void
add_open_cells (GhCase *this, const GArray *instants, const GhBits *floor, int session, int room,
                GhBits *cells)
{
  const GArray *starts = gh_case_places (this, session)->starts;
  for (guint number = 0; number < starts->len; number++)
    {
      GhMinute start = g_array_index (starts, GhMinute, number);
      GhMinute end = start + this->model->sessions[session].minutes;
      if (!gh_case_is_open (this, session, start, room))
        continue;
      for (guint at = gh_minutes_from (instants, start);
           at < instants->len && g_array_index (instants, GhMinute, at) < end; at++)
        GH_BITS_EACH (floor, part)
          gh_bits_add (cells, (int)at * this->model->n_rooms + part);
    }
}

/* The cells that a session's places would take one of. */
static GhBits *
cells_of (GhCase *this, const GArray *instants, GhBits *const *floors, int session)
{
  const GArray *rooms = gh_case_places (this, session)->rooms;
  int n_rooms = this->model->n_rooms;
  g_autoptr (GhBits) ever = instants_of (this, instants, session, 0);
  g_autoptr (GhBits) parts = gh_bits_new (n_rooms);
  GhBits *cells = gh_bits_new ((int)instants->len * n_rooms);

  for (guint at = 0; at < rooms->len; at++)
    {
      int room = g_array_index (rooms, int, at);
      if (!gh_case_is_always_open (this, session, room))
        add_open_cells (this, instants, floors[room], session, room, cells);
      else
        GH_BITS_EACH (floors[room], part)
          gh_bits_add (parts, part);
    }
  GH_BITS_EACH (ever, instant)
    GH_BITS_EACH (parts, part)
      gh_bits_add (cells, instant * n_rooms + part);
  return cells;
}

/* A session may be in a room of which nobody asks that it hold one at a time. */
static bool
is_unbound (GhCase *this, const GhBits *one_at_a_time, int session)
{
  const GArray *rooms = gh_case_places (this, session)->rooms;
  for (guint at = 0; at < rooms->len; at++)
    if (!gh_bits_has (one_at_a_time, g_array_index (rooms, int, at)))
      return true;
  return !gh_bits_has (this->demands->room_clash_holds, session);
}

/* The rooms that hold one session at a time. */
static GhBits *
list_rooms (const GhCase *this)
{
  GhBits *rooms = gh_bits_new (this->model->n_rooms);
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == GH_ASKS_ROOM && gh_case_asks (this, entry))
        gh_bits_add (rooms, asked->number);
    }
  return rooms;
}

/* Adds that these rooms hold one session at a time. */
static void
need_rooms (const GhCase *this, const GhBits *rooms, GhBits *needed)
{
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == GH_ASKS_ROOM && gh_bits_has (rooms, asked->number))
        gh_bits_add (needed, entry);
    }
}

/* Takes out, again and again, whoever has as many cells as there are sharers: there is always one
 * left for them. */
static void
drop_the_easy (GArray *sharers, GPtrArray *cells)
{
  bool changed = true;
  while (changed)
    {
      changed = false;
      for (guint at = 0; at < sharers->len;)
        if (gh_bits_count (cells->pdata[at]) >= (int)sharers->len)
          {
            g_array_remove_index (sharers, at);
            g_ptr_array_remove_index (cells, at);
            changed = true;
          }
        else
          at++;
    }
}

static GhBits *
find_rooms (GhCase *this)
{
  const GhModel *model = this->model;
  g_autoptr (GhBits) rooms = list_rooms (this);
  g_autoptr (GArray) sharers = g_array_new (false, false, sizeof (Sharer));
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) instants = NULL;
  GhBits **floors = list_floors (model);
  GhBits *needed = NULL;

  for (int session = 0; session < model->n_sessions; session++)
    if (model->sessions[session].needs_room && gh_case_holds (this, session)
        && !is_unbound (this, rooms, session))
      add_sharer (this, sharers, session, -1, 1);
  instants = choose_instants (this, sharers, 0);
  for (guint at = 0; at < sharers->len; at++)
    g_ptr_array_add (
        cells, cells_of (this, instants, floors, g_array_index (sharers, Sharer, at).session));
  drop_the_easy (sharers, cells);
  if (sharers->len > 0)
    {
      g_autoptr (GhFlow) flow =
          gh_flow_new ((int)sharers->len, (int)instants->len * model->n_rooms);
      g_autoptr (GhBits) too_many = NULL;
      for (int cell = 0; cell < flow->n_cells; cell++)
        flow->holds[cell] = 1;
      for (guint at = 0; at < sharers->len; at++)
        {
          flow->wants[at] = 1;
          GH_BITS_EACH ((GhBits *)cells->pdata[at], cell)
            gh_flow_link (flow, (int)at, cell);
        }
      too_many = gh_flow_too_many (flow);
      if (too_many != NULL)
        {
          needed = need_sharers (this, sharers, too_many);
          need_rooms (this, rooms, needed);
        }
    }
  for (int room = 0; room < model->n_rooms; room++)
    gh_bits_free (floors[room]);
  g_free (floors);
  return needed;
}

/* Each session's rooms as a set, by session; NULL: it is bound to none. */
static GhBits **
list_room_sets (GhCase *this, const GhBits *one_at_a_time)
{
  GhBits **sets = g_new0 (GhBits *, this->model->n_sessions + 1);
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      const GArray *rooms;
      if (!this->model->sessions[session].needs_room || !gh_case_holds (this, session)
          || is_unbound (this, one_at_a_time, session))
        continue;
      rooms = gh_case_places (this, session)->rooms;
      sets[session] = gh_bits_new (this->model->n_rooms);
      for (guint at = 0; at < rooms->len; at++)
        gh_bits_add (sets[session], g_array_index (rooms, int, at));
    }
  return sets;
}

static bool
is_within (const GhBits *part, const GhBits *whole)
{
  for (int word = 0; word < part->n_words; word++)
    if ((part->words[word] & ~whole->words[word]) != 0)
      return false;
  return true;
}

static int
as_many (const GhCase *this, int number, GhMinute instant)
{
  return number;
}

/* The sessions that are bound to some of one session's rooms, at instants of their own: more exact
 * than all rooms together, whose instants have to do for all sessions. */
static GhBits *
find_within (GhCase *this, GhBits *const *sets, int seed)
{
  g_autoptr (GArray) sharers = g_array_new (false, false, sizeof (Sharer));
  GhBits *needed;

  for (int session = 0; session < this->model->n_sessions; session++)
    if (sets[session] != NULL && is_within (sets[session], sets[seed]))
      {
        /* Those of a session before with the same rooms have been looked at with it. */
        if (session < seed && is_within (sets[seed], sets[session]))
          return NULL;
        add_sharer (this, sharers, session, -1, 1);
      }
  if ((int)sharers->len <= gh_bits_count (sets[seed]))
    return NULL;
  needed = find_at_instants (this, sharers, 0, as_many, gh_bits_count (sets[seed]));
  if (needed != NULL)
    need_rooms (this, sets[seed], needed);
  return needed;
}

static GhBits *
find_room_sets (GhCase *this)
{
  g_autoptr (GhBits) rooms = list_rooms (this);
  GhBits **sets = list_room_sets (this, rooms);
  GhBits *needed = NULL;

  for (int seed = 0; seed < this->model->n_sessions && needed == NULL; seed++)
    if (sets[seed] != NULL)
      needed = find_within (this, sets, seed);
  for (int session = 0; session < this->model->n_sessions; session++)
    gh_bits_free (sets[session]);
  g_free (sets);
  return needed;
}

/* ---- people ------------------------------------------------------------------------------ */

/* The sharers of each number that demands of one kind have: a person's sessions, a delegation's. */
static GPtrArray *
sharers_by_number (GhCase *this, GhAsks asks, int n)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (int number = 0; number < n; number++)
    g_ptr_array_add (lists, g_array_new (false, false, sizeof (Sharer)));
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == asks && gh_case_asks (this, entry))
        add_sharer (this, lists->pdata[asked->number], asked->session, entry, 1);
    }
  return lists;
}

/* The minutes that one person needs between any two of these, at least. */
static int
least_gap (const GhCase *this, const GArray *sharers, int person)
{
  int least = GH_DAY;
  for (guint a = 0; a < sharers->len && least > 0; a++)
    for (guint b = a + 1; b < sharers->len && least > 0; b++)
      {
        int session_a = g_array_index (sharers, Sharer, a).session;
        int session_b = g_array_index (sharers, Sharer, b).session;
        const GhCommitment *in_a = gh_demands_commitment (this->demands, person, session_a);
        const GhCommitment *in_b = gh_demands_commitment (this->demands, person, session_b);
        int gap =
            gh_demands_role_gap (this->demands, session_a, &in_a->clash, session_b, &in_b->clash);
        least = in_a->by_role && in_b->by_role ? MIN (least, MAX (0, gap)) : 0;
      }
  return sharers->len > 1 ? least : 0;
}

static GhBits *
find_persons (GhCase *this)
{
  g_autoptr (GPtrArray) lists = sharers_by_number (this, GH_ASKS_PERSON, this->model->n_persons);
  for (int person = 0; person < this->model->n_persons; person++)
    {
      const GArray *sharers = lists->pdata[person];
      GhBits *needed = NULL;
      if (sharers->len > 1)
        needed = find_at_instants (this, sharers, least_gap (this, sharers, person), one, -1);
      if (needed != NULL)
        return needed;
    }
  return NULL;
}

/* ---- delegations ------------------------------------------------------------------------- */

static int
people_at (const GhCase *this, int delegation, GhMinute instant)
{
  const GhDelegation *from = &this->model->delegations[delegation];
  int n = 0;
  for (guint at = 0; at < from->people->len; at++)
    n += gh_times_hold (this->model->persons[g_array_index (from->people, int, at)].present,
                        instant, instant + 1);
  return from->people->len > 0 ? n : from->size;
}

/* Sessions in which one of the delegation has to be anyhow are covered. */
static void
drop_covered (const GhCase *this, const GhDelegation *delegation, GArray *sharers)
{
  for (guint at = 0; at < sharers->len;)
    {
      bool is_covered = false;
      for (guint entry = 0; entry < delegation->people->len; entry++)
        is_covered =
            is_covered
            || gh_demands_commitment (this->demands, g_array_index (delegation->people, int, entry),
                                      g_array_index (sharers, Sharer, at).session)
                   != NULL;
      if (is_covered)
        g_array_remove_index (sharers, at);
      else
        at++;
    }
}

static GhBits *
find_delegations (GhCase *this)
{
  const GhModel *model = this->model;
  g_autoptr (GPtrArray) lists = sharers_by_number (this, GH_ASKS_COVER, model->n_delegations);
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    {
      GArray *sharers = lists->pdata[delegation];
      GhBits *needed = NULL;
      drop_covered (this, &model->delegations[delegation], sharers);
      if (sharers->len > 0)
        needed = find_at_instants (this, sharers, 0, people_at, delegation);
      if (needed != NULL)
        return needed;
    }
  return NULL;
}

/* ---- teams ------------------------------------------------------------------------------- */

/* Of the kind that an entry asks for. */
static int
teams_at (const GhCase *this, int entry, GhMinute instant)
{
  const char *kind = gh_case_team_need (this, entry)->kind;
  int n = 0;
  for (int team = 0; team < this->model->n_teams; team++)
    n += this->model->teams[team].kind == kind
         && gh_times_hold (this->model->teams[team].available, instant, instant + 1);
  return n;
}

static GArray *
sharers_of_kind (GhCase *this, const char *kind)
{
  GArray *sharers = g_array_new (false, false, sizeof (Sharer));
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      const GhTeamNeed *need;
      if (asked->asks != GH_ASKS_TEAMS || !gh_case_asks (this, entry))
        continue;
      need = gh_case_team_need (this, entry);
      if (need->kind == kind)
        add_sharer (this, sharers, asked->session, entry, need->count);
    }
  return sharers;
}

/* The minutes that all teams of a kind can work on sessions that start on one day. */
static int64_t
minutes_on (const GhModel *model, const char *kind, int day)
{
  int64_t minutes = 0;
  for (int number = 0; number < model->n_teams; number++)
    {
      const GhTeam *team = &model->teams[number];
      int most = team->most_minutes_per_day >= 0 ? team->most_minutes_per_day : 2 * GH_DAY;
      int there = 0;
      if (team->kind != kind)
        continue;
      if (team->day_minutes >= 0)
        most = MIN (most, team->day_minutes);
      /* What starts on this day may end on the next, if they are there over midnight. */
      for (int span = 0; span < team->available->n_spans; span++)
        if (team->available->spans[span].start < (day + 1) * GH_DAY)
          there += MAX (0, MIN (team->available->spans[span].end, (day + 2) * GH_DAY)
                               - MAX (team->available->spans[span].start, day * GH_DAY));
      minutes += MIN (most, there);
    }
  return minutes;
}

static GhBits *
find_by_minutes (GhCase *this, const GArray *sharers, const char *kind)
{
  const GhModel *model = this->model;
  int n_days = model->conference.n_days;
  g_autoptr (GhFlow) flow = gh_flow_new ((int)sharers->len, n_days);
  g_autoptr (GhBits) too_many = NULL;

  for (int day = 0; day < n_days; day++)
    flow->holds[day] = minutes_on (model, kind, day);
  for (guint at = 0; at < sharers->len; at++)
    {
      const Sharer *sharer = &g_array_index (sharers, Sharer, at);
      const GArray *starts = gh_case_places (this, sharer->session)->starts;
      int last = -1;
      flow->wants[at] = (int64_t)sharer->count * model->sessions[sharer->session].minutes;
      for (guint number = 0; number < starts->len; number++)
        {
          int day = gh_day_of (g_array_index (starts, GhMinute, number));
          if (day < 0 || day >= n_days)
            return NULL; /* a start that no day of the conference counts */
          if (day != last)
            gh_flow_link (flow, (int)at, day);
          last = day;
        }
    }
  too_many = gh_flow_too_many (flow);
  return too_many != NULL ? need_sharers (this, sharers, too_many) : NULL;
}

static GhBits *
find_teams (GhCase *this)
{
  g_autoptr (GArray) kinds = gh_case_team_kinds (this);
  GhBits *needed = NULL;
  for (guint at = 0; at < kinds->len && needed == NULL; at++)
    {
      int entry = g_array_index (kinds, int, at);
      const char *kind = gh_case_team_need (this, entry)->kind;
      g_autoptr (GArray) sharers = sharers_of_kind (this, kind);
      needed = find_at_instants (this, sharers, 0, teams_at, entry);
      if (needed == NULL)
        needed = find_by_minutes (this, sharers, kind);
    }
  return needed;
}

/* ---- limits ------------------------------------------------------------------------------ */

static int
most_of (const GhCase *this, int limit, GhMinute instant)
{
  return g_array_index (this->demands->capacities, GhCapacity, limit).most;
}

/* Whether a limit counts a session wherever it is held. */
static bool
counts_always (GhCase *this, const GhCapacity *limit, int session)
{
  const GArray *starts = gh_case_places (this, session)->starts;
  for (guint at = 0; at < starts->len; at++)
    {
      GhMinute start = g_array_index (starts, GhMinute, at);
      int minutes = this->model->sessions[session].minutes;
      if (limit->per == GH_PER_INSTANT ? !gh_times_hold (limit->during, start, start + minutes)
                                       : !gh_times_meet (limit->during, start, start + 1))
        return false;
    }
  return true;
}

static GhBits *
find_on_days (GhCase *this, const GArray *sharers, const GhCapacity *limit)
{
  int n_days = limit->per == GH_PER_DAY ? this->model->conference.n_days : 1;
  g_autoptr (GhFlow) flow = gh_flow_new ((int)sharers->len, n_days);
  g_autoptr (GhBits) too_many = NULL;

  for (int day = 0; day < n_days; day++)
    flow->holds[day] = limit->most;
  for (guint at = 0; at < sharers->len; at++)
    {
      const GArray *starts =
          gh_case_places (this, g_array_index (sharers, Sharer, at).session)->starts;
      int last = -1;
      flow->wants[at] = 1;
      for (guint number = 0; number < starts->len; number++)
        {
          int day =
              limit->per == GH_PER_DAY ? gh_day_of (g_array_index (starts, GhMinute, number)) : 0;
          if (day != last && day >= 0 && day < n_days)
            gh_flow_link (flow, (int)at, day);
          last = day;
        }
    }
  too_many = gh_flow_too_many (flow);
  return too_many != NULL ? need_sharers (this, sharers, too_many) : NULL;
}

static GhBits *
find_limit (GhCase *this, int entry)
{
  int number = ((const GhAsked *)this->asked->pdata[entry])->number;
  const GhCapacity *limit = &g_array_index (this->demands->capacities, GhCapacity, number);
  g_autoptr (GArray) sharers = g_array_new (false, false, sizeof (Sharer));
  GhBits *needed;

  GH_BITS_EACH (limit->of, session)
    if (gh_case_holds (this, session) && counts_always (this, limit, session)
        && (limit->most > 0 || !gh_has_begun (this->model, session))) /* which may be too many */
      add_sharer (this, sharers, session, -1, 1);
  if ((int)sharers->len <= limit->most)
    return NULL;
  needed = limit->per == GH_PER_INSTANT ? find_at_instants (this, sharers, 0, most_of, number)
                                        : find_on_days (this, sharers, limit);
  if (needed != NULL)
    gh_bits_add (needed, entry);
  return needed;
}

static GhBits *
find_limits (GhCase *this)
{
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    if (((const GhAsked *)this->asked->pdata[entry])->asks == GH_ASKS_LIMIT
        && gh_case_asks (this, entry))
      {
        GhBits *needed = find_limit (this, entry);
        if (needed != NULL)
          return needed;
      }
  return NULL;
}

/* ---- sessions that all clash with each other --------------------------------------------- */

/* More sessions than this are not looked through for cliques: it takes their square. */
#define MOST_IN_CLASHES 2000

/* Two sessions that are never held at once, and the demands that say so. */
typedef struct
{
  int entries[2]; /* the second may be -1 */
  bool clash;
} Clash;

typedef struct
{
  GhCase *this;
  GArray *sessions; /* int: those with a clash */
  int *position;    /* by session: in that list; -1 */
  Clash *clashes;   /* position * n + position */
} Clashes;

static void
note_clash (Clashes *clashes, int a, int b, int first, int second)
{
  int n = (int)clashes->sessions->len;
  int at_a = clashes->position[a];
  int at_b = clashes->position[b];
  Clash clash = { { first, second }, true };
  if (at_a < 0 || at_b < 0 || at_a == at_b || clashes->clashes[at_a * n + at_b].clash)
    return;
  clashes->clashes[at_a * n + at_b] = clashes->clashes[at_b * n + at_a] = clash;
}

static bool
keeps_apart (const GhModel *model, const GhPair *pair)
{
  return pair->kind == GH_PAIR_APART && pair->low <= -model->sessions[pair->b].minutes
         && pair->high >= model->sessions[pair->a].minutes;
}

static void
collect_clashes (Clashes *clashes)
{
  GhCase *this = clashes->this;
  g_autoptr (GPtrArray) by_person =
      sharers_by_number (this, GH_ASKS_PERSON, this->model->n_persons);
  int n;

  clashes->sessions = g_array_new (false, false, sizeof (int));
  clashes->position = g_new (int, this->model->n_sessions + 1);
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      bool counts =
          gh_case_holds (this, session) && gh_case_places (this, session)->starts->len > 0;
      clashes->position[session] = counts ? (int)clashes->sessions->len : -1;
      if (counts)
        g_array_append_val (clashes->sessions, session);
    }
  n = (int)clashes->sessions->len;
  clashes->clashes = g_new0 (Clash, (gsize)n * (gsize)n + 1);
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == GH_ASKS_PAIR && gh_case_asks (this, entry)
          && keeps_apart (this->model,
                          &g_array_index (this->demands->pairs, GhPair, asked->number)))
        note_clash (clashes, asked->session, asked->other, entry, -1);
    }
  for (guint person = 0; person < by_person->len; person++)
    {
      const GArray *sharers = by_person->pdata[person];
      for (guint a = 0; a < sharers->len; a++)
        for (guint b = a + 1; b < sharers->len; b++)
          {
            const Sharer *here = &g_array_index (sharers, Sharer, a);
            const Sharer *there = &g_array_index (sharers, Sharer, b);
            note_clash (clashes, here->session, there->session, here->entry, there->entry);
          }
    }
}

/* How much room a session has: who has least is asked first. */
static int
n_starts_of (const Clashes *clashes, int at)
{
  return (int)gh_case_places (clashes->this, g_array_index (clashes->sessions, int, at))
      ->starts->len;
}

/* From one session on, again and again whoever clashes with all so far and has the fewest starts.
 */
static GArray *
grow_clique (const Clashes *clashes, int seed)
{
  int n = (int)clashes->sessions->len;
  GArray *clique = g_array_new (false, false, sizeof (int));
  g_autofree bool *fits = g_new (bool, n);

  g_array_append_val (clique, seed);
  for (int at = 0; at < n; at++)
    fits[at] = clashes->clashes[seed * n + at].clash;
  for (;;)
    {
      int best = -1;
      for (int at = 0; at < n; at++)
        if (fits[at] && (best < 0 || n_starts_of (clashes, at) < n_starts_of (clashes, best)))
          best = at;
      if (best < 0)
        return clique;
      g_array_append_val (clique, best);
      for (int at = 0; at < n; at++)
        fits[at] = fits[at] && clashes->clashes[best * n + at].clash;
    }
}

static GhBits *
find_in_clique (const Clashes *clashes, const GArray *clique)
{
  GhCase *this = clashes->this;
  int n = (int)clashes->sessions->len;
  g_autoptr (GArray) sharers = g_array_new (false, false, sizeof (Sharer));
  GhBits *needed;

  for (guint at = 0; at < clique->len; at++)
    add_sharer (this, sharers,
                g_array_index (clashes->sessions, int, g_array_index (clique, int, at)), -1, 1);
  needed = find_at_instants (this, sharers, 0, one, -1);
  if (needed == NULL)
    return NULL;
  for (guint a = 0; a < clique->len; a++)
    for (guint b = 0; b < a; b++)
      {
        int at_a = g_array_index (clique, int, a);
        int at_b = g_array_index (clique, int, b);
        const Clash *clash = &clashes->clashes[at_a * n + at_b];
        if (!gh_bits_has (needed, this->held[g_array_index (clashes->sessions, int, at_a)])
            || !gh_bits_has (needed, this->held[g_array_index (clashes->sessions, int, at_b)]))
          continue;
        gh_bits_add (needed, clash->entries[0]);
        if (clash->entries[1] >= 0)
          gh_bits_add (needed, clash->entries[1]);
      }
  return needed;
}

static GhBits *
find_cliques (GhCase *this)
{
  Clashes clashes = { .this = this };
  GhBits *needed = NULL;

  if (this->model->n_sessions > MOST_IN_CLASHES)
    return NULL;
  collect_clashes (&clashes);
  for (guint seed = 0; seed < clashes.sessions->len && needed == NULL; seed++)
    {
      g_autoptr (GArray) clique = grow_clique (&clashes, (int)seed);
      if (clique->len > 1)
        needed = find_in_clique (&clashes, clique);
    }
  g_array_unref (clashes.sessions);
  g_free (clashes.position);
  g_free (clashes.clashes);
  return needed;
}

GhBits *
gh_shortage_find (GhCase *this)
{
  static GhBits *(*const ways[]) (GhCase *) = { find_persons, find_delegations, find_teams,
                                                find_limits,  find_room_sets,   find_rooms,
                                                find_cliques };
  GhBits *needed = NULL;
  for (guint way = 0; way < G_N_ELEMENTS (ways) && needed == NULL; way++)
    needed = ways[way](this);
  return needed;
}
