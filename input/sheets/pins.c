#include "input/sheets/reading.h"

static void
read_pin (const GhRow *row, GhSession *session)
{
  if (session->pin_source.sheet != NULL)
    {
      gh_row_problem (row, "session", "%s is pinned twice, first in row %d", session->id,
                      session->pin_source.row);
      return;
    }
  if (!gh_row_has (row, "start") && !gh_row_has (row, "room"))
    gh_row_problem (row, NULL, "a pin holds a start, a room, or both");
  session->pinned_start = gh_row_start (row, "start");
  session->pinned_room = gh_row_find_cell (row, "room", &row->reading->rooms);
  if (session->pinned_room >= 0 && !session->needs_room)
    gh_row_problem (row, "room", "%s needs no room", session->id);
  session->pin_because = gh_row_text (row, "because");
  gh_row_translate (row, "because", &session->pin_because_in);
  session->pin_source = gh_row_source (row);
}

void
gh_read_pins (GhReading *reading)
{
  GH_EACH_ROW (reading, GH_SHEET_PINS, row)
  {
    int session = gh_row_find_cell (&row, "session", &reading->sessions);
    if (gh_row_needs (&row, "session", "the session is missing") && session >= 0)
      read_pin (&row, &reading->model->sessions[session]);
  }
}
