/* Rule limits: at most so many at an instant, on a day, in the conference. */
#include "input/verify/check.h"
#include "input/verify/read.h"
#include "input/verify/times.h"

#include <string.h>

static bool
counts (const GhBook *book, const GhBookLimit *limit, int session)
{
  return limit->sessions[session] && book->sessions[session].is_placed
         && gh_book_is_hard (book, GH_HARD_LIMITS, session);
}

typedef struct
{
  int at;  /* running at this minute; GH_BOOK_NEVER: starting while the limit counts ... */
  int day; /* ... on this day; -1: ever */
} Bucket;

static bool
is_in (const GhBook *book, const GhBookLimit *limit, int session, Bucket bucket)
{
  const GhBookSession *this = &book->sessions[session];

  if (!counts (book, limit, session))
    return false;
  if (bucket.at != GH_BOOK_NEVER)
    return this->start <= bucket.at && bucket.at < this->end;
  return gh_spans_hold (limit->during, this->start, this->start + 1)
         && (bucket.day < 0 || gh_book_day (this->start) == bucket.day);
}

static void
check_bucket (GhBook *book, const GhBookLimit *limit, Bucket bucket, const char *when)
{
  g_autoptr (GString) names = g_string_new (NULL);
  int n = 0;

  for (int session = 0; session < book->n_sessions; session++)
    if (is_in (book, limit, session, bucket))
      g_string_append_printf (names, "%s%s", n++ > 0 ? ", " : "", gh_book_say (book, session));
  if (n > limit->most)
    gh_book_find_wrong (book, "limits", "%d sessions of %s %s, at most %d (%s): %s", n, limit->of,
                        when, limit->most, gh_book_place (book, GH_READ_LIMITS, limit->line),
                        names->str);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  int left = *(const int *)a;
  int right = *(const int *)b;

  return left < right ? -1 : left > right;
}

/* The most run where a session, or the time that counts, has just begun. */
static void
check_instants (GhBook *book, const GhBookLimit *limit)
{
  g_autoptr (GArray) instants = g_array_new (false, false, sizeof (int));

  for (int session = 0; session < book->n_sessions; session++)
    if (counts (book, limit, session)
        && gh_spans_hold (limit->during, book->sessions[session].start,
                          book->sessions[session].start + 1))
      g_array_append_val (instants, book->sessions[session].start);
  for (guint span = 0; span < limit->during->len; span++)
    g_array_append_val (instants, g_array_index (limit->during, GhBookSpan, span).start);
  g_array_sort (instants, compare_ints);
  for (guint entry = 0; entry < instants->len; entry++)
    {
      int at = g_array_index (instants, int, entry);
      g_autofree char *when = g_strconcat ("at ", gh_book_when (book, at), NULL);
      if (entry == 0 || g_array_index (instants, int, entry - 1) != at)
        check_bucket (book, limit, (Bucket){ at, -1 }, when);
    }
}

static void
check_days (GhBook *book, const GhBookLimit *limit)
{
  for (int day = 0; day < book->n_days; day++)
    {
      g_autofree char *when = g_strdup_printf ("on %.10s", gh_book_when (book, day * GH_BOOK_DAY));
      check_bucket (book, limit, (Bucket){ GH_BOOK_NEVER, day }, when);
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
      else
        check_bucket (book, limit, (Bucket){ GH_BOOK_NEVER, -1 }, "in the conference");
    }
}
