/* order, relations, limits: sessions among each other; and levels in the rules sheet. */
#include "tests/input/verify/case.h"

#define TWO_SESSIONS SHEET ("sessions") "session,title,minutes\nS1,One,60\nS2,Two,60\n"
#define SECOND_AT(day, start, end, room)                                                           \
  SCHEDULE "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"                                           \
           "S2,2022-06-" day "," start "," end "," room ",,planned,Two,\n"
/* S2 first, as the schedule is sorted. */
#define SECOND_BEFORE(start, end)                                                                  \
  SCHEDULE "S2,2022-06-06," start "," end ",B,,planned,Two,\n"                                     \
           "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"
#define RELATION(row)                                                                              \
  TWO_SESSIONS SHEET ("relations") "a,relation,b,minutes,within,level\n" row "\n"
#define AFTER(what)                                                                                \
  SHEET ("sessions") "session,title,minutes,after\nS1,One,60,\nS2,Two,60," what "\n"
#define SERIES(order)                                                                              \
  SHEET ("groups")                                                                                 \
  "group,name,order_minutes\nG,Group," order                                                       \
  "\n" SHEET ("sessions") "session,title,minutes,group\nS1,One,60,G\nS2,Two,60,G\n"
#define SERIES_AT(day, start, end)                                                                 \
  SCHEDULE "S1,2022-06-06,09:00,10:00,A,,planned,One,G\n"                                          \
           "S2,2022-06-" day "," start "," end ",B,,planned,Two,G\n"
#define LIMIT(row) TWO_SESSIONS SHEET ("limits") "of,most,per,during,level\n" row "\n"

static const GhCase cases[] = {
  { "after it", AFTER ("S1") SECOND_AT ("06", "10:00", "11:00", "B"), NULL, NULL },
  { "too soon after it", AFTER ("S1:15") SECOND_AT ("06", "10:10", "11:10", "B"), "order", "S2" },
  { "just as long after it as asked", AFTER ("S1:15") SECOND_AT ("06", "10:15", "11:15", "B"), NULL,
    NULL },
  { "before what it comes after", AFTER ("S1") SECOND_BEFORE ("07:00", "08:00"), "order", "S1" },
  { "in order", SERIES ("30") SERIES_AT ("06", "10:30", "11:30"), NULL, NULL },
  { "too little between two of a series", SERIES ("30") SERIES_AT ("06", "10:25", "11:25"), "order",
    "S2" },
  { "a series without order", SERIES ("") SERIES_AT ("06", "09:30", "10:30"), NULL, NULL },
  { "order is soft for one of the two",
    SERIES ("30")
        SHEET ("rules") "rule,of,level\norder,S1,soft\n" SERIES_AT ("06", "10:25", "11:25"),
    NULL, NULL },
  { "before", RELATION ("S1,before,S2,15,,") SECOND_AT ("06", "10:15", "11:15", "B"), NULL, NULL },
  { "not quite before", RELATION ("S1,before,S2,15,,") SECOND_AT ("06", "10:10", "11:10", "B"),
    "order", "S1" },
  { "before, on one day only",
    RELATION ("S2,before,S1,15,day,") SECOND_AT ("07", "09:00", "10:00", "B"), NULL, NULL },
  { "before, on any day", RELATION ("S2,before,S1,15,,") SECOND_AT ("07", "09:00", "10:00", "B"),
    "order", "S1" },
  { "before, softly", RELATION ("S1,before,S2,15,,soft") SECOND_AT ("06", "09:00", "10:00", "B"),
    NULL, NULL },

  { "parallel", RELATION ("S1,not-parallel,S2,,,") SECOND_AT ("06", "09:30", "10:30", "B"),
    "relations", "S2" },
  { "not parallel", RELATION ("S1,not-parallel,S2,,,") SECOND_AT ("06", "10:00", "11:00", "B"),
    NULL, NULL },
  { "not parallel, with a gap",
    RELATION ("S1,not-parallel,S2,30,,") SECOND_AT ("06", "10:25", "11:25", "B"), "relations",
    "S1" },
  { "not parallel, with a gap that is kept",
    RELATION ("S1,not-parallel,S2,30,,") SECOND_AT ("06", "10:30", "11:30", "B"), NULL, NULL },
  { "keeps clear after it",
    RELATION ("S1,not-parallel,S2,45/30,,") SECOND_AT ("06", "10:25", "11:25", "B"), "relations",
    "S1" },
  { "kept clear after it",
    RELATION ("S1,not-parallel,S2,45/30,,") SECOND_AT ("06", "10:30", "11:30", "B"), NULL, NULL },
  { "keeps clear before it",
    RELATION ("S1,not-parallel,S2,45/30,,") SECOND_BEFORE ("07:20", "08:20"), "relations", "S2" },
  { "kept clear before it",
    RELATION ("S1,not-parallel,S2,45/30,,") SECOND_BEFORE ("07:15", "08:15"), NULL, NULL },
  { "adjacent", RELATION ("S1,adjacent,S2,30,,") SECOND_AT ("06", "10:30", "11:30", "B"), NULL,
    NULL },
  { "adjacent, the other way round",
    RELATION ("S1,adjacent,S2,30,,") SECOND_BEFORE ("07:30", "08:30"), NULL, NULL },
  { "not adjacent", RELATION ("S1,adjacent,S2,30,,") SECOND_AT ("06", "10:35", "11:35", "B"),
    "relations", "S1" },
  { "at once is not adjacent",
    RELATION ("S1,adjacent,S2,30,,") SECOND_AT ("06", "09:30", "10:30", "B"), "relations", "S1" },
  { "adjacent over midnight is not the same day",
    RELATION ("S1,adjacent,S2,30,,") SCHEDULE "S1,2022-06-06,23:00,00:00,A,,planned,One,\n"
                                              "S2,2022-06-07,00:00,01:00,B,,planned,Two,\n",
    "relations", "S1" },
  { "in the same room", RELATION ("S1,same-room,S2,,,") SECOND_AT ("06", "10:00", "11:00", "A"),
    NULL, NULL },
  { "not in the same room", RELATION ("S1,same-room,S2,,,") SECOND_AT ("06", "10:00", "11:00", "B"),
    "relations", "B" },
  { "in the same room, on one day only",
    RELATION ("S1,same-room,S2,,day,") SECOND_AT ("07", "10:00", "11:00", "B"), NULL, NULL },
  { "in different rooms",
    RELATION ("S1,different-room,S2,,,") SECOND_AT ("06", "10:00", "11:00", "B"), NULL, NULL },
  { "not in different rooms",
    RELATION ("S1,different-room,S2,,,") SECOND_AT ("06", "10:00", "11:00", "A"), "relations",
    "A" },
  { "on the same day", RELATION ("S1,same-day,S2,,,") SECOND_AT ("06", "10:00", "11:00", "B"), NULL,
    NULL },
  { "not on the same day", RELATION ("S1,same-day,S2,,,") SECOND_AT ("07", "10:00", "11:00", "B"),
    "relations", "S2" },
  { "on different days", RELATION ("*,different-day,*,,,") SECOND_AT ("07", "10:00", "11:00", "B"),
    NULL, NULL },
  { "not on different days",
    RELATION ("*,different-day,*,,,") SECOND_AT ("06", "10:00", "11:00", "B"), "relations", "S1" },
  { "what a leading minus names is out",
    RELATION ("*;-S1,different-day,*;-S1,,,") SECOND_AT ("06", "10:00", "11:00", "B"), NULL, NULL },
  { "a soft relation", RELATION ("S1,same-day,S2,,,soft") SECOND_AT ("07", "10:00", "11:00", "B"),
    NULL, NULL },
  { "all relations are soft",
    RELATION ("S1,same-day,S2,,,")
        SHEET ("rules") "rule,level\nrelations,soft\n" SECOND_AT ("07", "10:00", "11:00", "B"),
    NULL, NULL },
  { "relations are off for one of the two",
    RELATION ("S1,same-day,S2,,,")
        SHEET ("rules") "rule,of,level\nrelations,S2,off\n" SECOND_AT ("07", "10:00", "11:00", "B"),
    NULL, NULL },
  { "an unplaced session has no relations",
    RELATION ("S1,same-day,S2,,,") SCHEDULE "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"
                                            "S2,,,,,,unplaced,Two,\n",
    NULL, NULL },

  { "one at a time", LIMIT ("*,1,instant,,") SECOND_AT ("06", "10:00", "11:00", "B"), NULL, NULL },
  { "two at a time", LIMIT ("*,1,instant,,") SECOND_AT ("06", "09:55", "10:55", "B"), "limits",
    "09:55" },
  { "two at a time when it does not count",
    LIMIT ("*,1,instant,Mon 10:00-12:00,") SECOND_AT ("06", "09:30", "10:30", "B"), NULL, NULL },
  { "two at a time just when it counts",
    LIMIT ("*,1,instant,Mon 09:50-12:00,") SECOND_AT ("06", "09:30", "10:30", "B"), "limits",
    "S1" },
  { "one a day", LIMIT ("*,1,day,,") SECOND_AT ("07", "10:00", "11:00", "B"), NULL, NULL },
  { "two a day", LIMIT ("*,1,day,,") SECOND_AT ("06", "15:00", "16:00", "B"), "limits", "S2" },
  { "two a day, of which one starts outside",
    LIMIT ("*,1,day,Mon 08:00-12:00,") SECOND_AT ("06", "12:00", "13:00", "B"), NULL, NULL },
  { "two in the conference", LIMIT ("*,1,conference,,") SECOND_AT ("10", "15:00", "16:00", "B"),
    "limits", "S2" },
  { "a day's limit counts what starts on it",
    LIMIT ("*,1,day,,") SCHEDULE "S1,2022-06-06,23:30,00:30,A,,planned,One,\n"
                                 "S2,2022-06-07,10:00,11:00,B,,planned,Two,\n",
    NULL, NULL },
  { "a soft limit", LIMIT ("*,1,day,,soft") SECOND_AT ("06", "15:00", "16:00", "B"), NULL, NULL },
  { "a session for which limits are off is left out of the count",
    LIMIT ("*,1,day,,")
        SHEET ("rules") "rule,of,level\nlimits,S2,off\n" SECOND_AT ("06", "15:00", "16:00", "B"),
    NULL, NULL },
  { "all limits are off",
    LIMIT ("*,1,day,,")
        SHEET ("rules") "rule,level\nlimits,off\n" SECOND_AT ("06", "15:00", "16:00", "B"),
    NULL, NULL },
};

int
main (void)
{
  return gh_cases_run ("verify: order", cases, G_N_ELEMENTS (cases));
}
