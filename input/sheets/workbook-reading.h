/* What the readers of .xlsx and .ods have in common. */
#pragma once

#include "input/sheets/rows.h"
#include "input/sheets/workbook.h"
#include "input/sheets/xml.h"

typedef struct
{
  GhZip zip;
  const char *file;          /* for messages */
  const char *const *wanted; /* names of sheets, NULL-terminated */
  GPtrArray *sheets;         /* GhWorkbookSheet* */
  GhAllowance allowance;
  GhProblems *problems;
} GhWorkbookReading;

/* Each adds the sheets that it finds; false after a trouble of the zip. */
bool gh_workbook_read_xlsx (GhWorkbookReading *reading);
bool gh_workbook_read_ods (GhWorkbookReading *reading);

/* Adds a sheet, and takes NAME over; NULL after a trouble. */
GhWorkbookSheet *gh_workbook_add (GhWorkbookReading *reading, char *name);
bool gh_workbook_wants (const GhWorkbookReading *reading, const GhWorkbookSheet *sheet);
/* Says that a cell of the open row shows an error. */
void gh_workbook_tell_error (GhRows *rows, int column, const char *shown);
/* Notes that the formula in a cell of the open row has no value: once in a sheet, for whoever
 * wrote the file stored none. */
void gh_workbook_tell_unknown (GhRows *rows, int column);
/* Adds to a cell's text, as far as it may grow: a byte more than the longest. */
void gh_workbook_append (GString *text, const char *bytes, gsize n_bytes);
/* A cell of the open row that grew too long is emptied, and told. */
void gh_workbook_check_length (GhRows *rows, int column, GString *text);
