/* start, room-fit, room-clash: when and where a session may be. */
#include "tests/input/verify/case.h"

#define ONE_SESSION SHEET ("sessions") "session,title,minutes\nS1,One,60\n"
#define AT(start, end) SCHEDULE "S1,2022-06-06," start "," end ",A,,planned,One,\n"
#define PATTERNED                                                                                  \
  SHEET ("patterns")                                                                               \
  "pattern,days,starts\n"                                                                          \
  "MEET,Mon-Tue,09:30 14:00-15:00/30\n"                                                            \
  "MEET,2022-06-08,11:15\n" SHEET ("sessions") "session,title,minutes,pattern\nS1,One,60,MEET\n"
#define FIXED                                                                                      \
  SHEET ("patterns")                                                                               \
  "pattern,days,starts\n"                                                                          \
  "MEET,Mon,14:00\n" SHEET (                                                                       \
      "sessions") "session,title,minutes,pattern,start\nS1,One,60,MEET,2022-06-06T09:33\n"

/* Two sessions of an hour, in rooms whose times a case gives. */
#define TWO_SESSIONS SHEET ("sessions") "session,title,minutes\nS1,One,60\nS2,Two,60\n"
#define BOTH(room1, start2, end2, room2)                                                           \
  SCHEDULE "S1,2022-06-06,09:00,10:00," room1 ",,planned,One,\n"                                   \
           "S2,2022-06-06," start2 "," end2 "," room2 ",,planned,Two,\n"
#define LAYOUTS(first, second)                                                                     \
  SHEET ("sessions")                                                                               \
  "session,title,minutes,layout\n"                                                                 \
  "S1,One,60," first "\n"                                                                          \
  "S2,Two,60," second "\n"
#define HALLS                                                                                      \
  SHEET ("rooms")                                                                                  \
  "room,seats,turnaround_minutes,parts\n"                                                          \
  "H1,100,0,\nH2,100,0,\nH3,100,0,\n"                                                              \
  "H12,200,30,H1;H2\nH23,200,0,H2;H3\n"

static const GhCase cases[] = {
  { "a start of its pattern", PATTERNED AT ("09:30", "10:30"), NULL, NULL },
  { "a start of a range of its pattern", PATTERNED AT ("14:30", "15:30"), NULL, NULL },
  { "the last start of a range", PATTERNED AT ("15:00", "16:00"), NULL, NULL },
  { "between the starts of its pattern", PATTERNED AT ("14:15", "15:15"), "start", "S1" },
  { "a start that its pattern has on another day", PATTERNED AT ("11:15", "12:15"), "start", "S1" },
  { "on the grid", ONE_SESSION AT ("09:05", "10:05"), NULL, NULL },
  { "off the grid", ONE_SESSION AT ("09:03", "10:03"), "start", "09:03" },
  { "a fixed start stands in place of pattern and grid", FIXED AT ("09:33", "10:33"), NULL, NULL },
  { "a start of the pattern is wrong where one is fixed", FIXED AT ("14:00", "15:00"), "start",
    "S1" },
  { "a pinned start",
    ONE_SESSION SHEET ("pins") "session,start\nS1,2022-06-06 09:33\n" AT ("09:33", "10:33"), NULL,
    NULL },
  { "off its pin",
    ONE_SESSION SHEET ("pins") "session,start\nS1,2022-06-06T09:30\n" AT ("09:35", "10:35"),
    "start", "S1" },
  { "up to the end of its window",
    SHEET ("sessions") "session,title,minutes,window\nS1,One,60,2022-06-06/2022-06-06T12:00\n" AT (
        "11:00", "12:00"),
    NULL, NULL },
  { "windows that touch are one",
    SHEET ("sessions") "session,title,minutes,window\n"
                       "S1,One,60,Mon 08:00-09:30;Mon 09:30-12:00\n" AT ("09:00", "10:00"),
    NULL, NULL },
  { "past its window",
    SHEET ("sessions") "session,title,minutes,window\nS1,One,60,2022-06-06/2022-06-06T12:00\n" AT (
        "11:05", "12:05"),
    "start", "S1" },
  { "from one window into another",
    SHEET ("sessions") "session,title,minutes,window\n"
                       "S1,One,60,Mon 08:00-09:30;Mon 09:35-12:00\n" AT ("09:00", "10:00"),
    "start", "S1" },
  { "on a day that its window leaves out",
    SHEET ("sessions") "session,title,minutes,window\nS1,One,60,Tue-Fri\n" AT ("09:00", "10:00"),
    "start", "S1" },
  { "in the hours", SETTINGS "hours,08:00-12:00;14:00-18:00\n" ONE_SESSION AT ("14:00", "15:00"),
    NULL, NULL },
  { "over lunch", SETTINGS "hours,08:00-12:00;14:00-18:00\n" ONE_SESSION AT ("11:30", "12:30"),
    "start", "S1" },
  { "past midnight within the hours",
    SETTINGS "hours,10:00-26:00\n" ONE_SESSION AT ("23:30", "00:30"), NULL, NULL },
  { "begun after midnight, in the hours of the day before",
    SETTINGS "hours,10:00-26:00\n" ONE_SESSION SCHEDULE
             "S1,2022-06-07,00:30,01:30,A,,planned,One,\n",
    NULL, NULL },
  { "past midnight, out of the hours",
    SETTINGS "hours,10:00-24:00\n" ONE_SESSION AT ("23:30", "00:30"), "start", "S1" },
  { "after midnight too late for the day before",
    SETTINGS "hours,10:00-26:00\n" ONE_SESSION SCHEDULE
             "S1,2022-06-07,01:30,02:30,A,,planned,One,\n",
    "start", "S1" },
  { "days without an end of hours run into each other", ONE_SESSION AT ("23:30", "00:30"), NULL,
    NULL },
  { "while its room is open",
    SHEET ("rooms") "room,seats,open\nA,100,Mon-Fri 08:00-12:00\n" ONE_SESSION AT ("11:00",
                                                                                   "12:00"),
    NULL, NULL },
  { "when its room is shut",
    SHEET ("rooms") "room,seats,open\nA,100,Mon-Fri 08:00-12:00\n" ONE_SESSION AT ("11:30",
                                                                                   "12:30"),
    "start", "S1" },
  { "turnaround need not lie in the opening",
    SHEET ("rooms") "room,seats,open,turnaround_minutes\n"
                    "A,100,Mon-Fri 08:00-12:00,30\n" ONE_SESSION AT ("11:00", "12:00"),
    NULL, NULL },
  { "a fixed start still has to lie in the hours",
    SETTINGS "hours,10:00-18:00\n" FIXED AT ("09:33", "10:33"), "start", "S1" },
  { "after the last day",
    SETTINGS "hours,08:00-18:00\n" ONE_SESSION SCHEDULE
             "S1,2022-06-14,09:00,10:00,A,,planned,One,\n",
    "start", "S1" },
  { "start is off for it",
    ONE_SESSION SHEET ("rules") "rule,of,level,because\nstart,S1,off,the host said so\n" AT (
        "09:03", "10:03"),
    NULL, NULL },

  { "seats enough",
    SHEET ("sessions") "session,title,minutes,attendance\nS1,One,60,100\n" AT ("09:00", "10:00"),
    NULL, NULL },
  { "seats that stay empty by rule",
    SETTINGS "seats_percent,80\n" SHEET (
        "sessions") "session,title,minutes,attendance\nS1,One,60,81\n" AT ("09:00", "10:00"),
    "room-fit", "S1" },
  { "as many as that leaves",
    SETTINGS "seats_percent,80\n" SHEET (
        "sessions") "session,title,minutes,attendance\nS1,One,60,80\n" AT ("09:00", "10:00"),
    NULL, NULL },
  { "seats of the layout",
    SHEET ("rooms") "room,seats,seats:boardroom\nA,100,20\n" SHEET (
        "sessions") "session,title,minutes,attendance,layout\nS1,One,60,21,boardroom\n" AT ("09:00",
                                                                                            "10:"
                                                                                            "00"),
    "room-fit", "S1" },
  { "seats of the room's own layout",
    SHEET ("rooms") "room,seats,layout,seats:boardroom\nA,100,boardroom,20\n" SHEET (
        "sessions") "session,title,minutes,attendance\nS1,One,60,21\n" AT ("09:00", "10:00"),
    "room-fit", "S1" },
  { "a layout without seats of its own has the room's",
    SHEET ("rooms") "room,seats,seats:boardroom\nA,100,\nB,100,20\n" SHEET (
        "sessions") "session,title,minutes,attendance,layout\nS1,One,60,99,boardroom\n" AT ("09:00",
                                                                                            "10:"
                                                                                            "00"),
    NULL, NULL },
  { "a room that is never so",
    SHEET ("rooms") "room,seats,seats:boardroom\nA,100,0\n" SHEET (
        "sessions") "session,title,minutes,layout\nS1,One,60,boardroom\n" AT ("09:00", "10:00"),
    "room-fit", "S1" },
  { "features that are there, and one only wished",
    SHEET ("rooms") "room,seats,features\nA,100,booths6;hybrid\n" SHEET (
        "sessions") "session,title,minutes,features\nS1,One,60,hybrid;captioning?\n" AT ("09:00",
                                                                                         "10:00"),
    NULL, NULL },
  { "a feature that is not there",
    SHEET ("rooms") "room,seats,features\nA,100,booths6\nB,9,hybrid\n" SHEET (
        "sessions") "session,title,minutes,features\nS1,One,60,hybrid\n" AT ("09:00", "10:00"),
    "room-fit", "hybrid" },
  { "a room of its list",
    SHEET ("sessions") "session,title,minutes,room\nS1,One,60,B;A\n" AT ("09:00", "10:00"), NULL,
    NULL },
  { "not its room",
    SHEET ("sessions") "session,title,minutes,room\nS1,One,60,B\n" AT ("09:00", "10:00"),
    "room-fit", "S1" },
  { "no room where it needs none",
    SHEET ("sessions") "session,title,minutes,room\nS1,One,60,none\n" SCHEDULE
                       "S1,2022-06-06,09:00,10:00,,,planned,One,\n",
    NULL, NULL },
  { "a room where it needs none",
    SHEET ("sessions") "session,title,minutes,room\nS1,One,60,none\n" AT ("09:00", "10:00"),
    "room-fit", "S1" },
  { "no room where it needs one", ONE_SESSION SCHEDULE "S1,2022-06-06,09:00,10:00,,,planned,One,\n",
    "room-fit", "S1" },
  { "not in its venue",
    SHEET ("rooms") "room,seats,venue\nA,100,KCC\nB,100,SRH\n" SHEET (
        "sessions") "session,title,minutes,venue\nS1,One,60,SRH\n" AT ("09:00", "10:00"),
    "room-fit", "S1" },
  { "not in its pinned room",
    ONE_SESSION SHEET ("pins") "session,room\nS1,B\n" AT ("09:00", "10:00"), "room-fit", "S1" },

  { "back to back", TWO_SESSIONS BOTH ("A", "10:00", "11:00", "A"), NULL, NULL },
  { "at once in two rooms",
    TWO_SESSIONS SCHEDULE "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"
                          "S2,2022-06-06,09:00,10:00,B,,planned,Two,\n",
    NULL, NULL },
  { "half an hour into each other", TWO_SESSIONS BOTH ("A", "09:30", "10:30", "A"), "room-clash",
    "S2" },
  { "no time to turn round",
    SETTINGS "turnaround_minutes,15\n" TWO_SESSIONS BOTH ("A", "10:10", "11:10", "A"), "room-clash",
    "S1" },
  { "time to turn round",
    SETTINGS "turnaround_minutes,15\n" TWO_SESSIONS BOTH ("A", "10:15", "11:15", "A"), NULL, NULL },
  { "a room with a turnaround of its own",
    SETTINGS "turnaround_minutes,15\n" SHEET (
        "rooms") "room,seats,turnaround_minutes\nA,100,0\n" TWO_SESSIONS BOTH ("A", "10:00",
                                                                               "11:00", "A"),
    NULL, NULL },
  { "no time to change the layout",
    SHEET ("rooms") "room,seats,layout_change_minutes\nA,100,30\n" LAYOUTS ("theatre", "boardroom")
        BOTH ("A", "10:20", "11:20", "A"),
    "room-clash", "S1" },
  { "time to change the layout",
    SHEET ("rooms") "room,seats,layout_change_minutes\nA,100,30\n" LAYOUTS ("theatre", "boardroom")
        BOTH ("A", "10:30", "11:30", "A"),
    NULL, NULL },
  { "the change comes on top of the turnaround",
    SHEET ("rooms") "room,seats,layout_change_minutes,turnaround_minutes\nA,100,30,10\n" LAYOUTS (
        "theatre", "boardroom") BOTH ("A", "10:35", "11:35", "A"),
    "room-clash", "S1" },
  { "a session without layout takes the room's own",
    SHEET ("rooms") "room,seats,layout_change_minutes,layout\nA,100,30,theatre\n" LAYOUTS (
        "", "boardroom") BOTH ("A", "10:20", "11:20", "A"),
    "room-clash", "S1" },
  { "a room without layout goes with all",
    SHEET ("rooms") "room,seats,layout_change_minutes\nA,100,30\n" LAYOUTS ("", "boardroom")
        BOTH ("A", "10:00", "11:00", "A"),
    NULL, NULL },
  { "a change of layout over a third session",
    SHEET ("rooms") "room,seats,layout_change_minutes\nA,100,60\n" SHEET (
        "sessions") "session,title,minutes,layout\n"
                    "S1,One,60,theatre\nS2,Two,30,\nS3,Three,60,boardroom\n" SCHEDULE
                    "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"
                    "S2,2022-06-06,10:00,10:30,A,,planned,Two,\n"
                    "S3,2022-06-06,10:30,11:30,A,,planned,Three,\n",
    "room-clash", "S3" },
  { "a hall and a part of it at once", HALLS TWO_SESSIONS BOTH ("H1", "09:00", "10:00", "H12"),
    "room-clash", "H12" },
  { "two parts of a hall at once", HALLS TWO_SESSIONS BOTH ("H1", "09:00", "10:00", "H2"), NULL,
    NULL },
  { "two halls that share a part", HALLS TWO_SESSIONS BOTH ("H12", "09:00", "10:00", "H23"),
    "room-clash", "H23" },
  { "a hall and a room that is no part of it",
    HALLS TWO_SESSIONS BOTH ("H12", "09:00", "10:00", "H3"), NULL, NULL },
  { "a hall and its part have the longer turnaround",
    HALLS TWO_SESSIONS BOTH ("H1", "10:15", "11:15", "H12"), "room-clash", "S2" },
  { "joined sessions follow at once",
    SETTINGS "turnaround_minutes,15\n" TWO_SESSIONS SHEET (
        "relations") "a,relation,b\nS2,joined,S1\n" BOTH ("A", "10:00", "11:00", "A"),
    NULL, NULL },
  { "joined sessions at once",
    TWO_SESSIONS SHEET ("relations") "a,relation,b\nS2,joined,S1\n" BOTH ("A", "09:55", "10:55",
                                                                          "A"),
    "room-clash", "S2" },
  { "into the small hours of the next day",
    SHEET ("sessions") "session,title,minutes\nS1,One,90\nS2,Two,60\n" SCHEDULE
                       "S1,2022-06-06,23:30,01:00,A,,planned,One,\n"
                       "S2,2022-06-07,00:30,01:30,A,,planned,Two,\n",
    "room-clash", "S1" },
  { "right after the small hours",
    SHEET ("sessions") "session,title,minutes\nS1,One,90\nS2,Two,60\n" SCHEDULE
                       "S1,2022-06-06,23:30,01:00,A,,planned,One,\n"
                       "S2,2022-06-07,01:00,02:00,A,,planned,Two,\n",
    NULL, NULL },
  { "a pair is judged by the milder of the two",
    TWO_SESSIONS SHEET ("rules") "rule,of,level\nroom-clash,S2,soft\n" BOTH ("A", "09:30", "10:30",
                                                                             "A"),
    NULL, NULL },
  { "the last row that fits counts",
    TWO_SESSIONS SHEET ("rules") "rule,of,level\nroom-clash,*,off\nroom-clash,*,hard\n" BOTH (
        "A", "09:30", "10:30", "A"),
    "room-clash", "S1" },
};

int
main (void)
{
  return gh_cases_run ("verify: rooms", cases, G_N_ELEMENTS (cases));
}
