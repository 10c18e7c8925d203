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
 * one that is there is G_IO_ERROR_EXISTS; its files are then read-only, for others will share
 * their bytes).  A file with the same bytes under the same path in LAST
 * (NULL: none), or in the folder that is replaced, becomes a hard link to it.  Nothing is left
 * behind on failure; what a run that was cut off left beside DESTINATION is removed. */
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
  const char *conference_folder; /* where the sheets are */
  const char *const *sheets;     /* the files in it that hold them, NULL-terminated */
  const char *const *hashes;     /* gh_sheet_hashes() of them, for the manifest */
  const char *last;              /* the last revision's folder; NULL: none */
} GhMaking;

/* The SHA-256 of each of the sheets' files, "" for one that cannot be read: taken before they are
 * read, so that one that is saved later is never taken for what a programme was made of.  The
 * caller frees it. */
char **gh_sheet_hashes (const char *conference_folder, const char *const *sheets);

/* How a path component is spelt: characters other than A-Za-z0-9._- as %XX.  An id of 200 octets
 * may be 600 when spelt out: over 240, the first 170 of them, a hyphen and 16 digits of the id's
 * SHA-256.  The caller frees it. */
char *gh_file_name (const char *id);

/* "2022-06-06" and "09:30" of a minute; minutes after the first day's midnight.  Caller frees. */
char *gh_date_text (const GhModel *model, GhMinute minute);
char *gh_clock_text (GhMinute minute);
/* "2022-06-06" of a day as in GhConference.first_day.  Caller frees. */
char *gh_day_text (int day);
/* "2022-06-07 09:30 KCC-AD1"; with an END that is not GH_NEVER "2022-06-07 09:30-10:30 KCC-AD1"; ""
 * without a START.  ROOM "": none.  Caller frees. */
char *gh_place_text (int first_day, GhMinute start, GhMinute end, const char *room);

/* The number of the revision that FOLDER is called by ("programme/0012"); 0: it is called
 * otherwise.
 */
int gh_revision_number (const char *folder);

/* schedule.csv, attendance.csv, speeches.csv, changes.csv; the pages; schedule.xml and
 * schedule.json, for other programs; then, last because it holds their hashes, the manifest. */
void gh_output_tables (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                       const GhMaking *making);
void gh_output_pages (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                      const GhMaking *making);
void gh_output_exports (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                        const GhMaking *making);
bool gh_output_manifest (GhFolder *folder, const GhModel *model, const GhProgramme *programme,
                         const GhMaking *making, GError **error);

/* ---- on paper ------------------------------------------------------------------------------
 *
 * As PDF, tagged, with bookmarks and fonts inside.  Which fonts is the machine's business, and so
 * the bytes are: paper is made when somebody asks for it, and is no part of a draft or revision. */

typedef struct
{
  int language; /* a number of conference.languages */
  bool is_a5;   /* else A4 */
} GhPaper;

/* A cover, and each day as a grid and as a list; a sheet for each room and day, for its door; one
 * person's programme, for nobody else.  The caller's; NULL with ERROR. */
GString *gh_output_booklet (const GhModel *model, const GhProgramme *programme,
                            const GhMaking *making, const GhPaper *paper, GError **error);
GString *gh_output_doors (const GhModel *model, const GhProgramme *programme,
                          const GhMaking *making, const GhPaper *paper, GError **error);
GString *gh_output_personal (const GhModel *model, const GhProgramme *programme,
                             const GhMaking *making, const GhPaper *paper, int person,
                             GError **error);

/* Reads a draft or revision back into a programme, with its costs, reasons and complaints: what
 * `publish` makes a revision of.  Reserves, which no file holds, are unplaced; cancelled sessions
 * have the place that they kept.  NULL with ERROR when it is not there (G_IO_ERROR_NOT_FOUND), is
 * damaged (G_IO_ERROR_INVALID_DATA), or its sheets have changed since (G_IO_ERROR_WRONG_ETAG), by
 * the manifest's hashes: SHEETS are the files that hold them today, NULL-terminated. */
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
  int base; /* the last revision when it was made; 0: there was none */
} GhMade;

GhMade *gh_output_read_made (const char *folder, GError **error);
void gh_made_free (GhMade *made); /* accepts NULL */

/* ---- what changed between two drafts or revisions ----------------------------------------------
 *
 * Out of their tables alone, so that neither the sheets nor the model of either are needed; a
 * folder with only a schedule.csv is enough, and then there are no people.  Any two compare, in
 * either direction: new mirrors cancelled and withdrawn, added mirrors withdrawn, everything else
 * itself.
 *
 *   g_autoptr (GhDiff) diff = gh_diff_read ("programme/0001", "programme/0002", first_day, NULL,
 *                                           &error);
 *   for (guint number = 0; number < diff->people->len; number++)
 *     tell (diff, &g_array_index (diff->people, GhDiffPerson, number));
 */

typedef enum
{
  GH_CHANGE_NONE,
  GH_CHANGE_MOVED,     /* another time, be it another end, and perhaps another room */
  GH_CHANGE_ROOM,      /* the same time in another room */
  GH_CHANGE_CANCELLED, /* announced as such */
  GH_CHANGE_NEW,       /* held now, and was not: not there, without a place, or cancelled */
  GH_CHANGE_WITHDRAWN, /* held then, and is not; of a person: no longer theirs */
  GH_CHANGE_COVER,     /* only in changes.csv: other people of a delegation cover it */
  GH_CHANGE_ADDED,     /* of a person: held then and now, and theirs only now */
  GH_CHANGE_AS,        /* of a person: the same session at the same place for another reason */
} GhChangeKind;

/* "moved", "room" ...: as in changes.csv. */
const char *gh_change_word (GhChangeKind kind);

typedef struct
{
  GhMinute start, end; /* after first_day's midnight; GH_NEVER: not held, or not told */
  const char *room;    /* id; "": none */
} GhDiffPlace;

/* A session goes by what the newer of the two folders calls it.  One that it does not know goes by
 * what the older one calls it: something else may be called so by now. */
typedef struct
{
  const char *session;
  const char *title; /* of one that the newer folder does not know; "": of others, or it has none */
  bool is_gone;      /* it does not know it */
  GhChangeKind change; /* moved, room, cancelled, new, withdrawn */
  GhDiffPlace was, now;
  const char *because; /* "": nothing is said */
} GhDiffSession;

/* A session in one person's programme: where it was and is theirs, and why. */
typedef struct
{
  const char *person;
  const char *session, *title; /* as of GhDiffSession */
  bool is_gone;
  GhChangeKind change; /* moved, room, cancelled, new, withdrawn, added, as */
  GhDiffPlace was, now;
  const char *as_was, *as_now; /* "covers;should"; "": it was not, is not theirs */
} GhDiffAttendance;

/* Who covers a session that is held then and now. */
typedef struct
{
  const char *session;
  const char *person;
  GhChangeKind change; /* added or withdrawn */
} GhDiffCover;

typedef struct
{
  const char *session; /* NULL: it was not, is not given */
  const char *title;   /* as of GhDiffSession */
  bool is_gone;
  GhMinute start;
  int minutes;
  const char *theme;
} GhDiffSlot;

/* One that keeps its place within a session has not moved, whatever the session did. */
typedef struct
{
  const char *speaker;
  GhChangeKind change; /* moved, new, withdrawn */
  GhDiffSlot was, now;
} GhDiffSpeech;

/* Everything that changed for one person. */
typedef struct
{
  const char *person;
  const GhDiffAttendance *changes; /* of GhDiff.attendance */
  guint n_changes;
  const GhDiffSpeech *speeches; /* of GhDiff.speeches */
  guint n_speeches;
} GhDiffPerson;

typedef struct
{
  int first_day;
  GArray *sessions;   /* GhDiffSession, by session */
  GArray *covers;     /* GhDiffCover, by session and person */
  GArray *speeches;   /* GhDiffSpeech, by speaker */
  GArray *attendance; /* GhDiffAttendance, by person and session */
  GArray *people;     /* GhDiffPerson, by person: those for whom something changed */
  bool has_people;    /* both had an attendance.csv */
  GStringChunk *texts;
} GhDiff; /* all sorted as bytes */

/* What the sheets call sessions, or called them -> the first id that they had; interned texts.
 * What one is called today counts before what another one was.  The caller's. */
GHashTable *gh_first_ids_by_sheets (const GhModel *model);
/* Adds a session to such a table: WAS are its older ids, N_WAS of them, oldest last. */
void gh_first_ids_add (GHashTable *first_ids, const char *id, const char *const *was, guint n_was);

/* FIRST_DAY is where minutes begin, a day as in GhConference.first_day: any day of the century
 * does. Sessions are the same whose first ids are, by the folders' manifests, or where one does not
 * tell by FIRST_IDS (as above; NULL: none was renamed).  What the sheets say of why is told where
 * the new programme was made on top of the old one.  NULL with ERROR when either cannot be read. */
GhDiff *gh_diff_read (const char *old_folder, const char *new_folder, int first_day,
                      GHashTable *first_ids, GError **error);
/* The order of GhDiff.sessions: by id; of one id, the one that is gone last. */
int gh_diff_compare_sessions (gconstpointer a, gconstpointer b);
void gh_diff_free (GhDiff *diff); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDiff, gh_diff_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFolder, gh_folder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhMade, gh_made_free)
