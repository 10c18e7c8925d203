/* The parts of the page for people, and what they share.
 *
 * index.html is one file that needs nothing beside it: no script, no font, no picture.  Everything
 * that comes from the sheets goes through gh_page_text() or gh_page_element(), which escape it;
 * what is appended as it stands is our own.
 */
#pragma once

#include "output/changes.h"

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  const GhMaking *making;
  const GhLastRow *places;  /* by session; of cancelled ones where they were */
  const GPtrArray *changes; /* GhChange* */
  GArray *shown;            /* int sessions that have a place, by start, then room, then id */
  GPtrArray *kinds;         /* their kinds, in the order of the sheets; interned */
  GString *html;
} GhPage;

/* Appends a text of the sheets, escaped; control characters, which HTML cannot hold, as U+FFFD. */
void gh_page_text (GhPage *page, const char *text);
/* `<TAG>text</TAG>` in the writing direction of the text itself.  TAG may have attributes. */
void gh_page_element (GhPage *page, const char *tag, const char *text);
/* The same for what the organiser has put into words: marked with the language of the sheets, where
 * that is not the page's English. */
void gh_page_words (GhPage *page, const char *tag, const char *text);
/* Our own words and marks. */
void gh_page_add (GhPage *page, const char *markup);
void gh_page_addf (GhPage *page, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* "12,345". */
void gh_page_number (GhPage *page, int64_t number);

/* "Monday 6 June 2022", "Mon 6 Jun".  The caller frees both. */
char *gh_page_long_day (const GhPage *page, int day);
char *gh_page_short_day (const GhPage *page, int day);
/* `<span><time datetime="2022-06-06T09:30">09:30</time>–10:30</span>`. */
void gh_page_times (GhPage *page, GhMinute start, GhMinute end);

/* The end of the run of shown sessions that begin on the same day as the one at FIRST. */
guint gh_page_end_of_day (const GhPage *page, guint first);
/* The title; of a closed session only that it is one. */
const char *gh_page_title (const GhPage *page, int session);
/* The number of a session's kind among the page's, or -1: it has none, or is closed. */
int gh_page_kind (const GhPage *page, int session);
/* `class="s k3"`: by it style.c colours a session. */
void gh_page_class (GhPage *page, int session);
/* `#session-COM3-01` without the `#`: where the list shows a session. */
char *gh_page_anchor (const GhPage *page, int session);

/* ---- the parts, in the order in which they stand ------------------------------------------- */

void gh_page_grid (GhPage *page);    /* grid.c: a table for each day, rooms by hours */
void gh_page_lists (GhPage *page);   /* lists.c: the sessions, day by day */
void gh_page_lacking (GhPage *page); /* lacking.c: what has no place, complaints, what changed */
void gh_page_costs (GhPage *page);   /* costs.c: the rules, the waivers, how to repeat it */

extern const char gh_page_style[]; /* style.c */
