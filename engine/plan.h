/* One plan, from an empty board or from one that is given. */
#pragma once

#include "engine/board/board.h"

/* Lays on an empty board what is known already. */
typedef void (*GhBeginning) (GhBoard *board, gpointer data);

/* As gh_plan(), once and with these LESSONS; every search begins as BEGIN (NULL: with nothing) lays
 * its board. */
GhProgramme *gh_plan_from (const GhModel *model, const GhPlanOptions *options, GhLessons lessons,
                           GhBeginning begin, gpointer data);
