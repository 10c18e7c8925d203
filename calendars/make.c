/* A whole conference's calendars.
 *
 * Most of an event is the same for all its readers, so the top of each session's body is rendered
 * once, and whole bodies once for each of the common ways to stand in a calendar; only roles,
 * speeches and covers need a description of their own. */
#include "calendars/event.h"
#include "calendars/reasons.h"
#include "calendars/text.h"
#include "calendars/tombstone.h"
#include "calendars/uid.h"
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

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  const GhCalendarShelf *shelf;
  int revision;
  const char *stamp;
  GhCalendarZone *zone;

  char **uids;                 /* by session */
  GHashTable *sessions_by_uid; /* char* to session + 1 */
  int n_shown;
  int *shown;       /* sessions that have a place, sorted by start, then UID */
  int *ranks;       /* by session: its index in `shown`, or -1 */
  char **tops;      /* by session, where shown */
  char **tails;     /* by session, where shown: end of the description, escaped */
  GString **bodies; /* by session and variant; NULL until somebody needs it */
  GString *body;    /* of one reader's own; used again for the next */
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
  const char *name;  /* NULL: the conference's alone */
  const char *title; /* what kind of programme */
  int person;        /* -1: not a person's */
  int delegation;    /* -1: not a delegation's */
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
location_of (const Maker *maker, int session)
{
  const GhModel *model = maker->model;
  int room = maker->programme->placements[session].room;
  int venue = room >= 0 ? model->rooms[room].venue : model->sessions[session].venue;
  const char *venue_name = venue >= 0 ? model->venues[venue] : NULL;

  if (room < 0)
    return g_strdup (venue_name);
  return g_strjoin (", ", model->rooms[room].name, venue_name, NULL);
}

static const char *
group_name (const Maker *maker, int session)
{
  int group = maker->model->sessions[session].group;
  return group >= 0 ? maker->model->groups[group].name : NULL;
}

static GhCalendarEvent
event_of (const Maker *maker, int session)
{
  const GhModel *model = maker->model;
  const GhSession *this = &model->sessions[session];
  GhMinute start = maker->programme->placements[session].start;
  const char *group = group_name (maker, session);

  return (GhCalendarEvent){
    .uid = maker->uids[session],
    .start = start,
    .end = start + this->minutes,
    .summary = this->title != NULL ? this->title : this->id,
    .url = model->conference.url,
    .categories = group != NULL ? group : this->kind,
    .status = this->cancelled ? GH_EVENT_CANCELLED : GH_EVENT_CONFIRMED,
    .transparent = this->cancelled,
  };
}

static char *
render_top (const Maker *maker, int session)
{
  GString *top = g_string_sized_new (512);
  GhCalendarEvent event = event_of (maker, session);
  g_autofree char *location = location_of (maker, session);

  event.location = location;
  gh_event_append_top (top, &event, maker->zone);
  return g_string_free (top, false);
}

/* "Session COM3-01, Committee 3", and the conference's page: some readers do not show URL. */
static char *
render_tail (const Maker *maker, int session)
{
  g_autofree char *text =
      g_strjoin (", ", maker->model->sessions[session].id, group_name (maker, session), NULL);
  g_autofree char *lines = g_strjoin ("\n", text, maker->model->conference.url, NULL);
  g_autofree char *clean = gh_text_clean (lines, true);
  GString *tail = g_string_new ("Session ");

  gh_text_escape (tail, clean);
  return g_string_free (tail, false);
}

/* ---- one event ---------------------------------------------------------------------------- */

/* Appends the body of a session that its reader has for these reasons (escaped). */
static void
compose (Maker *maker, GString *body, int session, const char *reasons, GhEventStatus status,
         bool transparent)
{
  GString *description = maker->description;
  bool cancelled = maker->model->sessions[session].cancelled;

  g_string_assign (description, cancelled ? "This session is cancelled.\\n" : "");
  g_string_append (description, reasons);
  if (reasons[0] != '\0')
    g_string_append (description, "\\n");
  g_string_append (description, maker->tails[session]);
  g_string_append (body, maker->tops[session]);
  gh_event_append_description (body, description->str);
  gh_event_append_state (body, cancelled ? GH_EVENT_CANCELLED : status, cancelled || transparent);
}

/* All that those not entitled to a closed session are told. */
static void
compose_busy (Maker *maker, GString *body, int session, bool transparent)
{
  GhCalendarEvent event = event_of (maker, session);

  event.summary = "Busy";
  event.url = event.categories = NULL;
  gh_event_append_top (body, &event, maker->zone);
  gh_event_append_state (body, event.status, event.transparent || transparent);
}

static const GString *
shared_body (Maker *maker, int session, int variant)
{
  GString **body = &maker->bodies[session * N_VARIANTS + variant];

  if (*body != NULL)
    return *body;
  *body = g_string_sized_new (1024);
  if (variant == BUSY || variant == BUSY_TRANSPARENT)
    compose_busy (maker, *body, session, variant == BUSY_TRANSPARENT);
  else if (variant == PLAIN)
    compose (maker, *body, session, "", GH_EVENT_CONFIRMED, false);
  else
    compose (
        maker, *body, session,
        gh_wish_sentence ((GhWisher)(variant / (GH_MUST + 1)), (GhWish)(variant % (GH_MUST + 1))),
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
    return shared_body (maker, session, may_know (maker, reader, session) ? PLAIN : BUSY);
  int variant = reader->person >= 0 && n_rows == 1 ? wish_variant (maker, rows[0]) : -1;
  if (variant >= 0 && may_know (maker, reader, session))
    return shared_body (maker, session, variant);

  g_string_truncate (maker->reasons, 0);
  GhReason reason =
      reader->person >= 0
          ? gh_reasons_of_person (maker->model, maker->programme, rows, n_rows, maker->reasons)
          : gh_reasons_of_delegation (maker->model, maker->programme, reader->delegation, session,
                                      rows, n_rows, maker->reasons);
  bool transparent = reason != GH_REASON_FIRM;
  if (!may_know (maker, reader, session))
    return shared_body (maker, session, transparent ? BUSY_TRANSPARENT : BUSY);
  g_string_truncate (maker->body, 0);
  compose (maker, maker->body, session, maker->reasons->str,
           reason == GH_REASON_COVERS ? GH_EVENT_TENTATIVE : GH_EVENT_CONFIRMED, transparent);
  return maker->body;
}

/* ---- what is left of the last revision ---------------------------------------------------- */

typedef struct
{
  GhMinute start;
  const char *uid;
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
  const char *gone = session >= 0 && is_shown (maker, session)
                         ? "This session is no longer in this calendar."
                         : "This session is no longer in the programme.";

  return (Tombstone){
    .start = gh_written_event_start (event, maker->zone),
    .uid = event->uid,
    .body = gh_tombstone_of (event, maker->zone, gone, bare),
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

/* Tombstones in the order of a calendar: all that LAST held and that is not in IN_IT. */
static GArray *
bury_the_rest (const Maker *maker, const Reader *reader, const GhBits *in_it, GhWrittenFile *last)
{
  GArray *tombstones = g_array_new (false, false, sizeof (Tombstone));

  g_array_set_clear_func (tombstones, tombstone_clear);
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

/* ---- one calendar ------------------------------------------------------------------------- */

/* Appends an event, with the number and time of the revision in which it last changed. */
static void
append (const Maker *maker, GString *file, const GhWrittenFile *last, const char *uid,
        const GString *body)
{
  const GhWrittenEvent *old = last != NULL ? gh_written_file_find (last, uid) : NULL;

  if (old != NULL && old->n_octets == body->len && memcmp (old->body, body->str, body->len) == 0)
    {
      g_autofree char *stamp = g_strndup (old->stamp, old->n_stamp);
      gh_event_append (file, body->str, body->len, old->sequence, stamp);
    }
  else
    gh_event_append (file, body->str, body->len, maker->revision - 1, maker->stamp);
}

static GString *
begin (const Maker *maker, const Reader *reader)
{
  const GhConference *conference = &maker->model->conference;
  g_autofree char *name = g_strjoin (" – ", conference->name, reader->name, NULL);
  g_autofree char *description =
      g_strdup_printf ("%s; all times %s", reader->title, conference->timezone);

  return gh_calendar_begin (&(GhCalendarHead){ .name = name, .description = description },
                            maker->zone);
}

/* Makes the calendar of one reader: IN_IT says which of the shown sessions, by rank. */
static bool
make (Maker *maker, const Reader *reader, const GhBits *in_it, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GhWrittenFile) last = read_last (maker, reader, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return false;
    }
  g_autoptr (GArray) tombstones = last != NULL ? bury_the_rest (maker, reader, in_it, last) : NULL;
  GString *file = begin (maker, reader);
  guint n_buried = 0;
  int row = 0;

  GH_BITS_EACH (in_it, rank)
    {
      int session = maker->shown[rank];
      Tombstone here = { .start = maker->programme->placements[session].start,
                         .uid = maker->uids[session] };
      for (; tombstones != NULL && n_buried < tombstones->len; n_buried++)
        {
          const Tombstone *tombstone = &g_array_index (tombstones, Tombstone, n_buried);
          if (compare_tombstones (tombstone, &here) > 0)
            break;
          append (maker, file, last, tombstone->uid, tombstone->body);
        }
      int first = row;
      while (row < reader->n_rows && reader->rows[row]->session == session)
        row++;
      append (maker, file, last, here.uid,
              body_for (maker, reader, session, reader->rows + first, row - first));
    }
  for (; tombstones != NULL && n_buried < tombstones->len; n_buried++)
    {
      const Tombstone *tombstone = &g_array_index (tombstones, Tombstone, n_buried);
      append (maker, file, last, tombstone->uid, tombstone->body);
    }
  gh_calendar_end (file);
  maker->shelf->take (reader->kind, reader->id, file, maker->shelf->data);
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
  int first = maker->first_of_person[person];
  Reader reader = {
    .kind = "persons",
    .id = maker->model->persons[person].id,
    .name = maker->model->persons[person].name,
    .title = "Personal programme",
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
    .title = "Programme of the delegation",
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
make_plain (Maker *maker, const char *kind, const char *id, const char *name, const char *title,
            const GhBits *in_it, GError **error)
{
  Reader reader = {
    .kind = kind, .id = id, .name = name, .title = title, .person = -1, .delegation = -1
  };

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
  return make_plain (maker, "rooms", this->id, this->name, "Programme of the room", in_it, error);
}

static bool
make_for_group (Maker *maker, int group, GError **error)
{
  const GhGroup *this = &maker->model->groups[group];
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int rank = 0; rank < maker->n_shown; rank++)
    if (maker->model->sessions[maker->shown[rank]].group == group)
      gh_bits_add (in_it, rank);
  return make_plain (maker, "groups", this->id, this->name, "Programme of the group", in_it, error);
}

static bool
make_for_all (Maker *maker, GError **error)
{
  g_autoptr (GhBits) in_it = gh_bits_new (maker->n_shown);

  for (int rank = 0; rank < maker->n_shown; rank++)
    gh_bits_add (in_it, rank);
  return make_plain (maker, "programme", NULL, NULL, "The whole programme", in_it, error);
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
  int n_sessions = maker->model->n_sessions;

  sort_sessions (maker);
  deal_rows (maker);
  maker->sessions_by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  maker->tops = g_new0 (char *, n_sessions);
  maker->tails = g_new0 (char *, n_sessions);
  maker->bodies = g_new0 (GString *, n_sessions * N_VARIANTS);
  maker->body = g_string_sized_new (1024);
  maker->description = g_string_sized_new (1024);
  maker->reasons = g_string_sized_new (256);
  for (int session = 0; session < n_sessions; session++)
    {
      g_hash_table_insert (maker->sessions_by_uid, maker->uids[session],
                           GINT_TO_POINTER (session + 1));
      if (maker->ranks[session] < 0)
        continue;
      maker->tops[session] = render_top (maker, session);
      maker->tails[session] = render_tail (maker, session);
    }
}

static void
clear (Maker *maker)
{
  int n_sessions = maker->model->n_sessions;

  for (int session = 0; session < n_sessions; session++)
    {
      g_free (maker->tops[session]);
      g_free (maker->tails[session]);
    }
  for (int body = 0; body < n_sessions * N_VARIANTS; body++)
    if (maker->bodies[body] != NULL)
      g_string_free (maker->bodies[body], true);
  g_free (maker->tops);
  g_free (maker->tails);
  g_free (maker->bodies);
  g_string_free (maker->body, true);
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
gh_calendars_make (const GhModel *model, const GhProgramme *programme, int revision,
                   const char *stamp, const GhCalendarShelf *shelf, GError **error)
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
                  .shelf = shelf,
                  .revision = revision,
                  .stamp = stamp,
                  .zone = zone,
                  .uids = g_steal_pointer (&uids) };
  prepare (&maker);
  bool made = make_each (&maker, error);
  clear (&maker);
  return made ? model->n_persons + model->n_delegations + model->n_rooms + model->n_groups + 1 : -1;
}
