#include "engine/prove/formula-write.h"

/* ---- clauses ----------------------------------------------------------------------------- */

int
gh_writing_add_variables (GhWriting *writing, int n)
{
  int first = writing->formula->n_variables + 1;
  writing->formula->n_variables += n;
  return first;
}

void
gh_clause_begin (GhWriting *writing)
{
  g_array_set_size (writing->clause, 0);
}

void
gh_clause_put (GhWriting *writing, int literal)
{
  g_array_append_val (writing->clause, literal);
}

void
gh_clause_end (GhWriting *writing)
{
  int zero = 0;
  gh_clause_put (writing, zero);
  g_array_append_vals (writing->formula->literals, writing->clause->data, writing->clause->len);
  writing->formula->n_clauses++;
}

void
gh_clause_write (GhWriting *writing, int a, int b, int c)
{
  gh_clause_begin (writing);
  gh_clause_put (writing, a);
  gh_clause_put (writing, b);
  if (c != 0)
    gh_clause_put (writing, c);
  gh_clause_end (writing);
}

bool
gh_writing_grants (const GhWriting *writing, int entry)
{
  return writing->granted != NULL && gh_bits_has (writing->granted, entry);
}

bool
gh_writing_grants_held (const GhWriting *writing, int session)
{
  return gh_writing_grants (writing, writing->this->held[session]);
}

void
gh_clause_put_unless (GhWriting *writing, int entry)
{
  GhFormula *formula = writing->formula;
  if (gh_writing_grants (writing, entry))
    return;
  if (formula->selectors[entry] == 0)
    {
      formula->selectors[entry] = gh_writing_add_variables (writing, 1);
      formula->n_selectors++;
    }
  gh_clause_put (writing, -formula->selectors[entry]);
}

void
gh_clause_put_unless_held (GhWriting *writing, int session)
{
  gh_clause_put_unless (writing, writing->this->held[session]);
}

/* ---- starts ------------------------------------------------------------------------------ */

int
gh_part_start_from (const GhPart *part, GhMinute minute)
{
  return (int)gh_minutes_from (part->starts, minute);
}

void
gh_clause_put_outside (GhWriting *writing, const GhPart *part, int from, int before)
{
  if (from > 0 && before == from + 1 && before < (int)part->starts->len)
    {
      gh_clause_put (writing, -(part->at + from - 1));
      return;
    }
  if (from > 0)
    gh_clause_put (writing, -(part->ladder + from - 1));
  if (before < (int)part->starts->len)
    gh_clause_put (writing, part->ladder + before - 1);
}

void
gh_clause_put_not_at (GhWriting *writing, const GhPart *part, int number)
{
  gh_clause_put_outside (writing, part, number, number + 1);
}
