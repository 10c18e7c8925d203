/* Nights and runs of people who must be there: rules short-night and long-run. */
#pragma once

#include "engine/rules/rules.h"

#define GH_FREE_MINUTES 30 /* a pause of this length ends a run */

typedef struct
{
  GhMinute start, end;
  int night_weight, night_value; /* weight 0: it does not count */
  int run_weight, run_value;
} GhPersonSpan;

/* The cost of one person's nights and runs; SPANS sorted by start, then end.  UNITS may be NULL. */
int64_t gh_person_nights (const GhPersonSpan *spans, int n, int64_t *units);
int64_t gh_person_runs (const GhPersonSpan *spans, int n, int64_t *units);

/* RULE is GH_RULE_SHORT_NIGHT or GH_RULE_LONG_RUN. */
void gh_person_days_measure (const GhModel *model, const GhProgramme *programme, int rule,
                             GhRuleCost *cost);
