/* person-clash and cover: nobody in two places, nothing of a delegation's without somebody. */
#include "tests/input/verify/case.h"

#define TWO_SESSIONS SHEET ("sessions") "session,title,minutes\nS1,One,60\nS2,Two,60\n"
/* S1 from 09:00 to 10:00 in A, S2 in B. */
#define SECOND_AT(start, end)                                                                      \
  TWO_SESSIONS SCHEDULE "S1,2022-06-06,09:00,10:00,A,,planned,One,\n"                              \
                        "S2,2022-06-06," start "," end ",B,,planned,Two,\n"
#define VENUES                                                                                     \
  SHEET ("rooms")                                                                                  \
  "room,seats,venue\nA,100,KCC\nB,50,SRH\n" SHEET ("travel") "from,to,minutes\nSRH,KCC,30\n"

#define ANN(more) SHEET ("people") "person,name" more
#define CHAIRS_BOTH                                                                                \
  SHEET ("roles")                                                                                  \
  "person,role,what\nP1,chair,S1\nP1,secretary,S2\n" ATTENDANCE "P1,S1,chair\nP1,S2,secretary\n"
#define CHAIR_AND_MUST                                                                             \
  SHEET ("roles")                                                                                  \
  "person,role,what\nP1,chair,S1\n" SHEET ("attends") "who,what,level\nP1,S2,must\n" ATTENDANCE    \
                                                      "P1,S1,chair\nP1,S2,must\n"
#define ROLE_GAP SHEET ("rules") "rule,level,value\nperson-clash,hard,15\n"

/* A delegation of two that must be in both sessions, which are at once. */
#define DELEGATION                                                                                 \
  SHEET ("delegations")                                                                            \
  "delegation,name,size\nD,Dominica,2\n" SHEET (                                                   \
      "people") "person,name,delegation\nP1,Ann,D\nP2,Bob,D\n" SHEET ("attends") "who,what,"       \
                                                                                 "level\nD,*,"     \
                                                                                 "must\n"
#define ONE_DELEGATE(more, cells)                                                                  \
  SHEET ("delegations")                                                                            \
  "delegation,name,size\nD,Dominica,1\n" SHEET (                                                   \
      "people") "person,name,delegation" more "\nP1,Ann,D" cells                                   \
                "\n" SHEET ("attends") "who,what,level\nD,*,must\n"
#define NOBODY(size)                                                                               \
  SHEET ("delegations")                                                                            \
  "delegation,name,size\nD,Dominica," size "\n" SHEET ("attends") "who,what,level\nD,*,must\n"
#define HALF_REMOTE                                                                                \
  SHEET ("delegations")                                                                            \
  "delegation,name,size\nD,Dominica,2\n" SHEET ("people") "person,name,delegation,remote\nP1,Ann," \
                                                          "D,yes\nP2,Bob,D,\n" SHEET (             \
                                                              "attends") "who,what,level\nD,S1,"   \
                                                                         "must\n"
#define ON_SITE_ONLY SHEET ("rules") "rule,level,value\ncover,hard,1\n"

static const GhCase
    cases[] = {
      { "two roles, one after the other",
        ANN ("\nP1,Ann\n") CHAIRS_BOTH SECOND_AT ("10:00", "11:00"), NULL, NULL },
      { "two roles at once", ANN ("\nP1,Ann\n") CHAIRS_BOTH SECOND_AT ("09:30", "10:30"),
        "person-clash", "P1" },
      { "a role and a must of one's own at once",
        ANN ("\nP1,Ann\n") CHAIR_AND_MUST SECOND_AT ("09:30", "10:30"), "person-clash", "S2" },
      { "a role and a should of one's own at once",
        ANN ("\nP1,Ann\n") SHEET ("roles") "person,role,what\nP1,chair,S1\n" SHEET (
            "attends") "who,what,level\nP1,S2,should\n" ATTENDANCE
                       "P1,S1,chair\nP1,S2,should\n" SECOND_AT ("09:30", "10:30"),
        NULL, NULL },
      { "a role and a must of everybody's at once",
        ANN ("\nP1,Ann\n") SHEET ("roles") "person,role,what\nP1,chair,S1\n" SHEET (
            "attends") "who,what,level\n*,S2,must\n" ATTENDANCE
                       "P1,S1,chair\nP1,S2,must\n" SECOND_AT ("09:30", "10:30"),
        NULL, NULL },
      { "somebody not there yet",
        ANN (",present\nP1,Ann,2022-06-06T09:30/2022-06-10\n")
            CHAIRS_BOTH SECOND_AT ("10:00", "11:00"),
        "person-clash", "P1" },
      { "somebody away",
        ANN (",away\nP1,Ann,Mon 10:30-12:00\n") CHAIRS_BOTH SECOND_AT ("10:00", "11:00"),
        "person-clash", "S2" },
      { "somebody away before and after",
        ANN (",away\nP1,Ann,Mon 07:00-09:00;Mon 11:00-12:00\n")
            CHAIRS_BOTH SECOND_AT ("10:00", "11:00"),
        NULL, NULL },
      { "somebody away by their own calendar",
        ANN (",away\nP1,Ann,ann.ics\n") "= ann.ics\n555 560\n" CHAIRS_BOTH SECOND_AT ("10:00",
                                                                                      "11:00"),
        "person-clash", "S1" },
      { "on the way between venues",
        VENUES ANN ("\nP1,Ann\n") CHAIRS_BOTH SECOND_AT ("10:25", "11:25"), "person-clash", "P1" },
      { "arrived", VENUES ANN ("\nP1,Ann\n") CHAIRS_BOTH SECOND_AT ("10:30", "11:30"), NULL, NULL },
      { "a must of one's own needs the way too",
        VENUES ANN ("\nP1,Ann\n") CHAIR_AND_MUST SECOND_AT ("10:25", "11:25"), "person-clash",
        "P1" },
      { "who is remote needs no travel",
        VENUES ANN (",remote\nP1,Ann,yes\n") CHAIRS_BOTH SECOND_AT ("10:00", "11:00"), NULL, NULL },
      { "who is remote is in one session at a time",
        VENUES ANN (",remote\nP1,Ann,yes\n") CHAIRS_BOTH SECOND_AT ("09:55", "10:55"),
        "person-clash", "P1" },
      { "too little between two roles",
        ROLE_GAP ANN ("\nP1,Ann\n") CHAIRS_BOTH SECOND_AT ("10:10", "11:10"), "person-clash",
        "P1" },
      { "enough between two roles",
        ROLE_GAP ANN ("\nP1,Ann\n") CHAIRS_BOTH SECOND_AT ("10:15", "11:15"), NULL, NULL },
      { "a gap of roles is none between a role and a must",
        ROLE_GAP ANN ("\nP1,Ann\n") CHAIR_AND_MUST SECOND_AT ("10:00", "11:00"), NULL, NULL },
      { "joined sessions need no gap of roles",
        ROLE_GAP ANN ("\nP1,Ann\n") CHAIRS_BOTH SHEET (
            "relations") "a,relation,b\nS1,joined,S2\n" SECOND_AT ("10:00", "11:00"),
        NULL, NULL },
      { "the way is part of the gap",
        ROLE_GAP VENUES ANN ("\nP1,Ann\n") CHAIRS_BOTH SECOND_AT ("10:30", "11:30"), NULL, NULL },
      { "past midnight",
        ANN ("\nP1,Ann\n")
            CHAIRS_BOTH SHEET ("sessions") "session,title,minutes\nS1,One,90\nS2,Two,60\n" SCHEDULE
                                           "S1,2022-06-06,23:30,01:00,A,,planned,One,\n"
                                           "S2,2022-06-07,00:30,01:30,B,,planned,Two,\n",
        "person-clash", "P1" },
      { "person-clash is off for one of the two",
        ANN ("\nP1,Ann\n") CHAIRS_BOTH SHEET (
            "rules") "rule,of,level\nperson-clash,S2,off\n" SECOND_AT ("09:30", "10:30"),
        NULL, NULL },
      { "a row for a session stands in place of wider rows",
        ANN ("\nP1,Ann\nP2,Bob\n")
            SHEET ("groups") "group,name\nG,Group\n" SHEET ("sessions") "session,title,minutes,"
                                                                        "group\nS1,One,60,G\nS2,"
                                                                        "Two,60,\n" SHEET (
                                                                            "roles") "person,role,"
                                                                                     "what\nP1,"
                                                                                     "chair,G\nP2,"
                                                                                     "chair,S1\nP1,"
                                                                                     "secretary,"
                                                                                     "S2"
                                                                                     "\n" ATTENDANCE
                                                                                     "P1,S2,"
                                                                                     "secretary\nP2"
                                                                                     ",S1,"
                                                                                     "chair"
                                                                                     "\n" SCHEDULE
                                                                                     "S1,2022-06-"
                                                                                     "06,09:00,10:"
                                                                                     "00,A,,"
                                                                                     "planned,One,"
                                                                                     "G\n"
                                                                                     "S2,2022-06-"
                                                                                     "06,09:00,10:"
                                                                                     "00,B,,"
                                                                                     "planned,Two,"
                                                                                     "\n",
        NULL, NULL },

      { "one of the delegation in each",
        DELEGATION ATTENDANCE "P1,S1,covers\nP2,S2,covers\n" SECOND_AT ("09:30", "10:30"), NULL,
        NULL },
      { "nobody in the second", DELEGATION ATTENDANCE "P1,S1,covers\n" SECOND_AT ("09:30", "10:30"),
        "cover", "S2" },
      { "one person in both",
        DELEGATION ATTENDANCE "P1,S1,covers\nP1,S2,covers\n" SECOND_AT ("09:30", "10:30"), "cover",
        "P1" },
      { "one person in both, one after the other",
        DELEGATION ATTENDANCE "P1,S1,covers\nP1,S2,covers\n" SECOND_AT ("10:00", "11:00"), NULL,
        NULL },
      { "covers on two sides of town",
        VENUES DELEGATION ATTENDANCE "P1,S1,covers\nP1,S2,covers\n" SECOND_AT ("10:10", "11:10"),
        "cover", "P1" },
      { "remote covers on two sides of town",
        VENUES ONE_DELEGATE (",remote", ",yes") ATTENDANCE
        "P1,S1,covers\nP1,S2,covers\n" SECOND_AT ("10:00", "11:00"),
        NULL, NULL },
      { "a role there covers it",
        DELEGATION SHEET ("roles") "person,role,what\nP1,chair,S1\n" ATTENDANCE
                                   "P1,S1,chair\nP2,S2,covers\n" SECOND_AT ("09:30", "10:30"),
        NULL, NULL },
      { "who has a role elsewhere cannot cover",
        DELEGATION SHEET ("roles") "person,role,what\nP1,chair,S1\n" ATTENDANCE
                                   "P1,S1,chair\nP1,S2,covers\n" SECOND_AT ("09:30", "10:30"),
        "cover", "P1" },
      { "who is on the way to a role cannot cover",
        VENUES DELEGATION SHEET ("roles") "person,role,what\nP1,chair,S1\n" ATTENDANCE
                                          "P1,S1,chair\nP1,S2,covers\n" SECOND_AT ("10:10",
                                                                                   "11:10"),
        "cover", "P1" },
      { "a must of one's own there covers it",
        SHEET ("delegations") "delegation,name,size\nD,Dominica,2\n" SHEET (
            "people") "person,name,delegation\nP1,Ann,D\nP2,Bob,D\n" SHEET ("attends") "who,what,"
                                                                                       "level\nD,*,"
                                                                                       "must\nP1,"
                                                                                       "S1,"
                                                                                       "must"
                                                                                       "\n" ATTENDANCE
                                                                                       "P1,S1,"
                                                                                       "must\nP2,"
                                                                                       "S2,"
                                                                                       "covers"
                                                                                       "\n" SECOND_AT (
                                                                                           "09:30",
                                                                                           "10:30"),
        NULL, NULL },
      { "who is away cannot cover",
        ONE_DELEGATE (",present", ",2022-06-06T09:30/2022-06-10") ATTENDANCE
        "P1,S1,covers\nP1,S2,covers\n" SECOND_AT ("10:00", "11:00"),
        "cover", "P1" },
      { "a should of a delegation may go without",
        SHEET ("delegations") "delegation,name,size\nD,Dominica,1\n" SHEET (
            "people") "person,name,delegation\nP1,Ann,D\n" SHEET ("attends") "who,what,level\nD,S1,"
                                                                             "should\nD,S2,"
                                                                             "must\n" ATTENDANCE
                                                                             "P1,S2,"
                                                                             "covers\n" SECOND_AT (
                                                                                 "09:30", "10:30"),
        NULL, NULL },
      { "a must of a region, and of a flag",
        SHEET (
            "delegations") "delegation,name,size,region,flags\nD,Dominica,1,AMS,SIDS\n"
                           "E,Estonia,1,EUR,\n" SHEET ("people") "person,name,delegation\nP1,Ann,"
                                                                 "D\nP2,Bob,E\n" SHEET (
                                                                     "attends") "who,what,"
                                                                                "level\nflag:SIDS,"
                                                                                "S1,must\nregion:"
                                                                                "EUR,S2,"
                                                                                "must\n" ATTENDANCE
                                                                                "P1,S1,"
                                                                                "covers"
                                                                                "\n" SECOND_AT (
                                                                                    "09:30",
                                                                                    "10:30"),
        "cover", "S2" },
      { "no must where the group's access keeps a delegation out",
        SHEET ("delegations") "delegation,name,size,region\nD,Dominica,1,AMS\nE,Estonia,1,"
                              "EUR\n" SHEET ("people") "person,name,delegation\nP1,Ann,D\nP2,Bob,"
                                                       "E\n" SHEET ("groups") "group,name,"
                                                                              "access\nG,Group,"
                                                                              "region:AMS\n" SHEET ("sessions") "session,title,minutes,group\nS1,One,60,G\n" SHEET (
                                                                                  "attends") "who,"
                                                                                             "what,"
                                                                                             "level"
                                                                                             "\nD;"
                                                                                             "E,*,"
                                                                                             "must"
                                                                                             "\n" ATTENDANCE
                                                                                             "P1,"
                                                                                             "S1,"
                                                                                             "cover"
                                                                                             "s"
                                                                                             "\n" SCHEDULE
                                                                                             "S1,"
                                                                                             "2022-"
                                                                                             "06-"
                                                                                             "06,"
                                                                                             "09:"
                                                                                             "00,"
                                                                                             "10:"
                                                                                             "00,A,"
                                                                                             ",plan"
                                                                                             "ned,"
                                                                                             "One,"
                                                                                             "G\n",
        NULL, NULL },
      { "cover is off for a session",
        DELEGATION SHEET ("rules") "rule,of,level\ncover,S2,off\n" ATTENDANCE
                                   "P1,S1,covers\n" SECOND_AT ("09:30", "10:30"),
        NULL, NULL },
      { "remote people may cover",
        HALF_REMOTE ATTENDANCE "P1,S1,covers\n" SECOND_AT ("09:30", "10:30"), NULL, NULL },
      { "remote people may not cover where somebody is on site",
        ON_SITE_ONLY HALF_REMOTE ATTENDANCE "P1,S1,covers\n" SECOND_AT ("09:30", "10:30"), "cover",
        "S1" },
      { "remote people cover where nobody is on site",
        ON_SITE_ONLY ONE_DELEGATE (",remote", ",yes") ATTENDANCE
        "P1,S1,covers\nP1,S2,covers\n" SECOND_AT ("10:00", "11:00"),
        NULL, NULL },
      { "not shared out: two can be in two",
        SETTINGS "share_out,no\n" DELEGATION SECOND_AT ("09:30", "10:30"), NULL, NULL },
      { "not shared out: one cannot be in two",
        SETTINGS "share_out,no\n" ONE_DELEGATE ("", "") SECOND_AT ("09:30", "10:30"), "cover",
        "D" },
      { "not shared out: one can be in one after the other",
        SETTINGS "share_out,no\n" ONE_DELEGATE ("", "") SECOND_AT ("10:00", "11:00"), NULL, NULL },
      { "not shared out: a role elsewhere is in the way",
        SETTINGS "share_out,no\n" DELEGATION
            SHEET ("sessions") "session,title,minutes\nS1,One,60\nS2,Two,60\nS3,Three,60\n" SHEET (
                "attends") "who,what,level\nD,S1;S2,must\n" SHEET ("roles") "person,role,what\nP1,"
                                                                            "chair,S3\n" ATTENDANCE
                                                                            "P1,S3,chair\n" SHEET (
                                                                                "rooms") "room,"
                                                                                         "seats\nA,"
                                                                                         "9\nB,"
                                                                                         "9\nC,"
                                                                                         "9"
                                                                                         "\n" SCHEDULE
                                                                                         "S1,2022-"
                                                                                         "06-06,09:"
                                                                                         "00,10:00,"
                                                                                         "A,,"
                                                                                         "planned,"
                                                                                         "One,\n"
                                                                                         "S2,2022-"
                                                                                         "06-06,09:"
                                                                                         "00,10:00,"
                                                                                         "B,,"
                                                                                         "planned,"
                                                                                         "Two,\n"
                                                                                         "S3,2022-"
                                                                                         "06-06,09:"
                                                                                         "00,10:00,"
                                                                                         "C,,"
                                                                                         "planned,"
                                                                                         "Three,\n",
        "cover", "D" },
      { "a delegation without people is not in more places than it is large",
        NOBODY ("1") SECOND_AT ("09:30", "10:30"), "cover", "D" },
      { "a delegation without people that is large enough",
        NOBODY ("2") SECOND_AT ("09:30", "10:30"), NULL, NULL },
      { "a delegation without people, one after the other",
        NOBODY ("1") SECOND_AT ("10:00", "11:00"), NULL, NULL },
    };

int
main (void)
{
  return gh_cases_run ("verify: people", cases, G_N_ELEMENTS (cases));
}
