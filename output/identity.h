/* What other programs know things by: a UUID, and for sessions a number, that stay when the thing
 * is renamed, moved, or listed among others.
 *
 * A UUID is made of names alone (RFC 9562, 5.5: version 5), within the conference's domain, so that
 * a conference of next year, or of another host, has others.  That of a session is made of what its
 * UID in calendars is made of: the conference and the first id that it had.
 *
 * The number of a session is cut from its UUID, and must be told apart all the same: one that the
 * last revision gave is kept, and who comes later takes the next that is free.
 */
#pragma once

#include "engine/engine.h"
#include "output/csv.h"
#include "output/output.h"

/* "a1b2c3d4-...".  The caller frees them. */
char *gh_guid_of_session (const GhModel *model, int session);
char *gh_guid_of_room (const GhModel *model, const char *room);
char *gh_guid_of_person (const GhModel *model, int person);

/* The first id that a session had. */
const char *gh_first_id (const GhModel *model, int session);

/* The sessions of a draft's or revision's SCHEDULE -> the first id that they had, so that two of
 * different sheets tell which are the same: sessions may exchange their ids, or take those of
 * others.  By FOLDER's manifest; where that does not tell, by the sheets (gh_first_ids_by_sheets();
 * NULL: not known), and then of an OLDER one a session that stands beside one of that id is another
 * one.  Keys are SCHEDULE's.  The caller's. */
GHashTable *gh_first_ids_of (const char *folder, const GhCsv *schedule, GHashTable *by_sheets,
                             bool older);

/* By session, of its GUIDS by session: 1 to 2^31 - 1, which is what telephones count with.  LAST is
 * the last revision's folder (NULL: none), whose schedule.json may be missing.  The caller's. */
int *gh_session_numbers (const GhModel *model, char *const *guids, const char *last);
