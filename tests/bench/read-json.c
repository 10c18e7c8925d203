#include "tests/bench/read-json.h"

#include <string.h>

/* json-glib descends into a file as deep as it goes; a stack ends sooner. */
#define DEEPEST 32

void
gh_read_complain (char **problem, const char *format, ...)
{
  va_list arguments;
  if (*problem != NULL)
    return;
  va_start (arguments, format);
  *problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static bool
is_too_deep (const char *text, gsize length)
{
  bool in_text = false;
  int depth = 0;
  for (gsize at = 0; at < length; at++)
    if (in_text)
      {
        if (text[at] == '\\')
          at++;
        else
          in_text = text[at] != '"';
      }
    else if (text[at] == '"')
      in_text = true;
    else if (text[at] == '[' || text[at] == '{')
      {
        if (++depth > DEEPEST)
          return true;
      }
    else if (text[at] == ']' || text[at] == '}')
      depth--;
  return false;
}

JsonObject *
gh_read_file (JsonParser *parser, const char *path, char **problem)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  JsonNode *root;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      gh_read_complain (problem, "%s", error->message);
      return NULL;
    }
  if (is_too_deep (text, length))
    {
      gh_read_complain (problem, "its lists and objects hold each other too deeply");
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, (gssize)length, &error))
    {
      gh_read_complain (problem, "%s", error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      gh_read_complain (problem, "it is no JSON object");
      return NULL;
    }
  return json_node_get_object (root);
}

static JsonNode *
member (JsonObject *object, const char *name, char **problem)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  if (node == NULL)
    gh_read_complain (problem, "\"%s\" is missing", name);
  return node;
}

/* Nothing, for what comes after a problem. */
static JsonArray *
no_list (void)
{
  static JsonArray *nothing;
  if (nothing == NULL)
    nothing = json_array_new ();
  return nothing;
}

JsonArray *
gh_read_list (JsonObject *object, const char *name, char **problem)
{
  JsonNode *node = member (object, name, problem);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) <= GH_READ_MOST)
    return json_node_get_array (node);
  gh_read_complain (problem, "\"%s\" is no list of at most %d", name, GH_READ_MOST);
  return no_list ();
}

JsonObject *
gh_read_entry (JsonArray *list, guint entry, char **problem)
{
  JsonNode *node = json_array_get_element (list, entry);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  gh_read_complain (problem, "it is no object");
  return NULL;
}

void
gh_read_entry_done (const char *what, guint entry, char **problem)
{
  g_autofree char *said = *problem;
  if (said != NULL)
    *problem = g_strdup_printf ("%s %u: %s", what, entry + 1, said);
}

static bool
is_whole (JsonNode *node, int least, int most)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
         && json_node_get_int (node) >= least && json_node_get_int (node) <= most;
}

int
gh_read_whole (JsonObject *object, const char *name, int least, int most, char **problem)
{
  JsonNode *node = member (object, name, problem);
  if (node != NULL && is_whole (node, least, most))
    return (int)json_node_get_int (node);
  gh_read_complain (problem, "\"%s\" is no whole number from %d to %d", name, least, most);
  return least;
}

int
gh_read_whole_or_null (JsonObject *object, const char *name, int least, int most, char **problem)
{
  JsonNode *node = member (object, name, problem);
  return node != NULL && JSON_NODE_HOLDS_NULL (node)
             ? least - 1
             : gh_read_whole (object, name, least, most, problem);
}

bool
gh_read_flag (JsonObject *object, const char *name, char **problem)
{
  JsonNode *node = member (object, name, problem);
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  gh_read_complain (problem, "\"%s\" is neither true nor false", name);
  return false;
}

static bool
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         && *json_node_get_string (node) != '\0';
}

const char *
gh_read_text (JsonObject *object, const char *name, char **problem)
{
  JsonNode *node = member (object, name, problem);
  if (node != NULL && is_text (node))
    return json_node_get_string (node);
  gh_read_complain (problem, "\"%s\" is no text", name);
  return "";
}

GArray *
gh_read_wholes (JsonObject *object, const char *name, char **problem)
{
  JsonArray *list = gh_read_list (object, name, problem);
  GArray *wholes = g_array_new (false, false, sizeof (int));
  for (guint entry = 0; entry < json_array_get_length (list); entry++)
    {
      JsonNode *node = json_array_get_element (list, entry);
      int number = is_whole (node, 0, G_MAXINT32) ? (int)json_node_get_int (node) : -1;
      if (number < 0 || gh_wholes_have (wholes, number))
        {
          gh_read_complain (problem, "entry %u of \"%s\" is no whole number, or is there twice",
                            entry + 1, name);
          break;
        }
      g_array_append_val (wholes, number);
    }
  return wholes;
}

GPtrArray *
gh_read_texts (JsonObject *object, const char *name, char **problem)
{
  JsonArray *list = gh_read_list (object, name, problem);
  GPtrArray *texts = g_ptr_array_new ();
  if (json_array_get_length (list) > GH_READ_MOST_TEXTS)
    {
      gh_read_complain (problem, "\"%s\" has more than %d entries", name, GH_READ_MOST_TEXTS);
      return texts;
    }
  for (guint entry = 0; entry < json_array_get_length (list); entry++)
    {
      JsonNode *node = json_array_get_element (list, entry);
      if (!is_text (node) || gh_texts_have (texts, json_node_get_string (node)))
        {
          gh_read_complain (problem, "entry %u of \"%s\" is no text, or is there twice", entry + 1,
                            name);
          break;
        }
      g_ptr_array_add (texts, (gpointer)json_node_get_string (node));
    }
  return texts;
}

bool
gh_wholes_have (const GArray *wholes, int number)
{
  for (guint entry = 0; entry < wholes->len; entry++)
    if (g_array_index (wholes, int, entry) == number)
      return true;
  return false;
}

bool
gh_texts_have (const GPtrArray *texts, const char *text)
{
  for (guint entry = 0; entry < texts->len; entry++)
    if (strcmp (texts->pdata[entry], text) == 0)
      return true;
  return false;
}

int
gh_texts_common (const GPtrArray *a, const GPtrArray *b)
{
  int common = 0;
  for (guint entry = 0; entry < a->len; entry++)
    common += gh_texts_have (b, a->pdata[entry]);
  return common;
}
