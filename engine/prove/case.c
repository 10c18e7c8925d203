#include "engine/prove/case.h"

#include "engine/demands/domain.h"
#include "engine/past.h"

/* ---- what is asked ----------------------------------------------------------------------- */

static void
add (GhCase *this, GhAsked asked)
{
  int entry = (int)this->asked->len;
  bool is_of_one = asked.session >= 0 && asked.other < 0;

  g_ptr_array_add (this->asked, g_memdup2 (&asked, sizeof asked));
  if (is_of_one)
    g_array_append_val (this->of_session[asked.session], entry);
  if (asked.asks == GH_ASKS_HELD)
    this->held[asked.session] = entry;
}

static void
ask (GhCase *this, int session, GhAsks asks, int number, GhSource source, const char *column)
{
  add (this, (GhAsked){ .asks = asks,
                        .session = session,
                        .other = -1,
                        .number = number,
                        .source = source,
                        .column = column });
}

static bool
is_hard (const GhModel *model, int rule, int session)
{
  return gh_rule_setting (model, rule, session, NULL).level == GH_LEVEL_HARD;
}

/* Where a key of the conference was given; row 0: it was not. */
static GhSource
source_of_key (GhSource given)
{
  return given.sheet != NULL ? given : (GhSource){ "conference", 0 };
}

/* What has begun or is frozen stays by the conference's freeze; what is kept by name, by what was
 * asked just now. */
static GhSource
source_of_stay (const GhModel *model, const GhHad *had)
{
  return had->is_kept ? (GhSource){ 0 } : source_of_key (model->conference.freeze_source);
}

/* Hours that nobody gave are the days of the conference. */
static void
ask_about_hours (GhCase *this, int number)
{
  const GhConference *conference = &this->model->conference;
  if (gh_times_is_always (conference->hours))
    return;
  if (conference->hours_source.sheet != NULL)
    ask (this, number, GH_ASKS_HOURS, -1, conference->hours_source, "hours");
  else
    ask (this, number, GH_ASKS_HOURS, -1, source_of_key (conference->last_day_source), "last_day");
}

/* The first room that is not always open; of those that fit alone, or of all. */
static const GhRoom *
find_room_with_times (const GhModel *model, int session, bool must_fit)
{
  for (int room = 0; room < model->n_rooms; room++)
    if (!gh_times_is_always (model->rooms[room].open)
        && (!must_fit || gh_room_is_fit (model, session, room)))
      return &model->rooms[room];
  return NULL;
}

static void
ask_about_opening (GhCase *this, int number)
{
  const GhRoom *room = find_room_with_times (this->model, number, true);
  if (room == NULL)
    room = find_room_with_times (this->model, number, false);
  if (this->model->sessions[number].needs_room && room != NULL)
    ask (this, number, GH_ASKS_OPEN_ROOM, -1, room->source, "open");
}

static void
ask_about_starts (GhCase *this, int number)
{
  const GhModel *model = this->model;
  const GhSession *session = &model->sessions[number];
  const GhHad *had = gh_had (model, number);

  if (had != NULL && (had->has_begun || had->keeps_start))
    ask (this, number, GH_ASKS_STAYS, -1, source_of_stay (model, had),
         had->is_kept ? "keep" : "freeze");
  else if (model->past != NULL)
    ask (this, number, GH_ASKS_NOTICE, -1, source_of_key (model->conference.notice_source),
         "notice_minutes");
  if (gh_has_begun (model, number))
    return;
  /* Where the rule is waived, a start that is given holds all the same. */
  if (gh_waived_start (model, number) != GH_NEVER)
    ask (this, number,
         session->pinned_start != GH_NEVER ? GH_ASKS_PINNED_START : GH_ASKS_FIXED_START, -1,
         session->pinned_start != GH_NEVER ? session->pin_source : session->source, "start");
  if (!is_hard (model, GH_RULE_START, number))
    return;
  ask_about_hours (this, number);
  if (!gh_times_is_always (session->window))
    ask (this, number, GH_ASKS_WINDOW, -1, session->source, "window");
  if (session->pinned_start != GH_NEVER)
    ask (this, number, GH_ASKS_PINNED_START, -1, session->pin_source, "start");
  if (session->fixed_start != GH_NEVER)
    ask (this, number, GH_ASKS_FIXED_START, -1, session->source, "start");
  else if (session->pinned_start == GH_NEVER && session->pattern >= 0)
    ask (this, number, GH_ASKS_PATTERN, -1, session->source, "pattern");
  ask_about_opening (this, number);
}

static void
ask_about_rooms (GhCase *this, int number)
{
  const GhSession *session = &this->model->sessions[number];
  const GhHad *had = gh_had (this->model, number);

  if (gh_needs_room (this->model, number) && had != NULL && (had->has_begun || had->keeps_room))
    ask (this, number, GH_ASKS_STAYS_IN, -1, source_of_stay (this->model, had),
         had->is_kept ? "keep" : "freeze");
  if (gh_has_begun (this->model, number) || !session->needs_room
      || gh_rule_setting (this->model, GH_RULE_ROOM_FIT, number, NULL).level == GH_LEVEL_SOFT)
    return;
  /* Where the rule is waived, a room that is given holds all the same. */
  if (session->pinned_room >= 0)
    ask (this, number, GH_ASKS_PINNED_ROOM, -1, session->pin_source, "room");
  if (session->rooms->len > 0
      && (session->pinned_room < 0 || is_hard (this->model, GH_RULE_ROOM_FIT, number)))
    ask (this, number, GH_ASKS_ROOMS, -1, session->source, "room");
  if (!is_hard (this->model, GH_RULE_ROOM_FIT, number))
    return;
  if (session->venue >= 0)
    ask (this, number, GH_ASKS_VENUE, -1, session->source, "venue");
  if (session->layout != NULL)
    ask (this, number, GH_ASKS_LAYOUT, -1, session->source, "layout");
  for (guint feature = 0; feature < session->features->len; feature++)
    ask (this, number, GH_ASKS_FEATURE, (int)feature, session->source, "features");
  if (session->attendance > 0)
    ask (this, number, GH_ASKS_SEATS, -1, session->source, "attendance");
}

/* The row that makes somebody's presence necessary: a role for which person-clash is hard, or a
 * must of their own; where it is a speech, one of their roles. */
static GhSource
source_of_commitment (const GhModel *model, const GhCommitment *commitment, const char **column)
{
  GhSource other = { 0 };

  *column = "role";
  for (int role = 0; role < model->n_roles; role++)
    if (model->roles[role].session == commitment->session
        && model->roles[role].person == commitment->person)
      {
        other = model->roles[role].source;
        if (gh_rule_setting (model, GH_RULE_PERSON_CLASH, commitment->session,
                             model->roles[role].role)
                .level
            == GH_LEVEL_HARD)
          return other;
      }
  for (int want = gh_first_want (model->person_wants, model->n_person_wants, commitment->person);
       want < model->n_person_wants && model->person_wants[want].who == commitment->person; want++)
    if (model->person_wants[want].session == commitment->session)
      {
        *column = "level";
        return model->person_wants[want].source;
      }
  return other;
}

static void
ask_about_people (GhCase *this, int number)
{
  const GhDemands *demands = this->demands;
  const GhList *list = &demands->commitments_of[number];

  for (int entry = 0; entry < list->n; entry++)
    {
      const GhCommitment *commitment =
          &g_array_index (demands->commitments, GhCommitment, list->items[entry]);
      const char *column;
      GhSource source = source_of_commitment (this->model, commitment, &column);
      if (commitment->clash.level != GH_LEVEL_HARD)
        continue;
      if (!gh_times_is_always (this->model->persons[commitment->person].present)
          && !gh_has_begun (this->model, number))
        ask (this, number, GH_ASKS_PRESENCE, commitment->person, source, column);
      if (demands->busy[commitment->person].n > 1
          || this->model->persons[commitment->person].delegation >= 0)
        ask (this, number, GH_ASKS_PERSON, commitment->person, source, column);
    }
}

static void
ask_about_teams (GhCase *this, int number)
{
  const GhSession *session = &this->model->sessions[number];
  /* Whoever works in what has begun is there. */
  if (!gh_bits_has (this->demands->teams_hold, number) || gh_has_begun (this->model, number))
    return;
  for (guint need = 0; need < session->teams->len; need++)
    ask (this, number, GH_ASKS_TEAMS, (int)need, session->source, "teams");
}

static void
ask_for_covers (GhCase *this)
{
  const GhModel *model = this->model;
  for (int want = 0; want < model->n_delegation_wants; want++)
    {
      const GhWant *this_want = &model->delegation_wants[want];
      if (this_want->wish == GH_MUST && !model->sessions[this_want->session].cancelled
          && gh_bits_has (this->demands->cover_holds, this_want->session)
          && !gh_has_begun (model, this_want->session))
        ask (this, this_want->session, GH_ASKS_COVER, this_want->who, this_want->source, "level");
    }
}

static void
ask_between (GhCase *this)
{
  const GhDemands *demands = this->demands;

  for (int room = 0; room < this->model->n_rooms; room++)
    ask (this, -1, GH_ASKS_ROOM, room, this->model->rooms[room].source, "room");
  for (guint pair = 0; pair < demands->pairs->len; pair++)
    {
      const GhPair *from = &g_array_index (demands->pairs, GhPair, pair);
      if (from->weight < 0 && from->rule != GH_RULE_PERSON_CLASH)
        add (this, (GhAsked){ GH_ASKS_PAIR, from->a, from->b, (int)pair, from->source,
                              g_strcmp0 (from->source.sheet, "sessions") == 0 ? "after"
                              : g_strcmp0 (from->source.sheet, "groups") == 0 ? "order_minutes"
                                                                              : "relation",
                              NULL });
    }
  for (int session = 0; session < this->model->n_sessions; session++)
    for (guint edge = 0; edge < demands->room_edges[session]->len; edge++)
      {
        const GhRoomEdge *from = &g_array_index (demands->room_edges[session], GhRoomEdge, edge);
        if (from->weight < 0 && !from->is_second && from->kind != GH_ROOM_PAIR_TRAVEL)
          add (this, (GhAsked){ GH_ASKS_ROOM_PAIR, session, from->other, (int)edge, from->source,
                                "relation", NULL });
      }
  for (guint limit = 0; limit < demands->capacities->len; limit++)
    if (g_array_index (demands->capacities, GhCapacity, limit).weight < 0)
      ask (this, -1, GH_ASKS_LIMIT, (int)limit,
           g_array_index (demands->capacities, GhCapacity, limit).source, "most");
}

/* ---- made, copied, freed ----------------------------------------------------------------- */

void
gh_asked_free (gpointer asked)
{
  g_free (((GhAsked *)asked)->sentence);
  g_free (asked);
}

static void
free_places (GhPlaces *places)
{
  if (places == NULL)
    return;
  g_array_unref (places->starts);
  g_array_unref (places->rooms);
  g_free (places);
}

GhCase *
gh_case_new (const GhDemands *demands)
{
  GhCase *this = g_new0 (GhCase, 1);
  int n = demands->model->n_sessions;

  this->model = demands->model;
  this->demands = demands;
  this->asked = g_ptr_array_new_with_free_func (gh_asked_free);
  this->of_session = g_new (GArray *, n + 1);
  this->held = g_new (int, n + 1);
  this->places = g_new0 (GhPlaces *, n + 1);
  for (int session = 0; session < n; session++)
    {
      const GhSession *from = &demands->model->sessions[session];
      this->of_session[session] = g_array_new (false, false, sizeof (int));
      this->held[session] = -1;
      if (from->cancelled)
        continue;
      if (!from->optional)
        ask (this, session, GH_ASKS_HELD, -1, from->source, "session");
      ask_about_people (this, session);
      ask_about_teams (this, session);
      ask_about_starts (this, session);
      ask_about_rooms (this, session);
    }
  ask_for_covers (this);
  ask_between (this);
  this->active = gh_bits_new ((int)this->asked->len);
  for (guint entry = 0; entry < this->asked->len; entry++)
    gh_bits_add (this->active, (int)entry);
  return this;
}

GhCase *
gh_case_copy (const GhCase *from)
{
  GhCase *this = g_new0 (GhCase, 1);
  int n = from->model->n_sessions;

  this->model = from->model;
  this->demands = from->demands;
  this->asked = g_ptr_array_ref (from->asked);
  this->active = gh_bits_copy (from->active);
  this->is_rough = from->is_rough;
  this->of_session = g_new (GArray *, n + 1);
  for (int session = 0; session < n; session++)
    this->of_session[session] = g_array_ref (from->of_session[session]);
  this->held = g_memdup2 (from->held, (gsize)(n + 1) * sizeof (int));
  this->places = g_new0 (GhPlaces *, n + 1);
  return this;
}

void
gh_case_free (GhCase *this)
{
  if (this == NULL)
    return;
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      g_array_unref (this->of_session[session]);
      free_places (this->places[session]);
    }
  g_ptr_array_unref (this->asked);
  gh_bits_free (this->active);
  g_free (this->of_session);
  g_free (this->held);
  g_free (this->places);
  g_free (this);
}

/* ---- left out, and taken back ------------------------------------------------------------ */

static void
set (GhCase *this, int entry, bool is_asked)
{
  const GhAsked *asked = this->asked->pdata[entry];
  uint64_t bit = UINT64_C (1) << (entry & 63);

  if (is_asked)
    this->active->words[entry >> 6] |= bit;
  else
    this->active->words[entry >> 6] &= ~bit;
  if (gh_asked_is_about_place (asked))
    {
      free_places (this->places[asked->session]);
      this->places[asked->session] = NULL;
    }
}

void
gh_case_drop (GhCase *this, int entry)
{
  set (this, entry, false);
}

void
gh_case_take_back (GhCase *this, int entry)
{
  set (this, entry, true);
}

void
gh_case_drop_session (GhCase *this, int session)
{
  const GArray *list = this->of_session[session];
  for (guint entry = 0; entry < list->len; entry++)
    gh_case_drop (this, g_array_index (list, int, entry));
}

void
gh_case_need_session (const GhCase *this, int session, GhBits *needed)
{
  const GArray *list = this->of_session[session];
  for (guint at = 0; at < list->len; at++)
    {
      int entry = g_array_index (list, int, at);
      const GhAsked *asked = this->asked->pdata[entry];
      if (gh_case_asks (this, entry)
          && (asked->asks == GH_ASKS_HELD || gh_asked_is_about_place (asked)))
        gh_bits_add (needed, entry);
    }
}

const GhTeamNeed *
gh_case_team_need (const GhCase *this, int entry)
{
  const GhAsked *asked = this->asked->pdata[entry];
  return &g_array_index (this->model->sessions[asked->session].teams, GhTeamNeed, asked->number);
}

static bool
has_kind (const GhCase *this, const GArray *entries, const char *kind)
{
  for (guint at = 0; at < entries->len; at++)
    if (gh_case_team_need (this, g_array_index (entries, int, at))->kind == kind)
      return true;
  return false;
}

GArray *
gh_case_team_kinds (const GhCase *this)
{
  GArray *entries = g_array_new (false, false, sizeof (int));
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    if (((const GhAsked *)this->asked->pdata[entry])->asks == GH_ASKS_TEAMS
        && !has_kind (this, entries, gh_case_team_need (this, entry)->kind))
      g_array_append_val (entries, entry);
  return entries;
}

/* ---- places ------------------------------------------------------------------------------ */

static bool
start_is_forbidden (const GhModel *model, const GhAsked *asked, GhMinute start)
{
  const GhSession *session = &model->sessions[asked->session];
  GhMinute end = start + session->minutes;

  switch (asked->asks)
    {
    case GH_ASKS_HOURS:
      return !gh_times_hold (model->conference.hours, start, end);
    case GH_ASKS_WINDOW:
      return !gh_times_hold (session->window, start, end);
    case GH_ASKS_PINNED_START:
      return start != session->pinned_start;
    case GH_ASKS_FIXED_START:
      return start != session->fixed_start;
    case GH_ASKS_PATTERN:
      return !gh_pattern_offers (model, asked->session, start);
    case GH_ASKS_STAYS:
      return start != gh_had (model, asked->session)->start;
    case GH_ASKS_NOTICE:
      return !gh_past_allows_start (model, asked->session, start);
    case GH_ASKS_PRESENCE:
      return !gh_times_hold (model->persons[asked->number].present, start, end);
    default:
      return false;
    }
}

static bool
room_is_forbidden (const GhModel *model, const GhAsked *asked, int room)
{
  const GhSession *session = &model->sessions[asked->session];
  const GhRoom *in = &model->rooms[room];

  switch (asked->asks)
    {
    case GH_ASKS_STAYS_IN:
      return room != gh_had (model, asked->session)->room;
    case GH_ASKS_PINNED_ROOM:
      return room != session->pinned_room;
    case GH_ASKS_ROOMS:
      return !gh_session_lists_room (session, room);
    case GH_ASKS_VENUE:
      return in->venue != session->venue;
    case GH_ASKS_LAYOUT:
      return !gh_room_knows_layout (in, session->layout)
             || gh_room_seats (in, session->layout) <= 0;
    case GH_ASKS_FEATURE:
      return !gh_names_have (in->features, session->features->pdata[asked->number]);
    case GH_ASKS_SEATS:
      return !gh_room_has_seats (model, asked->session, room);
    default:
      return false;
    }
}

bool
gh_asked_forbids (const GhModel *model, const GhAsked *asked, GhMinute start, int room)
{
  if (asked->asks == GH_ASKS_OPEN_ROOM)
    return room >= 0
           && !gh_times_hold (model->rooms[room].open, start,
                              start + model->sessions[asked->session].minutes);
  return start_is_forbidden (model, asked, start)
         || (room >= 0 && room_is_forbidden (model, asked, room));
}

/* Whether one kind of demand has been made of a session, and not left out. */
static bool
has (const GhCase *this, int session, GhAsks asks)
{
  const GArray *list = this->of_session[session];
  for (guint at = 0; at < list->len; at++)
    {
      int entry = g_array_index (list, int, at);
      if (((const GhAsked *)this->asked->pdata[entry])->asks == asks)
        return gh_case_asks (this, entry);
    }
  return false;
}

/* A start that is given stands in place of the grid and a pattern's starts, as long as it is asked
 * for; a pattern's starts lie on the grid. */
static GArray *
list_candidates (const GhCase *this, int session)
{
  const GhSession *from = &this->model->sessions[session];
  GArray *starts;

  if (gh_has_begun (this->model, session))
    {
      starts = g_array_new (false, false, sizeof (GhMinute));
      g_array_append_val (starts, gh_had (this->model, session)->start);
      return starts;
    }
  if (is_hard (this->model, GH_RULE_START, session)
      && (has (this, session, GH_ASKS_PATTERN) || has (this, session, GH_ASKS_FIXED_START)
          || has (this, session, GH_ASKS_PINNED_START))
      && (has (this, session, GH_ASKS_HOURS) || gh_times_is_always (this->model->conference.hours))
      && (has (this, session, GH_ASKS_WINDOW) || gh_times_is_always (from->window))
      && has (this, session, GH_ASKS_FIXED_START) == (from->fixed_start != GH_NEVER)
      && has (this, session, GH_ASKS_PINNED_START) == (from->pinned_start != GH_NEVER))
    return gh_session_starts (this->model, session);
  /* Where the rule is not hard, starts that are given are right beside the grid. */
  starts = is_hard (this->model, GH_RULE_START, session)
               ? g_array_new (false, false, sizeof (GhMinute))
               : gh_session_starts (this->model, session);
  gh_add_grid_starts (this->model, starts);
  if (has (this, session, GH_ASKS_PINNED_START))
    g_array_append_val (starts, from->pinned_start);
  if (has (this, session, GH_ASKS_FIXED_START))
    g_array_append_val (starts, from->fixed_start);
  gh_minutes_tidy (starts);
  return starts;
}

static bool
is_right (const GhCase *this, int session, GhMinute start, int room)
{
  const GArray *list = this->of_session[session];
  for (guint at = 0; at < list->len; at++)
    {
      int entry = g_array_index (list, int, at);
      const GhAsked *asked = this->asked->pdata[entry];
      if (gh_asked_is_about_place (asked) && gh_case_asks (this, entry)
          && (room < 0 ? start_is_forbidden (this->model, asked, start)
                       : room_is_forbidden (this->model, asked, room)))
        return false;
    }
  return true;
}

bool
gh_case_is_open (const GhCase *this, int session, GhMinute start, int room)
{
  return !has (this, session, GH_ASKS_OPEN_ROOM)
         || gh_times_hold (this->model->rooms[room].open, start,
                           start + this->model->sessions[session].minutes);
}

bool
gh_case_is_always_open (const GhCase *this, int session, int room)
{
  return gh_times_is_always (this->model->rooms[room].open)
         || !has (this, session, GH_ASKS_OPEN_ROOM);
}

static bool
has_open_room (const GhCase *this, int session, GhMinute start, const GArray *rooms)
{
  for (guint at = 0; at < rooms->len; at++)
    if (gh_case_is_open (this, session, start, g_array_index (rooms, int, at)))
      return true;
  return !gh_needs_room (this->model, session);
}

static GhPlaces *
find_places (const GhCase *this, int session)
{
  GhPlaces *places = g_new0 (GhPlaces, 1);
  guint kept = 0;

  places->rooms = g_array_new (false, false, sizeof (int));
  for (int room = 0; gh_needs_room (this->model, session) && room < this->model->n_rooms; room++)
    if (is_right (this, session, GH_NEVER, room))
      g_array_append_val (places->rooms, room);
  places->starts = list_candidates (this, session);
  for (guint at = 0; at < places->starts->len; at++)
    {
      GhMinute start = g_array_index (places->starts, GhMinute, at);
      if (is_right (this, session, start, -1)
          && has_open_room (this, session, start, places->rooms))
        g_array_index (places->starts, GhMinute, kept++) = start;
    }
  g_array_set_size (places->starts, kept);
  return places;
}

const GhPlaces *
gh_case_places (GhCase *this, int session)
{
  if (this->places[session] == NULL)
    this->places[session] = find_places (this, session);
  return this->places[session];
}
