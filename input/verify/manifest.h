/* manifest.json of the programme: what it holds, and how it was made. */
#pragma once

#include "input/verify/book.h"

#include <json-glib/json-glib.h>

/* Of a folder, and of the programme.  NULL without ERROR where there is none: schedule.csv alone is
 * a programme.  The caller's. */
JsonObject *gh_read_manifest (const char *folder, GError **error);
JsonObject *gh_book_manifest (const GhBook *book, GError **error);
/* A member, whatever else may stand there: NULL, "" and 0 where it is no such thing. */
JsonObject *gh_member_object (JsonObject *object, const char *name); /* borrowed */
const char *gh_member_text (JsonObject *object, const char *name);
gint64 gh_member_number (JsonObject *object, const char *name);
