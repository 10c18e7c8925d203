/* x86-64 with an instruction that counts the bits of a word (2008). */
#include "engine/board/kernels.h"

#include <string.h>

#define NAME popcnt
#define COUNT_WORD __builtin_popcountll
#include "engine/board/kernels/body.inc"

static inline bool
is_there (void)
{
  return __builtin_cpu_supports ("popcnt");
}
