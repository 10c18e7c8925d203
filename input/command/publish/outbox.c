#include "input/command/publish/outbox.h"
#include "input/command/publish/private.h"
#include "output/mail.h"

#include <gio/gio.h>
#include <string.h>

struct _GhOutbox
{
  const GhCommon *common;
  const GhModel *model;
  char *stamp;
  gint64 time;
  int revision;
  GhCalendarZone *zone;
  GhFolder *folder;
  int n;
};

/* ---- one message -------------------------------------------------------------------------- */

/* Says nothing of who it is, and is the same when the same revision is made again. */
static char *
message_id (const GhOutbox *outbox, int person, int number)
{
  const GhConference *conference = &outbox->model->conference;
  g_autofree char *hash =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, outbox->model->persons[person].id, -1);

  return g_strdup_printf ("%s-%04d-%.16s-%d@%s", conference->id, outbox->revision, hash, number,
                          conference->domain);
}

/* Takes CALENDAR over. */
static void
post (GhOutbox *outbox, int person, int number, const GhNotice *notice, const char *subject,
      const char *method, GString *calendar)
{
  const GhConference *conference = &outbox->model->conference;
  g_autoptr (GString) text = gh_notice_text (notice);
  g_autoptr (GString) page = gh_notice_page (notice);
  g_autofree char *id = message_id (outbox, person, number);
  g_autofree char *path = g_strdup_printf ("new/%" G_GINT64_FORMAT ".%04d_%06d.gahunda",
                                           outbox->time, outbox->revision, outbox->n);
  GhMail mail = { .from_name = notice->conference,
                  .from = conference->mail_from,
                  .to_name = notice->person,
                  .to = outbox->model->persons[person].email,
                  .subject = subject,
                  .message_id = id,
                  .time = outbox->time,
                  .language = notice->language,
                  .text = text->str,
                  .page = page->str,
                  .calendar = calendar->str,
                  .n_calendar = calendar->len,
                  .method = method };

  gh_folder_take (outbox->folder, path, gh_mail_write (&mail));
  g_string_free (calendar, true);
  outbox->n++;
}

/* ---- of one person ------------------------------------------------------------------------ */

/* All of it, with the changed events as a file. */
static void
post_digest (GhOutbox *outbox, int person, const GhNotice *notice, const GArray *changes)
{
  GString *calendar = gh_calendar_begin (&(GhCalendarHead){ 0 }, outbox->zone);
  g_autofree char *subject =
      g_strdup_printf ("%s: %s", gh_notice_title (notice), notice->conference);

  for (guint number = 0; number < changes->len; number++)
    gh_calendar_append_event (calendar, g_array_index (changes, GhCalendarChange, number).body,
                              outbox->revision - 1, outbox->stamp);
  gh_calendar_end (calendar);
  post (outbox, person, 0, notice, subject, NULL, calendar);
}

/* One event that the reader's calendar can act on. */
static void
post_event (GhOutbox *outbox, int person, int number, const GhNotice *notice,
            const GhCalendarChange *change)
{
  const GhNoticeItem *item = &g_array_index (notice->items, GhNoticeItem, 0);
  bool is_cancelled = change->status == GH_EVENT_CANCELLED;
  GhCalendarMessage message = { .body = change->body,
                                .n_octets = change->n_octets,
                                .is_cancelled = is_cancelled,
                                .sequence = outbox->revision - 1,
                                .stamp = outbox->stamp,
                                .organizer = outbox->model->conference.mail_from,
                                .attendee = outbox->model->persons[person].email };
  g_autofree char *subject =
      g_strdup_printf ("%s: %s", gh_notice_heading (notice, item->grade), item->title);

  post (outbox, person, number, notice, subject, is_cancelled ? "CANCEL" : "REQUEST",
        gh_calendar_message (&message, outbox->zone));
}

void
gh_outbox_take (GhOutbox *outbox, int person, const GhNotice *notice, const GArray *changes)
{
  const GhPerson *this = &outbox->model->persons[person];

  if (this->email == NULL)
    return;
  if (!gh_mail_is_address (this->email))
    {
      gh_say (outbox->common,
              "people.csv, row %d, column \"email\": no mail goes to %s: \"%s\" is no address like "
              "ann@example.org",
              this->source.row, this->id, this->email);
      return;
    }
  post_digest (outbox, person, notice, changes);
  for (guint number = 0; number < changes->len; number++)
    {
      g_autoptr (GArray) one = g_array_new (false, false, sizeof (GhNoticeItem));
      GhNotice single = *notice;
      g_array_append_val (one, g_array_index (notice->items, GhNoticeItem, number));
      single.items = one;
      if (gh_notice_is_worth (&single))
        post_event (outbox, person, (int)number + 1, &single,
                    &g_array_index (changes, GhCalendarChange, number));
    }
}

/* ---- all ---------------------------------------------------------------------------------- */

GhOutbox *
gh_outbox_new (const GhCommon *common, const GhModel *model, const char *stamp, int revision,
               int *exit)
{
  const GhConference *conference = &model->conference;
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (stamp, NULL);
  g_autoptr (GhOutbox) outbox = g_new0 (GhOutbox, 1);
  g_autoptr (GError) error = NULL;

  if (conference->mail_from == NULL)
    {
      *exit = gh_fail (GH_EXIT_ATTENTION,
                       "conference.csv does not say from whom mail comes: add a row like "
                       "mail_from,programme@%s, or publish without --mail",
                       conference->domain);
      return NULL;
    }
  outbox->common = common;
  outbox->model = model;
  outbox->stamp = g_strdup (stamp);
  outbox->time = g_date_time_to_unix (time);
  outbox->revision = revision;
  outbox->folder = gh_folder_new ();
  outbox->zone = gh_calendar_zone_new (conference->timezone, conference->first_day,
                                       conference->first_day + conference->n_days - 1, &error);
  if (outbox->zone != NULL)
    return g_steal_pointer (&outbox);
  *exit = gh_fail (GH_EXIT_FILES, "%s", error->message);
  return NULL;
}

int
gh_outbox_n_messages (const GhOutbox *outbox)
{
  return outbox->n;
}

bool
gh_outbox_write (GhOutbox *outbox, const char *folder, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%04d", outbox->revision);
  g_autofree char *path = g_build_filename (folder, "private", "outbox", number, NULL);

  if (outbox->n == 0)
    return true;
  if (!gh_private_open (folder, error)
      || !gh_folder_write (outbox->folder, path, NULL, true, error))
    return false;
  /* What makes a Maildir of it, though nothing lies there. */
  g_autofree char *cur = g_build_filename (path, "cur", NULL);
  g_autofree char *tmp = g_build_filename (path, "tmp", NULL);
  return gh_private_make (cur, error) && gh_private_make (tmp, error);
}

void
gh_outbox_free (GhOutbox *outbox)
{
  if (outbox == NULL)
    return;
  gh_folder_free (outbox->folder);
  gh_calendar_zone_free (outbox->zone);
  g_free (outbox->stamp);
  g_free (outbox);
}
