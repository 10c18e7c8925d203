/* schedule.json: the same as schedule.xml, in the shape that pretalx and the c3voc's tools use. */
#include "output/listing.h"

#include <json-glib/json-glib.h>

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_number (JsonBuilder *json, const char *name, int number)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, number);
}

static void
begin_object (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
}

static void
begin_list (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
}

static void
add_persons (JsonBuilder *json, const GPtrArray *persons)
{
  begin_list (json, "persons");
  for (guint entry = 0; entry < persons->len; entry++)
    {
      const GhListedPerson *person = persons->pdata[entry];
      json_builder_begin_object (json);
      add_text (json, "guid", person->guid);
      add_text (json, "name", person->name);
      add_text (json, "public_name", person->name);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_event (JsonBuilder *json, const GhListing *listing, const GhListed *listed)
{
  json_builder_begin_object (json);
  add_text (json, "guid", listed->guid);
  add_number (json, "id", listed->number);
  add_text (json, "date", listed->date);
  add_text (json, "start", listed->start);
  add_text (json, "duration", listed->duration);
  add_text (json, "room", listed->room);
  add_text (json, "slug", listed->slug);
  add_text (json, "url", listing->url);
  add_text (json, "title", listed->title);
  add_text (json, "subtitle", "");
  add_text (json, "track", listed->track);
  add_text (json, "type", listed->type);
  add_text (json, "language", listing->language);
  add_text (json, "abstract", "");
  add_text (json, "description", listed->description);
  add_persons (json, listed->persons);
  begin_list (json, "links");
  json_builder_end_array (json);
  begin_list (json, "attachments");
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_day (JsonBuilder *json, const GhListing *listing, guint number)
{
  const GhListedDay *day = listing->days->pdata[number];
  int order = -1;

  json_builder_begin_object (json);
  add_number (json, "index", (int)number + 1);
  add_text (json, "date", day->date);
  add_text (json, "day_start", day->start);
  add_text (json, "day_end", day->end);
  begin_object (json, "rooms");
  for (guint entry = 0; entry < day->n_sessions; entry++)
    {
      const GhListed *listed = listing->sessions->pdata[day->first + entry];
      if (listed->order != order && order >= 0)
        json_builder_end_array (json);
      if (listed->order != order)
        begin_list (json, listed->room);
      order = listed->order;
      add_event (json, listing, listed);
    }
  if (order >= 0)
    json_builder_end_array (json);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static void
add_rooms (JsonBuilder *json, const GPtrArray *rooms)
{
  begin_list (json, "rooms");
  for (guint entry = 0; entry < rooms->len; entry++)
    {
      const GhListedRoom *room = rooms->pdata[entry];
      json_builder_begin_object (json);
      add_text (json, "name", room->name);
      add_text (json, "guid", room->guid);
      if (room->seats >= 0)
        add_number (json, "capacity", room->seats);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_tracks (JsonBuilder *json, const GPtrArray *tracks)
{
  begin_list (json, "tracks");
  for (guint entry = 0; entry < tracks->len; entry++)
    {
      json_builder_begin_object (json);
      add_text (json, "name", tracks->pdata[entry]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_conference (JsonBuilder *json, const GhListing *listing)
{
  const GhListedDay *first = listing->days->pdata[0];
  const GhListedDay *last = listing->days->pdata[listing->days->len - 1];

  begin_object (json, "conference");
  add_text (json, "acronym", listing->acronym);
  add_text (json, "title", listing->title);
  add_text (json, "start", first->date);
  add_text (json, "end", last->date);
  add_number (json, "daysCount", (int)listing->days->len);
  add_text (json, "timeslot_duration", listing->slot);
  add_text (json, "time_zone_name", listing->timezone);
  add_rooms (json, listing->rooms);
  add_tracks (json, listing->tracks);
  begin_list (json, "days");
  for (guint number = 0; number < listing->days->len; number++)
    add_day (json, listing, number);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static GString *
print (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  GString *text = g_string_new (NULL);

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, true);
  json_generator_to_gstring (generator, text);
  return g_string_append_c (text, '\n');
}

GString *
gh_listing_to_json (const GhListing *listing, const char *version)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_text (json, "$schema", "https://c3voc.de/schedule/schema.json");
  begin_object (json, "generator");
  add_text (json, "name", "gahunda");
  add_text (json, "version", version);
  json_builder_end_object (json);
  begin_object (json, "schedule");
  add_text (json, "version", listing->version);
  if (listing->url[0] != '\0')
    add_text (json, "base_url", listing->url);
  add_conference (json, listing);
  json_builder_end_object (json);
  json_builder_end_object (json);
  return print (json);
}
