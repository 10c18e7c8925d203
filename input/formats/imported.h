/* What the readers of formats share, beside the face. */
#pragma once

#include "input/formats/formats.h"

GhImported *gh_imported_new (void);
/* Adds a note, unless N is 0.  KIND is static. */
void gh_imported_note (GhImported *imported, const char *kind, int n, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* Notes rooms and people that have two sessions at once. */
void gh_imported_note_clashes (GhImported *imported);
