#include "engine/prove/lift.h"

#include "engine/demands/domain.h"
#include "engine/past.h"
#include "engine/prove/case.h"

/* What nobody counts: each way out costs somebody's work, as many people as this. */
#define PRICE_OF_A_CELL 5
#define PRICE_OF_A_TEAM 30
#define PRICE_OF_A_ROOM 40
#define PRICE_OF_OPENING 45
#define PRICE_OF_FULLER_ROOMS 45
#define PRICE_OF_THE_HOURS 50
/* Of those who would come, one in so many minds another time or room, on the average. */
#define WHO_MIND_A_CHANGE 10

/* ---- names ------------------------------------------------------------------------------- */

static const char *
kind_of_team (const GhModel *model, const GhAsked *asked)
{
  return g_array_index (model->sessions[asked->session].teams, GhTeamNeed, asked->number).kind;
}

char *
gh_lift_name (const GhModel *model, const GhAsked *asked)
{
  switch (asked->asks)
    {
    case GH_ASKS_HOURS:
      return g_strdup ("hours");
    case GH_ASKS_OPEN_ROOM:
      return g_strdup ("open");
    case GH_ASKS_PRESENCE:
      return g_strdup_printf ("presence %d", asked->number);
    case GH_ASKS_TEAMS:
      return g_strdup_printf ("teams %s", kind_of_team (model, asked));
    case GH_ASKS_LIMIT:
      /* Other limits have other numbers once one is dropped. */
      return g_strdup_printf ("limit %d", asked->source.row);
    case GH_ASKS_PAIR:
    case GH_ASKS_ROOM_PAIR:
      return g_strcmp0 (asked->source.sheet, "sessions") == 0
                 ? g_strdup_printf ("after %d %d", asked->session, asked->other)
                 : g_strdup_printf ("%s %d", asked->source.sheet, asked->source.row);
    case GH_ASKS_PERSON:
      return g_strdup_printf ("overlap %d %d", asked->session, asked->other);
    default:
      return g_strdup_printf ("%d %d %d", asked->asks, asked->session, asked->number);
    }
}

/* All rooms are meant, and not one session's seats. */
static bool
is_percent (const GhAsked *asked)
{
  return asked->asks == GH_ASKS_SEATS && asked->session < 0;
}

static bool
has_room (const GhModel *model, int session)
{
  for (int room = 0; room < model->n_rooms; room++)
    if (gh_room_is_fit (model, session, room))
      return true;
  return !gh_needs_room (model, session);
}

int
gh_lift_percent (const GhModel *model)
{
  GhModel fuller = *model;
  int enough = model->conference.seats_percent;

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhSession *from = &model->sessions[session];
      int *percent = &fuller.conference.seats_percent;
      if (from->optional || from->cancelled)
        continue;
      for (*percent = enough; *percent <= 100 && !has_room (&fuller, session); ++*percent)
        ;
      if (*percent <= 100)
        enough = *percent;
    }
  return enough > model->conference.seats_percent ? enough : 100;
}

bool
gh_lift_adds (const GhAsked *asked)
{
  return asked->asks == GH_ASKS_TEAMS || asked->asks == GH_ASKS_ROOM;
}

/* ---- words ------------------------------------------------------------------------------- */

/* Everybody who has a role, or a must of their own, in a session. */
static GhBits *
people_of (const GhModel *model, int session)
{
  GhBits *people = gh_bits_new (model->n_persons);
  for (int role = 0; role < model->n_roles; role++)
    if (model->roles[role].session == session)
      gh_bits_add (people, model->roles[role].person);
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].session == session && model->person_wants[want].named
        && model->person_wants[want].wish == GH_MUST)
      gh_bits_add (people, model->person_wants[want].who);
  return people;
}

static GhBits *
people_of_both (const GhModel *model, int a, int b)
{
  GhBits *people = people_of (model, a);
  g_autoptr (GhBits) others = people_of (model, b);
  for (int word = 0; word < people->n_words; word++)
    people->words[word] &= others->words[word];
  return people;
}

static char *
say_overlap (const GhModel *model, const GhAsked *asked)
{
  g_autoptr (GhBits) people = people_of_both (model, asked->session, asked->other);
  g_autofree char *person = gh_words_of_person (model, gh_bits_next (people, 0));
  int n = gh_bits_count (people);

  return g_strdup_printf ("%s and %s may overlap: %s%s would miss one of them",
                          model->sessions[asked->session].id, model->sessions[asked->other].id,
                          person, n > 1 ? " and others" : "");
}

static char *
given_up (const GhAsked *asked)
{
  return g_strdup_printf ("no longer asked: %s", asked->sentence);
}

/* A row may ask for more pairs than the one that is told. */
static char *
say_row (const GhAsked *asked)
{
  return g_strcmp0 (asked->source.sheet, "sessions") == 0
             ? given_up (asked)
             : g_strdup_printf ("no longer asked, all of %s row %d: %s", asked->source.sheet,
                                asked->source.row, asked->sentence);
}

char *
gh_lift_say (const GhModel *model, const GhAsked *asked)
{
  const GhSession *session = asked->session >= 0 ? &model->sessions[asked->session] : NULL;
  g_autofree char *person = NULL;

  switch (asked->asks)
    {
    case GH_ASKS_HELD:
      return g_strdup_printf ("%s (%s) is left out", session->id, session->title);
    case GH_ASKS_HOURS:
      return g_strdup ("the conference's hours are longer");
    case GH_ASKS_OPEN_ROOM:
      return g_strdup ("rooms are open for longer");
    case GH_ASKS_STAYS:
    case GH_ASKS_STAYS_IN:
      return g_strdup_printf ("%s is moved although it is frozen (--free %s)", session->id,
                              session->id);
    case GH_ASKS_NOTICE:
      return g_strdup_printf ("%s is moved with less than %d minutes' notice", session->id,
                              model->conference.notice_minutes);
    case GH_ASKS_PINNED_START:
      return g_strdup_printf ("%s is no longer pinned to its start", session->id);
    case GH_ASKS_PINNED_ROOM:
      return g_strdup_printf ("%s is no longer pinned to its room", session->id);
    case GH_ASKS_PAIR:
    case GH_ASKS_ROOM_PAIR:
      return say_row (asked);
    case GH_ASKS_PRESENCE:
      person = gh_words_of_person (model, asked->number);
      return g_strdup_printf ("%s is there all the time", person);
    case GH_ASKS_PERSON:
      return say_overlap (model, asked);
    case GH_ASKS_COVER:
      return g_strdup_printf ("delegation %s need not be in %s",
                              model->delegations[asked->number].id, session->id);
    case GH_ASKS_TEAMS:
      return g_strdup_printf ("one more team for %s", kind_of_team (model, asked));
    case GH_ASKS_SEATS:
      return is_percent (asked) ? g_strdup_printf ("rooms are filled to %d percent, not %d",
                                                   asked->number, model->conference.seats_percent)
                                : given_up (asked);
    case GH_ASKS_ROOM:
      return g_strdup_printf ("one more room like %s", model->rooms[asked->number].id);
    default:
      return given_up (asked);
    }
}

/* ---- prices ------------------------------------------------------------------------------ */

/* The people who want a session, delegations with all of theirs. */
static int
audience (const GhModel *model, int session)
{
  int n = 0;
  for (int want = 0; want < model->n_person_wants; want++)
    n += model->person_wants[want].session == session;
  for (int want = 0; want < model->n_delegation_wants; want++)
    if (model->delegation_wants[want].session == session)
      n += model->delegations[model->delegation_wants[want].who].size;
  return MAX (n, model->sessions[session].attendance);
}

/* One who wants some of A, and some other of B. */
static bool
wants_both (const GhWant *wants, int first, int next, const GhBits *a, const GhBits *b)
{
  for (int one = first; one < next; one++)
    for (int other = first; other < next && gh_bits_has (a, wants[one].session); other++)
      if (other != one && gh_bits_has (b, wants[other].session))
        return true;
  return false;
}

static int
count_who_want_both (const GhWant *wants, int n_wants, const GhBits *a, const GhBits *b)
{
  int n = 0;
  for (int first = 0, next; first < n_wants; first = next)
    {
      for (next = first; next < n_wants && wants[next].who == wants[first].who; next++)
        ;
      n += wants_both (wants, first, next, a, b);
    }
  return n;
}

/* The delegations and people who want sessions of both. */
static int
audience_of_both (const GhModel *model, const GhBits *a, const GhBits *b)
{
  return count_who_want_both (model->person_wants, model->n_person_wants, a, b)
         + count_who_want_both (model->delegation_wants, model->n_delegation_wants, a, b);
}

static int
audience_of_two (const GhModel *model, int a, int b)
{
  g_autoptr (GhBits) one = gh_bits_new (model->n_sessions);
  g_autoptr (GhBits) other = gh_bits_new (model->n_sessions);
  gh_bits_add (one, a);
  gh_bits_add (other, b);
  return audience_of_both (model, one, other);
}

static int
audience_of_group (const GhModel *model, const GhGroup *group)
{
  g_autoptr (GhBits) sessions = gh_bits_new (model->n_sessions);
  for (guint at = 0; at < group->sessions->len; at++)
    gh_bits_add (sessions, g_array_index (group->sessions, int, at));
  return audience_of_both (model, sessions, sessions);
}

/* Of all that is asked by the row from which a pair comes. */
static int
audience_of_row (const GhModel *model, const GhAsked *asked)
{
  if (g_strcmp0 (asked->source.sheet, "sessions") == 0)
    return audience_of_two (model, asked->session, asked->other);
  if (g_strcmp0 (asked->source.sheet, "groups") == 0)
    return audience_of_group (model, &model->groups[model->sessions[asked->session].group]);
  for (int relation = 0; relation < model->n_relations; relation++)
    if (model->relations[relation].source.row == asked->source.row)
      return audience_of_both (model, model->relations[relation].a, model->relations[relation].b);
  return 0;
}

/* Another time or room for a session. */
static int
price_of_a_change (const GhModel *model, int session)
{
  return PRICE_OF_A_CELL + audience (model, session) / WHO_MIND_A_CHANGE;
}

int
gh_lift_price (const GhModel *model, const GhAsked *asked)
{
  switch (asked->asks)
    {
    case GH_ASKS_HELD:
      return PRICE_OF_A_CELL + audience (model, asked->session);
    case GH_ASKS_HOURS:
      return PRICE_OF_THE_HOURS;
    case GH_ASKS_PERSON:
      {
        g_autoptr (GhBits) people = people_of_both (model, asked->session, asked->other);
        return PRICE_OF_A_CELL + gh_bits_count (people)
               + audience_of_two (model, asked->session, asked->other);
      }
    case GH_ASKS_COVER:
      return PRICE_OF_A_CELL + model->delegations[asked->number].size;
    case GH_ASKS_SEATS:
      return is_percent (asked) ? PRICE_OF_FULLER_ROOMS + asked->number / 10
                                : price_of_a_change (model, asked->session);
    case GH_ASKS_TEAMS:
      return PRICE_OF_A_TEAM;
    case GH_ASKS_ROOM:
      return PRICE_OF_A_ROOM;
    case GH_ASKS_PAIR:
    case GH_ASKS_ROOM_PAIR:
      return PRICE_OF_A_CELL + audience_of_row (model, asked);
    case GH_ASKS_OPEN_ROOM:
      return PRICE_OF_OPENING;
    case GH_ASKS_PRESENCE:
      return PRICE_OF_A_CELL + 1;
    case GH_ASKS_LIMIT:
      return PRICE_OF_A_CELL;
    default:
      return price_of_a_change (model, asked->session);
    }
}

int
gh_lift_regret (const GhAsked *asked)
{
  static const GhAsks in_order[] = { GH_ASKS_OPEN_ROOM, GH_ASKS_HOURS,       GH_ASKS_ROOM,
                                     GH_ASKS_TEAMS,     GH_ASKS_PINNED_ROOM, GH_ASKS_PINNED_START,
                                     GH_ASKS_NOTICE,    GH_ASKS_STAYS_IN,    GH_ASKS_STAYS,
                                     GH_ASKS_LIMIT,     GH_ASKS_ROOMS,       GH_ASKS_VENUE,
                                     GH_ASKS_LAYOUT,    GH_ASKS_SEATS,       GH_ASKS_FEATURE,
                                     GH_ASKS_PATTERN,   GH_ASKS_WINDOW,      GH_ASKS_FIXED_START,
                                     GH_ASKS_PRESENCE,  GH_ASKS_ROOM_PAIR,   GH_ASKS_PAIR,
                                     GH_ASKS_PERSON,    GH_ASKS_COVER,       GH_ASKS_HELD };
  gsize regret = 0;
  while (regret < G_N_ELEMENTS (in_order) && in_order[regret] != asked->asks)
    regret++;
  return (int)regret;
}

/* ---- doing it ---------------------------------------------------------------------------- */

static void
make_always (GhTimes *times)
{
  gh_times_add (times, GH_BEGINNING, GH_END);
}

static void
drop_roles (GhModel *model, int person, int session)
{
  int kept = 0;
  for (int role = 0; role < model->n_roles; role++)
    if (model->roles[role].person != person || model->roles[role].session != session)
      model->roles[kept++] = model->roles[role];
  model->n_roles = kept;
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].who == person && model->person_wants[want].session == session)
      model->person_wants[want].wish = MIN (model->person_wants[want].wish, GH_SHOULD);
}

/* Whoever must be in both need only be in the first. */
static void
let_overlap (GhModel *model, int a, int b)
{
  g_autoptr (GhBits) people = people_of_both (model, a, b);
  GH_BITS_EACH (people, person)
    drop_roles (model, person, b);
}

static void
drop_must (GhModel *model, int delegation, int session)
{
  for (int want = 0; want < model->n_delegation_wants; want++)
    if (model->delegation_wants[want].who == delegation
        && model->delegation_wants[want].session == session)
      model->delegation_wants[want].wish = MIN (model->delegation_wants[want].wish, GH_SHOULD);
}

static void
drop_after (GhModel *model, int a, int b)
{
  int kept = 0;
  for (int after = 0; after < model->n_afters; after++)
    if (model->afters[after].a != a || model->afters[after].b != b)
      model->afters[kept++] = model->afters[after];
  model->n_afters = kept;
}

/* The row that a pair comes from asks for nothing any more. */
static void
drop_row (GhModel *model, const GhAsked *asked)
{
  if (g_strcmp0 (asked->source.sheet, "sessions") == 0)
    drop_after (model, asked->session, asked->other);
  else if (g_strcmp0 (asked->source.sheet, "groups") == 0)
    model->groups[model->sessions[asked->session].group].order_minutes = -1;
  else
    for (int relation = 0; relation < model->n_relations; relation++)
      if (model->relations[relation].source.row == asked->source.row)
        model->relations[relation].level = GH_LEVEL_OFF;
}

static void
drop_limit (GhModel *model, const GhAsked *asked)
{
  for (int limit = 0; limit < model->n_limits; limit++)
    if (model->limits[limit].source.row == asked->source.row)
      model->limits[limit].level = GH_LEVEL_OFF;
}

/* A team that can always work. */
static void
add_team (GhModel *model, const char *kind)
{
  GhTeam *team = gh_model_add_team (model);
  g_autofree char *id = g_strdup_printf ("%s+%d", kind, model->n_teams);
  team->id = gh_model_text (model, id);
  team->kind = kind;
}

/* A room with all that another has, wherever that one may be used. */
static void
add_room (GhModel *model, int like)
{
  int number = model->n_rooms;
  GhRoom *room = gh_model_add_room (model);
  const GhRoom *from = &model->rooms[like];
  g_autofree char *id = g_strdup_printf ("%s+%d", from->id, number);

  room->id = room->name = gh_model_text (model, id);
  room->venue = from->venue;
  room->seats = from->seats;
  room->layout = from->layout;
  room->turnaround_minutes = from->turnaround_minutes;
  room->layout_change_minutes = from->layout_change_minutes;
  g_ptr_array_extend (room->seats_layouts, from->seats_layouts, NULL, NULL);
  g_array_append_vals (room->seats_in_layout, from->seats_in_layout->data,
                       from->seats_in_layout->len);
  g_ptr_array_extend (room->features, from->features, NULL, NULL);
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhSession *this = &model->sessions[session];
      if (this->rooms->len > 0 && gh_session_lists_room (this, like))
        g_array_append_val (this->rooms, number);
    }
}

static void
lift_start (GhModel *model, const GhAsked *asked)
{
  GhSession *session = &model->sessions[asked->session];

  switch (asked->asks)
    {
    case GH_ASKS_HOURS:
      make_always (model->conference.hours);
      break;
    case GH_ASKS_WINDOW:
      make_always (session->window);
      break;
    case GH_ASKS_PINNED_START:
      session->pinned_start = GH_NEVER;
      break;
    case GH_ASKS_FIXED_START:
      session->fixed_start = GH_NEVER;
      break;
    case GH_ASKS_PATTERN:
      session->pattern = -1;
      break;
    case GH_ASKS_STAYS:
      /* What has begun can only be let go by name, and has no other place. */
      model->past->sessions[asked->session].keeps_start = false;
      break;
    case GH_ASKS_NOTICE:
      model->conference.notice_minutes = 0;
      break;
    case GH_ASKS_PRESENCE:
      make_always (model->persons[asked->number].present);
      break;
    default:
      g_assert (asked->asks == GH_ASKS_OPEN_ROOM);
      for (int room = 0; room < model->n_rooms; room++)
        make_always (model->rooms[room].open);
    }
}

/* A feature that is no longer asked for becomes one that every room has, so that the others keep
 * their numbers. */
static void
give_to_all (GhModel *model, int session, int feature)
{
  const char *any = gh_model_text (model, "*");
  for (int room = 0; room < model->n_rooms; room++)
    if (!gh_names_have (model->rooms[room].features, any))
      g_ptr_array_add (model->rooms[room].features, (gpointer)any);
  model->sessions[session].features->pdata[feature] = (gpointer)any;
}

static void
lift_room (GhModel *model, const GhAsked *asked)
{
  GhSession *session = &model->sessions[asked->session];

  switch (asked->asks)
    {
    case GH_ASKS_STAYS_IN:
      model->past->sessions[asked->session].keeps_room = false;
      break;
    case GH_ASKS_PINNED_ROOM:
      session->pinned_room = -1;
      break;
    case GH_ASKS_ROOMS:
      g_array_set_size (session->rooms, 0);
      break;
    case GH_ASKS_VENUE:
      session->venue = -1;
      break;
    case GH_ASKS_LAYOUT:
      session->layout = NULL;
      break;
    default:
      g_assert (asked->asks == GH_ASKS_FEATURE);
      give_to_all (model, asked->session, asked->number);
    }
}

static void
lift_seats (GhModel *model, const GhAsked *asked)
{
  if (is_percent (asked))
    model->conference.seats_percent = asked->number;
  else
    model->sessions[asked->session].attendance = 0;
}

void
gh_lift (GhModel *model, const GhAsked *asked)
{
  switch (asked->asks)
    {
    case GH_ASKS_HELD:
      model->sessions[asked->session].optional = true;
      break;
    case GH_ASKS_PERSON:
      let_overlap (model, asked->session, asked->other);
      break;
    case GH_ASKS_COVER:
      drop_must (model, asked->number, asked->session);
      break;
    case GH_ASKS_SEATS:
      lift_seats (model, asked);
      break;
    case GH_ASKS_TEAMS:
      add_team (model, kind_of_team (model, asked));
      break;
    case GH_ASKS_ROOM:
      add_room (model, asked->number);
      break;
    case GH_ASKS_PAIR:
    case GH_ASKS_ROOM_PAIR:
      drop_row (model, asked);
      break;
    case GH_ASKS_LIMIT:
      drop_limit (model, asked);
      break;
    default:
      if (asked->asks < GH_ASKS_STAYS_IN)
        lift_start (model, asked);
      else
        lift_room (model, asked);
    }
}
