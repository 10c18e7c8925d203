#include "engine/replan/replan.h"

#include "engine/ranked.h"

GhPlacement *
gh_past_places (const GhModel *model)
{
  GhPlacement *places = g_new (GhPlacement, model->n_sessions + 1);
  for (int session = 0; session < model->n_sessions; session++)
    places[session] =
        (GhPlacement){ model->past->sessions[session].start, model->past->sessions[session].room };
  return places;
}

GArray *
gh_past_order (const GhModel *model)
{
  g_autoptr (GArray) ranks = g_array_new (false, false, sizeof (GhRanked));
  GArray *order = g_array_new (false, false, sizeof (int));

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhHad *had = gh_had (model, session);
      GhRanked rank = { .number = session };
      if (had == NULL || model->sessions[session].cancelled)
        continue;
      rank.weight = had->people + (had->has_begun ? INT32_MAX / 2 : had->keeps_start ? 1000000 : 0);
      g_array_append_val (ranks, rank);
    }
  g_array_sort (ranks, gh_ranked_compare);
  for (guint at = 0; at < ranks->len; at++)
    g_array_append_val (order, g_array_index (ranks, GhRanked, at).number);
  return order;
}

/* All its slots have a team. */
static bool
are_complete (const GhTeamBook *book, int session, const int *slots)
{
  for (int slot = 0; slot < book->first_slot[session + 1] - book->first_slot[session]; slot++)
    if (slots[slot] < 0)
      return false;
  return true;
}

/* Lays a session with the teams that it had, not asking whether they may; or puts it with any.
 * What has begun goes on with those that are left. */
static bool
lay_one (GhBoard *board, int session, GhPlacement place, const GArray *teams)
{
  g_autofree int *slots = gh_team_book_slots (board->teams, session, teams);
  int option, room;

  if (!gh_domain_find (board->demands, session, place, &option, &room)
      || !gh_board_is_open (board, session, option, room))
    return false;
  if (!gh_has_begun (board->model, session) && !are_complete (board->teams, session, slots))
    return gh_board_put (board, session, option, room);
  gh_board_lay (board, session, option, room, slots);
  return true;
}

static bool
has_wrong_team (const GhBoard *board, int session)
{
  const GhTeamBook *book = board->teams;
  for (int slot = book->first_slot[session]; slot < book->first_slot[session + 1]; slot++)
    {
      const GhDuties *duties = &book->duties[book->slots[slot]];
      if (!gh_team_duties_are_right (board->demands, book->slots[slot], duties->sessions, duties->n,
                                     board->placements))
        return true;
    }
  return false;
}

/* Off again with what has a team that may not, or a delegation that cannot cover it: the last laid
 * first, and nothing that has begun. */
static void
take_off_wrong (GhBoard *board, const GArray *order, GArray *again)
{
  for (guint at = order->len; at > 0; at--)
    {
      int session = g_array_index (order, int, at - 1);
      if (!gh_board_has (board, session) || gh_has_begun (board->model, session)
          || (!has_wrong_team (board, session)
              && gh_covers_are_possible (board->covers, board->placements, session, NULL)))
        continue;
      gh_board_take (board, session);
      g_array_append_val (again, session);
    }
}

void
gh_lay (GhBoard *board, const GhPlacement *places, GArray *const *teams, const GArray *order,
        GArray *refused)
{
  g_autoptr (GArray) again = g_array_new (false, false, sizeof (int));

  for (guint at = 0; at < order->len; at++)
    {
      int session = g_array_index (order, int, at);
      if (!lay_one (board, session, places[session], teams[session]))
        g_array_append_val (refused, session);
    }
  take_off_wrong (board, order, again);
  /* Others may have gone with them: a team's sittings fell apart. */
  for (guint at = 0; at < order->len; at++)
    {
      int session = g_array_index (order, int, at);
      int option, room;
      bool was_refused = false;
      for (guint entry = 0; entry < refused->len; entry++)
        was_refused |= g_array_index (refused, int, entry) == session;
      if (was_refused || gh_board_has (board, session))
        continue;
      if (!gh_domain_find (board->demands, session, places[session], &option, &room)
          || !gh_board_is_open (board, session, option, room)
          || !gh_board_put (board, session, option, room))
        g_array_append_val (refused, session);
    }
  gh_board_forget (board);
}
