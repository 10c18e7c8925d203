/* What a manifest says of how its folder was made. */
#include "output/manifest.h"

#include <gio/gio.h>

JsonObject *
gh_manifest_read (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "manifest.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *bytes = NULL;
  g_autoptr (GError) trouble = NULL;
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, &trouble))
    {
      if (g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     "there is no draft or revision in %s (no manifest.json)", folder);
      else
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, trouble->message);
      return NULL;
    }
  if (!json_parser_load_from_data (parser, bytes, (gssize)n_bytes, NULL)
      || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s is damaged: it is not a JSON object", path);
      return NULL;
    }
  return json_node_dup_object (json_parser_get_root (parser));
}

static JsonNode *
member (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

const char *
gh_manifest_text (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
gh_manifest_number (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : 0;
}

JsonObject *
gh_manifest_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
gh_manifest_list (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

GhMade *
gh_output_read_made (const char *folder, GError **error)
{
  g_autoptr (JsonObject) manifest = gh_manifest_read (folder, error);

  if (manifest == NULL)
    return NULL;
  GhMade *made = g_new0 (GhMade, 1);
  JsonObject *options = gh_manifest_object (manifest, "options");
  made->version = g_strdup (gh_manifest_text (manifest, "version"));
  made->revision = (int)gh_manifest_number (manifest, "revision");
  made->base = (int)gh_manifest_number (manifest, "base");
  made->seed = (uint64_t)gh_manifest_number (manifest, "seed");
  made->effort = gh_manifest_number (manifest, "effort");
  made->threads = (int)gh_manifest_number (manifest, "threads");
  if (options != NULL)
    {
      made->command = g_strdup (gh_manifest_text (options, "command"));
      made->at = g_strdup (gh_manifest_text (options, "at"));
    }
  return made;
}

void
gh_made_free (GhMade *made)
{
  if (made == NULL)
    return;
  g_free (made->version);
  g_free (made->command);
  g_free (made->at);
  g_free (made);
}
