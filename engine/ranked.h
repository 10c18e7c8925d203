/* Things by number, put in order by how much is said of them: the most first, then the lower
 * number.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int number;
  int weight;
} GhRanked;

static inline int
gh_ranked_compare (gconstpointer a, gconstpointer b)
{
  const GhRanked *left = a;
  const GhRanked *right = b;
  if (left->weight != right->weight)
    return left->weight > right->weight ? -1 : 1;
  return left->number < right->number ? -1 : left->number > right->number;
}
