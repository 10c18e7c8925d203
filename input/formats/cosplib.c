/* A workbook as CoSPLib has it (github.com/ahmedkheiri/CoSPLib): submissions of tracks that are to
 * be given a time slot in a session and a room.
 *
 * Its submissions are our sessions, its tracks our groups, and its sessions are hours: a submission
 * starts with a slot, and lies in one of them.  Columns are known by their order, as its own
 * program knows them: of submissions 0 reference, 1 track, 2 slots, 3 order, 4 zone, 5 presenters,
 * 6 attendees, and then a penalty for each session and room; of tracks 0 name, 1 chairs; of
 * sessions 0 name, 1 slots, 2 date, 3 start, 4 end; of rooms 0 name.  In the sheets of penalties
 * the first column has the rows' names. */
#include "input/formats/imported.h"
#include "input/formats/legal.h"
#include "input/formats/moments.h"
#include "input/formats/readers.h"
#include "input/sheets/workbook.h"

#include <string.h>

#define MOST_SLOTS 1000 /* of one submission or session */
#define MOST_PERIODS 1000
#define MOST_TRACKS 1000
#define MOST_NAMED 1000       /* in one cell */
#define MOST_ALL_NAMED 200000 /* in all of them */
#define MOST_ROWS 10000       /* that relations or limits may have */
#define MOST_WEIGHT 1000000
/* Day 0 of spreadsheets, 1899-12-30, as a GDate's Julian day. */
#define DAY_ZERO 693594
#define PATTERN "SLOTS"

enum
{
  SUBMISSIONS,
  TRACKS,
  SESSIONS,
  ROOMS,
  TRACKS_SESSIONS,
  TRACKS_ROOMS,
  SESSIONS_ROOMS,
  SIMILAR_TRACKS,
  N_SHEETS
};

static const char *const sheet_names[] = { "submissions",
                                           "tracks",
                                           "sessions",
                                           "rooms",
                                           "tracks_sessions|penalty",
                                           "tracks_rooms|penalty",
                                           "sessions_rooms|penalty",
                                           "similar tracks",
                                           NULL };

/* A session of theirs. */
typedef struct
{
  gint64 start;
  int minutes, n_slots;
} Period;

/* Submissions of one track have an order. */
typedef struct
{
  int group, order, session;
} Turn;

typedef struct
{
  int weight, at; /* a penalty, and the number of what it is for */
} Penalty;

typedef struct
{
  GhImported *imported;
  GhTable *sheets[N_SHEETS];                      /* NULL: it has none of this name */
  GArray *periods;                                /* Period */
  GArray *turns;                                  /* Turn */
  GHashTable *tracks, *rooms, *sessions, *people; /* by name, to number + 1 */
  GHashTable *ids, *room_ids, *people_ids;        /* taken ones */
  int slot_minutes;
  GPtrArray *dear; /* by track: a GHashTable with the numbers of the rooms that cost; NULL: none */
  int n_named, n_limits, n_relations;
  int n_chairs, n_zones, n_room_wishes, n_tracks_in_rooms, n_left_out; /* what is told */
  char *trouble; /* the first; NULL: none yet */
} Work;

/* ---- cells -------------------------------------------------------------------------------- */

static void G_GNUC_PRINTF (4, 5) refuse (Work *work, int sheet, int row, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list values;

  va_start (values, format);
  what = g_strdup_vprintf (format, values);
  va_end (values);
  if (work->trouble == NULL)
    work->trouble = g_strdup_printf ("sheet %s, row %d: %s", sheet_names[sheet],
                                     gh_table_row_line (work->sheets[sheet], row), what);
}

static const char *
cell (const Work *work, int sheet, int row, int column)
{
  return gh_table_cell (work->sheets[sheet], row, column);
}

static int
n_rows (const Work *work, int sheet)
{
  return work->sheets[sheet] != NULL ? gh_table_n_rows (work->sheets[sheet]) : 0;
}

/* A whole number from LEAST to MOST, however it is written; OTHERWISE where it is none. */
static int
number_in (const char *text, int least, int most, int otherwise)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  /* Not so of NaN. */
  if (*text == '\0' || *end != '\0' || !(value >= least && value <= most))
    return otherwise;
  return (int)(value + 0.5);
}

/* What is there and is no number, or below 1, is 0: nothing to pay. */
static int
penalty_in (const char *text)
{
  return number_in (text, 1, MOST_WEIGHT, 0);
}

/* A date, a moment, or the number of a day as spreadsheets count. */
static bool
read_day (const char *text, int *day)
{
  int number = number_in (text, 1, 200000, 0);

  *day = DAY_ZERO + number;
  return number > 0 || gh_moments_date (text, day);
}

/* "09:30", or a part of a day. */
static bool
read_clock (const char *text, int *minute)
{
  char *end;
  double part = g_ascii_strtod (text, &end);

  if (gh_moments_clock (text, minute))
    return true;
  *minute = *text != '\0' && *end == '\0' && part >= 0 && part < 1
                ? (int)(part * GH_MOMENTS_DAY + 0.5)
                : GH_MOMENTS_DAY;
  return *minute < GH_MOMENTS_DAY;
}

static char *
day_text (gint64 moment)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(moment / GH_MOMENTS_DAY));
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

static int
hours_of (gint64 moment)
{
  return (int)(moment % GH_MOMENTS_DAY / 60);
}

/* Periods as a cell of times has them. */
static void
append_span (GString *times, const Period *period)
{
  gint64 end = period->start + period->minutes;
  g_autofree char *first = day_text (period->start);
  g_autofree char *last = day_text (end);

  g_string_append_printf (times, "%s%sT%02d:%02d/%sT%02d:%02d", times->len > 0 ? ";" : "", first,
                          hours_of (period->start), (int)(period->start % 60), last, hours_of (end),
                          (int)(end % 60));
}

static void
add_row (Work *work, const char *sheet, int weight, const char *a, const char *b, const char *c,
         const char *d)
{
  g_autofree char *text = g_strdup_printf ("%d", weight);
  const char *const cells[] = { a, b, c, d, "soft", text, NULL };

  gh_imported_add_row (work->imported, sheet, cells);
}

static void
add_relation (Work *work, int weight, const char *a, const char *relation, const char *b)
{
  if (work->n_relations < MOST_ROWS)
    add_row (work, "relations", weight, a, relation, b, "");
  else
    work->n_left_out++;
  work->n_relations += work->n_relations < MOST_ROWS;
}

/* ---- sessions are hours ------------------------------------------------------------------- */

/* The sheets name them by what they are called; the second of one name is a mistake. */
static void
add_known (Work *work, int sheet, int row, GHashTable *known, guint number)
{
  if (gh_imported_find (known, cell (work, sheet, row, 0), number) >= 0)
    refuse (work, sheet, row, "\"%s\" is there twice; give one another name",
            cell (work, sheet, row, 0));
}

static void
take_period (Work *work, int row)
{
  Period period = { .n_slots = number_in (cell (work, SESSIONS, row, 1), 1, MOST_SLOTS, 0) };
  int day, start, end;

  if (!read_day (cell (work, SESSIONS, row, 2), &day)
      || !read_clock (cell (work, SESSIONS, row, 3), &start)
      || !read_clock (cell (work, SESSIONS, row, 4), &end) || end <= start || period.n_slots == 0
      || end - start < period.n_slots)
    {
      refuse (work, SESSIONS, row,
              "it needs a number of slots, a date, a start and a later end, in this order");
      return;
    }
  add_known (work, SESSIONS, row, work->sessions, work->periods->len);
  period.start = (gint64)day * GH_MOMENTS_DAY + start;
  period.minutes = end - start;
  g_array_append_val (work->periods, period);
  work->slot_minutes = MIN (work->slot_minutes, period.minutes / period.n_slots);
}

/* A row of the pattern: where the slots of a session begin. */
static void
add_starts (Work *work, const Period *period)
{
  g_autofree char *day = day_text (period->start);
  g_autoptr (GString) starts = g_string_new (NULL);
  int slot = period->minutes / period->n_slots;

  for (int number = 0; number < period->n_slots; number++)
    {
      gint64 start = period->start + number * slot;
      g_string_append_printf (starts, "%s%02d:%02d", number > 0 ? " " : "", hours_of (start),
                              (int)(start % 60));
    }
  const char *const cells[] = { PATTERN, day, starts->str, NULL };
  gh_imported_add_row (work->imported, "patterns", cells);
}

static int
common_divisor (int a, int b)
{
  return b == 0 ? a : common_divisor (b, a % b);
}

static void
settle_hours (Work *work)
{
  g_autoptr (GString) hours = g_string_new (NULL);
  GhImported *imported = work->imported;
  int grid = 60;

  for (guint entry = 0; entry < work->periods->len; entry++)
    {
      const Period *period = &g_array_index (work->periods, Period, entry);
      int day = (int)(period->start / GH_MOMENTS_DAY);
      append_span (hours, period);
      add_starts (work, period);
      imported->first_day = entry == 0 ? day : MIN (imported->first_day, day);
      imported->last_day = MAX (imported->last_day, day);
      grid = common_divisor (grid, (int)(period->start % 60));
      grid = common_divisor (grid, period->minutes / period->n_slots);
    }
  imported->hours = g_strdup (hours->str);
  imported->grid_minutes = grid;
}

static void
take_periods (Work *work)
{
  work->slot_minutes = GH_MOMENTS_DAY;
  for (int row = 0; row < n_rows (work, SESSIONS) && work->trouble == NULL; row++)
    take_period (work, row);
  if (work->trouble == NULL && work->periods->len > MOST_PERIODS)
    work->trouble = g_strdup_printf ("it has more than %d sessions", MOST_PERIODS);
  if (work->trouble != NULL)
    return;
  settle_hours (work);
  if (work->periods->len == 0)
    work->trouble = g_strdup ("its sheet sessions has no session");
  else if (work->imported->last_day - work->imported->first_day >= GH_IMPORTED_MOST_DAYS)
    work->trouble = g_strdup_printf ("its sessions lie more than %d days apart; mend the dates",
                                     GH_IMPORTED_MOST_DAYS);
}

/* ---- rooms, tracks, people ---------------------------------------------------------------- */

static void
take_rooms (Work *work)
{
  for (int row = 0; row < n_rows (work, ROOMS) && work->trouble == NULL; row++)
    {
      add_known (work, ROOMS, row, work->rooms, work->imported->rooms->len);
      gh_imported_add_room (work->imported, work->room_ids, cell (work, ROOMS, row, 0));
    }
  if (work->trouble == NULL && work->imported->rooms->len > GH_IMPORTED_MOST_ROOMS)
    work->trouble = g_strdup_printf ("it has more than %d rooms", GH_IMPORTED_MOST_ROOMS);
}

static const char *
group_id (const Work *work, int group)
{
  return ((GhImportedName *)work->imported->groups->pdata[group])->id;
}

static int
person_of (Work *work, const char *name)
{
  GPtrArray *people = work->imported->people;
  int found = gh_imported_find (work->people, name, people->len);

  return found >= 0 ? found : gh_imported_add_name (people, work->people_ids, name, name, "PERSON");
}

/* Who is named in a cell, each once, as numbers; the caller unrefs them. */
static GArray *
people_in (Work *work, int sheet, int row, int column)
{
  GArray *numbers = g_array_new (false, false, sizeof (int));
  g_auto (GStrv) names = g_strsplit (cell (work, sheet, row, column), ",", MOST_NAMED + 1);
  int n = (int)g_strv_length (names);

  work->n_named += n;
  if (n > MOST_NAMED || work->n_named > MOST_ALL_NAMED)
    refuse (work, sheet, row, "at most %d people are named in one cell, and %d in all", MOST_NAMED,
            MOST_ALL_NAMED);
  for (int name = 0; work->trouble == NULL && name < n; name++)
    if (*g_strstrip (names[name]) != '\0')
      gh_imported_add_once (numbers, person_of (work, names[name]));
  return numbers;
}

/* They want to be there, as far as they can. */
static void
add_attends (Work *work, const GArray *people, const char *what)
{
  for (guint entry = 0; entry < people->len; entry++)
    {
      const GhImportedName *person =
          work->imported->people->pdata[g_array_index (people, int, entry)];
      const char *const cells[] = { person->id, what, "should", NULL };
      gh_imported_add_row (work->imported, "attends", cells);
    }
}

/* A role would keep chairs from tracks whose submissions are held in two rooms at once. */
static void
take_tracks (Work *work)
{
  for (int row = 0; row < n_rows (work, TRACKS) && work->trouble == NULL; row++)
    {
      const char *name = cell (work, TRACKS, row, 0);
      g_autoptr (GArray) chairs = people_in (work, TRACKS, row, 1);
      add_known (work, TRACKS, row, work->tracks, work->imported->groups->len);
      int group = gh_imported_add_name (work->imported->groups, work->ids, name, name, "TRACK");
      add_attends (work, chairs, group_id (work, group));
      add_relation (work, 1, group_id (work, group), "not-parallel", group_id (work, group));
      work->n_chairs += (int)chairs->len;
    }
  if (work->trouble == NULL && work->imported->groups->len > MOST_TRACKS)
    work->trouble = g_strdup_printf ("it has more than %d tracks", MOST_TRACKS);
}

/* ---- submissions -------------------------------------------------------------------------- */

static void
take_attendees (Work *work, int row, const GhImportedSession *session)
{
  g_autoptr (GArray) people = people_in (work, SUBMISSIONS, row, 6);

  add_attends (work, people, session->id);
}

static void
take_submission (Work *work, int row)
{
  const char *reference = cell (work, SUBMISSIONS, row, 0);
  const char *track = cell (work, SUBMISSIONS, row, 1);
  int group = GPOINTER_TO_INT (g_hash_table_lookup (work->tracks, track)) - 1;
  int n_slots = number_in (cell (work, SUBMISSIONS, row, 2), 1, MOST_SLOTS, 0);
  Turn turn = { group, number_in (cell (work, SUBMISSIONS, row, 3), 1, MOST_WEIGHT, 0),
                (int)work->imported->sessions->len };
  GhImportedSession *session;

  if (group < 0)
    refuse (work, SUBMISSIONS, row, "no track is called \"%s\"", track);
  else if (n_slots == 0 || n_slots * work->slot_minutes > GH_MOMENTS_LONGEST)
    refuse (work, SUBMISSIONS, row, "\"%s\" is no number of slots",
            cell (work, SUBMISSIONS, row, 2));
  if (work->trouble != NULL)
    return;
  session = gh_imported_add_session (work->imported, work->ids, reference, reference);
  session->group = group;
  session->minutes = n_slots * work->slot_minutes;
  session->pattern = g_strdup (PATTERN);
  g_array_unref (session->people);
  session->people = people_in (work, SUBMISSIONS, row, 5);
  take_attendees (work, row, session);
  work->n_zones += *cell (work, SUBMISSIONS, row, 4) != '\0';
  if (turn.order > 0)
    g_array_append_val (work->turns, turn);
}

static void
take_submissions (Work *work)
{
  for (int row = 0; row < n_rows (work, SUBMISSIONS) && work->trouble == NULL; row++)
    {
      take_submission (work, row);
      if (work->trouble == NULL && work->imported->sessions->len > GH_RAW_MOST_EVENTS)
        work->trouble = gh_readers_too_many ();
    }
  if (work->trouble == NULL && work->imported->sessions->len == 0)
    work->trouble = g_strdup ("its sheet submissions has no submission");
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *one = a, *other = b;

  if (one->group != other->group)
    return one->group - other->group;
  return one->order != other->order ? one->order - other->order : one->session - other->session;
}

static const char *
session_id (const Work *work, int session)
{
  return ((GhImportedSession *)work->imported->sessions->pdata[session])->id;
}

/* Each submission that has an order comes before the next one of its track. */
static void
settle_turns (Work *work)
{
  g_array_sort (work->turns, compare_turns);
  for (guint entry = 1; entry < work->turns->len; entry++)
    {
      const Turn *turn = &g_array_index (work->turns, Turn, entry);
      if (turn[-1].group == turn->group && turn[-1].order < turn->order)
        add_relation (work, 1, session_id (work, turn[-1].session), "before",
                      session_id (work, turn->session));
    }
}

/* ---- penalties ---------------------------------------------------------------------------- */

static int
compare_penalties (gconstpointer a, gconstpointer b)
{
  const Penalty *one = a, *other = b;

  return one->weight != other->weight ? one->weight - other->weight : one->at - other->at;
}

/* Those of a row for what is in KNOWN, from the column FIRST; the cheapest first.  The caller's. */
static GArray *
penalties_of (const Work *work, int sheet, int row, int first, GHashTable *known)
{
  GArray *all = g_array_new (false, false, sizeof (Penalty));
  GhTable *table = work->sheets[sheet];

  for (int column = first; column < gh_table_n_columns (table); column++)
    {
      const char *name = gh_table_column_name (table, column);
      Penalty penalty = { penalty_in (gh_table_cell (table, row, column)),
                          GPOINTER_TO_INT (g_hash_table_lookup (known, name)) - 1 };
      if (penalty.weight > 0 && penalty.at >= 0)
        g_array_append_val (all, penalty);
    }
  g_array_sort (all, compare_penalties);
  return all;
}

/* What OF names costs its penalty for each of its sessions that starts in a period. */
static void
add_limits (Work *work, const char *of, const GArray *penalties)
{
  for (guint first = 0, entry = 0; first < penalties->len; first = entry)
    {
      g_autoptr (GString) during = g_string_new (NULL);
      int weight = g_array_index (penalties, Penalty, first).weight;
      for (; entry < penalties->len && g_array_index (penalties, Penalty, entry).weight == weight;
           entry++)
        append_span (during, &g_array_index (work->periods, Period,
                                             g_array_index (penalties, Penalty, entry).at));
      if (work->n_limits == MOST_ROWS)
        {
          work->n_left_out++;
          continue;
        }
      add_row (work, "limits", weight, of, "0", "conference", during->str);
      work->n_limits++;
    }
}

static void
limit_submissions (Work *work)
{
  for (int row = 0; row < n_rows (work, SUBMISSIONS); row++)
    {
      g_autoptr (GArray) sessions = penalties_of (work, SUBMISSIONS, row, 7, work->sessions);
      g_autoptr (GArray) rooms = penalties_of (work, SUBMISSIONS, row, 7, work->rooms);
      add_limits (work, session_id (work, row), sessions);
      work->n_room_wishes += (int)rooms->len;
    }
}

/* The number of what a row is about; -1: there is none of this name. */
static int
subject_of (const Work *work, int sheet, int row, GHashTable *known)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (known, cell (work, sheet, row, 0))) - 1;
}

static void
limit_tracks (Work *work)
{
  for (int row = 0; row < n_rows (work, TRACKS_SESSIONS); row++)
    {
      g_autoptr (GArray) sessions = penalties_of (work, TRACKS_SESSIONS, row, 1, work->sessions);
      int group = subject_of (work, TRACKS_SESSIONS, row, work->tracks);
      if (group >= 0)
        add_limits (work, group_id (work, group), sessions);
    }
}

/* A penalty in all rooms is none. */
static void
find_dear_rooms (Work *work)
{
  for (int row = 0; row < n_rows (work, TRACKS_ROOMS); row++)
    {
      g_autoptr (GArray) rooms = penalties_of (work, TRACKS_ROOMS, row, 1, work->rooms);
      int group = subject_of (work, TRACKS_ROOMS, row, work->tracks);
      if (group < 0 || rooms->len == 0 || rooms->len >= work->imported->rooms->len
          || work->dear->pdata[group] != NULL)
        continue;
      work->dear->pdata[group] = g_hash_table_new (NULL, NULL);
      for (guint entry = 0; entry < rooms->len; entry++)
        g_hash_table_add (work->dear->pdata[group],
                          GINT_TO_POINTER (g_array_index (rooms, Penalty, entry).at));
      work->n_tracks_in_rooms++;
    }
}

/* The features of a room are the tracks that have no penalty for it. */
static char *
features_of (const Work *work, int room)
{
  GString *features = g_string_new (NULL);

  for (guint group = 0; group < work->dear->len; group++)
    if (work->dear->pdata[group] != NULL
        && !g_hash_table_contains (work->dear->pdata[group], GINT_TO_POINTER (room)))
      g_string_append_printf (features, "%strack-%u", features->len > 0 ? ";" : "", group + 1);
  return g_string_free (features, false);
}

/* The sessions of a track with penalties for rooms wish those that have its feature. */
static void
wish_rooms (Work *work)
{
  const GhImported *imported = work->imported;

  g_ptr_array_set_size (work->dear, (int)imported->groups->len);
  find_dear_rooms (work);
  for (guint room = 0; room < imported->rooms->len; room++)
    ((GhImportedRoom *)imported->rooms->pdata[room])->features = features_of (work, (int)room);
  for (guint entry = 0; entry < imported->sessions->len; entry++)
    {
      GhImportedSession *session = imported->sessions->pdata[entry];
      if (work->dear->pdata[session->group] != NULL)
        session->features = g_strdup_printf ("track-%d?", session->group + 1);
    }
}

/* A room is shut during a session for which it has a penalty, unless it has one for all. */
static void
shut_rooms (Work *work)
{
  g_autofree guint8 *shut = g_new0 (guint8, work->imported->rooms->len * work->periods->len + 1);

  for (int row = 0; row < n_rows (work, SESSIONS_ROOMS); row++)
    {
      g_autoptr (GArray) rooms = penalties_of (work, SESSIONS_ROOMS, row, 1, work->rooms);
      int period = subject_of (work, SESSIONS_ROOMS, row, work->sessions);
      for (guint entry = 0; period >= 0 && entry < rooms->len; entry++)
        shut[(guint)g_array_index (rooms, Penalty, entry).at * work->periods->len + (guint)period] =
            1;
    }
  for (guint room = 0; room < work->imported->rooms->len; room++)
    {
      const guint8 *here = shut + room * work->periods->len;
      g_autoptr (GString) open = g_string_new (NULL);
      if (memchr (here, 1, work->periods->len) == NULL)
        continue;
      for (guint period = 0; period < work->periods->len; period++)
        if (here[period] == 0)
          append_span (open, &g_array_index (work->periods, Period, period));
      if (open->len > 0)
        ((GhImportedRoom *)work->imported->rooms->pdata[room])->open = g_strdup (open->str);
    }
}

/* The upper half counts, and columns by their order: so does CoSPLib's program. */
static void
part_similar_tracks (Work *work)
{
  GhTable *table = work->sheets[SIMILAR_TRACKS];
  int n = table != NULL ? MIN (gh_table_n_rows (table), gh_table_n_columns (table) - 1) : 0;

  for (int row = 0; row < n; row++)
    for (int other = row + 1; other < n; other++)
      {
        int weight = penalty_in (cell (work, SIMILAR_TRACKS, row, other + 1));
        int a = weight > 0 ? subject_of (work, SIMILAR_TRACKS, row, work->tracks) : -1;
        int b = a >= 0 ? subject_of (work, SIMILAR_TRACKS, other, work->tracks) : -1;
        if (b >= 0 && a != b)
          add_relation (work, weight, group_id (work, a), "not-parallel", group_id (work, b));
      }
}

/* ---- the whole ---------------------------------------------------------------------------- */

static void
note_all (Work *work)
{
  GhImported *imported = work->imported;

  gh_imported_note (imported, "not-published", 1,
                    "the workbook holds no programme; plan makes one, and nothing is published");
  gh_imported_note (imported, "weights", 1,
                    "the sheet parameters is not read: penalties count as they stand, and "
                    "presenters are nowhere twice at once");
  gh_imported_note (imported, "chairs", work->n_chairs,
                    "chairs of tracks: %d; they want to be there, and have no role",
                    work->n_chairs);
  gh_imported_note (imported, "time-zones", work->n_zones,
                    "submissions with a time zone: %d; what is early or late there counts nothing",
                    work->n_zones);
  gh_imported_note (imported, "rooms-of-submissions", work->n_room_wishes,
                    "penalties of submissions for rooms: %d; they are left out",
                    work->n_room_wishes);
  gh_imported_note (imported, "rooms-of-tracks", work->n_tracks_in_rooms,
                    "tracks with penalties for rooms: %d; their sessions wish the other rooms, "
                    "whatever the penalty is",
                    work->n_tracks_in_rooms);
  gh_imported_note (imported, "too-many", work->n_left_out,
                    "penalties beyond the %d rows that limits.csv and relations.csv may have: %d",
                    MOST_ROWS, work->n_left_out);
  gh_imported_note (imported, "seats", (int)imported->rooms->len,
                    "rooms whose seats the file does not tell: %u; seats and attendance are 0, so "
                    "that every room does, until you fill them in",
                    imported->rooms->len);
}

static void
understand (Work *work)
{
  g_autoptr (GhRaw) nothing = gh_raw_new ();
  GTimeZone *zone;

  gh_imported_name_conference (work->imported, nothing);
  zone = gh_imported_set_zone (work->imported, "");
  g_clear_pointer (&zone, g_time_zone_unref);
  g_hash_table_insert (work->room_ids, g_strdup ("none"), GINT_TO_POINTER (1));
  g_hash_table_insert (work->people_ids, g_strdup ("programme"), GINT_TO_POINTER (1));
  take_periods (work);
  take_rooms (work);
  take_tracks (work);
  take_submissions (work);
  if (work->trouble != NULL)
    return;
  settle_turns (work);
  limit_submissions (work);
  limit_tracks (work);
  wish_rooms (work);
  shut_rooms (work);
  part_similar_tracks (work);
  note_all (work);
}

static void
find_sheets (Work *work, const GPtrArray *sheets)
{
  for (guint entry = 0; entry < sheets->len; entry++)
    {
      const GhWorkbookSheet *sheet = sheets->pdata[entry];
      for (int name = 0; name < N_SHEETS; name++)
        if (strcmp (sheet->name, sheet_names[name]) == 0 && work->sheets[name] == NULL)
          work->sheets[name] = sheet->table;
    }
}

static void
check_sheets (Work *work, const GhProblems *problems, bool is_whole)
{
  for (guint entry = 0; entry < problems->list->len && work->trouble == NULL; entry++)
    {
      const GhProblem *problem = problems->list->pdata[entry];
      g_autofree char *place = gh_place_to_text (problem->place);
      if (!problem->is_note)
        work->trouble = g_strdup_printf ("%s: %s", place, problem->sentence);
    }
  for (int sheet = SUBMISSIONS; is_whole && sheet <= ROOMS; sheet++)
    if (work->sheets[sheet] == NULL)
      {
        g_free (work->trouble);
        work->trouble = gh_readers_unknown (
            "it is a workbook without the sheets submissions, tracks, sessions and rooms");
        break;
      }
}

static void
clear_table (gpointer table)
{
  if (table != NULL)
    g_hash_table_unref (table);
}

char *
gh_cosplib_read (GhImported *imported, const char *bytes, gsize n_bytes)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  bool is_whole;
  g_autoptr (GPtrArray) sheets =
      gh_workbook_parse (bytes, n_bytes, "workbook", sheet_names, &is_whole, problems);
  Work work = { .imported = imported,
                .periods = g_array_new (false, false, sizeof (Period)),
                .turns = g_array_new (false, false, sizeof (Turn)),
                .dear = g_ptr_array_new_with_free_func (clear_table) };
  GHashTable **tables[] = { &work.tracks, &work.rooms,    &work.sessions,  &work.people,
                            &work.ids,    &work.room_ids, &work.people_ids };

  for (gsize table = 0; table < G_N_ELEMENTS (tables); table++)
    *tables[table] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  find_sheets (&work, sheets);
  check_sheets (&work, problems, is_whole);
  if (work.trouble == NULL)
    understand (&work);
  for (gsize table = 0; table < G_N_ELEMENTS (tables); table++)
    g_hash_table_unref (*tables[table]);
  g_array_unref (work.periods);
  g_array_unref (work.turns);
  g_ptr_array_unref (work.dear);
  return work.trouble;
}
