/* A promise of verify's, shown on a conference of a few lines.
 *
 * The files of a case are one text, each begun by a line "= PATH" that the macros below write.
 * What a case leaves out is there all the same: a conference from Monday 2022-06-06 to Sunday, two
 * rooms A (100 seats) and B (50), an empty attendance.csv and speeches.csv.
 *
 *   { "two sessions half an hour into each other",
 *     SHEET ("sessions") "session,title,minutes\n"
 *                        "S1,One,60\n"
 *                        "S2,Two,60\n"
 *     SCHEDULE "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"
 *              "S2,2022-06-06,09:30,10:30,A,,planned,Two,\n",
 *     "room-clash", "S2" },
 */
#pragma once

#include "input/verify/verify.h"

#define SETTINGS "= settings\n" /* more rows of conference.csv */
#define SHEET(name) "= " name ".csv\n"
#define DRAFT(path) "= programme/draft/" path "\n"
#define SCHEDULE DRAFT ("schedule.csv") "session,date,start,end,room,teams,status,title,group\n"
#define ATTENDANCE DRAFT ("attendance.csv") "person,session,as\n"
#define SPEECHES DRAFT ("speeches.csv") "session,start,speaker,minutes,theme\n"
/* Events as "uid|start|end|summary|location|STATUS|opaque or transparent", a line each; start and
 * end in minutes of the conference. */
#define CALENDAR(path) DRAFT ("calendars/" path)

typedef struct
{
  const char *promise;
  const char *files;
  const char *rule;     /* the one rule that is broken; NULL: nothing is wrong */
  const char *mentions; /* in the sentence of some finding, or NULL */
} GhCase;

/* Every case as a test of its own; what main() returns. */
int gh_cases_run (const char *name, const GhCase *cases, int n);

/* The verdict on one case. */
GhVerdict *gh_case_verify (const char *files);
