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

GhMark
gh_writing_mark (const GhWriting *writing)
{
  return (GhMark){ writing->formula->literals->len, writing->formula->n_clauses };
}

void
gh_writing_go_back (GhWriting *writing, GhMark mark)
{
  g_array_set_size (writing->formula->literals, mark.literals);
  writing->formula->n_clauses = mark.n_clauses;
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

/* ---- wishes ------------------------------------------------------------------------------ */

int
gh_writing_wish (GhWriting *writing, int64_t price)
{
  GhPriced wish = { gh_writing_add_variables (writing, 1), price };
  g_array_append_val (writing->wishes, wish);
  return wish.literal;
}

void
gh_writing_forget_if_granted (GhWriting *writing, int n_clauses)
{
  if (writing->formula->n_clauses == n_clauses)
    g_array_set_size (writing->wishes, writing->wishes->len - 1);
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  int64_t left = *(const int64_t *)a;
  int64_t right = *(const int64_t *)b;
  return left < right ? -1 : left > right;
}

void
gh_amounts_tidy (GArray *amounts)
{
  guint kept = 0;
  g_array_sort (amounts, compare_amounts);
  for (guint at = 0; at < amounts->len; at++)
    if (at == 0
        || g_array_index (amounts, int64_t, at) != g_array_index (amounts, int64_t, kept - 1))
      g_array_index (amounts, int64_t, kept++) = g_array_index (amounts, int64_t, at);
  g_array_set_size (amounts, kept);
}
