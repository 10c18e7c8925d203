/* What `publish --mail` leaves for a mail system to send: DIR/private/outbox/0002, a Maildir of
 * ready messages.
 *
 * Each person with an address to whom something happened gets one message that tells all of it, and
 * one for each session that moved, is new, cancelled or no longer theirs, which their calendar can
 * act on.  Addresses are nobody else's business: the folder is the organiser's own (0700), never
 * below programme/.
 */
#pragma once

#include "calendars/calendars.h"
#include "input/command/command.h"
#include "output/notice.h"
#include "output/output.h"

typedef struct _GhOutbox GhOutbox;

/* STAMP and REVISION are those of the publication.  NULL with *EXIT, once told: the sheets do not
 * say from whom mail comes. */
GhOutbox *gh_outbox_new (const GhCommon *common, const GhModel *model, const char *stamp,
                         int revision, int *exit);
/* CHANGES as of GhNoticesEach. */
void gh_outbox_take (GhOutbox *outbox, int person, const GhNotice *notice, const GArray *changes);
int gh_outbox_n_messages (const GhOutbox *outbox);
/* Writes DIR/private/outbox/REVISION, whole or not at all, in place of one of a publication that
 * failed; nothing where there is no message. */
bool gh_outbox_write (GhOutbox *outbox, const char *folder, GError **error);
void gh_outbox_free (GhOutbox *outbox); /* accepts NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhOutbox, gh_outbox_free)
