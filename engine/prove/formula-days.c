#include "engine/demands/person-days.h"
#include "engine/prove/formula-write.h"

/* Looks at two starts for one person, and at runs of one day, at most: where there are more, these
 * would take more clauses than all else, and are not written. */
#define MOST_LOOKS 20000
#define MOST_LOOKS_AT_RUNS 2000

/* Sessions that one person must be in, as one way of counting days sees them, by the mildest of
 * their weights and values. */
typedef struct
{
  GArray *sessions; /* int */
  GArray *weights;  /* int64_t, of each */
  int weight, value;
  bool is_whole; /* there are no more, optional ones or with a speech */
} Days;

/* What all people share: by session and day, the variable that says it starts there; 0: none yet.
 */
typedef struct
{
  GhWriting *writing;
  int *on_day;
} Shared;

static bool
speaks (const GhModel *model, int person)
{
  for (int speech = 0; speech < model->n_speeches; speech++)
    if (model->speeches[speech].speaker == person)
      return true;
  return false;
}

static void
list_days (const GhWriting *writing, int person, GhDays way, Days *days)
{
  const GhDemands *demands = writing->demands;
  const GhList *busy = &demands->busy[person];

  g_array_set_size (days->sessions, 0);
  g_array_set_size (days->weights, 0);
  days->weight = INT_MAX;
  /* A longer run may be had, or a shorter night. */
  days->value = way == GH_DAYS_RUNS ? 0 : INT_MAX;
  days->is_whole = true;
  for (int at = 0; at < busy->n; at++)
    {
      const GhCommitment *commitment =
          &g_array_index (demands->commitments, GhCommitment, busy->items[at]);
      int value = commitment->counts[way].value;
      if (commitment->counts[way].weight <= 0
          || writing->model->sessions[commitment->session].cancelled)
        continue;
      days->weight = MIN (days->weight, commitment->counts[way].weight);
      days->value = way == GH_DAYS_RUNS ? MAX (days->value, value) : MIN (days->value, value);
      if (gh_writing_has (writing, commitment->session))
        {
          int64_t weight = commitment->counts[way].weight;
          g_array_append_val (days->sessions, commitment->session);
          g_array_append_val (days->weights, weight);
        }
      else
        days->is_whole = false;
    }
}

/* ---- nights ------------------------------------------------------------------------------ */

/* Calls for each two starts of two sessions of which the first is on the day, and the second on the
 * next: a clause against them if more than MOST minutes are missing between them, with LITERAL; or,
 * where LITERAL is 0, the minutes are listed. */
static void
each_night (GhWriting *writing, const Days *days, int day, int literal, int64_t most,
            GArray *amounts)
{
  const GhSession *sessions = writing->model->sessions;
  for (guint first = 0; first < days->sessions->len; first++)
    for (guint second = 0; second < days->sessions->len; second++)
      {
        int a = g_array_index (days->sessions, int, first);
        int b = g_array_index (days->sessions, int, second);
        const GhPart *part_a = &writing->parts[a];
        const GhPart *part_b = &writing->parts[b];
        for (int at = gh_part_start_from (part_a, day * GH_DAY);
             first != second && at < gh_part_start_from (part_a, (day + 1) * GH_DAY); at++)
          for (int other = gh_part_start_from (part_b, (day + 1) * GH_DAY);
               other < gh_part_start_from (part_b, (day + 2) * GH_DAY); other++)
            {
              GhMinute end = g_array_index (part_a->starts, GhMinute, at) + sessions[a].minutes;
              int64_t missing =
                  days->value - (g_array_index (part_b->starts, GhMinute, other) - end);
              if (literal == 0 && missing > 0)
                g_array_append_val (amounts, missing);
              if (literal == 0 || missing <= most)
                continue;
              gh_clause_begin (writing);
              gh_clause_put (writing, -literal);
              gh_clause_put_not_at (writing, part_a, at);
              gh_clause_put_not_at (writing, part_b, other);
              gh_clause_end (writing);
            }
      }
}

static bool
are_few (const GhWriting *writing, const Days *days)
{
  int64_t n = 0;
  for (guint at = 0; at < days->sessions->len; at++)
    n += writing->parts[g_array_index (days->sessions, int, at)].starts->len;
  return days->sessions->len > 1 && n * n <= MOST_LOOKS;
}

/* The worst two of each night count. */
static void
write_nights (GhWriting *writing, const Days *days)
{
  for (int day = 0; day < writing->model->conference.n_days; day++)
    {
      g_autoptr (GArray) amounts = g_array_new (false, false, sizeof (int64_t));
      int64_t none = 0;
      g_array_append_val (amounts, none);
      each_night (writing, days, day, 0, 0, amounts);
      gh_amounts_tidy (amounts);
      for (guint level = 0; level + 1 < amounts->len && level < GH_MOST_LEVELS; level++)
        {
          int64_t most = g_array_index (amounts, int64_t, level);
          int64_t next = g_array_index (amounts, int64_t, level + 1);
          each_night (writing, days, day, gh_writing_wish (writing, days->weight * (next - most)),
                      most, NULL);
        }
    }
}

/* ---- runs -------------------------------------------------------------------------------- */

/* Where the person may be in some session from START to END, on one day; VARIABLE holds wherever
 * they are. */
typedef struct
{
  GhMinute start, end;
  int variable;
} Stay;

/* Runs of more than MOST minutes, while they are written as clauses. */
typedef struct
{
  GhWriting *writing;
  const GArray *stays; /* Stay, by start and end */
  guint most_stays;    /* as many as the person has sessions */
  int64_t most;
  int literal;   /* the wish that there be none */
  GArray *chain; /* guint: the stays so far */
  int n_looks;
} Runs;

static int
compare_stays (gconstpointer a, gconstpointer b)
{
  const Stay *left = a;
  const Stay *right = b;
  return left->start != right->start ? (left->start < right->start ? -1 : 1)
                                     : (left->end > right->end) - (left->end < right->end);
}

static int
stay_from (GhWriting *writing, GArray *stays, GhMinute start, GhMinute end)
{
  Stay this = { start, end, 0 };
  for (guint at = 0; at < stays->len; at++)
    if (compare_stays (&g_array_index (stays, Stay, at), &this) == 0)
      return g_array_index (stays, Stay, at).variable;
  this.variable = gh_writing_add_variables (writing, 1);
  g_array_append_val (stays, this);
  return this.variable;
}

static void
list_stays (GhWriting *writing, const Days *days, int day, GArray *stays)
{
  for (guint entry = 0; entry < days->sessions->len; entry++)
    {
      int session = g_array_index (days->sessions, int, entry);
      const GhPart *part = &writing->parts[session];
      for (int at = gh_part_start_from (part, day * GH_DAY);
           at < gh_part_start_from (part, (day + 1) * GH_DAY); at++)
        {
          GhMinute start = g_array_index (part->starts, GhMinute, at);
          /* What lasts beyond midnight is not counted again on the next day. */
          GhMinute end =
              MIN (start + writing->model->sessions[session].minutes, (day + 1) * GH_DAY);
          int variable = stay_from (writing, stays, start, end);
          gh_clause_begin (writing);
          gh_clause_put_not_at (writing, part, at);
          gh_clause_put (writing, variable);
          gh_clause_end (writing);
        }
    }
  g_array_sort (stays, compare_stays);
}

static const Stay *
stay_at (const Runs *runs, guint at)
{
  return &g_array_index (runs->stays, Stay, g_array_index (runs->chain, guint, at));
}

static void
write_run (const Runs *runs)
{
  gh_clause_begin (runs->writing);
  gh_clause_put (runs->writing, -runs->literal);
  for (guint at = 0; at < runs->chain->len; at++)
    gh_clause_put (runs->writing, -stay_at (runs, at)->variable);
  gh_clause_end (runs->writing);
}

/* Lengthens the chain until it is too long: false where there are too many ways to. */
static bool
write_runs_from (Runs *runs)
{
  const Stay *last = stay_at (runs, runs->chain->len - 1);
  guint next = g_array_index (runs->chain, guint, runs->chain->len - 1) + 1;

  if (last->end - stay_at (runs, 0)->start > runs->most)
    {
      write_run (runs);
      return true;
    }
  for (; next < runs->stays->len && runs->chain->len < runs->most_stays; next++)
    {
      const Stay *this = &g_array_index (runs->stays, Stay, next);
      bool goes_on = true;
      if (this->start >= last->end + GH_FREE_MINUTES || ++runs->n_looks > MOST_LOOKS_AT_RUNS)
        break;
      if (this->end <= last->end)
        continue;
      g_array_append_val (runs->chain, next);
      goes_on = write_runs_from (runs);
      g_array_set_size (runs->chain, runs->chain->len - 1);
      if (!goes_on)
        return false;
    }
  return runs->n_looks <= MOST_LOOKS_AT_RUNS;
}

/* No run of the day has more than MOST minutes: each more, up to the next of the amounts, costs.
 * False: there would be too many of them, and nothing is written. */
static bool
write_runs_beyond (GhWriting *writing, const GArray *stays, guint most_stays, int64_t most,
                   int64_t price)
{
  g_autoptr (GArray) chain = g_array_new (false, false, sizeof (guint));
  GhMark mark = gh_writing_mark (writing);
  Runs runs = { writing, stays, most_stays, most, gh_writing_wish (writing, price), chain, 0 };
  bool are_few = true;

  for (guint first = 0; are_few && first < stays->len; first++)
    {
      g_array_set_size (chain, 0);
      g_array_append_val (chain, first);
      are_few = write_runs_from (&runs);
    }
  if (!are_few)
    gh_writing_go_back (writing, mark);
  gh_writing_forget_if_granted (writing, mark.n_clauses);
  return are_few;
}

/* Minutes beyond what a run may have, as they may come up, and 0. */
static void
list_beyond (const GArray *stays, int value, GArray *amounts)
{
  int64_t none = 0;
  g_array_append_val (amounts, none);
  for (guint first = 0; first < stays->len; first++)
    for (guint last = first; last < stays->len; last++)
      {
        int64_t beyond = g_array_index (stays, Stay, last).end
                         - g_array_index (stays, Stay, first).start - value;
        if (beyond > 0)
          g_array_append_val (amounts, beyond);
      }
  gh_amounts_tidy (amounts);
}

/* The longest run of each day counts. */
static void
write_runs_on (GhWriting *writing, const Days *days, int day)
{
  g_autoptr (GArray) stays = g_array_new (false, false, sizeof (Stay));
  g_autoptr (GArray) amounts = g_array_new (false, false, sizeof (int64_t));
  bool are_few;

  list_stays (writing, days, day, stays);
  are_few = stays->len * stays->len <= MOST_LOOKS;
  if (are_few)
    list_beyond (stays, days->value, amounts);
  for (guint level = 0; are_few && level + 1 < amounts->len && level < GH_MOST_LEVELS; level++)
    {
      int64_t most = g_array_index (amounts, int64_t, level);
      int64_t next = g_array_index (amounts, int64_t, level + 1);
      are_few = write_runs_beyond (writing, stays, days->sessions->len, days->value + most,
                                   days->weight * (next - most));
    }
}

/* ---- lone days --------------------------------------------------------------------------- */

/* A variable that holds only where the session starts on the day; 0: it cannot. */
static int
is_on_day (const Shared *shared, int session, int day)
{
  GhWriting *writing = shared->writing;
  const GhPart *part = &writing->parts[session];
  int from = gh_part_start_from (part, day * GH_DAY);
  int before = gh_part_start_from (part, (day + 1) * GH_DAY);
  int *variable = &shared->on_day[session * writing->model->conference.n_days + day];

  if (from >= before || *variable != 0)
    return *variable;
  *variable = gh_writing_add_variables (writing, 1);
  if (from > 0)
    gh_clause_write (writing, -*variable, part->ladder + from - 1, 0);
  if (before < (int)part->starts->len)
    gh_clause_write (writing, -*variable, -(part->ladder + before - 1), 0);
  return *variable;
}

/* None of those whose weight is more than MOST is alone on the day. */
static void
write_lone_day (const Shared *shared, const Days *days, int day, int64_t most, int64_t price)
{
  GhWriting *writing = shared->writing;
  g_autofree int *there = g_new (int, days->sessions->len + 1);
  int literal = gh_writing_wish (writing, price);

  for (guint at = 0; at < days->sessions->len; at++)
    there[at] = is_on_day (shared, g_array_index (days->sessions, int, at), day);
  for (guint at = 0; at < days->sessions->len; at++)
    {
      const GhPart *part = &writing->parts[g_array_index (days->sessions, int, at)];
      if (there[at] == 0 || g_array_index (days->weights, int64_t, at) <= most)
        continue;
      gh_clause_begin (writing);
      gh_clause_put (writing, -literal);
      gh_clause_put_outside (writing, part, gh_part_start_from (part, day * GH_DAY),
                             gh_part_start_from (part, (day + 1) * GH_DAY));
      for (guint other = 0; other < days->sessions->len; other++)
        if (other != at && there[other] != 0)
          gh_clause_put (writing, there[other]);
      gh_clause_end (writing);
    }
}

static void
write_lone_days (const Shared *shared, const Days *days)
{
  g_autoptr (GArray) levels = g_array_new (false, false, sizeof (int64_t));
  int64_t none = 0;

  g_array_append_val (levels, none);
  g_array_append_vals (levels, days->weights->data, days->weights->len);
  gh_amounts_tidy (levels);
  for (int day = 0; day < shared->writing->model->conference.n_days; day++)
    for (guint level = 0; level + 1 < levels->len; level++)
      {
        int64_t most = g_array_index (levels, int64_t, level);
        write_lone_day (shared, days, day, most, g_array_index (levels, int64_t, level + 1) - most);
      }
}

/* ---- all of it --------------------------------------------------------------------------- */

static void
write_person (const Shared *shared, int person, Days *days)
{
  GhWriting *writing = shared->writing;

  /* Speeches are not asked for here, and one may be milder, or make a day less lonely. */
  if (speaks (writing->model, person))
    return;
  list_days (writing, person, GH_DAYS_NIGHTS, days);
  if (are_few (writing, days))
    write_nights (writing, days);
  list_days (writing, person, GH_DAYS_RUNS, days);
  for (int day = 0; days->sessions->len > 0 && day < writing->model->conference.n_days; day++)
    write_runs_on (writing, days, day);
  list_days (writing, person, GH_DAYS_LONE, days);
  if (days->is_whole && days->sessions->len > 0)
    write_lone_days (shared, days);
}

void
gh_write_days_costs (GhWriting *writing)
{
  const GhModel *model = writing->model;
  g_autofree int *on_day = g_new0 (int, model->n_sessions * model->conference.n_days + 1);
  Shared shared = { writing, on_day };
  Days days = { .sessions = g_array_new (false, false, sizeof (int)),
                .weights = g_array_new (false, false, sizeof (int64_t)) };

  for (int person = 0; person < model->n_persons; person++)
    write_person (&shared, person, &days);
  g_array_unref (days.sessions);
  g_array_unref (days.weights);
}
