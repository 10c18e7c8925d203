/* schedule.json: what schedule.xml says, in the shape of pretalx, frab and the c3voc's tools. */
#include "input/formats/foreign.h"
#include "input/formats/readers.h"

static void
add_persons (GhRawEvent *event, JsonArray *persons)
{
  static const char *const ids[] = { "code", "guid", "id", NULL };
  static const char *const names[] = { "public_name", "full_public_name", "name", NULL };

  for (guint entry = 0; entry < gh_foreign_in_list (persons); entry++)
    {
      JsonObject *person = gh_foreign_of_list (persons, entry);
      gh_raw_add_person (event, gh_foreign_first_text (person, ids),
                         gh_foreign_first_text (person, names));
    }
}

/* Members that are nothing which a programme says; those that take_event() reads come after. */
static const char *const passed[] = { "url",   "logo", "avatar",  "guid",     "id",    "code",
                                      "slug",  "date", "room",    "duration", "start", "title",
                                      "track", "type", "persons", NULL };

static void
note_unread (GhRaw *raw, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_strv_contains (passed, name) && gh_foreign_is_told (node))
      gh_raw_count_unread (raw, name);
}

/* False: there are more than there may be. */
static bool
take_event (GhRaw *raw, JsonObject *day, const char *room, JsonObject *object)
{
  GhRawEvent *event = gh_raw_add_event (raw);

  if (event == NULL)
    return false;
  char **const texts[] = { &event->guid,  &event->id,    &event->code,     &event->slug,
                           &event->date,  &event->start, &event->duration, &event->title,
                           &event->track, &event->type };
  static const char *const names[] = { "guid",  "id",       "code",  "slug",  "date",
                                       "start", "duration", "title", "track", "type" };
  for (gsize text = 0; text < G_N_ELEMENTS (texts); text++)
    gh_raw_set (texts[text], gh_foreign_text (object, names[text]));
  gh_raw_set (&event->day, gh_foreign_text (day, "date"));
  gh_raw_set (&event->day_end, gh_foreign_text (day, "day_end"));
  gh_raw_set (&event->room, *room != '\0' ? g_strdup (room) : gh_foreign_text (object, "room"));
  add_persons (event, gh_foreign_list (object, "persons"));
  note_unread (raw, object);
  return true;
}

static bool
take_day (GhRaw *raw, JsonObject *day)
{
  JsonObject *rooms = gh_foreign_object (day, "rooms");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (rooms == NULL)
    return true;
  json_object_iter_init_ordered (&iter, rooms);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonArray *events = gh_foreign_list (rooms, name);
      for (guint entry = 0; entry < gh_foreign_in_list (events); entry++)
        {
          JsonObject *event = gh_foreign_of_list (events, entry);
          if (event != NULL && !take_event (raw, day, name, event))
            return false;
        }
    }
  return true;
}

static void
take_seats (GhRaw *raw, JsonArray *rooms)
{
  for (guint entry = 0; entry < gh_foreign_in_list (rooms); entry++)
    {
      JsonObject *room = gh_foreign_of_list (rooms, entry);
      gh_raw_add_seats (raw, gh_foreign_text (room, "name"), gh_foreign_text (room, "capacity"));
    }
}

static void
take_conference (GhRaw *raw, JsonObject *schedule, JsonObject *conference)
{
  gh_raw_set (&raw->acronym, gh_foreign_text (conference, "acronym"));
  gh_raw_set (&raw->title, gh_foreign_text (conference, "title"));
  gh_raw_set (&raw->timezone, gh_foreign_text (conference, "time_zone_name"));
  gh_raw_set (&raw->day_change, gh_foreign_text (conference, "day_change"));
  gh_raw_set (&raw->slot, gh_foreign_text (conference, "timeslot_duration"));
  gh_raw_set (&raw->n_days, gh_foreign_text (conference, "daysCount"));
  gh_raw_set (&raw->url, gh_foreign_text (schedule, "base_url"));
  if (*raw->url == '\0')
    gh_raw_set (&raw->url, gh_foreign_text (conference, "url"));
  take_seats (raw, gh_foreign_list (conference, "rooms"));
}

char *
gh_fahrplan_read_json (GhRaw *raw, JsonObject *root)
{
  JsonObject *schedule = gh_foreign_object (root, "schedule");
  JsonObject *conference = gh_foreign_object (schedule, "conference");
  JsonArray *days = gh_foreign_list (conference, "days");

  gh_raw_set (&raw->generator, gh_foreign_text (gh_foreign_object (root, "generator"), "name"));
  take_conference (raw, schedule, conference);
  for (guint entry = 0; entry < gh_foreign_in_list (days); entry++)
    if (!take_day (raw, gh_foreign_of_list (days, entry)))
      return gh_readers_too_many ();
  return NULL;
}
