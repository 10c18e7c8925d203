/* Where one person has to be: roles, must rows of their own, speeches, in placed sessions. */
#pragma once

#include "input/verify/book.h"

typedef struct
{
  int session;
  int start, end;      /* the whole session; of a remote or video speech only while speaking */
  bool is_role;        /* not only a must */
  bool is_on_site;     /* false: a remote or video speech, for which nobody travels */
  GhBookSetting clash; /* how person-clash stands: the strictest of all that they do there */
} GhBookDuty;

/* One for each session, and one for each remote speech in a session where the person has nothing
 * else to do; by session. The caller frees it. */
GArray *gh_duties_of (const GhBook *book, int person);
/* The person is in the room for all of the session anyway. */
bool gh_duty_is_there (const GArray *duties, int session);
/* Minutes that A and B must be apart for somebody who does both. */
bool gh_duties_meet (const GhBookDuty *a, const GhBookDuty *b, int gap);
