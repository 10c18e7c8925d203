/* What publishing tells each person: out of what changed in their calendar, what a change is called
 * (GhDiff), and why.
 *
 * Calendars say what a person may know of a session, and the diff what happened to it; a notice
 * holds each event of calendars/changes/PERSON.ics, and no other.  Changes come person by person;
 * each person's is finished when the next one's begin.
 */
#pragma once

#include "calendars/calendars.h"
#include "output/notice.h"
#include "output/output.h"

typedef struct _GhNotices GhNotices;

/* Somebody to whom something happened that they want to hear of.  CHANGES (GhCalendarChange, in the
 * order of the notice's items) and all else are the notices' own, and good until the call returns.
 */
typedef void (*GhNoticesEach) (int person, const GhNotice *notice, const GArray *changes,
                               gpointer data);

/* DRAFT is the folder that is being published, of which PROGRAMME was read, and LAST the last
 * revision's; NULL with ERROR where they cannot be compared.  All must outlive the notices. */
GhNotices *gh_notices_new (const GhModel *model, const GhProgramme *programme, const char *last,
                           const char *draft, int revision, GhNoticesEach each, gpointer data,
                           GError **error);
/* For GhCalendarShelf.changed. */
void gh_notices_take (GhNotices *notices, const GhCalendarChange *change);
/* Finishes the last person's. */
void gh_notices_close (GhNotices *notices);
void gh_notices_free (GhNotices *notices); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhNotices, gh_notices_free)
