#include "input/sheets/typed.h"

#include <string.h>

/* ---- taking texts apart ------------------------------------------------------------------ */

/* Matches all of TEXT, letters' case apart; the parts, which the caller frees with g_strfreev(), or
 * NULL.  Patterns are our own and are compiled where they are asked for: only wrong cells come
 * here. */
static char **
parts_of (const char *text, const char *pattern)
{
  g_autofree char *whole = g_strdup_printf ("^(?:%s)$", pattern);
  g_autoptr (GRegex) regex = g_regex_new (whole, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;

  return g_regex_match (regex, text, 0, &found) ? g_match_info_fetch_all (found) : NULL;
}

static char *
replaced (const char *text, const char *pattern, const char *by)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  return g_regex_replace (regex, text, -1, 0, by, 0, NULL);
}

/* A text without what nobody sees, and with digits for the letters that look like them where all
 * around is digits and signs. */
static char *
digits_of (const char *text)
{
  char *plain = gh_visible_text (text);

  if (strpbrk (plain, "0123456789") == NULL
      || strspn (plain, "0123456789OoIl:.-/T ") != strlen (plain))
    return plain;
  for (char *at = plain; *at != '\0'; at++)
    if (*at == 'O' || *at == 'o')
      *at = '0';
    else if (*at == 'I' || *at == 'l')
      *at = '1';
  return plain;
}

static int
number_of (const char *digits)
{
  return (int)g_ascii_strtoll (digits, NULL, 10);
}

/* ---- what was read ----------------------------------------------------------------------- */

/* A text in the form of the sheets, while it is made. */
typedef struct
{
  GString *text;
  bool is_certain;
  bool is_exchanged; /* day and month were the other way round */
} Typed;

static Typed
typed_new (void)
{
  return (Typed){ g_string_new (NULL), true, false };
}

static void
typed_clear (Typed *typed)
{
  g_string_free (typed->text, true);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static GhMeant
meant_of (const Typed *typed)
{
  return (GhMeant){ g_strdup (typed->text->str),
                    typed->is_exchanged ? ", with day and month the other way round" : "",
                    typed->is_certain };
}

/* ---- times of day ------------------------------------------------------------------------ */

/* "pm" of an hour of twelve; false where the two do not go together. */
static bool
add_half (int *hour, const char *half)
{
  if (half == NULL || strchr ("aApP", *half) == NULL || *half == '\0')
    return true;
  if (*hour < 1 || *hour > 12)
    return false;
  *hour = *hour % 12 + (g_ascii_tolower (*half) == 'p' ? 12 : 0);
  return true;
}

/* "9.30", "9h30", "0930", "9:30 am", "9h"; "9" and "9.3" without certainty. */
static bool
type_clock (Typed *into, const char *text, int latest)
{
  static const struct
  {
    const char *pattern;
    bool is_certain;
  } forms[] = {
    { "(\\d{1,2}) ?[:.,h] ?(\\d\\d)(?::00)? ?([ap]\\.?m\\.?|h|uhr)?", true },
    { "(\\d{1,2})(\\d\\d) ?([ap]\\.?m\\.?|h)?", true },
    { "(\\d{1,2})() ?([ap]\\.?m\\.?|h|uhr)", true },
    { "(\\d{1,2})[.,](\\d)()", false },
    { "(\\d{1,2})()()", false },
  };
  g_autofree char *plain = digits_of (text);

  for (gsize form = 0; form < G_N_ELEMENTS (forms); form++)
    {
      g_auto (GStrv) parts = parts_of (plain, forms[form].pattern);
      int hour, minute;
      if (parts == NULL)
        continue;
      hour = number_of (parts[1]);
      minute = number_of (parts[2]) * (strlen (parts[2]) == 1 ? 10 : 1);
      if (!add_half (&hour, g_strv_length (parts) > 3 ? parts[3] : NULL) || minute > 59
          || hour * 60 + minute > latest)
        return false;
      g_string_append_printf (into->text, "%02d:%02d", hour, minute);
      into->is_certain &= forms[form].is_certain;
      return true;
    }
  return false;
}

GhMeant
gh_typed_clock (const char *text, bool past_midnight)
{
  g_auto (Typed) typed = typed_new ();
  return type_clock (&typed, text, past_midnight ? 2 * GH_DAY : GH_DAY) ? meant_of (&typed)
                                                                        : (GhMeant){ 0 };
}

/* "9.30-11" as 09:30-11:00. */
static bool
type_hours (Typed *into, const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  if (g_strv_length (ends) != 2 || !type_clock (into, ends[0], 2 * GH_DAY))
    return false;
  g_string_append_c (into->text, '-');
  return type_clock (into, ends[1], 2 * GH_DAY);
}

/* ---- dates ------------------------------------------------------------------------------- */

/* 1 to 12 of the first three letters of a month's English name; 0: it is none. */
static int
month_of (const char *name)
{
  static const char *const names = "janfebmaraprmayjunjulaugsepoctnovdec";
  g_autofree char *start = g_ascii_strdown (name, 3);
  const char *found = strlen (start) == 3 ? strstr (names, start) : NULL;
  return found != NULL && (found - names) % 3 == 0 ? (int)(found - names) / 3 + 1 : 0;
}

/* A day that a text may mean, by how it is read. */
typedef struct
{
  int year, month, date;
  bool is_exchanged;
} Reading;

static bool
is_day (const Reading *reading, const GhDays *days)
{
  GDate day;
  int number;

  if (!g_date_valid_dmy ((GDateDay)reading->date, (GDateMonth)reading->month,
                         (GDateYear)reading->year))
    return false;
  if (days == NULL)
    return true;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)reading->date, (GDateMonth)reading->month,
                  (GDateYear)reading->year);
  number = (int)g_date_get_julian (&day);
  return number >= days->first_day && number < days->first_day + days->n_days;
}

/* In how many ways TEXT can be read as a day, of any year; the first is the likelier. */
static int
read_date (const char *text, Reading readings[2])
{
  g_autofree char *plain = digits_of (text);
  g_auto (GStrv) by_year = parts_of (plain, "(\\d{4}) ?[-/.] ?(\\d{1,2}) ?[-/.] ?(\\d{1,2})");
  g_auto (GStrv) run = parts_of (plain, "(\\d{4})(\\d\\d)(\\d\\d)");
  g_auto (GStrv) by_day = parts_of (plain, "(\\d{1,2}) ?[-/.] ?(\\d{1,2}) ?[-/.] ?(\\d{4}|\\d\\d)");
  g_auto (GStrv) day_first =
      parts_of (plain, "(\\d{1,2})(?:st|nd|rd|th|\\.)? ([a-z]+)\\.?,? (\\d{4})");
  g_auto (GStrv) month_first =
      parts_of (plain, "([a-z]+)\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})");
  char **parts = by_year != NULL ? by_year : run;
  int year, one, two;

  if (day_first != NULL || month_first != NULL)
    {
      parts = day_first != NULL ? day_first : month_first;
      readings[0] = (Reading){ number_of (parts[3]), month_of (parts[day_first != NULL ? 2 : 1]),
                               number_of (parts[day_first != NULL ? 1 : 2]), false };
      return 1;
    }
  if (parts == NULL && by_day == NULL)
    return 0;
  if (parts != NULL)
    {
      year = number_of (parts[1]);
      one = number_of (parts[2]);
      two = number_of (parts[3]);
      readings[0] = (Reading){ year, one, two, false };
      readings[1] = (Reading){ year, two, one, true };
      return 2;
    }
  year = number_of (by_day[3]) + (strlen (by_day[3]) == 2 ? 2000 : 0);
  one = number_of (by_day[1]);
  two = number_of (by_day[2]);
  readings[0] = (Reading){ year, two, one, false };
  readings[1] = (Reading){ year, one, two, false };
  return 2;
}

static bool
are_one_day (const Reading *a, const Reading *b)
{
  return a->month == b->month && a->date == b->date;
}

/* A text that can be two days is none; or, where the days are not known, the day first and not
 * certain. */
static bool
type_date (Typed *into, const char *text, const GhDays *days)
{
  Reading readings[2];
  const Reading *meant = NULL;
  bool is_double = false;
  int n = read_date (text, readings);

  for (int reading = 0; reading < n; reading++)
    {
      if (!is_day (&readings[reading], days))
        continue;
      if (meant != NULL && !are_one_day (meant, &readings[reading]) && readings[1].is_exchanged)
        break; /* the year is first: as the form has it */
      if (meant != NULL && !are_one_day (meant, &readings[reading]))
        is_double = true;
      if (meant == NULL)
        meant = &readings[reading];
    }
  if (meant == NULL || (is_double && days != NULL))
    return false;
  into->is_certain &= !is_double;
  g_string_append_printf (into->text, "%04d-%02d-%02d", meant->year, meant->month, meant->date);
  into->is_exchanged |= meant->is_exchanged;
  return true;
}

GhMeant
gh_typed_date (const char *text, const GhDays *days)
{
  g_auto (Typed) typed = typed_new ();
  return type_date (&typed, text, days) ? meant_of (&typed) : (GhMeant){ 0 };
}

/* "Mon", where the conference has just one. */
static bool
type_weekday (Typed *into, const char *text, const GhDays *days)
{
  g_autofree char *single = replaced (text, "days?$", "day");
  int weekdays;
  g_autofree char *wrong = gh_form_weekdays (single, &weekdays);
  int n_found = 0;
  GDate day;

  for (int number = 0; wrong == NULL && days != NULL && number < days->n_days; number++)
    {
      GDate this;
      g_date_clear (&this, 1);
      g_date_set_julian (&this, (guint32)(days->first_day + number));
      if (weekdays != 1 << g_date_get_weekday (&this))
        continue;
      day = this;
      n_found++;
    }
  if (n_found == 1)
    g_string_append_printf (into->text, "%04d-%02d-%02d", g_date_get_year (&day),
                            g_date_get_month (&day), g_date_get_day (&day));
  return n_found == 1;
}

/* Two texts, of which each is to be read as one thing. */
static bool
type_moment (Typed *into, const char *date, const char *clock, const GhDays *days)
{
  if (!type_date (into, date, days) && !type_weekday (into, date, days))
    return false;
  g_string_append_c (into->text, 'T');
  return type_clock (into, clock, GH_DAY - 1);
}

/* "14:00", without a day: on the first, and certain where there is only one. */
static GhMeant
type_dayless (const char *clock, const GhDays *days)
{
  g_auto (Typed) typed = typed_new ();
  GhMeant meant;
  GDate first;

  g_date_clear (&first, 1);
  g_date_set_julian (&first, (guint32)days->first_day);
  g_string_append_printf (typed.text, "%04d-%02d-%02dT", g_date_get_year (&first),
                          g_date_get_month (&first), g_date_get_day (&first));
  if (!type_clock (&typed, clock, GH_DAY - 1))
    return (GhMeant){ 0 };
  typed.is_certain &= days->n_days == 1;
  meant = meant_of (&typed);
  meant.why = days->n_days == 1 ? ", with the day" : ", with the first day, or another";
  return meant;
}

GhMeant
gh_typed_start (const char *text, const GhDays *days)
{
  g_autofree char *plain = gh_visible_text (text);

  /* A date may hold blanks, and so may a time of day: the first way that fits. */
  for (char *at = plain; *at != '\0'; at++)
    {
      g_auto (Typed) typed = typed_new ();
      g_autofree char *date = NULL;
      g_autofree char *clock = NULL;
      if (strchr (" T,", *at) == NULL || at == plain)
        continue;
      date = g_strndup (plain, (gsize)(at - plain));
      clock = replaced (at + 1, "^[ ,]*(at )?", "");
      if (type_moment (&typed, date, clock, days))
        return meant_of (&typed);
    }
  return type_dayless (plain, days);
}

/* ---- times ------------------------------------------------------------------------------- */

static bool
type_weekdays (Typed *into, const char *word)
{
  g_autofree char *single = replaced (word, "days\\b", "day");
  int weekdays;
  g_autofree char *wrong = gh_form_weekdays (single, &weekdays);

  if (wrong == NULL && weekdays != 0)
    g_string_append (into->text, single);
  return wrong == NULL && weekdays != 0;
}

/* One end of an interval, "2022-06-04T9.30". */
static bool
type_end (Typed *into, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "T", 2);
  if (g_strv_length (parts) == 2)
    return type_moment (into, parts[0], parts[1], NULL);
  return type_date (into, text, NULL);
}

static bool
type_interval (Typed *into, const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "/", 2);

  if (g_strv_length (ends) != 2 || !type_end (into, ends[0]))
    return false;
  g_string_append_c (into->text, '/');
  return type_end (into, ends[1]);
}

/* A word of an item: what of these it can be read as. */
static bool
type_word (Typed *into, const char *word, const GhDays *days)
{
  typedef bool (*Type) (Typed * into, const char *word);
  static const Type types[] = { type_weekdays, type_hours, type_interval };
  gsize length = into->text->len;

  if (strcmp (word, "*") == 0)
    {
      g_string_append_c (into->text, '*');
      return true;
    }
  if (type_date (into, word, days))
    return true;
  for (gsize type = 0; type < G_N_ELEMENTS (types); type++)
    {
      g_string_truncate (into->text, length);
      if (types[type](into, word))
        return true;
    }
  return false;
}

/* "Fri 12.00 - 14.00" as "Fri 12:00-14:00". */
static bool
type_item (Typed *into, const char *item, const GhDays *days)
{
  g_autofree char *plain = gh_visible_text (item);
  g_autofree char *halves = replaced (plain, "(\\d) ([ap])\\.?m\\b\\.?", "\\1\\2m");
  g_autofree char *tight = replaced (halves, " ?(-|\\bto\\b) ?", "-");
  g_autofree char *joined = replaced (tight, " ?/ ?", "/");
  g_autofree char *interval =
      replaced (joined, "(\\d{4}-\\d\\d-\\d\\d)-(\\d{4}-\\d\\d-\\d\\d)", "\\1/\\2");
  g_auto (GStrv) words = g_strsplit (interval, " ", -1);

  for (int word = 0; words[word] != NULL; word++)
    {
      if (word > 0)
        g_string_append_c (into->text, ' ');
      if (!type_word (into, words[word], days))
        return false;
    }
  return true;
}

static bool
is_times (const char *text, const GhDays *days, bool bare_hours)
{
  GhTimes *times = NULL;
  g_autofree char *wrong = gh_form_times (text, days, bare_hours, &times);
  gh_times_free (times);
  return wrong == NULL;
}

GhMeant
gh_typed_times (const char *text, const GhDays *days, bool bare_hours)
{
  g_auto (GStrv) items = gh_form_list (text);
  g_auto (Typed) typed = typed_new ();

  for (char **item = items; *item != NULL; item++)
    {
      g_auto (Typed) this = typed_new ();
      if (is_times (*item, days, bare_hours))
        g_string_append (this.text, *item);
      else if (!type_item (&this, *item, days))
        return (GhMeant){ 0 };
      /* Hours without days may be those of every day. */
      if (!is_times (this.text->str, days, bare_hours))
        {
          g_string_prepend (this.text, "* ");
          this.is_certain = false;
        }
      if (!is_times (this.text->str, days, bare_hours))
        return (GhMeant){ 0 };
      g_string_append_printf (typed.text, "%s%s", item > items ? ";" : "", this.text->str);
      typed.is_certain &= this.is_certain;
      typed.is_exchanged |= this.is_exchanged;
    }
  return meant_of (&typed);
}

/* The same dates with day and month exchanged, if those are all days of the conference. */
static bool
exchange_dates (GString *into, const char *text, const GhDays *days)
{
  g_autoptr (GRegex) regex = g_regex_new ("(\\d{4})-(\\d\\d)-(\\d\\d)", 0, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;
  g_autofree char *exchanged = g_regex_replace (regex, text, -1, 0, "\\1-\\3-\\2", 0, NULL);
  bool has_dates = g_regex_match (regex, exchanged, 0, &found);

  while (g_match_info_matches (found))
    {
      g_autofree char *date = g_match_info_fetch (found, 0);
      int day;
      g_autofree char *wrong = gh_form_date (date, &day);
      if (wrong != NULL || day < days->first_day || day >= days->first_day + days->n_days)
        return false;
      g_match_info_next (found, NULL);
    }
  g_string_append (into, exchanged);
  return has_dates;
}

GhMeant
gh_typed_exchanged (const char *text, const GhDays *days)
{
  g_auto (Typed) typed = typed_new ();

  typed.is_exchanged = true;
  return exchange_dates (typed.text, text, days) && is_times (typed.text->str, days, false)
             ? meant_of (&typed)
             : (GhMeant){ 0 };
}

/* One start or range of starts. */
static bool
type_start_word (Typed *into, const char *word)
{
  g_auto (GStrv) by_step = g_strsplit (word, "/", 2);
  gsize length = into->text->len;

  if (!type_clock (into, by_step[0], 2 * GH_DAY))
    {
      g_string_truncate (into->text, length);
      if (!type_hours (into, by_step[0]))
        return false;
    }
  if (by_step[1] != NULL)
    g_string_append_printf (into->text, "/%s", by_step[1]);
  return true;
}

GhMeant
gh_typed_starts (const char *text)
{
  g_autofree char *plain = gh_visible_text (text);
  g_autofree char *halves = replaced (plain, "(\\d) ([ap])\\.?m\\b\\.?", "\\1\\2m");
  g_autofree char *tight = replaced (halves, " ?- ?", "-");
  g_auto (GStrv) words = g_strsplit_set (tight, " ;,", -1);
  g_autoptr (GArray) starts = g_array_new (false, false, sizeof (int));
  g_auto (Typed) typed = typed_new ();
  g_autofree char *wrong = NULL;

  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (typed.text->len > 0)
        g_string_append_c (typed.text, ' ');
      if (!type_start_word (&typed, *word))
        return (GhMeant){ 0 };
    }
  wrong = gh_form_starts (typed.text->str, 1, starts);
  return wrong == NULL ? meant_of (&typed) : (GhMeant){ 0 };
}

/* ---- numbers and words ------------------------------------------------------------------- */

/* "1h30", "1:30", "2 hours"; -1: none of these. */
static int
minutes_of (const char *plain)
{
  g_auto (GStrv) parts = parts_of (plain, "(\\d{1,3}) ?(?:h|hrs?|hours?|:)(?: ?(\\d\\d))?");
  return parts == NULL
             ? -1
             : number_of (parts[1]) * 60 + (g_strv_length (parts) > 2 ? number_of (parts[2]) : 0);
}

GhMeant
gh_typed_int (const char *text, int least, int most, bool is_minutes)
{
  g_autofree char *plain = digits_of (text);
  g_auto (GStrv) certain =
      parts_of (plain, "(\\d{1,3}(?: \\d{3})*|\\d+)(?:[.,]0{1,2})?(?: ?(?:min|mins|minutes?|seats?|"
                       "people|pax)\\.?)?");
  g_auto (GStrv) counted = parts_of (plain, "(?:ca\\.?|about|~)? ?(\\d+) ?(?:[a-z]+\\.?)?");
  g_autofree char *digits = NULL;
  bool is_certain = certain != NULL;
  int value;
  g_autofree char *wrong = NULL;

  if (is_certain)
    digits = replaced (certain[1], " ", "");
  else if (is_minutes && minutes_of (plain) >= 0)
    digits = g_strdup_printf ("%d", minutes_of (plain));
  else if (!is_minutes && counted != NULL)
    digits = g_strdup (counted[1]);
  else
    digits = replaced (plain, "(?<=\\d)[,.'](?=\\d{3}$)", "");
  wrong = gh_form_int (digits, least, most, &value);
  return wrong == NULL && strcmp (digits, text) != 0
             ? (GhMeant){ g_strdup (digits), "", is_certain }
             : (GhMeant){ 0 };
}

GhMeant
gh_typed_yes (const char *text)
{
  static const char *const words[] = { "yes", "no", "true", "false" };
  return gh_meant_name (text, words, G_N_ELEMENTS (words));
}

/* "new york" as New_York; the caller frees it. */
static char *
city_of (const char *text)
{
  g_autofree char *plain = gh_visible_text (text);
  g_autofree char *city = replaced (plain, "^.*/", "");

  for (char *at = city; *at != '\0'; at++)
    {
      bool is_first = at == city || at[-1] == '_';
      *at = *at == ' ' ? '_' : is_first ? g_ascii_toupper (*at) : *at;
    }
  return g_steal_pointer (&city);
}

GhMeant
gh_typed_zone (const char *text)
{
  static const char *const regions[] = { "Africa",    "America", "Asia",   "Atlantic",
                                         "Australia", "Europe",  "Indian", "Pacific" };
  g_autofree char *city = city_of (text);

  for (gsize region = 0; region < G_N_ELEMENTS (regions); region++)
    {
      g_autofree char *zone = g_strconcat (regions[region], "/", city, NULL);
      g_autofree char *wrong = gh_form_zone (zone);
      if (wrong == NULL)
        return (GhMeant){ g_steal_pointer (&zone), "", false };
    }
  return (GhMeant){ 0 };
}
