"""The command line as the contract has it: exit codes, help, formats, revisions, interruptions.

    commands.py [GAHUNDA]
"""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import generate
import harness
import oracle

COMMANDS = ["new", "check", "plan", "pin", "unpin", "cancel", "publish", "verify", "show", "rules"]
AT = ["--at", "2026-05-01T08:00"]
CROWDED = {  # two sessions that both need the only hour of the only room
    "conference": "key,value\nname,Crowded\nid,CROWD\ndomain,example.org\ntimezone,UTC\n"
                  "first_day,2026-06-01\nlast_day,2026-06-01\nhours,09:00-10:00\n",
    "rooms": "room,seats\nA,10\n",
    "sessions": "session,title,minutes\nONE,One,60\nTWO,Two,60\n",
}
TOWN = {  # two rooms, two days, and sheets as a spreadsheet of another country writes them
    "conference": "key,value\nname,Town\nid,TOWN\ndomain,example.org\ntimezone,UTC\n"
                  "first_day,2026-06-01\nlast_day,2026-06-02\nhours,09:00-17:00\n",
    "rooms": "room,seats\nA,10\nB,20\n",
    "groups": "group,kind\nG,panel\n",
    "sessions": "\ufeffroom;title;session;minutes;group\r\n;\"One; first\";ONE;60;G\r\n\r\n"
                ";Two;TWO;60;G\r\n;\"Three\";THREE;60;\r\nnone;Free;FREE;60;",
}


def write(folder, sheets):
    os.makedirs(folder, exist_ok=True)
    for name, text in sheets.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            file.write(text)


def read(*names):
    with open(os.path.join(*names), "rb") as file:
        return file.read()


class Tests:
    def __init__(self):
        self.tally, self.shop = harness.Tally(), harness.Workshop("commands")

    def expect(self, good, what, said=""):
        return self.tally.expect(good, what, said)

    def run(self, code, what, words, **more):
        result = harness.run(words, **more)
        codes = code if isinstance(code, tuple) else (code,)
        self.expect(result.code in codes, "%s: exit %s" % (what, code), result.said)
        return result

    def plan(self, code, what, folder, *words):
        return self.run(code, what, ["plan", folder, "--effort", 20000, "--seed", 1, "--threads", 1]
                        + AT + list(words))

    # -- words

    def help_and_mistakes(self):
        write(self.shop.folder("good"), CROWDED)
        top = self.run(0, "help", ["--help"])
        text = top.out + top.err
        for command in COMMANDS:
            self.expect(command in text, "the help names %s" % command, top.said)
            result = self.run(0, "help of %s" % command, [command, "--help"])
            self.expect("gahunda %s" % command in result.out and "xample" in result.out,
                        "the help of %s has an example" % command, result.said)
        for what, words in (("no command", []), ("an unknown command", ["plam", "x"]),
                            ("an unknown option", ["plan", "x", "--efort", "1"]),
                            ("no folder", ["plan"]), ("a word too many", ["check", "a", "b"]),
                            ("an effort in words", ["plan", "x", "--effort", "much"]),
                            ("a negative effort", ["plan", "x", "--effort", "-5"]),
                            ("a seed in words", ["plan", "x", "--seed", "s"]),
                            ("no threads", ["plan", "x", "--threads", "0"]),
                            ("a format that is none", ["rules", "--format", "yaml"]),
                            ("a moment that is none", ["plan", self.shop.folder("good"), "--at",
                                                       "tomorrow"])):
            result = self.run(2, what, words)
            self.expect(len(result.err.strip()) > 10 and not result.out.strip(),
                        "%s: a sentence on standard error" % what, result.said)
        result = harness.run(["plam", "x"])
        self.expect("plan" in result.err, "an unknown command: a near one is named", result.said)

    def rules(self):
        listed = self.run(0, "rules", ["rules"])
        for rule in oracle.HARD_RULES + ["wanted-clash", "room-stability", "late-evening", "spread",
                                           "room-cost", "lone-day", "early"]:
            self.expect(rule in listed.out, "rules lists %s" % rule)
            self.run(0, "rules %s" % rule, ["rules", rule])
        result = self.run(2, "a rule that is none", ["rules", "room-clahs"])
        self.expect("room-clahs" in result.err, "and it is named", result.said)

    # -- a conference from new to revision 2

    def new(self):
        folder = self.shop.folder("new")
        self.run(0, "new", ["new", folder])
        self.run(0, "check of a new folder", ["check", folder])
        before = harness.tree(folder)
        self.run((2, 3), "new where there is something", ["new", folder])
        self.expect(harness.tree(folder) == before, "new overwrites nothing")
        self.run(0, "new --from tiny", ["new", self.shop.folder("tiny"), "--from", "tiny"])
        self.run(2, "new from nowhere", ["new", self.shop.folder("none"), "--from", "tinny"])
        self.expect(not os.path.exists(self.shop.folder("none")), "and no folder is left behind")
        self.run(3, "new where no folder can be", ["new", "/dev/null/conf"])

    def life(self):
        generate.make(4, self.shop.folder("life"))
        folder = self.shop.folder("life", "sheets")
        at = ["--at", harness.day_before(folder)]
        plan = ["plan", folder, "--effort", 100000, "--seed", 1, "--threads", 1] + at
        self.run((2, 3), "publish without a draft", ["publish", folder] + at)
        self.run((2, 3), "verify without a draft", ["verify", folder])
        quiet = self.run(0, "plan --quiet", plan + ["--quiet"])
        self.expect(not quiet.err.strip(), "plan --quiet is quiet", quiet.said)
        draft = os.path.join(folder, "programme", "draft")
        for name in ("schedule.csv", "attendance.csv", "speeches.csv", "manifest.json",
                     "changes.csv", "index.html"):
            self.expect(os.path.isfile(os.path.join(draft, name)), "the draft has %s" % name)
        self.expect(b"DRAFT" in read(draft, "index.html"), "the draft's page says DRAFT")
        self.run(0, "plan once more: a draft may be replaced", plan)
        self.run(0, "verify of the draft", ["verify", folder])
        self.manifest(os.path.join(draft, "manifest.json"), 100000)
        schedule = read(draft, "schedule.csv")
        self.run(0, "publish", ["publish", folder] + at)
        self.revision(folder, "0001", schedule)
        self.run(0, "verify of revision 0001", ["verify", folder, "0001"])
        self.run(2, "verify of a revision that is none", ["verify", folder, "0009"])
        refused = self.run(2, "plan once there is a revision", plan)
        self.expect("afresh" in refused.err, "and says --afresh", refused.said)
        self.run(0, "plan --afresh", plan + ["--afresh"])
        self.run(0, "publish again", ["publish", folder] + at)
        self.revision(folder, "0002", schedule)
        self.run(0, "verify of revision 0002", ["verify", folder, "0002"])
        one, two = (os.path.join(folder, "programme", name) for name in ("0001", "0002"))
        same = [path for path, digest in harness.tree(one).items()
                if harness.tree(two).get(path) == digest]
        self.expect("schedule.csv" in same, "the same plan again has the same schedule.csv")
        self.expect(all(os.path.samefile(os.path.join(one, path), os.path.join(two, path))
                        for path in same), "files whose bytes did not change are hard links")
        self.expect(not [name for name in os.listdir(os.path.join(folder, "programme"))
                         if name not in ("0001", "0002", "draft", "current")],
                    "nothing else is left in programme/",
                    " ".join(os.listdir(os.path.join(folder, "programme"))))
        self.show(folder)
        self.formats(folder)

    def manifest(self, path, effort):
        data = json.loads(read(path))
        text = json.dumps(data)
        for word in ("seed", "effort", "threads", "version", "schedule.csv"):
            self.expect(word in text, "the manifest tells of %s" % word)
        self.expect(data.get("effort") == effort, "the manifest has the effort", text[:300])

    def revision(self, folder, name, schedule):
        current = os.path.join(folder, "programme", "current")
        self.expect(os.path.islink(current) and os.readlink(current).rstrip("/") == name,
                    "current is a relative link to %s" % name)
        there = os.path.join(folder, "programme", name)
        self.expect(read(there, "schedule.csv") == schedule, "%s has the draft's schedule" % name)
        conference = oracle.Conference(folder)
        spelt = lambda word: "".join(chr(b) if chr(b).isalnum() and b < 128 or chr(b) in "._-"
                                     else "%%%02X" % b for b in word.encode())
        wanted = ["programme.ics"] + [spelt(person) + ".ics" for person in conference.people]
        wanted += ["rooms/%s.ics" % spelt(room) for room in conference.rooms]
        wanted += ["groups/%s.ics" % spelt(group) for group in conference.groups]
        wanted += ["delegations/%s.ics" % spelt(name) for name in conference.delegations]
        missing = [path for path in wanted
                   if not os.path.isfile(os.path.join(there, "calendars", path))]
        self.expect(not missing, "%s has every calendar" % name, " ".join(missing))
        self.expect(b"DRAFT" not in read(there, "index.html"), "the page of %s is no draft" % name)

    def show(self, folder):
        conference = oracle.Conference(folder)
        rows = oracle.read_csv(os.path.join(folder, "programme", "0002", "schedule.csv"))
        row = next(row for row in rows if row["status"] == "planned")
        whole = self.run(0, "show", ["show", folder])
        self.expect(row["session"] in whole.out and row["start"] in whole.out,
                    "show has %s" % row["session"], whole.said)
        day = self.run(0, "show of a day", ["show", folder, row["date"]])
        self.expect(row["session"] in day.out, "show of a day has its sessions", day.said)
        session = self.run(0, "show of a session", ["show", folder, row["session"]])
        self.expect(row["start"] in session.out and row["room"] in session.out,
                    "show of a session has start and room", session.said)
        person = next(iter(conference.people))
        self.run(0, "show of a person", ["show", folder, person])
        self.run(2, "show of nobody", ["show", folder, "Nobody-at-all"])

    def formats(self, folder):
        for words in (["check", folder], ["show", folder], ["verify", folder, "0001"], ["rules"],
                      ["plan", folder, "--afresh", "--effort", 1000, "--seed", 1] + AT):
            result = harness.run(words + ["--format", "json"])
            try:
                json.loads(result.out)
                good = True
            except ValueError:
                good = False
            self.expect(good, "%s --format json parses" % words[0], result.said)
        wrong = self.shop.folder("json")
        write(wrong, {**CROWDED, "rooms": "room,seats\nA,-10\n"})
        result = self.run(2, "check --format json of wrong sheets",
                          ["check", wrong, "--format", "json"])
        try:
            text = json.dumps(json.loads(result.out))
            self.expect("rooms.csv" in text and "seats" in text, "with the place of the problem",
                        result.said)
        except ValueError:
            self.expect(False, "check --format json of wrong sheets parses", result.said)

    # -- what does not go well

    def incomplete(self):
        folder = self.shop.folder("crowded")
        write(folder, CROWDED)
        result = self.plan((1, 4), "plan of too much", folder)
        self.expect("ONE" in result.out + result.err or "TWO" in result.out + result.err,
                    "plan of too much names what is unplaced", result.said)
        rows = oracle.read_csv(os.path.join(folder, "programme", "draft", "schedule.csv"))
        self.expect(sorted(row["status"] for row in rows) == ["planned", "unplaced"],
                    "one is placed, the other listed as unplaced")
        self.run((1, 4), "verify of an incomplete draft", ["verify", folder])
        refused = self.run((1, 2, 4), "publish of an incomplete draft", ["publish", folder] + AT)
        self.expect("incomplete" in refused.err, "publish names --incomplete", refused.said)
        self.expect(not os.path.exists(os.path.join(folder, "programme", "0001")),
                    "nothing is published")
        self.run((0, 1), "publish --incomplete", ["publish", folder, "--incomplete"] + AT)
        self.expect(os.path.exists(os.path.join(folder, "programme", "0001", "schedule.csv")),
                    "an incomplete draft is published when asked")

    def impossible(self):
        """A session too long for the only hour, and one with too many people for the only room."""
        folder = self.shop.folder("impossible")
        write(folder, {**CROWDED, "sessions": "session,title,minutes,attendance\n"
                                              "LONG,Long,90,\nFULL,Full,60,11\n"})
        result = self.run(4, "check of what is impossible", ["check", folder])
        for words in ("LONG (Long) has no place", "the conference's hours, 2026-06-01 09:00 to 10:00 "
                      "(conference, hours)", "FULL (Full) has no place",
                      "FULL has a room with seats for 11: no room (sessions row 3, attendance)"):
            self.expect(words in result.out, "it says: " + words, result.said)
        result = self.run(4, "the same as JSON", ["check", folder, "--format", "json"])
        proofs = json.loads(result.out)["impossible"]
        self.expect([(proof["sessions"], [(demand["sheet"], demand["row"], demand["column"])
                                         for demand in proof["demands"]]) for proof in proofs]
                    == [(["LONG"], [("sessions", 2, "session"), ("conference", 0, "hours")]),
                        (["FULL"], [("sessions", 3, "session"), ("sessions", 3, "attendance")])],
                    "and its demands", result.said)
        result = self.plan(4, "a plan of what is impossible", folder)
        self.expect("LONG (Long) has no place" in result.out, "it says why", result.said)
        self.expect(os.path.exists(os.path.join(folder, "programme", "draft", "schedule.csv")),
                    "and writes a draft")

    def impossible_together(self):
        """Two sessions for the only hour of the only room; the third needs none."""
        folder = self.shop.folder("together")
        write(folder, {**CROWDED, "sessions": "session,title,minutes,room\nONE,One,60,\n"
                                              "TWO,Two,45,\nFREE,Free,60,none\n"})
        result = self.run(4, "check of what is impossible together", ["check", folder])
        for words in ("these 2 sessions cannot all be held: ONE, TWO, and each of these is a reason",
                      "each of ONE, TWO must be held (sessions rows 2, 3, session)",
                      "room A holds one session at a time (rooms row 2, room)",
                      "each of ONE, TWO lies in the conference's hours, 2026-06-01 09:00 to 10:00"):
            self.expect(words in result.out, "it says: " + words, result.said)
        self.expect("FREE" not in result.out, "and names nobody else", result.said)

    def explain(self):
        """One room, three hours, three sessions that fill them; BOSS is in ONE and TWO."""
        folder = self.shop.folder("explain")
        write(folder, {**CROWDED, "conference": CROWDED["conference"].replace("10:00", "12:00"),
                       "sessions": "session,title,minutes,start,optional\nONE,One,60,,\n"
                                   "TWO,Two,60,,\nFIX,Fixed,60,2026-06-01T11:00,\n"
                                   "MAY,Maybe,60,,yes\n",
                       "people": "person,name\nBOSS,Boss\n",
                       "roles": "person,role,what\nBOSS,chair,ONE;TWO\n"})
        refused = self.run(2, "explain a session without a programme", ["explain", folder, "ONE"])
        self.expect("gahunda plan" in refused.err, "it says what makes one", refused.said)
        self.plan(0, "plan", folder)
        one, two = [row for row in oracle.read_csv(os.path.join(
            folder, "programme", "draft", "schedule.csv")) if row["session"] in ("ONE", "TWO")]
        result = self.run(0, "explain a session", ["explain", folder, "ONE", "--format", "json"])
        told = json.loads(result.out)
        self.expect((told["session"], told["room"]) == ("ONE", "A"), "it is where it is", result.said)
        self.expect(any("TWO" in reason and "BOSS" in reason for reason in told["in_the_way"]),
                    "TWO is in its way, for BOSS", result.said)

        def there(code, what, session, start, *room):
            found = self.run(code, what, ["explain", folder, session, "2026-06-01T" + start, *room,
                                          "--format", "json"])
            return json.loads(found.out)
        told = there(0, "explain where it is", one["session"], one["start"], "A")
        self.expect((told["outcome"], told["breaks"], told["moved"], told["change"])
                    == ("free", [], [], 0), "it can stay", told)
        told = there(0, "explain the other's place", one["session"], two["start"], "A")
        self.expect(told["outcome"] == "around"
                    and [move["session"] for move in told["moved"]] == [two["session"]]
                    and told["moved"][0]["start"].endswith(one["start"]),
                    "the other would go where it was", told)
        self.expect(any("BOSS" in said for said in told["breaks"])
                    and any("room A is taken" in said for said in told["breaks"]),
                    "person and room are named", told)
        told = there(4, "explain a place that is taken for good", "ONE", "11:00", "A")
        self.expect(told["outcome"] == "impossible"
                    and told["impossible"][0]["sessions"] == ["ONE", "FIX"], "with the clash", told)
        told = there(4, "explain a place after hours", "MAY", "13:00", "A")
        self.expect(any("conference's hours" in said for said in told["breaks"]),
                    "also of an optional session what is asked of it", told)
        for what, words in (("a session that is none", ["ON"]),
                            ("a room that is none", ["ONE", "2026-06-01T09:00", "B"]),
                            ("a start that is none", ["ONE", "tomorrow", "A"]),
                            ("a start without a room", ["ONE", "2026-06-01T09:00"])):
            self.run(2, "explain " + what, ["explain", folder, *words])
        result = self.run(0, "explain everything", ["explain", folder])
        for words in ("cost ", "hardest to place: "):
            self.expect(words in result.out, "it says: " + words, result.said)

    def ways_out(self):
        """The cheapest ways are to let go of a feature, of both where both are nowhere."""
        folder = self.shop.folder("ways-out")
        write(folder, {**CROWDED, "sessions": "session,title,minutes,features,attendance\n"
                                              "ONE,One,60,stage;organ,10\n"})
        result = self.run(4, "explain the impossible", ["explain", folder, "--format", "json"])
        ways = json.loads(result.out)["ways_out"]
        self.expect(sorted(len(way["give_up"]) for way in ways) == [1, 2], "two ways", result.said)
        self.expect(ways[0]["price"] <= ways[1]["price"], "the cheaper first", result.said)
        for way in ways:
            said = " ".join(way["give_up"])
            self.expect("left out" in said or ("stage" in said and "organ" in said),
                        "without it, or without both features", said)

    # -- what organisers decide

    def town(self, name):
        """A planned TOWN: its folder, and the row of each session in its schedule."""
        folder = self.shop.folder(name)
        write(folder, TOWN)
        self.plan(0, "plan of a town", folder)
        path = os.path.join(folder, "programme", "draft", "schedule.csv")
        return folder, {row["session"]: row for row in oracle.read_csv(path)}

    def change(self, code, what, words):
        """Runs a command that edits sheets; the changes it tells, and its result."""
        result = self.run(code, what, words + ["--format", "json"])
        return json.loads(result.out)["changes"] if result.out else None, result

    def pins(self):
        folder, places = self.town("pins")
        one, free = places["ONE"], places["FREE"]
        start = "%sT%s" % (one["date"], one["start"])
        result = self.run(0, "pin", ["pin", folder, "ONE"])
        self.expect(result.out == "ONE: pinned at %s %s in %s\n"
                    % (one["date"], one["start"], one["room"]), "it says where", result.said)
        self.expect("the draft" in result.err and "gahunda plan" in result.err,
                    "by what, and what comes next", result.said)
        pinned = "session,start,room,because\nONE,%s,%s,\n" % (start, one["room"])
        self.expect(read(folder, "pins.csv").decode() == pinned, "and writes it")
        result = self.run(0, "the same again", ["pin", folder, "ONE"])
        self.expect(result.out == "nothing to change\n", "changes nothing", result.said)
        changes, result = self.change(0, "pin a session without a room", ["pin", folder, "FREE"])
        self.expect(changes == [{"session": "FREE", "change": "pinned", "start": "%sT%s" % (
            free["date"], free["start"]), "room": ""}], "only its start", result.said)
        self.run(0, "unpin", ["unpin", folder, "FREE"])
        self.expect(read(folder, "pins.csv").decode() == pinned, "takes its row out")
        changes, result = self.change(0, "pin a start", ["pin", folder, "ONE", "--at",
                                                        "2026-06-02 10:00", "--because", "a; \"b\""])
        self.expect(changes == [{"session": "ONE", "change": "pinned", "start": "2026-06-02T10:00",
                                 "room": one["room"], "because": "a; \"b\""}],
                    "the room stays pinned", result.said)
        self.run(0, "pin a room of a group", ["pin", folder, "kind:panel;-ONE", "--in", "B"])
        self.expect(read(folder, "pins.csv").decode() == "session,start,room,because\n"
                    "ONE,2026-06-02T10:00,%s,\"a; \"\"b\"\"\"\nTWO,,B,\n" % one["room"],
                    "the sheet has both", read(folder, "pins.csv").decode())
        self.plan(0, "plan with pins", folder)
        rows = {row["session"]: row for row in oracle.read_csv(
            os.path.join(folder, "programme", "draft", "schedule.csv"))}
        self.expect((rows["ONE"]["date"], rows["ONE"]["start"], rows["ONE"]["room"])
                    == ("2026-06-02", "10:00", one["room"]) and rows["TWO"]["room"] == "B",
                    "the plan keeps them")
        changes, result = self.change(0, "unpin --all", ["unpin", folder, "--all"])
        self.expect([change["session"] for change in changes] == ["ONE", "TWO"]
                    and read(folder, "pins.csv") == b"session,start,room,because\n",
                    "takes all rows out", result.said)
        self.plan(0, "plan again", folder)
        self.run(0, "publish", ["publish", folder] + AT)
        result = self.run(0, "pin where it was published", ["pin", folder, "ONE"])
        self.expect("revision 0001" in result.err and "gahunda replan" in result.err,
                    "it says so", result.said)

    def pins_from_schedules(self):
        """ONE starts later, TWO has another room, THREE lost its place; the sheet is a foreign one."""
        folder, places = self.town("pins-from")
        one, two = places["ONE"], places["TWO"]
        before = "\ufeffroom;x;session;start\r\nB;\"kept\";ONE;\r\n\r\n;kept;FREE;2026-06-01T15:00"
        write(folder, {"pins": before})
        edited = self.shop.folder("edited.csv")
        rows = [["room", "start", "note", "date", "session"]]
        other = "A" if two["room"] == "B" else "B"
        rows += [[one["room"], "16:00:00", "later", "2026-06-02", "ONE"],
                 [other, two["start"] + ":00", "", two["date"], "TWO"], ["", "", "", "", "THREE"]]
        with open(edited, "w", encoding="utf-8", newline="") as file:
            file.write("\ufeff" + "".join(";".join(row) + "\r\n" for row in rows))
        changes, result = self.change(0, "pin --from", ["pin", folder, "--from", edited])
        self.expect(changes == [{"session": "ONE", "change": "pinned", "start": "2026-06-02T16:00",
                                 "room": "B"},
                                {"session": "TWO", "change": "pinned", "start": "", "room": other}],
                    "what differs is pinned, and only that", result.said)
        self.expect("place of THREE is empty" in result.err, "what is empty is told", result.said)
        self.expect(read(folder, "pins.csv").decode() == before.replace(
            "ONE;", "ONE;2026-06-02T16:00") + "\r\n%s;;TWO;" % other,
                    "all else in the sheet is as it was", read(folder, "pins.csv").decode())
        self.run(0, "unpin --from", ["unpin", folder, "--from", edited])
        self.expect(read(folder, "pins.csv").decode() == before.replace(
            "B;\"kept\";ONE;\r\n", ""), "takes out what differs", read(folder, "pins.csv").decode())
        before = harness.tree(folder)
        for what, text, said in (
                ("an unknown session", "session,date,start,room\nONE,,,\nONNE,,,\n",
                 "wrong.csv, row 3, column \"session\": no session is called \"ONNE\""),
                ("an unknown room", "session,date,start,room\nONE,%s,%s,C\n"
                 % (one["date"], one["start"]), "wrong.csv, row 2, column \"room\""),
                ("a date that is none", "session,date,start,room\nONE,1 June,09:00,A\n",
                 "wrong.csv, row 2, column \"date\": \"1 June\" is not a date"),
                ("a column too few", "session,date,room\nONE,2026-06-01,A\n",
                 "wrong.csv, row 1, column \"start\"")):
            wrong = self.shop.folder("wrong.csv")
            with open(wrong, "w", encoding="utf-8") as file:
                file.write(text)
            for command in ("pin", "unpin"):
                result = self.run(2, "%s --from with %s" % (command, what),
                                  [command, folder, "--from", wrong])
                self.expect(said in result.err, "it says where", result.said)
        own = os.path.join(folder, "programme", "draft", "schedule.csv")
        result = self.run(2, "pin --from the draft itself", ["pin", folder, "--from", own])
        self.expect("change a copy" in result.err, "it says what to do", result.said)
        self.run(3, "pin --from nothing", ["pin", folder, "--from", self.shop.folder("none.csv")])
        self.expect(harness.tree(folder) == before, "and nothing is written")

    def pins_refused(self):
        folder = self.shop.folder("refused")
        write(folder, TOWN)
        result = self.run(2, "pin without a programme", ["pin", folder, "ONE"])
        self.expect("gahunda plan" in result.err, "it says what makes one", result.said)
        before = harness.tree(folder)
        for what, words, said in (
                ("nothing", [], "--from FILE"),
                ("an unknown session", ["ON", "--in", "A"], "did you mean \"ONE\""),
                ("a kind of nothing", ["kind:talk", "--in", "A"], "names no session"),
                ("nothing that is left", ["G;-G", "--in", "A"], "no session"),
                ("an unknown room", ["ONE", "--in", "C"], "no room is called \"C\""),
                ("a start after the end", ["ONE", "--at", "2026-06-03T09:00"], "conference"),
                ("a start that is none", ["ONE", "--at", "soon"], "2022-06-06T09:30"),
                ("two at one start", ["G", "--at", "2026-06-01T09:00"], "2 are named"),
                ("a room where none is needed", ["FREE", "--in", "A"], "it stays as it was"),
                ("both ways", ["ONE", "--from", "x"], "--from FILE")):
            result = self.run(2, "pin " + what, ["pin", folder] + words)
            self.expect(said in result.err and not result.out, "it says so", result.said)
        for words in ([], ["ONE", "--all"], ["--all", "--from", "x"], ["NOBODY"]):
            self.run(2, "unpin " + " ".join(words), ["unpin", folder] + words)
        self.expect(harness.tree(folder) == before, "and nothing is written")
        write(folder, {"pins": "session,room\nGONE,A\nONE,A\n"})
        self.run(2, "pin where a pin is wrong", ["pin", folder, "TWO", "--in", "A"])
        self.run(0, "unpin what is wrong", ["unpin", folder, "GONE"])
        self.expect(read(folder, "pins.csv") == b"session,room\nONE,A\n", "takes its row out")
        if os.geteuid() != 0:  # to root everything is writable
            os.chmod(folder, stat.S_IRUSR | stat.S_IXUSR)
            self.run(3, "unpin without write permission", ["unpin", folder, "ONE"])
            os.chmod(folder, stat.S_IRWXU)

    def cancels(self):
        folder, _ = self.town("cancels")
        before = TOWN["sessions"]
        result = self.run(0, "cancel", ["cancel", folder, "ONE"])
        self.expect(result.out == "ONE: cancelled\n", "it says so", result.said)
        after = before.replace(";group\r\n", ";group;cancelled\r\n").replace(
            "ONE;60;G", "ONE;60;G;yes")
        self.expect(read(folder, "sessions.csv").decode() == after,
                    "one row and the header change", read(folder, "sessions.csv").decode())
        result = self.run(0, "cancel it again", ["cancel", folder, "ONE"])
        self.expect(result.out == "nothing to change\n", "changes nothing", result.said)
        edited = self.shop.folder("cancelled.csv")
        with open(edited, "w", encoding="utf-8") as file:
            file.write("session,status\nONE,planned\nTHREE,cancelled\nTWO,planned\n")
        changes, result = self.change(0, "cancel --from", ["cancel", folder, "--from", edited,
                                                          "--because", "The host left"])
        self.expect(changes == [{"session": "THREE", "change": "cancelled",
                                 "because": "The host left"}], "what it cancels", result.said)
        self.expect("ONE stays cancelled" in result.err, "and what it cannot", result.said)
        self.expect(read(folder, "sessions.csv").decode() == after.replace(
            "cancelled\r\n", "cancelled;because\r\n").replace(
                "THREE;60;", "THREE;60;;yes;The host left"), "with the reason",
                    read(folder, "sessions.csv").decode())
        self.plan(0, "plan without them", folder)
        rows = {row["session"]: row["status"] for row in oracle.read_csv(
            os.path.join(folder, "programme", "draft", "schedule.csv"))}
        self.expect(rows == {"ONE": "cancelled", "TWO": "planned", "THREE": "cancelled",
                             "FREE": "planned"}, "both are cancelled", str(rows))
        before = harness.tree(folder)
        with open(edited, "w", encoding="utf-8") as file:
            file.write("session,status\nTWO,canceled\n")
        result = self.run(2, "cancel --from a slip", ["cancel", folder, "--from", edited])
        self.expect("row 2, column \"status\"" in result.err, "it says where", result.said)
        self.run(2, "cancel nothing", ["cancel", folder])
        self.run(2, "cancel nobody", ["cancel", folder, "NOBODY"])
        self.expect(harness.tree(folder) == before, "and nothing is written")

    def changed_since(self):
        """A draft of other sheets is not published: its promises would be about something else."""
        generate.make(5, self.shop.folder("changed"))
        folder = self.shop.folder("changed", "sheets")
        at = ["--at", harness.day_before(folder)]
        self.run(0, "plan", ["plan", folder, "--effort", 100000, "--seed", 1, "--threads", 1] + at)
        with open(os.path.join(folder, "rooms.csv"), "ab") as file:
            file.write(b"\n")
        result = harness.run(["publish", folder] + at)
        self.expect(result.code in (0, 2), "publish after an edit is refused or done", result.said)

    def unwritable(self):
        folder = self.shop.folder("unwritable")
        write(folder, {**CROWDED, "sessions": "session,title,minutes\nONE,One,60\n"})
        with open(os.path.join(folder, "programme"), "w", encoding="utf-8") as file:
            file.write("a file where the folder should be\n")
        result = self.plan(3, "plan where nothing can be written", folder)
        self.expect(len(result.err.strip()) > 10, "with a sentence", result.said)
        os.remove(os.path.join(folder, "programme"))
        if os.geteuid() == 0:
            return  # to root everything is writable
        os.chmod(folder, stat.S_IRUSR | stat.S_IXUSR)
        self.plan(3, "plan in a folder without write permission", folder)
        os.chmod(folder, stat.S_IRWXU)

    def interrupted(self):
        source = os.path.join(harness.EXAMPLES, "kigali")
        if not os.path.exists(os.path.join(source, "sessions.csv")):
            self.tally.skip("there is no example kigali to interrupt")
            return
        for name, number in (("Ctrl-C", signal.SIGINT), ("SIGTERM", signal.SIGTERM)):
            folder = self.shop.folder("interrupted")
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(source, folder)
            command = [harness.program(), "plan", folder, "--effort", "100000000000", "--threads",
                       "2", "--seed", "1", "--at", "2022-05-01T08:00"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
                time.sleep(4)
                child.send_signal(number)
                try:
                    out, err = child.communicate(timeout=60)
                except subprocess.TimeoutExpired:
                    child.kill()
                    out, err = child.communicate()
            said = "exit %s\n%s%s" % (child.returncode, out.decode()[-800:], err.decode()[-800:])
            self.expect(child.returncode in (0, 1), "%s ends a long plan" % name, said)
            self.expect(os.path.isfile(os.path.join(folder, "programme", "draft", "schedule.csv")),
                        "%s keeps the best so far" % name, said)
            self.run(child.returncode, "verify of what %s kept" % name, ["verify", folder])

    def time_becomes_effort(self):
        """--time is turned into an effort, and the manifest holds what repeats the run."""
        source = os.path.join(harness.EXAMPLES, "tiny")
        if not os.path.exists(os.path.join(source, "sessions.csv")):
            self.tally.skip("there is no example tiny")
            return
        one, two = self.shop.folder("timed"), self.shop.folder("counted")
        shutil.copytree(source, one)
        shutil.copytree(source, two)
        at = ["--at", harness.day_before(one)]
        self.run(0, "plan --time 1", ["plan", one, "--time", 1, "--seed", 5, "--threads", 1] + at)
        effort = json.loads(read(one, "programme", "draft", "manifest.json")).get("effort")
        if self.expect(isinstance(effort, int), "--time becomes an effort in the manifest"):
            self.run(0, "plan --effort of the manifest", ["plan", two, "--effort", effort, "--seed",
                                                          5, "--threads", 1] + at)
            self.expect(read(one, "programme", "draft", "schedule.csv")
                        == read(two, "programme", "draft", "schedule.csv"),
                        "the manifest's effort repeats a timed run")


def main():
    harness.program()
    tests = Tests()
    for test in (tests.help_and_mistakes, tests.rules, tests.new, tests.life, tests.incomplete,
                 tests.impossible, tests.impossible_together, tests.explain, tests.ways_out,
                 tests.pins, tests.pins_from_schedules, tests.pins_refused, tests.cancels,
                 tests.changed_since, tests.unwritable, tests.interrupted,
                 tests.time_becomes_effort):
        test()
    tests.shop.close(keep=tests.tally.failed > 0)
    return tests.tally.close()


if __name__ == "__main__":
    sys.exit(main())
