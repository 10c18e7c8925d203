"""The command line as the contract has it: exit codes, help, formats, revisions, interruptions.

    commands.py [GAHUNDA]
"""

import fcntl
import hashlib
import json
import os
import re
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

COMMANDS = ["new", "import", "check", "plan", "replan", "pin", "unpin", "cancel", "publish", "verify", "show",
            "diff", "rules", "explain"]
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


def wait_until_caught(pid, number):
    """A program that has hardly begun, on a busy machine, would be killed by a signal that it catches later."""
    for _ in range(600):
        with open("/proc/%d/status" % pid, encoding="ascii") as file:
            caught = re.search(r"^SigCgt:\s*([0-9a-f]+)", file.read(), re.M)
        if caught and int(caught.group(1), 16) >> (number - 1) & 1:
            return
        time.sleep(0.1)


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
        self.run(0, "new --from tiny", ["new", self.shop.folder("deep", "tiny/"), "--from", "tiny"])
        self.run(2, "new from nowhere", ["new", self.shop.folder("none"), "--from", "tinny"])
        self.expect(not os.path.exists(self.shop.folder("none")), "and no folder is left behind")
        self.run(3, "new where no folder can be", ["new", "/dev/null/conf"])
        for form in ("csv", "xlsx"):
            full = self.shop.folder("full-" + form, "below")
            # No file may be larger than 4 KiB, as if the disk were full by then.
            result = harness.run(["-c", 'trap "" XFSZ; ulimit -f 8; exec "$@"', "sh",
                                  harness.program(), "new", full, "--from", "kigali", "--as", form],
                                 exe="/bin/sh")
            self.expect(result.code == 3, "new on a full disk", result.said)
            self.expect(not os.path.exists(os.path.dirname(full)), "and nothing is left of it")
        os.mkdir(self.shop.folder("empty"), 0o700)
        os.symlink("empty", self.shop.folder("link"))
        self.run(0, "new in a folder that is empty", ["new", "."], cwd=self.shop.folder("link"))
        self.run(0, "which it still is", ["check", self.shop.folder("empty")])
        self.expect(os.stat(self.shop.folder("empty")).st_mode & 0o777 == 0o700, "and its own")

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
                     "changes.csv", "index.html", "schedule.xml", "schedule.json",
                     "programme.xlsx", "teams.csv"):
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
                         if name not in ("0001", "0002", "draft", "current", ".lock")],
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

    # -- what changed

    def diff(self):
        """Tiny, planned and published; three sessions changed in the sheets, planned afresh."""
        folder = self.shop.folder("diff")
        draft, two = (os.path.join(folder, "programme", name) for name in ("draft", "0002"))
        self.run(0, "new --from tiny", ["new", folder, "--from", "tiny"])
        self.run(2, "diff of nothing", ["diff", folder])
        self.run(2, "diff of no revision", ["diff", folder, "current"])
        self.plan(0, "plan", folder)
        alone = self.run(2, "diff of a draft alone", ["diff", folder])
        self.expect("the draft" in alone.err, "it says what there is", alone.said)
        self.run(0, "publish", ["publish", folder] + AT)
        same = self.run(0, "diff of what did not change", ["diff", folder])
        self.expect("no session changed; 0 people" in same.out, "and it says so", same.said)
        sessions = read(folder, "sessions.csv").decode().split("\n")
        for old, new in (("because", "because,was,cancelled"), ("yes,", "yes,,TALK"),
                         ("FERN,,2026-09-07", "AULA,,2026-09-07"),
                         ("TALK,Lake talk", "CHAT,Lake chat")):
            sessions = [line.replace(old, new) for line in sessions]
        sessions = [line + "rain,,yes" if line.startswith("AHW-2") else line for line in sessions]
        attends = read(folder, "attends.csv").decode().replace("TALK", "CHAT")
        write(folder, {"sessions": "\n".join(sessions), "attends": attends})
        self.plan(0, "plan --afresh of changed sheets", folder, "--afresh", "--seed", "3")
        told = self.told("diff of the draft", folder)
        self.expect((told["old"], told["new"]) == ("0001", "draft"), "the two are named", told)
        self.compare(told, os.path.join(folder, "programme", "0001"), draft)
        changed = {change["session"]: change for change in told["sessions"]}
        gone, chat = changed["AHW-2"], changed.get("CHAT", {"change": None})
        self.expect((gone["change"], gone["because"], gone["now"]) == ("cancelled", "rain", None),
                    "one is cancelled, and why", told["sessions"])
        self.expect(changed["PANEL"]["now"]["room"] == "AULA", "one has its new room",
                    told["sessions"])
        self.expect("TALK" not in changed and chat["change"] in (None, "moved", "room"),
                    "one that was renamed is the same", told["sessions"])
        self.run(0, "publish", ["publish", folder] + AT)
        self.expect(self.told("diff of two revisions", folder) == {**told, "new": "0002"},
                    "a draft that was published is told as the revision", told)
        self.mirrored(told, self.told("diff back", folder, "2", "0001"))
        self.diff_as_text(folder, told)
        self.diff_without_sheets(folder, told)
        os.remove(os.path.join(two, "attendance.csv"))
        bare = self.told("diff of a schedule alone", folder, "1", "2")
        self.expect((bare["has_people"], bare["people"]) == (False, []) and bare["sessions"],
                    "there are sessions, and no people", bare)
        result = self.run(0, "diff --person without people",
                          ["diff", folder, "1", "2", "--person", told["people"][0]["person"]])
        self.expect("not compared" in result.out, "it says that people are not compared", result.said)
        harness.write_bytes(os.path.join(two, "schedule.csv"), b'session\n"never closed')
        self.run(3, "diff of a damaged revision", ["diff", folder, "1", "2"])

    def told(self, what, folder, *words):
        result = self.run(0, what, ["diff", folder, *words, "--format", "json"])
        return json.loads(result.out)

    def compare(self, told, old, new):
        """What is told is what the two folders' tables and changes.csv say."""
        def held(folder):
            rows = oracle.read_csv(os.path.join(folder, "schedule.csv"))
            return {row["session"].replace("TALK", "CHAT"):
                    (row["date"], row["start"], row["end"], row["room"])
                    for row in rows if row["status"] == "planned"}
        def attended(folder):
            rows = oracle.read_csv(os.path.join(folder, "attendance.csv"))
            return {(row["person"], row["session"].replace("TALK", "CHAT")) for row in rows}
        was, now = held(old), held(new)
        theirs = [{key for key in attended(folder) if key[1] in places}
                  for folder, places in ((old, was), (new, now))]
        changed = {(person["person"], change["session"]): change["change"]
                   for person in told["people"] for change in person["changes"]
                   if change["change"] != "as"}
        expected = {}
        for key in theirs[0] | theirs[1]:
            before, after = (places.get(key[1]) if key in those else None
                             for places, those in ((was, theirs[0]), (now, theirs[1])))
            if before is None:
                expected[key] = "added" if key[1] in was else "new"
            elif after is None:
                expected[key] = "cancelled" if key[1] == "AHW-2" else "withdrawn"
            elif before != after:
                expected[key] = "room" if before[:3] == after[:3] else "moved"
        self.expect(changed == expected, "everybody is told what changed",
                    "%s\n%s" % (changed, expected))
        rows = oracle.read_csv(os.path.join(new, "changes.csv"))
        self.expect([(row["session"], row["change"], row["because"]) for row in rows
                     if row["change"] != "cover"]
                    == [(row["session"], row["change"], row["because"]) for row in told["sessions"]],
                    "it agrees with changes.csv", told["sessions"])

    def mirrored(self, told, back):
        other = {"moved": ["moved"], "room": ["room"], "as": ["as"], "cancelled": ["new"],
                 "new": ["withdrawn", "cancelled"], "added": ["withdrawn"],
                 "withdrawn": ["new", "added"]}
        def mirrors(here, there):
            return len(here) == len(there) and all(
                a["session"] == b["session"] and b["change"] in other[a["change"]]
                and (a["was"], a["now"]) == (b["now"], b["was"]) for a, b in zip(here, there))
        self.expect(mirrors(told["sessions"], back["sessions"])
                    and [person["person"] for person in told["people"]]
                    == [person["person"] for person in back["people"]]
                    and all(mirrors(a["changes"], b["changes"])
                            for a, b in zip(told["people"], back["people"])),
                    "there and back are mirrors", "%s\n%s" % (told, back))

    def diff_as_text(self, folder, told):
        text = self.run(0, "diff as text", ["diff", folder, "0001"])
        self.expect(text.out.startswith("0001 -> 0002\n") and "1 cancelled" in text.out
                    and "; because: rain" in text.out, "it begins with a summary", text.said)
        for person in told["people"]:
            self.expect(person["person"] in text.out, "%s is listed" % person["person"], text.said)
        full = self.run(0, "diff --people", ["diff", folder, "1", "2", "--people"])
        person = next(person for person in told["people"]
                      if any(change["change"] == "cancelled" for change in person["changes"]))
        one = self.run(0, "diff --person", ["diff", folder, "1", "current", "--person",
                                            person["person"]])
        block = one.out.split("\n", 2)[2]
        self.expect(block.startswith(person["person"]) and "cancelled" in block and block in full.out,
                    "one person's changes stand in everybody's", one.said)
        near = self.run(2, "diff --person of nobody",
                        ["diff", folder, "1", "2", "--person", "AND-2"])
        self.expect("AND-1" in near.err, "a near one is named", near.said)
        none = self.run(2, "diff of a revision that is none", ["diff", folder, "1", "7"])
        self.expect("0001, 0002" in none.err, "it says which there are", none.said)
        self.run(3, "diff where no folder is", ["diff", self.shop.folder("nowhere")])

    def diff_without_sheets(self, folder, told):
        """The sheets have lost people, lost a session, and are wrong."""
        for name in ("people", "roles", "delegations"):
            os.remove(os.path.join(folder, name + ".csv"))
        sessions = read(folder, "sessions.csv").decode().split("\n")
        sessions = [line for line in sessions if not line.startswith("PANEL")]
        write(folder, {"sessions": "\n".join(sessions), "rooms": "room,seats\nA,-10\n"})
        self.run(2, "check of wrong sheets", ["check", folder])
        self.expect(self.told("diff beside wrong sheets", folder, "1", "2")
                    == {**told, "new": "0002"}, "sheets that changed do not change it")
        text = self.run(0, "diff beside wrong sheets, as text", ["diff", folder, "1", "2"])
        self.expect("who pays for water?" in text.out, "a session that is gone has its title",
                    text.said)

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

    def nights(self):
        """Without hours any time of day is as good: the plan says so, and with them, or a start of its own, nothing."""
        folder = self.shop.folder("nights")
        words = "2 sessions are held before 07:00 or after 22:00"
        late = {**CROWDED, "conference": CROWDED["conference"].replace("hours,09:00-10:00\n", ""),
                "rooms": "room,seats,open\nA,10,* 22:00-24:00\n"}
        write(folder, late)
        said = self.plan(0, "a plan without hours", folder).err
        self.expect(words in said and "a row like hours,08:00-18:00" in said, "sessions by night are told", said)
        write(folder, {**late, "sessions": "session,title,minutes,start\nONE,One,60,2026-06-01T22:00\n"})
        said = self.plan(0, "a plan with a start at night", folder).err
        self.expect("22:00" not in said, "who asks for the night gets it", said)
        write(folder, {**late, "conference": CROWDED["conference"].replace("09:00-10:00", "00:00-24:00"),
                       "sessions": CROWDED["sessions"]})
        said = self.plan(0, "a plan with hours of day and night", folder).err
        self.expect("22:00" not in said, "hours are taken at their word", said)

    def impossible(self):
        """A session too long for the only hour, and one with too many people for the only room."""
        folder = self.shop.folder("impossible")
        write(folder, {**CROWDED, "sessions": "session,title,minutes,attendance\n"
                                              "LONG,Long,90,\nFULL,Full,60,11\n"})
        result = self.run(4, "check of what is impossible", ["check", folder])
        for words in ("LONG (Long) has no place", "the conference's hours, 2026-06-01 09:00 to 10:00 "
                      "(conference row 8, hours)", "FULL (Full) has no place",
                      "FULL has a room with seats for 11: no room (sessions row 3, attendance)"):
            self.expect(words in result.out, "it says: " + words, result.said)
        result = self.run(4, "the same as JSON", ["check", folder, "--format", "json"])
        proofs = json.loads(result.out)["impossible"]
        self.expect([(proof["sessions"], [(demand["sheet"], demand["row"], demand["column"])
                                         for demand in proof["demands"]]) for proof in proofs]
                    == [(["LONG"], [("sessions", 2, "session"), ("conference", 8, "hours")]),
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
        for words in ("these 2 sessions cannot all be held: ONE (One), TWO (Two), and each of these is a "
                      "reason",
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

    def explain_imported(self):
        """What is kept of a programme made elsewhere says nothing of its costs."""
        folder = self.shop.folder("explain-imported")
        write(folder, {**CROWDED, "sessions": "session,title,minutes\nONE,One,60\n"})
        write(os.path.join(folder, "programme", "0001"), {
            "schedule": "session,date,start,end,room,teams,status\n"
                        "ONE,2026-06-01,09:00,10:00,A,,planned\n"})
        refused = self.run(2, "explain a session of it", ["explain", folder, "ONE"])
        result = self.run(0, "explain all of it", ["explain", folder])
        for words in (refused.err, result.out):
            self.expect("made elsewhere" in words and "gahunda replan makes" in words,
                        "it says what makes one that can be explained", words)

    def not_known(self):
        """Twelve sessions of 725 minutes all in all, in a room that is open for 720: too many to try
        all orders, and counting sees no more than that each finds some time."""
        folder = self.shop.folder("not-known")
        minutes = [55, 65, 50, 70, 45, 75, 60, 60, 55, 65, 50, 75]
        write(folder, {**CROWDED,
                       "conference": CROWDED["conference"].replace("09:00-10:00", "08:00-20:00"),
                       "sessions": "session,title,minutes\n"
                                   + "".join("S%d,Part %d,%d\n" % (number, number, long)
                                             for number, long in enumerate(minutes))})
        result = self.run(1, "explain what is neither placed nor proved", ["explain", folder])
        for words in ("not known whether all sessions can be held", "gahunda plan searches longer"):
            self.expect(words in result.out, "it says: " + words, result.said)
        self.expect("impossible:" not in result.out and "(Part " in result.out,
                    "a session is named, and nothing called impossible", result.said)

    def ways_out(self):
        """The cheapest ways are to let go of a feature, of both where both are nowhere."""
        folder = self.shop.folder("ways-out")
        write(folder, {**CROWDED, "sessions": "session,title,minutes,features,attendance\n"
                                              "ONE,One,60,stage;organ,10\n"})
        result = self.run(4, "explain the impossible", ["explain", folder, "--format", "json"])
        formula = os.path.join(folder, "formula")
        both = self.run(4, "the same, with a formula", ["explain", folder, "--format", "json",
                                                        "--dimacs", formula])
        self.expect(both.out == result.out and os.path.exists(formula), "it is told and written",
                    both.said)
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
                                                        "2026-06-02 10:00", "--because", "\u00e0; \"b\""])
        self.expect(changes == [{"session": "ONE", "change": "pinned", "start": "2026-06-02T10:00",
                                 "room": one["room"], "because": "\u00e0; \"b\""}],
                    "the room stays pinned", result.said)
        self.run(0, "pin a room of a group", ["pin", folder, "kind:panel;-ONE", "--in", "B"])
        self.expect(read(folder, "pins.csv").decode() == "session,start,room,because\n"
                    "ONE,2026-06-02T10:00,%s,\"\u00e0; \"\"b\"\"\"\nTWO,,B,\n" % one["room"],
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

    # -- what is frozen

    def frozen(self):
        """ONE has begun and TWO is to begin when the sheets change; THREE is tomorrow."""
        folder = self.shop.folder("frozen")
        draft = os.path.join(folder, "programme", "draft")
        at = ["--at", "2026-06-01T10:00"]
        write(folder, {**TOWN, "pins": "session,start,room\nONE,2026-06-01T09:30,A\n"
                                       "TWO,2026-06-01T13:00,A\nTHREE,2026-06-02T09:00,B\n"})
        self.plan(0, "plan", folder)
        self.run(0, "publish", ["publish", folder] + AT)
        write(folder, {"pins": "session,start,room\nONE,2026-06-02T15:00,A\n",
                       "sessions": TOWN["sessions"] + "\r\nA;Four;FOUR;60;"})
        self.run(0, "replan", ["replan", folder, "--effort", 10000] + at)
        result = self.run(0, "verify of what was re-planned", ["verify", folder])
        self.expect("note: start: ONE (2026-06-01 09:30-10:30, A) is pinned to 2026-06-02 15:00; "
                    "began before 2026-06-01 10:00; stays" in result.out, "what has begun is noted",
                    result.said)
        kept = {name: read(draft, name) for name in ("schedule.csv", "manifest.json",
                                                     "schedule.xml", "schedule.json")}
        self.move(draft, "THREE", "2026-06-02", "10:00")
        self.run(0, "verify where a session moved that is not frozen", ["verify", folder])
        for session, date, start, said in (
                ("TWO", "2026-06-02", "16:00", "TWO (2026-06-02 16:00-17:00, B) was at 2026-06-01 "
                 "13:00 in A in revision 0001, and was frozen up to 2026-06-02 00:00"),
                ("ONE", "2026-06-02", "16:00", "and had begun by 2026-06-01 10:00"),
                ("THREE", "2026-06-01", "09:00", "and is before 2026-06-01 10:00")):
            for name, data in kept.items():
                harness.write_bytes(os.path.join(draft, name), data)
            self.move(draft, session, date, start)
            result = self.run(1, "verify where %s moved" % session,
                              ["verify", folder, "--format", "json"])
            findings = [finding for finding in json.loads(result.out)["findings"]
                        if finding["rule"] == "frozen"]
            self.expect(len(findings) == 1 and session in findings[0]["sentence"]
                        and said in findings[0]["sentence"], "it finds that", result.said)
        for name, data in kept.items():
            harness.write_bytes(os.path.join(draft, name), data)
        self.run(0, "publish it later", ["publish", folder, "--at", "2026-06-01T21:00"])
        self.run(0, "verify of the revision", ["verify", folder, "0002"])
        self.too_late(folder, draft)
        self.plan(0, "plan --afresh", folder, "--afresh", "--seed", "2")
        result = self.run((0, 1), "verify of a plan from scratch", ["verify", folder])
        self.expect("frozen:" not in result.out, "nothing is frozen in it", result.said)

    def replan(self):
        """A room is closed on the morning that ONE has there; what moves is told, and why."""
        folder = self.shop.folder("replan")
        draft = os.path.join(folder, "programme", "draft")
        write(folder, {**TOWN, "pins": "session,start,room\nONE,2026-06-01T09:30,A\n"
                                       "TWO,2026-06-01T13:00,A\nTHREE,2026-06-02T09:00,B\n"})
        result = self.run(2, "replan before there is a revision", ["replan", folder] + AT)
        self.expect("no published revision yet: gahunda plan" in result.err, "it says so", result.said)
        self.plan(0, "plan", folder)
        self.run(0, "publish", ["publish", folder] + AT)
        result = self.run(2, "plan after a revision", ["plan", folder] + AT)
        self.expect("gahunda replan" in result.err, "the word replan", result.said)
        result = self.run(0, "replan of the same sheets", ["replan", folder] + AT)
        self.expect("nothing moved\nnothing changed only its room\n" in result.out, "nothing moves",
                    result.said)
        for name in ("schedule.csv", "attendance.csv", "speeches.csv"):
            self.expect(read(draft, name) == read(folder, "programme", "0001", name),
                        "%s has the same bytes" % name)
        write(folder, {"rooms": "room,seats,open\nA,10,2026-06-01 12:00-24:00;2026-06-02\nB,20,\n",
                       "pins": "session,start,room\nONE,,A\n"})
        before = harness.tree(draft)
        result = self.run(0, "replan --dry-run", ["replan", folder, "--dry-run", "--effort", 5000] + AT)
        self.expect("1 session moved, 1 people: proved least\n" in result.out
                    and "nothing was written" in result.out, "it tells the price", result.said)
        self.expect(harness.tree(draft) == before, "and writes nothing")
        result = self.run(0, "replan", ["replan", folder, "--effort", 5000, "--format", "json"] + AT)
        told = json.loads(result.out)
        self.expect(told["moved"] == {"sessions": 1, "counted": 1, "bound": 1, "proved": True}
                    and [change["session"] for change in told["changed"]] == ["ONE"], "as JSON", result.out)
        changes = oracle.read_csv(os.path.join(draft, "changes.csv"))
        self.expect([(row["session"], row["change"]) for row in changes] == [("ONE", "moved")]
                    and "room A is not open" in changes[0]["because"]
                    and "it cannot stay, whatever else moves" in changes[0]["because"],
                    "changes.csv says why", str(changes))
        with open(os.path.join(draft, "manifest.json"), encoding="utf-8") as file:
            certificate = json.load(file)["certificate"]
        self.expect(certificate["moved"]["proved"] is True and certificate["least"] == "people",
                    "the manifest certifies it", str(certificate))
        self.run(0, "verify", ["verify", folder])
        self.run(0, "publish the change", ["publish", folder] + AT)
        rows = oracle.read_csv(os.path.join(folder, "programme", "0002", "changes.csv"))
        self.expect(rows == changes, "the revision keeps the reason", str(rows))
        self.close_all_morning(folder)
        result = self.run(4, "replan --keep what cannot stay",
                          ["replan", folder, "--keep", "ONE", "--effort", 5000] + AT)
        self.expect("impossible:" in result.out, "it is proved", result.said)
        for words, said in ((["--keep", "NONE"], "NONE"), (["--least", "rooms"], "--least takes people"),
                            (["--as", "0007"], "0007"), (["--slack", "-3"], "0 or more")):
            result = self.run(2, " ".join(words), ["replan", folder] + words + AT)
            self.expect(said in result.err, "it says what is wrong", result.said)

    def close_all_morning(self, folder):
        """No room that ONE could have is open where ONE is now."""
        row = next(row for row in oracle.read_csv(
            os.path.join(folder, "programme", "0002", "schedule.csv")) if row["session"] == "ONE")
        other = "2026-06-02" if row["date"] == "2026-06-01" else "2026-06-01"
        write(folder, {"rooms": "room,seats,open\nA,10,%s\nB,20,\n" % other})

    def too_late(self, folder, draft):
        """Back to an older revision, of which one start has passed by then."""
        write(folder, {"pins": "session,start,room\nONE,2026-06-02T15:30,A\n"})
        self.run(0, "replan before the conference", ["replan", folder, "--effort", 10000] + AT)
        self.run(0, "publish", ["publish", folder] + AT)
        write(folder, {"pins": "session,start,room\n"})
        self.run(0, "replan --as", ["replan", folder, "--as", "0001", "--effort", 10000, "--at",
                                    "2026-06-01T10:00"])
        self.run(0, "verify of what went back", ["verify", folder])
        rows = {row["session"]: row["date"] for row in oracle.read_csv(
            os.path.join(draft, "schedule.csv"))}
        self.expect(rows["ONE"] == "2026-06-02", "nothing is put into the past", str(rows))

    def move(self, draft, session, date, start):
        """Puts an hour's session elsewhere, into room B, as who edits the files too well would."""
        path = os.path.join(draft, "schedule.csv")
        header, *rows = harness.read_rows(path)
        for row in rows:
            if row[0] == session:
                row[1:5] = [date, start, "%02d:%s" % (int(start[:2]) + 1, start[3:]), "B"]
        rows.sort(key=lambda row: (not row[2], row[1], row[2], row[4], row[0]))
        text = "".join(",".join('"%s"' % cell if "," in cell else cell for cell in row) + "\n"
                       for row in [header] + rows).encode()
        harness.write_bytes(path, text)
        made = json.loads(read(draft, "manifest.json"))
        made["files"]["schedule.csv"] = hashlib.sha256(text).hexdigest()
        for name in ("schedule.xml", "schedule.json"):  # they would tell of the place before
            made["files"].pop(name, None)
            if os.path.exists(os.path.join(draft, name)):
                os.remove(os.path.join(draft, name))
        harness.write_bytes(os.path.join(draft, "manifest.json"), json.dumps(made).encode())

    # -- who may write, and when

    def overtaken(self):
        """A draft is published on the revision that it was made on, and on no other."""
        folder, _ = self.town("overtaken")
        programme = os.path.join(folder, "programme")
        self.run(0, "publish", ["publish", folder] + AT)
        result = self.run(2, "publish the same draft again", ["publish", folder] + AT)
        self.expect("made when there was no revision, and 0001 is now: gahunda replan"
                    in result.err, "it says what overtook it", result.said)
        self.plan(0, "plan --afresh", folder, "--afresh")
        kept = self.shop.folder("kept-draft")
        shutil.copytree(os.path.join(programme, "draft"), kept)
        self.run(0, "publish a plan from scratch", ["publish", folder] + AT)
        shutil.rmtree(os.path.join(programme, "draft"))
        shutil.copytree(kept, os.path.join(programme, "draft"))
        result = self.run(2, "publish an older draft", ["publish", folder] + AT)
        self.expect("revision 0001 was the newest, and 0002 is now" in result.err, "it says so",
                    result.said)
        self.expect(os.readlink(os.path.join(programme, "current")) == "0002"
                    and not os.path.exists(os.path.join(programme, "0003")), "nothing is written")

    def half_written(self):
        """What a run that was cut off left is no revision, and the next run takes it away."""
        folder, _ = self.town("half-written")
        programme = os.path.join(folder, "programme")
        self.run(0, "publish", ["publish", folder] + AT)
        revision = os.path.join(programme, "0001")
        self.expect(not [path for path in harness.tree(revision)
                         if os.stat(os.path.join(revision, path)).st_mode & 0o222],
                    "files of a revision are read-only")
        left = os.path.join(programme, ".gahunda-new-99999-0")
        shutil.copytree(revision, left)
        os.remove(os.path.join(left, "manifest.json"))
        os.symlink("0002", os.path.join(programme, ".gahunda-new-current"))
        result = self.run(2, "verify of a revision that is not done", ["verify", folder, "0002"])
        self.expect("there is 0001 and the draft" in result.err, "it is none", result.said)
        self.run(0, "verify of the newest", ["verify", folder, "current"])
        self.run(0, "replan", ["replan", folder, "--effort", 1000] + AT)
        self.run(0, "publish the next", ["publish", folder] + AT)
        self.expect(sorted(os.listdir(programme)) == [".lock", "0001", "0002", "current", "draft"]
                    and os.readlink(os.path.join(programme, "current")) == "0002",
                    "what was left is gone", str(sorted(os.listdir(programme))))

    def locked(self):
        """While one writes, others that would are sent away, and readers are not."""
        folder, _ = self.town("locked")
        self.run(0, "publish", ["publish", folder] + AT)
        before = harness.tree(folder)
        writers = [["plan", folder, "--afresh"] + AT, ["replan", folder] + AT,
                   ["publish", folder] + AT, ["pin", folder, "ONE"], ["unpin", folder, "--all"],
                   ["cancel", folder, "ONE"]]
        with open(os.path.join(folder, "programme", ".lock"), "r+", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for words in writers:
                result = self.run(3, "%s beside another" % words[0], words)
                self.expect("another gahunda is writing in %s: try again when it is done" % folder
                            in result.err and not result.out, "a sentence", result.said)
            lock.write("since 2026-05-01 08:00:00, process 123")
            lock.flush()
            result = self.run(3, "plan beside one that signed", writers[0])
            self.expect("%s (since 2026-05-01 08:00:00, process 123): try again" % folder
                        in result.err, "it says who", result.said)
            for words in (["check", folder], ["show", folder], ["verify", folder, "0001"],
                          ["diff", folder], ["replan", folder, "--dry-run", "--effort", 100] + AT):
                self.run(0, "%s beside another" % words[0], words)
            lock.truncate(0)
        self.expect(harness.tree(folder) == before, "nothing is written")
        self.plan(0, "plan when it is done", folder, "--afresh")

    def signed(self):
        """A long plan signs the lock; one that is killed leaves none behind."""
        generate.make(4, self.shop.folder("signed"))
        folder = self.shop.folder("signed", "sheets")
        session = oracle.read_csv(os.path.join(folder, "sessions.csv"))[0]["session"]
        command = [harness.program(), "plan", folder, "--effort", "100000000000"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            path, until = os.path.join(folder, "programme", ".lock"), time.monotonic() + 60
            while not (os.path.exists(path) and os.path.getsize(path)) and time.monotonic() < until:
                time.sleep(0.05)
            result = self.run(3, "cancel beside a plan", ["cancel", folder, session])
            self.expect("process %d)" % child.pid in result.err, "it says who", result.said)
            child.kill()
        self.run(0, "cancel after a plan that was killed", ["cancel", folder, session])

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
                wait_until_caught(child.pid, number)
                time.sleep(2)
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

    def saved_meanwhile(self):
        """A sheet that is saved while plan searches is not what the draft was made of."""
        folder = self.shop.folder("saved")
        shutil.copytree(os.path.join(harness.EXAMPLES, "kigali"), folder)
        command = [harness.program(), "plan", folder, "--effort", "100000000000", "--at",
                   "2022-05-01T08:00"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            wait_until_caught(child.pid, signal.SIGINT)
            with open(os.path.join(folder, "conference.csv"), "a", encoding="utf-8") as file:
                file.write("\n")
            child.send_signal(signal.SIGINT)
            child.wait(timeout=120)
        result = self.run(2, "publish after a sheet was saved meanwhile",
                          ["publish", folder, "--incomplete", "--at", "2022-05-01T08:00"])
        self.expect("have changed" in result.err and "conference.csv" in result.err,
                    "it says which sheet", result.said)

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
    for test in (tests.help_and_mistakes, tests.rules, tests.new, tests.life, tests.diff, tests.incomplete, tests.nights,
                 tests.impossible, tests.impossible_together, tests.explain, tests.explain_imported,
                 tests.not_known, tests.ways_out,
                 tests.pins, tests.pins_from_schedules, tests.pins_refused, tests.cancels,
                 tests.changed_since, tests.replan, tests.frozen, tests.overtaken, tests.half_written, tests.locked,
                 tests.signed, tests.unwritable, tests.interrupted, tests.saved_meanwhile,
                 tests.time_becomes_effort):
        test()
    tests.shop.close(keep=tests.tally.failed > 0)
    return tests.tally.close()


if __name__ == "__main__":
    sys.exit(main())
