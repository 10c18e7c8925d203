#include "engine/prove/instants.h"

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const GhSpan *left = a;
  const GhSpan *right = b;
  if (left->end != right->end)
    return left->end < right->end ? -1 : 1;
  return left->start < right->start ? -1 : left->start > right->start;
}

GArray *
gh_instants_choose (GArray *runs)
{
  GArray *instants = g_array_new (false, false, sizeof (GhMinute));

  g_array_sort (runs, compare_ends);
  for (guint at = 0; at < runs->len; at++)
    {
      const GhSpan *run = &g_array_index (runs, GhSpan, at);
      GhMinute last = run->end - 1;
      if (instants->len == 0 || g_array_index (instants, GhMinute, instants->len - 1) < run->start)
        g_array_append_val (instants, last);
    }
  return instants;
}
