/* Rule start: when a session may begin. */
#include "input/verify/check.h"
#include "input/verify/times.h"

#include <string.h>

/* A start of 25:00 belongs to the day before. */
static bool
row_offers (const GhBookPatternRow *row, int start)
{
  for (guint entry = 0; entry < row->starts->len; entry++)
    {
      int midnight = start - g_array_index (row->starts, int, entry);
      if (midnight % GH_BOOK_DAY == 0
          && gh_spans_hold (row->days, midnight, midnight + GH_BOOK_DAY))
        return true;
    }
  return false;
}

static bool
pattern_offers (const GhBook *book, const char *pattern, int start)
{
  for (int row = 0; row < book->n_patterns; row++)
    if (strcmp (book->patterns[row].pattern, pattern) == 0
        && row_offers (&book->patterns[row], start))
      return true;
  return false;
}

static bool
is_on_grid (const GhBook *book, int start)
{
  return (start - gh_book_day (start) * GH_BOOK_DAY) % book->grid_minutes == 0;
}

static bool
is_on_a_day (const GhBook *book, int start)
{
  return gh_book_day (start) >= 0 && gh_book_day (start) < book->n_days;
}

bool
gh_book_may_start (const GhBook *book, int session, int start)
{
  const GhBookSession *this = &book->sessions[session];
  int end = start + this->minutes;

  if (!gh_book_is_hard (book, GH_HARD_START, session))
    return true;
  if (!is_on_a_day (book, start) || !gh_spans_hold (book->hours, start, end)
      || !gh_spans_hold (this->window, start, end))
    return false;
  if (this->pinned != GH_BOOK_NEVER || this->fixed != GH_BOOK_NEVER)
    return (this->pinned == GH_BOOK_NEVER || this->pinned == start)
           && (this->fixed == GH_BOOK_NEVER || this->fixed == start);
  return is_on_grid (book, start)
         && (*this->pattern == '\0' || pattern_offers (book, this->pattern, start));
}

static void
check_given (GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];
  const int given[] = { this->pinned, this->fixed };
  const char *const words[] = { "pinned to", "fixed at" };

  for (int way = 0; way < 2; way++)
    if (given[way] != GH_BOOK_NEVER && this->start != given[way])
      gh_book_find_wrong (book, "start", "%s is %s %s", gh_book_say (book, session), words[way],
                          gh_book_when (book, given[way]));
}

static void
check_free (GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];

  if (*this->pattern != '\0' && !pattern_offers (book, this->pattern, this->start))
    gh_book_find_wrong (book, "start", "%s is at no start of its pattern %s",
                        gh_book_say (book, session), this->pattern);
  if (!is_on_grid (book, this->start))
    gh_book_find_wrong (book, "start", "%s is not on the grid of %d minutes",
                        gh_book_say (book, session), book->grid_minutes);
}

static void
check_around (GhBook *book, int session)
{
  const GhBookSession *this = &book->sessions[session];

  if (!is_on_a_day (book, this->start))
    gh_book_find_wrong (book, "start", "%s is on no day of the conference",
                        gh_book_say (book, session));
  else if (!gh_spans_hold (book->hours, this->start, this->end))
    gh_book_find_wrong (book, "start", "%s is outside the conference's hours",
                        gh_book_say (book, session));
  if (!gh_spans_hold (this->window, this->start, this->end))
    gh_book_find_wrong (book, "start", "%s is outside its window", gh_book_say (book, session));
  if (this->room >= 0 && !gh_spans_hold (book->rooms[this->room].open, this->start, this->end))
    gh_book_find_wrong (book, "start", "%s is there while %s is not open",
                        gh_book_say (book, session), book->rooms[this->room].id);
}

void
gh_check_start (GhBook *book)
{
  for (int session = 0; session < book->n_sessions; session++)
    {
      const GhBookSession *this = &book->sessions[session];
      if (!this->is_placed || !gh_book_is_hard (book, GH_HARD_START, session))
        continue;
      if (this->pinned != GH_BOOK_NEVER || this->fixed != GH_BOOK_NEVER)
        check_given (book, session);
      else
        check_free (book, session);
      check_around (book, session);
    }
}
