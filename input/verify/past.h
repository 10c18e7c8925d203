/* What the programme was made on: the revision that was the newest then, and the moment that
 * counted as now.  The sheets are today's.
 */
#pragma once

#include "input/verify/book.h"

typedef struct
{
  int start; /* GH_BOOK_NEVER: it had no place */
  int room;  /* -1: none, or one that is gone */
  bool room_is_gone;
  GhBookInts in; /* teams, those that are still known */

  bool has_begun; /* it stays, whatever that breaks */
  bool is_frozen; /* it stays, if it can */
  bool is_kept;   /* it was to stay, by name */
} GhBookHad;

typedef struct
{
  char revision[8]; /* "0001" */
  int now;
  int frozen_to;       /* what was to start before this was frozen */
  GhBookHad *sessions; /* by session */
} GhBookPast;

/* By the manifest and the tables of its base; all of it lives as long as the book.  NULL: nothing
 * was frozen, for it was planned from scratch; or it cannot be told, which is a finding. */
const GhBookPast *gh_book_read_past (GhBook *book);
