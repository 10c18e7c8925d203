/* Things that lead to each other in a circle: sessions after each other, parts of rooms, parents of
 * groups.
 *
 * Things are numbered from zero; NEXT[thing] holds the things (int) that it leads to.  TELL gets
 * each circle as numbers, the first again at the end.  A thing is told of once: of two circles
 * through it only one is told.
 */
#pragma once

#include <glib.h>

typedef void (*GhTellCircle) (const GArray *circle, gpointer data);

void gh_find_circles (int n, GArray *const *next, GhTellCircle tell, gpointer data);
