/* Demands in an organiser's words: ids and titles, never a number of ours. */
#include "engine/demands/domain.h"
#include "engine/past.h"
#include "engine/prove/case.h"

#include <string.h>

/* Rooms, teams, and spans of time, that one sentence names, at most. */
#define MOST_NAMES 3

static void
add_date (const GhModel *model, GhMinute minute, GString *text)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(model->conference.first_day + gh_day_of (minute)));
  g_string_append_printf (text, "%04d-%02d-%02d ", g_date_get_year (&date),
                          (int)g_date_get_month (&date), g_date_get_day (&date));
}

void
gh_words_add_moment (const GhModel *model, GhMinute minute, bool with_day, GString *text)
{
  int in_day = minute - gh_day_of (minute) * GH_DAY;
  if (with_day)
    add_date (model, minute, text);
  g_string_append_printf (text, "%02d:%02d", in_day / 60, in_day % 60);
}

char *
gh_words_of_person (const GhModel *model, int person)
{
  const GhPerson *this = &model->persons[person];
  bool is_number = strspn (this->id, G_CSET_DIGITS) == strlen (this->id);

  return is_number && strcmp (this->name, this->id) != 0
             ? g_strdup_printf ("%s (%s)", this->name, this->id)
             : g_strdup (this->id);
}

/* Midnight is the end of a day, not the beginning of the next. */
static void
add_end (const GhModel *model, GhSpan span, GString *text)
{
  bool at_midnight = span.end % GH_DAY == 0;
  bool on_another_day = gh_day_of (span.start) != gh_day_of (span.end - 1);
  if (!at_midnight)
    gh_words_add_moment (model, span.end, on_another_day, text);
  else
    {
      if (on_another_day)
        add_date (model, span.end - 1, text);
      g_string_append (text, "24:00");
    }
}

/* "2022-06-06 09:00 to 12:00"; what lies outside of the conference is not told. */
static void
add_times (const GhModel *model, const GhTimes *times, GString *text)
{
  GhMinute end = model->conference.n_days * GH_DAY;
  int n = 0;

  for (int entry = 0; entry < times->n_spans; entry++)
    {
      GhSpan span = { MAX (0, times->spans[entry].start), MIN (end, times->spans[entry].end) };
      if (span.start >= span.end || ++n > MOST_NAMES)
        continue;
      g_string_append (text, n == 1 ? "" : ", ");
      gh_words_add_moment (model, span.start, true, text);
      g_string_append (text, " to ");
      add_end (model, span, text);
    }
  if (n == 0)
    g_string_append (text, "at no time of the conference");
  else if (n > MOST_NAMES)
    g_string_append_printf (text, " and %d times more", n - MOST_NAMES);
}

/* The rooms that one demand allows, whenever they are open. */
static void
add_rooms (const GhModel *model, const GhAsked *asked, GString *text)
{
  int n = 0;

  for (int room = 0; room < model->n_rooms; room++)
    if (!gh_asked_forbids (model, asked, 0, room) && ++n <= MOST_NAMES)
      g_string_append_printf (text, "%s%s", n == 1 ? ": only " : ", ", model->rooms[room].id);
  if (n == 0)
    g_string_append (text, ": no room");
  else if (n > MOST_NAMES)
    g_string_append_printf (text, " and %d more", n - MOST_NAMES);
}

static void
say_stays (const GhModel *model, const GhAsked *asked, GString *text)
{
  const GhHad *had = gh_had (model, asked->session);

  g_string_append (text, had->has_begun ? "has begun, at "
                         : had->is_kept ? "is to stay, and starts at "
                                        : "is frozen, and starts at ");
  gh_words_add_moment (model, gh_had (model, asked->session)->start, true, text);
}

static void
say_start (const GhModel *model, const GhAsked *asked, GString *text)
{
  const GhSession *session = &model->sessions[asked->session];
  g_autofree char *person = NULL;

  switch (asked->asks)
    {
    case GH_ASKS_HOURS:
      g_string_append (text, "lies in the conference's hours, ");
      add_times (model, model->conference.hours, text);
      break;
    case GH_ASKS_WINDOW:
      g_string_append (text, "lies in its window, ");
      add_times (model, session->window, text);
      break;
    case GH_ASKS_PINNED_START:
      g_string_append (text, "is pinned to start at ");
      gh_words_add_moment (model, session->pinned_start, true, text);
      break;
    case GH_ASKS_FIXED_START:
      g_string_append (text, "starts at ");
      gh_words_add_moment (model, session->fixed_start, true, text);
      break;
    case GH_ASKS_PATTERN:
      g_string_append_printf (text, "starts when pattern %s lets it",
                              model->patterns[session->pattern].id);
      break;
    case GH_ASKS_STAYS:
      say_stays (model, asked, text);
      break;
    case GH_ASKS_NOTICE:
      g_string_append (text, "does not start sooner than ");
      gh_words_add_moment (model, model->past->now + model->conference.notice_minutes, true, text);
      break;
    default:
      g_assert (asked->asks == GH_ASKS_PRESENCE);
      person = gh_words_of_person (model, asked->number);
      g_string_append_printf (text, "has %s all the while, who can be there ", person);
      add_times (model, model->persons[asked->number].present, text);
    }
}

static void
say_room (const GhModel *model, const GhAsked *asked, GString *text)
{
  const GhSession *session = &model->sessions[asked->session];

  switch (asked->asks)
    {
    case GH_ASKS_OPEN_ROOM:
      g_string_append_printf (text, "has a room that is open for as long as it lasts, %d minutes",
                              session->minutes);
      return;
    case GH_ASKS_STAYS_IN:
      if (gh_had (model, asked->session)->room < 0)
        g_string_append (text, "stays in a room that is gone");
      else
        g_string_append_printf (text, "%s in room %s",
                                gh_has_begun (model, asked->session)      ? "has begun"
                                : gh_had (model, asked->session)->is_kept ? "is to stay"
                                                                          : "is frozen, and stays",
                                model->rooms[gh_had (model, asked->session)->room].id);
      return;
    case GH_ASKS_PINNED_ROOM:
      g_string_append_printf (text, "is pinned to room %s", model->rooms[session->pinned_room].id);
      return;
    case GH_ASKS_ROOMS:
      g_string_append (text, "is held in a room of its list");
      break;
    case GH_ASKS_VENUE:
      g_string_append_printf (text, "is held at %s", model->venues[session->venue]);
      break;
    case GH_ASKS_LAYOUT:
      g_string_append_printf (text, "has a room that can be laid out as %s", session->layout);
      break;
    case GH_ASKS_FEATURE:
      g_string_append_printf (text, "has a room with %s",
                              (const char *)session->features->pdata[asked->number]);
      break;
    default:
      g_assert (asked->asks == GH_ASKS_SEATS);
      g_string_append_printf (text, "has a room with seats for %d%s%s", session->attendance,
                              session->layout != NULL ? " as " : "",
                              session->layout != NULL ? session->layout : "");
      if (model->conference.seats_percent != 100)
        g_string_append_printf (text, ", filled to %d percent", model->conference.seats_percent);
    }
  add_rooms (model, asked, text);
}

/* "AB, CD and 3 more" of one kind. */
static void
add_teams (const GhModel *model, const char *kind, GString *text)
{
  int n = 0;
  for (int team = 0; team < model->n_teams; team++)
    if (model->teams[team].kind == kind && ++n <= MOST_NAMES)
      g_string_append_printf (text, "%s%s", n == 1 ? ": " : ", ", model->teams[team].id);
  if (n == 0)
    g_string_append (text, ": there is none");
  else if (n > MOST_NAMES)
    g_string_append_printf (text, " and %d more", n - MOST_NAMES);
}

/* What every team of a kind has in common; NULL: they differ. */
static const GhTeam *
common_limits (const GhModel *model, const char *kind)
{
  const GhTeam *first = NULL;
  for (int number = 0; number < model->n_teams; number++)
    {
      const GhTeam *team = &model->teams[number];
      if (team->kind != kind)
        continue;
      if (first == NULL)
        first = team;
      if (team->most_minutes != first->most_minutes || team->rest_minutes != first->rest_minutes
          || team->most_per_day != first->most_per_day
          || team->most_minutes_per_day != first->most_minutes_per_day
          || team->day_minutes != first->day_minutes
          || team->most_in_5_workdays != first->most_in_5_workdays)
        return NULL;
    }
  return first;
}

static void
add_limit (const char *before, int number, const char *what, const char *after, GString *text)
{
  if (number >= 0)
    g_string_append_printf (text, "%s%s%d %s%s %s", text->len > 0 ? ", " : "", before, number, what,
                            number == 1 ? "" : "s", after);
}

/* " (each at most 180 minutes at a stretch, 90 minutes of rest, 2 sittings a day)" */
static void
add_limits (const GhModel *model, const char *kind, GString *text)
{
  const GhTeam *team = common_limits (model, kind);
  g_autoptr (GString) limits = g_string_new (NULL);

  for (int number = 0; number < model->n_teams && team == NULL; number++)
    if (model->teams[number].kind == kind)
      {
        g_string_append (text, " (within the limits of each)");
        return;
      }
  if (team == NULL)
    return;
  add_limit ("at most ", team->most_minutes, "minute", "at a stretch", limits);
  if (team->rest_minutes > 0)
    add_limit ("", team->rest_minutes, "minute", "of rest", limits);
  add_limit ("", team->most_per_day, "sitting", "a day", limits);
  add_limit ("", team->most_minutes_per_day, "minute", "of sessions a day", limits);
  add_limit ("", team->day_minutes, "minute", "from first to last of a day", limits);
  add_limit ("", team->most_in_5_workdays, "sitting", "on five workdays", limits);
  if (limits->len > 0)
    g_string_append_printf (text, " (each %s)", limits->str);
}

static bool
is_any_way_long (const GhModel *model)
{
  for (int pair = 0; pair < model->n_venues * model->n_venues; pair++)
    if (model->travel[pair] > 0)
      return true;
  return false;
}

/* What else a person's duties need beside their own minutes. */
static void
add_gaps (const GhModel *model, const GhDemands *demands, const GhAsked *asked, GString *text)
{
  int gap = gh_demands_commitment (demands, asked->number, asked->session)->clash.value;

  if (!model->persons[asked->number].remote && is_any_way_long (model))
    g_string_append (text, " or on the way to another venue");
  if (gap > 0)
    g_string_append_printf (text, ", with %d minutes between two roles", gap);
}

static void
say_people (const GhModel *model, const GhDemands *demands, const GhAsked *asked, GString *text)
{
  g_autofree char *person = NULL;
  const GhSession *session = &model->sessions[asked->session];
  const GhDelegation *delegation;
  int n_people;

  switch (asked->asks)
    {
    case GH_ASKS_PERSON:
      person = gh_words_of_person (model, asked->number);
      g_string_append_printf (text, "has %s, who is nowhere else meanwhile", person);
      add_gaps (model, demands, asked, text);
      break;
    case GH_ASKS_COVER:
      delegation = &model->delegations[asked->number];
      n_people = delegation->people->len > 0 ? (int)delegation->people->len : delegation->size;
      g_string_append_printf (text, "must have somebody of delegation %s, which has %d %s",
                              delegation->id, n_people, n_people == 1 ? "person" : "people");
      break;
    default:
      {
        const GhTeamNeed *need = &g_array_index (session->teams, GhTeamNeed, asked->number);
        g_assert (asked->asks == GH_ASKS_TEAMS);
        g_string_append_printf (text, "has %d team%s for %s", need->count,
                                need->count == 1 ? "" : "s", need->kind);
        add_teams (model, need->kind, text);
        add_limits (model, need->kind, text);
        if (is_any_way_long (model))
          g_string_append (text, ", with the way between venues");
      }
    }
}

static void
say_pair (const GhModel *model, const GhPair *pair, GString *text)
{
  const char *other = model->sessions[pair->b].id;
  const char *on_day = pair->kind == GH_PAIR_APART_ON_DAY || pair->kind == GH_PAIR_ADJACENT_ON_DAY
                           ? ", if they are on one day"
                           : "";
  int after = pair->high - model->sessions[pair->a].minutes;
  int before = -pair->low - model->sessions[pair->b].minutes;

  switch (pair->kind)
    {
    case GH_PAIR_SAME_DAY:
      g_string_append_printf (text, "is on the same day as %s", other);
      return;
    case GH_PAIR_DIFFERENT_DAY:
      g_string_append_printf (text, "is on another day than %s", other);
      return;
    case GH_PAIR_ADJACENT:
    case GH_PAIR_ADJACENT_ON_DAY:
      g_string_append_printf (text, "is next to %s, at most %d minutes apart%s", other, pair->high,
                              on_day);
      return;
    default:
      break;
    }
  if (pair->low <= -GH_FAR && pair->high <= 0)
    g_string_append_printf (text, "does not start after %s", other);
  else if (pair->low <= -GH_FAR)
    g_string_append_printf (
        text, after == 0 ? "ends before %s starts" : "ends %2$d minutes before %1$s starts", other,
        after);
  else if (pair->low >= model->sessions[pair->a].minutes - 1)
    g_string_append_printf (text, "has a pause of %d minutes after it, before %s starts", after,
                            other);
  else
    {
      g_string_append_printf (text, "is not held at the same time as %s", other);
      if (before > 0 || after > 0)
        g_string_append_printf (text, ", nor less than %d minutes after it or %d before it",
                                MAX (0, before), MAX (0, after));
    }
  g_string_append (text, on_day);
}

static void
say_room_pair (const GhModel *model, const GhRoomEdge *edge, GString *text)
{
  const char *other = model->sessions[edge->other].id;

  switch (edge->kind)
    {
    case GH_ROOM_PAIR_SAME:
      g_string_append_printf (text, "is in the same room as %s", other);
      break;
    case GH_ROOM_PAIR_SAME_IF_NEAR:
      g_string_append_printf (text,
                              "is in the same room as %s, if one follows the other within %d "
                              "minutes",
                              other, edge->minutes);
      break;
    case GH_ROOM_PAIR_DIFFERENT:
      g_string_append_printf (text, "is in another room than %s", other);
      break;
    default:
      g_string_append_printf (text, "is in a room no smaller than that of %s", other);
    }
  if (edge->on_day)
    g_string_append (text, ", if they are on one day");
}

static void
say_limit (const GhModel *model, const GhCapacity *limit, GString *text)
{
  static const char *const per[] = { [GH_PER_INSTANT] = "run at once",
                                     [GH_PER_DAY] = "start on one day",
                                     [GH_PER_CONFERENCE] = "are held" };
  int n = 0;

  g_string_append_printf (text, "no more than %d of ", limit->most);
  GH_BITS_EACH (limit->of, session)
    if (++n <= MOST_NAMES)
      g_string_append_printf (text, "%s%s", n == 1 ? "" : ", ", model->sessions[session].id);
  if (n > MOST_NAMES)
    g_string_append_printf (text, " and %d more", n - MOST_NAMES);
  g_string_append_printf (text, " %s", per[limit->per]);
}

static void
say_one_at_a_time (const GhRoom *room, GString *text)
{
  g_string_append_printf (text, "room %s holds one session at a time", room->id);
  if (room->turnaround_minutes > 0)
    g_string_append_printf (text, ", with %d minutes between two", room->turnaround_minutes);
  if (room->layout_change_minutes > 0)
    g_string_append_printf (text, ", and %d for another layout", room->layout_change_minutes);
}

char *
gh_asked_say (const GhModel *model, const GhDemands *demands, const GhAsked *asked)
{
  GString *text = g_string_new (NULL);

  if (asked->session >= 0)
    g_string_append_printf (text, "%s ", model->sessions[asked->session].id);
  if (asked->asks == GH_ASKS_HELD && gh_has_begun (model, asked->session))
    say_stays (model, asked, text);
  else if (asked->asks == GH_ASKS_HELD)
    g_string_append (text, "must be held");
  else if (asked->asks < GH_ASKS_OPEN_ROOM)
    say_start (model, asked, text);
  else if (gh_asked_is_about_place (asked))
    say_room (model, asked, text);
  else if (asked->asks == GH_ASKS_ROOM)
    say_one_at_a_time (&model->rooms[asked->number], text);
  else if (asked->asks == GH_ASKS_PAIR)
    say_pair (model, &g_array_index (demands->pairs, GhPair, asked->number), text);
  else if (asked->asks == GH_ASKS_ROOM_PAIR)
    say_room_pair (model,
                   &g_array_index (demands->room_edges[asked->session], GhRoomEdge, asked->number),
                   text);
  else if (asked->asks == GH_ASKS_LIMIT)
    say_limit (model, &g_array_index (demands->capacities, GhCapacity, asked->number), text);
  else
    say_people (model, demands, asked, text);
  return g_string_free (text, false);
}
