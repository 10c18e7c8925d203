/* A conference of eight sessions and five persons that has one of everything which calendars treat
 * on its own; tests change it and publish again. */
#pragma once

#include "calendars/calendars.h"

/* Sessions. */
enum
{
  OPENING,    /* plenary, Monday 09:00, AULA */
  BUDGET,     /* COM3-01, Monday 10:30, M1 */
  ARABIC,     /* COM3-02, Tuesday 09:00, M1: its title is Arabic */
  SECRET,     /* BILAT, Tuesday 11:00, M1: closed */
  PANEL,      /* P2C, Tuesday 15:00, AULA: has a speech */
  SPARE,      /* a reserve, Wednesday 09:00, M1 */
  RENAMED,    /* NEW, was MID and before that OLD; Wednesday 09:00, AULA */
  CALLED_OFF, /* GONE, Wednesday 10:00, AULA: cancelled */
};

/* Persons. */
enum
{
  ANN, /* of Angola; chairs BUDGET, is in SECRET by a must of her own */
  BOB, /* of Angola; covers BUDGET, may come to OPENING */
  CYD, /* speaks in PANEL; should be in OPENING and CALLED_OFF */
  DEE, /* is in nothing */
  EVE, /* is in SECRET, though no row of attends reaches her */
};

typedef struct
{
  GhModel *model;
  GhProgramme *programme;
  char *folder; /* temporary; where revisions go */
  GhPast *past; /* where sessions were in the last one that was published; NULL: there was none */
  GhMinute now; /* when the next one is published, on the conference's clock */
} Sample;

/* The words that the roof hands in. */
extern const GhCalendarWords sample_words;

Sample *sample_new (const char *timezone);
void sample_free (Sample *sample); /* removes the folder too */

/* Publishes into FOLDER/REVISION, as following REVISION - 1 where that is there. */
void sample_publish (Sample *sample, int revision, const char *stamp);

/* The path of a calendar; KIND as in GhCalendarShelf, ID NULL for the programme.  The caller frees
 * it. */
char *sample_path (const Sample *sample, int revision, const char *kind, const char *id);
/* Its bytes. */
char *sample_text (const Sample *sample, int revision, const char *kind, const char *id);
/* The event of a session as written, unfolded, one property on a line; NULL if it is not there. */
char *sample_event (const Sample *sample, int revision, const char *kind, const char *id,
                    const char *session);

void sample_attend (Sample *sample, int person, int session, GhAs as, const char *role, bool own);
void sample_place (Sample *sample, int session, int day, int hour, int minute, int room);
