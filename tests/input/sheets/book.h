/* Workbooks made in memory, part by part, for tests.
 *
 *   g_autoptr (GByteArray) book = book_xlsx ("<row><c><v>1</v></c></row>");
 *   g_autofree char *cells = book_cells (book, "x.xlsx", problems);
 */
#pragma once

#include "input/sheets/problems.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize n_bytes; /* 0: as long as its text */
} BookPart;

/* Zips N parts. */
GByteArray *book_zip (const BookPart *parts, gsize n);
/* An .xlsx of one sheet called "rooms", with these rows, shared texts (<si>...) and cell formats
 * (<numFmts>...<cellXfs>...). */
GByteArray *book_xlsx (const char *rows, const char *texts, const char *formats);
/* An .ods of one sheet called "rooms", with these rows. */
GByteArray *book_ods (const char *rows);
/* What is read of the sheet "rooms": "line: a|b" for each row, header first, with " / " between;
 * NULL: there is no such sheet. */
char *book_cells (const GByteArray *book, const char *file, GhProblems *problems);
