/* CSV bytes, cell by cell: what table.c reads and what edit.c changes is parted in one way.
 *
 *   GhScan scan;
 *   if (gh_scan_begin (&scan, bytes, n_bytes, "rooms.csv", problems))
 *     while (gh_scan_has_row (&scan))
 *       do
 *         puts (gh_scan_cell (&scan));
 *       while (gh_scan_next (&scan));
 *   gh_scan_clear (&scan);
 */
#pragma once

#include "input/sheets/problems.h"

typedef struct
{
  const char *at, *end; /* what is left to read */
  int line;             /* of `at`; the first is 1 */
  char separator;       /* comma, semicolon or tab: what parts the header row */
  bool is_broken;       /* a quote was never closed: what follows means nothing */
  const char *file;     /* for messages, borrowed as BYTES and PROBLEMS are */
  GhProblems *problems;
  GString *cell;
} GhScan;

/* The bytes of a file; the caller frees them.  NULL with ERROR when it cannot be read, or after a
 * problem, without ERROR, when there are more of them. */
char *gh_scan_load (const char *path, gsize most_bytes, gsize *n_bytes, GhProblems *problems,
                    GError **error);

/* Stands before the header row: after a BOM, and after rows that hold nothing.  False after a
 * problem: this is no text, or there is nothing in it. */
bool gh_scan_begin (GhScan *scan, const char *bytes, gsize n_bytes, const char *file,
                    GhProblems *problems);
/* That its cells hold nothing at all. */
void gh_scan_tell_empty (const GhScan *scan);
void gh_scan_clear (GhScan *scan);

bool gh_scan_has_row (const GhScan *scan);
/* Reads one cell: without quotes, trimmed of blanks, never NULL, good until the next.  `at` is then
 * right behind its bytes. */
const char *gh_scan_cell (GhScan *scan);
/* Takes blanks off both ends of a text, in place.  The non-breaking space is one, as spreadsheets
 * write it, and so are characters without a width. */
char *gh_trim (char *text);
/* A text as a cell in quotes; the caller frees it. */
char *gh_scan_quoted (const char *text);
/* Steps over a separator; or, false, over the end of the row's line. */
bool gh_scan_next (GhScan *scan);
