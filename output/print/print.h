/* The parts of what is printed. */
#pragma once

#include "output/print/sheet.h"

/* A day's grid, rooms across and time down, on as many pages as its rooms take: SESSIONS (int) by
 * start. */
void gh_print_day (GhSheet *sheet, const int *sessions, int n_sessions);
/* Sessions below each other, each with times, title, id, and what is at the end of the line: its
 * room, or WHY gives it.  NULL: rooms. */
typedef char *(*GhPrintWhy) (const GhSheet *sheet, int session, gpointer data);
void gh_print_list (GhSheet *sheet, const int *sessions, int n_sessions, GhPrintWhy why,
                    gpointer data);
