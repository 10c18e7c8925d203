"""What befalls Kigali, and what re-planning makes of it: input/examples/kigali/scenarios.

    scenarios.py [GAHUNDA] [all|SCENARIO ...]

Publishes Kigali once.  Each scenario strikes a copy of it, and its patch must do what it says and
nothing else; then the copy is planned again at the time when it strikes.  Whatever comes of that,
what has begun or is frozen must stay where it can, changes must be told with their reasons, and
`verify` must find nothing wrong.  Without arguments one of them, else those named.
"""

import datetime
import json
import os
import re
import shutil
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import oracle

SCENARIOS = os.path.join(harness.EXAMPLES, "kigali", "scenarios")
STRIKE = os.path.join(SCENARIOS, "strike")
EFFORT = ["--effort", 200000, "--threads", 1]
KEYS = {"conference": "key", "rooms": "room", "groups": "group", "sessions": "session",
        "people": "person", "delegations": "delegation", "teams": "team", "pins": "session"}
# Wanted contradictions: proved, and the rest is planned all the same.
IMPOSSIBLE = {"01b-covid-third", "07-high-level-segment"}
# What a test run has time for.
USUAL = ["04-head-of-state-late"]
# What strikes a conference that another scenario has struck before.
BASES = {"11b-friday-rules-on": "11-friday-rules-off"}


def strike(*words):
    return harness.run(words, exe=STRIKE)


def sheet(folder, name):
    return oracle.read_csv(os.path.join(folder, name + ".csv"))


def moment(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M")


class Tests:
    def __init__(self):
        self.tally, self.shop = harness.Tally(), harness.Workshop("scenarios")
        self.kigali = self.shop.folder("kigali")

    def expect(self, good, what, said=""):
        return self.tally.expect(good, what, said)

    def run(self, code, what, words):
        result = harness.run(words, seconds=600)
        self.expect(result.code == code, "%s: exit %s" % (what, code), result.said)
        return result

    # -- the conference that is struck

    def publish_kigali(self, seed=1):
        self.run(0, "new", ["new", self.kigali, "--from", "kigali"])
        self.expect(not os.path.exists(os.path.join(self.kigali, "scenarios")),
                    "new hands out sheets, and no scenarios")
        at = ["--at", harness.day_before(self.kigali)]
        self.run(0, "plan", ["plan", self.kigali] + EFFORT + at + ["--seed", seed])
        return self.run(0, "publish", ["publish", self.kigali] + at).code == 0

    def scenario(self, name, at, replan):
        base = self.shop.folder(BASES[name]) if name in BASES else self.kigali
        folder = self.shop.folder(name)
        if self.strikes(name, at, base, folder) and replan:
            self.replans(name, at, folder)
        if name == "11b-friday-rules-on":
            self.friday_comes_back(folder)
        if name not in BASES.values() and not self.tally.failed:
            shutil.rmtree(folder)

    # -- patches

    def patched(self, name, folder, base):
        """The copy holds what the patch says, and is otherwise what it was."""
        patches = os.path.join(SCENARIOS, name)
        for file in sorted(os.listdir(base)):
            if file.endswith(".csv"):
                touched = [ending for ending in (".csv", ".remove.csv")
                           if os.path.exists(os.path.join(patches, file[:-4] + ending))]
                if touched:
                    self.patched_sheet(name, file[:-4], sheet(base, file[:-4]),
                                       sheet(folder, file[:-4]))
                else:
                    self.expect(harness.read_rows(os.path.join(base, file))
                                == harness.read_rows(os.path.join(folder, file)),
                                "%s: %s is as it was" % (name, file))

    def patched_sheet(self, name, which, before, after):
        patch = sheet(os.path.join(SCENARIOS, name), which)
        gone = sheet(os.path.join(SCENARIOS, name), which + ".remove")
        agrees = lambda row, cells: all(row.get(column) == cell for column, cell in cells.items()
                                        if cell)
        lost = [cells for cells in patch if not any(agrees(row, cells) for row in after)]
        self.expect(not lost, "%s: %s holds what the patch gives" % (name, which), str(lost[:3]))
        left = [row for row in after for cells in gone if agrees(row, cells)]
        self.expect(not [row for row in left if row not in patch],
                    "%s: %s is without what the patch takes out" % (name, which), str(left[:3]))
        key = KEYS.get(which)
        named = {row[key] for row in patch} if key else set()
        kept = [row for row in before if not any(agrees(row, cells) for cells in gone)
                and not (key and row[key] in named)]
        there = [{column: row.get(column, "") for column in kept[0]} for row in after]
        self.expect([row for row in there if row in kept] == kept,
                    "%s: the other rows of %s are as they were" % (name, which))

    def strikes(self, name, at, base, folder):
        result = strike(name, base, folder)
        if not self.expect(result.code == 0, "%s strikes" % name, result.said):
            return False
        self.expect(result.out.strip().endswith("gahunda replan %s --at %s" % (folder, at)),
                    "%s: the next command is told" % name, result.said)
        self.expect(os.path.islink(os.path.join(folder, "programme", "current")),
                    "%s: the copy has its revision" % name)
        self.patched(name, folder, base)
        return self.checks(name, folder)

    def checks(self, name, folder):
        code = 4 if name in IMPOSSIBLE else 0
        result = self.run(code, "%s: check" % name, ["check", folder])
        self.expect(("impossible:" if code else "no problems\n") in result.out + result.err,
                    "%s: check says so" % name, result.said)
        self.expect("column" not in result.err, "%s: every column is known" % name, result.said)
        return result.code == code

    def friday_comes_back(self, folder):
        for which in ("patterns", "sessions"):
            rows = [sorted(map(str, sheet(where, which))) for where in (folder, self.kigali)]
            self.expect(rows[0] == rows[1], "Friday's hours off and on leave %s as it was" % which)

    def mistakes(self):
        struck = self.shop.folder("struck")
        strike("02", self.kigali, struck)
        where = self.shop.folder("mistakes")
        os.mkdir(where)
        new = os.path.join(where, "new")
        for what, words, named in (
                ("a scenario that is none", ["13", self.kigali, new], "13"),
                ("a folder that is there", ["02", self.kigali, where], "there already"),
                ("a copy inside the conference", ["02", self.kigali, self.kigali + "/new"],
                 "inside"),
                ("a copy nowhere", ["02", self.kigali, new + "/new"], "cannot be made"),
                ("no conference", ["02", SCENARIOS, new], "conference.csv"),
                ("rows to take out that are not there", ["11b", self.kigali, new], "patterns"),
                ("a scenario that struck before", ["02", struck, new], "already"),
                ("a word too few", ["02", self.kigali], "needed")):
            result = strike(*words)
            self.expect(result.code == 2 and named in result.err and not result.out,
                        "%s: exit 2 and a sentence" % what, result.said)
            self.expect("Traceback" not in result.err, "%s: no traceback" % what, result.said)
        self.expect(not os.listdir(where), "mistakes leave nothing behind", str(os.listdir(where)))
        shutil.rmtree(struck)

    # -- planning again

    def replans(self, name, at, folder):
        last = os.path.realpath(os.path.join(folder, "programme", "current"))
        before = harness.tree(last)
        begun = time.monotonic()
        result = harness.run(["replan", folder, "--at", at] + EFFORT, seconds=600)
        seconds = time.monotonic() - begun
        # With other programmes than ours, what is frozen or late may leave others no place: proved.
        codes = (4,) if name in IMPOSSIBLE else (0, 1, 4)
        if not self.expect(result.code in codes, "%s: replan" % name, result.said):
            return
        self.expect(("impossible:" in result.out) == (result.code == 4),
                    "%s: exit 4 has its proof" % name, result.said)
        draft = os.path.join(folder, "programme", "draft")
        self.expect(harness.tree(last) == before, "%s: the last revision is as it was" % name)
        self.clean(name, folder, result.code)
        changes = [row for row in sheet(draft, "changes") if row["change"] != "cover"]
        self.told(name, changes, last, draft)
        self.stays(name, at, changes, folder, last)
        print("%s: exit %d, %d moved, %d other rooms, %d new, %d without a place, %.1f s"
              % ((name, result.code) + tuple(sum(row["change"] == kind for row in changes)
                                             for kind in ("moved", "room", "new", "withdrawn"))
                 + (seconds,)), flush=True)
        self.run(0, "%s: publish" % name, ["publish", folder, "--at", at]
                 + (["--incomplete"] if result.code else []))
        self.clean(name, folder, result.code, os.path.basename(
            os.path.realpath(os.path.join(folder, "programme", "current"))))

    def clean(self, name, folder, code, *revision):
        """`verify` finds nothing wrong; its exit code says whether anything is without a place."""
        result = self.run(1 if code else 0, "%s: verify" % name,
                          ["verify", folder, *revision, "--format", "json"])
        told = json.loads(result.out)
        self.expect(not told["findings"], "%s: verify finds nothing" % name, result.said)
        self.expect(bool(told["unplaced"]) == bool(code), "%s: exit %d is right" % (name, code),
                    result.said)

    def told(self, name, changes, last, draft):
        """changes.csv names each session whose place is another, once, with a reason."""
        places = [{row["session"]: (row["date"], row["start"], row["room"])
                   for row in sheet(where, "schedule") if row["status"] == "planned"}
                  for where in (last, draft)]
        other = sorted(session for session in set(places[0]) | set(places[1])
                       if places[0].get(session) != places[1].get(session))
        self.expect(sorted(row["session"] for row in changes) == other,
                    "%s: changes.csv has what changed" % name,
                    "%s\n%s" % (other, [row["session"] for row in changes]))
        mute = [row["session"] for row in changes if not row["because"]]
        self.expect(not mute, "%s: every change has its reason" % name, " ".join(mute))

    def stays(self, name, at, changes, folder, last):
        """What has begun stays; what is frozen too, where it can; notice is kept."""
        conference = oracle.Conference(folder)
        freeze = datetime.time.fromisoformat(conference.key["freeze"])
        now = moment(at)
        days = 2 if now.time() >= freeze else 1
        thaw = datetime.datetime.combine(now.date(), datetime.time()) + datetime.timedelta(days)
        soon = now + datetime.timedelta(minutes=int(conference.key["notice_minutes"]))
        may_move = cannot_stay(conference, last)
        moved, stirred, sudden = [], [], []
        for row in changes:
            session = conference.sessions[row["session"]]
            was, start = (moment(row[side][:16].replace(" ", "T")) if row[side] else None
                          for side in ("was", "now"))
            told = "%(session)s,%(change)s,%(was)s,%(now)s,%(because)s" % row
            if was and was < now:
                moved.append(told)
            elif was and was < thaw and session.id not in may_move:
                stirred.append(told)
            elif start and start != was and start < soon and session.start is None:
                sudden.append(told)
        self.expect(not moved, "%s: what has begun stays" % name, "\n".join(moved))
        self.expect(not stirred, "%s: what is frozen and can stay does" % name, "\n".join(stirred))
        self.expect(not sudden, "%s: notice is given" % name, "\n".join(sudden))


def cannot_stay(conference, last):
    """Sessions that break a rule of today's sheets where they were, beside what is fixed now."""
    programme = conference.read_programme(last)
    changed = set()
    for session in conference.sessions.values():
        was = programme.placed.get(session.id)
        if session.start is not None and (was is None or was.start != session.start):
            changed.add(session.id)
            conference.place(programme, session.id, session.start, was.room if was else "",
                             was.teams if was else [])
    for _, sentence in conference.check(programme):
        changed.update(word for word in re.findall(r"[\w-]+", sentence)
                       if word in conference.sessions)
    for limit in conference.limits:
        if limit.level == "hard" and conference.usage(limit, programme) > limit.most:
            changed |= limit.of
    return changed


def has_replan():
    return bool(re.search(r"^\s+replan\b", harness.run(["--help"]).out, re.MULTILINE))


def chosen(listed):
    """(name, at) of the scenarios that the command line names, and of those that they follow."""
    named = set(harness.arguments() or USUAL)
    named |= {BASES[name] for name in named if name in BASES}
    scenarios = [line.split()[:2] for line in listed.splitlines()]
    return [(name, at) for name, at in scenarios if "all" in named or name in named]


def main():
    harness.program()
    tests = Tests()
    listed = strike("--list")
    tests.expect(listed.code == 0 and len(listed.out.splitlines()) >= 12,
                 "strike lists at least twelve scenarios", listed.said)
    replan = has_replan()
    if not replan:
        tests.tally.skip("planning again: gahunda has no replan")
    if tests.publish_kigali():
        before = harness.tree(tests.kigali)
        tests.mistakes()
        for name, at in chosen(listed.out):
            tests.scenario(name, at, replan)
        tests.expect(harness.tree(tests.kigali) == before, "what is copied stays as it was")
    tests.shop.close(keep=tests.tally.failed > 0)
    return tests.tally.close()


if __name__ == "__main__":
    sys.exit(main())
