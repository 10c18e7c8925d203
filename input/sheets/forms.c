#include "input/sheets/forms.h"

#include <string.h>

#define LATEST_CLOCK (48 * 60) /* hours may pass midnight, but not a second one */

/* Reads exactly N digits. */
static bool
take_digits (const char **at, int n, int *value)
{
  *value = 0;
  for (int digit = 0; digit < n; digit++)
    {
      if (!g_ascii_isdigit (**at))
        return false;
      *value = *value * 10 + (*(*at)++ - '0');
    }
  return true;
}

static bool
take (const char **at, char letter)
{
  if (**at != letter)
    return false;
  (*at)++;
  return true;
}

static void
skip_blanks (const char **at)
{
  while (**at == ' ')
    (*at)++;
}

static bool
take_date (const char **at, int *day)
{
  int year, month, date;
  GDate this;
  const char *from = *at;

  if (!take_digits (at, 4, &year) || !take (at, '-') || !take_digits (at, 2, &month)
      || !take (at, '-') || !take_digits (at, 2, &date)
      || !g_date_valid_dmy ((GDateDay)date, (GDateMonth)month, (GDateYear)year))
    {
      *at = from;
      return false;
    }
  g_date_clear (&this, 1);
  g_date_set_dmy (&this, (GDateDay)date, (GDateMonth)month, (GDateYear)year);
  *day = (int)g_date_get_julian (&this);
  return true;
}

static bool
take_clock (const char **at, int *minutes)
{
  const char *from = *at;
  int hour = 0;
  int minute;
  int n_digits = 0;

  while (n_digits < 2 && g_ascii_isdigit (**at))
    {
      hour = hour * 10 + (*(*at)++ - '0');
      n_digits++;
    }
  if (n_digits == 0 || !take (at, ':') || !take_digits (at, 2, &minute) || minute > 59
      || g_ascii_isdigit (**at) || hour * 60 + minute > LATEST_CLOCK)
    {
      *at = from;
      return false;
    }
  *minutes = hour * 60 + minute;
  return true;
}

char *
gh_form_date (const char *text, int *day)
{
  const char *at = text;
  if (take_date (&at, day) && *at == '\0')
    return NULL;
  return g_strdup_printf ("\"%s\" is not a date like 2022-06-06", text);
}

char *
gh_form_clock (const char *text, bool past_midnight, int *minutes)
{
  const char *at = text;
  if (take_clock (&at, minutes) && *at == '\0' && (past_midnight || *minutes <= GH_DAY))
    return NULL;
  return g_strdup_printf ("\"%s\" is not a time of day like 09:30", text);
}

static GhMinute
minute_of (const GhDays *days, int day, int minutes)
{
  /* Far away is as good as never or always, and cannot overflow. */
  int away = CLAMP (day - days->first_day, GH_BEGINNING / GH_DAY, GH_END / GH_DAY - 2);
  return away * GH_DAY + minutes;
}

char *
gh_form_start (const char *text, const GhDays *days, GhMinute *start)
{
  const char *at = text;
  int day, minutes;

  if (!take_date (&at, &day) || (*at != 'T' && *at != ' '))
    return g_strdup_printf ("\"%s\" is not a start like 2022-06-06T09:30", text);
  at++;
  skip_blanks (&at);
  if (!take_clock (&at, &minutes) || *at != '\0' || minutes >= GH_DAY)
    return g_strdup_printf ("\"%s\" is not a start like 2022-06-06T09:30", text);
  if (day < days->first_day || day >= days->first_day + days->n_days)
    return g_strdup_printf ("\"%s\" is not on a day of the conference", text);
  *start = minute_of (days, day, minutes);
  return NULL;
}

/* ---- times ------------------------------------------------------------------------------- */

static const char *const weekday_names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
static const char *const weekday_long_names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                                  "friday", "saturday", "sunday" };

/* 1 Monday .. 7 Sunday. */
static bool
take_weekday (const char **at, int *weekday)
{
  gsize length = 0;
  g_autofree char *word = NULL;
  while (g_ascii_isalpha ((*at)[length]))
    length++;
  word = g_ascii_strdown (*at, (gssize)length);
  for (int day = 0; day < 7; day++)
    if (strcmp (word, weekday_names[day]) == 0 || strcmp (word, weekday_long_names[day]) == 0)
      {
        *weekday = day + 1;
        *at += length;
        return true;
      }
  return false;
}

/* "Mon" or "Mon-Thu"; "Sat-Mon" goes round. */
static bool
take_weekdays (const char **at, int *weekdays)
{
  int first, last;
  const char *from = *at;

  if (!take_weekday (at, &first))
    return false;
  last = first;
  if (take (at, '-') && !take_weekday (at, &last))
    {
      *at = from;
      return false;
    }
  *weekdays = 0;
  for (int day = first;; day = day % 7 + 1)
    {
      *weekdays |= 1 << day;
      if (day == last)
        return true;
    }
}

/* "12:00-14:00", both in minutes after midnight. */
static bool
take_hours (const char **at, int *start, int *end)
{
  const char *from = *at;
  if (take_clock (at, start) && take (at, '-') && take_clock (at, end) && *start < *end)
    return true;
  *at = from;
  return false;
}

/* Adds START..END of every day from FIRST to LAST (days since 0001-01-01) that is one of WEEKDAYS.
 */
static void
add_days (GhTimes *times, const GhDays *days, int first, int last, int weekdays, int start, int end)
{
  for (int day = MAX (first, days->first_day - days->n_before);
       day <= MIN (last, days->first_day + days->n_days); day++)
    {
      int weekday = (day - 1) % 7 + 1; /* 0001-01-01 was a Monday */
      GhMinute midnight = (day - days->first_day) * GH_DAY;
      if (weekdays >> weekday & 1)
        gh_times_add (times, midnight + start, midnight + end);
    }
}

static char *
bad_times (const char *item)
{
  return g_strdup_printf ("\"%s\" is not a time: write 2022-06-04/2022-06-17T12:00, 2022-06-08, "
                          "Mon-Thu, Fri 12:00-14:00, * 18:00-21:30 or *",
                          item);
}

/* What stands after the day or days: nothing, or hours. */
static char *
finish_days (const char *at, const char *item, GhTimes *times, const GhDays *days, int first,
             int last, int weekdays)
{
  int start = 0;
  int end = GH_DAY;

  skip_blanks (&at);
  if (*at != '\0' && !take_hours (&at, &start, &end))
    return bad_times (item);
  skip_blanks (&at);
  if (*at != '\0')
    return bad_times (item);
  add_days (times, days, first, last, weekdays, start, end);
  return NULL;
}

/* "2022-06-04", "2022-06-04 09:00-12:00", or an interval. */
static char *
add_dated (const char *at, const char *item, GhTimes *times, const GhDays *days)
{
  int first, last;
  int start = 0;
  int end = GH_DAY;
  bool has_start_hour, has_end_hour;

  take_date (&at, &first);
  has_start_hour = *at == 'T';
  if (has_start_hour && (at++, !take_clock (&at, &start)))
    return bad_times (item);
  if (*at != '/')
    return has_start_hour ? bad_times (item)
                          : finish_days (at, item, times, days, first, first, 0xfe);
  at++;
  if (!take_date (&at, &last))
    return bad_times (item);
  has_end_hour = *at == 'T';
  if (has_end_hour && (at++, !take_clock (&at, &end)))
    return bad_times (item);
  if (!has_start_hour && !has_end_hour && *at != '\0')
    {
      if (last < first)
        return g_strdup_printf ("\"%s\" ends before it begins", item);
      return finish_days (at, item, times, days, first, last, 0xfe);
    }
  if (*at != '\0')
    return bad_times (item);
  if (last < first || (last == first && end <= start))
    return g_strdup_printf ("\"%s\" ends before it begins", item);
  gh_times_add (times, minute_of (days, first, start), minute_of (days, last, end));
  return NULL;
}

static char *
add_item (const char *item, const GhDays *days, bool bare_hours, GhTimes *times)
{
  const char *at = item;
  int day, weekdays, start, end;

  if (strcmp (item, "*") == 0)
    {
      gh_times_add (times, GH_BEGINNING, GH_END);
      return NULL;
    }
  if (bare_hours && take_hours (&at, &start, &end) && *at == '\0')
    {
      add_days (times, days, 0, INT32_MAX, 0xfe, start, end);
      return NULL;
    }
  at = item;
  if (*at == '*')
    return finish_days (at + 1, item, times, days, 0, INT32_MAX, 0xfe);
  if (take_date (&at, &day))
    return add_dated (item, item, times, days);
  if (take_weekdays (&at, &weekdays) && (*at == '\0' || *at == ' '))
    return finish_days (at, item, times, days, 0, INT32_MAX, weekdays);
  return bad_times (item);
}

char *
gh_form_times (const char *text, const GhDays *days, bool bare_hours, GhTimes **times)
{
  g_auto (GStrv) items = gh_form_list (text);
  g_autoptr (GhTimes) all = gh_times_new ();

  for (char **item = items; *item != NULL; item++)
    {
      char *sentence = add_item (*item, days, bare_hours, all);
      if (sentence != NULL)
        return sentence;
    }
  *times = g_steal_pointer (&all);
  return NULL;
}

/* ---- the rest ---------------------------------------------------------------------------- */

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  int left = *(const int *)a;
  int right = *(const int *)b;
  return left < right ? -1 : left > right;
}

static bool
add_starts (const char *word, int grid_minutes, GArray *starts)
{
  const char *at = word;
  int first, last;
  int step = grid_minutes;

  if (!take_clock (&at, &first))
    return false;
  last = first;
  if (take (&at, '-'))
    {
      if (!take_clock (&at, &last) || last < first)
        return false;
      if (take (&at, '/'))
        {
          char *end;
          gint64 given = g_ascii_strtoll (at, &end, 10);
          if (end == at || given < 1 || given > GH_DAY)
            return false;
          step = (int)given;
          at = end;
        }
    }
  for (int start = first; *at == '\0' && start <= last; start += step)
    g_array_append_val (starts, start);
  return *at == '\0';
}

char *
gh_form_starts (const char *text, int grid_minutes, GArray *starts)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ;\t\n", -1);
  guint kept = 0;

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && !add_starts (*word, grid_minutes, starts))
      return g_strdup_printf ("\"%s\" is not a time of day (09:30) nor a range of them "
                              "(18:30-19:00, 11:45-17:45/15)",
                              *word);
  g_array_sort (starts, compare_ints);
  for (guint entry = 0; entry < starts->len; entry++)
    if (kept == 0 || g_array_index (starts, int, kept - 1) != g_array_index (starts, int, entry))
      g_array_index (starts, int, kept++) = g_array_index (starts, int, entry);
  g_array_set_size (starts, kept);
  return NULL;
}

char *
gh_form_weekdays (const char *text, int *weekdays)
{
  g_auto (GStrv) items = gh_form_list (text);
  *weekdays = 0;
  for (char **item = items; *item != NULL; item++)
    {
      const char *at = *item;
      int these;
      if (!take_weekdays (&at, &these) || *at != '\0')
        return g_strdup_printf ("\"%s\" is not a day like Mon, nor days like Mon-Fri", *item);
      *weekdays |= these;
    }
  return NULL;
}

char *
gh_form_int (const char *text, int least, int most, int *value)
{
  char *end;
  gint64 number = g_ascii_strtoll (text, &end, 10);

  if (end == text || *end != '\0' || g_ascii_isspace (*text))
    return g_strdup_printf ("\"%s\" is not a whole number", text);
  if (number < least || number > most)
    return g_strdup_printf ("%s is not from %d to %d", text, least, most);
  *value = (int)number;
  return NULL;
}

char *
gh_form_yes (const char *text, bool *value)
{
  static const char *const yes[] = { "yes", "y", "true", "1", "x" };
  static const char *const no[] = { "no", "n", "false", "0", "" };
  for (gsize word = 0; word < G_N_ELEMENTS (yes); word++)
    {
      if (g_ascii_strcasecmp (text, yes[word]) == 0)
        *value = true;
      else if (g_ascii_strcasecmp (text, no[word]) == 0)
        *value = false;
      else
        continue;
      return NULL;
    }
  return g_strdup_printf ("\"%s\" is neither yes nor no", text);
}

char **
gh_form_list (const char *text)
{
  char **items = g_strsplit (text, ";", -1);
  int kept = 0;
  for (int item = 0; items[item] != NULL; item++)
    {
      char *this = g_strstrip (items[item]);
      if (*this == '\0')
        g_free (items[item]);
      else
        items[kept++] = this;
    }
  items[kept] = NULL;
  return items;
}
