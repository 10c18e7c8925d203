/* What was probably meant by a text that means nothing: a near name, and why it is near.
 *
 * Two texts look alike where only capital letters, O and 0, I, l and 1, kinds of blanks and
 * hyphens, characters that nobody sees, or the ways of writing an accent differ.
 *
 *   g_auto (GhMeant) meant = gh_meant_name ("AUAL", rooms, n_rooms);
 *   g_autofree char *hint = gh_meant_hint (&meant);
 *
 * gives: (did you mean "AULA"?)
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  char *text;      /* what was meant; NULL: nothing comes near */
  const char *why; /* ", with the digit 0": what hardly shows; "" or static */
  bool is_certain; /* nothing else can have been meant: it may be written without asking */
} GhMeant;

void gh_meant_clear (GhMeant *meant);
/* " (did you mean \"X\", with the digit 0?)", or "".  The caller frees it. */
char *gh_meant_hint (const GhMeant *meant);

/* The name among NAMES (of N, NULLs passed over) that NAME may have meant.  It is certain where
 * just one looks alike; or where five letters or more differ from it in one that is no digit, and
 * from all others in three or more. */
GhMeant gh_meant_name (const char *name, const char *const *names, int n);
/* The same but for those that look alike. */
GhMeant gh_meant_nearest (const char *name, const char *const *names, int n);
/* RIGHT, which looks like NAME, is meant for certain. */
GhMeant gh_meant_alike (const char *name, const char *right);

/* Equal for texts that look alike.  The caller frees it. */
char *gh_look_of (const char *text);

/* Things by what their names look like. */
typedef struct _GhLikes GhLikes;

GhLikes *gh_likes_new (void);
void gh_likes_free (GhLikes *likes); /* accepts NULL */
void gh_likes_add (GhLikes *likes, const char *name, int number);
/* The number of the one whose name looks like NAME; -1: none does, or several do. */
int gh_likes_find (const GhLikes *likes, const char *name);

/* A text without what nobody sees: one kind of blank and hyphen, no characters without a width, one
 * way of writing each character.  The caller frees it. */
char *gh_visible_text (const char *text);

/* The name among NAMES (of N, NULLs passed over) that NAME may have meant, or NULL.  Letters'
 * case apart, at most a third of NAME's bytes may differ (one at least); of equals the first. */
const char *gh_nearest_name (const char *name, const char *const *names, int n);
/* " (did you mean \"X\"?)" of the nearest of NAMES, or "".  The caller frees it. */
char *gh_did_you_mean (const char *name, const char *const *names, int n);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhMeant, gh_meant_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLikes, gh_likes_free)
