/* What re-planning may do and what the least change is, by trying every place: of conferences with
 * a few sessions, few starts and no speeches.
 *
 * It is written from the words of the rules, and shares with the engine the model, how the rows
 * about one start or one room are read (demands/domain.h), and whether one team's duties are right.
 *
 *   Trying *trying = trying_new (model);       model->past is settled
 *   char *wrong = trying_find_wrong (trying, programme);
 *   Change least;
 *   if (trying_least (trying, -1, false, &least))
 *     ... trying_change_of (trying, programme) is that, or more ...
 */
#pragma once

#include "engine/board/board.h"
#include "engine/past.h"

/* What a programme changes, the gravest first. */
typedef struct
{
  int frozen;   /* sessions that had to stay, and have no place */
  int unplaced; /* mandatory sessions without a place */
  int64_t moved, rooms;
} Change;

typedef struct Trying Trying;

/* MODEL must outlive it, and stay what it is. */
Trying *trying_new (const GhModel *model);
void trying_free (Trying *trying);

/* The first thing that is wrong with a programme, in a sentence; NULL: it keeps every hard rule. */
char *trying_find_wrong (Trying *trying, const GhProgramme *programme);
/* From the places alone. */
Change trying_change_of (const Trying *trying, const GhProgramme *programme);
/* Covers of musts that are gone although their session stays: how many more than need be, where
 * everything is where the programme has it. */
int trying_covers_too_many (const Trying *trying, const GhProgramme *programme);
/* The sessions that have begun and these others are right where they were, all together. */
bool trying_can_stay (Trying *trying, const GhBits *sessions);

typedef enum
{
  TRYING_FOUND,
  TRYING_NOTHING, /* there is no such programme */
  TRYING_TOO_LONG,
} Tried;

/* The least change of all programmes; if HELD is a session, of those in which it starts when it did
 * and, if IN_ROOM, is where it was. */
Tried trying_least (Trying *trying, int held, bool in_room, Change *least);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trying, trying_free)
