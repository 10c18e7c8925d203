/* Times of the sheets: "Mon-Thu 09:00-12:30", "2022-06-04/2022-06-17T12:00", "*".
 *
 * Times are GArrays of GhBookSpan, sorted, without overlap; spans that touch are one.  Readers
 * return false where a text has not the form.
 */
#pragma once

#include "input/verify/book.h"

bool gh_read_number (const char *text, int *number);
bool gh_read_date (const char *text, int *day);      /* as g_date_get_julian() */
bool gh_read_clock (const char *text, int *minutes); /* "09:30"; hours may pass midnight */
bool gh_read_start (const GhBook *book, const char *text, int *minute);
bool gh_read_weekdays (char *const *items, int *weekdays);
/* An empty list of items is always.  BARE_HOURS: "09:00-18:00" is every day. */
bool gh_read_times (const GhBook *book, char *const *items, bool bare_hours, GArray *times);
bool gh_read_starts (const GhBook *book, const char *text, GArray *starts);

void gh_spans_add (GArray *times, int start, int end);
void gh_spans_subtract (GArray *times, int start, int end);
bool gh_spans_hold (const GArray *times, int start, int end);
int gh_book_day (int minute); /* 0 is the first day */
