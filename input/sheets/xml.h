/* The XML of a zipped part, element by element: never a tree, never a DTD, nothing from elsewhere.
 *
 *   static const GhXmlHandler handler = { .begin = begin, .end = end, .text = text };
 *   gh_xml_read (&zip, "xl/workbook.xml", &handler, &workbook);
 */
#pragma once

#include "input/sheets/zip.h"

#define GH_XML_MOST_EVENTS 8000000 /* elements, pieces of text, comments, of all parts */
#define GH_XML_MOST_DEPTH 64       /* workbooks have ten */
#define GH_XML_MOST_ATTRIBUTES 100 /* of one element, with the names of its namespaces */
#define GH_XML_MOST_NAMESPACES 200 /* that hold at one place; LibreOffice has forty */

typedef struct
{
  const char *name;          /* without a prefix */
  int depth;                 /* how many elements it stands in */
  const guchar **attributes; /* of libxml2: name, prefix, namespace, begin and end of the value */
  int n_attributes;
} GhXmlElement;

/* A text that is not ended: N bytes; AT is NULL where there is none. */
typedef struct
{
  const char *at;
  gsize n;
} GhXmlValue;

/* Any may be NULL.  False from `begin`: the rest of the part is not wanted. */
typedef struct
{
  bool (*begin) (gpointer data, const GhXmlElement *element);
  void (*end) (gpointer data, const char *name, int depth);
  void (*text) (gpointer data, const char *bytes, gsize n_bytes);
} GhXmlHandler;

/* False after a trouble, which the zip keeps. */
bool gh_xml_read (GhZip *zip, const char *part, const GhXmlHandler *handler, gpointer data);

/* The attribute of this name, whatever its namespace; or only in a namespace whose address holds
 * WITHIN. */
GhXmlValue gh_xml_attribute (const GhXmlElement *element, const char *name);
GhXmlValue gh_xml_attribute_within (const GhXmlElement *element, const char *name,
                                    const char *within);
bool gh_xml_is (GhXmlValue value, const char *text);
/* "1" or "true". */
bool gh_xml_is_true (GhXmlValue value);
/* A whole number from LEAST to MOST; OTHERWISE where it is absent or none. */
int gh_xml_int (GhXmlValue value, int least, int most, int otherwise);
/* An ended copy, "" of an absent one; the caller frees it. */
char *gh_xml_copy (GhXmlValue value);
