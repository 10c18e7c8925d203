/* The checks: each looks at the book and adds what is wrong to book->verdict.
 *
 * A finding has the rule's name and a sentence with ids, times and rooms.  They come in the order
 * of the sheets, so that the same folder gives the same findings.
 */
#pragma once

#include "input/verify/book.h"

/* Everything below that judges a rule by the sheets and the places alone. */
void gh_check_rules (GhBook *book);
/* What was frozen when the programme was made, beside these; what has begun is taken out of what
 * they found, as a note. */
void gh_check_frozen (GhBook *book);

void gh_check_files (GhBook *book);
void gh_check_manifest (GhBook *book);
void gh_check_start (GhBook *book);
void gh_check_room_fit (GhBook *book);
void gh_check_room_clash (GhBook *book);
void gh_check_person_clash (GhBook *book);
void gh_check_cover (GhBook *book);
void gh_check_order (GhBook *book);
void gh_check_relations (GhBook *book);
void gh_check_limits (GhBook *book);
void gh_check_teams (GhBook *book);
void gh_check_speeches (GhBook *book);

/* The sheets let a session start there, in some room. */
bool gh_book_may_start (const GhBook *book, int session, int start);

void gh_check_exports (GhBook *book);

/* One form for texts that look alike: composed, single blanks, nothing that cannot be seen.  The
 * caller frees it. */
char *gh_plain_text (const char *text);
/* In that form, one begins with the other. */
bool gh_begins_with_text (const char *text, const char *beginning);

/* Where the folder has calendars. */
void gh_check_calendars (GhBook *book, GhVerifyReadCalendar read_calendar);
