/* What of a stranger's calendar could not be understood for certain, while the rest could.
 *
 * Plain data without pointers, since it comes out of a child process; sentences hold nothing out
 * of the calendar but the name of a time zone: whose appointments they are, where, and with whom,
 * is none of our business. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  GH_DOUBT_BAD_VALUE,
  GH_DOUBT_BAD_TIME,
  GH_DOUBT_NO_START,
  GH_DOUBT_BACKWARDS,
  GH_DOUBT_UNKNOWN_ZONE,
  GH_DOUBT_OTHER_ZONE,
  GH_DOUBT_FROM_NOW_ON,
  GH_DOUBT_OTHER_YEARS,
  GH_DOUBT_EVERY_MINUTE,
  GH_DOUBT_TOO_OFTEN,
  GH_DOUBT_TOO_MANY,
  GH_DOUBT_AVAILABILITY,
  GH_N_DOUBTS,
} GhDoubt;

typedef struct
{
  uint32_t set;  /* a bit for each GhDoubt */
  char zone[64]; /* the first that is unknown */
} GhDoubts;

void gh_doubts_add (GhDoubts *doubts, GhDoubt doubt);
void gh_doubts_add_zone (GhDoubts *doubts, const char *zone);
/* "an event has no start; an event ends before it starts".  The caller frees it; NULL: no doubts.
 */
char *gh_doubts_to_text (const GhDoubts *doubts);
