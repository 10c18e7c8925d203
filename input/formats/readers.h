/* The readers: each takes the bytes of a file of its kind.
 *
 * What is wrong with it is returned as a part of a sentence, the caller's; NULL: nothing.
 */
#pragma once

#include "input/formats/raw.h"

#include <json-glib/json-glib.h>

/* schedule.xml: what frab, pretalx, FOSDEM's pentabarf and our own export write.  The format has no
 * standard: schedule/conference, and schedule/day/room/event, with a child for each text. */
#define GH_FAHRPLAN_MOST_SILENCE (256 * 1024) /* bytes of one event, text or tag */
char *gh_fahrplan_read (GhRaw *raw, const char *bytes, gsize n_bytes);

/* JSON, of whichever kind below. */
char *gh_json_read (GhRaw *raw, const char *bytes, gsize n_bytes);
/* schedule.json: an object with a member schedule. */
char *gh_fahrplan_read_json (GhRaw *raw, JsonObject *root);
/* Sessions as pretalx exports them and its API lists them. */
char *gh_list_read_json (GhRaw *raw, JsonArray *list);
bool gh_list_is_one (JsonArray *list);
/* What Indico exports of an event (results is a list), and of its timetable (an object). */
char *gh_indico_read_event (GhRaw *raw, JsonArray *results);
char *gh_indico_read_timetable (GhRaw *raw, JsonObject *results);

/* Sessions that pretalx exports, and contributions that Indico does, as CSV. */
char *gh_list_read_csv (GhRaw *raw, const char *bytes, gsize n_bytes);

/* That a file, of which WHAT is known, is of no kind that is read here. */
char *gh_readers_unknown (const char *what);
/* That there are more events than there may be. */
char *gh_readers_too_many (void);
