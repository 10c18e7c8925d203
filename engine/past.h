/* What was published before, as today's model sees it: what re-planning starts from.
 *
 * Whoever reads the last revision fills a GhPast and hands it to the model (model->past); without
 * one a programme is planned from scratch.  gh_past_settle() (engine.h) then says what has begun
 * and what is frozen; from there on it is as frozen as the model.
 */
#pragma once

#include "engine/model.h"

/* Why a session that its time freezes may move all the same. */
typedef enum
{
  GH_LEAVE_NONE,
  GH_LEAVE_SHEETS, /* the sheets give it another start or room */
  GH_LEAVE_NAMED,  /* it is freed by name */
  GH_LEAVE_RULE,   /* where it is it breaks a hard rule under today's sheets */
} GhLeave;

typedef struct
{
  GhMinute start;    /* GH_NEVER: it had no place, or was cancelled */
  int room;          /* -1: none, or one that is gone */
  bool room_is_gone; /* it had a room that today's sheets do not know */
  GArray *teams;     /* int: those that are still known */
  int people;        /* in its attendance, at least 1; 0 where it had no place */

  bool has_begun;     /* it stays where it is, whatever that breaks */
  bool is_kept;       /* it is kept by name, frozen or not */
  bool keeps_start;   /* it is frozen, or kept by name: this start and no other ... */
  bool keeps_room;    /* ... and this room */
  GhLeave leave;      /* of one that is neither kept by name nor has begun */
  int64_t most_price; /* of another start (gh_change_price()): no more; 0: whatever it may be */
} GhHad;

typedef struct
{
  int session; /* -1: it had none, or is new */
  GhMinute start;
} GhHadSpeech;

typedef struct
{
  int session, person;
} GhHadCover;

struct GhPast
{
  GhMinute now;         /* what counts as now */
  bool counts_sessions; /* the least change counts sessions, not their people */
  GhMinute frozen_to;   /* what is to start before this is frozen */
  int n_sessions;
  GhHad *sessions;       /* by session */
  GhHadSpeech *speeches; /* by speech */
  GArray *covers;        /* GhHadCover, by session, then person; who covered for a delegation */
};

/* Nothing had a place. */
GhPast *gh_past_new (const GhModel *model);
void gh_past_free (GhPast *past); /* accepts NULL */

/* Where a session was; NULL: it had no place. */
static inline const GhHad *
gh_had (const GhModel *model, int session)
{
  return model->past != NULL && model->past->sessions[session].start != GH_NEVER
             ? &model->past->sessions[session]
             : NULL;
}

static inline GhLeave
gh_leave (const GhModel *model, int session)
{
  return model->past != NULL ? model->past->sessions[session].leave : GH_LEAVE_NONE;
}

static inline bool
gh_has_begun (const GhModel *model, int session)
{
  return model->past != NULL && model->past->sessions[session].has_begun;
}

/* A session needs a room, unless it has begun without one: its own is gone. */
static inline bool
gh_needs_room (const GhModel *model, int session)
{
  return model->sessions[session].needs_room
         && !(gh_has_begun (model, session) && model->past->sessions[session].room < 0);
}

/* When a speech was given; GH_NEVER: it was not. */
static inline GhMinute
gh_had_speech (const GhModel *model, int speech)
{
  return model->past != NULL && model->past->speeches[speech].session >= 0
             ? model->past->speeches[speech].start
             : GH_NEVER;
}

/* Whether what was published lets a session start, or be in a room (-1: none), there. */
bool gh_past_allows_start (const GhModel *model, int session, GhMinute start);
bool gh_past_allows_room (const GhModel *model, int session, int room);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPast, gh_past_free)
