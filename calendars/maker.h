/* What the files that make a conference's calendars share: make.c knows who reads, bodies.c what an
 * event says to whom, calendar.c what becomes of a calendar since the last revision. */
#pragma once

#include "calendars/tongue.h"

/* What is rendered once for all readers of one language. */
typedef struct
{
  GhTongue *tongue;
  GString **tops;   /* by session, where shown */
  GString **tails;  /* by session, where shown: end of the description, escaped */
  GString **bodies; /* by session and variant; NULL until somebody needs it */
} GhWording;

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  const GhCalendarEdition *edition;
  const GhCalendarWords *words;
  const GhCalendarShelf *shelf;
  GhCalendarZone *zone;
  GhWording **wordings; /* by language of the conference; NULL until somebody reads it */

  char **uids;                 /* by session */
  GHashTable *sessions_by_uid; /* char* to session + 1 */
  int n_shown;
  int *shown;     /* sessions that have a place, sorted by start, then UID */
  int *ranks;     /* by session: its index in `shown`, or -1 */
  GString *body;  /* of one reader's own; used again for the next */
  GString *moved; /* the same, with where it was */
  GString *fresh; /* how each event begins that is other than in the last revision */
  GString *description;
  GString *reasons;

  const GhAttendance **by_person;     /* each person's rows, in the order of `shown` */
  int *first_of_person;               /* n_persons + 1 */
  const GhAttendance **by_delegation; /* likewise, of all people of a delegation */
  int *first_of_delegation;           /* n_delegations + 1 */
} GhMaker;

/* Whose calendar it is. */
typedef struct
{
  const char *kind;
  const char *id;
  const char *name; /* NULL: the conference's alone */
  GhWord title;     /* what kind of programme */
  const GhWording *wording;
  int person;     /* -1: not a person's */
  int delegation; /* -1: not a delegation's */
  const GhAttendance **rows;
  int n_rows;
} GhReader;

/* It has a place, and is published. */
bool gh_maker_is_shown (const GhMaker *maker, int session);

/* What is said in a language of the conference (-1: its first). */
const GhWording *gh_maker_wording (GhMaker *maker, int language);
void gh_wording_free (GhWording *wording, int n_sessions); /* accepts NULL */

/* A reader may know what a session is. */
bool gh_maker_may_know (const GhMaker *maker, const GhReader *reader, int session);
/* The body of a session in somebody's calendar, because of these rows; good until the next. */
const GString *gh_maker_body (GhMaker *maker, const GhReader *reader, int session,
                              const GhAttendance *const *rows, int n_rows);

/* Makes the calendar of one reader: IN_IT says which of the shown sessions, by rank.  Hands it to
 * the shelf, with what changed in it. */
bool gh_maker_calendar (GhMaker *maker, const GhReader *reader, const GhBits *in_it,
                        GError **error);
