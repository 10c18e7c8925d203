/* x86-64 with rows in two registers (2013). */
#include "engine/board/kernels.h"

#include <string.h>

#define NAME avx2
#include "engine/board/kernels/body.inc"

static inline bool
is_there (void)
{
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("popcnt");
}

static inline void
count (Row *counts, const Row *row)
{
  for (int word = 0; word < GH_GROUP_WORDS; word++)
    (*counts)[word] = (uint64_t)__builtin_popcountll ((*row)[word]);
}
