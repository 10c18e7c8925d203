#include "engine/search/why.h"

#include "engine/demands/domain.h"
#include "engine/past.h"
#include "engine/ranked.h"
#include "engine/rules/rules.h"

/* Sessions named in one sentence, at most. */
#define MOST_NAMES 3

/* No room has all that it needs. */
static char *
why_no_room (const GhModel *model, int session)
{
  const GhSession *this = &model->sessions[session];
  int64_t most_seats = -1; /* that may be filled */

  for (int room = 0; room < model->n_rooms; room++)
    if ((this->venue < 0 || this->venue == model->rooms[room].venue)
        && gh_session_lists_room (this, room)
        && (this->layout == NULL || gh_room_knows_layout (&model->rooms[room], this->layout)))
      most_seats = MAX (most_seats, (int64_t)gh_room_seats (&model->rooms[room], this->layout)
                                        * model->conference.seats_percent / 100);
  if (most_seats < 0 && this->layout != NULL)
    return g_strdup_printf ("no room that it may have can be laid out as %s", this->layout);
  return g_strdup_printf ("no room that it may have has what it needs: %d seats%s%s%s (the largest "
                          "there has %" G_GINT64_FORMAT "%s)",
                          this->attendance, this->layout != NULL ? " as " : "",
                          this->layout != NULL ? this->layout : "",
                          this->features->len > 0 ? " and all its features" : "",
                          MAX (most_seats, 0),
                          model->conference.seats_percent == 100 ? "" : " that may be filled");
}

/* Of an optional session that re-planning leaves out: starts so near that being there would count
 * for more people than having no place. */
static int
n_near_starts (const GhModel *model, int session)
{
  const GhHad *had = gh_had (model, session);
  g_autoptr (GArray) starts = gh_session_starts (model, session);
  int n = 0;

  if (had == NULL || had->most_price == 0 || !model->sessions[session].optional)
    return 0;
  for (guint entry = 0; entry < starts->len; entry++)
    {
      GhMinute start = g_array_index (starts, GhMinute, entry);
      n += gh_past_allows_start (model, session, start)
           && gh_change_price (model, session, start) > had->most_price;
    }
  return n;
}

/* Nothing at all is possible: which of its own demands leaves no place. */
static char *
why_no_domain (const GhBoard *board, int session)
{
  const GhModel *model = board->model;
  const GhSession *this = &model->sessions[session];
  g_autoptr (GArray) starts = gh_session_starts (model, session);
  int n_near = n_near_starts (model, session);
  int n_rooms = 0;

  for (int room = 0; room < model->n_rooms; room++)
    n_rooms += gh_room_is_fit (model, session, room);
  if (starts->len == 0)
    return g_strdup (
        "no start of its pattern lies in its window, the hours and the days of the conference");
  if (this->needs_room && n_rooms == 0)
    return why_no_room (model, session);
  if (n_near > 0)
    return g_strdup_printf (
        "%d of its %u starts are so near that they count for more people than leaving it out, and "
        "at no other are a fitting room open, all who must be there present, and time left for "
        "what must come before and after it",
        n_near, starts->len);
  return g_strdup_printf ("at none of its %u starts are a fitting room open, all who must be there "
                          "present, and time left for what must come before and after it",
                          starts->len);
}

/* Each session in the list is blamed once. */
static void
blame (GArray *blames, GArray *sessions)
{
  for (guint entry = 0; entry < sessions->len; entry++)
    {
      int session = g_array_index (sessions, int, entry);
      bool again = false;
      for (guint before = 0; before < entry; before++)
        again |= g_array_index (sessions, int, before) == session;
      if (!again)
        g_array_index (blames, GhRanked, session).weight++;
    }
}

static void
name_blamed (const GhBoard *board, GArray *blames, GString *text)
{
  g_array_sort (blames, gh_ranked_compare);
  for (guint entry = 0; entry < MIN (MOST_NAMES, blames->len); entry++)
    {
      const GhRanked *this = &g_array_index (blames, GhRanked, entry);
      if (this->weight > 0)
        g_string_append_printf (text, "%s%s", entry == 0 ? "; most often in the way: " : ", ",
                                board->model->sessions[this->number].id);
    }
}

char *
gh_why_unplaced (GhBoard *board, int session)
{
  const GhDomain *domain = &board->demands->domains[session];
  g_autoptr (GArray) in_the_way = g_array_new (false, false, sizeof (int));
  g_autoptr (GArray) blames = g_array_new (false, true, sizeof (GhRanked));
  GString *text = g_string_new (NULL);
  int by_pair = 0, by_room = 0, by_limit = 0, by_people = 0, by_team = 0;
  int n_near = n_near_starts (board->model, session);
  int64_t cost_without = board->cost;
  bool is_any_dear = false; /* an optional one costs no less where it could be */

  if (!domain->is_placeable)
    {
      g_string_free (text, true);
      return why_no_domain (board, session);
    }
  g_array_set_size (blames, (guint)board->model->n_sessions);
  for (int other = 0; other < board->model->n_sessions; other++)
    g_array_index (blames, GhRanked, other).number = other;
  for (int option = 0; option < domain->n_options; option++)
    {
      int open = -1;
      g_array_set_size (in_the_way, 0);
      if (board->blocked[domain->first_option + option] > 0)
        {
          by_pair++;
          gh_board_pair_blockers (board, session, option, in_the_way);
          blame (blames, in_the_way);
          continue;
        }
      if (gh_board_full_capacity (board, session, option) >= 0)
        {
          by_limit++;
          continue;
        }
      for (int room = 0; room < domain->n_rooms && open < 0; room++)
        if (gh_board_is_open (board, session, option, room))
          open = room;
        else if (gh_domain_fits (domain, option, room))
          gh_board_room_blockers (board, session, option, room, in_the_way);
      if (open < 0)
        {
          by_room++;
          blame (blames, in_the_way);
        }
      else if (gh_board_put (board, session, option, open))
        {
          bool is_dear = board->model->sessions[session].optional && board->cost >= cost_without;
          gh_board_rollback (board, gh_board_mark (board) - 1);
          is_any_dear |= is_dear;
          if (is_dear)
            continue;
          g_string_assign (text, "a place is free, but the search stopped before it was taken");
          return g_string_free (text, false);
        }
      else if (board->refused_by >= 0)
        by_people++;
      else
        by_team++;
    }
  if (is_any_dear)
    {
      g_string_assign (text, "a place is free, but costs no less than leaving it out");
      return g_string_free (text, false);
    }
  g_string_append_printf (text, "of its %d starts", domain->n_options + n_near);
  if (n_near > 0)
    g_string_append_printf (
        text, ", %d are so near that they count for more people than leaving it out", n_near);
  if (by_pair > 0)
    g_string_append_printf (text, ", %d clash with sessions it must keep clear of", by_pair);
  if (by_room > 0)
    g_string_append_printf (text, ", %d have no fitting room free", by_room);
  if (by_limit > 0)
    g_string_append_printf (text, ", %d would exceed a limit", by_limit);
  if (by_people > 0)
    g_string_append_printf (text, ", %d leave a delegation without somebody to send", by_people);
  if (by_team > 0)
    g_string_append_printf (text, ", %d have no team left", by_team);
  name_blamed (board, blames, text);
  return g_string_free (text, false);
}
