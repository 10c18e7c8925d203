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
  const char *first; /* id */
  const char *id;    /* the newer side's, or else the other one's ... */
  const char *title; /* ... with its title; "": that is the newer side's business, or it has none */
  bool is_gone;      /* the newer side does not know it */
  GhLastRow rows[GH_DIFF_SIDES];
  bool is_there[GH_DIFF_SIDES];
  GhChangeKind change;
  const char *because; /* "": nothing is said */
} GhDiffBoth;

/* A comparison as it goes. */
typedef struct
{
  GhDiff *diff;          /* the result */
  GHashTable *first_ids; /* gh_diff_read() */
  GhDiffSide sides[GH_DIFF_SIDES];
  int newer;            /* which of them was made later */
  GPtrArray *all;       /* GhDiffBoth, as they were met */
  GHashTable *sessions; /* first id -> GhDiffBoth, borrowed */
} GhComparing;

/* The text for as long as the result lives. */
const char *gh_comparing_keep (GhComparing *comparing, const char *text);
/* By id; of one id, the one that is gone last. */
int gh_comparing_order (const GhDiffBoth *left, const GhDiffBoth *right);
/* Fills the result's speeches; both sides have them. */
void gh_diff_compare_speeches (GhComparing *comparing);
