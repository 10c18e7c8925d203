/* What is wrong with an organiser's sheets: all of it, each with its place.
 *
 * Reading goes on after a problem, so that one look shows everything there is to mend.  A note is
 * no problem: it is told, and nothing is refused for it.  The same mistake in many rows of a column
 * is one problem, with all its rows.
 *
 *   gh_problems_add (problems, gh_table_place (table, 14, "room"),
 *                    "no room is called \"%s\"", name);
 *
 * prints as: sessions.csv, row 14, column "room": no room is called "Audiotrium"
 * or as: conference.xlsx, sheet sessions, D14: no room is called "Audiotrium"
 */
#pragma once

#include "input/sheets/meant.h"

/* Nobody mends more at one sitting, and a mistaken file must not fill the memory: the last of the
 * list then says that there are more. */
#define GH_MOST_PROBLEMS 10000

/* Where something is wrong: in a CSV file, or in a sheet of a workbook.  All texts are borrowed. */
typedef struct
{
  const char *file;   /* "sessions.csv", "conference.xlsx" */
  const char *sheet;  /* of a workbook; NULL: the file is the sheet, or is meant as a whole */
  int row;            /* the line on which it starts, the header is 1; 0: the sheet as a whole */
  const char *column; /* as the header calls it; NULL: the row as a whole */
  int letter;         /* of a workbook's column, A is 1; 0: it has none, or is not there */
} GhPlace;

/* The file as a whole. */
GhPlace gh_place_file (const char *file);
/* "sessions.csv, row 14, column "room"", "conference.xlsx, sheet sessions, D14".  The caller frees
 * it. */
char *gh_place_to_text (GhPlace place);
/* "D", or NULL where the place is in no column of a workbook.  The caller frees it. */
char *gh_place_column (GhPlace place);
/* "D14", or NULL where the place is no cell of a workbook.  The caller frees it. */
char *gh_place_cell (GhPlace place);

typedef struct
{
  GhPlace place;  /* its texts are the problem's own */
  char *sentence; /* what is wrong and what would help, without a full stop */
  bool is_note;
  GArray *rows;  /* int: that of the place, and all others in which the same is wrong */
  char *was;     /* the cell's text, or the part of it, that is wrong; NULL: that is not known */
  GhMeant meant; /* what WAS probably should have been */
} GhProblem;

typedef struct
{
  GPtrArray *list;   /* GhProblem*, in the order in which they were found */
  GHashTable *alike; /* of problems.c: each of them, by what is said of which column */
  int n_errors;      /* rows and places, without the notes; counts on where the list is full */
} GhProblems;

GhProblems *gh_problems_new (void);
void gh_problems_free (GhProblems *problems);

void gh_problems_add (GhProblems *problems, GhPlace place, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void gh_problems_note (GhProblems *problems, GhPlace place, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* The same, with what was meant by WAS, a text in that cell: the sentence goes on with it. */
void gh_problems_add_meant (GhProblems *problems, bool is_note, GhPlace place, const char *was,
                            const GhMeant *meant, const char *sentence);

/* The worst first: what is wrong with whole files, columns and rows, then with cells, then notes;
 * of each what is wrong in the most rows. */
void gh_problems_sort (GhProblems *problems);

/* One line for people, without a line break.  The caller frees it. */
char *gh_problem_to_text (const GhProblem *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhProblems, gh_problems_free)
