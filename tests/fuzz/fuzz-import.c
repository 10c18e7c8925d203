#include "tests/fuzz/fuzz-import.h"

#include "input/formats/formats.h"

#include <string.h>

static void
check_line (const char *text)
{
  g_assert (g_utf8_validate (text, -1, NULL));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_assert (!g_unichar_iscntrl (g_utf8_get_char (text)));
}

/* As input/README.md has it. */
static void
check_id (GHashTable *taken, const char *id)
{
  check_line (id);
  g_assert (*id != '\0' && *id != '-' && strlen (id) <= 200);
  g_assert (strpbrk (id, ";:/\"*") == NULL);
  g_assert (g_hash_table_add (taken, (gpointer)id));
}

static void
check_names (GHashTable *taken, const GPtrArray *names)
{
  for (guint entry = 0; entry < names->len; entry++)
    {
      const GhImportedName *name = names->pdata[entry];
      check_id (taken, name->id);
      check_line (name->name);
    }
}

static void
check_rooms (const GhImported *imported)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert (imported->rooms->len <= GH_IMPORTED_MOST_ROOMS);
  for (guint entry = 0; entry < imported->rooms->len; entry++)
    {
      const GhImportedRoom *room = imported->rooms->pdata[entry];
      check_id (taken, room->id);
      check_line (room->name);
      for (guint part = 0; room->parts != NULL && part < room->parts->len; part++)
        g_assert (g_array_index (room->parts, guint, part) < entry);
    }
}

static void
check_session (const GhImported *imported, const GhImportedSession *session)
{
  gint64 first = (gint64)imported->first_day * 1440, end = (gint64)(imported->last_day + 1) * 1440;

  check_line (session->title);
  check_line (session->kind);
  g_assert (*session->title != '\0');
  g_assert (session->minutes >= 1 && session->minutes <= 20160);
  g_assert (session->group < (int)imported->groups->len);
  g_assert (session->room < (int)imported->rooms->len);
  g_assert (session->start == GH_IMPORTED_NEVER
            || (session->start >= first && session->start < end));
  for (guint entry = 0; entry < session->people->len; entry++)
    g_assert (g_array_index (session->people, guint, entry) < imported->people->len);
}

static void
check_imported (const GhImported *imported)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);

  check_rooms (imported);
  check_names (taken, imported->groups);
  check_names (people, imported->people);
  for (guint entry = 0; entry < imported->sessions->len; entry++)
    {
      const GhImportedSession *session = imported->sessions->pdata[entry];
      check_id (taken, session->id);
      check_session (imported, session);
    }
  for (guint entry = 0; entry < imported->notes->len; entry++)
    check_line (((GhImportedNote *)imported->notes->pdata[entry])->sentence);
  g_assert (imported->last_day - imported->first_day < GH_IMPORTED_MOST_DAYS);
  g_assert (imported->grid_minutes >= 1 && *imported->name != '\0');
}

void
fuzz_import (const uint8_t *bytes, size_t n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhImported) imported =
      gh_formats_parse ((const char *)bytes, n_bytes, "a file", &error);

  g_assert ((imported == NULL) == (error != NULL));
  if (imported != NULL)
    check_imported (imported);
  else
    check_line (error->message);
}
