"""A CoSPLib workbook becomes sheets, and a programme is planned of them: import-cosplib.py [GAHUNDA]

A small one as .xlsx and as .ods, mistakes in it, and files that mean harm; with GAHUNDA_SHARED,
instances that others published.
"""

import datetime
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import imports
import workbooks
from imports import AT, table

# Two sessions of two slots of 30 minutes and one of 45, and two rooms.
SMALL = {
    "submissions": [
        ["Reference", "Track", "Required Timeslots", "Order", "Time Zone", "Presenters", "Attendees", "Wed1", "Wed2", "Thu1", "R1", "R2"],
        ["S1", "Ethics", "1", "2", "GMT+0", "Ann", "Zoe", "", "", "10", "", ""],
        ["S2", "Ethics", "2", "", "GMT+2", "Ann, Bob", "Zoe, Yan", "10", "", "10", "", "5"],
        ["S3", "Ethics", "1", "1", "GMT+0", "Cid", "", "", "", "", "", ""],
        ["S4", "Metrics; more", "1", "", "GMT+0", "Dee", "", "", "", "", "", ""]],
    "tracks": [["Tracks", "Chairs"], ["Ethics", "Eve, Cid"], ["Metrics; more", ""]],
    "sessions": [["Sessions", "Max Number of TS", "Date", "Start Time", "End Time"],
                 ["Wed1", "2", "2021-07-28", "09:30", "10:30"], ["Wed2", "2", "2021-07-28", "14:00", "15:00"],
                 ["Thu1", "1", "2021-07-29", "11:00", "11:45"]],
    "rooms": [["Rooms"], ["R1"], ["R2"]],
    "tracks_sessions|penalty": [["", "Wed1", "Wed2", "Thu1"], ["Ethics", "", "", "20"], ["Metrics; more", "7", "7", ""]],
    "tracks_rooms|penalty": [["", "R1", "R2"], ["Ethics", "", "3"], ["Metrics; more", "1", "1"]],
    "sessions_rooms|penalty": [["", "R1", "R2"], ["Wed1", "", ""], ["Wed2", "", "1000"], ["Thu1", "", ""]],
    "similar tracks": [["", "Ethics", "Metrics; more"], ["Ethics", "", "4"], ["Metrics; more", "9", ""]],
    "parameters": [["Local time zone", ""], ["", "GMT+0"]],
}


def changed(sheet, row, cells):
    """SMALL with one row of a sheet replaced, or None with all but that taken out."""
    return dict(SMALL, **{sheet: SMALL[sheet][:row] + [cells] + SMALL[sheet][row + 1:]})


def book(sheets, write=workbooks.xlsx_parts):
    path = "%s/book" % Tests.shop_folder
    workbooks.pack(path, write(list(sheets.items())))
    with open(path, "rb") as file:
        return file.read()


def many(sheet, rows):
    return dict(SMALL, **{sheet: SMALL[sheet][:1] + rows})


MISTAKES = [
    ("a track that is none", lambda: changed("submissions", 2, ["S2", "Ethic", "2"]), ["sheet submissions, row 3", "\"Ethic\""]),
    ("no slots", lambda: changed("submissions", 4, ["S4", "Ethics", "x"]), ["submissions, row 5", "slots"]),
    ("a session that ends first", lambda: changed("sessions", 1, ["Wed1", "2", "2021-07-28", "10:30", "09:30"]), ["sessions, row 2"]),
    ("no date", lambda: changed("sessions", 1, ["Wed1", "2", "Wednesday", "09:30", "10:30"]), ["sessions, row 2", "date"]),
    ("a room twice", lambda: changed("rooms", 2, ["R1"]), ["rooms, row 3", "twice"]),
    ("no sheet rooms", lambda: {name: rows for name, rows in SMALL.items() if name != "rooms"}, ["without the sheets"]),
    ("no submission", lambda: many("submissions", []), ["no submission"]),
    ("no session", lambda: many("sessions", []), ["no session"]),
    ("a year between", lambda: changed("sessions", 3, ["Thu1", "1", "2022-08-29", "11:00", "11:45"]), ["366 days"]),
    ("1,001 sessions", lambda: many("sessions", [["W%d" % n, "1", "2021-07-28", "09:30", "10:30"] for n in range(1001)]), ["1000 sessions"]),
    ("1,001 tracks", lambda: many("tracks", [["Ethics"]] + [["T%d" % n] for n in range(1000)]), ["1000 tracks"]),
    ("5,001 rooms", lambda: many("rooms", [["R%d" % n] for n in range(5001)]), ["5000 rooms"]),
    ("20,001 submissions", lambda: many("submissions", [["X%d" % n, "Ethics", "1"] for n in range(20001)]), ["20000"]),
    ("1,001 people in a cell", lambda: changed("submissions", 1, ["S1", "Ethics", "1", "", "", ",".join("P%d" % n for n in range(1001))]),
     ["submissions, row 2", "1000"]),
    ("some other workbook", lambda: {"rooms": [["room", "seats"], ["A", "3"]]}, ["without the sheets", "CoSPLib"]),
]


class Tests(imports.Imports):
    shop_folder = ""

    def small(self):
        folder, counts = self.imported("small", book(SMALL), ".xlsx")
        self.expect(counts == {"not-published": 1, "weights": 1, "chairs": 2, "time-zones": 4, "rooms-of-submissions": 1,
                               "rooms-of-tracks": 1, "seats": 2, "no-domain": 1, "no-timezone": 1}, "what is lost", str(counts))
        keys = {row["key"]: row["value"] for row in table(folder, "conference")}
        self.expect(keys["hours"] == "2021-07-28T09:30/2021-07-28T10:30;2021-07-28T14:00/2021-07-28T15:00;2021-07-29T11:00/2021-07-29T11:45"
                    and (keys["first_day"], keys["last_day"], keys["grid_minutes"]) == ("2021-07-28", "2021-07-29", "15"),
                    "sessions are hours", str(keys))
        sheets = {name: sorted(tuple(row.values()) for row in table(folder, name))
                  for name in ("patterns", "rooms", "sessions", "groups", "roles", "attends", "relations", "limits")}
        wed1, wed2, thu1 = keys["hours"].split(";")
        wanted = {
            "patterns": [("SLOTS", "2021-07-28", "09:30 10:00"), ("SLOTS", "2021-07-28", "14:00 14:30"), ("SLOTS", "2021-07-29", "11:00")],
            "rooms": [("R1", "R1", "0", "", "track-1", ""), ("R2", "R2", "0", "", "", wed1 + ";" + thu1)],
            "sessions": [("S1", "S1", "Ethics", "", "30", "", "SLOTS", "track-1?"), ("S2", "S2", "Ethics", "", "60", "", "SLOTS", "track-1?"),
                         ("S3", "S3", "Ethics", "", "30", "", "SLOTS", "track-1?"), ("S4", "S4", "Metrics- more", "", "30", "", "SLOTS", "")],
            "groups": [("Ethics", "Ethics"), ("Metrics- more", "Metrics; more")],
            "roles": [("Ann", "speaker", "S1"), ("Ann", "speaker", "S2"), ("Bob", "speaker", "S2"), ("Cid", "speaker", "S3"),
                      ("Dee", "speaker", "S4")],
            "attends": [("Cid", "Ethics", "should"), ("Eve", "Ethics", "should"), ("Yan", "S2", "should"), ("Zoe", "S1", "should"), ("Zoe", "S2", "should")],
            "relations": [("Ethics", "not-parallel", "Ethics", "", "soft", "1"), ("Ethics", "not-parallel", "Metrics- more", "", "soft", "4"),
                          ("Metrics- more", "not-parallel", "Metrics- more", "", "soft", "1"), ("S3", "before", "S1", "", "soft", "1")],
            "limits": [("Ethics", "0", "conference", thu1, "soft", "20"), ("Metrics- more", "0", "conference", wed1 + ";" + wed2, "soft", "7"),
                       ("S1", "0", "conference", thu1, "soft", "10"), ("S2", "0", "conference", wed1 + ";" + thu1, "soft", "10")],
        }
        for name, rows in wanted.items():
            self.expect(sheets[name] == rows, "the sheet %s" % name, "%s\n%s" % (sheets[name], rows))
        self.expect(not os.path.exists(os.path.join(folder, "programme")), "nothing is published")
        other, _ = self.imported("other", book(SMALL, workbooks.ods_parts), ".ods")
        self.expect(harness.tree(folder) == harness.tree(other), "the same of .xlsx and .ods")
        self.plan(folder)

    def plan(self, folder):
        """Every penalty can be kept off: S3 and S1 on Wednesday morning, S2 in the afternoon, S4 on Thursday."""
        self.done("plan", ["plan", folder, "--effort", 20000, "--threads", 1] + AT)
        self.expect({row["session"]: (row["date"], row["start"]) for row in table(os.path.join(folder, "programme", "draft"), "schedule")}
                    == {"S3": ("2021-07-28", "09:30"), "S1": ("2021-07-28", "10:00"), "S2": ("2021-07-28", "14:00"),
                        "S4": ("2021-07-29", "11:00")}, "the best programme",
                    str(table(os.path.join(folder, "programme", "draft"), "schedule")))
        self.done("verify", ["verify", folder])

    def mistakes(self):
        self.hostile([(what, book(make()), words) for what, make, words in MISTAKES]
                     + [("half a workbook", book(SMALL)[:2000], []), ("a zip that is none", b"PK\3\4" + b"x" * 500, [])])

    def published(self, name):
        """An instance that others published, written as its workbook."""
        with open(os.path.join(harness.shared(), "bench", "cosplib", name + ".json"), encoding="utf-8") as file:
            data = json.load(file)
        sessions = [one["name"] for one in data["sessions"]]
        tracks = [one["name"] for one in data["tracks"]]

        def matrix(rows, columns, triples):
            cells = {(a, b): str(penalty) for a, b, penalty in triples}
            return [[""] + columns] + [[row] + [cells.get((a, b), "") for b in range(len(columns))] for a, row in enumerate(rows)]

        def clock(minutes):
            return "%02d:%02d" % divmod(minutes, 60)

        sheets = {
            "submissions": [SMALL["submissions"][0][:7] + sessions + data["rooms"]] + [
                [one["name"], tracks[one["track"]], str(one["slots"]), str(one["order"]), one["tz"], ", ".join(one["presenters"]),
                 ", ".join(one["attendees"])] + [str(dict(one["psession"]).get(at, "")) for at in range(len(sessions))]
                for one in data["subs"]],
            "tracks": [["Tracks", "Chairs"]] + [[one["name"], ", ".join(one["chairs"])] for one in data["tracks"]],
            "sessions": [SMALL["sessions"][0]] + [
                [one["name"], str(one["slots"]), (datetime.date(1899, 12, 30) + datetime.timedelta(int(one["date"]))).isoformat(),
                 clock(one["start"]), clock(one["end"])] for one in data["sessions"]],
            "rooms": [["Rooms"]] + [[room] for room in data["rooms"]],
            "tracks_sessions|penalty": matrix(tracks, sessions, data["ts"]),
            "tracks_rooms|penalty": matrix(tracks, data["rooms"], data["tr"]),
            "sessions_rooms|penalty": matrix(sessions, data["rooms"], data["sr"]),
            "similar tracks": matrix(tracks, tracks, data["tt"]),
        }
        folder, _ = self.imported(name, book(sheets), ".xlsx")
        self.expect(len(table(folder, "sessions")) == len(data["subs"]), "%s: all its submissions" % name)
        return folder


def main():
    harness.program()
    tests = Tests("import-cosplib")
    Tests.shop_folder = tests.shop.folder("")
    tests.small()
    tests.mistakes()
    if harness.shared() is None:
        print("no GAHUNDA_SHARED: no published instances")
    else:
        tests.published("N2OR")
        tests.published("OR60F")
    tests.shop.close(keep=tests.tally.failed > 0)
    return tests.tally.close()


if __name__ == "__main__":
    sys.exit(main())
