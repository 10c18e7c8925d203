#include "input/sheets/template-words.h"

#include <string.h>

static const char *const yes[] = { "yes", "no", NULL };
#define A_TIMES                                                                                    \
  "a list of dates (2022-06-08), days (Fri, Mon-Thu), hours of them (Fri 12:00-14:00), or "        \
  "intervals (2022-06-04/2022-06-17T12:00)"
#define A_SELECTOR                                                                                 \
  "sessions: a list of ids, groups, GROUP/*, kind:NAME, tag:NAME, or * for all; -NAME takes out"
#define A_WHOM                                                                                     \
  "people: a list of persons, delegations, role:NAME, flag:NAME, region:NAME, kind:NAME, or * "    \
  "for "                                                                                           \
  "all; -NAME takes out"

/* To explain a new column, give it a line here. */
static const GhTemplateWords words[] = {
  { GH_SHEET_CONFERENCE, "key", "What this row sets", NULL, false },
  { GH_SHEET_CONFERENCE, "value",
    "A name, an id, a domain for calendar UIDs, a zone like Africa/Kigali, days like 2022-06-06, "
    "minutes, hours like 08:00-18:00",
    NULL, false },

  { GH_SHEET_ROOMS, "room", "Its id, each once", NULL, false },
  { GH_SHEET_ROOMS, "seats", "How many people it holds", NULL, true },
  { GH_SHEET_ROOMS, "venue", "The house or site that it is in; empty: the one of the conference",
    NULL, false },
  { GH_SHEET_ROOMS, "layout",
    "How it is set when nobody asks for anything else: theatre, classroom ...", NULL, false },
  { GH_SHEET_ROOMS, "layout_change_minutes", "Minutes to set it for another layout; empty: 0", NULL,
    true },
  { GH_SHEET_ROOMS, "features", "What it has, a list of words of your own: hybrid;booths6", NULL,
    false },
  { GH_SHEET_ROOMS, "open", "When it can be used, " A_TIMES "; empty: always", NULL, false },
  { GH_SHEET_ROOMS, "turnaround_minutes",
    "Minutes between two sessions; empty: as the conference has it", NULL, true },
  { GH_SHEET_ROOMS, "parts", "Rooms that it is made of, a list", NULL, false },
  { GH_SHEET_ROOMS, "cost", "What each session in it costs, where rooms are not alike; empty: 0",
    NULL, true },

  { GH_SHEET_TRAVEL, "from", "A venue", NULL, false },
  { GH_SHEET_TRAVEL, "to", "Another venue; the way back takes as long", NULL, false },
  { GH_SHEET_TRAVEL, "minutes", "How long the way takes", NULL, true },

  { GH_SHEET_PATTERNS, "pattern", "Its id; rows of one pattern add up", NULL, false },
  { GH_SHEET_PATTERNS, "days", "Days on which these starts hold: Mon-Fri, 2022-06-08, * for all",
    NULL, false },
  { GH_SHEET_PATTERNS, "starts",
    "Times of day and ranges: 09:30 11:15, 18:30-19:00, 11:45-17:45/15", NULL, false },
  { GH_SHEET_PATTERNS, "cost", "What such a start costs, where others are liked better; empty: 0",
    NULL, true },

  { GH_SHEET_GROUPS, "group", "Its id, each once, and no session's", NULL, false },
  { GH_SHEET_GROUPS, "parent", "The group that it belongs to", NULL, false },
  { GH_SHEET_GROUPS, "kind",
    "A word of your own, that its sessions have too: plenary, committee ...", NULL, false },
  { GH_SHEET_GROUPS, "order_minutes",
    "Its sessions follow each other as in their sheet, at least so many minutes apart; empty: in "
    "any order",
    NULL, true },
  { GH_SHEET_GROUPS, "access", "Who may come, " A_WHOM "; empty: all", NULL, false },

  { GH_SHEET_SESSIONS, "session", "Its id, each once", NULL, false },
  { GH_SHEET_SESSIONS, "title", "What it is called; title:fr and so on for other languages", NULL,
    false },
  { GH_SHEET_SESSIONS, "group", "The group whose session it is", NULL, false },
  { GH_SHEET_SESSIONS, "kind",
    "A word of your own; empty: its group's. Sessions of kind reserve keep a room free and are "
    "never published",
    NULL, false },
  { GH_SHEET_SESSIONS, "tags", "Words of your own to name it by, a list", NULL, false },
  { GH_SHEET_SESSIONS, "minutes", "How long it lasts", NULL, true },
  { GH_SHEET_SESSIONS, "pattern",
    "When it may start, out of the sheet of patterns; empty: any time", NULL, false },
  { GH_SHEET_SESSIONS, "start", "Its start, where that is fixed: 2022-06-06T09:30", NULL, false },
  { GH_SHEET_SESSIONS, "room",
    "A room, a list to choose from, or none where it needs no room; empty: any", NULL, false },
  { GH_SHEET_SESSIONS, "venue", "The venue where it must be; empty: any", NULL, false },
  { GH_SHEET_SESSIONS, "window", "Times of which one holds it, " A_TIMES "; empty: always", NULL,
    false },
  { GH_SHEET_SESSIONS, "attendance", "How many people come", NULL, true },
  { GH_SHEET_SESSIONS, "layout", "How its room is to be set; empty: as it is", NULL, false },
  { GH_SHEET_SESSIONS, "features", "What its room must have, a list; with ? what it should have",
    NULL, false },
  { GH_SHEET_SESSIONS, "teams", "Teams that it needs, by kind: interpretation:1;captioning:2", NULL,
    false },
  { GH_SHEET_SESSIONS, "after",
    "Sessions that end before it starts, and by how many minutes: HOD-01:15;PL-01", NULL, false },
  { GH_SHEET_SESSIONS, "theme", "What its speeches are about", NULL, false },
  { GH_SHEET_SESSIONS, "speeches",
    "How many speeches it takes, and minutes before the first: 16;3. Empty: no limit", NULL,
    false },
  { GH_SHEET_SESSIONS, "optional", "It may be left out", yes, false },
  { GH_SHEET_SESSIONS, "priority",
    "Of sessions that do not all fit, the highest are placed first; empty: 0", NULL, true },
  { GH_SHEET_SESSIONS, "cancelled", "It is not held", yes, false },
  { GH_SHEET_SESSIONS, "closed", "Those who are not entitled see only that its people are busy",
    yes, false },
  { GH_SHEET_SESSIONS, "was", "Its older ids, a list: calendars go on with it", NULL, false },

  { GH_SHEET_RELATIONS, "a", "The first " A_SELECTOR, NULL, false },
  { GH_SHEET_RELATIONS, "relation", "What holds between each of a and each of b", gh_relation_words,
    false },
  { GH_SHEET_RELATIONS, "b", "The second " A_SELECTOR, NULL, false },
  { GH_SHEET_RELATIONS, "minutes", "Between the two, where the relation counts minutes; empty: 0",
    NULL, false },
  { GH_SHEET_RELATIONS, "within", "day: only pairs on one day", gh_within_words, false },

  { GH_SHEET_LIMITS, "of", "Of these " A_SELECTOR, NULL, false },
  { GH_SHEET_LIMITS, "most", "At most so many", NULL, true },
  { GH_SHEET_LIMITS, "per", "At each instant (if empty), on each day, or in the conference",
    gh_per_words, false },
  { GH_SHEET_LIMITS, "during", "When it counts, " A_TIMES "; empty: always", NULL, false },

  { GH_SHEET_PEOPLE, "person", "Their id, each once, and no delegation's", NULL, false },
  { GH_SHEET_PEOPLE, "email", "An address", NULL, false },
  { GH_SHEET_PEOPLE, "delegation", "The delegation that they belong to", NULL, false },
  { GH_SHEET_PEOPLE, "kind", "delegate (if empty), staff, guest, or a word of your own", NULL,
    false },
  { GH_SHEET_PEOPLE, "rank",
    "For the order of speeches: minister, ambassador, director ..., or a number, 1 first", NULL,
    false },
  { GH_SHEET_PEOPLE, "region", "A word of your own; empty: the delegation's", NULL, false },
  { GH_SHEET_PEOPLE, "gender", "A word of your own, for a mix of speakers", NULL, false },
  { GH_SHEET_PEOPLE, "sector", "A word of your own, for a mix of speakers", NULL, false },
  { GH_SHEET_PEOPLE, "language", "The language of their calendar: en, fr, ar ...", NULL, false },
  { GH_SHEET_PEOPLE, "timezone",
    "Where they are when remote, like Europe/Zurich; empty: the delegation's", NULL, false },
  { GH_SHEET_PEOPLE, "present", "When they are there, " A_TIMES "; empty: always", NULL, false },
  { GH_SHEET_PEOPLE, "away",
    "When they are busy: times, or the name of a calendar file (.ics) in the folder", NULL, false },
  { GH_SHEET_PEOPLE, "remote", "They take part from afar", yes, false },
  { GH_SHEET_PEOPLE, "needs", "What must be thought of for them", NULL, false },

  { GH_SHEET_ROLES, "person", "A person", NULL, false },
  { GH_SHEET_ROLES, "role",
    "chair, vice-chair, secretary, speaker, moderator, or a word of your own: they must be there",
    NULL, false },
  { GH_SHEET_ROLES, "what", "Of these " A_SELECTOR, NULL, false },

  { GH_SHEET_DELEGATIONS, "delegation", "Its id, each once, and no person's", NULL, false },
  { GH_SHEET_DELEGATIONS, "size",
    "How many people it has; empty: as many as are in the sheet of people", NULL, true },
  { GH_SHEET_DELEGATIONS, "region", "A word of your own", NULL, false },
  { GH_SHEET_DELEGATIONS, "flags", "Words of your own to name it by, a list: LDC;SIDS", NULL,
    false },
  { GH_SHEET_DELEGATIONS, "timezone", "Where its remote people are, like Europe/Zurich", NULL,
    false },
  { GH_SHEET_DELEGATIONS, "weight", "How much its wishes count; empty: 1", NULL, true },

  { GH_SHEET_ATTENDS, "who", "These " A_WHOM, NULL, false },
  { GH_SHEET_ATTENDS, "what", "These " A_SELECTOR, NULL, false },
  { GH_SHEET_ATTENDS, "level", "must attend, should, or may", gh_wish_words, false },

  { GH_SHEET_TEAMS, "team", "Its id, each once", NULL, false },
  { GH_SHEET_TEAMS, "kind", "What sessions ask for: interpretation, captioning ...", NULL, false },
  { GH_SHEET_TEAMS, "available", "When it works, " A_TIMES "; empty: always", NULL, false },
  { GH_SHEET_TEAMS, "most_minutes",
    "The longest sitting, from first start to last end; empty: no limit", NULL, true },
  { GH_SHEET_TEAMS, "rest_minutes",
    "Sessions with less than this between them are one sitting; empty: 0", NULL, true },
  { GH_SHEET_TEAMS, "most_per_day", "Sittings on a day; empty: no limit", NULL, true },
  { GH_SHEET_TEAMS, "most_minutes_per_day", "Minutes of sessions on a day; empty: no limit", NULL,
    true },
  { GH_SHEET_TEAMS, "day_minutes", "From the first start to the last end of a day; empty: no limit",
    NULL, true },
  { GH_SHEET_TEAMS, "most_in_5_workdays", "Sittings on any five workdays running; empty: no limit",
    NULL, true },
  { GH_SHEET_TEAMS, "remote", "It works from afar, and needs no way between venues", yes, false },

  { GH_SHEET_SPEECHES, "speaker", "A person", NULL, false },
  { GH_SHEET_SPEECHES, "session", "One of these " A_SELECTOR, NULL, false },
  { GH_SHEET_SPEECHES, "minutes", "How long it lasts", NULL, true },
  { GH_SHEET_SPEECHES, "theme", "What it is about", NULL, false },
  { GH_SHEET_SPEECHES, "available", "When the speaker can give it, " A_TIMES "; empty: always",
    NULL, false },
  { GH_SHEET_SPEECHES, "mode", "onsite (if empty), remote, or a video", gh_mode_words, false },

  { GH_SHEET_RULES, "rule", "A rule of the catalogue: gahunda rules tells what each says", NULL,
    false },
  { GH_SHEET_RULES, "of", "For these " A_SELECTOR "; role:NAME for rules about people; empty: all",
    NULL, false },
  { GH_SHEET_RULES, "value", "What the rule counts, where it has such a value", NULL, false },

  { GH_SHEET_PINS, "session", "A session that is to stay", NULL, false },
  { GH_SHEET_PINS, "start", "Where it starts: 2022-06-06T09:30", NULL, false },
  { GH_SHEET_PINS, "room", "The room that it is in", NULL, false },

  { GH_N_SHEETS, "name",
    "What it is called for readers; name:fr and so on for other languages; empty: the id", NULL,
    false },
  { GH_N_SHEETS, "because", "The reason, for the public", NULL, false },
  { GH_N_SHEETS, "level", "hard, soft (at a cost), or off; empty: as usual", gh_level_words,
    false },
  { GH_N_SHEETS, "weight", "What a soft one costs; empty: as usual", NULL, true },
};

const GhTemplateWords *
gh_template_words (GhSheet sheet, const char *column)
{
  for (gsize entry = 0; entry < G_N_ELEMENTS (words); entry++)
    if ((words[entry].sheet == sheet || words[entry].sheet == GH_N_SHEETS)
        && strcmp (words[entry].column, column) == 0)
      return &words[entry];
  g_assert_not_reached ();
}
