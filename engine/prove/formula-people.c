#include "engine/prove/formula-write.h"

#include "engine/covers/covers.h"

/* ---- travel ------------------------------------------------------------------------------ */

static int
find_least_travel (const GhWriting *writing, int a, int b)
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

int
gh_writing_least_travel (const GhWriting *writing, int a, int b)
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

/* Where a session may be held, as int: venues' numbers, each once; -1: one that has no name. */
static GArray *
list_venues (const GhWriting *writing, int session)
{
  const GhModel *model = writing->model;
  const GArray *rooms = writing->parts[session].rooms;
  GArray *venues = g_array_new (false, false, sizeof (int));

  if (rooms->len == 0)
    g_array_append_val (venues, model->sessions[session].venue);
  for (guint at = 0; at < rooms->len; at++)
    {
      int venue = model->rooms[g_array_index (rooms, int, at)].venue;
      bool is_listed = false;
      for (guint entry = 0; entry < venues->len; entry++)
        is_listed = is_listed || g_array_index (venues, int, entry) == venue;
      if (!is_listed)
        g_array_append_val (venues, venue);
    }
  return venues;
}

/* A variable that holds wherever a session is in a room of that venue; 0: there is no other. */
static int
at_venue (GhWriting *writing, int session, int venue)
{
  const GhModel *model = writing->model;
  const GhPart *part = &writing->parts[session];
  int64_t key = (int64_t)session * model->n_venues + venue;
  gpointer found;
  int variable;

  if (part->rooms->len == 0)
    return 0;
  found = g_hash_table_lookup (writing->venues, &key);
  if (found != NULL)
    return GPOINTER_TO_INT (found);
  variable = gh_writing_add_variables (writing, 1);
  g_hash_table_insert (writing->venues, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (variable));
  for (guint at = 0; at < part->rooms->len; at++)
    if (model->rooms[g_array_index (part->rooms, int, at)].venue == venue)
      gh_clause_write (writing, -(part->room + (int)at), variable, 0);
  return variable;
}

static int
way (const GhWriting *writing, int venue_a, int venue_b)
{
  const GhModel *model = writing->model;
  return venue_a < 0 || venue_b < 0 ? 0 : model->travel[venue_a * model->n_venues + venue_b];
}

/* VARIABLE holds wherever A and B are in these venues, and less than the way between them apart. */
static void
write_way (GhWriting *writing, int variable, int a, int venue_a, int b, int venue_b)
{
  const GhModel *model = writing->model;
  int minutes = way (writing, venue_a, venue_b);
  int in_a = at_venue (writing, a, venue_a);
  int in_b = at_venue (writing, b, venue_b);

  gh_clause_begin (writing);
  gh_clause_put (writing, variable);
  if (in_a != 0)
    gh_clause_put (writing, -in_a);
  if (in_b != 0)
    gh_clause_put (writing, -in_b);
  gh_write_apart (writing, a, b, -(model->sessions[b].minutes + minutes),
                  model->sessions[a].minutes + minutes, false);
}

/* Some way between them is longer than so many minutes. */
static bool
is_any_way_longer (const GhWriting *writing, const GArray *venues_a, const GArray *venues_b,
                   int minutes)
{
  for (guint at_a = 0; at_a < venues_a->len; at_a++)
    for (guint at_b = 0; at_b < venues_b->len; at_b++)
      if (way (writing, g_array_index (venues_a, int, at_a), g_array_index (venues_b, int, at_b))
          > minutes)
        return true;
  return false;
}

/* A variable that holds where NEAR (0: nowhere) does, less than SHORTEST apart, and wherever A and
 * B are less apart than their venues. */
static int
write_ways (GhWriting *writing, int a, int b, int shortest, int near)
{
  g_autoptr (GArray) venues_a = list_venues (writing, a);
  g_autoptr (GArray) venues_b = list_venues (writing, b);
  int variable;

  if (!is_any_way_longer (writing, venues_a, venues_b, shortest)
      || (gh_has_begun (writing->model, a) && gh_has_begun (writing->model, b)))
    return near;
  variable = gh_writing_add_variables (writing, 1);
  if (near != 0)
    gh_clause_write (writing, -near, variable, 0);
  for (guint at_a = 0; at_a < venues_a->len; at_a++)
    for (guint at_b = 0; at_b < venues_b->len; at_b++)
      {
        int venue_a = g_array_index (venues_a, int, at_a);
        int venue_b = g_array_index (venues_b, int, at_b);
        if (way (writing, venue_a, venue_b) > shortest)
          write_way (writing, variable, a, venue_a, b, venue_b);
      }
  return variable;
}

/* Minutes that whoever is in both needs between them, wherever they are held. */
static int
gap_with_way (const GhWriting *writing, int person, int a, int b, int gap)
{
  return writing->model->persons[person].remote
             ? gap
             : MAX (gap, gh_writing_least_travel (writing, a, b));
}

/* As gh_writing_overlap() where SHORTEST is no less than the shortest way; holds too wherever A and
 * B are less apart than their venues. */
static int
too_near (GhWriting *writing, int a, int b, int shortest)
{
  int near = gh_writing_overlap (writing, a, b, shortest);
  int64_t key = gh_writing_pair_key (writing, a, b, shortest);
  gpointer found;

  if (writing->model->n_venues < 2)
    return near;
  if (!g_hash_table_lookup_extended (writing->ways, &key, NULL, &found))
    {
      found = GINT_TO_POINTER (write_ways (writing, a, b, shortest, near));
      g_hash_table_insert (writing->ways, g_memdup2 (&key, sizeof key), found);
    }
  return GPOINTER_TO_INT (found);
}

/* A variable that holds wherever a person cannot be in both; 0: they always can. */
static int
cannot_do_both (GhWriting *writing, int person, int a, int b, int gap)
{
  int shortest = gap_with_way (writing, person, a, b, gap);
  return writing->model->persons[person].remote ? gh_writing_overlap (writing, a, b, shortest)
                                                : too_near (writing, a, b, shortest);
}

/* ---- persons ----------------------------------------------------------------------------- */

/* Minutes that a person needs between two sessions, the way apart. */
static int
gap_of_person (const GhWriting *writing, int person, int a, int b)
{
  const GhCommitment *in_a = gh_demands_commitment (writing->demands, person, a);
  const GhCommitment *in_b = gh_demands_commitment (writing->demands, person, b);
  return in_a->by_role && in_b->by_role
             ? MAX (0, gh_demands_role_gap (writing->demands, a, &in_a->clash, b, &in_b->clash))
             : 0;
}

/* Entries of the case by person: those that ask for them to be somewhere. */
static GArray **
list_person_entries (const GhWriting *writing)
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

/* A person is asked for in two sessions, and is not in both at once. */
static void
write_both (GhWriting *writing, int person, int entry_a, int entry_b)
{
  int a = ((const GhAsked *)writing->this->asked->pdata[entry_a])->session;
  int b = ((const GhAsked *)writing->this->asked->pdata[entry_b])->session;
  int gap = gap_of_person (writing, person, a, b);
  int variable;

  if (gh_writing_grants_held (writing, a) && gh_writing_grants_held (writing, b)
      && gh_writing_grants (writing, entry_a) && gh_writing_grants (writing, entry_b))
    gh_writing_forbid_overlap (writing, a, b, gap_with_way (writing, person, a, b, gap));
  variable = cannot_do_both (writing, person, a, b, gap);
  if (variable == 0)
    return;
  gh_clause_begin (writing);
  gh_clause_put_unless_held (writing, a);
  gh_clause_put_unless_held (writing, b);
  gh_clause_put_unless (writing, entry_a);
  gh_clause_put_unless (writing, entry_b);
  gh_clause_put (writing, -variable);
  gh_clause_end (writing);
}

static void
write_person (GhWriting *writing, int person, const GArray *entries)
{
  for (guint first = 0; first < entries->len; first++)
    for (guint second = first + 1; second < entries->len; second++)
      write_both (writing, person, g_array_index (entries, int, first),
                  g_array_index (entries, int, second));
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
write_absence (GhWriting *writing, const Must *must, int variable, int person)
{
  const GhPart *part = &writing->parts[must->session];
  const GhPerson *this = &writing->model->persons[person];
  int minutes = writing->model->sessions[must->session].minutes;
  bool may = gh_may_cover (writing->model, person, must->session);

  for (int at = 0; at < (int)part->starts->len; at++)
    {
      GhMinute start = g_array_index (part->starts, GhMinute, at);
      if (may && gh_times_hold (this->present, start, start + minutes))
        continue;
      gh_clause_begin (writing);
      gh_clause_put_unless_held (writing, must->session);
      gh_clause_put (writing, -variable);
      gh_clause_put_not_at (writing, part, at);
      gh_clause_end (writing);
    }
}

/* Whoever covers is not in two places: not in another cover, nor where they must be themselves. */
static void
write_cover_clashes (GhWriting *writing, const GArray *musts, int person, int number,
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
          variable = cannot_do_both (writing, person, here->session, there->session, 0);
          if (variable == 0)
            continue;
          gh_clause_begin (writing);
          gh_clause_put_unless_held (writing, here->session);
          gh_clause_put_unless_held (writing, there->session);
          gh_clause_put (writing, -(here->first + number));
          gh_clause_put (writing, -(there->first + number));
          gh_clause_put (writing, -variable);
          gh_clause_end (writing);
        }
      for (guint at = 0; entries != NULL && at < entries->len; at++)
        {
          int entry = g_array_index (entries, int, at);
          int other = ((const GhAsked *)writing->this->asked->pdata[entry])->session;
          int variable;
          if (other == here->session)
            continue;
          variable = cannot_do_both (writing, person, here->session, other, 0);
          if (variable == 0)
            continue;
          gh_clause_begin (writing);
          gh_clause_put_unless_held (writing, here->session);
          gh_clause_put_unless_held (writing, other);
          gh_clause_put_unless (writing, entry);
          gh_clause_put (writing, -(here->first + number));
          gh_clause_put (writing, -variable);
          gh_clause_end (writing);
        }
    }
}

/* Somebody of it is there; each is in one place at a time. */
static void
write_people_of (GhWriting *writing, const GhDelegation *delegation, GArray *musts,
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
      must->first = gh_writing_add_variables (writing, (int)people->len);
      gh_clause_begin (writing);
      gh_clause_put_unless_held (writing, must->session);
      gh_clause_put_unless (writing, must->entry);
      for (guint entry = 0; entry < people->len; entry++)
        gh_clause_put (writing, must->first + (int)entry);
      gh_clause_end (writing);
      for (guint entry = 0; entry < people->len; entry++)
        write_absence (writing, must, must->first + (int)entry, g_array_index (people, int, entry));
    }
  for (guint entry = 0; entry < people->len; entry++)
    write_cover_clashes (writing, musts, g_array_index (people, int, entry), (int)entry,
                         person_entries[g_array_index (people, int, entry)]);
}

static void
write_delegation (GhWriting *writing, int number, GArray *musts, GArray **person_entries)
{
  const GhDelegation *delegation = &writing->model->delegations[number];
  g_autoptr (GArray) counted = g_array_new (false, false, sizeof (GhCounted));

  if (delegation->people->len > 0)
    {
      write_people_of (writing, delegation, musts, person_entries);
      return;
    }
  for (guint at = 0; at < musts->len; at++)
    {
      const Must *must = &g_array_index (musts, Must, at);
      GhCounted this = { must->session, must->entry };
      g_array_append_val (counted, this);
    }
  if ((int)counted->len > delegation->size)
    gh_write_running (writing, counted, delegation->size, NULL, -1);
}

static void
write_covers (GhWriting *writing, GArray **person_entries)
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

/* ---- both -------------------------------------------------------------------------------- */

void
gh_write_people (GhWriting *writing)
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
