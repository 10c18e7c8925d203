/* What is wrong with an organiser's sheets: all of it, each with its place.
 *
 * Reading goes on after a problem, so that one look shows everything there is to mend.  A note is
 * no problem: it is told, and nothing is refused for it.
 *
 *   gh_problems_add (problems, "sessions.csv", 14, "room", "no room is called \"%s\"", name);
 *
 * prints as: sessions.csv, row 14, column "room": no room is called "Audiotrium"
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Nobody mends more at one sitting, and a mistaken file must not fill the memory: the last of the
 * list then says that there are more. */
#define GH_MOST_PROBLEMS 10000

typedef struct
{
  char *file;     /* "sessions.csv"; owned */
  int row;        /* the line on which it starts, the header is 1; 0: the file as a whole */
  char *column;   /* NULL: the row as a whole */
  char *sentence; /* what is wrong and what would help, without a full stop */
  bool is_note;
} GhProblem;

typedef struct
{
  GPtrArray *list; /* GhProblem*, in the order in which they were found */
  int n_errors;    /* without the notes; counts on where the list is full */
} GhProblems;

GhProblems *gh_problems_new (void);
void gh_problems_free (GhProblems *problems);

void gh_problems_add (GhProblems *problems, const char *file, int row, const char *column,
                      const char *format, ...) G_GNUC_PRINTF (5, 6);
void gh_problems_note (GhProblems *problems, const char *file, int row, const char *column,
                       const char *format, ...) G_GNUC_PRINTF (5, 6);

/* One line for people, without a line break.  The caller frees it. */
char *gh_problem_to_text (const GhProblem *problem);

/* The name among NAMES (of N, NULLs passed over) that NAME may have meant, or NULL.  Letters'
 * case apart, at most a third of NAME's bytes may differ (one at least); of equals the first. */
const char *gh_nearest_name (const char *name, const char *const *names, int n);
/* " (did you mean \"X\"?)" of the nearest of NAMES, or "".  The caller frees it. */
char *gh_did_you_mean (const char *name, const char *const *names, int n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhProblems, gh_problems_free)
