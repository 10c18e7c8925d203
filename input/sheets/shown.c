#include "input/sheets/shown.h"

#include <math.h>
#include <string.h>

/* Reading a decimal number into a double, and writing 15 digits of it, gives the same on every
 * machine: both are rounded correctly (IEEE 754, 5.12). */
#define DIGITS 15
#define SECONDS_OF_DAY 86400
#define LAST_DAY 2958465 /* 9999-12-31 */
#define MOST_DECIMALS 15

/* ---- formats ----------------------------------------------------------------------------- */

/* What stands in the first section of a format, with quotes, brackets and escapes taken out. */
typedef struct
{
  bool date, clock, seconds, elapsed, month, percent, strange;
  int zeros, others; /* places for digits before the point: 0, and # or ? */
  int decimals;      /* places after it */
  bool after_point;
} Marks;

/* Steps over "text", [Red], \x, _x and *x; notes [h]. */
static const char *
skip_literal (const char *at, Marks *marks)
{
  const char *end;

  if (*at == '"' || *at == '[')
    {
      end = strchr (at + 1, *at == '"' ? '"' : ']');
      if (*at == '[' && strchr ("hHmMsS", at[1]) != NULL && at[1] != '\0')
        marks->elapsed = marks->clock = true;
      return end != NULL ? end + 1 : at + strlen (at);
    }
  if (strchr ("\\_*", *at) != NULL)
    return at[1] != '\0' ? g_utf8_next_char (at + 1) : at + 1;
  return at;
}

static void
mark (Marks *marks, const char *at)
{
  switch (g_ascii_tolower (*at))
    {
    case 'y':
    case 'd':
      marks->date = true;
      break;
    case 'm':
      marks->month = true;
      break;
    case 's':
      marks->seconds = true;
      marks->clock = true;
      break;
    case 'h':
      marks->clock = true;
      break;
    case '%':
      marks->percent = true;
      break;
    case '.':
      marks->after_point = true;
      break;
    case '0':
      marks->zeros += !marks->after_point;
      marks->decimals += marks->after_point;
      break;
    case '#':
    case '?':
      marks->others += !marks->after_point;
      marks->decimals += marks->after_point;
      break;
    case 'e':
    case '/':
    case '@':
      marks->strange = true;
      break;
    }
}

static Marks
marks_of (const char *code)
{
  Marks marks = { 0 };

  while (*code != '\0' && *code != ';')
    {
      const char *after = skip_literal (code, &marks);
      if (after == code)
        mark (&marks, code++);
      else
        code = after;
    }
  /* A month beside hours or seconds is minutes, unless a day or a year stands by. */
  marks.date = marks.date || (marks.month && !marks.clock);
  return marks;
}

static GhShown
shown_of_code (const char *code)
{
  Marks marks = marks_of (code);

  if (g_ascii_strncasecmp (code, "general", strlen ("general")) == 0)
    return (GhShown){ .as = GH_SHOWN_PLAIN };
  if (marks.elapsed)
    return (GhShown){ .as = GH_SHOWN_HOURS, .with_seconds = marks.seconds };
  if (marks.date || marks.clock)
    return (GhShown){ .as = !marks.clock  ? GH_SHOWN_DATE
                            : !marks.date ? GH_SHOWN_TIME
                                          : GH_SHOWN_DATE_TIME,
                      .with_seconds = marks.seconds };
  if (marks.strange || marks.zeros + marks.others + marks.decimals == 0)
    return (GhShown){ .as = GH_SHOWN_PLAIN };
  if (marks.percent)
    return (GhShown){ .as = GH_SHOWN_PERCENT, .decimals = MIN (marks.decimals, MOST_DECIMALS) };
  return (GhShown){ .as = GH_SHOWN_ROUNDED,
                    .digits = marks.others == 0 ? MIN (marks.zeros, DIGITS) : 0,
                    .decimals = MIN (marks.decimals, MOST_DECIMALS) };
}

/* ECMA-376, part 1, 18.8.30: what is built in, and never written out. */
static const char *
built_in (int id)
{
  static const char *const codes[] = {
    [1] = "0",          [2] = "0.00",      [3] = "#,##0",        [4] = "#,##0.00",
    [9] = "0%",         [10] = "0.00%",    [14] = "mm-dd-yy",    [15] = "d-mmm-yy",
    [16] = "d-mmm",     [17] = "mmm-yy",   [18] = "h:mm AM/PM",  [19] = "h:mm:ss AM/PM",
    [20] = "h:mm",      [21] = "h:mm:ss",  [22] = "m/d/yy h:mm", [37] = "#,##0",
    [38] = "#,##0",     [39] = "#,##0.00", [40] = "#,##0.00",    [45] = "mm:ss",
    [46] = "[h]:mm:ss", [47] = "mm:ss",
  };
  return id >= 0 && id < (int)G_N_ELEMENTS (codes) ? codes[id] : NULL;
}

GhShown
gh_shown_of_format (int id, const char *code)
{
  if (code == NULL)
    code = built_in (id);
  if (code != NULL)
    return shown_of_code (code);
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return (GhShown){ .as = GH_SHOWN_WHEN };
  return (GhShown){ .as = GH_SHOWN_PLAIN };
}

/* ---- numbers ----------------------------------------------------------------------------- */

/* Without zeros after the point that say nothing. */
static char *
without_zeros (char *text)
{
  char *end = text + strlen (text);

  if (strchr (text, '.') == NULL)
    return text;
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
  return text;
}

/* With zeros before it, so that at least so many DIGITS stand before the point. */
static char *
padded (const char *text, int digits)
{
  const char *number = text + (*text == '-');
  int lacking = digits - (int)strcspn (number, ".");
  return g_strdup_printf ("%s%.*s%s", *text == '-' ? "-" : "", MAX (lacking, 0), "000000000000000",
                          number);
}

static char *
rounded (double value, int digits, int decimals)
{
  char format[16];
  char text[G_ASCII_DTOSTR_BUF_SIZE + 400];

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (text, sizeof text, format, value);
  without_zeros (text);
  return padded (strcmp (text, "-0") == 0 ? "0" : text, digits);
}

/* Spreadsheets round half away from zero, and take for half what is so in 15 digits. */
static double
a_little_more (double value)
{
  return value * (1 + 1e-15);
}

static char *
plain (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (value) >= 1e15 || fabs (value) < 1e-9)
    return rounded (value, 0, 0);
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  return strchr (text, 'e') != NULL ? rounded (value, 0, DIGITS) : g_strdup (text);
}

/* ---- dates and times --------------------------------------------------------------------- */

static char *
clock_text (gint64 seconds, bool with_seconds)
{
  int rest = (int)(seconds % 60);
  gint64 minutes = seconds / 60;

  if (with_seconds && rest != 0)
    return g_strdup_printf ("%02d:%02d:%02d", (int)(minutes / 60), (int)(minutes % 60), rest);
  return g_strdup_printf ("%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
}

static char *
day_text (gint64 day, bool from_1904)
{
  GDate date;

  /* 1900 had no 29 February, but those who count its days say that it had (18.17.4.1). */
  if (!from_1904 && day == 60)
    return g_strdup ("1900-02-29");
  g_date_clear (&date, 1);
  if (from_1904)
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy (&date, day < 60 ? 31 : 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint)day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

static char *
moment (double value, GhShown shown, bool from_1904)
{
  gint64 seconds = (gint64)floor (value * SECONDS_OF_DAY + 0.5);
  gint64 day = seconds / SECONDS_OF_DAY;
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;

  if (shown.as == GH_SHOWN_HOURS)
    return clock_text (seconds, shown.with_seconds);
  clock = clock_text (seconds % SECONDS_OF_DAY, shown.with_seconds);
  if (shown.as == GH_SHOWN_TIME || (day == 0 && shown.as != GH_SHOWN_DATE))
    return g_steal_pointer (&clock);
  date = day_text (day, from_1904);
  if (shown.as == GH_SHOWN_DATE || (shown.as == GH_SHOWN_WHEN && seconds % SECONDS_OF_DAY == 0))
    return g_steal_pointer (&date);
  return g_strdup_printf ("%sT%s", date, clock);
}

char *
gh_shown_number (const char *number, GhShown shown, bool from_1904)
{
  char *end;
  double value = g_ascii_strtod (number, &end);

  if (end == number || *end != '\0' || !isfinite (value) || fabs (value) > 1e300)
    return g_strdup (number);
  if (shown.as == GH_SHOWN_PLAIN)
    return plain (value);
  if (shown.as == GH_SHOWN_ROUNDED)
    return rounded (a_little_more (value), shown.digits, shown.decimals);
  if (shown.as == GH_SHOWN_PERCENT)
    {
      g_autofree char *hundredths = rounded (a_little_more (value * 100), 0, shown.decimals);
      return g_strconcat (hundredths, "%", NULL);
    }
  if (value < 0 || value >= LAST_DAY + 1)
    return plain (value);
  return moment (value, shown, from_1904);
}

/* ---- ISO 8601 ---------------------------------------------------------------------------- */

static bool
is_zero (const char *text)
{
  return text[strspn (text, "0:.,TZ")] == '\0';
}

char *
gh_shown_date (const char *iso, bool with_time)
{
  const char *time = strchr (iso, 'T');
  gsize n_date = time != NULL ? (gsize)(time - iso) : strlen (iso);
  gsize n_time;

  if (time == NULL || (is_zero (time) && !with_time))
    return with_time ? g_strdup_printf ("%.*sT00:00", (int)n_date, iso) : g_strndup (iso, n_date);
  /* Seconds only where there are some. */
  n_time = strlen (time) > 6 && time[6] == ':' && is_zero (time + 7) ? 6 : strcspn (time, "Z");
  return g_strndup (iso, n_date + n_time);
}

/* Takes "09H" off; 0 where the next number has another unit. */
static int
take_unit (const char **at, char unit)
{
  char *end;
  gint64 number = g_ascii_strtoll (*at, &end, 10);

  if (end == *at)
    return 0;
  if (*end == ',' || *end == '.')
    end += 1 + strspn (end + 1, "0123456789");
  if (*end != unit || number < 0 || number > 100000)
    return 0;
  *at = end + 1;
  return (int)number;
}

char *
gh_shown_duration (const char *iso)
{
  const char *at = iso;
  int days = 0, hours, minutes, seconds;

  if (*at++ != 'P')
    return g_strdup (iso);
  days = take_unit (&at, 'D');
  if (*at++ != 'T')
    return g_strdup (iso);
  hours = take_unit (&at, 'H');
  minutes = take_unit (&at, 'M');
  seconds = take_unit (&at, 'S');
  if (*at != '\0')
    return g_strdup (iso);
  return clock_text ((gint64)(days * 24 + hours) * 3600 + minutes * 60 + seconds, true);
}
