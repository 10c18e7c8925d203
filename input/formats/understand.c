/* A programme understood: who and what there is, when and where. */
#include "input/formats/imported.h"
#include "input/formats/legal.h"
#include "input/formats/moments.h"

#include <string.h>

/* Programmes count the small hours to the evening before: c3voc, frab and pretalx change days at
 * four. */
#define DAY_CHANGE (4 * 60)
#define MOST_SEATS 1000000 /* as GH_MOST_SEATS of input/sheets, which is not ours to include */

typedef struct
{
  const GhRaw *raw;
  GhImported *imported;
  GTimeZone *zone;                         /* NULL: none is known */
  GHashTable *rooms, *groups, *people;     /* what the file calls it -> its number + 1 */
  GHashTable *sessions;                    /* guid or so -> GArray of the sessions' numbers */
  GHashTable *room_ids, *ids, *people_ids; /* taken ones; groups and sessions share theirs */
  int n_no_minutes, n_no_start, n_doubles, n_repeated, n_contradict, n_joint;
  int n_days; /* from the first to the last, with the small hours counted to the day before */
} Work;

/* ---- names -------------------------------------------------------------------------------- */

/* Our own export calls the room of what needs none so, in each language. */
static bool
is_no_room (const Work *work, const char *name)
{
  static const char *const ours[] = { "No room",  "Sans salle", "Sin sala", "بلا قاعة",
                                      "无会议室", "Без зала",   NULL };

  return *name == '\0'
         || (strcmp (work->raw->generator, "gahunda") == 0 && g_strv_contains (ours, name));
}

/* -1: the file does not tell. */
static int
seats_of (const Work *work, const char *room)
{
  const char *text = g_hash_table_lookup (work->raw->seats, room);
  guint64 seats;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, MOST_SEATS, &seats, NULL)
             ? (int)seats
             : -1;
}

/* -1: none. */
static int
room_of (Work *work, const char *name)
{
  g_autofree char *line = gh_legal_text (name);

  if (is_no_room (work, line))
    return -1;
  int found = gh_imported_find (work->rooms, line, work->imported->rooms->len);
  if (found >= 0)
    return found;
  found = gh_imported_add_room (work->imported, work->room_ids, line);
  ((GhImportedRoom *)work->imported->rooms->pdata[found])->seats = seats_of (work, line);
  return found;
}

static int
group_of (Work *work, const char *track)
{
  GPtrArray *groups = work->imported->groups;

  if (*track == '\0')
    return -1;
  int found = gh_imported_find (work->groups, track, groups->len);
  return found >= 0 ? found : gh_imported_add_name (groups, work->ids, track, track, "TRACK");
}

/* By the id, where there is one: two people may have one name. */
static int
person_of (Work *work, const GhRawPerson *person)
{
  bool has_id = *person->id != '\0';
  GPtrArray *people = work->imported->people;
  g_autofree char *key =
      g_strdup_printf ("%c%s", has_id ? 'i' : 'n', has_id ? person->id : person->name);
  int found = gh_imported_find (work->people, key, people->len);

  return found >= 0
             ? found
             : gh_imported_add_name (people, work->people_ids, has_id ? person->id : person->name,
                                     person->name, "PERSON");
}

static bool
has_number (const GArray *numbers, int number)
{
  for (guint entry = 0; entry < numbers->len; entry++)
    if (g_array_index (numbers, int, entry) == number)
      return true;
  return false;
}

static void
add_people (Work *work, GhImportedSession *session, const GPtrArray *persons)
{
  for (guint entry = 0; entry < persons->len; entry++)
    gh_imported_add_once (session->people, person_of (work, persons->pdata[entry]));
}

/* ---- when --------------------------------------------------------------------------------- */

/* At what minute of its morning the programme's day ends that this event stands in. */
static int
day_change_of (const Work *work, const GhRawEvent *event, int day)
{
  int minute, end_day;
  gint64 end;

  if (gh_moments_clock (work->raw->day_change, &minute))
    return minute;
  if (gh_moments_whole (event->day_end, work->zone, &end)
      && (end_day = (int)(end / GH_MOMENTS_DAY)) > day && end % GH_MOMENTS_DAY < 12 * 60)
    return (int)(end % GH_MOMENTS_DAY) + 1;
  return DAY_CHANGE;
}

/* Without a date of its own that has a time: the small hours are those of the next morning. */
static gint64
start_within_day (const Work *work, const GhRawEvent *event)
{
  int day, minute;

  if ((!gh_moments_date (event->date, &day) && !gh_moments_date (event->day, &day))
      || !gh_moments_clock (event->start, &minute))
    return GH_IMPORTED_NEVER;
  return (gint64)(day + (minute < day_change_of (work, event, day))) * GH_MOMENTS_DAY + minute;
}

static gint64
start_of (Work *work, const GhRawEvent *event)
{
  gint64 start;
  int minute;

  if (!gh_moments_whole (event->date, work->zone, &start))
    return start_within_day (work, event);
  if (gh_moments_clock (event->start, &minute) && start % GH_MOMENTS_DAY != minute)
    work->n_contradict++;
  return start;
}

/* ---- sessions ----------------------------------------------------------------------------- */

static const char *
first_of (const char *const *texts, int n)
{
  for (int text = 0; text < n; text++)
    if (*texts[text] != '\0')
      return texts[text];
  return "";
}

/* What two events have in common that are one session; "": nothing tells. */
static const char *
identity_of (const GhRawEvent *event)
{
  const char *const texts[] = { event->guid, event->code, event->id, event->slug };

  return first_of (texts, G_N_ELEMENTS (texts));
}

static GhImportedSession *
add_session (Work *work, const GhRawEvent *event, int minutes, gint64 start)
{
  const char *const ids[] = { event->code, event->id, event->slug, event->guid, event->title };
  GhImportedSession *session = gh_imported_add_session (
      work->imported, work->ids, first_of (ids, G_N_ELEMENTS (ids)), event->title);

  g_free (session->kind);
  session->kind = gh_legal_id (event->type);
  /* The one kind that means something here. */
  if (strcmp (session->kind, "reserve") == 0)
    *session->kind = '\0';
  session->minutes = minutes;
  session->start = start;
  return session;
}

/* The session of this identity that is held at the same time; NULL: none. */
static GhImportedSession *
same_session (Work *work, const GArray *numbers, int minutes, gint64 start)
{
  for (guint entry = 0; entry < numbers->len; entry++)
    {
      GhImportedSession *session =
          work->imported->sessions->pdata[g_array_index (numbers, int, entry)];
      if (session->minutes == minutes && session->start == start)
        return session;
    }
  return NULL;
}

/* Those of this identity so far; NULL: it has none. */
static GArray *
sessions_like (Work *work, const GhRawEvent *event)
{
  const char *identity = identity_of (event);
  GArray *numbers = g_hash_table_lookup (work->sessions, identity);

  if (*identity == '\0')
    return NULL;
  if (numbers == NULL)
    {
      numbers = g_array_new (false, false, sizeof (int));
      g_hash_table_insert (work->sessions, g_strdup (identity), numbers);
    }
  return numbers;
}

/* From its duration, or else from its end. */
static bool
has_minutes (const Work *work, const GhRawEvent *event, gint64 start, int *minutes)
{
  gint64 end;

  if (gh_moments_duration (event->duration, minutes))
    return true;
  if (start == GH_IMPORTED_NEVER || !gh_moments_whole (event->end, work->zone, &end) || end <= start
      || end - start > GH_MOMENTS_LONGEST)
    return false;
  *minutes = (int)(end - start);
  return true;
}

static void
take_event (Work *work, const GhRawEvent *event)
{
  GArray *like = sessions_like (work, event);
  int room = room_of (work, event->room);
  gint64 start = start_of (work, event);
  GhImportedSession *session;
  int minutes;

  if (!has_minutes (work, event, start, &minutes))
    {
      work->n_no_minutes++;
      return;
    }
  work->n_no_start += start == GH_IMPORTED_NEVER;
  session = like != NULL ? same_session (work, like, minutes, start) : NULL;
  if (session != NULL)
    work->n_doubles += room < 0 || has_number (session->rooms, room);
  else
    {
      work->n_repeated += like != NULL && like->len > 0;
      session = add_session (work, event, minutes, start);
      int number = (int)work->imported->sessions->len - 1;
      if (like != NULL)
        g_array_append_val (like, number);
      session->group = group_of (work, event->track);
    }
  if (room >= 0)
    gh_imported_add_once (session->rooms, room);
  add_people (work, session, event->persons);
}

/* ---- rooms that are one ------------------------------------------------------------------- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

/* The room that is made of these. */
static int
joint_room (Work *work, GArray *rooms)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new ("joint");
  GPtrArray *all = work->imported->rooms;
  int seats = 0;
  bool is_known = true; /* the seats of all of them are */
  int found;

  g_array_sort (rooms, compare_numbers);
  for (guint entry = 0; entry < rooms->len; entry++)
    {
      int room = g_array_index (rooms, int, entry);
      const GhImportedRoom *part = all->pdata[room];
      g_string_append_printf (name, "%s%s", entry > 0 ? " + " : "", part->name);
      is_known = is_known && part->seats >= 0;
      seats = MIN (MOST_SEATS, seats + MAX (part->seats, 0));
      /* No name of a room has this in it: names are one line. */
      g_string_append_printf (key, "\n%d", room);
    }
  found = gh_imported_find (work->rooms, key->str, all->len);
  if (found >= 0)
    return found;
  found = gh_imported_add_room (work->imported, work->room_ids, name->str);
  ((GhImportedRoom *)all->pdata[found])->parts = g_array_copy (rooms);
  ((GhImportedRoom *)all->pdata[found])->seats = is_known ? seats : -1;
  return found;
}

static void
settle_rooms (Work *work)
{
  for (guint entry = 0; entry < work->imported->sessions->len; entry++)
    {
      GhImportedSession *session = work->imported->sessions->pdata[entry];
      if (session->rooms->len > 0)
        session->room = g_array_index (session->rooms, int, 0);
      if (session->rooms->len > 1)
        {
          session->room = joint_room (work, session->rooms);
          work->n_joint++;
        }
    }
}

/* ---- the conference ----------------------------------------------------------------------- */

/* TEXT of the letters, digits and ALSO that it has. */
static char *
only (const char *text, const char *also, gsize most)
{
  GString *kept = g_string_new (NULL);

  for (; *text != '\0' && kept->len < most; text++)
    if (g_ascii_isalnum (*text) || strchr (also, *text) != NULL)
      g_string_append_c (kept, *text);
  return g_string_free (kept, false);
}

void
gh_imported_name_conference (GhImported *imported, const GhRaw *raw)
{
  g_autoptr (GUri) uri = g_uri_parse (raw->url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "";
  bool is_address = (strcmp (scheme, "http") == 0 || strcmp (scheme, "https") == 0) && *host != '\0'
                    && g_str_is_ascii (raw->url) && strpbrk (raw->url, " \t\n\r\"<>\\") == NULL;

  imported->name = gh_legal_text (*raw->title != '\0' ? raw->title : raw->acronym);
  imported->id = only (raw->acronym, "-._", 60);
  imported->domain = only (host, "-.", 80);
  imported->url = g_strdup (is_address ? raw->url : "");
  char **texts[] = { &imported->name, &imported->id, &imported->domain };
  const char *const others[] = { "Imported conference", "IMPORTED", "imported.invalid" };
  for (gsize text = 0; text < G_N_ELEMENTS (texts); text++)
    if (**texts[text] == '\0')
      {
        g_free (*texts[text]);
        *texts[text] = g_strdup (others[text]);
      }
  gh_imported_note (imported, "no-domain", strcmp (imported->domain, others[2]) == 0,
                    "the file names no address; put your domain in conference.csv in place of %s",
                    imported->domain);
}

GTimeZone *
gh_imported_set_zone (GhImported *imported, const char *name)
{
  GTimeZone *zone = gh_moments_zone (name);

  imported->timezone = g_strdup (zone != NULL ? name : "UTC");
  gh_imported_note (imported, "no-timezone", zone == NULL,
                    "the file names no time zone that is known; times are as it writes them, and "
                    "timezone in conference.csv is UTC: put yours there");
  return zone;
}

/* The coarsest usual grid that all starts are on. */
static int
grid_of (const Work *work)
{
  int grids[] = { 0, 15, 5, 1 };
  int grid = 0;

  if (gh_moments_duration (work->raw->slot, &grids[0]) && grids[0] > 60)
    grids[0] = 0;
  for (gsize which = 0; which < G_N_ELEMENTS (grids); which++)
    {
      bool holds = grids[which] > 0;
      for (guint entry = 0; holds && entry < work->imported->sessions->len; entry++)
        {
          const GhImportedSession *session = work->imported->sessions->pdata[entry];
          holds = session->start == GH_IMPORTED_NEVER
                  || session->start % GH_MOMENTS_DAY % grids[which] == 0;
        }
      grid = holds && grid == 0 ? grids[which] : grid;
    }
  return grid;
}

static void
set_hours (GhImported *imported, gint64 start, int minutes)
{
  int day = (int)((start - DAY_CHANGE) / GH_MOMENTS_DAY);
  int clock = (int)(start - (gint64)day * GH_MOMENTS_DAY);

  imported->first_day = imported->first_day == 0 ? day : MIN (imported->first_day, day);
  imported->last_day = MAX (imported->last_day, day);
  imported->opens = MIN (imported->opens, clock);
  imported->closes = MAX (imported->closes, clock + minutes);
}

/* Days and hours are those of the events, whatever the file claims. */
static void
set_days (Work *work)
{
  GhImported *imported = work->imported;
  gint64 last = 0, end = 0;

  imported->opens = 2 * GH_MOMENTS_DAY;
  for (guint entry = 0; entry < imported->sessions->len; entry++)
    {
      const GhImportedSession *session = imported->sessions->pdata[entry];
      if (session->start == GH_IMPORTED_NEVER)
        continue;
      set_hours (imported, session->start, session->minutes);
      last = MAX (last, session->start);
      end = MAX (end, session->start + session->minutes);
    }
  work->n_days = imported->last_day - imported->first_day + 1;
  /* What begins after midnight begins on a day of the conference. */
  imported->last_day = MAX (imported->last_day, (int)(last / GH_MOMENTS_DAY));
  /* Hours reach no further than the next midnight but one: days that touch hold longer sessions. */
  if (imported->closes > 2 * GH_MOMENTS_DAY)
    {
      imported->last_day = MAX (imported->last_day, (int)((end - 1) / GH_MOMENTS_DAY));
      imported->opens = 0;
      imported->closes = GH_MOMENTS_DAY;
    }
  imported->grid_minutes = grid_of (work);
}

/* ---- notes -------------------------------------------------------------------------------- */

static int
n_namesakes (const GPtrArray *people)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  int n = 0;

  for (guint entry = 0; entry < people->len; entry++)
    n += !g_hash_table_add (names, ((GhImportedName *)people->pdata[entry])->name);
  return n;
}

static void
note_days (Work *work)
{
  GhImported *imported = work->imported;
  guint64 claimed;
  bool lies = g_ascii_string_to_unsigned (work->raw->n_days, 10, 0, G_MAXINT, &claimed, NULL)
              && claimed != (guint64)work->n_days;

  gh_imported_note (
      imported, "days", lies,
      "the file claims %s days; its events lie on %d, and these are in conference.csv",
      work->raw->n_days, work->n_days);
}

static int
n_rooms_without_seats (const GPtrArray *rooms)
{
  int n = 0;
  for (guint entry = 0; entry < rooms->len; entry++)
    n += ((const GhImportedRoom *)rooms->pdata[entry])->seats < 0;
  return n;
}

static void
note_all (Work *work)
{
  GhImported *imported = work->imported;
  int n_same = n_namesakes (imported->people);
  int n_without_seats = n_rooms_without_seats (imported->rooms);

  gh_imported_note (imported, "no-duration", work->n_no_minutes,
                    "events left out, for they have no duration of 1 to 20160 minutes: %d",
                    work->n_no_minutes);
  gh_imported_note (imported, "no-start", work->n_no_start,
                    "sessions without a date and time that can be read: %d; they have no place yet",
                    work->n_no_start);
  gh_imported_note (imported, "contradiction", work->n_contradict,
                    "sessions whose start is not the time in their date: %d; the date holds",
                    work->n_contradict);
  gh_imported_note (
      imported, "double", work->n_doubles,
      "events that stand there twice, with the same time and room: %d; once is enough",
      work->n_doubles);
  gh_imported_note (
      imported, "repeated", work->n_repeated,
      "events that are held again under the same id: %d; each is a session of its own",
      work->n_repeated);
  gh_imported_note (imported, "joint", work->n_joint,
                    "sessions held in several rooms at once: %d; a room made of these was added",
                    work->n_joint);
  gh_imported_note (imported, "namesakes", n_same,
                    "people who share a name with another one and have another id: %d", n_same);
  gh_imported_note (imported, "not-held", work->raw->n_not_held,
                    "sessions left out, for they are not accepted or confirmed: %d",
                    work->raw->n_not_held);
  gh_imported_note (imported, "breaks", work->raw->n_breaks,
                    "breaks between sessions: %d; what is between two sessions is free anyway",
                    work->raw->n_breaks);
  gh_imported_note (imported, "no-rooms", imported->rooms->len == 0,
                    "the file names no rooms; no session needs one, until you list rooms and empty "
                    "the cells \"none\" of sessions.csv");
  note_days (work);
  for (guint entry = 0; entry < work->raw->unread->len; entry++)
    {
      const GhRawUnread *unread = work->raw->unread->pdata[entry];
      gh_imported_note (imported, "unread", unread->n,
                        "events with a text \"%s\", for which the sheets have no column: %d",
                        unread->name, unread->n);
    }
  gh_imported_note_clashes (imported);
  gh_imported_note (imported, "seats", n_without_seats,
                    "rooms whose seats the file does not tell, or not as a number up to 1000000: "
                    "%d; seats and attendance are 0, so that every room does, until you fill them "
                    "in",
                    n_without_seats);
  gh_imported_note (imported, "attendance",
                    imported->rooms->len > 0 && n_without_seats == 0 ? (int)imported->sessions->len
                                                                     : 0,
                    "sessions whose attendance the file does not tell: %u; it is 0, so that every "
                    "room does, until you fill it in",
                    imported->sessions->len);
}

/* ---- the whole ---------------------------------------------------------------------------- */

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What keeps it from being a conference; NULL: nothing.  The caller's. */
static char *
find_excess (const GhImported *imported)
{
  if (imported->first_day == 0)
    return g_strdup ("it has no event with a date, a start and a duration");
  if (imported->last_day - imported->first_day >= GH_IMPORTED_MOST_DAYS)
    return g_strdup_printf ("its events lie %d days apart, and a conference has at most %d; mend "
                            "the dates",
                            imported->last_day - imported->first_day, GH_IMPORTED_MOST_DAYS);
  if (imported->rooms->len > GH_IMPORTED_MOST_ROOMS)
    return g_strdup_printf ("it has more than %d rooms", GH_IMPORTED_MOST_ROOMS);
  for (guint entry = 0; entry < imported->sessions->len; entry++)
    if (((GhImportedSession *)imported->sessions->pdata[entry])->rooms->len
        > GH_IMPORTED_MOST_JOINT)
      return g_strdup_printf ("it has an event in more than %d rooms at once",
                              GH_IMPORTED_MOST_JOINT);
  return NULL;
}

/* The same, once all of it is understood. */
static char *
understand (Work *work)
{
  const GPtrArray *events = work->raw->events;
  GhImported *imported = work->imported;
  char *trouble;

  /* Words that mean something where an id might stand. */
  g_hash_table_insert (work->room_ids, g_strdup ("none"), GINT_TO_POINTER (1));
  g_hash_table_insert (work->people_ids, g_strdup ("programme"), GINT_TO_POINTER (1));
  gh_imported_name_conference (imported, work->raw);
  work->zone = gh_imported_set_zone (imported, work->raw->timezone);
  for (guint entry = 0; entry < events->len; entry++)
    {
      if (((GhRawEvent *)events->pdata[entry])->persons->len > GH_IMPORTED_MOST_SPEAKERS)
        return g_strdup_printf ("it has an event with more than %d speakers",
                                GH_IMPORTED_MOST_SPEAKERS);
      take_event (work, events->pdata[entry]);
    }
  settle_rooms (work);
  set_days (work);
  trouble = find_excess (imported);
  if (trouble == NULL)
    note_all (work);
  return trouble;
}

char *
gh_imported_understand (GhImported *imported, const GhRaw *raw)
{
  Work work = { .raw = raw, .imported = imported };
  GHashTable **tables[] = { &work.rooms,    &work.groups, &work.people,
                            &work.room_ids, &work.ids,    &work.people_ids };
  char *trouble;

  for (gsize table = 0; table < G_N_ELEMENTS (tables); table++)
    *tables[table] = new_table ();
  work.sessions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  trouble = understand (&work);
  for (gsize table = 0; table < G_N_ELEMENTS (tables); table++)
    g_hash_table_unref (*tables[table]);
  g_hash_table_unref (work.sessions);
  g_clear_pointer (&work.zone, g_time_zone_unref);
  return trouble;
}
