/* A programme as other programs are told of it: schedule.xml and schedule.json say the same things
 * in two forms.
 *
 * Listed is what is held and has a place.  Cancelled sessions are left out: the format has no word
 * for them, and the apps that read it tell their users of each session that is there no more.  Of a
 * closed session nothing is told but that its room is busy, as in the calendars.  Of people only
 * who chairs, convenes, moderates or speaks.
 *
 * The format has one text for each thing, and a session's language, by which readers choose: so
 * there is a listing for each language, in which a session is in the language of its title.
 *
 * Texts hold no control characters, and nothing that turns the direction of what follows.
 */
#pragma once

#include "output/output.h"

typedef struct
{
  char *guid;
  char *name;
} GhListedPerson;

typedef struct
{
  int session;
  int day;   /* 0: the conference's first */
  int order; /* of its room, among the rooms */
  char *guid;
  int number;           /* as gh_session_numbers() */
  char *slug;           /* a-z 0-9 - _, once in a listing */
  char *date;           /* "2022-06-06T09:30:00+02:00" */
  char *start;          /* "09:30", the conference's clock */
  char *duration;       /* "01:30", as time goes, whatever the clocks do meanwhile */
  const char *room;     /* one of the listing's rooms */
  char *title;          /* "Busy": it is closed, and the texts below are empty */
  const char *language; /* of the title */
  char *type;           /* "panel" */
  char *track;          /* its group's name */
  char *description;    /* one line: what it is called in other tables, and its group */
  GPtrArray *persons;   /* GhListedPerson */
} GhListed;

typedef struct
{
  char *name; /* told apart from the others */
  char *guid;
  int seats; /* -1: it is none that has seats */
} GhListedRoom;

typedef struct
{
  char *date;        /* "2022-06-06" */
  char *start, *end; /* with offsets; see day_end() in listing.c */
  guint first;       /* of the sessions */
  guint n_sessions;
} GhListedDay;

typedef struct
{
  char *title;         /* of the conference */
  char *acronym;       /* a-z 0-9 _ */
  char *version;       /* "Revision 2, 2022-06-01 08:00" */
  char *slot;          /* "00:05": what starts are multiples of */
  char *url;           /* "": none */
  char *timezone;      /* IANA */
  GPtrArray *rooms;    /* GhListedRoom, in the order of the sheet */
  GPtrArray *tracks;   /* char*: each once, in the order of the sheet */
  GPtrArray *days;     /* GhListedDay, every day of the conference */
  GPtrArray *sessions; /* GhListed, by day, room, start, id as bytes */
} GhListing;

/* MAKING is asked for revision, time and the last revision; LANGUAGE is a number of the
 * conference's.  What tells sessions, rooms and people apart is the same in all languages. */
GhListing *gh_listing_new (const GhModel *model, const GhProgramme *programme,
                           const GhMaking *making, int language);
void gh_listing_free (GhListing *listing);

/* On one line, without controls and without what turns the direction of what follows ("Trojan
 * Source"); the marks that Arabic and Hebrew need stay.  TEXT NULL gives "".  The caller's. */
char *gh_clean_text (const char *text);

/* schedule.xml and schedule.json. */
GString *gh_listing_to_xml (const GhListing *listing, const char *version);
GString *gh_listing_to_json (const GhListing *listing, const char *version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhListing, gh_listing_free)
