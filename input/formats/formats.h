/* The face of input/formats: a programme that another program made, as our sheets could say it.
 *
 * Ids are legal in our sheets, unique, and the same each time that the same file is read; texts are
 * one line each.  What the file says and our sheets cannot is in the notes.
 *
 *   g_autoptr (GhImported) imported = gh_formats_read ("schedule.xml", &error);
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define GH_IMPORTED_MOST_DAYS 366 /* of a conference */
#define GH_IMPORTED_MOST_ROOMS 5000
#define GH_IMPORTED_MOST_JOINT 100     /* rooms that one session is in at once */
#define GH_IMPORTED_MOST_SPEAKERS 1000 /* of one event */
#define GH_IMPORTED_NEVER G_MININT64

typedef struct
{
  char *id, *name;
  GArray *parts; /* of int: the rooms that it is made of; NULL: it is one of the file's own */
  char *open, *features; /* as the sheet has them; NULL: always, none */
  int seats;             /* -1: nobody tells */
} GhImportedRoom;

typedef struct
{
  char *id, *name;
} GhImportedName;

typedef struct
{
  char *id, *title, *kind;  /* kind "": none */
  int group;                /* -1: none */
  char *pattern, *features; /* as the sheet has them; NULL: none */
  int minutes;
  int room;     /* -1: it has none */
  gint64 start; /* minutes since 00:00 of 0001-01-01 on the conference's clock; GH_IMPORTED_NEVER */
  GArray *rooms;  /* int: those that the file has it in, of which `room` is the one or is made */
  GArray *people; /* int, each once */
} GhImportedSession;

/* A row of another sheet: patterns, relations, limits, attends. */
typedef struct
{
  const char *sheet;
  char **cells;
} GhImportedRow;

/* What was not carried over, or is not as it was. */
typedef struct
{
  const char *kind; /* a word: "unread", "no-duration" ... */
  int n;            /* how often */
  char *sentence;
} GhImportedNote;

typedef struct
{
  char *name, *id, *domain, *timezone;
  char *url;               /* "": none */
  int first_day, last_day; /* Julian days of GDate */
  int grid_minutes;
  char *hours;       /* as the sheet has them; NULL: from opens to closes */
  int opens, closes; /* minutes of a day that all sessions lie in; past 1440 is the next morning */
  GPtrArray *rooms;  /* GhImportedRoom */
  GPtrArray *groups; /* GhImportedName */
  GPtrArray *people; /* GhImportedName */
  GPtrArray *sessions; /* GhImportedSession */
  GPtrArray *rows;     /* GhImportedRow, those of one sheet in its order */
  GPtrArray *notes;    /* GhImportedNote */
} GhImported;

/* Which kind a file is of is told by what it holds, and not by its name.
 *
 * NULL with ERROR: G_FILE_ERROR_INVAL where it is of no kind that is known, or cannot be understood
 * (the message is a sentence with the cure), another where it cannot be read at all. */
GhImported *gh_formats_read (const char *path, GError **error);
/* The same from memory; PATH is the name for messages. */
GhImported *gh_formats_parse (const char *bytes, gsize n_bytes, const char *path, GError **error);
void gh_imported_free (GhImported *imported); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhImported, gh_imported_free)
