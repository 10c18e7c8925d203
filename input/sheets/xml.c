#include "input/sheets/xml.h"

#include <libxml/parser.h>
#include <string.h>

/* So much without an end of a tag or a text is no workbook; what a tag costs grows with the square
 * of its attributes (libxml2 2.9, xmlParseStartTag2). */
#define MOST_SILENCE (256 * 1024)

typedef struct
{
  GhZip *zip;
  const char *part;
  const GhXmlHandler *handler;
  gpointer data;
  xmlParserCtxtPtr parser; /* NULL until the first piece */
  int depth;
  int namespaces[GH_XML_MOST_DEPTH + 1]; /* that hold at each depth */
  int silence;                           /* bytes since anything was told */
  bool is_enough;
} Reading;

/* ---- what libxml2 tells ------------------------------------------------------------------- */

static void
stop (Reading *reading)
{
  reading->is_enough = true;
  xmlStopParser (reading->parser);
}

static void
refuse (Reading *reading, const char *what)
{
  gh_zip_fail (reading->zip, "its part %s has %s, which no spreadsheet program writes",
               reading->part, what);
  stop (reading);
}

/* Something was read; false: nothing more is wanted. */
static bool
goes_on (Reading *reading)
{
  reading->silence = 0;
  if (!reading->is_enough && ++reading->zip->n_events > GH_XML_MOST_EVENTS)
    {
      gh_zip_fail (reading->zip, "a workbook has at most %d elements and pieces of text",
                   GH_XML_MOST_EVENTS);
      stop (reading);
    }
  return !reading->is_enough;
}

static void
begin (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *namespace,
       int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
       const xmlChar **attributes)
{
  Reading *reading = data;
  GhXmlElement element = { (const char *)name, reading->depth, attributes, n_attributes };
  int n_held = (reading->depth > 0 ? reading->namespaces[reading->depth - 1] : 0) + n_namespaces;

  if (!goes_on (reading))
    return;
  if (reading->depth == GH_XML_MOST_DEPTH)
    refuse (reading, "elements nested more than " G_STRINGIFY (GH_XML_MOST_DEPTH) " deep");
  else if (n_attributes + n_namespaces > GH_XML_MOST_ATTRIBUTES)
    refuse (reading,
            "an element with more than " G_STRINGIFY (GH_XML_MOST_ATTRIBUTES) " attributes");
  else if (n_held > GH_XML_MOST_NAMESPACES)
    refuse (reading, "more than " G_STRINGIFY (GH_XML_MOST_NAMESPACES) " namespaces");
  if (reading->is_enough)
    return;
  reading->namespaces[reading->depth++] = n_held;
  if (reading->handler->begin != NULL && !reading->handler->begin (reading->data, &element))
    stop (reading);
}

static void
end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *namespace)
{
  Reading *reading = data;
  reading->silence = 0;
  if (reading->is_enough)
    return;
  reading->depth--;
  if (reading->handler->end != NULL)
    reading->handler->end (reading->data, (const char *)name, reading->depth);
}

static void
text (void *data, const xmlChar *bytes, int n_bytes)
{
  Reading *reading = data;
  if (goes_on (reading) && reading->handler->text != NULL)
    reading->handler->text (reading->data, (const char *)bytes, (gsize)n_bytes);
}

static void
comment (void *data, const xmlChar *bytes)
{
  goes_on (data);
}

static void
instruction (void *data, const xmlChar *target, const xmlChar *bytes)
{
  goes_on (data);
}

static void
doctype (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  refuse (data, "a DTD");
}

/* Errors show in the parser's state; they are not printed. */
static void
hush (void *data, xmlErrorPtr error)
{
}

static xmlSAXHandler talk = {
  .initialized = XML_SAX2_MAGIC,
  .internalSubset = doctype,
  .startElementNs = begin,
  .endElementNs = end,
  .characters = text,
  .ignorableWhitespace = text,
  .cdataBlock = text,
  .comment = comment,
  .processingInstruction = instruction,
  .serror = hush,
};

/* ---- pieces ------------------------------------------------------------------------------ */

static bool
is_well (const Reading *reading)
{
  if (reading->is_enough)
    return false;
  if (reading->parser->wellFormed)
    return true;
  return gh_zip_fail (reading->zip,
                      "its part %s is damaged (line %d); open it in a spreadsheet "
                      "program and save it again",
                      reading->part,
                      reading->parser->input != NULL ? reading->parser->input->line : 1);
}

static bool
take (gpointer data, const char *bytes, int n_bytes)
{
  Reading *reading = data;

  reading->silence += n_bytes;
  if (reading->parser == NULL)
    {
      reading->parser = xmlCreatePushParserCtxt (&talk, reading, NULL, 0, NULL);
      xmlCtxtUseOptions (reading->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
    }
  xmlParseChunk (reading->parser, bytes, n_bytes, 0);
  if (reading->silence > MOST_SILENCE && !reading->is_enough)
    refuse (reading, "a tag that does not end");
  return is_well (reading);
}

bool
gh_xml_read (GhZip *zip, const char *part, const GhXmlHandler *handler, gpointer data)
{
  Reading reading = { .zip = zip, .part = part, .handler = handler, .data = data };

  if (gh_zip_read (zip, part, take, &reading) && !reading.is_enough)
    {
      if (reading.parser == NULL)
        gh_zip_fail (
            zip, "its part %s is empty; open it in a spreadsheet program and save it again", part);
      else
        {
          xmlParseChunk (reading.parser, "", 0, 1);
          is_well (&reading);
        }
    }
  if (reading.parser != NULL)
    xmlFreeParserCtxt (reading.parser);
  return zip->trouble == NULL;
}

/* ---- attributes -------------------------------------------------------------------------- */

GhXmlValue
gh_xml_attribute_within (const GhXmlElement *element, const char *name, const char *within)
{
  for (int number = 0; number < element->n_attributes; number++)
    {
      const char *const *this = (const char *const *)element->attributes + 5 * number;
      bool is_within = *within == '\0' || (this[2] != NULL && strstr (this[2], within) != NULL);
      if (is_within && strcmp (this[0], name) == 0)
        return (GhXmlValue){ this[3], (gsize)(this[4] - this[3]) };
    }
  return (GhXmlValue){ NULL, 0 };
}

GhXmlValue
gh_xml_attribute (const GhXmlElement *element, const char *name)
{
  return gh_xml_attribute_within (element, name, "");
}

bool
gh_xml_is (GhXmlValue value, const char *expected)
{
  return value.at != NULL && value.n == strlen (expected)
         && memcmp (value.at, expected, value.n) == 0;
}

bool
gh_xml_is_true (GhXmlValue value)
{
  return gh_xml_is (value, "1") || gh_xml_is (value, "true");
}

int
gh_xml_int (GhXmlValue value, int least, int most, int otherwise)
{
  gint64 number = 0;

  for (gsize at = 0; at < value.n; at++)
    if (!g_ascii_isdigit (value.at[at]) || number > G_MAXINT)
      return otherwise;
    else
      number = 10 * number + (value.at[at] - '0');
  return value.n > 0 && number >= least && number <= most ? (int)number : otherwise;
}

char *
gh_xml_copy (GhXmlValue value)
{
  return value.at != NULL ? g_strndup (value.at, value.n) : g_strdup ("");
}
