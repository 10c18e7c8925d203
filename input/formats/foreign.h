/* JSON from elsewhere: parsed within limits, and asked for texts whatever types a program chose.
 *
 *   g_autoptr (JsonNode) root = gh_foreign_parse (bytes, n_bytes, &trouble);
 *   char *title = gh_foreign_text (json_node_get_object (root), "title");
 *
 * What is absent, null or of another type is "" or NULL.
 */
#pragma once

#include <json-glib/json-glib.h>
#include <stdbool.h>

/* Limits, for the parser recurses, and a number of one byte costs a hundred. */
#define GH_FOREIGN_MOST_BYTES (16 * 1024 * 1024)
#define GH_FOREIGN_MOST_DEPTH 64
#define GH_FOREIGN_MOST_VALUES 600000
#define GH_FOREIGN_MOST_OBJECTS 120000 /* six for each of 20,000 events */

/* The root of what is UTF-8, the caller's; NULL with TROUBLE, a part of a sentence that is the
 * caller's too. */
JsonNode *gh_foreign_parse (const char *bytes, gsize n_bytes, char **trouble);

/* Both borrowed; OBJECT may be NULL. */
JsonObject *gh_foreign_object (JsonObject *object, const char *name);
JsonArray *gh_foreign_list (JsonObject *object, const char *name);
/* Of LIST, which may be NULL; NULL: what stands there is no object.  Borrowed. */
JsonObject *gh_foreign_of_list (JsonArray *list, guint entry);
guint gh_foreign_in_list (JsonArray *list);

/* A text; a number; of one text in several languages the English one, or else the first; of what
 * has a name that; of a list its texts, a line each.  The caller's. */
char *gh_foreign_text (JsonObject *object, const char *name);
char *gh_foreign_node_text (JsonNode *node);
/* The first of NAMES (NULL-terminated) that is there.  The caller's. */
char *gh_foreign_first_text (JsonObject *object, const char *const *names);
/* There is something in it: no null, no "", no empty list, and not false. */
bool gh_foreign_is_told (JsonNode *node);
