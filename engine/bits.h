/* Sets of numbered things (sessions, persons, rooms), one bit each.
 *
 * A set knows its size; bits past the size are always zero, so that words can be compared and
 * counted whole.
 *
 *   GhBits *chaired = gh_bits_new (model->n_sessions);
 *   gh_bits_add (chaired, keynote);
 *   GH_BITS_EACH (chaired, session)
 *     ...
 *   gh_bits_free (chaired);
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  int size;
  int n_words;
  uint64_t words[];
} GhBits;

static inline GhBits *
gh_bits_new (int size)
{
  int n_words = (size + 63) / 64;
  GhBits *bits = g_malloc0 (sizeof (GhBits) + (size_t)n_words * sizeof (uint64_t));
  bits->size = size;
  bits->n_words = n_words;
  return bits;
}

static inline GhBits *
gh_bits_copy (const GhBits *bits)
{
  return g_memdup2 (bits, sizeof (GhBits) + (size_t)bits->n_words * sizeof (uint64_t));
}

static inline void
gh_bits_free (GhBits *bits)
{
  g_free (bits);
}

static inline void
gh_bits_add (GhBits *bits, int member)
{
  bits->words[member >> 6] |= UINT64_C (1) << (member & 63);
}

static inline bool
gh_bits_has (const GhBits *bits, int member)
{
  return bits->words[member >> 6] >> (member & 63) & 1;
}

static inline int
gh_bits_count (const GhBits *bits)
{
  int count = 0;
  for (int word = 0; word < bits->n_words; word++)
    count += __builtin_popcountll (bits->words[word]);
  return count;
}

/* The first member at or after FROM, or -1. */
static inline int
gh_bits_next (const GhBits *bits, int from)
{
  for (int word = from >> 6; word < bits->n_words; word++)
    {
      uint64_t rest = bits->words[word];
      if (word == from >> 6)
        rest &= ~UINT64_C (0) << (from & 63);
      if (rest != 0)
        return word * 64 + __builtin_ctzll (rest);
    }
  return -1;
}

#define GH_BITS_EACH(bits, member)                                                                 \
  for (int member = gh_bits_next ((bits), 0); member >= 0;                                         \
       member = gh_bits_next ((bits), member + 1))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBits, gh_bits_free)
