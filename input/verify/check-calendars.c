/* Rule calendars: what every calendar says is what schedule.csv and attendance.csv say.
 *
 * An event that should not be there may only be CANCELLED: what once was told stays told. */
#include "input/verify/check.h"

#include <string.h>

/* How a session should stand in one calendar. */
typedef enum
{
  NOT_THERE,
  OPEN,    /* in full; status and transparency are not our matter */
  BUSY,    /* "Busy", and no more */
  EITHER,  /* in full or busy */
  FIRM,    /* a person's own: CONFIRMED, OPAQUE */
  COVERED, /* TENTATIVE, TRANSPARENT */
  WISHED,  /* TRANSPARENT */
} Standing;

typedef struct
{
  GhBook *book;
  GhVerifyReadCalendar read;
  GHashTable *sessions; /* by UID */
  Standing *standings;  /* by session, of the calendar in hand */
  int *times_seen;      /* likewise */
} Shelf;

/* ---- texts and paths --------------------------------------------------------------------- */

/* Characters other than A-Za-z0-9._- are written %XX, and what is over 240 then is cut. */
static char *
file_of (const char *id)
{
  GString *file = g_string_new (NULL);

  for (const char *at = id; *at != '\0'; at++)
    if (g_ascii_isalnum (*at) || strchr ("._-", *at) != NULL)
      g_string_append_c (file, *at);
    else
      g_string_append_printf (file, "%%%02X", (guchar)*at);
  if (file->len > 240)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
      g_string_truncate (file, 170);
      g_string_append_printf (file, "-%.16s", hash);
    }
  return g_string_free (file, false);
}

static char *
path_of (const char *kind, const char *id)
{
  g_autofree char *file = file_of (id);
  return g_strdup_printf ("calendars/%s%s.ics", kind, file);
}

/* In whatever language; a session without a room may say what it likes. */
static bool
begins_with_name (const char *location, const GhBookRoom *room)
{
  for (char **name = room->names; *name != NULL; name++)
    if (gh_begins_with_text (location, *name))
      return true;
  return false;
}

/* ---- one event --------------------------------------------------------------------------- */

static void
wrong (const Shelf *shelf, const char *path, int session, const char *what)
{
  gh_book_find_wrong (shelf->book, "calendars", "%s: %s %s", path,
                      gh_book_say (shelf->book, session), what);
}

/* Nothing is said beyond when. */
static bool
is_bare (const GhVerifyEvent *event)
{
  /* In each language that the interface has. */
  static const char *const words[] = {
    "Busy", "Occupé", "Ocupado", "مشغول", "忙碌", "Занято", NULL
  };

  return g_strv_contains (words, event->summary)
         && (event->location == NULL || *event->location == '\0');
}

static void
check_contents (const Shelf *shelf, const char *path, const GhVerifyEvent *event, int session)
{
  const GhBookSession *this = &shelf->book->sessions[session];
  Standing standing = shelf->standings[session];
  const GhBookRoom *room = this->room >= 0 ? &shelf->book->rooms[this->room] : NULL;

  if (is_bare (event) && (standing == BUSY || (standing == EITHER && this->closed)))
    return;
  if (standing == BUSY)
    wrong (shelf, path, session, "is closed, and says more than that one is busy");
  else if (room != NULL && !begins_with_name (event->location != NULL ? event->location : "", room))
    wrong (shelf, path, session, "has another location");
}

static void
check_state (const Shelf *shelf, const char *path, const GhVerifyEvent *event, int session)
{
  Standing standing = shelf->standings[session];
  bool is_confirmed = strcmp (event->status, "CONFIRMED") == 0;
  bool is_tentative = strcmp (event->status, "TENTATIVE") == 0;

  if (standing == FIRM && (!is_confirmed || event->transparent))
    wrong (shelf, path, session, "is not CONFIRMED and OPAQUE, as what one must be in");
  else if (standing == COVERED && (!is_tentative || !event->transparent))
    wrong (shelf, path, session, "is not TENTATIVE and TRANSPARENT, as a cover");
  else if (standing == WISHED && !event->transparent)
    wrong (shelf, path, session, "is not TRANSPARENT, as a wish");
}

static void
check_event (const Shelf *shelf, const char *path, const GhVerifyEvent *event)
{
  bool is_cancelled = strcmp (event->status, "CANCELLED") == 0;
  int session = gh_book_find (shelf->sessions, event->uid);
  bool is_expected = session >= 0 && shelf->standings[session] != NOT_THERE;

  if (session >= 0 && ++shelf->times_seen[session] == 2)
    wrong (shelf, path, session, "is there twice");
  if (!is_expected)
    {
      if (!is_cancelled && session >= 0)
        wrong (shelf, path, session, "is there, and should not be");
      else if (!is_cancelled)
        gh_book_find_wrong (shelf->book, "calendars", "%s: %s is no session of today's sheets",
                            path, event->uid);
      return;
    }
  const GhBookSession *this = &shelf->book->sessions[session];
  if (is_cancelled)
    wrong (shelf, path, session, "is CANCELLED");
  else if (event->start != this->start || event->end != this->end)
    wrong (shelf, path, session,
           gh_book_text (shelf->book, g_strdup_printf ("is there from %s to %s",
                                                       gh_book_when (shelf->book, event->start),
                                                       gh_book_when (shelf->book, event->end))));
  else
    {
      check_contents (shelf, path, event, session);
      check_state (shelf, path, event, session);
    }
}

/* ---- what changed ------------------------------------------------------------------------ */

static const GhVerifyEvent *
find_event (const GPtrArray *events, const char *uid)
{
  for (guint event = 0; event < events->len; event++)
    if (strcmp (((const GhVerifyEvent *)events->pdata[event])->uid, uid) == 0)
      return events->pdata[event];
  return NULL;
}

static bool
are_equal (const GhVerifyEvent *a, const GhVerifyEvent *b)
{
  return a->start == b->start && a->end == b->end && a->transparent == b->transparent
         && a->sequence == b->sequence && strcmp (a->status, b->status) == 0
         && strcmp (a->summary, b->summary) == 0 && g_strcmp0 (a->location, b->location) == 0;
}

/* How many changes a notice tells; -1: there is none. */
static int
count_told (const GhBook *book, const char *path)
{
  g_autofree char *full = g_build_filename (book->programme, path, NULL);
  g_autofree char *text = NULL;
  int n = 0;

  if (!g_file_get_contents (full, &text, NULL, NULL))
    return -1;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    n += g_str_has_prefix (*line, "- ");
  return n;
}

/* Each change is one line of the notice, where there is one. */
static void
check_notice (const Shelf *shelf, const char *id, const char *path, int n_changes)
{
  g_autofree char *name = file_of (id);
  g_autofree char *notice = g_strdup_printf ("notices/%s.txt", name);
  int n_told = count_told (shelf->book, notice);

  if (n_told >= 0 && n_told != n_changes)
    gh_book_find_wrong (shelf->book, "calendars", "%s tells %d changes, and %s holds %d", notice,
                        n_told, path, n_changes);
}

/* calendars/changes/PERSON.ics is a part of calendars/PERSON.ics, and of one revision. */
static void
check_changes (const Shelf *shelf, const char *id, const GPtrArray *events)
{
  GhBook *book = shelf->book;
  g_autofree char *path = path_of ("changes/", id);
  g_autofree char *full = g_build_filename (book->programme, path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (g_file_test (full, G_FILE_TEST_EXISTS))
    {
      changes = shelf->read (full, book->timezone, book->first_day, &error);
      if (changes == NULL)
        gh_book_find_wrong (book, "calendars", "%s cannot be read: %s", path,
                            error != NULL ? error->message : "no calendar");
    }
  check_notice (shelf, id, path, changes != NULL ? (int)changes->len : 0);
  for (guint change = 0; changes != NULL && change < changes->len; change++)
    {
      const GhVerifyEvent *this = changes->pdata[change];
      const GhVerifyEvent *first = changes->pdata[0];
      const GhVerifyEvent *whole = find_event (events, this->uid);
      if (whole == NULL || !are_equal (this, whole))
        gh_book_find_wrong (book, "calendars", "%s: %s is not as in the whole calendar", path,
                            this->uid);
      else if (this->sequence != first->sequence)
        gh_book_find_wrong (book, "calendars", "%s: %s changed in another revision", path,
                            this->uid);
    }
}

/* ---- one calendar ------------------------------------------------------------------------ */

/* Compares a calendar with the standings, and clears them for the next. */
static void
check_calendar (const Shelf *shelf, const char *kind, const char *id)
{
  GhBook *book = shelf->book;
  g_autofree char *path = path_of (kind, id);
  g_autofree char *full = g_build_filename (book->programme, path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = shelf->read (full, book->timezone, book->first_day, &error);

  if (events == NULL)
    gh_book_find_wrong (book, "calendars", "%s cannot be read: %s", path,
                        error != NULL ? error->message : "no calendar");
  else
    {
      book->verdict->n_calendars++;
      for (guint event = 0; event < events->len; event++)
        check_event (shelf, path, events->pdata[event]);
      for (int session = 0; session < book->n_sessions; session++)
        if (shelf->standings[session] != NOT_THERE && shelf->times_seen[session] == 0)
          wrong (shelf, path, session, "is missing");
      if (strcmp (kind, "") == 0)
        check_changes (shelf, id, events);
    }
  memset (shelf->standings, 0, (gsize)book->n_sessions * sizeof (Standing));
  memset (shelf->times_seen, 0, (gsize)book->n_sessions * sizeof (int));
}

/* ---- people ------------------------------------------------------------------------------ */

static Standing
standing_of (const GhBook *book, const GhBookAttendance *row)
{
  GhBookWant want = gh_book_want (book, row->person, row->session);

  if (gh_book_has_named_role (book, row->person, row->session, row->as)
      || strcmp (row->as, "speaker") == 0
      || (strcmp (row->as, "must") == 0 && want.named && want.wish == GH_WISH_MUST))
    return FIRM;
  return strcmp (row->as, "covers") == 0 ? COVERED : WISHED;
}

/* Of several reasons the firmest counts. */
static void
check_people (const Shelf *shelf)
{
  GhBook *book = shelf->book;
  GhBookInts *rows = gh_book_new0 (book, (gsize)book->n_persons, sizeof (GhBookInts));

  for (int row = 0; row < book->n_attendances; row++)
    {
      const GhBookAttendance *this = &book->attendances[row];
      if (this->person >= 0 && this->session >= 0 && book->sessions[this->session].is_placed)
        gh_book_append (book, &rows[this->person], row);
    }
  for (int person = 0; person < book->n_persons; person++)
    {
      for (int entry = 0; entry < rows[person].n; entry++)
        {
          const GhBookAttendance *this = &book->attendances[rows[person].items[entry]];
          Standing standing = standing_of (book, this);
          if (shelf->standings[this->session] == NOT_THERE
              || standing < shelf->standings[this->session])
            shelf->standings[this->session] = standing;
        }
      check_calendar (shelf, "", book->persons[person].id);
    }
}

/* ---- the others -------------------------------------------------------------------------- */

/* Anybody may read these: nothing is said of closed sessions. */
static void
expect (const Shelf *shelf, int session)
{
  const GhBookSession *this = &shelf->book->sessions[session];

  if (this->is_placed && !this->reserve)
    shelf->standings[session] = this->closed ? BUSY : OPEN;
}

static void
check_rooms_and_groups (const Shelf *shelf)
{
  const GhBook *book = shelf->book;

  for (int room = 0; room < book->n_rooms; room++)
    {
      for (int session = 0; session < book->n_sessions; session++)
        if (book->sessions[session].room == room)
          expect (shelf, session);
      check_calendar (shelf, "rooms/", book->rooms[room].id);
    }
  for (int group = 0; group < book->n_groups; group++)
    {
      for (int session = 0; session < book->n_sessions; session++)
        if (book->sessions[session].group == group)
          expect (shelf, session);
      check_calendar (shelf, "groups/", book->groups[group].id);
    }
  for (int session = 0; session < book->n_sessions; session++)
    expect (shelf, session);
  check_calendar (shelf, "", "programme");
}

/* What anybody of it attends, and all that it wants.  It is entitled to what an attends row gives
 * it, but not everybody who reads the file is. */
static void
check_delegations (const Shelf *shelf)
{
  GhBook *book = shelf->book;
  GhBookInts *attended = gh_book_new0 (book, (gsize)book->n_delegations, sizeof (GhBookInts));

  for (int row = 0; row < book->n_attendances; row++)
    {
      const GhBookAttendance *this = &book->attendances[row];
      int delegation = this->person >= 0 ? book->persons[this->person].delegation : -1;
      if (delegation >= 0 && this->session >= 0)
        gh_book_append (book, &attended[delegation], this->session);
    }
  for (int delegation = 0; delegation < book->n_delegations; delegation++)
    {
      for (int entry = 0; entry < attended[delegation].n; entry++)
        expect (shelf, attended[delegation].items[entry]);
      for (int session = 0; session < book->n_sessions; session++)
        if (gh_book_delegation_want (book, delegation, session).wish != GH_WISH_NONE)
          {
            expect (shelf, session);
            if (shelf->standings[session] == BUSY)
              shelf->standings[session] = EITHER;
          }
      check_calendar (shelf, "delegations/", book->delegations[delegation].id);
    }
}

void
gh_check_calendars (GhBook *book, GhVerifyReadCalendar read_calendar)
{
  g_autofree char *folder = g_build_filename (book->programme, "calendars", NULL);
  Shelf shelf = { .book = book, .read = read_calendar };

  if (read_calendar == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return;
  shelf.sessions = g_hash_table_new (g_str_hash, g_str_equal);
  shelf.standings = gh_book_new0 (book, (gsize)book->n_sessions, sizeof (Standing));
  shelf.times_seen = gh_book_new0 (book, (gsize)book->n_sessions, sizeof (int));
  for (int session = 0; session < book->n_sessions; session++)
    if (!g_hash_table_insert (shelf.sessions, book->sessions[session].uid,
                              GINT_TO_POINTER (session + 1)))
      gh_book_find_wrong (book, "calendars", "%s shares its UID %s with another session",
                          book->sessions[session].id, book->sessions[session].uid);
  check_people (&shelf);
  check_rooms_and_groups (&shelf);
  check_delegations (&shelf);
  g_hash_table_unref (shelf.sessions);
}
