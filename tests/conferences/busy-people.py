"""People whose `away` names their own calendars: good, half good, hostile, and none at all.

    busy-people.py [GAHUNDA]

Every calendar's titles, places and people hold the word PRIVATE, which nothing may say or write.
"""

import csv
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

PRIVATE = ("SUMMARY:PRIVATE title\r\nLOCATION:PRIVATE place\r\nDESCRIPTION:PRIVATE text\r\n"
           "ATTENDEE;CN=PRIVATE person:mailto:private@example.org\r\n")


def calendar(*events):
    return "BEGIN:VCALENDAR\r\nX-WR-CALNAME:PRIVATE\r\n%sEND:VCALENDAR\r\n" % "".join(
        "BEGIN:VEVENT\r\nUID:%d@private\r\n%s%s\r\nEND:VEVENT\r\n" % (number, PRIVATE, lines)
        for number, lines in enumerate(events))


MORNING = "DTSTART;TZID=Europe/Zurich:20260907T090000\r\nDTEND;TZID=Europe/Zurich:20260907T103000"
# (person, file, its bytes, what a note must say; none for a good one)
CALENDARS = [
    ("AND-1", "ada.ics", calendar(MORNING), None),
    ("BEL-1", "ben.ics", calendar(MORNING, "DTSTART:20260931T080000Z"),
     "understood in part: one of its times does not exist"),
    ("COR-2", "cy.ics", calendar("DTSTART:20260907T080000Z\r\n"
                                 "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"),
     "cannot be used: it takes more than 2 seconds to understand"),
    ("DUN-1", "dora.ics", "<html>PRIVATE, please sign in</html>",
     "cannot be used: it is a web page"),
    ("DUN-2", "dan.ics", "BEGIN:VCALENDAR\r\n" + "BEGIN:PRIVATE\r\n" * 100000,
     "cannot be used: its components are nested"),
]


def make(folder):
    shutil.copytree(os.path.join(harness.EXAMPLES, "tiny"), folder)
    path = os.path.join(folder, "people.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    away = {person: name for person, name, _, _ in CALENDARS}
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) + ["away"])
        writer.writeheader()
        for row in rows:
            writer.writerow({**row, "away": away.get(row["person"], "")})
    for _, name, text, _ in CALENDARS:
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)


def is_private(text):
    return "private" in text.lower()


def written(folder):
    """Paths of written files that hold the word."""
    found = []
    for where, _, names in os.walk(os.path.join(folder, "programme")):
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                if is_private(file.read().decode("utf-8", "replace")):
                    found.append(name)
    return found


def check_notes(tally, said):
    for person, name, _, words in CALENDARS:
        lines = [line for line in said.split("\n") if name in line]
        if words is None:
            tally.expect(not lines, "%s is understood" % name, said)
        else:
            tally.expect(len(lines) == 1 and "note: when \"%s\" is busy is unknown" % person
                         in lines[0] and words in lines[0] and "people.csv, row" in lines[0],
                         "%s is told with %s" % (name, person), said)


def sessions_of(folder, person):
    """Starts of the sessions in which somebody has a role."""
    with open(os.path.join(folder, "programme", "draft", "attendance.csv"), encoding="utf-8") as file:
        mine = {row["session"] for row in csv.DictReader(file)
                if row["person"] == person and row["as"] not in ("must", "should", "may")}
    with open(os.path.join(folder, "programme", "draft", "schedule.csv"), encoding="utf-8") as file:
        return ["%sT%s" % (row["date"], row["start"]) for row in csv.DictReader(file)
                if row["session"] in mine and row["date"]]


def main():
    tally = harness.Tally()
    workshop = harness.Workshop("busy")
    folder = workshop.folder("conference")
    make(folder)
    check = harness.run(["check", folder])
    tally.expect(check.code == 0, "check", check.said)
    check_notes(tally, check.out + check.err)
    plan = harness.run(["plan", folder, "--effort", "20000", "--seed", "1"])
    tally.expect(plan.code in (0, 1), "plan", plan.said)
    starts = sessions_of(folder, "AND-1")
    tally.expect(starts and not any("2026-09-07T09:00" <= start < "2026-09-07T10:30"
                                    for start in starts), "Ada is busy in the morning", str(starts))
    results = [check, plan] + [harness.run(words + [folder] + more) for words, more in [
        (["check", "--format", "json"], []), (["show"], ["AND-1"]), (["explain"], []),
        (["publish", "--incomplete"], []), (["verify"], ["0001"]),
        (["verify", "--format", "json"], ["0001"])]]
    for result in results:
        tally.expect(result.code in (0, 1), "exit", result.said)
        tally.expect(not is_private(result.out + result.err), "nothing private is said",
                     result.said)
    tally.expect(results[-2].out.count("unknown: when ") == 4, "verify lists the unknown",
                 results[-2].said)
    tally.expect(not written(folder), "nothing private is written", str(written(folder)))
    workshop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
