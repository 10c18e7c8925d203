#include "input/verify/manifest.h"

JsonObject *
gh_read_manifest (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "manifest.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || !json_parser_load_from_file (parser, path, error))
    return NULL;
  JsonNode *root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_dup_object (root);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "it is no object");
  return NULL;
}

JsonObject *
gh_book_manifest (const GhBook *book, GError **error)
{
  return gh_read_manifest (book->programme, error);
}

JsonObject *
gh_member_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* NULL where it holds no TYPE. */
static JsonNode *
value_of (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

const char *
gh_member_text (JsonObject *object, const char *name)
{
  JsonNode *node = value_of (object, name, G_TYPE_STRING);
  return node != NULL ? json_node_get_string (node) : "";
}

gint64
gh_member_number (JsonObject *object, const char *name)
{
  JsonNode *node = value_of (object, name, G_TYPE_INT64);
  return node != NULL ? json_node_get_int (node) : 0;
}
