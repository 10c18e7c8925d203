/* Promises of verify's, each shown on a conference of a few lines.
 *
 * A file of cases is read from top to bottom:
 *
 *   # a remark
 *   -- two-sessions              lines to be used in several cases, up to the next -- or ==
 *   = sessions                   a sheet: the lines after it are sessions.csv
 *   session,title,minutes
 *   S1,One,60
 *   S2,Two,60
 *
 *   == half an hour into each other          a case, and what it shows
 *   breaks room-clash: S2        the one rule of all findings, and words in one of them; keeps all
 *   use two-sessions             lines from above; words after the name stand for $1, $2 ... in
 *                                them, a dash for nothing
 *   = schedule                   of the draft, with its header (attendance, speeches of the draft
 *                                likewise; draft/PATH is a file of it, settings are further rows of
 *                                conference.csv, and a name with a dot is a file beside the sheets)
 *   S1,2022-06-06,09:00,10:00,A,,planned,One,
 *   S2,2022-06-06,09:30,10:30,A,,planned,Two,
 *
 * What a case leaves out is there all the same: a conference from Monday 2022-06-06 to Sunday, two
 * rooms A (100 seats) and B (50), nobody attending.  A later file takes an earlier one's place.
 * Calendars are written without a calendar library: a line an event, "uid|start|end|summary|
 * location|STATUS|opaque or transparent|sequence", times in minutes of the conference.
 */
#pragma once

#include "input/verify/verify.h"

typedef struct
{
  char *promise;
  char *rule;     /* NULL: nothing is wrong */
  char *mentions; /* in the sentence of some finding */
  GString *files; /* with what it uses put in */
} GhCase;

/* GhCase*, in a GPtrArray that frees them. */
GPtrArray *gh_cases_read (const char *path);
/* Runs every case of a file as a test of its own; what main() returns. */
int gh_cases_run (const char *path);

/* The verdict on files written as in a case, without "use"; an error fails the test. */
GhVerdict *gh_case_verify (const char *files);
/* The same, where NULL with ERROR is welcome. */
GhVerdict *gh_case_try (const char *files, GError **error);
