/* One calendar: what it holds now, beside what it held in the last revision. */
#include "calendars/changed.h"
#include "calendars/event.h"
#include "calendars/maker.h"
#include "calendars/tombstone.h"
#include "calendars/was.h"

#include <string.h>

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
bury (const GhMaker *maker, const GhReader *reader, const GhWrittenEvent *event)
{
  int session = GPOINTER_TO_INT (g_hash_table_lookup (maker->sessions_by_uid, event->uid)) - 1;
  bool bare = session >= 0 && !gh_maker_may_know (maker, reader, session);
  /* What was cancelled, as long as it is not held again. */
  bool is_announced = session < 0 || maker->model->sessions[session].cancelled;
  GhWord gone =
      session >= 0 && gh_maker_is_shown (maker, session) ? GH_WORD_GONE_HERE : GH_WORD_GONE;

  return (Tombstone){
    .start = gh_written_minute (event->body, event->n_octets, "DTSTART", maker->zone),
    .uid = event->uid,
    .session = session,
    .is_bare = bare,
    .body = gh_tombstone_of (event, maker->zone, reader->wording->tongue, gone, is_announced, bare),
  };
}

/* The calendar as it was in the last revision; NULL without ERROR if there was none. */
static GhWrittenFile *
read_last (const GhMaker *maker, const GhReader *reader, bool *is_old, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autofree char *path =
      maker->shelf->last_path (reader->kind, reader->id, is_old, maker->shelf->data);
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
bury_the_rest (const GhMaker *maker, const GhReader *reader, const GhBits *in_it,
               GhWrittenFile *last)
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
is_in_another_room (const GhMaker *maker, int session)
{
  const GhHad *had = maker->edition->past != NULL ? &maker->edition->past->sessions[session] : NULL;

  /* It stays in a room that the sheets no longer know, once it has begun. */
  if (had != NULL && had->room_is_gone && had->start <= maker->edition->now)
    return maker->programme->placements[session].room >= 0;
  return had != NULL && had->start != GH_NEVER
         && (had->room_is_gone || had->room != maker->programme->placements[session].room);
}

/* The line that says where a session was for a reader who had it, or NULL: it did not move.  The
 * caller frees it. */
static char *
line_of_move (const GhMaker *maker, const GhReader *reader, int session, const GhWrittenEvent *old)
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
with_move (GhMaker *maker, const GhReader *reader, int session, const GhWrittenEvent *old,
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
  const GhReader *reader;
  GhWrittenFile *last; /* NULL: it is new */
  bool is_old; /* LAST is of a revision before the last: nobody is told of what went since */
  GString *file;
  GString *changes; /* only what changed; NULL where nobody is told */
  bool has_changes;
} Writing;

/* A second after OLD's stamp, "20220606T093000Z"; the caller's. */
static char *
next_stamp (const GhWrittenEvent *old)
{
  g_autofree char *stamp = g_strndup (old->stamp, old->n_stamp);
  g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (stamp, NULL);
  g_autoptr (GDateTime) next = then != NULL ? g_date_time_add_seconds (then, 1) : NULL;

  return next != NULL ? g_date_time_format (next, "%Y%m%dT%H%M%SZ") : NULL;
}

/* Appends an event with the number and time of this revision.  Programs look for a later time than
 * that of OLD (NULL: there was none), so where revisions follow each other within a minute, or the
 * clock went back, it is the next second. */
static void
append_fresh (const GhMaker *maker, GString *file, const GString *body, const GhWrittenEvent *old)
{
  bool is_later = old == NULL || strncmp (maker->edition->stamp, old->stamp, old->n_stamp) > 0;
  g_autofree char *stamp = is_later ? NULL : next_stamp (old);

  if (stamp != NULL)
    {
      gh_event_append (file, body->str, body->len, maker->edition->revision - 1, stamp);
      return;
    }
  g_string_append_len (file, maker->fresh->str, (gssize)maker->fresh->len);
  g_string_append_len (file, body->str, (gssize)body->len);
  gh_event_end (file);
}

static void
append_change (GhMaker *maker, Writing *writing, const Tombstone *entry, const GString *body,
               const GhWrittenEvent *old)
{
  GhCalendarChange change = { .person = writing->reader->person,
                              .session = entry->session,
                              .is_bare = entry->is_bare };

  append_fresh (maker, writing->changes, body, old);
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
append (GhMaker *maker, Writing *writing, const Tombstone *entry, bool gone)
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
  append_fresh (maker, writing->file, body, old);
  if (writing->changes != NULL && !(gone && writing->is_old))
    append_change (maker, writing, entry, body, old);
}

static GString *
begin (const GhMaker *maker, const GhReader *reader)
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
begin_changes (const GhMaker *maker, const GhReader *reader)
{
  if (reader->person < 0 || maker->edition->revision == 1)
    return NULL;
  return gh_calendar_begin (&(GhCalendarHead){ 0 }, maker->zone);
}

static void
end (const GhMaker *maker, Writing *writing)
{
  const GhReader *reader = writing->reader;

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
write_events (GhMaker *maker, Writing *writing, const GhBits *in_it, const GArray *tombstones)
{
  const GhReader *reader = writing->reader;
  guint n_buried = 0;
  int row = 0;

  GH_BITS_EACH (in_it, rank)
    {
      int session = maker->shown[rank];
      Tombstone here = { .start = maker->programme->placements[session].start,
                         .uid = maker->uids[session],
                         .session = session,
                         .is_bare = !gh_maker_may_know (maker, reader, session) };
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
      here.body =
          (GString *)gh_maker_body (maker, reader, session, reader->rows + first, row - first);
      append (maker, writing, &here, false);
    }
  for (; n_buried < tombstones->len; n_buried++)
    append (maker, writing, &g_array_index (tombstones, Tombstone, n_buried), true);
}

bool
gh_maker_calendar (GhMaker *maker, const GhReader *reader, const GhBits *in_it, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  Writing writing = { .reader = reader };
  writing.last = read_last (maker, reader, &writing.is_old, &trouble);
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
