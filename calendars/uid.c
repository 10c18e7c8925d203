#include "calendars/uid.h"

#include <gio/gio.h>
#include <string.h>

#define UID_OCTETS 200
/* 60 of the name, "_", 64 of the hash, "@" and 74 of the domain are 200. */
#define CUT_NAME 60
#define CUT_DOMAIN 74

static void
append_encoded (GString *out, const char *id)
{
  for (const char *octet = id; *octet != '\0'; octet++)
    if (g_ascii_isalnum (*octet) || *octet == '.' || *octet == '-')
      g_string_append_c (out, *octet);
    else
      g_string_append_printf (out, "_%02X", (guchar)*octet);
}

char *
gh_uid_of (const char *conference, const char *session, const char *domain)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) host = g_string_new (NULL);

  append_encoded (name, conference);
  g_string_append_c (name, '-');
  append_encoded (name, session);
  append_encoded (host, domain);
  char *uid = g_strconcat (name->str, "@", host->str, NULL);
  if (strlen (uid) <= UID_OCTETS)
    return uid;

  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uid, -1);
  g_free (uid);
  return g_strdup_printf ("%.*s_%s@%.*s", CUT_NAME, name->str, hash, CUT_DOMAIN, host->str);
}

char **
gh_uids_of_model (const GhModel *model, GError **error)
{
  const GhConference *conference = &model->conference;
  g_auto (GStrv) uids = g_new0 (char *, model->n_sessions + 1);
  g_autoptr (GHashTable) owners = g_hash_table_new (g_str_hash, g_str_equal);

  for (int session = 0; session < model->n_sessions; session++)
    {
      const GhSession *this = &model->sessions[session];
      const char *first =
          this->was->len > 0 ? g_ptr_array_index (this->was, this->was->len - 1) : this->id;
      uids[session] = gh_uid_of (conference->id, first, conference->domain);
      const char *owner = g_hash_table_lookup (owners, uids[session]);
      if (owner != NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "the sessions \"%s\" and \"%s\" would both go on as \"%s\" in calendars",
                       owner, this->id, first);
          return NULL;
        }
      g_hash_table_insert (owners, uids[session], (gpointer)this->id);
    }
  return g_steal_pointer (&uids);
}
