/* The functions of engine/board/kernels.h, for whatever processor the including file is compiled
 * for.  It defines, before:
 *
 *   NAME       the name of its table: plain
 *   is_there() this processor has what the file is compiled for
 *   count()    how many bits are set in each word of a Row
 *   IS_EMPTY (row), ADD_PRODUCTS (sums, counts, cost)   quicker ways; may be left out
 */

/* So many steps are quicker done than left out. */
#define FEW_STEPS 3

typedef uint64_t Row __attribute__ ((vector_size (GH_GROUP_WORDS * 8)));

static inline bool is_there (void);
static inline void count (Row *counts, const Row *row);

static inline int64_t
sum (const Row *row)
{
  int64_t all = 0;
  for (int word = 0; word < GH_GROUP_WORDS; word++)
    all += (int64_t)(*row)[word];
  return all;
}

/* Counts and costs are small: they may be multiplied as 32 bits by 32. */
static inline void
add_counts (Row *sums, const Row *row, int cost)
{
  Row counts;
  count (&counts, row);
#ifdef ADD_PRODUCTS
  ADD_PRODUCTS (sums, &counts, cost);
#else
  *sums += counts * (uint64_t)cost;
#endif
}

static inline bool
is_empty (const Row *row)
{
#ifdef IS_EMPTY
  return IS_EMPTY (row);
#else
  uint64_t any = 0;
  for (int word = 0; word < GH_GROUP_WORDS; word++)
    any |= (*row)[word];
  return any == 0;
#endif
}

/* Fills free steps that are too short to be a pause. */
static void
bridge (const Row *rows, const GhRunProgramme *programme, Row *filled)
{
  memcpy (filled, rows, (size_t)programme->n_steps * sizeof (Row));
  for (int entry = 0; entry < programme->n_bridges; entry++)
    {
      const GhBridge *this = &programme->bridges[entry];
      Row both = rows[this->first - 1] & rows[this->last + 1];
      for (int step = this->first; step <= this->last; step++)
        filled[step] |= both;
    }
}

static int64_t
runs (const uint64_t *words, const GhRunProgramme *programme, uint64_t *scratch)
{
  const Row *rows = (const Row *)words;
  const GhStepTerm *terms = programme->terms;
  Row costs = { 0 };

  if (programme->n_bridges > 0)
    {
      bridge (rows, programme, (Row *)scratch);
      rows = (const Row *)scratch;
    }
  for (int term = 0; term < programme->n_terms; term = terms[term].next)
    {
      int step = terms[term].first;
      Row all = rows[step];
      for (int longer = term; longer < terms[term].next; longer++)
        {
          /* A guess that fails costs as much as a few steps. */
          if (terms[longer].last - step > FEW_STEPS && is_empty (&all))
            break;
          while (step < terms[longer].last)
            all &= rows[++step];
          add_counts (&costs, &all, terms[longer].cost);
        }
    }
  return sum (&costs);
}

static int64_t
nights (const uint64_t *evening_words, const uint64_t *morning_words,
        const GhNightProgramme *programme, uint64_t *scratch)
{
  const Row *evening = (const Row *)evening_words;
  const Row *morning = (const Row *)morning_words;
  Row *until = (Row *)scratch; /* those who are busy in this step of the morning or before */
  Row late = { 0 };
  Row costs = { 0 };
  int step = programme->n_evening_steps;

  for (int early = 0; early < programme->n_mornings; early++)
    until[early] = early == 0 ? morning[0] : until[early - 1] | morning[early];
  for (int term = 0; term < programme->n_terms; term++)
    {
      while (step > programme->terms[term].first)
        late |= evening[--step];
      Row both = late & until[programme->terms[term].last];
      if (!is_empty (&both))
        add_counts (&costs, &both, programme->terms[term].cost);
    }
  return sum (&costs);
}

static int
in_one_row (const uint64_t *words, int n)
{
  const Row *rows = (const Row *)words;
  Row once = { 0 };
  Row more = { 0 };
  for (int row = 0; row < n; row++)
    {
      more |= once & rows[row];
      once |= rows[row];
    }
  once &= ~more;
  count (&more, &once);
  return (int)sum (&more);
}

static void
toggle (uint64_t *words, int n, const uint64_t *bits)
{
  Row *rows = (Row *)words;
  for (int row = 0; row < n; row++)
    rows[row] ^= *(const Row *)bits;
}

#define JOIN(a, b) a##b
#define TABLE(name) JOIN (gh_kernels_, name)
#define TEXT(name) #name
#define NAMED(name) TEXT (name)

extern const GhKernels TABLE (NAME);
const GhKernels TABLE (NAME) = {
  .name = NAMED (NAME),
  .is_there = is_there,
  .runs = runs,
  .nights = nights,
  .in_one_row = in_one_row,
  .toggle = toggle,
};
