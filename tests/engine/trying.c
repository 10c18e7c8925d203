#include "tests/engine/trying.h"

#include "engine/demands/domain.h"
#include "engine/rules/rules.h"

#include <string.h>

#define MOST_NODES 400000

/* A change as one number: a graver part outweighs all lesser ones of a small conference. */
#define ROOMS_UNIT INT64_C (1)
#define MOVED_UNIT INT64_C (100000)
#define UNPLACED_UNIT (MOVED_UNIT * 100000)
#define FROZEN_UNIT (UNPLACED_UNIT * 1000)
#define TOO_MUCH (FROZEN_UNIT * 1000)

/* One place of a session, or none (start GH_NEVER). */
typedef struct
{
  GhPlacement at;
  int64_t cost;
} Choice;

typedef enum
{
  NOT_LOOKED_AT,
  RIGHT,
  WRONG,
} Verdict;

struct Trying
{
  const GhModel *model;
  GhDemands *demands; /* for the travel of teams alone */
  GhBits **floors;    /* by room: what it is made of, itself included */
  GhBits **needed;    /* by session: persons with a role, or a must row that names them */
  int *clashes;       /* person * n_sessions + session: person-clash holds for them there, with so
                         many minutes to another role; -1: it does not, or they are not needed */
  GArray **choices;   /* by session: Choice, the cheapest first */
  int *first_choice;  /* by session: where its choices are among all */
  int n_choices;
  uint8_t *together; /* choice * n_choices + choice: a Verdict */

  GhPlacement *placements;
  int *order; /* sessions, as they are placed */
  int n_order;
  uint8_t **open; /* by depth: by choice, whether what is placed leaves it open */
  int64_t best;
  int nodes;
};

/* ---- one session ------------------------------------------------------------------------- */

static bool
is_hard (const GhModel *model, int rule, int session)
{
  return gh_rule_setting (model, rule, session, NULL).level == GH_LEVEL_HARD;
}

static bool
has_begun (const GhModel *model, int session)
{
  return model->past->sessions[session].has_begun;
}

static GhMinute
end_of (const GhModel *model, int session, GhPlacement at)
{
  return at.start + model->sessions[session].minutes;
}

static bool
must_be_there (const Trying *trying, int person, int session)
{
  return gh_bits_has (trying->needed[session], person);
}

static int
clash_of (const Trying *trying, int person, int session)
{
  return trying->clashes[person * trying->model->n_sessions + session];
}

static bool
is_off (const GhModel *model, int rule, int session)
{
  return gh_rule_setting (model, rule, session, NULL).level == GH_LEVEL_OFF;
}

/* What is given holds where its rule is waived. */
static bool
is_given_start (const GhModel *model, int session, GhMinute start)
{
  const GhSession *this = &model->sessions[session];
  GhMinute given = this->pinned_start != GH_NEVER ? this->pinned_start : this->fixed_start;
  return !is_off (model, GH_RULE_START, session) || given == GH_NEVER || start == given;
}

static bool
is_given_room (const GhModel *model, int session, int room)
{
  const GhSession *this = &model->sessions[session];
  bool is_listed = this->rooms->len == 0;
  for (guint entry = 0; entry < this->rooms->len; entry++)
    is_listed = is_listed || g_array_index (this->rooms, int, entry) == room;
  return !is_off (model, GH_RULE_ROOM_FIT, session)
         || (this->pinned_room >= 0 ? room == this->pinned_room : is_listed);
}

static bool
start_is_allowed (const Trying *trying, int session, GhMinute start)
{
  const GhModel *model = trying->model;
  const GhHad *had = &model->past->sessions[session];
  GhMinute end = start + model->sessions[session].minutes;

  if (had->keeps_start && start != had->start)
    return false;
  if (start != had->start && start < model->past->now + model->conference.notice_minutes)
    return false;
  if (is_hard (model, GH_RULE_START, session) && !gh_start_is_right (model, session, start))
    return false;
  if (!is_given_start (model, session, start))
    return false;
  for (int person = 0; person < model->n_persons; person++)
    if (clash_of (trying, person, session) >= 0
        && !gh_times_hold (model->persons[person].present, start, end))
      return false;
  return true;
}

static bool
room_is_allowed (const GhModel *model, int session, GhPlacement at)
{
  const GhHad *had = &model->past->sessions[session];

  if (!model->sessions[session].needs_room)
    return at.room == -1;
  return at.room >= 0 && (!had->keeps_room || at.room == had->room)
         && is_given_room (model, session, at.room)
         && (!is_hard (model, GH_RULE_ROOM_FIT, session)
             || gh_room_is_fit (model, session, at.room))
         && (!is_hard (model, GH_RULE_START, session)
             || gh_times_hold (model->rooms[at.room].open, at.start, end_of (model, session, at)));
}

static bool
place_is_allowed (const Trying *trying, int session, GhPlacement at)
{
  const GhModel *model = trying->model;
  const GhHad *had = &model->past->sessions[session];
  if (model->sessions[session].cancelled)
    return false;
  if (had->has_begun)
    return at.start == had->start && at.room == had->room;
  return start_is_allowed (trying, session, at.start) && room_is_allowed (model, session, at);
}

/* ---- two sessions ------------------------------------------------------------------------ */

static bool
are_apart (GhMinute start_a, GhMinute end_a, GhMinute start_b, GhMinute end_b, int gap)
{
  return start_b >= end_a + gap || start_a >= end_b + gap;
}

static bool
are_joined (const GhModel *model, int a, int b)
{
  for (int relation = 0; relation < model->n_relations; relation++)
    {
      const GhRelation *this = &model->relations[relation];
      if (this->kind == GH_JOINED && this->level != GH_LEVEL_OFF
          && ((gh_bits_has (this->a, a) && gh_bits_has (this->b, b))
              || (gh_bits_has (this->a, b) && gh_bits_has (this->b, a))))
        return true;
    }
  return false;
}

static bool
share_floor (const Trying *trying, int room_a, int room_b)
{
  GH_BITS_EACH (trying->floors[room_a], part)
    if (gh_bits_has (trying->floors[room_b], part))
      return true;
  return false;
}

static const char *
layout_in (const GhModel *model, int session, int room)
{
  const char *layout = model->sessions[session].layout;
  return layout != NULL ? layout : model->rooms[room].layout;
}

static bool
rooms_clash (const Trying *trying, int a, GhPlacement at_a, int b, GhPlacement at_b)
{
  const GhModel *model = trying->model;
  const char *layout_a;
  const char *layout_b;
  int gap;

  if (at_a.room < 0 || at_b.room < 0 || !share_floor (trying, at_a.room, at_b.room))
    return false;
  layout_a = layout_in (model, a, at_a.room);
  layout_b = layout_in (model, b, at_b.room);
  gap =
      MAX (model->rooms[at_a.room].turnaround_minutes, model->rooms[at_b.room].turnaround_minutes);
  if (layout_a != NULL && layout_b != NULL && layout_a != layout_b)
    gap += MAX (model->rooms[at_a.room].layout_change_minutes,
                model->rooms[at_b.room].layout_change_minutes);
  return !are_apart (at_a.start, end_of (model, a, at_a), at_b.start, end_of (model, b, at_b),
                     are_joined (model, a, b) ? 0 : gap);
}

static int
travel (const GhModel *model, int a, GhPlacement at_a, int b, GhPlacement at_b)
{
  int venue_a = at_a.room >= 0 ? model->rooms[at_a.room].venue : model->sessions[a].venue;
  int venue_b = at_b.room >= 0 ? model->rooms[at_b.room].venue : model->sessions[b].venue;
  return venue_a < 0 || venue_b < 0 ? 0 : model->travel[venue_a * model->n_venues + venue_b];
}

/* A person can be in both, one after the other, GAP minutes apart at least. */
static bool
can_do_both (const GhModel *model, int person, int a, GhPlacement at_a, int b, GhPlacement at_b,
             int gap)
{
  int way = model->persons[person].remote ? 0 : travel (model, a, at_a, b, at_b);
  return are_apart (at_a.start, end_of (model, a, at_a), at_b.start, end_of (model, b, at_b),
                    MAX (way, gap));
}

static bool
can_be_in_both (const GhModel *model, int person, int a, GhPlacement at_a, int b, GhPlacement at_b)
{
  return can_do_both (model, person, a, at_a, b, at_b, 0);
}

static bool
people_clash (const Trying *trying, int a, GhPlacement at_a, int b, GhPlacement at_b)
{
  const GhModel *model = trying->model;
  for (int person = 0; person < model->n_persons; person++)
    {
      int gap = MIN (clash_of (trying, person, a), clash_of (trying, person, b));
      if (gap >= 0
          && !can_do_both (model, person, a, at_a, b, at_b, are_joined (model, a, b) ? 0 : gap))
        return true;
    }
  return false;
}

/* B may not start so soon. */
static bool
order_is_wrong (const GhModel *model, int a, GhPlacement at_a, int b, GhPlacement at_b)
{
  int group = model->sessions[a].group;

  for (int after = 0; after < model->n_afters; after++)
    if (model->afters[after].a == a && model->afters[after].b == b
        && at_b.start < end_of (model, a, at_a) + model->afters[after].minutes)
      return true;
  return group >= 0 && group == model->sessions[b].group && a < b
         && model->groups[group].order_minutes >= 0
         && at_b.start < end_of (model, a, at_a) + model->groups[group].order_minutes;
}

static int
seats_of (const GhModel *model, int session, GhPlacement at)
{
  return gh_room_seats (&model->rooms[at.room], model->sessions[session].layout);
}

/* A hard relation, A of its a and B of its b. */
static bool
relation_is_wrong (const GhModel *model, const GhRelation *relation, int a, GhPlacement at_a, int b,
                   GhPlacement at_b)
{
  GhMinute end_a = end_of (model, a, at_a);
  GhMinute end_b = end_of (model, b, at_b);
  bool one_day = gh_day_of (at_a.start) == gh_day_of (at_b.start);
  bool have_rooms = at_a.room >= 0 && at_b.room >= 0;
  int gap = at_a.start < at_b.start ? at_b.start - end_a : at_a.start - end_b;

  if (relation->within_day && !one_day)
    return false;
  switch (relation->kind)
    {
    case GH_NOT_PARALLEL:
      return end_b > at_a.start - relation->minutes && at_b.start < end_a + relation->minutes_after;
    case GH_BEFORE:
      return at_b.start < end_a + relation->minutes;
    case GH_ADJACENT:
      return !one_day || gap < 0 || gap > relation->minutes;
    case GH_SAME_ROOM:
      return have_rooms && at_a.room != at_b.room
             && (relation->minutes < 0 || (at_a.start != at_b.start && gap <= relation->minutes));
    case GH_DIFFERENT_ROOM:
      return have_rooms && at_a.room == at_b.room;
    case GH_SAME_DAY:
      return !one_day;
    case GH_DIFFERENT_DAY:
      return one_day;
    case GH_PARALLEL:
      return at_a.start != at_b.start;
    case GH_PAUSE:
      return at_b.start >= end_a && at_b.start < end_a + relation->minutes;
    case GH_OVERLAP:
      return at_a.start < end_b && at_b.start < end_a;
    case GH_LARGER_ROOM:
      return have_rooms && seats_of (model, a, at_a) < seats_of (model, b, at_b);
    case GH_JOINED:
      break;
    }
  return false;
}

static bool
relations_are_wrong (const GhModel *model, int a, GhPlacement at_a, int b, GhPlacement at_b)
{
  for (int relation = 0; relation < model->n_relations; relation++)
    {
      const GhRelation *this = &model->relations[relation];
      if (this->level == GH_LEVEL_HARD && gh_bits_has (this->a, a) && gh_bits_has (this->b, b)
          && relation_is_wrong (model, this, a, at_a, b, at_b))
        return true;
    }
  return false;
}

/* What has begun stays, whatever it breaks with others that have begun. */
static bool
are_right_together (const Trying *trying, int a, GhPlacement at_a, int b, GhPlacement at_b)
{
  const GhModel *model = trying->model;
  if (at_a.start == GH_NEVER || at_b.start == GH_NEVER
      || (has_begun (model, a) && has_begun (model, b)))
    return true;
  return !rooms_clash (trying, a, at_a, b, at_b) && !people_clash (trying, a, at_a, b, at_b)
         && !order_is_wrong (model, a, at_a, b, at_b) && !order_is_wrong (model, b, at_b, a, at_a)
         && !relations_are_wrong (model, a, at_a, b, at_b)
         && !relations_are_wrong (model, b, at_b, a, at_a);
}

/* ---- limits ------------------------------------------------------------------------------ */

/* Too many are counted, and not all of them have begun. */
static bool
is_exceeded (const GhModel *model, const GhLimit *limit, const GhPlacement *placements,
             bool (*counts) (const GhModel *, const GhLimit *, int, GhPlacement, GhMinute),
             GhMinute when)
{
  int n = 0;
  bool any_to_come = false;
  GH_BITS_EACH (limit->of, session)
    if (placements[session].start != GH_NEVER
        && counts (model, limit, session, placements[session], when))
      {
        n++;
        any_to_come = any_to_come || !has_begun (model, session);
      }
  return n > limit->most && any_to_come;
}

static bool
runs_at (const GhModel *model, const GhLimit *limit, int session, GhPlacement at, GhMinute when)
{
  return gh_times_meet (limit->during, when, when + 1) && at.start <= when
         && end_of (model, session, at) > when;
}

static bool
begins_on (const GhModel *model, const GhLimit *limit, int session, GhPlacement at, GhMinute when)
{
  return gh_times_meet (limit->during, at.start, at.start + 1)
         && (limit->per == GH_PER_CONFERENCE || gh_day_of (at.start) == gh_day_of (when));
}

/* Counts of those that run rise where one begins, and where the limit begins to count. */
static bool
limit_is_exceeded (const GhModel *model, const GhLimit *limit, const GhPlacement *placements)
{
  GH_BITS_EACH (limit->of, session)
    if (placements[session].start != GH_NEVER
        && is_exceeded (model, limit, placements,
                        limit->per == GH_PER_INSTANT ? runs_at : begins_on,
                        placements[session].start))
      return true;
  for (int span = 0; limit->per == GH_PER_INSTANT && span < limit->during->n_spans; span++)
    if (is_exceeded (model, limit, placements, runs_at, limit->during->spans[span].start))
      return true;
  return false;
}

static bool
limits_are_exceeded (const GhModel *model, const GhPlacement *placements)
{
  for (int limit = 0; limit < model->n_limits; limit++)
    if (model->limits[limit].level == GH_LEVEL_HARD
        && limit_is_exceeded (model, &model->limits[limit], placements))
      return true;
  return false;
}

/* ---- covers ------------------------------------------------------------------------------ */

/* Present, and needed nowhere else meanwhile. */
static bool
can_cover (const Trying *trying, const GhPlacement *placements, int person, int session)
{
  const GhModel *model = trying->model;
  GhPlacement at = placements[session];
  if (!gh_times_hold (model->persons[person].present, at.start, end_of (model, session, at)))
    return false;
  for (int other = 0; other < model->n_sessions; other++)
    if (other != session && placements[other].start != GH_NEVER
        && must_be_there (trying, person, other)
        && !can_be_in_both (model, person, session, at, other, placements[other]))
      return false;
  return true;
}

/* A delegation's musts, and who covers each. */
typedef struct
{
  const GhPlacement *placements;
  const GArray *people;
  int n;
  int *musts, *covers;
  int *before; /* by must: who covered it when it was there already; -1: nobody */
  int spare;   /* so many of these may be covered by others now */
} Covering;

/* Somebody else of the musts before AT is covered by this person, who cannot do both. */
static bool
covers_another (const Trying *trying, const Covering *this, int at, int person)
{
  for (int other = 0; other < at; other++)
    if (this->covers[other] == person
        && !can_be_in_both (trying->model, person, this->musts[at],
                            this->placements[this->musts[at]], this->musts[other],
                            this->placements[this->musts[other]]))
      return true;
  return false;
}

static bool cover_from (const Trying *trying, Covering *this, int at);

/* PERSON (-1: whoever must be there anyhow, as before) covers the must at AT, and the later ones
 * can be covered too. */
static bool
cover_with (const Trying *trying, Covering *this, int at, int person)
{
  bool differs = person >= 0 && this->before[at] >= 0 && this->before[at] != person;
  bool can;

  if (differs && this->spare == 0)
    return false;
  this->covers[at] = person;
  this->spare -= differs;
  can = cover_from (trying, this, at + 1);
  this->spare += differs;
  return can;
}

static bool
cover_from (const Trying *trying, Covering *this, int at)
{
  const GArray *people = this->people;

  if (at == this->n)
    return true;
  for (guint entry = 0; entry < people->len; entry++)
    if (must_be_there (trying, g_array_index (people, int, entry), this->musts[at]))
      return cover_with (trying, this, at, -1);
  for (guint entry = 0; entry < people->len; entry++)
    {
      int person = g_array_index (people, int, entry);
      if (can_cover (trying, this->placements, person, this->musts[at])
          && !covers_another (trying, this, at, person) && cover_with (trying, this, at, person))
        return true;
    }
  return false;
}

/* A delegation without people: no more musts at once than it has members; those that have begun
 * count, and alone are right. */
static bool
are_few_enough (const GhModel *model, const GhPlacement *placements, const int *musts, int n,
                int size)
{
  for (int at = 0; at < n; at++)
    {
      GhMinute when = placements[musts[at]].start;
      int running = 0;
      bool any_to_come = false;
      for (int other = 0; other < n; other++)
        if (placements[musts[other]].start <= when
            && end_of (model, musts[other], placements[musts[other]]) > when)
          {
            running++;
            any_to_come = any_to_come || !has_begun (model, musts[other]);
          }
      if (running > size && any_to_come)
        return false;
    }
  return true;
}

static void
free_covering (Covering *this)
{
  g_free (this->musts);
  g_free (this->covers);
  g_free (this->before);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Covering, free_covering)

/* The musts of a delegation that are placed; of one with people, those to come: what has begun
 * needs no cover any more. */
static Covering
list_musts (const Trying *trying, const GhPlacement *placements, int number)
{
  const GhModel *model = trying->model;
  Covering this = { .placements = placements,
                    .people = model->delegations[number].people,
                    .musts = g_new (int, model->n_sessions + 1),
                    .covers = g_new (int, model->n_sessions + 1),
                    .before = g_new (int, model->n_sessions + 1),
                    .spare = model->n_sessions };

  for (int want = 0; want < model->n_delegation_wants; want++)
    {
      const GhWant *from = &model->delegation_wants[want];
      if (from->who != number || from->wish != GH_MUST
          || placements[from->session].start == GH_NEVER
          || !is_hard (model, GH_RULE_COVER, from->session)
          || (this.people->len > 0 && has_begun (model, from->session)))
        continue;
      this.before[this.n] = -1;
      this.musts[this.n++] = from->session;
    }
  return this;
}

static bool
delegation_can_cover (const Trying *trying, const GhPlacement *placements, int number)
{
  g_auto (Covering) this = list_musts (trying, placements, number);
  return this.people->len > 0 ? cover_from (trying, &this, 0)
                              : are_few_enough (trying->model, placements, this.musts, this.n,
                                                trying->model->delegations[number].size);
}

static bool
covers_are_possible (const Trying *trying, const GhPlacement *placements)
{
  for (int delegation = 0; delegation < trying->model->n_delegations; delegation++)
    if (!delegation_can_cover (trying, placements, delegation))
      return false;
  return true;
}

/* Who covered the musts that are where they were; how many there are of those who do not now. */
static int
list_before (const Trying *trying, const GhProgramme *programme, int number, Covering *this)
{
  const GhPast *past = trying->model->past;
  int n_gone = 0;

  for (int at = 0; at < this->n; at++)
    for (guint entry = 0; entry < past->covers->len; entry++)
      {
        const GhHadCover *cover = &g_array_index (past->covers, GhHadCover, entry);
        bool is_there = false;
        if (cover->session != this->musts[at]
            || trying->model->persons[cover->person].delegation != number
            || this->placements[cover->session].start != past->sessions[cover->session].start)
          continue;
        this->before[at] = cover->person;
        for (guint who = 0; who < programme->attendance->len; who++)
          {
            const GhAttendance *now = &g_array_index (programme->attendance, GhAttendance, who);
            is_there = is_there
                       || (now->session == cover->session && now->person == cover->person
                           && now->as == GH_AS_COVERS);
          }
        n_gone += !is_there;
      }
  return n_gone;
}

/* So few of the musts that were covered are covered by others; -1: they cannot all be covered. */
static int
fewest_changes (const Trying *trying, Covering *this)
{
  for (this->spare = 0; this->spare <= this->n; this->spare++)
    if (cover_from (trying, this, 0))
      return this->spare;
  return -1;
}

int
trying_covers_too_many (const Trying *trying, const GhProgramme *programme)
{
  int n = 0;
  for (int number = 0; number < trying->model->n_delegations; number++)
    {
      g_auto (Covering) this = list_musts (trying, programme->placements, number);
      int n_gone = list_before (trying, programme, number, &this);
      int fewest = fewest_changes (trying, &this);
      if (fewest >= 0)
        n += n_gone - fewest;
    }
  return n;
}

/* ---- teams ------------------------------------------------------------------------------- */

/* A team's duties are right, or all of them have begun. */
static bool
duties_are_right (const Trying *trying, const GhPlacement *placements, int team, const bool *works)
{
  const GhModel *model = trying->model;
  g_autofree int *sessions = g_new (int, model->n_sessions + 1);
  bool any_to_come = false;
  int n = 0;

  for (int session = 0; session < model->n_sessions; session++)
    if (works[session * model->n_teams + team])
      {
        int at = n++;
        for (; at > 0 && placements[sessions[at - 1]].start > placements[session].start; at--)
          sessions[at] = sessions[at - 1];
        sessions[at] = session;
        any_to_come = any_to_come || !has_begun (model, session);
      }
  return !any_to_come || gh_team_duties_are_right (trying->demands, team, sessions, n, placements);
}

/* Teams for a session's needs from NEED on, COUNT of the first being found; then for the sessions
 * after it. */
static bool
deal (const Trying *trying, const GhPlacement *placements, bool *works, int session, guint need,
      int count)
{
  const GhModel *model = trying->model;
  const GArray *needs;

  while (session < model->n_sessions
         && (placements[session].start == GH_NEVER || !is_hard (model, GH_RULE_TEAMS, session)
             || need == model->sessions[session].teams->len))
    {
      session++;
      need = 0;
    }
  if (session == model->n_sessions)
    {
      for (int team = 0; team < model->n_teams; team++)
        if (!duties_are_right (trying, placements, team, works))
          return false;
      return true;
    }
  needs = model->sessions[session].teams;
  if (count == g_array_index (needs, GhTeamNeed, need).count)
    return deal (trying, placements, works, session, need + 1, 0);
  for (int team = 0; team < model->n_teams; team++)
    {
      bool *does = &works[session * model->n_teams + team];
      const GArray *had = model->past->sessions[session].teams;
      bool was_there = false;
      for (guint entry = 0; entry < had->len; entry++)
        was_there = was_there || g_array_index (had, int, entry) == team;
      if (*does || model->teams[team].kind != g_array_index (needs, GhTeamNeed, need).kind
          || (has_begun (model, session) && !was_there))
        continue;
      *does = true;
      if (deal (trying, placements, works, session, need, count + 1))
        return true;
      *does = false;
    }
  /* Whoever works in what has begun is there, and if nobody does, it has begun all the same. */
  return has_begun (model, session) && deal (trying, placements, works, session, need + 1, 0);
}

static bool
teams_can_be_found (const Trying *trying, const GhPlacement *placements)
{
  g_autofree bool *works = g_new0 (bool, trying->model->n_sessions * trying->model->n_teams + 1);
  return deal (trying, placements, works, 0, 0, 0);
}

/* ---- choices ----------------------------------------------------------------------------- */

/* As rule `change` says it. */
static int64_t
price_of_move (const GhModel *model, int session, GhMinute start)
{
  const GhHad *had = &model->past->sessions[session];
  GhRuleSetting setting = gh_rule_setting (model, GH_RULE_CHANGE, session, NULL);
  GhMinute soon = model->past->now + setting.value;

  if (had->start == GH_NEVER || start == had->start || setting.level == GH_LEVEL_OFF)
    return 0;
  if (model->past->counts_sessions)
    return 1;
  return (int64_t)had->people * setting.weight
         * (had->start < soon || (start != GH_NEVER && start < soon) ? 2 : 1);
}

static int64_t
price_of_room (const GhModel *model, int session, GhPlacement at)
{
  const GhHad *had = &model->past->sessions[session];
  if (had->start == GH_NEVER || at.start != had->start
      || (at.room == had->room && (!had->room_is_gone || had->has_begun))
      || gh_rule_setting (model, GH_RULE_CHANGE, session, NULL).level == GH_LEVEL_OFF)
    return 0;
  return model->past->counts_sessions ? 1 : had->people;
}

static Change
change_of_one (const GhModel *model, int session, GhPlacement at)
{
  const GhSession *this = &model->sessions[session];
  const GhHad *had = &model->past->sessions[session];
  bool is_unplaced = at.start == GH_NEVER;

  if (this->cancelled)
    return (Change){ 0 };
  return (Change){ is_unplaced && (had->has_begun || had->keeps_start),
                   is_unplaced && !this->optional, price_of_move (model, session, at.start),
                   price_of_room (model, session, at) };
}

static int64_t
as_number (Change change)
{
  return change.frozen * FROZEN_UNIT + change.unplaced * UNPLACED_UNIT + change.moved * MOVED_UNIT
         + change.rooms * ROOMS_UNIT;
}

static Change
from_number (int64_t number)
{
  return (Change){ (int)(number / FROZEN_UNIT), (int)(number % FROZEN_UNIT / UNPLACED_UNIT),
                   number % UNPLACED_UNIT / MOVED_UNIT, number % MOVED_UNIT };
}

static void
add_choice (Trying *trying, int session, GhPlacement at)
{
  GArray *choices = trying->choices[session];
  Choice choice = { at, as_number (change_of_one (trying->model, session, at)) };
  guint place = choices->len;
  while (place > 0 && g_array_index (choices, Choice, place - 1).cost > choice.cost)
    place--;
  g_array_insert_val (choices, place, choice);
}

static void
add_choices_at (Trying *trying, int session, GhMinute start)
{
  for (int room = -1; room < trying->model->n_rooms; room++)
    if (place_is_allowed (trying, session, (GhPlacement){ start, room }))
      add_choice (trying, session, (GhPlacement){ start, room });
}

static void
list_choices (Trying *trying, int session)
{
  const GhModel *model = trying->model;
  const GhHad *had = &model->past->sessions[session];
  g_autoptr (GArray) starts = g_array_new (false, false, sizeof (GhMinute));

  trying->choices[session] = g_array_new (false, false, sizeof (Choice));
  if (model->sessions[session].cancelled)
    return;
  if (had->has_begun)
    {
      add_choice (trying, session, (GhPlacement){ had->start, had->room });
      return;
    }
  gh_add_grid_starts (model, starts);
  if (had->start != GH_NEVER)
    g_array_append_val (starts, had->start);
  if (model->sessions[session].fixed_start != GH_NEVER)
    g_array_append_val (starts, model->sessions[session].fixed_start);
  if (model->sessions[session].pinned_start != GH_NEVER)
    g_array_append_val (starts, model->sessions[session].pinned_start);
  gh_minutes_tidy (starts);
  for (guint at = 0; at < starts->len; at++)
    add_choices_at (trying, session, g_array_index (starts, GhMinute, at));
  add_choice (trying, session, (GhPlacement){ GH_NEVER, -1 });
}

/* ---- made and freed ---------------------------------------------------------------------- */

static void
add_floor (const GhModel *model, int room, GhBits *floor)
{
  const GArray *parts = model->rooms[room].parts;
  gh_bits_add (floor, room);
  for (guint part = 0; part < parts->len; part++)
    add_floor (model, g_array_index (parts, int, part), floor);
}

/* A role, or a must of their own (NULL), binds a person as its last row says; the strictest of all
 * that they do there counts. */
static void
bind (Trying *trying, int person, int session, const char *role)
{
  GhRuleSetting setting = gh_rule_setting (trying->model, GH_RULE_PERSON_CLASH, session, role);
  int *clash = &trying->clashes[person * trying->model->n_sessions + session];

  gh_bits_add (trying->needed[session], person);
  if (setting.level == GH_LEVEL_HARD)
    *clash = MAX (*clash, role != NULL ? setting.value : 0);
}

static void
list_needed (Trying *trying)
{
  const GhModel *model = trying->model;
  int n_clashes = model->n_persons * model->n_sessions;

  trying->clashes = g_new (int, n_clashes + 1);
  for (int clash = 0; clash < n_clashes; clash++)
    trying->clashes[clash] = -1;
  trying->needed = g_new (GhBits *, model->n_sessions + 1);
  for (int session = 0; session < model->n_sessions; session++)
    trying->needed[session] = gh_bits_new (model->n_persons);
  for (int role = 0; role < model->n_roles; role++)
    bind (trying, model->roles[role].person, model->roles[role].session, model->roles[role].role);
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].named && model->person_wants[want].wish == GH_MUST)
      bind (trying, model->person_wants[want].who, model->person_wants[want].session, NULL);
}

/* What has begun first, then what has the fewest choices. */
static void
order_sessions (Trying *trying)
{
  for (int session = 0; session < trying->model->n_sessions; session++)
    {
      int at;
      if (trying->choices[session]->len == 0)
        continue;
      at = trying->n_order++;
      for (; at > 0 && trying->choices[trying->order[at - 1]]->len > trying->choices[session]->len;
           at--)
        trying->order[at] = trying->order[at - 1];
      trying->order[at] = session;
    }
}

Trying *
trying_new (const GhModel *model)
{
  Trying *trying = g_new0 (Trying, 1);

  trying->model = model;
  trying->demands = gh_demands_new (model, (GhLessons){ 0 });
  trying->floors = g_new (GhBits *, model->n_rooms + 1);
  for (int room = 0; room < model->n_rooms; room++)
    {
      trying->floors[room] = gh_bits_new (model->n_rooms);
      add_floor (model, room, trying->floors[room]);
    }
  list_needed (trying);
  trying->choices = g_new (GArray *, model->n_sessions + 1);
  trying->first_choice = g_new (int, model->n_sessions + 1);
  trying->placements = g_new (GhPlacement, model->n_sessions + 1);
  trying->order = g_new (int, model->n_sessions + 1);
  for (int session = 0; session < model->n_sessions; session++)
    {
      list_choices (trying, session);
      trying->first_choice[session] = trying->n_choices;
      trying->n_choices += (int)trying->choices[session]->len;
    }
  order_sessions (trying);
  trying->together = g_new0 (uint8_t, (gsize)trying->n_choices * (gsize)trying->n_choices + 1);
  trying->open = g_new (uint8_t *, trying->n_order + 1);
  for (int depth = 0; depth <= trying->n_order; depth++)
    trying->open[depth] = g_new (uint8_t, trying->n_choices + 1);
  return trying;
}

void
trying_free (Trying *trying)
{
  if (trying == NULL)
    return;
  for (int room = 0; room < trying->model->n_rooms; room++)
    gh_bits_free (trying->floors[room]);
  for (int session = 0; session < trying->model->n_sessions; session++)
    {
      g_array_unref (trying->choices[session]);
      gh_bits_free (trying->needed[session]);
    }
  for (int depth = 0; depth <= trying->n_order; depth++)
    g_free (trying->open[depth]);
  gh_demands_free (trying->demands);
  g_free (trying->floors);
  g_free (trying->needed);
  g_free (trying->clashes);
  g_free (trying->choices);
  g_free (trying->first_choice);
  g_free (trying->placements);
  g_free (trying->order);
  g_free (trying->together);
  g_free (trying->open);
  g_free (trying);
}

/* ---- the least change -------------------------------------------------------------------- */

static const Choice *
choice_at (const Trying *trying, int session, int number)
{
  return &g_array_index (trying->choices[session], Choice, number);
}

static bool
choices_are_right (Trying *trying, int a, int choice_a, int b, int choice_b)
{
  gsize row = (gsize)(trying->first_choice[a] + choice_a);
  uint8_t *verdict =
      &trying
           ->together[row * (gsize)trying->n_choices + (gsize)(trying->first_choice[b] + choice_b)];
  if (*verdict == NOT_LOOKED_AT)
    *verdict = are_right_together (trying, a, choice_at (trying, a, choice_a)->at, b,
                                   choice_at (trying, b, choice_b)->at)
                   ? RIGHT
                   : WRONG;
  return *verdict == RIGHT;
}

/* The cheapest choice that is open for each session from DEPTH on, all together. */
static int64_t
least_from (const Trying *trying, int depth, const uint8_t *open)
{
  int64_t sum = 0;
  for (; depth < trying->n_order; depth++)
    {
      int session = trying->order[depth];
      int n = (int)trying->choices[session]->len;
      int choice = 0;
      while (choice < n && !open[trying->first_choice[session] + choice])
        choice++;
      if (choice == n)
        return TOO_MUCH;
      sum += choice_at (trying, session, choice)->cost;
    }
  return sum;
}

/* What a choice of the session at DEPTH leaves open for the later ones. */
static void
narrow (Trying *trying, int depth, int choice)
{
  int session = trying->order[depth];
  const uint8_t *before = trying->open[depth];
  uint8_t *after = trying->open[depth + 1];

  for (int later = depth + 1; later < trying->n_order; later++)
    {
      int other = trying->order[later];
      for (int number = 0; number < (int)trying->choices[other]->len; number++)
        {
          int at = trying->first_choice[other] + number;
          after[at] = before[at] && choices_are_right (trying, session, choice, other, number);
        }
    }
}

static void
place_from (Trying *trying, int depth, int64_t cost)
{
  int session;

  if (--trying->nodes < 0)
    return;
  if (depth == trying->n_order)
    {
      if (teams_can_be_found (trying, trying->placements))
        trying->best = cost;
      return;
    }
  session = trying->order[depth];
  for (int number = 0; number < (int)trying->choices[session]->len; number++)
    {
      const Choice *choice = choice_at (trying, session, number);
      if (!trying->open[depth][trying->first_choice[session] + number])
        continue;
      if (cost + choice->cost >= trying->best)
        break;
      narrow (trying, depth, number);
      if (cost + choice->cost + least_from (trying, depth + 1, trying->open[depth + 1])
          >= trying->best)
        continue;
      trying->placements[session] = choice->at;
      if (choice->at.start == GH_NEVER || has_begun (trying->model, session)
          || (!limits_are_exceeded (trying->model, trying->placements)
              && covers_are_possible (trying, trying->placements)))
        place_from (trying, depth + 1, cost + choice->cost);
      trying->placements[session] = (GhPlacement){ GH_NEVER, -1 };
    }
}

static bool
is_held (const Trying *trying, int session, const Choice *choice, bool in_room)
{
  const GhHad *had = &trying->model->past->sessions[session];
  return choice->at.start == had->start
         && (!in_room || (choice->at.room == had->room && !had->room_is_gone));
}

Tried
trying_least (Trying *trying, int held, bool in_room, Change *least)
{
  memset (trying->open[0], 1, (gsize)trying->n_choices);
  for (int number = 0; held >= 0 && number < (int)trying->choices[held]->len; number++)
    trying->open[0][trying->first_choice[held] + number] =
        is_held (trying, held, choice_at (trying, held, number), in_room);
  for (int session = 0; session < trying->model->n_sessions; session++)
    trying->placements[session] = (GhPlacement){ GH_NEVER, -1 };
  trying->best = TOO_MUCH;
  trying->nodes = MOST_NODES;
  place_from (trying, 0, 0);
  *least = from_number (trying->best);
  return trying->nodes < 0          ? TRYING_TOO_LONG
         : trying->best == TOO_MUCH ? TRYING_NOTHING
                                    : TRYING_FOUND;
}

/* ---- a programme ------------------------------------------------------------------------- */

Change
trying_change_of (const Trying *trying, const GhProgramme *programme)
{
  int64_t sum = 0;
  for (int session = 0; session < trying->model->n_sessions; session++)
    sum += as_number (change_of_one (trying->model, session, programme->placements[session]));
  return from_number (sum);
}

static const char *
name (const Trying *trying, int session)
{
  return trying->model->sessions[session].id;
}

static char *
find_wrong_place (Trying *trying, const GhPlacement *placements)
{
  for (int a = 0; a < trying->model->n_sessions; a++)
    {
      GhPlacement at = placements[a];
      if (at.start == GH_NEVER)
        {
          if (has_begun (trying->model, a) && !trying->model->sessions[a].cancelled)
            return g_strdup_printf ("%s has begun, and has no place", name (trying, a));
          continue;
        }
      if (!place_is_allowed (trying, a, at))
        return g_strdup_printf ("%s may not be at %d in room %d", name (trying, a), at.start,
                                at.room);
      for (int b = 0; b < a; b++)
        if (!are_right_together (trying, a, at, b, placements[b]))
          return g_strdup_printf ("%s and %s are wrong together", name (trying, b),
                                  name (trying, a));
    }
  if (limits_are_exceeded (trying->model, placements))
    return g_strdup ("a limit is exceeded");
  return NULL;
}

static char *
find_wrong_team (Trying *trying, const GhProgramme *programme)
{
  const GhModel *model = trying->model;
  g_autofree bool *works = g_new0 (bool, model->n_sessions * model->n_teams + 1);

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GArray *needs = model->sessions[session].teams;
      guint n_needed = 0;
      for (guint team = 0; team < programme->teams[session]->len; team++)
        works[session * model->n_teams + g_array_index (programme->teams[session], int, team)] =
            true;
      if (!gh_programme_is_placed (programme, session) || has_begun (model, session)
          || !is_hard (model, GH_RULE_TEAMS, session))
        continue;
      for (guint need = 0; need < needs->len; need++)
        {
          int n = 0;
          for (int team = 0; team < model->n_teams; team++)
            n += works[session * model->n_teams + team]
                 && model->teams[team].kind == g_array_index (needs, GhTeamNeed, need).kind;
          if (n != g_array_index (needs, GhTeamNeed, need).count)
            return g_strdup_printf ("%s has %d teams of a kind", name (trying, session), n);
          n_needed += (guint)n;
        }
      if (programme->teams[session]->len != n_needed)
        return g_strdup_printf ("%s has more teams than it needs", name (trying, session));
    }
  for (int team = 0; team < model->n_teams; team++)
    if (!duties_are_right (trying, programme->placements, team, works))
      return g_strdup_printf ("the duties of %s are wrong", model->teams[team].id);
  return NULL;
}

static bool
is_covered (const Trying *trying, const GhProgramme *programme, int delegation, int session)
{
  const GhModel *model = trying->model;
  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      if (this->session == session && model->persons[this->person].delegation == delegation
          && (this->as == GH_AS_COVERS || must_be_there (trying, this->person, session)))
        return true;
    }
  return false;
}

/* Every must has somebody, and nobody covers what they cannot. */
static char *
find_wrong_cover (Trying *trying, const GhProgramme *programme)
{
  const GhModel *model = trying->model;
  const GhAttendance *all = (const GhAttendance *)(gpointer)programme->attendance->data;
  int n = (int)programme->attendance->len;

  for (int want = 0; want < model->n_delegation_wants; want++)
    {
      const GhWant *this = &model->delegation_wants[want];
      if (this->wish == GH_MUST && gh_programme_is_placed (programme, this->session)
          && !has_begun (model, this->session) && !model->sessions[this->session].reserve
          && is_hard (model, GH_RULE_COVER, this->session)
          && model->delegations[this->who].people->len > 0
          && !is_covered (trying, programme, this->who, this->session))
        return g_strdup_printf ("nobody of %s is in %s", model->delegations[this->who].id,
                                name (trying, this->session));
    }
  for (int a = 0; a < n; a++)
    {
      if (all[a].as != GH_AS_COVERS)
        continue;
      if (!can_cover (trying, programme->placements, all[a].person, all[a].session))
        return g_strdup_printf ("%s cannot cover %s", model->persons[all[a].person].id,
                                name (trying, all[a].session));
      for (int b = 0; b < a; b++)
        if (all[b].as == GH_AS_COVERS && all[b].person == all[a].person
            && !can_be_in_both (model, all[a].person, all[a].session,
                                programme->placements[all[a].session], all[b].session,
                                programme->placements[all[b].session]))
          return g_strdup_printf ("%s covers %s and %s", model->persons[all[a].person].id,
                                  name (trying, all[b].session), name (trying, all[a].session));
    }
  return covers_are_possible (trying, programme->placements)
             ? NULL
             : g_strdup ("a delegation cannot cover its musts");
}

char *
trying_find_wrong (Trying *trying, const GhProgramme *programme)
{
  char *wrong = find_wrong_place (trying, programme->placements);
  if (wrong == NULL)
    wrong = find_wrong_team (trying, programme);
  if (wrong == NULL)
    wrong = find_wrong_cover (trying, programme);
  return wrong;
}

bool
trying_can_stay (Trying *trying, const GhBits *sessions)
{
  const GhModel *model = trying->model;
  g_autofree GhPlacement *placements = g_new (GhPlacement, model->n_sessions + 1);
  g_autofree char *wrong = NULL;

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhHad *had = &model->past->sessions[session];
      placements[session] = (has_begun (model, session) || gh_bits_has (sessions, session))
                                    && !model->sessions[session].cancelled
                                ? (GhPlacement){ had->start, had->room }
                                : (GhPlacement){ GH_NEVER, -1 };
    }
  wrong = find_wrong_place (trying, placements);
  return wrong == NULL && covers_are_possible (trying, placements)
         && teams_can_be_found (trying, placements);
}
