/* The rows of attendance.csv: who is where, and as what. */
#pragma once

#include "output/last.h"

/* The word for one reason: the role's name, or must, should, may, covers, speaker. */
const char *gh_attendance_word (const GhAttendance *attendance);
/* The reason that a word stands for, for a person and session of the model; SPEAKS says that one of
 * the person's speeches is in the session. Appends one row, or two: a speaker may have the role of
 * that name as well. */
void gh_attendance_read_word (const GhModel *model, int person, int session, const char *word,
                              bool speaks, GArray *attendance);

/* attendance.csv. Of a cancelled session those who were told of it in the last revision stay. */
GString *gh_attendance_table (const GhModel *model, const GhProgramme *programme,
                              const GhLastRow *places, const GhLast *last);
