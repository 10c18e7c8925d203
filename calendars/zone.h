/* What the other files of this folder ask of a GhCalendarZone, beside its face. */
#pragma once

#include "calendars/calendars.h"

/* Unix time of 00:00 UTC on a day given as g_date_get_julian(). */
#define GH_UNIX_DAY 719163
#define GH_UNIX_OF_DAY(day) (((int64_t)(day)-GH_UNIX_DAY) * 86400)

/* The system's zone of this name, or NULL with ERROR: only names of the IANA database, none of the
 * other forms that GLib would take ("+02:00", "EST5EDT,M3.2.0"). */
GTimeZone *gh_zone_of_system (const char *timezone, GError **error);
/* The wall-clock minute, counted from FIRST_DAY, of a moment in Unix time, rounded down. */
int64_t gh_zone_wall (GTimeZone *system, int first_day, int64_t moment);

const char *gh_zone_name (const GhCalendarZone *zone);
/* Its VTIMEZONE. */
const char *gh_zone_text (const GhCalendarZone *zone);
/* Appends ";TZID=Africa/Kigali:20220606T093000"; of the zone UTC, ":20220606T093000Z", the one form
 * that every reader knows. */
void gh_zone_append_time (const GhCalendarZone *zone, GString *out, GhMinute minute);
/* The same for "20220606T093000" as written, with or without its Z. */
void gh_zone_append_written_time (const GhCalendarZone *zone, GString *out, const char *written);
/* The minute of a "20220606T093000", or GH_NEVER. */
GhMinute gh_zone_parse_time (const GhCalendarZone *zone, const char *text);
