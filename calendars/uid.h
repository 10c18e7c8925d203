/* The identity of a session in everybody's calendars: CONFERENCE-SESSION@DOMAIN, from the first id
 * that the session had, so that it survives renaming, moving and swapping. */
#pragma once

#include "engine/engine.h"

/* At most 200 octets of printable ASCII (Outlook tells no more than 202 apart).  Octets of the ids
 * other than A-Za-z0-9.- are written _XX, so that different ids give different UIDs; what would be
 * longer is cut and gets the SHA-256 of the whole.  The caller frees it. */
char *gh_uid_of (const char *conference, const char *session, const char *domain);

/* By session; free with g_strfreev().  NULL with ERROR when two sessions go on under one id. */
char **gh_uids_of_model (const GhModel *model, GError **error);
