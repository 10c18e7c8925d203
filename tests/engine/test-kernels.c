/* People counted by bits, on every kind of processor that this one has: the same as one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "engine/board/day-programme.h"
#include "engine/demands/demands.h"
#include "tests/engine/random-model.h"

#include <string.h>

#define N_DAYS 200
#define MOST_STEPS 40
#define PAUSE 30

typedef struct
{
  int n_steps;
  GhMinute bounds[MOST_STEPS + 1];
  uint64_t *rows; /* n_steps of them */
} Day;

static Day
random_day (GRand *random)
{
  Day day = { .n_steps = g_rand_int_range (random, 1, MOST_STEPS + 1) };
  int busy = g_rand_int_range (random, 1, 8);

  day.bounds[0] = 420;
  for (int step = 0; step < day.n_steps; step++)
    day.bounds[step + 1] = day.bounds[step] + 5 * g_rand_int_range (random, 1, 6);
  day.rows = g_aligned_alloc0 (MOST_STEPS, GH_GROUP_WORDS * 8, GH_GROUP_ALIGNMENT);
  for (int step = 0; step < day.n_steps; step++)
    for (int person = 0; person < GH_GROUP_PEOPLE; person++)
      if (g_rand_int_range (random, 0, 8) < busy)
        day.rows[step * GH_GROUP_WORDS + (person >> 6)] |= UINT64_C (1) << (person & 63);
  return day;
}

static bool
is_busy (const Day *day, int step, int person)
{
  return day->rows[step * GH_GROUP_WORDS + (person >> 6)] >> (person & 63) & 1;
}

/* Each maximal stretch of busy steps is one commitment. */
static int
spans_of (const Day *day, int person, int value, int weight, GhPersonSpan *spans)
{
  int n = 0;
  for (int step = 0; step < day->n_steps; step++)
    if (is_busy (day, step, person))
      {
        if (step == 0 || !is_busy (day, step - 1, person))
          spans[n++] =
              (GhPersonSpan){ .start = day->bounds[step], .weight = weight, .value = value };
        spans[n - 1].end = day->bounds[step + 1];
      }
  return n;
}

static int64_t
runs_one_by_one (const Day *day, int value, int weight)
{
  GhPersonSpan spans[MOST_STEPS];
  int64_t cost = 0;
  for (int person = 0; person < GH_GROUP_PEOPLE; person++)
    cost += gh_person_days_cost (GH_DAYS_RUNS, spans, spans_of (day, person, value, weight, spans),
                                 NULL);
  return cost;
}

static int64_t
nights_one_by_one (const Day *evening, const Day *morning, int value, int weight)
{
  GhPersonSpan spans[2 * MOST_STEPS];
  int64_t cost = 0;
  for (int person = 0; person < GH_GROUP_PEOPLE; person++)
    {
      int n = spans_of (evening, person, value, weight, spans);
      int m = spans_of (morning, person, value, weight, spans + n);
      for (int span = n; span < n + m; span++)
        {
          spans[span].start += GH_DAY;
          spans[span].end += GH_DAY;
        }
      cost += gh_person_days_cost (GH_DAYS_NIGHTS, spans, n + m, NULL);
    }
  return cost;
}

static int
in_one_row_one_by_one (const Day *day)
{
  int n = 0;
  for (int person = 0; person < GH_GROUP_PEOPLE; person++)
    {
      int times = 0;
      for (int step = 0; step < day->n_steps; step++)
        times += is_busy (day, step, person);
      n += times == 1;
    }
  return n;
}

static void
turn_over (const GhKernels *kernels, GhGroupDay *day, GhStepRange part, const uint64_t *bits)
{
  kernels->toggle (&day->busy[part.first * GH_GROUP_WORDS], part.last - part.first + 1, bits);
  kernels->toggle (&day->starts[part.first * GH_GROUP_WORDS], 1, bits);
}

static int64_t
day_cost (const GhKernels *kernels, const GhGroupDay *day, uint64_t *scratch)
{
  return kernels->runs (day->busy, day->runs, scratch)
         + (int64_t)day->lone_weight * kernels->in_one_row (day->starts, day->n_steps);
}

static GhStepRange
random_part (GRand *random, int n_steps)
{
  GhStepRange part = { .first = g_rand_int_range (random, 0, n_steps) };
  part.last = g_rand_int_range (random, part.first, MIN (n_steps, part.first + 3));
  return part;
}

/* The same by what people in a part add, who are THERE already, or not. */
static int64_t
part_cost (const GhKernels *kernels, const GhGroupDay *day, GhStepRange part, const uint64_t *bits,
           bool there)
{
  uint64_t *tally = g_aligned_alloc0 (GH_TALLY_ROWS, GH_GROUP_WORDS * 8, GH_GROUP_ALIGNMENT);
  int64_t cost = kernels->runs_through (day, part, bits, GH_NO_STEPS);
  kernels->tally (day, there ? -1 : part.first, tally);
  cost += kernels->lone_with (day, bits, &tally[there ? GH_GROUP_WORDS : 0]);
  g_aligned_free (tally);
  return cost;
}

/* Of PEOPLE, those who are free in both parts; but for the second one's first step, as starters. */
static void
choose_free (const GhGroupDay *day, const uint64_t *people, GhStepRange a, GhStepRange b,
             uint64_t *bits)
{
  for (int word = 0; word < GH_GROUP_WORDS; word++)
    {
      bits[word] = people[word];
      for (int step = 0; step < day->n_steps; step++)
        if ((step >= a.first && step <= a.last) || (step >= b.first && step <= b.last))
          bits[word] &= ~(day->busy[step * GH_GROUP_WORDS + word]
                          | day->starts[step * GH_GROUP_WORDS + word]);
    }
}

/* What a session adds is the difference that it makes, for all who were free until then; and where
 * it is somewhere else on that day, as if it had left. */
static void
judge_parts (const GhKernels *kernels, Day *one, const Day *two, const GhRunProgramme *runs,
             uint64_t *scratch, GRand *random)
{
  uint64_t *bits = g_aligned_alloc0 (1, GH_GROUP_WORDS * 8, GH_GROUP_ALIGNMENT);
  GhGroupDay day = { .busy = one->rows,
                     .starts = two->rows,
                     .n_steps = MIN (one->n_steps, two->n_steps),
                     .runs = runs,
                     .lone_weight = g_rand_int_range (random, 1, 100) };
  GhStepRange part = random_part (random, day.n_steps);
  GhStepRange left = random_part (random, day.n_steps);
  int64_t free, busy, runs_alone;

  choose_free (&day, one->rows, part, left, bits);
  free = day_cost (kernels, &day, scratch);
  turn_over (kernels, &day, part, bits);
  busy = day_cost (kernels, &day, scratch);
  assert_int_equal (busy - free, part_cost (kernels, &day, part, bits, true));
  assert_int_equal (busy - free, part_cost (kernels, &day, part, bits, false));
  turn_over (kernels, &day, part, bits);
  assert_int_equal (busy - free, part_cost (kernels, &day, part, bits, false));

  runs_alone = kernels->runs_through (&day, part, bits, GH_NO_STEPS);
  turn_over (kernels, &day, left, bits);
  assert_int_equal (runs_alone, kernels->runs_through (&day, part, bits, left));
  turn_over (kernels, &day, left, bits);
  assert_int_equal (free, day_cost (kernels, &day, scratch));
  g_aligned_free (bits);
}

static void
judge_day_parts (const GhKernels *kernels, GRand *random, uint64_t *scratch)
{
  Day one = random_day (random);
  Day two = random_day (random);
  GhRunProgramme runs;

  one.n_steps = two.n_steps = MIN (one.n_steps, two.n_steps);
  gh_run_programme_make (&runs, one.bounds, one.n_steps, 15 * g_rand_int_range (random, 0, 20),
                         g_rand_int_range (random, 1, 1000), 0);
  judge_parts (kernels, &one, &two, &runs, scratch, random);
  gh_run_programme_clear (&runs);
  g_aligned_free (one.rows);
  g_aligned_free (two.rows);
}

static void
judge_kernels (const GhKernels *kernels)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (512);
  uint64_t *scratch = g_aligned_alloc0 (MOST_STEPS, GH_GROUP_WORDS * 8, GH_GROUP_ALIGNMENT);
  int64_t all_runs = 0;
  int64_t all_nights = 0;

  for (int number = 0; number < N_DAYS; number++)
    {
      Day one = random_day (random);
      Day two = random_day (random);
      int value = 15 * g_rand_int_range (random, 0, 20);
      int rest = g_rand_int_range (random, 0, GH_DAY);
      int weight = g_rand_int_range (random, 1, 1000);
      GhMinute morning[MOST_STEPS + 1];
      GhRunProgramme runs;
      GhNightProgramme nights;
      int64_t counted;

      for (int step = 0; step <= two.n_steps; step++)
        morning[step] = two.bounds[step] + GH_DAY;
      gh_run_programme_make (&runs, one.bounds, one.n_steps, value, weight, PAUSE);
      gh_night_programme_make (&nights, one.bounds, one.n_steps, morning, two.n_steps, rest,
                               weight);

      counted = kernels->runs (one.rows, &runs, scratch);
      assert_int_equal (counted, runs_one_by_one (&one, value, weight));
      all_runs += counted;
      counted = kernels->nights (one.rows, two.rows, &nights, scratch);
      assert_int_equal (counted, nights_one_by_one (&one, &two, rest, weight));
      all_nights += counted;
      assert_int_equal (kernels->in_one_row (one.rows, one.n_steps), in_one_row_one_by_one (&one));

      judge_day_parts (kernels, random, scratch);
      kernels->toggle (one.rows, one.n_steps, two.rows);
      kernels->toggle (one.rows, one.n_steps, two.rows);
      assert_int_equal (kernels->in_one_row (one.rows, one.n_steps), in_one_row_one_by_one (&one));
      kernels->toggle (one.rows, 1, two.rows);
      assert_int_equal (kernels->in_one_row (one.rows, one.n_steps), in_one_row_one_by_one (&one));

      gh_run_programme_clear (&runs);
      gh_night_programme_clear (&nights);
      g_aligned_free (one.rows);
      g_aligned_free (two.rows);
    }
  assert_true (all_runs > 0 && all_nights > 0);
  g_aligned_free (scratch);
}

/* Calls JUDGE for each kind that this processor has, and names those that it lacks. */
static void
each_kind (void (*judge) (const GhKernels *))
{
  for (int kind = 0; gh_kernels_nth (kind) != NULL; kind++)
    {
      const GhKernels *kernels = gh_kernels_nth (kind);
      if (kernels->is_there ())
        judge (kernels);
      else
        print_message ("SKIPPED: this processor has no %s\n", kernels->name);
    }
}

static void
counts_are_those_of_people_one_by_one (void **state)
{
  each_kind (judge_kernels);
}

static GhProgramme *plain[20];

static void
judge_plans (const GhKernels *kernels)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (99);
  gh_kernels_force (kernels);
  for (guint number = 0; number < G_N_ELEMENTS (plain); number++)
    {
      GhPlanOptions options = { .seed = number, .threads = 1 + (int)number % 2, .effort = 20000 };
      g_autoptr (GhModel) model = random_model (random);
      g_autoptr (GhProgramme) programme = gh_plan (model, &options);
      if (plain[number] == NULL)
        {
          plain[number] = g_steal_pointer (&programme);
          continue;
        }
      assert_int_equal (programme->cost, plain[number]->cost);
      assert_int_equal (programme->steps, plain[number]->steps);
      assert_memory_equal (programme->placements, plain[number]->placements,
                           (gsize)programme->n_sessions * sizeof (GhPlacement));
    }
  gh_kernels_force (NULL);
}

static void
programmes_are_the_same_with_every_kind (void **state)
{
  each_kind (judge_plans);
  for (guint number = 0; number < G_N_ELEMENTS (plain); number++)
    gh_programme_free (plain[number]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (counts_are_those_of_people_one_by_one),
    cmocka_unit_test (programmes_are_the_same_with_every_kind),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
