/* gahunda: plans a conference and gives each delegate a calendar. */
#include "input/command/command.h"

#include <locale.h>
#include <string.h>

/* A new command is a file beside this one and a row here. */
static const GhCommand *const commands[] = {
  &gh_command_new,    &gh_command_check, &gh_command_plan,  &gh_command_publish,
  &gh_command_verify, &gh_command_show,  &gh_command_rules,
};

static void
print_help (void)
{
  g_print ("Usage: gahunda COMMAND [OPTIONS] ...\n\n"
           "Plans a conference from a folder of sheets, and gives each delegate a calendar.\n\n"
           "Commands:\n");
  for (gsize command = 0; command < G_N_ELEMENTS (commands); command++)
    g_print ("  %-8s %-32s %s\n", commands[command]->name, commands[command]->arguments,
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
  const char *nearest;
  for (gsize command = 0; command < G_N_ELEMENTS (commands); command++)
    names[command] = commands[command]->name;
  nearest = gh_nearest_name (name, names, G_N_ELEMENTS (commands));
  return gh_fail (GH_EXIT_ATTENTION, "no command is called \"%s\"%s%s%s; see gahunda --help", name,
                  nearest != NULL ? " (did you mean \"" : "", nearest != NULL ? nearest : "",
                  nearest != NULL ? "\"?)" : "");
}

int
main (int argc, char **argv)
{
  setlocale (LC_CTYPE, "");
  if (argc < 2)
    {
      print_help ();
      return GH_EXIT_ATTENTION;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0
      || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return GH_EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("gahunda %s\n", GAHUNDA_VERSION);
      return GH_EXIT_DONE;
    }
  for (gsize command = 0; command < G_N_ELEMENTS (commands); command++)
    if (strcmp (argv[1], commands[command]->name) == 0)
      return commands[command]->run (argc - 1, argv + 1);
  return unknown (argv[1]);
}
