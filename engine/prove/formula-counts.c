#include "engine/prove/formula-write.h"

#include "engine/past.h"

static void
write_never (GhWriting *writing, int literal, int entry)
{
  gh_clause_begin (writing);
  if (entry >= 0)
    gh_clause_put_unless (writing, entry);
  gh_clause_put (writing, -literal);
  gh_clause_end (writing);
}

/* A sequential counter (Sinz 2005), with weights (Hölldobler et al. 2012). */
void
gh_write_sum_at_most (GhWriting *writing, const GArray *literals, const GArray *weights, int most,
                      int entry)
{
  int n = (int)literals->len;
  int sum = 0;
  int counter;

  for (int at = 0; at < n; at++)
    sum += weights != NULL ? g_array_index (weights, int, at) : 1;
  if (sum <= most)
    return;
  for (int at = 0; most <= 0 && at < n; at++)
    write_never (writing, g_array_index (literals, int, at), entry);
  if (most <= 0)
    return;
  /* counter + at * most + k: of the first at+1, more than k is the sum. */
  counter = gh_writing_add_variables (writing, n * most);
  for (int at = 0; at < n; at++)
    {
      int literal = g_array_index (literals, int, at);
      int weight = weights != NULL ? g_array_index (weights, int, at) : 1;
      if (weight > most)
        write_never (writing, literal, entry);
      for (int k = 0; k < most && at > 0; k++)
        {
          gh_clause_begin (writing);
          gh_clause_put (writing, -(counter + (at - 1) * most + k));
          gh_clause_put (writing, counter + at * most + k);
          gh_clause_end (writing);
        }
      for (int k = 0; k <= most; k++)
        {
          if ((k >= weight && at == 0) || (k == most && weight > most))
            continue;
          gh_clause_begin (writing);
          if (k == most && entry >= 0)
            gh_clause_put_unless (writing, entry);
          gh_clause_put (writing, -literal);
          if (k >= weight)
            gh_clause_put (writing, -(counter + (at - 1) * most + k - weight));
          if (k < most)
            gh_clause_put (writing, counter + at * most + k);
          gh_clause_end (writing);
        }
    }
}

void
gh_write_at_most (GhWriting *writing, const GArray *literals, int most, int entry)
{
  gh_write_sum_at_most (writing, literals, NULL, most, entry);
}

int
gh_writing_starts_between (GhWriting *writing, int session, int entry, int from, int before)
{
  int variable;
  if (from >= before)
    return 0;
  variable = gh_writing_add_variables (writing, 1);
  gh_clause_begin (writing);
  gh_clause_put_unless_held (writing, session);
  if (entry >= 0)
    gh_clause_put_unless (writing, entry);
  gh_clause_put (writing, variable);
  gh_clause_put_outside (writing, &writing->parts[session], from, before);
  gh_clause_end (writing);
  return variable;
}

int
gh_writing_runs_at (GhWriting *writing, int session, int entry, GhMinute minute)
{
  const GhPart *part = &writing->parts[session];
  return gh_writing_starts_between (
      writing, session, entry,
      gh_part_start_from (part, minute - writing->model->sessions[session].minutes + 1),
      gh_part_start_from (part, minute + 1));
}

/* All starts of these sessions: a number of them that runs at once does so when the last begins. */
static GArray *
list_starts (const GhWriting *writing, const GArray *counted)
{
  GArray *starts = g_array_new (false, false, sizeof (GhMinute));
  for (guint at = 0; at < counted->len; at++)
    gh_minutes_merge (starts,
                      writing->parts[g_array_index (counted, GhCounted, at).session].starts);
  return starts;
}

void
gh_write_running (GhWriting *writing, const GArray *counted, int most, const GhTimes *during,
                  int entry)
{
  g_autoptr (GArray) starts = list_starts (writing, counted);
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));

  /* Where the limit begins to count, it counts what runs already. */
  for (int span = 0; during != NULL && span < during->n_spans; span++)
    g_array_append_val (starts, during->spans[span].start);
  for (guint at = 0; at < starts->len; at++)
    {
      GhMinute minute = g_array_index (starts, GhMinute, at);
      if (during != NULL && !gh_times_hold (during, minute, minute + 1))
        continue;
      int n_begun = 0;
      g_array_set_size (literals, 0);
      for (guint number = 0; number < counted->len; number++)
        {
          GhCounted this = g_array_index (counted, GhCounted, number);
          int variable = gh_writing_runs_at (writing, this.session, this.entry, minute);
          if (variable == 0)
            continue;
          g_array_append_val (literals, variable);
          n_begun += gh_has_begun (writing->model, this.session);
        }
      /* What has begun stays, but leaves no room for more. */
      gh_write_at_most (writing, literals, MAX (most, n_begun), entry);
    }
}

int
gh_writing_counts_on (GhWriting *writing, int session, const GhTimes *during, GhMinute from,
                      GhMinute before)
{
  const GhPart *part = &writing->parts[session];
  int variable = 0;
  for (int at = gh_part_start_from (part, from); at < gh_part_start_from (part, before); at++)
    {
      GhMinute start = g_array_index (part->starts, GhMinute, at);
      if (!gh_times_meet (during, start, start + 1))
        continue;
      if (variable == 0)
        variable = gh_writing_add_variables (writing, 1);
      gh_clause_begin (writing);
      gh_clause_put_unless_held (writing, session);
      gh_clause_put (writing, variable);
      gh_clause_put_not_at (writing, part, at);
      gh_clause_end (writing);
    }
  return variable;
}

void
gh_write_limit (GhWriting *writing, int entry)
{
  const GhAsked *asked = writing->this->asked->pdata[entry];
  const GhCapacity *limit =
      &g_array_index (writing->demands->capacities, GhCapacity, asked->number);
  g_autoptr (GArray) counted = g_array_new (false, false, sizeof (GhCounted));
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));
  int n_days = limit->per == GH_PER_DAY ? writing->model->conference.n_days : 1;

  for (guint at = 0; at < writing->sessions->len; at++)
    {
      GhCounted this = { g_array_index (writing->sessions, int, at), -1 };
      if (gh_bits_has (limit->of, this.session))
        g_array_append_val (counted, this);
    }
  if ((int)counted->len <= limit->most)
    return;
  if (limit->per == GH_PER_INSTANT)
    {
      gh_write_running (writing, counted, limit->most, limit->during, entry);
      return;
    }
  for (int day = 0; day < n_days; day++)
    {
      int n_begun = 0;
      g_array_set_size (literals, 0);
      for (guint at = 0; at < counted->len; at++)
        {
          int session = g_array_index (counted, GhCounted, at).session;
          int variable =
              limit->per == GH_PER_DAY
                  ? gh_writing_counts_on (writing, session, limit->during, day * GH_DAY,
                                          (day + 1) * GH_DAY)
                  : gh_writing_counts_on (writing, session, limit->during, GH_BEGINNING, GH_END);
          if (variable == 0)
            continue;
          g_array_append_val (literals, variable);
          n_begun += gh_has_begun (writing->model, session);
        }
      gh_write_at_most (writing, literals, MAX (limit->most, n_begun), entry);
    }
}
