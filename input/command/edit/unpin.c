/* Sessions that may move again: rows taken out of the sheet of pins. */
#include "input/command/edit/change.h"
#include "input/command/lock.h"

#include <string.h>

/* What the command line asks for. */
typedef struct
{
  char **words; /* sessions, selectors, or whatever the sheet of pins names */
  int n_words;
  const char *from; /* NULL: not given */
  bool all;
} Wanted;

/* ---- the conference without its pins ------------------------------------------------------ */

/* A pin may be just what is wrong with the sheets: they are read as if there were none. */
static GhModel *
read_without_pins (const GhCommon *common, const char *folder, int *exit)
{
  g_autoptr (GhEdit) bare = gh_change_open_pins (common, folder, exit);
  g_autoptr (GPtrArray) ids = bare != NULL ? gh_edit_ids (bare) : NULL;

  if (bare == NULL)
    return NULL;
  for (guint id = 0; id < ids->len; id++)
    gh_edit_remove (bare, ids->pdata[id]);
  return gh_command_read_edited (common, folder, bare, exit);
}

/* ---- which sessions ---------------------------------------------------------------------- */

/* Sessions by words, but for those words that the sheet itself names, whatever they are. */
static GhBits *
select_rest (const GhChange *change, const Wanted *wanted, int *exit)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  for (int word = 0; word < wanted->n_words; word++)
    if (!gh_edit_has (change->edit, wanted->words[word]))
      g_ptr_array_add (rest, wanted->words[word]);
  return gh_change_select (change, (char **)rest->pdata, (int)rest->len, exit);
}

static GhBits *
find_different (const GhChange *change, const char *from, int *exit)
{
  g_auto (GhStanding) standing = { 0 };
  g_autoptr (GhSheetSchedule) edited = NULL;
  GhBits *chosen;

  if (!gh_change_compare (change, from, &edited, &standing, exit))
    return NULL;
  chosen = gh_bits_new (change->model->n_sessions);
  for (int session = 0; session < change->model->n_sessions; session++)
    {
      GhPlacement now = standing.schedule->places[session];
      GhPlacement then = edited->places[session];
      if (edited->rows[session] > 0 && (now.start != then.start || now.room != then.room))
        gh_bits_add (chosen, session);
    }
  gh_say (change->common, "compared with %s", standing.name);
  return chosen;
}

static GHashTable *
ids_of (const GhModel *model, const GhBits *sessions, const Wanted *wanted)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  GH_BITS_EACH (sessions, session)
    g_hash_table_add (ids, (gpointer)model->sessions[session].id);
  for (int word = 0; word < wanted->n_words; word++)
    g_hash_table_add (ids, wanted->words[word]);
  return ids;
}

/* ---- the command ------------------------------------------------------------------------- */

static int
unpin (GhChange *change, const Wanted *wanted)
{
  g_autoptr (GhBits) sessions = NULL;
  g_autoptr (GHashTable) chosen = NULL;
  g_autoptr (GPtrArray) ids = gh_edit_ids (change->edit);
  int exit;

  sessions = wanted->from != NULL ? find_different (change, wanted->from, &exit)
                                  : select_rest (change, wanted, &exit);
  if (sessions == NULL)
    return exit;
  chosen = ids_of (change->model, sessions, wanted);
  for (guint at = 0; at < ids->len; at++)
    if (gh_edit_has (change->edit, ids->pdata[at])
        && (wanted->all || g_hash_table_contains (chosen, ids->pdata[at])))
      {
        gh_edit_remove (change->edit, ids->pdata[at]);
        gh_change_add (change, ids->pdata[at], "unpinned", NULL, gh_no_place);
      }
  return gh_change_close (change);
}

static int
run (int argc, char **argv)
{
  gboolean all = false;
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, "Take out every pin", NULL },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from,
      "An edited copy of schedule.csv: what differs is unpinned", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GhLock) lock = { 0 };
  g_auto (GhCommon) common = { 0 };
  g_auto (GhChange) change = { 0 };
  GhModel *model;
  int exit;

  if (!gh_command_parse (&gh_command_unpin, &argc, &argv, entries, 1, INT_MAX, &common, &exit))
    return exit;
  if ((argc > 2) + (from != NULL) + all != 1)
    return gh_fail (GH_EXIT_ATTENTION, "name the sessions to unpin, or give --all or --from FILE");
  if (!gh_lock_take (&lock, argv[1], &exit))
    return exit;
  model = read_without_pins (&common, argv[1], &exit);
  if (!gh_change_begin (&change, &common, argv[1], model,
                        model != NULL ? gh_change_open_pins (&common, argv[1], &exit) : NULL))
    return exit;
  return unpin (&change, &(Wanted){ argv + 2, argc - 2, from, all });
}

const GhCommand gh_command_unpin = {
  .name = "unpin",
  .arguments = "DIR [SESSION ...]",
  .help = "Let sessions go that the sheets pin",
  .example = "gahunda unpin my-conference PL-01",
  .run = run,
};
