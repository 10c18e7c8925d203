/* Any processor. */
#include "engine/board/kernels.h"

#include <string.h>

#define NAME plain
#include "engine/board/kernels/body.inc"

static inline bool
is_there (void)
{
  return true;
}

/* Bits summed in pairs, fours, eights, then all bytes by one product. */
static inline void
count (Row *counts, const Row *row)
{
  Row sums = *row - (*row >> 1 & UINT64_C (0x5555555555555555));
  sums = (sums & UINT64_C (0x3333333333333333)) + (sums >> 2 & UINT64_C (0x3333333333333333));
  sums = (sums + (sums >> 4)) & UINT64_C (0x0f0f0f0f0f0f0f0f);
  *counts = sums * UINT64_C (0x0101010101010101) >> 56;
}
