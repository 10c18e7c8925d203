/* The last revision, as its schedule.csv and attendance.csv tell it, seen from today's model.
 *
 * It may be of other sheets than today's: sessions, rooms and persons that are gone are known by
 * name only.  A revision that holds only schedule.csv is enough.
 */
#pragma once

#include "output/csv.h"
#include "output/output.h"

typedef struct
{
  const char *id;      /* of the session, then */
  int session;         /* today: of this id, or of one that was it; -1: gone, or not asked */
  GhMinute start, end; /* GH_NEVER: it had no place */
  const char *room;    /* id; "": none */
  const char *teams;   /* ids with `;` between them */
  bool cancelled;
} GhLastRow;

/* A row of any schedule.csv; its texts are SCHEDULE's. */
GhLastRow gh_last_read_row (const GhCsv *schedule, int row, int first_day);
/* Has a place and is not cancelled.  ROW NULL: it was not there at all. */
bool gh_last_is_held (const GhLastRow *row);

typedef struct _GhLast GhLast;

/* FOLDER NULL gives a last revision without rows.  NULL with ERROR when its schedule.csv cannot be
 * read. */
GhLast *gh_last_read (const GhModel *model, const char *folder, GError **error);
void gh_last_free (GhLast *last);

/* There is a last revision. */
bool gh_last_is_there (const GhLast *last);
int gh_last_n_rows (const GhLast *last);
const GhLastRow *gh_last_row (const GhLast *last, int row);
/* Where a session was; NULL: it was not. */
const GhLastRow *gh_last_find (const GhLast *last, int session);

/* The session of an id that it was known by then; -1: none. */
int gh_last_session (const GhLast *last, const char *id);

/* Calls EACH for every row of its attendance.csv whose session is still known, in file order. */
typedef void (*GhLastEach) (int session, const char *person, const char *as, gpointer data);
void gh_last_each_attendance (const GhLast *last, GhLastEach each, gpointer data);

/* Where every session stands in the new schedule.csv: as placed, or for a cancelled one as in the
 * last revision; what has begun in a room that is gone since is in that.  GhLastRow by session, its
 * texts the model's or LAST's; g_free() it. */
GhLastRow *gh_last_places (const GhLast *last, const GhModel *model, const GhProgramme *programme);

/* Every session but reserves, in the order of schedule.csv: by date, start, room and id as bytes,
 * those without a place last.  int, the caller's to unref. */
GArray *gh_last_order (const GhLastRow *places, const GhModel *model);

/* The minute of "2022-06-06" and "09:30", and of "2022-06-06T09:30", after FIRST_DAY's midnight;
 * GH_NEVER when they are none. */
GhMinute gh_minute_of_texts (int first_day, const char *date, const char *clock);
GhMinute gh_minute_of_start (int first_day, const char *start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLast, gh_last_free)
