/* Ready messages (RFC 5322, MIME) for a mail system to send; nothing here opens a connection.
 *
 * The same message gives the same bytes: its Date and Message-ID are the caller's, boundaries are
 * fixed.  Lines end in \n, as a Maildir and `sendmail -t` have them.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  const char *from_name, *from;
  const char *to_name, *to;
  const char *subject;
  const char *message_id; /* "a.b@example.org" */
  gint64 time;            /* Unix time */
  const char *language;   /* BCP 47, of what it says */
  const char *text;
  const char *page;     /* HTML */
  const char *calendar; /* of iCalendar ... */
  gsize n_calendar;
  const char *method; /* ... to be acted on: "REQUEST", "CANCEL" (RFC 6047); NULL: a file to keep */
} GhMail;

/* The caller's. */
GString *gh_mail_write (const GhMail *mail);

/* An address that mail systems of all kinds take: ASCII, one @, no blank, name or comment. */
bool gh_mail_is_address (const char *text);
