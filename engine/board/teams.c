#include "engine/board/teams.h"

#include "engine/past.h"

#include <string.h>

/* Enough for any day that people have shown us; what needs more is better refused. */
#define MOST_NODES 3000

static int
minutes_of (const GhModel *model, int session)
{
  return model->sessions[session].minutes;
}

/* ---- the book ---------------------------------------------------------------------------- */

GhTeamBook *
gh_team_book_new (const GhDemands *demands)
{
  const GhModel *model = demands->model;
  GhTeamBook *book = g_new0 (GhTeamBook, 1);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();

  book->demands = demands;
  book->model = model;
  book->first_slot = g_new (int, model->n_sessions + 1);
  for (int session = 0; session < model->n_sessions; session++)
    {
      const GArray *needs = model->sessions[session].teams;
      book->first_slot[session] = (int)kinds->len;
      if (!gh_bits_has (demands->teams_hold, session))
        continue;
      for (guint need = 0; need < needs->len; need++)
        for (int count = 0; count < g_array_index (needs, GhTeamNeed, need).count; count++)
          g_ptr_array_add (kinds, (gpointer)g_array_index (needs, GhTeamNeed, need).kind);
    }
  book->first_slot[model->n_sessions] = (int)kinds->len;
  book->slots = g_new (int, kinds->len);
  for (guint slot = 0; slot < kinds->len; slot++)
    book->slots[slot] = -1;
  book->kinds = g_new (const char *, kinds->len);
  for (guint slot = 0; slot < kinds->len; slot++)
    book->kinds[slot] = kinds->pdata[slot];
  book->keys = g_new (int, model->n_teams);
  book->kept = g_new (GhKept, model->n_teams);
  book->orders = g_new (int, (gsize)(kinds->len + 1) * (gsize)model->n_teams);
  book->duties = g_new0 (GhDuties, model->n_teams);
  for (int team = 0; team < model->n_teams; team++)
    {
      book->duties[team].size = model->n_sessions + 1;
      book->duties[team].sessions = g_new (int, model->n_sessions + 1);
    }
  return book;
}

void
gh_team_book_free (GhTeamBook *book)
{
  if (book == NULL)
    return;
  for (int team = 0; team < book->model->n_teams; team++)
    g_free (book->duties[team].sessions);
  g_free (book->duties);
  g_free (book->first_slot);
  g_free (book->kinds);
  g_free (book->keys);
  g_free (book->kept);
  g_free (book->orders);
  g_free (book->slots);
  g_free (book);
}

int *
gh_team_book_slots (const GhTeamBook *book, int session, const GArray *teams)
{
  int first = book->first_slot[session];
  int n = book->first_slot[session + 1] - first;
  int *slots = g_new (int, n + 1);
  g_autofree bool *is_used = g_new0 (bool, teams->len + 1);

  for (int slot = 0; slot < n; slot++)
    {
      slots[slot] = -1;
      for (guint at = 0; at < teams->len && slots[slot] < 0; at++)
        {
          int team = g_array_index (teams, int, at);
          if (is_used[at] || book->model->teams[team].kind != book->kinds[first + slot])
            continue;
          is_used[at] = true;
          slots[slot] = team;
        }
    }
  return slots;
}

bool
gh_team_book_needs (const GhTeamBook *book, int session)
{
  return book->first_slot[session] < book->first_slot[session + 1];
}

/* Where a session stands, or would stand, among a team's duties. */
static int
position (const GhDuties *duties, const GhPlacement *placements, int session)
{
  int at = duties->n;
  while (at > 0
         && (placements[duties->sessions[at - 1]].start > placements[session].start
             || (placements[duties->sessions[at - 1]].start == placements[session].start
                 && duties->sessions[at - 1] > session)))
    at--;
  return at;
}

/* Where it stands now among the team's duties. */
static int
add_duty (GhTeamBook *book, const GhPlacement *placements, int team, int session)
{
  GhDuties *duties = &book->duties[team];
  int at = position (duties, placements, session);
  memmove (&duties->sessions[at + 1], &duties->sessions[at],
           (gsize)(duties->n - at) * sizeof (int));
  duties->sessions[at] = session;
  duties->n++;
  return at;
}

static void
remove_duty (GhTeamBook *book, int team, int session)
{
  GhDuties *duties = &book->duties[team];
  for (int at = 0; at < duties->n; at++)
    if (duties->sessions[at] == session)
      {
        memmove (&duties->sessions[at], &duties->sessions[at + 1],
                 (gsize)(duties->n - at - 1) * sizeof (int));
        duties->n--;
        return;
      }
}

void
gh_team_book_release (GhTeamBook *book, int session)
{
  for (int slot = book->first_slot[session]; slot < book->first_slot[session + 1]; slot++)
    {
      if (book->slots[slot] >= 0)
        remove_duty (book, book->slots[slot], session);
      book->slots[slot] = -1;
    }
}

void
gh_team_book_set (GhTeamBook *book, const GhPlacement *placements, int session, const int *teams)
{
  gh_team_book_release (book, session);
  for (int slot = book->first_slot[session]; slot < book->first_slot[session + 1]; slot++)
    {
      book->slots[slot] = teams[slot - book->first_slot[session]];
      /* What has begun may lack one. */
      if (book->slots[slot] >= 0)
        add_duty (book, placements, book->slots[slot], session);
    }
}

/* ---- assigning --------------------------------------------------------------------------- */

/* The session would begin a new sitting of the team, rather than go on with one. */
static bool
begins_sitting (const GhTeamBook *book, const GhPlacement *placements, int team, int session)
{
  const GhDuties *duties = &book->duties[team];
  int rest = book->model->teams[team].rest_minutes;
  int at = position (duties, placements, session);
  GhMinute start = placements[session].start;
  GhMinute end = start + minutes_of (book->model, session);

  if (at > 0)
    {
      int last = duties->sessions[at - 1];
      if (start - (placements[last].start + minutes_of (book->model, last)) < rest)
        return false;
    }
  return at == duties->n || placements[duties->sessions[at]].start - end >= rest;
}

/* Before anything is dealt out, the duties that are kept need not be right: what has begun stays
 * whatever it breaks, and without a session between them two others may be two sittings.  Only
 * where they are right is a look at what a new one changes enough. */
static void
forget_kept (GhTeamBook *book)
{
  for (int team = 0; team < book->model->n_teams; team++)
    book->kept[team] = GH_KEPT_UNSEEN;
}

static bool
are_right_with (const GhTeamBook *book, const GhPlacement *placements, int team, int entry)
{
  const GhDuties *duties = &book->duties[team];
  if (book->kept[team] == GH_KEPT_RIGHT)
    return gh_team_duty_fits (book->demands, team, duties->sessions, duties->n, entry, placements);
  return gh_team_duties_are_right (book->demands, team, duties->sessions, duties->n, placements);
}

/* The team is free for the slot; it then has the session among its duties. */
static bool
try_team (GhTeamBook *book, const GhPlacement *placements, int slot, int session, int team)
{
  const GhDuties *duties = &book->duties[team];
  if (book->model->teams[team].kind != book->kinds[slot])
    return false;
  for (int other = book->first_slot[session]; other < book->first_slot[session + 1]; other++)
    if (book->slots[other] == team)
      return false;
  if (book->kept[team] == GH_KEPT_UNSEEN)
    book->kept[team] =
        gh_team_duties_are_right (book->demands, team, duties->sessions, duties->n, placements)
            ? GH_KEPT_RIGHT
            : GH_KEPT_WRONG;
  if (!are_right_with (book, placements, team, add_duty (book, placements, team, session)))
    {
      remove_duty (book, team, session);
      return false;
    }
  book->slots[slot] = team;
  return true;
}

/* The team was in the session when it was last published, at the same time. */
static bool
was_there (const GhTeamBook *book, const GhPlacement *placements, int session, int team)
{
  const GhHad *had = gh_had (book->model, session);
  if (had == NULL || had->start != placements[session].start)
    return false;
  for (guint entry = 0; entry < had->teams->len; entry++)
    if (g_array_index (had->teams, int, entry) == team)
      return true;
  return false;
}

/* Teams in the order in which they are tried: who was there before, then who is already sitting,
 * then who has least to do. */
static void
order_teams (const GhTeamBook *book, const GhPlacement *placements, int session, int *order)
{
  int n = book->model->n_teams;
  int *keys = book->keys;
  for (int team = 0; team < n; team++)
    {
      int at = team;
      keys[team] = book->duties[team].n
                   + (begins_sitting (book, placements, team, session) ? 1000000 : 0)
                   - (was_there (book, placements, session, team) ? 10000000 : 0);
      while (at > 0 && keys[order[at - 1]] > keys[team])
        {
          order[at] = order[at - 1];
          at--;
        }
      order[at] = team;
    }
}

/* Fills the slots from SLOT on of the sessions from ENTRY on; depth first. */
static bool
fill (GhTeamBook *book, const GhPlacement *placements, const int *sessions, int n, int entry,
      int slot, int depth)
{
  int session;
  int *order = &book->orders[depth * book->model->n_teams];

  if (entry == n)
    return true;
  session = sessions[entry];
  if (slot == book->first_slot[session + 1])
    return fill (book, placements, sessions, n, entry + 1,
                 entry + 1 < n ? book->first_slot[sessions[entry + 1]] : 0, depth);
  if (book->slots[slot] >= 0)
    return fill (book, placements, sessions, n, entry, slot + 1, depth);
  order_teams (book, placements, session, order);
  for (int team = 0; team < book->model->n_teams; team++)
    {
      if (book->nodes-- <= 0)
        return false;
      if (!try_team (book, placements, slot, session, order[team]))
        continue;
      if (fill (book, placements, sessions, n, entry, slot + 1, depth + 1))
        return true;
      remove_duty (book, order[team], session);
      book->slots[slot] = -1;
    }
  return false;
}

static bool
needs_kind (const GhTeamBook *book, int session, const char *kind)
{
  for (int slot = book->first_slot[session]; slot < book->first_slot[session + 1]; slot++)
    if (book->kinds[slot] == kind)
      return true;
  return false;
}

/* Sessions on the board that have a team of a kind that SESSION asks for, of the same day or of all
 * days, and SESSION; by start.  Whoever works in what has begun goes on. */
static void
list_sharing (const GhTeamBook *book, const GhPlacement *placements, int session, bool all_days,
              GArray *day)
{
  int slot = book->first_slot[session];
  g_array_set_size (day, 0);
  for (int other = 0; other < book->model->n_sessions; other++)
    {
      bool shares = other == session;
      if (placements[other].start == GH_NEVER
          || (other != session && gh_has_begun (book->model, other))
          || (!all_days
              && gh_day_of (placements[other].start) != gh_day_of (placements[session].start)))
        continue;
      for (int own = slot; own < book->first_slot[session + 1] && !shares; own++)
        for (int their = book->first_slot[other]; their < book->first_slot[other + 1]; their++)
          shares |= book->kinds[own] == book->kinds[their] && book->slots[their] >= 0;
      if (!shares)
        continue;
      guint at = day->len;
      while (at > 0 && placements[g_array_index (day, int, at - 1)].start > placements[other].start)
        at--;
      g_array_insert_val (day, at, other);
    }
}

/* Deals the teams of the whole day, or of all days, anew. */
static bool
deal (GhTeamBook *book, const GhPlacement *placements, int session, bool all_days,
      GhTeamsBefore before, gpointer data)
{
  g_autoptr (GArray) day = g_array_new (false, false, sizeof (int));
  g_autoptr (GArray) old = g_array_new (false, false, sizeof (int));
  bool dealt;

  list_sharing (book, placements, session, all_days, day);
  for (guint entry = 0; entry < day->len; entry++)
    {
      int other = g_array_index (day, int, entry);
      g_array_append_vals (old, &book->slots[book->first_slot[other]],
                           (guint)(book->first_slot[other + 1] - book->first_slot[other]));
    }
  for (guint entry = 0; entry < day->len; entry++)
    gh_team_book_release (book, g_array_index (day, int, entry));

  book->nodes = MOST_NODES;
  forget_kept (book);
  dealt = fill (book, placements, (const int *)(gpointer)day->data, (int)day->len, 0,
                book->first_slot[g_array_index (day, int, 0)], 0);

  /* Back to how it was: the caller's journal wants to see each change from the old state. */
  g_autoptr (GArray) dealt_slots = g_array_new (false, false, sizeof (int));
  for (guint entry = 0; entry < day->len; entry++)
    {
      int other = g_array_index (day, int, entry);
      g_array_append_vals (dealt_slots, &book->slots[book->first_slot[other]],
                           (guint)(book->first_slot[other + 1] - book->first_slot[other]));
    }
  for (guint entry = 0; entry < day->len; entry++)
    gh_team_book_release (book, g_array_index (day, int, entry));
  guint at = 0;
  for (guint entry = 0; entry < day->len; entry++)
    {
      int other = g_array_index (day, int, entry);
      if (other != session)
        gh_team_book_set (book, placements, other, &g_array_index (old, int, at));
      at += (guint)(book->first_slot[other + 1] - book->first_slot[other]);
    }
  if (!dealt)
    return false;
  for (guint entry = 0; entry < day->len; entry++)
    if (g_array_index (day, int, entry) != session)
      before (g_array_index (day, int, entry), data);
  for (guint entry = 0; entry < day->len; entry++)
    gh_team_book_release (book, g_array_index (day, int, entry));
  at = 0;
  for (guint entry = 0; entry < day->len; entry++)
    {
      int other = g_array_index (day, int, entry);
      gh_team_book_set (book, placements, other, &g_array_index (dealt_slots, int, at));
      at += (guint)(book->first_slot[other + 1] - book->first_slot[other]);
    }
  return true;
}

/* Nobody need look who goes where. */
static bool
are_certainly_too_few (const GhTeamBook *book, const GhPlacement *placements, int session)
{
  g_autoptr (GArray) sharing = g_array_new (false, false, sizeof (int));
  g_autoptr (GArray) of_kind = g_array_new (false, false, sizeof (int));

  list_sharing (book, placements, session, true, sharing);
  for (int slot = book->first_slot[session]; slot < book->first_slot[session + 1]; slot++)
    {
      int entry = 0;
      g_array_set_size (of_kind, 0);
      for (guint at = 0; at < sharing->len; at++)
        {
          int other = g_array_index (sharing, int, at);
          if (other == session)
            entry = (int)of_kind->len;
          if (needs_kind (book, other, book->kinds[slot]))
            g_array_append_val (of_kind, other);
        }
      if (gh_sittings_are_too_many (book->model, book->kinds[slot],
                                    (const int *)(gpointer)of_kind->data, (int)of_kind->len, entry,
                                    placements))
        return true;
    }
  return false;
}

bool
gh_team_book_assign (GhTeamBook *book, const GhPlacement *placements, int session,
                     GhTeamsBefore before, gpointer data)
{
  if (!gh_team_book_needs (book, session))
    return true;
  book->nodes = MOST_NODES;
  forget_kept (book);
  if (fill (book, placements, &session, 1, 0, book->first_slot[session], 0))
    return true;
  gh_team_book_release (book, session);
  return !are_certainly_too_few (book, placements, session)
         && (deal (book, placements, session, false, before, data)
             || deal (book, placements, session, true, before, data));
}
