/* manifest.json, read again. */
#pragma once

#include "output/output.h"

#include <json-glib/json-glib.h>

/* The manifest of a draft or revision.  NULL with ERROR: G_IO_ERROR_NOT_FOUND where there is none,
 * G_IO_ERROR_INVALID_DATA where it is not what we write. */
JsonObject *gh_manifest_read (const char *folder, GError **error);

/* Members of the type asked for; NULL or 0 where there is no such thing.  All are
 * borrowed. */
const char *gh_manifest_text (JsonObject *object, const char *name);
gint64 gh_manifest_number (JsonObject *object, const char *name);
JsonObject *gh_manifest_object (JsonObject *object, const char *name);
JsonArray *gh_manifest_list (JsonObject *object, const char *name);
