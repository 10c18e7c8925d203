#include "calendars/calendars.h"
#include "input/command/command.h"
#include "input/command/lock.h"
#include "input/sheets/sheets.h"
#include "output/output.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* ---- where calendars go ------------------------------------------------------------------ */

typedef struct
{
  GhFolder *folder;
  const char *last; /* NULL: no last revision */
} Shelf;

/* "calendars/AGL-P01.ics", "calendars/rooms/AULA.ics", "calendars/programme.ics" */
static char *
calendar_path (const char *kind, const char *id)
{
  g_autofree char *name = id != NULL ? gh_file_name (id) : NULL;
  if (strcmp (kind, "programme") == 0)
    return g_strdup ("calendars/programme.ics");
  if (strcmp (kind, "persons") == 0)
    return g_strdup_printf ("calendars/%s.ics", name);
  return g_strdup_printf ("calendars/%s/%s.ics", kind, name);
}

static void
take (const char *kind, const char *id, GString *bytes, gpointer data)
{
  Shelf *shelf = data;
  g_autofree char *path = calendar_path (kind, id);
  gh_folder_take (shelf->folder, path, bytes);
}

static char *
last_path (const char *kind, const char *id, gpointer data)
{
  Shelf *shelf = data;
  g_autofree char *path = calendar_path (kind, id);
  return shelf->last != NULL ? g_build_filename (shelf->last, path, NULL) : NULL;
}

/* ---- writing a revision ------------------------------------------------------------------ */

/* Lets `current` lead to a revision, at one stroke. */
static bool
point_current (const char *folder, int revision)
{
  g_autofree char *link = g_build_filename (folder, "programme", "current", NULL);
  /* By this name, what is left of a run that was cut off is swept away with the rest. */
  g_autofree char *fresh = g_build_filename (folder, "programme", ".gahunda-new-current", NULL);
  g_autofree char *target = g_strdup_printf ("%04d", revision);

  g_unlink (fresh);
  if (symlink (target, fresh) == 0 && g_rename (fresh, link) == 0)
    return true;
  g_unlink (fresh);
  return false;
}

static void
print_json (int revision, int n_calendars, const char *folder)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_number (builder, "revision", revision);
  gh_json_number (builder, "calendars", n_calendars);
  gh_json_text (builder, "folder", folder);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

static int
write_revision (const GhCommon *common, const GhModel *model, const GhProgramme *programme,
                const GhMaking *making)
{
  g_autoptr (GhFolder) folder = gh_folder_new ();
  g_autofree char *destination = gh_revision_path (making->conference_folder, making->revision);
  g_autofree char *stamp = gh_command_stamp (model, making->at);
  g_autoptr (GError) error = NULL;
  Shelf data = { folder, making->last };
  GhCalendarShelf shelf = { take, last_path, &data };
  int n_calendars;

  gh_output_tables (folder, model, programme, making);
  gh_output_pages (folder, model, programme, making);
  gh_output_exports (folder, model, programme, making);
  n_calendars = gh_calendars_make (model, programme, making->revision, stamp, &shelf, &error);
  if (n_calendars < 0 || !gh_output_manifest (folder, model, programme, making, &error)
      || !gh_folder_write (folder, destination, making->last, false, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  if (!point_current (making->conference_folder, making->revision))
    return gh_fail (GH_EXIT_FILES, "programme/current cannot be set: %s", g_strerror (errno));
  if (common->json)
    print_json (making->revision, n_calendars, destination);
  else
    g_print ("revision %04d: %d calendars, in %s\n", making->revision, n_calendars, destination);
  return GH_EXIT_DONE;
}

/* What to do about a draft that cannot be published. */
static int
fail_reading (const GError *error)
{
  bool is_for_people = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                       || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  return gh_fail (is_for_people ? GH_EXIT_ATTENTION : GH_EXIT_FILES, "%s", error->message);
}

/* Its changes are those since another revision than people have now. */
static int
fail_overtaken (const char *folder, int base, int last_revision)
{
  g_autofree char *then = base > 0 ? g_strdup_printf ("revision %04d was the newest", base)
                                   : g_strdup ("there was no revision");
  g_autofree char *now = last_revision > 0 ? g_strdup_printf ("%04d is now", last_revision)
                                           : g_strdup ("there is none now");

  return gh_fail (GH_EXIT_ATTENTION,
                  "this draft was made when %s, and %s: gahunda %s %s makes another", then, now,
                  last_revision > 0 ? "replan" : "plan", folder);
}

static int
publish (const GhCommon *common, const GhModel *model, const char *folder, bool incomplete)
{
  int last_revision = gh_last_revision (folder);
  g_autofree char *last = last_revision > 0 ? gh_revision_path (folder, last_revision) : NULL;
  g_autofree char *draft = gh_draft_path (folder);
  g_autofree char *at = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProgramme) programme = NULL;
  g_autoptr (GhMade) made = NULL;
  g_auto (GStrv) sheets = gh_sheet_files (folder);
  GhMaking making;
  int exit;

  at = gh_command_at (common, model, &exit);
  if (at == NULL)
    return exit;
  programme = gh_output_read (draft, model, folder, (const char *const *)sheets, &error);
  if (programme == NULL)
    return fail_reading (error);
  made = gh_output_read_made (draft, &error);
  if (made == NULL)
    return fail_reading (error);
  if (made->base != last_revision)
    return fail_overtaken (folder, made->base, last_revision);
  if (programme->n_unplaced > 0 && !incomplete)
    return gh_fail (GH_EXIT_INCOMPLETE,
                    "%d mandatory sessions or speeches have no place; --incomplete publishes the "
                    "draft all the same",
                    programme->n_unplaced);
  making = (GhMaking){
    .version = GAHUNDA_VERSION,
    .command = made->command,
    .at = at,
    .seed = made->seed,
    .threads = made->threads,
    .effort = made->effort,
    .revision = last_revision + 1,
    .conference_folder = folder,
    .sheets = (const char *const *)sheets,
    .last = last,
  };
  return write_revision (common, model, programme, &making);
}

static int
run (int argc, char **argv)
{
  gboolean incomplete = false;
  const GOptionEntry entries[] = { { "incomplete", 0, 0, G_OPTION_ARG_NONE, &incomplete,
                                     "Publish although mandatory sessions have no place", NULL },
                                   G_OPTION_ENTRY_NULL };
  g_auto (GhLock) lock = { 0 };
  g_auto (GhCommon) common = { 0 };
  g_autoptr (GhModel) model = NULL;
  int exit;

  if (!gh_command_parse (&gh_command_publish, &argc, &argv, entries, 1, 1, &common, &exit))
    return exit;
  if (!gh_lock_take (&lock, argv[1], &exit))
    return exit;
  model = gh_command_read (&common, argv[1], &exit);
  return model != NULL ? publish (&common, model, argv[1], incomplete) : exit;
}

const GhCommand gh_command_publish = {
  .name = "publish",
  .arguments = "DIR",
  .help = "Make the draft the next revision, with a calendar for everybody",
  .example = "gahunda publish my-conference",
  .run = run,
};
