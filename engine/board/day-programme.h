/* What the kernels look for on a day: rules long-run and short-night in terms of steps.
 *
 * A cost that depends on two steps (where a run begins and ends; the last busy step of an evening
 * and the first one of the morning) and grows ever faster with the time between is a sum over all
 * pairs of steps inside, of its second differences, which are few and not negative.
 */
#pragma once

#include "engine/board/kernels.h"
#include "engine/times.h"

/* BOUNDS: N_STEPS + 1 minutes of one day.  Runs of more than VALUE minutes cost WEIGHT for each
 * minute beyond; pauses are at least PAUSE minutes. */
void gh_run_programme_make (GhRunProgramme *programme, const GhMinute *bounds, int n_steps,
                            int value, int weight, int pause);
void gh_run_programme_clear (GhRunProgramme *programme);

/* Each minute less than VALUE between the last busy step of the evening's day and the first one of
 * the next day costs WEIGHT. */
void gh_night_programme_make (GhNightProgramme *programme, const GhMinute *evening, int n_evening,
                              const GhMinute *morning, int n_morning, int value, int weight);
void gh_night_programme_clear (GhNightProgramme *programme);
