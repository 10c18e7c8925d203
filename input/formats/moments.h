/* Dates, times of day and durations as schedules write them.
 *
 * A moment is in minutes since 00:00 of 0001-01-01 on the conference's own clock, counted as if
 * that clock never changed; a day is a GDate's Julian day.  False: the text is none of these.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define GH_MOMENTS_DAY 1440
#define GH_MOMENTS_LONGEST 20160 /* which is what a session may have */

/* "2026-06-01", with nothing after it but a blank or a T. */
bool gh_moments_date (const char *text, int *day);
/* "09:30" or "09:30:00", to 23:59. */
bool gh_moments_clock (const char *text, int *minute);
/* "2026-06-01T09:30", with or without seconds, Z or an offset (+02:00).  With an offset and a ZONE
 * (NULL: none is known) it is what the zone's clock shows then; else what is written. */
bool gh_moments_whole (const char *text, GTimeZone *zone, gint64 *moment);
/* "H:MM", "HH:MM", "D:HH:MM" (one digit of days), "HH:MM:SS" (two of hours), minutes alone,
 * or "1 hour 30 minutes"; 1 to GH_MOMENTS_LONGEST. */
bool gh_moments_duration (const char *text, int *minutes);
/* A zone of the IANA database; NULL: there is none of this name. */
GTimeZone *gh_moments_zone (const char *name);
/* "2026-06-01T09:00:00+02:00" of a date and a time on the clock of a zone of this name; without an
 * offset where there is no such zone.  The caller's. */
char *gh_moments_on_clock (const char *date, const char *clock, const char *zone_name);
