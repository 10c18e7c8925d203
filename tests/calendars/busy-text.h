/* Busy times of a calendar file as text, for tests. */
#pragma once

#include "calendars/calendars.h"

#define BUSY_FIRST_DAY 738312 /* 6 June 2022, a Monday */
#define BUSY_N_DAYS 5

/* "Mo 10:00-11:30, Tu ...", then "in part: ..." or "no: ..." where something is not understood; the
 * whole fails if sentences are not as they should be.  The caller frees it. */
char *busy_as_text (const char *path, const char *timezone);
