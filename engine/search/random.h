/* The engine's own random numbers: the same on every machine.
 *
 * xoshiro256** by Blackman and Vigna, seeded through splitmix64 (both public domain; "Scrambled
 * linear pseudorandom number generators", 2021).
 */
#pragma once

#include <stdint.h>

typedef struct
{
  uint64_t state[4];
} GhRandom;

static inline void
gh_random_seed (GhRandom *random, uint64_t seed)
{
  for (int word = 0; word < 4; word++)
    {
      uint64_t mixed = (seed += UINT64_C (0x9e3779b97f4a7c15));
      mixed = (mixed ^ (mixed >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
      mixed = (mixed ^ (mixed >> 27)) * UINT64_C (0x94d049bb133111eb);
      random->state[word] = mixed ^ (mixed >> 31);
    }
}

static inline uint64_t
gh_random_next (GhRandom *random)
{
  uint64_t *state = random->state;
  uint64_t five = state[1] * 5;
  uint64_t result = ((five << 7) | (five >> 57)) * 9;
  uint64_t shifted = state[1] << 17;

  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = (state[3] << 45) | (state[3] >> 19);
  return result;
}

/* 0 .. n-1; n at least 1. */
static inline int
gh_random_below (GhRandom *random, int n)
{
  return (int)(((gh_random_next (random) >> 32) * (uint64_t)n) >> 32);
}
