/* Whether a session could have stayed where it was.
 *
 * It is asked of the checks: in a fork of the book it stands where it was, beside what stands firm,
 * and then also beside all else that was frozen.  Where they find something with it that they do
 * not find without it, it may have moved; of two that clash, so may either.  Firm is what had
 * begun, and what today's sheets leave one start.
 *
 *   g_autoptr (GhBook) firm = gh_stay_fork (book, past);
 *   if (!gh_stay_could (book, firm, past, session))
 *     ...                              it is excused
 */
#pragma once

#include "input/verify/past.h"

/* A fork with what stands firm in its place, and nothing else. */
GhBook *gh_stay_fork (const GhBook *book, const GhBookPast *past);
bool gh_stay_could (const GhBook *book, const GhBook *firm, const GhBookPast *past, int session);

/* "room-fit: S1 ..."; the caller's. */
char *gh_stay_key (const GhFinding *finding);
/* All that the checks find in a fork, as a set of such keys. */
GHashTable *gh_stay_find (GhBook *fork);
