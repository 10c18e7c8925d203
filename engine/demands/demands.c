#include "engine/demands/demands.h"

#include "engine/demands/edges.h"
#include "engine/past.h"
#include "engine/speeches/speeches.h"

#include <string.h>

/* ---- commitments ------------------------------------------------------------------------- */

static int
compare_commitments (gconstpointer a, gconstpointer b)
{
  const GhCommitment *left = a;
  const GhCommitment *right = b;
  if (left->person != right->person)
    return left->person < right->person ? -1 : 1;
  if (left->session != right->session)
    return left->session < right->session ? -1 : 1;
  if (left->is_speech != right->is_speech)
    return left->is_speech ? 1 : -1;
  return left->by_role == right->by_role ? 0 : left->by_role ? -1 : 1;
}

static void
add_commitment (GhDemands *demands, int person, int session, const char *role, bool is_speech,
                bool is_from_afar)
{
  const GhModel *model = demands->model;
  GhCommitment commitment = {
    .person = person,
    .session = session,
    .by_role = role != NULL || is_speech,
    .is_speech = is_speech,
    .is_from_afar = is_from_afar,
    .role = role,
    .clash = is_speech ? gh_demands_speaker_clash (model, session)
                       : gh_rule_setting (model, GH_RULE_PERSON_CLASH, session, role),
  };
  if (!commitment.by_role)
    commitment.clash.value = 0; /* minutes between two roles are no matter of a must */
  g_array_append_val (demands->commitments, commitment);
}

/* A session has no start at which somebody is absent who must be there. */
static void
forbid_absence (GhDemands *demands, const GhCommitment *commitment)
{
  const GhDomain *domain = &demands->domains[commitment->session];
  int minutes = demands->model->sessions[commitment->session].minutes;
  const GhTimes *present = demands->model->persons[commitment->person].present;

  if (commitment->clash.level != GH_LEVEL_HARD || commitment->is_from_afar
      || gh_times_is_always (present) || gh_has_begun (demands->model, commitment->session))
    return;
  for (int option = 0; option < domain->n_options; option++)
    if (!gh_times_hold (present, domain->options[option].start,
                        domain->options[option].start + minutes))
      gh_demands_forbid_option (demands, commitment->session, option);
}

/* One commitment for each person and session, as strict as the strictest of all that they do there.
 * Speeches are among them once it is known where they are meant to be. */
static void
collect_commitments (GhDemands *demands)
{
  const GhModel *model = demands->model;
  GArray *list = demands->commitments;
  guint kept = 0;

  g_array_set_size (list, 0);
  for (int role = 0; role < model->n_roles; role++)
    add_commitment (demands, model->roles[role].person, model->roles[role].session,
                    model->roles[role].role, false, false);
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].named && model->person_wants[want].wish == GH_MUST)
      add_commitment (demands, model->person_wants[want].who, model->person_wants[want].session,
                      NULL, false, false);
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      bool on_site = model->speeches[speech].mode == GH_ONSITE;
      if (demands->speech_sessions[speech] >= 0
          && (on_site
              || (demands->lessons.keep_whole != NULL && demands->lessons.keep_whole[speech])))
        add_commitment (demands, model->speeches[speech].speaker, demands->speech_sessions[speech],
                        NULL, true, !on_site);
    }

  g_array_sort (list, compare_commitments);
  for (guint entry = 0; entry < list->len; entry++)
    {
      GhCommitment *this = &g_array_index (list, GhCommitment, entry);
      if (kept > 0)
        {
          GhCommitment *last = &g_array_index (list, GhCommitment, kept - 1);
          if (last->person == this->person && last->session == this->session)
            {
              last->by_role |= this->by_role;
              last->is_from_afar &= this->is_from_afar;
              last->clash = gh_rule_stricter (last->clash, this->clash);
              continue;
            }
        }
      g_array_index (list, GhCommitment, kept++) = *this;
    }
  g_array_set_size (list, kept);
  for (guint entry = 0; entry < list->len; entry++)
    forbid_absence (demands, &g_array_index (list, GhCommitment, entry));
}

/* Lists, by KEY, of the numbers 0 .. N-1. */
static GhList *
make_lists (int n_lists, int n, int (*key) (const GhDemands *, int), const GhDemands *demands)
{
  GhList *lists = g_new0 (GhList, n_lists);
  for (int item = 0; item < n; item++)
    lists[key (demands, item)].n++;
  for (int list = 0; list < n_lists; list++)
    {
      lists[list].items = g_new (int, lists[list].n);
      lists[list].n = 0;
    }
  for (int item = 0; item < n; item++)
    {
      GhList *list = &lists[key (demands, item)];
      list->items[list->n++] = item;
    }
  return lists;
}

static void
free_lists (GhList *lists, int n_lists)
{
  for (int list = 0; lists != NULL && list < n_lists; list++)
    g_free (lists[list].items);
  g_free (lists);
}

static int
session_of_commitment (const GhDemands *demands, int commitment)
{
  return g_array_index (demands->commitments, GhCommitment, commitment).session;
}

static int
person_of_commitment (const GhDemands *demands, int commitment)
{
  return g_array_index (demands->commitments, GhCommitment, commitment).person;
}

static void
index_commitments (GhDemands *demands)
{
  const GhModel *model = demands->model;
  int n = (int)demands->commitments->len;

  demands->commitments_of = make_lists (model->n_sessions, n, session_of_commitment, demands);
  demands->busy = make_lists (model->n_persons, n, person_of_commitment, demands);
}

static void
index_talks (GhDemands *demands)
{
  const GhModel *model = demands->model;
  demands->talks_of = g_new0 (GhList, model->n_persons);
  for (int speech = 0; speech < model->n_speeches; speech++)
    {
      GhList *list = &demands->talks_of[model->speeches[speech].speaker];
      if (model->speeches[speech].mode == GH_ONSITE || demands->speech_sessions[speech] < 0)
        continue;
      list->items = g_renew (int, list->items, list->n + 1);
      list->items[list->n++] = speech;
    }
}

bool
gh_demands_talk_is_hindered (const GhDemands *demands, int speech, GhMinute at, GhMinute start,
                             GhMinute end, int gap)
{
  const GhSession *session = &demands->model->sessions[demands->speech_sessions[speech]];
  int minutes = demands->model->speeches[speech].minutes;
  return start - gap < at + session->speeches_after + minutes
         && end + gap > at + session->minutes - minutes;
}

/* ---- pairs ------------------------------------------------------------------------------- */

/* Two sessions that have begun stay, whatever that breaks. */
static bool
have_both_begun (const GhDemands *demands, int a, int b)
{
  return gh_has_begun (demands->model, a) && gh_has_begun (demands->model, b);
}

void
gh_demands_add_pair (GhDemands *demands, GhPair pair)
{
  if (pair.weight < 0 && have_both_begun (demands, pair.a, pair.b))
    return;
  g_array_append_val (demands->pairs, pair);
}

void
gh_demands_add_room_pair (GhDemands *demands, int a, int b, GhRoomEdge edge)
{
  if (edge.weight < 0 && have_both_begun (demands, a, b))
    return;
  edge.other = b;
  edge.is_second = false;
  g_array_append_val (demands->room_edges[a], edge);
  edge.other = a;
  edge.is_second = true;
  g_array_append_val (demands->room_edges[b], edge);
}

void
gh_demands_add_capacity (GhDemands *demands, GhCapacity capacity)
{
  g_array_append_val (demands->capacities, capacity);
}

void
gh_demands_charge_rooms (GhDemands *demands, int rule,
                         int (*units) (const GhModel *model, int session, int room))
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (demands->model, rule, session, NULL);
      const GhDomain *domain = &demands->domains[session];
      for (int room = 0; setting.level == GH_LEVEL_SOFT && room < domain->n_rooms; room++)
        domain->room_costs[room] +=
            (int64_t)setting.weight * units (demands->model, session, domain->rooms[room]);
    }
}

void
gh_demands_charge_starts (GhDemands *demands, int rule,
                          int (*units) (const GhModel *model, int session, GhMinute start))
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      GhRuleSetting setting = gh_rule_setting (demands->model, rule, session, NULL);
      const GhDomain *domain = &demands->domains[session];
      for (int option = 0; setting.level == GH_LEVEL_SOFT && option < domain->n_options; option++)
        domain->options[option].cost +=
            (int64_t)setting.weight
            * units (demands->model, session, domain->options[option].start);
    }
}

void
gh_demands_count_days (GhDemands *demands, int rule, GhDays way, bool only_roles)
{
  for (guint entry = 0; entry < demands->commitments->len; entry++)
    {
      GhCommitment *this = &g_array_index (demands->commitments, GhCommitment, entry);
      GhRuleSetting setting;
      if (this->is_speech || (only_roles && this->role == NULL))
        continue;
      setting = gh_rule_setting (demands->model, rule, this->session, this->role);
      if (setting.level == GH_LEVEL_SOFT)
        this->counts[way] = (GhCounting){ setting.weight, setting.value };
    }
}

int
gh_domain_option_from (const GhDomain *domain, GhMinute minute)
{
  int low = 0;
  int high = domain->n_options;
  while (low < high)
    {
      int middle = (low + high) / 2;
      if (domain->options[middle].start < minute)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

bool
gh_domain_find (const GhDemands *demands, int session, GhPlacement at, int *option, int *room)
{
  const GhDomain *domain = &demands->domains[session];
  if (at.start == GH_NEVER)
    return false;
  *option = gh_domain_option_from (domain, at.start);
  if (*option >= domain->n_options || domain->options[*option].start != at.start)
    return false;
  for (*room = 0; *room < domain->n_rooms; (*room)++)
    if (domain->rooms[*room] == at.room)
      return gh_domain_fits (domain, *option, *room);
  return false;
}

void
gh_demands_forbid_option (GhDemands *demands, int session, int option)
{
  GhDomain *domain = &demands->domains[session];
  memset (&domain->fits[option * domain->n_room_words], 0,
          (gsize)domain->n_room_words * sizeof (uint64_t));
}

/* ---- rooms ------------------------------------------------------------------------------- */

static bool
share_floor (const GhModel *model, int room_a, int room_b)
{
  const GArray *parts_a = model->rooms[room_a].parts;
  const GArray *parts_b = model->rooms[room_b].parts;

  if (room_a == room_b)
    return true;
  for (guint part = 0; part < parts_a->len; part++)
    if (share_floor (model, g_array_index (parts_a, int, part), room_b))
      return true;
  for (guint part = 0; part < parts_b->len; part++)
    if (share_floor (model, room_a, g_array_index (parts_b, int, part)))
      return true;
  return false;
}

static void
link_rooms (GhDemands *demands)
{
  const GhModel *model = demands->model;
  demands->linked_rooms = g_new0 (GhList, model->n_rooms);
  for (int room = 0; room < model->n_rooms; room++)
    {
      GhList *list = &demands->linked_rooms[room];
      list->items = g_new (int, model->n_rooms);
      for (int other = 0; other < model->n_rooms; other++)
        if (share_floor (model, room, other))
          list->items[list->n++] = other;
    }
}

bool
gh_demands_are_linked (const GhDemands *demands, int room_a, int room_b)
{
  const GhList *list = &demands->linked_rooms[room_a];
  for (int entry = 0; entry < list->n; entry++)
    if (list->items[entry] == room_b)
      return true;
  return false;
}

int
gh_demands_room_gap (const GhDemands *demands, int a, int room_a, int b, int room_b)
{
  const GhModel *model = demands->model;
  const GhRoom *in_a = &model->rooms[room_a];
  const GhRoom *in_b = &model->rooms[room_b];
  const char *layout_a = model->sessions[a].layout;
  const char *layout_b = model->sessions[b].layout;
  int gap = MAX (in_a->turnaround_minutes, in_b->turnaround_minutes);

  if (gh_demands_are_joined (demands, a, b))
    return 0;
  if (layout_a == NULL)
    layout_a = in_a->layout;
  if (layout_b == NULL)
    layout_b = in_b->layout;
  if (layout_a != NULL && layout_b != NULL && layout_a != layout_b)
    gap += MAX (in_a->layout_change_minutes, in_b->layout_change_minutes);
  return gap;
}

int
gh_demands_role_gap (const GhDemands *demands, int a, const GhRuleSetting *in_a, int b,
                     const GhRuleSetting *in_b)
{
  GhRuleSetting setting = gh_rule_milder (*in_a, *in_b);
  if (setting.level != GH_LEVEL_HARD)
    return -1;
  return gh_demands_are_joined (demands, a, b) ? 0 : MAX (0, setting.value);
}

GhRuleSetting
gh_demands_speaker_clash (const GhModel *model, int session)
{
  return gh_rule_setting (model, GH_RULE_PERSON_CLASH, session, "speaker");
}

const GhCommitment *
gh_demands_commitment (const GhDemands *demands, int person, int session)
{
  const GhList *busy = &demands->busy[person];
  for (int at = 0; at < busy->n; at++)
    {
      const GhCommitment *commitment =
          &g_array_index (demands->commitments, GhCommitment, busy->items[at]);
      if (commitment->session == session)
        return commitment;
    }
  return NULL;
}

int
gh_demands_travel (const GhDemands *demands, int a, int room_a, int b, int room_b)
{
  const GhModel *model = demands->model;
  int venue_a = room_a >= 0 ? model->rooms[room_a].venue : model->sessions[a].venue;
  int venue_b = room_b >= 0 ? model->rooms[room_b].venue : model->sessions[b].venue;
  return venue_a < 0 || venue_b < 0 ? 0 : model->travel[venue_a * model->n_venues + venue_b];
}

/* ---- the whole --------------------------------------------------------------------------- */

static void
join_pairs (GhDemands *demands)
{
  const GhModel *model = demands->model;
  demands->joined = gh_bits_new (model->n_sessions * model->n_sessions);
  for (int relation = 0; relation < model->n_relations; relation++)
    {
      const GhRelation *this = &model->relations[relation];
      if (this->kind != GH_JOINED || this->level == GH_LEVEL_OFF)
        continue;
      GH_BITS_EACH (this->a, a)
        GH_BITS_EACH (this->b, b)
          {
            gh_bits_add (demands->joined, a * model->n_sessions + b);
            gh_bits_add (demands->joined, b * model->n_sessions + a);
          }
    }
}

bool
gh_domain_is_open (const GhDomain *domain, int option)
{
  for (int word = 0; word < domain->n_room_words; word++)
    if (domain->fits[option * domain->n_room_words + word] != 0)
      return true;
  return false;
}

/* Forbids the starts from FROM to BEFORE; true if that changes anything. */
static bool
forbid_between (GhDemands *demands, int session, GhMinute from, GhMinute before)
{
  const GhDomain *domain = &demands->domains[session];
  const GhHad *had = gh_had (demands->model, session);
  bool changed = false;
  /* What has begun, or is to stay, stays: then it is the other one that has no place. */
  if (had != NULL && (had->has_begun || had->keeps_start))
    return false;
  for (int option = 0; option < domain->n_options; option++)
    if (domain->options[option].start >= from && domain->options[option].start < before
        && gh_domain_is_open (domain, option))
      {
        gh_demands_forbid_option (demands, session, option);
        changed = true;
      }
  return changed;
}

/* The first or last start that is left; false: none is. */
static bool
outermost_start (const GhDomain *domain, bool last, GhMinute *start)
{
  for (int turn = 0; turn < domain->n_options; turn++)
    {
      int option = last ? domain->n_options - 1 - turn : turn;
      if (!gh_domain_is_open (domain, option))
        continue;
      *start = domain->options[option].start;
      return true;
    }
  return false;
}

/* What comes after another session cannot come before the first start of that, nor the other way
 * round; along chains, until nothing changes.  Only between mandatory sessions: what may stay
 * unplaced orders nothing. */
static void
tighten_by_order (GhDemands *demands)
{
  const GhSession *sessions = demands->model->sessions;
  bool changed = !demands->lessons.loose_order;
  while (changed)
    {
      changed = false;
      for (guint entry = 0; entry < demands->pairs->len; entry++)
        {
          const GhPair *pair = &g_array_index (demands->pairs, GhPair, entry);
          GhMinute first, last;
          if (pair->weight >= 0 || pair->kind != GH_PAIR_APART || pair->low > -GH_FAR)
            continue;
          if (!sessions[pair->a].optional
              && outermost_start (&demands->domains[pair->a], false, &first)
              && forbid_between (demands, pair->b, GH_BEGINNING, first + pair->high))
            changed = true;
          if (!sessions[pair->b].optional
              && outermost_start (&demands->domains[pair->b], true, &last)
              && forbid_between (demands, pair->a, last - pair->high + 1, GH_END))
            changed = true;
        }
    }
}

/* Drops the starts that no room is left for, and numbers the rest. */
static void
finish_domains (GhDemands *demands)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      GhDomain *domain = &demands->domains[session];
      int kept = 0;
      for (int option = 0; option < domain->n_options; option++)
        {
          if (!gh_domain_is_open (domain, option))
            continue;
          domain->options[kept] = domain->options[option];
          memmove (&domain->fits[kept * domain->n_room_words],
                   &domain->fits[option * domain->n_room_words],
                   (gsize)domain->n_room_words * sizeof (uint64_t));
          kept++;
        }
      domain->n_options = kept;
      domain->first_option = demands->n_options;
      domain->is_placeable = kept > 0;
      demands->n_options += kept;
    }
}

static void
index_capacities (GhDemands *demands)
{
  int n = demands->model->n_sessions;
  int n_capacities = (int)demands->capacities->len;
  demands->capacities_of = g_new0 (GhList, n);
  for (int session = 0; session < n; session++)
    {
      GhList *list = &demands->capacities_of[session];
      list->items = g_new (int, n_capacities);
      for (int capacity = 0; capacity < n_capacities; capacity++)
        if (gh_bits_has (g_array_index (demands->capacities, GhCapacity, capacity).of, session))
          list->items[list->n++] = capacity;
    }
}

static int *
filled (int n, int value)
{
  int *array = g_new (int, n + 1);
  for (int entry = 0; entry < n; entry++)
    array[entry] = value;
  return array;
}

static void
compile (GhDemands *demands, int rule)
{
  if (gh_rule_get (rule)->demand != NULL)
    gh_rule_get (rule)->demand (demands, rule);
}

GhDemands *
gh_demands_new (const GhModel *model, GhLessons lessons)
{
  GhDemands *demands = g_new0 (GhDemands, 1);
  int n = model->n_sessions;

  demands->model = model;
  demands->lessons = lessons;
  for (int pair = 0; pair < model->n_venues * model->n_venues; pair++)
    demands->widest_travel = MAX (demands->widest_travel, model->travel[pair]);
  demands->domains = g_new0 (GhDomain, n);
  demands->pairs = g_array_new (false, false, sizeof (GhPair));
  demands->room_edges = g_new (GArray *, n);
  for (int session = 0; session < n; session++)
    demands->room_edges[session] = g_array_new (false, false, sizeof (GhRoomEdge));
  demands->capacities = g_array_new (false, false, sizeof (GhCapacity));
  demands->commitments = g_array_new (false, false, sizeof (GhCommitment));
  demands->speech_sessions = filled (model->n_speeches, -1);
  demands->stable_group = filled (n, -1);
  demands->stable_weight = filled (model->n_groups, INT32_MAX);
  demands->spread_group = filled (n, -1);
  demands->spread_weight = filled (model->n_groups, 0);
  demands->spread_share = filled (model->n_groups, 0);
  demands->left_out_weight = g_new0 (int64_t, n);
  demands->room_clash_holds = gh_bits_new (n);
  demands->teams_hold = gh_bits_new (n);
  demands->cover_holds = gh_bits_new (n);
  link_rooms (demands);
  join_pairs (demands);

  /* Starts, rooms, order and relations say which session a speech can be in; speeches say who must
   * be where.
   */
  compile (demands, GH_RULE_START);
  compile (demands, GH_RULE_ROOM_FIT);
  compile (demands, GH_RULE_ORDER);
  compile (demands, GH_RULE_RELATIONS);
  collect_commitments (demands);
  tighten_by_order (demands);
  if (lessons.given_in != NULL)
    memcpy (demands->speech_sessions, lessons.given_in, (gsize)model->n_speeches * sizeof (int));
  else if (!lessons.leave_out_speeches)
    gh_speeches_intend (demands);
  collect_commitments (demands);
  index_commitments (demands);
  index_talks (demands);
  for (int rule = 0; rule < GH_N_RULES; rule++)
    if (rule != GH_RULE_START && rule != GH_RULE_ROOM_FIT && rule != GH_RULE_ORDER
        && rule != GH_RULE_RELATIONS)
      compile (demands, rule);
  tighten_by_order (demands);
  finish_domains (demands);
  gh_demands_build_edges (demands);
  index_capacities (demands);
  return demands;
}

void
gh_demands_free (GhDemands *demands)
{
  if (demands == NULL)
    return;
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      g_free (demands->domains[session].options);
      g_free (demands->domains[session].rooms);
      g_free (demands->domains[session].room_costs);
      g_free (demands->domains[session].fits);
      g_array_unref (demands->room_edges[session]);
    }
  for (guint capacity = 0; capacity < demands->capacities->len; capacity++)
    gh_bits_free (g_array_index (demands->capacities, GhCapacity, capacity).of);
  g_free (demands->domains);
  gh_demands_free_edges (demands);
  g_free (demands->room_edges);
  g_array_unref (demands->pairs);
  g_array_unref (demands->capacities);
  g_array_unref (demands->commitments);
  free_lists (demands->capacities_of, demands->model->n_sessions);
  free_lists (demands->commitments_of, demands->model->n_sessions);
  free_lists (demands->busy, demands->model->n_persons);
  free_lists (demands->talks_of, demands->model->n_persons);
  free_lists (demands->linked_rooms, demands->model->n_rooms);
  g_free (demands->speech_sessions);
  g_free (demands->stable_group);
  g_free (demands->stable_weight);
  g_free (demands->spread_group);
  g_free (demands->spread_weight);
  g_free (demands->spread_share);
  g_free (demands->left_out_weight);
  gh_bits_free (demands->joined);
  gh_bits_free (demands->room_clash_holds);
  gh_bits_free (demands->teams_hold);
  gh_bits_free (demands->cover_holds);
  g_free (demands);
}
