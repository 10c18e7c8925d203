/* From a reduced calendar (busy-scan.h) to busy spans, through libical.
 *
 * To be run in a process of its own: nothing bounds its time.  Here are the traps that libical
 * leaves to its callers: whole days end a day late, changed sittings of a series stay where they
 * were, RDATE periods vanish, unknown zones become UTC, and 30 February is a date. */
#pragma once

#include "engine/engine.h"

typedef enum
{
  GH_BUSY_READ,
  GH_BUSY_UNPARSED,
  GH_BUSY_BAD_VALUE,
  GH_BUSY_BAD_TIME,
  GH_BUSY_NO_START,
  GH_BUSY_BACKWARDS,
  GH_BUSY_UNKNOWN_ZONE,
  GH_BUSY_FROM_NOW_ON,
  GH_BUSY_TOO_OFTEN,
  GH_BUSY_TOO_MANY,
  GH_N_BUSY_CODES,
} GhBusyCode;

#define GH_BUSY_SPANS 10000

typedef struct
{
  int32_t code;
  int32_t n_spans;
  char about[64]; /* the zone that is unknown */
} GhBusyAnswer;

/* Adds GhSpan to SPANS, unsorted, clipped to [0, END).  ANSWER is filled in; when its code is not
 * GH_BUSY_READ, the spans are not to be used.  HOME is the conference's zone, of which TIMEZONE is
 * the name: floating times are on its clock, as whole days are. */
void gh_busy_expand (const char *reduced, GTimeZone *home, const char *timezone, int first_day,
                     GhMinute end, GhBusyAnswer *answer, GArray *spans);
