#include "engine/replan/replan.h"
#include "engine/rules/rules.h"

/* Sessions that are moved for the sake of quality, at most: each takes a look at every place. */
#define MOST_MOVES 40

/* A session elsewhere: what it saves, and how many more people that moves. */
typedef struct
{
  int session; /* -1: none */
  int option, room;
  int64_t gain, price;
} Step;

/* More is saved for each person; what moves nobody more comes before all else. */
static bool
is_better (const Step *a, const Step *b)
{
  if (b->session < 0 || (a->price <= 0) != (b->price <= 0))
    return b->session < 0 || a->price <= 0;
  return a->price <= 0 ? a->gain > b->gain : a->gain * b->price > b->gain * a->price;
}

static void
try_places (GhBoard *board, int session, int64_t slack, Step *best)
{
  const GhModel *model = board->model;
  const GhDomain *domain = &board->demands->domains[session];
  int64_t paid = gh_change_price (model, session, board->placements[session].start);
  int64_t cost = gh_board_cost_at (board, session, board->option[session], board->room[session]);

  for (int option = 0; option < domain->n_options; option++)
    {
      Step step = { session, option, -1, 0,
                    gh_change_price (model, session, domain->options[option].start) - paid };
      if (step.price > slack || option == board->option[session])
        continue;
      for (step.room = 0; step.room < domain->n_rooms; step.room++)
        {
          if (!gh_board_is_open (board, session, option, step.room))
            continue;
          step.gain = cost - gh_board_cost_at (board, session, option, step.room);
          if (step.gain > 0 && is_better (&step, best))
            *best = step;
        }
    }
}

/* Moves a session; false, with nothing changed, where its teams or covers cannot be had there. */
static bool
take_step (GhBoard *board, const Step *step)
{
  int mark = gh_board_mark (board);
  gh_board_take (board, step->session);
  if (gh_board_put (board, step->session, step->option, step->room))
    {
      gh_board_forget (board);
      return true;
    }
  gh_board_rollback (board, mark);
  return false;
}

bool
gh_spend_slack (const GhModel *model, const GhProgramme *least, int64_t slack, GhPlacement *places)
{
  g_autoptr (GhStanding) standing = gh_standing_new (model, least);
  GhBoard *board = gh_board_new (standing->demands);
  g_autofree bool *is_stuck = g_new0 (bool, model->n_sessions + 1);
  bool any = false;

  gh_standing_lay (standing, board, -1);
  for (int turn = 0; turn < MOST_MOVES; turn++)
    {
      Step best = { .session = -1 };
      for (int session = 0; session < model->n_sessions; session++)
        if (gh_board_has (board, session) && !is_stuck[session])
          try_places (board, session, slack, &best);
      if (best.session < 0)
        break;
      is_stuck[best.session] = !take_step (board, &best);
      if (is_stuck[best.session])
        continue;
      slack -= best.price;
      any = true;
    }
  for (int session = 0; session < model->n_sessions; session++)
    if (gh_board_has (board, session))
      places[session] = board->placements[session];
  gh_board_free (board);
  return any;
}
