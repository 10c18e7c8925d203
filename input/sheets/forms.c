#include "input/sheets/forms.h"

#include <string.h>

#define LATEST_CLOCK (48 * 60) /* hours may pass midnight, but not a second one */
#define LONGEST_ZONE 45        /* the longest name in the IANA database has 32 letters */

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

char *
gh_form_span (const char *text, int *start, int *end)
{
  const char *at = text;
  int from, to;

  if (!take_clock (&at, &from) || (skip_blanks (&at), !take (&at, '-'))
      || (skip_blanks (&at), !take_clock (&at, &to)) || *at != '\0')
    return g_strdup_printf ("\"%s\" is no span of the day like 07:00-22:00", text);
  if (to <= from)
    return g_strdup_printf ("\"%s\" ends before it begins", text);
  *start = from;
  *end = to;
  return NULL;
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
  if (take_clock (at, start) && take (at, '-') && take_clock (at, end))
    return true;
  *at = from;
  return false;
}

/* What one cell says, before it is sorted and joined. */
typedef struct
{
  const GhDays *days;
  GArray *spans; /* GhSpan; at most one more than GH_MOST_SPANS */
} Gathering;

static void
gather (const Gathering *into, GhMinute start, GhMinute end)
{
  GhSpan span = { start, end };
  if (into->spans->len <= GH_MOST_SPANS)
    g_array_append_val (into->spans, span);
}

/* Gathers START..END of every day from FIRST to LAST (days since 0001-01-01) that is one of
 * WEEKDAYS. */
static void
gather_days (const Gathering *into, int first, int last, int weekdays, int start, int end)
{
  int earliest = into->days->first_day - into->days->n_around;
  int latest = into->days->first_day + into->days->n_days - 1 + into->days->n_around;

  for (int day = MAX (first, earliest); day <= MIN (last, latest); day++)
    {
      int weekday = (day - 1) % 7 + 1; /* 0001-01-01 was a Monday */
      GhMinute midnight = (day - into->days->first_day) * GH_DAY;
      if (weekdays >> weekday & 1)
        gather (into, midnight + start, midnight + end);
    }
}

static char *
bad_times (const char *item)
{
  return g_strdup_printf ("\"%s\" is not a time: write 2022-06-04/2022-06-17T12:00, 2022-06-08, "
                          "Mon-Thu, Fri 12:00-14:00, * 18:00-21:30 or *",
                          item);
}

static char *
ends_first (const char *item)
{
  return g_strdup_printf ("\"%s\" ends before it begins", item);
}

/* What stands after the day or days: nothing, or hours. */
static char *
finish_days (const char *at, const char *item, const Gathering *into, int first, int last,
             int weekdays)
{
  int start = 0;
  int end = GH_DAY;

  skip_blanks (&at);
  if (*at != '\0' && !take_hours (&at, &start, &end))
    return bad_times (item);
  skip_blanks (&at);
  if (*at != '\0')
    return bad_times (item);
  if (end <= start || last < first)
    return ends_first (item);
  gather_days (into, first, last, weekdays, start, end);
  return NULL;
}

/* "T12:00" after a date, or nothing. */
static bool
take_hour_of_date (const char **at, bool *has_hour, int *minutes)
{
  *has_hour = take (at, 'T');
  return !*has_hour || take_clock (at, minutes);
}

/* "2022-06-04", "2022-06-04 09:00-12:00", or an interval. */
static char *
gather_dated (const char *at, const char *item, const Gathering *into)
{
  int first, last;
  int start = 0;
  int end = GH_DAY;
  bool has_start_hour, has_end_hour;

  take_date (&at, &first);
  if (!take_hour_of_date (&at, &has_start_hour, &start))
    return bad_times (item);
  if (!take (&at, '/'))
    return has_start_hour ? bad_times (item) : finish_days (at, item, into, first, first, 0xfe);
  if (!take_date (&at, &last) || !take_hour_of_date (&at, &has_end_hour, &end))
    return bad_times (item);
  if (*at != '\0')
    return has_start_hour || has_end_hour ? bad_times (item)
                                          : finish_days (at, item, into, first, last, 0xfe);
  if (last < first || (last == first && end <= start))
    return ends_first (item);
  gather (into, minute_of (into->days, first, start), minute_of (into->days, last, end));
  return NULL;
}

static char *
gather_item (const char *item, bool bare_hours, const Gathering *into)
{
  const char *at = item;
  int day, weekdays, start, end;

  if (strcmp (item, "*") == 0)
    {
      gather (into, GH_BEGINNING, GH_END);
      return NULL;
    }
  if (bare_hours && take_hours (&at, &start, &end))
    return finish_days (item, item, into, 0, INT32_MAX, 0xfe);
  if (*at == '*')
    return finish_days (at + 1, item, into, 0, INT32_MAX, 0xfe);
  if (take_date (&at, &day))
    return gather_dated (item, item, into);
  if (take_weekdays (&at, &weekdays) && (*at == '\0' || *at == ' '))
    return finish_days (at, item, into, 0, INT32_MAX, weekdays);
  return bad_times (item);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const GhSpan *left = a;
  const GhSpan *right = b;
  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->end < right->end ? -1 : left->end > right->end;
}

/* Sorted first, each span joins the last or comes after it: gh_times_add() would move all of them
 * for each. */
static GhTimes *
times_of_spans (GArray *spans)
{
  GhTimes *times = gh_times_new ();

  g_array_sort (spans, compare_spans);
  times->spans = g_new (GhSpan, spans->len + 1);
  for (guint entry = 0; entry < spans->len; entry++)
    {
      GhSpan span = g_array_index (spans, GhSpan, entry);
      GhSpan *last = times->n_spans > 0 ? &times->spans[times->n_spans - 1] : NULL;
      if (last != NULL && span.start <= last->end)
        last->end = MAX (last->end, span.end);
      else
        times->spans[times->n_spans++] = span;
    }
  return times;
}

char *
gh_form_times (const char *text, const GhDays *days, bool bare_hours, GhTimes **times)
{
  g_auto (GStrv) items = gh_form_list (text);
  g_autoptr (GArray) spans = g_array_new (false, false, sizeof (GhSpan));
  Gathering into = { days, spans };

  for (char **item = items; *item != NULL && spans->len <= GH_MOST_SPANS; item++)
    {
      char *sentence = gather_item (*item, bare_hours, &into);
      if (sentence != NULL)
        return sentence;
    }
  if (spans->len > GH_MOST_SPANS)
    return g_strdup_printf ("these times are more than %d spans", GH_MOST_SPANS);
  *times = times_of_spans (spans);
  return NULL;
}

/* ---- the rest ---------------------------------------------------------------------------- */

/* "09:30", "18:30-19:00" or "11:45-17:45/15", into OFFERED by minute. */
static bool
mark_starts (const char *word, int grid_minutes, bool *offered)
{
  const char *at = word;
  int first, last;
  int step = grid_minutes;
  bool is_range;

  if (!take_clock (&at, &first))
    return false;
  last = first;
  is_range = take (&at, '-');
  if (is_range && (!take_clock (&at, &last) || last < first))
    return false;
  if (is_range && take (&at, '/'))
    {
      g_autofree char *sentence = gh_form_int (at, 1, GH_DAY, &step);
      if (sentence != NULL)
        return false;
      at = "";
    }
  for (int start = first; *at == '\0' && start <= last; start += step)
    offered[start] = true;
  return *at == '\0';
}

char *
gh_form_starts (const char *text, int grid_minutes, GArray *starts)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ;\t\r\n", -1);
  bool offered[LATEST_CLOCK + 1] = { false };

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && !mark_starts (*word, grid_minutes, offered))
      return g_strdup_printf ("\"%s\" is not a time of day (09:30) nor a range of them "
                              "(18:30-19:00, 11:45-17:45/15)",
                              *word);
  for (int start = 0; start <= LATEST_CLOCK; start++)
    if (offered[start])
      g_array_append_val (starts, start);
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
gh_form_id (const char *text)
{
  const char *bad = strpbrk (text, ";:/\"*");

  if (*text == '\0')
    return g_strdup ("the id is missing");
  if (bad != NULL)
    return g_strdup_printf ("the id \"%s\" holds a \"%c\"; ids hold none of ; : / \" *", text,
                            *bad);
  if (*text == '-')
    return g_strdup_printf ("the id \"%s\" begins with -, which means \"not\" in selectors", text);
  if (strlen (text) > GH_LONGEST_ID)
    return g_strdup_printf ("the id is longer than %d bytes", GH_LONGEST_ID);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return g_strdup ("the id holds a line break or another control character");
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

/* Names as in the database, so that no file elsewhere is looked at, and neither "+02" nor "CET-1"
 * passes, which GLib would read as rules of their own. */
char *
gh_form_zone (const char *text)
{
  static const char letters[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_+-/";
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path = NULL;
  GTimeZone *zone = NULL;

  path = g_build_filename (folder != NULL ? folder : "/usr/share/zoneinfo", text, NULL);
  if (g_ascii_isupper (*text) && strlen (text) <= LONGEST_ZONE
      && strspn (text, letters) == strlen (text)
      && (strcmp (text, "UTC") == 0 || g_file_test (path, G_FILE_TEST_IS_REGULAR)))
    zone = g_time_zone_new_identifier (text);
  if (zone == NULL)
    return g_strdup_printf ("no time zone is called \"%s\"; write an IANA name like Africa/Kigali",
                            text);
  g_time_zone_unref (zone);
  return NULL;
}

char **
gh_form_list (const char *text)
{
  GPtrArray *items = g_ptr_array_new ();

  while (*text != '\0')
    {
      gsize length = strcspn (text, ";");
      char *item = g_strstrip (g_strndup (text, length));
      if (*item != '\0')
        g_ptr_array_add (items, item);
      else
        g_free (item);
      text += length + (text[length] == ';');
    }
  g_ptr_array_add (items, NULL);
  return (char **)g_ptr_array_free (items, false);
}
