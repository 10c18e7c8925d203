/* The face of output: what a plan or a revision looks like on disk.
 *
 * A draft or revision is a folder, written whole or not at all: everything goes into a temporary
 * folder beside it, which is synced once and renamed once.
 */
#pragma once

#include "engine/engine.h"

typedef struct
{
  const char *file; /* path below the folder: "schedule.csv", "calendars/rooms/AULA.ics" */
  const char *bytes;
  gsize n_bytes;
} GhOutputFile;

/* Collects files, then writes them as one folder. */
typedef struct _GhFolder GhFolder;

GhFolder *gh_folder_new (void);
void gh_folder_free (GhFolder *folder);
/* Takes BYTES over.  PATH is relative, with `/` between folders. */
void gh_folder_take (GhFolder *folder, const char *path, GString *bytes);
/* The files so far, sorted by path; GhOutputFile, borrowed. */
const GArray *gh_folder_files (GhFolder *folder);
/* Writes the files as DESTINATION (replacing a folder of that name only if REPLACE; without it,
 * one that is there is G_IO_ERROR_EXISTS).  A file with the same bytes under the same path in LAST
 * (NULL: none) becomes a hard link to it.  Nothing is left behind on failure; what a run that was
 * cut off left beside DESTINATION is removed. */
bool gh_folder_write (GhFolder *folder, const char *destination, const char *last, bool replace,
                      GError **error);

/* What is said of a programme beside itself: how it was made. */
typedef struct
{
  const char *version; /* of the program */
  const char *command; /* the exact command that repeats it */
  const char *at;      /* "2022-06-01T08:00", the conference's clock: what counted as now */
  uint64_t seed;
  int threads;
  int64_t effort;
  int revision;                  /* 0: a draft */
  const char *conference_folder; /* where the sheets are: their hashes go into the manifest */
  const char *const *sheets;     /* names without .csv, NULL-terminated */
  const char *last;              /* the last revision's folder; NULL: none */
} GhMaking;

/* How a path component is spelt: characters other than A-Za-z0-9._- as %XX.  The caller frees it.
 */
char *gh_file_name (const char *id);

/* "2022-06-06" and "09:30" of a minute; minutes after the first day's midnight.  Caller frees. */
char *gh_date_text (const GhModel *model, GhMinute minute);
char *gh_clock_text (GhMinute minute);

/* schedule.csv, attendance.csv, speeches.csv, changes.csv, the pages; then, last because it holds
 * their hashes, the manifest. */
void gh_output_tables (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                       const GhMaking *making);
void gh_output_pages (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                      const GhMaking *making);
bool gh_output_manifest (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                         const GhMaking *making, GError **error);

/* Reads a draft or revision back into a programme, with its costs, reasons and complaints: what
 * `publish` makes a revision of.  Reserves, which no file holds, are unplaced; cancelled sessions
 * have the place that they kept.  NULL with ERROR when it is not there (G_IO_ERROR_NOT_FOUND), is
 * damaged (G_IO_ERROR_INVALID_DATA), or its sheets have changed since (G_IO_ERROR_WRONG_ETAG), by
 * the manifest's hashes. */
GhProgramme *gh_output_read (const char *folder, const GhModel *model,
                             const char *conference_folder, const char *const *sheets,
                             GError **error);

/* A revision, which may be of other sheets, as what re-planning starts from; one that holds only
 * schedule.csv is enough.  Its `now` is the caller's to set.  NULL with ERROR when it cannot be
 * read. */
GhPast *gh_output_past (const char *folder, const GhModel *model, GError **error);

/* How a draft or revision was made, by its manifest: what the manifest of a revision repeats of its
 * draft's.  The texts are NULL where the manifest lacks them. */
typedef struct
{
  char *version, *command, *at;
  uint64_t seed;
  int threads;
  int64_t effort;
  int revision;
} GhMade;

GhMade *gh_output_read_made (const char *folder, GError **error);
void gh_made_free (GhMade *made); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFolder, gh_folder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhMade, gh_made_free)
