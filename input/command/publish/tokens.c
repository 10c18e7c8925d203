#include "input/command/publish/tokens.h"
#include "input/command/publish/private.h"

#include <errno.h>
#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/random.h>

#define TOKEN_BYTES 20
#define TOKEN_LETTERS (2 * TOKEN_BYTES)

struct _GhTokens
{
  GTree *all; /* char* person -> char* token, both owned; by person */
  bool is_changed;
};

static char *
path_of (const char *folder)
{
  return g_build_filename (folder, "private", "tokens.json", NULL);
}

bool
gh_tokens_are_there (const char *folder)
{
  g_autofree char *path = path_of (folder);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

/* ---- reading ------------------------------------------------------------------------------ */

/* It becomes the name of a file. */
static bool
is_token (const char *text)
{
  return text != NULL && strlen (text) == TOKEN_LETTERS
         && strspn (text, "0123456789abcdef") == TOKEN_LETTERS;
}

static bool
take_all (GhTokens *tokens, JsonObject *object)
{
  g_autoptr (GList) people = json_object_get_members (object);

  for (GList *person = people; person != NULL; person = person->next)
    {
      JsonNode *node = json_object_get_member (object, person->data);
      const char *token =
          json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
      if (!is_token (token))
        return false;
      g_tree_insert (tokens->all, g_strdup (person->data), g_strdup (token));
    }
  return true;
}

GhTokens *
gh_tokens_read (const char *folder, GError **error)
{
  g_autofree char *path = path_of (folder);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GhTokens) tokens = g_new0 (GhTokens, 1);
  g_autoptr (JsonNode) root = NULL;

  tokens->all = g_tree_new_full (compare, NULL, g_free, g_free);
  if (!g_file_get_contents (path, &bytes, NULL, &trouble))
    {
      if (g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&tokens);
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  root = json_from_string (bytes, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root)
      && take_all (tokens, json_node_get_object (root)))
    return g_steal_pointer (&tokens);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "%s is damaged: put it back from a copy, or remove it, and everybody has to "
               "subscribe anew",
               path);
  return NULL;
}

/* ---- making ------------------------------------------------------------------------------- */

/* Nothing that can be foretold: of the kernel, which has no other source to fall back on. */
static char *
new_token (void)
{
  guint8 bytes[TOKEN_BYTES];
  GString *token = g_string_new (NULL);
  gsize n = 0;

  while (n < sizeof bytes)
    {
      ssize_t n_new = getrandom (bytes + n, sizeof bytes - n, 0);
      if (n_new < 0 && errno != EINTR)
        g_error ("the system gives no random numbers: %s", g_strerror (errno));
      n += n_new > 0 ? (gsize)n_new : 0;
    }
  for (gsize byte = 0; byte < sizeof bytes; byte++)
    g_string_append_printf (token, "%02x", bytes[byte]);
  return g_string_free (token, false);
}

const char *
gh_tokens_of (GhTokens *tokens, const char *person)
{
  char *token = g_tree_lookup (tokens->all, person);

  if (token != NULL)
    return token;
  token = new_token ();
  g_tree_insert (tokens->all, g_strdup (person), token);
  tokens->is_changed = true;
  return token;
}

void
gh_tokens_rotate (GhTokens *tokens, const char *person)
{
  if (g_tree_remove (tokens->all, person))
    tokens->is_changed = true;
}

/* ---- writing ------------------------------------------------------------------------------ */

static gboolean
add (gpointer person, gpointer token, gpointer data)
{
  json_object_set_string_member (data, person, token);
  return false;
}

bool
gh_tokens_write (GhTokens *tokens, const char *folder, GError **error)
{
  g_autofree char *path = path_of (folder);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  if (!tokens->is_changed)
    return true;
  g_tree_foreach (tokens->all, add, object);
  json_node_set_object (root, object);
  text = json_to_string (root, true);
  return gh_private_open (folder, error)
         && g_file_set_contents_full (path, text, -1,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      0600, error);
}

void
gh_tokens_free (GhTokens *tokens)
{
  if (tokens == NULL)
    return;
  g_tree_unref (tokens->all);
  g_free (tokens);
}
