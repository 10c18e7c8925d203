/* The days of people who must be there: rules short-night, long-run and lone-day, each a way of
 * counting one person's commitments. */
#pragma once

#include "engine/rules/rules.h"

#define GH_FREE_MINUTES 30 /* a pause of this length ends a run */

typedef enum
{
  GH_DAYS_NIGHTS, /* minutes missing between one day's last end and the next one's first start */
  GH_DAYS_RUNS,   /* minutes of a run beyond the value */
  GH_DAYS_LONE,   /* days with one session */
  GH_N_DAYS
} GhDays;

/* A commitment of one person, as one way of counting sees it. */
typedef struct
{
  GhMinute start, end;
  int weight, value; /* weight at least 1 */
} GhPersonSpan;

/* The cost of one person's commitments, sorted by start, then end.  UNITS may be NULL. */
int64_t gh_person_days_cost (GhDays way, const GhPersonSpan *spans, int n, int64_t *units);

/* The whole cost of RULE, one of the three, from scratch. */
void gh_person_days_measure (const GhModel *model, const GhProgramme *programme, int rule,
                             GhRuleCost *cost);
