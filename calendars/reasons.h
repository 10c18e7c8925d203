/* Why a session stands in somebody's calendar, in words, and how firmly.
 *
 * A reader may have several reasons for one session: the text names all of them, the strongest
 * decides how the event looks. */
#pragma once

#include "calendars/tongue.h"

typedef enum
{
  GH_REASON_NONE,
  GH_REASON_WISH,   /* confirmed, but their time stays free */
  GH_REASON_COVERS, /* tentative: a proposal */
  GH_REASON_FIRM,   /* confirmed and busy: a role, a speech, a must of their own */
} GhReason;

/* Who wants a session for a person. */
typedef enum
{
  GH_WISH_OWN,        /* a row that names them */
  GH_WISH_WIDE,       /* a wider row that reaches them */
  GH_WISH_DELEGATION, /* their delegation */
  GH_N_WISHERS,
} GhWisher;

/* The want of a person or delegation for a session, or NULL. */
const GhWant *gh_want_find (const GhWant *wants, int n_wants, int who, int session);
GhWisher gh_wisher_of (const GhModel *model, int person, int session);

/* A person may know what a closed session is: a role in it, a speech, or an attends row that
 * reaches them or their delegation. */
bool gh_is_entitled (const GhModel *model, const GhProgramme *programme, int person, int session);

/* Appends one line, clean and escaped, for each reason among the ROWS of one person and session.
 */
GhReason gh_reasons_of_person (const GhModel *model, const GhProgramme *programme, GhTongue *tongue,
                               const GhAttendance *const *rows, int n_rows, GString *text);
/* The same for a delegation's calendar: ROWS of its people for one session, who are named. */
GhReason gh_reasons_of_delegation (const GhModel *model, const GhProgramme *programme,
                                   GhTongue *tongue, int delegation, int session,
                                   const GhAttendance *const *rows, int n_rows, GString *text);

/* The line for a wish of a person, without an end: the commonest reason by far, so that its events
 * can be rendered once. */
const char *gh_wish_sentence (const GhTongue *tongue, GhWisher wisher, GhWish wish);
