"""Kigali from sheets to calendars: what issue and contract promise of the real conference.

    kigali.py [GAHUNDA] [EFFORT]

Plans and publishes a copy of input/examples/kigali and looks at what came out.  Where the shared
material is there (GAHUNDA_SHARED, or ../shared beside the checkout), its wanted_clash.py and its
calendar lint are run as well.
"""

import collections
import json
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import oracle

EFFORT = 2000000
SEEDS = 3
LITTLE = 20000  # steps for each of them
N_DELEGATES = 2152
N_ON_SITE = 1304
TWICE = {"AC-136", "SM-060"}  # two speakers each, and one person


def timed(words, tally, what):
    before = time.monotonic()
    result = harness.run(words, seconds=600)
    print("%s: %.1f s" % (what, time.monotonic() - before))
    tally.expect(result.code == 0, what, result.said)
    return result


def sheets(tally, conference):
    delegates = [row for row in conference.sheet["people"]
                 if (row.get("kind") or "delegate") == "delegate"]
    tally.expect(len(delegates) == N_DELEGATES, "%d delegates in the sheet (%d)"
                 % (N_DELEGATES, len(delegates)))
    on_site = sum(not oracle.yes(row.get("remote")) for row in delegates)
    tally.expect(on_site == N_ON_SITE, "%d of them on site (%d)" % (N_ON_SITE, on_site))
    tally.expect(len(conference.delegations) == 534, "534 delegations")
    tally.expect(len(conference.sessions) >= 321 + 16, "at least 337 sessions (%d)"
                 % len(conference.sessions))
    return [row["person"] for row in delegates]


def placed(tally, conference, folder):
    programme = conference.read_programme(folder)
    missing = [session.id for session in conference.sessions.values()
               if session.id not in programme.placed and not session.optional
               and not session.cancelled]
    tally.expect(not missing, "every mandatory session is placed", " ".join(missing))
    found = conference.check(programme)
    tally.expect(not found, "the oracle finds nothing", "\n".join("%s: %s" % f for f in found[:12]))
    faults = list(harness.form_faults(conference, folder))
    tally.expect(not faults, "the files have the contract's form", "\n".join(faults[:12]))
    return programme


def speeches(tally, conference, folder):
    rows = oracle.read_csv(os.path.join(folder, "speeches.csv"))
    theme = {row["session"]: row.get("theme", "") for row in conference.sheet["sessions"]}
    per_panel = collections.Counter(row["session"] for row in rows)
    tally.expect(len(per_panel) == 10 and set(per_panel.values()) == {15},
                 "15 speeches in each of ten panels", str(dict(per_panel)))
    per_person = collections.Counter(row["speaker"] for row in rows)
    twice = {person for person, n in per_person.items() if n == 2}
    tally.expect(set(per_person.values()) <= {1, 2} and
                 {conference.people[person].delegation for person in twice} == TWICE and
                 len(twice) == 2, "each speaker once, the one person of AC-136 and SM-060 twice",
                 str({person: n for person, n in per_person.items() if n > 1}))
    on_theme = sum(row["theme"] in oracle.items(theme[row["session"]]) for row in rows)
    print("on theme: %d of %d" % (on_theme, len(rows)))
    tally.expect(on_theme >= 134, "at least 134 of 150 on theme (%d)" % on_theme)


def attendance(tally, conference, programme, folder):
    rows = oracle.read_csv(os.path.join(folder, "attendance.csv"))
    words = {"must", "should", "may", "covers", "speaker"}
    words |= {row["role"] for row in conference.sheet["roles"]}
    odd = [row for row in rows if row["as"] not in words]
    tally.expect(not odd, "as is a role or a word of the contract", str(odd[:3]))
    odd = [row for row in rows if row["person"] not in conference.people
           or row["session"] not in programme.placed]
    tally.expect(not odd, "only people of the sheets, only placed sessions", str(odd[:3]))
    have = {(row["person"], row["session"], row["as"]) for row in rows}
    wanted = {(person.id, session, role) for person in conference.people.values()
              for session, roles in person.roles.items() if session in programme.placed
              for role in roles}
    tally.expect(wanted <= have, "every role of a placed session is in attendance.csv",
                 str(sorted(wanted - have)[:5]))
    talks = {(entry[0], entry[1], "speaker") for entry in programme.speeches}
    tally.expect(talks <= have, "every speech too", str(sorted(talks - have)[:5]))
    covers = sorted((person, session) for person, session, role in have if role == "covers")
    by_person = collections.defaultdict(list)
    for person, session in covers:
        by_person[person].append(programme.placed[session])
    double = [(person, one.id, other.id) for person, those in by_person.items()
              for one in those for other in those if one.id < other.id and oracle.clash(one, other)]
    tally.expect(not double, "nobody covers two sessions at once", str(double[:5]))
    strangers = [pair for pair in covers if not conference.people[pair[0]].delegation]
    tally.expect(not strangers, "who covers belongs to a delegation", str(strangers[:5]))
    print("attendance: %d rows, %d covers" % (len(rows), len(covers)))


def calendars(tally, folder, delegates):
    there = os.path.join(folder, "calendars")
    missing, empty = [], []
    for person in delegates:
        path = os.path.join(there, person + ".ics")
        if not os.path.isfile(path):
            missing.append(person)
            continue
        with open(path, "rb") as file:
            if b"BEGIN:VEVENT" not in file.read():
                empty.append(person)
    tally.expect(not missing, "every delegate has a calendar", " ".join(missing[:10]))
    tally.expect(not empty, "none of the %d calendars is empty" % len(delegates),
                 "%d: %s" % (len(empty), " ".join(empty[:10])))
    every = sorted(os.path.join(where, name) for where, _, files in os.walk(there)
                   for name in files)
    print("calendars: %d" % len(every))
    lint(tally, every)
    icalendar(tally, every[::25])


def lint(tally, every):
    tool = os.path.join(harness.shared() or "", "bench", "tools", "ical-lint.py")
    if not os.path.isfile(tool):
        tally.skip("calendar lint: there is no %s" % tool)
        return
    for at in range(0, len(every), 500):
        done = subprocess.run([sys.executable, tool] + every[at:at + 500], capture_output=True,
                              text=True, check=False)
        if done.returncode:
            tally.expect(False, "lint of calendars %d and on" % at, done.stdout[:1500])
            return
    tally.expect(True, "lint of every calendar")


def icalendar(tally, some):
    try:
        import icalendar as reader
    except ImportError:
        tally.skip("python3-icalendar is not installed")
        return
    for path in some:
        with open(path, "rb") as file:
            events = reader.Calendar.from_ical(file.read()).walk("VEVENT")
        uids = [str(event["UID"]) for event in events]
        if len(set(uids)) != len(uids) or any(event["DTEND"].dt <= event["DTSTART"].dt
                                              for event in events):
            tally.expect(False, "python3-icalendar finds events in order in %s" % path)
            return
    tally.expect(True, "python3-icalendar reads %d calendars" % len(some))


def wanted_clash(tally, folder):
    where = os.path.join(harness.shared() or "", "kigali")
    tool = os.path.join(where, "wanted_clash.py")
    if not os.path.isfile(tool):
        tally.skip("wanted clashes: there is no %s" % tool)
        return
    done = subprocess.run([sys.executable, tool, where, os.path.join(folder, "schedule.csv")],
                          capture_output=True, text=True, check=False)
    print("wanted_clash.py: " + done.stdout.strip())
    tally.expect(done.returncode == 0 and "weighted=" in done.stdout, "wanted_clash.py runs",
                 done.stderr[-500:])


def bound(tally, folder, said):
    """No programme costs less than the bound; it is told with its gap, and kept.  Returns it."""
    with open(os.path.join(folder, "programme", "draft", "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    gap = manifest["cost"] - manifest["bound"]
    tally.expect(manifest["bound"] > 0 and gap >= 0, "seed %d costs no less than the bound (%d, %d)"
                 % (manifest["seed"], manifest["cost"], manifest["bound"]))
    tally.expect("no programme costs less than %d: at most %d could still be saved"
                 % (manifest["bound"], gap) in said, "plan tells bound and gap", said)
    return manifest["bound"]


def main():
    rest = harness.arguments()
    effort = int(rest[0]) if rest else EFFORT
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("kigali")
    source = os.path.join(harness.EXAMPLES, "kigali")
    if not os.path.exists(os.path.join(source, "sessions.csv")):
        tally.skip("there is no example kigali")
        return tally.close()
    folder = shop.folder("kigali")
    shutil.copytree(source, folder)
    at = ["--at", harness.day_before(source)]
    timed(["check", folder], tally, "check")
    bounds = {bound(tally, folder, timed(["plan", folder, "--effort", some, "--seed", seed,
                                          "--threads", 1] + at, tally, "plan, seed %d" % seed).out)
              for seed, some in [(seed, LITTLE) for seed in range(2, SEEDS + 1)] + [(1, effort)]}
    tally.expect(len(bounds) == 1, "the bound is of the sheets, whatever the seed", bounds)
    timed(["publish", folder] + at, tally, "publish")
    timed(["verify", folder, "0001"], tally, "verify of the revision")
    revision = os.path.join(folder, "programme", "0001")
    conference = oracle.Conference(folder)
    delegates = sheets(tally, conference)
    programme = placed(tally, conference, revision)
    speeches(tally, conference, revision)
    attendance(tally, conference, programme, revision)
    calendars(tally, revision, delegates)
    wanted_clash(tally, revision)
    with open(os.path.join(revision, "manifest.json"), encoding="utf-8") as file:
        print("cost: %s" % json.dumps(json.load(file).get("cost"))[:1500])
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
