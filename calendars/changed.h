/* An event that changed in somebody's calendar, told so that others need not read iCalendar. */
#pragma once

#include "calendars/tongue.h"
#include "calendars/written.h"

/* BODY is as it is written now, WAS as in the last revision (NULL: it was not there).  The body is
 * borrowed, person, session and is_bare are the caller's to set; all else is freed with
 * gh_changed_clear(). */
void gh_changed_of (GhCalendarChange *change, const GString *body, const GhWrittenEvent *was,
                    const GhTongue *tongue, const GhCalendarZone *zone);
void gh_changed_clear (GhCalendarChange *change);
