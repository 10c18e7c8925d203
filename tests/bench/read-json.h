/* Reading JSON that may hold anything.
 *
 * Each function takes one member of an object and says, in a sentence, where it is not what it must
 * be.  The first problem stays; what is read after it is empty, so that a reader need look only at
 * its end:
 *
 *   rooms = gh_read_list (root, "rooms", &problem);
 *   for (guint entry = 0; entry < json_array_get_length (rooms) && problem == NULL; entry++)
 *     {
 *       seats = gh_read_whole (gh_read_entry (rooms, entry, &problem), "seats", 0, 9, &problem);
 *       gh_read_entry_done ("room", entry, &problem);
 *     }
 */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>
#include <stdbool.h>

/* Says what is wrong, unless something else was before. */
void gh_read_complain (char **problem, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* More than any instance has of anything, and small enough to be multiplied by minutes. */
#define GH_READ_MOST 100000
/* Of a list of tags: two such lists may be multiplied by each other and by minutes. */
#define GH_READ_MOST_TEXTS 1000

/* The object that is the whole file, alive as long as the parser; NULL with a problem. */
JsonObject *gh_read_file (JsonParser *parser, const char *path, char **problem);

JsonArray *gh_read_list (JsonObject *object, const char *name, char **problem);
JsonObject *gh_read_entry (JsonArray *list, guint entry, char **problem);
/* At the end of an entry: a problem is one of that, and is said to be ("talk 3: ..."). */
void gh_read_entry_done (const char *what, guint entry, char **problem);
int gh_read_whole (JsonObject *object, const char *name, int least, int most, char **problem);
/* The same, or LEAST - 1 for null. */
int gh_read_whole_or_null (JsonObject *object, const char *name, int least, int most,
                           char **problem);
bool gh_read_flag (JsonObject *object, const char *name, char **problem);
/* Alive as long as the parser. */
const char *gh_read_text (JsonObject *object, const char *name, char **problem);
/* Whole numbers from 0 on, no two the same: the caller's. */
GArray *gh_read_wholes (JsonObject *object, const char *name, char **problem);
/* GH_READ_MOST_TEXTS at most, no two the same: the caller's list, of texts that live as long as the
 * parser. */
GPtrArray *gh_read_texts (JsonObject *object, const char *name, char **problem);

bool gh_wholes_have (const GArray *wholes, int number);
/* How many texts two lists have in common. */
int gh_texts_common (const GPtrArray *a, const GPtrArray *b);
bool gh_texts_have (const GPtrArray *texts, const char *text);
