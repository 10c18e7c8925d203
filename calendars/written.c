#include "calendars/written.h"
#include "calendars/text.h"
#include "calendars/zone.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define EVENT_BEGIN "BEGIN:VEVENT\r\n"
#define EVENT_END "END:VEVENT\r\n"
#define ZONE_END "\r\nEND:VTIMEZONE\r\n"

static int
compare_uids (gconstpointer a, gconstpointer b)
{
  const GhWrittenEvent *left = a;
  const GhWrittenEvent *right = b;
  return strcmp (left->uid, right->uid);
}

static void
event_clear (gpointer data)
{
  GhWrittenEvent *event = data;
  g_free (event->uid);
}

/* Steps over "NAME:value\r\n" and gives the value; false if the line is another one. */
static bool
take_line (const char **at, const char *end, const char *name, const char **value, gsize *n_value)
{
  gsize n_name = strlen (name);

  if ((gsize)(end - *at) < n_name || memcmp (*at, name, n_name) != 0)
    return false;
  *value = *at + n_name;
  const char *line_end = memmem (*value, (gsize)(end - *value), "\r\n", 2);
  if (line_end == NULL)
    return false;
  *n_value = (gsize)(line_end - *value);
  *at = line_end + 2;
  return true;
}

/* One event, AT just after its BEGIN line; false if it is not as we write them. */
static bool
take_event (const char **at, const char *end, GhWrittenEvent *event)
{
  const char *modified, *sequence, *next;
  gsize n_modified, n_sequence;

  if (!take_line (at, end, "DTSTAMP:", &event->stamp, &event->n_stamp)
      || !take_line (at, end, "LAST-MODIFIED:", &modified, &n_modified)
      || !take_line (at, end, "SEQUENCE:", &sequence, &n_sequence) || n_sequence == 0
      || n_sequence > 9 || strspn (sequence, "0123456789") != n_sequence)
    return false;
  event->sequence = atoi (sequence);
  event->body = *at;
  const char *body_end = memmem (*at, (gsize)(end - *at), "\r\n" EVENT_END, 2 + strlen (EVENT_END));
  if (body_end == NULL || !g_str_has_prefix (event->body, "UID:"))
    return false;
  event->n_octets = (gsize)(body_end + 2 - event->body);
  g_autofree char *uid_line = gh_text_unfold (event->body, body_end + 2, &next);
  event->uid = g_strdup (uid_line + strlen ("UID:"));
  *at = body_end + 2 + strlen (EVENT_END);
  return true;
}

static bool
take_events (GhWrittenFile *file)
{
  const char *end = file->bytes + file->n_bytes;
  /* At the beginning of a line: names may hold the same words. */
  const char *at = memmem (file->bytes, file->n_bytes, ZONE_END, strlen (ZONE_END));

  if (at == NULL || !g_str_has_prefix (file->bytes, "BEGIN:VCALENDAR\r\n"))
    return false;
  at += strlen (ZONE_END);
  while (g_str_has_prefix (at, EVENT_BEGIN))
    {
      GhWrittenEvent event = { 0 };
      at += strlen (EVENT_BEGIN);
      if (!take_event (&at, end, &event))
        return false;
      g_array_append_val (file->events, event);
    }
  return strcmp (at, "END:VCALENDAR\r\n") == 0;
}

GhWrittenFile *
gh_written_file_read (const char *path, GError **error)
{
  g_autoptr (GhWrittenFile) file = g_new0 (GhWrittenFile, 1);

  file->events = g_array_new (false, true, sizeof (GhWrittenEvent));
  g_array_set_clear_func (file->events, event_clear);
  if (!g_file_get_contents (path, &file->bytes, &file->n_bytes, error))
    return NULL;
  if (!take_events (file))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s is not a calendar as it was published: it was changed or damaged", path);
      return NULL;
    }
  g_array_sort (file->events, compare_uids);
  return g_steal_pointer (&file);
}

void
gh_written_file_free (GhWrittenFile *file)
{
  if (file == NULL)
    return;
  g_array_unref (file->events);
  g_free (file->bytes);
  g_free (file);
}

GhWrittenEvent *
gh_written_file_find (const GhWrittenFile *file, const char *uid)
{
  GhWrittenEvent key = { .uid = (char *)uid };

  return file->events->len > 0
             ? bsearch (&key, file->events->data, file->events->len, sizeof key, compare_uids)
             : NULL;
}

/* ---- properties --------------------------------------------------------------------------- */

/* The whole content line, or NULL. */
static char *
content_line (const char *body, gsize n_octets, const char *name)
{
  const char *end = body + n_octets;
  gsize n_name = strlen (name);

  for (const char *at = body; at != NULL && at < end;)
    {
      const char *next;
      if ((gsize)(end - at) > n_name && memcmp (at, name, n_name) == 0
          && (at[n_name] == ':' || at[n_name] == ';'))
        return gh_text_unfold (at, end, &next);
      at = memchr (at, '\n', (gsize)(end - at));
      at = at != NULL ? at + 1 : NULL;
    }
  return NULL;
}

char *
gh_written_value (const char *body, gsize n_octets, const char *name)
{
  g_autofree char *line = content_line (body, n_octets, name);
  const char *colon = line != NULL ? strchr (line, ':') : NULL;

  return g_strdup (colon != NULL ? colon + 1 : "");
}

char *
gh_written_language (const char *body, gsize n_octets, const char *name)
{
  g_autofree char *line = content_line (body, n_octets, name);
  const char *start = line != NULL ? line + strlen (name) : NULL;

  if (start == NULL || !g_str_has_prefix (start, ";LANGUAGE="))
    return NULL;
  start += strlen (";LANGUAGE=");
  return g_strndup (start, strcspn (start, ":;"));
}

GhMinute
gh_written_minute (const char *body, gsize n_octets, const char *name, const GhCalendarZone *zone)
{
  g_autofree char *value = gh_written_value (body, n_octets, name);

  return gh_zone_parse_time (zone, value);
}

/* ---- the face ----------------------------------------------------------------------------- */

static void
written_free (gpointer data)
{
  GhWritten *written = data;
  g_free (written->body);
  g_free (written->stamp);
  g_free (written);
}

GHashTable *
gh_calendar_read_written (const char *path, GError **error)
{
  g_autoptr (GhWrittenFile) file = gh_written_file_read (path, error);
  if (file == NULL)
    return NULL;

  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, written_free);
  for (guint index = 0; index < file->events->len; index++)
    {
      const GhWrittenEvent *event = &g_array_index (file->events, GhWrittenEvent, index);
      GhWritten *written = g_new0 (GhWritten, 1);
      written->body = g_strndup (event->body, event->n_octets);
      written->sequence = event->sequence;
      written->stamp = g_strndup (event->stamp, event->n_stamp);
      g_hash_table_insert (table, g_strdup (event->uid), written);
    }
  return table;
}
