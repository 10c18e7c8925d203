#include "engine/explain/standing.h"

#include "engine/demands/domain.h"

#include <string.h>

/* People that a sentence names. */
#define MOST_NAMES 3

/* Then what comes before or after it may be where it could not be beside it. */
static bool
lacks_some_place (const GhModel *model, const GhProgramme *programme)
{
  for (int session = 0; session < model->n_sessions; session++)
    if (!model->sessions[session].optional && !model->sessions[session].cancelled
        && !gh_programme_is_placed (programme, session))
      return true;
  return false;
}

GhStanding *
gh_standing_new (const GhModel *model, const GhProgramme *programme)
{
  GhStanding *standing = g_new0 (GhStanding, 1);
  standing->model = model;
  standing->programme = programme;
  standing->given_in = g_new (int, model->n_speeches + 1);
  for (int speech = 0; speech < model->n_speeches; speech++)
    standing->given_in[speech] = programme->speeches[speech].session;
  standing->demands =
      gh_demands_new (model, (GhLessons){ .given_in = standing->given_in,
                                          .loose_order = lacks_some_place (model, programme) });
  standing->asked = gh_case_new (standing->demands);
  return standing;
}

void
gh_standing_free (GhStanding *standing)
{
  if (standing == NULL)
    return;
  gh_case_free (standing->asked);
  gh_demands_free (standing->demands);
  g_free (standing->given_in);
  g_free (standing);
}

GhReasons *
gh_reasons_new (void)
{
  GhReasons *reasons = g_new (GhReasons, 1);
  reasons->sentences = g_ptr_array_new_with_free_func (g_free);
  reasons->causes = g_array_new (false, false, sizeof (GhCause));
  return reasons;
}

void
gh_reasons_free (GhReasons *reasons)
{
  g_ptr_array_unref (reasons->sentences);
  g_array_unref (reasons->causes);
  g_free (reasons);
}

void
gh_reasons_add (GhReasons *reasons, GhCauseKind kind, int number, char *sentence)
{
  GhCause cause = { kind, number };
  g_ptr_array_add (reasons->sentences, sentence);
  g_array_append_val (reasons->causes, cause);
}

void
gh_standing_lay (const GhStanding *standing, GhBoard *board, int but)
{
  for (int session = 0; session < standing->model->n_sessions; session++)
    {
      g_autofree int *teams =
          gh_team_book_slots (board->teams, session, standing->programme->teams[session]);
      int option, room;
      if (session != but
          && gh_domain_find (board->demands, session, standing->programme->placements[session],
                             &option, &room))
        gh_board_lay (board, session, option, room, teams);
    }
  gh_board_forget (board);
}

/* ---- reasons ----------------------------------------------------------------------------- */

/* The people who must be in both; false: there are none. */
static bool
add_people_in_both (const GhStanding *standing, int a, int b, GString *text)
{
  const GhDemands *demands = standing->demands;
  int n = 0;

  for (int at = 0; at < demands->commitments_of[a].n; at++)
    {
      const GhCommitment *in_a =
          &g_array_index (demands->commitments, GhCommitment, demands->commitments_of[a].items[at]);
      for (int other = 0; other < demands->commitments_of[b].n; other++)
        {
          const GhCommitment *in_b = &g_array_index (demands->commitments, GhCommitment,
                                                     demands->commitments_of[b].items[other]);
          if (in_a->person != in_b->person || in_a->clash.level != GH_LEVEL_HARD
              || in_b->clash.level != GH_LEVEL_HARD || ++n > MOST_NAMES)
            continue;
          g_autofree char *person = gh_words_of_person (standing->model, in_a->person);
          g_string_append_printf (text, "%s%s", n > 1 ? ", " : text->len > 0 ? "; " : "", person);
        }
    }
  if (n > MOST_NAMES)
    g_string_append_printf (text, " and %d more", n - MOST_NAMES);
  if (n > 0)
    g_string_append (text, " must be in both");
  return n > 0;
}

/* As what readers are told: of people, or of something else. */
static GhCauseKind
add_why_apart (const GhStanding *standing, int a, int b, GString *text)
{
  const GhCase *asked = standing->asked;

  for (guint entry = 0; entry < asked->asked->len; entry++)
    {
      const GhAsked *this = asked->asked->pdata[entry];
      if (this->asks == GH_ASKS_PAIR
          && ((this->session == a && this->other == b) || (this->session == b && this->other == a)))
        {
          g_autofree char *sentence = gh_asked_say (standing->model, standing->demands, this);
          /* Two rows may say it, or one in which each is on both sides. */
          if (strstr (text->str, sentence) == NULL)
            g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", sentence);
        }
    }
  return add_people_in_both (standing, a, b, text) ? GH_CAUSE_PEOPLE : GH_CAUSE_CLASH;
}

char *
gh_standing_why_apart (const GhStanding *standing, int a, int b)
{
  GString *text = g_string_new (NULL);
  add_why_apart (standing, a, b, text);
  return g_string_free (text, false);
}

/* What readers are told where a session's own demand is not met. */
static GhCause
cause_of (const GhAsked *own, int room)
{
  switch (own->asks)
    {
    case GH_ASKS_PINNED_START:
    case GH_ASKS_FIXED_START:
      return (GhCause){ GH_CAUSE_FIXED, -1 };
    case GH_ASKS_PRESENCE:
      return (GhCause){ GH_CAUSE_PRESENCE, -1 };
    case GH_ASKS_OPEN_ROOM:
      return (GhCause){ GH_CAUSE_ROOM_SHUT, room };
    case GH_ASKS_STAYS_IN:
    case GH_ASKS_PINNED_ROOM:
    case GH_ASKS_ROOMS:
    case GH_ASKS_VENUE:
      return (GhCause){ GH_CAUSE_ROOMS, -1 };
    case GH_ASKS_LAYOUT:
    case GH_ASKS_FEATURE:
      return (GhCause){ GH_CAUSE_UNFIT, room };
    case GH_ASKS_SEATS:
      return (GhCause){ GH_CAUSE_SEATS, room };
    default:
      return (GhCause){ GH_CAUSE_TIMES, -1 };
    }
}

static void
add_own_breaks (const GhStanding *standing, int session, GhPlacement at, GhReasons *reasons)
{
  const GhCase *asked = standing->asked;
  const GhSession *this = &standing->model->sessions[session];

  for (guint number = 0; number < asked->of_session[session]->len; number++)
    {
      int entry = g_array_index (asked->of_session[session], int, number);
      const GhAsked *own = asked->asked->pdata[entry];
      if (!gh_asked_is_about_place (own)
          || !gh_asked_forbids (standing->model, own, at.start, at.room))
        continue;
      GhCause cause = cause_of (own, at.room);
      char *sentence = own->asks == GH_ASKS_OPEN_ROOM
                           ? g_strdup_printf ("room %s is not open for all of that time",
                                              standing->model->rooms[at.room].id)
                           : gh_asked_say (standing->model, standing->demands, own);
      gh_reasons_add (reasons, cause.kind, cause.number, sentence);
    }
  if (this->pinned_start == GH_NEVER && this->fixed_start == GH_NEVER
      && (at.start - gh_day_of (at.start) * GH_DAY) % standing->model->conference.grid_minutes != 0)
    gh_reasons_add (reasons, GH_CAUSE_TIMES, -1,
                    g_strdup_printf ("starts lie on a grid of %d minutes",
                                     standing->model->conference.grid_minutes));
}

/* "COM3-01 (2022-06-08 09:30)" */
static void
add_session (const GhBoard *board, int session, GString *text)
{
  g_string_append_printf (text, "%s (", board->model->sessions[session].id);
  gh_words_add_moment (board->model, board->placements[session].start, true, text);
  g_string_append_c (text, ')');
}

static void
add_clashes (const GhStanding *standing, GhBoard *board, int session, int option,
             GhReasons *reasons)
{
  g_autoptr (GArray) in_the_way = g_array_new (false, false, sizeof (int));

  gh_board_pair_blockers (board, session, option, in_the_way);
  for (guint at = 0; at < in_the_way->len; at++)
    {
      int other = g_array_index (in_the_way, int, at);
      GString *text = g_string_new ("it clashes with ");
      add_session (board, other, text);
      g_string_append (text, ": ");
      g_autoptr (GString) reason = g_string_new (NULL);
      GhCauseKind kind = add_why_apart (standing, session, other, reason);
      g_string_append (text, reason->str);
      gh_reasons_add (reasons, kind, other, g_string_free (text, false));
    }
}

/* Others in the way are in another room, or one of the two is in none: too far away for one who
 * must be in both. */
static void
add_taken_room (GhBoard *board, int session, int option, int room, GhReasons *reasons)
{
  g_autoptr (GArray) in_the_way = g_array_new (false, false, sizeof (int));
  int wanted = board->demands->domains[session].rooms[room];

  gh_board_room_blockers (board, session, option, room, in_the_way);
  for (guint at = 0; at < in_the_way->len; at++)
    {
      int other = g_array_index (in_the_way, int, at);
      int in = board->placements[other].room;
      GString *text;
      if (wanted < 0 || in < 0 || !gh_demands_are_linked (board->demands, wanted, in))
        continue;
      text = g_string_new (NULL);
      g_string_append_printf (text, "room %s is taken by ", board->model->rooms[in].id);
      add_session (board, other, text);
      gh_reasons_add (reasons, GH_CAUSE_TAKEN, other, g_string_free (text, false));
    }
}

static void
add_full_limit (const GhStanding *standing, GhBoard *board, int session, int option,
                GhReasons *reasons)
{
  int capacity = gh_board_full_capacity (board, session, option);
  GhAsked asked = { GH_ASKS_LIMIT, -1, -1, capacity, { 0 }, NULL, NULL };
  if (capacity >= 0)
    gh_reasons_add (reasons, GH_CAUSE_LIMIT, -1,
                    gh_asked_say (standing->model, standing->demands, &asked));
}

/* Teams and covers are only known by trying. */
static void
add_refusal (GhBoard *board, int session, int option, int room, GhReasons *reasons)
{
  int mark = gh_board_mark (board);
  if (gh_board_put (board, session, option, room))
    gh_board_rollback (board, mark);
  else if (board->refused_by >= 0)
    gh_reasons_add (reasons, GH_CAUSE_COVER, board->refused_by,
                    g_strdup_printf ("delegation %s would have nobody left to send to one of its "
                                     "sessions",
                                     board->model->delegations[board->refused_by].id));
  else
    gh_reasons_add (reasons, GH_CAUSE_TEAMS, -1, g_strdup ("no team that it needs is free"));
}

void
gh_standing_add_breaks (const GhStanding *standing, GhBoard *board, int session, GhPlacement at,
                        GhReasons *reasons)
{
  int option, room;

  add_own_breaks (standing, session, at, reasons);
  if (at.room >= 0 && !standing->model->sessions[session].needs_room)
    gh_reasons_add (reasons, GH_CAUSE_NO_ROOM, -1, g_strdup ("it needs no room any more"));
  if (!gh_domain_find (board->demands, session, at, &option, &room))
    {
      if (reasons->causes->len == 0)
        gh_reasons_add (reasons, GH_CAUSE_ORDER, -1,
                        g_strdup ("what must come before or after it leaves no time"));
      return;
    }
  add_clashes (standing, board, session, option, reasons);
  add_taken_room (board, session, option, room, reasons);
  add_full_limit (standing, board, session, option, reasons);
  if (reasons->causes->len == 0 && gh_board_is_open (board, session, option, room))
    add_refusal (board, session, option, room, reasons);
  else if (reasons->causes->len == 0)
    gh_reasons_add (reasons, GH_CAUSE_WAY, -1,
                    g_strdup ("a relation between rooms, or the way between venues, forbids it"));
}

int64_t
gh_bill_change (const GhRuleCost *before, const GhRuleCost *after, GhRuleCost *changes)
{
  int64_t change = 0;
  for (int rule = 0; rule < gh_n_rules (); rule++)
    {
      changes[rule] = (GhRuleCost){ .rule = rule,
                                    .units = after[rule].units - before[rule].units,
                                    .cost = after[rule].cost - before[rule].cost };
      change += changes[rule].cost;
    }
  return change;
}
