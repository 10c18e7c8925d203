/* programme.xlsx: the programme for people with a spreadsheet.
 *
 * A grid for each day (rooms across, time down, each session as high as it is long), a list of all
 * sessions with the columns of schedule.csv, and a list for each team.  Every text is a text cell,
 * whatever it begins with.  Of a closed session nothing is told but when, where and with which
 * teams, as on the page.
 *
 * libxlsxwriter copies what it is given; its calls fail only for wrong arguments and for texts that
 * are too long, which cannot come here, and are not asked.
 */
#pragma once

#include "output/last.h"

#include <xlsxwriter.h>

/* How cells look. */
typedef struct
{
  lxw_format *title, *head, *text, *wrapped, *number, *day, *clock;
  lxw_format *room, *hour, *half, *hour_line, *half_line; /* of grids: heads, and empty time */
  lxw_format *off, *shut;                                 /* a session: cancelled; closed */
  GPtrArray *boxes; /* lxw_format*, of a session by kind; the last one: without */
} GhWorkbookLooks;

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  const GhMaking *making;
  const GhLastRow *places; /* by session */
  GArray *order;           /* int sessions, as in schedule.csv */
  GPtrArray *kinds;        /* const char*, in the order of the sheets */
  GHashTable *names;       /* of the worksheets so far, folded: for a program they are the same */
  lxw_workbook *workbook;
  GhWorkbookLooks looks;
} GhWorkbook;

/* Adds a worksheet, called NAME as far as a worksheet can be. */
lxw_worksheet *gh_workbook_add_sheet (GhWorkbook *book, const char *name);

/* TEXT is cleaned first; NULL writes nothing. */
void gh_workbook_write (lxw_worksheet *sheet, lxw_row_t row, int column, const char *text,
                        lxw_format *format);
void gh_workbook_write_heads (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row,
                              const char *const *heads, int n_heads);
/* As a date, and as a time of day. */
void gh_workbook_write_day (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row, int column,
                            GhMinute minute);
void gh_workbook_write_clock (GhWorkbook *book, lxw_worksheet *sheet, lxw_row_t row, int column,
                              GhMinute minute);
/* A cell over all of these, with lines of which each is clean. */
void gh_workbook_write_box (lxw_worksheet *sheet, lxw_row_t first_row, int first_column,
                            lxw_row_t last_row, int last_column, const char *lines,
                            lxw_format *format);

/* What may be told of a session; NULL: nothing. */
const char *gh_workbook_title (const GhWorkbook *book, int session);
const char *gh_workbook_group (const GhWorkbook *book, int session); /* id */
const char *gh_workbook_kind (const GhWorkbook *book, int session);
/* The name of the room; its id, where the sheets have lost it. */
const char *gh_workbook_room (const GhWorkbook *book, int session);
/* "T-1;T-2".  The caller frees it. */
char *gh_workbook_teams (const GhWorkbook *book, int session);

/* The number of a kind; of none of them, that of sessions without one. */
guint gh_workbook_kind_number (const GhWorkbook *book, const char *kind);
/* What tells it apart without colours: "◆", or of later ones "◆2".  The caller frees it. */
char *gh_workbook_sign (guint kind);

void gh_workbook_add_days (GhWorkbook *book);     /* workbook-days.c */
void gh_workbook_add_sessions (GhWorkbook *book); /* workbook-lists.c */
void gh_workbook_add_teams (GhWorkbook *book);

/* The whole file; NULL with ERROR where it cannot be made. */
GString *gh_workbook_make (const GhModel *model, const GhProgramme *programme,
                           const GhMaking *making, const GhLastRow *places, GError **error);

/* teams.csv: where each team is, and when. */
GString *gh_teams_table (const GhModel *model, const GhProgramme *programme,
                         const GhLastRow *places);
