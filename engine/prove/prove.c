#include "engine/prove/prove.h"

#include "engine/prove/chains.h"
#include "engine/prove/shortage.h"
#include "engine/ranked.h"
#include "engine/search/search.h"

/* Sessions that a conclusion names. */
#define MOST_NAMES 5
/* Shortages and chains that are told at once. */
#define MOST_PROOFS 20
/* A search shows which sessions are hardest to place, until so many steps brought nothing; goes on,
 * until so many did, to leave out fewer; and the conflicts in which a clash has to be found then,
 * or only roughly. */
#define STEPS_IN_VAIN 2000
#define STEPS_TO_LEAVE_OUT 4000
#define CONFLICTS_TO_CLASH 20000
#define CONFLICTS_ROUGHLY 2000
/* Sessions tied by relations that are looked at first, and the conflicts for them; and for those
 * that need teams of one kind. */
#define MOST_TIED 32
#define CONFLICTS_OF_TIED 2000
#define CONFLICTS_OF_TEAMS 10000

void
gh_proof_free (gpointer data)
{
  GhProof *proof = data;
  g_array_unref (proof->sessions);
  g_free (proof->conclusion);
  g_ptr_array_unref (proof->asked);
  g_free (proof);
}

/* ---- one proof --------------------------------------------------------------------------- */

/* "ONE (Opening)" */
static void
add_session (const GhModel *model, const GArray *sessions, guint at, GString *text)
{
  const GhSession *session = &model->sessions[g_array_index (sessions, int, at)];
  g_string_append_printf (text, "%s (%s)", session->id, session->title);
}

static char *
conclude (const GhModel *model, const GArray *sessions)
{
  GString *text = g_string_new (NULL);
  if (sessions->len == 1)
    {
      add_session (model, sessions, 0, text);
      g_string_append (text, " has no place, even if nothing else had one");
      return g_string_free (text, false);
    }
  g_string_append_printf (text, "these %u sessions cannot all be held: ", sessions->len);
  for (guint at = 0; at < sessions->len && at < MOST_NAMES; at++)
    {
      g_string_append (text, at == 0 ? "" : ", ");
      add_session (model, sessions, at, text);
    }
  if (sessions->len > MOST_NAMES)
    g_string_append_printf (text, " and %u more", sessions->len - MOST_NAMES);
  return g_string_free (text, false);
}

GhProof *
gh_prove_case (GhCase *this)
{
  GhProof *proof = g_new0 (GhProof, 1);

  proof->is_least = gh_case_shrink (this);
  proof->sessions = g_array_new (false, false, sizeof (int));
  proof->asked = g_ptr_array_new_with_free_func (gh_asked_free);
  for (int session = 0; session < this->model->n_sessions; session++)
    if (gh_case_holds (this, session))
      g_array_append_val (proof->sessions, session);
  GH_BITS_EACH (this->active, entry)
    {
      GhAsked *asked = g_memdup2 (this->asked->pdata[entry], sizeof (GhAsked));
      asked->sentence = gh_asked_say (this->model, this->demands, asked);
      g_ptr_array_add (proof->asked, asked);
    }
  proof->conclusion = conclude (this->model, proof->sessions);
  return proof;
}

/* Proves that these demands of a case clash, and takes their sessions out of it, so that a clash of
 * others may be found. */
static void
prove_some (GhCase *this, const GhBits *clash, GPtrArray *proofs)
{
  g_autoptr (GhCase) part = gh_case_copy (this);
  GhProof *proof;

  gh_case_restrict (part, clash);
  proof = gh_prove_case (part);
  g_ptr_array_add (proofs, proof);
  for (guint at = 0; at < proof->sessions->len; at++)
    gh_case_drop_session (this, g_array_index (proof->sessions, int, at));
}

/* ---- for others to check ----------------------------------------------------------------- */

static bool
is_in (const GhProof *proof, const GhAsked *asked)
{
  for (guint at = 0; at < proof->asked->len; at++)
    {
      const GhAsked *other = proof->asked->pdata[at];
      if (other->asks == asked->asks && other->session == asked->session
          && other->other == asked->other && other->number == asked->number)
        return true;
    }
  return false;
}

GString *
gh_proof_formula (const GhModel *model, const GhProof *proof)
{
  GString *text = g_string_new (NULL);
  GhDemands *demands = gh_demands_new (model, (GhLessons){ .leave_out_speeches = true });
  g_autoptr (GhCase) this = gh_case_new (demands);
  g_autoptr (GhFormula) formula = NULL;

  for (int entry = 0; entry < (int)this->asked->len; entry++)
    if (!is_in (proof, this->asked->pdata[entry]))
      gh_case_drop (this, entry);
  formula = gh_formula_new (this, true);
  gh_formula_print (formula, this, text);
  g_clear_pointer (&this, gh_case_free);
  gh_demands_free (demands);
  return text;
}

/* ---- at once ----------------------------------------------------------------------------- */

/* All that is asked of one session; the caller's. */
static GhBits *
asked_of (const GhCase *this, int session)
{
  GhBits *about = gh_bits_new ((int)this->asked->len);
  for (guint at = 0; at < this->of_session[session]->len; at++)
    gh_bits_add (about, g_array_index (this->of_session[session], int, at));
  return about;
}

/* Sessions that have no place even alone. */
static void
prove_alone (GhCase *this, GPtrArray *proofs)
{
  for (int session = 0; session < this->model->n_sessions; session++)
    {
      g_autoptr (GhBits) about = NULL;
      if (!gh_case_holds (this, session) || gh_case_places (this, session)->starts->len > 0)
        continue;
      about = asked_of (this, session);
      prove_some (this, about, proofs);
    }
}

/* A team could be in the session, if that were all that it had to do. */
static bool
could_be_in (GhCase *this, const GhTeam *team, int session)
{
  int minutes = this->model->sessions[session].minutes;
  const GArray *starts = gh_case_places (this, session)->starts;

  if ((team->most_minutes >= 0 && minutes > team->most_minutes)
      || (team->most_minutes_per_day >= 0 && minutes > team->most_minutes_per_day)
      || (team->day_minutes >= 0 && minutes > team->day_minutes))
    return false;
  for (guint at = 0; at < starts->len; at++)
    {
      GhMinute start = g_array_index (starts, GhMinute, at);
      if (gh_times_hold (team->available, start, start + minutes))
        return true;
    }
  return false;
}

/* Of some kind there are fewer teams than it needs. */
static bool
lacks_teams (GhCase *this, int session)
{
  const GhModel *model = this->model;
  const GArray *needs = model->sessions[session].teams;

  for (guint entry = 0; entry < needs->len; entry++)
    {
      const GhTeamNeed *need = &g_array_index (needs, GhTeamNeed, entry);
      int n = 0;
      for (int team = 0; team < model->n_teams && n < need->count; team++)
        n += model->teams[team].kind == need->kind
             && could_be_in (this, &model->teams[team], session);
      if (n < need->count)
        return true;
    }
  return false;
}

/* Sessions that have no teams even alone. */
static void
prove_without_teams (GhCase *this, GPtrArray *proofs)
{
  for (int session = 0; session < this->model->n_sessions && proofs->len < MOST_PROOFS; session++)
    if (gh_case_holds (this, session) && !gh_has_begun (this->model, session)
        && gh_bits_has (this->demands->teams_hold, session) && lacks_teams (this, session))
      {
        g_autoptr (GhBits) about = asked_of (this, session);
        prove_some (this, about, proofs);
      }
}

static void
prove_by (GhCase *this, GhBits *(*find) (GhCase *), GPtrArray *proofs)
{
  while (proofs->len < MOST_PROOFS)
    {
      g_autoptr (GhBits) clash = find (this);
      if (clash == NULL)
        return;
      prove_some (this, clash, proofs);
    }
}

static GPtrArray *
prove_early (const GhModel *model, bool is_rough)
{
  GPtrArray *proofs = g_ptr_array_new_with_free_func (gh_proof_free);
  GhDemands *demands = gh_demands_new (model, (GhLessons){ .leave_out_speeches = true });
  g_autoptr (GhCase) this = gh_case_new (demands);

  this->is_rough = is_rough;
  prove_alone (this, proofs);
  prove_without_teams (this, proofs);
  prove_by (this, gh_chains_find, proofs);
  prove_by (this, gh_shortage_find, proofs);
  g_clear_pointer (&this, gh_case_free);
  gh_demands_free (demands);
  return proofs;
}

GPtrArray *
gh_prove_early (const GhModel *model)
{
  return prove_early (model, false);
}

GPtrArray *
gh_prove_early_roughly (const GhModel *model)
{
  return prove_early (model, true);
}

/* ---- with more effort -------------------------------------------------------------------- */

/* Goes on until so many steps brought nothing. */
static void
search_until_vain (GhSearch *search, int64_t steps)
{
  int n_missing;
  do
    {
      n_missing = search->best.n_missing;
      gh_search_construct (search, search->steps + steps);
    }
  while (n_missing > 0 && search->best.n_missing < n_missing);
}

/* What the search could not place; the caller's. */
static GArray *
list_missing (const GhSearch *search)
{
  GArray *list = g_array_new (false, false, sizeof (int));
  for (int session = 0; session < search->board->model->n_sessions; session++)
    if (gh_board_needs (search->board, session) && search->best.option[session] < 0)
      g_array_append_val (list, session);
  return list;
}

GhHardest *
gh_hardest_find (const GhModel *model)
{
  GhDemands *demands = gh_demands_new (model, (GhLessons){ 0 });
  GhSearch *search = gh_search_new (demands, 1, INT64_MAX);
  g_autoptr (GArray) ranks = g_array_new (false, false, sizeof (GhRanked));
  GhHardest *hardest = g_new0 (GhHardest, 1);

  gh_search_begin (search);
  search_until_vain (search, STEPS_IN_VAIN);
  hardest->missing = list_missing (search);
  hardest->order = g_array_copy (hardest->missing);
  for (int session = 0; session < model->n_sessions; session++)
    {
      GhRanked rank = { session, search->weights[session] };
      if (gh_board_needs (search->board, session) && search->best.option[session] >= 0)
        g_array_append_val (ranks, rank);
    }
  g_array_sort (ranks, gh_ranked_compare);
  for (guint at = 0; at < ranks->len; at++)
    g_array_append_val (hardest->order, g_array_index (ranks, GhRanked, at).number);
  search_until_vain (search, STEPS_TO_LEAVE_OUT);
  hardest->left_out = list_missing (search);
  gh_search_free (search);
  gh_demands_free (demands);
  return hardest;
}

void
gh_hardest_free (GhHardest *hardest)
{
  if (hardest == NULL)
    return;
  g_array_unref (hardest->order);
  g_array_unref (hardest->missing);
  g_array_unref (hardest->left_out);
  g_free (hardest);
}

static bool
has (const GArray *sessions, int session)
{
  for (guint at = 0; at < sessions->len; at++)
    if (g_array_index (sessions, int, at) == session)
      return true;
  return false;
}

/* The sessions without a place, those that are tied to them by relations, those that are tied to
 * these ...: a clash of relations need not be among the hardest. */
static GArray *
list_tied (const GhCase *this, const GArray *missing)
{
  GArray *tied = g_array_new (false, false, sizeof (int));
  g_array_append_vals (tied, missing->data, missing->len);
  for (guint at = 0; at < tied->len; at++)
    for (guint entry = 0; entry < this->asked->len && tied->len < MOST_TIED; entry++)
      {
        const GhAsked *asked = this->asked->pdata[entry];
        int session = g_array_index (tied, int, at);
        int other = asked->session == session ? asked->other : asked->session;
        if ((asked->asks == GH_ASKS_PAIR || asked->asks == GH_ASKS_ROOM_PAIR)
            && (asked->session == session || asked->other == session) && !has (tied, other))
          g_array_append_val (tied, other);
      }
  return tied;
}

static bool
needs_team (const GhSession *session, const char *kind)
{
  for (guint need = 0; need < session->teams->len; need++)
    if (g_array_index (session->teams, GhTeamNeed, need).kind == kind)
      return true;
  return false;
}

/* The sessions that need a team of a kind, in the order of the list. */
static GArray *
list_with_team (const GhModel *model, const GArray *order, const char *kind)
{
  GArray *list = g_array_new (false, false, sizeof (int));
  for (guint at = 0; at < order->len; at++)
    {
      int session = g_array_index (order, int, at);
      if (needs_team (&model->sessions[session], kind))
        g_array_append_val (list, session);
    }
  return list;
}

/* Of all sessions only those that are listed. */
static GhBits *
find_clash_among (const GhCase *this, const GArray *sessions, int most_conflicts)
{
  g_autoptr (GhCase) part = gh_case_copy (this);
  for (int session = 0; session < this->model->n_sessions; session++)
    if (!has (sessions, session))
      gh_case_drop_session (part, session);
  return gh_case_clash (part, sessions, most_conflicts);
}

/* Too few teams of a kind, which a session without a place needs, clash among those that need one:
 * they are fewer than the hardest of all, and their formula much smaller. */
static GhBits *
find_clash_of_teams (const GhCase *this, const GhHardest *hardest)
{
  g_autoptr (GArray) kinds = gh_case_team_kinds (this);
  GhBits *clash = NULL;

  for (guint at = 0; at < kinds->len && clash == NULL; at++)
    {
      const char *kind = gh_case_team_need (this, g_array_index (kinds, int, at))->kind;
      g_autoptr (GArray) missing = list_with_team (this->model, hardest->missing, kind);
      g_autoptr (GArray) all = list_with_team (this->model, hardest->order, kind);
      if (missing->len > 0)
        clash = find_clash_among (this, all, CONFLICTS_OF_TEAMS);
    }
  return clash;
}

static GPtrArray *
prove_clash (const GhModel *model, const GhHardest *hardest, bool is_rough)
{
  GPtrArray *proofs = g_ptr_array_new_with_free_func (gh_proof_free);
  GhDemands *demands;
  GhCase *this;
  g_autoptr (GArray) tied = NULL;
  g_autoptr (GhBits) clash = NULL;

  if (hardest->left_out->len == 0)
    return proofs;
  demands = gh_demands_new (model, (GhLessons){ .leave_out_speeches = true });
  this = gh_case_new (demands);
  this->is_rough = is_rough;
  tied = list_tied (this, hardest->missing);
  clash = find_clash_among (this, tied, CONFLICTS_OF_TIED);
  if (clash == NULL && !is_rough)
    clash = find_clash_of_teams (this, hardest);
  if (clash == NULL)
    clash = gh_case_clash (this, hardest->order, is_rough ? CONFLICTS_ROUGHLY : CONFLICTS_TO_CLASH);
  if (clash != NULL)
    prove_some (this, clash, proofs);
  gh_case_free (this);
  gh_demands_free (demands);
  return proofs;
}

GPtrArray *
gh_prove_among (const GhModel *model, const GArray *sessions)
{
  GPtrArray *proofs = g_ptr_array_new_with_free_func (gh_proof_free);
  GhDemands *demands = gh_demands_new (model, (GhLessons){ .leave_out_speeches = true });
  GhCase *this = gh_case_new (demands);
  g_autoptr (GhBits) clash = find_clash_among (this, sessions, CONFLICTS_TO_CLASH);

  if (clash != NULL)
    prove_some (this, clash, proofs);
  gh_case_free (this);
  gh_demands_free (demands);
  return proofs;
}

GPtrArray *
gh_prove_clash (const GhModel *model, const GhHardest *hardest)
{
  g_autoptr (GhHardest) own = hardest == NULL ? gh_hardest_find (model) : NULL;
  return prove_clash (model, hardest != NULL ? hardest : own, false);
}

GPtrArray *
gh_prove (const GhModel *model, const GhHardest *hardest)
{
  GPtrArray *proofs = gh_prove_early (model);
  if (proofs->len > 0)
    return proofs;
  g_ptr_array_unref (proofs);
  return gh_prove_clash (model, hardest);
}

GPtrArray *
gh_prove_clash_roughly (const GhModel *model, const GhHardest *hardest)
{
  return prove_clash (model, hardest, true);
}
