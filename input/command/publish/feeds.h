/* Feeds: DIR/private/feeds/TOKEN.ics, a calendar to subscribe to for each person of the sheets, for
 * any static server to serve.  A file whose bytes did not change stays the file that it was. */
#pragma once

#include "input/command/publish/tokens.h"

#include "engine/engine.h"

/* Makes DIR/private/feeds as the newest revision has it, which PROGRAMME is the folder of; false
 * with ERROR. */
bool gh_feeds_write (const GhModel *model, const char *folder, const char *programme,
                     GhTokens *tokens, GError **error);
/* The same, with everybody's tokens as they are, if this conference has feeds. */
bool gh_feeds_refresh (const GhModel *model, const char *folder, const char *programme,
                       GError **error);
