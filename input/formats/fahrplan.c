#include "input/formats/fahrplan.h"

#include <libxml/xmlreader.h>
#include <string.h>

typedef struct
{
  GhFahrplan *fahrplan;
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

static void
replace (char **text, char *with)
{
  g_free (*text);
  *text = with;
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
person_free (gpointer data)
{
  GhFahrplanPerson *person = data;

  g_free (person->id);
  g_free (person->name);
  g_free (person);
}

static void
event_free (gpointer data)
{
  GhFahrplanEvent *event = data;
  char *texts[] = { event->guid,     event->id,    event->code,    event->slug, event->date,
                    event->start,    event->day,   event->day_end, event->room, event->title,
                    event->duration, event->track, event->type };

  for (gsize text = 0; text < G_N_ELEMENTS (texts); text++)
    g_free (texts[text]);
  g_ptr_array_unref (event->persons);
  g_free (event);
}

static void
unread_free (gpointer data)
{
  GhFahrplanUnread *unread = data;

  g_free (unread->name);
  g_free (unread);
}

static void
add_person (GPtrArray *persons, xmlNode *node)
{
  static const char *const names[] = { "code", "guid", "id" };
  GhFahrplanPerson *person = g_new0 (GhFahrplanPerson, 1);

  person->id = g_strdup ("");
  for (gsize name = 0; name < G_N_ELEMENTS (names) && *person->id == '\0'; name++)
    replace (&person->id, attribute (node, names[name]));
  person->name = own (xmlNodeGetContent (node));
  if (*person->name != '\0')
    g_ptr_array_add (persons, person);
  else
    person_free (person);
}

static GPtrArray *
persons_of (xmlNode *event)
{
  GPtrArray *persons = g_ptr_array_new_with_free_func (person_free);

  for (xmlNode *list = xmlFirstElementChild (event); list != NULL;
       list = xmlNextElementSibling (list))
    for (xmlNode *node = is_named (list, "persons") ? xmlFirstElementChild (list) : NULL;
         node != NULL; node = xmlNextElementSibling (node))
      if (is_named (node, "person"))
        add_person (persons, node);
  return persons;
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
count_unread (GPtrArray *all, const char *name)
{
  const char *known = all->len < GH_FAHRPLAN_MOST_UNREAD && strlen (name) <= 40 ? name : "others";
  GhFahrplanUnread *unread;

  for (guint entry = 0; entry < all->len; entry++)
    {
      unread = all->pdata[entry];
      if (strcmp (unread->name, name) == 0 || strcmp (unread->name, known) == 0)
        {
          unread->n++;
          return;
        }
    }
  unread = g_new0 (GhFahrplanUnread, 1);
  unread->name = g_strdup (known);
  unread->n = 1;
  g_ptr_array_add (all, unread);
}

static void
note_unread (GhFahrplan *fahrplan, xmlNode *event)
{
  for (xmlNode *child = xmlFirstElementChild (event); child != NULL;
       child = xmlNextElementSibling (child))
    if (!is_read (child))
      {
        g_autofree char *text = own (xmlNodeGetContent (child));
        if (*text != '\0')
          count_unread (fahrplan->unread, (const char *)child->name);
      }
}

static void
take_event (Reading *reading, xmlNode *node)
{
  GhFahrplanEvent *event = g_new0 (GhFahrplanEvent, 1);

  event->guid = attribute (node, "guid");
  event->id = attribute (node, "id");
  event->code = attribute (node, "code");
  event->slug = child_text (node, "slug");
  event->date = child_text (node, "date");
  event->start = child_text (node, "start");
  event->duration = child_text (node, "duration");
  event->title = child_text (node, "title");
  event->track = child_text (node, "track");
  event->type = child_text (node, "type");
  event->day = g_strdup (reading->day);
  event->day_end = g_strdup (reading->day_end);
  event->room = *reading->room != '\0' ? g_strdup (reading->room) : child_text (node, "room");
  event->persons = persons_of (node);
  g_ptr_array_add (reading->fahrplan->events, event);
  note_unread (reading->fahrplan, node);
}

static void
take_conference (GhFahrplan *fahrplan, xmlNode *node)
{
  replace (&fahrplan->acronym, child_text (node, "acronym"));
  replace (&fahrplan->title, child_text (node, "title"));
  replace (&fahrplan->timezone, child_text (node, "time_zone_name"));
  replace (&fahrplan->day_change, child_text (node, "day_change"));
  replace (&fahrplan->slot, child_text (node, "timeslot_duration"));
  replace (&fahrplan->n_days, child_text (node, "days"));
  replace (&fahrplan->url, child_text (node, "base_url"));
  if (*fahrplan->url == '\0')
    replace (&fahrplan->url, child_text (node, "url"));
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
    take_conference (reading->fahrplan, node);
  else if (reading->fahrplan->events->len == GH_FAHRPLAN_MOST_EVENTS)
    refuse (reading, "it has more than %d events", GH_FAHRPLAN_MOST_EVENTS);
  else
    take_event (reading, node);
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
    replace (&reading->fahrplan->generator, attribute_here (reader, "name"));
  else if (depth == 1 && strcmp (name, "day") == 0)
    {
      replace (&reading->day, attribute_here (reader, "date"));
      replace (&reading->day_end, attribute_here (reader, "end"));
      replace (&reading->room, g_strdup (""));
    }
  else if (depth == 2 && strcmp (name, "room") == 0)
    replace (&reading->room, attribute_here (reader, "name"));
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

static GhFahrplan *
fahrplan_new (void)
{
  GhFahrplan *fahrplan = g_new0 (GhFahrplan, 1);
  char **texts[] = { &fahrplan->generator, &fahrplan->acronym,   &fahrplan->title,
                     &fahrplan->timezone,  &fahrplan->url,       &fahrplan->slot,
                     &fahrplan->n_days,    &fahrplan->day_change };

  for (gsize text = 0; text < G_N_ELEMENTS (texts); text++)
    *texts[text] = g_strdup ("");
  fahrplan->events = g_ptr_array_new_with_free_func (event_free);
  fahrplan->unread = g_ptr_array_new_with_free_func (unread_free);
  return fahrplan;
}

void
gh_fahrplan_free (GhFahrplan *fahrplan)
{
  if (fahrplan == NULL)
    return;
  char *texts[] = {
    fahrplan->generator, fahrplan->acronym, fahrplan->title,  fahrplan->timezone,
    fahrplan->url,       fahrplan->slot,    fahrplan->n_days, fahrplan->day_change
  };
  for (gsize text = 0; text < G_N_ELEMENTS (texts); text++)
    g_free (texts[text]);
  g_ptr_array_unref (fahrplan->events);
  g_ptr_array_unref (fahrplan->unread);
  g_free (fahrplan);
}

/* What is wrong with it; NULL: nothing.  The caller's. */
static char *
read_bytes (GhFahrplan *fahrplan, const char *bytes, gsize n_bytes)
{
  Reading reading = { .fahrplan = fahrplan,
                      .bytes = bytes,
                      .n_bytes = n_bytes,
                      .day = g_strdup (""),
                      .day_end = g_strdup (""),
                      .room = g_strdup ("") };
  /* Nothing is fetched, and no entity put in place of its name. */
  xmlTextReader *reader =
      xmlReaderForIO (give, NULL, &reading, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);

  xmlTextReaderSetStructuredErrorHandler (reader, hear_error, &reading);
  read_all (&reading, reader);
  xmlFreeTextReader (reader);
  g_free (reading.day);
  g_free (reading.day_end);
  g_free (reading.room);
  return reading.trouble;
}

GhFahrplan *
gh_fahrplan_read (const char *path, GError **error)
{
  g_autoptr (GhFahrplan) fahrplan = fahrplan_new ();
  g_autoptr (GMappedFile) file = NULL;
  g_autofree char *trouble = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    trouble = g_strdup ("it is no file");
  else
    file = g_mapped_file_new (path, false, error);
  if (file == NULL && trouble == NULL)
    return NULL;
  if (file != NULL && g_mapped_file_get_length (file) > GH_FAHRPLAN_MOST_BYTES)
    trouble = g_strdup_printf ("it has more than %d MiB", GH_FAHRPLAN_MOST_BYTES / 1024 / 1024);
  else if (file != NULL && g_mapped_file_get_length (file) == 0)
    trouble = g_strdup ("it is empty");
  else if (file != NULL)
    trouble =
        read_bytes (fahrplan, g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  if (trouble == NULL)
    return g_steal_pointer (&fahrplan);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s cannot be imported: %s", path, trouble);
  return NULL;
}
