/* x86-64 with rows in one register, whose words are counted at once (2019). */
#include "engine/board/kernels.h"

#include <immintrin.h>
#include <string.h>

#define NAME avx512
#define SUM(row) _mm512_reduce_add_epi64 ((__m512i) * (row))
#define IS_EMPTY(row) (_mm512_test_epi64_mask ((__m512i) * (row), (__m512i) * (row)) == 0)
#define ADD_PRODUCTS(sums, counts, cost)                                                           \
  (*(sums) += (Row)_mm512_mul_epu32 ((__m512i) * (counts), _mm512_set1_epi64 (cost)))
#include "engine/board/kernels/body.inc"

static inline bool
is_there (void)
{
  return __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512vpopcntdq");
}

static inline void
count (Row *counts, const Row *row)
{
  *counts = (Row)_mm512_popcnt_epi64 ((__m512i)*row);
}
