#include "engine/times.h"

GhTimes *
gh_times_new (void)
{
  return g_new0 (GhTimes, 1);
}

GhTimes *
gh_times_new_always (void)
{
  GhTimes *times = gh_times_new ();
  gh_times_add (times, GH_BEGINNING, GH_END);
  return times;
}

void
gh_times_free (GhTimes *times)
{
  if (times == NULL)
    return;
  g_free (times->spans);
  g_free (times);
}

/* The first span that ends at or after MINUTE. */
static int
first_ending_from (const GhTimes *times, GhMinute minute)
{
  int low = 0;
  int high = times->n_spans;
  while (low < high)
    {
      int middle = (low + high) / 2;
      if (times->spans[middle].end < minute)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Puts N_NEW spans in place of those from FIRST up to LAST. */
static void
replace_spans (GhTimes *times, int first, int last, const GhSpan *new_spans, int n_new)
{
  int n_after = times->n_spans - last;
  int n_spans = first + n_new + n_after;
  GhSpan *spans = g_new (GhSpan, n_spans > 0 ? n_spans : 1);

  for (int span = 0; span < first; span++)
    spans[span] = times->spans[span];
  for (int span = 0; span < n_new; span++)
    spans[first + span] = new_spans[span];
  for (int span = 0; span < n_after; span++)
    spans[first + n_new + span] = times->spans[last + span];
  g_free (times->spans);
  times->spans = spans;
  times->n_spans = n_spans;
}

void
gh_times_add (GhTimes *times, GhMinute start, GhMinute end)
{
  if (start >= end)
    return;
  int first = first_ending_from (times, start);
  int last = first;
  GhSpan joined = { start, end };

  while (last < times->n_spans && times->spans[last].start <= end)
    {
      joined.start = MIN (joined.start, times->spans[last].start);
      joined.end = MAX (joined.end, times->spans[last].end);
      last++;
    }
  replace_spans (times, first, last, &joined, 1);
}

void
gh_times_subtract (GhTimes *times, GhMinute start, GhMinute end)
{
  if (start >= end)
    return;
  int first = first_ending_from (times, start + 1);
  int last = first;
  GhSpan rest[2];
  int n_rest = 0;

  while (last < times->n_spans && times->spans[last].start < end)
    last++;
  if (first == last)
    return;
  if (times->spans[first].start < start)
    rest[n_rest++] = (GhSpan){ times->spans[first].start, start };
  if (times->spans[last - 1].end > end)
    rest[n_rest++] = (GhSpan){ end, times->spans[last - 1].end };
  replace_spans (times, first, last, rest, n_rest);
}

bool
gh_times_hold (const GhTimes *times, GhMinute start, GhMinute end)
{
  int span = first_ending_from (times, end);
  return span < times->n_spans && times->spans[span].start <= start;
}

bool
gh_times_meet (const GhTimes *times, GhMinute start, GhMinute end)
{
  int span = first_ending_from (times, start + 1);
  return start < end && span < times->n_spans && times->spans[span].start < end;
}

bool
gh_times_is_always (const GhTimes *times)
{
  return times->n_spans == 1 && times->spans[0].start <= GH_BEGINNING
         && times->spans[0].end >= GH_END;
}

/* ---- lists of minutes -------------------------------------------------------------------- */

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  GhMinute left = *(const GhMinute *)a;
  GhMinute right = *(const GhMinute *)b;
  return left < right ? -1 : left > right;
}

void
gh_minutes_tidy (GArray *minutes)
{
  guint kept = 0;
  g_array_sort (minutes, compare_minutes);
  for (guint at = 0; at < minutes->len; at++)
    if (kept == 0
        || g_array_index (minutes, GhMinute, kept - 1) != g_array_index (minutes, GhMinute, at))
      g_array_index (minutes, GhMinute, kept++) = g_array_index (minutes, GhMinute, at);
  g_array_set_size (minutes, kept);
}

guint
gh_minutes_from (const GArray *minutes, GhMinute minute)
{
  guint low = 0;
  guint high = minutes->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (minutes, GhMinute, middle) < minute)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
