/* What diff.c and diff-speeches.c share: two folders' tables, and which sessions of them are the
 * same.
 */
#pragma once

#include "output/changes.h"

enum
{
  GH_DIFF_WAS,
  GH_DIFF_NOW,
  GH_DIFF_SIDES
};

/* One of the two folders. */
typedef struct
{
  const char *folder;
  GhCsv *schedule, *attendance, *speeches; /* the last two NULL: not there */
  GHashTable *ids; /* session as its tables call it -> GhDiffBoth, borrowed */
} GhDiffSide;

/* A session on both sides. */
typedef struct
{
  const char *id; /* today's */
  GhLastRow rows[GH_DIFF_SIDES];
  bool is_there[GH_DIFF_SIDES];
  GhChangeKind change;
  const char *because; /* "": nothing is said */
} GhDiffBoth;

/* A comparison as it goes. */
typedef struct
{
  GhDiff *diff;      /* the result */
  GHashTable *names; /* NULL: nothing was renamed */
  GhDiffSide sides[GH_DIFF_SIDES];
  GPtrArray *all;       /* GhDiffBoth, as they were met */
  GHashTable *sessions; /* today's id -> GhDiffBoth, borrowed */
} GhComparing;

/* The text for as long as the result lives. */
const char *gh_comparing_keep (GhComparing *comparing, const char *text);
/* Fills the result's speeches; both sides have them. */
void gh_diff_compare_speeches (GhComparing *comparing);
