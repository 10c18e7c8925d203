/* Paper: pages of a PDF, and text upon them in every script.
 *
 * Lengths are in points, 72 to an inch.  Pages of a language that is written from the right are the
 * mirror of others: x counts from the side where lines begin.  A text finds its own direction and
 * its own fonts; what fits no box ends in three points.  The bytes depend on the fonts of the
 * machine, and on nothing else beside what is printed.
 *
 *   GhSheet *sheet = gh_sheet_new (site, language, GH_SHEET_A4, "Doors");
 *   gh_sheet_page (sheet, false);
 *   gh_sheet_heading (sheet, 1, "Room AULA");
 *   gh_sheet_text (sheet, &(GhBox){ .x = 36, .width = 300, .size = 10 }, "Opening");
 *   GString *bytes = gh_sheet_end (sheet, &error);
 */
#pragma once

#include "output/site.h"
#include "output/words.h"

#include <cairo.h>

typedef enum
{
  GH_SHEET_A4,
  GH_SHEET_A5,
} GhSheetSize;

typedef struct
{
  const GhSite *site;
  const GhWords *words;
  int language; /* of the texts: a number of conference.languages */
  bool is_rtl;
  bool is_personal; /* for somebody who is entitled to every session on it */
  cairo_surface_t *surface;
  cairo_t *cairo;
  GString *bytes;
  double short_side, long_side;
  double width, height; /* of the page */
  double y;             /* where the next line begins */
  int n_pages;
  int bookmarks[3]; /* the last of each level; [0] the root */
} GhSheet;

/* Where a text goes, from the sheet's y downwards. */
typedef struct
{
  double x, width;
  double size; /* of letters */
  bool is_bold;
  bool is_dim;
  double height; /* 0: as much as it needs */
} GhBox;

#define GH_SHEET_MARGIN 36

/* TITLE in plain text; NULL: the conference's name. */
GhSheet *gh_sheet_new (const GhSite *site, int language, GhSheetSize size, const char *title);
/* The PDF; NULL with ERROR when there is no memory for it.  The sheet is freed. */
GString *gh_sheet_end (GhSheet *sheet, GError **error);

/* Begins a page. */
void gh_sheet_page (GhSheet *sheet, bool is_landscape);
/* Begins another where less than HEIGHT is left; whether it did. */
bool gh_sheet_need (GhSheet *sheet, double height);
/* A word of the group [page] in words.ini. */
const char *gh_sheet_word (const GhSheet *sheet, const char *key);

/* Draws and does not move y; the height that it took. */
double gh_sheet_text (GhSheet *sheet, const GhBox *box, const char *text);
/* The height that it would take. */
double gh_sheet_measure (GhSheet *sheet, const GhBox *box, const char *text);
/* A heading over the whole width, tagged and in the bookmarks; LEVEL 1 or 2.  Moves y. */
void gh_sheet_heading (GhSheet *sheet, int level, const char *text);
/* A thin line from X on, at the sheet's y. */
void gh_sheet_line (GhSheet *sheet, double x, double width);
void gh_sheet_fill (GhSheet *sheet, double x, double y, double width, double height, guint rgb);

/* Title, room and time of a session in the sheet's language; on paper for all, of a closed one only
 * that it is one.
 * Borrowed, but for the times. */
const char *gh_sheet_title (const GhSheet *sheet, int session);
const char *gh_sheet_room (const GhSheet *sheet, int session);
char *gh_sheet_times (const GhSheet *sheet, int session);
/* "Monday 6 June 2022" of a minute; the caller frees it. */
char *gh_sheet_day (const GhSheet *sheet, GhMinute minute);
const char *gh_sheet_conference (const GhSheet *sheet);
