#include "engine/prove/formula-write.h"

/* The first start of a session, from number FROM on, that is not before MINUTE: what is looked for
 * grows, so each is passed once. */
static int
pass_before (const GhPart *part, int from, GhMinute minute)
{
  while (from < (int)part->starts->len && g_array_index (part->starts, GhMinute, from) < minute)
    from++;
  return from;
}

void
gh_write_apart (GhWriting *writing, int a, int b, GhMinute low, GhMinute high, bool on_day)
{
  const GhPart *part_a = &writing->parts[a];
  const GhPart *part_b = &writing->parts[b];
  guint beginning = writing->clause->len;
  int from = 0;
  int before = 0;

  for (int at = 0; at < (int)part_a->starts->len; at++)
    {
      GhMinute start = g_array_index (part_a->starts, GhMinute, at);
      GhMinute day = gh_day_of (start) * GH_DAY;
      GhMinute first = MAX (GH_BEGINNING, start + low + 1);
      GhMinute last = MIN (GH_END, start + high);
      from = pass_before (part_b, from, on_day ? MAX (day, first) : first);
      before = pass_before (part_b, before, on_day ? MIN (day + GH_DAY, last) : last);
      g_array_set_size (writing->clause, beginning);
      if (from >= before)
        continue;
      /* Order alone: whoever starts there or later pushes the other one. */
      if (low <= -GH_FAR && !on_day)
        gh_clause_put_outside (writing, part_a, at, (int)part_a->starts->len);
      else
        gh_clause_put_not_at (writing, part_a, at);
      gh_clause_put_outside (writing, part_b, from, before);
      gh_clause_end (writing);
    }
  g_array_set_size (writing->clause, beginning);
}

/* B's starts FROM .. BEFORE-1 in minutes are wrong while A starts at number AT. */
static void
write_wrong (GhWriting *writing, int a, int at, int b, GhMinute from, GhMinute before)
{
  guint beginning = writing->clause->len;
  int first = gh_part_start_from (&writing->parts[b], from);
  int end_of = gh_part_start_from (&writing->parts[b], before);
  if (first < end_of)
    {
      gh_clause_put_not_at (writing, &writing->parts[a], at);
      gh_clause_put_outside (writing, &writing->parts[b], first, end_of);
      gh_clause_end (writing);
    }
  g_array_set_size (writing->clause, beginning);
}

void
gh_write_days (GhWriting *writing, int a, int b, bool same)
{
  const GhPart *part = &writing->parts[a];
  for (int at = 0; at < (int)part->starts->len; at++)
    {
      GhMinute day = gh_day_of (g_array_index (part->starts, GhMinute, at)) * GH_DAY;
      if (!same)
        {
          write_wrong (writing, a, at, b, day, day + GH_DAY);
          continue;
        }
      write_wrong (writing, a, at, b, GH_BEGINNING, day);
      write_wrong (writing, a, at, b, day + GH_DAY, GH_END);
    }
}

/* On one day, and one starts at most so long after the other's end. */
static void
write_adjacent (GhWriting *writing, int a, int b, int minutes, bool on_day)
{
  const GhPart *part = &writing->parts[a];
  int own = writing->model->sessions[a].minutes;
  int other = writing->model->sessions[b].minutes;

  for (int at = 0; at < (int)part->starts->len; at++)
    {
      GhMinute start = g_array_index (part->starts, GhMinute, at);
      GhMinute day = gh_day_of (start) * GH_DAY;
      GhMinute before = MAX (day, start - other - minutes);
      GhMinute before_ends = MAX (day, MIN (day + GH_DAY, start - other + 1));
      GhMinute after = MIN (day + GH_DAY, start + own);
      GhMinute after_ends = MIN (day + GH_DAY, start + own + minutes + 1);
      write_wrong (writing, a, at, b, on_day ? day : GH_BEGINNING, before);
      write_wrong (writing, a, at, b, MAX (before, before_ends), after);
      write_wrong (writing, a, at, b, after_ends, on_day ? day + GH_DAY : GH_END);
    }
}

/* They are not held together for more than so many minutes. */
static void
write_overlap (GhWriting *writing, const GhPair *pair, int minutes)
{
  const GhSession *sessions = writing->model->sessions;
  gh_write_apart (writing, pair->a, pair->b, minutes - sessions[pair->b].minutes,
                  sessions[pair->a].minutes - minutes, pair->kind == GH_PAIR_OVERLAP_ON_DAY);
}

void
gh_write_pair_kind (GhWriting *writing, const GhPair *pair, int minutes)
{
  switch (pair->kind)
    {
    case GH_PAIR_APART:
    case GH_PAIR_APART_ON_DAY:
      gh_write_apart (writing, pair->a, pair->b, pair->low, pair->high,
                      pair->kind == GH_PAIR_APART_ON_DAY);
      break;
    case GH_PAIR_SAME_DAY:
    case GH_PAIR_DIFFERENT_DAY:
      gh_write_days (writing, pair->a, pair->b, pair->kind == GH_PAIR_SAME_DAY);
      break;
    case GH_PAIR_ADJACENT:
    case GH_PAIR_ADJACENT_ON_DAY:
      write_adjacent (writing, pair->a, pair->b, pair->high, pair->kind == GH_PAIR_ADJACENT_ON_DAY);
      break;
    case GH_PAIR_OVERLAP:
    case GH_PAIR_OVERLAP_ON_DAY:
      write_overlap (writing, pair, minutes);
    }
}

void
gh_write_pair (GhWriting *writing, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  const GhPair *pair = &g_array_index (writing->demands->pairs, GhPair, asked->number);

  gh_clause_begin (writing);
  gh_clause_put_unless_held (writing, pair->a);
  gh_clause_put_unless_held (writing, pair->b);
  gh_clause_put_unless (writing, entry);
  gh_write_pair_kind (writing, pair, 0);
}

int64_t
gh_writing_pair_key (const GhWriting *writing, int a, int b, int gap)
{
  return ((int64_t)MIN (a, b) * writing->model->n_sessions + MAX (a, b)) * (GH_FAR + 1) + gap;
}

/* Unless what the scratch clause says already, they have GAP minutes between them. */
static void
write_no_overlap (GhWriting *writing, int a, int b, int gap)
{
  gh_write_apart (writing, a, b, -(writing->model->sessions[b].minutes + gap),
                  writing->model->sessions[a].minutes + gap, false);
}

/* Two that have begun stay, whatever that breaks. */
static bool
have_begun (const GhWriting *writing, int a, int b)
{
  return gh_has_begun (writing->model, a) && gh_has_begun (writing->model, b);
}

static int
write_overlap_variable (GhWriting *writing, int a, int b, int gap)
{
  int before = writing->formula->n_clauses;
  int variable;

  if (have_begun (writing, a, b))
    return 0;
  variable = gh_writing_add_variables (writing, 1);
  gh_clause_begin (writing);
  gh_clause_put (writing, variable);
  write_no_overlap (writing, a, b, gap);
  return writing->formula->n_clauses > before ? variable : 0;
}

int
gh_writing_overlap (GhWriting *writing, int a, int b, int gap)
{
  int64_t key = gh_writing_pair_key (writing, a, b, gap);
  gpointer found;

  if (!g_hash_table_lookup_extended (writing->overlaps, &key, NULL, &found))
    {
      found = GINT_TO_POINTER (write_overlap_variable (writing, MIN (a, b), MAX (a, b), gap));
      g_hash_table_insert (writing->overlaps, g_memdup2 (&key, sizeof key), found);
    }
  return GPOINTER_TO_INT (found);
}

void
gh_writing_forbid_overlap (GhWriting *writing, int a, int b, int gap)
{
  int64_t key = gh_writing_pair_key (writing, a, b, gap);
  int variable;

  gh_clause_begin (writing);
  if (!g_hash_table_contains (writing->overlaps, &key))
    {
      if (!have_begun (writing, a, b))
        write_no_overlap (writing, MIN (a, b), MAX (a, b), gap);
      g_hash_table_insert (writing->overlaps, g_memdup2 (&key, sizeof key), NULL);
      return;
    }
  variable = gh_writing_overlap (writing, a, b, gap);
  if (variable == 0)
    return;
  gh_clause_put (writing, -variable);
  gh_clause_end (writing);
}
