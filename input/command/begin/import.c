#include "input/command/command.h"
#include "input/command/begin/import-sheets.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static void
print_json (const char *folder, const GhImported *imported)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_text (builder, "folder", folder);
  gh_json_number (builder, "sessions", imported->sessions->len);
  gh_json_number (builder, "rooms", imported->rooms->len);
  gh_json_number (builder, "groups", imported->groups->len);
  gh_json_number (builder, "people", imported->people->len);
  gh_json_begin_list (builder, "notes");
  for (guint entry = 0; entry < imported->notes->len; entry++)
    {
      const GhImportedNote *note = imported->notes->pdata[entry];
      json_builder_begin_object (builder);
      gh_json_text (builder, "kind", note->kind);
      gh_json_number (builder, "count", note->n);
      gh_json_text (builder, "sentence", note->sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

static void
print_text (const char *folder, const GhImported *imported)
{
  g_print ("%s: %u sessions, %u rooms, %u groups, %u people\n", folder, imported->sessions->len,
           imported->rooms->len, imported->groups->len, imported->people->len);
  for (guint entry = 0; entry < imported->notes->len; entry++)
    g_print ("  %s\n", ((GhImportedNote *)imported->notes->pdata[entry])->sentence);
}

/* Sheets are the organiser's to change; a revision, whose bytes others will share, is nobody's. */
static bool
seal_revision (const char *folder)
{
  static const char *const files[] = { "schedule.csv", "attendance.csv", "speeches.csv" };

  for (gsize file = 0; file < G_N_ELEMENTS (files); file++)
    {
      g_autofree char *path = g_build_filename (folder, GH_IMPORT_REVISION, files[file], NULL);
      if (g_chmod (path, 0444) != 0)
        return false;
    }
  return gh_point_current (folder, 1);
}

static int
write_conference (const char *folder, const GhImported *imported)
{
  g_autoptr (GhFolder) files = gh_folder_new ();
  g_autoptr (GError) error = NULL;

  gh_import_take_sheets (files, imported);
  if (!gh_folder_write (files, folder, NULL, true, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (gh_import_is_published (imported) && !seal_revision (folder))
    return gh_fail (GH_EXIT_FILES, "the revision in programme cannot be finished: %s",
                    g_strerror (errno));
  return GH_EXIT_DONE;
}

static void
say_next (const GhCommon *common, const char *folder, const GhImported *imported)
{
  if (gh_import_is_published (imported))
    gh_say (common,
            "%s holds the sheets, and what was published as revision 0001; next: gahunda "
            "check %s, then gahunda replan %s",
            folder, folder, folder);
  else
    gh_say (common, "%s holds the sheets; next: gahunda check %s, then gahunda plan %s", folder,
            folder, folder);
}

static int
run (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhImported) imported = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_import, &argc, &argv, entries, 2, 2, &common, &exit))
    return exit;
  folder = g_canonicalize_filename (argv[2], NULL);
  if (gh_is_occupied (folder))
    return gh_fail (GH_EXIT_ATTENTION, "%s is there already; name a folder that is not", argv[2]);
  imported = gh_formats_read (argv[1], &error);
  if (imported == NULL)
    return gh_fail (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_INVAL) ? GH_EXIT_ATTENTION
                                                                              : GH_EXIT_FILES,
                    "%s", error->message);
  exit = write_conference (folder, imported);
  if (exit != GH_EXIT_DONE)
    return exit;
  if (common.json)
    print_json (argv[2], imported);
  else
    print_text (argv[2], imported);
  say_next (&common, argv[2], imported);
  return GH_EXIT_DONE;
}

const GhCommand gh_command_import = {
  .name = "import",
  .arguments = "FROM DIR",
  .help = "Sheets from a programme made elsewhere (schedule.xml, pretalx, Indico, CoSPLib)",
  .example = "gahunda import schedule.xml my-conference",
  .run = run,
};
