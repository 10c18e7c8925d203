/* The checks: each looks at the book and adds what is wrong to book->verdict.
 *
 * A finding has the rule's name and a sentence with ids, times and rooms.  They come in the order
 * of the sheets, so that the same folder gives the same findings.
 */
#pragma once

#include "input/verify/book.h"

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
/* Where the folder has calendars. */
void gh_check_calendars (GhBook *book, GhVerifyReadCalendar read_calendar);
