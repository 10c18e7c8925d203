#include "engine/board/duties.h"

#include "engine/past.h"

/* ---- from scratch ------------------------------------------------------------------------ */

static int
minutes_of (const GhModel *model, int session)
{
  return model->sessions[session].minutes;
}

static GhMinute
end_of (const GhModel *model, const int *sessions, int entry, const GhPlacement *placements)
{
  return placements[sessions[entry]].start + minutes_of (model, sessions[entry]);
}

static int
day_of (const int *sessions, int entry, const GhPlacement *placements)
{
  return gh_day_of (placements[sessions[entry]].start);
}

static bool
is_workday (const GhModel *model, int day)
{
  int weekday = (model->conference.first_weekday - 1 + day % 7 + 7) % 7 + 1;
  return model->conference.workdays >> weekday & 1;
}

/* A session of a team begins a sitting: it has rested since the one before. */
static bool
is_first_of_sitting (const GhModel *model, const GhTeam *team, const int *sessions, int entry,
                     const GhPlacement *placements)
{
  int last;
  if (entry == 0)
    return true;
  last = sessions[entry - 1];
  return placements[sessions[entry]].start - (placements[last].start + minutes_of (model, last))
         >= team->rest_minutes;
}

/* How many workdays there are before the day of a duty, counted from some Monday on. */
static int
workdays_before (const GhModel *model, const int *sessions, int entry,
                 const GhPlacement *placements)
{
  int day = model->conference.first_weekday - 1 + day_of (sessions, entry, placements);
  int week = day >= 0 ? day / 7 : -((6 - day) / 7);
  guint of_week = (guint)model->conference.workdays >> 1;
  return week * __builtin_popcount (of_week)
         + __builtin_popcount (of_week & ((1u << (day - 7 * week)) - 1));
}

/* The session begins a sitting on a workday. */
static bool
counts_for_workdays (const GhModel *model, const GhTeam *team, const int *sessions, int entry,
                     const GhPlacement *placements)
{
  return is_workday (model, day_of (sessions, entry, placements))
         && is_first_of_sitting (model, team, sessions, entry, placements);
}

/* Sittings that begin in the five workdays from this one's on. */
static int
sittings_in_five_workdays (const GhModel *model, const GhTeam *team, const int *sessions, int n,
                           int first, const GhPlacement *placements)
{
  int end = workdays_before (model, sessions, first, placements) + 5;
  int count = 0;

  for (int entry = first; entry < n && workdays_before (model, sessions, entry, placements) < end;
       entry++)
    count += counts_for_workdays (model, team, sessions, entry, placements);
  return count;
}

static bool
sittings_are_right (const GhModel *model, const GhTeam *team, const int *sessions, int n,
                    const GhPlacement *placements)
{
  GhMinute sitting_start = GH_BEGINNING;
  int on_day = 0;

  for (int entry = 0; entry < n; entry++)
    {
      GhMinute start = placements[sessions[entry]].start;
      if (is_first_of_sitting (model, team, sessions, entry, placements))
        {
          on_day = gh_day_of (sitting_start) == gh_day_of (start) ? on_day + 1 : 1;
          sitting_start = start;
          if ((team->most_per_day >= 0 && on_day > team->most_per_day)
              || (team->most_in_5_workdays >= 0 && is_workday (model, gh_day_of (start))
                  && sittings_in_five_workdays (model, team, sessions, n, entry, placements)
                         > team->most_in_5_workdays))
            return false;
        }
      if (team->most_minutes >= 0
          && start + minutes_of (model, sessions[entry]) - sitting_start > team->most_minutes)
        return false;
    }
  return true;
}

static bool
days_are_right (const GhModel *model, const GhTeam *team, const int *sessions, int n,
                const GhPlacement *placements)
{
  int sum = 0;
  GhMinute first = 0;

  for (int entry = 0; entry < n; entry++)
    {
      GhMinute start = placements[sessions[entry]].start;
      if (entry == 0 || gh_day_of (start) != gh_day_of (placements[sessions[entry - 1]].start))
        {
          sum = 0;
          first = start;
        }
      sum += minutes_of (model, sessions[entry]);
      if ((team->most_minutes_per_day >= 0 && sum > team->most_minutes_per_day)
          || (team->day_minutes >= 0
              && start + minutes_of (model, sessions[entry]) - first > team->day_minutes))
        return false;
    }
  return true;
}

static bool
is_there (const GhModel *model, const GhTeam *team, int session, const GhPlacement *placements)
{
  GhMinute start = placements[session].start;
  return gh_times_hold (team->available, start, start + minutes_of (model, session))
         || gh_has_begun (model, session);
}

/* Minutes between two sessions; less than 0: they overlap. */
static int
minutes_between (const GhModel *model, int a, int b, const GhPlacement *placements)
{
  int after_a = placements[b].start - placements[a].start - minutes_of (model, a);
  int after_b = placements[a].start - placements[b].start - minutes_of (model, b);
  return MAX (after_a, after_b);
}

/* The team has the way between the one at ENTRY and those from NEXT on, by STEP, up to END.  Ways
 * are not joined: one by way of a third venue may take less, so that it is not enough to look at
 * those that follow each other; but only as far as any way is long. */
static bool
has_the_ways (const GhDemands *demands, const GhTeam *team, const int *sessions, int entry,
              int next, int step, int end, const GhPlacement *placements)
{
  int a = sessions[entry];
  int widest = team->remote ? 0 : demands->widest_travel;

  for (; next != end; next += step)
    {
      int b = sessions[next];
      int between = minutes_between (demands->model, a, b, placements);
      if (between >= 0 && between >= widest)
        return true;
      if (between < 0
          || between < gh_demands_travel (demands, a, placements[a].room, b, placements[b].room))
        return false;
    }
  return true;
}

/* The team is there for the one at ENTRY, and can be in the others before it. */
static bool
can_come (const GhDemands *demands, const GhTeam *team, const int *sessions, int entry,
          const GhPlacement *placements)
{
  return is_there (demands->model, team, sessions[entry], placements)
         && has_the_ways (demands, team, sessions, entry, entry - 1, -1, -1, placements);
}

bool
gh_team_duties_are_right (const GhDemands *demands, int team, const int *sessions, int n,
                          const GhPlacement *placements)
{
  const GhModel *model = demands->model;
  const GhTeam *this = &model->teams[team];

  for (int entry = 0; entry < n; entry++)
    if (!can_come (demands, this, sessions, entry, placements))
      return false;
  return sittings_are_right (model, this, sessions, n, placements)
         && days_are_right (model, this, sessions, n, placements);
}

/* ---- one more duty ----------------------------------------------------------------------- */

/* The sitting that it is in. */
static bool
sitting_is_right (const GhModel *model, const GhTeam *team, const int *sessions, int n, int entry,
                  const GhPlacement *placements)
{
  int first = entry;
  int last = entry;

  if (team->most_minutes < 0)
    return true;
  while (!is_first_of_sitting (model, team, sessions, first, placements))
    first--;
  while (last + 1 < n && !is_first_of_sitting (model, team, sessions, last + 1, placements))
    last++;
  return end_of (model, sessions, last, placements) - placements[sessions[first]].start
         <= team->most_minutes;
}

/* The sittings that begin on its day. */
static bool
sittings_of_day_are_right (const GhModel *model, const GhTeam *team, const int *sessions, int first,
                           int last, const GhPlacement *placements)
{
  int count = 0;
  for (int entry = first; team->most_per_day >= 0 && entry <= last; entry++)
    count += is_first_of_sitting (model, team, sessions, entry, placements);
  return team->most_per_day < 0 || count <= team->most_per_day;
}

/* The sittings of any five workdays that its day is one of: those from its own on, and then, one
 * duty after the other, those that begin sooner and end sooner. */
static bool
sittings_of_workdays_are_right (const GhModel *model, const GhTeam *team, const int *sessions,
                                int n, int entry, const GhPlacement *placements)
{
  int here = workdays_before (model, sessions, entry, placements);
  int end = entry;
  int count = 0;

  if (team->most_in_5_workdays < 0
      || !counts_for_workdays (model, team, sessions, entry, placements))
    return true;
  for (; end < n && workdays_before (model, sessions, end, placements) < here + 5; end++)
    count += counts_for_workdays (model, team, sessions, end, placements);
  for (int first = entry - 1; first >= 0 && count <= team->most_in_5_workdays; first--)
    {
      int before = workdays_before (model, sessions, first, placements);
      if (before + 5 <= here)
        return true;
      count += counts_for_workdays (model, team, sessions, first, placements);
      for (; workdays_before (model, sessions, end - 1, placements) >= before + 5; end--)
        count -= counts_for_workdays (model, team, sessions, end - 1, placements);
    }
  return count <= team->most_in_5_workdays;
}

/* The minutes of its day, whose duties are those from FIRST to LAST. */
static bool
day_is_right (const GhModel *model, const GhTeam *team, const int *sessions, int first, int last,
              const GhPlacement *placements)
{
  int sum = 0;
  for (int entry = first; entry <= last; entry++)
    sum += minutes_of (model, sessions[entry]);
  return (team->most_minutes_per_day < 0 || sum <= team->most_minutes_per_day)
         && (team->day_minutes < 0
             || end_of (model, sessions, last, placements) - placements[sessions[first]].start
                    <= team->day_minutes);
}

bool
gh_team_duty_fits (const GhDemands *demands, int team, const int *sessions, int n, int entry,
                   const GhPlacement *placements)
{
  const GhModel *model = demands->model;
  const GhTeam *this = &model->teams[team];
  int day = day_of (sessions, entry, placements);
  int first = entry;
  int last = entry;

  if (!can_come (demands, this, sessions, entry, placements)
      || !has_the_ways (demands, this, sessions, entry, entry + 1, 1, n, placements)
      || !sitting_is_right (model, this, sessions, n, entry, placements))
    return false;
  while (first > 0 && day_of (sessions, first - 1, placements) == day)
    first--;
  while (last + 1 < n && day_of (sessions, last + 1, placements) == day)
    last++;
  return day_is_right (model, this, sessions, first, last, placements)
         /* Where it lengthens a sitting, no more of them begin than before. */
         && (!is_first_of_sitting (model, this, sessions, entry, placements)
             || (sittings_of_day_are_right (model, this, sessions, first, last, placements)
                 && sittings_of_workdays_are_right (model, this, sessions, n, entry, placements)));
}

/* ---- all teams of a kind ----------------------------------------------------------------- */

/* What all of them may do together; -1: as much as they like. */
typedef struct
{
  const char *kind;
  int longest; /* minutes of a sitting */
  int per_day, per_five_workdays;
} Together;

static int
sum_of (int sum, int most)
{
  return sum < 0 || most < 0 ? -1 : sum + most;
}

static Together
put_together (const GhModel *model, const char *kind)
{
  Together together = { .kind = kind };
  for (int number = 0; number < model->n_teams; number++)
    {
      const GhTeam *team = &model->teams[number];
      if (team->kind != kind)
        continue;
      together.longest = together.longest < 0 || team->most_minutes < 0
                             ? -1
                             : MAX (together.longest, team->most_minutes);
      together.per_day = sum_of (together.per_day, team->most_per_day);
      together.per_five_workdays = sum_of (together.per_five_workdays, team->most_in_5_workdays);
    }
  return together;
}

static int
teams_in (const GhModel *model, int session, const char *kind)
{
  const GArray *needs = model->sessions[session].teams;
  int n = 0;
  for (guint need = 0; need < needs->len; need++)
    if (g_array_index (needs, GhTeamNeed, need).kind == kind)
      n += g_array_index (needs, GhTeamNeed, need).count;
  return n;
}

/* No sitting holds both, even if it is as long as one may be. */
static bool
are_two_sittings (const GhModel *model, int a, int b, int longest, const GhPlacement *placements)
{
  GhMinute start = MIN (placements[a].start, placements[b].start);
  GhMinute end_a = placements[a].start + minutes_of (model, a);
  GhMinute end_b = placements[b].start + minutes_of (model, b);
  return (placements[a].start < end_b && placements[b].start < end_a)
         || MAX (end_a, end_b) - start > longest;
}

static bool
runs_at (const GhModel *model, int session, GhMinute minute, const GhPlacement *placements)
{
  GhMinute start = placements[session].start;
  return start <= minute && minute < start + minutes_of (model, session);
}

/* A session while sittings are counted. */
typedef enum
{
  LEFT,
  COUNTED,
  SHARES, /* it may be in one sitting with one that is counted */
} Counting;

/* Of the sessions that are left, the teams that are there when most are, and WHEN that is. */
static int
find_crowd (const GhModel *model, const char *kind, const int *sessions, int n,
            const Counting *state, const GhPlacement *placements, GhMinute *when)
{
  int most = 0;
  for (int at = 0; at < n; at++)
    {
      GhMinute minute = placements[sessions[at]].start;
      int crowd = 0;
      for (int entry = 0; state[at] == LEFT && entry < n; entry++)
        if (state[entry] == LEFT && runs_at (model, sessions[entry], minute, placements))
          crowd += teams_in (model, sessions[entry], kind);
      if (crowd > most)
        {
          most = crowd;
          *when = minute;
        }
    }
  return most;
}

/* Sittings that these sessions take at least: one each for the largest crowd, for the largest of
 * what shares no sitting with any of them, and so on. */
static int
fewest_sittings (const GhModel *model, const Together *together, const int *sessions, int n,
                 const GhPlacement *placements)
{
  g_autofree Counting *state = g_new0 (Counting, n + 1);
  int count = 0;
  int crowd;
  GhMinute when = 0;

  /* One that may have begun the day before is not this day's. */
  for (int entry = 0; entry < n; entry++)
    if (end_of (model, sessions, entry, placements) - together->longest
        < day_of (sessions, entry, placements) * GH_DAY)
      state[entry] = SHARES;
  while ((crowd = find_crowd (model, together->kind, sessions, n, state, placements, &when)) > 0)
    {
      count += crowd;
      for (int entry = 0; entry < n; entry++)
        if (state[entry] == LEFT && runs_at (model, sessions[entry], when, placements))
          state[entry] = COUNTED;
      for (int entry = 0; entry < n; entry++)
        for (int other = 0; state[entry] == LEFT && other < n; other++)
          if (state[other] == COUNTED
              && !are_two_sittings (model, sessions[entry], sessions[other], together->longest,
                                    placements))
            state[entry] = SHARES;
    }
  return count;
}

bool
gh_sittings_are_too_many (const GhModel *model, const char *kind, const int *sessions, int n,
                          int entry, const GhPlacement *placements)
{
  Together together = put_together (model, kind);
  int here = workdays_before (model, sessions, entry, placements);
  int on_workday[9] = { 0 }; /* from four workdays before its day on */

  if (together.longest < 0)
    return false;
  for (int first = 0, end; first < n; first = end)
    {
      int day = day_of (sessions, first, placements);
      int workday = workdays_before (model, sessions, first, placements) - here + 4;
      int count;
      for (end = first + 1; end < n && day_of (sessions, end, placements) == day; end++)
        ;
      if (workday < 0 || workday > 8)
        continue;
      count = fewest_sittings (model, &together, &sessions[first], end - first, placements);
      if (together.per_day >= 0 && count > together.per_day)
        return true;
      if (is_workday (model, day))
        on_workday[workday] = count;
    }
  for (int first = 0, sum; together.per_five_workdays >= 0 && first < 5; first++)
    {
      sum = 0;
      for (int workday = first; workday < first + 5; workday++)
        sum += on_workday[workday];
      if (sum > together.per_five_workdays)
        return true;
    }
  return false;
}
