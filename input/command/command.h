/* The roof: one command of the program, and what all commands share.
 *
 * A command is a file with a function and a row in the table of main.c.  It reads its options
 * through gh_command_parse(), prints results to standard output and messages for people to standard
 * error, and returns an exit code of the contract.
 */
#pragma once

#include "engine/engine.h"
#include "input/sheets/edit.h"
#include "input/sheets/table.h"
#include "output/json.h"

typedef enum
{
  GH_EXIT_DONE = 0,
  GH_EXIT_INCOMPLETE = 1, /* a result, but mandatory sessions are unplaced, or verify found fault */
  GH_EXIT_ATTENTION = 2,  /* the sheets or the command line need attention */
  GH_EXIT_FILES = 3,      /* something could not be read or written */
  GH_EXIT_IMPOSSIBLE = 4, /* proved: no programme keeps every hard rule */
} GhExit;

typedef struct
{
  const char *name;
  const char *arguments; /* "DIR [DAY|SESSION|PERSON]" */
  const char *help;      /* one line */
  const char *example;
  int (*run) (int argc, char **argv);
} GhCommand;

extern const GhCommand gh_command_new, gh_command_check, gh_command_plan, gh_command_publish,
    gh_command_show, gh_command_verify, gh_command_rules, gh_command_explain, gh_command_replan,
    gh_command_pin, gh_command_unpin, gh_command_cancel, gh_command_diff, gh_command_feeds,
    gh_command_print, gh_command_import, gh_command_merge, gh_command_suggest;

/* So many steps leave room in 64 bits for the sum over all threads. */
#define GH_MOST_EFFORT (INT64_MAX / (2 * GH_MOST_THREADS))

/* What every command may be given. */
typedef struct
{
  gint64 effort;  /* 0: not given */
  double seconds; /* 0: not given */
  gint64 seed;
  int threads;
  char *at; /* NULL: now */
  bool json;
  bool quiet;
} GhCommon;

/* Takes options out of ARGV (whose [0] is the command's name); MORE are the command's own, which
 * stand in place of common ones of the same name.  False: done already, with *EXIT (--help, or a
 * mistake that has been told).  What is left are arguments: at least LEAST and at most MOST. */
bool gh_command_parse (const GhCommand *command, int *argc, char ***argv, const GOptionEntry *more,
                       int least, int most, GhCommon *common, int *exit);
void gh_common_clear (GhCommon *common);

/* Calls EACH for every option of a command: those of all commands that its own leave in place, then
 * its own. */
typedef void (*GhEachOption) (const GOptionEntry *option, bool is_own, gpointer data);
void gh_command_each_option (const GhCommand *command, GhEachOption each, gpointer data);

/* Says something to people, unless they asked for quiet. */
void gh_say (const GhCommon *common, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Says what went wrong, always; returns EXIT. */
int gh_fail (int exit, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* " (did you mean "plan"?)" of the nearest name, or "".  The caller frees it. */
char *gh_did_you_mean_one_of (const char *name, const char *const *names, int n);

/* Results as JSON (output/json.h), whole, with a line break. */
void gh_json_print (JsonBuilder *builder);

/* Reads a folder of sheets; problems and notes go to standard error.  NULL with *EXIT. */
GhModel *gh_command_read (const GhCommon *common, const char *folder, int *exit);
/* The same with the sheets of EDITS (GhEdit*; NULL: none) as they are to be. */
GhModel *gh_command_read_edits (const GhCommon *common, const char *folder, const GPtrArray *edits,
                                int *exit);
/* The same with one sheet as it is to be. */
GhModel *gh_command_read_edited (const GhCommon *common, const char *folder, const GhEdit *edit,
                                 int *exit);
void gh_command_tell_problems (const GhCommon *common, const GhProblems *problems);
/* The same as a JSON list. */
void gh_json_add_problems (JsonBuilder *builder, const char *name, const GhProblems *problems);

/* The number of what is named; -1 with *EXIT, once told: there is none of this name. */
int gh_command_find_session (const GhModel *model, const char *name, int *exit);
int gh_command_find_room (const GhModel *model, const char *name, int *exit);

/* The bill: the cost, and what each rule has to do with it.  As JSON a list of rules with units and
 * cost; COSTS by rule, or NULL for an empty list. */
void gh_command_tell_costs (const GhProgramme *programme);
void gh_json_add_costs (JsonBuilder *builder, const char *name, const GhRuleCost *costs);

/* What is impossible, with each demand and its place in the sheets. */
void gh_command_tell_proofs (const GhModel *model, const GPtrArray *proofs);
void gh_json_add_proofs (JsonBuilder *builder, const GhModel *model, const GPtrArray *proofs);

/* "2022-06-01T08:00" of --at, or of now on the conference's clock; NULL with *EXIT for a mistake.
 */
char *gh_command_at (const GhCommon *common, const GhModel *model, int *exit);
/* The same moment in UTC, "20220601T060000Z". */
char *gh_command_stamp (const GhModel *model, const char *at);
/* And as a minute of the conference. */
GhMinute gh_command_minute (const GhModel *model, const char *at);

/* DIR/programme/draft and so on; the caller frees. */
char *gh_draft_path (const char *folder);
char *gh_revision_path (const char *folder, int revision);
/* There is a draft, made on top of the newest revision: any other has been published or overtaken.
 */
bool gh_draft_is_fresh (const char *folder);
/* The numbers of all revisions (int), the newest last; and that one, 0: there is none. */
GArray *gh_revisions (const char *folder);
int gh_last_revision (const char *folder);
/* Lets programme/current lead to a revision, at one stroke; false with errno. */
bool gh_point_current (const char *folder, int revision);
/* Something is there, and be it a folder that is not empty. */
bool gh_is_occupied (const char *path);
/* The folder of what WHICH names: "draft", "current", a revision's number, or NULL: the draft where
 * there is one, or else the newest revision.  NULL with *EXIT, once told, where there is none. */
char *gh_command_which (const char *folder, const char *which, int *exit);
/* "0001, 0002 and the draft"; the caller frees. */
char *gh_command_what_there_is (const char *folder);

/* A sheet of the conference as it is now, for names and titles: what is wrong with it is for
 * `check` to tell.  NULL: there is none. */
GhTable *gh_command_peek (const char *folder, const char *sheet);
/* The same of a table of a draft or revision, by its file. */
GhTable *gh_command_peek_file (const char *folder, const char *file);
/* Prints a cell and what is lacking to WIDTH; columns line up in any script. */
void gh_print_cell (const char *text, int width);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhCommon, gh_common_clear)
