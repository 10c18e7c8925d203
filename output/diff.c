/* What changed between two drafts or revisions, session by session and person by person. */
#include "output/diff.h"

#include "output/identity.h"

#include <gio/gio.h>
#include <string.h>

const char *
gh_comparing_keep (GhComparing *comparing, const char *text)
{
  return g_string_chunk_insert_const (comparing->diff->texts, text);
}

/* ---- reading ------------------------------------------------------------------------------ */

/* *CSV stays NULL where the file is not there. */
static bool
read_if_there (const char *folder, const char *file, GhCsv **csv, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) trouble = NULL;

  *csv = gh_csv_read (path, &trouble);
  if (*csv != NULL || g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return true;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return false;
}

static bool
read_side (GhDiffSide *side, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "schedule.csv", NULL);

  side->folder = folder;
  side->ids = g_hash_table_new (g_str_hash, g_str_equal);
  side->schedule = gh_csv_read (path, error);
  if (side->schedule == NULL)
    return false;
  if (gh_csv_column (side->schedule, "session") < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s is damaged: it has no column \"session\"", path);
      return false;
    }
  return read_if_there (folder, "attendance.csv", &side->attendance, error)
         && read_if_there (folder, "speeches.csv", &side->speeches, error);
}

static void
clear_side (GhDiffSide *side)
{
  gh_csv_free (side->schedule);
  gh_csv_free (side->attendance);
  gh_csv_free (side->speeches);
  g_clear_pointer (&side->ids, g_hash_table_unref);
}

/* ---- which sessions are the same ---------------------------------------------------------- */

/* The side that was made later: a draft is newer than any revision. */
static int
newer_side (const GhDiffSide *sides)
{
  int was = gh_revision_number (sides[GH_DIFF_WAS].folder);
  int now = gh_revision_number (sides[GH_DIFF_NOW].folder);

  return now == 0 || (was > 0 && now >= was) ? GH_DIFF_NOW : GH_DIFF_WAS;
}

static GhDiffBoth *
add_both (GhComparing *comparing, const char *first)
{
  GhDiffBoth *both = g_new0 (GhDiffBoth, 1);

  both->first = first;
  both->because = "";
  both->title = "";
  g_hash_table_insert (comparing->sessions, (gpointer)first, both);
  g_ptr_array_add (comparing->all, both);
  return both;
}

/* Of two rows of one session the first counts.  It goes by what the newer side calls it, if that
 * has it, whatever else the other one calls so. */
static void
take_row (GhComparing *comparing, int number, const GhLastRow *row, const char *title,
          const char *first)
{
  GhDiffBoth *both = g_hash_table_lookup (comparing->sessions, first);

  if (both == NULL)
    both = add_both (comparing, first);
  if (both->is_there[number])
    return;
  both->rows[number] = *row;
  both->is_there[number] = true;
  both->is_gone = !both->is_there[comparing->newer];
  if (both->id == NULL || number == comparing->newer)
    {
      both->id = gh_comparing_keep (comparing, row->id);
      both->title = number == comparing->newer ? "" : gh_comparing_keep (comparing, title);
    }
  g_hash_table_insert (comparing->sides[number].ids, (gpointer)row->id, both);
}

/* A session of NOW that was never renamed, and whose id WAS knows as no first one, goes on from the
 * one that was called so, if that is none of NOW's: the sheets may have forgotten what it was. */
static const char *
first_of_now (const char *id, GHashTable *firsts_was, GHashTable *firsts_now, GHashTable *all_was,
              GHashTable *all_now)
{
  const char *first = g_hash_table_lookup (firsts_now, id);
  const char *was = g_hash_table_lookup (firsts_was, id);
  bool goes_on = was != NULL && strcmp (first, id) == 0 && !g_hash_table_contains (all_was, first)
                 && !g_hash_table_contains (all_now, was);

  return goes_on ? was : first;
}

static GHashTable *
values_of (GHashTable *table)
{
  GHashTable *values = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_add (values, value);
  return values;
}

static void
take_schedules (GhComparing *comparing)
{
  GhDiffSide *sides = comparing->sides;
  g_autoptr (GHashTable) was = gh_first_ids_of (
      sides[GH_DIFF_WAS].folder, sides[GH_DIFF_WAS].schedule, comparing->first_ids, true);
  g_autoptr (GHashTable) now = gh_first_ids_of (
      sides[GH_DIFF_NOW].folder, sides[GH_DIFF_NOW].schedule, comparing->first_ids, false);
  g_autoptr (GHashTable) all_was = values_of (was);
  g_autoptr (GHashTable) all_now = values_of (now);

  for (int number = 0; number < GH_DIFF_SIDES; number++)
    {
      const GhCsv *schedule = sides[number].schedule;
      int title = gh_csv_column (schedule, "title");
      for (int row = 0; row < schedule->n_rows; row++)
        {
          GhLastRow this = gh_last_read_row (schedule, row, comparing->diff->first_day);
          take_row (comparing, number, &this, gh_csv_cell (schedule, row, title),
                    number == GH_DIFF_WAS ? g_hash_table_lookup (was, this.id)
                                          : first_of_now (this.id, was, now, all_was, all_now));
        }
    }
}

static const GhLastRow *
row_of (const GhDiffBoth *both, int side)
{
  return both->is_there[side] ? &both->rows[side] : NULL;
}

static bool
is_held (const GhDiffBoth *both, int side)
{
  return gh_last_is_held (row_of (both, side));
}

/* ---- sessions ----------------------------------------------------------------------------- */

static GhDiffPlace
place_of (GhComparing *comparing, const GhDiffBoth *both, int side, bool is_told)
{
  const GhLastRow *row = &both->rows[side];

  return is_told && is_held (both, side)
             ? (GhDiffPlace){ row->start, row->end, gh_comparing_keep (comparing, row->room) }
             : (GhDiffPlace){ GH_NEVER, GH_NEVER, "" };
}

static int
compare_ids (const char *left, bool is_left_gone, const char *right, bool is_right_gone)
{
  int order = strcmp (left, right);

  return order != 0 ? order : (int)is_left_gone - (int)is_right_gone;
}

int
gh_diff_compare_sessions (gconstpointer a, gconstpointer b)
{
  const GhDiffSession *left = a;
  const GhDiffSession *right = b;

  return compare_ids (left->session, left->is_gone, right->session, right->is_gone);
}

int
gh_comparing_order (const GhDiffBoth *left, const GhDiffBoth *right)
{
  int order = compare_ids (left->id, left->is_gone, right->id, right->is_gone);

  return order != 0 ? order : strcmp (left->first, right->first);
}

static void
diff_sessions (GhComparing *comparing)
{
  for (guint entry = 0; entry < comparing->all->len; entry++)
    {
      const GhDiffBoth *both = g_ptr_array_index (comparing->all, entry);
      GhDiffSession session = { .session = both->id,
                                .title = both->title,
                                .is_gone = both->is_gone,
                                .change = both->change,
                                .was = place_of (comparing, both, GH_DIFF_WAS, true),
                                .now = place_of (comparing, both, GH_DIFF_NOW, true),
                                .because = both->because };
      if (both->change != GH_CHANGE_NONE)
        g_array_append_val (comparing->diff->sessions, session);
    }
  g_array_sort (comparing->diff->sessions, gh_diff_compare_sessions);
}

static void
name_changes (GhComparing *comparing)
{
  for (guint entry = 0; entry < comparing->all->len; entry++)
    {
      GhDiffBoth *both = g_ptr_array_index (comparing->all, entry);
      both->change = gh_change_between (row_of (both, GH_DIFF_WAS), row_of (both, GH_DIFF_NOW));
    }
}

/* The new side was made when the old one was the last revision, so its changes.csv is about them.
 */
static bool
is_made_on_old (const GhComparing *comparing)
{
  g_autoptr (GhMade) made = gh_output_read_made (comparing->sides[GH_DIFF_NOW].folder, NULL);

  return made != NULL && made->base > 0
         && made->base == gh_revision_number (comparing->sides[GH_DIFF_WAS].folder);
}

static bool
tell_why (GhComparing *comparing, GError **error)
{
  g_autoptr (GhCsv) changes = NULL;

  if (!is_made_on_old (comparing))
    return true;
  if (!read_if_there (comparing->sides[GH_DIFF_NOW].folder, "changes.csv", &changes, error))
    return false;
  for (int row = 0; changes != NULL && row < changes->n_rows; row++)
    {
      const char *id = gh_csv_cell (changes, row, gh_csv_column (changes, "session"));
      const char *change = gh_csv_cell (changes, row, gh_csv_column (changes, "change"));
      GhDiffBoth *both = g_hash_table_lookup (comparing->sides[GH_DIFF_NOW].ids, id);
      if (both == NULL)
        both = g_hash_table_lookup (comparing->sides[GH_DIFF_WAS].ids, id);
      if (both != NULL && both->because[0] == '\0'
          && strcmp (change, gh_change_word (both->change)) == 0)
        both->because = gh_comparing_keep (
            comparing, gh_csv_cell (changes, row, gh_csv_column (changes, "because")));
    }
  return true;
}

/* ---- people ------------------------------------------------------------------------------- */

/* A row of attendance.csv. */
typedef struct
{
  const char *person;
  const GhDiffBoth *session;
  const char *as;
} Row;

static int
compare_whose (const Row *left, const Row *right)
{
  int order = strcmp (left->person, right->person);

  return order != 0 ? order : gh_comparing_order (left->session, right->session);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = a;
  const Row *right = b;
  int order = compare_whose (left, right);

  return order != 0 ? order : strcmp (left->as, right->as);
}

static GArray *
read_rows (const GhDiffSide *side)
{
  const GhCsv *csv = side->attendance;
  GArray *rows = g_array_new (false, false, sizeof (Row));
  int person = gh_csv_column (csv, "person");
  int session = gh_csv_column (csv, "session");
  int as = gh_csv_column (csv, "as");

  for (int number = 0; number < csv->n_rows; number++)
    {
      Row row = { gh_csv_cell (csv, number, person),
                  g_hash_table_lookup (side->ids, gh_csv_cell (csv, number, session)),
                  gh_csv_cell (csv, number, as) };
      if (row.session != NULL)
        g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_rows);
  return rows;
}

/* What one side says of one person in one session. */
typedef struct
{
  const char *as; /* "": nothing */
  bool covers;
} Reasons;

/* Takes the rows at *NEXT that are of the same person and session as FIRST. */
static Reasons
take_reasons (GhComparing *comparing, const GArray *rows, guint *next, const Row *first)
{
  g_autoptr (GString) as = g_string_new (NULL);
  Reasons reasons = { "", false };

  for (; *next < rows->len; (*next)++)
    {
      const Row *row = &g_array_index (rows, Row, *next);
      if (compare_whose (row, first) != 0)
        break;
      g_string_append_printf (as, "%s%s", as->len > 0 ? ";" : "", row->as);
      reasons.covers |= strcmp (row->as, "covers") == 0;
    }
  if (as->len > 0)
    reasons.as = gh_comparing_keep (comparing, as->str);
  return reasons;
}

/* What changed of a session for somebody in whose programme it was, or is, or both. */
static GhChangeKind
change_for_one (const GhDiffBoth *session, const Reasons *was, const Reasons *now)
{
  bool attended = was->as[0] != '\0' && is_held (session, GH_DIFF_WAS);
  bool attends = now->as[0] != '\0' && is_held (session, GH_DIFF_NOW);

  if (attended && attends && session->change == GH_CHANGE_NONE)
    return strcmp (was->as, now->as) != 0 ? GH_CHANGE_AS : GH_CHANGE_NONE;
  if (attended && attends)
    return session->change;
  if (attended)
    return session->change == GH_CHANGE_CANCELLED ? GH_CHANGE_CANCELLED : GH_CHANGE_WITHDRAWN;
  if (attends)
    return is_held (session, GH_DIFF_WAS) ? GH_CHANGE_ADDED : GH_CHANGE_NEW;
  return GH_CHANGE_NONE;
}

static void
diff_one (GhComparing *comparing, const Row *whose, const Reasons *was, const Reasons *now)
{
  const GhDiffBoth *session = whose->session;
  GhChangeKind change = change_for_one (session, was, now);

  if (change != GH_CHANGE_NONE)
    {
      GhDiffAttendance this = {
        .person = gh_comparing_keep (comparing, whose->person),
        .session = session->id,
        .title = session->title,
        .is_gone = session->is_gone,
        .change = change,
        .was = place_of (comparing, session, GH_DIFF_WAS, was->as[0] != '\0'),
        .now = place_of (comparing, session, GH_DIFF_NOW, now->as[0] != '\0'),
        .as_was = is_held (session, GH_DIFF_WAS) ? was->as : "",
        .as_now = is_held (session, GH_DIFF_NOW) ? now->as : "",
      };
      g_array_append_val (comparing->diff->attendance, this);
    }
  if (was->covers != now->covers && is_held (session, GH_DIFF_WAS)
      && is_held (session, GH_DIFF_NOW))
    {
      GhDiffCover cover = { session->id, gh_comparing_keep (comparing, whose->person),
                            now->covers ? GH_CHANGE_ADDED : GH_CHANGE_WITHDRAWN };
      g_array_append_val (comparing->diff->covers, cover);
    }
}

static int
compare_covers (gconstpointer a, gconstpointer b)
{
  const GhDiffCover *left = a;
  const GhDiffCover *right = b;
  int order = strcmp (left->session, right->session);

  return order != 0 ? order : strcmp (left->person, right->person);
}

static void
diff_attendance (GhComparing *comparing)
{
  g_autoptr (GArray) were = read_rows (&comparing->sides[GH_DIFF_WAS]);
  g_autoptr (GArray) are = read_rows (&comparing->sides[GH_DIFF_NOW]);
  guint then = 0;
  guint now = 0;

  while (then < were->len || now < are->len)
    {
      const Row *left = then < were->len ? &g_array_index (were, Row, then) : NULL;
      const Row *right = now < are->len ? &g_array_index (are, Row, now) : NULL;
      bool is_left_first = right == NULL || (left != NULL && compare_whose (left, right) <= 0);
      const Row *first = is_left_first ? left : right;
      Reasons reasons_then = take_reasons (comparing, were, &then, first);
      Reasons reasons_now = take_reasons (comparing, are, &now, first);
      diff_one (comparing, first, &reasons_then, &reasons_now);
    }
  g_array_sort (comparing->diff->covers, compare_covers);
}

/* ---- person by person --------------------------------------------------------------------- */

/* GhDiffBoth lists are sorted by person. */
static void
gather_people (GhDiff *diff)
{
  guint change = 0;
  guint speech = 0;

  while (change < diff->attendance->len || speech < diff->speeches->len)
    {
      const GhDiffAttendance *changes = (GhDiffAttendance *)(void *)diff->attendance->data + change;
      const GhDiffSpeech *speeches = (GhDiffSpeech *)(void *)diff->speeches->data + speech;
      bool is_change_first =
          speech == diff->speeches->len
          || (change < diff->attendance->len && strcmp (changes->person, speeches->speaker) <= 0);
      GhDiffPerson person = { is_change_first ? changes->person : speeches->speaker, changes, 0,
                              speeches, 0 };
      for (; change < diff->attendance->len
             && strcmp (changes[person.n_changes].person, person.person) == 0;
           change++)
        person.n_changes++;
      for (; speech < diff->speeches->len
             && strcmp (speeches[person.n_speeches].speaker, person.person) == 0;
           speech++)
        person.n_speeches++;
      g_array_append_val (diff->people, person);
    }
}

/* ---- all ---------------------------------------------------------------------------------- */

static GhDiff *
diff_new (int first_day)
{
  GhDiff *diff = g_new0 (GhDiff, 1);

  diff->first_day = first_day;
  diff->sessions = g_array_new (false, false, sizeof (GhDiffSession));
  diff->covers = g_array_new (false, false, sizeof (GhDiffCover));
  diff->speeches = g_array_new (false, false, sizeof (GhDiffSpeech));
  diff->attendance = g_array_new (false, false, sizeof (GhDiffAttendance));
  diff->people = g_array_new (false, false, sizeof (GhDiffPerson));
  diff->texts = g_string_chunk_new (64 * 1024);
  return diff;
}

void
gh_diff_free (GhDiff *diff)
{
  if (diff == NULL)
    return;
  g_array_unref (diff->sessions);
  g_array_unref (diff->covers);
  g_array_unref (diff->speeches);
  g_array_unref (diff->attendance);
  g_array_unref (diff->people);
  g_string_chunk_free (diff->texts);
  g_free (diff);
}

static bool
compare (GhComparing *comparing, GError **error)
{
  GhDiffSide *sides = comparing->sides;

  comparing->newer = newer_side (sides);
  take_schedules (comparing);
  name_changes (comparing);
  if (!tell_why (comparing, error))
    return false;
  diff_sessions (comparing);
  if (sides[GH_DIFF_WAS].speeches != NULL && sides[GH_DIFF_NOW].speeches != NULL)
    gh_diff_compare_speeches (comparing);
  comparing->diff->has_people =
      sides[GH_DIFF_WAS].attendance != NULL && sides[GH_DIFF_NOW].attendance != NULL;
  if (comparing->diff->has_people)
    {
      diff_attendance (comparing);
      gather_people (comparing->diff);
    }
  return true;
}

GhDiff *
gh_diff_read (const char *old_folder, const char *new_folder, int first_day, GHashTable *first_ids,
              GError **error)
{
  g_autoptr (GhDiff) diff = diff_new (first_day);
  GhComparing comparing = { .diff = diff, .first_ids = first_ids };

  comparing.all = g_ptr_array_new_with_free_func (g_free);
  comparing.sessions = g_hash_table_new (g_str_hash, g_str_equal);
  bool is_good = read_side (&comparing.sides[GH_DIFF_WAS], old_folder, error)
                 && read_side (&comparing.sides[GH_DIFF_NOW], new_folder, error)
                 && compare (&comparing, error);
  clear_side (&comparing.sides[GH_DIFF_WAS]);
  clear_side (&comparing.sides[GH_DIFF_NOW]);
  g_hash_table_unref (comparing.sessions);
  g_ptr_array_unref (comparing.all);
  return is_good ? g_steal_pointer (&diff) : NULL;
}
