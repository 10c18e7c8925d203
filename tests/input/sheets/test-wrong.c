/* What is said of wrong sheets: a sentence for each kind, word for word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "folder.h"

#include <string.h>
#include <sys/stat.h>

/* One sheet of the good folder replaced, and what is told first. */
typedef struct
{
  const char *what;
  const char *sheet;
  const char *text;
  const char *told;
} Wrong;

#define CONFERENCE "key,value\nname,T\nid,T\ndomain,t.org\ntimezone,UTC\n"
#define DAYS "first_day,2022-06-06\nlast_day,2022-06-08\n"

static const Wrong wrongs[] = {
  /* Names. */
  { "an unknown room, nearly right", "sessions", "session,title,minutes,room\nS,Talk,60,AUAL\n",
    "sessions.csv, row 2, column \"room\": no room is called \"AUAL\" (did you mean \"AULA\"?)" },
  { "an unknown room, like none", "sessions", "session,title,minutes,room\nS,Talk,60,Theatre\n",
    "sessions.csv, row 2, column \"room\": no room is called \"Theatre\"" },
  { "an unknown group", "sessions", "session,title,minutes,group\nS,Talk,60,COMM\n",
    "sessions.csv, row 2, column \"group\": no group is called \"COMM\" (did you mean \"COM\"?)" },
  { "an unknown parent", "groups", "group,parent\nPL,\nCOM,PLL\n",
    "groups.csv, row 3, column \"parent\": no group is called \"PLL\" (did you mean \"PL\"?)" },
  { "an unknown person", "roles", "person,role,what\nAdda,chair,PL\n",
    "roles.csv, row 2, column \"person\": no person is called \"Adda\" (did you mean \"Ada\"?)" },
  { "an unknown delegation", "people", "person,delegation\nAda,AND\nBob,ANDD\nCy,ORG\nDi,\n",
    "people.csv, row 3, column \"delegation\": no delegation is called \"ANDD\" (did you mean "
    "\"AND\"?)" },
  { "an unknown who", "attends", "who,what,level\nANDX,PL,must\n",
    "attends.csv, row 2, column \"who\": no person or delegation is called \"ANDX\" (did you mean "
    "\"AND\"?)" },
  { "an unknown session in a selector", "relations", "a,relation,b\nCOM-3,not-parallel,PL\n",
    "relations.csv, row 2, column \"a\": no session or group is called \"COM-3\" (did you mean "
    "\"COM-1\"?)" },
  { "an unknown group below which", "relations", "a,relation,b\nPX/*,not-parallel,PL\n",
    "relations.csv, row 2, column \"a\": no group is called \"PX\" (did you mean \"PL\"?)" },
  { "an unknown word in a selector", "relations", "a,relation,b\nflag:MS,not-parallel,PL\n",
    "relations.csv, row 2, column \"a\": \"flag:MS\" is no selector: write a session, a group, "
    "GROUP/*, kind:NAME, tag:NAME, team:KIND, venue:NAME or *" },
  { "an unknown word in whom", "attends", "who,what,level\ntag:big,PL,must\n",
    "attends.csv, row 2, column \"who\": \"tag:big\" names nobody: write a person, a delegation, "
    "role:NAME, flag:NAME, region:NAME, kind:NAME or *" },
  { "an unknown venue", "sessions", "session,title,minutes,venue\nS,Talk,60,KCC\n",
    "sessions.csv, row 2, column \"venue\": no room is at the venue \"KCC\"" },
  { "an unknown session in after", "sessions", "session,title,minutes,after\nS,Talk,60,T:15\n",
    "sessions.csv, row 2, column \"after\": no session is called \"T\"" },
  { "an unknown session in pins", "pins", "session,start\nPL-2,2022-06-06T09:00\n",
    "pins.csv, row 2, column \"session\": no session is called \"PL-2\" (did you mean \"PL-1\"?)" },
  { "an unknown speaker", "speeches", "speaker,session,minutes\nBobb,PL-1,3\n",
    "speeches.csv, row 2, column \"speaker\": no person is called \"Bobb\" (did you mean "
    "\"Bob\"?)" },
  { "an unknown rule", "rules", "rule,level\nroom-clahs,soft\n",
    "rules.csv, row 2, column \"rule\": no rule is called \"room-clahs\"; `gahunda "
    "rules` lists them all (did you mean \"room-clash\"?)" },
  { "an unknown relation", "relations", "a,relation,b\nPL,not-paralell,COM\n",
    "relations.csv, row 2, column \"relation\": \"not-paralell\" is none of not-parallel, before, "
    "adjacent, same-room, different-room, same-day, different-day, joined, parallel, pause, "
    "overlap, larger-room (did you mean \"not-parallel\"?)" },
  { "an unknown level", "attends", "who,what,level\nAND,PL,most\n",
    "attends.csv, row 2, column \"level\": \"most\" is none of may, should, must (did you mean "
    "\"must\"?)" },
  { "an unknown per", "limits", "of,most,per\n*,3,week\n",
    "limits.csv, row 2, column \"per\": \"week\" is none of instant, day, conference" },
  { "an unknown mode", "speeches", "speaker,session,minutes,mode\nBob,PL-1,3,radio\n",
    "speeches.csv, row 2, column \"mode\": \"radio\" is none of onsite, remote, video" },
  { "a zone by its city", "conference",
    "key,value\nname,T\nid,T\ndomain,t.org\ntimezone,kigali\n" DAYS,
    "conference.csv, row 5, column \"value\": no time zone is called \"kigali\"; write an IANA "
    "name "
    "like Africa/Kigali (did you mean \"Africa/Kigali\"?)" },
  { "a zone of two words", "conference",
    "key,value\nname,T\nid,T\ndomain,t.org\ntimezone,new york\n" DAYS,
    "conference.csv, row 5, column \"value\": no time zone is called \"new york\"; write an IANA "
    "name like Africa/Kigali (did you mean \"America/New_York\"?)" },
  { "a title above the header", "sessions", "My sessions,\n,\nsession,title\nS,Talk\n",
    "sessions.csv, row 1: the names of the columns come first, and here they are in row 3: take "
    "out "
    "what is above it" },
  { "a needed column may be called something else", "sessions", "ID,title,Length\nS,Talk,60\n",
    "sessions.csv, row 1, column \"session\": this column is needed and is not there; if it is "
    "\"ID\" or \"Length\", call it session" },
  { "a start by the day of the week", "sessions", "session,title,minutes,start\nS,T,60,Tue 9:30\n",
    "sessions.csv, row 2, column \"start\": \"Tue 9:30\" is not a start like 2022-06-06T09:30 (did "
    "you mean \"2022-06-07T09:30\"?)" },
  { "a start without a day", "sessions", "session,title,minutes,start\nS,T,60,2:00 PM\n",
    "sessions.csv, row 2, column \"start\": \"2:00 PM\" is not a start like 2022-06-06T09:30 (did "
    "you mean \"2022-06-06T14:00\", with the first day, or another?)" },
  { "a number of something", "rooms", "room,seats\nAULA,300 pers.\nHALL,2\nBOTH,3\n",
    "rooms.csv, row 2, column \"seats\": \"300 pers.\" is not a whole number (did you mean "
    "\"300\"?)" },
  { "an unknown zone", "conference",
    "key,value\nname,T\nid,T\ndomain,t.org\ntimezone,Africa/Kigalli\n" DAYS,
    "conference.csv, row 5, column \"value\": no time zone is called \"Africa/Kigalli\"; write an "
    "IANA name like Africa/Kigali" },
  { "an offset in place of a zone", "people", "person,timezone\nAda,+02:00\nBob,\nCy,\n",
    "people.csv, row 2, column \"timezone\": no time zone is called \"+02:00\"; write an IANA name "
    "like Africa/Kigali" },
  { "a zone out of the way", "people", "person,timezone\nAda,../../etc/passwd\nBob,\nCy,\n",
    "people.csv, row 2, column \"timezone\": no time zone is called \"../../etc/passwd\"; write an "
    "IANA name like Africa/Kigali" },

  /* Ids. */
  { "an id twice", "sessions", "session,title,minutes\nS,Talk,60\nS,Again,60\n",
    "sessions.csv, row 3, column \"session\": the id \"S\" is there twice, first in row 2; ids "
    "name "
    "one thing each" },
  { "an id with a colon", "rooms", "room,seats\nA:B,10\n",
    "rooms.csv, row 2, column \"room\": the id \"A:B\" holds a \":\"; ids hold none of ; : / \" "
    "*" },
  { "an id that looks taken out", "rooms", "room,seats\n-A,10\n",
    "rooms.csv, row 2, column \"room\": the id \"-A\" begins with -, which means \"not\" in "
    "selectors" },
  { "an id with a line break", "rooms", "room,seats\n\"A\nB\",10\n",
    "rooms.csv, row 2, column \"room\": the id holds a line break or another control character" },
  { "no id", "rooms", "room,seats\n,10\n", "rooms.csv, row 2, column \"room\": the id is missing" },
  { "a room called none", "rooms", "room,seats\nnone,10\n",
    "rooms.csv, row 2, column \"room\": no room can be called none: for sessions, none is no "
    "room" },
  { "a session called as a group", "sessions", "session,title,minutes\nPL,Talk,60\n",
    "sessions.csv, row 2, column \"session\": \"PL\" is a group too; no id is both" },
  { "a person called as a delegation", "people", "person\nAda\nBob\nCy\nORG\n",
    "people.csv, row 5, column \"person\": \"ORG\" is a delegation too; no id is both" },
  { "an older id that is none", "sessions", "session,title,minutes,was\nS,Talk,60,A/B\n",
    "sessions.csv, row 2, column \"was\": the id \"A/B\" holds a \"/\"; ids hold none of ; : / \" "
    "*" },
  { "one calendar entry for two sessions", "sessions",
    "session,title,minutes,was\nS,Talk,60,\nT,Talk,60,S\n",
    "sessions.csv, row 3, column \"was\": the calendar entry of \"S\" would go on as S and as T" },
  { "a pin twice", "pins", "session,start\nPL-1,2022-06-06T09:00\nPL-1,2022-06-06T10:00\n",
    "pins.csv, row 3, column \"session\": PL-1 is pinned twice, first in row 2" },

  /* Dates and times. */
  { "a bad date", "conference", CONFERENCE "first_day,2022-06-31\nlast_day,2022-06-08\n",
    "conference.csv, row 6, column \"value\": \"2022-06-31\" is not a date like 2022-06-06" },
  { "the last day before the first", "conference",
    CONFERENCE "first_day,2022-06-06\nlast_day,2022-06-05\n",
    "conference.csv, row 7, column \"value\": last_day is before first_day" },
  { "two years of conference", "conference",
    CONFERENCE "first_day,2022-06-06\nlast_day,2024-06-05\n",
    "conference.csv, row 7, column \"value\": a conference has at most 366 days" },
  { "hours on no day", "conference", CONFERENCE DAYS "hours,2022-07-01 08:00-18:00\n",
    "conference.csv, row 8, column \"value\": these hours are on no day of the conference" },
  { "a bad start", "sessions", "session,title,minutes,start\nS,Talk,60,2022-06-31T09:00\n",
    "sessions.csv, row 2, column \"start\": \"2022-06-31T09:00\" is not a start like "
    "2022-06-06T09:30" },
  { "mail from a name", "conference", CONFERENCE DAYS "mail_from,Ann <ann@t.org>\n",
    "conference.csv, row 8, column \"value\": \"Ann <ann@t.org>\" is no address like "
    "programme@conf.example.org" },
  { "mail from two", "conference", CONFERENCE DAYS "mail_from,ann@t.org@t.org\n",
    "conference.csv, row 8, column \"value\": \"ann@t.org@t.org\" is no address like "
    "programme@conf.example.org" },
  { "feeds nowhere", "conference", CONFERENCE DAYS "feeds_url,ftp://t.org\n",
    "conference.csv, row 8, column \"value\": \"ftp://t.org\" is no address like "
    "https://conf.example.org" },
  { "feeds with a question", "conference", CONFERENCE DAYS "feeds_url,https://t.org/?f=\n",
    "conference.csv, row 8, column \"value\": an address of feeds holds ASCII, and no blanks, "
    "quotes, ? or #" },
  { "a start off the conference", "sessions",
    "session,title,minutes,start\nS,Talk,60,2022-06-09T09:00\n",
    "sessions.csv, row 2, column \"start\": \"2022-06-09T09:00\" is not on a day of the "
    "conference" },
  { "a bad window", "sessions", "session,title,minutes,window\nS,Talk,60,Mondays\n",
    "sessions.csv, row 2, column \"window\": \"Mondays\" is not a time: write "
    "2022-06-04/2022-06-17T12:00, 2022-06-08, Mon-Thu, Fri 12:00-14:00, * 18:00-21:30 or * (did "
    "you mean \"Monday\"?)" },
  { "a window that ends before it begins", "sessions",
    "session,title,minutes,window\nS,Talk,60,Mon 14:00-12:00\n",
    "sessions.csv, row 2, column \"window\": \"Mon 14:00-12:00\" ends before it begins" },
  { "an interval that ends before it begins", "people",
    "person,present\nAda,2022-06-08/2022-06-07\nBob,\nCy,\n",
    "people.csv, row 2, column \"present\": \"2022-06-08/2022-06-07\" ends before it begins" },
  { "a window on no day", "sessions", "session,title,minutes,window\nS,Talk,60,2022-07-01\n",
    "sessions.csv, row 2, column \"window\": the window is on no day of the conference" },
  { "a window that is too short", "sessions",
    "session,title,minutes,window\nS,Talk,60,* 09:00-09:45\n",
    "sessions.csv, row 2, column \"window\": the window is shorter than the session's 60 minutes" },
  { "a fixed start out of its window", "sessions",
    "session,title,minutes,start,window\nS,Talk,60,2022-06-06T09:00,* 09:30-12:00\n",
    "sessions.csv, row 2, column \"start\": the session does not lie in its own window" },
  { "hours in the days of a pattern", "patterns", "pattern,days,starts\nP,Mon 09:00-12:00,09:00\n",
    "patterns.csv, row 2, column \"days\": days have no hours here; the column starts has them" },
  { "a bad start of a pattern", "patterns", "pattern,days,starts\nP,*,09:00 11.00\n",
    "patterns.csv, row 2, column \"starts\": \"11.00\" is not a time of day (09:30) nor a range of "
    "them (18:30-19:00, 11:45-17:45/15) (did you mean \"09:00 11:00\"?)" },

  /* Numbers and words. */
  { "negative minutes", "sessions", "session,title,minutes\nS,Talk,-60\n",
    "sessions.csv, row 2, column \"minutes\": -60 is not from 1 to 20160" },
  { "no minutes at all", "sessions", "session,title,minutes\nS,Talk,0\n",
    "sessions.csv, row 2, column \"minutes\": 0 is not from 1 to 20160" },
  { "minutes in words", "sessions", "session,title,minutes\nS,Talk,an hour\n",
    "sessions.csv, row 2, column \"minutes\": \"an hour\" is not a whole number" },
  { "an empty cell that is needed", "sessions", "session,title,minutes\nS,Talk,\n",
    "sessions.csv, row 2, column \"minutes\": a session needs its minutes" },
  { "more seats than there are", "rooms", "room,seats\nA,99999999999999999999\n",
    "rooms.csv, row 2, column \"seats\": 99999999999999999999 is not from 0 to 1000000" },
  { "a limit below nothing", "limits", "of,most\n*,-1\n",
    "limits.csv, row 2, column \"most\": -1 is not from 0 to 100000" },
  { "a maybe", "people", "person,remote\nAda,maybe\nBob,\nCy,\n",
    "people.csv, row 2, column \"remote\": \"maybe\" is neither yes nor no" },
  { "a number of teams that is none", "sessions",
    "session,title,minutes,teams\nS,Talk,60,sign:two\n",
    "sessions.csv, row 2, column \"teams\": \"two\" is not a whole number" },
  { "a kind of team twice", "sessions", "session,title,minutes,teams\nS,Talk,60,sign:1;sign:2\n",
    "sessions.csv, row 2, column \"teams\": the kind \"sign\" is there twice; write the sum" },
  { "three numbers of speeches", "sessions", "session,title,minutes,speeches\nS,Talk,60,16;3;1\n",
    "sessions.csv, row 2, column \"speeches\": write the most, and the minutes before the first: "
    "16;3" },
  { "speeches after the end", "sessions", "session,title,minutes,speeches\nS,Talk,60,16;60\n",
    "sessions.csv, row 2, column \"speeches\": 60 minutes before the first speech leave none of "
    "the "
    "60" },
  { "none among rooms", "sessions", "session,title,minutes,room\nS,Talk,60,AULA;none\n",
    "sessions.csv, row 2, column \"room\": none stands alone: a session needs a room, or it does "
    "not" },
  { "two minutes for the wrong relation", "relations",
    "a,relation,b,minutes\nPL,before,COM,45/30\n",
    "relations.csv, row 2, column \"minutes\": only not-parallel takes minutes before and after "
    "(45/30)" },
  { "two minutes for a pause", "relations", "a,relation,b,minutes\nPL,pause,COM,45/30\n",
    "relations.csv, row 2, column \"minutes\": only not-parallel takes minutes before and after "
    "(45/30)" },
  { "a pause without minutes", "relations", "a,relation,b,minutes\nPL,pause,COM,\n",
    "relations.csv, row 2, column \"minutes\": a pause needs its minutes" },
  { "a pause in a sheet without minutes", "relations", "a,relation,b\nPL,pause,COM\n",
    "relations.csv, row 2, column \"minutes\": a pause needs its minutes" },
  { "the same room for no time at all", "relations", "a,relation,b,minutes\nPL,same-room,COM,-1\n",
    "relations.csv, row 2, column \"minutes\": -1 is not from 0 to 20160" },
  { "a room that pays", "rooms", "room,seats,cost\nA,10,-1\n",
    "rooms.csv, row 2, column \"cost\": -1 is not from 0 to 1000000" },
  { "a room that costs half", "rooms", "room,seats,cost\nA,10,0.5\n",
    "rooms.csv, row 2, column \"cost\": \"0.5\" is not a whole number" },
  { "a lone day that would be hard", "rules", "rule,level\nlone-day,hard\n",
    "rules.csv, row 2, column \"level\": the rule lone-day is a cost and cannot be hard" },
  { "early for a role", "rules", "rule,of,level\nearly,role:chair,soft\n",
    "rules.csv, row 2, column \"of\": the rule early is not about people's roles; name "
    "sessions" },
  { "a value for a rule without", "rules", "rule,value\nroom-clash,5\n",
    "rules.csv, row 2, column \"value\": the rule room-clash takes no value" },
  { "a value that is no span", "rules", "rule,value\nremote-hours,7\n",
    "rules.csv, row 2, column \"value\": \"7\" is no span of the day like 07:00-22:00" },
  { "a span that ends before it begins", "rules", "rule,value\nremote-hours,22:00-07:00\n",
    "rules.csv, row 2, column \"value\": \"22:00-07:00\" ends before it begins" },
  { "a value that is no time of day", "rules", "rule,value\nlate-evening,20\n",
    "rules.csv, row 2, column \"value\": \"20\" is not a time of day like 09:30 (did you "
    "mean \"20:00\"?)" },
  { "a cost that would be hard", "rules", "rule,level\nwanted-clash,hard\n",
    "rules.csv, row 2, column \"level\": the rule wanted-clash is a cost and cannot be hard" },
  { "a role for a rule about rooms", "rules", "rule,of,level\nroom-fit,role:chair,soft\n",
    "rules.csv, row 2, column \"of\": the rule room-fit is not about people's roles; name "
    "sessions" },
  { "a role without a name", "rules", "rule,of,level\nperson-clash,role:,soft\n",
    "rules.csv, row 2, column \"of\": the role's name is missing; write role:chair" },
  { "a language by its name", "conference", CONFERENCE DAYS "languages,en;French\n",
    "conference.csv, row 8, column \"value\": \"French\" is no language like en, fr or zh-Hant" },
  { "an id with a blank", "conference",
    "key,value\nname,T\nid,T 22\ndomain,t.org\ntimezone,UTC\n" DAYS,
    "conference.csv, row 3, column \"value\": the conference's id may hold letters, digits, - . "
    "and "
    "_, 60 at most" },
  { "a key that is missing", "conference", "key,value\nname,T\nid,T\ntimezone,UTC\n" DAYS,
    "conference.csv: the key \"domain\" is missing; write a domain of yours for calendars, like "
    "conf.example.org" },
  { "a key twice", "conference", CONFERENCE DAYS "id,U\n",
    "conference.csv, row 8, column \"key\": the key \"id\" is there twice, first in row 3" },
  { "an empty pin", "pins", "session,start,room\nPL-1,,\n",
    "pins.csv, row 2: a pin holds a start, a room, or both" },
  { "an empty selector", "roles", "person,role,what\nAda,chair,\n",
    "roles.csv, row 2, column \"what\": the cell is empty; name the sessions, or * for all" },

  /* What leads back to itself. */
  { "a cycle in after", "sessions", "session,title,minutes,after\nA,X,60,B\nB,Y,60,A:5\n",
    "sessions.csv, row 2, column \"after\": these come after each other in a circle: A, then B, "
    "then A" },
  { "a cycle in after through a group's order", "sessions",
    "session,title,minutes,group,after\nA,X,60,COM,C\nB,Y,60,COM,\nC,Z,60,,B\n",
    "sessions.csv, row 2, column \"after\": these come after each other in a circle: A, then B, "
    "then C, then A" },
  { "a session after itself", "sessions", "session,title,minutes,after\nA,X,60,A\n",
    "sessions.csv, row 2, column \"after\": a session does not come after itself" },
  { "a group below itself", "groups", "group,parent\nPL,COM\nCOM,PL\n",
    "groups.csv, row 2, column \"parent\": these groups are below each other in a circle: PL, "
    "below "
    "COM, below PL" },
  { "a room that is part of itself", "rooms", "room,seats,parts\nAULA,10,AULA\n",
    "rooms.csv, row 2, column \"parts\": a room is no part of itself" },
  { "rooms that are parts of each other", "rooms", "room,seats,parts\nA,10,B\nB,10,C\nC,10,A\n",
    "rooms.csv, row 2, column \"parts\": these rooms are parts of each other in a circle: A, of "
    "which B, of which C, of which A" },
  { "before with a session on both sides", "relations", "a,relation,b\n*,before,COM-2\n",
    "relations.csv, row 2: COM-2 would come before itself: a and b share it" },
  { "a way to where one is", "travel", "from,to,minutes\nKCC,KCC,5\n",
    "travel.csv, row 2, column \"to\": the way from KCC leads to itself" },

  /* Columns and files. */
  { "a missing column", "sessions", "session,title\nS,Talk\n",
    "sessions.csv, row 1, column \"minutes\": this column is needed and is not there" },
  { "a column twice", "rooms", "room,seats,seats\nA,1,2\n",
    "rooms.csv, row 1, column \"seats\": this column comes twice; take one of the two out" },
  { "a row that is too long", "rooms", "room,seats\nA,1,,2,3\n",
    "rooms.csv, row 2: this row has more cells than the header has columns; put a cell that holds "
    "a "
    "separator in quotes" },
  { "a quote that is never closed", "rooms", "room,seats\n\nA,\"10\nB,20\n",
    "rooms.csv, row 3: a quote (\") is opened here and never closed; close it, or write a quote "
    "that "
    "is meant as such twice" },
  { "text after a quote", "rooms", "room,seats\n\"A\"B,10\n",
    "rooms.csv, row 2: text follows a closing quote (\"); write a quote inside a quoted cell "
    "twice" },
  { "invalid UTF-8", "rooms", "room,seats\nA\xff,10\n",
    "rooms.csv, row 2: this line is not valid UTF-8; save the sheet as CSV (UTF-8)" },
  { "an empty file", "rooms", "", "rooms.csv: the file is empty; its first row names the columns" },
  { "a file of blanks", "rooms", "\xef\xbb\xbf\n ,,\n\r\n  ",
    "rooms.csv: the file is empty; its first row names the columns" },
  { "a file of quoted and non-breaking blanks", "rooms", "\"\",\xc2\xa0\n\"\"",
    "rooms.csv: the file is empty; its first row names the columns" },
  { "a workbook", "rooms", "PK\3\4 and more",
    "rooms.csv: this is a zip or a workbook, not CSV; save the sheet as CSV (UTF-8)" },
  { "UTF-16", "rooms", "\xff\xfer", "rooms.csv: this is UTF-16; save the sheet as CSV (UTF-8)" },
};

/* Odd, but nothing is refused for it. */
static const Wrong odds[] = {
  { "an unknown column", "teams", "team,kind,colour\nRED,interpretation,red\n",
    "teams.csv, row 1, column \"colour\": note: this column is unknown and is ignored" },
  { "a column in capitals", "teams", "team,kind,Available\nRED,interpretation,Mon\n",
    "teams.csv, row 1, column \"Available\": note: this column is unknown and is ignored (did you "
    "mean \"available\"?)" },
  { "minutes in a language", "teams", "team,kind,remote:fr\nRED,interpretation,oui\n",
    "teams.csv, row 1, column \"remote:fr\": note: this column is unknown and is ignored (did you "
    "mean \"remote\"?)" },
  { "a column without a name", "teams", "team,kind,,\nRED,interpretation,,x\n",
    "teams.csv, row 2: note: column 4 has no name, and what stands in it is ignored" },
  { "an unknown key", "conference", CONFERENCE DAYS "turn_around_minutes,5\n",
    "conference.csv, row 8, column \"key\": note: the key \"turn_around_minutes\" is unknown and "
    "is "
    "ignored (did you mean \"turnaround_minutes\"?)" },
  { "an unknown kind of team", "teams", "team,kind\nRED,captioning\n",
    "sessions.csv, row 3, column \"teams\": note: there is no team of kind \"interpretation\": "
    "COM-1 "
    "cannot be placed" },
  { "an unknown feature", "sessions",
    "session,title,minutes,group,features\nPL-1,X,60,PL,hybrid\n"
    "COM-2,X,60,COM,\n",
    "sessions.csv, row 2, column \"features\": note: no room has the feature \"hybrid\": PL-1 "
    "cannot "
    "be placed" },
  { "an unknown layout", "sessions",
    "session,title,minutes,group,layout\nPL-1,X,60,PL,circle\n"
    "COM-2,X,60,COM,\n",
    "sessions.csv, row 2, column \"layout\": note: no room knows the layout \"circle\": PL-1 "
    "cannot "
    "be placed" },
  { "a tag of no session", "relations", "a,relation,b\ntag:bug,not-parallel,COM\n",
    "relations.csv, row 2, column \"a\": note: \"tag:bug\" names no session (did you mean "
    "\"tag:big\"?)" },
  { "a flag of nobody", "attends", "who,what,level\nflag:MSS,COM,must\n",
    "attends.csv, row 2, column \"who\": note: \"flag:MSS\" reaches nobody (did you mean "
    "\"flag:MS\"?)" },
  { "a role of nobody", "rules", "rule,of,level\nlate-evening,role:chairman,soft\n",
    "rules.csv, row 2, column \"of\": note: nobody has the role \"chairman\"" },
  { "a start off the grid", "patterns", "pattern,days,starts\nP,*,09:00 09:32\n",
    "patterns.csv, row 2, column \"starts\": note: 09:32 is not on the grid of 5 minutes, so "
    "nothing "
    "starts then" },
  { "a total below the rooms", "rooms", "room,seats\nAULA,10\nHALL,10\nBOTH,20\nSumme,40\n",
    "rooms.csv, row 5, column \"seats\": note: this is the sum of the rows above it; if this row "
    "is "
    "a total, take it out" },
  { "a way to where no room is", "travel", "from,to,minutes\nKCC,Hotel,5\n",
    "travel.csv, row 2, column \"from\": note: no room is at the venue \"KCC\"" },
};

static void
is_told (void **state)
{
  const Wrong *wrong = *state;
  g_autoptr (Folder) folder = folder_new ();
  bool is_note = wrong >= odds && wrong < odds + G_N_ELEMENTS (odds);

  folder_put (folder, wrong->sheet, wrong->text);
  assert_is_told (folder, is_note, wrong->told);
  if (is_note)
    assert_non_null (folder->model);
}

/* ---- more than a text for one sheet ------------------------------------------------------ */

static void
a_nul (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  folder_put_bytes (folder, "rooms", "room,seats\nA\0B,10\n", 18);
  assert_is_told (
      folder, false,
      "rooms.csv, row 2: there is a NUL byte, so this is no text; save the sheet as CSV "
      "(UTF-8)");
}

static void
assert_one_problem (Folder *folder, const char *expected)
{
  assert_is_told (folder, false, expected);
  assert_int_equal (folder->problems->n_errors, 1);
}

/* What follows from a problem is not told again, row by row. */
static void
one_cause_is_told_once (void **state)
{
  g_autoptr (Folder) folder = folder_new ();

  folder_remove (folder, "rooms");
  assert_one_problem (folder,
                      "rooms.csv: this sheet is needed and is not there; its columns are room "
                      "and seats at least");
  folder_put (folder, "Rooms", good_sheets[1][1]);
  assert_one_problem (folder, "Rooms.csv: this file is not read; call it rooms.csv");
  folder_remove (folder, "Rooms");
  folder_put (folder, "room", good_sheets[1][1]);
  assert_one_problem (folder,
                      "rooms.csv: this sheet is needed and is not there; \"room\" may be it");
  folder_remove (folder, "room");
  folder_put (folder, "rooms", "hall,seats\nAULA,10\nHALL,10\n");
  assert_one_problem (folder,
                      "rooms.csv, row 1, column \"room\": this column is needed and is not there; "
                      "if it is \"hall\", call it room");
  folder_put (folder, "rooms", "Our rooms,\nroom,seats\nAULA,10\nHALL,10\n");
  assert_one_problem (folder,
                      "rooms.csv, row 1: the names of the columns come first, and here they "
                      "are in row 2: take out what is above it");
  folder_put (folder, "rooms", "Unsere R\u00e4ume,\nRaum,Pl\u00e4tze\nAULA,10\nHALL,10\n");
  assert_one_problem (
      folder, "rooms.csv, row 1: the names of the columns (room and seats at least) come "
              "first, and here is only \"Unsere R\u00e4ume\"; if it is a title, take it out");
  folder_put (folder, "rooms", "room,seats\nAULA,\"10\nHALL,10\n");
  assert_true (folder->problems->n_errors > 0);
  folder_put (folder, "rooms", good_sheets[1][1]);

  folder_put (folder, "sessions", "session,title,group\nPL-1,A,PL\nCOM-1,B,COM\nCOM-2,C,COM\n");
  assert_one_problem (
      folder, "sessions.csv, row 1, column \"minutes\": this column is needed and is not there");
  folder_put (folder, "sessions",
              "session,title,minutes,start,window\n"
              "PL-1,A,60,2022-06-06T09:00,Mon\nCOM-2,B,60,,2022-06-07\n");
  folder_put (folder, "conference", CONFERENCE "first_day,June\nlast_day,2022-06-08\n");
  folder_remove (folder, "attends");
  folder_remove (folder, "roles");
  assert_one_problem (
      folder, "conference.csv, row 6, column \"value\": \"June\" is not a date like 2022-06-06");
}

static void
every_problem_is_told (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  folder_put (
      folder, "sessions",
      "session,title,minutes,room,group\nPL-1,,x,AUAL,\nT:1,Talk,60,,COM\nCOM-2,X,60,,PQ\n");
  folder_put (folder, "people", "person,remote\nAda,maybe\nBob,no\nCy,yes\nCy,yes\n");
  folder_read (folder);
  assert_null (folder->model);
  /* No title, no number, no room, no id, no group; no yes, an id twice. */
  assert_int_equal (folder->problems->n_errors, 7);
}

static void
two_circles_are_two_problems (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  folder_put (folder, "sessions",
              "session,title,minutes,group,after\nPL-1,A,60,PL,B\nB,A,60,,PL-1\n"
              "COM-2,A,60,COM,D\nD,A,60,,COM-2\n");
  folder_read (folder);
  assert_int_equal (folder->problems->n_errors, 2);
}

static void
many_problems_stay_few (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GString) rows = g_string_new ("session,title,minutes\n");

  for (int row = 0; row < 15000; row++)
    g_string_append_printf (rows, "S%d,T,-%d\n", row, row + 1);
  folder_put (folder, "sessions", rows->str);
  folder_read (folder);
  assert_true (folder->problems->n_errors >= 15000);
  assert_int_equal (folder->problems->list->len, GH_MOST_PROBLEMS + 1);
  g_autofree char *last = gh_problem_to_text (folder->problems->list->pdata[GH_MOST_PROBLEMS]);
  assert_string_equal (last, "sessions.csv: there is more to tell; mend these first");
}

static void
one_mistake_in_many_rows_is_told_once (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GString) rows = g_string_new ("session,title,minutes,room\n");

  for (int row = 2; row <= 15001; row++)
    g_string_append_printf (rows, "S%d,T,30,%s\n", row, row % 10 < 2 || row > 60 ? "AUAL" : "AULA");
  folder_put (folder, "sessions", rows->str);
  assert_is_told (folder, false,
                  "sessions.csv, row 10, column \"room\": no room is called \"AUAL\" (did you mean "
                  "\"AULA\"?); the same in rows 11, 20-21, 30-31, 40-41 and 14944 others");
  assert_int_equal (((GhProblem *)folder->problems->list->pdata[0])->rows->len, 14952);
}

static void
the_worst_comes_first (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *first = NULL;
  folder_put (folder, "rooms", "room,seats,colour\nAULA,x,red\nHALL,20,blue\n");
  folder_put (folder, "pins", "start\n2022-06-06T09:00\n");
  folder_read (folder);
  first = gh_problem_to_text (folder->problems->list->pdata[0]);
  assert_string_equal (first,
                       "pins.csv, row 1, column \"session\": this column is needed and is not "
                       "there");
  assert_true (
      ((GhProblem *)folder->problems->list->pdata[folder->problems->list->len - 1])->is_note);
}

static void
a_file_of_no_sheet (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  folder_put (folder, "session", "session\n");
  assert_is_told (folder, true,
                  "session.csv: note: no sheet has this name, and it is ignored (did you mean "
                  "\"sessions\"?)");
}

/* A pipe must not keep us waiting, nor a folder be read as text. */
static void
what_is_no_file (void **state)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = folder_path (folder, "limits.csv");
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GError) error = NULL;

  assert_int_equal (mkfifo (path, 0600), 0);
  assert_null (gh_sheets_read (folder->folder, NULL, problems, &error));
  assert_non_null (error);
  assert_non_null (strstr (error->message, "limits.csv is not a file"));
  g_clear_error (&error);
  assert_null (gh_sheets_read ("/nowhere/at/all", NULL, problems, &error));
  assert_non_null (error);
}

int
main (void)
{
  const struct CMUnitTest more[] = {
    cmocka_unit_test (a_nul),
    cmocka_unit_test (one_cause_is_told_once),
    cmocka_unit_test (every_problem_is_told),
    cmocka_unit_test (two_circles_are_two_problems),
    cmocka_unit_test (many_problems_stay_few),
    cmocka_unit_test (one_mistake_in_many_rows_is_told_once),
    cmocka_unit_test (the_worst_comes_first),
    cmocka_unit_test (a_file_of_no_sheet),
    cmocka_unit_test (what_is_no_file),
  };
  struct CMUnitTest tests[G_N_ELEMENTS (wrongs) + G_N_ELEMENTS (odds)];
  gsize n = 0;

  for (gsize wrong = 0; wrong < G_N_ELEMENTS (wrongs); wrong++)
    tests[n++] = (struct CMUnitTest){ .name = wrongs[wrong].what,
                                      .test_func = is_told,
                                      .initial_state = (void *)&wrongs[wrong] };
  for (gsize odd = 0; odd < G_N_ELEMENTS (odds); odd++)
    tests[n++] = (struct CMUnitTest){ .name = odds[odd].what,
                                      .test_func = is_told,
                                      .initial_state = (void *)&odds[odd] };
  return cmocka_run_group_tests (tests, NULL, NULL) + cmocka_run_group_tests (more, NULL, NULL);
}
