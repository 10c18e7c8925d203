"""Programmes from elsewhere, as JSON and CSV: import-lists.py [GAHUNDA]

schedule.json, what pretalx exports of sessions and lists over its API, and what Indico exports of
events, timetables and contributions: small files of each; a re-plan of each after a room is lost;
files that mean harm.
"""

import csv
import io
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import imports
from imports import table

# -- one programme, as each kind of file has it: two talks at a time for three hours, in three rooms

TALKS = [(room, hour) for room, hours in (("A", (9, 10, 11)), ("B", (9, 10)), ("C", (11,))) for hour in hours]
DAY = "2026-05-04"


def as_schedule(talks):
    rooms = {}
    for room, hour in talks:
        rooms.setdefault(room, []).append({
            "id": len(rooms) * 100 + hour, "code": "%s%d" % (room, hour), "title": "%s%d" % (room, hour),
            "date": "%sT%02d:00:00+02:00" % (DAY, hour), "start": "%02d:00" % hour, "duration": "01:00",
            "persons": [{"code": "P%s%d" % (room, hour), "name": "Somebody"}]})
    return json.dumps({"schedule": {"version": "1", "conference": {
        "acronym": "lost", "title": "Lost", "time_zone_name": "Europe/Vienna", "daysCount": 1,
        "days": [{"index": 1, "date": DAY, "rooms": rooms}]}}})


def rows(talks):
    return [{"ID": "%s%d" % (room, hour), "Proposal title": "%s%d" % (room, hour), "Session type": "Talk",
             "Proposal state": "confirmed", "Track": "Main", "Duration": 60, "Room": room,
             "Start": "%sT%02d:00:00+02:00" % (DAY, hour), "End": "%sT%02d:00:00+02:00" % (DAY, hour + 1),
             "Speaker IDs": ["P%s%d" % (room, hour)], "Speaker names": ["Some, Body"]} for room, hour in talks]


def as_rows(talks):
    return json.dumps(rows(talks))


def as_csv(records):
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=records[0].keys())
    writer.writeheader()
    for record in records:
        writer.writerow({key: "\n".join(value) if isinstance(value, list) else value for key, value in record.items()})
    return text.getvalue()


def as_api(talks):
    return json.dumps({"count": len(talks), "next": None, "previous": None, "results": [
        {"code": "%s%d" % (room, hour), "title": "%s%d" % (room, hour), "state": "confirmed",
         "submission_type": {"de": "Vortrag", "en": "Talk"}, "track": {"en": "Main"}, "duration": 60,
         "speakers": [{"code": "P%s%d" % (room, hour), "name": "Somebody", "avatar": None}],
         "slots": [{"start": "%sT%02d:00:00+02:00" % (DAY, hour), "end": None, "room": {"id": 3, "name": {"en": room}}}]}
        for room, hour in talks]})


def moment(hour, zone="Europe/Vienna"):
    return {"date": DAY, "time": "%02d:00:00" % hour, "tz": zone}


def contribution(room, hour):
    return {"_type": "Contribution", "id": "%d" % (hour * 10 + ord(room)), "title": "%s%d" % (room, hour),
                 "startDate": moment(hour), "endDate": moment(hour + 1), "duration": 60, "roomFullname": room,
                 "room": room, "type": None, "track": None, "session": "Main", "url": "https://x/1",
                 "speakers": [{"_type": "ContributionParticipation", "person_id": hour * 10 + ord(room),
                               "fullName": "Body, Some", "affiliation": ""}]}


def as_event(talks):
    return json.dumps({"count": 1, "_type": "HTTPAPIResult", "results": [{
        "_type": "Conference", "id": "77", "title": "Lost", "timezone": "Europe/Vienna",
        "url": "https://indico.example.org/event/77/", "startDate": moment(9),
        "contributions": [contribution(room, hour) for room, hour in talks]}]})


def as_timetable(talks):
    """Each room is a block of a session, in whose room its contributions are."""
    blocks = {}
    for room, hour in talks:
        block = blocks.setdefault("s" + room, {"entryType": "Session", "title": "Track " + room, "room": room,
                                               "id": "s" + room, "startDate": moment(hour), "duration": 60.0, "entries": {}})
        block["entries"]["c%d" % hour] = {
            "entryType": "Contribution", "contributionId": hour * 10 + ord(room), "title": "%s%d" % (room, hour),
            "startDate": moment(hour), "endDate": moment(hour + 1), "duration": 60.0, "room": "",
            "presenters": [{"firstName": "Some", "familyName": "Body", "name": "Body %s%d" % (room, hour), "email": ""}]}
    blocks["b1"] = {"entryType": "Break", "title": "Coffee", "startDate": moment(12), "duration": 30.0}
    return json.dumps({"count": 1, "results": {"77": {DAY.replace("-", ""): blocks, "20260505": {}}}})


def as_contributions(talks):
    return as_csv([{"Id": hour * 10 + ord(room), "Title": "%s%d" % (room, hour), "Description": "Long,\nlonger",
                    "Date": "%s %02d:00:00+00:00" % (DAY, hour), "Duration": "1 hour", "Type": "", "Session": "Main",
                    "Track": "", "Presenters": "Ann %d, Bob %s" % (hour, room), "Materials": ""} for room, hour in talks])


KINDS = {"schedule.json": as_schedule, "rows.json": as_rows, "rows.csv": lambda talks: as_csv(rows(talks)),
         "api.json": as_api, "event.json": as_event, "timetable.json": as_timetable}

# -- files that mean harm

HOSTILE = [
    ("no text", b"\0\1\2\3" * 99, ["no text", "schedule.xml", "Indico"]),
    ("a letter", "Dear organisers,\nplease find enclosed\n", ["neither XML nor JSON", "Indico"]),
    ("blanks", " " * 1000, ["known are"]),
    ("JSON that is something else", '{"name": "package", "version": "1.0.0"}', ["without a schedule"]),
    ("an empty list", "[]", ["without a schedule"]),
    ("half a file", as_schedule(TALKS)[:500], ["damaged, or no JSON"]),
    ("not UTF-8", as_schedule(TALKS).encode().replace(b"Lost", b"Lo\xff\xfe"), ["not all of it is UTF-8"]),
    ("a NUL", as_schedule(TALKS).replace("Lost", "Lo\0st"), ["no text"]),
    ("lists 100,000 deep", "[" * 100000, ["64 deep"]),
    ("objects 65 deep", '{"a":' * 65 + "1" + "}" * 65, ["64 deep"]),
    ("5,000,000 numbers", "[" + "0," * 5000000 + "0]", ["values"]),
    ("130,000 objects", "[" + "{}," * 130000 + "{}]", ["objects"]),
    ("one text of 15 MiB", json.dumps({"schedule": {"conference": {"title": "x" * (15 << 20)}}}), ["no event"]),
    ("a text of 17 MiB", '["' + "x" * (17 << 20) + '"]', ["16 MiB"]),
    ("a page of a list", json.dumps({"next": "https://x/?offset=2", "results": json.loads(as_rows(TALKS))}), ["one page"]),
    ("two events", json.dumps({"results": json.loads(as_event(TALKS))["results"] * 2}), ["several events"]),
    ("an event alone", json.dumps({"results": [{"_type": "Conference", "title": "T"}]}), ["detail=contributions"]),
    ("two timetables", json.dumps({"results": {"1": {}, "2": {}}}), ["timetable"]),
    ("types that are wrong", json.dumps({"schedule": {"conference": {"title": [], "days": [
        1, None, {"date": {}, "rooms": []}, {"rooms": {"A": [1, "x", {"title": [[]], "persons": {"a": 1}}]}}]}}}), ["no event"]),
    ("texts where objects should be", json.dumps({"results": {"1": {"20260504": "x", "20260505": {"s1": 7}}}}), ["no event"]),
    ("20,001 events", as_csv([{"Title": "x", "Start": DAY, "Duration": 1}] * 20001), ["20000 events"]),
    ("1,001 speakers", as_csv([{"Title": "x", "Start": DAY, "Duration": 1, "Speakers": ["P%d" % n for n in range(1001)]}]),
     ["1000 speakers"]),
    ("no events", "Title,Duration\n", ["no event"]),
    ("a column twice", "Title,Title,Duration\nx,y,1\n", ["comes twice"]),
    ("CSV that is not UTF-8", b"Title,Duration\n\xff\xfe,1\n", ["UTF-8"]),
    ("a quote that is never closed", 'Title,Duration\n"x,1\n' + "y,1\n" * 100, ["row 2"]),
    ("2,000 columns", "Title,Duration," + ",".join("c%d" % n for n in range(2000)) + "\n", ["1024 columns"]),
    ("a thousand years", "Title,Start,Duration\nx,2026-05-04T09:00,60\ny,3026-05-04T09:00,60\n", ["366"]),
]


class Tests(imports.Imports):
    def kinds(self):
        """All say the same; each is re-planned without room A."""
        for name, make in KINDS.items():
            base, ending = os.path.splitext(name)
            folder, counts = self.imported("lost-" + name, make(TALKS), ending)
            places = {title: place[1:] for title, place in self.places(folder).items()}
            self.expect(places == {"%s%d" % talk: (DAY, "%02d:00" % talk[1], "%02d:00" % (talk[1] + 1), talk[0])
                                   for talk in TALKS}, "%s: its places" % name, str(places))
            self.expect(len(table(folder, "people")) == len(table(folder, "roles")) == 6,
                        "%s: its speakers" % name, str(table(folder, "people")))
            self.expect(set(counts) <= {"seats", "no-domain", "no-timezone", "namesakes", "breaks"},
                        "%s: its losses" % name, str(counts))
            self.expect((counts.get("breaks") == 1) == (base == "timetable"), "%s: its breaks" % name)
            groups = {row["name"] for row in table(folder, "groups")}
            self.expect(groups == (set() if base == "schedule" else {"Track A", "Track B", "Track C"}
                                   if base == "timetable" else {"Main"}), "%s: its groups" % name, str(groups))
            self.lose_room_a(name, folder)
        same = [harness.tree(self.shop.folder("lost-rows" + ending)) for ending in (".json", ".csv")]
        self.expect(same[0] == same[1], "pretalx's sessions say the same as JSON and as CSV")

    def rows(self):
        """What is not accepted; a start in two columns; no end; no room; several speakers; other columns."""
        folder, counts = self.imported("rows", as_csv([
            {"ID": "AAA", "Session title": "One", "State": "accepted", "Start (date)": "2026-05-04",
             "Start (time)": "23:30:00", "Duration": "90", "Room": "", "Speaker IDs": "S1\nS2",
             "Speaker names": "Ann, the first\nBob", "Abstract": "Text"},
            {"ID": "BBB", "Session title": "Two", "State": "Confirmed", "Start (date)": "", "Start (time)": "",
             "Duration": "30", "Room": "", "Speaker IDs": "S3", "Speaker names": "Cid", "Abstract": ""},
            {"ID": "CCC", "Session title": "Three", "State": "withdrawn", "Start (date)": "", "Start (time)": "",
             "Duration": "30", "Room": "", "Speaker IDs": "", "Speaker names": "", "Abstract": ""}]), ".csv")
        self.expect(self.places(folder) == {"One": ("AAA", "2026-05-04", "23:30", "01:00", ""),
                                            "Two": ("BBB", "", "", "", "")}, "rows", str(self.places(folder)))
        self.expect(counts == {"no-timezone": 1, "no-domain": 1, "not-held": 1, "no-start": 1, "no-rooms": 1,
                               "unread abstract": 1}, "what rows lose", str(counts))
        self.expect([(row["person"], row["name"]) for row in table(folder, "people")]
                    == [("S1", "Ann, the first"), ("S2", "Bob"), ("S3", "Cid")], "speakers of rows")

    def contributions(self):
        folder, counts = self.imported("contributions", as_contributions(TALKS), ".csv")
        self.expect({place[1:] for place in self.places(folder).values()}
                    == {(DAY, "%02d:00" % hour, "%02d:00" % (hour + 1), "") for hour in (9, 10, 11)},
                    "Indico's contributions", str(self.places(folder)))
        self.expect([row["name"] for row in table(folder, "people")]
                    == ["Ann 9", "Bob A", "Ann 10", "Ann 11", "Bob B", "Bob C"], "its presenters")
        # Ann 9 and so on speak in two at a time.
        self.expect(counts == {"no-timezone": 1, "no-domain": 1, "no-rooms": 1, "unread description": 6,
                               "person-clash": 3}, "what contributions lose", str(counts))

    def sessions(self):
        """Indico's detail=sessions, in another zone than the event's: blocks with and without contributions."""
        def there(item):
            return dict(item, startDate=moment(1 + 9, "Asia/Tokyo"), endDate=None)
        event = {"_type": "Conference", "title": "Sessions", "timezone": "Europe/Vienna", "id": 5,
                 "contributions": [contribution("A", 8)],
                 "sessions": [
                     {"_type": "SessionSlot", "id": 1, "title": "Talks: first", "session": {"title": "Talks"},
                      "room": "Hall", "startDate": moment(9), "endDate": moment(12),
                      "contributions": [there(dict(contribution("A", 9), roomFullname="", room="", session=None)),
                                        contribution("B", 10)]},
                     {"_type": "SessionSlot", "id": 2, "title": "Workshop", "session": {"title": "Workshop"},
                      "room": "Lab", "startDate": moment(23), "endDate": {"date": "2026-05-05", "time": "01:00:00",
                                                                          "tz": "Europe/Vienna"},
                      "contributions": [], "conveners": [{"fullName": "Con Vener", "id": 9}]}]}
        folder, _ = self.imported("sessions", json.dumps({"results": [event]}), ".json")
        self.expect(self.places(folder) == {
            "A8": ("C145", DAY, "08:00", "09:00", "A"), "A9": ("C155", DAY, "03:00", "04:00", "Hall"),
            "B10": ("C166", DAY, "10:00", "11:00", "B"), "Workshop": ("B2", DAY, "23:00", "01:00", "Lab")},
            "blocks of sessions", str(self.places(folder)))
        self.expect({row["session"]: row["group"] for row in table(folder, "sessions")}
                    == {"C145": "Main", "C155": "Talks", "C166": "Talks", "B2": "Workshop"}, "their groups",
                    str(table(folder, "sessions")))
        self.expect(("9", "speaker", "B2") in [tuple(row.values()) for row in table(folder, "roles")], "who convenes")


def main():
    harness.program()
    tests = Tests("import-lists")
    tests.kinds()
    tests.rows()
    tests.contributions()
    tests.sessions()
    tests.hostile(HOSTILE)
    tests.damaged([make(TALKS) for make in KINDS.values()] + [as_contributions(TALKS)], 40,
                  lambda at, letter: letter.isalnum())
    tests.shop.close(keep=tests.tally.failed > 0)
    return tests.tally.close()


if __name__ == "__main__":
    sys.exit(main())
