#include "input/formats/moments.h"

#include <string.h>

/* The day of 1970-01-01. */
#define UNIX_DAY 719163

/* N digits; moves TEXT past them. */
static bool
take_digits (const char **text, int n, int *value)
{
  *value = 0;
  for (int digit = 0; digit < n; digit++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return false;
      *value = 10 * *value + (**text - '0');
    }
  return true;
}

static bool
take_letter (const char **text, char letter)
{
  if (**text != letter)
    return false;
  (*text)++;
  return true;
}

static bool
take_date (const char **text, int *day)
{
  int year, month, day_of_month;
  GDate date;

  if (!take_digits (text, 4, &year) || !take_letter (text, '-') || !take_digits (text, 2, &month)
      || !take_letter (text, '-') || !take_digits (text, 2, &day_of_month) || year < 1
      || !g_date_valid_dmy ((GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year))
    return false;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year);
  *day = (int)g_date_get_julian (&date);
  return true;
}

/* Seconds, and parts of them, are passed over. */
static bool
take_clock (const char **text, int *minute)
{
  int hours, minutes, seconds;

  if (!take_digits (text, 2, &hours) || !take_letter (text, ':') || !take_digits (text, 2, &minutes)
      || hours > 23 || minutes > 59)
    return false;
  *minute = 60 * hours + minutes;
  if (!take_letter (text, ':'))
    return true;
  if (!take_digits (text, 2, &seconds))
    return false;
  if (take_letter (text, '.'))
    while (g_ascii_isdigit (**text))
      (*text)++;
  return true;
}

/* In minutes. */
static bool
take_offset (const char **text, int *offset)
{
  int sign = **text == '-' ? -1 : 1;
  int hours, minutes;

  *offset = 0;
  if (take_letter (text, 'Z'))
    return true;
  if (**text != '+' && **text != '-')
    return false;
  (*text)++;
  if (!take_digits (text, 2, &hours) || (take_letter (text, ':'), !take_digits (text, 2, &minutes)))
    return false;
  *offset = sign * (60 * hours + minutes);
  return true;
}

bool
gh_moments_date (const char *text, int *day)
{
  return take_date (&text, day) && (*text == '\0' || *text == 'T' || *text == ' ');
}

bool
gh_moments_clock (const char *text, int *minute)
{
  g_autofree char *padded =
      text[0] != '\0' && text[1] == ':' ? g_strconcat ("0", text, NULL) : g_strdup (text);
  const char *at = padded;

  return take_clock (&at, minute) && *at == '\0';
}

static gint64
on_clock_of (GTimeZone *zone, gint64 moment, int offset)
{
  gint64 seconds = (moment - offset - (gint64)UNIX_DAY * GH_MOMENTS_DAY) * 60;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return moment - offset + g_time_zone_get_offset (zone, MAX (interval, 0)) / 60;
}

bool
gh_moments_whole (const char *text, GTimeZone *zone, gint64 *moment)
{
  int day, minute, offset;

  if (!take_date (&text, &day) || !(take_letter (&text, 'T') || take_letter (&text, ' '))
      || !take_clock (&text, &minute))
    return false;
  *moment = (gint64)day * GH_MOMENTS_DAY + minute;
  if (*text == '\0')
    return true;
  if (!take_offset (&text, &offset) || *text != '\0')
    return false;
  if (zone != NULL)
    *moment = on_clock_of (zone, *moment, offset);
  return true;
}

/* "1 hour 30 minutes", "1h 30m": whatever follows a number is known by its first letter. */
static gint64
sum_of_words (const char *text)
{
  static const char letters[] = "dhms";
  static const int minutes[] = { GH_MOMENTS_DAY, 60, 1, 0 };
  gint64 sum = 0;

  for (text += strspn (text, " ,"); *text != '\0'; text += strspn (text, " ,"))
    {
      char *end;
      guint64 value = g_ascii_strtoull (text, &end, 10);
      if (!g_ascii_isdigit (*text) || value > GH_MOMENTS_LONGEST)
        return 0;
      text = end + strspn (end, " ");
      const char *unit = *text != '\0' ? strchr (letters, g_ascii_tolower (*text)) : NULL;
      if (unit == NULL)
        return 0;
      sum += (gint64)value * minutes[unit - letters];
      while (g_ascii_isalpha (*text))
        text++;
    }
  return MIN (sum, GH_MOMENTS_LONGEST + 1);
}

static gint64
sum_of_parts (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  int n = (int)g_strv_length (parts);
  gint64 values[3] = { 0 };

  for (int part = 0; part < n; part++)
    {
      guint64 value;
      if (part == 3
          || !g_ascii_string_to_unsigned (parts[part], 10, 0, GH_MOMENTS_LONGEST, &value, NULL))
        return 0;
      values[part] = (gint64)value;
    }
  gint64 sum = n == 1                            ? values[0]
               : n == 2                          ? 60 * values[0] + values[1]
               : n == 3 && strlen (parts[0]) > 1 ? 60 * values[0] + values[1]
                                                 : 60 * (24 * values[0] + values[1]) + values[2];
  return MIN (sum, GH_MOMENTS_LONGEST + 1);
}

bool
gh_moments_duration (const char *text, int *minutes)
{
  gint64 sum = sum_of_parts (text);

  *minutes = (int)(sum > 0 ? sum : sum_of_words (text));
  return *minutes >= 1 && *minutes <= GH_MOMENTS_LONGEST;
}

char *
gh_moments_on_clock (const char *date, const char *clock, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = gh_moments_zone (zone_name);
  char *written = g_strdup_printf ("%sT%s", date, clock);
  gint64 moment;
  int interval, offset;

  if (zone == NULL || !gh_moments_whole (written, NULL, &moment))
    return written;
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_STANDARD,
                                        (moment - (gint64)UNIX_DAY * GH_MOMENTS_DAY) * 60);
  offset = g_time_zone_get_offset (zone, MAX (interval, 0)) / 60;
  g_free (written);
  return g_strdup_printf ("%sT%s%c%02d:%02d", date, clock, offset < 0 ? '-' : '+',
                          ABS (offset) / 60, ABS (offset) % 60);
}

GTimeZone *
gh_moments_zone (const char *name)
{
  static const char letters[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_+-/";

  if (strlen (name) > 60 || strspn (name, letters) != strlen (name)
      || (strchr (name, '/') == NULL && strcmp (name, "UTC") != 0) || !g_ascii_isupper (*name))
    return NULL;
  return g_time_zone_new_identifier (name);
}
