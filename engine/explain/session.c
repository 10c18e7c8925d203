#include "engine/explain/standing.h"
#include "engine/ranked.h"

/* So many other places, and sessions in the way, are told. */
#define MOST_ELSEWHERE 3
#define MOST_IN_THE_WAY 5

static void
free_elsewhere (gpointer data)
{
  g_free (((GhElsewhere *)data)->changes);
}

static void
list_holds (const GhStanding *standing, int session, GhWhy *why)
{
  const GhCase *asked = standing->asked;
  for (guint at = 0; at < asked->of_session[session]->len; at++)
    {
      const GhAsked *own = asked->asked->pdata[g_array_index (asked->of_session[session], int, at)];
      if (gh_asked_is_about_place (own) && own->asks != GH_ASKS_HOURS
          && own->asks != GH_ASKS_OPEN_ROOM)
        g_ptr_array_add (why->holds, gh_asked_say (standing->model, standing->demands, own));
    }
}

/* ---- in the way -------------------------------------------------------------------------- */

static void
list_in_the_way (const GhStanding *standing, const GhBoard *board, int session, GhWhy *why)
{
  int n = standing->model->n_sessions;
  const GhDomain *domain = &standing->demands->domains[session];
  g_autofree GhRanked *blockers = g_new (GhRanked, n + 1);
  g_autoptr (GArray) in_the_way = g_array_new (false, false, sizeof (int));

  for (int other = 0; other < n; other++)
    blockers[other] = (GhRanked){ other, 0 };
  for (int option = 0; option < domain->n_options; option++)
    {
      g_array_set_size (in_the_way, 0);
      gh_board_pair_blockers (board, session, option, in_the_way);
      for (guint at = 0; at < in_the_way->len; at++)
        blockers[g_array_index (in_the_way, int, at)].weight++;
    }
  qsort (blockers, (gsize)n, sizeof (GhRanked), gh_ranked_compare);
  for (int at = 0; at < MIN (n, MOST_IN_THE_WAY) && blockers[at].weight > 0; at++)
    {
      g_autofree char *reason = gh_standing_why_apart (standing, session, blockers[at].number);
      g_ptr_array_add (why->in_the_way,
                       g_strdup_printf ("%s at %d of the starts: %s",
                                        standing->model->sessions[blockers[at].number].id,
                                        blockers[at].weight, reason));
    }
}

/* ---- elsewhere --------------------------------------------------------------------------- */

typedef struct
{
  int option, room;
  int64_t cost;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;
  if (left->cost != right->cost)
    return left->cost < right->cost ? -1 : 1;
  if (left->option != right->option)
    return left->option < right->option ? -1 : 1;
  return left->room < right->room ? -1 : left->room > right->room;
}

static bool
could_be_put (GhBoard *board, int session, const Place *place)
{
  int mark = gh_board_mark (board);
  bool could = gh_board_put (board, session, place->option, place->room);
  if (could)
    gh_board_rollback (board, mark);
  return could;
}

/* All open places but the one that it has. */
static GArray *
list_places (const GhStanding *standing, GhBoard *board, int session, GhWhy *why)
{
  const GhDomain *domain = &standing->demands->domains[session];
  GhPlacement here = standing->programme->placements[session];
  GArray *places = g_array_new (false, false, sizeof (Place));

  for (int option = 0; option < domain->n_options; option++)
    {
      bool is_free = false;
      for (int room = 0; room < domain->n_rooms; room++)
        {
          Place place = { option, room, 0 };
          bool is_here =
              domain->options[option].start == here.start && domain->rooms[room] == here.room;
          if (!gh_board_is_open (board, session, option, room))
            continue;
          /* Teams and covers are the last to say no. */
          is_free = is_free || could_be_put (board, session, &place);
          place.cost = gh_board_cost_of_putting (board, session, option, room);
          if (!is_here)
            g_array_append_val (places, place);
        }
      why->n_free += is_free;
    }
  g_array_sort (places, compare_places);
  return places;
}

/* The bill if a session were somewhere else, or nowhere. */
static int64_t
bill_at (const GhModel *model, const GhProgramme *programme, int session, GhPlacement at,
         GhRuleCost *costs)
{
  GhPlacement here = programme->placements[session];
  int64_t cost;
  programme->placements[session] = at;
  cost = gh_measure (model, programme, costs);
  programme->placements[session] = here;
  return cost;
}

static void
list_elsewhere (const GhStanding *standing, GhBoard *board, int session, GhWhy *why)
{
  const GhDomain *domain = &standing->demands->domains[session];
  g_autoptr (GArray) places = list_places (standing, board, session, why);
  g_autofree GhRuleCost *now = g_new (GhRuleCost, gh_n_rules ());
  g_autofree GhRuleCost *then = g_new (GhRuleCost, gh_n_rules ());

  gh_measure (standing->model, standing->programme, now);
  for (guint at = 0; at < places->len && why->elsewhere->len < MOST_ELSEWHERE; at++)
    {
      const Place *place = &g_array_index (places, Place, at);
      GhElsewhere elsewhere = { .at = { domain->options[place->option].start,
                                        domain->rooms[place->room] },
                                .changes = g_new (GhRuleCost, gh_n_rules ()) };
      if (!could_be_put (board, session, place))
        {
          g_free (elsewhere.changes);
          continue;
        }
      bill_at (standing->model, standing->programme, session, elsewhere.at, then);
      elsewhere.change = gh_bill_change (now, then, elsewhere.changes);
      g_array_append_val (why->elsewhere, elsewhere);
    }
  if (gh_programme_is_placed (standing->programme, session))
    {
      why->costs = g_new (GhRuleCost, gh_n_rules ());
      bill_at (standing->model, standing->programme, session, (GhPlacement){ GH_NEVER, -1 }, then);
      gh_bill_change (then, now, why->costs);
    }
}

GhWhy *
gh_explain_session (const GhModel *model, const GhProgramme *programme, int session)
{
  GhWhy *why = g_new0 (GhWhy, 1);
  g_autoptr (GhStanding) standing = gh_standing_new (model, programme);
  GhBoard *board = gh_board_new (standing->demands);

  why->holds = g_ptr_array_new_with_free_func (g_free);
  why->in_the_way = g_ptr_array_new_with_free_func (g_free);
  why->elsewhere = g_array_new (false, false, sizeof (GhElsewhere));
  g_array_set_clear_func (why->elsewhere, free_elsewhere);
  why->n_starts = standing->demands->domains[session].n_options;
  gh_standing_lay (standing, board, session);
  list_holds (standing, session, why);
  list_in_the_way (standing, board, session, why);
  list_elsewhere (standing, board, session, why);
  gh_board_free (board);
  return why;
}

int64_t *
gh_explain_costs (const GhModel *model, const GhProgramme *programme)
{
  int64_t *costs = g_new0 (int64_t, model->n_sessions + 1);
  g_autoptr (GhStanding) standing = gh_standing_new (model, programme);
  GhBoard *board = gh_board_new (standing->demands);

  gh_standing_lay (standing, board, -1);
  for (int session = 0; session < model->n_sessions; session++)
    {
      int mark = gh_board_mark (board);
      int option = board->option[session];
      int room = board->room[session];
      if (option < 0)
        continue;
      gh_board_take (board, session);
      costs[session] = gh_board_cost_of_putting (board, session, option, room);
      gh_board_rollback (board, mark);
    }
  gh_board_free (board);
  return costs;
}

void
gh_why_free (GhWhy *why)
{
  if (why == NULL)
    return;
  g_ptr_array_unref (why->holds);
  g_ptr_array_unref (why->in_the_way);
  g_array_unref (why->elsewhere);
  g_free (why->costs);
  g_free (why);
}
