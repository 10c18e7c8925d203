/* What stays of an event whose session has left a calendar: who imported the file cannot learn from
 * an absence, so the event stays, cancelled, at the time that it had. */
#pragma once

#include "calendars/tongue.h"
#include "calendars/written.h"

/* The body of the tombstone of an event of the last revision; the same body again where it is one
 * already.  GONE says what happened; what is announced as cancelled (IS_ANNOUNCED: and still is)
 * goes on saying that.  BARE: the reader may no longer know what it was.  The caller
 * frees it. */
GString *gh_tombstone_of (const GhWrittenEvent *event, const GhCalendarZone *zone,
                          const GhTongue *tongue, GhWord gone, bool is_announced, bool bare);

/* An event as written is CANCELLED; and is a tombstone. */
bool gh_is_cancelled (const GhWrittenEvent *event);
bool gh_is_tombstone (const GhWrittenEvent *event);
