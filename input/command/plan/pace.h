/* How fast a model is searched on this machine, so that people can give seconds where the engine
 * counts steps.
 *
 *   options.effort = gh_pace_effort (model, &options, 10, &stopped);
 *   programme = gh_plan (model, &options);
 */
#pragma once

#include "engine/engine.h"

/* The steps for each thread that take about SECONDS, found by short searches with these OPTIONS
 * (whose effort counts for nothing).  The seconds that this takes are part of SECONDS.
 *
 * Where `may_go_on` says no, *STOPPED is true and the effort is that of the last search that came
 * to its end: its programme is the best so far, and made again, it can also be repeated. */
int64_t gh_pace_effort (const GhModel *model, const GhPlanOptions *options, double seconds,
                        bool *stopped);
