/* The three parts of an event's body, for who writes many: the top is the same for all readers of a
 * session, the rest is short.  gh_calendar_render_body() is their sum. */
#pragma once

#include "calendars/calendars.h"

/* UID to CATEGORIES. */
void gh_event_append_top (GString *body, const GhCalendarEvent *event, const GhCalendarZone *zone);
/* DESCRIPTION, from text that is clean and escaped; nothing if it is empty. */
void gh_event_append_description (GString *body, const char *escaped);
/* STATUS and TRANSP. */
void gh_event_append_state (GString *body, GhEventStatus status, bool transparent);

/* What stands before a body, and behind it. */
void gh_event_begin (GString *file, int sequence, const char *stamp);
void gh_event_end (GString *file);
/* As gh_calendar_append_event(), of a body that is part of something longer. */
void gh_event_append (GString *file, const char *body, gsize n_octets, int sequence,
                      const char *stamp);
