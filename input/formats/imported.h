/* What the readers of formats share, beside the face. */
#pragma once

#include "input/formats/formats.h"
#include "input/formats/raw.h"

GhImported *gh_imported_new (void);
/* Adds a note, unless N is 0.  KIND is static. */
void gh_imported_note (GhImported *imported, const char *kind, int n, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* Each adds one; IDS are those that are taken, its own, as gh_legal_unique() has them.  The first
 * two return its number. */
int gh_imported_add_room (GhImported *imported, GHashTable *ids, const char *name);
int gh_imported_add_name (GPtrArray *names, GHashTable *ids, const char *id, const char *text,
                          const char *otherwise);
/* Without a group, room, start and minutes. */
GhImportedSession *gh_imported_add_session (GhImported *imported, GHashTable *ids, const char *id,
                                            const char *title);
/* SHEET is static, CELLS end with NULL. */
void gh_imported_add_row (GhImported *imported, const char *sheet, const char *const *cells);
/* The number of what is KEY in KNOWN (its own, to number + 1); -1: it is new, and has the next
 * NUMBER now. */
int gh_imported_find (GHashTable *known, const char *key, guint number);
void gh_imported_add_once (GArray *numbers, int number);
/* Name, id, domain and address, as far as RAW tells them. */
void gh_imported_name_conference (GhImported *imported, const GhRaw *raw);
/* The zone of this name, now the caller's; NULL: none is known, and that is noted. */
GTimeZone *gh_imported_set_zone (GhImported *imported, const char *name);
/* Notes rooms and people that have two sessions at once. */
void gh_imported_note_clashes (GhImported *imported);
/* What our sheets can say of RAW.  What keeps it from being a conference is returned as a part of a
 * sentence, the caller's; NULL: nothing. */
char *gh_imported_understand (GhImported *imported, const GhRaw *raw);
/* The same of a workbook as CoSPLib has it. */
char *gh_cosplib_read (GhImported *imported, const char *bytes, gsize n_bytes);
