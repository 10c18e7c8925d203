/* What is other than in the last revision. */
#pragma once

#include "output/last.h"

/* How a session changed between two rows of schedules; NULL: a schedule without it. */
GhChangeKind gh_change_between (const GhLastRow *was, const GhLastRow *now);

typedef struct
{
  const char *session; /* id */
  int number;          /* of the session; -1: the sheets no longer hold it */
  const char *change;  /* gh_change_word() of moved, room, cancelled, new, withdrawn, cover */
  char *was;           /* "2022-06-07 09:30 KCC-AD1"; of a cover "RRW-P02;RRW-P05" */
  char *now;
  const GhLastRow *from, *to; /* the places of these texts; NULL: it had, has none; a cover */
  const char *because;        /* "" where nobody says why */
} GhChange;

/* GhChange*, sorted by session, change, was and now as bytes; empty without a last revision. Its
 * texts are LAST's, PLACES' and the model's: they must outlive it. */
GPtrArray *gh_changes_find (const GhModel *model, const GhProgramme *programme,
                            const GhLastRow *places, const GhLast *last);

/* changes.csv. */
GString *gh_changes_table (const GPtrArray *changes);
