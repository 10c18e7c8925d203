#include "engine/board/people.h"

#include "engine/board/day-programme.h"
#include "engine/board/steps.h"

#include <string.h>

/* Days with more steps than this are counted one by one: the kernels are made for few. */
#define MOST_STEPS 128

/* ---- what there is ----------------------------------------------------------------------- */

/* One person as some rules see them. */
typedef struct
{
  int person;
  bool is_simple;
  GhCounting counts[GH_N_DAYS]; /* of a simple one; weight 0: the rule does not see it */
  GhDays way;                   /* of another: its one rule */
  GArray *entries;              /* Entry */
  int64_t cost;                 /* of one that is not simple, as placed */
} Diary;

typedef struct
{
  int session;
  GhCounting counting; /* of a diary that is not simple */
} Entry;

/* The bits of one session in one group of diaries. */
typedef struct
{
  int group;
  uint64_t *bits; /* GH_GROUP_WORDS */
} SessionGroup;

typedef struct
{
  int n_groups;
  SessionGroup *groups;
  GhList odd; /* diaries that are not simple */
} Attendance;

/* Diaries that count alike fill whole groups. */
typedef struct
{
  GhCounting counts[GH_N_DAYS];
  GhRunProgramme *runs;     /* by day */
  GhNightProgramme *nights; /* by day: to the next one */
} Class;

/* One group on one day. */
typedef struct
{
  GhGroupDay day;
  uint64_t *tally;                /* of the day, as placed */
  const GhNightProgramme *nights; /* to the next day; NULL: not counted */
  int64_t cost, cost_then;        /* of all of the day; and as it would be, where touched */
  int64_t night_cost, night_cost_then;
  bool is_stale; /* the cost is of another day than this one has become since */
  bool is_touched, is_night_touched;
} Table;

/* Where sessions are in time: steps of one day. */
typedef struct
{
  int day; /* -1: nowhere */
  GhStepRange part;
} Place;

/* People who go from one place to another together. */
typedef struct
{
  Place from, to;
  int n_groups;
  const SessionGroup *groups;
} Party;

/* Two parties exchange places. */
#define MOST_PARTIES 2

struct GhPeople
{
  const GhDemands *demands;
  const GhModel *model;
  const GhKernels *kernels;
  GArray *diaries;         /* Diary */
  Attendance *attendances; /* by session */
  int *option;             /* by session; -1: off the board */

  GhSteps steps;
  int n_days;
  int *first_step;  /* by day; one more at the end */
  int *option_step; /* by option: its first step, and the one after its last */
  int *option_end_step;
  int *option_day; /* by option: of its start */

  int n_groups;
  int *class_of; /* by group */
  GArray *classes;
  bool starts_are_rows; /* every session fills one step: no table of its own for starts */

  uint64_t *busy, *starts, *tallies;  /* rows of all tables */
  Table *tables;                      /* by day, then group */
  bool are_by_parts;                  /* what one session adds to a day can be counted alone */
  int64_t *day_totals, *night_totals; /* by day; of a night, the one that follows */
  int64_t *day_changes;               /* by day: by how much the total would change */
  int n_touched, n_touched_nights;
  int *touched, *touched_nights; /* tables */
  int *days;                     /* scratch: n_listed of them */
  int n_listed;
  SessionGroup *party_groups[MOST_PARTIES]; /* scratch: people of several sessions */
  int *in_party[MOST_PARTIES];              /* by group: which of these; -1: none */

  GArray *odd_touched; /* int diaries */
  bool *is_odd_touched;
  GhPersonSpan *spans;
  uint64_t *scratch;
};

/* ---- diaries ----------------------------------------------------------------------------- */

static const GhCommitment *
commitment (const GhDemands *demands, int number)
{
  return &g_array_index (demands->commitments, GhCommitment, number);
}

/* Sessions of one person that one way of counting sees; NULL: none. */
static Diary
diary_of (const GhDemands *demands, int person, GhDays way)
{
  const GhList *list = &demands->busy[person];
  Diary diary = { .person = person,
                  .is_simple = true,
                  .way = way,
                  .entries = g_array_new (false, false, sizeof (Entry)) };

  for (int item = 0; item < list->n; item++)
    {
      const GhCommitment *this = commitment (demands, list->items[item]);
      Entry entry = { this->session, this->counts[way] };
      if (entry.counting.weight == 0)
        continue;
      if (diary.entries->len == 0)
        diary.counts[way] = entry.counting;
      diary.is_simple = diary.is_simple && this->counts_hard
                        && entry.counting.weight == diary.counts[way].weight
                        && entry.counting.value == diary.counts[way].value;
      g_array_append_val (diary.entries, entry);
    }
  return diary;
}

/* It can never cost anything. */
static bool
is_idle (const GhModel *model, const Diary *diary)
{
  const Entry *first = (const Entry *)(gpointer)diary->entries->data;
  if (diary->entries->len == 0)
    return true;
  if (diary->entries->len > 1 || diary->way == GH_DAYS_LONE)
    return false;
  return diary->way == GH_DAYS_NIGHTS
         || model->sessions[first->session].minutes <= first->counting.value;
}

/* Some start of one of its sessions lets it go on past midnight. */
static bool
crosses_midnight (const GhDemands *demands, const Diary *diary)
{
  for (guint entry = 0; entry < diary->entries->len; entry++)
    {
      int session = g_array_index (diary->entries, Entry, entry).session;
      const GhDomain *domain = &demands->domains[session];
      for (int option = 0; option < domain->n_options; option++)
        if (gh_day_of (domain->options[option].start)
            != gh_day_of (domain->options[option].start + demands->model->sessions[session].minutes
                          - 1))
          return true;
    }
  return false;
}

static bool
same_sessions (const Diary *a, const Diary *b)
{
  if (a->entries->len != b->entries->len)
    return false;
  for (guint entry = 0; entry < a->entries->len; entry++)
    if (g_array_index (a->entries, Entry, entry).session
        != g_array_index (b->entries, Entry, entry).session)
      return false;
  return true;
}

/* Adds a diary, or a simple one's rule to the person's diary of the same sessions. */
static void
add_diary (GhPeople *people, Diary diary)
{
  for (guint other = people->diaries->len; diary.is_simple && other > 0; other--)
    {
      Diary *that = &g_array_index (people->diaries, Diary, other - 1);
      if (that->person != diary.person)
        break;
      if (!that->is_simple || !same_sessions (that, &diary))
        continue;
      that->counts[diary.way] = diary.counts[diary.way];
      g_array_unref (diary.entries);
      return;
    }
  g_array_append_val (people->diaries, diary);
}

static void
collect_diaries (GhPeople *people)
{
  people->diaries = g_array_new (false, false, sizeof (Diary));
  for (int person = 0; person < people->model->n_persons; person++)
    for (int way = 0; way < GH_N_DAYS; way++)
      {
        Diary diary = diary_of (people->demands, person, (GhDays)way);
        if (is_idle (people->model, &diary))
          {
            g_array_unref (diary.entries);
            continue;
          }
        diary.is_simple = diary.is_simple && !crosses_midnight (people->demands, &diary)
                          && (way != GH_DAYS_NIGHTS || diary.counts[way].value <= GH_DAY);
        add_diary (people, diary);
      }
}

/* ---- steps ------------------------------------------------------------------------------- */

static void
each_option (GhPeople *people,
             void (*each) (GhPeople *, int option, GhMinute start, GhMinute end, gpointer data),
             gpointer data)
{
  g_autofree bool *counts = g_new0 (bool, people->model->n_sessions);
  for (guint number = 0; number < people->diaries->len; number++)
    {
      const Diary *diary = &g_array_index (people->diaries, Diary, number);
      for (guint entry = 0; diary->is_simple && entry < diary->entries->len; entry++)
        counts[g_array_index (diary->entries, Entry, entry).session] = true;
    }
  for (int session = 0; session < people->model->n_sessions; session++)
    {
      const GhDomain *domain = &people->demands->domains[session];
      for (int option = 0; counts[session] && option < domain->n_options; option++)
        each (people, domain->first_option + option, domain->options[option].start,
              domain->options[option].start + people->model->sessions[session].minutes, data);
    }
}

static void
cut_at (GhPeople *people, int option, GhMinute start, GhMinute end, gpointer data)
{
  g_array_append_val (data, start);
  g_array_append_val (data, end);
}

static void
find_steps (GhPeople *people, int option, GhMinute start, GhMinute end, gpointer data)
{
  people->option_day[option] = gh_day_of (start);
  people->option_step[option] = gh_steps_at (&people->steps, start);
  people->option_end_step[option] = gh_steps_at (&people->steps, end);
  if (people->option_end_step[option] != people->option_step[option] + 1)
    people->starts_are_rows = false;
}

/* Days begin at the first step that is theirs. */
static void
cut_time (GhPeople *people)
{
  g_autoptr (GArray) cuts = g_array_new (false, false, sizeof (GhMinute));
  int step = 0;

  people->n_days = people->model->conference.n_days;
  each_option (people, cut_at, cuts);
  for (int day = 0; day <= people->n_days; day++)
    {
      GhMinute midnight = day * GH_DAY;
      g_array_append_val (cuts, midnight);
    }
  people->steps = gh_steps_new (cuts);
  people->first_step = g_new0 (int, people->n_days + 1);
  for (int day = 0; day <= people->n_days; day++)
    {
      while (step < people->steps.n && people->steps.bounds[step] < day * GH_DAY)
        step++;
      people->first_step[day] = step;
    }
  people->option_day = g_new0 (int, people->demands->n_options);
  people->option_step = g_new0 (int, people->demands->n_options);
  people->option_end_step = g_new0 (int, people->demands->n_options);
  people->starts_are_rows = true;
  each_option (people, find_steps, NULL);
}

static int
n_steps_of (const GhPeople *people, int day)
{
  return people->first_step[day + 1] - people->first_step[day];
}

/* Where steps are many, or runs could go on through midnight, nothing is simple. */
static void
make_all_odd (GhPeople *people)
{
  GArray *simple = people->diaries;
  people->diaries = g_array_new (false, false, sizeof (Diary));
  for (guint number = 0; number < simple->len; number++)
    g_array_unref (g_array_index (simple, Diary, number).entries);
  g_array_unref (simple);
  for (int person = 0; person < people->model->n_persons; person++)
    for (int way = 0; way < GH_N_DAYS; way++)
      {
        Diary diary = diary_of (people->demands, person, (GhDays)way);
        diary.is_simple = false;
        if (is_idle (people->model, &diary))
          g_array_unref (diary.entries);
        else
          g_array_append_val (people->diaries, diary);
      }
}

static bool
suits_the_kernels (const GhPeople *people)
{
  for (int day = 0; day < people->n_days; day++)
    if (n_steps_of (people, day) > MOST_STEPS)
      return false;
  /* The first and last step of a day are free by all: only sessions cut time elsewhere. */
  for (int option = 0; option < people->demands->n_options; option++)
    if (people->option_end_step[option] > people->option_step[option])
      {
        GhMinute start = people->steps.bounds[people->option_step[option]];
        GhMinute end = people->steps.bounds[people->option_end_step[option]];
        int day = gh_day_of (start);
        if (start < 0 || day >= people->n_days || start - day * GH_DAY < GH_FREE_MINUTES)
          return false;
        if (end > (day + 1) * GH_DAY)
          return false;
      }
  return true;
}

/* ---- groups ------------------------------------------------------------------------------ */

static int
class_number (GhPeople *people, const Diary *diary)
{
  Class class = { 0 };
  for (guint number = 0; number < people->classes->len; number++)
    if (memcmp (g_array_index (people->classes, Class, number).counts, diary->counts,
                sizeof diary->counts)
        == 0)
      return (int)number;
  memcpy (class.counts, diary->counts, sizeof class.counts);
  g_array_append_val (people->classes, class);
  return (int)people->classes->len - 1;
}

static void
make_programmes (GhPeople *people)
{
  const GhMinute *bounds = people->steps.bounds;
  for (guint number = 0; number < people->classes->len; number++)
    {
      Class *class = &g_array_index (people->classes, Class, number);
      class->runs = g_new0 (GhRunProgramme, people->n_days);
      class->nights = g_new0 (GhNightProgramme, people->n_days);
      for (int day = 0; day < people->n_days; day++)
        {
          const int *first = &people->first_step[day];
          gh_run_programme_make (&class->runs[day], &bounds[first[0]], first[1] - first[0],
                                 class->counts[GH_DAYS_RUNS].value,
                                 class->counts[GH_DAYS_RUNS].weight, GH_FREE_MINUTES);
          if (day + 1 < people->n_days)
            gh_night_programme_make (&class->nights[day], &bounds[first[0]], first[1] - first[0],
                                     &bounds[first[1]], first[2] - first[1],
                                     class->counts[GH_DAYS_NIGHTS].value,
                                     class->counts[GH_DAYS_NIGHTS].weight);
        }
    }
}

static uint64_t *
new_rows (gsize n)
{
  return g_aligned_alloc0 (n + 1, GH_GROUP_WORDS * sizeof (uint64_t), GH_GROUP_ALIGNMENT);
}

static uint64_t *
bits_in_group (GhPeople *people, int session, int group)
{
  Attendance *attendance = &people->attendances[session];
  SessionGroup *last =
      attendance->n_groups > 0 ? &attendance->groups[attendance->n_groups - 1] : NULL;
  if (last != NULL && last->group == group)
    return last->bits;
  attendance->groups = g_renew (SessionGroup, attendance->groups, attendance->n_groups + 1);
  attendance->groups[attendance->n_groups] = (SessionGroup){ group, new_rows (1) };
  return attendance->groups[attendance->n_groups++].bits;
}

/* Numbers the simple diaries class by class, each class from a new group on. */
static void
fill_groups (GhPeople *people)
{
  g_autofree int *classes = g_new (int, people->diaries->len + 1);
  int next = 0;

  people->classes = g_array_new (false, false, sizeof (Class));
  for (guint number = 0; number < people->diaries->len; number++)
    {
      const Diary *diary = &g_array_index (people->diaries, Diary, number);
      classes[number] = diary->is_simple ? class_number (people, diary) : -1;
    }
  people->class_of = g_new (int, people->diaries->len + 1);
  for (int class = 0; class < (int)people->classes->len; class ++)
    {
      next = (next + GH_GROUP_PEOPLE - 1) / GH_GROUP_PEOPLE * GH_GROUP_PEOPLE;
      for (guint number = 0; number < people->diaries->len; number++)
        {
          const GArray *entries = g_array_index (people->diaries, Diary, number).entries;
          int bit = next % GH_GROUP_PEOPLE;
          if (classes[number] != class)
            continue;
          people->n_groups = next / GH_GROUP_PEOPLE + 1;
          people->class_of[people->n_groups - 1] = class;
          for (guint entry = 0; entry < entries->len; entry++)
            bits_in_group (people, g_array_index (entries, Entry, entry).session,
                           people->n_groups - 1)[bit >> 6] |= UINT64_C (1) << (bit & 63);
          next++;
        }
    }
  make_programmes (people);
}

static void
make_table (GhPeople *people, int day, int group, gsize first_row)
{
  const Class *class = &g_array_index (people->classes, Class, people->class_of[group]);
  const GhRunProgramme *runs = &class->runs[day];
  Table *table = &people->tables[day * people->n_groups + group];

  *table = (Table){
    .day = { .busy = &people->busy[first_row * GH_GROUP_WORDS],
             .starts = &people->starts[first_row * GH_GROUP_WORDS],
             .n_steps = n_steps_of (people, day),
             .runs = class->counts[GH_DAYS_RUNS].weight > 0 ? runs : NULL,
             .lone_weight = class->counts[GH_DAYS_LONE].weight },
    .tally = &people->tallies[(table - people->tables) * GH_TALLY_ROWS * GH_GROUP_WORDS],
    .nights = class->counts[GH_DAYS_NIGHTS].weight > 0 && day + 1 < people->n_days
                  ? &class->nights[day]
                  : NULL,
  };
}

/* Neither the next day nor short pauses matter. */
static bool
is_by_parts (const GhPeople *people, int day, int group)
{
  const Class *class = &g_array_index (people->classes, Class, people->class_of[group]);
  return class->counts[GH_DAYS_NIGHTS].weight == 0 && class->runs[day].n_bridges == 0;
}

static void
make_tables (GhPeople *people)
{
  int n_days = people->n_days;
  int n_groups = people->n_groups;
  int n_tables = n_days * n_groups;
  gsize n_rows = (gsize)people->first_step[n_days] * (gsize)n_groups;
  gsize row = 0;

  people->busy = new_rows (n_rows);
  people->starts = people->starts_are_rows ? people->busy : new_rows (n_rows);
  people->tallies = new_rows ((gsize)n_tables * GH_TALLY_ROWS);
  people->tables = g_new0 (Table, n_tables + 1);
  people->are_by_parts = true;
  for (int day = 0; day < n_days; day++)
    for (int group = 0; group < n_groups; group++)
      {
        make_table (people, day, group, row);
        people->are_by_parts = people->are_by_parts && is_by_parts (people, day, group);
        row += (gsize)n_steps_of (people, day);
      }
  people->day_totals = g_new0 (int64_t, n_days + 1);
  people->day_changes = g_new0 (int64_t, n_days + 1);
  people->night_totals = g_new0 (int64_t, n_days + 1);
  people->touched = g_new (int, n_tables + 1);
  people->touched_nights = g_new (int, n_tables + 1);
  people->days = g_new (int, n_days + 1);
  people->scratch = new_rows (MOST_STEPS);
  for (int party = 0; party < MOST_PARTIES; party++)
    {
      people->party_groups[party] = g_new0 (SessionGroup, n_groups + 1);
      people->in_party[party] = g_new (int, n_groups + 1);
      for (int group = 0; group < n_groups; group++)
        {
          people->party_groups[party][group].bits = new_rows (1);
          people->in_party[party][group] = -1;
        }
    }
}

static void
list_odd (GhPeople *people)
{
  guint longest = 0;
  for (guint number = 0; number < people->diaries->len; number++)
    {
      const Diary *diary = &g_array_index (people->diaries, Diary, number);
      longest = MAX (longest, diary->entries->len);
      for (guint entry = 0; !diary->is_simple && entry < diary->entries->len; entry++)
        {
          GhList *odd =
              &people->attendances[g_array_index (diary->entries, Entry, entry).session].odd;
          odd->items = g_renew (int, odd->items, odd->n + 1);
          odd->items[odd->n++] = (int)number;
        }
    }
  people->odd_touched = g_array_new (false, false, sizeof (int));
  people->is_odd_touched = g_new0 (bool, people->diaries->len + 1);
  people->spans = g_new (GhPersonSpan, longest + 1);
}

GhPeople *
gh_people_new (const GhDemands *demands)
{
  GhPeople *people = g_new0 (GhPeople, 1);
  const GhModel *model = demands->model;

  people->demands = demands;
  people->model = model;
  people->kernels = gh_kernels_get ();
  people->attendances = g_new0 (Attendance, model->n_sessions);
  people->option = g_new (int, model->n_sessions);
  for (int session = 0; session < model->n_sessions; session++)
    people->option[session] = -1;
  collect_diaries (people);
  cut_time (people);
  if (!suits_the_kernels (people))
    make_all_odd (people);
  fill_groups (people);
  make_tables (people);
  list_odd (people);
  return people;
}

static void
free_classes (GhPeople *people)
{
  for (guint number = 0; number < people->classes->len; number++)
    {
      Class *class = &g_array_index (people->classes, Class, number);
      for (int day = 0; day < people->n_days; day++)
        {
          gh_run_programme_clear (&class->runs[day]);
          gh_night_programme_clear (&class->nights[day]);
        }
      g_free (class->runs);
      g_free (class->nights);
    }
  g_array_unref (people->classes);
}

void
gh_people_free (GhPeople *people)
{
  if (people == NULL)
    return;
  free_classes (people);
  for (guint number = 0; number < people->diaries->len; number++)
    g_array_unref (g_array_index (people->diaries, Diary, number).entries);
  for (int session = 0; session < people->model->n_sessions; session++)
    {
      for (int group = 0; group < people->attendances[session].n_groups; group++)
        g_aligned_free (people->attendances[session].groups[group].bits);
      g_free (people->attendances[session].groups);
      g_free (people->attendances[session].odd.items);
    }
  for (int party = 0; party < MOST_PARTIES; party++)
    {
      for (int group = 0; group < people->n_groups; group++)
        g_aligned_free (people->party_groups[party][group].bits);
      g_free (people->party_groups[party]);
      g_free (people->in_party[party]);
    }
  if (!people->starts_are_rows)
    g_aligned_free (people->starts);
  g_aligned_free (people->busy);
  g_aligned_free (people->tallies);
  g_aligned_free (people->scratch);
  gh_steps_clear (&people->steps);
  g_array_unref (people->diaries);
  g_free (people->touched);
  g_free (people->touched_nights);
  g_free (people->day_totals);
  g_free (people->day_changes);
  g_free (people->night_totals);
  g_free (people->days);
  g_free (people->option_day);
  g_array_unref (people->odd_touched);
  g_free (people->attendances);
  g_free (people->option);
  g_free (people->first_step);
  g_free (people->option_step);
  g_free (people->option_end_step);
  g_free (people->class_of);
  g_free (people->tables);
  g_free (people->is_odd_touched);
  g_free (people->spans);
  g_free (people);
}

/* ---- simple diaries ---------------------------------------------------------------------- */

static int64_t
day_cost (GhPeople *people, const GhGroupDay *day)
{
  int64_t cost = 0;

  if (day->lone_weight > 0)
    cost += (int64_t)day->lone_weight * people->kernels->in_one_row (day->starts, day->n_steps);
  if (day->runs != NULL)
    cost += people->kernels->runs (day->busy, day->runs, people->scratch);
  return cost;
}

static void
touch (GhPeople *people, int number)
{
  Table *table = &people->tables[number];
  if (table->is_touched)
    return;
  table->is_touched = true;
  people->touched[people->n_touched++] = number;
}

static GhStepRange
part_of (const GhPeople *people, int at)
{
  int first = people->first_step[people->option_day[at]];
  return (GhStepRange){ people->option_step[at] - first, people->option_end_step[at] - 1 - first };
}

/* Takes people up where they are, and puts them down where they are not: twice is as if nothing had
 * been. */
static void
turn_over (GhPeople *people, GhGroupDay *day, GhStepRange part, const uint64_t *bits)
{
  const GhKernels *kernels = people->kernels;
  kernels->toggle (&day->busy[part.first * GH_GROUP_WORDS], part.last - part.first + 1, bits);
  if (!people->starts_are_rows)
    kernels->toggle (&day->starts[part.first * GH_GROUP_WORDS], 1, bits);
}

static int
day_of (const GhPeople *people, int session, int option)
{
  return option < 0 ? -1
                    : people->option_day[people->demands->domains[session].first_option + option];
}

static void
turn_session_over (GhPeople *people, int session, int option)
{
  const Attendance *attendance = &people->attendances[session];
  int at = people->demands->domains[session].first_option + option;
  GhStepRange part = part_of (people, at);
  int first_table = people->option_day[at] * people->n_groups;
  for (int entry = 0; entry < attendance->n_groups; entry++)
    {
      const SessionGroup *in = &attendance->groups[entry];
      Table *table = &people->tables[first_table + in->group];
      if (table->is_stale)
        {
          table->cost = day_cost (people, &table->day);
          table->is_stale = false;
        }
      turn_over (people, &table->day, part, in->bits);
      touch (people, first_table + in->group);
    }
}

/* Everybody leaves, and comes, who does so on one day; or all of that is undone. */
static void
turn_day_over (GhPeople *people, const GhMove *moves, int n, int day)
{
  for (int move = 0; move < n; move++)
    {
      int session = moves[move].session;
      if (day_of (people, session, people->option[session]) == day)
        turn_session_over (people, session, people->option[session]);
      if (day_of (people, session, moves[move].option) == day)
        turn_session_over (people, session, moves[move].option);
    }
}

/* The change in cost of the tables that were touched since the FIRST of them. */
static int64_t
days_change (GhPeople *people, int first)
{
  int64_t change = 0;
  for (int entry = first; entry < people->n_touched; entry++)
    {
      Table *table = &people->tables[people->touched[entry]];
      table->cost_then = day_cost (people, &table->day);
      change += table->cost_then - table->cost;
    }
  return change;
}

static void
touch_night (GhPeople *people, int number)
{
  Table *table = &people->tables[number];
  if (table->nights == NULL || table->is_night_touched)
    return;
  table->is_night_touched = true;
  people->touched_nights[people->n_touched_nights++] = number;
}

static void
touch_nights (GhPeople *people)
{
  for (int entry = 0; entry < people->n_touched; entry++)
    {
      int number = people->touched[entry];
      if (number >= people->n_groups)
        touch_night (people, number - people->n_groups);
      touch_night (people, number);
    }
}

static int64_t
nights_change (GhPeople *people)
{
  int64_t change = 0;

  touch_nights (people);
  for (int entry = 0; entry < people->n_touched_nights; entry++)
    {
      Table *evening = &people->tables[people->touched_nights[entry]];
      const Table *morning = evening + people->n_groups;
      evening->night_cost_then = people->kernels->nights (evening->day.busy, morning->day.busy,
                                                          evening->nights, people->scratch);
      change += evening->night_cost_then - evening->night_cost;
    }
  return change;
}

/* The days that the moves touch, each once; those to which they go come first, since it is there
 * that most become too dear. */
static void
list_days (GhPeople *people, const GhMove *moves, int n)
{
  people->n_listed = 0;
  for (int turn = 0; turn < 2 * n; turn++)
    {
      int session = moves[turn < n ? turn : turn - n].session;
      int day = day_of (people, session, turn < n ? moves[turn].option : people->option[session]);
      bool is_new = day >= 0 && people->attendances[session].n_groups > 0;
      for (int entry = 0; is_new && entry < people->n_listed; entry++)
        is_new = people->days[entry] != day;
      if (is_new)
        people->days[people->n_listed++] = day;
    }
}

/* What the nights before and after a day, and the day itself, could at most be cheaper by. */
static int64_t
most_saved (const GhPeople *people, int day)
{
  return people->day_totals[day] + people->night_totals[day]
         + (day > 0 ? people->night_totals[day - 1] : 0);
}

/* Moves everybody, day by day, until it is certain to cost more than LIMIT; DONE is the number of
 * days, in people->days, that are changed then. */
static int64_t
simple_change (GhPeople *people, const GhMove *moves, int n, int64_t limit, int *done)
{
  int64_t change = 0;
  int64_t saved = 0;

  list_days (people, moves, n);
  for (int entry = 0; entry < people->n_listed; entry++)
    saved += most_saved (people, people->days[entry]);
  for (*done = 0; *done < people->n_listed; ++*done)
    {
      int first = people->n_touched;
      int day = people->days[*done];
      if (change - saved > limit)
        return change - saved;
      saved -= people->day_totals[day];
      turn_day_over (people, moves, n, day);
      people->day_changes[day] = days_change (people, first);
      change += people->day_changes[day];
    }
  return change - saved > limit ? change - saved : change + nights_change (people);
}

static void
renew_tally (GhPeople *people, Table *table)
{
  if (people->are_by_parts && table->day.lone_weight > 0)
    people->kernels->tally (&table->day, table->tally);
}

static void
keep_simple (GhPeople *people)
{
  for (int entry = 0; entry < people->n_listed; entry++)
    people->day_totals[people->days[entry]] += people->day_changes[people->days[entry]];
  for (int entry = 0; entry < people->n_touched; entry++)
    {
      Table *table = &people->tables[people->touched[entry]];
      table->cost = table->cost_then;
      renew_tally (people, table);
    }
  for (int entry = 0; entry < people->n_touched_nights; entry++)
    {
      Table *table = &people->tables[people->touched_nights[entry]];
      people->night_totals[people->touched_nights[entry] / people->n_groups] +=
          table->night_cost_then - table->night_cost;
      table->night_cost = table->night_cost_then;
    }
}

static void
forget_touched (GhPeople *people)
{
  for (int entry = 0; entry < people->n_touched; entry++)
    people->tables[people->touched[entry]].is_touched = false;
  for (int entry = 0; entry < people->n_touched_nights; entry++)
    people->tables[people->touched_nights[entry]].is_night_touched = false;
  people->n_touched = people->n_touched_nights = 0;
}

/* ---- the others -------------------------------------------------------------------------- */

static int64_t
odd_cost (GhPeople *people, const Diary *diary)
{
  int n = 0;
  for (guint number = 0; number < diary->entries->len; number++)
    {
      const Entry *entry = &g_array_index (diary->entries, Entry, number);
      int option = people->option[entry->session];
      GhPersonSpan span = { .weight = entry->counting.weight, .value = entry->counting.value };
      int into = n;
      if (option < 0)
        continue;
      span.start = people->demands->domains[entry->session].options[option].start;
      span.end = span.start + people->model->sessions[entry->session].minutes;
      for (; into > 0
             && (people->spans[into - 1].start > span.start
                 || (people->spans[into - 1].start == span.start
                     && people->spans[into - 1].end > span.end));
           into--)
        people->spans[into] = people->spans[into - 1];
      people->spans[into] = span;
      n++;
    }
  return gh_person_days_cost (diary->way, people->spans, n, NULL);
}

/* Once the sessions have moved; KEEP: they stay there. */
static int64_t
odd_change (GhPeople *people, const GhMove *moves, int n, bool keep)
{
  int64_t change = 0;

  for (int move = 0; move < n; move++)
    {
      const GhList *odd = &people->attendances[moves[move].session].odd;
      for (int item = 0; item < odd->n; item++)
        if (!people->is_odd_touched[odd->items[item]])
          {
            people->is_odd_touched[odd->items[item]] = true;
            g_array_append_val (people->odd_touched, odd->items[item]);
          }
    }
  for (guint entry = 0; entry < people->odd_touched->len; entry++)
    {
      int number = g_array_index (people->odd_touched, int, entry);
      Diary *diary = &g_array_index (people->diaries, Diary, number);
      int64_t cost = odd_cost (people, diary);
      change += cost - diary->cost;
      if (keep)
        diary->cost = cost;
      people->is_odd_touched[number] = false;
    }
  g_array_set_size (people->odd_touched, 0);
  return change;
}

/* ---- by parts ---------------------------------------------------------------------------- */

static Place
place_of (const GhPeople *people, int session, int option)
{
  int at = people->demands->domains[session].first_option + option;
  return option < 0 ? (Place){ -1, GH_NO_STEPS }
                    : (Place){ people->option_day[at], part_of (people, at) };
}

static bool
is_same_place (const Place *a, const Place *b)
{
  return a->day == b->day && a->part.first == b->part.first && a->part.last == b->part.last;
}

/* Adds a session's people to a party. */
static void
join_party (GhPeople *people, Party *party, int number, int session)
{
  const Attendance *attendance = &people->attendances[session];
  for (int entry = 0; entry < attendance->n_groups; entry++)
    {
      const SessionGroup *in = &attendance->groups[entry];
      int *into = &people->in_party[number][in->group];
      SessionGroup *all;
      if (*into < 0)
        {
          *into = party->n_groups++;
          all = &people->party_groups[number][*into];
          all->group = in->group;
          memcpy (all->bits, in->bits, GH_GROUP_WORDS * sizeof (uint64_t));
          continue;
        }
      all = &people->party_groups[number][*into];
      for (int word = 0; word < GH_GROUP_WORDS; word++)
        all->bits[word] |= in->bits[word];
    }
}

/* Whoever goes one way with one session, and the other way with another, stays. */
static void
part_parties (GhPeople *people, const Party *a, const Party *b)
{
  for (int entry = 0; entry < a->n_groups; entry++)
    {
      uint64_t *mine = a->groups[entry].bits;
      int other = people->in_party[1][a->groups[entry].group];
      if (other < 0)
        continue;
      for (int word = 0; word < GH_GROUP_WORDS; word++)
        {
          uint64_t both = mine[word] & b->groups[other].bits[word];
          mine[word] &= ~both;
          b->groups[other].bits[word] &= ~both;
        }
    }
}

/* The number of a party that a move is of; -1: of neither. */
static int
party_of (const GhPeople *people, const Party *parties, GhMove move)
{
  Place from = place_of (people, move.session, people->option[move.session]);
  Place to = place_of (people, move.session, move.option);
  for (int party = 0; party < MOST_PARTIES; party++)
    if (is_same_place (&from, &parties[party].from) && is_same_place (&to, &parties[party].to))
      return party;
  return -1;
}

/* Sessions that exchange two places: those that go over and those that come back are a party each,
 * since nobody is in two sessions at once.  False: they do something else. */
static bool
exchange (GhPeople *people, const GhMove *moves, int n, Party *parties)
{
  bool is_one = true;
  int first = 0;

  while (first < n && people->attendances[moves[first].session].n_groups == 0)
    first++;
  for (int party = 0; party < MOST_PARTIES; party++)
    parties[party] = (Party){ .groups = people->party_groups[party] };
  if (first == n)
    return true;
  parties[0].from = parties[1].to =
      place_of (people, moves[first].session, people->option[moves[first].session]);
  parties[0].to = parties[1].from = place_of (people, moves[first].session, moves[first].option);
  for (int move = first; is_one && move < n; move++)
    if (people->attendances[moves[move].session].n_groups > 0)
      {
        int party = party_of (people, parties, moves[move]);
        is_one = party >= 0;
        if (is_one)
          join_party (people, &parties[party], party, moves[move].session);
      }
  if (is_one)
    part_parties (people, &parties[0], &parties[1]);
  for (int party = 0; party < MOST_PARTIES; party++)
    for (int entry = 0; entry < parties[party].n_groups; entry++)
      people->in_party[party][parties[party].groups[entry].group] = -1;
  return is_one;
}

/* The parties that go somewhere, if what they do can be counted by parts; 0: it cannot. */
static int
list_parties (GhPeople *people, const GhMove *moves, int n, Party *parties)
{
  if (!people->are_by_parts)
    return 0;
  if (n != 1)
    return exchange (people, moves, n, parties) ? MOST_PARTIES : 0;
  parties[0] =
      (Party){ .from = place_of (people, moves[0].session, people->option[moves[0].session]),
               .to = place_of (people, moves[0].session, moves[0].option),
               .n_groups = people->attendances[moves[0].session].n_groups,
               .groups = people->attendances[moves[0].session].groups };
  return 1;
}

/* What runs cost more with a party at a place, once it has LEFT another on that day. */
static int64_t
runs_with (const GhPeople *people, const Party *party, const Place *place, GhStepRange left)
{
  const Table *tables = &people->tables[place->day * people->n_groups];
  int64_t cost = 0;

  for (int entry = 0; entry < party->n_groups; entry++)
    {
      const SessionGroup *in = &party->groups[entry];
      const GhGroupDay *day = &tables[in->group].day;
      if (day->runs != NULL)
        cost += people->kernels->runs_through (day, place->part, in->bits, left);
    }
  return cost;
}

/* What lone days cost more with a party on a day than without it; IS_THERE: it is on that day. */
static int64_t
lone_with (const GhPeople *people, const Party *party, int day, bool is_there)
{
  const Table *tables = &people->tables[day * people->n_groups];
  int64_t cost = 0;

  for (int entry = 0; entry < party->n_groups; entry++)
    {
      const SessionGroup *in = &party->groups[entry];
      const Table *table = &tables[in->group];
      if (table->day.lone_weight > 0)
        cost += people->kernels->lone_with (&table->day, in->bits,
                                            &table->tally[is_there ? GH_GROUP_WORDS : 0]);
    }
  return cost;
}

/* What it costs that a party comes to where it goes. */
static int64_t
cost_of_coming (const GhPeople *people, const Party *party)
{
  if (party->to.day < 0)
    return 0;
  if (party->from.day == party->to.day)
    return runs_with (people, party, &party->to, party->from.part);
  return runs_with (people, party, &party->to, GH_NO_STEPS)
         + lone_with (people, party, party->to.day, false);
}

/* What is saved by its leaving from where it was. */
static int64_t
saved_by_leaving (const GhPeople *people, const Party *party)
{
  int64_t saved = 0;
  if (party->from.day < 0)
    return 0;
  saved = runs_with (people, party, &party->from, GH_NO_STEPS);
  if (party->from.day != party->to.day)
    saved += lone_with (people, party, party->from.day, true);
  return saved;
}

static int64_t
day_total (const GhPeople *people, int day)
{
  return day < 0 ? 0 : people->day_totals[day];
}

/* Nobody has to be moved to be counted.  What it costs where they come to is asked first, since it
 * may be too much already. */
static int64_t
change_of_parties (const GhPeople *people, const Party *parties, int n, int64_t limit)
{
  int64_t change = 0;
  int64_t most_saved = day_total (people, parties[0].from.day);

  if (n > 1 && parties[1].from.day != parties[0].from.day)
    most_saved += day_total (people, parties[1].from.day);
  for (int party = 0; party < n; party++)
    change += cost_of_coming (people, &parties[party]);
  if (change - most_saved > limit)
    return change - most_saved;
  for (int party = 0; party < n; party++)
    change -= saved_by_leaving (people, &parties[party]);
  return change;
}

static void
turn_party_over (GhPeople *people, const Party *party, const Place *place)
{
  for (int entry = 0; place->day >= 0 && entry < party->n_groups; entry++)
    {
      const SessionGroup *in = &party->groups[entry];
      int number = place->day * people->n_groups + in->group;
      turn_over (people, &people->tables[number].day, place->part, in->bits);
      people->tables[number].is_stale = true;
      touch (people, number);
    }
}

static int64_t
move_parties (GhPeople *people, const Party *parties, int n)
{
  int64_t coming[MOST_PARTIES], leaving[MOST_PARTIES];
  int64_t change = 0;

  for (int party = 0; party < n; party++)
    {
      coming[party] = cost_of_coming (people, &parties[party]);
      leaving[party] = saved_by_leaving (people, &parties[party]);
      change += coming[party] - leaving[party];
    }
  for (int party = 0; party < n; party++)
    {
      const Party *this = &parties[party];
      if (this->to.day >= 0)
        people->day_totals[this->to.day] += coming[party];
      if (this->from.day >= 0)
        people->day_totals[this->from.day] -= leaving[party];
      turn_party_over (people, this, &this->from);
      turn_party_over (people, this, &this->to);
    }
  for (int entry = 0; entry < people->n_touched; entry++)
    renew_tally (people, &people->tables[people->touched[entry]]);
  forget_touched (people);
  return change;
}

/* ---- both -------------------------------------------------------------------------------- */

static bool
has_odd (const GhPeople *people, const GhMove *moves, int n)
{
  for (int move = 0; move < n; move++)
    if (people->attendances[moves[move].session].odd.n > 0)
      return true;
  return false;
}

static int64_t
change_of_simple (GhPeople *people, const GhMove *moves, int n, int64_t limit)
{
  Party parties[MOST_PARTIES];
  int n_parties = list_parties (people, moves, n, parties);
  int n_turned;
  int64_t change = 0;

  if (n_parties > 0)
    return change_of_parties (people, parties, n_parties, limit);
  change = simple_change (people, moves, n, limit, &n_turned);
  for (int entry = 0; entry < n_turned; entry++)
    turn_day_over (people, moves, n, people->days[entry]);
  forget_touched (people);
  return change;
}

int64_t
gh_people_foretell (GhPeople *people, const GhMove *moves, int n, int64_t limit)
{
  bool is_odd = has_odd (people, moves, n);
  int64_t change = change_of_simple (people, moves, n, is_odd ? INT64_MAX : limit);

  if (is_odd)
    {
      g_autofree int *before = g_new (int, n);
      for (int move = 0; move < n; move++)
        {
          before[move] = people->option[moves[move].session];
          people->option[moves[move].session] = moves[move].option;
        }
      change += odd_change (people, moves, n, false);
      for (int move = 0; move < n; move++)
        people->option[moves[move].session] = before[move];
    }
  return change;
}

static int64_t
move_simple (GhPeople *people, const GhMove *moves, int n)
{
  Party parties[MOST_PARTIES];
  int n_parties = list_parties (people, moves, n, parties);
  int n_turned;
  int64_t change;

  if (n_parties > 0)
    return move_parties (people, parties, n_parties);
  change = simple_change (people, moves, n, INT64_MAX, &n_turned);
  keep_simple (people);
  forget_touched (people);
  return change;
}

int64_t
gh_people_apply (GhPeople *people, const GhMove *moves, int n)
{
  int64_t change = move_simple (people, moves, n);

  for (int move = 0; move < n; move++)
    people->option[moves[move].session] = moves[move].option;
  if (has_odd (people, moves, n))
    change += odd_change (people, moves, n, true);
  return change;
}
