#include "input/verify/exported.h"

#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <string.h>

static void
exported_free (gpointer data)
{
  GhExported *event = data;

  g_free (event->guid);
  g_free (event->date);
  g_free (event->duration);
  g_free (event->room);
  g_free (event->in_room);
  g_free (event->title);
  g_free (event);
}

/* Where the text of this member belongs; NULL: it is none that is compared. */
static char **
field_of (GhExported *event, const char *name)
{
  if (strcmp (name, "date") == 0)
    return &event->date;
  if (strcmp (name, "duration") == 0)
    return &event->duration;
  if (strcmp (name, "room") == 0)
    return &event->room;
  return strcmp (name, "title") == 0 ? &event->title : NULL;
}

static bool
is_more (const char *name)
{
  static const char *const names[] = { "subtitle", "track", "type", "abstract", "description" };

  for (gsize entry = 0; entry < G_N_ELEMENTS (names); entry++)
    if (strcmp (names[entry], name) == 0)
      return true;
  return false;
}

/* Takes TEXT over. */
static void
take_text (GhExported *event, const char *name, char *text)
{
  char **field = field_of (event, name);

  event->tells_more |= is_more (name) && *text != '\0';
  if (field != NULL && *field == NULL)
    *field = text;
  else
    g_free (text);
}

static GhExported *
complete (GhExported *event)
{
  char **fields[] = { &event->guid, &event->date,    &event->duration,
                      &event->room, &event->in_room, &event->title };

  for (gsize field = 0; field < G_N_ELEMENTS (fields); field++)
    if (*fields[field] == NULL)
      *fields[field] = g_strdup ("");
  return event;
}

/* ---- XML ---------------------------------------------------------------------------------- */

static bool
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *)node->name, name) == 0;
}

/* NULL where there is none; the caller's. */
static char *
attribute (xmlNode *node, const char *name)
{
  xmlChar *text = xmlGetNoNsProp (node, BAD_CAST name);
  char *copy = g_strdup ((const char *)text);

  xmlFree (text);
  return copy;
}

static char *
content (const xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent (node);
  char *copy = g_strdup (text != NULL ? (const char *)text : "");

  xmlFree (text);
  return copy;
}

static GhExported *
event_of_node (xmlNode *node, xmlNode *room)
{
  GhExported *event = g_new0 (GhExported, 1);
  g_autofree char *id = attribute (node, "id");

  event->guid = attribute (node, "guid");
  event->id = id != NULL ? g_ascii_strtoll (id, NULL, 10) : 0;
  event->in_room = attribute (room, "name");
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, "persons"))
      event->tells_more |= xmlFirstElementChild (child) != NULL;
    else if (child->type == XML_ELEMENT_NODE)
      take_text (event, (const char *)child->name, content (child));
  return complete (event);
}

static void
collect_nodes (xmlNode *root, GPtrArray *events)
{
  for (xmlNode *day = root->children; day != NULL; day = day->next)
    for (xmlNode *room = is_element (day, "day") ? day->children : NULL; room != NULL;
         room = room->next)
      for (xmlNode *node = is_element (room, "room") ? room->children : NULL; node != NULL;
           node = node->next)
        if (is_element (node, "event"))
          g_ptr_array_add (events, event_of_node (node, room));
}

GPtrArray *
gh_exported_read_xml (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, error))
    return NULL;
  /* Nothing is fetched. */
  xmlDoc *document = n_bytes <= G_MAXINT
                         ? xmlReadMemory (bytes, (int)n_bytes, NULL, NULL,
                                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                         : NULL;
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  /* Entities that stand for each other can make a small file a huge text: ours has none. */
  if (root == NULL || !is_element (root, "schedule") || document->intSubset != NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "it is no schedule");
      xmlFreeDoc (document);
      return NULL;
    }
  GPtrArray *events = g_ptr_array_new_with_free_func (exported_free);
  collect_nodes (root, events);
  xmlFreeDoc (document);
  return events;
}

/* ---- JSON --------------------------------------------------------------------------------- */

static JsonObject *
object_in (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
list_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
object_at (JsonArray *list, guint entry)
{
  JsonNode *node = json_array_get_element (list, entry);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
take_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  GhExported *event = data;
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  JsonArray *list = list_of (node);

  if (strcmp (name, "persons") == 0)
    event->tells_more |= list == NULL || json_array_get_length (list) > 0;
  else if (strcmp (name, "id") == 0 && type == G_TYPE_INT64)
    event->id = json_node_get_int (node);
  else if (strcmp (name, "guid") == 0 && type == G_TYPE_STRING && event->guid == NULL)
    event->guid = json_node_dup_string (node);
  else if (type == G_TYPE_STRING)
    take_text (event, name, json_node_dup_string (node));
}

static void
collect_room (JsonObject *rooms, const char *name, JsonNode *node, gpointer events)
{
  JsonArray *list = list_of (node);

  for (guint entry = 0; list != NULL && entry < json_array_get_length (list); entry++)
    {
      JsonObject *object = object_at (list, entry);
      GhExported *event = g_new0 (GhExported, 1);
      event->in_room = g_strdup (name);
      if (object != NULL)
        json_object_foreach_member (object, take_member, event);
      g_ptr_array_add (events, complete (event));
    }
}

GPtrArray *
gh_exported_read_json (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *top =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *conference = object_in (object_in (top, "schedule"), "conference");
  JsonArray *days =
      conference != NULL ? list_of (json_object_get_member (conference, "days")) : NULL;
  if (days == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "it is no schedule");
      return NULL;
    }
  GPtrArray *events = g_ptr_array_new_with_free_func (exported_free);
  for (guint entry = 0; entry < json_array_get_length (days); entry++)
    {
      JsonObject *rooms = object_in (object_at (days, entry), "rooms");
      if (rooms != NULL)
        json_object_foreach_member (rooms, collect_room, events);
    }
  return events;
}
