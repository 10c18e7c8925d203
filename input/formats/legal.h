/* Names and texts from elsewhere, as our sheets may hold them. */
#pragma once

#include <glib.h>

/* One line of UTF-8 without control characters.  The caller's. */
char *gh_legal_line (const char *text);
/* One line without control characters; HTML (`<b>`, `&amp;` written out) becomes its text.  The
 * caller's. */
char *gh_legal_text (const char *text);
/* TEXT as an id: without what ids may not hold, and cut to a length that leaves room for a number;
 * "" where nothing is left of it.  The caller's. */
char *gh_legal_id (const char *text);
/* The same, or with -2, -3 ... after it where TAKEN has it; it is taken then.  OTHERWISE is used
 * where nothing is left.  TAKEN: id (its own) -> the last number that followed it, so that
 * thousands of one name take no longer than thousands of names.  The caller's. */
char *gh_legal_unique (GHashTable *taken, const char *text, const char *otherwise);
