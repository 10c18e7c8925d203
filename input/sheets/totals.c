/* A row of totals, which spreadsheets like to have below a table, and which would be one more room.
 */
#include "input/sheets/reading.h"

#define FEWEST_ROWS 3 /* above it: of fewer, one is the sum of the others by chance */

/* What a cell counts; 0 where it does not begin with a number. */
static gint64
count_in (const GhRow *row, const char *column)
{
  gint64 count = g_ascii_strtoll (gh_row_cell (row, column), NULL, 10);
  return CLAMP (count, 0, GH_MOST_SEATS);
}

static void
note_total (GhReading *reading, GhSheet sheet, const char *column)
{
  gint64 sum = 0;

  GH_EACH_ROW (reading, sheet, row)
  {
    gint64 count = count_in (&row, column);
    bool is_last = row.row + 1 == gh_reading_n_rows (reading, sheet);
    /* A room that is made of others has their seats. */
    bool has_parts = sheet == GH_SHEET_ROOMS && gh_row_has (&row, "parts");
    if (is_last && row.row >= FEWEST_ROWS && count > 0 && count == sum && !has_parts)
      gh_row_note (&row, column,
                   "this is the sum of the rows above it; if this row is a total, take it out");
    sum += count;
  }
}

void
gh_note_totals (GhReading *reading)
{
  note_total (reading, GH_SHEET_ROOMS, "seats");
  note_total (reading, GH_SHEET_SESSIONS, "attendance");
  note_total (reading, GH_SHEET_DELEGATIONS, "size");
}
