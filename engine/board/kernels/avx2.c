/* x86-64 with rows in two registers (2013). */
#include "engine/board/kernels.h"

#include <string.h>

#define NAME avx2
#include "engine/board/kernels/body.h"

static inline bool
is_there (void)
{
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("popcnt");
}

static inline int
count (const Row *row)
{
  int all = 0;
  for (int word = 0; word < GH_GROUP_WORDS; word++)
    all += __builtin_popcountll ((*row)[word]);
  return all;
}
