#!/usr/bin/python3
"""Reads calendars with other people's programs: python3-icalendar, python3-vobject, and what of
these is there: ical.js (by node, through NODE_PATH), and in the folder named by GAHUNDA_SHARED a
strict lint of octets.

    check-files.py FOLDER ...        checks every .ics file below the folders
    check-files.py --write PROGRAM   has PROGRAM write a folder of samples, and checks that

Exit 0: nothing to say.  1: findings, each with its file.  77: nothing to check with, or nothing to
check."""

import logging
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import icalendar
    import vobject
except ImportError as missing:
    print(f"skipped: {missing}; needs python3-icalendar and python3-vobject")
    sys.exit(77)

logging.disable(logging.CRITICAL)

SHARED = os.environ.get("GAHUNDA_SHARED") or pathlib.Path(__file__).resolve().parents[3] / "shared"
LINT = pathlib.Path(SHARED) / "bench" / "tools" / "ical-lint.py"


def unfolded(octets):
    return octets.decode("utf-8").replace("\r\n ", "").split("\r\n")


def comparable(octets):
    """Lines in an order of their own, but for CATEGORIES, whose commas icalendar 4.0 loses."""
    return sorted(line for line in unfolded(octets) if not line.startswith("CATEGORIES:"))


def icalendar_times(octets):
    """Start, end, sequence and summary of each event; raises where something is wrong."""
    calendar = icalendar.Calendar.from_ical(octets)
    events = {}
    for component in calendar.walk():
        if component.errors:
            raise ValueError(f"icalendar: {component.name}: {component.errors}")
        for name in component.required:
            if name not in component:
                raise ValueError(f"icalendar: {component.name} lacks {name}")
        for name in component.singletons:
            if isinstance(component.get(name), list):
                raise ValueError(f"icalendar: {component.name} has more than one {name}")
        if component.name == "VEVENT":
            events[str(component["UID"])] = (
                component["DTSTART"].dt,
                component["DTEND"].dt,
                int(component["SEQUENCE"]),
                str(component["SUMMARY"]),
            )
    if comparable(calendar.to_ical(sorted=False)) != comparable(octets):
        raise ValueError("icalendar writes it differently")
    return events


def vobject_times(octets):
    calendars = list(vobject.readComponents(octets.decode("utf-8")))
    if len(calendars) != 1:
        raise ValueError("vobject: not one calendar")
    for event in getattr(calendars[0], "vevent_list", []):
        event.validate(raiseException=True)
    return {
        event.uid.value: (
            event.dtstart.value,
            event.dtend.value,
            int(event.sequence.value),
            event.summary.value,
        )
        for event in getattr(calendars[0], "vevent_list", [])
    }


def check(path):
    """What is wrong with one file, as a sentence, or None."""
    octets = path.read_bytes()
    try:
        ours, theirs = icalendar_times(octets), vobject_times(octets)
    except Exception as error:  # they raise whatever they like
        return f"{type(error).__name__}: {error}"
    if ours.keys() != theirs.keys():
        return "icalendar and vobject see different events"
    for uid, event in ours.items():
        if event[2:] != theirs[uid][2:]:
            return f"{uid}: icalendar and vobject see different texts"
        for mine, other in zip(event[:2], theirs[uid][:2]):
            if mine.timestamp() != other.timestamp():
                return f"{uid}: icalendar says {mine}, vobject {other}"
            if mine.replace(tzinfo=None).isoformat()[:16] not in as_written(octets):
                return f"{uid}: {mine} is not what is written"
    if octets.count(b"BEGIN:VEVENT\r\n") != len(ours):
        return "the events read are not as many as are written"
    return None


def as_written(octets):
    """The wall clocks that stand in the file."""
    times = set()
    for line in unfolded(octets):
        if line.startswith(("DTSTART", "DTEND")):
            value = line.rsplit(":", 1)[1]
            times.add(
                f"{value[:4]}-{value[4:6]}-{value[6:8]}T{value[9:11]}:{value[11:13]}"
            )
    return times


def lint(paths):
    """Findings of the lint of octets, as lines."""
    if not LINT.exists():
        print("no lint of octets: GAHUNDA_SHARED does not name a folder that has it")
        return []
    findings = []
    for first in range(0, len(paths), 500):
        done = subprocess.run(
            [sys.executable, LINT, *paths[first : first + 500]], capture_output=True, text=True
        )
        findings += [line for line in done.stdout.splitlines() if not line.endswith(" ok")]
        findings += done.stderr.splitlines()
    return findings


def ical_js(paths):
    """Findings of Thunderbird's parser, as lines."""
    script = pathlib.Path(__file__).resolve().parent / "strict.js"
    findings = []
    for first in range(0, len(paths), 500):
        try:
            done = subprocess.run(
                ["node", script, *paths[first : first + 500]], capture_output=True, text=True
            )
        except FileNotFoundError:
            print("no ical.js: there is no node")
            return findings
        if done.returncode == 77:
            print("no ical.js: NODE_PATH does not name a folder that has it")
            return findings
        findings += done.stdout.splitlines()
        if done.returncode:
            findings.append(done.stderr)
    return findings


def check_folders(folders):
    paths = sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*.ics"))
    if not paths:
        print("skipped: no .ics file in", *folders)
        return 77
    findings = [f"{path}: {wrong}" for path in paths if (wrong := check(path))]
    findings += lint(paths)
    findings += ical_js(paths)
    for finding in findings:
        print(finding)
    print(f"{len(paths)} calendars, {len(findings)} findings")
    return 1 if findings else 0


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--write":
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([arguments[1], folder], check=True)
            return check_folders([folder])
    return check_folders(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
