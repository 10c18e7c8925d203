#include "input/sheets/circles.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  int thing;
  guint n_tried; /* of what it leads to */
} Step;

typedef enum
{
  UNSEEN,
  ON_THE_WAY,
  DONE
} State;

typedef struct
{
  GArray *const *next;
  uint8_t *states;
  bool *told;
  GArray *way; /* Step: with its own stack, a long chain costs memory and not ours */
  GhTellCircle tell;
  gpointer data;
} Walk;

static void
enter (const Walk *walk, int thing)
{
  Step step = { thing, 0 };
  walk->states[thing] = ON_THE_WAY;
  g_array_append_val (walk->way, step);
}

/* The way leads back to THING, which is on it. */
static void
tell_circle (const Walk *walk, int thing)
{
  g_autoptr (GArray) circle = g_array_new (false, false, sizeof (int));
  guint first = walk->way->len;
  bool is_new = true;

  do
    {
      first--;
      is_new = is_new && !walk->told[g_array_index (walk->way, Step, first).thing];
    }
  while (g_array_index (walk->way, Step, first).thing != thing);
  if (!is_new)
    return;
  for (guint step = first; step < walk->way->len; step++)
    {
      int this = g_array_index (walk->way, Step, step).thing;
      walk->told[this] = true;
      g_array_append_val (circle, this);
    }
  g_array_append_val (circle, thing);
  walk->tell (circle, walk->data);
}

/* One step on, or one back. */
static void
go_on (const Walk *walk)
{
  Step *step = &g_array_index (walk->way, Step, walk->way->len - 1);
  const GArray *next = walk->next[step->thing];
  int thing;

  if (step->n_tried == next->len)
    {
      walk->states[step->thing] = DONE;
      g_array_set_size (walk->way, walk->way->len - 1);
      return;
    }
  thing = g_array_index (next, int, step->n_tried);
  step->n_tried++;
  if (walk->states[thing] == UNSEEN)
    enter (walk, thing);
  else if (walk->states[thing] == ON_THE_WAY)
    tell_circle (walk, thing);
}

void
gh_find_circles (int n, GArray *const *next, GhTellCircle tell, gpointer data)
{
  g_autofree uint8_t *states = g_new0 (uint8_t, n + 1);
  g_autofree bool *told = g_new0 (bool, n + 1);
  g_autoptr (GArray) way = g_array_new (false, false, sizeof (Step));
  Walk walk = { next, states, told, way, tell, data };

  for (int thing = 0; thing < n; thing++)
    {
      if (states[thing] == UNSEEN)
        enter (&walk, thing);
      while (way->len > 0)
        go_on (&walk);
    }
}
