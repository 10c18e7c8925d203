/* x86-64 with an instruction that counts the bits of a word (2008). */
#include "engine/board/kernels.h"

#include <string.h>

#define NAME popcnt
#include "engine/board/kernels/body.inc"

static inline bool
is_there (void)
{
  return __builtin_cpu_supports ("popcnt");
}

static inline void
count (Row *counts, const Row *row)
{
  for (int word = 0; word < GH_GROUP_WORDS; word++)
    (*counts)[word] = (uint64_t)__builtin_popcountll ((*row)[word]);
}
