#include "input/formats/imported.h"
#include "input/formats/legal.h"

static void
room_free (gpointer data)
{
  GhImportedRoom *room = data;

  g_free (room->id);
  g_free (room->name);
  g_clear_pointer (&room->parts, g_array_unref);
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
  g_array_unref (session->rooms);
  g_array_unref (session->people);
  g_free (session);
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
  g_ptr_array_unref (imported->rooms);
  g_ptr_array_unref (imported->groups);
  g_ptr_array_unref (imported->people);
  g_ptr_array_unref (imported->sessions);
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
