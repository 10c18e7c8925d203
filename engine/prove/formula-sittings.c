/* What a team's row asks of its sittings and days.
 *
 * Time is cut at every start and end that the sessions may have, into steps.  "The team sits" is a
 * variable for each step: it holds from the first start of a sitting to its last end.  Sittings
 * are no longer than the team may sit, and have its rest between them.
 *
 * Two sessions with the team's rest between them are still one sitting where a third one of the
 * team lies between: so it is only where every session that could have the team is asked for that
 * a long pause parts two sittings, and a proof that needs this names them all (GhKind.whole).
 * Otherwise it is enough that they could be one. */
#include "engine/prove/formula-write.h"

/* The time of a kind of team, cut. */
typedef struct
{
  GArray *bounds; /* GhMinute: n_steps + 1 of them */
  int n_steps;
  GhBits *starts; /* steps with which a session may start */
  GhBits *ends;   /* steps before which one may end */
  int *covers;    /* by need, then step: the variable of "the session takes this step"; 0: never */
} Steps;

/* One team among the variables. */
typedef struct
{
  GhWriting *writing;
  const GhKind *kind;
  const Steps *steps;
  const GhTeam *team;
  int number; /* of the kind's teams */
  int sits;   /* the variable of the first step */
} Sitter;

/* A variable that holds wherever a sitting begins, or a session of the team starts. */
typedef struct
{
  int variable;
  int day;
} Begin;

static GhMinute
bound (const Steps *steps, int step)
{
  return g_array_index (steps->bounds, GhMinute, step);
}

static const GhPart *
part_of (const Sitter *sitter, const GhNeed *need)
{
  return &sitter->writing->parts[need->session];
}

static int
minutes_of (const Sitter *sitter, const GhNeed *need)
{
  return sitter->writing->model->sessions[need->session].minutes;
}

/* "Unless the team is there, in a session that starts at its start number AT". */
static void
put_not_there_at (const Sitter *sitter, const GhNeed *need, int at)
{
  gh_clause_put (sitter->writing, -(need->first + sitter->number));
  gh_clause_put_not_at (sitter->writing, part_of (sitter, need), at);
}

/* ---- steps ------------------------------------------------------------------------------- */

/* In the steps that a session takes, its team sits. */
static void
write_sits (const Sitter *sitter)
{
  for (guint at = 0; at < sitter->kind->needs->len; at++)
    {
      const GhNeed *need = &g_array_index (sitter->kind->needs, GhNeed, at);
      const int *covers = &sitter->steps->covers[at * (guint)sitter->steps->n_steps];
      for (int step = 0; step < sitter->steps->n_steps; step++)
        if (covers[step] != 0)
          {
            gh_clause_begin (sitter->writing);
            gh_clause_put (sitter->writing, -(need->first + sitter->number));
            gh_clause_put (sitter->writing, -covers[step]);
            gh_clause_put (sitter->writing, sitter->sits + step);
            gh_clause_end (sitter->writing);
          }
    }
}

/* A sitting begins with a start of a session and ends with an end, and is not too long. */
static void
write_ends (const Sitter *sitter)
{
  GhWriting *writing = sitter->writing;
  const Steps *steps = sitter->steps;

  for (int step = 1; step < steps->n_steps; step++)
    {
      if (!gh_bits_has (steps->starts, step))
        {
          gh_clause_begin (writing);
          gh_clause_put (writing, -(sitter->sits + step));
          gh_clause_put (writing, sitter->sits + step - 1);
          gh_clause_end (writing);
        }
      if (!gh_bits_has (steps->ends, step))
        {
          gh_clause_begin (writing);
          gh_clause_put (writing, -(sitter->sits + step - 1));
          gh_clause_put (writing, sitter->sits + step);
          gh_clause_end (writing);
        }
    }
}

static void
write_length (const Sitter *sitter)
{
  const Steps *steps = sitter->steps;

  for (int step = 0, last = 0; step < steps->n_steps; step++)
    {
      while (last < steps->n_steps
             && bound (steps, last + 1) - bound (steps, step) <= sitter->team->most_minutes)
        last++;
      if (last == steps->n_steps)
        return;
      if (!gh_bits_has (steps->starts, step))
        continue;
      gh_clause_begin (sitter->writing);
      for (int during = step; during <= last; during++)
        gh_clause_put (sitter->writing, -(sitter->sits + during));
      gh_clause_end (sitter->writing);
    }
}

static void
write_rest (const Sitter *sitter)
{
  GhWriting *writing = sitter->writing;
  const Steps *steps = sitter->steps;

  for (int step = 1; step < steps->n_steps; step++)
    for (int later = step + 1;
         gh_bits_has (steps->ends, step) && later < steps->n_steps
         && bound (steps, later) < bound (steps, step) + sitter->team->rest_minutes;
         later++)
      {
        gh_clause_begin (writing);
        gh_clause_put (writing, -(sitter->sits + step - 1));
        gh_clause_put (writing, sitter->sits + step);
        gh_clause_put (writing, -(sitter->sits + later));
        gh_clause_end (writing);
      }
}

/* ---- a pause parts sittings -------------------------------------------------------------- */

/* A variable that only holds where the team has a session in some of the time FROM .. BEFORE; 0: it
 * cannot. */
static int
is_busy (const Sitter *sitter, const GhNeed *need, GhMinute from, GhMinute before)
{
  GhWriting *writing = sitter->writing;
  const GhPart *part = part_of (sitter, need);
  int first = gh_part_start_from (part, from - minutes_of (sitter, need) + 1);
  int end = gh_part_start_from (part, before);
  int variable;

  if (first >= end)
    return 0;
  variable = gh_writing_add_variables (writing, 1);
  gh_clause_begin (writing);
  gh_clause_put (writing, -variable);
  gh_clause_put (writing, need->first + sitter->number);
  gh_clause_end (writing);
  if (first > 0)
    {
      gh_clause_begin (writing);
      gh_clause_put (writing, -variable);
      gh_clause_put (writing, part->ladder + first - 1);
      gh_clause_end (writing);
    }
  if (end < (int)part->starts->len)
    {
      gh_clause_begin (writing);
      gh_clause_put (writing, -variable);
      gh_clause_put (writing, -(part->ladder + end - 1));
      gh_clause_end (writing);
    }
  return variable;
}

/* A pause as long as the rest is not sat through. */
static void
write_pause (const Sitter *sitter, int step)
{
  GhWriting *writing = sitter->writing;
  const Steps *steps = sitter->steps;
  g_autoptr (GArray) busy = g_array_new (false, false, sizeof (int));
  int end = step;

  while (end < steps->n_steps
         && bound (steps, end) < bound (steps, step) + sitter->team->rest_minutes)
    end++;
  if (bound (steps, end) < bound (steps, step) + sitter->team->rest_minutes)
    return; /* no session is as late as that */
  for (guint at = 0; at < sitter->kind->needs->len; at++)
    {
      int variable = is_busy (sitter, &g_array_index (sitter->kind->needs, GhNeed, at),
                              bound (steps, step), bound (steps, end));
      if (variable != 0)
        g_array_append_val (busy, variable);
    }
  gh_clause_begin (writing);
  gh_clause_put (writing, -sitter->kind->whole);
  for (guint at = 0; at < busy->len; at++)
    gh_clause_put (writing, g_array_index (busy, int, at));
  for (int during = step; during < end; during++)
    gh_clause_put (writing, -(sitter->sits + during));
  gh_clause_end (writing);
}

/* Nor is it where no sitting is long enough for two sessions and the rest. */
static void
write_pauses (const Sitter *sitter)
{
  const Steps *steps = sitter->steps;
  if (sitter->kind->whole == 0
      || (sitter->team->most_minutes >= 0
          && 2 * sitter->kind->shortest + sitter->team->rest_minutes > sitter->team->most_minutes))
    return;
  for (int step = 1; step < steps->n_steps; step++)
    if (gh_bits_has (steps->ends, step))
      write_pause (sitter, step);
}

/* ---- counted ----------------------------------------------------------------------------- */

/* A sitting that seems to begin early on a day may have begun the day before, with a session that
 * is not asked for. */
static bool
begins_for_certain (const Sitter *sitter, GhMinute minute)
{
  return sitter->team->most_minutes >= 0
         && minute + sitter->kind->shortest - sitter->team->most_minutes
                >= gh_day_of (minute) * GH_DAY;
}

static void
list_sittings (const Sitter *sitter, GArray *begins)
{
  GhWriting *writing = sitter->writing;
  const Steps *steps = sitter->steps;

  for (int step = 0; step < steps->n_steps; step++)
    {
      Begin begin = { 0, gh_day_of (bound (steps, step)) };
      bool is_certain = begins_for_certain (sitter, bound (steps, step));
      if (!gh_bits_has (steps->starts, step) || (!is_certain && sitter->kind->whole == 0))
        continue;
      begin.variable = gh_writing_add_variables (writing, 1);
      gh_clause_begin (writing);
      gh_clause_put (writing, begin.variable);
      gh_clause_put (writing, -(sitter->sits + step));
      if (step > 0)
        gh_clause_put (writing, sitter->sits + step - 1);
      if (!is_certain)
        gh_clause_put (writing, -sitter->kind->whole);
      gh_clause_end (writing);
      g_array_append_val (begins, begin);
    }
}

/* Sessions of the team, by the days on which they start; their minutes are added to MINUTES. */
static void
list_duties (const Sitter *sitter, GArray *begins, GArray *minutes)
{
  GhWriting *writing = sitter->writing;

  for (guint at = 0; at < sitter->kind->needs->len; at++)
    {
      const GhNeed *need = &g_array_index (sitter->kind->needs, GhNeed, at);
      const GhPart *part = part_of (sitter, need);
      int length = minutes_of (sitter, need);
      for (int from = 0, before; from < (int)part->starts->len; from = before)
        {
          int day = gh_day_of (g_array_index (part->starts, GhMinute, from));
          Begin begin = { gh_writing_add_variables (writing, 1), day };
          before = gh_part_start_from (part, (day + 1) * GH_DAY);
          gh_clause_begin (writing);
          gh_clause_put (writing, begin.variable);
          gh_clause_put (writing, -(need->first + sitter->number));
          gh_clause_put_outside (writing, part, from, before);
          gh_clause_end (writing);
          g_array_append_val (begins, begin);
          g_array_append_val (minutes, length);
        }
    }
}

static bool
is_workday (const GhModel *model, int day)
{
  int weekday = (model->conference.first_weekday - 1 + day % 7 + 7) % 7 + 1;
  return model->conference.workdays >> weekday & 1;
}

/* Of what begins on the days FROM .. BEFORE-1, or on the workdays among them, no more than MOST;
 * or no more of their minutes. */
static void
write_most (const Sitter *sitter, const GArray *begins, const GArray *minutes, int from, int before,
            bool only_workdays, int most)
{
  g_autoptr (GArray) literals = g_array_new (false, false, sizeof (int));
  g_autoptr (GArray) weights = g_array_new (false, false, sizeof (int));

  for (guint at = 0; at < begins->len; at++)
    {
      const Begin *begin = &g_array_index (begins, Begin, at);
      if (begin->day < from || begin->day >= before
          || (only_workdays && !is_workday (sitter->writing->model, begin->day)))
        continue;
      g_array_append_val (literals, begin->variable);
      if (minutes != NULL)
        g_array_append_val (weights, g_array_index (minutes, int, at));
    }
  gh_write_sum_at_most (sitter->writing, literals, minutes != NULL ? weights : NULL, most, -1);
}

/* Any five workdays running; the last five hold what later ones would. */
static void
write_workdays (const Sitter *sitter, const GArray *begins, int first, int last)
{
  const GhModel *model = sitter->writing->model;
  for (int day = first, end = first; day <= last && end <= last; day++)
    {
      if (!is_workday (model, day))
        continue;
      end = day;
      for (int workdays = 0; workdays < 5 && end <= last; end++)
        workdays += is_workday (model, end);
      write_most (sitter, begins, NULL, day, end, true, sitter->team->most_in_5_workdays);
    }
}

static void
write_counts (const Sitter *sitter, const GArray *begins)
{
  int first = gh_day_of (bound (sitter->steps, 0));
  int last = gh_day_of (bound (sitter->steps, sitter->steps->n_steps));

  for (int day = first; sitter->team->most_per_day >= 0 && day <= last; day++)
    write_most (sitter, begins, NULL, day, day + 1, false, sitter->team->most_per_day);
  if (sitter->team->most_in_5_workdays >= 0)
    write_workdays (sitter, begins, first, last);
}

/* ---- minutes of a day -------------------------------------------------------------------- */

static int
divisor (int a, int b)
{
  return b == 0 ? a : divisor (b, a % b);
}

/* Minutes are counted in the largest unit of which all sessions are a whole number. */
static void
write_minutes (const Sitter *sitter, const GArray *duties, GArray *minutes)
{
  int first = gh_day_of (bound (sitter->steps, 0));
  int last = gh_day_of (bound (sitter->steps, sitter->steps->n_steps));
  int unit = 0;

  for (guint at = 0; at < minutes->len; at++)
    unit = divisor (g_array_index (minutes, int, at), unit);
  for (guint at = 0; at < minutes->len; at++)
    g_array_index (minutes, int, at) /= unit;
  for (int day = first; day <= last; day++)
    write_most (sitter, duties, minutes, day, day + 1, false,
                sitter->team->most_minutes_per_day / unit);
}

/* The last step at which a session may start, before END and not before BEGINNING; -1: none. */
static int
last_start (const Steps *steps, GhMinute beginning, GhMinute end)
{
  int step = (int)gh_minutes_from (steps->bounds, end) - 1;
  while (step >= 0 && !gh_bits_has (steps->starts, step))
    step--;
  return step >= 0 && bound (steps, step) >= beginning ? step : -1;
}

/* A ladder says for each step at which a session may start: the team has started that day. */
static void
write_day_length (const Sitter *sitter)
{
  GhWriting *writing = sitter->writing;
  const Steps *steps = sitter->steps;
  int ladder = gh_writing_add_variables (writing, steps->n_steps);

  for (int step = 0; step < steps->n_steps; step++)
    {
      GhMinute day = gh_day_of (bound (steps, step)) * GH_DAY;
      int before = last_start (steps, day, bound (steps, step));
      if (!gh_bits_has (steps->starts, step) || before < 0)
        continue;
      gh_clause_begin (writing);
      gh_clause_put (writing, -(ladder + before));
      gh_clause_put (writing, ladder + step);
      gh_clause_end (writing);
    }
  for (guint at = 0; at < sitter->kind->needs->len; at++)
    {
      const GhNeed *need = &g_array_index (sitter->kind->needs, GhNeed, at);
      const GArray *starts = part_of (sitter, need)->starts;
      for (int number = 0; number < (int)starts->len; number++)
        {
          GhMinute start = g_array_index (starts, GhMinute, number);
          int too_early =
              last_start (steps, gh_day_of (start) * GH_DAY,
                          start + minutes_of (sitter, need) - sitter->team->day_minutes);
          gh_clause_begin (writing);
          put_not_there_at (sitter, need, number);
          gh_clause_put (writing, ladder + (int)gh_minutes_from (steps->bounds, start));
          gh_clause_end (writing);
          if (too_early < 0)
            continue;
          gh_clause_begin (writing);
          put_not_there_at (sitter, need, number);
          gh_clause_put (writing, -(ladder + too_early));
          gh_clause_end (writing);
        }
    }
}

/* ---- cut time ---------------------------------------------------------------------------- */

static void
find_bounds (const GhWriting *writing, const GhKind *kind, Steps *steps)
{
  steps->bounds = g_array_new (false, false, sizeof (GhMinute));
  for (guint at = 0; at < kind->needs->len; at++)
    {
      int session = g_array_index (kind->needs, GhNeed, at).session;
      const GArray *starts = writing->parts[session].starts;
      gh_minutes_merge (steps->bounds, starts);
      for (guint number = 0; number < starts->len; number++)
        {
          GhMinute end =
              g_array_index (starts, GhMinute, number) + writing->model->sessions[session].minutes;
          g_array_append_val (steps->bounds, end);
        }
    }
  gh_minutes_tidy (steps->bounds);
  steps->n_steps = MAX (0, (int)steps->bounds->len - 1);
}

static void
cut_time (GhWriting *writing, const GhKind *kind, Steps *steps)
{
  find_bounds (writing, kind, steps);
  steps->starts = gh_bits_new (steps->n_steps + 1);
  steps->ends = gh_bits_new (steps->n_steps + 1);
  for (guint at = 0; at < kind->needs->len; at++)
    {
      int session = g_array_index (kind->needs, GhNeed, at).session;
      const GArray *starts = writing->parts[session].starts;
      for (guint number = 0; number < starts->len; number++)
        {
          GhMinute start = g_array_index (starts, GhMinute, number);
          GhMinute end = start + writing->model->sessions[session].minutes;
          gh_bits_add (steps->starts, (int)gh_minutes_from (steps->bounds, start));
          gh_bits_add (steps->ends, (int)gh_minutes_from (steps->bounds, end));
        }
    }
}

static void
clear_steps (Steps *steps)
{
  g_array_unref (steps->bounds);
  gh_bits_free (steps->starts);
  gh_bits_free (steps->ends);
  g_free (steps->covers);
}

static void
cover_steps (GhWriting *writing, const GhKind *kind, Steps *steps)
{
  steps->covers = g_new0 (int, kind->needs->len *(guint)steps->n_steps + 1);
  for (guint at = 0; at < kind->needs->len; at++)
    {
      int session = g_array_index (kind->needs, GhNeed, at).session;
      const GhPart *part = &writing->parts[session];
      for (int step = 0; step < steps->n_steps; step++)
        steps->covers[at * (guint)steps->n_steps + (guint)step] = gh_writing_starts_between (
            writing, session, -1,
            gh_part_start_from (part, bound (steps, step + 1)
                                          - writing->model->sessions[session].minutes),
            gh_part_start_from (part, bound (steps, step) + 1));
    }
}

/* ---- the whole --------------------------------------------------------------------------- */

/* Where each session is its own sitting, those too long are not for the team. */
static void
write_short (const Sitter *sitter)
{
  for (guint at = 0; at < sitter->kind->needs->len; at++)
    {
      const GhNeed *need = &g_array_index (sitter->kind->needs, GhNeed, at);
      if (minutes_of (sitter, need) <= sitter->team->most_minutes)
        continue;
      gh_clause_begin (sitter->writing);
      gh_clause_put (sitter->writing, -(need->first + sitter->number));
      gh_clause_end (sitter->writing);
    }
}

static void
write_steps (Sitter *sitter)
{
  g_autoptr (GArray) begins = g_array_new (false, false, sizeof (Begin));

  sitter->sits = gh_writing_add_variables (sitter->writing, sitter->steps->n_steps);
  write_sits (sitter);
  write_ends (sitter);
  if (sitter->team->most_minutes >= 0)
    write_length (sitter);
  write_rest (sitter);
  write_pauses (sitter);
  list_sittings (sitter, begins);
  write_counts (sitter, begins);
}

static bool
is_counted (const GhTeam *team)
{
  return team->most_per_day >= 0 || team->most_in_5_workdays >= 0;
}

/* Sittings can be told apart, and something is asked of them. */
static bool
has_sittings (const GhKind *kind, const GhTeam *team)
{
  return team->rest_minutes > 0
         && (team->most_minutes >= 0 || (is_counted (team) && kind->whole != 0));
}

static void
write_team (Sitter *sitter)
{
  const GhTeam *team = sitter->team;
  g_autoptr (GArray) duties = g_array_new (false, false, sizeof (Begin));
  g_autoptr (GArray) minutes = g_array_new (false, false, sizeof (int));

  if (team->day_minutes >= 0)
    write_day_length (sitter);
  if (team->most_minutes_per_day >= 0 || (is_counted (team) && team->rest_minutes == 0))
    list_duties (sitter, duties, minutes);
  if (team->most_minutes_per_day >= 0)
    write_minutes (sitter, duties, minutes);
  if (team->rest_minutes == 0)
    write_counts (sitter, duties);
  if (team->rest_minutes == 0 && team->most_minutes >= 0)
    write_short (sitter);
  if (has_sittings (sitter->kind, team))
    write_steps (sitter);
}

void
gh_write_sittings (GhWriting *writing, const GhKind *kind)
{
  Steps steps = { 0 };
  int number = 0;

  cut_time (writing, kind, &steps);
  for (int team = 0; team < writing->model->n_teams; team++)
    {
      const GhTeam *this = &writing->model->teams[team];
      Sitter sitter = { writing, kind, &steps, this, number, 0 };
      if (this->kind != kind->name)
        continue;
      if (steps.covers == NULL && has_sittings (kind, this))
        cover_steps (writing, kind, &steps);
      if (steps.n_steps > 0)
        write_team (&sitter);
      number++;
    }
  clear_steps (&steps);
}
