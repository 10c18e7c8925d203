#include "engine/board/inside.h"

#include <string.h>

/* ---- making ------------------------------------------------------------------------------ */

/* Cuts time wherever a session may start or end, or a limit's hours do. */
static void
cut_time (GhBoard *board)
{
  const GhDemands *demands = board->demands;
  g_autoptr (GArray) cuts = g_array_new (false, false, sizeof (GhMinute));

  for (int session = 0; session < board->model->n_sessions; session++)
    for (int option = 0; option < demands->domains[session].n_options; option++)
      {
        GhMinute start = demands->domains[session].options[option].start;
        GhMinute end = start + board->model->sessions[session].minutes;
        g_array_append_val (cuts, start);
        g_array_append_val (cuts, end);
      }
  for (guint capacity = 0; capacity < demands->capacities->len; capacity++)
    {
      const GhTimes *during = g_array_index (demands->capacities, GhCapacity, capacity).during;
      for (int span = 0; span < during->n_spans; span++)
        {
          g_array_append_val (cuts, during->spans[span].start);
          g_array_append_val (cuts, during->spans[span].end);
        }
    }
  board->steps = gh_steps_new (cuts);

  board->option_step = g_new (int, demands->n_options);
  board->option_end_step = g_new (int, demands->n_options);
  for (int session = 0; session < board->model->n_sessions; session++)
    for (int option = 0; option < demands->domains[session].n_options; option++)
      {
        int at = demands->domains[session].first_option + option;
        GhMinute start = demands->domains[session].options[option].start;
        board->option_step[at] = gh_steps_at (&board->steps, start);
        board->option_end_step[at] =
            gh_steps_at (&board->steps, start + board->model->sessions[session].minutes);
      }
}

static bool
is_listed_missing (const GhBoard *board, int session)
{
  return gh_board_needs (board, session) && board->demands->domains[session].is_placeable;
}

GhBoard *
gh_board_new (const GhDemands *demands)
{
  const GhModel *model = demands->model;
  GhBoard *board = g_new0 (GhBoard, 1);

  board->demands = demands;
  board->model = model;
  board->n_days = model->conference.n_days;
  board->option = g_new (int, model->n_sessions);
  board->start = g_new (int, model->n_sessions);
  board->room = g_new (int, model->n_sessions);
  board->placements = g_new (GhPlacement, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    {
      board->option[session] = board->start[session] = board->room[session] = -1;
      board->placements[session] = (GhPlacement){ GH_NEVER, -1 };
      board->n_missing += gh_board_needs (board, session);
      board->cost += demands->left_out_weight[session];
    }
  cut_time (board);
  gh_board_make_pairs (board);
  for (int session = 0; session < model->n_sessions; session++)
    if (is_listed_missing (board, session))
      gh_board_list (board, &board->missing, session);
  gh_board_make_rooms (board);
  gh_board_make_counts (board);
  board->people = gh_people_new (demands);
  board->teams = gh_team_book_new (demands);
  board->covers = gh_covers_new (demands);
  board->journal = g_array_new (false, false, sizeof (GhJournalEntry));
  board->journal_teams = g_array_new (false, false, sizeof (int));
  board->blockers = g_array_new (false, false, sizeof (int));
  board->is_noted = g_new0 (bool, model->n_sessions);
  board->moves = g_array_new (false, false, sizeof (GhMove));
  return board;
}

void
gh_board_free (GhBoard *board)
{
  if (board == NULL)
    return;
  gh_board_free_pairs (board);
  gh_board_free_rooms (board);
  gh_board_free_counts (board);
  gh_steps_clear (&board->steps);
  g_free (board->option_step);
  g_free (board->option_end_step);
  g_free (board->option);
  g_free (board->start);
  g_free (board->room);
  g_free (board->placements);
  gh_people_free (board->people);
  gh_team_book_free (board->teams);
  gh_covers_free (board->covers);
  g_array_unref (board->journal);
  g_array_unref (board->journal_teams);
  g_array_unref (board->blockers);
  g_array_unref (board->moves);
  g_free (board->is_noted);
  g_free (board);
}

/* ---- cost -------------------------------------------------------------------------------- */

/* Of a start alone, people apart. */
static int64_t
time_cost (const GhBoard *board, int session, int option)
{
  const GhDomain *domain = &board->demands->domains[session];
  return (int64_t)domain->options[option].cost + board->charged[domain->first_option + option]
         + gh_board_limits_cost (board, session, option)
         + gh_board_spread_cost (board, session, gh_day_of (domain->options[option].start));
}

int64_t
gh_board_cost_at (GhBoard *board, int session, int option, int room)
{
  GhMove move = { session, option };
  return time_cost (board, session, option)
         + gh_board_room_cost (board, session,
                               board->demands->domains[session].options[option].start, room)
         + gh_people_foretell (board->people, &move, 1, INT64_MAX);
}

int64_t
gh_board_cost_of_putting (GhBoard *board, int session, int option, int room)
{
  return gh_board_cost_at (board, session, option, room) - board->demands->left_out_weight[session];
}

int64_t
gh_board_foretell (GhBoard *board, const GhMove *moves, int n, int64_t limit)
{
  const GhDemands *demands = board->demands;
  int64_t change = 0;

  for (int move = 0; move < n; move++)
    {
      int session = moves[move].session;
      const GhDomain *domain = &demands->domains[session];
      int from = board->option[session];
      int to = moves[move].option;

      change += domain->options[to].cost - domain->options[from].cost
                + board->charged[domain->first_option + to]
                - board->charged[domain->first_option + from];
      if (demands->capacities_of[session].n > 0)
        change +=
            gh_board_limits_cost (board, session, to) - gh_board_limits_cost (board, session, from);
      if (demands->spread_group[session] >= 0)
        change += gh_board_spread_cost (board, session, gh_day_of (domain->options[to].start))
                  - gh_board_spread_cost (board, session, gh_day_of (domain->options[from].start));
    }
  if (n > 1)
    change += gh_board_pairs_among (board, moves, n);
  if (limit < INT64_MAX)
    limit -= change;
  return change + gh_people_foretell (board->people, moves, n, limit);
}

bool
gh_board_is_open (const GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];

  return board->blocked[domain->first_option + option] == 0 && gh_domain_fits (domain, option, room)
         && gh_board_room_is_free (board, session, option, room)
         && gh_board_full_capacity (board, session, option) < 0
         && !gh_board_room_is_forbidden (board, session, domain->options[option].start, room);
}

/* ---- putting and taking ------------------------------------------------------------------ */

static void
note (GhBoard *board, int session)
{
  const GhTeamBook *teams = board->teams;
  int n_teams = teams->first_slot[session + 1] - teams->first_slot[session];
  GhJournalEntry entry = { session, board->option[session], board->room[session],
                           (int)board->journal_teams->len, n_teams };
  if (n_teams > 0)
    g_array_append_vals (board->journal_teams, &teams->slots[teams->first_slot[session]],
                         (guint)n_teams);
  g_array_append_val (board->journal, entry);
}

static void
note_teams (int session, gpointer data)
{
  note (data, session);
}

static void
move_people (GhBoard *board, const GhMove *moves, int n)
{
  board->cost += gh_people_apply (board->people, moves, n);
}

static void
set_option (GhBoard *board, int session, int option)
{
  board->option[session] = option;
  board->start[session] =
      board->demands->option_start[board->demands->domains[session].first_option + option];
}

/* A session leaves its room, or is put in one; time and costs apart.  It is nowhere in between. */
static void
clear_room (GhBoard *board, int session)
{
  gh_board_change_rooms (board, session, -1);
  gh_board_change_stability (board, session, -1);
  board->placements[session] = (GhPlacement){ GH_NEVER, -1 };
}

static void
fill_room (GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];
  set_option (board, session, option);
  board->room[session] = room;
  board->placements[session] = (GhPlacement){ domain->options[option].start, domain->rooms[room] };
  gh_board_change_rooms (board, session, 1);
  gh_board_change_stability (board, session, 1);
}

/* The same, and what that costs. */
static void
leave_room (GhBoard *board, int session)
{
  board->cost -=
      gh_board_room_cost (board, session, board->placements[session].start, board->room[session]);
  clear_room (board, session);
}

static void
take_room (GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];
  board->cost += gh_board_room_cost (board, session, domain->options[option].start, room);
  fill_room (board, session, option, room);
}

/* A session that stands at its placement is no longer counted there, or is again; rooms and people
 * apart. */
static void
leave_time (GhBoard *board, int session)
{
  board->cost -= time_cost (board, session, board->option[session]);
  gh_board_change_pairs (board, session, -1);
  gh_board_change_counts (board, session, -1);
}

static void
enter_time (GhBoard *board, int session)
{
  gh_board_change_pairs (board, session, 1);
  gh_board_change_counts (board, session, 1);
  board->cost += time_cost (board, session, board->option[session]);
}

/* Off the board, teams and all, but people stay. */
static void
lift (GhBoard *board, int session)
{
  gh_team_book_release (board->teams, session);
  leave_time (board, session);
  leave_room (board, session);
  board->option[session] = board->start[session] = board->room[session] = -1;
  board->cost += board->demands->left_out_weight[session];
  board->n_missing += gh_board_needs (board, session);
  if (is_listed_missing (board, session))
    gh_board_list (board, &board->missing, session);
}

/* On the board, without teams or people. */
static void
set_down (GhBoard *board, int session, int option, int room)
{
  if (is_listed_missing (board, session))
    gh_board_unlist (board, &board->missing, session);
  take_room (board, session, option, room);
  enter_time (board, session);
  board->cost -= board->demands->left_out_weight[session];
  board->n_missing -= gh_board_needs (board, session);
}

/* Teams and covers for a session that is not on the board yet: they only look at placements, and
 * are asked before the tables are touched. */
static bool
find_people_for (GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];
  bool found;

  board->placements[session] = (GhPlacement){ domain->options[option].start, domain->rooms[room] };
  board->refused_by = -1;
  found = gh_covers_are_possible (board->covers, board->placements, session, &board->refused_by)
          && gh_team_book_assign (board->teams, board->placements, session, note_teams, board);
  board->placements[session] = (GhPlacement){ GH_NEVER, -1 };
  return found;
}

static void
drop_last_note (GhBoard *board)
{
  const GhJournalEntry *last =
      &g_array_index (board->journal, GhJournalEntry, board->journal->len - 1);
  g_array_set_size (board->journal_teams, (guint)last->first_team);
  g_array_set_size (board->journal, board->journal->len - 1);
}

bool
gh_board_put (GhBoard *board, int session, int option, int room)
{
  GhMove move = { session, option };

  note (board, session);
  if (!find_people_for (board, session, option, room))
    {
      drop_last_note (board);
      return false;
    }
  set_down (board, session, option, room);
  move_people (board, &move, 1);
  return true;
}

/* The team's first duty that starts at or after MINUTE, or else its last before, of those that have
 * not begun; -1: there is none. */
static int
duty_near (const GhBoard *board, int team, GhMinute minute)
{
  const GhDuties *duties = &board->teams->duties[team];
  int near = -1;
  for (int entry = 0; entry < duties->n; entry++)
    {
      if (gh_has_begun (board->model, duties->sessions[entry]))
        continue;
      near = duties->sessions[entry];
      if (board->placements[near].start >= minute)
        break;
    }
  return near;
}

/* A session that held two others together in one sitting leaves two sittings behind: if that is one
 * too many, more has to go. */
static void
mend_sittings (GhBoard *board, int first_team, int n_teams, GhMinute start)
{
  for (int entry = first_team; entry < first_team + n_teams; entry++)
    {
      int team = g_array_index (board->journal_teams, int, entry);
      const GhDuties *duties = team >= 0 ? &board->teams->duties[team] : NULL;
      int near = -1;
      /* What has begun stays, whatever it breaks. */
      while (duties != NULL
             && !gh_team_duties_are_right (board->demands, team, duties->sessions, duties->n,
                                           board->placements)
             && (near = duty_near (board, team, start)) >= 0)
        gh_board_take (board, near);
    }
}

void
gh_board_take (GhBoard *board, int session)
{
  GhMinute start = board->placements[session].start;
  GhMove move = { session, -1 };
  GhJournalEntry entry;

  if (!gh_board_has (board, session))
    return;
  note (board, session);
  entry = g_array_index (board->journal, GhJournalEntry, board->journal->len - 1);
  lift (board, session);
  move_people (board, &move, 1);
  mend_sittings (board, entry.first_team, entry.n_teams, start);
}

void
gh_board_lay (GhBoard *board, int session, int option, int room, const int *teams)
{
  GhMove move = { session, option };
  set_down (board, session, option, room);
  gh_team_book_set (board->teams, board->placements, session, teams);
  move_people (board, &move, 1);
}

/* ---- many at once ------------------------------------------------------------------------ */

/* A session stays where it is in time, and changes rooms within its venue, so that neither people
 * nor teams notice. */
static bool
change_room (GhBoard *board, int session, int room)
{
  const GhDomain *domain = &board->demands->domains[session];
  int option = board->option[session];

  if (board->model->rooms[domain->rooms[board->room[session]]].venue
          != board->model->rooms[domain->rooms[room]].venue
      || gh_board_room_is_forbidden (board, session, domain->options[option].start, room))
    return false;
  note (board, session);
  leave_room (board, session);
  take_room (board, session, option, room);
  return true;
}

/* A room of its domain is open for a session that is nowhere. */
static bool
room_is_open (GhBoard *board, int session, int option, int room)
{
  const GhDomain *domain = &board->demands->domains[session];
  return gh_domain_fits (domain, option, room)
         && gh_board_room_is_free (board, session, option, room)
         && !gh_board_room_is_forbidden (board, session, domain->options[option].start, room);
}

/* Frees a room that is open for a session: whoever is in the way, one session, goes to another,
 * and so on (augmenting paths).  -1: there is none. */
static int
free_a_room (GhBoard *board, int session, int option)
{
  const GhDomain *domain = &board->demands->domains[session];

  for (int in = 0; in < domain->n_rooms; in++)
    {
      int room = domain->rooms[in];
      int other, elsewhere;

      if (room < 0 || !gh_domain_fits (domain, option, in)
          || (board->visited[room >> 6] >> (room & 63) & 1) != 0)
        continue;
      board->visited[room >> 6] |= UINT64_C (1) << (room & 63);
      other = gh_board_only_room_blocker (board, session, option, in);
      if (other < 0 || board->placements[other].room < 0)
        continue;
      elsewhere = gh_board_free_room (board, other, board->option[other]);
      if (elsewhere < 0)
        elsewhere = free_a_room (board, other, board->option[other]);
      if (elsewhere >= 0 && change_room (board, other, elsewhere)
          && room_is_open (board, session, option, in))
        return in;
    }
  return -1;
}

int
gh_board_find_room (GhBoard *board, int session, int option)
{
  int room = gh_board_free_room (board, session, option);
  if (room >= 0)
    return room;
  memset (board->visited, 0, (gsize)board->n_room_words * sizeof (uint64_t));
  return free_a_room (board, session, option);
}

/* A session that goes to where it is not now, by any minute, and minds no room. */
static bool
leaves_behind (const GhBoard *board, GhMove move)
{
  int first = board->demands->domains[move.session].first_option;
  int from = first + board->option[move.session];
  int to = first + move.option;
  return board->has_plain_rooms[move.session]
         && (board->option_end_step[from] <= board->option_step[to]
             || board->option_end_step[to] <= board->option_step[from]);
}

/* The rooms of a move: all leave, then each takes the cheapest, or one that is made free. */
static bool
change_rooms (GhBoard *board, const GhMove *moves, int n)
{
  /* Mostly there is no room: then it need not have left. */
  bool stays_till_found = n == 1 && leaves_behind (board, moves[0]);
  for (int move = 0; move < n && !stays_till_found; move++)
    leave_room (board, moves[move].session);
  for (int move = 0; move < n; move++)
    {
      int session = moves[move].session;
      int room = gh_board_find_room (board, session, moves[move].option);
      if (room < 0)
        return false;
      if (stays_till_found)
        leave_room (board, session);
      take_room (board, session, moves[move].option, room);
    }
  return true;
}

static bool
stands_as_noted (const GhBoard *board, const GhJournalEntry *entry)
{
  return board->placements[entry->session].start != GH_NEVER
         && board->option[entry->session] == entry->option
         && board->room[entry->session] == entry->room;
}

/* Everybody goes back to the room they had at MARK; nothing but rooms has changed since, and what
 * it COST then is known. */
static void
restore_rooms (GhBoard *board, int mark, int64_t cost)
{
  const GhJournalEntry *entries = (const GhJournalEntry *)(gpointer)board->journal->data;
  int n = (int)board->journal->len;

  if (n == mark + 1 && stands_as_noted (board, &entries[mark]))
    {
      drop_last_note (board);
      return;
    }
  for (int number = mark; number < n; number++)
    if (board->placements[entries[number].session].start != GH_NEVER)
      clear_room (board, entries[number].session);
  for (int number = mark; number < n; number++)
    if (board->placements[entries[number].session].start == GH_NEVER)
      fill_room (board, entries[number].session, entries[number].option, entries[number].room);
  g_array_set_size (board->journal_teams, (guint)entries[mark].first_team);
  g_array_set_size (board->journal, (guint)mark);
  board->cost = cost;
}

/* Once the rooms are changed: the sessions leave their old time and enter the new one.  False:
 * some limit is exceeded; then not all have entered it. */
static bool
change_times (GhBoard *board, const GhMove *moves, int n, int mark)
{
  const GhJournalEntry *before = &g_array_index (board->journal, GhJournalEntry, mark);
  bool is_right = true;

  for (int move = 0; move < n; move++)
    {
      int session = moves[move].session;
      GhPlacement now = board->placements[session];
      set_option (board, session, before[move].option);
      board->placements[session].start =
          board->demands->domains[session].options[before[move].option].start;
      leave_time (board, session);
      board->option[session] = board->start[session] = -1;
      board->placements[session] = now;
    }
  for (int move = 0; move < n; move++)
    {
      int session = moves[move].session;
      is_right = is_right && gh_board_full_capacity (board, session, moves[move].option) < 0;
      set_option (board, session, moves[move].option);
      enter_time (board, session);
    }
  return is_right;
}

/* Every team that has just lost a duty can keep its others. */
static bool
sittings_hold (GhBoard *board, int mark)
{
  for (int number = mark; number < (int)board->journal->len; number++)
    {
      const GhJournalEntry *entry = &g_array_index (board->journal, GhJournalEntry, number);
      for (int slot = entry->first_team; slot < entry->first_team + entry->n_teams; slot++)
        {
          int team = g_array_index (board->journal_teams, int, slot);
          const GhDuties *duties = team >= 0 ? &board->teams->duties[team] : NULL;
          if (duties != NULL
              && !gh_team_duties_are_right (board->demands, team, duties->sessions, duties->n,
                                            board->placements))
            return false;
        }
    }
  return true;
}

/* Teams and covers for sessions that have moved. */
static bool
find_people_again (GhBoard *board, const GhMove *moves, int n, int mark)
{
  for (int move = 0; move < n; move++)
    if (!gh_covers_are_possible (board->covers, board->placements, moves[move].session,
                                 &board->refused_by))
      return false;
  for (int move = 0; move < n; move++)
    gh_team_book_release (board->teams, moves[move].session);
  if (!sittings_hold (board, mark))
    return false;
  for (int move = 0; move < n; move++)
    if (!gh_team_book_assign (board->teams, board->placements, moves[move].session, note_teams,
                              board))
      return false;
  return true;
}

GhMoved
gh_board_move (GhBoard *board, const GhMove *moves, int n, int64_t change, int64_t limit)
{
  int mark = gh_board_mark (board);
  int64_t before = board->cost;
  GhMoved moved = GH_NO_PLACE;

  for (int move = 0; move < n; move++)
    note (board, moves[move].session);
  if (!change_rooms (board, moves, n))
    {
      restore_rooms (board, mark, before);
      return GH_NO_PLACE;
    }
  if (board->cost - before + change > limit)
    {
      restore_rooms (board, mark, before);
      return GH_TOO_DEAR;
    }
  if (change_times (board, moves, n, mark) && find_people_again (board, moves, n, mark))
    {
      move_people (board, moves, n);
      moved = board->cost - before <= limit ? GH_MOVED : GH_TOO_DEAR;
    }
  if (moved != GH_MOVED)
    gh_board_rollback (board, mark);
  return moved;
}

/* The room of one session, in the domain of another that could have it instead; -1: it could not,
 * or it is elsewhere, where people and teams would notice. */
static int
room_for_other (const GhBoard *board, int session, int other)
{
  const GhRoom *rooms = board->model->rooms;
  int room = board->placements[session].room;
  int others = board->placements[other].room;
  if (room < 0 || others < 0 || rooms[room].venue != rooms[others].venue)
    return -1;
  return board->room_index[(gsize)other * (gsize)board->model->n_rooms + (gsize)room];
}

GhMoved
gh_board_swap_rooms (GhBoard *board, int a, int b, int64_t limit)
{
  int mark = gh_board_mark (board);
  int64_t before = board->cost;
  int option_a = board->option[a];
  int option_b = board->option[b];
  int room_a = room_for_other (board, b, a);
  int room_b = room_for_other (board, a, b);
  GhMoved moved = GH_NO_PLACE;

  if (room_a < 0 || room_b < 0 || room_a == board->room[a])
    return GH_NO_PLACE;
  note (board, a);
  note (board, b);
  leave_room (board, a);
  leave_room (board, b);
  if (room_is_open (board, a, option_a, room_a))
    {
      take_room (board, a, option_a, room_a);
      if (room_is_open (board, b, option_b, room_b))
        {
          take_room (board, b, option_b, room_b);
          moved = board->cost - before <= limit ? GH_MOVED : GH_TOO_DEAR;
        }
    }
  if (moved != GH_MOVED)
    restore_rooms (board, mark, before);
  return moved;
}

/* ---- the journal ------------------------------------------------------------------------- */

int
gh_board_mark (const GhBoard *board)
{
  return (int)board->journal->len;
}

void
gh_board_forget (GhBoard *board)
{
  if (board->journal->len == 0)
    return;
  g_array_set_size (board->journal, 0);
  g_array_set_size (board->journal_teams, 0);
}

/* Everything that has changed is lifted first: on the way back two could be in one place. */
void
gh_board_rollback (GhBoard *board, int mark)
{
  const GhJournalEntry *entries = (const GhJournalEntry *)(gpointer)board->journal->data;
  int n = (int)board->journal->len;

  g_array_set_size (board->moves, 0);
  for (int number = mark; number < n; number++)
    {
      /* The first entry of a session tells where it was. */
      GhMove move = { entries[number].session, number };
      if (board->is_noted[move.session])
        continue;
      board->is_noted[move.session] = true;
      g_array_append_val (board->moves, move);
      if (gh_board_has (board, move.session))
        lift (board, move.session);
    }
  for (guint number = 0; number < board->moves->len; number++)
    {
      GhMove *move = &g_array_index (board->moves, GhMove, number);
      const GhJournalEntry *entry = &entries[move->option];
      board->is_noted[move->session] = false;
      move->option = entry->option;
      if (entry->option < 0)
        continue;
      set_down (board, entry->session, entry->option, entry->room);
      if (entry->n_teams > 0)
        gh_team_book_set (board->teams, board->placements, entry->session,
                          &g_array_index (board->journal_teams, int, entry->first_team));
    }
  move_people (board, (const GhMove *)(gpointer)board->moves->data, (int)board->moves->len);
  if (n > mark)
    g_array_set_size (board->journal_teams, (guint)entries[mark].first_team);
  g_array_set_size (board->journal, (guint)mark);
}
