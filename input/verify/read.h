/* Reading the sheets into the book, row by row.
 *
 * Cell readers take an empty cell as its default; what has not the form is a problem, and
 * gh_book_read() then fails: `check` says more about it than verify would.
 */
#pragma once

#include "input/verify/book.h"

typedef enum
{
  GH_READ_CONFERENCE,
  GH_READ_ROOMS,
  GH_READ_TRAVEL,
  GH_READ_PATTERNS,
  GH_READ_GROUPS,
  GH_READ_SESSIONS,
  GH_READ_RELATIONS,
  GH_READ_LIMITS,
  GH_READ_PEOPLE,
  GH_READ_ROLES,
  GH_READ_DELEGATIONS,
  GH_READ_ATTENDS,
  GH_READ_TEAMS,
  GH_READ_SPEECHES,
  GH_READ_RULES,
  GH_READ_PINS,
  GH_N_READ
} GhBookSheet;

typedef struct
{
  GhBook *book;
  const GhTable *table;
  int row;
} GhBookRow;

/* 0 where the sheet is not there. */
int gh_book_n_rows (const GhBook *book, GhBookSheet sheet);
GhBookRow gh_book_row (GhBook *book, GhBookSheet sheet, int row);
/* "rules.csv, row 3": a line of a sheet that is there. */
const char *gh_book_place (GhBook *book, GhBookSheet sheet, int line);

int gh_row_line_of (const GhBookRow *row);
const char *gh_cell (const GhBookRow *row, const char *column);
int gh_cell_number (const GhBookRow *row, const char *column, int empty);
bool gh_cell_yes (const GhBookRow *row, const char *column);
char **gh_cell_list (const GhBookRow *row, const char *column);
GArray *gh_cell_times (const GhBookRow *row, const char *column);
int gh_cell_start (const GhBookRow *row, const char *column); /* GH_BOOK_NEVER: empty */
/* The thing that the cell names; -1 where it is empty. */
int gh_cell_find (const GhBookRow *row, const char *column, GHashTable *ids);
int gh_row_find_id (const GhBookRow *row, const char *column, GHashTable *ids, const char *id);
/* Notes the id in COLUMN as that of thing NUMBER, and returns it. */
const char *gh_row_name (const GhBookRow *row, const char *column, GHashTable *ids, int number);
void gh_row_wrong (const GhBookRow *row, const char *column, const char *text);

/* Puts the names that others give in place of sheets that are not there. */
void gh_book_imply_sheets (GhBook *book);
/* Each reads what its name says; in this order. */
void gh_book_read_conference (GhBook *book);
void gh_book_read_rooms (GhBook *book); /* travel and patterns too */
void gh_book_read_groups (GhBook *book);
void gh_book_read_sessions (GhBook *book); /* pins too */
void gh_book_read_teams (GhBook *book);
void gh_book_read_people (GhBook *book); /* delegations, roles, access, attends */
void gh_book_read_rules (GhBook *book);  /* relations, limits, speeches, rules */
/* schedule.csv, attendance.csv, speeches.csv; what is wrong in them is a finding. */
bool gh_book_read_programme (GhBook *book, GError **error);

/* Some room has heard of it; an empty column of its own will do. */
bool gh_book_knows_layout (const GhBook *book, const char *layout);
int gh_book_venue (GhBook *book, const char *name); /* -1 for "" */
