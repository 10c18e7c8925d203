/* Time on the conference's own wall clock.
 *
 * A GhMinute counts from 00:00 of the conference's first day, 1440 to a day; it may be negative or
 * lie past the last day.  Spans are half-open: 09:00-10:00 and 10:00-11:00 touch and do not
 * overlap.  A GhTimes is a sorted list of spans that neither overlap nor touch.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef int32_t GhMinute;

#define GH_DAY 1440
#define GH_NEVER INT32_MIN         /* no minute at all: "has no start" */
#define GH_BEGINNING (-1440 * 400) /* before everything */
#define GH_END (1440 * 800)        /* after everything */

typedef struct
{
  GhMinute start;
  GhMinute end;
} GhSpan;

typedef struct
{
  int n_spans;
  GhSpan *spans; /* owned */
} GhTimes;

/* The day of a minute: 0 is the first day, -1 the one before. */
static inline int
gh_day_of (GhMinute minute)
{
  return minute >= 0 ? minute / GH_DAY : -((GH_DAY - 1 - minute) / GH_DAY);
}

/* Lists of GhMinute: sorted, without doubles; and the first entry at or after a minute. */
void gh_minutes_tidy (GArray *minutes);
guint gh_minutes_from (const GArray *minutes, GhMinute minute);

GhTimes *gh_times_new (void); /* never */
GhTimes *gh_times_new_always (void);
void gh_times_free (GhTimes *times); /* accepts NULL */

/* Joins [start, end) to the list; spans that touch become one.  An empty span changes nothing. */
void gh_times_add (GhTimes *times, GhMinute start, GhMinute end);
/* Takes [start, end) out of the list. */
void gh_times_subtract (GhTimes *times, GhMinute start, GhMinute end);

/* The whole of [start, end) lies in one span. */
bool gh_times_hold (const GhTimes *times, GhMinute start, GhMinute end);
/* Some minute of [start, end) lies in a span. */
bool gh_times_meet (const GhTimes *times, GhMinute start, GhMinute end);
bool gh_times_is_always (const GhTimes *times);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTimes, gh_times_free)
