#include "engine/board/kernels.h"

#include <glib.h>

extern const GhKernels gh_kernels_plain;
#ifdef GH_HAVE_POPCNT
extern const GhKernels gh_kernels_popcnt;
#endif
#ifdef GH_HAVE_AVX2
extern const GhKernels gh_kernels_avx2;
#endif
#ifdef GH_HAVE_AVX512
extern const GhKernels gh_kernels_avx512;
#endif

static const GhKernels *const all[] = {
  &gh_kernels_plain,
#ifdef GH_HAVE_POPCNT
  &gh_kernels_popcnt,
#endif
#ifdef GH_HAVE_AVX2
  &gh_kernels_avx2,
#endif
#ifdef GH_HAVE_AVX512
  &gh_kernels_avx512,
#endif
  NULL,
};

static const GhKernels *forced;

const GhKernels *
gh_kernels_nth (int i)
{
  return i >= 0 && i < (int)G_N_ELEMENTS (all) ? all[i] : NULL;
}

const GhKernels *
gh_kernels_get (void)
{
  const GhKernels *best = &gh_kernels_plain;
  if (forced != NULL)
    return forced;
  for (int i = 0; all[i] != NULL; i++)
    if (all[i]->is_there ())
      best = all[i];
  return best;
}

void
gh_kernels_force (const GhKernels *kernels)
{
  forced = kernels;
}
