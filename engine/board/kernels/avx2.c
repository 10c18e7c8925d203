/* x86-64 with rows in two registers (2013). */
#include "engine/board/kernels.h"

#include <string.h>

#define NAME avx2
#define COUNT_WORD __builtin_popcountll
#include "engine/board/kernels/body.inc"

static inline bool
is_there (void)
{
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("popcnt");
}
