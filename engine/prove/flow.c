#include "engine/prove/flow.h"

#include <string.h>

/* Dinic 1970, on the graph source - askers - cells - sink. */
typedef struct
{
  int to;
  int64_t left;
} Arc; /* arc n and arc n ^ 1 are each other's return */

typedef struct
{
  GArray *arcs; /* Arc */
  int n_nodes;
  int *first; /* by node: into order */
  int *order; /* arcs by node */
  int *level, *next, *queue;
} Graph;

enum
{
  SOURCE,
  SINK,
  FIRST_ASKER,
};

GhFlow *
gh_flow_new (int n_askers, int n_cells)
{
  GhFlow *flow = g_new0 (GhFlow, 1);
  flow->n_askers = n_askers;
  flow->n_cells = n_cells;
  flow->wants = g_new0 (int64_t, n_askers + 1);
  flow->holds = g_new0 (int64_t, n_cells + 1);
  flow->links = g_array_new (false, false, sizeof (GhLink));
  return flow;
}

void
gh_flow_free (GhFlow *flow)
{
  if (flow == NULL)
    return;
  g_free (flow->wants);
  g_free (flow->holds);
  g_array_unref (flow->links);
  g_free (flow);
}

static void
add_arc (Graph *graph, int from, int to, int64_t most)
{
  Arc there = { to, most };
  Arc back = { from, 0 };
  g_array_append_val (graph->arcs, there);
  g_array_append_val (graph->arcs, back);
}

/* Lists each node's arcs. */
static void
sort_arcs (Graph *graph)
{
  int n_arcs = (int)graph->arcs->len;
  graph->first = g_new0 (int, graph->n_nodes + 1);
  graph->order = g_new (int, n_arcs + 1);
  graph->level = g_new (int, graph->n_nodes);
  graph->next = g_new (int, graph->n_nodes);
  graph->queue = g_new (int, graph->n_nodes);
  for (int arc = 0; arc < n_arcs; arc++)
    graph->first[g_array_index (graph->arcs, Arc, arc ^ 1).to + 1]++;
  for (int node = 0; node < graph->n_nodes; node++)
    graph->first[node + 1] += graph->first[node];
  memcpy (graph->next, graph->first, (gsize)graph->n_nodes * sizeof (int));
  for (int arc = 0; arc < n_arcs; arc++)
    graph->order[graph->next[g_array_index (graph->arcs, Arc, arc ^ 1).to]++] = arc;
}

/* Levels from the source; false: the sink is not reached. */
static bool
find_levels (Graph *graph)
{
  int n = 0;
  for (int node = 0; node < graph->n_nodes; node++)
    graph->level[node] = -1;
  graph->level[SOURCE] = 0;
  graph->queue[n++] = SOURCE;
  for (int at = 0; at < n; at++)
    {
      int node = graph->queue[at];
      for (int entry = graph->first[node]; entry < graph->first[node + 1]; entry++)
        {
          const Arc *arc = &g_array_index (graph->arcs, Arc, graph->order[entry]);
          if (arc->left > 0 && graph->level[arc->to] < 0)
            {
              graph->level[arc->to] = graph->level[node] + 1;
              graph->queue[n++] = arc->to;
            }
        }
    }
  return graph->level[SINK] >= 0;
}

/* Paths are no longer than twice the cells that one asker could push another out of. */
static int64_t
push (Graph *graph, int node, int64_t most)
{
  if (node == SINK)
    return most;
  for (; graph->next[node] < graph->first[node + 1]; graph->next[node]++)
    {
      int number = graph->order[graph->next[node]];
      Arc *arc = &g_array_index (graph->arcs, Arc, number);
      int64_t pushed;
      if (arc->left == 0 || graph->level[arc->to] != graph->level[node] + 1)
        continue;
      pushed = push (graph, arc->to, MIN (most, arc->left));
      if (pushed > 0)
        {
          g_array_index (graph->arcs, Arc, number).left -= pushed;
          g_array_index (graph->arcs, Arc, number ^ 1).left += pushed;
          return pushed;
        }
    }
  return 0;
}

static int64_t
fill (Graph *graph)
{
  int64_t all = 0;
  while (find_levels (graph))
    {
      int64_t pushed;
      memcpy (graph->next, graph->first, (gsize)graph->n_nodes * sizeof (int));
      while ((pushed = push (graph, SOURCE, INT64_MAX)) > 0)
        all += pushed;
    }
  return all;
}

GhBits *
gh_flow_too_many (const GhFlow *flow)
{
  Graph graph = { .arcs = g_array_new (false, false, sizeof (Arc)),
                  .n_nodes = FIRST_ASKER + flow->n_askers + flow->n_cells };
  GhBits *too_many = NULL;
  int64_t wanted = 0;

  for (int asker = 0; asker < flow->n_askers; asker++)
    {
      add_arc (&graph, SOURCE, FIRST_ASKER + asker, flow->wants[asker]);
      wanted += flow->wants[asker];
    }
  for (int cell = 0; cell < flow->n_cells; cell++)
    add_arc (&graph, FIRST_ASKER + flow->n_askers + cell, SINK, flow->holds[cell]);
  for (guint at = 0; at < flow->links->len; at++)
    {
      const GhLink *link = &g_array_index (flow->links, GhLink, at);
      add_arc (&graph, FIRST_ASKER + link->asker, FIRST_ASKER + flow->n_askers + link->cell,
               flow->wants[link->asker]);
    }
  sort_arcs (&graph);
  if (fill (&graph) < wanted)
    {
      /* What the source still reaches is one side of a smallest cut. */
      too_many = gh_bits_new (flow->n_askers);
      for (int asker = 0; asker < flow->n_askers; asker++)
        if (graph.level[FIRST_ASKER + asker] >= 0)
          gh_bits_add (too_many, asker);
    }
  g_array_unref (graph.arcs);
  g_free (graph.first);
  g_free (graph.order);
  g_free (graph.level);
  g_free (graph.next);
  g_free (graph.queue);
  return too_many;
}
