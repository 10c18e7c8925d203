/* What commands share that change a sheet: pin, unpin, cancel.
 *
 * They find sessions by words or by an edited schedule, set cells of one sheet, and leave it to
 * gh_change_close() to check the whole conference with it, to write it, and to print what changed.
 *
 *   gh_edit_set (change->edit, "PL-01", "cancelled", "yes");
 *   gh_change_add (change, "PL-01", "cancelled", because, gh_no_place);
 *   exit = gh_change_close (change);
 */
#pragma once

#include "input/command/command.h"
#include "input/sheets/sheets.h"

typedef struct
{
  const GhCommon *common;
  const char *folder;
  GhModel *model; /* before the change */
  GhEdit *edit;   /* the sheet that changes */
  GArray *made;   /* of change.c: what is told at the end */
} GhChange;

/* A draft's or revision's schedule. */
typedef struct
{
  GhSheetSchedule *schedule;
  char *path; /* of the file */
  char *name; /* "the draft", "revision 0002" */
} GhStanding;

extern const GhPlacement gh_no_place;

/* Opens DIR/SHEET.csv, or begins it with COLUMNS (NULL-terminated); NULL with *EXIT, once told. */
GhEdit *gh_change_open (const GhCommon *common, const char *folder, const char *sheet,
                        const char *const *columns, int *exit);
GhEdit *gh_change_open_pins (const GhCommon *common, const char *folder, int *exit);
/* Takes both over.  False where one is NULL. */
bool gh_change_begin (GhChange *change, const GhCommon *common, const char *folder, GhModel *model,
                      GhEdit *edit);
void gh_change_clear (GhChange *change);

/* The sessions that N words name; NULL with *EXIT, once told, where one names nothing. */
GhBits *gh_change_select (const GhChange *change, char **words, int n, int *exit);
/* An edited schedule, which needs COLUMNS; NULL with *EXIT, once told. */
GhSheetSchedule *gh_change_read (const GhChange *change, const char *path,
                                 const char *const *columns, int *exit);
/* Where the sessions are now; false with *EXIT, once told, where there is no programme. */
bool gh_change_stand (const GhChange *change, GhStanding *standing, int *exit);
void gh_standing_clear (GhStanding *standing);
/* An edited schedule and the standing one that it is compared with; false with *EXIT. */
bool gh_change_compare (const GhChange *change, const char *path, GhSheetSchedule **edited,
                        GhStanding *standing, int *exit);

/* A change, for the list: "PL-01: pinned at 2022-06-08 09:30 in AULA".  All texts are borrowed, and
 * BECAUSE is NULL where no reason was given. */
void gh_change_add (GhChange *change, const char *id, const char *what, const char *because,
                    GhPlacement at);
/* A start as the sheets have it, with MIDDLE for the T; "" where there is none.  The caller's. */
char *gh_change_start_text (const GhModel *model, GhMinute start, char middle);
/* Checks, writes and prints; returns an exit code. */
int gh_change_close (const GhChange *change);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhChange, gh_change_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhStanding, gh_standing_clear)
