#include "input/command/edit/change.h"
#include "output/output.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *id, *what, *because; /* because: NULL where none was given */
  GhPlacement at;
} Made;

/* Of a schedule, where the place of a session stands. */
static const char *const place_columns[] = { "session", "date", "start", "room", NULL };

const GhPlacement gh_no_place = { .start = GH_NEVER, .room = -1 };

/* ---- beginning --------------------------------------------------------------------------- */

/* A sheet in a workbook is read and not written; true once told. */
static bool
is_in_workbook (const char *folder, const char *sheet)
{
  g_autoptr (GhTable) table = gh_command_peek (folder, sheet);
  GhPlace place = table != NULL ? gh_table_place (table, 0, NULL) : gh_place_file ("");
  g_autofree char *text = gh_place_to_text (place);

  if (place.sheet == NULL)
    return false;
  gh_fail (GH_EXIT_ATTENTION,
           "%s is read and never written: make this change there, or save that sheet as %s.csv "
           "and take it out of %s; nothing was written",
           text, sheet, place.file);
  return true;
}

GhEdit *
gh_change_open (const GhCommon *common, const char *folder, const char *sheet,
                const char *const *columns, int *exit)
{
  g_autofree char *file = g_strconcat (sheet, ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhEdit) edit = NULL;

  *exit = GH_EXIT_ATTENTION;
  if (is_in_workbook (folder, sheet))
    return NULL;
  edit = gh_edit_open (path, columns, problems, &error);
  gh_command_tell_problems (common, problems);
  if (edit != NULL && problems->n_errors == 0)
    return g_steal_pointer (&edit);
  if (error != NULL)
    *exit = gh_fail (GH_EXIT_FILES, "%s", error->message);
  else
    *exit = gh_fail (GH_EXIT_ATTENTION, "%s cannot be changed as it is; nothing was written", file);
  return NULL;
}

GhEdit *
gh_change_open_pins (const GhCommon *common, const char *folder, int *exit)
{
  static const char *const columns[] = { "session", "start", "room", "because", NULL };
  return gh_change_open (common, folder, "pins", columns, exit);
}

bool
gh_change_begin (GhChange *change, const GhCommon *common, const char *folder, GhModel *model,
                 GhEdit *edit)
{
  *change = (GhChange){ .common = common,
                        .folder = folder,
                        .model = model,
                        .edit = edit,
                        .made = g_array_new (false, false, sizeof (Made)) };
  return model != NULL && edit != NULL;
}

void
gh_change_clear (GhChange *change)
{
  gh_model_free (change->model);
  gh_edit_free (change->edit);
  g_clear_pointer (&change->made, g_array_unref);
}

/* ---- which sessions ---------------------------------------------------------------------- */

GhBits *
gh_change_select (const GhChange *change, char **words, int n, int *exit)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhBits) chosen =
      gh_sheets_select (change->model, (const char *const *)words, n, problems);

  *exit = GH_EXIT_DONE;
  for (guint entry = 0; entry < problems->list->len; entry++)
    *exit = gh_fail (GH_EXIT_ATTENTION, "%s",
                     ((const GhProblem *)problems->list->pdata[entry])->sentence);
  if (*exit == GH_EXIT_DONE && n > 0 && gh_bits_count (chosen) == 0)
    *exit = gh_fail (GH_EXIT_ATTENTION, "what is named holds no session");
  return *exit == GH_EXIT_DONE ? g_steal_pointer (&chosen) : NULL;
}

GhSheetSchedule *
gh_change_read (const GhChange *change, const char *path, const char *const *columns, int *exit)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSheetSchedule) schedule =
      gh_sheets_schedule (path, change->model, columns, problems, &error);

  gh_command_tell_problems (change->common, problems);
  if (schedule != NULL && problems->n_errors == 0)
    return g_steal_pointer (&schedule);
  if (error != NULL)
    *exit = gh_fail (GH_EXIT_FILES, "%s", error->message);
  else
    *exit = gh_fail (GH_EXIT_ATTENTION, "%d problem%s in %s; nothing was written",
                     problems->n_errors, problems->n_errors == 1 ? "" : "s", path);
  return NULL;
}

static bool
is_same_text (const char *path, const char *other)
{
  g_autofree char *bytes = NULL;
  g_autofree char *other_bytes = NULL;
  return g_file_get_contents (path, &bytes, NULL, NULL)
         && g_file_get_contents (other, &other_bytes, NULL, NULL)
         && strcmp (bytes, other_bytes) == 0;
}

/* "the draft", or "revision 0002" where the draft says nothing else.  A draft that differs from the
 * newest revision is newer, for publishing makes a revision of the draft. */
static char *
name_of (const char *folder, const char *schedule)
{
  int last = gh_last_revision (folder);
  g_autofree char *revision = gh_revision_path (folder, last);
  g_autofree char *published = g_build_filename (revision, "schedule.csv", NULL);

  return last > 0 && is_same_text (schedule, published) ? g_strdup_printf ("revision %04d", last)
                                                        : g_strdup ("the draft");
}

bool
gh_change_stand (const GhChange *change, GhStanding *standing, int *exit)
{
  g_autofree char *folder = gh_command_which (change->folder, NULL, exit);
  /* What names rooms or days that the sheets no longer have has no place to stay at. */
  g_autoptr (GhProblems) outdated = gh_problems_new ();
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    return false;
  standing->path = g_build_filename (folder, "schedule.csv", NULL);
  standing->name = name_of (change->folder, standing->path);
  standing->schedule =
      gh_sheets_schedule (standing->path, change->model, place_columns, outdated, &error);
  if (standing->schedule == NULL)
    *exit = gh_fail (GH_EXIT_FILES, "%s", error->message);
  return standing->schedule != NULL;
}

void
gh_standing_clear (GhStanding *standing)
{
  gh_sheet_schedule_free (standing->schedule);
  g_free (standing->path);
  g_free (standing->name);
}

static bool
is_same_file (const char *path, const char *other)
{
  GStatBuf one, two;
  return g_stat (path, &one) == 0 && g_stat (other, &two) == 0 && one.st_dev == two.st_dev
         && one.st_ino == two.st_ino;
}

bool
gh_change_compare (const GhChange *change, const char *path, GhSheetSchedule **edited,
                   GhStanding *standing, int *exit)
{
  if (!gh_change_stand (change, standing, exit))
    return false;
  if (is_same_file (path, standing->path))
    {
      *exit = gh_fail (GH_EXIT_ATTENTION, "%s is the programme's own schedule: change a copy of it",
                       path);
      return false;
    }
  *edited = gh_change_read (change, path, place_columns, exit);
  return *edited != NULL;
}

/* ---- the end ----------------------------------------------------------------------------- */

void
gh_change_add (GhChange *change, const char *id, const char *what, const char *because,
               GhPlacement at)
{
  Made made = { id, what, because, at };
  g_array_append_val (change->made, made);
}

char *
gh_change_start_text (const GhModel *model, GhMinute start, char middle)
{
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;
  if (start == GH_NEVER)
    return g_strdup ("");
  date = gh_date_text (model, start);
  clock = gh_clock_text (start);
  return g_strdup_printf ("%s%c%s", date, middle, clock);
}

static void
print_made (const GhModel *model, const Made *made)
{
  g_autofree char *start = gh_change_start_text (model, made->at.start, ' ');
  g_print ("%s: %s%s%s%s%s\n", made->id, made->what, *start != '\0' ? " at " : "", start,
           made->at.room >= 0 ? " in " : "",
           made->at.room >= 0 ? model->rooms[made->at.room].id : "");
}

static void
add_made (JsonBuilder *builder, const GhModel *model, const Made *made)
{
  json_builder_begin_object (builder);
  gh_json_text (builder, "session", made->id);
  gh_json_text (builder, "change", made->what);
  if (made->at.start != GH_NEVER || made->at.room >= 0)
    {
      g_autofree char *start = gh_change_start_text (model, made->at.start, 'T');
      gh_json_text (builder, "start", start);
      gh_json_text (builder, "room", made->at.room >= 0 ? model->rooms[made->at.room].id : "");
    }
  if (made->because != NULL)
    gh_json_text (builder, "because", made->because);
  json_builder_end_object (builder);
}

static void
print_all (const GhChange *change)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_begin_list (builder, "changes");
  for (guint entry = 0; entry < change->made->len; entry++)
    {
      const Made *made = &g_array_index (change->made, Made, entry);
      if (change->common->json)
        add_made (builder, change->model, made);
      else
        print_made (change->model, made);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (change->common->json)
    gh_json_print (builder);
  else if (change->made->len == 0)
    g_print ("nothing to change\n");
}

int
gh_change_close (const GhChange *change)
{
  GhCommon without_notes = { .quiet = true }; /* they were told before */
  g_autoptr (GhModel) changed = NULL;
  g_autoptr (GError) error = NULL;
  int exit;

  if (change->made->len > 0)
    {
      changed = gh_command_read_edited (&without_notes, change->folder, change->edit, &exit);
      if (changed == NULL)
        return gh_fail (exit, "that is how %s would be with the change; it stays as it was",
                        gh_edit_file (change->edit));
      if (!gh_edit_write (change->edit, &error))
        return gh_fail (GH_EXIT_FILES, "%s", error->message);
    }
  print_all (change);
  if (change->made->len > 0)
    gh_say (change->common, "%s is changed; gahunda %s %s makes a draft of it",
            gh_edit_file (change->edit), gh_last_revision (change->folder) > 0 ? "replan" : "plan",
            change->folder);
  return GH_EXIT_DONE;
}
