/* The face of verify: is what was published right, judged from sheets and files alone?
 *
 * This folder reads tables and files and may not include engine/: it shares no code with what it
 * checks, so that a mistake there cannot hide here.  Only the CSV reader is common.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  char *rule;     /* "room-clash"; "files" where files disagree; "calendars" likewise */
  char *sentence; /* with the ids of what is concerned, without a full stop */
} GhFinding;

/* One event out of a calendar, as the roof's reader gives it. */
typedef struct
{
  char *uid;
  int start, end; /* minutes after 00:00 of the conference's first day, on its clock */
  char *summary;
  char *location;
  char *status; /* "CONFIRMED" ... */
  bool transparent;
  int sequence;
} GhVerifyEvent;

/* Reads a calendar file: GhVerifyEvent* in a GPtrArray that frees them; NULL with ERROR. FIRST_DAY
 * as g_date_get_julian(). */
typedef GPtrArray *(*GhVerifyReadCalendar) (const char *path, const char *timezone, int first_day,
                                            GError **error);
/* Busy times of a calendar file named in people.away: int pairs (start, end) appended to SPANS;
 * false with a SENTENCE when it is not understood, or only in part. */
typedef bool (*GhVerifyReadBusy) (const char *path, const char *timezone, int first_day, int n_days,
                                  GArray *spans, char **sentence);

typedef struct
{
  GPtrArray *findings; /* GhFinding*: what is wrong */
  GPtrArray *notes;    /* GhFinding*: what is broken, and stays all the same, for it has begun */
  GPtrArray *waivers;  /* char*: rules that the sheets soften or switch off for some sessions */
  GPtrArray *unknowns; /* char*: when people are busy whose calendars could not be understood */
  int n_sessions;      /* in schedule.csv */
  int n_placed;
  int n_unplaced;  /* mandatory ones without a place, and speeches without a session */
  int n_calendars; /* read and compared */
} GhVerdict;

void gh_verdict_free (GhVerdict *verdict);

/* Checks DRAFT_OR_REVISION (a folder with schedule.csv and so on) against the sheets in CONFERENCE.
 * NULL with ERROR when something cannot be read at all. */
GhVerdict *gh_verify (const char *conference, const char *draft_or_revision,
                      GhVerifyReadCalendar read_calendar, GhVerifyReadBusy read_busy,
                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhVerdict, gh_verdict_free)
