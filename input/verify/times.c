#include "input/verify/times.h"

#include <stdlib.h>
#include <string.h>

#define EVERY_DAY 0xfe /* all of bits 1 to 7 */

/* ---- spans ------------------------------------------------------------------------------- */

int
gh_book_day (int minute)
{
  int day = minute / GH_BOOK_DAY;
  return minute < day * GH_BOOK_DAY ? day - 1 : day;
}

void
gh_spans_add (GArray *times, int start, int end)
{
  guint at = 0;

  if (start >= end)
    return;
  while (at < times->len)
    {
      GhBookSpan *span = &g_array_index (times, GhBookSpan, at);
      if (span->start <= end && start <= span->end)
        {
          start = MIN (start, span->start);
          end = MAX (end, span->end);
          g_array_remove_index (times, at);
        }
      else if (span->end < start)
        at++;
      else
        break;
    }
  GhBookSpan span = { start, end };
  g_array_insert_val (times, at, span);
}

void
gh_spans_subtract (GArray *times, int start, int end)
{
  guint at = 0;

  while (at < times->len)
    {
      GhBookSpan span = g_array_index (times, GhBookSpan, at);
      if (span.end <= start || end <= span.start)
        {
          at++;
          continue;
        }
      g_array_remove_index (times, at);
      gh_spans_add (times, span.start, MIN (span.end, start));
      gh_spans_add (times, MAX (span.start, end), span.end);
      at = 0;
    }
}

bool
gh_spans_hold (const GArray *times, int start, int end)
{
  for (guint at = 0; at < times->len; at++)
    {
      const GhBookSpan *span = &g_array_index (times, GhBookSpan, at);
      if (span->start <= start && end <= span->end)
        return true;
    }
  return false;
}

/* ---- small forms ------------------------------------------------------------------------- */

bool
gh_read_number (const char *text, int *number)
{
  char *end;
  gint64 value = g_ascii_strtoll (text, &end, 10);

  /* Larger than any sheet may hold, and still summed a thousand times without overflow. */
  *number = (int)CLAMP (value, -GH_BOOK_FAR, GH_BOOK_FAR);
  return end != text && *end == '\0';
}

bool
gh_read_date (const char *text, int *day)
{
  static const char form[] = "dddd-dd-dd";
  GDate date;

  if (strlen (text) != strlen (form))
    return false;
  for (int at = 0; form[at] != '\0'; at++)
    if (form[at] == 'd' ? !g_ascii_isdigit (text[at]) : text[at] != '-')
      return false;
  int year = atoi (text);
  int month = atoi (text + 5);
  int day_of_month = atoi (text + 8);
  if (year < 1 || !g_date_valid_dmy ((GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year))
    return false;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year);
  *day = (int)g_date_get_julian (&date);
  return true;
}

bool
gh_read_clock (const char *text, int *minutes)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL || colon == text || colon - text > 2 || strlen (colon) != 3
      || !g_ascii_isdigit (text[0]) || (colon - text == 2 && !g_ascii_isdigit (text[1]))
      || !g_ascii_isdigit (colon[1]) || !g_ascii_isdigit (colon[2]) || colon[1] > '5')
    return false;
  *minutes = atoi (text) * 60 + atoi (colon + 1);
  return true;
}

bool
gh_read_start (const GhBook *book, const char *text, int *minute)
{
  int day, clock;

  if (strlen (text) < 12 || (text[10] != 'T' && text[10] != ' '))
    return false;
  g_autofree char *date = g_strndup (text, 10);
  g_autofree char *rest = g_strstrip (g_strdup (text + 11));
  if (!gh_read_date (date, &day) || !gh_read_clock (rest, &clock))
    return false;
  *minute = CLAMP (day - book->first_day, -1000, 1000) * GH_BOOK_DAY + clock;
  return true;
}

/* ---- days -------------------------------------------------------------------------------- */

/* 1 Monday .. 7 Sunday, or 0. */
static int
weekday_of (const char *name)
{
  static const char *const names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday" };

  for (int day = 0; day < 7; day++)
    {
      g_autofree char *abbreviated = g_strndup (names[day], 3);
      if (g_ascii_strcasecmp (name, names[day]) == 0 || g_ascii_strcasecmp (name, abbreviated) == 0)
        return day + 1;
    }
  return 0;
}

/* "Mon" or "Fri-Mon", as bits. */
static bool
read_weekday_range (const char *text, int *weekdays)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  int day = ends[0] != NULL ? weekday_of (g_strstrip (ends[0])) : 0;
  int last = day != 0 && ends[1] != NULL ? weekday_of (g_strstrip (ends[1])) : day;

  *weekdays = 0;
  if (day == 0 || last == 0)
    return false;
  for (; day != last; day = day % 7 + 1)
    *weekdays |= 1 << day;
  *weekdays |= 1 << last;
  return true;
}

bool
gh_read_weekdays (char *const *items, int *weekdays)
{
  *weekdays = 0;
  for (; *items != NULL; items++)
    {
      int some;
      if (!read_weekday_range (*items, &some))
        return false;
      *weekdays |= some;
    }
  return true;
}

/* ---- times ------------------------------------------------------------------------------- */

/* "09:00-18:00". */
static bool
read_hours (const char *text, int *start, int *end)
{
  g_auto (GStrv) clocks = g_strsplit (text, "-", 2);

  return clocks[0] != NULL && clocks[1] != NULL && gh_read_clock (g_strstrip (clocks[0]), start)
         && gh_read_clock (g_strstrip (clocks[1]), end) && *start < *end;
}

/* Hours of each day FIRST to LAST (0 is the first day) that is one of WEEKDAYS. */
static void
add_days (const GhBook *book, GArray *times, int first, int last, int weekdays, int start, int end)
{
  for (int day = first; day <= last; day++)
    {
      int weekday = (book->first_day + day - 1) % 7 + 1; /* 0001-01-01 was a Monday */
      if (weekdays >> weekday & 1)
        gh_spans_add (times, day * GH_BOOK_DAY + start, day * GH_BOOK_DAY + end);
    }
}

/* One end of an interval: a date, or a date and a time. */
static bool
read_end (const GhBook *book, const char *text, bool is_last, int *minute)
{
  int day;

  if (!gh_read_date (text, &day))
    return strlen (text) > 10 && text[10] == 'T' && gh_read_start (book, text, minute);
  *minute = (CLAMP (day - book->first_day, -1000, 1000) + (is_last ? 1 : 0)) * GH_BOOK_DAY;
  return true;
}

/* The days alone: "*", a date, an interval of dates, or day names.  FROM is the first day on which
 * day names and stars count; they reach one day past the last, for what runs on after midnight. */
static bool
read_days (const GhBook *book, const char *text, int from, int *first, int *last, int *weekdays)
{
  g_auto (GStrv) ends = g_strsplit (text, "/", 2);

  *first = from;
  *last = book->n_days;
  *weekdays = EVERY_DAY;
  if (strcmp (text, "*") == 0)
    return true;
  if (!g_ascii_isdigit (*text))
    return read_weekday_range (text, weekdays);
  if (!gh_read_date (ends[0], first))
    return false;
  *last = *first;
  if (ends[1] != NULL && !gh_read_date (ends[1], last))
    return false;
  *first = CLAMP (*first - book->first_day, -1000, 1000);
  *last = CLAMP (*last - book->first_day, -1000, 1000);
  return *first <= *last;
}

static bool
read_item (const GhBook *book, const char *item, bool bare_hours, GArray *times)
{
  int from = bare_hours ? 0 : -1; /* the night before is no hour of the conference */
  int first, last, weekdays, start, end;
  const char *blank = strrchr (item, ' ');

  if (strcmp (item, "*") == 0)
    {
      gh_spans_add (times, -GH_BOOK_FAR, GH_BOOK_FAR);
      return true;
    }
  if (bare_hours && read_hours (item, &start, &end))
    {
      add_days (book, times, from, book->n_days, EVERY_DAY, start, end);
      return true;
    }
  if (blank != NULL && read_hours (blank + 1, &start, &end))
    {
      g_autofree char *days = g_strstrip (g_strndup (item, (gsize)(blank - item)));
      if (!read_days (book, days, from, &first, &last, &weekdays))
        return false;
      add_days (book, times, first, last, weekdays, start, end);
      return true;
    }
  if (read_days (book, item, from, &first, &last, &weekdays))
    {
      add_days (book, times, first, last, weekdays, 0, GH_BOOK_DAY);
      return true;
    }
  g_auto (GStrv) ends = g_strsplit (item, "/", 2);
  if (ends[0] == NULL || ends[1] == NULL || !read_end (book, ends[0], false, &start)
      || !read_end (book, ends[1], true, &end))
    return false;
  gh_spans_add (times, start, end);
  return start < end;
}

bool
gh_read_times (const GhBook *book, char *const *items, bool bare_hours, GArray *times)
{
  if (*items == NULL)
    gh_spans_add (times, -GH_BOOK_FAR, GH_BOOK_FAR);
  for (; *items != NULL; items++)
    if (!read_item (book, *items, bare_hours, times))
      return false;
  return true;
}

/* "09:30", "18:30-19:00", "11:45-17:45/15". */
static bool
read_starts_word (const GhBook *book, const char *word, GArray *starts)
{
  g_auto (GStrv) parts = g_strsplit (word, "/", 2);
  g_auto (GStrv) ends = g_strsplit (parts[0], "-", 2);
  int step = book->grid_minutes;
  int first, last;

  if (ends[0] == NULL || !gh_read_clock (ends[0], &first))
    return false;
  last = first;
  if ((ends[1] != NULL && !gh_read_clock (ends[1], &last))
      || (parts[1] != NULL && (!gh_read_number (parts[1], &step) || step < 1)))
    return false;
  for (int start = first; start <= last; start += step)
    g_array_append_val (starts, start);
  return true;
}

bool
gh_read_starts (const GhBook *book, const char *text, GArray *starts)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ;\t\n", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && !read_starts_word (book, *word, starts))
      return false;
  return true;
}
