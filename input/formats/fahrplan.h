/* A Fahrplan schedule.xml as it stands: texts, nothing understood yet.
 *
 * The format has no standard; what is read here is what frab, pretalx, FOSDEM's pentabarf and our
 * own export write: schedule/conference, and schedule/day/room/event, with a child for each text.
 * Texts are trimmed and never NULL; "" is what is not there.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Limits, so that a hostile file costs a sentence and not the machine. */
#define GH_FAHRPLAN_MOST_BYTES (32 * 1024 * 1024)
#define GH_FAHRPLAN_MOST_EVENTS 20000         /* as many as there may be sessions */
#define GH_FAHRPLAN_MOST_SILENCE (256 * 1024) /* bytes of one event, text or tag */
#define GH_FAHRPLAN_MOST_UNREAD 50            /* kinds of elements that are told by name */

typedef struct
{
  char *id; /* whatever tells two of one name apart; "": nothing does */
  char *name;
} GhFahrplanPerson;

typedef struct
{
  char *guid, *id, *code, *slug;     /* what it is known by, of which any may be "" */
  char *date, *start, *duration;     /* its own texts */
  char *day, *day_end;               /* of the day that it stands in: its attributes date and end */
  char *room, *title, *track, *type; /* the room is that which it stands in, or else its own text */
  GPtrArray *persons;                /* GhFahrplanPerson */
} GhFahrplanEvent;

/* An element of events that holds something, and is not read. */
typedef struct
{
  char *name;
  int n;
} GhFahrplanUnread;

typedef struct
{
  char *generator; /* the name of the program that wrote it */
  char *acronym, *title, *timezone, *url, *day_change, *slot;
  char *n_days;      /* as the file claims */
  GPtrArray *events; /* GhFahrplanEvent, in the order of the file */
  GPtrArray *unread; /* GhFahrplanUnread, in the order of the file */
} GhFahrplan;

/* NULL with ERROR: G_FILE_ERROR_INVAL where the file is none of these, is damaged, has a DTD or is
 * beyond the limits; another where it cannot be read at all. */
GhFahrplan *gh_fahrplan_read (const char *path, GError **error);
void gh_fahrplan_free (GhFahrplan *fahrplan); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFahrplan, gh_fahrplan_free)
