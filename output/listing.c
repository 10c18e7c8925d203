#include "output/listing.h"
#include "output/identity.h"
#include "output/words.h"

#include <string.h>

/* The day of 1970-01-01, as in GhConference.first_day. */
#define UNIX_DAY 719163

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  int language; /* a number of the conference's */
  const GhWords *words;
  GTimeZone *zone;
  GhListing *listing;
  int *orders;         /* by room: its place in the listing's rooms */
  GPtrArray **persons; /* by session: GhListedPerson, or NULL */
} Lister;

/* ---- texts -------------------------------------------------------------------------------- */

static bool
is_dropped (gunichar letter)
{
  return letter < 0x20 || (letter >= 0x7F && letter <= 0x9F) || letter == 0xFEFF
         || (letter >= 0x202A && letter <= 0x202E)
         || (letter >= 0x2066 && letter <= 0x2069)
         /* Never a character, and no XML file may hold it. */
         || (letter & 0xFFFE) == 0xFFFE;
}

char *
gh_clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *clean = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      if (g_unichar_isspace (letter))
        g_string_append (clean, clean->len > 0 && clean->str[clean->len - 1] != ' ' ? " " : "");
      else if (!is_dropped (letter))
        g_string_append_unichar (clean, letter);
    }
  return g_strchomp (g_string_free (clean, false));
}

/* In small letters, everything but a-z, 0-9 and what ALSO has as OTHER. */
static char *
small (const char *text, const char *also, char other)
{
  GString *slug = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    g_string_append_c (
        slug, g_ascii_isalnum (*at) || strchr (also, *at) != NULL ? g_ascii_tolower (*at) : other);
  return g_string_free (slug, false);
}

/* It ends with a letter or digit. */
static char *
slug_of (const Lister *lister, int session, int number)
{
  g_autofree char *id = small (gh_first_id (lister->model, session), "-_", '-');
  g_autofree char *slug = lister->model->sessions[session].closed
                              ? g_strdup_printf ("%s-%d", lister->listing->acronym, number)
                              : g_strdup_printf ("%s-%d-%s", lister->listing->acronym, number, id);
  gsize length = strlen (slug);

  while (slug[length - 1] == '-' || slug[length - 1] == '_')
    slug[--length] = '\0';
  return g_steal_pointer (&slug);
}

/* ---- in one language ----------------------------------------------------------------------- */

/* Without ones of its own, a text is in the conference's first language. */
static const char *
group_name (const Lister *lister, int group)
{
  const GhGroup *this = &lister->model->groups[group];

  return gh_text_in (this->name, this->name_in, lister->language, NULL);
}

static const char *
room_name (const Lister *lister, int room)
{
  const GhRoom *this = &lister->model->rooms[room];

  return gh_text_in (this->name, this->name_in, lister->language, NULL);
}

/* Tells apps in which language it is, too. */
static const char *
title_of (const Lister *lister, GhListed *listed)
{
  const GhSession *session = &lister->model->sessions[listed->session];
  const char **languages = lister->model->conference.languages;
  bool is_there = true;
  const char *title =
      session->closed ? gh_words (lister->words, "calendar", "busy")
                      : gh_text_in (session->title, session->title_in, lister->language, &is_there);

  listed->language = languages[is_there ? lister->language : 0];
  return title;
}

/* ---- time --------------------------------------------------------------------------------- */

static int
offset_at (GTimeZone *zone, int64_t moment)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment);

  return g_time_zone_get_offset (zone, MAX (interval, 0));
}

/* Seconds since 1970 of a minute on the conference's clock.  RFC 5545, 3.3.5: what the clock shows
 * twice is the first time, what it jumps over is counted as if it had not jumped yet. */
static int64_t
moment_of (const Lister *lister, GhMinute minute)
{
  int64_t days = lister->model->conference.first_day - UNIX_DAY;
  int64_t wall = (days * GH_DAY + minute) * 60;
  int before = offset_at (lister->zone, wall - 24 * 3600);
  int after = offset_at (lister->zone, wall - before);

  return offset_at (lister->zone, wall - after) == after ? wall - after : wall - before;
}

static char *
iso_text (int64_t moment, int offset)
{
  g_autoptr (GDateTime) wall = g_date_time_new_from_unix_utc (moment + offset);
  g_autofree char *text = g_date_time_format (wall, "%Y-%m-%dT%H:%M:%S");
  int minutes = ABS (offset) / 60;

  return g_strdup_printf ("%s%c%02d:%02d", text, offset < 0 ? '-' : '+', minutes / 60,
                          minutes % 60);
}

/* "2022-06-06T09:30:00+02:00" */
static char *
date_of (const Lister *lister, GhMinute minute)
{
  int64_t days = lister->model->conference.first_day - UNIX_DAY;
  int64_t moment = moment_of (lister, minute);

  return iso_text (moment, (int)((days * GH_DAY + minute) * 60 - moment));
}

static char *
hours_text (int minutes)
{
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

static char *
duration_of (const Lister *lister, GhMinute start, int minutes)
{
  int64_t seconds = moment_of (lister, start + minutes) - moment_of (lister, start);

  /* Only what begins at an hour that the clock jumps over could end before it begins. */
  return hours_text (seconds > 0 ? (int)(seconds / 60) : minutes);
}

/* When a day ends.  EventFahrplan takes the time of day of this end, in UTC, for the hour at which
 * the programme's day begins, and puts what starts before it at the end of the day.  Hence the
 * first moment from the day's midnight on whose time of day in UTC comes no later than the clock
 * shows at the day's first start. */
static GhMinute
day_end (const Lister *lister, const GhListedDay *day, int number)
{
  GhMinute midnight = (number + 1) * GH_DAY;
  int in_utc = (int)(moment_of (lister, midnight) / 60 % GH_DAY);
  int first = GH_DAY;

  for (guint entry = 0; entry < day->n_sessions; entry++)
    {
      const GhListed *listed = lister->listing->sessions->pdata[day->first + entry];
      GhMinute start = lister->programme->placements[listed->session].start;
      first = MIN (first, start - number * GH_DAY);
    }
  return in_utc <= first ? midnight : midnight + GH_DAY - in_utc;
}

/* ---- rooms -------------------------------------------------------------------------------- */

static void
free_room (gpointer data)
{
  GhListedRoom *room = data;

  g_free (room->name);
  g_free (room->guid);
  g_free (room);
}

/* Apps know rooms by their names: two of one name have their ids as well. */
static void
add_room (Lister *lister, GHashTable *names, const char *id, const char *name, int seats)
{
  GhListedRoom *room = g_new0 (GhListedRoom, 1);

  room->name = gh_clean_text (name);
  if (room->name[0] == '\0' || g_hash_table_contains (names, room->name))
    {
      g_autofree char *bare = g_steal_pointer (&room->name);
      g_autofree char *both = g_strdup_printf ("%s (%s)", bare, id);
      room->name = g_strchug (gh_clean_text (both));
    }
  room->guid = gh_guid_of_room (lister->model, id);
  room->seats = seats;
  g_hash_table_add (names, room->name);
  g_ptr_array_add (lister->listing->rooms, room);
}

/* Those in which something is listed; the last one is for what needs none. */
static void
add_rooms (Lister *lister, const GhBits *used, bool some_need_none)
{
  const GhModel *model = lister->model;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  lister->orders = g_new0 (int, model->n_rooms + 1);
  for (int room = 0; room < model->n_rooms; room++)
    {
      lister->orders[room] = (int)lister->listing->rooms->len;
      if (gh_bits_has (used, room))
        add_room (lister, names, model->rooms[room].id, room_name (lister, room),
                  model->rooms[room].seats);
    }
  lister->orders[model->n_rooms] = (int)lister->listing->rooms->len;
  if (some_need_none)
    add_room (lister, names, "none", gh_words (lister->words, "page", "no-room"), -1);
}

/* ---- people ------------------------------------------------------------------------------- */

static void
free_person (gpointer data)
{
  GhListedPerson *person = data;

  g_free (person->guid);
  g_free (person->name);
  g_free (person);
}

/* Roles that the audience sees, in the order in which they are told; vice-chairs and co-chairs are
 * chairs.  Secretaries and whoever else must be there work, and are nobody else's business. */
static int
rank_of (const GhAttendance *attendance)
{
  static const char *const roles[] = { "chair", "convenor", "moderator", "speaker" };
  const char *role = attendance->as == GH_AS_ROLE ? attendance->role : "speaker";
  const char *word = strrchr (role, '-') != NULL ? strrchr (role, '-') + 1 : role;

  if (attendance->as != GH_AS_ROLE && attendance->as != GH_AS_SPEAKER)
    return -1;
  for (int rank = 0; rank < (int)G_N_ELEMENTS (roles); rank++)
    if (g_ascii_strcasecmp (word, roles[rank]) == 0)
      return rank;
  return -1;
}

static bool
has_person (const GPtrArray *persons, const char *guid)
{
  for (guint entry = 0; entry < persons->len; entry++)
    if (strcmp (((GhListedPerson *)persons->pdata[entry])->guid, guid) == 0)
      return true;
  return false;
}

static void
add_person (Lister *lister, const GhAttendance *attendance)
{
  GPtrArray **persons = &lister->persons[attendance->session];
  g_autofree char *guid = gh_guid_of_person (lister->model, attendance->person);
  GhListedPerson *person;

  if (*persons == NULL)
    *persons = g_ptr_array_new_with_free_func (free_person);
  if (has_person (*persons, guid))
    return;
  person = g_new0 (GhListedPerson, 1);
  person->name = gh_clean_text (lister->model->persons[attendance->person].name);
  person->guid = g_steal_pointer (&guid);
  g_ptr_array_add (*persons, person);
}

/* By rank, then in the order of the attendance. */
static void
add_persons (Lister *lister)
{
  const GArray *attendance = lister->programme->attendance;

  lister->persons = g_new0 (GPtrArray *, lister->model->n_sessions);
  for (int rank = 0; rank < 4; rank++)
    for (guint row = 0; row < attendance->len; row++)
      {
        const GhAttendance *this = &g_array_index (attendance, GhAttendance, row);
        if (rank_of (this) == rank && !lister->model->sessions[this->session].closed)
          add_person (lister, this);
      }
}

/* ---- sessions ----------------------------------------------------------------------------- */

static void
free_listed (gpointer data)
{
  GhListed *listed = data;

  g_free (listed->guid);
  g_free (listed->slug);
  g_free (listed->date);
  g_free (listed->start);
  g_free (listed->duration);
  g_free (listed->title);
  g_free (listed->type);
  g_free (listed->track);
  g_free (listed->description);
  g_ptr_array_unref (listed->persons);
  g_free (listed);
}

static bool
is_listed (const Lister *lister, int session)
{
  const GhSession *this = &lister->model->sessions[session];

  return gh_programme_is_placed (lister->programme, session) && !this->cancelled && !this->reserve;
}

static const char *
group_of (const Lister *lister, int session)
{
  int group = lister->model->sessions[session].group;

  return group >= 0 ? group_name (lister, group) : NULL;
}

static void
describe (Lister *lister, GhListed *listed)
{
  const GhSession *this = &lister->model->sessions[listed->session];
  const char *group = group_of (lister, listed->session);
  g_autofree char *description = g_strjoin (", ", this->id, group, NULL);

  listed->title = gh_clean_text (title_of (lister, listed));
  if (listed->title[0] == '\0')
    {
      g_free (listed->title);
      listed->title = g_strdup (this->id);
    }
  listed->type = gh_clean_text (this->closed ? NULL : this->kind);
  listed->track = gh_clean_text (this->closed ? NULL : group);
  listed->description = gh_clean_text (this->closed ? NULL : description);
  listed->persons = g_steal_pointer (&lister->persons[listed->session]);
  if (listed->persons == NULL)
    listed->persons = g_ptr_array_new ();
}

static void
add_session (Lister *lister, int session, const char *guid, int number)
{
  const GhPlacement *place = &lister->programme->placements[session];
  GhListed *listed = g_new0 (GhListed, 1);
  int room = place->room >= 0 ? place->room : lister->model->n_rooms;

  listed->session = session;
  listed->day = gh_day_of (place->start);
  listed->order = lister->orders[room];
  listed->guid = g_strdup (guid);
  listed->number = number;
  listed->slug = slug_of (lister, session, number);
  listed->date = date_of (lister, place->start);
  listed->start = gh_clock_text (place->start);
  listed->duration = duration_of (lister, place->start, lister->model->sessions[session].minutes);
  listed->room = ((GhListedRoom *)lister->listing->rooms->pdata[listed->order])->name;
  describe (lister, listed);
  g_ptr_array_add (lister->listing->sessions, listed);
}

static int
compare_listed (gconstpointer a, gconstpointer b, gpointer data)
{
  const Lister *lister = data;
  const GhListed *left = *(const GhListed *const *)a;
  const GhListed *right = *(const GhListed *const *)b;
  GhMinute left_start = lister->programme->placements[left->session].start;
  GhMinute right_start = lister->programme->placements[right->session].start;

  if (left->day != right->day)
    return left->day - right->day;
  if (left->order != right->order)
    return left->order - right->order;
  if (left_start != right_start)
    return left_start < right_start ? -1 : 1;
  return strcmp (lister->model->sessions[left->session].id,
                 lister->model->sessions[right->session].id);
}

static void
add_sessions (Lister *lister, const char *last)
{
  const GhModel *model = lister->model;
  g_auto (GStrv) guids = g_new0 (char *, model->n_sessions + 1);
  g_autofree int *numbers = NULL;
  g_autoptr (GhBits) used = gh_bits_new (model->n_rooms);
  bool some_need_none = false;

  for (int session = 0; session < model->n_sessions; session++)
    {
      int room = lister->programme->placements[session].room;
      guids[session] = gh_guid_of_session (model, session);
      if (is_listed (lister, session) && room >= 0)
        gh_bits_add (used, room);
      else if (is_listed (lister, session))
        some_need_none = true;
    }
  numbers = gh_session_numbers (model, guids, last);
  add_rooms (lister, used, some_need_none);
  for (int session = 0; session < model->n_sessions; session++)
    if (is_listed (lister, session))
      add_session (lister, session, guids[session], numbers[session]);
  g_ptr_array_sort_with_data (lister->listing->sessions, compare_listed, lister);
}

/* The groups of what is listed and open. */
static void
add_tracks (Lister *lister)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint entry = 0; entry < lister->listing->sessions->len; entry++)
    g_hash_table_add (used, ((GhListed *)lister->listing->sessions->pdata[entry])->track);
  for (int group = 0; group < lister->model->n_groups; group++)
    {
      char *name = gh_clean_text (group_name (lister, group));
      /* Two groups of one name are one track. */
      if (name[0] != '\0' && g_hash_table_remove (used, name))
        g_ptr_array_add (lister->listing->tracks, name);
      else
        g_free (name);
    }
}

/* ---- days --------------------------------------------------------------------------------- */

static void
free_day (gpointer data)
{
  GhListedDay *day = data;

  g_free (day->date);
  g_free (day->start);
  g_free (day->end);
  g_free (day);
}

/* What starts before the first day, or past the last one's midnight, has a day of its own. */
static void
add_days (Lister *lister)
{
  const GPtrArray *sessions = lister->listing->sessions;
  int first_day = 0;
  int n_days = lister->model->conference.n_days;
  guint next = 0;

  if (sessions->len > 0)
    {
      first_day = MIN (first_day, ((GhListed *)sessions->pdata[0])->day);
      n_days = MAX (n_days, ((GhListed *)sessions->pdata[sessions->len - 1])->day + 1);
    }
  for (int number = first_day; number < n_days; number++)
    {
      GhListedDay *day = g_new0 (GhListedDay, 1);
      day->first = next;
      while (next < sessions->len && ((GhListed *)sessions->pdata[next])->day == number)
        next++;
      day->n_sessions = next - day->first;
      day->date = gh_date_text (lister->model, number * GH_DAY);
      day->start = date_of (lister, number * GH_DAY);
      day->end = date_of (lister, day_end (lister, day, number));
      g_ptr_array_add (lister->listing->days, day);
    }
}

/* ---- the whole ---------------------------------------------------------------------------- */

static char *
version_of (const GhMaking *making)
{
  g_autofree char *at = g_strdelimit (g_strdup (making->at), "T", ' ');

  return making->revision > 0 ? g_strdup_printf ("Revision %d, %s", making->revision, at)
                              : g_strdup_printf ("DRAFT, %s", at);
}

static GhListing *
new_listing (const GhConference *conference, const GhMaking *making, int language)
{
  GhListing *listing = g_new0 (GhListing, 1);

  listing->title =
      gh_clean_text (gh_text_in (conference->name, conference->name_in, language, NULL));
  listing->acronym = small (conference->id, "_", '_');
  listing->version = version_of (making);
  listing->slot = hours_text (conference->grid_minutes);
  listing->url = gh_clean_text (conference->url);
  listing->timezone = g_strdup (conference->timezone);
  listing->rooms = g_ptr_array_new_with_free_func (free_room);
  listing->tracks = g_ptr_array_new_with_free_func (g_free);
  listing->days = g_ptr_array_new_with_free_func (free_day);
  listing->sessions = g_ptr_array_new_with_free_func (free_listed);
  return listing;
}

GhListing *
gh_listing_new (const GhModel *model, const GhProgramme *programme, const GhMaking *making,
                int language)
{
  Lister lister = { .model = model,
                    .programme = programme,
                    .language = language,
                    .words = gh_words_in (model->conference.languages[language]),
                    .zone = g_time_zone_new_identifier (model->conference.timezone),
                    .listing = new_listing (&model->conference, making, language) };

  g_assert (lister.zone != NULL);
  add_persons (&lister);
  add_sessions (&lister, making->last);
  add_tracks (&lister);
  add_days (&lister);
  for (int session = 0; session < model->n_sessions; session++)
    g_clear_pointer (&lister.persons[session], g_ptr_array_unref);
  g_free (lister.persons);
  g_free (lister.orders);
  g_time_zone_unref (lister.zone);
  return lister.listing;
}

void
gh_listing_free (GhListing *listing)
{
  if (listing == NULL)
    return;
  g_free (listing->title);
  g_free (listing->acronym);
  g_free (listing->version);
  g_free (listing->slot);
  g_free (listing->url);
  g_free (listing->timezone);
  g_ptr_array_unref (listing->rooms);
  g_ptr_array_unref (listing->tracks);
  g_ptr_array_unref (listing->days);
  g_ptr_array_unref (listing->sessions);
  g_free (listing);
}
