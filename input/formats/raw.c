#include "input/formats/raw.h"

#include <string.h>

static void
person_free (gpointer data)
{
  GhRawPerson *person = data;

  g_free (person->id);
  g_free (person->name);
  g_free (person);
}

static void
unread_free (gpointer data)
{
  GhRawUnread *unread = data;

  g_free (unread->name);
  g_free (unread);
}

#define N_EVENT_TEXTS 14

static void
find_event_texts (GhRawEvent *event, char **texts[N_EVENT_TEXTS])
{
  char **const all[N_EVENT_TEXTS] = { &event->guid,     &event->id,   &event->code,
                                      &event->slug,     &event->date, &event->start,
                                      &event->duration, &event->end,  &event->day,
                                      &event->day_end,  &event->room, &event->title,
                                      &event->track,    &event->type };

  memcpy (texts, all, sizeof all);
}

static void
event_free (gpointer data)
{
  GhRawEvent *event = data;
  char **texts[N_EVENT_TEXTS];

  find_event_texts (event, texts);
  for (gsize text = 0; text < N_EVENT_TEXTS; text++)
    g_free (*texts[text]);
  g_ptr_array_unref (event->persons);
  g_free (event);
}

#define N_TEXTS 8

static void
find_texts (GhRaw *raw, char **texts[N_TEXTS])
{
  char **const all[N_TEXTS] = { &raw->generator, &raw->acronym,    &raw->title, &raw->timezone,
                                &raw->url,       &raw->day_change, &raw->slot,  &raw->n_days };

  memcpy (texts, all, sizeof all);
}

GhRaw *
gh_raw_new (void)
{
  GhRaw *raw = g_new0 (GhRaw, 1);
  char **texts[N_TEXTS];

  find_texts (raw, texts);
  for (gsize text = 0; text < N_TEXTS; text++)
    *texts[text] = g_strdup ("");
  raw->events = g_ptr_array_new_with_free_func (event_free);
  raw->seats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  raw->unread = g_ptr_array_new_with_free_func (unread_free);
  return raw;
}

void
gh_raw_free (GhRaw *raw)
{
  char **texts[N_TEXTS];

  if (raw == NULL)
    return;
  find_texts (raw, texts);
  for (gsize text = 0; text < N_TEXTS; text++)
    g_free (*texts[text]);
  g_ptr_array_unref (raw->events);
  g_hash_table_unref (raw->seats);
  g_ptr_array_unref (raw->unread);
  g_free (raw);
}

void
gh_raw_set (char **text, char *with)
{
  g_free (*text);
  *text = with;
}

GhRawEvent *
gh_raw_add_event (GhRaw *raw)
{
  GhRawEvent *event;
  char **texts[N_EVENT_TEXTS];

  if (raw->events->len == GH_RAW_MOST_EVENTS)
    return NULL;
  event = g_new0 (GhRawEvent, 1);
  find_event_texts (event, texts);
  for (gsize text = 0; text < N_EVENT_TEXTS; text++)
    *texts[text] = g_strdup ("");
  event->persons = g_ptr_array_new_with_free_func (person_free);
  g_ptr_array_add (raw->events, event);
  return event;
}

void
gh_raw_add_person (GhRawEvent *event, char *id, char *name)
{
  GhRawPerson *person = g_new0 (GhRawPerson, 1);

  person->id = id;
  person->name = name;
  if (*name != '\0')
    g_ptr_array_add (event->persons, person);
  else
    person_free (person);
}

void
gh_raw_add_seats (GhRaw *raw, char *room, char *seats)
{
  g_strstrip (room);
  g_hash_table_insert (raw->seats, room, seats);
}

void
gh_raw_count_unread (GhRaw *raw, const char *name)
{
  bool has_room = raw->unread->len < GH_RAW_MOST_UNREAD && strlen (name) <= 40;
  const char *known = has_room ? name : "others";
  GhRawUnread *unread;

  for (guint entry = 0; entry < raw->unread->len; entry++)
    {
      unread = raw->unread->pdata[entry];
      if (strcmp (unread->name, name) == 0 || strcmp (unread->name, known) == 0)
        {
          unread->n++;
          return;
        }
    }
  unread = g_new0 (GhRawUnread, 1);
  unread->name = g_strdup (known);
  unread->n = 1;
  g_ptr_array_add (raw->unread, unread);
}
