/* Sessions that stay where they are, or go where they are told: rows of the sheet of pins. */
#include "input/command/edit/change.h"
#include "input/command/lock.h"

#include <string.h>

/* What the command line asks for. */
typedef struct
{
  char *start, *room, *from, *because; /* NULL: not given */
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->start);
  g_free (wanted->room);
  g_free (wanted->from);
  g_free (wanted->because);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* ---- one session ------------------------------------------------------------------------- */

/* Pins what AT holds, and leaves alone what else the session's pin holds. */
static void
pin (GhChange *change, int session, GhPlacement at, const char *because)
{
  const GhModel *model = change->model;
  const GhSession *this = &model->sessions[session];
  GhPlacement is = { .start = this->pinned_start, .room = this->pinned_room };
  bool changes = false;

  if (at.start != GH_NEVER && at.start != is.start)
    {
      g_autofree char *text = gh_change_start_text (model, at.start, 'T');
      changes = gh_edit_set (change->edit, this->id, "start", text);
      is.start = at.start;
    }
  if (at.room >= 0 && at.room != is.room)
    {
      changes = gh_edit_set (change->edit, this->id, "room", model->rooms[at.room].id) || changes;
      is.room = at.room;
    }
  if (because != NULL)
    changes = gh_edit_set (change->edit, this->id, "because", because) || changes;
  if (changes && this->cancelled)
    gh_say (change->common, "%s is cancelled: its pin counts once it is held again", this->id);
  if (changes)
    gh_change_add (change, this->id, "pinned", because, is);
}

/* ---- sessions that are named ------------------------------------------------------------- */

/* --at and --in; false with *EXIT, once told. */
static bool
read_place (const GhModel *model, const Wanted *wanted, GhPlacement *at, int *exit)
{
  g_autofree char *wrong = NULL;
  *at = gh_no_place;
  if (wanted->start != NULL)
    wrong = gh_sheets_start (model, wanted->start, &at->start);
  if (wrong != NULL)
    *exit = gh_fail (GH_EXIT_ATTENTION, "--at: %s", wrong);
  else if (wanted->room != NULL)
    at->room = gh_command_find_room (model, wanted->room, exit);
  return wrong == NULL && (wanted->room == NULL || at->room >= 0);
}

static int
pin_there (GhChange *change, const GhBits *chosen, const Wanted *wanted)
{
  GhPlacement at;
  int exit;

  if (!read_place (change->model, wanted, &at, &exit))
    return exit;
  if (wanted->start != NULL && gh_bits_count (chosen) > 1)
    return gh_fail (GH_EXIT_ATTENTION, "--at pins one session, and %d are named",
                    gh_bits_count (chosen));
  GH_BITS_EACH (chosen, session)
    pin (change, session, at, wanted->because);
  return gh_change_close (change);
}

static int
pin_where_they_are (GhChange *change, const GhBits *chosen, const char *because)
{
  g_auto (GhStanding) standing = { 0 };
  int n_placed = 0;
  int exit;

  if (!gh_change_stand (change, &standing, &exit))
    return exit;
  GH_BITS_EACH (chosen, session)
    {
      GhPlacement at = standing.schedule->places[session];
      if (at.start == GH_NEVER)
        gh_say (change->common, "%s has no place in %s, and is not pinned",
                change->model->sessions[session].id, standing.name);
      else
        pin (change, session, at, because);
      n_placed += at.start != GH_NEVER;
    }
  if (n_placed == 0)
    return gh_fail (GH_EXIT_ATTENTION,
                    "nothing that is named has a place in %s; --at and --in "
                    "give one",
                    standing.name);
  gh_say (change->common, "places are those of %s", standing.name);
  return gh_change_close (change);
}

static int
pin_named (GhChange *change, char **words, int n, const Wanted *wanted)
{
  g_autoptr (GhBits) chosen = NULL;
  int exit;

  chosen = gh_change_select (change, words, n, &exit);
  if (chosen == NULL)
    return exit;
  return wanted->start != NULL || wanted->room != NULL
             ? pin_there (change, chosen, wanted)
             : pin_where_they_are (change, chosen, wanted->because);
}

/* ---- an edited schedule ------------------------------------------------------------------ */

static void
tell_emptied (const GhChange *change, int session, bool start, bool room, const char *from)
{
  gh_say (change->common, "the %s of %s is empty in %s, and nothing of it is pinned",
          start && room ? "place"
          : start       ? "start"
                        : "room",
          change->model->sessions[session].id, from);
}

/* Pins what of a session's place is not as it stands. */
static void
pin_difference (GhChange *change, int session, GhPlacement now, GhPlacement edited,
                const Wanted *wanted)
{
  bool lost_start = edited.start == GH_NEVER && now.start != GH_NEVER;
  bool lost_room = edited.room < 0 && now.room >= 0;
  GhPlacement at = { .start = edited.start != now.start ? edited.start : GH_NEVER,
                     .room = edited.room != now.room ? edited.room : -1 };

  if (lost_start || lost_room)
    tell_emptied (change, session, lost_start, lost_room, wanted->from);
  if (at.start != GH_NEVER || at.room >= 0)
    pin (change, session, at, wanted->because);
}

static int
pin_edited (GhChange *change, const Wanted *wanted)
{
  g_auto (GhStanding) standing = { 0 };
  g_autoptr (GhSheetSchedule) edited = NULL;
  int exit;

  if (!gh_change_compare (change, wanted->from, &edited, &standing, &exit))
    return exit;
  for (int session = 0; session < change->model->n_sessions; session++)
    if (edited->rows[session] > 0)
      pin_difference (change, session, standing.schedule->places[session], edited->places[session],
                      wanted);
  gh_say (change->common, "compared with %s", standing.name);
  return gh_change_close (change);
}

/* ---- the command ------------------------------------------------------------------------- */

static bool
is_understood (const Wanted *wanted, int argc, int *exit)
{
  if (wanted->from == NULL && argc > 2)
    return true;
  if (wanted->from != NULL && argc == 2 && wanted->start == NULL && wanted->room == NULL)
    return true;
  *exit =
      gh_fail (GH_EXIT_ATTENTION,
               wanted->from == NULL
                   ? "name the sessions to pin, or give --from FILE"
                   : "--from FILE says alone what is pinned: leave out sessions, --at and --in");
  return false;
}

static int
run (int argc, char **argv)
{
  g_auto (Wanted) wanted = { 0 };
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &wanted.start, "The start to pin it to (where it is)",
      "2022-06-08T09:30" },
    { "in", 0, 0, G_OPTION_ARG_STRING, &wanted.room, "The room to pin it to (where it is)",
      "ROOM" },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &wanted.from,
      "An edited copy of schedule.csv: what differs is pinned", "FILE" },
    { "because", 0, 0, G_OPTION_ARG_STRING, &wanted.because, "The reason, for the public", "TEXT" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GhLock) lock = { 0 };
  g_auto (GhCommon) common = { 0 };
  g_auto (GhChange) change = { 0 };
  GhModel *model;
  int exit;

  if (!gh_command_parse (&gh_command_pin, &argc, &argv, entries, 1, INT_MAX, &common, &exit)
      || !is_understood (&wanted, argc, &exit) || !gh_lock_take (&lock, argv[1], &exit))
    return exit;
  model = gh_command_read (&common, argv[1], &exit);
  if (!gh_change_begin (&change, &common, argv[1], model,
                        model != NULL ? gh_change_open_pins (&common, argv[1], &exit) : NULL))
    return exit;
  return wanted.from != NULL ? pin_edited (&change, &wanted)
                             : pin_named (&change, argv + 2, argc - 2, &wanted);
}

const GhCommand gh_command_pin = {
  .name = "pin",
  .arguments = "DIR [SESSION ...]",
  .help = "Write into the sheets where sessions are to be",
  .example = "gahunda pin my-conference PL-01 --at 2022-06-08T09:30 --in KCC-AD1",
  .run = run,
};
