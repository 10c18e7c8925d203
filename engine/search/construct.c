#include "engine/search/search.h"

/* A session's weight to begin with, and what each ejection adds. */
#define FIRST_WEIGHT 100
#define HEAVIER 1
/* A room is free, or becomes so when others change theirs. */
#define ANY_ROOM (-2)
/* Time that people may need between two sessions, at most: more only clears too much. */
#define NEAR_MINUTES 60
/* Ejections for one put, at most: more is a sign of the wrong place. */
#define MOST_EJECTED 40
/* What is taken off does not come back for so many rounds, and up to so many more.  Longer, and it
 * takes longer to see that there was the right place after all. */
#define BANNED_ROUNDS 3
#define BANNED_BY_CHANCE 5
/* After so many rounds without a better board, everything is shaken, each session so often. */
#define ROUNDS_BEFORE_SHAKE 2000
#define SHAKES_A_SESSION 8
/* The weight of what cannot be taken off: a place elsewhere is looked for first. */
#define NEVER_OFF (1 << 24)
/* Places of equal promise that are looked at for rooms, at most. */
#define MOST_LOOKS 60

static void
weigh (GhSearch *search)
{
  const GhModel *model = search->board->model;
  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhDomain *domain = &search->demands->domains[session];
      int places = MAX (1, domain->n_options * domain->n_rooms);
      search->weights[session] =
          (FIRST_WEIGHT + 5 * FIRST_WEIGHT / places) * (1 + model->sessions[session].priority);
      if (model->sessions[session].optional)
        search->weights[session] = 1;
      if (gh_has_begun (model, session))
        search->weights[session] = NEVER_OFF;
    }
}

/* ---- a first, greedy programme ----------------------------------------------------------- */

typedef struct
{
  int64_t freedom;
  int session;
} Turn;

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *left = a;
  const Turn *right = b;
  if (left->freedom != right->freedom)
    return left->freedom < right->freedom ? -1 : 1;
  return left->session < right->session ? -1 : left->session > right->session;
}

/* Puts what has least freedom first, each at the cheapest place that is open to it. */
static void
put_greedily (GhSearch *search)
{
  g_autoptr (GArray) turns = g_array_new (false, false, sizeof (Turn));

  for (int entry = 0; entry < search->board->missing.n; entry++)
    {
      int session = search->board->missing.sessions[entry];
      const GhDomain *domain = &search->demands->domains[session];
      Turn turn = { (int64_t)domain->n_options * domain->n_rooms * 1000
                        / (10 + search->demands->edges[session].n_edges),
                    session };
      g_array_append_val (turns, turn);
    }
  g_array_sort (turns, compare_turns);
  for (guint entry = 0; entry < turns->len && gh_search_step (search, 1); entry++)
    {
      int session = g_array_index (turns, Turn, entry).session;
      int option, room;
      int64_t cost;
      if (gh_search_best_place (search, session, &option, &room, &cost))
        gh_board_put (search->board, session, option, room);
    }
  gh_board_forget (search->board);
}

/* ---- ejections --------------------------------------------------------------------------- */

/* The weight in the way in a room, of those that do not stand in the way in time already. */
static int
weight_in_room (GhSearch *search, int session, int option, int room)
{
  int weight = 0;
  g_array_set_size (search->in_the_way, 0);
  gh_board_room_blockers (search->board, session, option, room, search->in_the_way);
  for (guint entry = 0; entry < search->in_the_way->len; entry++)
    {
      int other = g_array_index (search->in_the_way, int, entry);
      bool goes_anyway = false;
      for (guint number = 0; number < search->off->len; number++)
        goes_anyway |= g_array_index (search->off, int, number) == other;
      if (!goes_anyway)
        weight += search->weights[other];
    }
  return weight;
}

typedef struct
{
  int session, option, room;
  int price; /* the weight that stands in the way */
  int n_equal;
} Choice;

static void
consider (GhSearch *search, Choice *choice, int session, int option, int room, int price)
{
  if (price > choice->price)
    return;
  choice->n_equal = price == choice->price ? choice->n_equal + 1 : 1;
  if (choice->n_equal > 1 && gh_random_below (&search->random, choice->n_equal) > 0)
    return;
  *choice = (Choice){ session, option, room, price, choice->n_equal };
}

/* The place at which the least weight stands in the way, if it is not more than in CHOICE. */
static void
choose_place (GhSearch *search, int session, Choice *choice)
{
  const GhDomain *domain = &search->demands->domains[session];
  int first = gh_random_below (&search->random, domain->n_options);
  int looks = 0;

  for (int at = 0; at < domain->n_options; at++)
    search->prices[at] = 0;
  gh_board_price_options (search->board, session, search->weights, search->prices);
  for (int turn = 0; turn < domain->n_options; turn++)
    {
      int at = (first + turn) % domain->n_options;
      int price = search->prices[at];
      int free_room;
      if (search->forbidden_until[domain->first_option + at] > search->rounds
          || price > choice->price || (price == choice->price && looks > MOST_LOOKS))
        continue;
      if (gh_board_full_capacity (search->board, session, at) >= 0)
        price += FIRST_WEIGHT;
      looks++;
      free_room = gh_board_free_room (search->board, session, at);
      if (free_room < 0 && gh_board_could_free_room (search->board, session, at))
        free_room = ANY_ROOM;
      if (free_room != -1)
        {
          consider (search, choice, session, at, free_room, price);
          continue;
        }
      g_array_set_size (search->off, 0);
      if (search->prices[at] > 0)
        gh_board_pair_blockers (search->board, session, at, search->off);
      for (int in = 0; in < domain->n_rooms; in++)
        {
          if (!gh_domain_fits (domain, at, in))
            continue;
          looks++;
          consider (search, choice, session, at, in,
                    price + weight_in_room (search, session, at, in));
        }
    }
  search->steps += looks / 8;
}

/* Takes a session off for a while. */
static void
eject (GhSearch *search, int session)
{
  int option = search->board->option[session];
  if (option < 0)
    return;
  search->forbidden_until[search->demands->domains[session].first_option + option] =
      search->rounds + BANNED_ROUNDS + gh_random_below (&search->random, BANNED_BY_CHANCE);
  search->weights[session] += HEAVIER;
  gh_board_take (search->board, session);
}

/* What has begun is never taken off: there is no other place for it. */
static bool
is_any_begun (const GhSearch *search, const GArray *list)
{
  for (guint entry = 0; entry < list->len; entry++)
    if (gh_has_begun (search->demands->model, g_array_index (list, int, entry)))
      return true;
  return false;
}

/* The lightest of the list that may go, which is not SESSION; -1: there is none. */
static int
lightest (GhSearch *search, const GArray *list, int session)
{
  int best = -1;
  int n_equal = 0;
  for (guint entry = 0; entry < list->len; entry++)
    {
      int other = g_array_index (list, int, entry);
      if (other == session || !gh_board_has (search->board, other)
          || gh_has_begun (search->demands->model, other))
        continue;
      if (best >= 0 && search->weights[other] > search->weights[best])
        continue;
      n_equal = best >= 0 && search->weights[other] == search->weights[best] ? n_equal + 1 : 1;
      if (n_equal == 1 || gh_random_below (&search->random, n_equal) == 0)
        best = other;
    }
  return best;
}

/* Sessions that keep the teams which SESSION would need at START: those that overlap, or else those
 * of the same day. */
static void
list_team_rivals (const GhSearch *search, int session, GhMinute start, GArray *rivals)
{
  const GhBoard *board = search->board;
  const GhTeamBook *book = board->teams;
  GhMinute end = start + board->model->sessions[session].minutes;

  for (int pass = 0; pass < 2 && rivals->len == 0; pass++)
    for (int other = 0; other < board->model->n_sessions; other++)
      {
        GhMinute other_start = board->placements[other].start;
        bool shares = false;
        if (other == session || other_start == GH_NEVER
            || (pass == 0 ? other_start >= end
                                || start >= other_start + board->model->sessions[other].minutes
                          : gh_day_of (other_start) != gh_day_of (start)))
          continue;
        for (int own = book->first_slot[session]; own < book->first_slot[session + 1]; own++)
          for (int slot = book->first_slot[other]; slot < book->first_slot[other + 1]; slot++)
            shares |= book->kinds[own] == book->kinds[slot];
        if (shares)
          g_array_append_val (rivals, other);
      }
}

/* Sessions at about the same time that keep people of a delegation from going where it must be. */
static void
list_ties (const GhSearch *search, int delegation, int session, GhMinute start, GArray *ties)
{
  const GhDemands *demands = search->demands;
  const GhPlacement *placements = search->board->placements;
  const GArray *people = demands->model->delegations[delegation].people;
  GhMinute end = start + demands->model->sessions[session].minutes;

  for (guint entry = 0; entry < people->len; entry++)
    {
      const GhList *busy = &demands->busy[g_array_index (people, int, entry)];
      for (int item = 0; item < busy->n; item++)
        {
          int other = g_array_index (demands->commitments, GhCommitment, busy->items[item]).session;
          GhMinute at = placements[other].start;
          if (other != session && at != GH_NEVER && at < end + NEAR_MINUTES
              && start < at + demands->model->sessions[other].minutes + NEAR_MINUTES)
            g_array_append_val (ties, other);
        }
    }
}

/* Clears what refused the last put; false: there is nothing to clear. */
static bool
clear_refusal (GhSearch *search, int session, int option)
{
  GhMinute start = search->demands->domains[session].options[option].start;
  int victim;

  g_array_set_size (search->in_the_way, 0);
  if (search->board->refused_by >= 0)
    {
      /* The musts near the place that was tried: it is on no board now, so say where it was. */
      GhPlacement *here = &search->board->placements[session];
      *here = (GhPlacement){ start, -1 };
      gh_covers_near (search->board->covers, search->board->placements, search->board->refused_by,
                      session, search->in_the_way);
      list_ties (search, search->board->refused_by, session, start, search->in_the_way);
      *here = (GhPlacement){ GH_NEVER, -1 };
    }
  else
    list_team_rivals (search, session, start, search->in_the_way);
  victim = lightest (search, search->in_the_way, session);
  if (victim < 0)
    return false;
  eject (search, victim);
  return true;
}

/* Puts a session at a place, whatever must go for it; false, with nothing changed, when that does
 * not help. */
static bool
force (GhSearch *search, int session, int option, int room)
{
  GhBoard *board = search->board;
  int mark = gh_board_mark (board);
  int full;

  g_array_set_size (search->off, 0);
  gh_board_pair_blockers (board, session, option, search->off);
  if (room != ANY_ROOM)
    gh_board_room_blockers (board, session, option, room, search->off);
  if (is_any_begun (search, search->off))
    return false;
  for (guint entry = 0; entry < search->off->len; entry++)
    eject (search, g_array_index (search->off, int, entry));
  if (room == ANY_ROOM)
    room = gh_board_find_room (board, session, option);
  if (room < 0)
    {
      gh_board_rollback (board, mark);
      return false;
    }
  for (int turn = 0; turn < MOST_EJECTED; turn++)
    {
      full = gh_board_full_capacity (board, session, option);
      if (full >= 0)
        {
          g_array_set_size (search->in_the_way, 0);
          gh_board_capacity_blockers (board, full, session, option, search->in_the_way);
          int victim = lightest (search, search->in_the_way, session);
          if (victim < 0)
            break;
          eject (search, victim);
          continue;
        }
      if (gh_board_put (board, session, option, room))
        return true;
      if (!clear_refusal (search, session, option))
        break;
    }
  gh_board_rollback (board, mark);
  return false;
}

/* Many random moves that keep the hard rules: another corner to go on from. */
static void
shake (GhSearch *search)
{
  GhBoard *board = search->board;
  for (int turn = 0; turn < SHAKES_A_SESSION * board->model->n_sessions; turn++)
    {
      int session = gh_random_below (&search->random, board->model->n_sessions);
      const GhDomain *domain = &search->demands->domains[session];
      int option;
      if (!gh_board_has (board, session))
        continue;
      option = gh_random_below (&search->random, domain->n_options);
      if (option != board->option[session]
          && gh_chain_build (search->chain, session,
                             search->demands->option_start[domain->first_option + option], -1,
                             GH_MOST_IN_CHAIN))
        gh_board_move (board, search->chain->moves, search->chain->n, 0, INT64_MAX);
    }
  gh_board_forget (board);
  for (int option = 0; option < search->demands->n_options; option++)
    search->forbidden_until[option] = 0;
}

/* ---- the loop ---------------------------------------------------------------------------- */

/* The cheapest place of two missing sessions, so that chance has a say and the easier one too. */
static Choice
choose (GhSearch *search)
{
  Choice choice = { .session = -1, .price = INT32_MAX };
  const GhBucket *missing = &search->board->missing;
  int first = gh_random_below (&search->random, missing->n);
  int second = gh_random_below (&search->random, missing->n);
  choose_place (search, missing->sessions[first], &choice);
  if (second != first)
    choose_place (search, missing->sessions[second], &choice);
  return choice;
}

void
gh_search_begin (GhSearch *search)
{
  weigh (search);
  put_greedily (search);
  gh_search_remember (search);
}

void
gh_search_construct (GhSearch *search, int64_t until)
{
  int64_t last_better = 0;
  int fewest = INT32_MAX;

  while (search->board->missing.n > 0 && search->steps < until && gh_search_step (search, 1))
    {
      Choice choice;
      search->rounds++;
      if (search->board->n_missing < fewest)
        {
          fewest = search->board->n_missing;
          last_better = search->rounds;
        }
      if (search->rounds - last_better > ROUNDS_BEFORE_SHAKE)
        {
          shake (search);
          fewest = INT32_MAX;
          last_better = search->rounds;
          continue;
        }
      choice = choose (search);
      if (choice.session < 0)
        continue;
      if (!force (search, choice.session, choice.option, choice.room))
        search->forbidden_until[search->demands->domains[choice.session].first_option
                                + choice.option] = search->rounds + 50;
      gh_board_forget (search->board);
      gh_search_remember (search);
    }
}
