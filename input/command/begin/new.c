#include "input/command/command.h"
#include "input/sheets/sheets.h"

#include <errno.h>
#include <gio/gio.h>
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

/* A folder that is being filled, which may have been there, and empty. */
typedef struct
{
  bool is_workbook;
  GPtrArray *made; /* char*: the files and folders that are new, in their order */
} Filling;

/* From now on it is taken back where something fails. */
static void
take_note (Filling *filling, const char *path)
{
  g_ptr_array_add (filling->made, g_strdup (path));
}

static void
take_back (Filling *filling)
{
  for (guint n = filling->made->len; n > 0; n--)
    g_remove (filling->made->pdata[n - 1]);
}

static bool copy_folder (Filling *filling, const char *from, const char *to, GError **error);

static bool
copy_one (Filling *filling, const char *from, const char *to, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  if (g_file_test (from, G_FILE_TEST_IS_DIR))
    return copy_folder (filling, from, to, error);
  if (!g_file_get_contents (from, &bytes, &n_bytes, error)
      || !g_file_set_contents (to, bytes, (gssize)n_bytes, error))
    return false;
  take_note (filling, to);
  return true;
}

/* What an example keeps for itself: what was planned in it, and what may befall it; and its sheets,
 * where they go into a workbook. */
static bool
stays_behind (const char *name, bool is_workbook)
{
  return *name == '.' || (is_workbook && g_str_has_suffix (name, ".csv"))
         || strcmp (name, "programme") == 0 || strcmp (name, "scenarios") == 0;
}

/* With those that it is in. */
static bool
make_folder (Filling *filling, const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return true;
  if (!g_file_test (parent, G_FILE_TEST_EXISTS) && !make_folder (filling, parent, error))
    return false;
  if (g_mkdir (path, 0777) == 0)
    {
      take_note (filling, path);
      return true;
    }
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be made: %s", path,
               g_strerror (errno));
  return false;
}

/* Sheets, unless they go into a workbook, calendar files and whatever else an example brings. */
static bool
copy_folder (Filling *filling, const char *from, const char *to, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (from, 0, error);
  const char *name;

  if (folder == NULL || !make_folder (filling, to, error))
    return false;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      if (!stays_behind (name, filling->is_workbook) && !copy_one (filling, source, target, error))
        return false;
    }
  return true;
}

/* One workbook in place of all sheets. */
static bool
write_workbook (const char *from, const char *to, GError **error)
{
  g_autofree char *path = g_build_filename (to, "conference.xlsx", NULL);
  return gh_sheets_write_workbook (from, path, error);
}

/* All of it, or nothing. */
static bool
fill_folder (const char *example, const char *folder, bool is_workbook, GError **error)
{
  Filling filling = { is_workbook, g_ptr_array_new_with_free_func (g_free) };
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  bool is_full = copy_folder (&filling, example, whole, error)
                 && (!is_workbook || write_workbook (example, whole, error));

  if (!is_full)
    take_back (&filling);
  g_ptr_array_unref (filling.made);
  return is_full;
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
  if (!fill_folder (source, argv[1], is_workbook, &error))
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
