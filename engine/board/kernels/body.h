/* The functions of engine/board/kernels.h, for whatever processor the including file is compiled
 * for.  It defines, before:
 *
 *   NAME       the name of its table: plain
 *   is_there() this processor has what the file is compiled for
 *   count()    the bits that are set in a Row
 *   IS_EMPTY   (may be left out) a quicker way to see that a Row has none
 */

typedef uint64_t Row __attribute__ ((vector_size (GH_GROUP_WORDS * 8)));

static inline bool is_there (void);
static inline int count (const Row *row);

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
  int64_t cost = 0;

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
          while (step < terms[longer].last)
            all &= rows[++step];
          if (is_empty (&all))
            break;
          cost += (int64_t)terms[longer].cost * count (&all);
        }
    }
  return cost;
}

static int64_t
nights (const uint64_t *evening_words, const uint64_t *morning_words,
        const GhNightProgramme *programme, uint64_t *scratch)
{
  const Row *evening = (const Row *)evening_words;
  const Row *morning = (const Row *)morning_words;
  Row *until = (Row *)scratch; /* those who are busy in this step of the morning or before */
  Row late = { 0 };
  int step = programme->n_evening_steps;
  int64_t cost = 0;

  for (int early = 0; early < programme->n_mornings; early++)
    until[early] = early == 0 ? morning[0] : until[early - 1] | morning[early];
  for (int term = 0; term < programme->n_terms; term++)
    {
      while (step > programme->terms[term].first)
        late |= evening[--step];
      Row both = late & until[programme->terms[term].last];
      if (!is_empty (&both))
        cost += (int64_t)programme->terms[term].cost * count (&both);
    }
  return cost;
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
  return count (&once);
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
