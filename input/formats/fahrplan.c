#include "input/formats/readers.h"

#include <libxml/xmlreader.h>
#include <string.h>

typedef struct
{
  GhRaw *raw;
  const char *bytes;
  gsize n_bytes, at;
  gsize heard; /* where the parser was when something was last told */
  char *day, *day_end, *room;
  char *trouble; /* the first; NULL: none yet */
} Reading;

/* ---- texts -------------------------------------------------------------------------------- */

/* The caller's; takes TEXT of libxml2 over. */
static char *
own (xmlChar *text)
{
  char *copy = g_strstrip (g_strdup (text != NULL ? (const char *)text : ""));

  xmlFree (text);
  return copy;
}

static char *
attribute (xmlNode *node, const char *name)
{
  return own (xmlGetNoNsProp (node, BAD_CAST name));
}

static bool
is_named (const xmlNode *node, const char *name)
{
  return strcmp ((const char *)node->name, name) == 0;
}

/* Of the first child of this name. */
static char *
child_text (xmlNode *node, const char *name)
{
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child))
    if (is_named (child, name))
      return own (xmlNodeGetContent (child));
  return g_strdup ("");
}

/* ---- events ------------------------------------------------------------------------------- */

static void
add_person (GhRawEvent *event, xmlNode *node)
{
  static const char *const names[] = { "code", "guid", "id" };
  char *id = g_strdup ("");

  for (gsize name = 0; name < G_N_ELEMENTS (names) && *id == '\0'; name++)
    gh_raw_set (&id, attribute (node, names[name]));
  gh_raw_add_person (event, id, own (xmlNodeGetContent (node)));
}

static void
add_persons (GhRawEvent *event, xmlNode *element)
{
  for (xmlNode *list = xmlFirstElementChild (element); list != NULL;
       list = xmlNextElementSibling (list))
    for (xmlNode *node = is_named (list, "persons") ? xmlFirstElementChild (list) : NULL;
         node != NULL; node = xmlNextElementSibling (node))
      if (is_named (node, "person"))
        add_person (event, node);
}

static bool
is_read (const xmlNode *node)
{
  static const char *const names[] = { "date",  "start", "duration", "room",   "slug",
                                       "title", "track", "type",     "persons" };

  for (gsize name = 0; name < G_N_ELEMENTS (names); name++)
    if (is_named (node, names[name]))
      return true;
  return false;
}

static void
note_unread (GhRaw *raw, xmlNode *event)
{
  for (xmlNode *child = xmlFirstElementChild (event); child != NULL;
       child = xmlNextElementSibling (child))
    if (!is_read (child))
      {
        g_autofree char *text = own (xmlNodeGetContent (child));
        if (*text != '\0')
          gh_raw_count_unread (raw, (const char *)child->name);
      }
}

static void
take_event (Reading *reading, GhRawEvent *event, xmlNode *node)
{
  char **const texts[] = { &event->slug,  &event->date,  &event->start, &event->duration,
                           &event->title, &event->track, &event->type,  &event->room };
  static const char *const names[] = { "slug",  "date",  "start", "duration",
                                       "title", "track", "type",  "room" };

  gh_raw_set (&event->guid, attribute (node, "guid"));
  gh_raw_set (&event->id, attribute (node, "id"));
  gh_raw_set (&event->code, attribute (node, "code"));
  for (gsize text = 0; text < G_N_ELEMENTS (texts); text++)
    gh_raw_set (texts[text], child_text (node, names[text]));
  gh_raw_set (&event->day, g_strdup (reading->day));
  gh_raw_set (&event->day_end, g_strdup (reading->day_end));
  if (*reading->room != '\0')
    gh_raw_set (&event->room, g_strdup (reading->room));
  add_persons (event, node);
  note_unread (reading->raw, node);
}

static void
take_conference (GhRaw *raw, xmlNode *node)
{
  gh_raw_set (&raw->acronym, child_text (node, "acronym"));
  gh_raw_set (&raw->title, child_text (node, "title"));
  gh_raw_set (&raw->timezone, child_text (node, "time_zone_name"));
  gh_raw_set (&raw->day_change, child_text (node, "day_change"));
  gh_raw_set (&raw->slot, child_text (node, "timeslot_duration"));
  gh_raw_set (&raw->n_days, child_text (node, "days"));
  gh_raw_set (&raw->url, child_text (node, "base_url"));
  if (*raw->url == '\0')
    gh_raw_set (&raw->url, child_text (node, "url"));
}

/* ---- the file ----------------------------------------------------------------------------- */

static void G_GNUC_PRINTF (2, 3) refuse (Reading *reading, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (reading->trouble == NULL)
    reading->trouble = g_strdup_vprintf (format, values);
  va_end (values);
}

/* What comes without an end of a tag or an event is no schedule; what a tag costs grows with the
 * square of its attributes (libxml2 2.9, xmlParseStartTag2). */
static int
give (void *data, char *buffer, int n_wanted)
{
  Reading *reading = data;
  gsize n = MIN ((gsize)MIN (n_wanted, 4096), reading->n_bytes - reading->at);

  if (reading->at - reading->heard > GH_FAHRPLAN_MOST_SILENCE)
    {
      refuse (reading, "it has an event, a text or a tag of more than %d KiB",
              GH_FAHRPLAN_MOST_SILENCE / 1024);
      return -1;
    }
  memcpy (buffer, reading->bytes + reading->at, n);
  reading->at += n;
  return (int)n;
}

static void
hear_error (void *data, xmlErrorPtr error)
{
  g_autofree char *message = g_strstrip (g_strdup (error->message != NULL ? error->message : ""));
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  if (error->level >= XML_ERR_ERROR)
    refuse (data, "it is damaged, or no XML (line %d: %.200s)", error->line, valid);
}

/* The element that the reader stands on, with all that is in it; it is passed over then. */
static bool
take_whole (Reading *reading, xmlTextReader *reader)
{
  xmlNode *node = xmlTextReaderExpand (reader);

  if (node == NULL)
    return false;
  if (is_named (node, "conference"))
    take_conference (reading->raw, node);
  else
    {
      GhRawEvent *event = gh_raw_add_event (reading->raw);
      if (event != NULL)
        take_event (reading, event, node);
      else
        refuse (reading, "it has more than %d events", GH_RAW_MOST_EVENTS);
    }
  return true;
}

static char *
attribute_here (xmlTextReader *reader, const char *name)
{
  return own (xmlTextReaderGetAttribute (reader, BAD_CAST name));
}

/* True: the element is done with, and the next is what comes after it. */
static bool
visit_element (Reading *reading, xmlTextReader *reader)
{
  const char *name = (const char *)xmlTextReaderConstLocalName (reader);
  int depth = xmlTextReaderDepth (reader);

  if (depth == 0 && strcmp (name, "schedule") != 0)
    refuse (reading, "it is no schedule: it begins with <%.60s>", name);
  else if (depth == 1 && strcmp (name, "generator") == 0)
    gh_raw_set (&reading->raw->generator, attribute_here (reader, "name"));
  else if (depth == 1 && strcmp (name, "day") == 0)
    {
      gh_raw_set (&reading->day, attribute_here (reader, "date"));
      gh_raw_set (&reading->day_end, attribute_here (reader, "end"));
      gh_raw_set (&reading->room, g_strdup (""));
    }
  else if (depth == 2 && strcmp (name, "room") == 0)
    gh_raw_set (&reading->room, attribute_here (reader, "name"));
  else if ((depth == 1 && strcmp (name, "conference") == 0)
           || (depth > 1 && strcmp (name, "event") == 0))
    return take_whole (reading, reader);
  return false;
}

static void
read_all (Reading *reading, xmlTextReader *reader)
{
  int more = xmlTextReaderRead (reader);

  while (more == 1 && reading->trouble == NULL)
    {
      int type = xmlTextReaderNodeType (reader);
      bool is_done = false;
      reading->heard = reading->at;
      if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE)
        refuse (reading, "it has a DTD or entities, which no schedule needs");
      else if (type == XML_READER_TYPE_ELEMENT)
        is_done = visit_element (reading, reader);
      more = is_done ? xmlTextReaderNext (reader) : xmlTextReaderRead (reader);
    }
  if (more < 0)
    refuse (reading, "it is damaged, or no XML");
}

char *
gh_fahrplan_read (GhRaw *raw, const char *bytes, gsize n_bytes)
{
  Reading reading = { .raw = raw,
                      .bytes = bytes,
                      .n_bytes = n_bytes,
                      .day = g_strdup (""),
                      .day_end = g_strdup (""),
                      .room = g_strdup ("") };
  /* Nothing is fetched, and no entity put in place of its name. */
  xmlTextReader *reader =
      xmlReaderForIO (give, NULL, &reading, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);

  xmlTextReaderSetStructuredErrorHandler (reader, hear_error, &reading);
  /* What decodes the file tells its troubles to everybody, by default on standard error. */
  xmlSetStructuredErrorFunc (&reading, hear_error);
  read_all (&reading, reader);
  xmlFreeTextReader (reader);
  xmlSetStructuredErrorFunc (NULL, NULL);
  g_free (reading.day);
  g_free (reading.day_end);
  g_free (reading.room);
  return reading.trouble;
}
