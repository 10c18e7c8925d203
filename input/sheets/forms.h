/* The forms of cells: starts, times, numbers, lists, yes and no.
 *
 * Each reads a text into a value, or says in a sentence what is wrong with it (the caller frees the
 * sentence; NULL means that it was understood).
 */
#pragma once

#include "engine/times.h"

#define GH_MOST_SPANS 10000 /* of one cell of times: thirty a day for a year */
#define GH_LONGEST_ID 200   /* in bytes: it goes into file names and UIDs */

/* What dates are counted against. */
typedef struct
{
  int first_day; /* days since 0001-01-01 */
  int n_days;
  int n_around; /* 1: times reach into the night before the first day, and the day after the last */
} GhDays;

/* "2022-06-06" in days since 0001-01-01. */
char *gh_form_date (const char *text, int *day);
/* "09:30" in minutes after midnight; up to 24:00, or 48:00 where PAST_MIDNIGHT. */
char *gh_form_clock (const char *text, bool past_midnight, int *minutes);
/* "07:00-22:00", which ends after it begins. */
char *gh_form_span (const char *text, int *start, int *end);
/* "2022-06-06T09:30", or with a blank for the T. */
char *gh_form_start (const char *text, const GhDays *days, GhMinute *start);
/* The contract's `times`; BARE_HOURS: "08:00-12:00" is every day. */
char *gh_form_times (const char *text, const GhDays *days, bool bare_hours, GhTimes **times);
/* The contract's `starts`: int minutes after midnight, sorted, no doubles. */
char *gh_form_starts (const char *text, int grid_minutes, GArray *starts);
/* "Mon-Fri;Sun" as bits 1 << weekday. */
char *gh_form_weekdays (const char *text, int *weekdays);
char *gh_form_int (const char *text, int least, int most, int *value);
/* What an id may hold, and that it is there. */
char *gh_form_id (const char *text);
char *gh_form_yes (const char *text, bool *value);
/* A time zone of the IANA database that this machine knows. */
char *gh_form_zone (const char *text);
/* The items of a list, trimmed, without empty ones; free with g_strfreev(). */
char **gh_form_list (const char *text);
