/* A folder is written whole or not at all. */
#include "tests/output/sample.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static GhFolder *
folder_of (const char *text)
{
  GhFolder *folder = gh_folder_new ();

  gh_folder_take (folder, "b/deep/er.txt", g_string_new (text));
  gh_folder_take (folder, "a.txt", g_string_new (text));
  gh_folder_take (folder, "b/x.txt", g_string_new (text));
  gh_folder_take (folder, "empty", g_string_new (NULL));
  return folder;
}

static int
count_entries (void **state, const char *below)
{
  g_autoptr (GDir) dir = g_dir_open (sample_path (state, below), 0, NULL);
  int n_entries = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_entries++;
  return n_entries;
}

static void
assert_holds (void **state, const char *below, const char *text)
{
  static const char *const files[] = { "a.txt", "b/x.txt", "b/deep/er.txt" };

  for (gsize file = 0; file < G_N_ELEMENTS (files); file++)
    {
      g_autofree char *path = g_build_filename (below, files[file], NULL);
      g_autofree char *bytes = sample_read (state, path);
      assert_string_equal (bytes, text);
    }
}

static bool
write_text (void **state, const char *text, const char *below, bool replace, GError **error)
{
  g_autoptr (GhFolder) folder = folder_of (text);

  return gh_folder_write (folder, sample_path (state, below), NULL, replace, error);
}

static void
files_are_sorted_and_written (void **state)
{
  g_autoptr (GhFolder) folder = folder_of ("one");
  const GArray *files = gh_folder_files (folder);

  assert_int_equal (files->len, 4);
  assert_string_equal (g_array_index (files, GhOutputFile, 0).file, "a.txt");
  assert_string_equal (g_array_index (files, GhOutputFile, 3).file, "empty");
  assert_true (gh_folder_write (folder, sample_path (state, "p/draft"), NULL, false, NULL));
  assert_holds (state, "p/draft", "one");
  assert_int_equal (count_entries (state, "p"), 1);
}

static void
what_is_not_to_be_replaced_cannot_be_written_into (void **state)
{
  GStatBuf draft, revision;

  assert_true (write_text (state, "one", "p/0001", false, NULL));
  assert_true (write_text (state, "two", "p/draft", true, NULL));
  assert_int_equal (g_stat (sample_path (state, "p/0001/a.txt"), &revision), 0);
  assert_int_equal (g_stat (sample_path (state, "p/draft/a.txt"), &draft), 0);
  assert_int_equal (revision.st_mode & 0222, 0);
  assert_int_equal (draft.st_mode & 0200, 0200);
}

static void
what_is_there_is_replaced_only_if_told (void **state)
{
  g_autoptr (GError) error = NULL;

  assert_true (write_text (state, "one", "p/draft", false, NULL));
  assert_false (write_text (state, "two", "p/draft", false, &error));
  assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS));
  assert_holds (state, "p/draft", "one");
  assert_true (write_text (state, "three", "p/draft", true, NULL));
  assert_holds (state, "p/draft", "three");
  assert_int_equal (count_entries (state, "p"), 1);
}

static void
equal_files_are_hard_links (void **state)
{
  g_autoptr (GhFolder) folder = folder_of ("one");
  struct stat first, second;

  assert_true (write_text (state, "one", "p/0001", false, NULL));
  sample_save (state, "p/0001/b/x.txt", "two");
  assert_true (gh_folder_write (folder, sample_path (state, "p/0002"),
                                sample_path (state, "p/0001"), false, NULL));
  assert_holds (state, "p/0002", "one");
  stat (sample_path (state, "p/0001/a.txt"), &first);
  stat (sample_path (state, "p/0002/a.txt"), &second);
  assert_int_equal (first.st_ino, second.st_ino);
  stat (sample_path (state, "p/0001/b/deep/er.txt"), &first);
  stat (sample_path (state, "p/0002/b/deep/er.txt"), &second);
  assert_int_equal (first.st_ino, second.st_ino);
  stat (sample_path (state, "p/0001/b/x.txt"), &first);
  stat (sample_path (state, "p/0002/b/x.txt"), &second);
  assert_int_not_equal (first.st_ino, second.st_ino);
}

static void
a_draft_is_linked_to_the_one_that_it_replaces (void **state)
{
  g_autoptr (GhFolder) folder = folder_of ("one");
  struct stat before, after;

  assert_true (write_text (state, "one", "p/draft", true, NULL));
  sample_save (state, "p/draft/b/x.txt", "two");
  stat (sample_path (state, "p/draft/a.txt"), &before);
  assert_true (gh_folder_write (folder, sample_path (state, "p/draft"), NULL, true, NULL));
  assert_holds (state, "p/draft", "one");
  stat (sample_path (state, "p/draft/a.txt"), &after);
  assert_int_equal (before.st_ino, after.st_ino);
  assert_int_equal (after.st_nlink, 1);
  assert_int_equal (count_entries (state, "p"), 1);
}

/* A symbolic link in the last revision may lead anywhere, and a pipe would never end. */
static void
only_plain_files_are_linked_to (void **state)
{
  g_autoptr (GhFolder) folder = folder_of ("one");
  struct stat second;

  assert_true (write_text (state, "one", "p/0001", false, NULL));
  g_unlink (sample_path (state, "p/0001/a.txt"));
  assert_int_equal (symlink ("b/x.txt", sample_path (state, "p/0001/a.txt")), 0);
  g_unlink (sample_path (state, "p/0001/empty"));
  assert_int_equal (mkfifo (sample_path (state, "p/0001/empty"), 0600), 0);
  assert_true (gh_folder_write (folder, sample_path (state, "p/0002"),
                                sample_path (state, "p/0001"), false, NULL));
  lstat (sample_path (state, "p/0002/a.txt"), &second);
  assert_true (S_ISREG (second.st_mode));
  lstat (sample_path (state, "p/0002/empty"), &second);
  assert_true (S_ISREG (second.st_mode));
}

static void
a_last_revision_that_is_gone_is_none (void **state)
{
  g_autoptr (GhFolder) folder = folder_of ("one");

  assert_true (gh_folder_write (folder, sample_path (state, "p/0002"),
                                sample_path (state, "p/0001"), false, NULL));
  assert_holds (state, "p/0002", "one");
}

/* ---- when it cannot be written ------------------------------------------------------------ */

static void
a_file_in_the_way_stays (void **state)
{
  g_autoptr (GError) error = NULL;

  g_mkdir (sample_path (state, "p"), 0777);
  sample_save (state, "p/draft", "mine");
  assert_false (write_text (state, "one", "p/draft", true, &error));
  assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY));
  g_autofree char *bytes = sample_read (state, "p/draft");
  assert_string_equal (bytes, "mine");
  assert_int_equal (count_entries (state, "p"), 1);
}

static void
nothing_is_left_of_a_place_that_cannot_be (void **state)
{
  g_autoptr (GError) above = NULL;
  g_autoptr (GError) file = NULL;

  assert_false (write_text (state, "one", "no/such/draft", true, &above));
  assert_true (g_error_matches (above, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
  assert_false (write_text (state, "one", "rooms.csv/draft", true, &file));
  assert_true (g_error_matches (file, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY));
  assert_int_equal (count_entries (state, ""), 2);
}

static void
a_folder_that_may_not_be_written_stays (void **state)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      print_message ("root may write everywhere: not tested\n");
      skip ();
    }
  assert_true (write_text (state, "old", "p/draft", false, NULL));
  g_chmod (sample_path (state, "p"), 0500);
  assert_false (write_text (state, "new", "p/draft", true, &error));
  assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED));
  assert_holds (state, "p/draft", "old");
}

static void
a_name_that_is_a_file_and_a_folder_fails_whole (void **state)
{
  g_autoptr (GhFolder) folder = folder_of ("one");
  g_autoptr (GError) error = NULL;

  gh_folder_take (folder, "a.txt/below", g_string_new ("x"));
  assert_false (gh_folder_write (folder, sample_path (state, "p/draft"), NULL, false, &error));
  assert_non_null (error);
  assert_false (g_file_test (sample_path (state, "p"), G_FILE_TEST_EXISTS));
}

static void
two_files_of_one_name_are_an_error (void **state)
{
  g_autoptr (GhFolder) folder = folder_of ("one");
  g_autoptr (GError) error = NULL;

  gh_folder_take (folder, "a.txt", g_string_new ("x"));
  assert_false (gh_folder_write (folder, sample_path (state, "p/draft"), NULL, false, &error));
  assert_non_null (strstr (error->message, "a.txt"));
}

/* In a child of its own: the limit on file sizes stands for a full disk. */
static void
a_full_disk_leaves_the_old_folder (void **state)
{
  assert_true (write_text (state, "old", "p/draft", false, NULL));
  pid_t child = fork ();
  if (child == 0)
    {
      struct rlimit limit = { 1000, 1000 };
      g_autofree char *much = g_strnfill (100000, 'x');
      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      g_autoptr (GError) error = NULL;
      bool is_done = write_text (state, much, "p/draft", true, &error);
      _exit (!is_done && error != NULL ? 0 : 1);
    }
  int status;
  waitpid (child, &status, 0);
  assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  assert_holds (state, "p/draft", "old");
  assert_int_equal (count_entries (state, "p"), 1);
}

static void
a_killed_run_leaves_the_old_or_the_new (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  assert_true (write_text (state, "00000", "p/draft", false, NULL));
  for (int round = 0; round < 40; round++)
    {
      pid_t child = fork ();
      if (child == 0)
        for (int text = 0;; text++)
          {
            g_autofree char *name = g_strdup_printf ("%05d", text);
            write_text (state, name, "p/draft", true, NULL);
          }
      g_usleep ((gulong)g_rand_int_range (random, 0, 8000));
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      g_autofree char *bytes = sample_read (state, "p/draft/a.txt");
      assert_int_equal (strlen (bytes), 5);
      assert_holds (state, "p/draft", bytes);
    }
  assert_true (write_text (state, "last", "p/draft", true, NULL));
  assert_int_equal (count_entries (state, "p"), 1);
}

static void
what_a_cut_off_run_left_is_swept_away (void **state)
{
  assert_true (write_text (state, "one", "p/0001", false, NULL));
  assert_true (write_text (state, "half", "p/.gahunda-new-12-0", false, NULL));
  assert_true (write_text (state, "older", "p/.gahunda-old-0001", false, NULL));
  assert_true (write_text (state, "aside", "p/.gahunda-old-draft", false, NULL));
  sample_save (state, "p/.mine", "mine");
  assert_true (write_text (state, "two", "p/0002", false, NULL));
  /* draft was set aside, and its successor had not come yet: it is back. */
  assert_holds (state, "p/draft", "aside");
  assert_holds (state, "p/0001", "one");
  assert_int_equal (count_entries (state, "p"), 4);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown (name, sample_set_up, sample_tear_down)
    TEST (files_are_sorted_and_written),
    TEST (what_is_there_is_replaced_only_if_told),
    TEST (what_is_not_to_be_replaced_cannot_be_written_into),
    TEST (equal_files_are_hard_links),
    TEST (a_draft_is_linked_to_the_one_that_it_replaces),
    TEST (only_plain_files_are_linked_to),
    TEST (a_last_revision_that_is_gone_is_none),
    TEST (a_file_in_the_way_stays),
    TEST (nothing_is_left_of_a_place_that_cannot_be),
    TEST (a_folder_that_may_not_be_written_stays),
    TEST (a_name_that_is_a_file_and_a_folder_fails_whole),
    TEST (two_files_of_one_name_are_an_error),
    TEST (a_full_disk_leaves_the_old_folder),
    TEST (a_killed_run_leaves_the_old_or_the_new),
    TEST (what_a_cut_off_run_left_is_swept_away),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
