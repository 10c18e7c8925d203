/* The system's clocks that a stranger's file names.  They are loaded before a word of the file is
 * understood, because its reader may open nothing any more (busy-box.h). */
#pragma once

#include <glib.h>

/* From HOME (an IANA name), and each of NAMES (a set of char*) that the system knows, to their
 * icaltimezone, libical's own.  Windows' names count too ("Romance Standard Time"), and the old
 * "/mozilla.org/.../Europe/Paris".  HOME and NAMES must outlive it. */
GHashTable *gh_busy_zones_load (const char *home, GHashTable *names);
