/* Who of a delegation goes where it must be represented.
 *
 * While sessions are being placed only the question matters: could every must-session be covered?
 * It is asked for the sessions around one that has just been put somewhere, delegation by
 * delegation, by a small exact search.  Once the programme stands, gh_covers_settle() names people.
 */
#pragma once

#include "engine/demands/demands.h"

typedef struct GhCovers GhCovers;

GhCovers *gh_covers_new (const GhDemands *demands);
void gh_covers_free (GhCovers *covers);

/* Whether a person may stand for their delegation in a session at all, whenever it is. */
bool gh_may_cover (const GhModel *model, int person, int session);

/* Every must-session near SESSION, which PLACEMENTS place, can be covered in every delegation that
 * SESSION concerns (because it must be there, or one of its people must).  If not, FAILED is the
 * delegation (may be NULL). */
bool gh_covers_are_possible (GhCovers *covers, const GhPlacement *placements, int session,
                             int *failed);

/* The musts of DELEGATION that are placed so near to SESSION that they concern each other, by
 * start, as int into NEAR. */
void gh_covers_near (const GhCovers *covers, const GhPlacement *placements, int delegation,
                     int session, GArray *near);

/* Writes the attendance of a programme whose sessions are placed: roles, wishes, covers, and wishes
 * shared out; speakers come with their speeches.  What cannot be covered is a complaint.  Covers of
 * musts are named even if nobody wants them published (share_out no): speeches keep clear of them.
 * gh_covers_withhold() then takes them out. */
void gh_covers_settle (const GhDemands *demands, GhProgramme *programme);
void gh_covers_withhold (GhProgramme *programme);
