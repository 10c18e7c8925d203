#include "engine/replan/least-change.h"

#include "engine/rules/rules.h"

struct GhLeastChange
{
  const GhModel *model;
  const GhBits *soft;
  GhCase *asked;
  GhFormula *formula;
  GhSolver *solver;
  GhLeast *least;
  int *keeps_start; /* by session: a variable; 0: it had no place, or cannot keep it */
  int *keeps_room;  /* likewise: its start and its room */
  GArray *clash;    /* int: sessions that cannot all have a place; NULL: none are known */
  int64_t owed;     /* by those that cannot keep their start, whatever happens */
};

/* ---- clauses ----------------------------------------------------------------------------- */

static void
add (GhLeastChange *change, int a, int b, int c, int d)
{
  const int all[] = { a, b, c, d };
  int literals[4];
  int n = 0;
  for (int at = 0; at < 4; at++)
    if (all[at] != 0)
      literals[n++] = all[at];
  gh_solver_add (change->solver, literals, n);
}

static bool
is_in (const GhLeastChange *change, int session)
{
  return change->formula->parts[session].starts != NULL;
}

/* What has begun is there before all else, then what has to stay; then each mandatory session
 * counts one. */
static int64_t
price_of_place (const GhLeastChange *change, int session)
{
  const GhHad *had = gh_had (change->model, session);
  int64_t more_than_all = change->model->n_sessions + 1;
  int64_t price = gh_bits_has (change->soft, session) ? 0 : 1;
  if (had != NULL && had->has_begun)
    return price + more_than_all * more_than_all;
  if (had != NULL && had->keeps_start)
    return price + more_than_all;
  return price;
}

/* That a session is held; 0: certainly, it is taken for granted. */
static int
held (const GhLeastChange *change, int session)
{
  return change->formula->selectors[change->asked->held[session]];
}

/* ---- wishes ------------------------------------------------------------------------------ */

/* A move to a time so near that it counts twice is dearer than the move itself. */
static void
wish_for_notice (GhLeastChange *change, int session)
{
  const GhPart *part = &change->formula->parts[session];
  int64_t far = gh_change_price (change->model, session, GH_NEVER);
  int first_far = 0;
  int64_t near = 0;
  int variable;

  while (first_far < (int)part->starts->len)
    {
      int64_t price = gh_change_price (change->model, session,
                                       g_array_index (part->starts, GhMinute, first_far));
      if (price == far)
        break;
      near = MAX (near, price - far);
      first_far++;
    }
  if (near == 0)
    return;
  variable = gh_least_variable (change->least);
  if (first_far == (int)part->starts->len)
    add (change, -variable, change->keeps_start[session], -held (change, session), 0);
  else
    add (change, -variable, change->keeps_start[session], gh_part_from (part, first_far), 0);
  gh_least_wish (change->least, variable, near);
}

/* What a session that keeps its start has; what counts nothing may be asked to keep it too. */
static void
write_keeps_start (GhLeastChange *change, int session)
{
  const GhPart *part = &change->formula->parts[session];
  int number = gh_part_number_of (part, gh_had (change->model, session)->start);
  int variable;

  change->keeps_start[session] = 0;
  if (number < 0)
    return;
  variable = gh_least_variable (change->least);
  change->keeps_start[session] = variable;
  if (held (change, session) != 0)
    add (change, -variable, held (change, session), 0, 0);
  if (number > 0)
    add (change, -variable, gh_part_from (part, number), 0, 0);
  if (number + 1 < (int)part->starts->len)
    add (change, -variable, -gh_part_from (part, number + 1), 0, 0);
}

static void
wish_to_keep_start (GhLeastChange *change, int session)
{
  int64_t price = gh_change_price (change->model, session, GH_NEVER);

  if (change->keeps_start[session] == 0)
    change->owed += price;
  else if (price > 0)
    gh_least_wish (change->least, change->keeps_start[session], price);
  wish_for_notice (change, session);
}

/* It is held, starts when it did, and is in another room: that is not so. */
static void
wish_to_keep_room (GhLeastChange *change, int session)
{
  const GhHad *had = gh_had (change->model, session);
  const GhPart *part = &change->formula->parts[session];
  int number = gh_part_number_of (part, had->start);
  int64_t price = gh_room_change_price (change->model, session, -2);
  int variable;
  int clause[5];
  int n = 0;

  /* What has begun keeps its room, even one that is gone or needed no more. */
  if (number < 0 || had->has_begun
      || (part->rooms->len == 0 && had->room < 0 && !had->room_is_gone))
    return;
  variable = gh_least_variable (change->least);
  clause[n++] = -variable;
  if (held (change, session) != 0)
    clause[n++] = -held (change, session);
  if (number > 0)
    clause[n++] = -gh_part_from (part, number);
  if (number + 1 < (int)part->starts->len)
    clause[n++] = gh_part_from (part, number + 1);
  if (!had->room_is_gone && gh_part_in_room (part, had->room) != 0)
    clause[n++] = gh_part_in_room (part, had->room);
  gh_solver_add (change->solver, clause, n);
  if (price > 0)
    gh_least_wish (change->least, variable, price);
  change->keeps_room[session] = gh_least_variable (change->least);
  add (change, -change->keeps_room[session], variable, 0, 0);
  add (change, -change->keeps_room[session], change->keeps_start[session], 0, 0);
}

/* ---- made and freed ---------------------------------------------------------------------- */

/* Every demand holds for good; that a session is held does where it must be, or IS_ANY_OUT:
 * nowhere. */
static void
begin (GhLeastChange *change, bool is_any_out)
{
  g_autoptr (GhBits) granted = gh_bits_new ((int)change->asked->asked->len);

  for (int entry = 0; entry < granted->size; entry++)
    {
      const GhAsked *asked = change->asked->asked->pdata[entry];
      if (asked->asks != GH_ASKS_HELD
          || (!is_any_out && price_of_place (change, asked->session) > 0))
        gh_bits_add (granted, entry);
    }
  change->formula = gh_formula_new_granted (change->asked, granted);
  change->solver = gh_solver_new_quick (change->formula);
  change->least = gh_least_new (change->solver, change->formula->n_variables);
  for (int session = 0; session < change->model->n_sessions; session++)
    if (is_in (change, session) && gh_had (change->model, session) != NULL)
      write_keeps_start (change, session);
}

static void
end (GhLeastChange *change)
{
  gh_least_free (change->least);
  gh_solver_free (change->solver);
  gh_formula_free (change->formula);
}

GhLeastChange *
gh_least_change_new (const GhDemands *demands, const GhBits *soft)
{
  GhLeastChange *change = g_new0 (GhLeastChange, 1);
  int n = demands->model->n_sessions;

  change->model = demands->model;
  change->soft = soft;
  change->asked = gh_case_new (demands);
  change->keeps_start = g_new0 (int, n + 1);
  change->keeps_room = g_new0 (int, n + 1);
  begin (change, false);
  return change;
}

void
gh_least_change_free (GhLeastChange *change)
{
  if (change == NULL)
    return;
  end (change);
  gh_case_free (change->asked);
  g_clear_pointer (&change->clash, g_array_unref);
  g_free (change->keeps_start);
  g_free (change->keeps_room);
  g_free (change);
}

/* ---- questions --------------------------------------------------------------------------- */

static GhLeastPrice
find (GhLeastChange *change, int64_t owed, int most_conflicts)
{
  GhAnswer answer = gh_least_find (change->least, most_conflicts);
  int64_t price = gh_least_price (change->least);

  return (GhLeastPrice){ .is_known = price >= 0 && answer != GH_IMPOSSIBLE,
                         .is_proved = answer != GH_NOT_KNOWN,
                         .price = price + owed,
                         .bound = gh_least_bound (change->least) + owed };
}

/* Beginning from where everything was, which is nearly right, it is found soon. */
GhLeastPrice
gh_least_change_moves (GhLeastChange *change, int most_conflicts)
{
  for (int session = 0; session < change->model->n_sessions; session++)
    if (is_in (change, session) && gh_had (change->model, session) != NULL)
      wish_to_keep_start (change, session);
  return find (change, change->owed, most_conflicts);
}

/* As much as can be has a place near where everything was. */
static void
hint_at_the_past (GhLeastChange *change)
{
  for (int session = 0; session < change->model->n_sessions; session++)
    if (change->keeps_start[session] != 0)
      gh_least_hint (change->least, change->keeps_start[session]);
}

/* Those whose wishes for a place clashed. */
static void
note_clash (GhLeastChange *change)
{
  const GArray *literals = gh_least_clash (change->least);

  if (literals == NULL)
    return;
  change->clash = g_array_new (false, false, sizeof (int));
  for (int session = 0; session < change->model->n_sessions; session++)
    for (guint at = 0; is_in (change, session) && at < literals->len; at++)
      if (g_array_index (literals, int, at) == held (change, session))
        g_array_append_val (change->clash, session);
}

GArray *
gh_least_change_clash (const GhLeastChange *change)
{
  return change->clash != NULL ? g_array_ref (change->clash) : NULL;
}

GhLeastPrice
gh_least_change_unplaced (GhLeastChange *change, int most_conflicts)
{
  GhLeastPrice found;

  end (change);
  begin (change, true);
  change->owed = 0;
  for (int session = 0; session < change->model->n_sessions; session++)
    {
      int64_t price = price_of_place (change, session);
      if (is_in (change, session) && price > 0)
        gh_least_wish (change->least, held (change, session), price);
    }
  hint_at_the_past (change);
  found = find (change, 0, most_conflicts);
  note_clash (change);
  if (found.is_proved)
    gh_least_settle (change->least);
  return found;
}

GhLeastPrice
gh_least_change_if_kept (GhLeastChange *change, int session, int most_conflicts)
{
  GhLeastPrice found = { .is_proved = true };
  if (change->keeps_start[session] == 0)
    return found;
  found.is_proved = gh_least_find_with (change->least, change->keeps_start[session], most_conflicts,
                                        &found.price);
  found.is_known = found.price >= 0;
  found.price += change->owed;
  found.bound = found.price;
  return found;
}

void
gh_least_change_settle (GhLeastChange *change)
{
  gh_least_settle (change->least);
}

GhLeastPrice
gh_least_change_rooms (GhLeastChange *change, int most_conflicts)
{
  for (int session = 0; session < change->model->n_sessions; session++)
    if (is_in (change, session) && gh_had (change->model, session) != NULL)
      wish_to_keep_room (change, session);
  return find (change, 0, most_conflicts);
}

GhLeastPrice
gh_least_change_if_room_kept (GhLeastChange *change, int session, int most_conflicts)
{
  GhLeastPrice found = { .is_proved = true };
  if (change->keeps_room[session] == 0)
    return found;
  found.is_proved =
      gh_least_find_with (change->least, change->keeps_room[session], most_conflicts, &found.price);
  found.is_known = found.price >= 0;
  found.bound = found.price;
  return found;
}

/* ---- the answer -------------------------------------------------------------------------- */

static GhPlacement
place_in_answer (const GhLeastChange *change, int session)
{
  const GhPart *part = &change->formula->parts[session];
  const GhHad *had = gh_had (change->model, session);
  int number = 0;
  GhPlacement place = { GH_NEVER, -1 };
  int before = had != NULL && !had->room_is_gone ? gh_part_in_room (part, had->room) : 0;

  if (part->starts->len == 0
      || (held (change, session) != 0 && !gh_least_holds (change->least, held (change, session))))
    return place;
  while (number + 1 < (int)part->starts->len
         && gh_least_holds (change->least, gh_part_from (part, number + 1)))
    number++;
  place.start = g_array_index (part->starts, GhMinute, number);
  if (before != 0 && gh_least_holds (change->least, before))
    place.room = had->room;
  for (guint at = 0; place.room < 0 && at < part->rooms->len; at++)
    if (gh_least_holds (change->least, part->room + (int)at))
      place.room = g_array_index (part->rooms, int, at);
  return place;
}

void
gh_least_change_places (const GhLeastChange *change, GhPlacement *places)
{
  for (int session = 0; session < change->model->n_sessions; session++)
    places[session] =
        is_in (change, session) ? place_in_answer (change, session) : (GhPlacement){ GH_NEVER, -1 };
}

bool
gh_least_change_other (GhLeastChange *change, int session, bool in_room, int most_conflicts,
                       GhPlacement *places)
{
  bool is_found;

  gh_least_wish (change->least,
                 in_room ? change->keeps_room[session] : change->keeps_start[session], 1);
  is_found = gh_least_raise (change->least, most_conflicts, 1) == GH_POSSIBLE;
  if (is_found)
    gh_least_change_places (change, places);
  gh_least_forget (change->least);
  return is_found;
}
