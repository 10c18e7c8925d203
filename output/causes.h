/* Why a session changed, told to those who read of it.
 *
 * changes.csv says it as the sheets do, or as re-planning does: in English, for organisers.  Here
 * the same is said in the words of a language: what the sheets say where they say it in that
 * language, and otherwise the programme's causes, by the sentences in words.ini.  A session, room
 * or delegation has the name that it has in that language; nothing is told of people, nor of a
 * closed session but its id.
 *
 *   g_autofree char *text = gh_because_in (model, programme, session, change->because, language,
 *                                          words, &in);
 */
#pragma once

#include "engine/engine.h"
#include "output/words.h"

#include <json-glib/json-glib.h>

/* BECAUSE is what changes.csv says of that SESSION of MODEL, LANGUAGE the number of a language of
 * the conference, and WORDS are those of it.  *IN becomes the language (BCP 47, borrowed) in which
 * it is told where that is another one, and else NULL.  The caller's. */
char *gh_because_in (const GhModel *model, const GhProgramme *programme, int session,
                     const char *because, int language, const GhWords *words, const char **in);

/* The causes of a programme as a member "causes" of the manifest, and back: what was changed there
 * is left out. */
void gh_causes_write (JsonBuilder *json, const GhModel *model, const GhProgramme *programme);
void gh_causes_read (JsonObject *manifest, const GhModel *model, GhProgramme *programme);
