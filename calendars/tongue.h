/* One language of a conference's calendars: the words of the interface, ready to stand in a TEXT.
 *
 * Readers of calendars are written to in their language where it is one of the conference's, and
 * otherwise in its first.  Texts of the sheets come from gh_text_in() with the tongue's number.
 *
 *   g_autofree char *line = tongue->words->fill (gh_tongue_says (tongue, GH_WORD_ROLE),
 *                                                "role", escaped, NULL);
 */
#pragma once

#include "calendars/calendars.h"

typedef enum
{
  GH_WORD_CANCELLED,
  GH_WORD_BUSY,
  GH_WORD_UNTITLED,
  GH_WORD_ABOUT_PERSON,
  GH_WORD_ABOUT_DELEGATION,
  GH_WORD_ABOUT_ROOM,
  GH_WORD_ABOUT_GROUP,
  GH_WORD_ABOUT_ALL,
  GH_WORD_MOVED,
  GH_WORD_ROOM,
  GH_WORD_ROOM_TODAY,
  GH_WORD_SESSION_CANCELLED,
  GH_WORD_GONE_HERE,
  GH_WORD_GONE,
  GH_WORD_SESSION,
  GH_WORD_CHAIR,
  GH_WORD_ROLE,
  GH_WORD_COVER,
  GH_WORD_MINUTE,
  GH_WORD_MINUTES,
  GH_WORD_SPEAK, /* then by GhMode */
  GH_WORD_SPEAKS = GH_WORD_SPEAK + GH_VIDEO + 1,
  GH_WORD_WISH = GH_WORD_SPEAKS + GH_VIDEO + 1, /* then by GhWisher (reasons.h) and GhWish */
  GH_WORD_PEOPLE_MAY = GH_WORD_WISH + 9,
  GH_WORD_DELEGATE_COVERS,
  GH_WORD_DELEGATE_ROLE,
  GH_WORD_DELEGATE_MUST,
  GH_N_WORDS,
} GhWord;

typedef struct
{
  const GhCalendarWords *words;
  const char *language;
  int number; /* in the conference's languages */
  char *texts[GH_N_WORDS];
  GHashTable *filled[GH_N_WORDS]; /* of gh_tongue_fill(): value to text */
} GhTongue;

/* NUMBER is that of one of the conference's languages. */
GhTongue *gh_tongue_new (const GhCalendarWords *words, const GhConference *conference, int number);
void gh_tongue_free (GhTongue *tongue);

/* Escaped, with its {names}. */
static inline const char *
gh_tongue_says (const GhTongue *tongue, GhWord word)
{
  return tongue->texts[word];
}
/* The same with a {name} filled in by VALUE, a text of the model that is cleaned and escaped: made
 * once for each value, since thousands of readers have the same one.  The tongue's. */
const char *gh_tongue_fill (GhTongue *tongue, GhWord word, const char *name, const char *value);
/* The same as plain text, for what escapes it later. */
const char *gh_tongue_says_plainly (const GhTongue *tongue, GhWord word);
/* "Mon 6 Jun 10:30-12:00, Auditorium" or, without a place, the times alone; PLACE is escaped, and
 * so is what comes back: the caller's.  START counts from FIRST_DAY. */
char *gh_tongue_when (const GhTongue *tongue, int first_day, GhMinute start, GhMinute end,
                      const char *place);
