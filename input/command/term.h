/* The terminal: how wide texts and lines are, and what may reach it.
 *
 * Texts of the sheets come from many hands.  On a terminal, characters that would command it, or
 * turn the direction of what follows, are shown as U+FFFD; into files and pipes all goes as it is.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

/* Columns that a text takes: two for East Asian wide characters, none for combining marks. */
int gh_text_width (const char *text);

/* Prints a text of whatever origin. */
void gh_term_put (FILE *stream, const char *text);

/* Of the terminal that standard output is; 100 where it is none. */
int gh_term_columns (void);

/* Colours say again what the text says, and only to who sees them: on a terminal, unless NO_COLOR
 * is set (no-color.org). */
typedef enum
{
  GH_TERM_PLAIN,
  GH_TERM_BAR,   /* reversed */
  GH_TERM_ALARM, /* red */
} GhTermLook;

/* What is printed to standard output from now on looks like this. */
void gh_term_look (GhTermLook look);

/* Standard error as one line that is written over and over; "" wipes it. */
void gh_term_redraw (const char *line);
