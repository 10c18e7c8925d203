#include "engine/search/heat.h"

#include <glib.h>
#include <string.h>

/* 2 to the power of -n/16, in 1/65536. */
static const int64_t sixteenths[16] = { 65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393,
                                        46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219 };

/* Of a hundred changes for the worse, so many are taken when it is hot. */
#define HOT_SHARE 35
/* So many tell whether it is. */
#define WORSE_TO_JUDGE 100
/* Between hot and warm lies a factor; the share of changes for the worse falls to a hundredth. */
#define HOT_TO_WARM 14
/* Of a hundred changes, so many are small; cold is an eighth of those. */
#define SMALL_SHARE 5
#define SMALL_TO_COLD 8
/* A halving of the heat takes so much of the time, above warm and below. */
#define SLOW 5
#define FAST 2

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
  heat->temperature = MAX (1, usual_change) * 256;
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
  else if (heat->temperature < INT64_C (1) << 44)
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

void
gh_heat_begin (GhHeat *heat)
{
  heat->hot = heat->temperature;
  heat->warm = MAX (1, heat->hot / HOT_TO_WARM);
  heat->cold = CLAMP (small_change (heat) * 256 / SMALL_TO_COLD, 1, heat->warm);
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

/* Between two heats, evenly by their logarithms. */
static int64_t
between (int64_t from, int64_t to, int64_t done, int64_t all)
{
  int64_t n = sixteenths_between (from, to) * done / MAX (1, all);
  return MAX (1, ((from >> (n / 16)) * sixteenths[n % 16]) >> 16);
}

void
gh_heat_cool (GhHeat *heat, int64_t done, int64_t all)
{
  int slow = SLOW * sixteenths_between (heat->hot, heat->warm);
  int fast = FAST * sixteenths_between (heat->warm, heat->cold);
  int64_t first = slow + fast > 0 ? all / (slow + fast) * slow : 0;

  done = MIN (done, all);
  heat->temperature = done < first ? between (heat->hot, heat->warm, done, first)
                                   : between (heat->warm, heat->cold, done - first, all - first);
}
