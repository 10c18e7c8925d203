#include "input/formats/imported.h"
#include "input/formats/legal.h"

static void
room_free (gpointer data)
{
  GhImportedRoom *room = data;

  g_free (room->id);
  g_free (room->name);
  g_clear_pointer (&room->parts, g_array_unref);
  g_free (room->open);
  g_free (room->features);
  g_free (room);
}

static void
name_free (gpointer data)
{
  GhImportedName *name = data;

  g_free (name->id);
  g_free (name->name);
  g_free (name);
}

static void
session_free (gpointer data)
{
  GhImportedSession *session = data;

  g_free (session->id);
  g_free (session->title);
  g_free (session->kind);
  g_free (session->pattern);
  g_free (session->features);
  g_array_unref (session->rooms);
  g_array_unref (session->people);
  g_free (session);
}

static void
row_free (gpointer data)
{
  GhImportedRow *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

static void
note_free (gpointer data)
{
  GhImportedNote *note = data;

  g_free (note->sentence);
  g_free (note);
}

GhImported *
gh_imported_new (void)
{
  GhImported *imported = g_new0 (GhImported, 1);

  imported->rooms = g_ptr_array_new_with_free_func (room_free);
  imported->groups = g_ptr_array_new_with_free_func (name_free);
  imported->people = g_ptr_array_new_with_free_func (name_free);
  imported->sessions = g_ptr_array_new_with_free_func (session_free);
  imported->rows = g_ptr_array_new_with_free_func (row_free);
  imported->notes = g_ptr_array_new_with_free_func (note_free);
  return imported;
}

void
gh_imported_free (GhImported *imported)
{
  if (imported == NULL)
    return;
  g_free (imported->name);
  g_free (imported->id);
  g_free (imported->domain);
  g_free (imported->timezone);
  g_free (imported->url);
  g_free (imported->hours);
  g_ptr_array_unref (imported->rooms);
  g_ptr_array_unref (imported->groups);
  g_ptr_array_unref (imported->people);
  g_ptr_array_unref (imported->sessions);
  g_ptr_array_unref (imported->rows);
  g_ptr_array_unref (imported->notes);
  g_free (imported);
}

void
gh_imported_note (GhImported *imported, const char *kind, int n, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list values;
  GhImportedNote *note;

  if (n == 0)
    return;
  note = g_new0 (GhImportedNote, 1);
  note->kind = kind;
  note->n = n;
  va_start (values, format);
  sentence = g_strdup_vprintf (format, values);
  va_end (values);
  note->sentence = gh_legal_line (sentence);
  g_ptr_array_add (imported->notes, note);
}

int
gh_imported_add_room (GhImported *imported, GHashTable *ids, const char *name)
{
  GhImportedRoom *room = g_new0 (GhImportedRoom, 1);

  room->name = gh_legal_text (name);
  room->id = gh_legal_unique (ids, name, "ROOM");
  room->seats = -1;
  g_ptr_array_add (imported->rooms, room);
  return (int)imported->rooms->len - 1;
}

int
gh_imported_add_name (GPtrArray *names, GHashTable *ids, const char *id, const char *text,
                      const char *otherwise)
{
  GhImportedName *name = g_new0 (GhImportedName, 1);

  name->name = gh_legal_text (text);
  name->id = gh_legal_unique (ids, id, otherwise);
  g_ptr_array_add (names, name);
  return (int)names->len - 1;
}

GhImportedSession *
gh_imported_add_session (GhImported *imported, GHashTable *ids, const char *id, const char *title)
{
  GhImportedSession *session = g_new0 (GhImportedSession, 1);

  session->id = gh_legal_unique (ids, id, "SESSION");
  session->title = gh_legal_text (title);
  if (*session->title == '\0')
    {
      g_free (session->title);
      session->title = g_strdup (session->id);
    }
  session->kind = g_strdup ("");
  session->group = -1;
  session->room = -1;
  session->start = GH_IMPORTED_NEVER;
  session->rooms = g_array_new (false, false, sizeof (int));
  session->people = g_array_new (false, false, sizeof (int));
  g_ptr_array_add (imported->sessions, session);
  return session;
}

void
gh_imported_add_row (GhImported *imported, const char *sheet, const char *const *cells)
{
  GhImportedRow *row = g_new0 (GhImportedRow, 1);

  row->sheet = sheet;
  row->cells = g_strdupv ((char **)cells);
  g_ptr_array_add (imported->rows, row);
}

int
gh_imported_find (GHashTable *known, const char *key, guint number)
{
  int found = GPOINTER_TO_INT (g_hash_table_lookup (known, key)) - 1;

  if (found < 0)
    g_hash_table_insert (known, g_strdup (key), GINT_TO_POINTER ((int)number + 1));
  return found;
}

void
gh_imported_add_once (GArray *numbers, int number)
{
  for (guint entry = 0; entry < numbers->len; entry++)
    if (g_array_index (numbers, int, entry) == number)
      return;
  g_array_append_val (numbers, number);
}
