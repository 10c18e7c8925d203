#include "engine/plan.h"
#include "engine/replan/least-change.h"
#include "engine/rules/rules.h"

#include <string.h>

/* Conflicts for one question about the least change, and for what-ifs about single sessions. */
#define CONFLICTS_TO_PROVE 30000
#define CONFLICTS_IF_KEPT 3000
/* Beside the quality, where nothing is proved: what one person's move counts, and a change of rooms
 * alone. */
#define WEIGHT_OF_MOVE 1000
#define WEIGHT_OF_ROOM 100

/* The best of the least changes is searched with so many steps for each session that may still
 * move; more of them try the same few places again. */
#define MOST_STEPS_A_SESSION 1000

/* Of several programmes with the least changes, so many more are tried: which sessions have to
 * give way is often a choice between two or three, and each takes a search. */
#define MOST_OTHERS 3

typedef struct
{
  GhModel *model;
  const GhPlanOptions *options;
  GhCertificate *found;
  GhProgramme *programme;
  GhBits *soft;        /* optional sessions that had a place */
  GhPlacement *places; /* by session: where the next board begins */
  GArray **teams;      /* by session: that it had */
  GhIfKept *if_kept;   /* by session */
  GPtrArray *others;   /* GhPlacement *, by session: other places with the least changes */
  bool lacks_more;     /* something that the least change has a place for has none */
} Replanning;

static bool
is_held (const GhModel *model, int session)
{
  return !model->sessions[session].optional && !model->sessions[session].cancelled;
}

/* ---- beginning --------------------------------------------------------------------------- */

/* While re-planning, an optional session is not left out for the sake of others. */
static void
hold_what_was_placed (Replanning *this)
{
  GhModel *model = this->model;
  for (int session = 0; session < model->n_sessions; session++)
    if (model->sessions[session].optional && !model->sessions[session].cancelled
        && gh_had (model, session) != NULL)
      {
        gh_bits_add (this->soft, session);
        model->sessions[session].optional = false;
      }
}

static void
put_model_back (Replanning *this)
{
  GH_BITS_EACH (this->soft, session)
    this->model->sessions[session].optional = true;
}

/* The sessions that have a place to begin at: as they were, those that are new there last. */
static GArray *
list_placed (const Replanning *this)
{
  GArray *order = gh_past_order (this->model);
  g_autofree bool *is_in = g_new0 (bool, this->model->n_sessions + 1);
  guint kept = 0;

  for (guint at = 0; at < order->len; at++)
    {
      int session = g_array_index (order, int, at);
      is_in[session] = true;
      if (this->places[session].start != GH_NEVER)
        g_array_index (order, int, kept++) = session;
    }
  g_array_set_size (order, kept);
  for (int session = 0; session < this->model->n_sessions; session++)
    if (!is_in[session] && this->places[session].start != GH_NEVER)
      g_array_append_val (order, session);
  return order;
}

static void
lay (GhBoard *board, gpointer data)
{
  const Replanning *this = data;
  g_autoptr (GArray) order = list_placed (this);
  g_autoptr (GArray) refused = g_array_new (false, false, sizeof (int));
  gh_lay (board, this->places, this->teams, order, refused);
}

/* All that had a place has it still, and nothing else must be placed. */
static bool
all_can_stay (const Replanning *this)
{
  GhDemands *demands = gh_demands_new (this->model, (GhLessons){ 0 });
  GhBoard *board = gh_board_new (demands);
  g_autoptr (GArray) order = list_placed (this);
  g_autoptr (GArray) refused = g_array_new (false, false, sizeof (int));
  bool is_complete;

  gh_lay (board, this->places, this->teams, order, refused);
  is_complete = refused->len == 0 && board->n_missing == 0;
  gh_board_free (board);
  gh_demands_free (demands);
  return is_complete;
}

/* ---- the least change -------------------------------------------------------------------- */

static GhDisturbance
disturbance_of (GhLeastPrice price)
{
  return (GhDisturbance){ .price = price.price, .bound = price.bound };
}

static void
ask_if_kept (Replanning *this, GhLeastChange *change, bool in_room)
{
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      const GhHad *had = gh_had (this->model, session);
      GhPlacement at = this->places[session];
      GhLeastPrice price;
      if (had == NULL
          || (in_room ? at.start != had->start || (at.room == had->room && !had->room_is_gone)
                      : at.start == had->start))
        continue;
      price = in_room ? gh_least_change_if_room_kept (change, session, CONFLICTS_IF_KEPT)
                      : gh_least_change_if_kept (change, session, CONFLICTS_IF_KEPT);
      this->if_kept[session] =
          (GhIfKept){ true, in_room, price.is_proved, price.is_known ? price.price : -1 };
    }
}

/* Other places BEFORE, with as few moves, say that a session that moves now could have stayed. */
static void
learn_of_moves (Replanning *this, const GhPlacement *before)
{
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      const GhHad *had = gh_had (this->model, session);
      if (had != NULL && before[session].start == had->start
          && this->places[session].start != had->start)
        this->if_kept[session] = (GhIfKept){ true, false, true, this->found->moved.bound };
    }
}

/* The same, with as few other rooms, of rooms. */
static void
learn_of_rooms (Replanning *this, const GhPlacement *before)
{
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      const GhHad *had = gh_had (this->model, session);
      GhPlacement now = this->places[session];
      if (had != NULL && !had->room_is_gone && now.start == had->start && now.room != had->room
          && before[session].start == had->start && before[session].room == had->room)
        this->if_kept[session] = (GhIfKept){ true, true, true, this->found->rooms.bound };
    }
}

/* Where sessions could be with the least changes as well: each such has somebody stay of whom it is
 * known that no fewer people would move. */
static void
list_others (Replanning *this, GhLeastChange *change)
{
  gh_least_change_settle (change);
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      const GhIfKept *kept = &this->if_kept[session];
      g_autofree GhPlacement *places = NULL;
      if (this->others->len == MOST_OTHERS)
        return;
      /* With the least rooms, what moved before may stay already. */
      if (!kept->is_asked || !kept->is_proved
          || (!kept->in_room && this->places[session].start == gh_had (this->model, session)->start)
          || kept->price != (kept->in_room ? this->found->rooms.bound : this->found->moved.bound))
        continue;
      places = g_new (GhPlacement, this->model->n_sessions);
      if (gh_least_change_other (change, session, kept->in_room, CONFLICTS_IF_KEPT, places))
        g_ptr_array_add (this->others, g_steal_pointer (&places));
    }
}

/* The answer about moves is taken up to be bettered in its rooms; who moves may be others then. */
static void
find_least_rooms (Replanning *this, GhLeastChange *change)
{
  g_autofree GhPlacement *before =
      g_memdup2 (this->places, (gsize)this->model->n_sessions * sizeof (GhPlacement));
  GhLeastPrice found;

  gh_least_change_settle (change);
  found = gh_least_change_rooms (change, CONFLICTS_TO_PROVE);
  this->found->rooms = disturbance_of (found);
  if (!found.is_known)
    return;
  gh_least_change_places (change, this->places);
  learn_of_moves (this, before);
  if (!found.is_proved)
    return;
  ask_if_kept (this, change, true);
  list_others (this, change);
}

/* Fills the places with those of the least change, as far as that is found; false: it is not, and
 * they are what they were. */
static bool
find_least_change (Replanning *this)
{
  GhDemands *demands = gh_demands_new (this->model, (GhLessons){ .leave_out_speeches = true });
  g_autoptr (GhLeastChange) change = gh_least_change_new (demands, this->soft);
  GhLeastPrice found = gh_least_change_moves (change, CONFLICTS_TO_PROVE);
  bool is_known;

  /* Not everything can have a place: first as much as can be. */
  if (!found.is_known && found.is_proved)
    {
      bool is_settled = gh_least_change_unplaced (change, CONFLICTS_TO_PROVE).is_proved;
      this->found->clash = gh_least_change_clash (change);
      if (is_settled)
        found = gh_least_change_moves (change, CONFLICTS_TO_PROVE);
    }
  this->found->moved = disturbance_of (found);
  is_known = found.is_known;
  if (is_known)
    gh_least_change_places (change, this->places);
  if (is_known && found.is_proved)
    {
      ask_if_kept (this, change, false);
      find_least_rooms (this, change);
    }
  g_clear_pointer (&change, gh_least_change_free);
  gh_demands_free (demands);
  return is_known;
}

/* ---- the best of these ------------------------------------------------------------------- */

typedef struct
{
  bool start, room, optional;
} Keeps;

/* What the places keep of the past is kept from now on, and who moves counts for no more than
 * there; what it was before, by session. */
static Keeps *
keep (Replanning *this)
{
  Keeps *before = g_new (Keeps, this->model->n_sessions + 1);
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      GhHad *had = &this->model->past->sessions[session];
      GhPlacement at = this->places[session];
      before[session] =
          (Keeps){ had->keeps_start, had->keeps_room, this->model->sessions[session].optional };
      /* What the least change has no place for is not placed at the expense of others. */
      if (at.start == GH_NEVER)
        this->model->sessions[session].optional = true;
      if (had->start == GH_NEVER)
        continue;
      had->keeps_start = had->keeps_start || at.start == had->start;
      /* A near start may count for more than having none. */
      if (at.start != GH_NEVER || gh_bits_has (this->soft, session))
        had->most_price = gh_change_price (this->model, session, at.start);
      had->keeps_room =
          had->keeps_room || (at.start == had->start && at.room == had->room && !had->room_is_gone);
    }
  return before;
}

static void
let_be (Replanning *this, const Keeps *before)
{
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      GhHad *had = &this->model->past->sessions[session];
      had->keeps_start = before[session].start;
      had->keeps_room = before[session].room;
      had->most_price = 0;
      this->model->sessions[session].optional = before[session].optional;
    }
}

/* What is worth searching while all that is kept is held fast. */
static int64_t
effort_for_the_rest (const Replanning *this)
{
  int64_t most = MOST_STEPS_A_SESSION;
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      const GhHad *had = &this->model->past->sessions[session];
      if (!this->model->sessions[session].cancelled && !(had->keeps_start && had->keeps_room))
        most += MOST_STEPS_A_SESSION;
    }
  return MIN (this->options->effort, most);
}

/* Where not all can have a place, nothing orders others by the place that it might not have. */
static GhLessons
lessons_of (const Replanning *this)
{
  return (GhLessons){ .loose_order = this->found->clash != NULL };
}

static GhProgramme *
plan_with_kept (Replanning *this)
{
  g_autofree Keeps *before = keep (this);
  GhPlanOptions options = *this->options;
  GhProgramme *programme;

  options.effort = effort_for_the_rest (this);
  programme = gh_plan_from (this->model, &options, lessons_of (this), lay, this);
  let_be (this, before);
  for (int session = 0; session < this->model->n_sessions; session++)
    programme->n_unplaced += is_held (this->model, session) && !gh_bits_has (this->soft, session)
                             && this->places[session].start == GH_NEVER
                             && !gh_programme_is_placed (programme, session);
  return programme;
}

/* Everything may move that is not frozen, at a price beside the quality. */
static GhProgramme *
plan_by_weight (Replanning *this)
{
  GhLessons lessons = lessons_of (this);
  GhProgramme *programme;

  lessons.weight_of_move = WEIGHT_OF_MOVE;
  lessons.weight_of_room = WEIGHT_OF_ROOM;
  programme = gh_plan_from (this->model, this->options, lessons, lay, this);
  /* They were only held to be so while planning. */
  GH_BITS_EACH (this->soft, session)
    programme->n_unplaced -= !gh_programme_is_placed (programme, session);
  return programme;
}

/* ---- what has become of it --------------------------------------------------------------- */

/* What has begun in a room that the sheets no longer know has not changed. */
static bool
is_in_another_room (const GhHad *had, GhPlacement at)
{
  return at.room != had->room || (had->room_is_gone && !had->has_begun);
}

static void
count_changes (Replanning *this)
{
  GhCertificate *found = this->found;
  found->moved.sessions = found->rooms.sessions = 0;
  found->moved.price = found->rooms.price = 0;
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      const GhHad *had = gh_had (this->model, session);
      GhPlacement at = this->programme->placements[session];
      if (had == NULL || this->model->sessions[session].cancelled)
        continue;
      if (at.start != had->start)
        {
          found->moved.sessions++;
          found->moved.price += gh_change_price (this->model, session, at.start);
        }
      else if (is_in_another_room (had, at))
        {
          found->rooms.sessions++;
          found->rooms.price += gh_room_change_price (this->model, session, at.room);
        }
    }
  /* The bound is of programmes that leave no more without a place than the least change does. */
  if (this->lacks_more)
    found->moved.bound = found->rooms.bound = 0;
  found->moved.is_proved = !this->lacks_more && found->moved.price == found->moved.bound;
  found->rooms.is_proved = found->moved.is_proved && found->rooms.price == found->rooms.bound;
}

/* Who covers what, a bit for each session and person. */
static GhBits *
list_covers (const GhModel *model, const GhProgramme *programme)
{
  GhBits *covers = gh_bits_new (model->n_sessions * model->n_persons);
  for (guint entry = 0; entry < programme->attendance->len; entry++)
    {
      const GhAttendance *this = &g_array_index (programme->attendance, GhAttendance, entry);
      if (this->as == GH_AS_COVERS)
        gh_bits_add (covers, this->session * model->n_persons + this->person);
    }
  return covers;
}

/* Covers that are gone although their session is where it was. */
static int
n_covers_changed (const Replanning *this, const GhProgramme *programme)
{
  const GhPast *past = this->model->past;
  g_autoptr (GhBits) now = list_covers (this->model, programme);
  int n = 0;
  for (guint entry = 0; entry < past->covers->len; entry++)
    {
      const GhHadCover *cover = &g_array_index (past->covers, GhHadCover, entry);
      n += programme->placements[cover->session].start == past->sessions[cover->session].start
           && !gh_bits_has (now, cover->session * this->model->n_persons + cover->person);
    }
  return n;
}

static bool
has_changed (const Replanning *this, int session)
{
  const GhHad *had = gh_had (this->model, session);
  GhPlacement at = this->programme->placements[session];
  return had != NULL && !this->model->sessions[session].cancelled
         && (at.start != had->start || is_in_another_room (had, at));
}

static void
give_reasons (Replanning *this)
{
  g_autoptr (GhStanding) standing = gh_standing_new (this->model, this->programme);
  GhBoard *board = gh_board_new (standing->demands);

  gh_standing_lay (standing, board, -1);
  for (int session = 0; session < this->model->n_sessions; session++)
    if (has_changed (this, session))
      gh_give_because (standing, board, session, &this->if_kept[session], this->programme);
  gh_board_free (board);
}

/* ---- the least change, and the best of those ---------------------------------------------- */

/* A session for which the least change has a place has none. */
static bool
lacks_something (const Replanning *this, const GhProgramme *programme)
{
  for (int session = 0; session < this->model->n_sessions; session++)
    if (is_held (this->model, session) && this->places[session].start != GH_NEVER
        && !gh_programme_is_placed (programme, session))
      return true;
  return false;
}

static int
n_frozen_without_place (const Replanning *this, const GhProgramme *programme)
{
  int n = 0;
  for (int session = 0; session < this->model->n_sessions; session++)
    n += this->model->past->sessions[session].keeps_start
         && !this->model->sessions[session].cancelled
         && !gh_programme_is_placed (programme, session);
  return n;
}

/* What counts of a programme, the most important first. */
typedef struct
{
  int64_t counts[6];
} Rank;

static int64_t
price_of_moves (const Replanning *this, const GhProgramme *programme)
{
  int64_t price = 0;
  for (int session = 0; session < this->model->n_sessions; session++)
    if (!this->model->sessions[session].cancelled)
      price += gh_change_price (this->model, session, programme->placements[session].start);
  return price;
}

static Rank
rank (const Replanning *this, const GhProgramme *programme)
{
  int64_t rooms = 0;

  for (int session = 0; session < this->model->n_sessions; session++)
    {
      GhPlacement at = programme->placements[session];
      const GhHad *had = gh_had (this->model, session);
      if (had != NULL && at.start == had->start)
        rooms += gh_room_change_price (this->model, session, at.room);
    }
  return (Rank){ { n_frozen_without_place (this, programme), programme->n_unplaced,
                   price_of_moves (this, programme), rooms, n_covers_changed (this, programme),
                   programme->cost } };
}

static bool
is_less (const Replanning *this, const GhProgramme *a, const GhProgramme *b)
{
  Rank rank_a = rank (this, a);
  Rank rank_b = rank (this, b);

  for (gsize at = 0; at < G_N_ELEMENTS (rank_a.counts); at++)
    if (rank_a.counts[at] != rank_b.counts[at])
      return rank_a.counts[at] < rank_b.counts[at];
  return false;
}

/* ---- swaps at an equal price --------------------------------------------------------------- */

/* The best of BEST, which is given up for it, and of what the other least changes make. */
static GhProgramme *
try_others (Replanning *this, GhProgramme *best)
{
  for (guint at = 0; at < this->others->len; at++)
    {
      GhPlacement *before = this->places;
      GhProgramme *programme;

      this->places = this->others->pdata[at];
      programme = plan_with_kept (this);
      if (!lacks_something (this, programme) && is_less (this, programme, best))
        {
          GhProgramme *dearer = best;
          best = programme;
          programme = dearer;
          this->others->pdata[at] = before;
          learn_of_moves (this, before);
          learn_of_rooms (this, before);
        }
      else
        this->places = before;
      gh_programme_free (programme);
    }
  return best;
}

static GhProgramme *
find_programme (Replanning *this)
{
  GhProgramme *programme;
  GhProgramme *other;

  if (!all_can_stay (this) && !find_least_change (this))
    return plan_by_weight (this);
  programme = try_others (this, plan_with_kept (this));
  if (!lacks_something (this, programme))
    return programme;
  /* Speeches, covers or the way between venues ask for more. */
  other = plan_by_weight (this);
  if (is_less (this, programme, other))
    {
      gh_programme_free (other);
      return programme;
    }
  gh_programme_free (programme);
  return other;
}

/* ---- slack ------------------------------------------------------------------------------- */

/* The best programme found that moves no more than SLACK people beyond the least. */
static GhProgramme *
use_slack (Replanning *this, GhProgramme *least, int64_t slack)
{
  GhProgramme *better;

  count_changes (this);
  this->found->slack = slack;
  this->found->moved_without = this->found->moved.price;
  this->found->cost_without = least->cost;
  memcpy (this->places, least->placements, (gsize)this->model->n_sessions * sizeof (GhPlacement));
  if (!gh_spend_slack (this->model, least, slack, this->places))
    return least;
  better = plan_with_kept (this);
  if (better->n_unplaced > least->n_unplaced || better->cost >= least->cost
      || price_of_moves (this, better) > this->found->moved_without + slack)
    {
      gh_programme_free (better);
      return least;
    }
  gh_programme_free (least);
  return better;
}

/* ---- all ---------------------------------------------------------------------------------- */

GhProgramme *
gh_replan (GhModel *model, const GhPlanOptions *options, int64_t slack)
{
  Replanning this = { .model = model,
                      .options = options,
                      .found = g_new0 (GhCertificate, 1),
                      .soft = gh_bits_new (model->n_sessions),
                      .places = gh_past_places (model),
                      .teams = g_new (GArray *, model->n_sessions + 1),
                      .if_kept = g_new0 (GhIfKept, model->n_sessions + 1),
                      .others = g_ptr_array_new_with_free_func (g_free) };

  for (int session = 0; session < model->n_sessions; session++)
    this.teams[session] = model->past->sessions[session].teams;
  this.found->counts_sessions = model->past->counts_sessions;
  hold_what_was_placed (&this);
  this.programme = find_programme (&this);
  this.lacks_more = lacks_something (&this, this.programme);
  if (slack > 0)
    this.programme = use_slack (&this, this.programme, slack);
  this.programme->certificate = this.found;
  count_changes (&this);
  this.found->covers = n_covers_changed (&this, this.programme);
  give_reasons (&this);
  put_model_back (&this);
  this.programme->cost = gh_measure (model, this.programme, this.programme->costs);

  gh_bits_free (this.soft);
  g_free (this.places);
  g_free (this.teams);
  g_free (this.if_kept);
  g_ptr_array_unref (this.others);
  return this.programme;
}
