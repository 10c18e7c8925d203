/* A programme as it stands, on a board: what explanations look at.
 *
 *   standing   the board, and reasons why two sessions are kept apart
 *   session    why a session is where it is, or has no place
 *   place      why it is not elsewhere, and what if it were
 */
#pragma once

#include "engine/board/board.h"
#include "engine/prove/prove.h"

typedef struct
{
  const GhModel *model;
  const GhProgramme *programme;
  int *given_in; /* by speech */
  GhDemands *demands;
  GhCase *asked; /* all that is asked, for its sentences */
} GhStanding;

GhStanding *gh_standing_new (const GhModel *model, const GhProgramme *programme);
void gh_standing_free (GhStanding *standing);

/* Why something cannot be somewhere: sentences for the organiser, and what readers may be told. */
typedef struct
{
  GPtrArray *sentences; /* char* */
  GArray *causes;       /* GhCause, one for each sentence */
} GhReasons;

GhReasons *gh_reasons_new (void);
void gh_reasons_free (GhReasons *reasons);
/* Takes SENTENCE over. */
void gh_reasons_add (GhReasons *reasons, GhCauseKind kind, int number, char *sentence);

/* Lays all sessions but one (-1: all) where the programme has them; what is not at a place of its
 * own is left off. */
void gh_standing_lay (const GhStanding *standing, GhBoard *board, int but);

/* Why a session could not be at a place while the others on the board stand: what is asked of it
 * alone, then who and what is in the way. */
void gh_standing_add_breaks (const GhStanding *standing, GhBoard *board, int session,
                             GhPlacement at, GhReasons *reasons);
/* "COM3-01 and COM3-02: ..."; the caller's. */
char *gh_standing_why_apart (const GhStanding *standing, int a, int b);

/* The change in cost, and rule by rule into CHANGES, between two bills. */
int64_t gh_bill_change (const GhRuleCost *before, const GhRuleCost *after, GhRuleCost *changes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStanding, gh_standing_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhReasons, gh_reasons_free)
