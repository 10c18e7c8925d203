/* The parts of `show`: show.c finds what is asked for and lists it; show-grid.c draws a day. */
#pragma once

#include "input/sheets/table.h"

/* One row of schedule.csv; its texts are the table's. */
typedef struct
{
  const char *session, *date, *start, *end, *room, *teams, *status, *title, *group;
} GhShowLine;

/* Draws LINES, those of one day, as a grid: rooms down, time across. */
void gh_show_grid (const GhShowLine *lines, int n_lines);
