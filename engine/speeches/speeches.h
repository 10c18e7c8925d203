/* Speaking slots: who speaks in which session, and when.
 *
 * Before sessions are placed each speech is meant for one session (a matching on themes and
 * presence), so that its speaker is known to be needed there.  After placing, speeches are put in
 * order inside their sessions, and swapped between sessions where that mixes them better.
 */
#pragma once

#include "engine/demands/demands.h"

/* Fills demands->speech_sessions.  Domains have their starts and rooms already. */
void gh_speeches_intend (GhDemands *demands);

/* Gives each speech its session and start in a programme whose sessions are placed and whose covers
 * are named, and adds the speakers to its attendance.  What cannot be given stays at session -1,
 * with a complaint.  SEED breaks ties. */
void gh_speeches_settle (const GhDemands *demands, GhProgramme *programme, uint64_t seed);

/* When a speaker must have spoken in a session of these minutes at START: its end, or sooner. */
GhMinute gh_speech_leaves (const GhModel *model, int speech, GhMinute start, int minutes);
/* Whether a speaker may speak in SESSION from AT on, beyond being present. */
typedef bool (*GhMaySpeak) (gconstpointer data, int speech, int session, GhMinute at);

/* One after the other in this order, each as soon as its speaker can (on site they are there all
 * the while): true if there is time for all, with STARTS (may be NULL) filled.  MAY_SPEAK may be
 * NULL. */
bool gh_speeches_have_time (const GhModel *model, int session, GhMinute start, const int *speeches,
                            int n, GhMaySpeak may_speak, gconstpointer data, GhMinute *starts);
/* The speech has a theme, the session another. */
bool gh_speech_is_off_theme (const GhModel *model, int speech, int session);
/* The speeches of a session by start, as int into LIST. */
void gh_speeches_in (const GhProgramme *programme, int session, GArray *list);
/* Pairs out of the order of rank, and neighbours of one region, in this order. */
int gh_speech_order_units (const GhModel *model, const int *speeches, int n);
/* The sizes of the largest region, gender and sector among the speakers. */
int gh_speech_mix_units (const GhModel *model, const int *speeches, int n);
