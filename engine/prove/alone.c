/* One session, all by itself: its starts, its rooms, and the people who must be there.
 *
 * Its demands are left out one after the other, as long as there still is no place without them.
 * What is kept in the end is needed, every piece of it.
 */
#include "engine/prove/prove.h"

#include "engine/demands/domain.h"
#include "engine/rules/rules.h"

/* Rooms, and spans of time, that one sentence names, at most. */
#define MOST_NAMES 3

/* ---- what is asked ----------------------------------------------------------------------- */

/* A session and what it asks for. */
typedef struct
{
  const GhModel *model;
  int session;
  GPtrArray *asked; /* GhAsked, without their sentences */
  GArray *starts;   /* GhMinute: all that could come into question */
} Case;

static void
ask (Case *this, GhAsks asks, int number, GhSource source, const char *column)
{
  GhAsked *asked = g_new0 (GhAsked, 1);
  *asked = (GhAsked){
    .asks = asks, .session = this->session, .number = number, .source = source, .column = column
  };
  g_ptr_array_add (this->asked, asked);
}

static void
ask_about_starts (Case *this)
{
  const GhConference *conference = &this->model->conference;
  const GhSession *session = &this->model->sessions[this->session];
  GhSource sheet = { "conference", 0 };

  if (!gh_times_is_always (conference->hours))
    ask (this, GH_ASKS_HOURS, -1, sheet, "hours");
  if (!gh_times_is_always (session->window))
    ask (this, GH_ASKS_WINDOW, -1, session->source, "window");
  if (session->pinned_start != GH_NEVER)
    ask (this, GH_ASKS_PINNED_START, -1, session->pin_source, "start");
  if (session->fixed_start != GH_NEVER)
    ask (this, GH_ASKS_FIXED_START, -1, session->source, "start");
  else if (session->pinned_start == GH_NEVER && session->pattern >= 0)
    ask (this, GH_ASKS_PATTERN, -1, session->source, "pattern");
}

static void
ask_about_rooms (Case *this)
{
  const GhSession *session = &this->model->sessions[this->session];

  if (session->pinned_room >= 0)
    ask (this, GH_ASKS_PINNED_ROOM, -1, session->pin_source, "room");
  if (session->rooms->len > 0)
    ask (this, GH_ASKS_ROOMS, -1, session->source, "room");
  if (session->venue >= 0)
    ask (this, GH_ASKS_VENUE, -1, session->source, "venue");
  if (session->layout != NULL)
    ask (this, GH_ASKS_LAYOUT, -1, session->source, "layout");
  for (guint feature = 0; feature < session->features->len; feature++)
    ask (this, GH_ASKS_FEATURE, (int)feature, session->source, "features");
  if (session->attendance > 0)
    ask (this, GH_ASKS_SEATS, -1, session->source, "attendance");
}

static bool
is_asked_for (const Case *this, int person)
{
  for (guint entry = 0; entry < this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if (asked->asks == GH_ASKS_PRESENCE && asked->number == person)
        return true;
    }
  return false;
}

static void
ask_about_person (Case *this, int person, GhSource source, const char *column)
{
  if (!gh_times_is_always (this->model->persons[person].present) && !is_asked_for (this, person))
    ask (this, GH_ASKS_PRESENCE, person, source, column);
}

static void
ask_about_people (Case *this)
{
  const GhModel *model = this->model;
  for (int role = 0; role < model->n_roles; role++)
    if (model->roles[role].session == this->session)
      ask_about_person (this, model->roles[role].person, model->roles[role].source, "role");
  for (int want = 0; want < model->n_person_wants; want++)
    if (model->person_wants[want].session == this->session && model->person_wants[want].named
        && model->person_wants[want].wish == GH_MUST)
      ask_about_person (this, model->person_wants[want].who, model->person_wants[want].source,
                        "level");
}

static bool
is_hard (const Case *this, int rule)
{
  return gh_rule_setting (this->model, rule, this->session, NULL).level == GH_LEVEL_HARD;
}

static void
list_starts (Case *this)
{
  const GhModel *model = this->model;
  const GhSession *session = &model->sessions[this->session];
  g_autoptr (GArray) right = gh_session_starts (model, this->session);

  /* Those that are right come first: most sessions have a place at the first look. */
  g_array_append_vals (this->starts, right->data, right->len);
  if (session->pinned_start != GH_NEVER)
    g_array_append_val (this->starts, session->pinned_start);
  if (session->fixed_start != GH_NEVER)
    g_array_append_val (this->starts, session->fixed_start);
  gh_add_grid_starts (model, this->starts);
}

static void
open_case (Case *this, const GhModel *model, int session)
{
  *this = (Case){ .model = model,
                  .session = session,
                  .asked = g_ptr_array_new_with_free_func (gh_asked_free),
                  .starts = g_array_new (false, false, sizeof (GhMinute)) };
  list_starts (this);
  if (is_hard (this, GH_RULE_PERSON_CLASH))
    ask_about_people (this);
  if (is_hard (this, GH_RULE_START))
    ask_about_starts (this);
  if (!model->sessions[session].needs_room)
    return;
  if (is_hard (this, GH_RULE_START))
    ask (this, GH_ASKS_OPEN_ROOM, -1, (GhSource){ "rooms", 0 }, "open");
  if (is_hard (this, GH_RULE_ROOM_FIT))
    ask_about_rooms (this);
}

/* ---- is there a place? ------------------------------------------------------------------- */

static bool
start_is_right (const Case *this, const GhAsked *asked, GhMinute start)
{
  const GhModel *model = this->model;
  const GhSession *session = &model->sessions[this->session];
  GhMinute end = start + session->minutes;

  switch (asked->asks)
    {
    case GH_ASKS_HOURS:
      return gh_times_hold (model->conference.hours, start, end);
    case GH_ASKS_WINDOW:
      return gh_times_hold (session->window, start, end);
    case GH_ASKS_PINNED_START:
      return start == session->pinned_start;
    case GH_ASKS_FIXED_START:
      return start == session->fixed_start;
    case GH_ASKS_PATTERN:
      return gh_pattern_offers (model, this->session, start);
    case GH_ASKS_PRESENCE:
      return gh_times_hold (model->persons[asked->number].present, start, end);
    default:
      return true;
    }
}

static bool
room_is_right (const Case *this, const GhAsked *asked, GhMinute start, int room)
{
  const GhModel *model = this->model;
  const GhSession *session = &model->sessions[this->session];
  const GhRoom *in = &model->rooms[room];

  switch (asked->asks)
    {
    case GH_ASKS_OPEN_ROOM:
      return gh_times_hold (in->open, start, start + session->minutes);
    case GH_ASKS_PINNED_ROOM:
      return room == session->pinned_room;
    case GH_ASKS_ROOMS:
      return gh_session_lists_room (session, room);
    case GH_ASKS_VENUE:
      return in->venue == session->venue;
    case GH_ASKS_LAYOUT:
      return gh_room_knows_layout (in, session->layout) && gh_room_seats (in, session->layout) > 0;
    case GH_ASKS_FEATURE:
      return gh_names_have (in->features, session->features->pdata[asked->number]);
    case GH_ASKS_SEATS:
      return gh_room_has_seats (model, this->session, room);
    default:
      return true;
    }
}

/* A start that is given stands in place of the grid, as long as it is asked for. */
static bool
is_candidate (const Case *this, GhMinute start)
{
  const GhSession *session = &this->model->sessions[this->session];

  if ((start - gh_day_of (start) * GH_DAY) % this->model->conference.grid_minutes == 0)
    return true;
  for (guint entry = 0; entry < this->asked->len; entry++)
    {
      const GhAsked *asked = this->asked->pdata[entry];
      if ((asked->asks == GH_ASKS_PINNED_START && start == session->pinned_start)
          || (asked->asks == GH_ASKS_FIXED_START && start == session->fixed_start))
        return true;
    }
  return false;
}

static bool
has_place_at (const Case *this, GhMinute start)
{
  bool found = !this->model->sessions[this->session].needs_room;

  if (!is_candidate (this, start))
    return false;
  for (guint entry = 0; entry < this->asked->len; entry++)
    if (!start_is_right (this, this->asked->pdata[entry], start))
      return false;
  for (int room = 0; !found && room < this->model->n_rooms; room++)
    {
      found = true;
      for (guint entry = 0; found && entry < this->asked->len; entry++)
        found = room_is_right (this, this->asked->pdata[entry], start, room);
    }
  return found;
}

static bool
has_place (const Case *this)
{
  for (guint entry = 0; entry < this->starts->len; entry++)
    if (has_place_at (this, g_array_index (this->starts, GhMinute, entry)))
      return true;
  return false;
}

/* Leaves out what is not needed for there being no place. */
static void
keep_what_is_needed (Case *this)
{
  for (guint entry = 0; entry < this->asked->len;)
    {
      GhAsked *asked = g_ptr_array_steal_index (this->asked, entry);
      if (has_place (this))
        g_ptr_array_insert (this->asked, (int)entry++, asked);
      else
        gh_asked_free (asked);
    }
}

/* ---- in words ---------------------------------------------------------------------------- */

static void
add_moment (const GhModel *model, GhMinute minute, bool with_day, GString *text)
{
  int in_day = minute - gh_day_of (minute) * GH_DAY;
  if (with_day)
    {
      GDate date;
      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32)(model->conference.first_day + gh_day_of (minute)));
      g_string_append_printf (text, "%04d-%02d-%02d ", g_date_get_year (&date),
                              (int)g_date_get_month (&date), g_date_get_day (&date));
    }
  g_string_append_printf (text, "%02d:%02d", in_day / 60, in_day % 60);
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
      add_moment (model, span.start, true, text);
      g_string_append (text, " to ");
      add_moment (model, span.end, gh_day_of (span.start) != gh_day_of (span.end - 1), text);
    }
  if (n == 0)
    g_string_append (text, "at no time of the conference");
  else if (n > MOST_NAMES)
    g_string_append_printf (text, " and %d times more", n - MOST_NAMES);
}

/* The rooms that meet one demand, whenever they are open. */
static void
add_rooms (const Case *this, const GhAsked *asked, GString *text)
{
  const GhModel *model = this->model;
  int n = 0;

  for (int room = 0; room < model->n_rooms; room++)
    if (room_is_right (this, asked, 0, room) && ++n <= MOST_NAMES)
      g_string_append_printf (text, "%s%s", n == 1 ? ": only " : ", ", model->rooms[room].id);
  if (n == 0)
    g_string_append (text, ": no room");
  else if (n > MOST_NAMES)
    g_string_append_printf (text, " and %d more", n - MOST_NAMES);
}

static void
say_start (const Case *this, const GhAsked *asked, GString *text)
{
  const GhModel *model = this->model;
  const GhSession *session = &model->sessions[this->session];

  switch (asked->asks)
    {
    case GH_ASKS_HOURS:
      g_string_append (text, "it lies in the conference's hours, ");
      add_times (model, model->conference.hours, text);
      break;
    case GH_ASKS_WINDOW:
      g_string_append (text, "it lies in its window, ");
      add_times (model, session->window, text);
      break;
    case GH_ASKS_PINNED_START:
      g_string_append (text, "it is pinned to start at ");
      add_moment (model, session->pinned_start, true, text);
      break;
    case GH_ASKS_FIXED_START:
      g_string_append (text, "it starts at ");
      add_moment (model, session->fixed_start, true, text);
      break;
    case GH_ASKS_PATTERN:
      g_string_append_printf (text, "it starts when pattern %s lets it",
                              model->patterns[session->pattern].id);
      break;
    default:
      g_assert (asked->asks == GH_ASKS_PRESENCE);
      g_string_append_printf (text, "%s must be there all the while, and can be there ",
                              model->persons[asked->number].id);
      add_times (model, model->persons[asked->number].present, text);
    }
}

static void
say_room (const Case *this, const GhAsked *asked, GString *text)
{
  const GhModel *model = this->model;
  const GhSession *session = &model->sessions[this->session];

  switch (asked->asks)
    {
    case GH_ASKS_OPEN_ROOM:
      g_string_append_printf (text, "its room is open for as long as it lasts, %d minutes",
                              session->minutes);
      return;
    case GH_ASKS_PINNED_ROOM:
      g_string_append_printf (text, "it is pinned to room %s",
                              model->rooms[session->pinned_room].id);
      return;
    case GH_ASKS_ROOMS:
      g_string_append (text, "it is held in a room of its list");
      break;
    case GH_ASKS_VENUE:
      g_string_append_printf (text, "it is held at %s", model->venues[session->venue]);
      break;
    case GH_ASKS_LAYOUT:
      g_string_append_printf (text, "its room can be laid out as %s", session->layout);
      break;
    case GH_ASKS_FEATURE:
      g_string_append_printf (text, "its room has %s",
                              (const char *)session->features->pdata[asked->number]);
      break;
    default:
      g_assert (asked->asks == GH_ASKS_SEATS);
      g_string_append_printf (text, "its room has seats for %d", session->attendance);
      if (model->conference.seats_percent != 100)
        g_string_append_printf (text, ", filled to %d percent", model->conference.seats_percent);
    }
  add_rooms (this, asked, text);
}

static void
say (const Case *this, GhAsked *asked)
{
  GString *text = g_string_new (NULL);
  if (asked->asks < GH_ASKS_OPEN_ROOM)
    say_start (this, asked, text);
  else
    say_room (this, asked, text);
  asked->sentence = g_string_free (text, false);
}

/* ---- proofs ------------------------------------------------------------------------------ */

static void
prove (const GhModel *model, int session, GPtrArray *proofs)
{
  Case this;
  open_case (&this, model, session);
  if (!has_place (&this))
    {
      GhProof *proof = g_new0 (GhProof, 1);
      keep_what_is_needed (&this);
      for (guint entry = 0; entry < this.asked->len; entry++)
        say (&this, this.asked->pdata[entry]);
      proof->session = session;
      proof->conclusion =
          g_strdup_printf ("%s (%s) has no place, even if nothing else had one",
                           model->sessions[session].id, model->sessions[session].title);
      proof->asked = g_ptr_array_ref (this.asked);
      g_ptr_array_add (proofs, proof);
    }
  g_ptr_array_unref (this.asked);
  g_array_unref (this.starts);
}

void
gh_prove_alone (const GhModel *model, GPtrArray *proofs)
{
  for (int session = 0; session < model->n_sessions; session++)
    if (!model->sessions[session].optional && !model->sessions[session].cancelled)
      prove (model, session, proofs);
}
