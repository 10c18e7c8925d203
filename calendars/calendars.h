/* The face of calendars: iCalendar files, written octet by octet and read through libical.
 *
 * Writing.  Each session is rendered once for each way in which it can appear (firm, proposed,
 * busy ...) and calendars are concatenations of such blocks.
 *
 *   GhCalendarEvent event = { .uid = "...", .summary = "...", ... };
 *   g_autofree char *body = gh_calendar_render_body (&event, zone);
 *   GString *file = gh_calendar_begin (&head, zone);
 *   gh_calendar_append_event (file, body, 0, "20220601T080000Z");
 *   gh_calendar_end (file);
 */
#pragma once

#include "engine/engine.h"

/* A wall clock with its offsets, as a VTIMEZONE of our own. */
typedef struct _GhCalendarZone GhCalendarZone;

/* The zone of this IANA name, with the changes of its clock that matter between two days (days as
 * g_date_get_julian()).  NULL with ERROR for an unknown name.  Not to be called from two threads at
 * once. */
GhCalendarZone *gh_calendar_zone_new (const char *timezone, int first_day, int last_day,
                                      GError **error);
void gh_calendar_zone_free (GhCalendarZone *zone);
/* Minutes that a zone's wall clock is ahead of UTC at a wall-clock minute of the conference. */
int gh_calendar_zone_offset (const GhCalendarZone *zone, GhMinute minute);

typedef struct
{
  const char *name;        /* NAME and X-WR-CALNAME; NULL: none */
  const char *description; /* DESCRIPTION and X-WR-CALDESC; NULL: none */
  const char *method;      /* METHOD; NULL: none, and it is no message but a file */
} GhCalendarHead;

typedef enum
{
  GH_EVENT_CONFIRMED,
  GH_EVENT_TENTATIVE,
  GH_EVENT_CANCELLED,
} GhEventStatus;

typedef struct
{
  const char *uid; /* printable ASCII */
  GhMinute start, end;
  const char *summary;
  const char *language;    /* of the summary, BCP 47; NULL: not told */
  const char *location;    /* NULL: none */
  const char *description; /* NULL: none; \n between lines */
  const char *url;         /* NULL: none */
  const char *categories;  /* one; NULL: none */
  GhEventStatus status;
  bool transparent;
} GhCalendarEvent;

/* The part of a VEVENT that says what happens, without SEQUENCE, DTSTAMP and LAST-MODIFIED: equal
 * bodies mean that nothing changed for the reader.  The caller frees it. */
char *gh_calendar_render_body (const GhCalendarEvent *event, const GhCalendarZone *zone);
/* A whole VEVENT around a body.  STAMP is UTC, "20220601T080000Z". */
void gh_calendar_append_event (GString *file, const char *body, int sequence, const char *stamp);
/* A new file up to its first VEVENT; and its last line. */
GString *gh_calendar_begin (const GhCalendarHead *head, const GhCalendarZone *zone);
void gh_calendar_end (GString *file);

/* ---- by mail -------------------------------------------------------------------------------- */

typedef struct
{
  const char *body; /* of one event, as GhCalendarChange gives it ... */
  gsize n_octets;
  bool is_cancelled; /* ... whose STATUS is CANCELLED: METHOD is CANCEL; otherwise REQUEST */
  int sequence;
  const char *stamp;
  const char *organizer; /* addresses that gh_mail_is_address() (output/mail.h) takes: from ... */
  const char *attendee;  /* ... and to */
} GhCalendarMessage;

/* One event for one reader (RFC 5546, 3.2.2 and 3.2.5), without anybody else's address. */
GString *gh_calendar_message (const GhCalendarMessage *message, const GhCalendarZone *zone);

/* ---- for subscribers ------------------------------------------------------------------------ */

/* One of our own files as programs subscribe to it: with how often to look (an hour) and, where
 * SOURCE (NULL: not known) says so, where it is; without what is gone, since a subscriber's program
 * learns that from its absence and would show it crossed out for ever.  What is announced as
 * cancelled stays.  NULL with ERROR where the file is not as we write them. */
GString *gh_calendar_feed (const char *path, const char *source, GError **error);

/* ---- a conference's calendars ------------------------------------------------------------- */

/* The words of the interface, which belong to output: the roof hands them in. */
typedef struct
{
  /* What stands under a key of the group [calendar] in a language (BCP 47), or in English where it
   * is not translated. */
  const char *(*text) (const char *language, const char *key);
  /* A sentence with each {name} replaced; names and values in turn, then NULL.  The caller's. */
  char *(*fill) (const char *sentence, ...)G_GNUC_NULL_TERMINATED;
  /* "Mon 6 Jun" of a day as g_date_get_julian().  The caller's. */
  char *(*short_day) (const char *language, int day);
} GhCalendarWords;

/* How an event stood in the last revision. */
typedef struct
{
  bool is_there;
  GhMinute start, end; /* GH_NEVER: not as we write them */
  char *location;      /* "" where there was none */
  GhEventStatus status;
  bool transparent;
} GhCalendarWas;

/* An event that is other than in the last revision, or new, in the calendar of a person: what
 * changes/PERSON.ics holds.  All of it is the maker's. */
typedef struct
{
  int person;
  int session;  /* -1: today's sheets do not know it */
  bool is_bare; /* the person may only know when it is */
  GhMinute start, end;
  char *title;    /* in the language of the person, where there is one; without CANCELLED */
  char *language; /* which it is in; NULL: the conference has one language only, or none is told */
  char *location; /* "" where there is none */
  GhEventStatus status;
  bool transparent;
  GhCalendarWas was;
  const char *body; /* for an invitation */
  gsize n_octets;
} GhCalendarChange;

/* Where calendars go and where the last revision's are: given by the roof, since folders and file
 * names belong to output.  KIND is "persons", "rooms", "groups", "delegations", "programme" (ID
 * NULL) or "changes": of a person, only what changed since the last revision, if anything did. */
typedef struct
{
  void (*take) (const char *kind, const char *id, GString *bytes, gpointer data); /* owns BYTES */
  /* The caller's; NULL, or a path at which there is nothing: it is new in this revision.  *IS_OLD,
   * which is false: it is of a revision before the last; what is gone since is kept, but nobody is
   * told that it went. */
  char *(*last_path) (const char *kind, const char *id, bool *is_old, gpointer data);
  /* Told of each event of each "changes", person by person, in its order; NULL: nobody asks. */
  void (*changed) (const GhCalendarChange *change, gpointer data);
  gpointer data;
} GhCalendarShelf;

/* The revision that is being made. */
typedef struct
{
  int revision;       /* 1, 2 ... */
  const char *stamp;  /* its time, UTC: "20220601T080000Z" */
  GhMinute now;       /* the same on the conference's clock */
  const GhPast *past; /* where sessions were in the last revision; NULL: there was none */
} GhCalendarEdition;

/* Renders every calendar of a programme: one for each person, in their language, and by room,
 * group, delegation and whole programme.  The edition's revision and stamp go into what changed
 * since the last revision; what did not change keeps its own.  Sessions that a calendar of the last
 * revision held and that are no longer placed or no longer this reader's stay as CANCELLED.
 * Returns the number of calendars without "changes", or -1 with ERROR. */
int gh_calendars_make (const GhModel *model, const GhProgramme *programme,
                       const GhCalendarEdition *edition, const GhCalendarWords *words,
                       const GhCalendarShelf *shelf, GError **error);

/* ---- reading ------------------------------------------------------------------------------ */

typedef struct
{
  char *uid;
  GhMinute start, end; /* on the wall clock of the conference */
  char *summary;
  char *location; /* "" where there is none */
  GhEventStatus status;
  bool transparent;
  int sequence;
  char *stamp; /* DTSTAMP as written */
} GhReadEvent;

/* Every VEVENT of one of our own files, through libical, in file order; GhReadEvent*, the caller's.
 * Also runs libical's restriction check.  NULL with ERROR saying what is wrong with the file. SOUND
 * (a set of char* that it owns; NULL: none) keeps the texts of events that passed the check, so
 * that they pass at once in other files. */
GPtrArray *gh_calendar_read (const char *path, const char *timezone, int first_day,
                             GHashTable *sound, GError **error);

/* The bodies of one of our own files as written, by UID (a GHashTable of char* to GhWritten*): the
 * state from which the next revision knows what changed.  Bytes only, no libical: fast. */
typedef struct
{
  char *body;
  int sequence;
  char *stamp;
} GhWritten;
GHashTable *gh_calendar_read_written (const char *path, GError **error);

/* Busy spans of a stranger's calendar file, clipped to the conference and the night after it, on
 * its wall clock, added to BUSY: a GhReadBusy for input/sheets.  The file is hostile until read:
 * pre-scanned, then understood in a child process with limits (2 s of CPU).  False with a SENTENCE
 * when it is not understood, or only in part: then BUSY is what could be, and otherwise unknown. No
 * sentence holds a title, a place or a person out of the file. */
bool gh_calendar_read_busy (const char *path, const char *timezone, int first_day, int n_days,
                            GhTimes *busy, char **sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCalendarZone, gh_calendar_zone_free)
