#include "engine/search/heat.h"

#include <glib.h>
#include <string.h>

/* 2 to the power of -n/16, in 1/65536. */
static const int64_t sixteenths[16] = { 65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393,
                                        46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219 };

/* Of a hundred changes for the worse, so many are taken when it is hot. */
#define HOT_SHARE 50
/* So many tell whether it is. */
#define WORSE_TO_JUDGE 100
/* Of a hundred changes, so many are small; cold is an eighth of those. */
#define SMALL_SHARE 5
#define SMALL_TO_COLD 8
/* Beyond this, products of whole numbers would not fit. */
#define HOTTEST (INT64_C (1) << 41)
/* Shares of changes for the worse that were taken are told in these. */
#define SHARE_UNIT (INT64_C (1) << 24)
/* Where fewer are taken, hardly anything happens; where fewer than the second, nothing. */
#define FROZEN_SHARE (SHARE_UNIT / 1000)
#define DEAD_SHARE (SHARE_UNIT / 20000)
/* Of a hundred sessions more than this have moved between two looks, or in the long descent the
 * board costs more than so many hundredths of the way from cold boards to hot ones: it goes so much
 * quicker.  Where only the cost is like a hot board's, it is asked for so many times between two
 * looks. */
#define MOST_MOVED 90
#define MOST_COST 50
#define HURRY_WHILE_HOT 6
#define COSTS_A_LOOK 4
/* From there on so many sixteenths of a halving, or a third of the way if that is more, have all
 * but so many hundredths of the steps. */
#define SLOW_SIXTEENTHS 24
#define KEPT_FOR_COLD 20
/* And less than this, but in the last descent: so much. */
#define FEW_MOVED 10
#define HURRY_WHILE_COLD 2
/* Fewer than this, and a good board is polished without being lost. */
#define EDGE_MOVED 20
/* -log2 ((n + 1/2) / 4096) in 1/65536, bit by bit. */
static int
minus_log2 (int n)
{
  uint64_t value = (uint64_t)(2 * n + 1) << 31; /* of 2^44 */
  int whole = 44;
  int fraction = 0;

  while (value >= UINT64_C (1) << 32)
    {
      value >>= 1;
      whole--;
    }
  while (value < UINT64_C (1) << 31)
    {
      value <<= 1;
      whole++;
    }
  for (int bit = 0; bit < 16; bit++)
    {
      value = (value * value) >> 31;
      fraction <<= 1;
      if (value >= UINT64_C (1) << 32)
        {
          fraction |= 1;
          value >>= 1;
        }
    }
  return (whole - 31) * 65536 - fraction;
}

void
gh_heat_init (GhHeat *heat, int64_t usual_change)
{
  memset (heat, 0, sizeof *heat);
  heat->temperature = MIN (MAX (1, usual_change) * 256, HOTTEST);
  for (int n = 0; n < GH_HEAT_LOGS; n++)
    heat->logs[n] = minus_log2 (n);
}

void
gh_heat_count (GhHeat *heat, int64_t change, bool is_taken)
{
  if (is_taken && change != 0)
    heat->n_of_size[63 - __builtin_clzll ((uint64_t)(change < 0 ? -change : change))]++;
  if (change <= 0)
    return;
  heat->n_worse++;
  heat->n_worse_taken += is_taken;
}

/* ---- warming up -------------------------------------------------------------------------- */

void
gh_heat_judge (GhHeat *heat)
{
  int64_t share = 0;
  int64_t by;

  if (heat->n_worse < WORSE_TO_JUDGE)
    return;
  share = heat->n_worse_taken * 100 / heat->n_worse;
  /* In large steps while it is far off. */
  by = heat->temperature / (share < HOT_SHARE / 3 || share > 100 - HOT_SHARE / 2 ? 2 : 12);
  if (share > HOT_SHARE)
    heat->temperature -= by;
  else if (heat->temperature < HOTTEST)
    heat->temperature += by + 1;
  heat->n_worse = heat->n_worse_taken = 0;
}

/* ---- cooling ----------------------------------------------------------------------------- */

/* The size, as a power of two, of a change that is larger than few others. */
static int64_t
small_change (const GhHeat *heat)
{
  int64_t n = 0;
  int64_t smaller = 0;
  int size = 0;

  for (int bit = 0; bit < 63; bit++)
    n += heat->n_of_size[bit];
  while (size < 62 && (smaller + heat->n_of_size[size]) * 100 <= n * SMALL_SHARE)
    smaller += heat->n_of_size[size++];
  return n > 0 ? INT64_C (1) << size : 1;
}

/* log2 (a / b) in sixteenths; a at least b. */
static int
sixteenths_between (int64_t a, int64_t b)
{
  int n = 0;
  while (a / 2 >= b)
    {
      a /= 2;
      n += 16;
    }
  while (((a * sixteenths[1]) >> 16) >= b && (a * sixteenths[1]) >> 16 < a)
    {
      a = (a * sixteenths[1]) >> 16;
      n++;
    }
  return n;
}

/* Hot, so many sixteenths of a halving cooler. */
static int64_t
cooler (const GhHeat *heat, int64_t n)
{
  return MAX (1, ((heat->hot >> (n / 16)) * sixteenths[n % 16]) >> 16);
}

void
gh_heat_begin (GhHeat *heat)
{
  heat->hot = heat->temperature;
  heat->cold = CLAMP (small_change (heat) * 256 / SMALL_TO_COLD, 1, heat->hot);
  heat->n_sixteenths = sixteenths_between (heat->hot, heat->cold);
  heat->n_worse = heat->n_worse_taken = 0;
}

/* The first heat from which on less than a SHARE of the changes for the worse is taken. */
static int
heat_of_share (const GhHeat *heat, int64_t share)
{
  int bin = GH_HEAT_BINS;
  while (bin > 0 && heat->taken[bin - 1] * SHARE_UNIT <= heat->worse[bin - 1] * share)
    bin--;
  return bin;
}

/* So hot as it is at this place of the descent. */
static void
set_temperature (GhHeat *heat)
{
  heat->temperature =
      cooler (heat, heat->n_sixteenths * (heat->at >> 24) / (GH_HEAT_BINS * (GH_HEAT_UNIT >> 24)));
}

/* What boards have cost since that was last asked, if any were seen. */
static int64_t
take_cost (GhHeat *heat)
{
  if (heat->n_costs > 0)
    heat->cost = heat->cost_sum / heat->n_costs;
  heat->cost_sum = heat->n_costs = heat->cost_steps = 0;
  return heat->cost;
}

void
gh_heat_descend (GhHeat *heat, GhDescent descent, int64_t steps)
{
  int64_t coldest = GH_HEAT_BINS * GH_HEAT_UNIT;

  heat->descent = descent;
  heat->steps = heat->steps_left = steps;
  heat->hurries_by_cost = false;
  heat->until =
      descent == GH_DESCENT_LONG ? heat_of_share (heat, FROZEN_SHARE) * GH_HEAT_UNIT : coldest;
  heat->at = descent == GH_DESCENT_LAST ? heat->edge : 0;
  heat->edge = heat->until;
  heat->slow_until =
      descent == GH_DESCENT_LAST ? heat_of_share (heat, DEAD_SHARE) * GH_HEAT_UNIT : 0;
  heat->n_looks = 0;
  take_cost (heat);
  heat->pace = (heat->until - heat->at) / MAX (1, steps);
  set_temperature (heat);
}

/* The short descent tells what hot boards cost at its first look, and cold ones at its last. */
static void
learn_cost (GhHeat *heat, int64_t cost)
{
  if (heat->n_looks == 0)
    heat->cost_hot = cost;
  heat->cost_cold = cost;
}

/* In the long descent. */
static bool
costs_like_hot (const GhHeat *heat, int64_t cost)
{
  return cost - heat->cost_cold > (heat->cost_hot - heat->cost_cold) * MOST_COST / 100;
}

/* To be there after so many steps. */
static void
set_pace (GhHeat *heat, int64_t until, int64_t steps)
{
  heat->pace = (until - heat->at) / MAX (1, steps);
}

/* As the descent is to go on. */
static void
set_usual_pace (GhHeat *heat)
{
  int64_t slow_left = heat->steps_left - heat->steps / 100 * KEPT_FOR_COLD;
  if (heat->at < heat->slow_until && slow_left > 0)
    set_pace (heat, heat->slow_until, slow_left);
  else
    set_pace (heat, heat->until, heat->steps_left);
}

/* It is no longer hot. */
static void
begin_slow_part (GhHeat *heat)
{
  int64_t sixteenth = GH_HEAT_BINS * GH_HEAT_UNIT / MAX (1, heat->n_sixteenths);
  int64_t way = MAX (SLOW_SIXTEENTHS * sixteenth, (heat->until - heat->at) / 3);
  heat->slow_from = heat->at;
  heat->slow_until = MIN (heat->until, heat->at + way);
  heat->hurries_by_cost = false;
  set_usual_pace (heat);
}

void
gh_heat_look (GhHeat *heat, int64_t moved)
{
  int64_t cost = take_cost (heat);
  bool may_begin = heat->descent == GH_DESCENT_LONG && heat->slow_until == 0;

  if (heat->descent == GH_DESCENT_SHORT)
    learn_cost (heat, cost);
  /* At the first look the board may still come from a cold one. */
  heat->hurries_by_cost =
      may_begin && moved <= MOST_MOVED && (heat->n_looks == 0 || costs_like_hot (heat, cost));
  set_usual_pace (heat);
  if (heat->hurries_by_cost || (moved > MOST_MOVED && heat->slow_until == 0))
    heat->pace *= HURRY_WHILE_HOT;
  else if (may_begin)
    begin_slow_part (heat);
  else if (moved < FEW_MOVED && heat->descent != GH_DESCENT_LAST)
    heat->pace *= HURRY_WHILE_COLD;
  if (moved < EDGE_MOVED)
    heat->edge = MIN (heat->edge, heat->at);
  heat->n_looks++;
}

bool
gh_heat_is_slow (const GhHeat *heat)
{
  return heat->descent == GH_DESCENT_LONG && heat->at < heat->slow_until;
}

void
gh_heat_slow_again (GhHeat *heat)
{
  heat->at = heat->slow_from;
  heat->steps = heat->steps_left;
  set_usual_pace (heat);
  set_temperature (heat);
}

bool
gh_heat_cool (GhHeat *heat, int64_t steps, int64_t cost)
{
  int64_t bin = MIN (heat->at / GH_HEAT_UNIT, GH_HEAT_BINS - 1);

  heat->cost_sum += cost;
  heat->n_costs++;
  heat->cost_steps += steps;
  heat->worse[bin] += heat->n_worse;
  heat->taken[bin] += heat->n_worse_taken;
  heat->n_worse = heat->n_worse_taken = 0;
  heat->at = MIN (heat->until, heat->at + heat->pace * steps);
  heat->steps_left -= steps;
  set_temperature (heat);
  if (heat->hurries_by_cost && heat->cost_steps * GH_HEAT_LOOKS * COSTS_A_LOOK >= heat->steps
      && !costs_like_hot (heat, take_cost (heat)))
    begin_slow_part (heat);
  return heat->at < heat->until;
}
