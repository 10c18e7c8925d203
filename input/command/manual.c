#include "input/command/manual.h"

#include <string.h>

/* Of the manual's last change of substance; the page must be the same from every build. */
#define MANUAL_DATE "2026-11-28"
#define LINE_LENGTH 72

/* ---- the manual page ---------------------------------------------------------------------- */

/* In troff, a hyphen of a command is `\-`, and a line that begins with a point commands. */
static void
print_text (const char *text)
{
  if (*text == '.' || *text == '\'')
    g_print ("\\&");
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '-')
      g_print ("\\-");
    else if (*at == '\\')
      g_print ("\\e");
    else
      g_print ("%c", *at);
}

/* A paragraph, in lines that people can read too; what begins one is no command either. */
static void
print_lines (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gsize column = 0;

  for (int word = 0; words[word] != NULL; word++)
    {
      bool is_next = word > 0 && column + strlen (words[word]) < LINE_LENGTH;
      g_print ("%s", word == 0 ? "" : is_next ? " " : "\n");
      print_text (words[word]);
      column = (is_next ? column + 1 : 0) + strlen (words[word]);
    }
  g_print ("\n");
}

static void
print_option (const GOptionEntry *option)
{
  g_print (".TP\n\\fB");
  if (option->short_name != 0)
    g_print ("\\-%c\\fR, \\fB", option->short_name);
  g_print ("\\-\\-");
  print_text (option->long_name);
  g_print ("\\fR");
  if (option->arg_description != NULL)
    {
      g_print (" \\fI");
      print_text (option->arg_description);
      g_print ("\\fR");
    }
  g_print ("\n");
  print_lines (option->description);
}

static void
print_own (const GOptionEntry *option, bool is_own, gpointer data)
{
  if (is_own)
    print_option (option);
}

static void
print_common (const GOptionEntry *option, bool is_own, gpointer data)
{
  if (!is_own)
    print_option (option);
}

static void
print_command (const GhCommand *command)
{
  g_autofree char *example = g_strconcat ("Example: ", command->example, NULL);

  g_print (".SS ");
  print_text (command->name);
  g_print (" ");
  print_text (command->arguments);
  g_print ("\n");
  print_lines (command->help);
  g_print (".PP\n");
  print_lines (example);
  gh_command_each_option (command, print_own, NULL);
}

static void
print_exits (void)
{
  static const struct
  {
    GhExit exit;
    const char *means;
  } exits[] = {
    { GH_EXIT_DONE, "Done; every mandatory session has a place, and every hard rule is kept." },
    { GH_EXIT_INCOMPLETE,
      "A result, but mandatory sessions have no place, or verify found something wrong." },
    { GH_EXIT_ATTENTION, "The sheets or the command line need attention; every problem is told." },
    { GH_EXIT_FILES, "Something could not be read or written." },
    { GH_EXIT_IMPOSSIBLE,
      "Proved impossible: demands that clash are told; the best draft is written all the same." },
  };

  g_print (".SH EXIT STATUS\n");
  for (gsize entry = 0; entry < G_N_ELEMENTS (exits); entry++)
    {
      g_print (".TP\n\\fB%d\\fR\n", (int)exits[entry].exit);
      print_lines (exits[entry].means);
    }
}

static void
print_rest (void)
{
  g_print (".SH FILES\n"
           ".TP\n\\fIDIR\\fR/*.csv\nThe sheets of the conference.\n"
           ".TP\n\\fIDIR\\fR/programme/draft\nWhat \\fBplan\\fR and \\fBreplan\\fR made last.\n"
           ".TP\n\\fIDIR\\fR/programme/0001, 0002 ...\nWhat was published; \\fIcurrent\\fR leads "
           "to the newest.\n"
           ".SH ENVIRONMENT\n"
           ".TP\n\\fBNO_COLOR\\fR\nIf it is set, and not empty, nothing is coloured.\nNothing is "
           "said by colour alone.\n"
           ".TP\n\\fBTZDIR\\fR\nWhere the time zones are.\n"
           ".SH SIGNALS\n"
           "On SIGINT (Ctrl\\-C) and SIGTERM \\fBplan\\fR and \\fBreplan\\fR stop searching,\n"
           "and write the best that they have found.\n");
}

void
gh_manual_print (const GhCommand *const *commands, gsize n_commands)
{
  g_print (".TH GAHUNDA 1 %s \"gahunda %s\"\n"
           ".SH NAME\ngahunda \\- plan a conference, and give everybody a calendar\n"
           ".SH SYNOPSIS\n\\fBgahunda\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] ...\n"
           ".SH DESCRIPTION\n"
           "A conference is a folder of sheets: sessions, rooms, people, rules.\n"
           "gahunda makes a programme of them that keeps every hard rule, says why what\n"
           "is missing is missing, publishes it in revisions with a calendar for\n"
           "everybody, and changes as little as can be when something happens.\n"
           ".PP\n"
           "Results go to standard output, messages for people to standard error.\n"
           ".SH COMMANDS\n",
           MANUAL_DATE, GAHUNDA_VERSION);
  for (gsize command = 0; command < n_commands; command++)
    print_command (commands[command]);
  g_print (".SH OPTIONS\nOf all commands; a command's own option of the same name stands\n"
           "in place of one of these.\n");
  gh_command_each_option (commands[0], print_common, NULL);
  print_exits ();
  print_rest ();
}

/* ---- completion --------------------------------------------------------------------------- */

static void
print_name (const GOptionEntry *option, bool is_own, gpointer data)
{
  g_print (" --%s", option->long_name);
}

/* "text|json" are the words to choose from; "SECONDS" is something to think of. */
static bool
has_words (const GOptionEntry *option)
{
  return option->arg_description != NULL && strchr (option->arg_description, '|') != NULL;
}

static void
print_values (const GOptionEntry *option, bool is_own, gpointer data)
{
  const GhCommand *command = data;

  if (option->arg == G_OPTION_ARG_FILENAME)
    g_print ("    %s:--%s) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n", command->name,
             option->long_name);
  else if (has_words (option))
    {
      g_autofree char *words = g_strdelimit (g_strdup (option->arg_description), "|", ' ');
      g_print ("    %s:--%s) COMPREPLY=($(compgen -W \"%s\" -- \"$word\")); return ;;\n",
               command->name, option->long_name, words);
    }
  else if (option->arg_description != NULL)
    g_print ("    %s:--%s) return ;;\n", command->name, option->long_name);
}

static void
print_options (const GhCommand *const *commands, gsize n_commands)
{
  g_print ("  case $command in\n");
  for (gsize command = 0; command < n_commands; command++)
    {
      g_print ("    %s) options=\"--help", commands[command]->name);
      gh_command_each_option (commands[command], print_name, NULL);
      g_print ("\" ;;\n");
    }
  g_print ("  esac\n");
}

void
gh_completion_print (const GhCommand *const *commands, gsize n_commands)
{
  g_print ("# bash completion for gahunda %s, made by gahunda --completion\n"
           "_gahunda() {\n"
           "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
           "  local command=${COMP_WORDS[1]} options=\n"
           "  COMPREPLY=()\n"
           "  if ((COMP_CWORD == 1)); then\n"
           "    COMPREPLY=($(compgen -W \"--help --version",
           GAHUNDA_VERSION);
  for (gsize command = 0; command < n_commands; command++)
    g_print (" %s", commands[command]->name);
  g_print ("\" -- \"$word\"))\n    return\n  fi\n  case $command:$before in\n");
  for (gsize command = 0; command < n_commands; command++)
    gh_command_each_option (commands[command], print_values, (gpointer)commands[command]);
  g_print ("  esac\n");
  print_options (commands, n_commands);
  g_print ("  if [[ $word == -* ]]; then\n"
           "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
           "  elif ((COMP_CWORD == 2)); then\n"
           "    COMPREPLY=($(compgen -d -- \"$word\"))\n"
           "  fi\n"
           "}\n"
           "complete -o filenames -F _gahunda gahunda\n");
}
