/* schedule.json: the same as schedule.xml, in the shape that pretalx and the c3voc's tools use. */
#include "output/json.h"
#include "output/listing.h"

static void
add_persons (JsonBuilder *json, const GPtrArray *persons)
{
  gh_json_begin_list (json, "persons");
  for (guint entry = 0; entry < persons->len; entry++)
    {
      const GhListedPerson *person = persons->pdata[entry];
      json_builder_begin_object (json);
      gh_json_text (json, "guid", person->guid);
      gh_json_text (json, "name", person->name);
      gh_json_text (json, "public_name", person->name);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_event (JsonBuilder *json, const GhListing *listing, const GhListed *listed)
{
  json_builder_begin_object (json);
  gh_json_text (json, "guid", listed->guid);
  gh_json_number (json, "id", listed->number);
  gh_json_text (json, "date", listed->date);
  gh_json_text (json, "start", listed->start);
  gh_json_text (json, "duration", listed->duration);
  gh_json_text (json, "room", listed->room);
  gh_json_text (json, "slug", listed->slug);
  gh_json_text (json, "url", listing->url);
  gh_json_text (json, "title", listed->title);
  gh_json_text (json, "subtitle", "");
  gh_json_text (json, "track", listed->track);
  gh_json_text (json, "type", listed->type);
  gh_json_text (json, "language", listed->language);
  gh_json_text (json, "abstract", "");
  gh_json_text (json, "description", listed->description);
  add_persons (json, listed->persons);
  gh_json_begin_list (json, "links");
  json_builder_end_array (json);
  gh_json_begin_list (json, "attachments");
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_day (JsonBuilder *json, const GhListing *listing, guint number)
{
  const GhListedDay *day = listing->days->pdata[number];
  int order = -1;

  json_builder_begin_object (json);
  gh_json_number (json, "index", (int)number + 1);
  gh_json_text (json, "date", day->date);
  gh_json_text (json, "day_start", day->start);
  gh_json_text (json, "day_end", day->end);
  gh_json_begin_object (json, "rooms");
  for (guint entry = 0; entry < day->n_sessions; entry++)
    {
      const GhListed *listed = listing->sessions->pdata[day->first + entry];
      if (listed->order != order && order >= 0)
        json_builder_end_array (json);
      if (listed->order != order)
        gh_json_begin_list (json, listed->room);
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
  gh_json_begin_list (json, "rooms");
  for (guint entry = 0; entry < rooms->len; entry++)
    {
      const GhListedRoom *room = rooms->pdata[entry];
      json_builder_begin_object (json);
      gh_json_text (json, "name", room->name);
      gh_json_text (json, "guid", room->guid);
      if (room->seats >= 0)
        gh_json_number (json, "capacity", room->seats);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_tracks (JsonBuilder *json, const GPtrArray *tracks)
{
  gh_json_begin_list (json, "tracks");
  for (guint entry = 0; entry < tracks->len; entry++)
    {
      json_builder_begin_object (json);
      gh_json_text (json, "name", tracks->pdata[entry]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_conference (JsonBuilder *json, const GhListing *listing)
{
  const GhListedDay *first = listing->days->pdata[0];
  const GhListedDay *last = listing->days->pdata[listing->days->len - 1];

  gh_json_begin_object (json, "conference");
  gh_json_text (json, "acronym", listing->acronym);
  gh_json_text (json, "title", listing->title);
  gh_json_text (json, "start", first->date);
  gh_json_text (json, "end", last->date);
  gh_json_number (json, "daysCount", (int)listing->days->len);
  gh_json_text (json, "timeslot_duration", listing->slot);
  gh_json_text (json, "time_zone_name", listing->timezone);
  add_rooms (json, listing->rooms);
  add_tracks (json, listing->tracks);
  gh_json_begin_list (json, "days");
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
  gh_json_text (json, "$schema", "https://c3voc.de/schedule/schema.json");
  gh_json_begin_object (json, "generator");
  gh_json_text (json, "name", "gahunda");
  gh_json_text (json, "version", version);
  json_builder_end_object (json);
  gh_json_begin_object (json, "schedule");
  gh_json_text (json, "version", listing->version);
  if (listing->url[0] != '\0')
    gh_json_text (json, "base_url", listing->url);
  add_conference (json, listing);
  json_builder_end_object (json);
  json_builder_end_object (json);
  return print (json);
}
