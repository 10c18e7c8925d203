/* A programme as a file tells it: texts, nothing understood yet.
 *
 * Each reader fills one of these, and understand.c makes of it what our sheets can say.  Texts are
 * never NULL; "" is what is not there.
 *
 *   g_autoptr (GhRaw) raw = gh_raw_new ();
 *   GhRawEvent *event = gh_raw_add_event (raw);
 *   gh_raw_set (&event->title, g_strdup ("Opening"));
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Limits, so that a hostile file costs a sentence and not the machine. */
#define GH_RAW_MOST_BYTES (32 * 1024 * 1024)
#define GH_RAW_MOST_EVENTS 20000 /* as many as there may be sessions */
#define GH_RAW_MOST_UNREAD 50    /* kinds of texts that are told by name */

typedef struct
{
  char *id; /* whatever tells two of one name apart; "": nothing does */
  char *name;
} GhRawPerson;

typedef struct
{
  char *guid, *id, *code, *slug; /* what it is known by, of which any may be "" */
  char *date, *start;            /* date: with a time in it, it holds */
  char *duration, *end;          /* end: a date with a time; counts where there is no duration */
  char *day, *day_end;           /* the day that it stands in, and when that ends */
  char *room, *title, *track, *type; /* one line or more, HTML or not */
  GPtrArray *persons;                /* GhRawPerson, those who speak */
} GhRawEvent;

/* Something that events have and that is not read. */
typedef struct
{
  char *name;
  int n;
} GhRawUnread;

typedef struct
{
  char *generator; /* the name of the program that wrote it */
  char *acronym, *title, *timezone, *url, *day_change, *slot;
  char *n_days;      /* as the file claims */
  GPtrArray *events; /* GhRawEvent, in the order of the file */
  GHashTable *seats; /* by the room's name, in digits: of rooms that a file lists themselves */
  GPtrArray *unread; /* GhRawUnread, in the order of the file */
  int n_breaks;      /* pauses that stand among the events, and were passed over */
  int n_not_held;    /* what was proposed and is not accepted, likewise */
} GhRaw;

GhRaw *gh_raw_new (void);
void gh_raw_free (GhRaw *raw); /* accepts NULL */

/* Puts a text of the caller's in the place of another. */
void gh_raw_set (char **text, char *with);
/* One more, without texts; NULL: there are as many as there may be. */
GhRawEvent *gh_raw_add_event (GhRaw *raw);
/* Takes both texts over; who has no name is left out. */
void gh_raw_add_person (GhRawEvent *event, char *id, char *name);
/* Takes both texts over. */
void gh_raw_add_seats (GhRaw *raw, char *room, char *seats);
/* An event has something of this name that nobody reads. */
void gh_raw_count_unread (GhRaw *raw, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRaw, gh_raw_free)
