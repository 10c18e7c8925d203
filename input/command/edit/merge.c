/* Registrations become rows of attends. */
#include "input/command/edit/change.h"
#include "input/command/lock.h"
#include "input/command/edit/registrations.h"
#include "input/sheets/sheets.h"

#include <string.h>

/* What is to be written. */
typedef struct
{
  const GhCommon *common;
  const char *folder;
  GhModel *model;
  GhProblems *problems; /* of the export */
  GhRegistrations *registrations;
  GhEdit *attends, *people;
  GHashTable *had; /* "person\nsession" to the strongest level + 1 that a row of theirs gives */
  int level;
  GPtrArray *told; /* GhRegistration*, with only the sessions that are added; ours */
} Merge;

static void
merge_clear (Merge *merge)
{
  gh_model_free (merge->model);
  gh_problems_free (merge->problems);
  gh_registrations_free (merge->registrations);
  gh_edit_free (merge->attends);
  gh_edit_free (merge->people);
  g_clear_pointer (&merge->had, g_hash_table_unref);
  g_clear_pointer (&merge->told, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

/* From the weakest to the strongest. */
static const char *const levels[] = { "may", "should", "must", NULL };

static int
level_of (const char *word)
{
  for (int level = 0; levels[level] != NULL; level++)
    if (strcmp (levels[level], word) == 0)
      return level;
  return -1;
}

/* ---- what is there already --------------------------------------------------------------- */

static void
note_had (Merge *merge, const char *who, const char *what, int level)
{
  g_auto (GStrv) persons = g_strsplit (who, ";", -1);
  g_auto (GStrv) sessions = g_strsplit (what, ";", -1);

  for (char **person = persons; *person != NULL; person++)
    for (char **session = sessions; *session != NULL; session++)
      {
        char *key = g_strjoin ("\n", g_strstrip (*person), g_strstrip (*session), NULL);
        int before = GPOINTER_TO_INT (g_hash_table_lookup (merge->had, key)) - 1;
        g_hash_table_replace (merge->had, key, GINT_TO_POINTER (MAX (before, level) + 1));
      }
}

/* What they have to attend by wider rows is not made less by one of their own. */
static void
note_wide (Merge *merge)
{
  const GhModel *model = merge->model;

  for (int entry = 0; entry < model->n_person_wants; entry++)
    {
      const GhWant *want = &model->person_wants[entry];
      if ((int)want->wish > merge->level)
        note_had (merge, model->persons[want->who].id, model->sessions[want->session].id,
                  (int)want->wish);
    }
}

/* Beside those, only rows that name both: merging the same export again then adds nothing. */
static void
find_had (Merge *merge)
{
  g_autoptr (GhTable) table = gh_command_peek (merge->folder, "attends");

  merge->had = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int row = 0; table != NULL && row < gh_table_n_rows (table); row++)
    note_had (merge, gh_table_cell (table, row, gh_table_column (table, "who")),
              gh_table_cell (table, row, gh_table_column (table, "what")),
              level_of (gh_table_cell (table, row, gh_table_column (table, "level"))));
  note_wide (merge);
}

static bool
has_already (const Merge *merge, const char *person, const char *session)
{
  g_autofree char *key = g_strjoin ("\n", person, session, NULL);
  return GPOINTER_TO_INT (g_hash_table_lookup (merge->had, key)) - 1 >= merge->level;
}

/* ---- what is added ----------------------------------------------------------------------- */

static void
drop_what_is_there (Merge *merge, GhRegistration *registration)
{
  for (guint entry = registration->sessions->len; entry-- > 0;)
    if (has_already (merge, registration->id, registration->sessions->pdata[entry]))
      g_ptr_array_remove_index (registration->sessions, entry);
}

static char *
list_of (const GhRegistration *registration)
{
  g_ptr_array_add (registration->sessions, NULL);
  char *list = g_strjoinv (";", (char **)registration->sessions->pdata);
  g_ptr_array_set_size (registration->sessions, (int)registration->sessions->len - 1);
  return list;
}

static void
add_person (Merge *merge, const GhRegistration *registration)
{
  gh_edit_set (merge->people, registration->id, "name", registration->name);
  gh_edit_set (merge->people, registration->id, "email", registration->email);
}

static void
add (Merge *merge, GhRegistration *registration)
{
  g_autofree char *list = NULL;

  drop_what_is_there (merge, registration);
  if (registration->name != NULL)
    add_person (merge, registration);
  if (registration->sessions->len > 0)
    {
      list = list_of (registration);
      gh_edit_add (merge->attends, registration->id);
      gh_edit_set (merge->attends, registration->id, "what", list);
      gh_edit_set (merge->attends, registration->id, "level", levels[merge->level]);
    }
  if (registration->name != NULL || registration->sessions->len > 0)
    g_ptr_array_add (merge->told, registration);
}

static bool
has_fresh (const GhRegistrations *registrations)
{
  for (guint entry = 0; entry < registrations->people->len; entry++)
    if (((GhRegistration *)registrations->people->pdata[entry])->name != NULL)
      return true;
  return false;
}

/* False with *EXIT, once told. */
static bool
open_sheets (Merge *merge, int *exit)
{
  static const char *const attends[] = { "who", "what", "level", NULL };
  static const char *const people[] = { "person", "name", "email", NULL };

  merge->attends = gh_change_open (merge->common, merge->folder, "attends", attends, exit);
  if (merge->attends == NULL || !has_fresh (merge->registrations))
    return merge->attends != NULL;
  merge->people = gh_change_open (merge->common, merge->folder, "people", people, exit);
  return merge->people != NULL;
}

/* ---- telling and writing ----------------------------------------------------------------- */

static void
print_text (const Merge *merge)
{
  for (guint entry = 0; entry < merge->told->len; entry++)
    {
      const GhRegistration *this = merge->told->pdata[entry];
      g_autofree char *list = list_of (this);
      if (this->name != NULL)
        g_print ("%s: a new person, %s\n", this->id,
                 *this->name != '\0' ? this->name : this->email);
      if (*list != '\0')
        g_print ("%s: %s %s\n", this->id, levels[merge->level], list);
    }
  if (merge->told->len == 0)
    g_print ("nothing to add\n");
}

static void
print_json (const Merge *merge)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  gh_json_begin_list (builder, "added");
  for (guint entry = 0; entry < merge->told->len; entry++)
    {
      const GhRegistration *this = merge->told->pdata[entry];
      json_builder_begin_object (builder);
      gh_json_text (builder, "person", this->id);
      gh_json_flag (builder, "new", this->name != NULL);
      gh_json_text (builder, "level", levels[merge->level]);
      gh_json_begin_list (builder, "sessions");
      for (guint session = 0; session < this->sessions->len; session++)
        json_builder_add_string_value (builder, this->sessions->pdata[session]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  gh_json_add_problems (builder, "left_out", merge->problems);
  json_builder_end_object (builder);
  gh_json_print (builder);
}

/* People first: cut off between the two, they are there and nobody wants anything yet, and the same
 * command goes on from there. */
static int
write_sheets (const Merge *merge)
{
  GhCommon without_notes = { .quiet = true };
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();
  g_autoptr (GhModel) changed = NULL;
  g_autoptr (GError) error = NULL;
  int exit;

  if (merge->people != NULL)
    g_ptr_array_add (edits, merge->people);
  g_ptr_array_add (edits, merge->attends);
  changed = gh_command_read_edits (&without_notes, merge->folder, edits, &exit);
  if (changed == NULL)
    return gh_fail (exit, "that is how the sheets would be with it; they stay as they were");
  if (!gh_edit_write_all (merge->folder, edits, &error))
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  return GH_EXIT_DONE;
}

static int
close_merge (const Merge *merge, bool is_dry)
{
  int exit = GH_EXIT_DONE;

  if (!is_dry && (merge->told->len > 0 || gh_edit_is_unfinished (merge->folder)))
    exit = write_sheets (merge);
  if (exit != GH_EXIT_DONE)
    return exit;
  if (merge->common->json)
    print_json (merge);
  else
    print_text (merge);
  if (merge->problems->n_errors > 0)
    return gh_fail (GH_EXIT_INCOMPLETE,
                    "%d entr%s of the export %s left out; merge it again once they are mended",
                    merge->problems->n_errors, merge->problems->n_errors == 1 ? "y" : "ies",
                    merge->problems->n_errors == 1 ? "was" : "were");
  return exit;
}

/* ---- the command ------------------------------------------------------------------------- */

typedef struct
{
  GhRegistrationColumns columns;
  char *level;
  gboolean add_people, is_dry;
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->columns.email);
  g_free (wanted->columns.name);
  g_free (wanted->columns.sessions);
  g_free (wanted->level);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* FILE as it is; an exit code where it is no export. */
static int
read_export (Merge *merge, const char *file, const Wanted *wanted)
{
  g_autoptr (GError) error = NULL;

  merge->problems = gh_problems_new ();
  merge->registrations = gh_registrations_read (file, merge->model, &wanted->columns,
                                                wanted->add_people, merge->problems, &error);
  if (error != NULL)
    return gh_fail (GH_EXIT_FILES, "%s", error->message);
  gh_command_tell_problems (merge->common, merge->problems);
  if (merge->registrations == NULL)
    return gh_fail (GH_EXIT_ATTENTION, "nothing of %s was merged", file);
  return GH_EXIT_DONE;
}

static int
merge_export (Merge *merge, const char *file, const Wanted *wanted)
{
  int exit = read_export (merge, file, wanted);

  if (exit != GH_EXIT_DONE || !open_sheets (merge, &exit))
    return exit;
  merge->told = g_ptr_array_new ();
  find_had (merge);
  for (guint entry = 0; entry < merge->registrations->people->len; entry++)
    add (merge, merge->registrations->people->pdata[entry]);
  return close_merge (merge, wanted->is_dry);
}

static int
run (int argc, char **argv)
{
  g_auto (Wanted) wanted = { 0 };
  const GOptionEntry entries[] = {
    { "level", 0, 0, G_OPTION_ARG_STRING, &wanted.level, "How much they want it (should)",
      "must|should|may" },
    { "add-people", 0, 0, G_OPTION_ARG_NONE, &wanted.add_people,
      "Who is not in people, and is near to nobody in it, is added", NULL },
    { "email", 0, 0, G_OPTION_ARG_STRING, &wanted.columns.email, "The export's column of emails",
      "COLUMN" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &wanted.columns.name, "The export's column of names",
      "COLUMN" },
    { "sessions", 0, 0, G_OPTION_ARG_STRING, &wanted.columns.sessions,
      "The export's column of sessions", "COLUMN" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &wanted.is_dry, "Tell what would be added, write nothing",
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GhCommon) common = { 0 };
  g_auto (GhLock) lock = { 0 };
  g_auto (Merge) merge = { 0 };
  int exit;

  if (!gh_command_parse (&gh_command_merge, &argc, &argv, entries, 2, 2, &common, &exit))
    return exit;
  merge = (Merge){ .common = &common, .folder = argv[2] };
  merge.level = level_of (wanted.level != NULL ? wanted.level : "should");
  if (merge.level < 0)
    return gh_fail (GH_EXIT_ATTENTION, "--level takes must, should or may");
  if (!wanted.is_dry && !gh_lock_take (&lock, argv[2], &exit))
    return exit;
  merge.model = gh_command_read (&common, argv[2], &exit);
  return merge.model != NULL ? merge_export (&merge, argv[1], &wanted) : exit;
}

const GhCommand gh_command_merge = {
  .name = "merge",
  .arguments = "REGISTRATIONS DIR",
  .help = "Add what a registration export says of who wants which sessions to attends",
  .example = "gahunda merge registrations.xlsx my-conference --dry-run",
  .run = run,
};
