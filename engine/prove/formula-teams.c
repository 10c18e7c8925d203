#include "engine/prove/formula-write.h"

static void
write_available (GhWriting *writing, const GhNeed *need, int variable, const GhTeam *team)
{
  const GhPart *part = &writing->parts[need->session];
  int minutes = writing->model->sessions[need->session].minutes;
  for (int from = 0, before; from < (int)part->starts->len; from = before)
    {
      for (before = from; before < (int)part->starts->len; before++)
        {
          GhMinute start = g_array_index (part->starts, GhMinute, before);
          if (gh_times_hold (team->available, start, start + minutes))
            break;
        }
      if (before == from)
        {
          before++;
          continue;
        }
      gh_clause_begin (writing);
      gh_clause_put (writing, -variable);
      gh_clause_put_outside (writing, part, from, before);
      gh_clause_end (writing);
    }
}

/* COUNT of the need's teams: no more, and no more than the rest are missing. */
static void
write_need (GhWriting *writing, const GhNeed *need, int n_teams, int count)
{
  g_autoptr (GArray) there = g_array_new (false, false, sizeof (int));
  g_autoptr (GArray) missing = g_array_new (false, false, sizeof (int));

  if (n_teams < count)
    {
      gh_clause_begin (writing);
      gh_clause_put_unless_held (writing, need->session);
      gh_clause_put_unless (writing, need->entry);
      gh_clause_end (writing);
      return;
    }
  for (int team = 0; team < n_teams; team++)
    {
      /* "It is asked for, and this team is not there." */
      int variable = gh_writing_add_variables (writing, 1);
      int present = need->first + team;
      gh_clause_begin (writing);
      gh_clause_put_unless_held (writing, need->session);
      gh_clause_put_unless (writing, need->entry);
      gh_clause_put (writing, present);
      gh_clause_put (writing, variable);
      gh_clause_end (writing);
      g_array_append_val (missing, variable);
      g_array_append_val (there, present);
    }
  gh_write_at_most (writing, missing, n_teams - count, -1);
  gh_write_at_most (writing, there, count, -1);
}

/* Every session that could have a team of the kind is asked for. */
static int
write_whole (GhWriting *writing, const GArray *needs)
{
  int whole = gh_writing_add_variables (writing, 1);
  gh_clause_begin (writing);
  gh_clause_put (writing, whole);
  for (guint at = 0; at < needs->len; at++)
    {
      gh_clause_put_unless_held (writing, g_array_index (needs, GhNeed, at).session);
      gh_clause_put_unless (writing, g_array_index (needs, GhNeed, at).entry);
    }
  gh_clause_end (writing);
  return whole;
}

/* The sessions that could have a team of the kind: how many needs they have of one, and how short
 * they are. */
static int
count_needs (const GhWriting *writing, GhKind *kind)
{
  const GhModel *model = writing->model;
  int n = 0;

  kind->shortest = INT_MAX;
  for (int session = 0; session < model->n_sessions; session++)
    for (guint need = 0; need < model->sessions[session].teams->len; need++)
      {
        if (g_array_index (model->sessions[session].teams, GhTeamNeed, need).kind != kind->name
            || model->sessions[session].cancelled
            || !gh_bits_has (writing->demands->teams_hold, session))
          continue;
        n++;
        kind->shortest = MIN (kind->shortest, model->sessions[session].minutes);
      }
  return n;
}

static void
list_needs (GhWriting *writing, GhKind *kind)
{
  for (int entry = 0; entry < (int)writing->this->asked->len; entry++)
    {
      const GhAsked *asked = writing->this->asked->pdata[entry];
      const GhTeamNeed *from;
      GhNeed need;
      if (asked->asks != GH_ASKS_TEAMS || !gh_case_asks (writing->this, entry)
          || !gh_case_holds (writing->this, asked->session))
        continue;
      from = gh_case_team_need (writing->this, entry);
      if (from->kind != kind->name)
        continue;
      need = (GhNeed){ asked->session, entry, gh_writing_add_variables (writing, kind->n_teams) };
      write_need (writing, &need, kind->n_teams, from->count);
      g_array_append_val (kind->needs, need);
    }
}

/* A team is in one place at a time, and has the time to travel from each to each: ways are not
 * joined. */
static void
write_places (GhWriting *writing, const GhKind *kind, const GhTeam *team, int number)
{
  for (guint a = 0; a < kind->needs->len; a++)
    {
      const GhNeed *need_a = &g_array_index (kind->needs, GhNeed, a);
      write_available (writing, need_a, need_a->first + number, team);
      for (guint b = a + 1; b < kind->needs->len; b++)
        {
          const GhNeed *need_b = &g_array_index (kind->needs, GhNeed, b);
          int travel = team->remote
                           ? 0
                           : gh_writing_least_travel (writing, need_a->session, need_b->session);
          int variable = gh_writing_overlap (writing, need_a->session, need_b->session, travel);
          if (variable == 0)
            continue;
          gh_clause_begin (writing);
          gh_clause_put (writing, -(need_a->first + number));
          gh_clause_put (writing, -(need_b->first + number));
          gh_clause_put (writing, -variable);
          gh_clause_end (writing);
        }
    }
}

static void
write_kind (GhWriting *writing, const char *name)
{
  const GhModel *model = writing->model;
  GhKind kind = { .name = name, .needs = g_array_new (false, false, sizeof (GhNeed)) };

  for (int team = 0; team < model->n_teams; team++)
    kind.n_teams += model->teams[team].kind == name;
  list_needs (writing, &kind);
  if (count_needs (writing, &kind) == (int)kind.needs->len)
    kind.whole = write_whole (writing, kind.needs);
  for (int team = 0, number = 0; team < model->n_teams; team++)
    if (model->teams[team].kind == name)
      write_places (writing, &kind, &model->teams[team], number++);
  gh_write_sittings (writing, &kind);
  g_array_unref (kind.needs);
}

void
gh_write_teams (GhWriting *writing)
{
  g_autoptr (GArray) kinds = gh_case_team_kinds (writing->this);
  for (guint at = 0; at < kinds->len; at++)
    write_kind (writing, gh_case_team_need (writing->this, g_array_index (kinds, int, at))->kind);
}
