/* Text as iCalendar carries it (RFC 5545, 3.1 and 3.3.11).
 *
 * Cleaning makes any bytes harmless; escaping makes clean text a TEXT value; folding cuts a content
 * line into lines of at most 75 octets.  Clean text has no two blanks in a row and none at its
 * ends: that is what lets every line be folded so that none ends in a blank, which mail software
 * would eat.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Valid UTF-8, in NFC, without control and bidirectional override characters.  TAB is a blank, runs
 * of blanks are one, every kind of line break is \n, or a blank unless MANY_LINES.  The caller
 * frees it. */
char *gh_text_clean (const char *text, bool many_lines);

/* Appends clean text with `\ ; ,` and line breaks escaped. */
void gh_text_escape (GString *out, const char *clean);

/* The clean text of an escaped one.  The caller frees it. */
char *gh_text_unescape (const char *escaped);

/* Appends a whole content line, folded, with its CRLF. */
void gh_text_fold (GString *out, const char *line, gsize n_octets);
/* The same of "NAME:VALUE"; NAME is short, so that no line ends in it. */
void gh_text_fold_property (GString *out, const char *name, const char *value);

/* The content line that begins at BYTES, unfolded, and where the next one begins.  The lines are
 * our own: CRLF, and a blank in front of a continuation.  The caller frees it. */
char *gh_text_unfold (const char *bytes, const char *end, const char **next);
