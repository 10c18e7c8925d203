/* What Indico's HTTP API exports: /export/event/ID.json with its contributions or sessions, and
 * /export/timetable/ID.json.
 *
 * A contribution becomes a session, and so does a block of a session in which none stands; the
 * session that a block is of is the group. */
#include "input/formats/foreign.h"
#include "input/formats/moments.h"
#include "input/formats/readers.h"

#include <string.h>

/* What a contribution takes from the block that it stands in. */
typedef struct
{
  const char *group, *room;
} Block;

/* ---- texts -------------------------------------------------------------------------------- */

/* {"date": "2026-06-01", "time": "09:00:00", "tz": "Europe/Zurich"}; "" of none. */
static char *
moment_of (JsonObject *object, const char *name)
{
  JsonObject *moment = gh_foreign_object (object, name);
  g_autofree char *date = gh_foreign_text (moment, "date");
  g_autofree char *clock = gh_foreign_text (moment, "time");
  g_autofree char *zone = gh_foreign_text (moment, "tz");

  return *date != '\0' ? gh_moments_on_clock (date, clock, zone) : g_strdup ("");
}

static char *
room_of (JsonObject *object)
{
  static const char *const names[] = { "roomFullname", "room", NULL };

  return gh_foreign_first_text (object, names);
}

static void
add_people (GhRawEvent *event, JsonObject *object, const char *name)
{
  static const char *const ids[] = { "person_id", "id", "emailHash", NULL };
  static const char *const full[] = { "fullName", "name", NULL };
  JsonArray *people = gh_foreign_list (object, name);

  for (guint entry = 0; entry < gh_foreign_in_list (people); entry++)
    {
      JsonObject *person = gh_foreign_of_list (people, entry);
      gh_raw_add_person (event, gh_foreign_first_text (person, ids),
                         gh_foreign_first_text (person, full));
    }
}

static void
note_unread (GhRaw *raw, JsonObject *object)
{
  /* The rest is addresses, colours, rights. */
  static const char *const told[] = { "description",      "note",           "material",  "folders",
                                      "attachments",      "primaryauthors", "coauthors", "keywords",
                                      "subContributions", "references" };

  for (gsize name = 0; name < G_N_ELEMENTS (told); name++)
    {
      JsonNode *node = json_object_get_member (object, told[name]);
      if (node != NULL && gh_foreign_is_told (node))
        gh_raw_count_unread (raw, told[name]);
    }
}

/* ---- events ------------------------------------------------------------------------------- */

/* LETTER tells ids of contributions and of blocks apart.  False: there are too many. */
static bool
take (GhRaw *raw, JsonObject *object, char letter, const char *id, const Block *block)
{
  GhRawEvent *event = gh_raw_add_event (raw);
  g_autofree char *group = gh_foreign_text (object, "session");

  if (event == NULL)
    return false;
  gh_raw_set (&event->code, *id != '\0' ? g_strdup_printf ("%c%s", letter, id) : g_strdup (""));
  gh_raw_set (&event->title, gh_foreign_text (object, "title"));
  gh_raw_set (&event->date, moment_of (object, "startDate"));
  gh_raw_set (&event->end, moment_of (object, "endDate"));
  gh_raw_set (&event->duration, gh_foreign_text (object, "duration"));
  gh_raw_set (&event->room, room_of (object));
  gh_raw_set (&event->track, *block->group != '\0' ? g_strdup (block->group)
                             : *group != '\0'      ? g_strdup (group)
                                                   : gh_foreign_text (object, "track"));
  gh_raw_set (&event->type, gh_foreign_text (object, "type"));
  if (*event->room == '\0')
    gh_raw_set (&event->room, g_strdup (block->room));
  add_people (event, object, "speakers");
  add_people (event, object, "presenters");
  note_unread (raw, object);
  return true;
}

static bool
take_contribution (GhRaw *raw, JsonObject *object, const Block *block)
{
  static const char *const ids[] = { "contributionId", "db_id", "id", NULL };
  g_autofree char *id = gh_foreign_first_text (object, ids);

  return take (raw, object, 'C', id, block);
}

/* A block in which nothing stands is held itself; those who convene it are there. */
static bool
take_empty_block (GhRaw *raw, JsonObject *object, const Block *block)
{
  static const char *const ids[] = { "sessionSlotId", "id", NULL };
  g_autofree char *id = gh_foreign_first_text (object, ids);

  if (!take (raw, object, 'B', id, block))
    return false;
  add_people (raw->events->pdata[raw->events->len - 1], object, "conveners");
  return true;
}

static bool
take_contributions (GhRaw *raw, JsonArray *list, const Block *block)
{
  for (guint entry = 0; entry < gh_foreign_in_list (list); entry++)
    {
      JsonObject *object = gh_foreign_of_list (list, entry);
      if (object != NULL && !take_contribution (raw, object, block))
        return false;
    }
  return true;
}

static bool
take_block (GhRaw *raw, JsonObject *object)
{
  JsonArray *inside = gh_foreign_list (object, "contributions");
  g_autofree char *group = gh_foreign_text (gh_foreign_object (object, "session"), "title");
  g_autofree char *title = gh_foreign_text (object, "title");
  g_autofree char *room = room_of (object);
  Block block = { *group != '\0' ? group : title, room };

  return gh_foreign_in_list (inside) > 0 ? take_contributions (raw, inside, &block)
                                         : take_empty_block (raw, object, &block);
}

char *
gh_indico_read_event (GhRaw *raw, JsonArray *results)
{
  JsonObject *event = gh_foreign_of_list (results, 0);
  JsonArray *sessions = gh_foreign_list (event, "sessions");
  bool fits;

  if (gh_foreign_in_list (results) > 1)
    return g_strdup ("it has several events; export one of them");
  if (event == NULL || (sessions == NULL && gh_foreign_list (event, "contributions") == NULL))
    return gh_readers_unknown ("it is JSON with results that are no event with contributions or "
                               "sessions (of Indico ask for detail=contributions)");
  gh_raw_set (&raw->title, gh_foreign_text (event, "title"));
  gh_raw_set (&raw->acronym, gh_foreign_text (event, "id"));
  gh_raw_set (&raw->timezone, gh_foreign_text (event, "timezone"));
  gh_raw_set (&raw->url, gh_foreign_text (event, "url"));
  fits = take_contributions (raw, gh_foreign_list (event, "contributions"), &(Block){ "", "" });
  for (guint entry = 0; fits && entry < gh_foreign_in_list (sessions); entry++)
    {
      JsonObject *block = gh_foreign_of_list (sessions, entry);
      fits = block == NULL || take_block (raw, block);
    }
  return fits ? NULL : gh_readers_too_many ();
}

/* ---- the timetable ------------------------------------------------------------------------ */

/* The file names no zone but those of its times. */
static void
take_zone (GhRaw *raw, JsonObject *entry)
{
  if (*raw->timezone == '\0')
    gh_raw_set (&raw->timezone, gh_foreign_text (gh_foreign_object (entry, "startDate"), "tz"));
}

static bool take_entries (GhRaw *raw, JsonObject *entries, const Block *block);

static bool
take_entry (GhRaw *raw, JsonObject *entry, const Block *block)
{
  JsonObject *inside = gh_foreign_object (entry, "entries");
  g_autofree char *kind = gh_foreign_text (entry, "entryType");
  g_autofree char *title = gh_foreign_text (entry, "title");
  g_autofree char *room = room_of (entry);

  take_zone (raw, entry);
  if (strcmp (kind, "Break") == 0)
    raw->n_breaks++;
  else if (strcmp (kind, "Contribution") == 0)
    return take_contribution (raw, entry, block);
  else if (inside != NULL && json_object_get_size (inside) > 0)
    return take_entries (raw, inside, &(Block){ title, room });
  else if (strcmp (kind, "Session") == 0)
    return take_empty_block (raw, entry, &(Block){ title, room });
  return true;
}

static bool
take_entries (GhRaw *raw, JsonObject *entries, const Block *block)
{
  JsonObjectIter iter;
  const char *name;
  bool fits = true;

  json_object_iter_init_ordered (&iter, entries);
  while (fits && json_object_iter_next_ordered (&iter, &name, NULL))
    {
      JsonObject *entry = gh_foreign_object (entries, name);
      fits = entry == NULL || take_entry (raw, entry, block);
    }
  return fits;
}

char *
gh_indico_read_timetable (GhRaw *raw, JsonObject *results)
{
  JsonObject *days;
  JsonObjectIter iter;
  const char *name = "";
  bool fits = true;

  if (json_object_get_size (results) != 1)
    return g_strdup ("it has no timetable, or several; export that of one event");
  json_object_iter_init_ordered (&iter, results);
  json_object_iter_next_ordered (&iter, &name, NULL);
  gh_raw_set (&raw->acronym, g_strdup (name));
  days = gh_foreign_object (results, name);
  if (days == NULL)
    return gh_readers_unknown ("it is JSON with results that are no timetable");
  json_object_iter_init_ordered (&iter, days);
  while (fits && json_object_iter_next_ordered (&iter, &name, NULL))
    {
      JsonObject *day = gh_foreign_object (days, name);
      fits = day == NULL || take_entries (raw, day, &(Block){ "", "" });
    }
  return fits ? NULL : gh_readers_too_many ();
}
