/* A stranger's calendar file, cut down by its octets to what says when somebody is busy.
 *
 * libical is quick to hang or fall over (2 MB of nested BEGINs, one long line, 501 values), and
 * what a delegate does all day is none of our business: so only the handful of lines that matter
 * for times ever reach it, each within limits, and no text at all. */
#pragma once

#include "calendars/busy-doubts.h"

#include <glib.h>

#define GH_BUSY_FILE_OCTETS (5 * 1024 * 1024) /* ten years of a full diary are about 4 MB */
#define GH_BUSY_LINE_OCTETS (64 * 1024) /* of a line that matters; libical is quadratic here */
#define GH_BUSY_DEPTH 6                 /* BEGINs within each other; RFC 5545 needs 3 */
#define GH_BUSY_COMPONENTS 20000
#define GH_BUSY_PARAMETERS 20 /* on a line that matters; libical drops those past 100 unsaid */
#define GH_BUSY_VALUES 400    /* on a line; libical drops those past 500 unsaid, so we cut lines */
#define GH_BUSY_ZONES 1000    /* names of zones; there are 600, and those past it stay unknown */
#define GH_BUSY_ZONE_OCTETS 120 /* of such a name; likewise */

typedef struct
{
  GString *reduced;  /* the calendar that is left */
  GHashTable *zones; /* a set of char*: the names of zones in it */
  GhDoubts doubts;   /* of what was left out */
} GhBusyFile;

/* NULL with a SENTENCE (the caller frees it) that says why the file is not a calendar that can be
 * read: "it ...". */
GhBusyFile *gh_busy_scan (const char *bytes, gsize n_bytes, char **sentence);
void gh_busy_file_free (GhBusyFile *file); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBusyFile, gh_busy_file_free)
