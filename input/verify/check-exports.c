/* Rule files: schedule.xml and schedule.json hold what schedule.csv holds, under the identities
 * that the sheets give, and say nothing of closed sessions. */
#include "input/verify/check.h"
#include "input/verify/exported.h"
#include "input/verify/times.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  GhBook *book;
  const char *file;
  GTimeZone *zone;
  GHashTable *sessions; /* by GUID, as number + 1 */
  int *times_seen;      /* by session */
  GHashTable *rooms;    /* name -> room + 1; texts are the events' */
  GHashTable *ids;      /* of the events so far */
} Comparing;

static void
wrong (const Comparing *comparing, int session, const char *what)
{
  gh_book_find_wrong (comparing->book, "files", "%s: %s %s", comparing->file,
                      gh_book_say (comparing->book, session), what);
}

/* ---- identity ----------------------------------------------------------------------------- */

/* RFC 9562, 5.5: a UUID of a name within another one. */
static void
name_uuid (const guchar within[16], const char *name, guchar uuid[16])
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *hash = NULL;

  g_byte_array_append (bytes, within, 16);
  g_byte_array_append (bytes, (const guchar *)name, (guint)strlen (name));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA1, bytes->data, bytes->len);
  for (int byte = 0; byte < 16; byte++)
    uuid[byte] = (guchar)(g_ascii_xdigit_value (hash[2 * byte]) * 16
                          + g_ascii_xdigit_value (hash[2 * byte + 1]));
  uuid[6] = (uuid[6] & 0x0f) | 0x50;
  uuid[8] = (uuid[8] & 0x3f) | 0x80;
}

/* Of the conference and the first id of the session, within the domain. */
static char *
expected_guid (const GhBook *book, const GhBookSession *session)
{
  /* The namespace of domains, 6ba7b810-9dad-11d1-80b4-00c04fd430c8. */
  static const guchar domains[16] = "\x6b\xa7\xb8\x10\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30"
                                    "\xc8";
  guint n_older = g_strv_length (session->was);
  g_autofree char *name =
      g_strconcat (book->id, "/", n_older > 0 ? session->was[n_older - 1] : session->id, NULL);
  guchar domain[16];
  guchar uuid[16];
  GString *text = g_string_new (NULL);

  name_uuid (domains, book->domain, domain);
  name_uuid (domain, name, uuid);
  for (int byte = 0; byte < 16; byte++)
    {
      if (byte >= 4 && byte <= 10 && byte % 2 == 0)
        g_string_append_c (text, '-');
      g_string_append_printf (text, "%02x", uuid[byte]);
    }
  return g_string_free (text, false);
}

static void
check_identity (Comparing *comparing, const GhExported *event, int session)
{
  if (event->id <= 0 || event->id > G_MAXINT32)
    wrong (comparing, session, "has no id of 1 to 2147483647");
  else if (!g_hash_table_add (comparing->ids, GINT_TO_POINTER ((int)event->id)))
    wrong (comparing, session, "shares its id with another session");
  if (++comparing->times_seen[session] == 2)
    wrong (comparing, session, "is there twice");
}

/* ---- time --------------------------------------------------------------------------------- */

static int
minute_of (const Comparing *comparing, GDateTime *moment)
{
  g_autoptr (GDateTime) wall = g_date_time_to_timezone (moment, comparing->zone);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (wall),
                  (GDateMonth)g_date_time_get_month (wall), (GDateYear)g_date_time_get_year (wall));
  return ((int)g_date_get_julian (&day) - comparing->book->first_day) * GH_BOOK_DAY
         + g_date_time_get_hour (wall) * 60 + g_date_time_get_minute (wall);
}

/* The clock jumps over it on that day: no moment is called so. */
static bool
is_skipped (const Comparing *comparing, int minute)
{
  GDate day;
  int of_day = minute - gh_book_day (minute) * GH_BOOK_DAY;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32)(comparing->book->first_day + gh_book_day (minute)));
  g_autoptr (GDateTime) wall =
      g_date_time_new (comparing->zone, g_date_get_year (&day), g_date_get_month (&day),
                       g_date_get_day (&day), of_day / 60, of_day % 60, 0);
  return minute_of (comparing, wall) != minute;
}

/* "01:30"; -1: it is none. */
static int
minutes_of (const char *duration)
{
  int hours, minutes, n_read = 0;

  return sscanf (duration, "%4d:%2d%n", &hours, &minutes, &n_read) == 2 && duration[n_read] == '\0'
                 && hours >= 0 && minutes >= 0
             ? hours * 60 + minutes
             : -1;
}

static void
check_time (const Comparing *comparing, const GhExported *event, int session)
{
  const GhBookSession *this = &comparing->book->sessions[session];
  /* Without an offset it would be the clock of whoever reads it. */
  g_autoptr (GDateTime) start = g_date_time_new_from_iso8601 (event->date, NULL);
  int minutes = minutes_of (event->duration);

  if (start == NULL || minutes <= 0)
    {
      wrong (comparing, session, "has no date with an offset, or no duration");
      return;
    }
  g_autoptr (GDateTime) end = g_date_time_add_minutes (start, minutes);
  if (minute_of (comparing, start) != this->start && !is_skipped (comparing, this->start))
    wrong (comparing, session, "begins at another time");
  else if (minute_of (comparing, end) != this->end && !is_skipped (comparing, this->start)
           && !is_skipped (comparing, this->end))
    wrong (comparing, session, "ends at another time");
}

/* ---- room and texts ----------------------------------------------------------------------- */

/* Each room has one name, and no two the same: readers know rooms by nothing else. */
static void
check_room (Comparing *comparing, const GhExported *event, int session)
{
  const GhBookSession *this = &comparing->book->sessions[session];
  const char *name = this->room >= 0 ? comparing->book->rooms[this->room].names[0] : "";
  gpointer room = GINT_TO_POINTER (this->room + 2);
  gpointer known = g_hash_table_lookup (comparing->rooms, event->room);

  if (strcmp (event->room, event->in_room) != 0)
    wrong (comparing, session, "is listed in another room than it says");
  else if (*event->room == '\0' || !gh_begins_with_text (event->room, name))
    wrong (comparing, session, "is in another room");
  else if (known != NULL && known != room)
    wrong (comparing, session, "shares the name of its room with another room");
  g_hash_table_insert (comparing->rooms, event->room, room);
}

static void
check_texts (const Comparing *comparing, const GhExported *event, int session)
{
  const GhBookSession *this = &comparing->book->sessions[session];
  g_autofree char *title = gh_plain_text (event->title);
  g_autofree char *wanted = gh_plain_text (this->closed ? "Busy" : this->title);

  if (this->closed && event->tells_more)
    wrong (comparing, session, "is closed, and says more than that one is busy");
  /* A title of which nothing can be seen gives way to the id. */
  if (strcmp (title, wanted) != 0 && (*wanted != '\0' || strcmp (title, this->id) != 0))
    wrong (comparing, session, "has another title");
}

/* ---- the files ---------------------------------------------------------------------------- */

static void
check_event (Comparing *comparing, const GhExported *event)
{
  int session = gh_book_find (comparing->sessions, event->guid);

  if (session < 0)
    {
      gh_book_find_wrong (comparing->book, "files", "%s: the guid \"%s\" is no session's",
                          comparing->file, event->guid);
      return;
    }
  check_identity (comparing, event, session);
  if (!comparing->book->sessions[session].is_placed || comparing->book->sessions[session].reserve)
    {
      wrong (comparing, session, "is there, and is not held");
      return;
    }
  check_time (comparing, event, session);
  check_room (comparing, event, session);
  check_texts (comparing, event, session);
}

static void
compare (Comparing *comparing, const GPtrArray *events)
{
  const GhBook *book = comparing->book;

  comparing->ids = g_hash_table_new (NULL, NULL);
  comparing->rooms = g_hash_table_new (g_str_hash, g_str_equal);
  comparing->times_seen = g_new0 (int, book->n_sessions + 1);
  for (guint entry = 0; entry < events->len; entry++)
    check_event (comparing, events->pdata[entry]);
  for (int session = 0; session < book->n_sessions; session++)
    if (comparing->times_seen[session] == 0 && book->sessions[session].is_placed
        && !book->sessions[session].reserve)
      wrong (comparing, session, "is missing");
  g_free (comparing->times_seen);
  g_hash_table_unref (comparing->rooms);
  g_hash_table_unref (comparing->ids);
}

/* A programme made by hand has no such file, and then there is nothing to say. */
static void
check_file (Comparing *comparing, const char *file,
            GPtrArray *(*read) (const char *path, GError **error))
{
  g_autofree char *path = g_build_filename (comparing->book->programme, file, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  g_autoptr (GPtrArray) events = read (path, &error);
  comparing->file = file;
  if (events != NULL)
    compare (comparing, events);
  else
    gh_book_find_wrong (comparing->book, "files", "%s cannot be read: %s", file, error->message);
}

void
gh_check_exports (GhBook *book)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (book->timezone);
  g_autoptr (GHashTable) sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Comparing comparing = { .book = book, .zone = zone, .sessions = sessions };

  if (zone == NULL)
    return;
  for (int session = 0; session < book->n_sessions; session++)
    g_hash_table_insert (sessions, expected_guid (book, &book->sessions[session]),
                         GINT_TO_POINTER (session + 1));
  check_file (&comparing, "schedule.xml", gh_exported_read_xml);
  check_file (&comparing, "schedule.json", gh_exported_read_json);
}
