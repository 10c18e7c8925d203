/* schedule.xml: the format of Frab and Pentabarf, which EventFahrplan, Giggity and others read. */
#include "output/listing.h"

#include <libxml/xmlwriter.h>

/* libxml2 fails here only for want of memory, where GLib ends the program too. */

static void
begin (xmlTextWriter *xml, const char *name)
{
  xmlTextWriterStartElement (xml, BAD_CAST name);
}

static void
end (xmlTextWriter *xml)
{
  xmlTextWriterEndElement (xml);
}

static void
add_attribute (xmlTextWriter *xml, const char *name, const char *text)
{
  xmlTextWriterWriteAttribute (xml, BAD_CAST name, BAD_CAST text);
}

static void
add_number (xmlTextWriter *xml, const char *name, int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  add_attribute (xml, name, text);
}

static void
add_element (xmlTextWriter *xml, const char *name, const char *text)
{
  xmlTextWriterWriteElement (xml, BAD_CAST name, BAD_CAST text);
}

/* ---- sessions ----------------------------------------------------------------------------- */

static void
add_persons (xmlTextWriter *xml, const GPtrArray *persons)
{
  begin (xml, "persons");
  for (guint entry = 0; entry < persons->len; entry++)
    {
      const GhListedPerson *person = persons->pdata[entry];
      add_element (xml, "person", person->name);
    }
  end (xml);
}

static void
add_event (xmlTextWriter *xml, const GhListing *listing, const GhListed *listed)
{
  begin (xml, "event");
  add_attribute (xml, "guid", listed->guid);
  add_number (xml, "id", listed->number);
  add_element (xml, "date", listed->date);
  add_element (xml, "start", listed->start);
  add_element (xml, "duration", listed->duration);
  add_element (xml, "room", listed->room);
  add_element (xml, "slug", listed->slug);
  if (listing->url[0] != '\0')
    add_element (xml, "url", listing->url);
  add_element (xml, "title", listed->title);
  add_element (xml, "subtitle", "");
  add_element (xml, "track", listed->track);
  add_element (xml, "type", listed->type);
  add_element (xml, "language", listed->language);
  add_element (xml, "abstract", "");
  add_element (xml, "description", listed->description);
  add_persons (xml, listed->persons);
  begin (xml, "links");
  end (xml);
  end (xml);
}

/* ---- days --------------------------------------------------------------------------------- */

static guint
add_room (xmlTextWriter *xml, const GhListing *listing, guint first, guint next_day)
{
  const GhListed *listed = listing->sessions->pdata[first];
  const GhListedRoom *room = listing->rooms->pdata[listed->order];
  int order = listed->order;
  guint next = first;

  begin (xml, "room");
  add_attribute (xml, "name", room->name);
  add_attribute (xml, "guid", room->guid);
  for (; next < next_day; next++)
    {
      listed = listing->sessions->pdata[next];
      if (listed->order != order)
        break;
      add_event (xml, listing, listed);
    }
  end (xml);
  return next;
}

static void
add_day (xmlTextWriter *xml, const GhListing *listing, guint number)
{
  const GhListedDay *day = listing->days->pdata[number];
  guint next_day = day->first + day->n_sessions;

  begin (xml, "day");
  add_number (xml, "index", (int)number + 1);
  add_attribute (xml, "date", day->date);
  add_attribute (xml, "start", day->start);
  add_attribute (xml, "end", day->end);
  for (guint next = day->first; next < next_day;)
    next = add_room (xml, listing, next, next_day);
  end (xml);
}

/* ---- the head ----------------------------------------------------------------------------- */

static void
add_conference (xmlTextWriter *xml, const GhListing *listing)
{
  const GhListedDay *first = listing->days->pdata[0];
  const GhListedDay *last = listing->days->pdata[listing->days->len - 1];
  g_autofree char *n_days = g_strdup_printf ("%u", listing->days->len);

  begin (xml, "conference");
  add_element (xml, "acronym", listing->acronym);
  add_element (xml, "title", listing->title);
  add_element (xml, "start", first->date);
  add_element (xml, "end", last->date);
  add_element (xml, "days", n_days);
  add_element (xml, "timeslot_duration", listing->slot);
  if (listing->url[0] != '\0')
    add_element (xml, "base_url", listing->url);
  add_element (xml, "time_zone_name", listing->timezone);
  end (xml);
}

GString *
gh_listing_to_xml (const GhListing *listing, const char *version)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  xmlTextWriter *xml = xmlNewTextWriterMemory (buffer, 0);
  GString *text;

  xmlTextWriterSetIndent (xml, 1);
  xmlTextWriterStartDocument (xml, NULL, "UTF-8", NULL);
  begin (xml, "schedule");
  begin (xml, "generator");
  add_attribute (xml, "name", "gahunda");
  add_attribute (xml, "version", version);
  end (xml);
  add_element (xml, "version", listing->version);
  add_conference (xml, listing);
  for (guint number = 0; number < listing->days->len; number++)
    add_day (xml, listing, number);
  xmlTextWriterEndDocument (xml);
  xmlFreeTextWriter (xml);
  text = g_string_new_len ((const char *)xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return text;
}
