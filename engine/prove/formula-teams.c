#include "engine/prove/formula-write.h"

/* One session's need, and which variables say which team it gets. */
typedef struct
{
  int session;
  int entry;
  int first; /* the variable of the kind's first team */
} Need;

static void
write_available (GhWriting *writing, const Need *need, int variable, const GhTeam *team)
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
      gh_clause_put_unless_held (writing, need->session);
      gh_clause_put_unless (writing, need->entry);
      gh_clause_put (writing, -variable);
      gh_clause_put_outside (writing, part, from, before);
      gh_clause_end (writing);
    }
}

/* At least COUNT of the need's teams: no more than the rest are missing. */
static void
write_need (GhWriting *writing, const Need *need, int n_teams, int count)
{
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
      gh_clause_begin (writing);
      gh_clause_put_unless_held (writing, need->session);
      gh_clause_put_unless (writing, need->entry);
      gh_clause_put (writing, need->first + team);
      gh_clause_put (writing, variable);
      gh_clause_end (writing);
      g_array_append_val (missing, variable);
    }
  gh_write_at_most (writing, missing, n_teams - count, -1);
}

static void
write_kind (GhWriting *writing, const char *kind)
{
  const GhModel *model = writing->model;
  g_autoptr (GArray) needs = g_array_new (false, false, sizeof (Need));
  int n_teams = 0;

  for (int team = 0; team < model->n_teams; team++)
    n_teams += model->teams[team].kind == kind;
  for (int entry = 0; entry < (int)writing->this->asked->len; entry++)
    {
      const GhAsked *asked = writing->this->asked->pdata[entry];
      const GhTeamNeed *from;
      Need need;
      if (asked->asks != GH_ASKS_TEAMS || !gh_case_asks (writing->this, entry)
          || !gh_case_holds (writing->this, asked->session))
        continue;
      from = gh_case_team_need (writing->this, entry);
      if (from->kind != kind)
        continue;
      need = (Need){ asked->session, entry, gh_writing_add_variables (writing, n_teams) };
      write_need (writing, &need, n_teams, from->count);
      g_array_append_val (needs, need);
    }
  for (int team = 0, number = -1; team < model->n_teams; team++)
    {
      if (model->teams[team].kind != kind)
        continue;
      number++;
      for (guint a = 0; a < needs->len; a++)
        {
          const Need *need_a = &g_array_index (needs, Need, a);
          write_available (writing, need_a, need_a->first + number, &model->teams[team]);
          for (guint b = a + 1; b < needs->len; b++)
            {
              const Need *need_b = &g_array_index (needs, Need, b);
              int variable = gh_writing_overlap (writing, need_a->session, need_b->session, 0);
              gh_clause_begin (writing);
              gh_clause_put_unless_held (writing, need_a->session);
              gh_clause_put_unless_held (writing, need_b->session);
              gh_clause_put_unless (writing, need_a->entry);
              gh_clause_put_unless (writing, need_b->entry);
              gh_clause_put (writing, -(need_a->first + number));
              gh_clause_put (writing, -(need_b->first + number));
              gh_clause_put (writing, -variable);
              gh_clause_end (writing);
            }
        }
    }
}

void
gh_write_teams (GhWriting *writing)
{
  g_autoptr (GArray) kinds = gh_case_team_kinds (writing->this);
  for (guint at = 0; at < kinds->len; at++)
    write_kind (writing, gh_case_team_need (writing->this, g_array_index (kinds, int, at))->kind);
}
