/* Members of a JSON object, one call each: for the manifest, for schedule.json, and for what
 * commands print.
 *
 *   json_builder_begin_object (json);
 *   gh_json_text (json, "session", session->id);
 *   gh_json_begin_list (json, "rooms");
 *   ...
 *   json_builder_end_array (json);
 *   json_builder_end_object (json);
 */
#pragma once

#include <json-glib/json-glib.h>
#include <stdbool.h>
#include <stdint.h>

/* TEXT NULL: null. */
void gh_json_text (JsonBuilder *json, const char *name, const char *text);
void gh_json_number (JsonBuilder *json, const char *name, int64_t number);
void gh_json_flag (JsonBuilder *json, const char *name, bool flag);
void gh_json_begin_object (JsonBuilder *json, const char *name);
void gh_json_begin_list (JsonBuilder *json, const char *name);
