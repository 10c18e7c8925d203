#include "calendars/changed.h"
#include "calendars/text.h"

#include <string.h>

static char *
text_of (const char *body, gsize n_octets, const char *name)
{
  g_autofree char *value = gh_written_value (body, n_octets, name);
  return gh_text_unescape (value);
}

static GhEventStatus
status_of (const char *body, gsize n_octets)
{
  g_autofree char *status = gh_written_value (body, n_octets, "STATUS");

  return strcmp (status, "CANCELLED") == 0   ? GH_EVENT_CANCELLED
         : strcmp (status, "TENTATIVE") == 0 ? GH_EVENT_TENTATIVE
                                             : GH_EVENT_CONFIRMED;
}

static bool
is_transparent (const char *body, gsize n_octets)
{
  g_autofree char *transp = gh_written_value (body, n_octets, "TRANSP");
  return strcmp (transp, "TRANSPARENT") == 0;
}

static GhCalendarWas
was_of (const GhWrittenEvent *event, const GhCalendarZone *zone)
{
  return (GhCalendarWas){
    .is_there = true,
    .start = gh_written_minute (event->body, event->n_octets, "DTSTART", zone),
    .end = gh_written_minute (event->body, event->n_octets, "DTEND", zone),
    .location = text_of (event->body, event->n_octets, "LOCATION"),
    .status = status_of (event->body, event->n_octets),
    .transparent = is_transparent (event->body, event->n_octets),
  };
}

/* Without the word that stands before the title of what is cancelled. */
static void
cut_cancelled (char *title, const GhTongue *tongue)
{
  g_autofree char *word =
      g_strconcat (gh_tongue_says_plainly (tongue, GH_WORD_CANCELLED), ": ", NULL);

  if (g_str_has_prefix (title, word))
    memmove (title, title + strlen (word), strlen (title + strlen (word)) + 1);
}

void
gh_changed_of (GhCalendarChange *change, const GString *body, const GhWrittenEvent *was,
               const GhTongue *tongue, const GhCalendarZone *zone)
{
  change->body = body->str;
  change->n_octets = body->len;
  change->start = gh_written_minute (body->str, body->len, "DTSTART", zone);
  change->end = gh_written_minute (body->str, body->len, "DTEND", zone);
  change->title = text_of (body->str, body->len, "SUMMARY");
  change->language = gh_written_language (body->str, body->len, "SUMMARY");
  change->location = text_of (body->str, body->len, "LOCATION");
  change->status = status_of (body->str, body->len);
  change->transparent = is_transparent (body->str, body->len);
  if (change->status == GH_EVENT_CANCELLED)
    cut_cancelled (change->title, tongue);
  change->was = was != NULL ? was_of (was, zone) : (GhCalendarWas){ .location = g_strdup ("") };
}

void
gh_changed_clear (GhCalendarChange *change)
{
  g_free (change->title);
  g_free (change->language);
  g_free (change->location);
  g_free (change->was.location);
}
