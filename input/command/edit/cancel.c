/* Sessions that are not held: `yes` in the column `cancelled` of their sheet. */
#include "input/command/edit/change.h"
#include "input/command/lock.h"

/* Those that an edited schedule cancels and the sheet does not; NULL with *EXIT, once told. */
static GhBits *
find_cancelled (const GhChange *change, const char *from, int *exit)
{
  static const char *const columns[] = { "session", "status", NULL };
  g_autoptr (GhSheetSchedule) edited = gh_change_read (change, from, columns, exit);
  GhBits *chosen;

  if (edited == NULL)
    return NULL;
  chosen = gh_bits_new (change->model->n_sessions);
  for (int session = 0; session < change->model->n_sessions; session++)
    {
      const GhSession *this = &change->model->sessions[session];
      if (edited->cancelled[session] && !this->cancelled)
        gh_bits_add (chosen, session);
      if (edited->rows[session] > 0 && !edited->cancelled[session] && this->cancelled)
        gh_say (change->common, "%s stays cancelled; to hold it again, empty its cell in %s",
                this->id, gh_edit_file (change->edit));
    }
  return chosen;
}

static void
cancel (GhChange *change, int session, const char *because)
{
  const GhSession *this = &change->model->sessions[session];
  bool changes = !this->cancelled && gh_edit_set (change->edit, this->id, "cancelled", "yes");

  if (because != NULL)
    changes = gh_edit_set (change->edit, this->id, "because", because) || changes;
  if (changes)
    gh_change_add (change, this->id, "cancelled", because, gh_no_place);
}

static int
cancel_all (GhChange *change, char **words, int n, const char *from, const char *because)
{
  g_autoptr (GhBits) chosen = NULL;
  int exit;

  chosen = from != NULL ? find_cancelled (change, from, &exit)
                        : gh_change_select (change, words, n, &exit);
  if (chosen == NULL)
    return exit;
  GH_BITS_EACH (chosen, session)
    cancel (change, session, because);
  return gh_change_close (change);
}

static int
run (int argc, char **argv)
{
  static const char *const columns[] = { "session", NULL };
  g_autofree char *from = NULL;
  g_autofree char *because = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from,
      "An edited schedule.csv: what has status cancelled in it", "FILE" },
    { "because", 0, 0, G_OPTION_ARG_STRING, &because, "The reason, for the public", "TEXT" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GhLock) lock = { 0 };
  g_auto (GhCommon) common = { 0 };
  g_auto (GhChange) change = { 0 };
  GhModel *model;
  int exit;

  if (!gh_command_parse (&gh_command_cancel, &argc, &argv, entries, 1, INT_MAX, &common, &exit))
    return exit;
  if ((from != NULL) == (argc > 2))
    return gh_fail (GH_EXIT_ATTENTION, "name the sessions to cancel, or give --from FILE");
  if (!gh_lock_take (&lock, argv[1], &exit))
    return exit;
  model = gh_command_read (&common, argv[1], &exit);
  if (!gh_change_begin (
          &change, &common, argv[1], model,
          model != NULL ? gh_change_open (&common, argv[1], "sessions", columns, &exit) : NULL))
    return exit;
  return cancel_all (&change, argv + 2, argc - 2, from, because);
}

const GhCommand gh_command_cancel = {
  .name = "cancel",
  .arguments = "DIR [SESSION ...]",
  .help = "Write into the sheets that sessions are not held",
  .example = "gahunda cancel my-conference SIDE-03 --because \"The host withdrew\"",
  .run = run,
};
