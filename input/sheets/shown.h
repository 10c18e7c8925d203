/* What a cell of a workbook shows, in the forms that cells of ours have.
 *
 * A date is kept as a number of days, and a format says that it is one (ECMA-376, part 1, 18.8.30
 * and 18.17.4).  Here it becomes 2022-06-06, 09:30 or 2022-06-06T09:30, whatever the format's own
 * order and signs; seconds are told where the format tells them and there are some.  A number is
 * rounded as its format rounds it, and has no thousands separators and no zeros at its end; a
 * format of zeros alone (0000) keeps those in front.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum
{
  GH_SHOWN_PLAIN, /* as the number is, to 15 digits */
  GH_SHOWN_ROUNDED,
  GH_SHOWN_PERCENT,
  GH_SHOWN_DATE,
  GH_SHOWN_TIME,
  GH_SHOWN_DATE_TIME,
  GH_SHOWN_HOURS, /* a time that goes on past 24:00 */
  GH_SHOWN_WHEN,  /* dates or times by their number: formats that differ by language */
} GhShownAs;

typedef struct
{
  GhShownAs as;
  int digits;        /* of ROUNDED: at least so many before the point */
  int decimals;      /* of ROUNDED and PERCENT: at most so many after it */
  bool with_seconds; /* of times */
} GhShown;

/* What a format means: its id where it is built in, or else its CODE (NULL: built in). */
GhShown gh_shown_of_format (int id, const char *code);
/* NUMBER as a file has it ("44718.395833"); what is none is returned as it is.  FROM_1904: days are
 * counted from 1904-01-01, and not from 1900-01-01 with a February of 29 days.  Caller frees. */
char *gh_shown_number (const char *number, GhShown shown, bool from_1904);
/* "2022-06-06T09:30:00.000" of ISO 8601 as 2022-06-06T09:30; WITH_TIME: midnight is shown as such.
 * Caller frees. */
char *gh_shown_date (const char *iso, bool with_time);
/* "PT09H30M00S" of ISO 8601 as 09:30.  Caller frees. */
char *gh_shown_duration (const char *iso);
