"""What people and scripts see on a terminal and in a pipe: terminal.py [GAHUNDA]

`show` of a day as a grid, colours and NO_COLOR, texts that would command a terminal, progress, the
manual page, completion, and that JSON.md says what `--format json` prints.
"""

import fcntl
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import threading
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

AT = ["--at", "2026-05-01T08:00"]
LAST_BYTE = b"\0"  # no text of the program has it
MOST_LONGER = 5  # each time four times as long
SHAPES = os.path.join(harness.ROOT, "input", "command", "JSON.md")
SHEETS = {
    "conference": "key,value\nname,Town\nid,TOWN\ndomain,example.org\ntimezone,UTC\n"
                  "first_day,2026-06-01\nlast_day,2026-06-02\n",
    "rooms": "room,seats\nAULA,10\n\u5927\u5385,20\nCafe\u0301,20\n",
    "sessions": "session,title,minutes,start,room\n"
                "ONE,One,60,2026-06-01T09:00,AULA\n"
                "TWO,Two \u001b[31mred\u001b]0;title\u0007 \u202Eback,30,2026-06-01T10:00,AULA\n"
                "LONG-NAME-1,Short,15,2026-06-01T10:30,AULA\n"
                "LONG-NAME-2,Short,15,2026-06-01T10:45,AULA\n"
                "\u4F1A\u8BAE,Wide,120,2026-06-01T09:30,\u5927\u5385\n"
                "E\u0301TE\u0301,Marks,60,2026-06-01T12:00,Cafe\u0301\n"
                "LATE,Late,120,2026-06-01T13:00,\u5927\u5385\n"
                "WALK,Walk,60,2026-06-01T14:00,none\n",
}
# 09:00 to 15:00 in steps of five minutes; each id whole, in its bar or below.
GRID = """\
2026-06-01 Monday
     09:00       10:00       11:00       12:00       13:00       14:00       15:00
-    .           .           .           .           .           |WALK=======.
AULA |ONE========|TWO==|==|==.           .           .           .           .
                       LONG-NAME-1
                          LONG-NAME-2
Cafe\u0301 .           .           .           |E\u0301TE\u0301========.           .           .
\u5927\u5385 .     |\u4F1A\u8BAE===================      .           |LATE===================.
"""
# Two sessions that both need the only hour of the only room.
CROWDED = {
    "conference": "key,value\nname,Crowded\nid,CROWD\ndomain,example.org\ntimezone,UTC\n"
                  "first_day,2026-06-01\nlast_day,2026-06-01\nhours,09:00-10:00\n",
    "rooms": "room,seats\nA,10\n",
    "sessions": "session,title,minutes\nONE,One,60\nTWO,Two,60\n",
}
# Two sessions in a room that is too large, beside a larger one; and a speech.
ROOMY = {
    "conference": CROWDED["conference"].replace("-10:00", "-11:00"),
    "rooms": "room,seats\nA,1000\nB,2000\n",
    "sessions": "session,title,minutes,attendance\nONE,One,60,10\nTWO,Two,60,10\n",
    "people": "person,name\nP,Pat\n",
    "speeches": "speaker,session,minutes\nP,ONE,5\n",
}


def write(folder, sheets):
    os.makedirs(folder, exist_ok=True)
    for name, text in sheets.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            file.write(text)


def width(text):
    return sum(0 if unicodedata.combining(letter) else
               2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def on_terminal(words, columns, **more):
    """(exit, what a terminal of so many columns gets).

    This side keeps the terminal open and writes a last word when the program has ended: what is still on its way to a
    terminal that nobody holds any more may be lost.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment.update({"TERM": "xterm", **more})
    child = subprocess.Popen([harness.program()] + [str(word) for word in words], stdin=slave,
                             stdout=slave, stderr=slave, env=environment)
    said = bytearray()

    def read():
        while not said.endswith(LAST_BYTE):
            said.extend(os.read(master, 65536))

    reader = threading.Thread(target=read)
    reader.start()
    code = child.wait()
    os.write(slave, LAST_BYTE)
    reader.join()
    os.close(slave)
    os.close(master)
    return code, said[:-1].decode().replace("\r\n", "\n")


class Tests:
    def __init__(self):
        self.tally, self.shop = harness.Tally(), harness.Workshop("terminal")
        self.town = self.shop.folder("town")

    def expect(self, good, what, said=""):
        return self.tally.expect(good, what, said)

    def run(self, codes, *words):
        result = harness.run(words)
        self.expect(result.code in codes, "%s: exit %s" % (words[0], codes), result.said)
        return result

    # -- show

    def grid(self):
        write(self.town, SHEETS)
        self.run([0], "plan", self.town, "--effort", 1000, *AT)
        shown = self.run([0], "show", self.town, "2026-06-01").out
        self.expect(shown.startswith(GRID + "\n"), "the grid of a day", shown)
        self.expect("Two \u001b[31mred" in shown, "a pipe gets texts as they are")
        whole = self.run([0], "show", self.town).out
        self.expect("2026-06-01 Monday        8 sessions in   3 rooms, 09:00 to 15:00\n"
                    "8 sessions, 0 of them without a place, 0 cancelled\n" in whole,
                    "the overview counts", whole)
        self.expect("nothing" in self.run([0], "show", self.town, "2026-06-02").out,
                    "a day on which nothing is held says so")
        for columns in (40, 80, 100, 160):
            _, said = on_terminal(["show", self.town, "2026-06-01"], columns, NO_COLOR="1")
            lines = said.split("\n\n")[0].split("\n")
            self.expect(max(map(width, lines)) <= columns, "the grid fits %d columns" % columns, said)
            self.expect(all(name in said.split("\n\n")[0] for name in ("LONG-NAME-1", "LONG-NAME-2", "WALK")),
                        "every id is whole in %d columns" % columns, said)

    def colours(self):
        words = ["show", self.town, "2026-06-01"]
        _, coloured = on_terminal(words, 100)
        self.expect("\x1b[7m|ONE========\x1b[0m" in coloured, "a terminal has colours", repr(coloured))
        plain = re.sub("\x1b\\[[0-9]*m", "", coloured)
        self.expect(plain.startswith(GRID), "colours say nothing that the text does not", plain)
        for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            _, said = on_terminal(words, 100, **more)
            self.expect("\x1b" not in said, "no colours with %s" % more, repr(said))
            self.expect("Two \uFFFD[31mred\uFFFD]0;title\uFFFD \uFFFDback" in said,
                        "a title cannot command a terminal", repr(said))

    # -- progress

    def progress(self):
        """A machine may be done before the first line of progress: it gets ever more to do until it is not."""
        folder = self.shop.folder("tiny")
        self.run([0], "new", folder)
        words, lines = ["plan", folder, "--threads", 1] + AT, []
        for effort in (800000 * 4 ** n for n in range(MOST_LONGER)):
            code, said = on_terminal(words + ["--effort", effort], 80)
            lines = [line for line in said.split("\r") if "moves/s" in line]
            self.expect(code == 0, "a terminal gets a programme", repr(said[:600]))
            if any(" s left" in line for line in lines):
                break
        self.expect(lines, "a terminal has progress", repr(said[:600]))
        for line in lines:
            found = re.fullmatch(r"\d+ s: \d+ without a place, cost \d+(, bound \d+)?, \d+k moves/s"
                                 r"(, \d+ s left)? *", line)
            self.expect(found and len(line) < 80, "progress is one line", repr(line))
        self.expect(any(" s left" in line for line in lines), "progress says how long it will take")
        _, quiet = on_terminal(words + ["--effort", effort, "--quiet"], 80)
        self.expect("moves/s" not in quiet, "--quiet has none", repr(quiet[:300]))

    # -- the manual, completion

    def manual(self):
        page = self.run([0], "--manual").out
        path = self.shop.folder("gahunda.1")
        with open(path, "w", encoding="utf-8") as file:
            file.write(page)
        top = self.run([0], "--help").out
        commands = re.findall(r"^  (\w+) ", top.split("Example:")[0], re.M)
        self.expect(len(commands) > 10, "there are commands", top)
        for command in commands:
            self.expect("\n.SS %s" % command in page, "the manual has %s" % command)
            for option in re.findall(r"--([a-z-]+)", self.run([0], command, "--help").out):
                self.expect(option == "help" or "\\-\\-" + option.replace("-", "\\-") in page,
                            "the manual has --%s of %s" % (option, command))
        if shutil.which("mandoc"):
            lint = subprocess.run(["mandoc", "-Tlint", path], capture_output=True, text=True,
                                  check=False)
            self.expect(lint.stdout + lint.stderr == "", "mandoc has nothing to say of the manual",
                        lint.stdout + lint.stderr)
        else:
            self.tally.skip("the manual is judged by mandoc: there is none")
        return commands

    def completed(self, script, *words):
        """What bash would offer for the last of the words."""
        quoted = " ".join("'%s'" % word for word in words)
        done = subprocess.run(
            ["bash", "--norc", "-c", "source '%s'; complete -p gahunda >/dev/null || exit 9; "
             "COMP_WORDS=(%s); COMP_CWORD=%d; _gahunda; printf '%%s\\n' \"${COMPREPLY[@]}\""
             % (script, quoted, len(words) - 1)],
            capture_output=True, text=True, check=False, cwd=self.shop.path)
        self.expect(done.returncode == 0 and not done.stderr, "bash completes %s" % quoted,
                    done.stderr)
        return done.stdout.split()

    def completion(self, commands):
        script = self.shop.folder("gahunda.bash")
        with open(script, "w", encoding="utf-8") as file:
            file.write(self.run([0], "--completion").out)
        offered = self.completed(script, "gahunda", "")
        self.expect(set(commands) <= set(offered), "every command is offered", str(offered))
        self.expect(self.completed(script, "gahunda", "pub") == ["publish"], "a command is completed")
        for command in commands:
            known = set(re.findall(r"--[a-z-]+", self.run([0], command, "--help").out))
            found = set(self.completed(script, "gahunda", command, "--"))
            self.expect(found and found <= known, "options of %s" % command, "%s\n%s" % (found, known))
        self.expect(self.completed(script, "gahunda", "replan", "x", "--least", "")
                    == ["people", "sessions"], "words that an option takes are offered")
        self.expect(self.completed(script, "gahunda", "plan", "--format", "j") == ["json"],
                    "and completed")
        self.expect(self.completed(script, "gahunda", "plan", "to") == ["town"], "folders are offered")
        self.expect(self.completed(script, "gahunda", "plan", "--seed", "t") == [],
                    "a number is nothing to offer")

    def close(self):
        self.shop.close(self.tally.failed > 0)
        return self.tally.close()


# ---- JSON --------------------------------------------------------------------------------------


def documented():
    """{section: set of paths} of JSON.md, with its parts put in."""
    parts, sections, name = {}, {}, None
    with open(SHAPES, encoding="utf-8") as file:
        for line in file:
            part = re.match(r"(\w+): ", line)
            if line.startswith("## "):
                name = line[3:].strip()
            elif part and name in ("Parts",) + tuple(parts):
                name = part[1]
                parts[name] = None
            elif line.startswith("|") and not line.startswith(("|---", "| member")):
                cells = line.strip().strip("|").split("|", 1)
                rows = sections.setdefault(name, [])
                rows += [(path, cells[1]) for path in re.findall("`([^`]+)`", cells[0]) or [""]]
    whole = {section: expand(sections, section) for section in sections}
    return {section: paths for section, paths in whole.items() if section not in parts}


def expand(sections, section):
    found = set()
    for path, text in sections[section]:
        if path:
            found.add(path)
        part = re.search(r"\*(\w+)\*", text)
        if part:
            join = path + ("[]." if "list of" in text else "." if path else "")
            found |= {join + inner for inner in expand(sections, part[1])}
    return found


def paths_in(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (path + "." if path else "") + key
            yield from paths_in(inner, (path + "." if path else "") + key)
    elif isinstance(value, list):
        for inner in value:
            yield from paths_in(inner, path + "[]")


class Shapes:
    """Runs each command in several situations, and compares what it printed with JSON.md."""

    def __init__(self, tests):
        self.tests, self.expect, self.shop = tests, tests.expect, tests.shop
        self.printed = {}

    def say(self, section, *words):
        result = harness.run(list(words) + ["--format", "json"])
        try:
            found = set(paths_in(json.loads(result.out)))
        except ValueError:
            self.expect(False, "%s prints JSON" % section, result.said)
            return
        self.printed.setdefault(section, set()).update(found)

    def conferences(self):
        folder, crowded = self.shop.folder("shape"), self.shop.folder("crowded")
        plan = ["--effort", 20000, "--threads", 1] + AT
        self.say("new", "new", folder)
        self.say("check", "check", folder)
        self.say("plan", "plan", folder, *plan)
        self.say("explain DIR", "explain", folder)
        self.say("publish", "publish", folder, *AT)
        self.say("import", "import", os.path.join(folder, "programme", "current", "schedule.xml"),
                 self.shop.folder("imported"))
        self.say("verify", "verify", folder)
        self.say("feeds", "feeds", folder)
        self.say("print", "print", folder)
        for words in ([], ["2026-09-07"], ["PL-1"], ["AND-1"]):
            self.say("show", "show", folder, *words)
        self.places(plan)
        self.say("pin, unpin, cancel", "pin", folder, "COM-1", "--because", "so")
        self.say("pin, unpin, cancel", "unpin", folder, "--all")
        self.say("feeds", "feeds", folder)
        self.say("rules", "rules")
        self.say("rules", "rules", "order")
        self.change(folder, plan)
        write(crowded, CROWDED)
        self.say("check", "check", crowded)
        self.say("plan", "plan", crowded, *plan)
        self.say("explain DIR", "explain", crowded)
        self.say("explain DIR SESSION", "explain", crowded, "TWO")
        write(crowded, dict(CROWDED, rooms="room,seats\nA,-10\n"))
        self.say("check", "check", crowded)
        write(crowded, dict(CROWDED, rooms="room,seats\nA,1O\n"))
        self.say("check", "check", crowded, "--fix", self.shop.folder("mended"))
        self.registrations()

    def places(self, plan):
        folder = self.shop.folder("roomy")
        write(folder, ROOMY)
        self.say("plan", "plan", folder, *plan)
        self.say("show", "show", folder, "ONE")
        self.say("explain DIR SESSION", "explain", folder, "ONE")
        rows = harness.read_rows(os.path.join(folder, "programme", "draft", "schedule.csv"))
        start = next(row[2] for row in rows if row[0] == "TWO")
        for clock, room in ((start, "A"), (start, "B"), ("10:30", "A")):
            self.say("explain DIR SESSION START ROOM", "explain", folder, "ONE", "2026-06-01T" + clock,
                     room)

    def registrations(self):
        folder = self.shop.folder("registered")
        write(folder, dict(ROOMY, export="name,sessions\nPat,ONE\nPaul,TWO\n"))
        self.say("merge", "merge", os.path.join(folder, "export.csv"), folder)
        write(folder, dict(ROOMY, roles="person,role,what\nP,chair,ONE\n",
                           attends="who,what,level\nP,TWO,must\n"))
        self.say("suggest", "suggest", folder)

    def change(self, folder, plan):
        """Something moves, and somebody speaks elsewhere."""
        harness.run(["pin", folder, "COM-1", "--at", "2026-09-08T14:00"])
        self.say("replan", "replan", folder, *plan)
        self.say("diff", "diff", folder)
        self.say("diff", "diff", folder, "draft", "0001")
        self.say("verify", "verify", folder, "0001")

    def by_hand(self):
        """diff reads tables alone: here is one of each kind of change."""
        folder = self.shop.folder("hand")
        for revision, start, who, slot in (("0001", "09:00", "A-1", "ONE,2026-06-01T09:00,A-1,5,Roads"),
                                           ("0002", "10:00", "A-2", "TWO,2026-06-01T11:00,A-1,5,Rails")):
            write(os.path.join(folder, "programme", revision), {
                "schedule": "session,date,start,end,room,teams,status,title,group\n"
                            "ONE,2026-06-01,09:00,10:00,A,,planned,One,\n"
                            "TWO,2026-06-01,%s,12:00,A,,planned,Two,\n" % start,
                "attendance": "person,session,as\n%s,ONE,covers\nA-1,TWO,must\n" % who,
                "speeches": "session,start,speaker,minutes,theme\n%s\n" % slot})
        self.say("diff", "diff", folder)

    def compare(self):
        known = documented()
        self.expect(set(known) == set(self.printed), "JSON.md has every command",
                    "%s\n%s" % (sorted(known), sorted(self.printed)))
        for section, paths in self.printed.items():
            unknown = paths - known.get(section, set())
            self.expect(not unknown, "JSON.md has all that %s prints" % section, str(sorted(unknown)))
        for section, paths in known.items():
            missing = paths - self.printed.get(section, set())
            self.expect(not missing, "%s prints all that JSON.md has" % section, str(sorted(missing)))


def main():
    tests = Tests()
    tests.grid()
    tests.colours()
    tests.progress()
    tests.completion(tests.manual())
    shapes = Shapes(tests)
    shapes.conferences()
    shapes.by_hand()
    shapes.compare()
    return tests.close()


if __name__ == "__main__":
    sys.exit(main())
