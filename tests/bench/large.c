/* Large conferences, made up: "SESSIONS:DELEGATES:WISHES:ROOMS:STARTS:SEED".
 *
 * A complete programme is planted first: every session has a cell of the table of starts and rooms,
 * some have two.  Then come the constraints, and only such as the planted programme keeps: series
 * in order, seats and features of rooms, windows, chairs with several sessions and days off, a
 * limit on what is recorded at once.  Delegates wish for sessions of two to five topics, and for
 * what is popular; these wishes are what costs.
 *
 * Numbers of sessions tell nothing of when they were planted, but for the order in a series.
 */
#include "tests/bench/format.h"

#include <string.h>

#define STARTS_A_DAY 10
#define FIRST_MINUTE (8 * 60)
#define BETWEEN_STARTS 60
#define SHORT_MINUTES 45
#define LONG_MINUTES (SHORT_MINUTES + BETWEEN_STARTS)
#define TURNAROUND 15
/* One in so many ... */
#define LONG_ONES 10    /* sessions takes two starts */
#define WINDOWED_ONES 6 /* sessions has a window of three days */
#define RECORDED_ONES 5 /* sessions in a room that can record is recorded */
#define RECORDING_ROOMS 3
#define CHAIRS_AWAY 4 /* chairs is away for a day */
/* Sessions for each topic and each chair, and the most of a series. */
#define SESSIONS_A_TOPIC 30
#define SESSIONS_A_CHAIR 4
#define LONGEST_SERIES 5
/* The popular sessions are not too far ahead of the rest. */
#define POPULARITY_SHIFT 20

#define N_NUMBERS 6

typedef struct
{
  int start; /* number of its first planted start */
  int room;
  bool is_long;
  int topic;
  int series; /* -1: none */
  int popularity;
  int attendance;
  bool is_recorded, is_windowed;
  int chair;
} Planted;

typedef struct
{
  int n_sessions, n_delegates, n_wishes, n_rooms, n_starts;
  uint64_t seed;
  int n_topics, n_series, n_chairs;
  Planted *sessions;
  int *seats;   /* by room */
  int *day_off; /* by chair; -1: none */
  int *wishes;  /* delegate * n_wishes + number: sessions */
} Large;

static void
large_free (gpointer instance)
{
  Large *this = instance;
  g_free (this->sessions);
  g_free (this->seats);
  g_free (this->day_off);
  g_free (this->wishes);
  g_free (this);
}

/* ---- chance ------------------------------------------------------------------------------ */

/* splitmix64 (Steele, Lea and Flood 2014): the same numbers everywhere. */
static uint64_t
next_random (uint64_t *state)
{
  uint64_t mixed = *state += UINT64_C (0x9e3779b97f4a7c15);
  mixed = (mixed ^ (mixed >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * UINT64_C (0x94d049bb133111eb);
  return mixed ^ (mixed >> 31);
}

static int
below (uint64_t *state, int n)
{
  return (int)(next_random (state) % (uint64_t)n);
}

static bool
one_in (uint64_t *state, int n)
{
  return below (state, n) == 0;
}

static void
shuffle (uint64_t *state, int *items, int n)
{
  for (int last = n - 1; last > 0; last--)
    {
      int other = below (state, last + 1);
      int item = items[last];
      items[last] = items[other];
      items[other] = item;
    }
}

/* ---- planting ---------------------------------------------------------------------------- */

static int
n_cells (const Planted *session)
{
  return session->is_long ? 2 : 1;
}

/* The session can be planted in a cell: it, and the next of the day for a long one, are free. */
static bool
is_free (const Large *this, const bool *taken, const Planted *session, int start, int room)
{
  if (session->is_long && (start % STARTS_A_DAY == STARTS_A_DAY - 1 || start + 1 == this->n_starts))
    return false;
  for (int cell = 0; cell < n_cells (session); cell++)
    if (taken[(start + cell) * this->n_rooms + room])
      return false;
  return true;
}

/* The long ones come first, while there is room for them; cells are tried in a random order. */
static bool
plant_all (Large *this, uint64_t *state)
{
  int n_all = this->n_starts * this->n_rooms;
  g_autofree bool *taken = g_new0 (bool, n_all);
  g_autofree int *cells = g_new (int, n_all);
  for (int cell = 0; cell < n_all; cell++)
    cells[cell] = cell;
  shuffle (state, cells, n_all);

  for (int round = 0; round < 2; round++)
    for (int session = 0, next = 0; session < this->n_sessions; session++)
      {
        Planted *planted = &this->sessions[session];
        if (planted->is_long != (round == 0))
          continue;
        while (next < n_all
               && !is_free (this, taken, planted, cells[next] / this->n_rooms,
                            cells[next] % this->n_rooms))
          next++;
        if (next == n_all)
          return false;
        planted->start = cells[next] / this->n_rooms;
        planted->room = cells[next] % this->n_rooms;
        for (int cell = 0; cell < n_cells (planted); cell++)
          taken[(planted->start + cell) * this->n_rooms + planted->room] = true;
      }
  return true;
}

static bool
overlap (const Planted *a, const Planted *b)
{
  return a->start < b->start + n_cells (b) && b->start < a->start + n_cells (a);
}

static void
exchange_cells (Planted *a, Planted *b)
{
  Planted kept = *a;
  a->start = b->start;
  a->room = b->room;
  b->start = kept.start;
  b->room = kept.room;
}

/* The next sessions of one topic become a series, if they are of one length and not at once: their
 * cells change hands, so that they follow each other. */
static void
make_series (Large *this, const int *members, int n)
{
  Planted *all = this->sessions;
  for (int a = 0; a < n; a++)
    for (int b = 0; b < a; b++)
      if (all[members[a]].is_long != all[members[b]].is_long
          || overlap (&all[members[a]], &all[members[b]]))
        return;
  for (int a = 0; a < n; a++)
    for (int b = a + 1; b < n; b++)
      if (all[members[b]].start < all[members[a]].start)
        exchange_cells (&all[members[a]], &all[members[b]]);
  for (int member = 0; member < n; member++)
    all[members[member]].series = this->n_series;
  this->n_series++;
}

static void
make_all_series (Large *this, uint64_t *state)
{
  g_autofree int *members = g_new (int, this->n_sessions);
  for (int topic = 0; topic < this->n_topics; topic++)
    {
      int n = 0;
      for (int session = 0; session < this->n_sessions; session++)
        if (this->sessions[session].topic == topic)
          members[n++] = session;
      for (int first = 0; first + 1 < n;)
        {
          int length = 1 + below (state, LONGEST_SERIES);
          length = MIN (length, n - first);
          if (length > 1)
            make_series (this, members + first, length);
          first += length;
        }
    }
}

/* A chair takes sessions that are not at once. */
static void
share_out_chairs (Large *this)
{
  for (int session = 0; session < this->n_sessions; session++)
    {
      Planted *planted = &this->sessions[session];
      planted->chair = -1;
      for (int try = 0; try < this->n_chairs && planted->chair < 0; try++)
        {
          int chair = (session + try) % this->n_chairs;
          bool is_busy = false;
          for (int other = 0; other < session && !is_busy; other++)
            is_busy =
                this->sessions[other].chair == chair && overlap (&this->sessions[other], planted);
          if (!is_busy)
            planted->chair = chair;
        }
    }
}

static void
send_chairs_away (Large *this, uint64_t *state)
{
  int n_days = (this->n_starts + STARTS_A_DAY - 1) / STARTS_A_DAY;
  for (int chair = 0; chair < this->n_chairs; chair++)
    {
      int day = below (state, n_days);
      this->day_off[chair] = one_in (state, CHAIRS_AWAY) ? day : -1;
      for (int session = 0; session < this->n_sessions; session++)
        if (this->sessions[session].chair == chair
            && this->sessions[session].start / STARTS_A_DAY == this->day_off[chair])
          this->day_off[chair] = -1;
    }
}

static bool
can_record (int room)
{
  return room % RECORDING_ROOMS == 0;
}

static void
furnish (Large *this, uint64_t *state)
{
  static const int sizes[] = { 1000, 400, 300, 200, 150, 120, 100, 80, 60, 40 };
  g_autofree int *ranks = g_new (int, this->n_sessions);

  for (int room = 0; room < this->n_rooms; room++)
    this->seats[room] = sizes[room % (int)G_N_ELEMENTS (sizes)] + room;
  for (int session = 0; session < this->n_sessions; session++)
    ranks[session] = session;
  shuffle (state, ranks, this->n_sessions);
  for (int session = 0; session < this->n_sessions; session++)
    {
      Planted *planted = &this->sessions[session];
      int seats = this->seats[planted->room];
      planted->popularity = 1000000 / (ranks[session] + POPULARITY_SHIFT);
      planted->attendance = seats / 3 + below (state, seats - seats / 3 + 1);
      planted->is_recorded = can_record (planted->room) && one_in (state, RECORDED_ONES);
      planted->is_windowed = one_in (state, WINDOWED_ONES);
    }
}

/* ---- wishes ------------------------------------------------------------------------------ */

/* Sessions to draw from, each as often as it is popular. */
typedef struct
{
  int n;
  int *sessions;
  int64_t *sums; /* of the popularity up to each, itself included */
} Urn;

/* Of a topic; -1: all. */
static Urn
urn_of (const Large *this, int topic)
{
  Urn urn = { 0, g_new (int, this->n_sessions), g_new (int64_t, this->n_sessions) };
  int64_t sum = 0;
  for (int session = 0; session < this->n_sessions; session++)
    if (topic < 0 || this->sessions[session].topic == topic)
      {
        sum += this->sessions[session].popularity;
        urn.sessions[urn.n] = session;
        urn.sums[urn.n++] = sum;
      }
  return urn;
}

static int
draw (uint64_t *state, const Urn *urn)
{
  int64_t ticket = (int64_t)(next_random (state) % (uint64_t)urn->sums[urn->n - 1]);
  int low = 0;
  int high = urn->n - 1;
  while (low < high)
    {
      int middle = (low + high) / 2;
      if (urn->sums[middle] > ticket)
        high = middle;
      else
        low = middle + 1;
    }
  return urn->sessions[low];
}

/* Three of four wishes are for topics of one's own. */
static void
make_wishes_of (Large *this, uint64_t *state, const Urn *urns, const Urn *all, int *wishes,
                GhBits *wished)
{
  int topics[5];
  int n_topics = 2 + below (state, 4);
  memset (wished->words, 0, (gsize)wished->n_words * sizeof (uint64_t));
  for (int topic = 0; topic < n_topics; topic++)
    topics[topic] = below (state, this->n_topics);
  for (int wish = 0, tries = 0; wish < this->n_wishes; tries++)
    {
      /* Who has all of their topics takes what else there is. */
      bool is_own = tries < 8 * this->n_wishes && !one_in (state, 4);
      int session = draw (state, is_own ? &urns[topics[below (state, n_topics)]] : all);
      while (tries > 64 * this->n_wishes && gh_bits_has (wished, session))
        session = (session + 1) % this->n_sessions;
      if (gh_bits_has (wished, session))
        continue;
      gh_bits_add (wished, session);
      wishes[wish++] = session;
    }
}

static void
make_wishes (Large *this, uint64_t *state)
{
  g_autofree Urn *urns = g_new (Urn, this->n_topics + 1);
  g_autoptr (GhBits) wished = gh_bits_new (this->n_sessions);
  for (int topic = 0; topic <= this->n_topics; topic++)
    urns[topic] = urn_of (this, topic < this->n_topics ? topic : -1);
  for (int delegate = 0; delegate < this->n_delegates; delegate++)
    make_wishes_of (this, state, urns, &urns[this->n_topics],
                    this->wishes + (gsize)delegate * (gsize)this->n_wishes, wished);
  for (int topic = 0; topic <= this->n_topics; topic++)
    {
      g_free (urns[topic].sessions);
      g_free (urns[topic].sums);
    }
}

/* ---- reading ----------------------------------------------------------------------------- */

static bool
read_spec (Large *this, const char *spec, char **problem)
{
  static const struct
  {
    const char *what;
    int least, most;
  } parts[N_NUMBERS] = { { "sessions", 10, 10000 }, { "delegates", 1, 100000 },
                         { "wishes", 1, 1000 },     { "rooms", 1, 1000 },
                         { "starts", 1, 1000 },     { "the seed", 0, G_MAXINT32 } };
  g_auto (GStrv) texts = g_strsplit (spec, ":", -1);
  int numbers[N_NUMBERS];

  if (g_strv_length (texts) != N_NUMBERS)
    {
      *problem = g_strdup ("it is not SESSIONS:DELEGATES:WISHES:ROOMS:STARTS:SEED");
      return false;
    }
  for (int part = 0; part < N_NUMBERS; part++)
    {
      gint64 number;
      if (!g_ascii_string_to_signed (texts[part], 10, parts[part].least, parts[part].most, &number,
                                     NULL))
        {
          *problem = g_strdup_printf ("%s: \"%s\" is no number from %d to %d", parts[part].what,
                                      texts[part], parts[part].least, parts[part].most);
          return false;
        }
      numbers[part] = (int)number;
    }
  this->n_sessions = numbers[0];
  this->n_delegates = numbers[1];
  this->n_wishes = numbers[2];
  this->n_rooms = numbers[3];
  this->n_starts = numbers[4];
  this->seed = (uint64_t)numbers[5];
  if (this->n_wishes > this->n_sessions)
    *problem = g_strdup ("nobody can wish for more sessions than there are");
  return *problem == NULL;
}

static gpointer
large_read (const char *spec, char **problem)
{
  Large *this = g_new0 (Large, 1);
  uint64_t state;

  if (!read_spec (this, spec, problem))
    {
      large_free (this);
      return NULL;
    }
  state = this->seed;
  this->n_topics = MAX (1, this->n_sessions / SESSIONS_A_TOPIC);
  this->n_chairs = this->n_sessions / SESSIONS_A_CHAIR + 1;
  this->sessions = g_new0 (Planted, this->n_sessions);
  this->seats = g_new (int, this->n_rooms);
  this->day_off = g_new (int, this->n_chairs);
  this->wishes = g_new (int, (gsize)this->n_delegates *(gsize)this->n_wishes);
  for (int session = 0; session < this->n_sessions; session++)
    {
      this->sessions[session].is_long = one_in (&state, LONG_ONES);
      /* Every topic has a session. */
      this->sessions[session].topic =
          session < this->n_topics ? session : below (&state, this->n_topics);
      this->sessions[session].series = -1;
    }
  if (!plant_all (this, &state))
    {
      *problem = g_strdup ("so many sessions do not go into these rooms and starts");
      large_free (this);
      return NULL;
    }
  make_all_series (this, &state);
  share_out_chairs (this);
  send_chairs_away (this, &state);
  furnish (this, &state);
  make_wishes (this, &state);
  return this;
}

/* ---- as a model -------------------------------------------------------------------------- */

static GhMinute
minute_of (int start)
{
  return start / STARTS_A_DAY * GH_DAY + FIRST_MINUTE + start % STARTS_A_DAY * BETWEEN_STARTS;
}

static const char *
number_text (GhModel *model, const char *kind, int number)
{
  g_autofree char *text = g_strdup_printf ("%s%d", kind, number);
  return gh_model_text (model, text);
}

static int
n_days_of (const Large *this)
{
  return (this->n_starts + STARTS_A_DAY - 1) / STARTS_A_DAY;
}

static void
add_frame (const Large *this, GhModel *model)
{
  GhTimes *hours = gh_times_new ();
  gh_times_free (model->conference.hours);
  for (int start = 0; start < this->n_starts; start++)
    gh_times_add (hours, minute_of (start), minute_of (start) + BETWEEN_STARTS);
  model->conference.hours = hours;
  model->conference.n_days = n_days_of (this);
  model->conference.grid_minutes = SHORT_MINUTES / 3;
  model->conference.turnaround_minutes = TURNAROUND;
}

/* The last two starts of a day are second best. */
static void
add_pattern (GhModel *model, const char *id)
{
  GhPattern *pattern = gh_model_add_pattern (model);
  pattern->id = gh_model_text (model, id);
  for (int late = 0; late < 2; late++)
    {
      GhPatternRow *row = gh_pattern_add_row (pattern);
      row->cost = late ? 2 : 0;
      for (int start = late ? STARTS_A_DAY - 2 : 0; start < STARTS_A_DAY - 2 * (1 - late); start++)
        {
          int minute = minute_of (start);
          g_array_append_val (row->starts, minute);
        }
    }
}

static void
add_rooms (const Large *this, GhModel *model)
{
  for (int room = 0; room < this->n_rooms; room++)
    {
      GhRoom *to = gh_model_add_room (model);
      to->id = to->name = number_text (model, "R", room);
      to->seats = this->seats[room];
      to->turnaround_minutes = TURNAROUND;
      if (can_record (room))
        g_ptr_array_add (to->features, (gpointer)gh_model_text (model, "recording"));
    }
}

static void
add_series (const Large *this, GhModel *model)
{
  for (int series = 0; series < this->n_series; series++)
    {
      GhGroup *group = gh_model_add_group (model);
      group->id = group->name = number_text (model, "G", series);
      group->order_minutes = 0;
    }
  for (int session = 0; session < this->n_sessions; session++)
    if (this->sessions[session].series >= 0)
      g_array_append_val (model->groups[this->sessions[session].series].sessions, session);
}

static void
add_sessions (const Large *this, GhModel *model)
{
  for (int session = 0; session < this->n_sessions; session++)
    {
      const Planted *from = &this->sessions[session];
      GhSession *to = gh_model_add_session (model);
      int day = from->start / STARTS_A_DAY;
      to->id = to->title = number_text (model, "S", session);
      to->group = from->series;
      to->minutes = from->is_long ? LONG_MINUTES : SHORT_MINUTES;
      to->pattern = 0;
      to->attendance = from->attendance;
      to->theme = number_text (model, "topic", from->topic);
      if (from->is_recorded)
        g_ptr_array_add (to->features, (gpointer)gh_model_text (model, "recording"));
      if (from->is_windowed)
        {
          gh_times_free (to->window);
          to->window = gh_times_new ();
          gh_times_add (to->window, (day - 1) * GH_DAY, (day + 2) * GH_DAY);
        }
    }
}

/* No more is recorded at once than was planted. */
static void
limit_recording (const Large *this, GhModel *model)
{
  g_autofree int *counts = g_new0 (int, this->n_starts + 1);
  GhLimit *limit = gh_model_add_limit (model);
  limit->of = gh_bits_new (model->n_sessions);
  limit->per = GH_PER_INSTANT;
  for (int session = 0; session < this->n_sessions; session++)
    {
      const Planted *planted = &this->sessions[session];
      if (!planted->is_recorded)
        continue;
      gh_bits_add (limit->of, session);
      for (int cell = 0; cell < n_cells (planted); cell++)
        counts[planted->start + cell]++;
    }
  for (int start = 0; start < this->n_starts; start++)
    limit->most = MAX (limit->most, counts[start]);
}

static void
add_people (const Large *this, GhModel *model)
{
  for (int delegate = 0; delegate < this->n_delegates; delegate++)
    {
      GhPerson *person = gh_model_add_person (model);
      person->id = person->name = number_text (model, "D", delegate);
      for (int wish = 0; wish < this->n_wishes; wish++)
        *gh_model_add_person_want (model) =
            (GhWant){ .who = delegate,
                      .session = this->wishes[(gsize)delegate * (gsize)this->n_wishes + wish],
                      .wish = GH_SHOULD,
                      .named = true };
    }
  for (int chair = 0; chair < this->n_chairs; chair++)
    {
      GhPerson *person = gh_model_add_person (model);
      int day = this->day_off[chair];
      person->id = person->name = number_text (model, "C", chair);
      if (day >= 0)
        gh_times_subtract (person->present, day * GH_DAY, (day + 1) * GH_DAY);
    }
  for (int session = 0; session < this->n_sessions; session++)
    if (this->sessions[session].chair >= 0)
      *gh_model_add_role (model) =
          (GhRole){ .person = this->n_delegates + this->sessions[session].chair,
                    .session = session,
                    .role = gh_model_text (model, "chair") };
}

static GhModel *
large_model (gconstpointer instance)
{
  const Large *this = instance;
  GhModel *model = gh_model_new ();
  add_frame (this, model);
  add_pattern (model, "starts");
  add_rooms (this, model);
  add_series (this, model);
  add_sessions (this, model);
  limit_recording (this, model);
  add_people (this, model);
  gh_model_finish (model);
  return model;
}

/* ---- scoring ----------------------------------------------------------------------------- */

typedef struct
{
  GhMinute start, end; /* GH_NEVER: not placed */
  int room;
} Held;

static Held
held_in (const Large *this, const GhProgramme *programme, int session)
{
  GhPlacement at = programme->placements[session];
  return (Held){ .start = at.start,
                 .end = at.start == GH_NEVER              ? GH_NEVER
                        : this->sessions[session].is_long ? at.start + LONG_MINUTES
                                                          : at.start + SHORT_MINUTES,
                 .room = at.room };
}

static int
session_faults (const Large *this, int session, const Held *held)
{
  const Planted *planted = &this->sessions[session];
  int day = gh_day_of (held->start);
  bool is_away = planted->chair >= 0 && this->day_off[planted->chair] == day;
  bool is_outside = planted->is_windowed && ABS (day - planted->start / STARTS_A_DAY) > 1;
  return is_away + is_outside + (this->seats[held->room] < planted->attendance)
         + (planted->is_recorded && !can_record (held->room));
}

static int
pair_faults (const Large *this, int a, int b, const Held *held)
{
  const Planted *first = &this->sessions[a];
  const Planted *second = &this->sessions[b];
  const Held *at_a = &held[a];
  const Held *at_b = &held[b];
  return (at_a->room == at_b->room && at_a->start < at_b->end + TURNAROUND
          && at_b->start < at_a->end + TURNAROUND)
         + (first->chair >= 0 && first->chair == second->chair && at_a->start < at_b->end
            && at_b->start < at_a->end)
         + (first->series >= 0 && first->series == second->series && at_b->start < at_a->end);
}

/* Pairs of sessions that somebody wishes for, and that are at once. */
static int64_t
wished_at_once (const Large *this, const Held *held, int delegate)
{
  const int *wishes = this->wishes + (gsize)delegate * (gsize)this->n_wishes;
  int64_t n = 0;
  for (int a = 0; a < this->n_wishes; a++)
    for (int b = 0; b < a; b++)
      {
        const Held *one = &held[wishes[a]];
        const Held *other = &held[wishes[b]];
        n += one->start != GH_NEVER && other->start != GH_NEVER && one->start < other->end
             && other->start < one->end;
      }
  return n;
}

static void
large_score (gconstpointer instance, const GhModel *model, const GhProgramme *programme,
             GhScore *score)
{
  const Large *this = instance;
  g_autofree Held *held = g_new (Held, this->n_sessions);

  *score = (GhScore){ .distance = -1, .cost = GH_COST_UNTOLD };
  for (int session = 0; session < this->n_sessions; session++)
    {
      held[session] = held_in (this, programme, session);
      if (held[session].start == GH_NEVER)
        {
          score->unplaced++;
          continue;
        }
      score->hard += session_faults (this, session, &held[session]);
      for (int other = 0; other < session; other++)
        if (held[other].start != GH_NEVER)
          score->hard += pair_faults (this, other, session, held);
    }
  for (int delegate = 0; delegate < this->n_delegates; delegate++)
    score->soft += wished_at_once (this, held, delegate);
}

const GhFormat gh_format_large = {
  .name = "large",
  .read = large_read,
  .free = large_free,
  .model = large_model,
  .score = large_score,
};
