/* What the readers of formats share, beside the face. */
#pragma once

#include "input/formats/formats.h"
#include "input/formats/raw.h"

GhImported *gh_imported_new (void);
/* Adds a note, unless N is 0.  KIND is static. */
void gh_imported_note (GhImported *imported, const char *kind, int n, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* Notes rooms and people that have two sessions at once. */
void gh_imported_note_clashes (GhImported *imported);
/* What our sheets can say of RAW.  What keeps it from being a conference is returned as a part of a
 * sentence, the caller's; NULL: nothing. */
char *gh_imported_understand (GhImported *imported, const GhRaw *raw);
