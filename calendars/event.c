#include "calendars/event.h"
#include "calendars/text.h"
#include "calendars/zone.h"

#include <string.h>

#define LANGUAGE_OCTETS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
#define PRODUCT "-//gahunda//gahunda//EN"

static void
append_clean (GString *out, const char *name, const char *clean)
{
  g_autoptr (GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  gh_text_escape (line, clean);
  gh_text_fold (out, line->str, line->len);
}

/* Under one name, or under two (NULL: none).  Nothing for NULL, nor for text of which cleaning
 * leaves nothing: libical takes a property without a value for an error. */
static void
append_text_twice (GString *out, const char *name, const char *second, const char *text,
                   bool many_lines)
{
  g_autofree char *clean = text != NULL ? gh_text_clean (text, many_lines) : NULL;

  if (clean == NULL || clean[0] == '\0')
    return;
  append_clean (out, name, clean);
  if (second != NULL)
    append_clean (out, second, clean);
}

static void
append_text (GString *out, const char *name, const char *text, bool many_lines)
{
  append_text_twice (out, name, NULL, text, many_lines);
}

/* A language out of a sheet may be anything, and a parameter's value is not escaped: only what has
 * the form of RFC 5646 is told. */
static void
append_summary (GString *out, const GhCalendarEvent *event)
{
  const char *language = event->language;
  bool is_told = language != NULL && language[0] != '\0'
                 && strspn (language, LANGUAGE_OCTETS) == strlen (language);
  g_autofree char *name = g_strconcat ("SUMMARY", is_told ? ";LANGUAGE=" : NULL, language, NULL);

  append_text (out, is_told ? name : "SUMMARY", event->summary, false);
}

static void
append_time (GString *out, const char *name, const GhCalendarZone *zone, GhMinute minute)
{
  g_string_append (out, name);
  gh_zone_append_time (zone, out, minute);
  g_string_append (out, "\r\n");
}

/* An address is neither TEXT nor escaped: what is not printable ASCII is written %XX, so that
 * nothing in it can end the line.  What is no web address is left out; readers refuse it. */
static void
append_url (GString *out, const char *url)
{
  if (url == NULL || !(g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")))
    return;
  g_autoptr (GString) line = g_string_new ("URL:");
  for (const char *octet = url; *octet != '\0'; octet++)
    if (*octet > ' ' && *octet <= '~' && *octet != '\\')
      g_string_append_c (line, *octet);
    else
      g_string_append_printf (line, "%%%02X", (guchar)*octet);
  gh_text_fold (out, line->str, line->len);
}

void
gh_event_append_top (GString *body, const GhCalendarEvent *event, const GhCalendarZone *zone)
{
  append_text (body, "UID", event->uid, false);
  append_time (body, "DTSTART", zone, event->start);
  append_time (body, "DTEND", zone, event->end);
  append_summary (body, event);
  append_text (body, "LOCATION", event->location, false);
  append_url (body, event->url);
  append_text (body, "CATEGORIES", event->categories, false);
}

void
gh_event_append_description (GString *body, const char *escaped)
{
  if (escaped[0] != '\0')
    gh_text_fold_property (body, "DESCRIPTION", escaped);
}

void
gh_event_append_state (GString *body, GhEventStatus status, bool transparent)
{
  static const char *const names[] = { "CONFIRMED", "TENTATIVE", "CANCELLED" };

  g_string_append (body, "STATUS:");
  g_string_append (body, names[status]);
  g_string_append (body, transparent ? "\r\nTRANSP:TRANSPARENT\r\n" : "\r\nTRANSP:OPAQUE\r\n");
}

char *
gh_calendar_render_body (const GhCalendarEvent *event, const GhCalendarZone *zone)
{
  GString *body = g_string_sized_new (1024);

  gh_event_append_top (body, event, zone);
  append_text (body, "DESCRIPTION", event->description, true);
  gh_event_append_state (body, event->status, event->transparent);
  return g_string_free (body, false);
}

void
gh_event_begin (GString *file, int sequence, const char *stamp)
{
  char digits[16];

  g_snprintf (digits, sizeof digits, "%d", sequence);
  g_string_append (file, "BEGIN:VEVENT\r\nDTSTAMP:");
  g_string_append (file, stamp);
  g_string_append (file, "\r\nLAST-MODIFIED:");
  g_string_append (file, stamp);
  g_string_append (file, "\r\nSEQUENCE:");
  g_string_append (file, digits);
  g_string_append (file, "\r\n");
}

void
gh_event_end (GString *file)
{
  g_string_append_len (file, "END:VEVENT\r\n", strlen ("END:VEVENT\r\n"));
}

void
gh_event_append (GString *file, const char *body, gsize n_octets, int sequence, const char *stamp)
{
  gh_event_begin (file, sequence, stamp);
  g_string_append_len (file, body, (gssize)n_octets);
  gh_event_end (file);
}

/* "ORGANIZER:mailto:a@example.org".  A % of the address would be read as an escape (RFC 6068). */
static void
append_address (GString *file, const char *name, const char *address)
{
  g_autofree char *encoded = g_uri_escape_string (address, "!$&'*+/=?@", false);
  g_autofree char *line = g_strconcat (name, ":mailto:", encoded, NULL);

  gh_text_fold (file, line, strlen (line));
}

GString *
gh_calendar_message (const GhCalendarMessage *message, const GhCalendarZone *zone)
{
  GhCalendarHead head = { .method = message->is_cancelled ? "CANCEL" : "REQUEST" };
  GString *file = gh_calendar_begin (&head, zone);

  gh_event_begin (file, message->sequence, message->stamp);
  append_address (file, "ORGANIZER", message->organizer);
  append_address (file, "ATTENDEE", message->attendee);
  g_string_append_len (file, message->body, (gssize)message->n_octets);
  gh_event_end (file);
  gh_calendar_end (file);
  return file;
}

void
gh_calendar_append_event (GString *file, const char *body, int sequence, const char *stamp)
{
  gh_event_append (file, body, strlen (body), sequence, stamp);
}

GString *
gh_calendar_begin (const GhCalendarHead *head, const GhCalendarZone *zone)
{
  GString *file = g_string_sized_new (32 * 1024);

  g_string_append (file, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" PRODUCT
                         "\r\nCALSCALE:GREGORIAN\r\n");
  append_text (file, "METHOD", head->method, false);
  append_text_twice (file, "NAME", "X-WR-CALNAME", head->name, false);
  append_text_twice (file, "DESCRIPTION", "X-WR-CALDESC", head->description, true);
  if (head->method == NULL)
    g_string_append_printf (file, "X-WR-TIMEZONE:%s\r\n", gh_zone_name (zone));
  g_string_append (file, gh_zone_text (zone));
  return file;
}

void
gh_calendar_end (GString *file)
{
  g_string_append (file, "END:VCALENDAR\r\n");
}
