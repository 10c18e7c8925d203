/* Understanding a stranger's calendar in a box: a child process that can read memory, count, and
 * write into one pipe, for two seconds.
 *
 * Whatever the calendar does to libical happens there.  Of what comes out, only numbers within
 * their bounds are taken, as from any stranger. */
#pragma once

#include "calendars/busy-expand.h"

#define GH_BUSY_CPU_SECONDS 2
#define GH_BUSY_MEMORY_OCTETS (400UL * 1024 * 1024) /* more than the parent has */

/* Adds to BUSY and DOUBTS what the box understood; false with a SENTENCE ("it ...", the caller
 * frees it) when that is nothing, and then nothing is added.  To be called while this process has
 * one thread. */
bool gh_busy_box (const GhBusyFile *file, const GhBusyAsk *ask, GhTimes *busy, GhDoubts *doubts,
                  char **sentence);

/* ---- its parts, for tests ----------------------------------------------------------------- */

#define GH_BUSY_ANSWER_FD 3 /* of the child */

/* What the child writes, and after it its spans. */
typedef struct
{
  GhDoubts doubts;
  int32_t n_spans; /* -1: nothing was understood */
} GhBusyAnswer;

/* Leaves this process memory, GH_BUSY_ANSWER_FD and its end; false if the system refuses, and
 * nothing of a stranger's may be touched. */
bool gh_busy_shut (void);
/* Takes what a child SAID, if every bit of it can be true; *N_SPANS is -1 where it understood
 * nothing. */
bool gh_busy_take (const GByteArray *said, const GhBusyFile *file, const GhBusyAsk *ask,
                   GhTimes *busy, GhDoubts *doubts, int *n_spans);
