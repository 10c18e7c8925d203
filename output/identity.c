#include "output/identity.h"
#include "output/manifest.h"

#include <string.h>

#define UUID_BYTES 16

/* ---- UUIDs -------------------------------------------------------------------------------- */

/* RFC 9562, 6.6: the namespace of domain names. */
static const guint8 of_domains[UUID_BYTES] = { 0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
                                               0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };

/* The first half of SHA-1 over namespace and name, with version and variant written in. */
static void
make_uuid (const guint8 *within, const char *name, guint8 *uuid)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize n_bytes = sizeof digest;

  g_checksum_update (sum, within, UUID_BYTES);
  g_checksum_update (sum, (const guint8 *)name, (gssize)strlen (name));
  g_checksum_get_digest (sum, digest, &n_bytes);
  memcpy (uuid, digest, UUID_BYTES);
  uuid[6] = (guint8)((uuid[6] & 0x0F) | 0x50);
  uuid[8] = (guint8)((uuid[8] & 0x3F) | 0x80);
}

/* Ids hold no slash, so what is joined by slashes is never the same for two things. */
static char *
guid_of (const GhModel *model, const char *path)
{
  const GhConference *conference = &model->conference;
  g_autofree char *name = g_strjoin ("/", conference->id, path, NULL);
  guint8 domain[UUID_BYTES];
  guint8 uuid[UUID_BYTES];
  GString *text = g_string_new (NULL);

  make_uuid (of_domains, conference->domain, domain);
  make_uuid (domain, name, uuid);
  for (int byte = 0; byte < UUID_BYTES; byte++)
    g_string_append_printf (
        text, "%s%02x", byte == 4 || byte == 6 || byte == 8 || byte == 10 ? "-" : "", uuid[byte]);
  return g_string_free (text, false);
}

const char *
gh_first_id (const GhModel *model, int session)
{
  const GhSession *this = &model->sessions[session];

  return this->was->len > 0 ? g_ptr_array_index (this->was, this->was->len - 1) : this->id;
}

/* ---- first ids ---------------------------------------------------------------------------- */

void
gh_first_ids_add (GHashTable *first_ids, const char *id, const char *const *was, guint n_was)
{
  const char *first = g_intern_string (n_was > 0 ? was[n_was - 1] : id);

  g_hash_table_insert (first_ids, (gpointer)g_intern_string (id), (gpointer)first);
  for (guint old = 0; old + 1 < n_was; old++)
    if (!g_hash_table_contains (first_ids, was[old]))
      g_hash_table_insert (first_ids, (gpointer)g_intern_string (was[old]), (gpointer)first);
}

GHashTable *
gh_first_ids_by_sheets (const GhModel *model)
{
  GHashTable *first_ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhSession *this = &model->sessions[session];
      gh_first_ids_add (first_ids, this->id, (const char *const *)this->was->pdata, this->was->len);
    }
  return first_ids;
}

static GHashTable *
ids_of (const GhCsv *schedule)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  int column = gh_csv_column (schedule, "session");

  for (int row = 0; row < schedule->n_rows; row++)
    g_hash_table_add (ids, (gpointer)gh_csv_cell (schedule, row, column));
  return ids;
}

/* The first id of one of SCHEDULE's sessions, all of which are in IDS, by the sheets alone. */
static const char *
guess_first_id (const char *id, GHashTable *ids, GHashTable *by_sheets, bool older)
{
  const char *first = by_sheets != NULL ? g_hash_table_lookup (by_sheets, id) : NULL;

  return first == NULL || (older && g_hash_table_contains (ids, first)) ? id : first;
}

GHashTable *
gh_first_ids_of (const char *folder, const GhCsv *schedule, GHashTable *by_sheets, bool older)
{
  g_autoptr (JsonObject) manifest = gh_manifest_read (folder, NULL);
  JsonObject *renamed = manifest != NULL ? gh_manifest_object (manifest, "renamed") : NULL;
  g_autoptr (GHashTable) ids = ids_of (schedule);
  GHashTable *first_ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const char *first = renamed != NULL ? gh_manifest_text (renamed, id) : NULL;
      if (renamed == NULL)
        first = guess_first_id (id, ids, by_sheets, older);
      g_hash_table_insert (first_ids, id, first != NULL ? (gpointer)g_intern_string (first) : id);
    }
  return first_ids;
}

char *
gh_guid_of_session (const GhModel *model, int session)
{
  return guid_of (model, gh_first_id (model, session));
}

char *
gh_guid_of_room (const GhModel *model, const char *room)
{
  g_autofree char *path = g_strconcat ("room/", room, NULL);

  return guid_of (model, path);
}

char *
gh_guid_of_person (const GhModel *model, int person)
{
  g_autofree char *path = g_strconcat ("person/", model->persons[person].id, NULL);

  return guid_of (model, path);
}

/* ---- numbers ------------------------------------------------------------------------------ */

/* What the last revision calls a session, by GUID; a number as a pointer. */
static void
collect_numbers (JsonNode *node, GHashTable *numbers)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *list = json_node_get_array (node);
      for (guint entry = 0; entry < json_array_get_length (list); entry++)
        collect_numbers (json_array_get_element (list, entry), numbers);
      return;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  JsonObject *object = json_node_get_object (node);
  const char *guid = gh_manifest_text (object, "guid");
  gint64 number = gh_manifest_number (object, "id");
  if (guid != NULL && number > 0 && number <= G_MAXINT32)
    g_hash_table_insert (numbers, g_strdup (guid), GINT_TO_POINTER ((int)number));
  g_autoptr (GList) members = json_object_get_values (object);
  for (GList *member = members; member != NULL; member = member->next)
    collect_numbers (member->data, numbers);
}

/* A file that cannot be read, or is none of ours, has given nothing that anybody could know. */
static GHashTable *
read_numbers (const char *last)
{
  GHashTable *numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = last != NULL ? g_build_filename (last, "schedule.json", NULL) : NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (path != NULL && json_parser_load_from_file (parser, path, NULL)
      && json_parser_get_root (parser) != NULL)
    collect_numbers (json_parser_get_root (parser), numbers);
  return numbers;
}

static int
compare_guids (gconstpointer a, gconstpointer b, gpointer guids)
{
  char *const *texts = guids;

  return strcmp (texts[*(const int *)a], texts[*(const int *)b]);
}

/* The first number from that of the GUID on that nobody has. */
static int
free_number (const char *guid, GHashTable *taken)
{
  g_autofree char *head = g_strndup (guid, 8);
  int number = (int)(g_ascii_strtoull (head, NULL, 16) & G_MAXINT32);

  while (number == 0 || g_hash_table_contains (taken, GINT_TO_POINTER (number)))
    number = number == G_MAXINT32 ? 1 : number + 1;
  return number;
}

int *
gh_session_numbers (const GhModel *model, char *const *guids, const char *last)
{
  g_autoptr (GHashTable) known = read_numbers (last);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) fresh = g_array_new (false, false, sizeof (int));
  int *numbers = g_new0 (int, model->n_sessions + 1);

  for (int session = 0; session < model->n_sessions; session++)
    {
      int number = GPOINTER_TO_INT (g_hash_table_lookup (known, guids[session]));
      if (number > 0 && g_hash_table_add (taken, GINT_TO_POINTER (number)))
        numbers[session] = number;
      else
        g_array_append_val (fresh, session);
    }
  g_array_sort_with_data (fresh, compare_guids, (gpointer)guids);
  for (guint entry = 0; entry < fresh->len; entry++)
    {
      int session = g_array_index (fresh, int, entry);
      numbers[session] = free_number (guids[session], taken);
      g_hash_table_add (taken, GINT_TO_POINTER (numbers[session]));
    }
  return numbers;
}
