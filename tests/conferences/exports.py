"""Files for other programs, read back by other means than wrote them: exports.py [GAHUNDA]

A small conference whose texts are hostile goes through two revisions; schedule.xml, schedule.json,
programme.xlsx and teams.csv of each are compared with schedule.csv, cell by cell, and with what the
readers of such files are known to stumble over.  LibreOffice's own reading of the workbook is compared
too, where it is there.
"""

import csv
import datetime
import glob
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import uuid
import xml.etree.ElementTree as ET
import zipfile
import zoneinfo

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

ZONE = zoneinfo.ZoneInfo("Africa/Kigali")
SECRET = "the quiet TAINT of it"
# Titles as somebody who means harm, or only types a lot, would have them.
TITLES = {
    "MARKUP": "<script>alert(1)</script> & <b>bold</b> ]]> <!-- -->",
    "QUOTES": "\"Double\", 'single' \\ and `back`",
    "FORMULA": "=cmd|' /C calc'!A0",
    "PLUS": "+1+1",
    "MINUS": "-2+3",
    "AT": "@SUM(A1:A9)",
    "BIDI": "\u202Egnihton\u202C \u202Aleft\u202B\u202D \u2066inside\u2069 plain",
    "ARABIC": "\u0627\u0644\u062C\u0644\u0633\u0629 \u200F(ITU)\u200E",
    "CHINESE": "\u5168\u4F53\u4F1A\u8BAE\uFF1A\u5F00\u5E55",
    "NUMBER": "007",
    "DATE": "2022-06-06",
    "ESCAPE": "_x000D_ is no line end, _x1F600_ no smile",
    "LONG": "word " * 400,
    "BELL": "ring\x07 \x1B[31mred",
}
FRENCH = {"MARKUP": "<script>alert(2)</script> & <i>gras</i>", "FORMULA": "=SOMME(A1:A9)"}
SHEETS = {
    "conference": [["key", "value"], ["name", "<i>Bad</i> & \"Co\""], ["id", "BAD-22"],
                   ["domain", "example.org"], ["timezone", "Africa/Kigali"], ["languages", "en;fr"],
                   ["first_day", "2022-06-06"], ["last_day", "2022-06-08"],
                   ["url", "https://example.org/?a=1&b=2"], ["hours", "08:00-26:00"]],
    "rooms": [["room", "name", "seats"], ["A", "Hall <A> & \"B\"", "100"],
              ["B", "=HYPERLINK(\"http://example.org\")", "50"], ["C", "Hall <A> & \"B\"", "20"]],
    "groups": [["group", "name", "kind"], ["G", "@Group <1>", "panel"],
               ["H", "+Group", "=talk"], ["S", "TAINT group", "TAINT kind"]],
    "people": [["person", "name", "email"], ["P1", "Eve \"</person>\" <eve>", "eve@secret.example"],
               ["P2", "=Mallory", ""], ["P3", "TAINT person", ""]],
    "roles": [["person", "role", "what"], ["P1", "chair", "MARKUP"], ["P2", "co-chair", "MARKUP"],
              ["P3", "secretary", "MARKUP"], ["P3", "chair", "SHUT"]],
    "teams": [["team", "kind"], ["T-1", "interpretation"], ["=T", "captioning"]],
}


def sessions():
    head = ["session", "title", "group", "minutes", "start", "room", "teams", "closed", "was",
            "cancelled", "title:fr"]
    rows = [[name, title, "G" if number % 2 else "H", "45", "", "", "", "", "", "",
             FRENCH.get(name, "")] for number, (name, title) in enumerate(TITLES.items())]
    for row in rows[2:6]:  # those that a spreadsheet could take for formulas
        row[6] = "interpretation:1;captioning:1"
    rows += [["SHUT", SECRET, "S", "60", "2022-06-07T09:00", "A", "interpretation:1", "yes", "", "", SECRET],
             ["NIGHT", "Night", "", "180", "2022-06-06T22:30", "B", "", "", "", "", ""],
             ["WALK", "Walk", "", "60", "2022-06-07T08:00", "none", "", "", "", "", ""],
             ["GONE", "To be gone", "G", "60", "2022-06-08T09:00", "A", "captioning:1", "", "", "", ""],
             ["OLD", "To be renamed", "G", "60", "2022-06-08T10:00", "A", "", "", "", "", ""],
             ["MOVED", "To be moved", "G", "60", "2022-06-08T11:00", "A", "", "", "", "", ""]]
    return [head] + rows


def write_sheets(folder, sheets):
    os.makedirs(folder, exist_ok=True)
    for name, rows in sheets.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def clean(text):
    """As files have it: no controls, nothing that turns the direction, single blanks."""
    kept = "".join(" " if letter.isspace() else letter for letter in text
                   if letter.isspace() or (unicodedata.category(letter) != "Cc"
                                           and letter not in "\u202A\u202B\u202C\u202D\u202E"
                                           "\u2066\u2067\u2068\u2069\uFEFF"))
    return re.sub(" +", " ", kept).strip()


def table(*path):
    rows = harness.read_rows(os.path.join(*path))
    return [dict(zip(rows[0], row)) for row in rows[1:]]


# ---- schedule.xml and schedule.json ------------------------------------------------------------


def xml_events(root):
    for day in root.iter("day"):
        for room in day.iter("room"):
            if "name" not in room.attrib:
                continue  # an event's own
            for event in room.iter("event"):
                found = {child.tag: child.text or "" for child in event}
                found.update(guid=event.get("guid"), id=int(event.get("id")),
                             day=day.get("date"), in_room=room.get("name"),
                             persons=[person.text for person in event.iter("person")])
                yield found


def json_events(schedule):
    for day in schedule["schedule"]["conference"]["days"]:
        for room, events in day["rooms"].items():
            for event in events:
                found = dict(event, day=day["date"], in_room=room,
                             persons=[person["name"] for person in event["persons"]])
                yield found


def schema_faults(events):
    """What readers of the format rely on."""
    for key in ("guid", "id", "slug"):
        if len({event[key] for event in events}) != len(events):
            yield "some have the same %s" % key
    for event in events:
        name = event["slug"]
        if str(uuid.UUID(event["guid"])) != event["guid"]:
            yield "%s: guid %s" % (name, event["guid"])
        if not 0 < event["id"] < 2 ** 31:
            yield "%s: id %d" % (name, event["id"])
        if not re.fullmatch(r"[a-z0-9_-]+[a-z0-9]", name):
            yield "%s is no slug" % name
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", event["date"]):
            yield "%s: date %s has no offset" % (name, event["date"])
        if event["date"][11:16] != event["start"] or event["date"][:10] != event["day"]:
            yield "%s: date, start and day disagree" % name
        if not re.fullmatch(r"\d\d:\d\d", event["duration"]) or event["duration"] == "00:00":
            yield "%s: duration %s" % (name, event["duration"])
        if event["room"] != event["in_room"]:
            yield "%s says it is in another room than where it is listed" % name
        if {"end", "dtend"} & set(event):
            yield "%s has an end beside its duration" % name
        if not event["title"] or event["language"] != "en" or "subtitle" not in event:
            yield "%s lacks what readers show" % name


def key_of(when, minutes, room):
    return when.isoformat(), minutes, room


def expected(rows, names):
    """(start, minutes, room's name) of each session that is held -> row."""
    found = {}
    for row in rows:
        if row["status"] != "planned":
            continue
        start = datetime.datetime.fromisoformat("%sT%s" % (row["date"], row["start"]))
        end = datetime.datetime.fromisoformat("%sT%s" % (row["date"], row["end"]))
        minutes = int((end - start).total_seconds() // 60) % 1440
        found[key_of(start.replace(tzinfo=ZONE), minutes, names.get(row["room"], "No room"))] = row
    return found


def held(events):
    for event in events:
        hours, minutes = event["duration"].split(":")
        yield key_of(datetime.datetime.fromisoformat(event["date"]),
                     int(hours) * 60 + int(minutes), event["room"]), event


# ---- programme.xlsx ----------------------------------------------------------------------------

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Workbook:
    """Cells by the letters of ISO 29500, with nothing of the library that wrote them."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        book = self.part("xl/workbook.xml")
        links = {link.get("Id"): link.get("Target")
                 for link in self.part("xl/_rels/workbook.xml.rels")}
        self.strings = ["".join(text.text or "" for text in item.iter(SPACE + "t"))
                        for item in self.part("xl/sharedStrings.xml")]
        self.sheets = {sheet.get("name"): self.part("xl/" + links[sheet.get(LINK)])
                       for sheet in book.iter(SPACE + "sheet")}

    def part(self, name):
        return ET.fromstring(self.zip.read(name))

    def text(self, cell):
        value = cell.find(SPACE + "v")
        if value is None:
            return ""
        if cell.get("t") == "s":
            return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)),
                          self.strings[int(value.text)])
        return float(value.text)

    def cells(self, name):
        return {cell.get("r"): self.text(cell) for cell in self.sheets[name].iter(SPACE + "c")}

    def rows(self, name, n_columns):
        cells = self.cells(name)
        last = max(int(re.sub("[A-Z]", "", ref)) for ref in cells)
        return [[cells.get("%s%d" % (chr(65 + column), row), "") for column in range(n_columns)]
                for row in range(1, last + 1)]

    def merged(self, name):
        return [cell.get("ref") for cell in self.sheets[name].iter(SPACE + "mergeCell")]


def as_date(number):
    return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(number))).isoformat()


def as_clock(number):
    minutes = round(number * 1440)
    return "%02d:%02d" % (minutes // 60, minutes % 60)


def said_clock(text):
    """LibreOffice writes times of day as its own language has them."""
    form = "%I:%M:%S %p" if text.endswith("M") else "%H:%M"
    return datetime.datetime.strptime(text, form).strftime("%H:%M") if text else ""


def public(row):
    """The first nine columns of a row of the list, as schedule.csv has them."""
    return {"session": row[0], "date": as_date(row[1]) if row[1] != "" else "",
            "start": as_clock(row[2]) if row[2] != "" else "",
            "end": as_clock(row[3]) if row[3] != "" else "", "room": row[4], "teams": row[5],
            "status": row[6], "title": row[7], "group": row[8]}


def shown(row):
    """What people are told of a row of schedule.csv."""
    closed = row["session"] == "SHUT"
    return dict(row, title="Closed session" if closed else clean(row["title"]),
                group="" if closed else row["group"])


# ---- the test ----------------------------------------------------------------------------------


class Tests:
    def __init__(self):
        self.tally, self.shop = harness.Tally(), harness.Workshop("exports")
        self.folder = self.shop.folder("bad")
        self.sheets = dict(SHEETS, sessions=sessions())
        self.names = {}

    def expect(self, good, what, said=""):
        return self.tally.expect(good, what, said)

    def run(self, *words):
        result = harness.run(list(words) + ["--at", "2022-05-01T08:00"])
        self.expect(result.code == 0, "%s: exit 0" % words[0], result.said)

    def make(self):
        write_sheets(self.folder, self.sheets)
        self.run("plan", self.folder, "--effort", 20000, "--threads", 1)
        self.run("publish", self.folder)

    def make_another(self):
        """One is renamed, one moved, one cancelled, and the rest is as it was."""
        change = {"OLD": {0: "NEW", 1: "Renamed", 8: "OLD"}, "MOVED": {4: "2022-06-08T14:00"},
                  "GONE": {9: "yes"}}
        for row in self.sheets["sessions"]:
            for column, text in change.get(row[0], {}).items():
                row[column] = text
        write_sheets(self.folder, self.sheets)
        self.run("replan", self.folder, "--effort", 20000, "--threads", 1)
        self.run("publish", self.folder)

    def programme(self, revision, *name):
        return os.path.join(self.folder, "programme", revision, *name)

    def read_both(self, revision):
        with open(self.programme(revision, "schedule.json"), encoding="utf-8") as file:
            data = json.load(file)
        root = ET.parse(self.programme(revision, "schedule.xml")).getroot()
        return root, data, list(xml_events(root)), list(json_events(data))

    def formats(self, revision):
        root, data, events, again = self.read_both(revision)
        rows = table(self.programme(revision, "schedule.csv"))
        self.names = {room["guid"]: room["name"]
                      for room in data["schedule"]["conference"]["rooms"]}
        names = {"A": "Hall <A> & \"B\"", "B": "=HYPERLINK(\"http://example.org\")",
                 "C": "Hall <A> & \"B\" (C)"}
        for what, found in (("schedule.xml", events), ("schedule.json", again)):
            faults = list(schema_faults(found))
            self.expect(not faults, "%s of %s has its form" % (what, revision), "\n".join(faults))
            here = dict(held(found))
            self.expect(here.keys() == expected(rows, names).keys(),
                        "%s of %s holds what schedule.csv holds" % (what, revision),
                        "%s\n%s" % (sorted(here), sorted(expected(rows, names))))
            for key, row in expected(rows, names).items():
                title = "Busy" if row["session"] == "SHUT" else clean(row["title"])
                self.expect(key in here and here[key]["title"] == title,
                            "%s of %s: title of %s" % (what, revision, row["session"]),
                            str(here.get(key)))
        same = [{key: event[key] for key in ("guid", "id", "date", "start", "duration", "room",
                                             "slug", "title", "track", "type", "persons")}
                for event in events]
        self.expect(same == [{key: event[key] for key in same[0]} for event in again],
                    "both say the same of %s" % revision)
        self.head(root, data, revision)

    def french(self, revision):
        """The same again, in French where there is some, and otherwise as in the first language."""
        _, _, english, _ = self.read_both(revision)
        root = ET.parse(self.programme(revision, "schedule.fr.xml")).getroot()
        with open(self.programme(revision, "schedule.fr.json"), encoding="utf-8") as file:
            data = json.load(file)
        titles = {TITLES[name]: title for name, title in FRENCH.items()}
        for what, found in (("schedule.fr.xml", list(xml_events(root))),
                            ("schedule.fr.json", list(json_events(data)))):
            for key in ("guid", "id", "slug", "date", "duration"):
                self.expect([event[key] for event in found] == [event[key] for event in english],
                            "each %s of %s is that of schedule.xml" % (key, what))
            wanted = [(titles[event["title"]], "fr") if event["title"] in titles
                      else ("Occup\u00e9", "fr") if event["title"] == "Busy"
                      else (event["title"], "en") for event in english]
            self.expect([(event["title"], event["language"]) for event in found] == wanted,
                        "titles of %s, and in which language they are" % what, str(found))

    def head(self, root, data, revision):
        conference = data["schedule"]["conference"]
        self.expect(root.findtext("conference/title") == conference["title"]
                    == "<i>Bad</i> & \"Co\"", "the conference's name is text")
        self.expect(root.findtext("conference/time_zone_name") == "Africa/Kigali"
                    == conference["time_zone_name"], "the zone is named")
        self.expect(re.fullmatch("[a-z0-9_]+", conference["acronym"]), "an acronym in small letters")
        days = [day.get("date") for day in root.iter("day")]
        self.expect(days == ["2022-06-06", "2022-06-07", "2022-06-08"], "each day is there", str(days))
        for day, index in zip(root.iter("day"), range(1, 9)):
            start, end = (datetime.datetime.fromisoformat(day.get(which))
                          for which in ("start", "end"))
            self.expect(day.get("index") == str(index) and start < end, "day %d of %s has its hours"
                        % (index, revision))
            # EventFahrplan: what begins before the UTC time of day of the end is of the night.
            late = end.astimezone(datetime.timezone.utc).strftime("%H:%M")
            self.expect(all(event.findtext("start") >= late for event in day.iter("event")),
                        "day %d of %s begins with its first session" % (index, revision))

    def identity(self):
        """GUIDs and numbers stay, whatever the session is called and wherever it is."""
        _, _, before, _ = self.read_both("0001")
        _, _, after, _ = self.read_both("0002")
        by_title = lambda events, title: next(event for event in events if event["title"] == title)
        namespace = uuid.uuid5(uuid.NAMESPACE_DNS, "example.org")
        old, new = by_title(before, "To be renamed"), by_title(after, "Renamed")
        was, now = by_title(before, "To be moved"), by_title(after, "To be moved")
        self.expect(old["guid"] == str(uuid.uuid5(namespace, "BAD-22/OLD")), "a guid is what it says")
        self.expect(was["date"] != now["date"], "one has moved")
        for key in ("guid", "id", "slug"):
            self.expect(old[key] == new[key], "the %s of a renamed session stays" % key)
            self.expect(was[key] == now[key], "the %s of a moved session stays" % key)
            gone = {event[key] for event in before} - {event[key] for event in after}
            self.expect(gone == {by_title(before, "To be gone")[key]},
                        "only the cancelled session's %s is gone" % key, str(gone))
            self.expect({event[key] for event in after} <= {event[key] for event in before},
                        "nothing has a new %s" % key)

    def secrets(self, revision):
        """Nothing of a closed session, of addresses, or of who only works there."""
        for name in ("schedule.xml", "schedule.json", "schedule.fr.xml", "schedule.fr.json",
                     "teams.csv"):
            with open(self.programme(revision, name), encoding="utf-8") as file:
                text = file.read()
            self.expect("TAINT" not in text and "secret.example" not in text,
                        "%s of %s keeps secrets" % (name, revision))
            self.expect(not re.search("[\u202A-\u202E\u2066-\u2069\x00-\x09\x0B-\x1F\x7F]", text),
                        "%s of %s has no hidden characters" % (name, revision))
        book = Workbook(self.programme(revision, "programme.xlsx"))
        self.expect(not any("TAINT" in text for text in book.strings + list(book.sheets)),
                    "the workbook of %s keeps secrets" % revision)
        events = self.read_both(revision)[2]
        named = {person for event in events for person in event["persons"]}
        self.expect(named == {"Eve \"</person>\" <eve>", "=Mallory"}, "who is named", str(named))

    # -- the workbook

    def no_formulas(self, book, revision):
        parts = [name for name in book.zip.namelist() if name.startswith("xl/worksheets/sheet")]
        for tag in ("f", "hyperlink"):
            self.expect(parts and not any(list(book.part(name).iter(SPACE + tag)) for name in parts),
                        "no cell of %s is a %s" % (revision, tag))

    def lists(self, revision):
        book = Workbook(self.programme(revision, "programme.xlsx"))
        rows = table(self.programme(revision, "schedule.csv"))
        self.no_formulas(book, revision)
        found = book.rows("Sessions", 13)
        self.expect(found[0][:9] == list(rows[0]) and found[0][12] == "title:fr",
                    "the list has schedule.csv's columns, and other languages", str(found[0]))
        for row, cells in zip(rows, found[1:]):
            self.expect(public(cells) == shown(row), "%s in the list of %s" % (row["session"], revision),
                        "%s\n%s" % (public(cells), shown(row)))
            self.expect(cells[12] == FRENCH.get(row["session"], ""), "%s in French" % row["session"],
                        cells[12])
        self.expect(len(found) == len(rows) + 1, "nothing else is in the list")
        sheet = book.sheets["Sessions"]
        pane = next(sheet.iter(SPACE + "pane"))
        self.expect(pane.get("state") == "frozen" and pane.get("ySplit") == "1", "its head is frozen")
        self.expect(next(sheet.iter(SPACE + "autoFilter")).get("ref") == "A1:M%d" % (len(rows) + 1),
                    "all of it can be filtered")
        self.teams(book, rows, revision)
        self.days(book, rows, revision)

    def teams(self, book, rows, revision):
        wanted = [(team, row) for team in ("T-1", "=T") for row in rows
                  if team in row["teams"].split(";")]
        sheets = [(team, cells) for team in ("T-1", "=T") for cells in
                  (book.rows("Team " + team, 8)[2:] if "Team " + team in book.sheets else [])]
        csv_rows = table(self.programme(revision, "teams.csv"))
        self.expect(len(wanted) == len(sheets) == len(csv_rows) > 1, "each duty is there",
                    "%s\n%s\n%s" % (wanted, sheets, csv_rows))
        for (team, row), (_, cells), line in zip(wanted, sheets, csv_rows):
            told = shown(row)
            self.expect([as_date(cells[0]), as_clock(cells[1]), as_clock(cells[2]), cells[5], cells[7]]
                        == [told[key] for key in ("date", "start", "end", "session", "title")],
                        "%s on the sheet of %s" % (row["session"], team), str(cells))
            self.expect(line["team"] == ("'=T" if team == "=T" else team)
                        and line["title"].lstrip("'") == told["title"]
                        and [line[key] for key in ("date", "start", "end", "room")]
                        == [told[key] for key in ("date", "start", "end", "room")],
                        "%s of %s in teams.csv" % (row["session"], team), str(line))
        for line in csv_rows:
            self.expect(not any(cell[:1] in ("=", "+", "-", "@") for cell in line.values()),
                        "no cell of teams.csv can be a formula", str(line))

    def days(self, book, rows, revision):
        """Each session once, on its day's sheet, as many rows high as it is long."""
        for date in sorted({row["date"] for row in rows if row["date"]}):
            name = "%s %s" % (datetime.date.fromisoformat(date).strftime("%a"), date)
            if not self.expect(name in book.sheets, "%s has a sheet" % name, str(list(book.sheets))):
                continue
            cells, high = book.cells(name), {}
            for ref in book.merged(name):
                first, last = ref.split(":")
                high[first] = int(re.sub("[A-Z]", "", last)) - int(re.sub("[A-Z]", "", first)) + 1
            half_hour = max(high.get(ref, 1) for ref, text in cells.items()
                            if isinstance(text, str) and re.fullmatch(r"\d\d:[03]0", text))
            for row in rows:
                if row["date"] == date:
                    self.box(cells, high, 30 / half_hour, row, revision)

    def box(self, cells, high, step, row, revision):
        told = shown(row)
        head = "%s  %s–%s" % (row["session"], row["start"], row["end"])
        found = [ref for ref, text in cells.items()
                 if isinstance(text, str) and text.split("\n")[0].endswith(head)]
        if not self.expect(len(found) == 1, "%s is once on its day of %s" % (row["session"], revision)):
            return
        lines = cells[found[0]].split("\n")
        minutes = (int(row["end"][:2]) * 60 + int(row["end"][3:])
                   - int(row["start"][:2]) * 60 - int(row["start"][3:])) % 1440
        self.expect(told["title"] in lines and ("CANCELLED" in lines) == (row["status"] == "cancelled"),
                    "%s says what it is" % row["session"], str(lines))
        self.expect(high.get(found[0], 1) * step == minutes, "%s is as high as it is long"
                    % row["session"], "%s rows of %s" % (high.get(found[0], 1), step))

    def libreoffice(self, revision):
        """Another program's reading of the list, as text."""
        program = shutil.which("soffice")
        if program is None:
            self.tally.skip("LibreOffice reads the workbook: there is no soffice")
            return
        out = self.shop.folder("calc")
        # Comma, quotes, UTF-8, from line 1, cells as shown, every sheet a file.
        form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
        done = subprocess.run([program, "-env:UserInstallation=file://%s" % self.shop.folder("home"),
                               "--headless", "--convert-to", form, "--outdir", out,
                               self.programme(revision, "programme.xlsx")],
                              capture_output=True, text=True, timeout=240, check=False)
        files = glob.glob(os.path.join(glob.escape(out), "*-Sessions.csv"))
        if not self.expect(len(files) == 1, "LibreOffice opens the workbook", done.stdout + done.stderr):
            return
        found = harness.read_rows(files[0])
        rows = table(self.programme(revision, "schedule.csv"))
        for row, cells in zip(rows, found[1:]):
            cells[2:4] = [said_clock(cell) for cell in cells[2:4]]
            self.expect(cells[:9] == list(shown(row).values()), "%s as LibreOffice reads it"
                        % row["session"], "%s\n%s" % (cells, shown(row)))
        self.expect(len(found) == len(rows) + 1, "LibreOffice reads every row")

    # -- verify

    def damage(self, name, sentence, change):
        """verify must say so of the draft's file, changed; then it is put back."""
        path = self.programme("draft", name)
        with open(path, encoding="utf-8") as file:
            good = file.read()
        bad = change(good)
        self.expect(bad != good, "%s was changed: %s" % (name, sentence))
        harness.write_bytes(path, bad.encode())
        result = harness.run(["verify", self.folder])
        self.expect(result.code == 1 and name + sentence in re.sub(r" \w+ \(.*?\)", "", result.out),
                    "verify says \"%s%s\"" % (name, sentence), result.said)
        harness.write_bytes(path, good.encode())

    def verified(self):
        for revision in ([], ["0001"], ["0002"]):
            result = harness.run(["verify", self.folder] + revision)
            # The first revision is of other sheets: what was cancelled and moved since is told.
            self.expect(result.code == (1 if revision == ["0001"] else 0),
                        "verify %s" % " ".join(revision), result.said)
        change = lambda this, other: lambda text: re.sub(this, other, text, count=1, flags=re.S)
        event = "<event .*?</event>"
        self.damage("schedule.xml", ": is missing", change(event, ""))
        self.damage("schedule.xml", ": is there twice", change("(%s)" % event, r"\1\1"))
        self.damage("schedule.xml", ": the guid \"x\" is no session's", change('guid="[^"]*" id', 'guid="x" id'))
        self.damage("schedule.xml", ": has no id of 1 to 2147483647", change(' id="', ' id="-'))
        self.damage("schedule.xml", ": shares its id with another session",
                    change(r'( id="\d+")(.*?) id="\d+"', r"\1\2\1"))
        self.damage("schedule.xml", ": begins at another time", change(r"T08:", "T09:"))
        self.damage("schedule.xml", ": begins at another time", change(r"(<date>.*?)\+02:00", r"\1+01:00"))
        self.damage("schedule.xml", ": has no date with an offset, or no duration",
                    change(r"(<date>.*?)\+02:00", r"\1"))
        self.damage("schedule.xml", ": ends at another time", change("00:45<", "00:40<"))
        self.damage("schedule.xml", ": is in another room", lambda text: text.replace("Hall", "Hull"))
        self.damage("schedule.xml", ": shares the name of its room with another room",
                    lambda text: text.replace(" (C)", ""))
        self.damage("schedule.xml", ": is listed in another room than it says", change("<room>", "<room>x"))
        self.damage("schedule.xml", ": has another title", change("Walk", "Talk"))
        self.damage("schedule.xml", ": is closed, and says more than that one is busy",
                    change("(<title>Busy.*?<track)/?>(</track>)?", r"\1>S</track>"))
        self.damage("schedule.xml", " cannot be read: it is no schedule", lambda text: text[:-9])
        laughs = "".join('<!ENTITY a%d "%s">' % (n, "&a%d;" % (n - 1) * 10) for n in range(1, 12))
        self.damage("schedule.xml", " cannot be read: it is no schedule",
                    lambda text: text.replace("<schedule>", '<!DOCTYPE schedule [<!ENTITY a0 "ha">%s]>'
                                              "<schedule>" % laughs).replace(">Walk<", ">&a11;<"))
        self.damage("schedule.json", ": begins at another time", change(r"T08:", "T09:"))
        self.damage("schedule.json", ": has another title", change("Walk", "Talk"))
        self.damage("schedule.json", ": is closed, and says more than that one is busy",
                    change('("title" : "Busy".*?"persons" : \\[)', r'\1{"name": "Eve"}'))
        self.damage("schedule.json", " cannot be read: it is no schedule",
                    lambda text: text.replace('"days"', '"nights"'))

    # -- bytes

    def same_bytes(self):
        names = ("schedule.xml", "schedule.json", "programme.xlsx", "teams.csv")
        read = lambda: [open(self.programme("draft", name), "rb").read() for name in names]
        self.run("plan", self.folder, "--afresh", "--effort", 20000, "--threads", 1)
        before = read()
        self.run("plan", self.folder, "--afresh", "--effort", 20000, "--threads", 1)
        for name, old, new in zip(names, before, read()):
            self.expect(old == new, "%s has the same bytes again" % name)
        with open(self.programme("draft", "manifest.json"), encoding="utf-8") as file:
            listed = json.load(file)["files"]
        self.expect(set(names) <= set(listed), "the manifest has their hashes")
        with zipfile.ZipFile(io.BytesIO(before[2])) as book:
            core = book.read("docProps/core.xml").decode()
        self.expect("2022-05-01T08:00:00Z" in core, "the workbook was made at --at", core)

    def close(self):
        self.shop.close(self.tally.failed > 0)
        return self.tally.close()


def main():
    tests = Tests()
    tests.make()
    tests.make_another()
    for revision in ("0001", "0002"):
        tests.formats(revision)
        tests.french(revision)
        tests.secrets(revision)
        tests.lists(revision)
    tests.identity()
    tests.libreoffice("0002")
    tests.same_bytes()
    tests.verified()
    return tests.close()


if __name__ == "__main__":
    sys.exit(main())
