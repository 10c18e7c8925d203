/* The face of input/sheets: a folder of sheets becomes a model, or every problem at once. */
#pragma once

#include "engine/engine.h"
#include "input/sheets/edit.h"
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

/* The same as if the sheets of EDITS (of GhEdit) held what they are to hold, and the files that are
 * GONE (of char*; NULL: none) were not there. */
GhModel *gh_sheets_read_edited (const char *folder, GhReadBusy read_busy, const GPtrArray *edits,
                                const GPtrArray *gone, GhProblems *problems, GError **error);

/* Writes the sheets of FOLDER as one workbook (.xlsx) at PATH, whole or not at all: all columns
 * that a sheet may have, each with a line of explanation, and with the words to choose from where
 * it takes no others.  There is no sheet of pins: `pin` writes pins.csv beside it. */
bool gh_sheets_write_workbook (const char *folder, const char *path, GError **error);

/* The sessions of a finished MODEL that any of N selectors names.  What names nothing is told, as a
 * problem or a note. */
GhBits *gh_sheets_select (GhModel *model, const char *const *words, int n, GhProblems *problems);

/* "2022-06-06T09:30" of the command line, as a cell of the sheets would have it.  What is wrong
 * with it, in a sentence that the caller frees; NULL: nothing. */
char *gh_sheets_start (const GhModel *model, const char *text, GhMinute *start);

/* A schedule.csv, as it was written or as somebody changed it in a spreadsheet, by session. */
typedef struct
{
  int *rows;           /* the line of its row; 0: it has none */
  GhPlacement *places; /* GH_NEVER and -1 where they are empty or were not understood */
  bool *cancelled;
} GhSheetSchedule;

/* Reads it against a finished MODEL.  Each of COLUMNS (NULL-terminated) must be there; what is in
 * no column is empty.  NULL with ERROR only when the file cannot be read at all. */
GhSheetSchedule *gh_sheets_schedule (const char *path, GhModel *model, const char *const *columns,
                                     GhProblems *problems, GError **error);
void gh_sheet_schedule_free (GhSheetSchedule *schedule); /* accepts NULL */

/* The names of the sheets, without .csv: "conference", "rooms" ...; NULL-terminated.  */
const char *const *gh_sheet_names (void);
/* The files of FOLDER that hold sheets, by their names there; free with g_strfreev(). */
char **gh_sheet_files (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSheetSchedule, gh_sheet_schedule_free)
