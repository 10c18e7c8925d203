#include "engine/search/hold.h"

#include <string.h>

/* Costs are compared as parts of what they were on a hot board, in these. */
#define PART_UNIT (1 << 16)
/* A day is settled that costs at most so many hundredths of what it did on the hot board, and at
 * most so many of what the others do in the middle. */
#define SETTLED_BY_ITSELF 5
#define SETTLED_BESIDE_OTHERS 20
/* A board that costs at most so many hundredths of a hot one has its shape. */
#define SHAPED_SHARE 12

GhHold *
gh_hold_new (const GhBoard *board)
{
  GhHold *hold = g_new0 (GhHold, 1);
  hold->board = board;
  hold->n_days = gh_people_n_days (board->people);
  hold->hot = g_new0 (int64_t, hold->n_days);
  hold->cost = g_new0 (int64_t, hold->n_days);
  hold->is_day_held = g_new0 (bool, hold->n_days);
  hold->is_held = g_new0 (bool, board->model->n_sessions);
  return hold;
}

void
gh_hold_free (GhHold *hold)
{
  if (hold == NULL)
    return;
  g_free (hold->hot);
  g_free (hold->cost);
  g_free (hold->is_day_held);
  g_free (hold->is_held);
  g_free (hold);
}

/* The day of a session; -1: it has no place. */
static int
day_of (const GhHold *hold, int session)
{
  return gh_people_day_of (hold->board->people, session, hold->board->option[session]);
}

/* What each day costs: its people, and the starts of its sessions. */
static void
count_days (const GhHold *hold, int64_t *cost)
{
  const GhBoard *board = hold->board;
  for (int day = 0; day < hold->n_days; day++)
    cost[day] = gh_people_day_cost (board->people, day);
  for (int session = 0; session < board->model->n_sessions; session++)
    if (day_of (hold, session) >= 0)
      cost[day_of (hold, session)] +=
          board->demands->domains[session].options[board->option[session]].cost;
}

void
gh_hold_see_hot (GhHold *hold)
{
  count_days (hold, hold->hot);
  hold->hot_cost = hold->board->cost;
}

bool
gh_hold_is_idle (const GhHold *hold)
{
  int64_t days = 0;
  for (int day = 0; day < hold->n_days; day++)
    days += hold->hot[day];
  return days <= hold->hot_cost / 2 || hold->board->cost <= hold->hot_cost / 100 * SHAPED_SHARE;
}

static int64_t
part_of_hot (int64_t cost, int64_t hot)
{
  return cost * PART_UNIT / MAX (1, hot);
}

/* Of the days that are not held, the one that costs least beside the others, if it is settled; -1:
 * none. */
static int
most_settled (const GhHold *hold)
{
  int64_t all = 0, all_hot = 0;
  int64_t least = SETTLED_BESIDE_OTHERS;
  int found = -1;

  for (int day = 0; day < hold->n_days; day++)
    if (!hold->is_day_held[day])
      {
        all += hold->cost[day];
        all_hot += hold->hot[day];
      }
  for (int day = 0; day < hold->n_days; day++)
    {
      int64_t part = part_of_hot (hold->cost[day], hold->hot[day]);
      int64_t others = part_of_hot (all - hold->cost[day], all_hot - hold->hot[day]);
      if (hold->is_day_held[day] || hold->hot[day] == 0 || others == 0
          || part > PART_UNIT / 100 * SETTLED_BY_ITSELF || part * 100 / others > least)
        continue;
      least = part * 100 / others;
      found = day;
    }
  return found;
}

bool
gh_hold_day (GhHold *hold)
{
  int found;

  count_days (hold, hold->cost);
  found = most_settled (hold);
  if (found < 0)
    return false;
  hold->is_day_held[found] = true;
  hold->n_days_held++;
  for (int session = 0; session < hold->board->model->n_sessions; session++)
    hold->is_held[session] |= day_of (hold, session) == found;
  return true;
}

void
gh_hold_nobody (GhHold *hold)
{
  hold->n_days_held = 0;
  memset (hold->is_day_held, 0, (gsize)hold->n_days * sizeof (bool));
  memset (hold->is_held, 0, (gsize)hold->board->model->n_sessions * sizeof (bool));
}

void
gh_hold_copy (GhHold *hold, const GhHold *other)
{
  hold->n_days_held = other->n_days_held;
  memcpy (hold->is_day_held, other->is_day_held, (gsize)hold->n_days * sizeof (bool));
  memcpy (hold->is_held, other->is_held, (gsize)hold->board->model->n_sessions * sizeof (bool));
}
