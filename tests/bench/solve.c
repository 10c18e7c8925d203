/* Plans an instance that others published, and prints how well and how fast: one `key value` a
 * line.
 *
 *   solve tim comp-2007-2-1.tim --time 10 --seed 3 --out 1.sln
 *
 * Exit 0: everything is placed; 1: it is not, or the engine and the format's own score disagree; 2:
 * the command line or the file need attention; 3: the solution could not be written.  Interrupted,
 * it tells and writes the best so far.
 */
#include "input/command/command.h"
#include "input/command/plan/pace.h"
#include "tests/bench/format.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define USUAL_SECONDS 10

static const GhFormat *const formats[] = { &gh_format_tim, &gh_format_conference,
                                           &gh_format_meeting, &gh_format_large };

/* The effort, or the seconds, that nobody asked for. */
#define NOT_GIVEN INT64_MIN

typedef struct
{
  gint64 effort;
  double seconds;
  gint64 seed;
  int threads;
  char *out;
} Wishes;

/* When the search was asked whether to go on, in microseconds since it was called. */
typedef struct
{
  gint64 called, first, last, complete; /* -1: not yet */
  int64_t first_steps, last_steps;
} Clock;

static int fail (int exit, const char *format, ...) G_GNUC_PRINTF (2, 3);

static int
fail (int exit, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("solve: %s\n", text);
  return exit;
}

static volatile sig_atomic_t interrupted;

static void
interrupt (int number)
{
  interrupted = 1;
}

static bool
is_uninterrupted (const GhProgress *progress, gpointer data)
{
  return interrupted == 0;
}

static bool
look_at_clock (const GhProgress *progress, gpointer data)
{
  Clock *clock = data;
  clock->last = g_get_monotonic_time () - clock->called;
  clock->last_steps = progress->steps;
  if (clock->first < 0)
    {
      clock->first = clock->last;
      clock->first_steps = progress->steps;
    }
  if (clock->complete < 0 && progress->unplaced == 0)
    clock->complete = clock->last;
  return interrupted == 0;
}

static void
tell_number (const char *key, int64_t number)
{
  g_print ("%s %" G_GINT64_FORMAT "\n", key, (gint64)number);
}

static void
tell_seconds (const char *key, gint64 microseconds)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_print ("%s %s\n", key, g_ascii_formatd (text, sizeof text, "%.4f", (double)microseconds / 1e6));
}

static void
tell_speed (const Clock *clock, const GhProgramme *programme, gint64 whole)
{
  int64_t steps = clock->last_steps - clock->first_steps;
  gint64 microseconds = clock->last - clock->first;
  /* A search too short to be asked twice. */
  if (steps <= 0 || microseconds <= 0)
    {
      steps = programme->steps;
      microseconds = MAX (whole, 1);
    }
  if (clock->complete >= 0)
    tell_seconds ("complete", clock->complete);
  else if (programme->n_unplaced == 0)
    tell_seconds ("complete", whole);
  tell_seconds ("seconds", whole);
  tell_number ("steps", programme->steps);
  tell_number ("moves_per_second", (int64_t)((double)steps * 1e6 / (double)microseconds));
}

static void
tell_score (const GhScore *score, const GhProgramme *programme)
{
  tell_number ("unplaced", score->unplaced);
  if (score->distance >= 0)
    tell_number ("distance", score->distance);
  tell_number ("hard", score->hard);
  tell_number ("medium", score->medium);
  tell_number ("soft", score->soft);
  tell_number ("cost", programme->cost);
}

static void
tell_rules (const GhProgramme *programme)
{
  for (int rule = 0; rule < programme->n_rules; rule++)
    if (programme->costs[rule].cost != 0)
      g_print ("cost_of %s %" G_GINT64_FORMAT "\n", gh_rule_info (rule)->name,
               (gint64)programme->costs[rule].cost);
}

/* What the engine says of a programme is what the format says. */
static int
compare (const GhScore *score, const GhProgramme *programme)
{
  if (score->unplaced != programme->n_unplaced)
    return fail (1, "%d are unplaced, but the engine says %d", score->unplaced,
                 programme->n_unplaced);
  if (score->hard > 0)
    return fail (1, "hard rules of the format are broken by what is placed");
  if (score->cost != GH_COST_UNTOLD && score->cost != programme->cost)
    return fail (1,
                 "the engine's cost is %" G_GINT64_FORMAT ", but the score means %" G_GINT64_FORMAT,
                 (gint64)programme->cost, (gint64)score->cost);
  return score->unplaced > 0 ? 1 : 0;
}

static int
write_solution (const GhFormat *format, gconstpointer instance, const GhModel *model,
                const GhProgramme *programme, const char *path)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return 0;
  text = format->solution != NULL ? format->solution (instance, model, programme) : NULL;
  if (text == NULL)
    return fail (1, "%s is not written: a solution of %s says where everything is", path,
                 format->name);
  if (!g_file_set_contents (path, text->str, (gssize)text->len, &error))
    return fail (3, "%s", error->message);
  return 0;
}

static int
solve (const GhFormat *format, gconstpointer instance, const Wishes *wishes)
{
  g_autoptr (GhModel) model = format->model (instance);
  Clock clock = { .first = -1, .complete = -1 };
  GhPlanOptions options = { .seed = (uint64_t)wishes->seed,
                            .threads = wishes->threads,
                            .effort = wishes->effort,
                            .may_go_on = is_uninterrupted };
  g_autoptr (GhProgramme) programme = NULL;
  GhScore score;
  gint64 whole;
  bool stopped;
  int compared, written;

  if (options.effort == NOT_GIVEN)
    options.effort = gh_pace_effort (
        model, &options, wishes->seconds > 0 ? wishes->seconds : USUAL_SECONDS, &stopped);
  options.may_go_on = look_at_clock;
  options.data = &clock;
  clock.called = g_get_monotonic_time ();
  programme = gh_plan (model, &options);
  whole = g_get_monotonic_time () - clock.called;

  format->score (instance, model, programme, &score);
  tell_number ("effort", options.effort);
  tell_score (&score, programme);
  tell_rules (programme);
  tell_speed (&clock, programme, whole);
  compared = compare (&score, programme);
  written = write_solution (format, instance, model, programme, wishes->out);
  return MAX (compared, written);
}

/* ---- the command line -------------------------------------------------------------------- */

static const GhFormat *
format_of (const char *name)
{
  for (gsize format = 0; format < G_N_ELEMENTS (formats); format++)
    if (strcmp (formats[format]->name, name) == 0)
      return formats[format];
  return NULL;
}

/* What is wrong with the options, or NULL. */
static const char *
check_wishes (const Wishes *wishes)
{
  if (wishes->effort != NOT_GIVEN && (wishes->effort < 1 || wishes->effort > GH_MOST_EFFORT))
    return "--effort takes a number of steps, 1 to some 18,000 million millions";
  if (wishes->seconds != (double)NOT_GIVEN && !(wishes->seconds > 0 && wishes->seconds <= 1e6))
    return "--time takes seconds, more than 0 and at most 1000000";
  if (wishes->effort != NOT_GIVEN && wishes->seconds != (double)NOT_GIVEN)
    return "--time and --effort exclude each other: time is turned into an effort";
  if (wishes->seed < 0)
    return "--seed takes a whole number, 0 or more";
  if (wishes->threads < 1 || wishes->threads > GH_MOST_THREADS)
    return "--threads takes a number from 1 to " G_STRINGIFY (GH_MOST_THREADS);
  return NULL;
}

/* Before a long search: where its solution is to go.  0, or the exit. */
static int
check_out (const GhFormat *format, const char *path)
{
  g_autofree char *folder = NULL;

  if (path == NULL)
    return 0;
  if (format->solution == NULL)
    return fail (2, "--out: %s has no solution file", format->name);
  folder = g_path_get_dirname (path);
  if (*path == '\0' || g_file_test (path, G_FILE_TEST_IS_DIR))
    return fail (3, "--out takes the name of a file, and \"%s\" is none", path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR) || g_access (folder, W_OK) != 0)
    return fail (3, "%s cannot be written: %s is no folder that takes new files", path, folder);
  return 0;
}

static bool
parse (int *argc, char ***argv, Wishes *wishes, char **problem)
{
  const GOptionEntry entries[] = {
    { "time", 0, 0, G_OPTION_ARG_DOUBLE, &wishes->seconds, "Search about so long (10)", "S" },
    { "effort", 0, 0, G_OPTION_ARG_INT64, &wishes->effort, "Search so many steps instead", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &wishes->seed, "Another seed, another search (1)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &wishes->threads, "Searches side by side (1)", "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &wishes->out, "Write the solution", "SOLUTION" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FORMAT FILE");
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context,
                                "Plans an instance that others published.\n"
                                "FORMAT is tim (ITC-2002, ITC-2007 track 2), conference or\n"
                                "meeting (Timefold, as plain JSON), or large, a made-up\n"
                                "conference, where FILE is\n"
                                "SESSIONS:DELEGATES:WISHES:ROOMS:STARTS:SEED.");
  g_option_context_set_description (
      context, "Examples:\n  solve tim comp-2007-2-1.tim --time 10 --seed 3 --out 1.sln\n"
               "  solve large 300:1000:40:20:25:1 --time 10");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    *problem = g_strdup (error->message);
  else if (*argc != 3)
    *problem = g_strdup ("give a FORMAT and a FILE; --help tells more");
  else
    *problem = g_strdup (check_wishes (wishes));
  return *problem == NULL;
}

int
main (int argc, char **argv)
{
  g_autofree char *problem = NULL;
  Wishes wishes = { .effort = NOT_GIVEN, .seconds = (double)NOT_GIVEN, .seed = 1, .threads = 1 };
  g_autofree char *out = NULL;
  const GhFormat *format;
  gpointer instance;
  int exit;

  /* Names of files hold all letters; numbers are written as in C. */
  setlocale (LC_CTYPE, "");
  if (!parse (&argc, &argv, &wishes, &problem))
    return fail (2, "%s", problem);
  out = wishes.out;
  format = format_of (argv[1]);
  if (format == NULL)
    return fail (2, "\"%s\" is no format; --help names them", argv[1]);
  exit = check_out (format, out);
  if (exit != 0)
    return exit;
  instance = format->read (argv[2], &problem);
  if (instance == NULL)
    return fail (2, "%s: %s", argv[2], problem);
  signal (SIGINT, interrupt);
  signal (SIGTERM, interrupt);
  exit = solve (format, instance, &wishes);
  format->free (instance);
  return exit;
}
