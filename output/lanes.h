/* One day as a grid wants it: which room has which column, and from when to when.
 *
 * A room has more than one lane only where a cancelled session kept the place that another one has
 * now; those without a room have as many as they need.
 */
#pragma once

#include "output/site.h"

/* Sessions of a room that do not overlap. */
typedef struct
{
  const char *id;   /* of the room; "": none */
  int room;         /* -1: one that is gone, or none */
  int n_lanes;      /* of this room from here on; 0: not its first */
  GArray *sessions; /* int, by start */
} GhLane;

typedef struct
{
  const GhSite *site;
  const int *sessions; /* by start */
  int n_sessions;
  GhMinute first; /* the whole hour at or before the first start */
  GhMinute last;  /* the last end */
  GArray *lanes;  /* GhLane: rooms in the order of the sheet, then those that are gone, then none */
} GhLanes;

/* SESSIONS, at least one, are of one day and sorted as the site's; they must outlive it. */
GhLanes *gh_lanes_new (const GhSite *site, const int *sessions, int n_sessions);
void gh_lanes_free (GhLanes *lanes);

/* The whole hour at or before a minute. */
GhMinute gh_hour_of (GhMinute minute);
/* Where a session ends on its day's grid: what runs on for days is cut 30 hours after midnight. */
GhMinute gh_lanes_end (const GhSite *site, int session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLanes, gh_lanes_free)
