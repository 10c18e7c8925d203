/* gahunda: plans a conference and gives each delegate a calendar. */
#include "input/command/command.h"
#include "input/command/manual.h"
#include "input/command/term.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* A new command is a file in its room and a row here. */
static const GhCommand *const commands[] = {
  &gh_command_new,   &gh_command_import, &gh_command_merge,   &gh_command_suggest,
  &gh_command_check, &gh_command_plan,   &gh_command_replan,  &gh_command_pin,
  &gh_command_unpin, &gh_command_cancel, &gh_command_explain, &gh_command_show,
  &gh_command_diff,  &gh_command_verify, &gh_command_publish, &gh_command_print,
  &gh_command_feeds, &gh_command_rules,
};

#define USAGE "Usage: gahunda COMMAND [OPTIONS] ...\n"

static void
print_help (void)
{
  g_print (USAGE
           "\nPlans a conference from a folder of sheets, and gives each delegate a calendar.\n\n"
           "Commands:\n");
  for (gsize command = 0; command < G_N_ELEMENTS (commands); command++)
    g_print ("  %-8s %-26s %s\n", commands[command]->name, commands[command]->arguments,
             commands[command]->help);
  g_print ("\nExample:\n"
           "  gahunda new my-conference --from tiny\n"
           "  gahunda plan my-conference --time 10\n"
           "  gahunda publish my-conference\n\n"
           "gahunda COMMAND --help says more.\n");
}

static int
unknown (const char *name)
{
  const char *names[G_N_ELEMENTS (commands)];
  g_autofree char *nearest = NULL;
  for (gsize command = 0; command < G_N_ELEMENTS (commands); command++)
    names[command] = commands[command]->name;
  nearest = gh_did_you_mean_one_of (name, names, G_N_ELEMENTS (commands));
  return gh_fail (GH_EXIT_ATTENTION, "no command is called \"%s\"%s; see gahunda --help", name,
                  nearest);
}

static int
run (int argc, char **argv)
{
  if (argc < 2)
    {
      g_printerr (USAGE "gahunda --help lists the commands\n");
      return GH_EXIT_ATTENTION;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      print_help ();
      return GH_EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("gahunda %s\n", GAHUNDA_VERSION);
      return GH_EXIT_DONE;
    }
  if (strcmp (argv[1], "--manual") == 0)
    {
      gh_manual_print (commands, G_N_ELEMENTS (commands));
      return GH_EXIT_DONE;
    }
  if (strcmp (argv[1], "--completion") == 0)
    {
      gh_completion_print (commands, G_N_ELEMENTS (commands));
      return GH_EXIT_DONE;
    }
  for (gsize command = 0; command < G_N_ELEMENTS (commands); command++)
    if (strcmp (argv[1], commands[command]->name) == 0)
      return commands[command]->run (argc - 1, argv + 1);
  return unknown (argv[1]);
}

/* GLib would turn what is printed into the locale's own charset; sheets and results are UTF-8
 * everywhere. */
static void
print_as_it_is (const char *text)
{
  gh_term_put (stdout, text);
}

static void
print_error_as_it_is (const char *text)
{
  fflush (stdout);
  gh_term_put (stderr, text);
}

int
main (int argc, char **argv)
{
  int exit;
  /* So are the words that it is given: GLib takes them for the locale's charset. */
  setlocale (LC_CTYPE, "C.UTF-8");
  g_set_print_handler (print_as_it_is);
  g_set_printerr_handler (print_error_as_it_is);
  exit = run (argc, argv);
  if (fflush (stdout) != 0 || ferror (stdout))
    return gh_fail (GH_EXIT_FILES, "the result cannot be printed: %s", g_strerror (errno));
  return exit;
}
