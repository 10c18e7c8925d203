/* The readers: each takes the bytes of a file of its kind.
 *
 * What is wrong with it is returned as a part of a sentence, the caller's; NULL: nothing.
 */
#pragma once

#include "input/formats/raw.h"

/* schedule.xml: what frab, pretalx, FOSDEM's pentabarf and our own export write.  The format has no
 * standard: schedule/conference, and schedule/day/room/event, with a child for each text. */
#define GH_FAHRPLAN_MOST_SILENCE (256 * 1024) /* bytes of one event, text or tag */
char *gh_fahrplan_read (GhRaw *raw, const char *bytes, gsize n_bytes);
