#include "engine/prove/formula-write.h"

int
gh_part_number_of (const GhPart *part, GhMinute start)
{
  guint number = gh_minutes_from (part->starts, start);
  return number < part->starts->len && g_array_index (part->starts, GhMinute, number) == start
             ? (int)number
             : -1;
}

int
gh_part_from (const GhPart *part, int n)
{
  return n > 0 && n < (int)part->starts->len ? part->ladder + n - 1 : 0;
}

int
gh_part_at (const GhPart *part, int n)
{
  if (n == 0)
    return -gh_part_from (part, 1);
  return n + 1 < (int)part->starts->len ? part->at + n - 1 : gh_part_from (part, n);
}

int
gh_part_in_room (const GhPart *part, int room)
{
  for (guint at = 0; at < part->rooms->len; at++)
    if (g_array_index (part->rooms, int, at) == room)
      return part->room + (int)at;
  return 0;
}

static void
write_demand (GhWriting *writing, int entry)
{
  const GhCase *this = writing->this;
  const GhAsked *asked = this->asked->pdata[entry];

  if (!gh_case_asks (this, entry) || (asked->session >= 0 && !gh_case_holds (this, asked->session))
      || (asked->other >= 0 && !gh_case_holds (this, asked->other)))
    return;
  if (asked->asks == GH_ASKS_PAIR)
    gh_write_pair (writing, entry);
  else if (asked->asks == GH_ASKS_ROOM_PAIR)
    gh_write_room_pair (writing, entry);
  else if (asked->asks == GH_ASKS_LIMIT)
    gh_write_limit (writing, entry);
}

static GhFormula *
new_formula (int n_sessions)
{
  GhFormula *formula = g_new0 (GhFormula, 1);
  formula->n_sessions = n_sessions;
  formula->parts = g_new0 (GhPart, n_sessions + 1);
  return formula;
}

static GhFormula *
write_formula (GhCase *this, bool wide, const GhBits *granted, GArray *wishes, int64_t *certain)
{
  GhFormula *formula = new_formula (this->model->n_sessions);
  GhWriting writing = { .this = this,
                        .model = this->model,
                        .demands = this->demands,
                        .formula = formula,
                        .sessions = g_array_new (false, false, sizeof (int)),
                        .parts = formula->parts,
                        .overlaps =
                            g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                        .travels =
                            g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                        .venues = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                        .ways = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                        .clause = g_array_new (false, false, sizeof (int)),
                        .wide = wide,
                        .granted = granted,
                        .wishes = wishes };

  formula->literals = g_array_new (false, false, sizeof (int));
  formula->selectors = g_new0 (int, this->asked->len + 1);
  for (int session = 0; session < this->model->n_sessions; session++)
    if (gh_case_holds (this, session))
      {
        g_array_append_val (writing.sessions, session);
        gh_write_session (&writing, session);
      }
  for (int entry = 0; entry < (int)this->asked->len; entry++)
    write_demand (&writing, entry);
  gh_write_rooms (&writing);
  gh_write_people (&writing);
  gh_write_teams (&writing);
  if (wishes != NULL)
    *certain = gh_write_costs (&writing);

  g_array_unref (writing.sessions);
  g_array_unref (writing.clause);
  g_hash_table_unref (writing.overlaps);
  g_hash_table_unref (writing.travels);
  g_hash_table_unref (writing.venues);
  g_hash_table_unref (writing.ways);
  return formula;
}

GhFormula *
gh_formula_new (GhCase *this, bool wide)
{
  return write_formula (this, wide, NULL, NULL, NULL);
}

GhFormula *
gh_formula_new_granted (GhCase *this, const GhBits *granted)
{
  return write_formula (this, false, granted, NULL, NULL);
}

GhFormula *
gh_formula_new_priced (GhCase *this, GArray *wishes, int64_t *certain)
{
  g_autoptr (GhBits) all = gh_bits_new ((int)this->asked->len);
  for (int entry = 0; entry < all->size; entry++)
    gh_bits_add (all, entry);
  return write_formula (this, false, all, wishes, certain);
}

void
gh_formula_free (GhFormula *formula)
{
  if (formula == NULL)
    return;
  for (int session = 0; session < formula->n_sessions; session++)
    if (formula->parts[session].starts != NULL)
      {
        g_array_unref (formula->parts[session].starts);
        g_array_unref (formula->parts[session].rooms);
      }
  g_free (formula->parts);
  g_array_unref (formula->literals);
  g_free (formula->selectors);
  g_free (formula);
}

void
gh_formula_print (const GhFormula *formula, const GhCase *this, GString *text)
{
  g_string_append_printf (text, "p cnf %d %d\n", formula->n_variables,
                          formula->n_clauses + formula->n_selectors);
  for (guint at = 0; at < formula->literals->len; at++)
    {
      int literal = g_array_index (formula->literals, int, at);
      g_string_append_printf (text, literal == 0 ? "%d\n" : "%d ", literal);
    }
  for (guint entry = 0; entry < this->asked->len; entry++)
    if (formula->selectors[entry] != 0)
      {
        g_autofree char *sentence =
            gh_asked_say (this->model, this->demands, this->asked->pdata[entry]);
        g_string_append_printf (text, "c %s\n%d 0\n", sentence, formula->selectors[entry]);
      }
}
