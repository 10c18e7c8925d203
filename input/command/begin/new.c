#include "input/command/command.h"
#include "input/sheets/sheets.h"
#include "output/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static const char *const example_names[] = { "tiny", "kigali" };

/* Where the program was installed, wherever that has been moved to; or where it was built. */
static char *
find_examples (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *beside = g_path_get_dirname (program != NULL ? program : ".");
  g_autofree char *installed =
      g_build_filename (beside, "..", "share", "gahunda", "examples", NULL);
  return g_strdup (g_file_test (installed, G_FILE_TEST_IS_DIR) ? installed : GAHUNDA_EXAMPLES);
}

/* What an example keeps for itself: what was planned in it, and what may befall it; and its sheets,
 * where they go into a workbook. */
static bool
stays_behind (const char *name, bool is_workbook)
{
  return *name == '.' || (is_workbook && g_str_has_suffix (name, ".csv"))
         || strcmp (name, "programme") == 0 || strcmp (name, "scenarios") == 0;
}

/* Sheets, unless they go into a workbook, calendar files and whatever else an example brings below
 * BELOW ("" is all of it). */
static bool
take_folder (GhFolder *files, const char *example, const char *below, bool is_workbook,
             GError **error)
{
  g_autofree char *path = g_build_filename (example, below, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  const char *name;
  bool is_well = folder != NULL;

  while (is_well && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *from = g_build_filename (path, name, NULL);
      g_autofree char *as = *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);
      if (stays_behind (name, is_workbook))
        continue;
      is_well = g_file_test (from, G_FILE_TEST_IS_DIR)
                    ? take_folder (files, example, as, is_workbook, error)
                    : gh_folder_take_file (files, as, from, error);
    }
  return is_well;
}

/* One workbook in place of all sheets. */
static bool
take_workbook (GhFolder *files, const char *example, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("gahunda-XXXXXX", error);
  g_autofree char *path = NULL;
  bool is_well;

  if (folder == NULL)
    return false;
  path = g_build_filename (folder, "conference.xlsx", NULL);
  is_well = gh_sheets_write_workbook (example, path, error)
            && gh_folder_take_file (files, "conference.xlsx", path, error);
  g_unlink (path);
  g_rmdir (folder);
  return is_well;
}

static bool
make_parent (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir_with_parents (parent, 0777) == 0)
    return true;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be made: %s", parent,
               g_strerror (errno));
  return false;
}

/* Whole, or not at all. */
static bool
write_folder (const char *example, const char *folder, bool is_workbook, GError **error)
{
  g_autoptr (GhFolder) files = gh_folder_new ();
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);

  return take_folder (files, example, "", is_workbook, error)
         && (!is_workbook || take_workbook (files, example, error)) && make_parent (whole, error)
         && gh_folder_write (files, whole, NULL, true, error);
}

/* Says so where it is not. */
static bool
is_example (const char *name)
{
  int n = G_N_ELEMENTS (example_names);
  g_autofree char *nearest = gh_did_you_mean_one_of (name, example_names, n);
  for (int example = 0; example < n; example++)
    if (strcmp (name, example_names[example]) == 0)
      return true;
  gh_fail (GH_EXIT_ATTENTION, "--from takes tiny or kigali%s", nearest);
  return false;
}

static void
print_json (const char *folder, const char *example)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_text (builder, "folder", folder);
  gh_json_text (builder, "example", example);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

static int
run (int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *as = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, "The example to start from (tiny)", "tiny|kigali" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, "A file for each sheet, or one workbook (csv)",
      "csv|xlsx" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GhCommon) common = { 0 };
  g_autofree char *examples = NULL;
  g_autofree char *source = NULL;
  g_autoptr (GError) error = NULL;
  bool is_workbook;
  int exit;

  if (!gh_command_parse (&gh_command_new, &argc, &argv, entries, 1, 1, &common, &exit))
    return exit;
  if (from == NULL)
    from = g_strdup ("tiny");
  if (!is_example (from))
    return GH_EXIT_ATTENTION;
  is_workbook = g_strcmp0 (as, "xlsx") == 0;
  if (as != NULL && !is_workbook && strcmp (as, "csv") != 0)
    return gh_fail (GH_EXIT_ATTENTION, "--as takes csv or xlsx");
  if (gh_is_occupied (argv[1]))
    return gh_fail (GH_EXIT_ATTENTION, "%s is there already; name a folder that is not", argv[1]);
  examples = find_examples ();
  source = g_build_filename (examples, from, NULL);
  if (!write_folder (source, argv[1], is_workbook, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (common.json)
    print_json (argv[1], from);
  gh_say (&common, "%s holds the sheets of %s; next: gahunda plan %s", argv[1], from, argv[1]);
  return GH_EXIT_DONE;
}

const GhCommand gh_command_new = {
  .name = "new",
  .arguments = "DIR",
  .help = "A folder of sheets to start from",
  .example = "gahunda new my-conference --from tiny",
  .run = run,
};
