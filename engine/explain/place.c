#include "engine/explain/standing.h"
#include "engine/search/search.h"

/* Steps of planning where all sessions are pinned, and only who goes where is to be settled. */
#define STEPS_TO_SETTLE 10000

/* ---- pins -------------------------------------------------------------------------------- */

/* As if it had been pinned; and back. */
typedef struct
{
  GhSession *session;
  GhMinute start;
  int room;
  GhSource source; /* no row asks for what is only asked about */
  bool optional;
} Pin;

static Pin
pin (GhModel *model, int session, GhPlacement at)
{
  GhSession *this = &model->sessions[session];
  Pin pin = { this, this->pinned_start, this->pinned_room, this->pin_source, this->optional };
  this->pinned_start = at.start;
  this->pinned_room = at.room;
  this->pin_source = (GhSource){ 0 };
  return pin;
}

static void
unpin (Pin pin)
{
  pin.session->pinned_start = pin.start;
  pin.session->pinned_room = pin.room;
  pin.session->pin_source = pin.source;
  pin.session->optional = pin.optional;
}

/* What planning makes of it where each session is pinned to where the board has it: who covers what
 * and who speaks where is settled anew.  The caller's. */
static GhProgramme *
plan_pinned (GhModel *model, const GhBoard *board)
{
  GhPlanOptions options = { .seed = 1, .threads = 1, .effort = STEPS_TO_SETTLE };
  g_autoptr (GArray) pins = g_array_new (false, false, sizeof (Pin));
  GhProgramme *programme;

  for (int session = 0; session < model->n_sessions; session++)
    if (gh_board_has (board, session))
      {
        Pin one = pin (model, session, board->placements[session]);
        g_array_append_val (pins, one);
      }
  programme = gh_plan (model, &options);
  for (guint at = 0; at < pins->len; at++)
    unpin (g_array_index (pins, Pin, at));
  return programme;
}

/* ---- around it --------------------------------------------------------------------------- */

/* Lays whatever still fits beside the session that is pinned; the rest finds other places. */
static void
lay_what_fits (const GhStanding *standing, GhBoard *board, int pinned)
{
  for (int session = 0; session < standing->model->n_sessions; session++)
    {
      int option, room;
      if (session != pinned
          && gh_domain_find (board->demands, session, standing->programme->placements[session],
                             &option, &room)
          && gh_board_is_open (board, session, option, room))
        gh_board_put (board, session, option, room);
    }
  gh_board_forget (board);
}

static bool
same_place (GhPlacement a, GhPlacement b)
{
  return a.start == b.start && a.room == b.room;
}

/* What another programme costs, and who moves for it.  Where reserves are is not published, so that
 * nobody knows whether they move. */
static void
compare (const GhStanding *standing, const GhProgramme *other, int pinned, GhWhyNot *why_not)
{
  const GhProgramme *programme = standing->programme;

  for (int session = 0; session < standing->model->n_sessions; session++)
    {
      GhMovedSession moved = { session, programme->placements[session],
                               other->placements[session] };
      if (session != pinned && !standing->model->sessions[session].reserve
          && !same_place (moved.was, moved.now))
        g_array_append_val (why_not->moved, moved);
    }
  why_not->changes = g_new (GhRuleCost, gh_n_rules ());
  why_not->change = gh_bill_change (programme->costs, other->costs, why_not->changes);
}

/* Optional sessions that lost their place may have found another. */
static void
bring_back (const GhStanding *standing, GhSearch *search)
{
  for (int session = 0; session < standing->model->n_sessions; session++)
    {
      int option, room;
      int64_t cost;
      if (gh_programme_is_placed (standing->programme, session)
          && !gh_board_has (search->board, session)
          && gh_search_best_place (search, session, &option, &room, &cost))
        gh_board_put (search->board, session, option, room);
    }
}

/* A programme with the session where it is pinned, that keeps what it can. */
static bool
place_around (GhModel *model, const GhStanding *standing, int session, GhPlacement at,
              int64_t effort, GhWhyNot *why_not)
{
  GhSearch *search = gh_search_new (standing->demands, 1, effort);
  int option, room;
  bool found = gh_domain_find (standing->demands, session, at, &option, &room)
               && gh_board_is_open (search->board, session, option, room)
               && gh_board_put (search->board, session, option, room);

  if (found)
    {
      lay_what_fits (standing, search->board, session);
      gh_search_begin (search);
      gh_search_construct (search, effort);
      gh_search_restore (search);
      found = gh_board_has (search->board, session) && search->board->n_missing == 0;
    }
  if (found)
    {
      g_autoptr (GhProgramme) planned = NULL;
      bring_back (standing, search);
      planned = plan_pinned (model, search->board);
      found = planned->n_unplaced == 0;
      if (found)
        compare (standing, planned, session, why_not);
    }
  gh_search_free (search);
  return found;
}

/* ---- the whole --------------------------------------------------------------------------- */

static void
list_breaks (const GhModel *model, const GhProgramme *programme, int session, GhPlacement at,
             GhWhyNot *why_not)
{
  g_autoptr (GhStanding) standing = gh_standing_new (model, programme);
  GhBoard *board = gh_board_new (standing->demands);

  g_autoptr (GhReasons) reasons = gh_reasons_new ();
  gh_standing_lay (standing, board, session);
  gh_standing_add_breaks (standing, board, session, at, reasons);
  why_not->breaks = g_ptr_array_ref (reasons->sentences);
  gh_board_free (board);
}

/* Nothing else has moved, and nothing is broken. */
static GhThere
outcome_of (const GhModel *model, GhWhyNot *why_not, bool found)
{
  if (found)
    return why_not->breaks->len == 0 && why_not->moved->len == 0 ? GH_THERE_FREE : GH_THERE_AROUND;
  g_ptr_array_unref (why_not->proofs);
  why_not->proofs = gh_prove (model, NULL);
  return why_not->proofs->len > 0 ? GH_THERE_IMPOSSIBLE : GH_THERE_NOT_KNOWN;
}

GhWhyNot *
gh_explain_place (GhModel *model, const GhProgramme *programme, int session, GhPlacement at,
                  int64_t effort)
{
  GhWhyNot *why_not = g_new0 (GhWhyNot, 1);
  Pin put_back;

  why_not->moved = g_array_new (false, false, sizeof (GhMovedSession));
  why_not->proofs = g_ptr_array_new_with_free_func (gh_proof_free);
  list_breaks (model, programme, session, at, why_not);
  put_back = pin (model, session, at);
  model->sessions[session].optional = false;
  {
    g_autoptr (GhStanding) standing = gh_standing_new (model, programme);
    bool found = place_around (model, standing, session, at, effort, why_not);
    why_not->outcome = outcome_of (model, why_not, found);
  }
  unpin (put_back);
  return why_not;
}

void
gh_why_not_free (GhWhyNot *why_not)
{
  if (why_not == NULL)
    return;
  g_ptr_array_unref (why_not->breaks);
  g_array_unref (why_not->moved);
  g_ptr_array_unref (why_not->proofs);
  g_free (why_not->changes);
  g_free (why_not);
}
