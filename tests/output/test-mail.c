/* Messages: nothing of a sheet becomes a header, and the same message is the same bytes. */
#include "output/mail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define CALENDAR "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

static GhMail
mail_about (const char *subject)
{
  return (GhMail){ .from_name = "Conférence",
                   .from = "programme@example.org",
                   .to_name = "Aimée \"A\" Uwase\r\nBcc: x@example.org",
                   .to = "aimee@example.org",
                   .subject = subject,
                   .message_id = "t-0002-1@example.org",
                   .time = 1654070400,
                   .language = "fr",
                   .text = "Déplacée\n",
                   .page = "<p>Déplacée</p>\n",
                   .calendar = CALENDAR,
                   .n_calendar = strlen (CALENDAR) };
}

static void
assert_has (const GString *message, const char *line)
{
  if (strstr (message->str, line) == NULL)
    fail_msg ("no \"%s\" in\n%s", line, message->str);
}

static void
headers_hold_one_line (void **state)
{
  GhMail mail = mail_about ("Moved\r\nBcc: y@example.org\n\n<script>");
  g_autoptr (GString) message = gh_mail_write (&mail);

  assert_null (strstr (message->str, "\nBcc:"));
  assert_has (message, "Date: Wed, 01 Jun 2022 08:00:00 +0000\n");
  assert_has (message, "\nMessage-Id: <t-0002-1@example.org>\n");
  assert_has (message, "From: =?UTF-8?b?Q29uZsOpcmVuY2U=?= <programme@example.org>\n");
  assert_has (message, "<aimee@example.org>\n");
  assert_has (message, "\nAuto-Submitted: auto-generated\n");
  assert_null (strchr (message->str, '\r'));
  for (const char *octet = message->str; *octet != '\0'; octet++)
    assert_true ((guchar)*octet < 0x80);
}

static void
an_invitation_is_the_last_alternative (void **state)
{
  GhMail mail = mail_about ("Moved");
  g_autoptr (GString) file = gh_mail_write (&mail);
  mail.method = "CANCEL";
  g_autoptr (GString) invitation = gh_mail_write (&mail);

  assert_has (file, "Content-Type: multipart/mixed;");
  assert_has (file, "Content-Disposition: attachment; filename=changes.ics\n");
  assert_null (strstr (file->str, "method="));
  assert_has (invitation, "Content-Type: multipart/alternative;");
  assert_has (invitation, "Content-Type: text/calendar; charset=utf-8; method=CANCEL\n");
  assert_null (strstr (invitation->str, "Content-Disposition"));
  assert_true (strstr (invitation->str, "text/html") < strstr (invitation->str, "text/calendar"));
}

static void
the_same_message_is_the_same_bytes (void **state)
{
  GhMail mail =
      mail_about ("Déplacée : the subject is long enough to be folded, and more than once");
  g_autoptr (GString) one = gh_mail_write (&mail);
  g_autoptr (GString) other = gh_mail_write (&mail);

  assert_string_equal (one->str, other->str);
}

static void
addresses (void **state)
{
  static const char *const good[] = { "a@b", "ann.b+c@mail.example.org", "o'neil_50%@example.org" };
  static const char *const bad[] = { "",        "ann",           "@b",      "a@",    "a b@c",
                                     "a@b@c",   "Ann <a@b>",     "a@b,c@d", "a@b\n", "\"a\"@b",
                                     "é@b.org", "a@exämple.org", "a(x)@b" };

  for (gsize address = 0; address < G_N_ELEMENTS (good); address++)
    assert_true (gh_mail_is_address (good[address]));
  for (gsize address = 0; address < G_N_ELEMENTS (bad); address++)
    if (gh_mail_is_address (bad[address]))
      fail_msg ("\"%s\" is taken for an address", bad[address]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (headers_hold_one_line),
    cmocka_unit_test (an_invitation_is_the_last_alternative),
    cmocka_unit_test (the_same_message_is_the_same_bytes),
    cmocka_unit_test (addresses),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
