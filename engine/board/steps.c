#include "engine/board/steps.h"

#include <stdlib.h>
#include <string.h>

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  GhMinute left = *(const GhMinute *)a;
  GhMinute right = *(const GhMinute *)b;
  return left < right ? -1 : left > right;
}

GhSteps
gh_steps_new (GArray *cuts)
{
  GhSteps steps = { 0, NULL };
  guint kept = 0;

  g_array_sort (cuts, compare_minutes);
  for (guint cut = 0; cut < cuts->len; cut++)
    if (kept == 0
        || g_array_index (cuts, GhMinute, kept - 1) != g_array_index (cuts, GhMinute, cut))
      g_array_index (cuts, GhMinute, kept++) = g_array_index (cuts, GhMinute, cut);
  g_array_set_size (cuts, kept);
  steps.n = MAX (0, (int)kept - 1);
  steps.bounds = g_new0 (GhMinute, kept + 1);
  if (kept > 0)
    memcpy (steps.bounds, cuts->data, kept * sizeof (GhMinute));
  return steps;
}

void
gh_steps_clear (GhSteps *steps)
{
  g_free (steps->bounds);
}

int
gh_steps_at (const GhSteps *steps, GhMinute minute)
{
  const GhMinute *found =
      bsearch (&minute, steps->bounds, (size_t)steps->n + 1, sizeof (GhMinute), compare_minutes);
  g_assert (found != NULL);
  return (int)(found - steps->bounds);
}
