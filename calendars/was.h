/* What an event was before it moved: the first line of its DESCRIPTION, for readers whose program
 * shows no more than that ("Moved: was Mon 6 Jun 10:30-12:00, Auditorium").
 *
 * The line belongs to the revision in which the event moved, and stays as long as the event stays
 * as it is.  So two revisions are compared without it; X-GAHUNDA-WAS, the start that the event had,
 * says that there is one.
 */
#pragma once

#include "calendars/written.h"

/* Puts LINE, escaped, before all else that BODY says.  A body that says nothing stays so: its
 * reader is not told what it is about. */
void gh_was_add (GString *body, const char *line, const GhWrittenEvent *was);

/* An event is what BODY says, but for such a line. */
bool gh_was_same (const GhWrittenEvent *event, const GString *body);
