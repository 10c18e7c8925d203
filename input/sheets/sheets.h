/* The face of input/sheets: a folder of sheets becomes a model, or every problem at once. */
#pragma once

#include "engine/engine.h"
#include "input/sheets/problems.h"

/* Busy times out of a person's own calendar file (people.away names it).  Given by the roof, so
 * that this folder needs no calendars.  Adds to BUSY, on the conference's clock (FIRST_DAY as in
 * GhConference, TIMEZONE an IANA name); false with a SENTENCE (the caller frees it) when the file
 * cannot be understood, or only in part: BUSY has what could be. */
typedef bool (*GhReadBusy) (const char *path, const char *timezone, int first_day, int n_days,
                            GhTimes *busy, char **sentence);

/* Reads every sheet in FOLDER.  Problems (with n_errors > 0) mean that the model is not to be
 * used: then NULL is returned.  NULL with ERROR when the folder or a file cannot be read at all.
 */
GhModel *gh_sheets_read (const char *folder, GhReadBusy read_busy, GhProblems *problems,
                         GError **error);

/* "2022-06-06T09:30" of the command line, as a cell of the sheets would have it.  What is wrong
 * with it, in a sentence that the caller frees; NULL: nothing. */
char *gh_sheets_start (const GhModel *model, const char *text, GhMinute *start);

/* The names of the sheets, without .csv: "conference", "rooms" ...; NULL-terminated.  */
const char *const *gh_sheet_names (void);
