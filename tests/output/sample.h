/* A conference of nine sessions, with one of each thing that files must tell apart, and a folder
 * to write it into. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "output/output.h"

enum
{
  OPENING, /* day 1 09:30 AULA; a title with commas and quotes */
  GALA,    /* day 1 23:00 to 02:00, HALL */
  PANEL,   /* day 1 09:30 HALL; two speeches, two teams */
  WALK,    /* day 2 08:00, needs no room */
  KEPT,    /* a reserve, placed */
  LOST,    /* unplaced */
  GONE,    /* cancelled */
  SHUT,    /* closed, day 2 10:00 AULA */
  TALK,    /* day 2 11:00 HALL; was CHAT */
  N_SAMPLE_SESSIONS
};

enum
{
  ANN, /* chair of the opening, covers the panel */
  BEN, /* speaks twice in the panel, and has the role speaker there */
  CAT, /* must go to the talk, by name */
  N_SAMPLE_PEOPLE
};

/* What no conference is without: its name, days and zone. */
void sample_conference (GhModel *model);
/* Its languages, NULL-terminated. */
void sample_languages (GhModel *model, const char *const *names);
GhModel *sample_model (void);
GhProgramme *sample_programme (GhModel *model);
/* Moves a session. */
void sample_place (GhProgramme *programme, int session, GhMinute start, int room);
void sample_attend (GhProgramme *programme, int person, int session, GhAs as);

extern const char *const sample_sheets[];

/* A folder of the test's own, with a conference of two sheets in it, as the state of a test. */
int sample_set_up (void **state);
int sample_tear_down (void **state);
/* Paths below it; each call allocates, and nothing is freed before the end of the test. */
const char *sample_path (void **state, const char *below);

GhMaking sample_making (void **state);
/* Tables, pages and manifest, written to BELOW. */
void sample_write (void **state, const GhModel *model, const GhProgramme *programme,
                   const GhMaking *making, const char *below);
/* The bytes of a file; the caller frees them. */
char *sample_read (void **state, const char *below);
void sample_save (void **state, const char *below, const char *text);
