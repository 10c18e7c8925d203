/* Rule limits: at most so many at an instant, on a day, in the conference. */
#include "input/verify/check.h"
#include "input/verify/times.h"

#include <string.h>

static bool
counts (const GhBook *book, const GhBookLimit *limit, int session)
{
  return limit->sessions[session] && book->sessions[session].is_placed
         && gh_book_is_hard (book, GH_HARD_LIMITS, session);
}

static void
say_more (GhBook *book, const GhBookLimit *limit, int n, const char *when)
{
  gh_book_find_wrong (book, "limits", "%d sessions of %s %s, at most %d (limits.csv, row %d)", n,
                      limit->of, when, limit->most, limit->line);
}

static int
count_at (const GhBook *book, const GhBookLimit *limit, int minute)
{
  int n = 0;

  for (int session = 0; session < book->n_sessions; session++)
    n += counts (book, limit, session) && book->sessions[session].start <= minute
         && minute < book->sessions[session].end;
  return n;
}

/* The most run where a session, or the time that counts, has just begun. */
static void
check_instants (GhBook *book, const GhBookLimit *limit)
{
  for (int session = 0; session < book->n_sessions; session++)
    {
      int at = book->sessions[session].start;
      if (!counts (book, limit, session) || !gh_spans_hold (limit->during, at, at + 1))
        continue;
      int n = count_at (book, limit, at);
      if (n > limit->most)
        say_more (book, limit, n,
                  gh_book_text (book, g_strdup_printf ("at %s, with %s", gh_book_when (book, at),
                                                       gh_book_say (book, session))));
    }
  for (guint span = 0; span < limit->during->len; span++)
    {
      int at = g_array_index (limit->during, GhBookSpan, span).start;
      int n = count_at (book, limit, at);
      if (n > limit->most)
        say_more (book, limit, n,
                  gh_book_text (book, g_strdup_printf ("at %s", gh_book_when (book, at))));
    }
}

/* Sessions that start on DAY (-1: ever) and during the time that counts. */
static int
count_starts (const GhBook *book, const GhBookLimit *limit, int day)
{
  int n = 0;

  for (int session = 0; session < book->n_sessions; session++)
    {
      int start = book->sessions[session].start;
      n += counts (book, limit, session) && gh_spans_hold (limit->during, start, start + 1)
           && (day < 0 || gh_book_day (start) == day);
    }
  return n;
}

static void
check_days (GhBook *book, const GhBookLimit *limit)
{
  for (int day = 0; day < book->n_days; day++)
    {
      int n = count_starts (book, limit, day);
      g_autofree char *date = g_strndup (gh_book_when (book, day * GH_BOOK_DAY), 10);
      if (n > limit->most)
        say_more (book, limit, n, gh_book_text (book, g_strconcat ("on ", date, NULL)));
    }
}

void
gh_check_limits (GhBook *book)
{
  for (int number = 0; number < book->n_limits; number++)
    {
      const GhBookLimit *limit = &book->limits[number];
      if (!limit->is_hard)
        continue;
      if (strcmp (limit->per, "instant") == 0)
        check_instants (book, limit);
      else if (strcmp (limit->per, "day") == 0)
        check_days (book, limit);
      else if (count_starts (book, limit, -1) > limit->most)
        say_more (book, limit, count_starts (book, limit, -1), "in the conference");
    }
}
