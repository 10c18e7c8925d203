/* One of our own files, taken apart again by its octets: which events it held, and how they were
 * written.  From this the next revision knows what changed for its reader.
 *
 * Everything points into the bytes of the file, so that reading 3,000 of them costs little more
 * than their way off the disk. */
#pragma once

#include "calendars/calendars.h"

typedef struct
{
  char *uid; /* owned */
  const char *body;
  gsize n_octets;
  int sequence;
  const char *stamp;
  gsize n_stamp;
  bool is_current; /* free for the caller: still in the calendar */
} GhWrittenEvent;

typedef struct
{
  char *bytes;
  gsize n_bytes;
  GArray *events; /* GhWrittenEvent, sorted by UID */
} GhWrittenFile;

/* NULL with ERROR; G_FILE_ERROR_NOENT when it is not there. */
GhWrittenFile *gh_written_file_read (const char *path, GError **error);
void gh_written_file_free (GhWrittenFile *file); /* accepts NULL */
GhWrittenEvent *gh_written_file_find (const GhWrittenFile *file, const char *uid); /* or NULL */

/* A property of a body as written, still escaped: what follows its name and parameters, "" where it
 * is not there.  The caller frees it. */
char *gh_written_value (const char *body, gsize n_octets, const char *name);
/* The same of its LANGUAGE; NULL where none is told. */
char *gh_written_language (const char *body, gsize n_octets, const char *name);
/* The minute of DTSTART or DTEND, or GH_NEVER. */
GhMinute gh_written_minute (const char *body, gsize n_octets, const char *name,
                            const GhCalendarZone *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhWrittenFile, gh_written_file_free)
