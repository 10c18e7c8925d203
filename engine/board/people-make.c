#include "engine/board/people-inside.h"

#include <string.h>

/* Days with more steps than this are counted one by one: the kernels are made for few. */
#define MOST_STEPS 128

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
      diary.is_simple = diary.is_simple && this->clash.level == GH_LEVEL_HARD
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
