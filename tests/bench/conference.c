/* Timefold's (OptaPlanner's) conference scheduling, as plain JSON.
 *
 * A talk wants one of its timeslots, all of one length here, and one of its rooms.  A talk is a
 * session whose pattern has these starts, a speaker a person with a role in each of their talks.
 * Tags that a talk or its speakers require or prohibit leave starts and rooms out; those that they
 * prefer or would rather not have cost.  All pairs of talks that have themes, sectors, audiences or
 * contents in common get soft relations.  A reward for two talks in one timeslot is a cost where
 * they are not: the engine's cost is the format's, plus the sum of all rewards that there could be.
 *
 * Somebody or some room that is away during a timeslot is away for all that overlaps it, and who
 * speaks again has the pause over midnight too: a little more than the format asks.
 *
 * The file is one object: pauseMinutes; timeslots (id, start and end like 2018-10-01T10:15,
 * minutes, tags); rooms (id, capacity, tags, unavailable: ids of timeslots); speakers (id, unav:
 * ids of timeslots, and tags); talks (code, speakers; tsr, rr: the ids of timeslots and rooms to
 * choose from; prereq: codes; level, lang; fav: how many like it; crowd: whether it draws one;
 * pinned, with ts and room; themeTrackTagSet, sectorTagSet, audienceTypeSet, contentTagSet,
 * mutuallyExclusiveTalksTagSet; pubts and pubroom, null; and tags).  Tags of talks and speakers are
 * {required, preferred, prohibited, undesired}{Timeslot, Room}TagSet.
 */
#include "tests/bench/format.h"
#include "tests/bench/read-json.h"

#include <string.h>

/* Every pair of talks has relations of its own. */
#define MOST_TALKS 1000
/* Twenty times as many, for each minute of a day, are a whole number. */
#define MOST_WISHES 10000

/* What a talk, or a speaker of it, says of the tags of its timeslot or room. */
typedef struct
{
  GPtrArray *required, *preferred, *prohibited, *undesired;
} TagWishes;

typedef struct
{
  int id;
  GhMinute start;
  int minutes;
  GPtrArray *tags;
} Slot;

typedef struct
{
  int id;
  int seats;
  GPtrArray *tags;
  GArray *unavailable; /* ids of slots */
} Room;

typedef struct
{
  int id;
  TagWishes slot, room;
  GArray *unavailable; /* ids of slots */
} Speaker;

typedef struct
{
  const char *code;
  GArray *speakers; /* indices, as are the following */
  GArray *slots, *rooms;
  GPtrArray *before; /* codes of talks that come first */
  int minutes;       /* of each of its slots */
  int level, favourites, crowd;
  const char *language;
  int pinned_slot, pinned_room; /* indices; -1: not pinned */
  TagWishes slot, room;
  GPtrArray *themes, *sectors, *audiences, *contents, *exclusions;
} Talk;

typedef struct
{
  JsonParser *parser; /* keeps all texts alive */
  int pause_minutes;
  int n_slots, n_rooms, n_speakers, n_talks;
  Slot *slots;
  Room *rooms;
  Speaker *speakers;
  Talk *talks;
} Conference;

/* ---- freeing ----------------------------------------------------------------------------- */

static void
tag_wishes_clear (TagWishes *wishes)
{
  g_clear_pointer (&wishes->required, g_ptr_array_unref);
  g_clear_pointer (&wishes->preferred, g_ptr_array_unref);
  g_clear_pointer (&wishes->prohibited, g_ptr_array_unref);
  g_clear_pointer (&wishes->undesired, g_ptr_array_unref);
}

static void
talk_clear (Talk *talk)
{
  GPtrArray **texts[] = { &talk->before,    &talk->themes,   &talk->sectors,
                          &talk->audiences, &talk->contents, &talk->exclusions };
  GArray **lists[] = { &talk->speakers, &talk->slots, &talk->rooms };
  for (gsize entry = 0; entry < G_N_ELEMENTS (texts); entry++)
    g_clear_pointer (texts[entry], g_ptr_array_unref);
  for (gsize entry = 0; entry < G_N_ELEMENTS (lists); entry++)
    g_clear_pointer (lists[entry], g_array_unref);
  tag_wishes_clear (&talk->slot);
  tag_wishes_clear (&talk->room);
}

static void
conference_free (gpointer instance)
{
  Conference *this = instance;
  if (this == NULL)
    return;
  for (int slot = 0; slot < this->n_slots; slot++)
    g_clear_pointer (&this->slots[slot].tags, g_ptr_array_unref);
  for (int room = 0; room < this->n_rooms; room++)
    {
      g_clear_pointer (&this->rooms[room].tags, g_ptr_array_unref);
      g_clear_pointer (&this->rooms[room].unavailable, g_array_unref);
    }
  for (int speaker = 0; speaker < this->n_speakers; speaker++)
    {
      tag_wishes_clear (&this->speakers[speaker].slot);
      tag_wishes_clear (&this->speakers[speaker].room);
      g_clear_pointer (&this->speakers[speaker].unavailable, g_array_unref);
    }
  for (int talk = 0; talk < this->n_talks; talk++)
    talk_clear (&this->talks[talk]);
  g_free (this->slots);
  g_free (this->rooms);
  g_free (this->speakers);
  g_free (this->talks);
  g_object_unref (this->parser);
  g_free (this);
}

/* ---- what tags count --------------------------------------------------------------------- */

/* Tags that should be there and are not. */
static int
missing (const GPtrArray *wanted, const GPtrArray *tags)
{
  return (int)wanted->len - gh_texts_common (wanted, tags);
}

static int
forbidden (const TagWishes *wishes, const GPtrArray *tags)
{
  return missing (wishes->required, tags) + gh_texts_common (wishes->prohibited, tags);
}

static int
disliked (const TagWishes *wishes, const GPtrArray *tags)
{
  return missing (wishes->preferred, tags) + gh_texts_common (wishes->undesired, tags);
}

/* COUNT of a talk's own wishes and those of its speakers, for a slot or a room. */
static int
count_wishes (const Conference *this, const Talk *talk, bool of_room, const GPtrArray *tags,
              int (*count) (const TagWishes *, const GPtrArray *))
{
  int sum = count (of_room ? &talk->room : &talk->slot, tags);
  for (guint entry = 0; entry < talk->speakers->len; entry++)
    {
      const Speaker *speaker = &this->speakers[g_array_index (talk->speakers, int, entry)];
      sum += count (of_room ? &speaker->room : &speaker->slot, tags);
    }
  return sum;
}

static guint64
n_wishes (const TagWishes *wishes)
{
  return (guint64)wishes->required->len + wishes->preferred->len + wishes->prohibited->len
         + wishes->undesired->len;
}

/* ---- reading ----------------------------------------------------------------------------- */

static int
slot_of_id (const Conference *this, int id)
{
  for (int slot = 0; slot < this->n_slots; slot++)
    if (this->slots[slot].id == id)
      return slot;
  return -1;
}

static int
room_of_id (const Conference *this, int id)
{
  for (int room = 0; room < this->n_rooms; room++)
    if (this->rooms[room].id == id)
      return room;
  return -1;
}

static int
speaker_of_id (const Conference *this, int id)
{
  for (int speaker = 0; speaker < this->n_speakers; speaker++)
    if (this->speakers[speaker].id == id)
      return speaker;
  return -1;
}

static int
talk_of_code (const Conference *this, const char *code)
{
  for (int talk = 0; talk < this->n_talks; talk++)
    if (this->talks[talk].code != NULL && strcmp (this->talks[talk].code, code) == 0)
      return talk;
  return -1;
}

/* Puts indices in place of ids. */
static void
resolve (const Conference *this, GArray *ids, int (*find) (const Conference *, int),
         const char *what, char **problem)
{
  for (guint entry = 0; entry < ids->len; entry++)
    {
      int *id = &g_array_index (ids, int, entry);
      int index = find (this, *id);
      if (index < 0)
        gh_read_complain (problem, "there is no %s %d", what, *id);
      *id = index;
    }
}

/* "2018-10-01T10:15" as minutes since the year 1, or 0 with a problem. */
static int64_t
read_moment (JsonObject *object, const char *name, char **problem)
{
  const char *text = gh_read_text (object, name, problem);
  static const char form[] = "0000-00-00T00:00";
  int parts[5] = { 0 };
  int part = 0;
  bool is_good = strlen (text) == strlen (form);

  for (int at = 0; is_good && form[at] != '\0'; at++)
    if (form[at] == '0')
      {
        is_good = g_ascii_isdigit (text[at]);
        parts[part] = parts[part] * 10 + (text[at] - '0');
      }
    else
      {
        is_good = text[at] == form[at];
        part++;
      }
  if (is_good && g_date_valid_dmy ((GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0])
      && parts[3] < 24 && parts[4] < 60)
    {
      GDate date;
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]);
      return (int64_t)g_date_get_julian (&date) * GH_DAY + parts[3] * 60 + parts[4];
    }
  gh_read_complain (problem, "\"%s\" of a timeslot is no moment like 2018-10-01T10:15", name);
  return 0;
}

static void
check_slots (const Conference *this, char **problem)
{
  for (int a = 0; a < this->n_slots; a++)
    for (int b = 0; b < a; b++)
      if (this->slots[a].id == this->slots[b].id)
        gh_read_complain (problem, "timeslot %d is there twice", this->slots[a].id);
      else if (this->slots[a].start == this->slots[b].start
               && this->slots[a].minutes == this->slots[b].minutes)
        gh_read_complain (problem, "timeslots %d and %d are at the same time", this->slots[b].id,
                          this->slots[a].id);
}

static void
read_slots (Conference *this, JsonObject *root, char **problem)
{
  JsonArray *list = gh_read_list (root, "timeslots", problem);
  guint n = json_array_get_length (list);
  g_autofree int64_t *starts = g_new0 (int64_t, n + 1);
  int64_t first = INT64_MAX;

  this->slots = g_new0 (Slot, n);
  for (guint entry = 0; entry < n && *problem == NULL; entry++)
    {
      JsonObject *object = gh_read_entry (list, entry, problem);
      Slot *slot = &this->slots[this->n_slots++];
      slot->id = gh_read_whole (object, "id", 0, G_MAXINT32, problem);
      slot->minutes = gh_read_whole (object, "minutes", 1, GH_DAY, problem);
      slot->tags = gh_read_texts (object, "tags", problem);
      starts[entry] = read_moment (object, "start", problem);
      first = MIN (first, starts[entry]);
      if (read_moment (object, "end", problem) != starts[entry] + slot->minutes)
        gh_read_complain (problem, "timeslot %d is not as long as it says", slot->id);
      gh_read_entry_done ("timeslot", entry, problem);
    }
  first -= first % GH_DAY;
  for (int slot = 0; slot < this->n_slots; slot++)
    if (starts[slot] - first < 366 * GH_DAY)
      this->slots[slot].start = (GhMinute)(starts[slot] - first);
    else
      gh_read_complain (problem, "the timeslots reach over more than a year");
  check_slots (this, problem);
}

static void
read_rooms (Conference *this, JsonObject *root, char **problem)
{
  JsonArray *list = gh_read_list (root, "rooms", problem);
  this->rooms = g_new0 (Room, json_array_get_length (list));
  for (guint entry = 0; entry < json_array_get_length (list) && *problem == NULL; entry++)
    {
      JsonObject *object = gh_read_entry (list, entry, problem);
      Room *room = &this->rooms[entry];
      room->id = gh_read_whole (object, "id", 0, G_MAXINT32, problem);
      if (room_of_id (this, room->id) >= 0)
        gh_read_complain (problem, "room %d is there twice", room->id);
      this->n_rooms++;
      room->seats = gh_read_whole (object, "capacity", 0, GH_READ_MOST, problem);
      room->tags = gh_read_texts (object, "tags", problem);
      room->unavailable = gh_read_wholes (object, "unavailable", problem);
      resolve (this, room->unavailable, slot_of_id, "timeslot", problem);
      gh_read_entry_done ("room", entry, problem);
    }
}

static TagWishes
read_tag_wishes (JsonObject *object, const char *what, char **problem)
{
  TagWishes wishes;
  GPtrArray **lists[] = { &wishes.required, &wishes.preferred, &wishes.prohibited,
                          &wishes.undesired };
  static const char *const words[] = { "required", "preferred", "prohibited", "undesired" };
  for (gsize list = 0; list < G_N_ELEMENTS (lists); list++)
    {
      g_autofree char *name = g_strdup_printf ("%s%sTagSet", words[list], what);
      *lists[list] = gh_read_texts (object, name, problem);
    }
  return wishes;
}

static void
read_speakers (Conference *this, JsonObject *root, char **problem)
{
  JsonArray *list = gh_read_list (root, "speakers", problem);
  this->speakers = g_new0 (Speaker, json_array_get_length (list));
  for (guint entry = 0; entry < json_array_get_length (list) && *problem == NULL; entry++)
    {
      JsonObject *object = gh_read_entry (list, entry, problem);
      Speaker *speaker = &this->speakers[entry];
      speaker->id = gh_read_whole (object, "id", 0, G_MAXINT32, problem);
      if (speaker_of_id (this, speaker->id) >= 0)
        gh_read_complain (problem, "speaker %d is there twice", speaker->id);
      this->n_speakers++;
      speaker->slot = read_tag_wishes (object, "Timeslot", problem);
      speaker->room = read_tag_wishes (object, "Room", problem);
      speaker->unavailable = gh_read_wholes (object, "unav", problem);
      resolve (this, speaker->unavailable, slot_of_id, "timeslot", problem);
      gh_read_entry_done ("speaker", entry, problem);
    }
}

static void
read_pin (const Conference *this, Talk *talk, JsonObject *object, char **problem)
{
  talk->pinned_slot = talk->pinned_room = -1;
  if (!gh_read_flag (object, "pinned", problem))
    return;
  talk->pinned_slot = slot_of_id (this, gh_read_whole (object, "ts", 0, G_MAXINT32, problem));
  talk->pinned_room = room_of_id (this, gh_read_whole (object, "room", 0, G_MAXINT32, problem));
  if (talk->pinned_slot < 0 || !gh_wholes_have (talk->slots, talk->pinned_slot)
      || talk->pinned_room < 0 || !gh_wholes_have (talk->rooms, talk->pinned_room))
    gh_read_complain (problem, "talk %s is pinned where it may not be", talk->code);
  else if (count_wishes (this, talk, false, this->slots[talk->pinned_slot].tags, forbidden) > 0
           || count_wishes (this, talk, true, this->rooms[talk->pinned_room].tags, forbidden) > 0)
    gh_read_complain (problem, "talk %s is pinned where tags forbid it", talk->code);
}

/* What tags cost a talk is a whole number of the engine's. */
static void
check_wishes (const Conference *this, const Talk *talk, char **problem)
{
  guint64 n = n_wishes (&talk->slot) + n_wishes (&talk->room);
  for (guint entry = 0; entry < talk->speakers->len; entry++)
    {
      const Speaker *speaker = &this->speakers[g_array_index (talk->speakers, int, entry)];
      n += n_wishes (&speaker->slot) + n_wishes (&speaker->room);
    }
  if (n > MOST_WISHES)
    gh_read_complain (problem, "talk %s and its speakers have more than %d wishes about tags",
                      talk->code, MOST_WISHES);
}

static void
check_length (const Conference *this, Talk *talk, char **problem)
{
  if (talk->slots->len == 0)
    gh_read_complain (problem, "talk %s has no timeslot to choose from", talk->code);
  for (guint entry = 0; entry < talk->slots->len && *problem == NULL; entry++)
    {
      int minutes = this->slots[g_array_index (talk->slots, int, entry)].minutes;
      if (entry > 0 && minutes != talk->minutes)
        gh_read_complain (problem, "the timeslots of talk %s are not all of one length",
                          talk->code);
      talk->minutes = minutes;
    }
}

static void
read_talk (Conference *this, Talk *talk, JsonObject *object, char **problem)
{
  const char *code = gh_read_text (object, "code", problem);
  if (talk_of_code (this, code) >= 0)
    gh_read_complain (problem, "talk %s is there twice", code);
  /* A solution is written with a line for each code. */
  if (strpbrk (code, "\t\n\r") != NULL)
    gh_read_complain (problem, "a talk's code holds a tab or a line break");
  talk->code = code;
  talk->speakers = gh_read_wholes (object, "speakers", problem);
  talk->slots = gh_read_wholes (object, "tsr", problem);
  talk->rooms = gh_read_wholes (object, "rr", problem);
  talk->before = gh_read_texts (object, "prereq", problem);
  talk->level = gh_read_whole (object, "level", 0, G_MAXINT32, problem);
  talk->language = gh_read_text (object, "lang", problem);
  talk->favourites = gh_read_whole (object, "fav", 0, G_MAXINT32, problem);
  talk->crowd = gh_read_whole (object, "crowd", 0, G_MAXINT32, problem);
  talk->themes = gh_read_texts (object, "themeTrackTagSet", problem);
  talk->sectors = gh_read_texts (object, "sectorTagSet", problem);
  talk->audiences = gh_read_texts (object, "audienceTypeSet", problem);
  talk->contents = gh_read_texts (object, "contentTagSet", problem);
  talk->exclusions = gh_read_texts (object, "mutuallyExclusiveTalksTagSet", problem);
  talk->slot = read_tag_wishes (object, "Timeslot", problem);
  talk->room = read_tag_wishes (object, "Room", problem);
  resolve (this, talk->speakers, speaker_of_id, "speaker", problem);
  resolve (this, talk->slots, slot_of_id, "timeslot", problem);
  resolve (this, talk->rooms, room_of_id, "room", problem);
  if (gh_read_whole_or_null (object, "pubts", 0, G_MAXINT32, problem) >= 0
      || gh_read_whole_or_null (object, "pubroom", 0, G_MAXINT32, problem) >= 0)
    gh_read_complain (problem, "talk %s was published, and re-planning is not asked here", code);
  check_length (this, talk, problem);
  if (*problem != NULL)
    return;
  check_wishes (this, talk, problem);
  read_pin (this, talk, object, problem);
}

static void
read_talks (Conference *this, JsonObject *root, char **problem)
{
  JsonArray *list = gh_read_list (root, "talks", problem);
  this->talks = g_new0 (Talk, json_array_get_length (list));
  for (guint entry = 0; entry < json_array_get_length (list) && *problem == NULL; entry++)
    {
      JsonObject *object = gh_read_entry (list, entry, problem);
      read_talk (this, &this->talks[this->n_talks++], object, problem);
      gh_read_entry_done ("talk", entry, problem);
    }
  for (int talk = 0; talk < this->n_talks && *problem == NULL; talk++)
    for (guint entry = 0; entry < this->talks[talk].before->len; entry++)
      {
        int first = talk_of_code (this, this->talks[talk].before->pdata[entry]);
        if (first < 0 || first == talk)
          gh_read_complain (problem, "talk %s comes after a talk that is not there",
                            this->talks[talk].code);
      }
}

static gpointer
conference_read (const char *path, char **problem)
{
  Conference *this = g_new0 (Conference, 1);
  JsonObject *root;

  this->parser = json_parser_new ();
  root = gh_read_file (this->parser, path, problem);
  if (root != NULL)
    {
      this->pause_minutes = gh_read_whole (root, "pauseMinutes", 0, GH_DAY, problem);
      read_slots (this, root, problem);
      read_rooms (this, root, problem);
      read_speakers (this, root, problem);
      read_talks (this, root, problem);
      if (this->n_talks == 0 || this->n_talks > MOST_TALKS || this->n_rooms == 0)
        gh_read_complain (problem, "it has no rooms, or not 1 to %d talks", MOST_TALKS);
    }
  if (*problem == NULL)
    return this;
  conference_free (this);
  return NULL;
}

/* ---- what two talks count ------------------------------------------------------------------ */

static int
common_speakers (const Talk *a, const Talk *b)
{
  int common = 0;
  for (guint entry = 0; entry < a->speakers->len; entry++)
    common += gh_wholes_have (b->speakers, g_array_index (a->speakers, int, entry));
  return common;
}

/* What a minute of both at once costs. */
static int
overlap_weight (const Talk *a, const Talk *b)
{
  int themes = gh_texts_common (a->themes, b->themes);
  return 10 * themes + 10 * gh_texts_common (a->sectors, b->sectors)
         + themes * gh_texts_common (a->audiences, b->audiences)
         + 100 * gh_texts_common (a->contents, b->contents);
}

/* What one timeslot for both earns. */
static int
parallel_reward (const Talk *a, const Talk *b)
{
  return a->minutes
         * (gh_texts_common (a->audiences, b->audiences) + (a->level != b->level)
            + 10 * (strcmp (a->language, b->language) != 0));
}

/* Two days cost as much. */
static int
days_weight (const Talk *a, const Talk *b)
{
  return 10 * (a->minutes + b->minutes)
         * (gh_texts_common (a->themes, b->themes) + gh_texts_common (a->contents, b->contents));
}

/* Two rooms on one day cost as much. */
static int
rooms_weight (const Talk *a, const Talk *b)
{
  return 10 * (a->minutes + b->minutes) * gh_texts_common (a->themes, b->themes);
}

/* B before A's end costs as much. */
static int
flow_weight (const Talk *a, const Talk *b)
{
  return a->level < b->level
             ? 10 * (a->minutes + b->minutes) * gh_texts_common (a->contents, b->contents)
             : 0;
}

/* A larger room for A than for B costs as much. */
static int
popular_weight (const Talk *a, const Talk *b)
{
  return a->favourites < b->favourites ? 10 * (a->minutes + b->minutes) : 0;
}

/* ---- as a model -------------------------------------------------------------------------- */

static const char *
number_text (GhModel *model, const char *kind, int number)
{
  g_autofree char *text = g_strdup_printf ("%s%d", kind, number);
  return gh_model_text (model, text);
}

/* The feature of a room that has the tag, or of one that has not.  Whatever tags there are, no two
 * of these are the same. */
static const char *
tag_feature (GhModel *model, const char *tag, bool is_there)
{
  g_autofree char *text = g_strdup_printf ("%s %s", is_there ? "tag" : "no", tag);
  return gh_model_text (model, text);
}

static void
take_slots_away (const Conference *this, const GArray *slots, GhTimes *times)
{
  for (guint entry = 0; entry < slots->len; entry++)
    {
      const Slot *slot = &this->slots[g_array_index (slots, int, entry)];
      gh_times_subtract (times, slot->start, slot->start + slot->minutes);
    }
}

static void
add_rooms (const Conference *this, GhModel *model)
{
  for (int room = 0; room < this->n_rooms; room++)
    {
      const Room *from = &this->rooms[room];
      GhRoom *to = gh_model_add_room (model);
      to->id = to->name = number_text (model, "R", from->id);
      to->seats = from->seats;
      take_slots_away (this, from->unavailable, to->open);
      for (guint tag = 0; tag < from->tags->len; tag++)
        g_ptr_array_add (to->features, (gpointer)tag_feature (model, from->tags->pdata[tag], true));
    }
}

static void
add_speakers (const Conference *this, GhModel *model)
{
  for (int speaker = 0; speaker < this->n_speakers; speaker++)
    {
      GhPerson *person = gh_model_add_person (model);
      person->id = person->name = number_text (model, "P", this->speakers[speaker].id);
      take_slots_away (this, this->speakers[speaker].unavailable, person->present);
    }
}

static int
add_pattern (const Conference *this, GhModel *model, const Talk *talk)
{
  GhPattern *pattern = gh_model_add_pattern (model);
  pattern->id = gh_model_text (model, talk->code);
  for (guint entry = 0; entry < talk->slots->len; entry++)
    {
      const Slot *slot = &this->slots[g_array_index (talk->slots, int, entry)];
      GhMinute day = gh_day_of (slot->start) * GH_DAY;
      int start = slot->start - day;
      GhPatternRow *row;
      if (count_wishes (this, talk, false, slot->tags, forbidden) > 0)
        continue;
      row = gh_pattern_add_row (pattern);
      gh_times_free (row->days);
      row->days = gh_times_new ();
      gh_times_add (row->days, day, day + GH_DAY);
      g_array_append_val (row->starts, start);
      row->cost = 20 * talk->minutes * count_wishes (this, talk, false, slot->tags, disliked);
    }
  return model->n_patterns - 1;
}

/* A feature that no room has: an empty list of rooms would mean any. */
#define NOWHERE "nowhere"

static void
list_rooms (const Conference *this, GhModel *model, const Talk *talk, GhSession *session)
{
  for (guint entry = 0; entry < talk->rooms->len; entry++)
    {
      int room = g_array_index (talk->rooms, int, entry);
      if (count_wishes (this, talk, true, this->rooms[room].tags, forbidden) == 0)
        g_array_append_val (session->rooms, room);
    }
  if (session->rooms->len == 0)
    g_ptr_array_add (session->features, (gpointer)gh_model_text (model, NOWHERE));
}

/* Who has not been asked of a tag before: the rooms without it have its lack as a feature. */
static void
wish_lack (const Conference *this, GhModel *model, const char *tag, GhSession *session)
{
  const char *lack = tag_feature (model, tag, false);
  for (int room = 0; room < this->n_rooms; room++)
    if (!gh_texts_have (this->rooms[room].tags, tag)
        && !gh_names_have (model->rooms[room].features, lack))
      g_ptr_array_add (model->rooms[room].features, (gpointer)lack);
  g_ptr_array_add (session->wishes, (gpointer)lack);
}

static void
wish_room (const Conference *this, GhModel *model, const TagWishes *wishes, GhSession *session)
{
  for (guint tag = 0; tag < wishes->preferred->len; tag++)
    g_ptr_array_add (session->wishes,
                     (gpointer)tag_feature (model, wishes->preferred->pdata[tag], true));
  for (guint tag = 0; tag < wishes->undesired->len; tag++)
    wish_lack (this, model, wishes->undesired->pdata[tag], session);
}

static void
add_talks (const Conference *this, GhModel *model)
{
  for (int number = 0; number < this->n_talks; number++)
    {
      const Talk *talk = &this->talks[number];
      int pattern = add_pattern (this, model, talk);
      GhSession *session = gh_model_add_session (model);
      session->id = session->title = gh_model_text (model, talk->code);
      session->minutes = talk->minutes;
      session->pattern = pattern;
      list_rooms (this, model, talk, session);
      wish_room (this, model, &talk->room, session);
      for (guint entry = 0; entry < talk->speakers->len; entry++)
        {
          int speaker = g_array_index (talk->speakers, int, entry);
          wish_room (this, model, &this->speakers[speaker].room, session);
          *gh_model_add_role (model) = (GhRole){ .person = speaker,
                                                 .session = number,
                                                 .role = gh_model_text (model, "speaker") };
        }
      if (talk->pinned_slot >= 0)
        {
          session->pinned_start = this->slots[talk->pinned_slot].start;
          session->pinned_room = talk->pinned_room;
        }
    }
}

static void
relate (GhModel *model, int a, int b, GhRelationKind kind, int weight)
{
  if (weight != 0)
    gh_format_relate (model, a, b, kind, GH_LEVEL_SOFT, weight);
}

/* What A means for B, and not B for A. */
static void
add_direction (const Conference *this, GhModel *model, int a, int b)
{
  const Talk *talk_a = &this->talks[a];
  const Talk *talk_b = &this->talks[b];
  relate (model, a, b, GH_BEFORE, flow_weight (talk_a, talk_b));
  relate (model, b, a, GH_LARGER_ROOM, popular_weight (talk_a, talk_b));
  if (gh_texts_have (talk_b->before, talk_a->code))
    {
      GhAfter *after = gh_model_add_after (model);
      after->a = a;
      after->b = b;
    }
}

static void
add_pair (const Conference *this, GhModel *model, int a, int b)
{
  const Talk *talk_a = &this->talks[a];
  const Talk *talk_b = &this->talks[b];
  int rooms = rooms_weight (talk_a, talk_b);

  relate (model, a, b, GH_OVERLAP, overlap_weight (talk_a, talk_b));
  relate (model, a, b, GH_SAME_DAY, days_weight (talk_a, talk_b));
  if (talk_a->minutes == talk_b->minutes)
    relate (model, a, b, GH_PARALLEL, parallel_reward (talk_a, talk_b));
  if (rooms != 0)
    {
      GhRelation *relation = gh_format_relate (model, a, b, GH_SAME_ROOM, GH_LEVEL_SOFT, rooms);
      relation->minutes = -1;
      relation->within_day = true;
    }
  if (gh_texts_common (talk_a->exclusions, talk_b->exclusions) > 0)
    gh_format_relate (model, a, b, GH_NOT_PARALLEL, GH_LEVEL_HARD, 1);
  add_direction (this, model, a, b);
  add_direction (this, model, b, a);
}

/* Calls for each length of talks once, with the first talk of that length. */
static void
each_length (const Conference *this, GhModel *model,
             void (*call) (const Conference *, GhModel *, int minutes))
{
  for (int talk = 0; talk < this->n_talks; talk++)
    {
      bool is_new = true;
      for (int other = 0; other < talk; other++)
        is_new &= this->talks[other].minutes != this->talks[talk].minutes;
      if (is_new)
        call (this, model, this->talks[talk].minutes);
    }
}

/* Of talks that draw crowds no more than two begin together. */
static void
limit_crowds (const Conference *this, GhModel *model, int minutes)
{
  GhLimit *limit = gh_model_add_limit (model);
  limit->of = gh_bits_new (model->n_sessions);
  limit->most = 2;
  limit->per = GH_PER_INSTANT;
  for (int talk = 0; talk < this->n_talks; talk++)
    if (this->talks[talk].minutes == minutes && this->talks[talk].crowd > 0)
      gh_bits_add (limit->of, talk);
}

static void
weigh_room_wishes (const Conference *this, GhModel *model, int minutes)
{
  gh_format_set_rule (model, "room-wish", GH_LEVEL_SOFT, 20 * minutes, -1);
  GhRuleRow *row = &model->rule_rows[model->n_rule_rows - 1];
  row->of = gh_bits_new (model->n_sessions);
  for (int talk = 0; talk < this->n_talks; talk++)
    if (this->talks[talk].minutes == minutes)
      gh_bits_add (row->of, talk);
}

static GhModel *
conference_model (gconstpointer instance)
{
  const Conference *this = instance;
  GhModel *model = gh_model_new ();

  model->conference.grid_minutes = 1;
  for (int slot = 0; slot < this->n_slots; slot++)
    model->conference.n_days =
        MAX (model->conference.n_days, gh_day_of (this->slots[slot].start) + 1);
  add_rooms (this, model);
  add_speakers (this, model);
  add_talks (this, model);
  for (int b = 0; b < this->n_talks; b++)
    for (int a = 0; a < b; a++)
      add_pair (this, model, a, b);
  each_length (this, model, limit_crowds);
  gh_format_forget_soft_rules (model);
  gh_format_set_rule (model, "person-clash", GH_LEVEL_HARD, -1, this->pause_minutes);
  gh_format_set_rule (model, "start-cost", GH_LEVEL_SOFT, 1, -1);
  each_length (this, model, weigh_room_wishes);
  gh_model_finish (model);
  return model;
}

/* ---- scoring ----------------------------------------------------------------------------- */

/* One talk in a programme. */
typedef struct
{
  const Talk *talk;
  int slot; /* -1: not placed, or in none of its slots */
  int room;
  GhMinute start, end;
} Held;

static Held
held_in (const Conference *this, const GhProgramme *programme, int number)
{
  const Talk *talk = &this->talks[number];
  GhPlacement at = programme->placements[number];
  Held held = { .talk = talk, .slot = -1, .room = at.room };
  for (guint entry = 0; entry < talk->slots->len; entry++)
    {
      int slot = g_array_index (talk->slots, int, entry);
      if (this->slots[slot].start == at.start)
        held.slot = slot;
    }
  if (held.slot >= 0)
    {
      held.start = this->slots[held.slot].start;
      held.end = held.start + talk->minutes;
    }
  return held;
}

static int
risky_in_slot (const Conference *this, const Held *held, int slot)
{
  int n = 0;
  for (int talk = 0; talk < this->n_talks; talk++)
    n += held[talk].slot == slot && held[talk].talk->crowd > 0;
  return n;
}

static void
score_talk (const Conference *this, const Held *held, const Held *one, GhScore *score)
{
  const Talk *talk = one->talk;
  const GPtrArray *slot_tags = this->slots[one->slot].tags;
  const GPtrArray *room_tags = this->rooms[one->room].tags;
  int minutes = talk->minutes;

  if (gh_wholes_have (this->rooms[one->room].unavailable, one->slot))
    score->hard += 100000 * (int64_t)minutes;
  for (guint entry = 0; entry < talk->speakers->len; entry++)
    {
      const Speaker *speaker = &this->speakers[g_array_index (talk->speakers, int, entry)];
      if (gh_wholes_have (speaker->unavailable, one->slot))
        score->hard += 100 * minutes;
    }
  if (talk->crowd > 0 && risky_in_slot (this, held, one->slot) > 2)
    score->hard += minutes;
  score->hard += minutes
                 * (count_wishes (this, talk, false, slot_tags, forbidden)
                    + count_wishes (this, talk, true, room_tags, forbidden));
  score->soft += 20 * minutes
                 * (count_wishes (this, talk, false, slot_tags, disliked)
                    + count_wishes (this, talk, true, room_tags, disliked));
}

static int
overlap_minutes (const Held *a, const Held *b)
{
  return MAX (0, MIN (a->end, b->end) - MAX (a->start, b->start));
}

/* Somebody who speaks in both has no sufficient pause between them. */
static bool
lacks_pause (const Conference *this, const Held *a, const Held *b)
{
  int gap = a->end <= b->start ? b->start - a->end : a->start - b->end;
  return overlap_minutes (a, b) > 0
         || (gh_day_of (a->start) == gh_day_of (b->start) && gap < this->pause_minutes);
}

/* What A means for B. */
static void
score_direction (const Conference *this, const Held *a, const Held *b, GhScore *score)
{
  if (a->end > b->start)
    {
      score->soft += flow_weight (a->talk, b->talk);
      if (gh_texts_have (b->talk->before, a->talk->code))
        score->hard += 10 * (a->talk->minutes + b->talk->minutes);
    }
  if (this->rooms[a->room].seats > this->rooms[b->room].seats)
    score->soft += popular_weight (a->talk, b->talk);
}

static void
score_pair (const Conference *this, const Held *a, const Held *b, GhScore *score)
{
  int overlap = overlap_minutes (a, b);
  int speakers = common_speakers (a->talk, b->talk);
  bool one_day = gh_day_of (a->start) == gh_day_of (b->start);

  if (a->room == b->room)
    score->hard += 1000 * overlap;
  score->hard += 10 * speakers * overlap
                 + gh_texts_common (a->talk->exclusions, b->talk->exclusions) * overlap;
  if (speakers > 0 && lacks_pause (this, a, b))
    score->hard += a->talk->minutes + b->talk->minutes;
  score->soft += (int64_t)overlap * overlap_weight (a->talk, b->talk);
  if (!one_day)
    score->soft += days_weight (a->talk, b->talk);
  else if (a->room != b->room)
    score->soft += rooms_weight (a->talk, b->talk);
  if (a->slot == b->slot)
    score->soft -= parallel_reward (a->talk, b->talk);
  score_direction (this, a, b, score);
  score_direction (this, b, a, score);
}

static void
conference_score (gconstpointer instance, const GhModel *model, const GhProgramme *programme,
                  GhScore *score)
{
  const Conference *this = instance;
  g_autofree Held *held = g_new (Held, this->n_talks);
  int64_t possible = 0;

  *score = (GhScore){ .distance = -1 };
  for (int talk = 0; talk < this->n_talks; talk++)
    held[talk] = held_in (this, programme, talk);
  for (int b = 0; b < this->n_talks; b++)
    {
      if (held[b].slot < 0)
        {
          score->unplaced++;
          continue;
        }
      score_talk (this, held, &held[b], score);
      for (int a = 0; a < b; a++)
        if (held[a].slot >= 0)
          {
            score_pair (this, &held[a], &held[b], score);
            if (held[a].talk->minutes == held[b].talk->minutes)
              possible += parallel_reward (held[a].talk, held[b].talk);
          }
    }
  score->cost = score->soft + possible;
}

static GString *
conference_solution (gconstpointer instance, const GhModel *model, const GhProgramme *programme)
{
  const Conference *this = instance;
  g_autoptr (GString) text = g_string_new (NULL);
  for (int talk = 0; talk < this->n_talks; talk++)
    {
      Held held = held_in (this, programme, talk);
      if (held.slot < 0)
        return NULL;
      g_string_append_printf (text, "%s\t%d\t%d\n", this->talks[talk].code,
                              this->slots[held.slot].id, this->rooms[held.room].id);
    }
  return g_steal_pointer (&text);
}

const GhFormat gh_format_conference = {
  .name = "conference",
  .read = conference_read,
  .free = conference_free,
  .model = conference_model,
  .score = conference_score,
  .solution = conference_solution,
};
