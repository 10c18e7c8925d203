#include "output/mail.h"

#include <gmime/gmime.h>
#include <string.h>

bool
gh_mail_is_address (const char *text)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || at[1] == '\0' || strlen (text) > 254)
    return false;
  for (const char *octet = text; octet < at; octet++)
    if (strchr (letters, *octet) == NULL && strchr ("!#$%&'*+/=?^_`{|}~", *octet) == NULL)
      return false;
  return strspn (at + 1, letters) == strlen (at + 1);
}

static GMimeFormatOptions *
format (void)
{
  GMimeFormatOptions *options = g_mime_format_options_new ();

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_UNIX);
  return options;
}

/* ---- parts -------------------------------------------------------------------------------- */

/* A part with these octets.  Base64 keeps them through every mail system; TEXT is for people who
 * read sources, and lines of mail are short. */
static GMimePart *
part_of (const char *subtype, const char *bytes, gsize n_bytes, GMimeContentEncoding encoding)
{
  GMimePart *part = g_mime_part_new_with_type ("text", subtype);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (bytes, n_bytes);
  GMimeDataWrapper *content =
      g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, encoding);
  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "charset", "utf-8");
  g_object_unref (content);
  g_object_unref (stream);
  return part;
}

static void
add (GMimeMultipart *multipart, gpointer part)
{
  g_mime_multipart_add (multipart, part);
  g_object_unref (part);
}

/* Neither quoted-printable nor base64 can hold "=_" of its own. */
static GMimeMultipart *
multipart_of (const char *subtype, const char *boundary)
{
  GMimeMultipart *multipart = g_mime_multipart_new_with_subtype (subtype);

  g_mime_multipart_set_boundary (multipart, boundary);
  return multipart;
}

/* Last of the alternatives, and without a disposition: what acts on it looks for it there. */
static GMimePart *
invitation_of (const GhMail *mail)
{
  GMimePart *part =
      part_of ("calendar", mail->calendar, mail->n_calendar, GMIME_CONTENT_ENCODING_BASE64);

  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "method", mail->method);
  return part;
}

static GMimePart *
attachment_of (const GhMail *mail)
{
  GMimePart *part =
      part_of ("calendar", mail->calendar, mail->n_calendar, GMIME_CONTENT_ENCODING_BASE64);

  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename (part, "changes.ics");
  return part;
}

static GMimeObject *
body_of (const GhMail *mail)
{
  GMimeMultipart *alternative = multipart_of ("alternative", "=_gahunda-alternative");

  add (alternative,
       part_of ("plain", mail->text, strlen (mail->text), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE));
  add (alternative,
       part_of ("html", mail->page, strlen (mail->page), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE));
  if (mail->method != NULL)
    {
      add (alternative, invitation_of (mail));
      return GMIME_OBJECT (alternative);
    }
  GMimeMultipart *mixed = multipart_of ("mixed", "=_gahunda-mixed");
  add (mixed, alternative);
  add (mixed, attachment_of (mail));
  return GMIME_OBJECT (mixed);
}

/* ---- the message -------------------------------------------------------------------------- */

static gpointer
start (gpointer data)
{
  g_mime_init ();
  return NULL;
}

/* What would end a header line is a blank.  The caller frees it. */
static char *
one_line (const char *text)
{
  char *line = g_utf8_make_valid (text, -1);

  for (char *at = line; *at != '\0'; at++)
    if ((guchar)*at < ' ' || *at == 0x7f)
      *at = ' ';
  return g_strstrip (line);
}

static void
set_address (GMimeMessage *message, GMimeAddressType type, const char *name, const char *address)
{
  g_autofree char *line = one_line (name);
  InternetAddress *mailbox = internet_address_mailbox_new (line, address);

  /* Otherwise the locale has a say in how names are spelt. */
  internet_address_set_charset (mailbox, "utf-8");
  internet_address_list_add (g_mime_message_get_addresses (message, type), mailbox);
  g_object_unref (mailbox);
}

GString *
gh_mail_write (const GhMail *mail)
{
  static GOnce once = G_ONCE_INIT;
  g_once (&once, start, NULL);

  GMimeMessage *message = g_mime_message_new (true);
  GMimeFormatOptions *options = format ();
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (mail->time);
  g_autofree char *subject = one_line (mail->subject);
  GMimeObject *body = body_of (mail);

  set_address (message, GMIME_ADDRESS_TYPE_FROM, mail->from_name, mail->from);
  set_address (message, GMIME_ADDRESS_TYPE_TO, mail->to_name, mail->to);
  g_mime_message_set_subject (message, subject, "utf-8");
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, mail->message_id);
  /* Nobody's holiday answers to it (RFC 3834). */
  g_mime_object_set_header (GMIME_OBJECT (message), "Auto-Submitted", "auto-generated", NULL);
  g_mime_object_set_header (GMIME_OBJECT (message), "Content-Language", mail->language, "utf-8");
  g_mime_message_set_mime_part (message, body);
  g_autofree char *bytes = g_mime_object_to_string (GMIME_OBJECT (message), options);
  g_object_unref (body);
  g_object_unref (message);
  g_mime_format_options_free (options);
  return g_string_new (bytes);
}
