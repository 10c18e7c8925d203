/* Which kind of JSON a file is: told by the members that it has. */
#include "input/formats/foreign.h"
#include "input/formats/readers.h"

static char *
read_results (GhRaw *raw, JsonObject *root)
{
  JsonArray *list = gh_foreign_list (root, "results");
  JsonObject *object = gh_foreign_object (root, "results");
  g_autofree char *next = gh_foreign_text (root, "next");

  if (object != NULL)
    return gh_indico_read_timetable (raw, object);
  if (*next != '\0')
    return g_strdup ("it is one page of a list; export all of it at once");
  return gh_list_is_one (list) ? gh_list_read_json (raw, list) : gh_indico_read_event (raw, list);
}

static char *
read_root (GhRaw *raw, JsonNode *root)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  if (gh_foreign_object (object, "schedule") != NULL)
    return gh_fahrplan_read_json (raw, object);
  if (gh_foreign_object (object, "results") != NULL || gh_foreign_list (object, "results") != NULL)
    return read_results (raw, object);
  if (gh_list_is_one (list))
    return gh_list_read_json (raw, list);
  return gh_readers_unknown ("it is JSON without a schedule, results or sessions");
}

char *
gh_json_read (GhRaw *raw, const char *bytes, gsize n_bytes)
{
  char *trouble;
  g_autoptr (JsonNode) root = gh_foreign_parse (bytes, n_bytes, &trouble);

  return root != NULL ? read_root (raw, root) : trouble;
}
