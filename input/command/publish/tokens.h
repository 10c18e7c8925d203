/* Secret addresses of people's feeds: DIR/private/tokens.json, which nobody else can read.
 *
 * A token is 160 bits of the system's own randomness, in hexadecimal.  It stays a person's until it
 * is rotated; then the old address is gone for good.
 *
 *   g_autoptr (GhTokens) tokens = gh_tokens_read (folder, &error);
 *   const char *token = gh_tokens_of (tokens, "AND-1");
 *   gh_tokens_write (tokens, folder, &error);
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct _GhTokens GhTokens;

/* People who subscribe have a file of tokens: this conference has feeds. */
bool gh_tokens_are_there (const char *folder);
/* Without a file: nobody's yet.  NULL with ERROR when it cannot be read or understood. */
GhTokens *gh_tokens_read (const char *folder, GError **error);
/* A person's, made where there is none; borrowed. */
const char *gh_tokens_of (GhTokens *tokens, const char *person);
/* Takes a person's away; the next one is another. */
void gh_tokens_rotate (GhTokens *tokens, const char *person);
/* Writes those of all; nothing where nothing changed.  False with ERROR. */
bool gh_tokens_write (GhTokens *tokens, const char *folder, GError **error);
void gh_tokens_free (GhTokens *tokens); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTokens, gh_tokens_free)
