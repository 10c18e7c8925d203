/* A whole conference's calendars.
 *
 * Most of an event is the same for all its readers of one language, so the top of each session's
 * body is rendered once, and whole bodies once for each of the common ways to stand in a calendar;
 * only roles, speeches and covers need a description of their own. */
#include "calendars/changed.h"
#include "calendars/event.h"
#include "calendars/reasons.h"
#include "calendars/text.h"
#include "calendars/tombstone.h"
#include "calendars/uid.h"
#include "calendars/was.h"
#include "calendars/written.h"
#include "calendars/zone.h"

#include <gio/gio.h>
#include <string.h>

/* The ways of standing in a calendar that many readers share: the nine wishes, and these. */
enum
{
  PLAIN = GH_N_WISHERS * (GH_MUST + 1), /* of a room, group or the programme: no reason is given */
  BUSY,
  BUSY_TRANSPARENT,
  N_VARIANTS,
};

/* What is rendered once for all readers of one language. */
typedef struct
{
  GhTongue *tongue;
  GString **tops;   /* by session, where shown */
  GString **tails;  /* by session, where shown: end of the description, escaped */
  GString **bodies; /* by session and variant; NULL until somebody needs it */
} Wording;

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  const GhCalendarEdition *edition;
  const GhCalendarWords *words;
  const GhCalendarShelf *shelf;
  GhCalendarZone *zone;
  Wording **wordings; /* by language of the conference; NULL until somebody reads it */

  char **uids;                 /* by session */
  GHashTable *sessions_by_uid; /* char* to session + 1 */
  int n_shown;
  int *shown;     /* sessions that have a place, sorted by start, then UID */
  int *ranks;     /* by session: its index in `shown`, or -1 */
  GString *body;  /* of one reader's own; used again for the next */
  GString *moved; /* the same, with where it was */
  GString *fresh; /* how each event begins that is other than in the last revision */
  GString *description;
  GString *reasons;

  const GhAttendance **by_person;     /* each person's rows, in the order of `shown` */
  int *first_of_person;               /* n_persons + 1 */
  const GhAttendance **by_delegation; /* likewise, of all people of a delegation */
  int *first_of_delegation;           /* n_delegations + 1 */
} Maker;

/* Whose calendar it is. */
typedef struct
{
  const char *kind;
  const char *id;
  const char *name; /* NULL: the conference's alone */
  GhWord title;     /* what kind of programme */
  const Wording *wording;
  int person;     /* -1: not a person's */
  int delegation; /* -1: not a delegation's */
  const GhAttendance **rows;
  int n_rows;
} Reader;

/* ---- what is the same for all ------------------------------------------------------------- */

static bool
is_shown (const Maker *maker, int session)
{
  return gh_programme_is_placed (maker->programme, session)
         && !maker->model->sessions[session].reserve;
}

static int
compare_sessions (gconstpointer a, gconstpointer b, gpointer data)
{
  const Maker *maker = data;
  int left = *(const int *)a;
  int right = *(const int *)b;
  GhMinute left_start = maker->programme->placements[left].start;
  GhMinute right_start = maker->programme->placements[right].start;

  if (left_start != right_start)
    return left_start < right_start ? -1 : 1;
  return strcmp (maker->uids[left], maker->uids[right]);
}

static void
sort_sessions (Maker *maker)
{
  int n_sessions = maker->model->n_sessions;

  maker->shown = g_new (int, n_sessions);
  maker->ranks = g_new (int, n_sessions);
  for (int session = 0; session < n_sessions; session++)
    {
      maker->ranks[session] = -1;
      if (is_shown (maker, session))
        maker->shown[maker->n_shown++] = session;
    }
  g_qsort_with_data (maker->shown, maker->n_shown, sizeof (int), compare_sessions, maker);
  for (int rank = 0; rank < maker->n_shown; rank++)
    maker->ranks[maker->shown[rank]] = rank;
}

/* Room, venue: telephones show the beginning.  The caller frees it. */
static char *
location_of (const Maker *maker, const GhTongue *tongue, int session)
{
  const GhModel *model = maker->model;
  int room = maker->programme->placements[session].room;
  int venue = room >= 0 ? model->rooms[room].venue : model->sessions[session].venue;
  const char *venue_name = venue >= 0 ? model->venues[venue] : NULL;

  if (room < 0)
    return g_strdup (venue_name);
  return g_strjoin (
      ", ", gh_text_in (model->rooms[room].name, model->rooms[room].name_in, tongue->number, NULL),
      venue_name, NULL);
}

static const char *
group_name (const Maker *maker, const GhTongue *tongue, int session)
{
  int group = maker->model->sessions[session].group;

  if (group < 0)
    return NULL;
  return gh_text_in (maker->model->groups[group].name, maker->model->groups[group].name_in,
                     tongue->number, NULL);
}

/* A title without letters is none.  *LANGUAGE is told where the conference has several.  The caller
 * frees it. */
static char *
title_of (const Maker *maker, const GhTongue *tongue, int session, const char **language)
{
  const GhSession *this = &maker->model->sessions[session];
  const char *const *languages = maker->model->conference.languages;
  bool is_there;
  const char *title = gh_text_in (this->title, this->title_in, tongue->number, &is_there);
  g_autofree char *clean = gh_text_clean (title != NULL ? title : this->id, false);
  bool has_letters = clean[0] != '\0';

  *language = languages[1] == NULL       ? NULL
              : is_there || !has_letters ? tongue->language
                                         : languages[0];
  return has_letters ? g_steal_pointer (&clean)
                     : g_strdup (gh_tongue_says_plainly (tongue, GH_WORD_UNTITLED));
}

/* Without summary and location. */
static GhCalendarEvent
event_of (const Maker *maker, const GhTongue *tongue, int session)
{
  const GhModel *model = maker->model;
  const GhSession *this = &model->sessions[session];
  GhMinute start = maker->programme->placements[session].start;
  const char *group = group_name (maker, tongue, session);

  return (GhCalendarEvent){
    .uid = maker->uids[session],
    .start = start,
    .end = start + this->minutes,
    .url = model->conference.url,
    .categories = group != NULL ? group : this->kind,
    .status = this->cancelled ? GH_EVENT_CANCELLED : GH_EVENT_CONFIRMED,
    .transparent = this->cancelled,
  };
}

/* With the word before it where the session is cancelled.  The caller frees it. */
static char *
summary_of (const GhTongue *tongue, const char *title, bool cancelled)
{
  if (!cancelled)
    return g_strdup (title);
  return g_strjoin (": ", gh_tongue_says_plainly (tongue, GH_WORD_CANCELLED), title, NULL);
}

static GString *
render_top (const Maker *maker, const GhTongue *tongue, int session)
{
  GString *top = g_string_sized_new (512);
  GhCalendarEvent event = event_of (maker, tongue, session);
  g_autofree char *location = location_of (maker, tongue, session);
  g_autofree char *title = title_of (maker, tongue, session, &event.language);
  g_autofree char *summary = summary_of (tongue, title, event.status == GH_EVENT_CANCELLED);

  event.location = location;
  event.summary = summary;
  gh_event_append_top (top, &event, maker->zone);
  return top;
}

/* "Session COM3-01, Committee 3", and the conference's page: some readers do not show URL. */
static GString *
render_tail (const Maker *maker, const GhTongue *tongue, int session)
{
  g_autofree char *name = g_strjoin (", ", maker->model->sessions[session].id,
                                     group_name (maker, tongue, session), NULL);
  g_autofree char *text =
      maker->words->fill (gh_tongue_says_plainly (tongue, GH_WORD_SESSION), "session", name, NULL);
  g_autofree char *lines = g_strjoin ("\n", text, maker->model->conference.url, NULL);
  g_autofree char *clean = gh_text_clean (lines, true);
  GString *tail = g_string_new (NULL);

  gh_text_escape (tail, clean);
  return tail;
}

/* ---- languages ---------------------------------------------------------------------------- */

/* What is said in a language of the conference (-1: its first). */
static const Wording *
wording_in (Maker *maker, int language)
{
  int n_sessions = maker->model->n_sessions;
  Wording **wording = &maker->wordings[MAX (language, 0)];

  if (*wording != NULL)
    return *wording;
  *wording = g_new0 (Wording, 1);
  (*wording)->tongue = gh_tongue_new (maker->words, &maker->model->conference, MAX (language, 0));
  (*wording)->tops = g_new0 (GString *, n_sessions);
  (*wording)->tails = g_new0 (GString *, n_sessions);
  (*wording)->bodies = g_new0 (GString *, n_sessions * N_VARIANTS);
  for (int rank = 0; rank < maker->n_shown; rank++)
    {
      int session = maker->shown[rank];
      (*wording)->tops[session] = render_top (maker, (*wording)->tongue, session);
      (*wording)->tails[session] = render_tail (maker, (*wording)->tongue, session);
    }
  return *wording;
}

static void
wording_free (Wording *wording, int n_sessions)
{
  if (wording == NULL)
    return;
  for (int session = 0; session < n_sessions; session++)
    {
      if (wording->tops[session] == NULL)
        continue;
      g_string_free (wording->tops[session], true);
      g_string_free (wording->tails[session], true);
    }
  for (int body = 0; body < n_sessions * N_VARIANTS; body++)
    if (wording->bodies[body] != NULL)
      g_string_free (wording->bodies[body], true);
  g_free (wording->tops);
  g_free (wording->tails);
  g_free (wording->bodies);
  gh_tongue_free (wording->tongue);
  g_free (wording);
}

/* ---- one event ---------------------------------------------------------------------------- */

/* Appends the body of a session that its reader has for these reasons (escaped). */
static void
compose (Maker *maker, const Wording *wording, GString *body, int session, const char *reasons,
         GhEventStatus status, bool transparent)
{
  GString *description = maker->description;
  bool cancelled = maker->model->sessions[session].cancelled;

  g_string_truncate (description, 0);
  if (cancelled)
    g_string_append_printf (description, "%s\\n",
                            gh_tongue_says (wording->tongue, GH_WORD_SESSION_CANCELLED));
  g_string_append (description, reasons);
  if (reasons[0] != '\0')
    g_string_append (description, "\\n");
  const GString *top = wording->tops[session];
  const GString *tail = wording->tails[session];
  g_string_append_len (description, tail->str, (gssize)tail->len);
  g_string_append_len (body, top->str, (gssize)top->len);
  gh_event_append_description (body, description->str);
  gh_event_append_state (body, cancelled ? GH_EVENT_CANCELLED : status, cancelled || transparent);
}

/* All that those not entitled to a closed session are told. */
static void
compose_busy (Maker *maker, const GhTongue *tongue, GString *body, int session, bool transparent)
{
  GhCalendarEvent event = event_of (maker, tongue, session);
  g_autofree char *summary = summary_of (tongue, gh_tongue_says_plainly (tongue, GH_WORD_BUSY),
                                         event.status == GH_EVENT_CANCELLED);

  event.summary = summary;
  event.url = event.categories = NULL;
  gh_event_append_top (body, &event, maker->zone);
  gh_event_append_state (body, event.status, event.transparent || transparent);
}

static const GString *
shared_body (Maker *maker, const Wording *wording, int session, int variant)
{
  GString **body = &wording->bodies[session * N_VARIANTS + variant];
  const GhTongue *tongue = wording->tongue;

  if (*body != NULL)
    return *body;
  *body = g_string_sized_new (1024);
  if (variant == BUSY || variant == BUSY_TRANSPARENT)
    compose_busy (maker, tongue, *body, session, variant == BUSY_TRANSPARENT);
  else if (variant == PLAIN)
    compose (maker, wording, *body, session, "", GH_EVENT_CONFIRMED, false);
  else
    compose (maker, wording, *body, session,
             gh_wish_sentence (tongue, (GhWisher)(variant / (GH_MUST + 1)),
                               (GhWish)(variant % (GH_MUST + 1))),
             GH_EVENT_CONFIRMED, true);
  return *body;
}

/* The variant of a person's wish, or -1 for what is not only that. */
static int
wish_variant (const Maker *maker, const GhAttendance *row)
{
  static const int wishes[] = {
    [GH_AS_MUST] = GH_MUST, [GH_AS_SHOULD] = GH_SHOULD, [GH_AS_MAY] = GH_MAY
  };

  if (row->as != GH_AS_SHOULD && row->as != GH_AS_MAY && (row->as != GH_AS_MUST || row->own))
    return -1;
  return (int)gh_wisher_of (maker->model, row->person, row->session) * (GH_MUST + 1)
         + wishes[row->as];
}

static bool
may_know (const Maker *maker, const Reader *reader, int session)
{
  return !maker->model->sessions[session].closed
         || (reader->person >= 0
             && gh_is_entitled (maker->model, maker->programme, reader->person, session));
}

/* The body of a session in somebody's calendar, because of these rows; good until the next. */
static const GString *
body_for (Maker *maker, const Reader *reader, int session, const GhAttendance *const *rows,
          int n_rows)
{
  if (reader->person < 0 && reader->delegation < 0)
    return shared_body (maker, reader->wording, session,
                        may_know (maker, reader, session) ? PLAIN : BUSY);
  int variant = reader->person >= 0 && n_rows == 1 ? wish_variant (maker, rows[0]) : -1;
  if (variant >= 0 && may_know (maker, reader, session))
    return shared_body (maker, reader->wording, session, variant);

  GhTongue *tongue = reader->wording->tongue;
  g_string_truncate (maker->reasons, 0);
  GhReason reason =
      reader->person >= 0
          ? gh_reasons_of_person (maker->model, maker->programme, tongue, rows, n_rows,
                                  maker->reasons)
          : gh_reasons_of_delegation (maker->model, maker->programme, tongue, reader->delegation,
                                      session, rows, n_rows, maker->reasons);
  bool transparent = reason != GH_REASON_FIRM;
  if (!may_know (maker, reader, session))
    return shared_body (maker, reader->wording, session, transparent ? BUSY_TRANSPARENT : BUSY);
  g_string_truncate (maker->body, 0);
  compose (maker, reader->wording, maker->body, session, maker->reasons->str,
           reason == GH_REASON_COVERS ? GH_EVENT_TENTATIVE : GH_EVENT_CONFIRMED, transparent);
  return maker->body;
}

/* ---- what is left of the last revision ---------------------------------------------------- */

typedef struct
{
  GhMinute start;
  const char *uid;
  int session; /* -1: today's sheets do not know it */
  bool is_bare;
  GString *body;
} Tombstone;

static int
compare_tombstones (gconstpointer a, gconstpointer b)
{
  const Tombstone *left = a;
  const Tombstone *right = b;
  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return strcmp (left->uid, right->uid);
}

static void
tombstone_clear (gpointer data)
{
  Tombstone *tombstone = data;
  g_string_free (tombstone->body, true);
}

static Tombstone
bury (const Maker *maker, const Reader *reader, const GhWrittenEvent *event)
{
  int session = GPOINTER_TO_INT (g_hash_table_lookup (maker->sessions_by_uid, event->uid)) - 1;
  bool bare = session >= 0 && !may_know (maker, reader, session);
  GhWord gone = session >= 0 && is_shown (maker, session) ? GH_WORD_GONE_HERE : GH_WORD_GONE;

  return (Tombstone){
    .start = gh_written_minute (event->body, event->n_octets, "DTSTART", maker->zone),
    .uid = event->uid,
    .session = session,
    .is_bare = bare,
    .body = gh_tombstone_of (event, maker->zone, reader->wording->tongue, gone, bare),
  };
}

/* The calendar as it was in the last revision; NULL without ERROR if there was none. */
static GhWrittenFile *
read_last (const Maker *maker, const Reader *reader, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autofree char *path = maker->shelf->last_path (reader->kind, reader->id, maker->shelf->data);
  if (path == NULL)
    return NULL;

  GhWrittenFile *last = gh_written_file_read (path, &trouble);
  if (last == NULL && !g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_propagate_error (error, g_steal_pointer (&trouble));
  return last;
}

/* Tombstones in the order of a calendar: all that LAST (NULL: nothing) held and that is not in
 * IN_IT. */
static GArray *
bury_the_rest (const Maker *maker, const Reader *reader, const GhBits *in_it, GhWrittenFile *last)
{
  GArray *tombstones = g_array_new (false, false, sizeof (Tombstone));

  g_array_set_clear_func (tombstones, tombstone_clear);
  if (last == NULL)
    return tombstones;
  GH_BITS_EACH (in_it, rank)
    {
      GhWrittenEvent *event = gh_written_file_find (last, maker->uids[maker->shown[rank]]);
      if (event != NULL)
        event->is_current = true;
    }
  for (guint index = 0; index < last->events->len; index++)
    {
      const GhWrittenEvent *event = &g_array_index (last->events, GhWrittenEvent, index);
      if (event->is_current)
        continue;
      Tombstone tombstone = bury (maker, reader, event);
      g_array_append_val (tombstones, tombstone);
    }
  g_array_sort (tombstones, compare_tombstones);
  return tombstones;
}

/* ---- what changed ------------------------------------------------------------------------- */

/* Its room is another one than in the last revision; one that is only called otherwise is not. */
static bool
is_in_another_room (const Maker *maker, int session)
{
  const GhHad *had = maker->edition->past != NULL ? &maker->edition->past->sessions[session] : NULL;

  return had != NULL && had->start != GH_NEVER
         && (had->room_is_gone || had->room != maker->programme->placements[session].room);
}

/* The line that says where a session was for a reader who had it, or NULL: it did not move.  The
 * caller frees it. */
static char *
line_of_move (const Maker *maker, const Reader *reader, int session, const GhWrittenEvent *old)
{
  const GhTongue *tongue = reader->wording->tongue;
  GhMinute start = maker->programme->placements[session].start;
  GhMinute was = gh_written_minute (old->body, old->n_octets, "DTSTART", maker->zone);
  GhMinute was_to = gh_written_minute (old->body, old->n_octets, "DTEND", maker->zone);
  bool is_moved = was != start || was_to != start + maker->model->sessions[session].minutes;

  if (was == GH_NEVER || was_to == GH_NEVER || (!is_moved && !is_in_another_room (maker, session)))
    return NULL;
  g_autofree char *place = gh_written_value (old->body, old->n_octets, "LOCATION");
  bool is_today = gh_day_of (maker->edition->now) == gh_day_of (start);
  g_autofree char *when =
      is_moved ? gh_tongue_when (tongue, maker->model->conference.first_day, was, was_to, place)
               : NULL;
  if (!is_moved && place[0] == '\0')
    return NULL;
  return maker->words->fill (gh_tongue_says (tongue, is_moved   ? GH_WORD_MOVED
                                                     : is_today ? GH_WORD_ROOM_TODAY
                                                                : GH_WORD_ROOM),
                             "was", is_moved ? when : place, NULL);
}

/* The body as it is to be written, where it is another than in the last revision: good until the
 * next. */
static const GString *
with_move (Maker *maker, const Reader *reader, int session, const GhWrittenEvent *old,
           const GString *body)
{
  bool stays = old != NULL && session >= 0 && !gh_is_cancelled (old)
               && !maker->model->sessions[session].cancelled;
  g_autofree char *line = stays ? line_of_move (maker, reader, session, old) : NULL;

  if (line == NULL)
    return body;
  g_string_truncate (maker->moved, 0);
  g_string_append_len (maker->moved, body->str, (gssize)body->len);
  gh_was_add (maker->moved, line, old);
  return maker->moved;
}

/* ---- one calendar ------------------------------------------------------------------------- */

/* A calendar that is being written. */
typedef struct
{
  const Reader *reader;
  GhWrittenFile *last; /* NULL: it is new */
  GString *file;
  GString *changes; /* only what changed; NULL where nobody is told */
  bool has_changes;
} Writing;

/* Appends an event with the number and time of this revision. */
static void
append_fresh (const Maker *maker, GString *file, const GString *body)
{
  g_string_append_len (file, maker->fresh->str, (gssize)maker->fresh->len);
  g_string_append_len (file, body->str, (gssize)body->len);
  gh_event_end (file);
}

static void
append_change (Maker *maker, Writing *writing, const Tombstone *entry, const GString *body,
               const GhWrittenEvent *old)
{
  GhCalendarChange change = { .person = writing->reader->person,
                              .session = entry->session,
                              .is_bare = entry->is_bare };

  append_fresh (maker, writing->changes, body);
  writing->has_changes = true;
  if (maker->shelf->changed == NULL)
    return;
  gh_changed_of (&change, body, old, writing->reader->wording->tongue, maker->zone);
  maker->shelf->changed (&change, maker->shelf->data);
  gh_changed_clear (&change);
}

/* Appends an event, with the number and time of the revision in which it last changed; GONE: it is
 * a tombstone. */
static void
append (Maker *maker, Writing *writing, const Tombstone *entry, bool gone)
{
  const GhWrittenEvent *old =
      writing->last != NULL ? gh_written_file_find (writing->last, entry->uid) : NULL;

  if (old != NULL && gh_was_same (old, entry->body))
    {
      g_autofree char *stamp = g_strndup (old->stamp, old->n_stamp);
      gh_event_append (writing->file, old->body, old->n_octets, old->sequence, stamp);
      return;
    }
  const GString *body =
      with_move (maker, writing->reader, gone ? -1 : entry->session, old, entry->body);
  append_fresh (maker, writing->file, body);
  if (writing->changes != NULL)
    append_change (maker, writing, entry, body, old);
}

static GString *
begin (const Maker *maker, const Reader *reader)
{
  const GhConference *conference = &maker->model->conference;
  const GhTongue *tongue = reader->wording->tongue;
  g_autofree char *name =
      g_strjoin (" – ", gh_text_in (conference->name, conference->name_in, tongue->number, NULL),
                 reader->name, NULL);
  g_autofree char *description = maker->words->fill (gh_tongue_says_plainly (tongue, reader->title),
                                                     "timezone", conference->timezone, NULL);

  return gh_calendar_begin (&(GhCalendarHead){ .name = name, .description = description },
                            maker->zone);
}

/* Only persons are told what changed, and only where there was something that could.  Without a
 * name, because Outlook would make a calendar of its own of it. */
static GString *
begin_changes (const Maker *maker, const Reader *reader)
{
  if (reader->person < 0 || maker->edition->revision == 1)
    return NULL;
  return gh_calendar_begin (&(GhCalendarHead){ 0 }, maker->zone);
}

static void
end (const Maker *maker, Writing *writing)
{
  const Reader *reader = writing->reader;

  gh_calendar_end (writing->file);
  maker->shelf->take (reader->kind, reader->id, writing->file, maker->shelf->data);
  if (writing->has_changes)
    {
      gh_calendar_end (writing->changes);
      maker->shelf->take ("changes", reader->id, writing->changes, maker->shelf->data);
    }
  else if (writing->changes != NULL)
    g_string_free (writing->changes, true);
  gh_written_file_free (writing->last);
}

/* Writes the sessions, in their order, and between them what is left of those that are gone. */
static void
write_events (Maker *maker, Writing *writing, const GhBits *in_it, const GArray *tombstones)
{
  const Reader *reader = writing->reader;
  guint n_buried = 0;
  int row = 0;

  GH_BITS_EACH (in_it, rank)
    {
      int session = maker->shown[rank];
      Tombstone here = { .start = maker->programme->placements[session].start,
                         .uid = maker->uids[session],
                         .session = session,
                         .is_bare = !may_know (maker, reader, session) };
      for (; n_buried < tombstones->len; n_buried++)
        {
          const Tombstone *tombstone = &g_array_index (tombstones, Tombstone, n_buried);
          if (compare_tombstones (tombstone, &here) > 0)
            break;
          append (maker, writing, tombstone, true);
        }
      int first = row;
      while (row < reader->n_rows && reader->rows[row]->session == session)
        row++;
      here.body = (GString *)body_for (maker, reader, session, reader->rows + first, row - first);
      append (maker, writing, &here, false);
    }
  for (; n_buried < tombstones->len; n_buried++)
    append (maker, writing, &g_array_index (tombstones, Tombstone, n_buried), true);
}

/* Makes the calendar of one reader: IN_IT says which of the shown sessions, by rank. */
static bool
make (Maker *maker, const Reader *reader, const GhBits *in_it, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  Writing writing = { .reader = reader, .last = read_last (maker, reader, &trouble) };
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return false;
    }
  g_autoptr (GArray) tombstones = bury_the_rest (maker, reader, in_it, writing.last);

  writing.file = begin (maker, reader);
  writing.changes = begin_changes (maker, reader);
  write_events (maker, &writing, in_it, tombstones);
  end (maker, &writing);
  return true;
}

/* ---- who reads ---------------------------------------------------------------------------- */

static int
person_of_row (const Maker *maker, const GhAttendance *row)
{
  return row->person;
}

static int
delegation_of_row (const Maker *maker, const GhAttendance *row)
{
  return maker->model->persons[row->person].delegation;
}

static int
rank_of_row (const Maker *maker, const GhAttendance *row)
{
  return maker->ranks[row->session];
}

/* Sorts rows by a small number, keeping the order of equals; rows whose number is -1 are left out.
 * FIRST gets where each number's rows begin. */
static const GhAttendance **
deal (const Maker *maker, const GhAttendance *const *rows, int n_rows, int n_keys,
      int (*key_of) (const Maker *, const GhAttendance *), int **first)
{
  const GhAttendance **dealt = g_new (const GhAttendance *, n_rows + 1);
  int *ends = g_new0 (int, n_keys + 2);

  for (int row = 0; row < n_rows; row++)
    ends[key_of (maker, rows[row]) + 2]++;
  ends[1] = 0;
  for (int key = 0; key < n_keys; key++)
    ends[key + 2] += ends[key + 1];
  for (int row = 0; row < n_rows; row++)
    {
      int key = key_of (maker, rows[row]);
      if (key >= 0)
        dealt[ends[key + 1]++] = rows[row];
    }
  *first = ends;
  return dealt;
}

/* Rows by session in the order of `shown`, and from that by person and by delegation. */
static void
deal_rows (Maker *maker)
{
  const GArray *attendance = maker->programme->attendance;
  int n_rows = (int)attendance->len;
  g_autofree const GhAttendance **all = g_new (const GhAttendance *, n_rows + 1);
  g_autofree int *first_of_rank = NULL;

  for (int row = 0; row < n_rows; row++)
    all[row] = &g_array_index (attendance, GhAttendance, row);
  g_autofree const GhAttendance **by_rank =
      deal (maker, all, n_rows, maker->n_shown, rank_of_row, &first_of_rank);
  int n_shown = first_of_rank[maker->n_shown];
  maker->by_person = deal (maker, by_rank, n_shown, maker->model->n_persons, person_of_row,
                           &maker->first_of_person);
  maker->by_delegation = deal (maker, by_rank, n_shown, maker->model->n_delegations,
                               delegation_of_row, &maker->first_of_delegation);
}

static void
add_session (const Maker *maker, GhBits *in_it, int session)
{
  if (maker->ranks[session] >= 0)
    gh_bits_add (in_it, maker->ranks[session]);
}

static bool
make_for_person (Maker *maker, int person, GError **error)
{
  const GhPerson *this = &maker->model->persons[person];
  int language = gh_conference_language (&maker->model->conference, this->language);
  int first = maker->first_of_person[person];
  Reader reader = {
    .kind = "persons",
    .id = this->id,
    .name = gh_text_in (this->name, this->name_in, language, NULL),
    .title = GH_WORD_ABOUT_PERSON,
    .wording = wording_in (maker, language),
    .person = person,
    .delegation = -1,
    .rows = maker->by_person + first,
    .n_rows = maker->first_of_person[person + 1] - first,
  };
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int row = 0; row < reader.n_rows; row++)
    add_session (maker, in_it, reader.rows[row]->session);
  return make (maker, &reader, in_it, error);
}

/* What anybody of it attends, and all that it wants. */
static bool
make_for_delegation (Maker *maker, int delegation, GError **error)
{
  const GhModel *model = maker->model;
  int first = maker->first_of_delegation[delegation];
  Reader reader = {
    .kind = "delegations",
    .id = model->delegations[delegation].id,
    .name = model->delegations[delegation].name,
    .title = GH_WORD_ABOUT_DELEGATION,
    .wording = wording_in (maker, -1),
    .person = -1,
    .delegation = delegation,
    .rows = maker->by_delegation + first,
    .n_rows = maker->first_of_delegation[delegation + 1] - first,
  };
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int row = 0; row < reader.n_rows; row++)
    add_session (maker, in_it, reader.rows[row]->session);
  for (int want = 0; want < model->n_delegation_wants; want++)
    if (model->delegation_wants[want].who == delegation)
      add_session (maker, in_it, model->delegation_wants[want].session);
  return make (maker, &reader, in_it, error);
}

/* A calendar of sessions that nobody in particular attends. */
static bool
make_plain (Maker *maker, const char *kind, const char *id, const char *name, GhWord title,
            const GhBits *in_it, GError **error)
{
  Reader reader = { .kind = kind,
                    .id = id,
                    .name = name,
                    .title = title,
                    .wording = wording_in (maker, -1),
                    .person = -1,
                    .delegation = -1 };

  return make (maker, &reader, in_it, error);
}

static bool
make_for_room (Maker *maker, int room, GError **error)
{
  const GhRoom *this = &maker->model->rooms[room];
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int rank = 0; rank < maker->n_shown; rank++)
    if (maker->programme->placements[maker->shown[rank]].room == room)
      gh_bits_add (in_it, rank);
  return make_plain (maker, "rooms", this->id, this->name, GH_WORD_ABOUT_ROOM, in_it, error);
}

static bool
make_for_group (Maker *maker, int group, GError **error)
{
  const GhGroup *this = &maker->model->groups[group];
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int rank = 0; rank < maker->n_shown; rank++)
    if (maker->model->sessions[maker->shown[rank]].group == group)
      gh_bits_add (in_it, rank);
  return make_plain (maker, "groups", this->id, this->name, GH_WORD_ABOUT_GROUP, in_it, error);
}

static bool
make_for_all (Maker *maker, GError **error)
{
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int rank = 0; rank < maker->n_shown; rank++)
    gh_bits_add (in_it, rank);
  return make_plain (maker, "programme", NULL, NULL, GH_WORD_ABOUT_ALL, in_it, error);
}

static bool
make_each (Maker *maker, GError **error)
{
  const GhModel *model = maker->model;

  for (int person = 0; person < model->n_persons; person++)
    if (!make_for_person (maker, person, error))
      return false;
  for (int delegation = 0; delegation < model->n_delegations; delegation++)
    if (!make_for_delegation (maker, delegation, error))
      return false;
  for (int room = 0; room < model->n_rooms; room++)
    if (!make_for_room (maker, room, error))
      return false;
  for (int group = 0; group < model->n_groups; group++)
    if (!make_for_group (maker, group, error))
      return false;
  return make_for_all (maker, error);
}

static void
prepare (Maker *maker)
{
  const char *const *languages = maker->model->conference.languages;

  sort_sessions (maker);
  deal_rows (maker);
  maker->sessions_by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  maker->wordings = g_new0 (Wording *, g_strv_length ((char **)languages));
  maker->fresh = g_string_new (NULL);
  gh_event_begin (maker->fresh, maker->edition->revision - 1, maker->edition->stamp);
  maker->body = g_string_sized_new (1024);
  maker->moved = g_string_sized_new (1024);
  maker->description = g_string_sized_new (1024);
  maker->reasons = g_string_sized_new (256);
  for (int session = 0; session < maker->model->n_sessions; session++)
    g_hash_table_insert (maker->sessions_by_uid, maker->uids[session],
                         GINT_TO_POINTER (session + 1));
}

static void
clear (Maker *maker)
{
  const char *const *languages = maker->model->conference.languages;

  for (int language = 0; languages[language] != NULL; language++)
    wording_free (maker->wordings[language], maker->model->n_sessions);
  g_free (maker->wordings);
  g_string_free (maker->fresh, true);
  g_string_free (maker->body, true);
  g_string_free (maker->moved, true);
  g_string_free (maker->description, true);
  g_string_free (maker->reasons, true);
  g_free (maker->by_person);
  g_free (maker->first_of_person);
  g_free (maker->by_delegation);
  g_free (maker->first_of_delegation);
  g_free (maker->shown);
  g_free (maker->ranks);
  g_hash_table_unref (maker->sessions_by_uid);
  g_strfreev (maker->uids);
  gh_calendar_zone_free (maker->zone);
}

int
gh_calendars_make (const GhModel *model, const GhProgramme *programme,
                   const GhCalendarEdition *edition, const GhCalendarWords *words,
                   const GhCalendarShelf *shelf, GError **error)
{
  const GhConference *conference = &model->conference;
  g_auto (GStrv) uids = gh_uids_of_model (model, error);
  if (uids == NULL)
    return -1;
  GhCalendarZone *zone =
      gh_calendar_zone_new (conference->timezone, conference->first_day,
                            conference->first_day + conference->n_days - 1, error);
  if (zone == NULL)
    return -1;

  Maker maker = { .model = model,
                  .programme = programme,
                  .edition = edition,
                  .words = words,
                  .shelf = shelf,
                  .zone = zone,
                  .uids = g_steal_pointer (&uids) };
  prepare (&maker);
  bool made = make_each (&maker, error);
  clear (&maker);
  return made ? model->n_persons + model->n_delegations + model->n_rooms + model->n_groups + 1 : -1;
}
