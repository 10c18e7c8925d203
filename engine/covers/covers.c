#include "engine/covers/covers.h"

#include "engine/past.h"

/* Enough for any delegation's day that people have shown us; beyond it a place counts as not
 * coverable, which is safe. */
#define MOST_NODES 2000

typedef struct
{
  GArray *musts;  /* int sessions, ascending: somebody of the delegation must be there */
  GArray *people; /* int persons who may cover, in the order in which they are asked */
  int n_free;     /* of them, those who are free */
  bool has_people;
  int size;
} Delegation;

struct GhCovers
{
  const GhDemands *demands;
  Delegation *delegations;
  GhList *concerned; /* by session: delegations to ask when it moves */
  GArray *near;      /* scratch: int sessions */
  GArray *taken;     /* scratch: int person for each of them */
  int nodes;         /* scratch */
  bool *is_free;     /* by person: no commitments, always present, may go anywhere, and takes as
                      * long to get there as the others: all alike */
  int *preferred;    /* by session: the person to ask first, or -1 */
  int *kept;         /* by session: who covered it before, while it is where it was, or -1 */
  int n_kept;        /* such sessions of the knot that is being covered */
  int n_may_change;  /* so many of them may be covered by others */
};

/* ---- making ------------------------------------------------------------------------------ */

static bool
has_someone_on_site (const GhModel *model, const GhDelegation *delegation)
{
  for (guint entry = 0; entry < delegation->people->len; entry++)
    if (!model->persons[g_array_index (delegation->people, int, entry)].remote)
      return true;
  return false;
}

bool
gh_may_cover (const GhModel *model, int person, int session)
{
  const GhPerson *this = &model->persons[person];
  int group = model->sessions[session].group;

  if (group >= 0 && model->groups[group].access_persons != NULL
      && !gh_bits_has (model->groups[group].access_persons, person))
    return false;
  return !this->remote || gh_rule_setting (model, GH_RULE_COVER, session, NULL).value != 1
         || !has_someone_on_site (model, &model->delegations[this->delegation]);
}

static bool
has_no_ties (const GhCovers *covers, const Delegation *delegation, int person)
{
  const GhModel *model = covers->demands->model;
  if (covers->demands->busy[person].n > 0 || covers->demands->talks_of[person].n > 0
      || !gh_times_is_always (model->persons[person].present)
      || (covers->demands->widest_travel > 0 && model->persons[person].remote))
    return false;
  for (guint must = 0; must < delegation->musts->len; must++)
    if (!gh_may_cover (model, person, g_array_index (delegation->musts, int, must)))
      return false;
  return true;
}

static void
make_delegation (GhCovers *covers, int number)
{
  const GhDelegation *from = &covers->demands->model->delegations[number];
  Delegation *delegation = &covers->delegations[number];

  delegation->size = from->size;
  delegation->has_people = from->people->len > 0;
  delegation->people = g_array_new (false, false, sizeof (int));
  for (int free_ones = 1; free_ones >= 0; free_ones--)
    {
      for (guint entry = 0; entry < from->people->len; entry++)
        {
          int person = g_array_index (from->people, int, entry);
          covers->is_free[person] = has_no_ties (covers, delegation, person);
          if (covers->is_free[person] == (free_ones == 1))
            g_array_append_val (delegation->people, person);
        }
      if (free_ones == 1)
        delegation->n_free = (int)delegation->people->len;
    }
}

static void
add_concerned (GhCovers *covers, GhBits **sets, int session, int delegation)
{
  if (delegation < 0 || covers->delegations[delegation].musts->len == 0)
    return;
  if (sets[session] == NULL)
    sets[session] = gh_bits_new (covers->demands->model->n_delegations);
  gh_bits_add (sets[session], delegation);
}

static void
make_concerned (GhCovers *covers)
{
  const GhModel *model = covers->demands->model;
  const GArray *commitments = covers->demands->commitments;
  g_autofree GhBits **sets = g_new0 (GhBits *, model->n_sessions);

  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    for (guint must = 0; must < covers->delegations[delegation].musts->len; must++)
      add_concerned (covers, sets, g_array_index (covers->delegations[delegation].musts, int, must),
                     delegation);
  for (guint entry = 0; entry < commitments->len; entry++)
    {
      const GhCommitment *this = &g_array_index (commitments, GhCommitment, entry);
      add_concerned (covers, sets, this->session, model->persons[this->person].delegation);
    }
  for (int speech = 0; speech < model->n_speeches; speech++)
    if (covers->demands->speech_sessions[speech] >= 0)
      add_concerned (covers, sets, covers->demands->speech_sessions[speech],
                     model->persons[model->speeches[speech].speaker].delegation);
  covers->concerned = g_new0 (GhList, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    if (sets[session] != NULL)
      {
        GhList *list = &covers->concerned[session];
        list->items = g_new (int, gh_bits_count (sets[session]));
        GH_BITS_EACH (sets[session], delegation)
          list->items[list->n++] = delegation;
        gh_bits_free (sets[session]);
      }
}

GhCovers *
gh_covers_new (const GhDemands *demands)
{
  const GhModel *model = demands->model;
  GhCovers *covers = g_new0 (GhCovers, 1);

  covers->demands = demands;
  covers->near = g_array_new (false, false, sizeof (int));
  covers->taken = g_array_new (false, false, sizeof (int));
  covers->is_free = g_new0 (bool, model->n_persons);
  covers->preferred = g_new (int, model->n_sessions);
  covers->kept = g_new (int, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    covers->preferred[session] = covers->kept[session] = -1;
  covers->delegations = g_new0 (Delegation, model->n_delegations);
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    covers->delegations[delegation].musts = g_array_new (false, false, sizeof (int));
  for (int want = 0; want < model->n_delegation_wants; want++)
    {
      const GhWant *this = &model->delegation_wants[want];
      if (this->wish == GH_MUST && gh_bits_has (demands->cover_holds, this->session))
        g_array_append_val (covers->delegations[this->who].musts, this->session);
    }
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    make_delegation (covers, delegation);
  make_concerned (covers);
  return covers;
}

void
gh_covers_free (GhCovers *covers)
{
  if (covers == NULL)
    return;
  for (int delegation = 0; delegation < covers->demands->model->n_delegations; delegation++)
    {
      g_array_unref (covers->delegations[delegation].musts);
      g_array_unref (covers->delegations[delegation].people);
    }
  for (int session = 0; session < covers->demands->model->n_sessions; session++)
    g_free (covers->concerned[session].items);
  g_free (covers->concerned);
  g_free (covers->delegations);
  g_free (covers->is_free);
  g_free (covers->preferred);
  g_free (covers->kept);
  g_array_unref (covers->near);
  g_array_unref (covers->taken);
  g_free (covers);
}

/* ---- asking ------------------------------------------------------------------------------ */

static GhMinute
end_of (const GhModel *model, const GhPlacement *placements, int session)
{
  return placements[session].start + model->sessions[session].minutes;
}

/* Sessions that concern each other through a chain of overlaps and travel, by start. */
void
gh_covers_near (const GhCovers *covers, const GhPlacement *placements, int delegation, int session,
                GArray *near)
{
  const GhModel *model = covers->demands->model;
  const GArray *musts = covers->delegations[delegation].musts;
  GhMinute start = placements[session].start - covers->demands->widest_travel;
  GhMinute end = end_of (model, placements, session) + covers->demands->widest_travel;
  guint before;

  g_array_set_size (near, 0);
  do
    {
      before = near->len;
      g_array_set_size (near, 0);
      for (guint must = 0; must < musts->len; must++)
        {
          int other = g_array_index (musts, int, must);
          GhMinute other_start = placements[other].start;
          guint at;
          if (other_start == GH_NEVER || other_start >= end
              || end_of (model, placements, other) <= start)
            continue;
          for (at = near->len;
               at > 0 && placements[g_array_index (near, int, at - 1)].start > other_start; at--)
            ;
          g_array_insert_val (near, at, other);
          start = MIN (start, other_start - covers->demands->widest_travel);
          end = MAX (end, end_of (model, placements, other) + covers->demands->widest_travel);
        }
    }
  while (near->len != before);
}

/* A person can be in both sessions one after the other. */
static bool
can_do_both (const GhDemands *demands, const GhPlacement *placements, int person, int a, int b)
{
  const GhModel *model = demands->model;
  int travel = model->persons[person].remote
                   ? 0
                   : gh_demands_travel (demands, a, placements[a].room, b, placements[b].room);
  return placements[b].start >= end_of (model, placements, a) + travel
         || placements[a].start >= end_of (model, placements, b) + travel;
}

/* A speech from afar leaves the person no time for the session, or the session none for it. */
static bool
is_speaking (const GhDemands *demands, const GhPlacement *placements, int person, int session)
{
  const GhList *talks = &demands->talks_of[person];
  for (int entry = 0; entry < talks->n; entry++)
    {
      int there = demands->speech_sessions[talks->items[entry]];
      if (there != session && placements[there].start != GH_NEVER
          && gh_demands_talk_is_hindered (demands, talks->items[entry], placements[there].start,
                                          placements[session].start,
                                          end_of (demands->model, placements, session), 0))
        return true;
    }
  return false;
}

/* Present, allowed, and not needed elsewhere; *THERE: needed in this very session. */
static bool
is_available (const GhDemands *demands, const GhPlacement *placements, int person, int session,
              bool *there)
{
  const GhModel *model = demands->model;
  const GhList *busy = &demands->busy[person];

  *there = false;
  for (int entry = 0; entry < busy->n; entry++)
    {
      const GhCommitment *this =
          &g_array_index (demands->commitments, GhCommitment, busy->items[entry]);
      *there = *there || (this->session == session && !this->is_from_afar);
    }
  if (*there)
    return true;
  if (!gh_may_cover (model, person, session)
      || !gh_times_hold (model->persons[person].present, placements[session].start,
                         end_of (model, placements, session))
      || is_speaking (demands, placements, person, session))
    return false;
  for (int entry = 0; entry < busy->n; entry++)
    {
      int other = g_array_index (demands->commitments, GhCommitment, busy->items[entry]).session;
      if (placements[other].start != GH_NEVER
          && !can_do_both (demands, placements, person, session, other))
        return false;
    }
  return true;
}

static bool cover_from (GhCovers *covers, const GhPlacement *placements,
                        const Delegation *delegation, guint entry);

/* Somebody of the delegation must be in the session anyway. */
static bool
is_covered_anyway (const GhCovers *covers, const GhPlacement *placements,
                   const Delegation *delegation, int session)
{
  bool there = false;
  for (guint entry = 0; entry < delegation->people->len && !there; entry++)
    is_available (covers->demands, placements, g_array_index (delegation->people, int, entry),
                  session, &there);
  return there;
}

/* The person covers nothing nearby yet (FRESH), or only what leaves them time for the session. */
static bool
has_time (const GhCovers *covers, const GhPlacement *placements, int person, guint entry,
          bool *fresh)
{
  int session = g_array_index (covers->near, int, entry);
  *fresh = true;
  for (guint other = 0; other < entry; other++)
    if (g_array_index (covers->taken, int, other) == person)
      {
        *fresh = false;
        if (!can_do_both (covers->demands, placements, person, session,
                          g_array_index (covers->near, int, other)))
          return false;
      }
  return true;
}

/* Lets a person cover the session, and goes on with the next. */
static bool
try_person (GhCovers *covers, const GhPlacement *placements, const Delegation *delegation,
            guint entry, int person, bool *free_one_refused)
{
  int session = g_array_index (covers->near, int, entry);
  bool is_change = covers->kept[session] >= 0 && covers->kept[session] != person;
  bool fresh, there, can;

  covers->nodes--;
  /* Free people who cover nothing yet, and are to keep nothing, are all alike: one of them is
   * enough to try. */
  if ((is_change && covers->n_may_change == 0)
      || !has_time (covers, placements, person, entry, &fresh)
      || (fresh && *free_one_refused && covers->is_free[person])
      || !is_available (covers->demands, placements, person, session, &there))
    return false;
  g_array_index (covers->taken, int, entry) = person;
  covers->n_may_change -= is_change;
  can = cover_from (covers, placements, delegation, entry + 1);
  covers->n_may_change += is_change;
  *free_one_refused |= !can && fresh && covers->is_free[person] && covers->n_kept == 0;
  return can;
}

static bool
cover_from (GhCovers *covers, const GhPlacement *placements, const Delegation *delegation,
            guint entry)
{
  int session;
  bool free_one_refused = false;

  if (entry == covers->near->len)
    return true;
  session = g_array_index (covers->near, int, entry);
  g_array_index (covers->taken, int, entry) = -1;
  if (is_covered_anyway (covers, placements, delegation, session))
    return cover_from (covers, placements, delegation, entry + 1);
  if (covers->preferred[session] >= 0
      && try_person (covers, placements, delegation, entry, covers->preferred[session],
                     &free_one_refused))
    return true;
  for (guint candidate = 0; candidate < delegation->people->len && covers->nodes > 0; candidate++)
    if (try_person (covers, placements, delegation, entry,
                    g_array_index (delegation->people, int, candidate), &free_one_refused))
      return true;
  return false;
}

/* A delegation of which only the number is known: no more musts at once than that. */
static bool
are_few_enough (const GhCovers *covers, const GhPlacement *placements, int size)
{
  const GhModel *model = covers->demands->model;
  for (guint entry = 0; entry < covers->near->len; entry++)
    {
      GhMinute instant = placements[g_array_index (covers->near, int, entry)].start;
      int n = 0;
      for (guint other = 0; other < covers->near->len; other++)
        {
          int session = g_array_index (covers->near, int, other);
          n +=
              placements[session].start <= instant && end_of (model, placements, session) > instant;
        }
      if (n > size)
        return false;
    }
  return true;
}

bool
gh_covers_are_possible (GhCovers *covers, const GhPlacement *placements, int session, int *failed)
{
  const GhList *list = &covers->concerned[session];
  for (int entry = 0; entry < list->n; entry++)
    {
      const Delegation *delegation = &covers->delegations[list->items[entry]];
      bool possible;
      gh_covers_near (covers, placements, list->items[entry], session, covers->near);
      if ((int)covers->near->len <= delegation->n_free)
        continue;
      g_array_set_size (covers->taken, covers->near->len);
      covers->nodes = MOST_NODES;
      possible = delegation->has_people ? cover_from (covers, placements, delegation, 0)
                                        : are_few_enough (covers, placements, delegation->size);
      if (possible)
        continue;
      if (failed != NULL)
        *failed = list->items[entry];
      return false;
    }
  return true;
}

/* ---- naming people ----------------------------------------------------------------------- */

typedef struct
{
  GhCovers *covers;
  const GhDemands *demands;
  GhProgramme *programme;
  int *loads;       /* by person: covers so far */
  GArray **given;   /* by person: int sessions that they cover */
  GhBits *attended; /* of one delegation: sessions where one of its people is anyway */
} Settling;

static void
attend (Settling *settling, int person, int session, GhAs as, const char *role, bool own)
{
  GhAttendance attendance = {
    .person = person, .session = session, .as = as, .role = role, .own = own
  };
  if (!settling->demands->model->sessions[session].reserve
      && gh_programme_is_placed (settling->programme, session))
    g_array_append_val (settling->programme->attendance, attendance);
}

static void
attend_as_given (Settling *settling)
{
  const GhModel *model = settling->demands->model;
  static const GhAs as_wished[] = { GH_AS_MAY, GH_AS_SHOULD, GH_AS_MUST };

  for (int role = 0; role < model->n_roles; role++)
    attend (settling, model->roles[role].person, model->roles[role].session, GH_AS_ROLE,
            model->roles[role].role, false);
  for (int want = 0; want < model->n_person_wants; want++)
    {
      const GhWant *this = &model->person_wants[want];
      attend (settling, this->who, this->session, as_wished[this->wish], NULL,
              this->named && this->wish == GH_MUST);
    }
}

static void
give (Settling *settling, int person, int session)
{
  attend (settling, person, session, GH_AS_COVERS, NULL, false);
  settling->loads[person]++;
  if (settling->given[person] == NULL)
    settling->given[person] = g_array_new (false, false, sizeof (int));
  g_array_append_val (settling->given[person], session);
}

static int
compare_loads (gconstpointer a, gconstpointer b, gpointer data)
{
  const Settling *settling = data;
  int left = *(const int *)a;
  int right = *(const int *)b;
  bool left_remote = settling->demands->model->persons[left].remote;
  bool right_remote = settling->demands->model->persons[right].remote;
  if (left_remote != right_remote)
    return left_remote ? 1 : -1;
  if (settling->loads[left] != settling->loads[right])
    return settling->loads[left] < settling->loads[right] ? -1 : 1;
  return left < right ? -1 : left > right;
}

/* Who covered a session before is asked first for it; where it is where it was, nobody else without
 * need. */
static void
prefer_as_before (Settling *settling, int delegation)
{
  const GhModel *model = settling->demands->model;
  GhCovers *covers = settling->covers;
  const GArray *had = model->past != NULL ? model->past->covers : NULL;

  for (int session = 0; session < model->n_sessions; session++)
    covers->preferred[session] = covers->kept[session] = -1;
  for (guint entry = 0; had != NULL && entry < had->len; entry++)
    {
      const GhHadCover *this = &g_array_index (had, GhHadCover, entry);
      if (model->persons[this->person].delegation != delegation)
        continue;
      covers->preferred[this->session] = this->person;
      if (settling->programme->placements[this->session].start
          == model->past->sessions[this->session].start)
        covers->kept[this->session] = this->person;
    }
}

/* From now on this person is asked first for the sessions of this session's group. */
static void
prefer (Settling *settling, int person, int session)
{
  const GhModel *model = settling->demands->model;
  int group = model->sessions[session].group;
  if (group < 0)
    return;
  for (guint entry = 0; entry < model->groups[group].sessions->len; entry++)
    {
      int *preferred =
          &settling->covers->preferred[g_array_index (model->groups[group].sessions, int, entry)];
      if (model->past == NULL || *preferred < 0)
        *preferred = person;
    }
}

static int
count_kept (const GhCovers *covers)
{
  int n = 0;
  for (guint entry = 0; entry < covers->near->len; entry++)
    n += covers->kept[g_array_index (covers->near, int, entry)] >= 0;
  return n;
}

/* As few as possible are covered by others than before: none, one, two ...  Where that takes too
 * long, as many as like. */
static bool
cover_with_fewest_changes (GhCovers *covers, const GhPlacement *placements,
                           const Delegation *delegation)
{
  covers->n_kept = count_kept (covers);
  for (covers->n_may_change = 0; covers->n_may_change <= covers->n_kept; covers->n_may_change++)
    {
      covers->nodes = 20 * MOST_NODES;
      if (cover_from (covers, placements, delegation, 0))
        return true;
      if (covers->nodes <= 0 && covers->n_may_change < covers->n_kept)
        covers->n_may_change = covers->n_kept - 1;
    }
  return false;
}

/* Names people for one knot of musts that hang together; false: it cannot be done. */
static bool
cover_knot (Settling *settling, int number)
{
  GhCovers *covers = settling->covers;
  Delegation *delegation = &covers->delegations[number];

  g_array_sort_with_data (delegation->people, compare_loads, settling);
  g_array_set_size (covers->taken, covers->near->len);
  if (!cover_with_fewest_changes (covers, settling->programme->placements, delegation))
    return false;
  for (guint entry = 0; entry < covers->near->len; entry++)
    {
      int person = g_array_index (covers->taken, int, entry);
      if (person < 0)
        continue;
      give (settling, person, g_array_index (covers->near, int, entry));
      prefer (settling, person, g_array_index (covers->near, int, entry));
    }
  return true;
}

static void
complain (Settling *settling, int number)
{
  const GhModel *model = settling->demands->model;
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_printf (text, "%s cannot cover its musts:", model->delegations[number].id);
  for (guint entry = 0; entry < settling->covers->near->len; entry++)
    g_string_append_printf (text, "%s %s", entry > 0 ? "," : "",
                            model->sessions[g_array_index (settling->covers->near, int, entry)].id);
  g_ptr_array_add (settling->programme->complaints, g_strdup (text->str));
  settling->programme->n_unplaced++;
}

static void
sort_by_start (const GhPlacement *placements, GArray *sessions)
{
  for (guint entry = 1; entry < sessions->len; entry++)
    for (guint at = entry; at > 0; at--)
      {
        int *later = &g_array_index (sessions, int, at);
        int *sooner = &g_array_index (sessions, int, at - 1);
        int swapped = *sooner;
        if (placements[*sooner].start <= placements[*later].start)
          break;
        *sooner = *later;
        *later = swapped;
      }
}

static void
cover_musts (Settling *settling, int number)
{
  const GhPlacement *placements = settling->programme->placements;
  g_autoptr (GArray) musts = g_array_copy (settling->covers->delegations[number].musts);
  g_autoptr (GhBits) done = gh_bits_new (settling->demands->model->n_sessions);

  for (guint must = 0; must < musts->len;)
    if (placements[g_array_index (musts, int, must)].start == GH_NEVER)
      g_array_remove_index (musts, must);
    else
      must++;
  sort_by_start (placements, musts);
  for (guint must = 0; must < musts->len; must++)
    {
      int session = g_array_index (musts, int, must);
      if (gh_bits_has (done, session))
        continue;
      gh_covers_near (settling->covers, placements, number, session, settling->covers->near);
      for (guint entry = 0; entry < settling->covers->near->len; entry++)
        gh_bits_add (done, g_array_index (settling->covers->near, int, entry));
      if (!cover_knot (settling, number))
        complain (settling, number);
    }
}

/* A person has nothing of their own at that time, and no cover. */
static bool
has_leisure (const Settling *settling, int person, int session)
{
  const GhModel *model = settling->demands->model;
  const GhPlacement *placements = settling->programme->placements;
  const GArray *given = settling->given[person];
  bool there;

  if (!is_available (settling->demands, placements, person, session, &there))
    return false;
  for (guint entry = 0; given != NULL && entry < given->len; entry++)
    if (!can_do_both (settling->demands, placements, person, session,
                      g_array_index (given, int, entry)))
      return false;
  for (int want = gh_first_want (model->person_wants, model->n_person_wants, person);
       want < model->n_person_wants && model->person_wants[want].who == person; want++)
    if (model->person_wants[want].named
        && placements[model->person_wants[want].session].start != GH_NEVER
        && !can_do_both (settling->demands, placements, person, session,
                         model->person_wants[want].session))
      return false;
  return true;
}

/* The wish of a delegation goes to who follows the group already, or to who has least to do. */
static void
share_wish (Settling *settling, int number, int session)
{
  Delegation *delegation = &settling->covers->delegations[number];
  int preferred = settling->covers->preferred[session];

  if (preferred >= 0 && has_leisure (settling, preferred, session))
    {
      give (settling, preferred, session);
      return;
    }
  g_array_sort_with_data (delegation->people, compare_loads, settling);
  for (guint entry = 0; entry < delegation->people->len; entry++)
    {
      int person = g_array_index (delegation->people, int, entry);
      if (!has_leisure (settling, person, session))
        continue;
      give (settling, person, session);
      prefer (settling, person, session);
      return;
    }
}

/* Whoever covered a wish goes on, before anybody is found for another. */
static void
keep_wishes (Settling *settling, int first, int last)
{
  const GhModel *model = settling->demands->model;
  for (int want = first; want < last; want++)
    {
      int session = model->delegation_wants[want].session;
      int person = settling->covers->kept[session];
      if (person < 0 || gh_bits_has (settling->attended, session)
          || !has_leisure (settling, person, session))
        continue;
      give (settling, person, session);
      gh_bits_add (settling->attended, session);
    }
}

static void
share_wishes (Settling *settling, int number, int first, int last)
{
  const GhModel *model = settling->demands->model;
  const GhPlacement *placements = settling->programme->placements;
  g_autoptr (GArray) wishes = g_array_new (false, false, sizeof (int));

  for (int wish = GH_MUST; wish >= GH_MAY; wish--)
    {
      g_array_set_size (wishes, 0);
      for (int want = first; want < last; want++)
        {
          int session = model->delegation_wants[want].session;
          if ((int)model->delegation_wants[want].wish == wish
              && placements[session].start != GH_NEVER
              && !gh_bits_has (settling->attended, session))
            g_array_append_val (wishes, session);
        }
      sort_by_start (placements, wishes);
      for (guint entry = 0; entry < wishes->len; entry++)
        share_wish (settling, number, g_array_index (wishes, int, entry));
    }
}

/* Sessions where somebody of the delegation is anyway, or covers. */
static void
list_attended (Settling *settling, GArray **by_person, int number)
{
  const GArray *people = settling->demands->model->delegations[number].people;
  for (int word = 0; word < settling->attended->n_words; word++)
    settling->attended->words[word] = 0;
  for (guint entry = 0; entry < people->len; entry++)
    {
      int person = g_array_index (people, int, entry);
      const GArray *lists[] = { by_person[person], settling->given[person] };
      for (int list = 0; list < 2; list++)
        for (guint item = 0; lists[list] != NULL && item < lists[list]->len; item++)
          gh_bits_add (settling->attended, g_array_index (lists[list], int, item));
    }
}

/* By person: the sessions of the attendance so far. */
static GArray **
attendance_by_person (const GhModel *model, const GhProgramme *programme)
{
  GArray **lists = g_new0 (GArray *, model->n_persons);
  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      if (lists[this->person] == NULL)
        lists[this->person] = g_array_new (false, false, sizeof (int));
      g_array_append_val (lists[this->person], this->session);
    }
  return lists;
}

static void
share_out (Settling *settling)
{
  const GhModel *model = settling->demands->model;
  GArray **by_person = attendance_by_person (model, settling->programme);
  int want = 0;

  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    {
      int first = want;
      while (want < model->n_delegation_wants && model->delegation_wants[want].who == delegation)
        want++;
      prefer_as_before (settling, delegation);
      if (model->delegations[delegation].people->len == 0)
        continue;
      cover_musts (settling, delegation);
      list_attended (settling, by_person, delegation);
      if (!model->conference.share_out)
        continue;
      keep_wishes (settling, first, want);
      share_wishes (settling, delegation, first, want);
    }
  for (int person = 0; person < model->n_persons; person++)
    if (by_person[person] != NULL)
      g_array_unref (by_person[person]);
  g_free (by_person);
}

void
gh_covers_settle (const GhDemands *demands, GhProgramme *programme)
{
  const GhModel *model = demands->model;
  Settling settling = {
    .covers = gh_covers_new (demands),
    .demands = demands,
    .programme = programme,
    .loads = g_new0 (int, model->n_persons),
    .given = g_new0 (GArray *, model->n_persons),
    .attended = gh_bits_new (model->n_sessions),
  };

  attend_as_given (&settling);
  share_out (&settling);

  for (int person = 0; person < model->n_persons; person++)
    if (settling.given[person] != NULL)
      g_array_unref (settling.given[person]);
  g_free (settling.given);
  g_free (settling.loads);
  gh_bits_free (settling.attended);
  gh_covers_free (settling.covers);
}

void
gh_covers_withhold (GhProgramme *programme)
{
  guint kept = 0;
  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      if (this->as != GH_AS_COVERS)
        g_array_index (programme->attendance, GhAttendance, kept++) = *this;
    }
  g_array_set_size (programme->attendance, kept);
}
