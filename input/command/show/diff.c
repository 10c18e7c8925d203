/* Which two drafts or revisions are compared, out of their tables; the sheets as they are now only
 * lend names and titles, and say which session was called otherwise, where no manifest does. */
#include "input/command/show/diff.h"

#include <limits.h>
#include <string.h>

/* 1 January 2000, as GLib counts days: dates come out as they went in, whatever day this is. */
#define SOME_DAY 730120

/* ---- which two ---------------------------------------------------------------------------- */

/* The draft is newer than any revision. */
#define DRAFT INT_MAX

static int
age_of (const char *path)
{
  int revision = gh_revision_number (path);
  return revision > 0 ? revision : DRAFT;
}

/* The newest but ONE (0: of all); 0: there is none.  A draft that has been published or overtaken
 * is compared only where it is named, or there is nothing else. */
static int
newest_but (const char *folder, int one)
{
  g_autoptr (GArray) all = gh_revisions (folder);
  g_autofree char *draft = gh_draft_path (folder);
  const int newest = DRAFT;

  if (gh_draft_is_fresh (folder))
    g_array_append_val (all, newest);
  else if (g_file_test (draft, G_FILE_TEST_IS_DIR))
    g_array_prepend_val (all, newest);
  for (guint entry = all->len; entry > 0; entry--)
    if (g_array_index (all, int, entry - 1) != one)
      return g_array_index (all, int, entry - 1);
  return 0;
}

static char *
path_of_age (const char *folder, int age)
{
  return age == DRAFT ? gh_draft_path (folder) : gh_revision_path (folder, age);
}

/* ONE against the newest of the others, the older one first. */
static bool
choose_other (GhTelling *telling, const char *folder, int one, int *exit)
{
  int other = newest_but (folder, one);

  if (one == 0 || other == 0)
    {
      g_autofree char *there = gh_command_what_there_is (folder);
      *exit = gh_fail (GH_EXIT_ATTENTION, "%s has no two programmes to compare: there is %s",
                       folder, there);
      return false;
    }
  telling->old_folder = path_of_age (folder, MIN (one, other));
  telling->new_folder = path_of_age (folder, MAX (one, other));
  return true;
}

static bool
choose (GhTelling *telling, int argc, char **argv, int *exit)
{
  g_autofree char *one = NULL;

  if (!g_file_test (argv[1], G_FILE_TEST_IS_DIR))
    {
      *exit = gh_fail (GH_EXIT_FILES, "there is no folder %s", argv[1]);
      return false;
    }
  if (argc == 2)
    return choose_other (telling, argv[1], newest_but (argv[1], 0), exit);
  one = gh_command_which (argv[1], argv[2], exit);
  if (one == NULL)
    return false;
  if (argc == 3)
    return choose_other (telling, argv[1], age_of (one), exit);
  telling->old_folder = g_steal_pointer (&one);
  telling->new_folder = gh_command_which (argv[1], argv[3], exit);
  return telling->new_folder != NULL;
}

/* ---- names -------------------------------------------------------------------------------- */

static const char *
cell (const GhTable *table, int row, const char *column)
{
  return gh_table_cell (table, row, gh_table_column (table, column));
}

/* TABLE: NULL, or taken over. */
static void
take_names (GHashTable *names, GhTable *table, const char *id, const char *name)
{
  for (int row = 0; table != NULL && row < gh_table_n_rows (table); row++)
    g_hash_table_insert (names, g_strdup (cell (table, row, id)),
                         g_strdup (cell (table, row, name)));
  gh_table_free (table);
}

static void
take_first_ids (GhTelling *telling, const char *folder)
{
  g_autoptr (GhTable) sessions = gh_command_peek (folder, "sessions");

  for (int row = 0; sessions != NULL && row < gh_table_n_rows (sessions); row++)
    {
      g_auto (GStrv) older = g_strsplit (cell (sessions, row, "was"), ";", -1);
      g_autoptr (GPtrArray) was = g_ptr_array_new ();
      for (char **id = older; *id != NULL; id++)
        if (*g_strstrip (*id) != '\0')
          g_ptr_array_add (was, *id);
      gh_first_ids_add (telling->first_ids, cell (sessions, row, "session"),
                        (const char *const *)was->pdata, was->len);
    }
}

/* Titles as of today, or else as the programmes have them. */
static void
take_all_names (GhTelling *telling, const char *folder)
{
  take_names (telling->titles, gh_command_peek_file (telling->old_folder, "schedule.csv"),
              "session", "title");
  take_names (telling->titles, gh_command_peek_file (telling->new_folder, "schedule.csv"),
              "session", "title");
  take_names (telling->titles, gh_command_peek (folder, "sessions"), "session", "title");
  take_names (telling->people, gh_command_peek (folder, "people"), "person", "name");
  take_first_ids (telling, folder);
}

/* ---- the command -------------------------------------------------------------------------- */

/* Somebody of the sheets, or of one of the two programmes. */
static bool
is_known (const GhTelling *telling)
{
  g_autoptr (GHashTable) attended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  take_names (attended, gh_command_peek_file (telling->old_folder, "attendance.csv"), "person",
              "session");
  take_names (attended, gh_command_peek_file (telling->new_folder, "attendance.csv"), "person",
              "session");
  return g_hash_table_contains (telling->people, telling->person)
         || g_hash_table_contains (attended, telling->person);
}

static int
tell_unknown (const GhTelling *telling, const char *folder)
{
  g_autoptr (GhTable) people = gh_command_peek (folder, "people");
  int n_people = people != NULL ? gh_table_n_rows (people) : 0;
  g_autofree const char **names = g_new (const char *, n_people);
  g_autofree char *nearest = NULL;

  for (int row = 0; row < n_people; row++)
    names[row] = cell (people, row, "person");
  nearest = gh_did_you_mean_one_of (telling->person, names, n_people);
  return gh_fail (GH_EXIT_ATTENTION, "nobody is called \"%s\" in the sheets, %s or %s%s",
                  telling->person, telling->old_name, telling->new_name, nearest);
}

static int
tell (GhTelling *telling, const char *folder, bool json)
{
  g_autoptr (GError) error = NULL;

  telling->old_name = g_path_get_basename (telling->old_folder);
  telling->new_name = g_path_get_basename (telling->new_folder);
  take_all_names (telling, folder);
  telling->diff =
      gh_diff_read (telling->old_folder, telling->new_folder, SOME_DAY, telling->first_ids, &error);
  if (telling->diff == NULL)
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (telling->person != NULL && !is_known (telling))
    return tell_unknown (telling, folder);
  if (json)
    gh_diff_tell_json (telling);
  else
    gh_diff_tell_text (telling);
  return GH_EXIT_DONE;
}

static void
clear (GhTelling *telling)
{
  g_free (telling->old_folder);
  g_free (telling->new_folder);
  g_free (telling->old_name);
  g_free (telling->new_name);
  g_free (telling->person);
  g_hash_table_unref (telling->titles);
  g_hash_table_unref (telling->people);
  g_hash_table_unref (telling->first_ids);
  gh_diff_free (telling->diff);
}

static int
run (int argc, char **argv)
{
  GhTelling telling = {
    .titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .first_ids = g_hash_table_new (g_str_hash, g_str_equal),
  };
  const GOptionEntry entries[] = {
    { "person", 0, 0, G_OPTION_ARG_STRING, &telling.person, "Only what changed for one person",
      "ID" },
    { "people", 0, 0, G_OPTION_ARG_NONE, &telling.in_full, "Everybody's changes in full", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GhCommon) common = { 0 };
  int exit;

  if (gh_command_parse (&gh_command_diff, &argc, &argv, entries, 1, 3, &common, &exit)
      && choose (&telling, argc, argv, &exit))
    exit = tell (&telling, argv[1], common.json);
  clear (&telling);
  return exit;
}

const GhCommand gh_command_diff = {
  .name = "diff",
  .arguments = "DIR [OLD NEW]",
  .help = "What changed between two revisions, person by person",
  .example = "gahunda diff my-conference 0001 draft",
  .run = run,
};
