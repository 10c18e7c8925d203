/* Numbers, dates and times as people type them, where a sheet has another form for them: what was
 * probably meant.
 *
 * What is proposed has the form that forms.h reads, and is certain where a text can be read in one
 * way only: "9h30" and "9:30 am" are 09:30, and 8/6/2022 is 2022-06-08 where the conference has
 * that day and is over by the 6th of August.
 */
#pragma once

#include "input/sheets/forms.h"
#include "input/sheets/meant.h"

/* DAYS: those of the conference; NULL: not known. */
GhMeant gh_typed_date (const char *text, const GhDays *days);
GhMeant gh_typed_clock (const char *text, bool past_midnight);
GhMeant gh_typed_start (const char *text, const GhDays *days);
/* The whole cell, as the next two give it. */
GhMeant gh_typed_times (const char *text, const GhDays *days, bool bare_hours);
GhMeant gh_typed_starts (const char *text);
/* IS_MINUTES: "1h30" is 90. */
GhMeant gh_typed_int (const char *text, int least, int most, bool is_minutes);
GhMeant gh_typed_yes (const char *text);
/* A city's name, which a zone has. */
GhMeant gh_typed_zone (const char *text);

/* Times of which none is on a day of the conference, and all are with day and month exchanged. */
GhMeant gh_typed_exchanged (const char *text, const GhDays *days);
