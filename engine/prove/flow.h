/* Who asks for what there is too little of: the theorem of Hall (1935), by the largest flow. */
#pragma once

#include "engine/bits.h"

/* So many who ask, each for so much, of cells that each hold so much. */
typedef struct
{
  int n_askers, n_cells;
  int64_t *wants; /* by asker */
  int64_t *holds; /* by cell */
  GArray *links;  /* GhLink: which cells would do for an asker, in parts or whole */
} GhFlow;

typedef struct
{
  int asker, cell;
} GhLink;

GhFlow *gh_flow_new (int n_askers, int n_cells); /* nobody asks, nothing holds */
void gh_flow_free (GhFlow *flow);
static inline void
gh_flow_link (GhFlow *flow, int asker, int cell)
{
  GhLink link = { asker, cell };
  g_array_append_val (flow->links, link);
}

/* Askers who together want more than all cells that would do for any of them hold, or NULL: there
 * is enough for all.  The caller's. */
GhBits *gh_flow_too_many (const GhFlow *flow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFlow, gh_flow_free)
