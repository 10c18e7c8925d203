/* Rule teams: as many of each kind as asked, each within its sittings, rest and counts.
 *
 * A sitting is a team's run of sessions with less than its rest between them; it is counted on the
 * day of its first start.  Minutes of a day are those of the sessions that start on it. */
#include "input/verify/check.h"
#include "input/verify/times.h"

#include <string.h>

/* ---- as many as asked -------------------------------------------------------------------- */

static int
count_kind (const GhBook *book, const GhBookSession *session, const char *kind)
{
  int n = 0;

  for (int entry = 0; entry < session->in.n; entry++)
    n += strcmp (book->teams[session->in.items[entry]].kind, kind) == 0;
  return n;
}

static int
count_asked (const GhBookSession *session, const char *kind)
{
  int n = 0;

  for (guint need = 0; need < session->teams->len; need++)
    {
      const GhBookNeed *this = &g_array_index (session->teams, GhBookNeed, need);
      n += strcmp (this->kind, kind) == 0 ? this->count : 0;
    }
  return n;
}

static void
check_kind (GhBook *book, int session, const char *kind)
{
  int asked = count_asked (&book->sessions[session], kind);
  int n = count_kind (book, &book->sessions[session], kind);

  if (n != asked)
    gh_book_find_wrong (book, "teams", "%s asks for %d of %s and has %d",
                        gh_book_say (book, session), asked, kind, n);
}

static void
check_needs (GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];

  for (guint need = 0; need < this->teams->len; need++)
    check_kind (book, session, g_array_index (this->teams, GhBookNeed, need).kind);
  for (int entry = 0; entry < this->in.n; entry++)
    {
      int team = this->in.items[entry];
      if (count_asked (this, book->teams[team].kind) == 0)
        gh_book_find_wrong (book, "teams", "%s has the team %s and asks for none of its kind",
                            gh_book_say (book, session), book->teams[team].id);
      for (int before = 0; before < entry; before++)
        if (this->in.items[before] == team)
          gh_book_find_wrong (book, "teams", "%s has the team %s twice",
                              gh_book_say (book, session), book->teams[team].id);
    }
}

/* ---- one team ---------------------------------------------------------------------------- */

typedef struct
{
  int first, last; /* entries of the team's work */
  int start, end;
} Sitting;

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer data)
{
  const GhBook *book = data;
  int left = *(const int *)a;
  int right = *(const int *)b;
  int order = book->sessions[left].start - book->sessions[right].start;

  return order != 0 ? order : left - right;
}

/* The sessions of a team, by start. */
static GhBookInts
work_of (GhBook *book, int team)
{
  GhBookInts work = { 0 };

  for (int session = 0; session < book->n_sessions; session++)
    {
      const GhBookSession *this = &book->sessions[session];
      bool is_in = false;
      for (int entry = 0; entry < this->in.n; entry++)
        is_in = is_in || this->in.items[entry] == team;
      if (is_in && this->is_placed && gh_book_is_hard (book, GH_HARD_TEAMS, session))
        gh_book_append (book, &work, session);
    }
  if (work.n > 0)
    g_qsort_with_data (work.items, work.n, sizeof (int), compare_starts, book);
  return work;
}

static void
check_places (GhBook *book, int number, const GhBookInts *work)
{
  const GhBookTeam *team = &book->teams[number];

  for (int a = 0; a < work->n; a++)
    {
      const GhBookSession *one = &book->sessions[work->items[a]];
      if (!gh_spans_hold (team->available, one->start, one->end))
        gh_book_find_wrong (book, "teams", "%s is not available for %s", team->id,
                            gh_book_say (book, work->items[a]));
      for (int b = a + 1; b < work->n; b++)
        {
          const GhBookSession *other = &book->sessions[work->items[b]];
          int travel = gh_book_travel (book, work->items[a], work->items[b], team->remote);
          if (other->start < one->end)
            gh_book_find_wrong (book, "teams", "%s is in %s and %s at one time", team->id,
                                gh_book_say (book, work->items[a]),
                                gh_book_say (book, work->items[b]));
          else if (other->start < one->end + travel)
            gh_book_find_wrong (book, "teams", "%s has not the %d minutes from %s to %s", team->id,
                                travel, gh_book_say (book, work->items[a]),
                                gh_book_say (book, work->items[b]));
        }
    }
}

static GArray *
sittings_of (const GhBook *book, const GhBookTeam *team, const GhBookInts *work)
{
  GArray *sittings = g_array_new (false, false, sizeof (Sitting));

  for (int entry = 0; entry < work->n; entry++)
    {
      const GhBookSession *session = &book->sessions[work->items[entry]];
      Sitting *last =
          sittings->len > 0 ? &g_array_index (sittings, Sitting, sittings->len - 1) : NULL;
      if (last != NULL && session->start - last->end < team->rest_minutes)
        {
          last->last = entry;
          last->end = MAX (last->end, session->end);
          continue;
        }
      Sitting next = { entry, entry, session->start, session->end };
      g_array_append_val (sittings, next);
    }
  return sittings;
}

static void
check_sittings (GhBook *book, const GhBookTeam *team, const GhBookInts *work,
                const GArray *sittings)
{
  for (guint number = 0; number < sittings->len; number++)
    {
      const Sitting *sitting = &g_array_index (sittings, Sitting, number);
      int minutes = sitting->end - sitting->start;
      if (team->most_minutes >= 0 && minutes > team->most_minutes)
        gh_book_find_wrong (
            book, "teams", "a sitting of %s from %s to %s has %d minutes, at most %d", team->id,
            gh_book_say (book, work->items[sitting->first]),
            gh_book_say (book, work->items[sitting->last]), minutes, team->most_minutes);
    }
}

static void
say_day (GhBook *book, const GhBookTeam *team, int day, int n, const char *what, int most)
{
  g_autofree char *date = g_strndup (gh_book_when (book, day * GH_BOOK_DAY), 10);

  if (most >= 0 && n > most)
    gh_book_find_wrong (book, "teams", "%s has %d %s on %s, at most %d", team->id, n, what, date,
                        most);
}

static void
check_day (GhBook *book, const GhBookTeam *team, const GhBookInts *work, const GArray *sittings,
           int day)
{
  int n_sittings = 0;
  int minutes = 0;
  int first = 0;
  int last = 0;

  for (guint sitting = 0; sitting < sittings->len; sitting++)
    n_sittings += gh_book_day (g_array_index (sittings, Sitting, sitting).start) == day;
  for (int entry = work->n - 1; entry >= 0; entry--)
    {
      const GhBookSession *session = &book->sessions[work->items[entry]];
      if (gh_book_day (session->start) != day)
        continue;
      minutes += session->minutes;
      first = session->start;
      last = MAX (last, session->end);
    }
  say_day (book, team, day, n_sittings, "sittings", team->most_per_day);
  say_day (book, team, day, minutes, "minutes of sessions", team->most_minutes_per_day);
  say_day (book, team, day, last - first, "minutes from first start to last end",
           minutes > 0 ? team->day_minutes : -1);
}

static bool
is_workday (const GhBook *book, int day)
{
  return book->workdays >> ((book->first_day + day - 1) % 7 + 1) & 1;
}

/* Sittings on the five workdays that begin with DAY. */
static void
check_five_days (GhBook *book, const GhBookTeam *team, const GArray *sittings, int day)
{
  int end = day;
  int n = 0;

  for (int workdays = 0; workdays < 5 && end < book->n_days; end++)
    workdays += is_workday (book, end);
  for (guint number = 0; number < sittings->len; number++)
    {
      int on = gh_book_day (g_array_index (sittings, Sitting, number).start);
      n += on >= day && on < end && is_workday (book, on);
    }
  if (n > team->most_in_5_workdays)
    {
      g_autofree char *date = g_strndup (gh_book_when (book, day * GH_BOOK_DAY), 10);
      gh_book_find_wrong (book, "teams",
                          "%s has %d sittings on the five workdays from %s on, at most %d",
                          team->id, n, date, team->most_in_5_workdays);
    }
}

void
gh_check_teams (GhBook *book)
{
  for (int session = 0; session < book->n_sessions; session++)
    if (book->sessions[session].is_placed && gh_book_is_hard (book, GH_HARD_TEAMS, session))
      check_needs (book, session);
  for (int number = 0; number < book->n_teams; number++)
    {
      const GhBookTeam *team = &book->teams[number];
      GhBookInts work = work_of (book, number);
      g_autoptr (GArray) sittings = sittings_of (book, team, &work);

      check_places (book, number, &work);
      check_sittings (book, team, &work, sittings);
      for (int day = 0; day < book->n_days; day++)
        {
          check_day (book, team, &work, sittings, day);
          if (team->most_in_5_workdays >= 0 && is_workday (book, day))
            check_five_days (book, team, sittings, day);
        }
    }
}
