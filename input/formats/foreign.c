#include "input/formats/foreign.h"

#include <string.h>

/* ---- limits ------------------------------------------------------------------------------- */

typedef struct
{
  bool is_text, is_escaped; /* inside a text; after its backslash */
  int depth, most_depth;
  int n_objects, n_values;
} Count;

static void
count_letter (Count *count, char letter)
{
  if (count->is_text)
    {
      count->is_text = count->is_escaped || letter != '"';
      count->is_escaped = !count->is_escaped && letter == '\\';
      return;
    }
  count->is_text = letter == '"';
  count->n_objects += letter == '{';
  count->n_values += letter == ',' || letter == '[' || letter == '{';
  count->depth += (letter == '[' || letter == '{') - (letter == ']' || letter == '}');
  count->most_depth = MAX (count->most_depth, count->depth);
}

/* Looks at brackets and commas alone, before anything is built.  NULL: within the limits. */
static char *
find_excess (const char *bytes, gsize n_bytes)
{
  Count count = { 0 };

  if (n_bytes > GH_FOREIGN_MOST_BYTES)
    return g_strdup_printf ("as JSON it may have at most %d MiB",
                            GH_FOREIGN_MOST_BYTES / 1024 / 1024);
  for (gsize at = 0; at < n_bytes; at++)
    count_letter (&count, bytes[at]);
  if (count.most_depth > GH_FOREIGN_MOST_DEPTH)
    return g_strdup_printf ("its lists and objects are nested more than %d deep",
                            GH_FOREIGN_MOST_DEPTH);
  if (count.n_objects > GH_FOREIGN_MOST_OBJECTS)
    return g_strdup_printf ("it has more than %d objects", GH_FOREIGN_MOST_OBJECTS);
  if (count.n_values > GH_FOREIGN_MOST_VALUES)
    return g_strdup_printf ("it has more than %d values", GH_FOREIGN_MOST_VALUES);
  return NULL;
}

JsonNode *
gh_foreign_parse (const char *bytes, gsize n_bytes, char **trouble)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  gsize mark = n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  JsonNode *root = NULL;

  *trouble = find_excess (bytes + mark, n_bytes - mark);
  if (*trouble != NULL)
    return NULL;
  if (json_parser_load_from_data (parser, bytes + mark, (gssize)(n_bytes - mark), &error))
    root = json_parser_steal_root (parser);
  if (root == NULL)
    *trouble = g_strdup_printf ("it is damaged, or no JSON (%.200s)",
                                error == NULL                                  ? "it holds nothing"
                                : g_str_has_prefix (error->message, "<data>:") ? error->message + 7
                                                                               : error->message);
  return root;
}

/* ---- asking ------------------------------------------------------------------------------- */

static JsonNode *
member (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

JsonObject *
gh_foreign_object (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
gh_foreign_list (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

guint
gh_foreign_in_list (JsonArray *list)
{
  return list != NULL ? json_array_get_length (list) : 0;
}

JsonObject *
gh_foreign_of_list (JsonArray *list, guint entry)
{
  JsonNode *node = entry < gh_foreign_in_list (list) ? json_array_get_element (list, entry) : NULL;
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static char *
value_text (JsonNode *node)
{
  GType type = json_node_get_value_type (node);
  double number = type == G_TYPE_DOUBLE ? json_node_get_double (node) : 0;

  if (type == G_TYPE_STRING)
    return g_strstrip (g_strdup (json_node_get_string (node)));
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  /* 60.0 are the minutes that Indico divides seconds into. */
  if (type == G_TYPE_DOUBLE && number > -1e15 && number < 1e15)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)number);
  return g_strdup ("");
}

static char *
list_text (JsonArray *list)
{
  GString *text = g_string_new (NULL);

  for (guint entry = 0; entry < json_array_get_length (list); entry++)
    {
      JsonNode *node = json_array_get_element (list, entry);
      g_autofree char *value = JSON_NODE_HOLDS_VALUE (node) ? value_text (node) : g_strdup ("");
      if (*value != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", value);
    }
  return g_string_free (text, false);
}

/* A text in several languages, or something that has a name; the first text of what is neither. */
static JsonNode *
find_text (JsonObject *object)
{
  JsonNode *found = member (object, "en");
  JsonObject *name = gh_foreign_object (object, "name");
  JsonObjectIter iter;

  if (name != NULL)
    object = name;
  if (found == NULL)
    found = member (object, name != NULL ? "en" : "name");
  json_object_iter_init_ordered (&iter, object);
  if (found == NULL)
    json_object_iter_next_ordered (&iter, NULL, &found);
  return found;
}

static char *
object_text (JsonObject *object)
{
  JsonNode *found = find_text (object);

  return found != NULL && JSON_NODE_HOLDS_VALUE (found) ? value_text (found) : g_strdup ("");
}

char *
gh_foreign_node_text (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_OBJECT (node))
    return object_text (json_node_get_object (node));
  return JSON_NODE_HOLDS_ARRAY (node) ? list_text (json_node_get_array (node)) : value_text (node);
}

char *
gh_foreign_text (JsonObject *object, const char *name)
{
  return gh_foreign_node_text (member (object, name));
}

char *
gh_foreign_first_text (JsonObject *object, const char *const *names)
{
  char *text = g_strdup ("");

  for (; *names != NULL && *text == '\0'; names++)
    {
      g_free (text);
      text = gh_foreign_text (object, *names);
    }
  return text;
}

bool
gh_foreign_is_told (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) > 0;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;
  text = gh_foreign_node_text (node);
  return *text != '\0';
}
