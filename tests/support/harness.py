"""What the scripts in tests/conferences share: finding the program, running it, counting.

    tally = harness.Tally ()
    result = harness.run (["check", folder])
    tally.expect (result.code == 0, "check of a good folder", result.said)
    sys.exit (tally.close ())
"""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLES = os.path.join(ROOT, "input", "examples")


def arguments():
    """Arguments without the program's path, which comes first where it is given."""
    rest = sys.argv[1:]
    return rest[1:] if rest and looks_like_program(rest[0]) else rest


def looks_like_program(word):
    """A path, or a file in this folder; the scripts' other arguments are numbers."""
    return os.sep in word or is_program(word)


def is_program(path):
    return os.path.isfile(path) and os.access(path, os.X_OK)


def program():
    """The program's path; ends the script where it is not there, as skipped if nobody named it."""
    named = (next((word for word in sys.argv[1:2] if looks_like_program(word)), None)
             or os.environ.get("GAHUNDA"))
    path = named or os.path.join(ROOT, "build", "gahunda")
    if not is_program(path):
        print("there is no program at %s; give its path as first argument" % path)
        print("0 passed, 1 failed" if named else "0 passed, 0 failed, 1 skipped")
        sys.exit(1 if named else 77)
    return os.path.abspath(path)


def shared():
    """The folder of shared material, or None."""
    path = os.environ.get("GAHUNDA_SHARED") or os.path.join(os.path.dirname(ROOT), "shared")
    return path if os.path.isdir(path) else None


class Result:
    def __init__(self, command, code, out, err):
        self.command, self.code, self.out, self.err = command, code, out, err
        self.said = "$ %s\nexit %s\n%s%s" % (" ".join(command), code, out[-1500:], err[-1500:])


def run(words, cwd=None, seconds=300, exe=None):
    command = [exe or program()] + [str(word) for word in words]
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, timeout=seconds,
                              stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        return Result(command, "none after %d s" % seconds, "", "")
    return Result(command, done.returncode, done.stdout.decode("utf-8", "replace"),
                  done.stderr.decode("utf-8", "replace"))


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def expect(self, good, what, said=""):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED: %s%s" % (what, "\n    " + said.strip().replace("\n", "\n    ")
                                    if said else ""), flush=True)
        return good

    def skip(self, what):
        self.skipped += 1
        print("skipped: %s" % what, flush=True)

    def close(self):
        print("%d passed, %d failed%s" % (self.passed, self.failed,
                                          ", %d skipped" % self.skipped if self.skipped else ""))
        if self.failed:
            return 1
        return 0 if self.passed else 77


class Workshop:
    """A temporary folder that stays behind only where something went wrong in it."""

    def __init__(self, name):
        self.path = tempfile.mkdtemp(prefix="gahunda-%s-" % name)

    def folder(self, *names):
        return os.path.join(self.path, *names)

    def close(self, keep=False):
        if keep:
            print("kept: %s" % self.path)
        else:
            shutil.rmtree(self.path, ignore_errors=True)


def day_before(conference_folder):
    """A moment for --at, a month before the conference: nothing has begun, nothing is frozen."""
    import datetime
    import oracle
    first = oracle.Conference(conference_folder).first
    return "%sT08:00" % (first - datetime.timedelta(days=30)).isoformat()


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_bytes(path, data):
    """Writes beside and renames, so that a hard link to the old bytes keeps them."""
    with open(path + ".new", "wb") as file:
        file.write(data)
    os.replace(path + ".new", path)


def tree(folder):
    """path -> digest, or link's target, of everything below a folder."""
    found = {}
    for where, folders, files in os.walk(folder):
        for name in sorted(folders + files):
            path = os.path.join(where, name)
            key = os.path.relpath(path, folder)
            if os.path.islink(path):
                found[key] = "-> " + os.readlink(path)
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    found[key] = hashlib.sha256(file.read()).hexdigest()
    return found


def rules_in(text):
    """Every value of a key "rule", at any depth of a JSON text."""
    found = []

    def walk(node):
        if isinstance(node, dict):
            found.extend(value for key, value in node.items()
                         if key == "rule" and isinstance(value, str))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads(text))
    return found


def form_faults(conference, folder):
    """What about schedule.csv, attendance.csv and speeches.csv is not as the contract has it."""
    rows = read_rows(os.path.join(folder, "schedule.csv"))
    wanted = ["session", "date", "start", "end", "room", "teams", "status", "title", "group"]
    if rows[0] != wanted:
        yield "schedule.csv has columns %s" % rows[0]
        return
    rows = [dict(zip(wanted, row)) for row in rows[1:]]
    expected = sorted(s.id for s in conference.sessions.values() if not s.reserve)
    if sorted(row["session"] for row in rows) != expected:
        yield "schedule.csv does not hold each session but reserves once"
    key = lambda row: (not row["start"],) + tuple(row[name].encode() for name in
                                                  ("date", "start", "room", "session"))
    if [key(row) for row in rows] != sorted(key(row) for row in rows):
        yield "schedule.csv is not sorted by date, start, room, session"
    for row in rows:
        yield from row_faults(conference, row)
    for name, wanted in (("attendance", ["person", "session", "as"]),
                         ("speeches", ["session", "start", "speaker", "minutes", "theme"])):
        table = read_rows(os.path.join(folder, name + ".csv"))
        if table[0] != wanted:
            yield "%s.csv has columns %s" % (name, table[0])
        elif len(set(map(tuple, table))) != len(table) and name == "attendance":
            yield "attendance.csv has a row twice"


def row_faults(conference, row):
    session = conference.sessions.get(row["session"])
    if not session:
        return
    status = "cancelled" if session.cancelled else "planned" if row["start"] else "unplaced"
    if row["status"] != status:
        yield "%s has status %s" % (session.id, row["status"])
    if row["title"] != session.title or row["group"] != session.group:
        yield "%s has another title or group" % session.id
    if bool(row["date"]) != bool(row["start"]) or bool(row["start"]) != bool(row["end"]):
        yield "%s has half a place" % session.id
    elif row["start"]:
        import oracle
        end = (oracle.clock(row["start"]) + session.minutes) % 1440
        if row["end"] != oracle.clock_text(end):
            yield "%s ends at %s" % (session.id, row["end"])
