#include "engine/engine.h"
#include "engine/replan/replan.h"

/* Frozen: up to the end of today, and from the hour of freezing on up to the end of tomorrow. */
static GhMinute
find_frozen_to (const GhModel *model)
{
  GhMinute now = model->past->now;
  int day = gh_day_of (now);
  bool is_late = now - day * GH_DAY >= model->conference.freeze;
  return (day + (is_late ? 2 : 1)) * GH_DAY;
}

/* The sheets themselves say that it is to be elsewhere. */
static bool
is_sent_elsewhere (const GhModel *model, int session)
{
  const GhSession *this = &model->sessions[session];
  const GhHad *had = gh_had (model, session);
  GhMinute start = this->pinned_start != GH_NEVER ? this->pinned_start : this->fixed_start;
  bool has_one_room = this->rooms->len == 1;

  return (start != GH_NEVER && start != had->start)
         || (this->pinned_room >= 0 && this->pinned_room != had->room)
         || (has_one_room && g_array_index (this->rooms, int, 0) != had->room);
}

/* Of a session that its time freezes. */
static GhLeave
leave_of (const GhModel *model, int session, const GhBits *kept, const GhBits *freed)
{
  if (gh_has_begun (model, session) || gh_bits_has (kept, session))
    return GH_LEAVE_NONE;
  if (gh_bits_has (freed, session))
    return GH_LEAVE_NAMED;
  return is_sent_elsewhere (model, session) ? GH_LEAVE_SHEETS : GH_LEAVE_NONE;
}

static void
mark (const GhModel *model, const GhBits *kept, const GhBits *freed)
{
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhHad *had = &model->past->sessions[session];
      bool is_in_time;
      if (had->start == GH_NEVER || model->sessions[session].cancelled)
        continue;
      had->has_begun = had->start <= model->past->now;
      is_in_time = had->start < model->past->frozen_to;
      had->leave = is_in_time ? leave_of (model, session, kept, freed) : GH_LEAVE_NONE;
      had->is_kept = gh_bits_has (kept, session) && !had->has_begun;
      had->keeps_start = had->is_kept || (is_in_time && had->leave == GH_LEAVE_NONE);
      had->keeps_room = had->keeps_start && !had->room_is_gone;
    }
}

/* Sessions that today's sheets put at one place and no other: pins, and what is fixed. */
static void
add_fixed (const GhDemands *demands, GhPlacement *places, GArray *order)
{
  for (int session = 0; session < demands->model->n_sessions; session++)
    {
      const GhSession *this = &demands->model->sessions[session];
      const GhDomain *domain = &demands->domains[session];
      /* What notice or order leaves it is no word of the sheets. */
      if ((this->pinned_start == GH_NEVER && this->fixed_start == GH_NEVER)
          || domain->n_options != 1 || domain->n_rooms != 1
          || gh_has_begun (demands->model, session)
          || demands->model->past->sessions[session].keeps_start)
        continue;
      places[session] = (GhPlacement){ domain->options[0].start, domain->rooms[0] };
      g_array_append_val (order, session);
    }
}

/* Those who stand in the way of a session where it was. */
static void
list_in_the_way (GhBoard *board, int session, GhPlacement at, GArray *list)
{
  int option, room;
  if (!gh_domain_find (board->demands, session, at, &option, &room))
    return;
  gh_board_pair_blockers (board, session, option, list);
  gh_board_room_blockers (board, session, option, room, list);
}

/* Where what is frozen breaks a hard rule under today's sheets, both sides may move. */
static void
let_go (const GhModel *model, const GhBits *kept)
{
  GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
  GhBoard *board = gh_board_new (demands);
  g_autofree GhPlacement *places = gh_past_places (model);
  g_autofree GArray **teams = g_new (GArray *, model->n_sessions + 1);
  g_autoptr (GArray) had = gh_past_order (model);
  g_autoptr (GArray) order = g_array_new (false, false, sizeof (int));
  g_autoptr (GArray) refused = g_array_new (false, false, sizeof (int));
  g_autoptr (GArray) rivals = g_array_new (false, false, sizeof (int));

  for (int session = 0; session < model->n_sessions; session++)
    teams[session] = model->past->sessions[session].teams;
  for (guint at = 0; at < had->len; at++)
    if (gh_has_begun (model, g_array_index (had, int, at)))
      g_array_append_val (order, g_array_index (had, int, at));
  add_fixed (demands, places, order);
  for (guint at = 0; at < had->len; at++)
    {
      int session = g_array_index (had, int, at);
      bool is_in = false;
      for (guint entry = 0; entry < order->len; entry++)
        is_in |= g_array_index (order, int, entry) == session;
      if (!is_in && model->past->sessions[session].keeps_start)
        g_array_append_val (order, session);
    }
  gh_lay (board, places, teams, order, refused);
  for (guint at = 0; at < refused->len; at++)
    {
      int session = g_array_index (refused, int, at);
      g_array_append_val (rivals, session);
      list_in_the_way (board, session, places[session], rivals);
    }
  for (guint at = 0; at < rivals->len; at++)
    {
      int session = g_array_index (rivals, int, at);
      GhHad *this = &model->past->sessions[session];
      if (!this->keeps_start || this->has_begun || gh_bits_has (kept, session))
        continue;
      this->keeps_start = this->keeps_room = false;
      this->leave = GH_LEAVE_RULE;
    }
  gh_board_free (board);
  gh_demands_free (demands);
}

/* Domains are made without what is frozen, so that a frozen session that must go has others. */
void
gh_past_settle (GhModel *model, const GhBits *kept, const GhBits *freed)
{
  GhPast *past = model->past;

  past->frozen_to = find_frozen_to (model);
  mark (model, kept, freed);
  let_go (model, kept);
}
