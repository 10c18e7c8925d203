#include "engine/search/record.h"

#include <string.h>

static const GhMoveInfo kinds[GH_N_MOVE_KINDS] = {
  [GH_BY_START] = { "start", "to another start, alone or in exchange for one from there" },
  [GH_BY_SHORT_CHAIN] = { "short-chain", "up to four sessions between two starts" },
  [GH_BY_LONG_CHAIN] = { "long-chain", "any number of sessions between two starts" },
  [GH_BY_PLACE] = { "place", "to another start and room" },
  [GH_BY_ROOMS] = { "rooms", "two sessions exchange rooms" },
  [GH_BY_PUSHING_IN] = { "push-in", "into the place of one or two others, who go elsewhere" },
  [GH_BY_BRINGING_IN] = { "bring-in", "a session without a place gets one" },
  [GH_BY_LEAVING_OUT] = { "leave-out", "an optional session loses its place" },
};

const GhMoveInfo *
gh_move_info (GhMoveKind kind)
{
  return &kinds[kind];
}

int
gh_move_find (const char *name)
{
  for (int kind = 0; kind < GH_N_MOVE_KINDS; kind++)
    if (strcmp (kinds[kind].name, name) == 0)
      return kind;
  return -1;
}

GhSearched *
gh_searched_new (void)
{
  GhSearched *searched = g_new0 (GhSearched, 1);
  searched->curve = g_array_new (false, false, sizeof (GhProgress));
  return searched;
}

void
gh_searched_free (GhSearched *searched)
{
  if (searched == NULL)
    return;
  g_array_unref (searched->curve);
  g_free (searched);
}

void
gh_record_init (GhRecord *record)
{
  memset (record, 0, sizeof *record);
  record->curve = g_array_sized_new (false, false, sizeof (GhProgress), GH_MOST_POINTS + 1);
  record->kind = GH_BY_NO_MOVE;
}

void
gh_record_clear (GhRecord *record)
{
  g_array_unref (record->curve);
}

/* ---- the curve --------------------------------------------------------------------------- */

static GhProgress *
point (const GArray *curve, guint number)
{
  return &g_array_index (curve, GhProgress, number);
}

/* At the end of the curve, or in place of its last point where that is as good as here. */
static void
add_point (GArray *curve, int shift, GhProgress reached)
{
  guint last = curve->len - 1;
  if (curve->len > 1 && point (curve, last)->steps >> shift == reached.steps >> shift)
    *point (curve, last) = reached;
  else
    g_array_append_val (curve, reached);
}

static void
add_and_thin (GArray *curve, int *shift, GhProgress reached)
{
  add_point (curve, *shift, reached);
  while (curve->len > GH_MOST_POINTS)
    {
      guint n = curve->len;
      (*shift)++;
      g_array_set_size (curve, 1);
      for (guint number = 1; number < n; number++)
        add_point (curve, *shift, *point (curve, number));
    }
}

static bool
is_better (const GhProgress *a, const GhProgress *b)
{
  return a->unplaced < b->unplaced || (a->unplaced == b->unplaced && a->cost < b->cost);
}

static void
credit (GhMoveCount *count, const GhProgress *before, const GhProgress *reached)
{
  count->better++;
  if (reached->unplaced < before->unplaced)
    count->placed += before->unplaced - reached->unplaced;
  else
    count->saved += before->cost - reached->cost;
}

void
gh_record_better (GhRecord *record, GhProgress reached)
{
  if (record->kind != GH_BY_NO_MOVE)
    credit (&record->moves[record->kind], point (record->curve, record->curve->len - 1), &reached);
  add_and_thin (record->curve, &record->shift, reached);
}

/* ---- several searches -------------------------------------------------------------------- */

/* The search whose next point is the earliest; -1: none has one left. */
static int
next_record (const GhRecord *const *records, int n, const guint *at)
{
  int next = -1;
  for (int number = 0; number < n; number++)
    if (at[number] < records[number]->curve->len
        && (next < 0
            || point (records[number]->curve, at[number])->steps
                   < point (records[next]->curve, at[next])->steps))
      next = number;
  return next;
}

GhSearched *
gh_record_sum (const GhRecord *const *records, int n)
{
  GhSearched *searched = gh_searched_new ();
  g_autofree guint *at = g_new0 (guint, n);
  int shift = 0;

  for (int next = next_record (records, n, at); next >= 0; next = next_record (records, n, at))
    {
      const GhProgress *reached = point (records[next]->curve, at[next]++);
      GArray *curve = searched->curve;
      if (curve->len == 0 || is_better (reached, point (curve, curve->len - 1)))
        add_and_thin (curve, &shift, *reached);
    }
  for (int number = 0; number < n; number++)
    for (int kind = 0; kind < GH_N_MOVE_KINDS; kind++)
      {
        const GhMoveCount *count = &records[number]->moves[kind];
        searched->moves[kind].tried += count->tried;
        searched->moves[kind].taken += count->taken;
        searched->moves[kind].better += count->better;
        searched->moves[kind].placed += count->placed;
        searched->moves[kind].saved += count->saved;
      }
  return searched;
}
