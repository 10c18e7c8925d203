"""Conferences of a few rows that testers once found something wrong with: few-rows.py [GAHUNDA]

Each case is its sheets, what is done with them, and what must come of it.  They were found by
people who knew the contract and not the code.
"""

import glob
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

CONFERENCE = ("key,value\nname,M\nid,M\ndomain,m.org\ntimezone,Africa/Kigali\n"
              "first_day,2027-06-07\nlast_day,2027-06-08\ngrid_minutes,15\nhours,07:00-18:00\n")
ROOMS = "room,name,seats,venue\nA,Aula,100,V\nB,Blue,100,W\nC,Cave,100,X\n"
EFFORT = ["--effort", 3000]
SCHEDULE = "session,date,start,end,room,teams,status,title,group\n"


class Case:
    """One conference in a folder of its own."""

    def __init__(self, tests, name, sheets):
        self.tests, self.name = tests, name
        self.folder = tests.shop.folder(re.sub(r"\W+", "-", name))
        self.write({"conference": CONFERENCE, "rooms": ROOMS, **sheets})
        self.day = 1

    def write(self, sheets):
        for name, text in sheets.items():
            path = os.path.join(self.folder, name if "." in name else name + ".csv")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if text is None:
                os.remove(path)
            else:
                harness.write_bytes(path, text.encode())

    def run(self, code, *words):
        words = [words[0], self.folder] + list(words[1:])
        if words[0] in ("plan", "replan") and "--effort" not in words:
            words += EFFORT
        result = harness.run(words)
        self.expect(result.code == code, "%s: exit %s" % (words[0], code), result.said)
        return result

    def expect(self, good, what, said=""):
        self.tests.tally.expect(good, "%s: %s" % (self.name, what), said)

    def holds(self, text, part, wanted=True):
        self.expect((part in text) == wanted, "%s %r" % ("has" if wanted else "has no", part), text)

    def publish(self, at=None, command=None):
        """Plans and publishes the next revision, which must be clean."""
        at = at or "2027-01-%02dT09:00" % self.day
        planned = self.run(0, command or ("plan" if self.day == 1 else "replan"), "--at", at)
        self.run(0, "publish", "--at", at)
        self.run(0, "verify", "current")
        self.day += 1
        return planned

    def text(self, *path):
        with open(os.path.join(self.folder, "programme", *path), encoding="utf-8") as file:
            return file.read().replace("\r\n", "\n").replace("\n ", "")

    def place(self, session, where="draft"):
        for row in self.text(where, "schedule.csv").splitlines():
            cells = row.split(",")
            if cells[0] == session:
                return cells[1] + "T" + cells[2] + " " + cells[4]
        return None


def sessions(*rows, columns="session,title,minutes,start,room"):
    return columns + "\n" + "".join(row + "\n" for row in rows)


class Tests:
    def __init__(self):
        self.tally, self.shop = harness.Tally(), harness.Workshop("few-rows")

    def case(self, name, sheets):
        return Case(self, name, sheets)

    # -- rules

    def ways_are_not_joined(self):
        """By way of C the team would be in B in time; straight on it would not."""
        case = self.case("a team's way", {
            "travel": "from,to,minutes\nV,W,90\n", "teams": "team,kind\nR,i\n",
            "sessions": sessions("S0,a,60,2027-06-07T09:00,A,i", "S1,a,60,2027-06-07T10:00,C,i",
                                 "S2,b,60,2027-06-07T11:00,B,i",
                                 columns="session,title,minutes,start,room,teams")})
        said = case.run(4, "plan").out
        case.holds(said, "with the way between venues")
        case.run(1, "verify")
        case.write({"travel": "from,to,minutes\nV,W,60\n"})
        case.run(0, "plan")
        case.run(0, "verify")
        case.write({"travel": "from,to,minutes\nV,W,60\nW,V,20\n"})
        case.holds(case.run(2, "check").err, "takes 60 minutes by another row")

    def of_two_rows_the_smaller_gap_is_milder(self):
        case = self.case("gaps", {
            "people": "person\nP1\n", "roles": "person,role,what\nP1,chair,*\n",
            "sessions": sessions("S1,a,60,2027-06-07T09:00,A", "S2,b,60,2027-06-07T10:00,B")})
        for rows, code in (("person-clash,,30", 4), ("person-clash,,30\nperson-clash,S1,0", 0),
                           ("person-clash,,30\nperson-clash,S2,0", 0),
                           ("person-clash,S1,30", 0), ("person-clash,S2,30", 0)):
            case.write({"rules": "rule,of,value\n" + rows + "\n"})
            said = case.run(code, "plan").out
            case.holds(said, "with 30 minutes between two roles", code == 4)
            case.run(1 if code else 0, "verify")

    def too_few_teams_are_told_at_once(self):
        case = self.case("too few teams", {
            "teams": "team,kind,most_minutes\nR,i,180\nT,t,45\n",
            "sessions": sessions("S1,a,60,i:2", "S2,b,60,t:1", "S3,c,60,i:1",
                                 columns="session,title,minutes,teams")})
        said = case.run(4, "check").out
        case.holds(said, "S1 (a) has no place, even if nothing else had one")
        case.holds(said, "S2 (b) has no place, even if nothing else had one")
        case.holds(said, "S3 (c)", False)

    def costs_of_pairs_do_not_ask_which_comes_first(self):
        """A night and a run of two sessions, one of which has a milder value of its own."""
        for rule, value, milder, cost, times in (
                ("short-night", 1000, 950, 50, ("2027-06-07T16:00", "2027-06-08T08:00")),
                ("long-run", 30, 60, 60, ("2027-06-07T09:00", "2027-06-07T10:00"))):
            costs = []
            for named in ("S1", "S2"):
                case = self.case("%s of %s" % (rule, named), {
                    "people": "person\nP1\n", "roles": "person,role,what\nP1,chair,*\n",
                    "rules": "rule,of,level,value\n%s,,soft,%d\n%s,%s,soft,%d\n"
                             % (rule, value, rule, named, milder),
                    "sessions": sessions("S1,a,60,%s,A" % times[0], "S2,b,60,%s,A" % times[1])})
                found = re.search(r"  %s +(\d+)" % rule, case.run(0, "plan").out)
                costs.append(found and found.group(1))
            case.expect(costs == [str(cost)] * 2, "%s costs %d" % (rule, cost), str(costs))

    def turnaround_is_named(self):
        case = self.case("turnaround", {
            "rooms": "room,seats,turnaround_minutes\nA,10,30\n",
            "sessions": sessions("S1,a,60,2027-06-07T09:00,A", "S2,b,60,2027-06-07T10:15,A")})
        case.holds(case.run(4, "plan").out, "one session at a time, with 30 minutes between two")

    def who_speaks_from_afar_travels_nowhere(self):
        case = self.case("a remote speech", {
            "travel": "from,to,minutes\nV,W,20\n", "people": "person\nP1\n",
            "roles": "person,role,what\nP1,chair,S2\n",
            "speeches": "speaker,session,minutes,available,mode\nP1,S1,10,* 09:50-10:00,remote\n",
            "sessions": sessions("S1,a,60,2027-06-07T09:00,A", "S2,b,60,2027-06-07T10:00,B")})
        case.run(0, "plan")
        case.run(0, "verify")
        case.write({"speeches": "speaker,session,minutes,available\nP1,S1,10,* 09:50-10:00\n"})
        case.run(1, "plan")

    def speeches_lapse_with_what_is_cancelled(self):
        case = self.case("speeches of a cancelled session", {
            "people": "person\nP1\n", "speeches": "speaker,session,minutes\nP1,S1,10\n",
            "sessions": sessions("S1,a,60", "S2,b,60", columns="session,title,minutes")})
        case.publish()
        case.run(0, "cancel", "S1")
        case.publish()
        case = self.case("waived speeches", {
            "people": "person\nP1\n", "rules": "rule,of,level\nspeeches,S1,off\n",
            "speeches": "speaker,session,minutes\nP1,S1,90\n",
            "sessions": sessions("S1,a,60", columns="session,title,minutes")})
        case.run(0, "plan")
        case.run(0, "verify")

    def what_is_given_holds_where_a_rule_is_waived(self):
        case = self.case("waivers", {
            "rooms": "room,seats\nA,1000\nB,5\n",
            "rules": "rule,of,level,because\nroom-fit,S1,off,ok\nstart,S1,off,ok\n",
            "pins": "session,start,room\nS1,2027-06-07T06:30,B\n",
            "sessions": sessions("S1,a,60,20", columns="session,title,minutes,attendance")})
        case.run(0, "plan")
        case.expect(case.place("S1") == "2027-06-07T06:30 B", "where it is pinned")
        case.run(0, "verify")
        case.write({"pins": None, "sessions": sessions(
            "S1,a,60,20,2027-06-07T06:30,B",
            columns="session,title,minutes,attendance,start,room")})
        case.run(0, "plan")
        case.expect(case.place("S1") == "2027-06-07T06:30 B", "where it is fixed")

    # -- re-planning

    def what_is_new_and_optional_finds_its_place(self):
        case = self.case("a new optional session", {
            "sessions": sessions("M,m,60,,", columns="session,title,minutes,optional,kind")})
        case.publish()
        case.write({"sessions": sessions("M,m,60,,", "O,o,60,yes,", "K,k,60,,reserve",
                                         columns="session,title,minutes,optional,kind")})
        said = case.run(0, "replan", "--at", "2027-01-02T09:00").out
        case.holds(said, "2 sessions have a place")
        case.holds(said, "a place is free", False)

    def what_is_optional_may_cost_too_much(self):
        case = self.case("dear and optional", {
            "rooms": "room,seats\nA,1000\n", "rules": "rule,of,level,weight\nroom-waste,,soft,500\n",
            "sessions": sessions("M,m,60,,900", "O,o,60,yes,1",
                                 columns="session,title,minutes,optional,attendance")})
        said = case.run(0, "plan").out
        case.holds(said, "costs no less than leaving it out")

    def where_the_cheapest_place_has_no_team_another_is_taken(self):
        case = self.case("no team there", {
            "teams": "team,kind,available\nT,i,2027-06-08\n",
            "patterns": "pattern,days,starts,cost\nP,2027-06-07,11:00,0\nP,2027-06-08,11:00,7\n",
            "sessions": sessions("M,m,60,,,", "O,o,60,yes,P,i:1",
                                 columns="session,title,minutes,optional,pattern,teams")})
        case.run(0, "plan")
        case.expect((case.place("O") or "").startswith("2027-06-08T11:00"), "it has one")

    LOOSE = {
        "groups": "group,order_minutes\nG,0\n",
        "rooms": "room,seats\nA,10\n",
        "patterns": "pattern,days,starts\nP,2027-06-07,08:00\nP,2027-06-07,10:00\n",
        "programme/0001/schedule.csv":
            SCHEDULE + "X,2027-06-07,12:00,13:00,A,,planned,X,\n"
                       "B1,2027-06-07,10:00,11:00,A,,planned,B1,G\n",
        "programme/0001/attendance.csv":
            "person,session,as\n" + "".join("p%d,B1,may\n" % n for n in range(5)),
        "sessions": sessions("X,X,60,,2027-06-07T12:00,A,", "A1,A1,60,G,2027-06-07T12:00,A,",
                             "B1,B1,60,G,,A,P", "C1,C1,60,,,A,",
                             columns="session,title,minutes,group,start,room,pattern")}

    def what_follows_a_session_without_a_place_stays(self):
        """X and A1 cannot both be held; B1, which would follow A1, is where it cannot."""
        case = self.case("loose order", self.LOOSE)
        for slack in ([], ["--slack", 1]):
            said = case.run(4, "replan", "--at", "2027-01-01T09:00", *slack).out
            case.expect(case.place("B1") == "2027-06-07T10:00 A", "B1 stays", said)
        said = harness.run(["explain", case.folder, "B1"]).out
        case.holds(said, "starts that it could have: 0", False)
        said = harness.run(["explain", case.folder, "C1", "2027-06-07T10:00", "A"]).out
        case.holds(said, "B1")

    def a_far_start_moves_fewer_than_a_near_one(self):
        case = self.case("notice", {
            "conference": CONFERENCE.replace("last_day,2027-06-08", "last_day,2027-06-10"),
            "patterns": "pattern,days,starts,cost\nP,2027-06-08,11:00,0\nP,2027-06-10,11:00,7\n",
            "programme/0001/schedule.csv":
                SCHEDULE + "S1,2027-06-09,11:00,12:00,A,,planned,One,\n",
            "sessions": sessions("S1,One,60,P", columns="session,title,minutes,pattern")})
        said = case.run(0, "replan", "--at", "2027-06-07T12:00").out
        case.holds(said, "1 session moved, 1 people: proved least")
        case.expect(case.place("S1").startswith("2027-06-10"), "the far start", said)

    def what_has_begun_stays_in_a_room_that_is_gone(self):
        case = self.case("a room that is gone", {
            "rooms": "room,seats\nA,10\n",
            "programme/0001/schedule.csv":
                SCHEDULE + "S1,2027-06-07,11:00,12:00,GONE,,planned,One,\n"
                           "S2,2027-06-08,15:00,16:00,A,,planned,Two,\n",
            "sessions": sessions("S1,One,60", "S2,Two,60", columns="session,title,minutes")})
        said = case.run(0, "replan", "--at", "2027-06-08T12:00").out
        case.holds(said, "nothing changed only its room")
        case.expect(case.place("S1") == "2027-06-07T11:00 GONE", "it keeps the room's name")
        case.expect(case.text("draft", "changes.csv").count("\n") == 1, "no change")
        case.run(0, "verify")
        case.run(0, "publish", "--at", "2027-06-08T12:00")
        case.run(0, "verify", "current")

    def where_not_all_fit_one_is_left_out_and_not_two(self):
        case = self.case("one too many", {
            "conference": CONFERENCE.replace("grid_minutes,15", "grid_minutes,60").replace(
                "07:00-18:00", "09:00-14:00") + "turnaround_minutes,30\nfreeze,20:00\n",
            "rooms": "room,venue,seats,turnaround_minutes\nA,V2,50,\nB,V1,50,0\n",
            "travel": "from,to,minutes\nV1,V2,30\n",
            "groups": "group,order_minutes\ng1,60\ng2,\n",
            "teams": "team,kind,most_minutes,rest_minutes,most_per_day\n"
                     "T0,interpretation,180,60,1\n",
            "pins": "session,start\ns2,2027-06-08T10:00\n",
            "programme/0001/schedule.csv":
                SCHEDULE + "s1,2027-06-07,09:00,10:00,A,T0,planned,a,g2\n"
                           "s2,2027-06-07,09:00,10:30,B,,planned,b,g1\n"
                           "s3,2027-06-08,09:00,10:00,A,T0,planned,c,g1\n",
            "programme/0001/attendance.csv":
                "person,session,as\nq0,s1,may\nq0,s3,may\nq1,s3,may\nq2,s3,may\n",
            "sessions": sessions(
                "s1,a,g2,60,30,interpretation:1,", "s2,b,g1,90,,,",
                "s3,c,g1,60,30,interpretation:1,s2:0", "n4,d,g1,90,,,",
                "n5,e,g2,60,30,interpretation:1,",
                columns="session,title,group,minutes,attendance,teams,after")})
        said = case.run(4, "replan", "--at", "2027-06-06T21:00", "--free", "s3",
                        "--effort", 50000).out
        case.holds(said, "4 sessions have a place, 1 mandatory ones or speeches have none")

    # -- what is published, through changes

    SERIES = {
        "people": "person,name\nP1,Ann\nP2,Ben\n",
        "attends": "who,what,level\nP1,X-2,must\nP2,X-3,must\n",
        "sessions": sessions(
            "X-1,Budget,60,2027-06-07T09:00,A,,,", "X-2,Staff,60,2027-06-07T11:00,B,,,",
            "X-3,Rules,60,2027-06-07T14:00,C,,,",
            columns="session,title,minutes,start,room,closed,cancelled,was")}

    def series(self, name, **sheets):
        case = self.case(name, {**self.SERIES, **sheets})
        case.publish()
        return case

    def struck(self, case, old, new):
        path = os.path.join(case.folder, "sessions.csv")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        case.expect(old in text, "has %r to be struck" % old)
        case.write({"sessions": text.replace(old, new)})

    def a_renumbered_series_stays(self):
        case = self.series("renumbered")
        case.write({"attends": "who,what,level\nP1,X-1,must\nP2,X-2,must\n",
                    "sessions": sessions("X-1,Staff,60,X-2", "X-2,Rules,60,X-3",
                                         columns="session,title,minutes,was")})
        case.holds(case.publish().out, "nothing moved")
        case.expect(case.place("X-1", "0002") == "2027-06-07T11:00 B", "where it was")
        told = case.run(0, "diff").out
        case.holds(told, "1 session withdrawn; 0 people have a changed programme")
        case.holds(told, "X-1  2027-06-07 09:00 A  Budget")
        for words in ([], ["2", "1"]):
            told = json.loads(case.run(0, "diff", *words, "--format", "json").out)
            case.expect([(one["session"], one["gone"]) for one in told["sessions"]]
                        == [("X-1", True)], "which X-1", str(told))
        case.holds(case.text("0002", "calendars", "P1.ics"), "Moved", False)
        case.expect(not os.path.exists(os.path.join(case.folder, "programme/0002/notices/P1.txt")),
                    "nobody is told that anything happened")
        case.holds(case.publish().out, "nothing moved")

    def revisions_that_do_not_tell_what_was_renamed(self):
        case = self.series("an older revision")
        self.struck(case, "X-1,Budget,60,2027-06-07T09:00,A,,,",
                    "X-1,Budget,60,2027-06-07T09:00,A,,,OLD")
        case.publish()
        path = os.path.join(case.folder, "programme", "0002", "manifest.json")
        with open(path, encoding="utf-8") as file:
            manifest = json.load(file)
        case.expect(manifest.pop("renamed") == {"X-1": "OLD"}, "it is told")
        os.chmod(os.path.dirname(path), 0o755)
        harness.write_bytes(path, json.dumps(manifest).encode())
        self.struck(case, "2027-06-07T09:00,A,,,OLD", ",,,,OLD")
        case.holds(case.publish().out, "nothing moved")
        case.expect(case.place("X-1", "0003") == "2027-06-07T09:00 A", "where it was")

    def times_of_calendars_rise(self):
        case = self.series("times")
        self.struck(case, "X-2,Staff,60,2027-06-07T11:00", "X-2,Staff,60,2027-06-07T12:00")
        case.publish(at="2026-12-01T09:00")
        stamps = [re.search(r"LAST-MODIFIED:(\w+)\nSEQUENCE:(\d+)\nUID:M-X-2@",
                            case.text(revision, "calendars", "P1.ics")).groups()
                  for revision in ("0001", "0002")]
        case.expect(stamps[0] < stamps[1] and stamps[1][1] == "1", "later", str(stamps))

    def who_comes_back_is_told_what_went(self):
        case = self.series("absent")
        case.write({"people": "person,name\nP2,Ben\n",
                    "attends": "who,what,level\nP2,X-3,must\n"})
        case.publish()
        case.write({"people": "person,name\nP1,Ann\nP2,Ben\n"})
        case.publish()
        case.holds(case.text("0003", "calendars", "P1.ics"), "SUMMARY:CANCELLED: Staff")
        told = os.path.join(case.folder, "programme", "%s", "notices", "%s.txt")
        case.expect(not os.path.exists(told % ("0003", "P1")), "nobody is told that it went")
        case.write({"people": "person,name\nP1,Ann\nP2,Ben\nP3,Cy\n",
                    "attends": "who,what,level\nP1,X-1,must\nP2,X-3,must\nP3,X-1,must\n"})
        case.publish()
        for person in ("P1", "P3"):
            case.expect(os.path.exists(told % ("0004", person)), person + " has a notice")
            case.holds(case.text("0004", "calendars", "changes", person + ".ics"), "Budget")

    def what_is_held_again_is_not_cancelled(self):
        case = self.series("held again")
        self.struck(case, "B,,,", "B,,yes,")
        case.publish()
        self.struck(case, "B,,yes,", "C,,,")
        case.write({"attends": "who,what,level\nP2,X-3,must\n"})
        case.publish()
        told = case.text("0003", "calendars", "P1.ics")
        case.holds(told, "This session is cancelled", False)
        case.holds(told, "X-GAHUNDA-GONE:TRUE")
        case.publish()
        case.expect(case.text("0004", "calendars", "P1.ics") == told, "and stays so")

    def whoever_was_to_speak_knows_what_is_cancelled(self):
        case = self.series("a closed session",
                           speeches="speaker,session,minutes\nP1,X-1,10\n",
                           sessions=self.SERIES["sessions"].replace("A,,,", "A,yes,,"))
        self.struck(case, "A,yes,,", "A,yes,yes,")
        case.write({"speeches": None})
        case.publish()
        case.holds(case.text("0002", "calendars", "P1.ics"), "SUMMARY:CANCELLED: Budget")
        case.holds(case.text("0002", "calendars", "P2.ics"), "Budget", False)

    def names_like_markers_are_names(self):
        case = self.series("markers", groups="group,name\nG,END:VEVENT\n",
                           people="person,name\nP1,END:VTIMEZONE\nP2,BEGIN:VTIMEZONE\n")
        case.publish()
        case.run(0, "feeds")
        for path in glob.glob(os.path.join(case.folder, "private", "feeds", "*.ics")):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            case.expect(len(re.findall(r"(?m)^BEGIN:VTIMEZONE$", text)) == 1
                        and len(re.findall(r"(?m)^BEGIN:VEVENT$", text)) == 1, "a feed", text)

    def clocks_that_are_put_forward(self):
        case = self.case("clocks", {
            "conference": CONFERENCE.replace("Africa/Kigali", "Africa/Cairo").replace(
                "2027-06-07", "2027-04-29").replace("2027-06-08", "2027-04-30").replace(
                    "07:00-18:00", "09:00-26:00"),
            "sessions": sessions("S1,Late,120,2027-04-29T22:30,A", "S2,a,60,2027-04-29T20:00,B")})
        case.publish()

    def reasons_of_pins_are_public(self):
        case = self.series("a pin")
        case.write({"sessions": sessions("X-1,Budget,60", "X-2,Staff,60", "X-3,Rules,60",
                                         columns="session,title,minutes")})
        case.run(0, "pin", "X-2", "--at", "2027-06-08T10:00", "--because", "The minister is late")
        case.publish()
        case.holds(case.text("0002", "changes.csv"), "The minister is late")
        case.holds(case.text("0002", "notices", "P1.txt"), "The minister is late")
        case.write({"pins": "session,room,because\nX-3,C,The harp cannot leave the Cave\n",
                    "sessions": sessions("X-1,Budget,60,", "X-2,Staff,60,",
                                         "X-3,Rules,60,2027-06-08T16:00",
                                         columns="session,title,minutes,start")})
        case.publish()
        case.holds(case.text("0003", "changes.csv"), "X-3,moved")
        case.holds(case.text("0003", "changes.csv"), "The harp", False)

    def closed_reasons_are_not_in_the_report(self):
        case = self.series("a closed reason", sessions=self.SERIES["sessions"].replace(
            "A,,,", "A,yes,,"))
        case.write({"pins": "session,start,because\nX-1,2027-06-08T10:00,Ann is ill\n"})
        self.struck(case, "2027-06-07T09:00,A", ",A")
        case.publish()
        case.holds(case.text("0002", "changes.csv"), "Ann is ill")
        for page in ("report.html", "index.html", "sessions/X-1.html"):
            case.holds(case.text("0002", page), "Ann is ill", False)

    def what_was_is_in_ones_own_zone_too(self):
        case = self.series("own times")
        self.struck(case, "X-2,Staff,60,2027-06-07T11:00", "X-2,Staff,60,2027-06-07T12:00")
        case.publish()
        for page in ("index.html", "sessions/X-2.html"):
            case.holds(case.text("0002", page), '<time datetime="2027-06-07T11:00">11:00')

    def foreign_files_are_found(self):
        case = self.series("foreign files")
        revision = os.path.join(case.folder, "programme", "0001")
        os.chmod(revision, 0o755)
        strange = os.path.join(revision, "evil.html")
        harness.write_bytes(strange, b"x")
        case.holds(case.run(1, "verify", "1").out, "does not list evil.html")
        os.remove(strange)
        os.symlink("/etc/passwd", strange)
        case.holds(case.run(1, "verify", "1").out, "does not list evil.html")
        os.remove(strange)
        case.run(0, "verify", "1")

    # -- other commands

    def ids_that_names_of_files_are_made_of(self):
        case = self.case("ids", {"people": "person,name\nprogramme,Pat\n",
                                 "sessions": sessions("S1,a,60", columns="session,title,minutes")})
        said = case.run(2, "check").err
        case.holds(said, "people.csv, row 2")
        case.write({"people": "person,name\nbooklet,Bo Klet\n",
                    "attends": "who,what,level\nbooklet,S1,must\n"})
        case.publish()
        paper = json.loads(case.run(0, "print", "--person", "booklet", "--format", "json").out)
        case.expect([os.path.basename(path) for path in paper["files"]] == ["person-booklet.pdf"],
                    "no private programme in the booklet's place", str(paper))

    def a_day_of_which_all_is_cancelled(self):
        case = self.case("all cancelled", {
            "sessions": sessions("S1,a,60,2027-06-07T09:00,A", "S2,b,60,2027-06-07T11:00,A",
                                 "S3,c,60,2027-06-08T11:00,A")})
        case.publish()
        case.run(0, "cancel", "S1;S3")
        case.publish()
        said = case.run(0, "show").out
        case.expect(re.search(r"1 session  in   1 room , 11:00 to 12:00", said) is not None,
                    "from what is held", said)
        case.holds(said, "nothing is held")

    def a_rule_holds_for_one_role(self):
        # One start each, at 09:00 and 10:10; Ann must be in both.
        sheets = {
            "people": "person,name\nA,Ann\n",
            "roles": "person,role,what\nA,moderator,S1\nA,secretary,S2\n",
            "sessions": sessions("S1,a,60,2027-06-07T09:00", "S2,b,60,2027-06-07T%s",
                                 columns="session,title,minutes,start")}
        for second, role, level, value, code in (
                ("09:30", "secretary", "off", "", 0), ("09:30", "chair", "off", "", 4),
                ("10:15", "moderator", "hard", "20", 0), ("10:15", "*", "hard", "20", 4)):
            case = self.case("person-clash %s %s at %s" % (role, level, second), {
                **sheets, "sessions": sheets["sessions"] % second,
                "rules": "rule,of,level,value\nperson-clash,%s,%s,%s\n" % (
                    role if role == "*" else "role:" + role, level, value)})
            case.run(code, "plan")
            if code == 0:
                case.run(0, "verify")
        case.write({"roles": "person,role,what\nA,moderator,S1\nA,moderator,S2\n",
                    "rules": "rule,of,level,value\nperson-clash,role:moderator,hard,20\n"})
        said = case.run(4, "plan").said
        case.holds(said, "with 20 minutes between two roles")

    def what_has_begun_holds_its_place_whatever_it_breaks(self):
        # B and C have begun at one time in one room, or with one person, or B without its team.
        begun = SCHEDULE + "B,2027-06-07,09:00,13:00,A,%s,planned,B,\nC,2027-06-07,09:00,10:00,%s,,planned,C,\n"
        columns = "session,title,minutes,start,room,teams"
        taken = sessions("B,b,240,,,", "C,c,60,,,", "D,d,60,2027-06-07T10:30,A,", columns=columns)
        cases = {
            "rooms": (begun % ("", "A"), {"sessions": taken}),
            "people": (begun % ("", "B"), {
                "people": "person,name\nP,Ann\n", "roles": "person,role,what\nP,chair,*\n",
                "sessions": taken.replace("10:30,A", "10:30,C")}),
            "teams": (begun % ("T", "B"), {
                "teams": "team,kind\nU,interpretation\n",
                "sessions": taken.replace("B,b,240,,,", "B,b,240,,,interpretation:2")})}
        for name, (schedule, sheets) in cases.items():
            case = self.case("begun " + name, {
                **sheets, "programme/0001/schedule.csv": schedule,
                "programme/0001/attendance.csv": "person,session,as\nX,C,should\nY,C,should\n"})
            for seed in (1, 2, 3):
                said = case.run(4, "replan", "--at", "2027-06-07T09:30", "--seed", seed).said
                case.holds(said, "B has begun, at 2027-06-07 09:00")
                case.holds(said, "cannot all be held: B (b), D (d)")
                case.holds(case.run(1, "verify").said, " 0 findings")
        case = self.case("begun, and one that follows", {
            "sessions": sessions("B,b,240", "C,c,60", "D,d,60", columns="session,title,minutes"),
            "programme/0001/schedule.csv":
                begun % ("", "A") + "D,2027-06-07,11:00,12:00,A,,planned,D,\n"})
        case.run(0, "replan", "--at", "2027-06-07T09:30")
        case.run(0, "verify")

    def a_speech_is_in_a_session_that_is_held(self):
        sheets = {"people": "person,name\nP,Ann\n", "groups": "group,parent\nG,\nH,G\n",
                  "sessions": sessions("S1,a,60,H,", "S2,b,60,,reserve", "S3,c,30,,",
                                       columns="session,title,minutes,group,kind")}
        for selector, code, word in (("S2", 2, "reserve"), ("G", 2, "GROUP/*"),
                                     ("S1;-S1", 2, "no session in"), ("G/*", 0, None),
                                     ("nobody", 2, "nobody"), ("*;-S3", 0, None)):
            case = self.case("speech in " + selector, {
                **sheets, "speeches": "speaker,session,minutes\nP,%s,40\n" % selector})
            said = case.run(code, "plan").said
            if code == 0:
                case.run(0, "verify")
                case.holds(case.text("draft", "speeches.csv"), "S1,")
            else:
                case.holds(said, word)
                case.expect(said.count("speeches.csv, row 2") == 1, "one problem", said)

    def a_softened_clash_of_people_costs(self):
        sheets = {"people": "person,name\np,P\n", "roles": "person,role,what\np,chair,*\n",
                  "rules": "rule,level,weight\nperson-clash,soft,6\n"}
        for second, cost in (("09:30", 6), ("10:00", 0)):
            case = self.case("soft clash " + second, {
                **sheets, "sessions": sessions("S1,x,60,2027-06-07T09:00,A",
                                               "S2,y,60,2027-06-07T%s,A" % second)
                .replace(second + ",A", second + ",B")})
            case.run(0, "plan")
            told = json.loads(case.text("draft", "manifest.json"))
            clash = [rule for rule in told["rules"] if rule["rule"] == "person-clash"]
            case.expect(clash and clash[0]["cost"] == cost and told["bound"] == told["cost"],
                        "costs %d" % cost, json.dumps(told)[:800])

    def what_is_kept_by_name_is_said_to_be(self):
        case = self.case("kept", {
            "rooms": "room,seats,open\nA,50,* 00:00-12:00\nB,50,\n",
            "sessions": sessions("S1,a,60", columns="session,title,minutes"),
            "programme/0001/schedule.csv":
                SCHEDULE + "S1,2027-06-07,16:00,17:00,A,,planned,a,\n"})
        said = case.run(4, "replan", "--at", "2027-01-01T09:00", "--keep", "S1").said
        case.holds(said, "S1 is to stay, and starts at 2027-06-07 16:00 (as asked just now)")
        case.holds(said, "frozen", False)
        case.holds(case.run(2, "replan", "--keep", "S1", "--free", "S1").said, "both name S1")

    def seats_are_asked_for_in_a_layout(self):
        case = self.case("layout", {
            "rooms": "room,seats,layout,seats:boardroom\nA,5,theatre,3\n",
            "sessions": sessions("S1,a,60,boardroom,4",
                                 columns="session,title,minutes,layout,attendance")})
        said = case.run(4, "plan").said
        case.holds(said, "S1 has a room with seats for 4 as boardroom")
        case.holds(said, "4 seats as boardroom (the largest there has 3)")
        case.write({"sessions": sessions("S1,a,60,circle,4",
                                         columns="session,title,minutes,layout,attendance")})
        case.holds(case.run(4, "plan").said, "no room that it may have can be laid out as circle")

    def files_of_sheets_that_are_called_otherwise_are_told(self):
        for name in ("LIMITS.CSV", "limits.tsv"):
            case = self.case(name, {
                name: "of,most,per\n*,0,conference\n",
                "sessions": sessions("S1,a,60", columns="session,title,minutes")})
            case.holds(case.run(2, "check").said, "call it limits.csv")

    def what_lacks_a_team_alone_is_not_free(self):
        case = self.case("no team", {
            "teams": "team,kind\nT,interp\n",
            "sessions": sessions("S1,a,60,2027-06-07T09:00,interp", "S2,b,60,2027-06-07T09:00,interp",
                                 columns="session,title,minutes,start,teams")})
        case.run(4, "plan")
        lacking = "S1" if case.place("S1") == "T " else "S2"
        case.holds(case.run(0, "explain", lacking).out, "free as the others stand: 0")

    def teams_that_broke_their_limits_go_on(self):
        # The limit of T was lowered at noon; what has begun stays, and nobody takes its room.
        case = self.case("limit lowered", {
            "teams": "team,kind,most_minutes_per_day\nT,interpretation,60\n",
            "sessions": sessions("B1,a,60,,,interpretation", "B2,b,240,,,interpretation",
                                 "N,c,60,,,interpretation", "D,d,60,2027-06-07T12:30,A,",
                                 columns="session,title,minutes,start,room,teams"),
            "programme/0001/schedule.csv": SCHEDULE
                + "B1,2027-06-07,09:00,10:00,A,T,planned,a,\n"
                + "B2,2027-06-07,10:00,14:00,A,T,planned,b,\n"
                + "N,2027-06-07,15:00,16:00,A,T,planned,c,\n"})
        said = case.run(4, "replan", "--at", "2027-06-07T12:00").said
        case.expect(case.place("B2") == "2027-06-07T10:00 A" and case.place("D") == "T ",
                    "B2 stays and D has no room", said)
        case.holds(case.run(1, "verify").said, " 0 findings")

    def a_limit_that_is_exceeded_already_proves_nothing(self):
        case = self.case("limit of none", {
            "limits": "of,most,per\n*,0,day\n",
            "sessions": sessions("B,b,60,,", "D,d,60,2027-06-07T12:30,A"),
            "programme/0001/schedule.csv": SCHEDULE + "B,2027-06-07,09:00,10:00,A,,planned,b,\n"})
        said = case.run(4, "replan", "--at", "2027-06-07T12:00").said
        case.holds(said, "B has begun", False)
        case.holds(said, "D must be held")

    def a_proof_names_the_role_that_binds(self):
        case = self.case("role that binds", {
            "people": "person,name\nP,Ann\n",
            "roles": "person,role,what\nP,chair,S1\nP,secretary,S1\nP,secretary,S2\n",
            "rules": "rule,of,level\nperson-clash,role:chair,off\n",
            "sessions": sessions("S1,a,60,2027-06-07T09:00,A", "S2,b,60,2027-06-07T09:30,B")})
        case.holds(case.run(4, "plan").said, "(roles rows 3, 4, role)")

    def all_that_is_wrong_with_a_speech_is_told(self):
        case = self.case("speech", {
            "people": "person,name\nP,Ann\n",
            "speeches": "speaker,session,minutes,theme,available,mode\nQ,S9,0,,x,tv\n",
            "sessions": sessions("S1,a,60", columns="session,title,minutes")})
        said = case.run(2, "check").said
        for column in ("speaker", "session", "minutes", "available", "mode"):
            case.holds(said, 'row 2, column "%s"' % column)

    def commas_in_parentheses_part_no_columns(self):
        for header in ('"name (short";session;title;minutes', "room (id;session;title;minutes"):
            case = self.case("parenthesis " + header, {"sessions": header + "\n;S1;x;60\n"})
            case.holds(case.run(0, "check").said, "1 sessions")
        for mark in (";", "\t"):
            case = self.case("parted by %r" % mark, {
                "sessions": "session;title;minutes;remarks (a, b, c, d)\nS1;x;60;\n"
                .replace(";", mark)})
            case.holds(case.run(0, "check").said, "1 sessions")

    def names_that_several_have_are_told(self):
        for export, said in (
                ("name,sessions\nAnn Uwase,S1\n", "several in people are called Ann Uwase: p1, p2"),
                ("email,sessions\na@x.org,One\n", 'several sessions are called "One": S1, S2'),
                ("name,email,sessions\nAnn Uwase,c@x.org,S1\n", "Ann Uwase is p1, p2 in people"),
                ("person,sessions\np9,S1\n", "nobody in people has the id p9")):
            case = self.case("namesakes " + said, {
                "people": "person,name,email\np1,Ann Uwase,a@x.org\np2,Ann Uwase,b@x.org\n",
                "attends": "who,what,level\n", "export.csv": export,
                "sessions": sessions("S1,One,60", "S2,One,60", columns="session,title,minutes")})
            result = harness.run(["merge", os.path.join(case.folder, "export.csv"), case.folder,
                                  "--dry-run"])
            case.holds(result.said, said)

    def what_is_kept_free_is_known_later(self):
        case = self.case("reserve", {
            "rooms": "room,seats\nA,0\n",
            "sessions": sessions("S1,x,60,2027-06-07T09:00,,", "S2,x,60,,2027-06-07 09:00-12:00,",
                                 "R,reserve,60,,2027-06-07 10:00-12:00,reserve",
                                 columns="session,title,minutes,start,window,kind")})
        case.run(0, "plan")
        said = case.run(0, "explain", "R").out
        case.holds(said, "no place", False)
        case.holds(said, "2027-06-07")
        case.holds(case.run(0, "explain", "S2").out, "reserve", False)
        case.run(0, "publish", "--at", "2027-01-01T09:00")
        case.run(0, "verify", "0001")
        for name in ("schedule.csv", "schedule.json", "index.html", "calendars/programme.ics"):
            text = case.text("0001", *name.split("/"))
            case.expect(not re.search(r"\breserve\b|\bR,", text), name + " tells no reserve", text)

    def what_is_left_out_is_not_moved_to_a_near_start(self):
        """Three people and the session lose less by having none than by a start that counts
        twice."""
        rows = ("O,a,60,,A,yes,2027-06-08", "M,b,240,,A,,2027-06-08")
        columns = "session,title,minutes,start,room,optional,window"
        case = self.case("left out", {
            "conference": CONFERENCE.replace("07:00-18:00", "09:00-14:00"),
            "people": "person\nP1\nP2\nP3\n", "attends": "who,what,level\n*,O,should\n",
            "sessions": sessions(*rows, columns=columns)})
        case.publish("2027-01-01T09:00")
        case.write({"sessions": sessions("O,a,60,,A,yes,", "M,b,240,2027-06-08T09:00,A,,",
                                         "N,c,60,2027-06-08T13:00,A,,", columns=columns)})
        said = case.run(0, "replan", "--at", "2027-06-07T06:00").out
        case.holds(said, "proved least")
        case.holds(said, "so near that they count for more people than leaving it out")
        case.expect(case.place("O") == "T ", "O has no place", str(case.place("O")))
        case.run(0, "verify")
        case.run(0, "replan", "--at", "2027-06-01T06:00")
        case.expect(case.place("O").startswith("2027-06-07"), "O moves where it is not near")

    def a_room_that_is_needed_no_more_is_left(self):
        case = self.case("no room", {
            "sessions": sessions("S1,a,60,,none", "S2,b,60,,none"),
            "programme/0001/schedule.csv":
                SCHEDULE + "S1,2027-06-07,09:00,10:00,A,,planned,a,\n"
                + "S2,2027-06-07,09:00,10:00,,,planned,b,\n"})
        said = case.run(0, "replan", "--at", "2027-01-01T09:00").out
        case.holds(said, "1 session changed only its room, 1 people: proved least")
        case.holds(said, "S1: it needs no room any more: it cannot keep its room")
        case.holds(said, "S2:", False)
        case.run(0, "publish", "--at", "2027-01-01T09:00")
        case.holds(case.text("0002", "changes.csv"), "it needs no room any more")

    def what_has_begun_has_no_price_for_its_room(self):
        """Its row says none now, or its room is gone: it stays all the same."""
        for room, rooms in (("none", ROOMS), ("", ROOMS.replace("A,Aula,100,V\n", ""))):
            case = self.case("begun " + room, {
                "rooms": rooms,
                "sessions": sessions("S1,a,60,," + room, "S2,b,60,2027-06-07T16:00,B"),
                "programme/0001/schedule.csv":
                    SCHEDULE + "S1,2027-06-07,09:00,10:00,A,,planned,a,\n"
                    + "S2,2027-06-07,14:00,15:00,B,,planned,b,\n"})
            said = case.run(0, "replan", "--at", "2027-06-07T09:30").out
            case.holds(said, "1 session moved, 2 people: proved least")
            case.holds(said, "nothing changed only its room")

    def what_is_kept_is_not_told_to_leave(self):
        case = self.case("kept", {
            "sessions": sessions("S1,a,60,2027-06-07T11:00,A"),
            "programme/0001/schedule.csv":
                SCHEDULE + "S1,2027-06-07,10:00,11:00,A,,planned,a,\n"})
        case.holds(case.run(0, "replan", "--at", "2027-06-07T08:00").out, "frozen, but")
        said = case.run(4, "replan", "--at", "2027-06-07T08:00", "--keep", "S1").out
        case.holds(said, "frozen, but", False)
        case.holds(said, "S1 is to stay")

    def what_leaves_its_freeze_is_told_first(self):
        rows = ["S%d,a,60,%s,%s" % (n, "2027-06-07T%02d:00" % (8 + n), room)
                for n, room in ((1, "A"), (2, "A"), (3, "B"), (4, "C"))]
        case = self.case("leaves", {"sessions": sessions(*rows)})
        case.publish("2027-01-01T09:00")
        case.write({"sessions": sessions("S1,a,60,2027-06-07T10:15,A", "S2,a,60,,A",
                                         "S3,a,60,,", "S4,a,60,,")})
        said = case.run(0, "replan", "--at", "2027-06-07T07:00", "--free", "S4").out
        case.expect(said.splitlines()[:3] == [
            "frozen, but the sheets give it another start or room: S1",
            "frozen, but may not stay where it is under today's sheets: S2",
            "frozen, but --free names it: S4"], "told first", said)
        told = json.loads(case.run(0, "replan", "--at", "2027-06-07T07:00", "--free", "S4",
                                   "--format", "json", "--dry-run").out)
        case.expect(told["released"] == ["S1", "S2", "S4"], "released", str(told["released"]))

    def a_row_for_listed_sessions_stands_in_place_of_wider_ones(self):
        case = self.case("listed", {
            "people": "person\nP1\nP2\n",
            "roles": "person,role,what\nP1,chair,*\nP2,chair,S1;S2\n",
            "sessions": sessions("S1,a,60,2027-06-07T09:00,A", "S2,b,60,2027-06-07T09:00,B",
                                 "S3,c,60,2027-06-07T09:00,C")})
        case.run(4, "plan")  # P2 cannot be in two at once
        case.write({"sessions": sessions("S1,a,60,2027-06-07T09:00,A",
                                         "S2,b,60,2027-06-07T10:00,B",
                                         "S3,c,60,2027-06-07T09:00,C")})
        case.run(0, "plan")
        case.run(0, "verify")
        rows = [line.split(",") for line in case.text("draft", "attendance.csv").splitlines()[1:]]
        case.expect(sorted(rows) == [["P1", "S3", "chair"], ["P2", "S1", "chair"],
                                     ["P2", "S2", "chair"]], "chairs", str(rows))

    def a_room_that_the_sheets_forbid_is_lost_whatever_moves(self):
        case = self.case("room list", {
            "sessions": sessions("S1,a,60,,B", "S2,b,60,,"),
            "programme/0001/schedule.csv":
                SCHEDULE + "S1,2027-06-07,09:00,10:00,A,,planned,a,\n"
                + "S2,2027-06-07,09:00,10:00,C,,planned,b,\n"})
        said = case.run(0, "replan", "--at", "2027-01-01T09:00").said
        case.holds(said, "only B: it cannot keep its room, whatever else moves")

    def seats_of_no_layout_are_unknown(self):
        case = self.case("seats", {
            "rooms": "room,seats,seats:,seats:theatre\nA,10,20,30\n",
            "sessions": sessions("S1,a,60", columns="session,title,minutes")})
        said = case.run(0, "check").said
        case.holds(said, "seats:")
        case.holds(said, "unknown")
        case.holds(said, "theatre", False)

    def a_rank_that_the_order_does_not_know_is_told(self):
        case = self.case("ranks", {
            "people": "person,rank\nA,Minister\nB,Chief\nC,Chief\nD,3\nE,\nF,Boss\n",
            "speeches": "speaker,session,minutes\n" + "".join("%s,S1,5\n" % who for who in "ABCDE"),
            "sessions": sessions("S1,a,60", columns="session,title,minutes")})
        said = case.run(0, "check").said
        case.expect(re.findall(r'row (\d+), column "rank": note: .* know "(\w+)"', said)
                    == [("3", "Chief")], "row 3 alone", said)

    def who_has_no_access_is_told(self):
        case = self.case("no access", {
            "people": "person,name,delegation\nA,Ann,X\nB,Bob,Y\n",
            "groups": "group,name,access\nG,Group,X\n",
            "attends": "who,what,level\nA,S1,must\nB,S1,must\nY,S1,should\n*,S1,may\n",
            "sessions": sessions("S1,a,60,G", columns="session,title,minutes,group")})
        said = case.run(0, "check").said
        case.expect(re.search(r'row 3, column "who": note: .* the same in row 4$', said, re.M),
                    "rows 3 and 4", said)

    def a_damaged_schedule_is_not_shown(self):
        case = self.case("damaged", {
            "sessions": sessions("S1,a,60", columns="session,title,minutes")})
        case.run(0, "plan")
        case.write({"programme/draft/schedule.csv": "foo,bar\n1,2\n"})
        case.holds(case.run(3, "show").err, "no column session")

    def registrations_take_nothing_away(self):
        case = self.case("registrations", {
            "people": "person,name,kind\nE1,Eva,delegate\n",
            "attends": "who,what,level\nkind:delegate,S1,must\n",
            "export.csv": "name,sessions\nEva,S1;S2\n",
            "sessions": sessions("S1,a,60", "S2,b,60", columns="session,title,minutes")})
        result = harness.run(["merge", os.path.join(case.folder, "export.csv"), case.folder])
        case.expect(result.code == 0 and "E1: should S2\n" in result.out, "only what is more",
                    result.said)

    def imports_know_rooms_that_are_none(self):
        for language in ("en", "fr", "es", "ar", "zh", "ru"):
            case = self.case("import " + language, {
                "conference": CONFERENCE + "languages,%s\n" % language,
                "sessions": sessions("S1,a,60,,none", "S2,b,60,,none", "S3,c,60,,A")})
            case.publish()
            for file in ("schedule.xml", "schedule.json"):
                copy = case.folder + "-" + file.replace(".", "-")
                result = harness.run(["import", os.path.join(case.folder, "programme", "0001",
                                                             file), copy])
                case.expect(result.code == 0, file, result.said)
                rows = harness.read_rows(os.path.join(copy, "rooms.csv"))
                case.expect([row[1:3] for row in rows[1:]]
                            == [["Aula", "100" if file == "schedule.json" else "0"]],
                            file + ": rooms", str(rows))

    def what_has_no_time_yet_may_have_any_room(self):
        case = self.case("unscheduled", {"export.json": json.dumps([
            {"ID": "AC", "Proposal title": "X", "Proposal state": "confirmed", "Start": None,
             "End": None, "Duration": 30, "Room": None},
            {"ID": "AD", "Proposal title": "Y", "Proposal state": "confirmed",
             "Start": "2024-05-01T09:00:00+02:00", "Duration": 30, "Room": {"en": "R"},
             "Speaker names": ["A"]}])})
        copy = case.folder + "-sheets"
        result = harness.run(["import", os.path.join(case.folder, "export.json"), copy])
        case.expect(result.code == 0, "import", result.said)
        rows = harness.read_rows(os.path.join(copy, "sessions.csv"))
        room = rows[0].index("room")
        case.expect(all(row[room] == "" for row in rows[1:]), "rooms", str(rows))


def main():
    tests = Tests()
    for name in sorted(vars(Tests)):
        test = getattr(tests, name)
        if callable(test) and test.__code__.co_argcount == 1 and not name.startswith("_"):
            test()
    tests.shop.close(keep=tests.tally.failed > 0)
    sys.exit(tests.tally.close())


if __name__ == "__main__":
    main()
