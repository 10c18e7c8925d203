#include "input/sheets/reading.h"
#include "input/sheets/typed.h"

#include <string.h>

/* Both go into every UID, which has one line of 75 octets to stand in where it can. */
#define LONGEST_CONFERENCE_ID 60
#define LONGEST_LANGUAGE 35 /* BCP 47, 4.4.1 */
#define LONGEST_DOMAIN 80

typedef void (*ReadKey) (const GhRow *row, const char *value);

static GhConference *
conference_of (const GhRow *row)
{
  return &row->reading->model->conference;
}

static void
read_number (const GhRow *row, const char *value, int least, int most, int *into)
{
  char *wrong = gh_form_int (value, least, most, into);
  if (wrong != NULL)
    gh_row_tell_typed (row, "value", wrong,
                       GH_ROW_TYPED (row, gh_typed_int (value, least, most, false)));
}

static void
read_name (const GhRow *row, const char *value)
{
  conference_of (row)->name = gh_model_text (row->reading->model, value);
}

/* Goes into UIDs and file names. */
static bool
is_plain (const char *value, const char *more)
{
  for (; *value != '\0'; value++)
    if (!g_ascii_isalnum (*value) && strchr (more, *value) == NULL)
      return false;
  return true;
}

static void
read_id (const GhRow *row, const char *value)
{
  conference_of (row)->id = gh_model_text (row->reading->model, value);
  if (!is_plain (value, "-._") || strlen (value) > LONGEST_CONFERENCE_ID)
    gh_row_problem (row, "value",
                    "the conference's id may hold letters, digits, - . and _, %d at most",
                    LONGEST_CONFERENCE_ID);
}

static void
read_domain (const GhRow *row, const char *value)
{
  conference_of (row)->domain = gh_model_text (row->reading->model, value);
  if (!is_plain (value, "-.") || strlen (value) > LONGEST_DOMAIN)
    gh_row_problem (row, "value", "\"%s\" is no domain like conf.example.org", value);
}

static void
read_timezone (const GhRow *row, const char *value)
{
  conference_of (row)->timezone = gh_row_zone (row, "value");
}

static void
read_date (const GhRow *row, const char *value, int *into)
{
  char *wrong = gh_form_date (value, into);
  if (wrong != NULL)
    gh_row_tell_typed (row, "value", wrong, GH_ROW_TYPED (row, gh_typed_date (value, NULL)));
}

static void
read_first_day (const GhRow *row, const char *value)
{
  read_date (row, value, &conference_of (row)->first_day);
}

/* The number of days is worked out once both ends are known. */
static void
read_last_day (const GhRow *row, const char *value)
{
  read_date (row, value, &conference_of (row)->n_days);
}

static void
read_grid (const GhRow *row, const char *value)
{
  read_number (row, value, 1, GH_DAY, &conference_of (row)->grid_minutes);
}

/* Hours and workdays need the days: they are read in a second round. */
static void
read_later (const GhRow *row, const char *value)
{
}

/* As BCP 47 has them: two or three letters, and more after hyphens.  They name folders of pages. */
static bool
is_language (const char *value)
{
  gsize n_letters = 0;

  while (g_ascii_isalpha (value[n_letters]))
    n_letters++;
  return (n_letters == 2 || n_letters == 3) && (value[n_letters] == '\0' || value[n_letters] == '-')
         && is_plain (value, "-") && strlen (value) <= LONGEST_LANGUAGE;
}

/* One that is named twice counts once. */
static void
read_languages (const GhRow *row, const char *value)
{
  GhConference *conference = conference_of (row);
  g_auto (GStrv) items = gh_form_list (value);
  guint n = g_strv_length (items);
  int n_taken = 0;

  if (n == 0)
    return;
  g_free (conference->languages);
  conference->languages = g_new0 (const char *, n + 1);
  for (guint item = 0; item < n; item++)
    {
      bool is_double = false;
      for (int taken = 0; taken < n_taken; taken++)
        is_double |= g_ascii_strcasecmp (conference->languages[taken], items[item]) == 0;
      if (!is_language (items[item]))
        gh_row_problem (row, "value", "\"%s\" is no language like en, fr or zh-Hant", items[item]);
      if (!is_double)
        conference->languages[n_taken++] = gh_model_text (row->reading->model, items[item]);
    }
}

/* Printable ASCII without blanks, and none of these: it goes into files and messages as it is. */
static bool
is_graphic (const char *value, const char *but)
{
  for (; *value != '\0'; value++)
    if (!g_ascii_isgraph (*value) || strchr (but, *value) != NULL)
      return false;
  return true;
}

/* An address of the web, or a problem. */
static const char *
read_address (const GhRow *row, const char *value)
{
  if (!g_str_has_prefix (value, "https://") && !g_str_has_prefix (value, "http://"))
    gh_row_problem (row, "value", "\"%s\" is no address like https://conf.example.org", value);
  return gh_model_text (row->reading->model, value);
}

static void
read_url (const GhRow *row, const char *value)
{
  conference_of (row)->url = read_address (row, value);
}

static void
read_feeds_url (const GhRow *row, const char *value)
{
  g_autofree char *plain = g_strdup (value);

  while (g_str_has_suffix (plain, "/"))
    plain[strlen (plain) - 1] = '\0';
  conference_of (row)->feeds_url = read_address (row, plain);
  if (!is_graphic (value, "\"<>\\?#"))
    gh_row_problem (row, "value", "an address of feeds holds ASCII, and no blanks, quotes, ? or #");
}

static void
read_mail_from (const GhRow *row, const char *value)
{
  const char *at = strchr (value, '@');

  conference_of (row)->mail_from = gh_model_text (row->reading->model, value);
  if (at == NULL || at == value || at[1] == '\0' || !is_plain (at + 1, "-.")
      || !is_graphic (value, "<>()[],;:\\\""))
    gh_row_problem (row, "value", "\"%s\" is no address like programme@conf.example.org", value);
}

static void
read_turnaround (const GhRow *row, const char *value)
{
  read_number (row, value, 0, GH_MOST_MINUTES, &conference_of (row)->turnaround_minutes);
}

static void
read_seats_percent (const GhRow *row, const char *value)
{
  read_number (row, value, 1, GH_MOST_SEATS_PERCENT, &conference_of (row)->seats_percent);
}

static void
read_freeze (const GhRow *row, const char *value)
{
  gh_row_read_clock (row, value, false, &conference_of (row)->freeze);
}

static void
read_notice (const GhRow *row, const char *value)
{
  read_number (row, value, 0, GH_MOST_MINUTES, &conference_of (row)->notice_minutes);
}

static void
read_share_out (const GhRow *row, const char *value)
{
  char *wrong = gh_form_yes (value, &conference_of (row)->share_out);
  if (wrong != NULL)
    gh_row_tell_typed (row, "value", wrong, GH_ROW_TYPED (row, gh_typed_yes (value)));
}

static const struct
{
  const char *key;
  ReadKey read;
  const char *needed; /* what to write; NULL: it may be left out */
} keys[] = {
  { "name", read_name, "what it is called" },
  { "id", read_id, "a short name for calendars, like LAKE26" },
  { "domain", read_domain, "a domain of yours for calendars, like conf.example.org" },
  { "timezone", read_timezone, "an IANA name like Africa/Kigali" },
  { "first_day", read_first_day, "a date like 2022-06-06" },
  { "last_day", read_last_day, "a date like 2022-06-06" },
  { "grid_minutes", read_grid, NULL },
  { "hours", read_later, NULL },
  { "workdays", read_later, NULL },
  { "languages", read_languages, NULL },
  { "url", read_url, NULL },
  { "feeds_url", read_feeds_url, NULL },
  { "mail_from", read_mail_from, NULL },
  { "turnaround_minutes", read_turnaround, NULL },
  { "seats_percent", read_seats_percent, NULL },
  { "freeze", read_freeze, NULL },
  { "notice_minutes", read_notice, NULL },
  { "share_out", read_share_out, NULL },
};

const char *
gh_conference_key (int number)
{
  return number < (int)G_N_ELEMENTS (keys) ? keys[number].key : NULL;
}

static int
find_key (const char *name)
{
  for (gsize key = 0; key < G_N_ELEMENTS (keys); key++)
    if (strcmp (keys[key].key, name) == 0)
      return (int)key;
  return -1;
}

static void
note_unknown_key (const GhRow *row)
{
  const char *names[G_N_ELEMENTS (keys)];
  const char *key = gh_row_cell (row, "key");

  for (gsize entry = 0; entry < G_N_ELEMENTS (keys); entry++)
    names[entry] = keys[entry].key;
  gh_row_tell_meant (row, "key", true, key, gh_meant_name (key, names, G_N_ELEMENTS (keys)),
                     "the key \"%s\" is unknown and is ignored", key);
}

/* The name in another language: `name:fr`. */
static bool
is_translation (const char *key)
{
  return g_str_has_prefix (key, "name:");
}

static void
read_keys (GhReading *reading, int *lines)
{
  const GhTable *table = reading->tables[GH_SHEET_CONFERENCE];

  if (table == NULL || gh_table_column (table, "key") < 0)
    return; /* which has been said */
  GH_EACH_ROW (reading, GH_SHEET_CONFERENCE, row)
  {
    int key = find_key (gh_row_cell (&row, "key"));
    const char *value = gh_row_cell (&row, "value");
    if (key < 0 && !is_translation (gh_row_cell (&row, "key")))
      note_unknown_key (&row);
    if (key < 0)
      continue;
    if (lines[key] != 0)
      gh_row_problem (&row, "key", "the key \"%s\" is there twice, first in row %d", keys[key].key,
                      lines[key]);
    lines[key] = gh_row_line (&row);
    if (*value != '\0')
      keys[key].read (&row, value);
    else if (keys[key].needed != NULL)
      gh_row_problem (&row, "value", "%s needs a value", keys[key].key);
  }
}

/* Turns the last day into the number of days. */
static void
count_days (GhReading *reading, int last_day_line)
{
  GhConference *conference = &reading->model->conference;
  int n_days = conference->n_days - conference->first_day + 1;
  bool are_both_known = conference->first_day > 0 && conference->n_days > 0;
  GhPlace place = gh_reading_place (reading, GH_SHEET_CONFERENCE, last_day_line, "value");
  GDate first;

  reading->days_are_known = are_both_known && n_days >= 1 && n_days <= GH_MOST_DAYS;
  if (are_both_known && n_days < 1)
    gh_problems_add (reading->problems, place, "last_day is before first_day");
  else if (are_both_known && n_days > GH_MOST_DAYS)
    gh_problems_add (reading->problems, place, "a conference has at most %d days", GH_MOST_DAYS);
  conference->n_days = reading->days_are_known ? n_days : 1;
  conference->first_day = MAX (1, conference->first_day);
  g_date_clear (&first, 1);
  g_date_set_julian (&first, (guint32)conference->first_day);
  conference->first_weekday = (int)g_date_get_weekday (&first);
  reading->days = (GhDays){ conference->first_day, conference->n_days, 1 };
  gh_times_free (conference->hours);
  conference->hours = gh_times_new ();
  gh_times_add (conference->hours, 0, conference->n_days * GH_DAY);
}

static void
read_hours (const GhRow *row, const char *value)
{
  GhConference *conference = conference_of (row);
  /* Neither the evening before the first day nor the day after the last is one of its own. */
  GhDays own_days = { conference->first_day, conference->n_days, 0 };
  GhTimes *hours = NULL;
  char *wrong;

  if (!row->reading->days_are_known)
    return;
  wrong = gh_form_times (value, &own_days, true, &hours);
  if (wrong != NULL)
    {
      gh_row_tell_typed (row, "value", wrong,
                         GH_ROW_TYPED (row, gh_typed_times (value, &own_days, true)));
      return;
    }
  if (!gh_times_meet (hours, 0, conference->n_days * GH_DAY))
    gh_row_problem (row, "value", "these hours are on no day of the conference");
  gh_times_free (conference->hours);
  conference->hours = hours;
}

/* `name:fr`, or the name's row in the column `value:fr`. */
static void
read_translation (const GhRow *row, const char *key)
{
  GhConference *conference = conference_of (row);
  int language;

  if (strcmp (key, "name") == 0)
    gh_row_translate (row, "value", &conference->name_in);
  if (!is_translation (key))
    return;
  language = gh_conference_language (conference, strchr (key, ':') + 1);
  if (language < 0)
    gh_row_note (row, "key", "%s is in none of the conference's languages and is ignored", key);
  else
    gh_model_translate (row->reading->model, &conference->name_in, language,
                        gh_row_cell (row, "value"));
}

/* What needs the days, or the languages. */
static void
read_second_round (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_CONFERENCE, row)
  {
    const char *key = gh_row_cell (&row, "key");
    const char *value = gh_row_cell (&row, "value");
    if (strcmp (key, "workdays") == 0 && *value != '\0')
      gh_row_accepts (&row, "value",
                      gh_form_weekdays (value, &reading->model->conference.workdays));
    if (strcmp (key, "hours") == 0 && *value != '\0')
      read_hours (&row, value);
    read_translation (&row, key);
  }
}

/* Where a key was given; sheet NULL: nowhere. */
static GhSource
source_of (GhReading *reading, const int *lines, const char *key)
{
  int line = lines[find_key (key)];
  const char *sheet = gh_model_text (reading->model, gh_sheet_names ()[GH_SHEET_CONFERENCE]);
  return line > 0 ? (GhSource){ sheet, line } : (GhSource){ NULL, 0 };
}

static void
note_sources (GhReading *reading, const int *lines)
{
  GhConference *conference = &reading->model->conference;
  conference->last_day_source = source_of (reading, lines, "last_day");
  conference->hours_source = source_of (reading, lines, "hours");
  conference->freeze_source = source_of (reading, lines, "freeze");
  conference->notice_source = source_of (reading, lines, "notice_minutes");
}

void
gh_read_conference (GhReading *reading)
{
  int lines[G_N_ELEMENTS (keys)] = { 0 };

  /* 0 is no day: what is not read stays so. */
  reading->model->conference.first_day = reading->model->conference.n_days = 0;
  read_keys (reading, lines);
  for (gsize key = 0; key < G_N_ELEMENTS (keys); key++)
    if (keys[key].needed != NULL && lines[key] == 0
        && gh_reading_knows (reading, GH_SHEET_CONFERENCE))
      gh_problems_add (reading->problems, gh_reading_place (reading, GH_SHEET_CONFERENCE, 0, NULL),
                       "the key \"%s\" is missing; write %s", keys[key].key, keys[key].needed);
  count_days (reading, lines[find_key ("last_day")]);
  note_sources (reading, lines);
  read_second_round (reading);
}
