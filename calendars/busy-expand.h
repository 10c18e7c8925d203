/* From a reduced calendar (busy-scan.h) to busy spans, through libical.
 *
 * To be run in a process of its own: nothing bounds its time.  Here are the traps that libical
 * leaves to its callers: whole days end a day late, changed sittings of a series stay where they
 * were, RDATE periods vanish, unknown zones become UTC, and 30 February is a date.
 *
 * What is not understood leaves a doubt, and never less busy time than the rest of it says. */
#pragma once

#include "calendars/busy-scan.h"
#include "engine/engine.h"

#define GH_BUSY_SPANS 10000 /* in one answer */

/* The conference that it is about. */
typedef struct
{
  GTimeZone *home;
  const char *timezone; /* its name */
  int first_day;        /* as g_date_get_julian() */
  GhMinute end;         /* spans are clipped to [0, end) */
} GhBusyAsk;

/* Adds to BUSY, at most GH_BUSY_SPANS, and to DOUBTS; false if the whole cannot be understood.
 * ZONES are the clocks that are known (busy-zones.h).  Opens no file. */
bool gh_busy_expand (const GhBusyFile *file, const GhBusyAsk *ask, GHashTable *zones, GhTimes *busy,
                     GhDoubts *doubts);
