/* "What changed for you": what one publication changed for one person, as text and as a page.
 *
 * Whoever knows what a person may know of each session fills a GhNotice; each item becomes one
 * line, in its grade, with where it was and is, and why.  The words are in the person's language;
 * titles bring their own.
 *
 *   GhNotice notice = { .language = "fr", .person = "Ann Uwase", ..., .items = items };
 *   if (gh_notice_is_worth (&notice))
 *     gh_folder_take (folder, "notices/ann.txt", gh_notice_text (&notice));
 */
#pragma once

#include "engine/engine.h"

typedef enum
{
  GH_NOTICE_MOVED,
  GH_NOTICE_ROOM,
  GH_NOTICE_CANCELLED,
  GH_NOTICE_NEW,
  GH_NOTICE_WITHDRAWN,
  GH_NOTICE_PART,     /* the same session, and the person has another part in it */
  GH_NOTICE_PROPOSAL, /* what they are proposed to cover for their delegation */
  GH_NOTICE_DETAILS,  /* another title, another link ... */
  GH_N_NOTICE_GRADES,
} GhNoticeGrade;

typedef struct
{
  GhMinute start, end; /* GH_NEVER: nowhere, and the place does not matter */
  char *place;         /* "Auditorium, KCC"; "": none */
} GhNoticePlace;

typedef struct
{
  GhNoticeGrade grade;
  char *title;
  char *language; /* of the title; NULL: the notice's */
  GhNoticePlace was, now;
  char *because;          /* "": nobody says why */
  char *because_language; /* NULL: the notice's */
  bool is_proposal;       /* a cover: somebody else may come for the delegation */
} GhNoticeItem;

typedef struct
{
  const char *language; /* BCP 47 */
  const char *conference;
  const char *person; /* their name */
  const char *timezone;
  const char *url; /* NULL: none */
  int first_day;
  int revision;
  GArray *items; /* GhNoticeItem, by time */
} GhNotice;

/* For GArray: frees what an item owns. */
void gh_notice_item_clear (gpointer item);

/* Something changed of which a person wants to hear: not only covers and details. */
bool gh_notice_is_worth (const GhNotice *notice);

/* "What changed for you"; and "Moved", "Room changed" ... of a grade. */
const char *gh_notice_title (const GhNotice *notice);
const char *gh_notice_heading (const GhNotice *notice, GhNoticeGrade grade);
/* UTF-8, a line an item; and a page that needs nothing beside it.  The caller's. */
GString *gh_notice_text (const GhNotice *notice);
GString *gh_notice_page (const GhNotice *notice);
