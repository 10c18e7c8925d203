/* Time cut into steps wherever something may begin or end. */
#pragma once

#include "engine/times.h"

typedef struct
{
  int n;
  GhMinute *bounds; /* n + 1 of them, ascending: where each step begins, and the end */
} GhSteps;

/* CUTS: GhMinute, in any order, doubles allowed; sorted by this. */
GhSteps gh_steps_new (GArray *cuts);
void gh_steps_clear (GhSteps *steps);
/* The step that begins at MINUTE, which is one of the cuts; n for the last one. */
int gh_steps_at (const GhSteps *steps, GhMinute minute);
