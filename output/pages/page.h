/* One page, and what pages share.
 *
 * Pages need no network, and work without their script.  Everything that comes from the sheets goes
 * through gh_page_text() or what is built on it, which escape it; what is appended as it stands is
 * our own.  Nothing here may name a closed session by more than its id.
 *
 *   GhPage page;
 *   gh_page_begin (&page, site, language, "rooms.html");
 *   gh_page_head (&page, gh_words (page.words, "page", "rooms"));
 *   gh_page_add (&page, "<p>...</p>");
 *   gh_page_end (&page, folder);
 */
#pragma once

#include "output/folder.h"
#include "output/site.h"
#include "output/words.h"

typedef struct
{
  const GhSite *site;
  const GhWords *words;
  int language;     /* of the texts: a number of conference.languages */
  const char *lang; /* of the words; English where a language of the conference has none */
  char *file;       /* "fr/days/2022-06-06.html": below the folder of a draft or revision */
  char *up;         /* "../": from the page to the top of its language's pages ... */
  char *top;        /* ... and of all */
  const char *path; /* "days/2022-06-06.html": below the top of its language's pages */
  bool is_single;   /* it is there in one language only */
  bool is_personal; /* not for search engines */
  bool has_filters; /* sessions tell what they are filtered by */
  GString *html;
} GhPage;

/* PATH is below the language's own folder, and must outlive the page. */
void gh_page_begin (GhPage *page, const GhSite *site, int language, const char *path);
/* The same of a page that is there in no other language, and lies at the top. */
void gh_page_begin_single (GhPage *page, const GhSite *site, int language, const char *path);
/* Everything up to the page's own content; TITLE in plain text. */
void gh_page_head (GhPage *page, const char *title);
/* What follows it; the page goes into FOLDER. */
void gh_page_end (GhPage *page, GhFolder *folder);

/* ---- markup.c: text into HTML --------------------------------------------------------------- */

/* Our own words and marks. */
void gh_page_add (GhPage *page, const char *markup);
void gh_page_addf (GhPage *page, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Escaped; control characters, which HTML cannot hold, as U+FFFD. */
void gh_page_text (GhPage *page, const char *text);
/* A word of the group [page] in words.ini, escaped. */
void gh_page_word (GhPage *page, const char *key);
/* The same with its one {hole} filled by markup. */
void gh_page_filled (GhPage *page, const char *key, const char *markup);
/* `<TAG>text</TAG>` in the writing direction of the text itself.  TAG may have attributes. */
void gh_page_element (GhPage *page, const char *tag, const char *text);
/* The same of a text of the sheets in the page's language, if it is there in it (IN: the companion
 * of PLAIN in the model); its language is told where it is not the page's. */
void gh_page_own (GhPage *page, const char *tag, const char *plain, const char *const *in);
/* The same of a text in a language (BCP 47). */
void gh_page_in (GhPage *page, const char *tag, const char *text, const char *lang);
/* "12,345". */
void gh_page_number (GhPage *page, int64_t number);

/* `<a href="../sessions/PL-01.html">` and, without ID, `<a href="../sessions.html">`. */
void gh_page_link (GhPage *page, const char *folder, const char *id);
/* The same of a session. */
void gh_page_session_link (GhPage *page, int session);
/* A link to a calendar of a revision: `calendars/rooms/AULA.ics`; FOLDER "": of a person. */
void gh_page_calendar (GhPage *page, const char *folder, const char *id);

/* gh_site_times(). */
void gh_page_times (GhPage *page, GhMinute start, GhMinute end);
void gh_page_session_times (GhPage *page, int session);
/* "Monday 6 June 2022" and "Mon 6 Jun" of a minute.  The caller frees both. */
char *gh_page_long_day (const GhPage *page, GhMinute minute);
char *gh_page_short_day (const GhPage *page, GhMinute minute);
/* "Mon 6 Jun 10:15–11:30, Auditorium" of a place in a schedule, as markup.  The caller's. */
char *gh_page_place (const GhPage *page, const GhLastRow *place);

/* ---- sessions.c: how a session is told ------------------------------------------------------ */

/* `<TAG>title</TAG>`; of a closed session only that it is one. */
void gh_page_title (GhPage *page, const char *tag, int session);
/* The title as plain text, borrowed. */
const char *gh_page_plain_title (const GhPage *page, int session);
/* `<TAG>why it changed</TAG>`, in the page's language where it is known in it; of a closed session
 * nothing. */
void gh_page_because (GhPage *page, const char *tag, const GhChange *change);
/* ` class="s k3 z3" data-f="k3 g1 t0"`: its colour, its sign, and, on a page with filters, what it
 * is filtered by. */
void gh_page_class (GhPage *page, int session);
/* Its room, with a link; a cancelled session's may be gone, or "No room". */
void gh_page_room (GhPage *page, int session);
/* The same without the link. */
void gh_page_room_name (GhPage *page, int session);
/* Its group, with a link, and its kind; nothing of a closed session. */
void gh_page_group (GhPage *page, int session);
/* Its teams; nothing of a closed session. */
void gh_page_teams (GhPage *page, int session);

enum
{
  GH_LIST_ROOM = 1,
  GH_LIST_GROUP = 2,
  GH_LIST_TEAMS = 4,
};

/* A table, day by day, of sessions (int) sorted as the site's; COLUMNS: the GH_LIST_ that are
 * wanted. */
void gh_page_list (GhPage *page, const GArray *sessions, unsigned columns);

/* Why a session is in somebody's plan: a few words. */
typedef void (*GhPageAs) (GhPage *page, int session, gpointer data);

/* What plans say of a session before they say why it is there.  There are as many plans as people,
 * and so each session is written once for each language and folder of pages, which must all be
 * equally deep. */
typedef struct _GhPlanLines GhPlanLines;

GhPlanLines *gh_plan_lines_new (const GhSite *site);
void gh_plan_lines_free (GhPlanLines *lines);

/* The same as gh_page_list() as short lines. */
void gh_page_plan (GhPage *page, GhPlanLines *lines, const GArray *sessions, GhPageAs as,
                   gpointer data);
/* The form by which the script shows only some of the sessions that follow. */
void gh_page_filters (GhPage *page);
/* Kinds with their colours and signs. */
void gh_page_legend (GhPage *page);

/* ---- the pages, one file each --------------------------------------------------------------- */

void gh_pages_overview (const GhSite *site, int language, GhFolder *folder);
void gh_pages_days (const GhSite *site, int language, GhFolder *folder);
void gh_pages_sessions (const GhSite *site, int language, GhFolder *folder);
void gh_pages_groups (const GhSite *site, int language, GhFolder *folder);
void gh_pages_rooms (const GhSite *site, int language, GhFolder *folder);
void gh_pages_delegations (const GhSite *site, GhFolder *folder);
void gh_pages_people (const GhSite *site, GhFolder *folder);
void gh_pages_report (const GhSite *site, GhFolder *folder);

/* grid.c: sessions of one day, rooms across and time down. */
void gh_page_grid (GhPage *page, const int *sessions, int n_sessions);
