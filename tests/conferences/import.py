"""Programmes from elsewhere, as schedule.xml: import.py [GAHUNDA] [kigali]

Our own export of tiny (with `kigali`, of Kigali too) comes back the same; small files in the
dialects and with the quirks of other programs; a re-plan after a room is lost; files that mean harm.
"""

import csv
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import imports
from imports import AT, table

HEAD = "<?xml version='1.0' encoding='utf-8'?>\n"

FRAB = HEAD + """<schedule><generator name="frab" version="0.9"/><version>1</version>
<conference><acronym>camp26</acronym><title>Camp 26</title><start>2026-02-06</start>
<end>2026-02-07</end><days>5</days><timeslot_duration>00:15</timeslot_duration>
<base_url>https://camp.example.org/2026/</base_url><time_zone_name>Europe/Berlin</time_zone_name></conference>
<day index="1" date="2026-02-06" start="2026-02-06T04:00:00+01:00" end="2026-02-07T04:00:00+01:00">
<room name="Saal 1">
<event guid="11111111-1111-4111-8111-111111111111" id="101"><date>2026-02-06T11:00:00+01:00</date>
<start>11:00</start><duration>00:45</duration><room>Saal 1</room><slug>camp26-101-opening</slug>
<title>Opening &lt;b&gt;bold&lt;/b&gt; &amp;amp; bright</title><track>Society: art</track><type>lecture</type>
<abstract>Something</abstract><persons><person id="1">Ann</person><person id="2">Ann</person></persons>
<stream_key>x</stream_key></event>
<event guid="22222222-2222-4222-8222-222222222222" id="102"><date>2026-02-06T22:30:00Z</date>
<start>23:30</start><duration>3:00</duration><title>Night</title></event>
<event guid="33333333-3333-4333-8333-333333333333" id="103"><date>2026-02-07T02:45:00+01:00</date>
<start>02:45</start><duration>0:15</duration><title>Later that night</title></event>
</room></day></schedule>"""

PRETALX = HEAD + """<schedule><generator name="pretalx"/><conference><title>Talks</title>
<acronym>talks</acronym><days>1</days><time_zone_name>Europe/Lisbon</time_zone_name></conference>
<day index="1" date="2026-07-01" start="2026-07-01T04:00:00+01:00" end="2026-07-02T03:59:00+01:00">
<room name="A: main" guid="a0000000-0000-4000-8000-000000000000">
<event guid="b1000000-0000-4000-8000-000000000000" id="9001" code="XYZ1">
<date>2026-07-01T10:00:00+01:00</date><start>10:00</start><duration>00:30</duration><title>Both rooms</title>
<persons><person guid="c0">Bob</person></persons></event>
<event guid="b2000000-0000-4000-8000-000000000000" id="9002" code="XYZ2">
<date>2026-07-01T10:30:00+01:00</date><start>10:30</start><duration>1:02:00</duration><title>x &lt; y</title></event>
</room><room name="none">
<event guid="b1000000-0000-4000-8000-000000000000" id="9001" code="XYZ1">
<date>2026-07-01T10:00:00+01:00</date><start>10:00</start><duration>00:30</duration><title>Both rooms</title>
<persons><person guid="c0">Bob</person></persons></event>
</room></day></schedule>"""

# No guid, no zone, no date of events; a day that changes at six.
PENTABARF = HEAD + """<schedule><conference><title>Old</title><day_change>06:00:00</day_change></conference>
<day date="2010-02-06" index="1"><room name="Janson">
<event id="7"><start>10:00:00</start><duration>01:00:00</duration><title>Twice</title></event>
<event id="7"><start>14:00</start><duration>01:00</duration><title>Twice</title></event>
<event id="7"><start>14:00</start><duration>01:00</duration><title>Twice</title></event>
<event id="8"><start>05:30</start><duration>30</duration><title>Dawn</title></event>
<event id="9"><start>12:00</start><title>Endless</title></event>
<event id="10"><duration>00:30</duration><title>Some time</title></event>
</room><room>
<event id="11"><start>10:30</start><duration>00:30</duration><title></title></event>
</room></day></schedule>"""

# No guid, no dates, no change of day: the small hours until four are the night before.  One event
# in two rooms, one that lasts over midnight and one that begins after it.
FOSDEM = HEAD + """<schedule><generator name="pentabarf"/><conference><title>Free 2026</title>
<start>2026-01-31</start><end>2026-02-01</end><days>2</days><timeslot_duration>00:05:00</timeslot_duration>
<base_url>https://free.example.org/2026/schedule/</base_url><time_zone_name>Europe/Brussels</time_zone_name>
</conference><tracks><track online_qa="true">Keynotes</track></tracks>
<day index="1" date="2026-01-31"><room name="Janson" slug="janson">
<event id="21"><start>09:30</start><duration>00:25</duration><room>Janson</room><slug>welcome</slug>
<title>Welcome</title><subtitle/><track>Keynotes</track><type>keynote</type><language/><persons><person id="5">Eve</person></persons></event>
<event><start>23:30</start><duration>01:00</duration><slug>night</slug><title>Night</title></event>
<event id="23"><start>00:30</start><duration>3:00</duration><title>Small hours</title></event>
<event id="24"><start>04:00</start><duration>00:30</duration><title>Birds</title></event>
</room><room name="K.1">
<event id="21"><start>09:30</start><duration>00:25</duration><room>K.1</room><slug>welcome</slug><title>Welcome</title></event>
</room></day><day index="2" date="2026-02-01"><room name="Janson">
<event id="25"><start>10:00:00</start><duration>00:45:00</duration><title>Second day</title></event>
</room></day></schedule>"""

# Two talks at a time for three hours, in three rooms.
LOST_ROOM = HEAD + """<schedule><conference><title>Lost</title><acronym>lost</acronym>
<time_zone_name>UTC</time_zone_name></conference><day date="2026-05-04" index="1">%s</day></schedule>""" % "".join(
    '<room name="%s">%s</room>' % (room, "".join(
        '<event id="%s%d"><start>%02d:00</start><duration>1:00</duration><title>%s%d</title>'
        '<persons><person>P%s%d</person></persons></event>' % (room, hour, hour, room, hour, room, hour)
        for hour in hours))
    for room, hours in (("A", (9, 10, 11)), ("B", (9, 10)), ("C", (11,))))


def one_event(inside, outside=""):
    return HEAD + outside + ("<schedule><conference><title>T</title></conference><day date='2026-05-04'>"
                             "<room name='A'><event id='1'>%s</event></room></day></schedule>" % inside)


WHEN = "<start>09:00</start><duration>1:00</duration>"
LAUGHS = "<!DOCTYPE schedule [<!ENTITY a 'ha'>%s]>" % "".join(
    "<!ENTITY %s '%s'>" % (chr(98 + n), "&%s;" % chr(97 + n) * 10) for n in range(9))
# (what, octets or text, words of the sentence)
HOSTILE = [
    ("an empty file", "", ["empty"]),
    ("noise", bytes(range(256)) * 20, ["no text"]),
    ("half a letter of UTF-32", b"<\0\0\0T", ["damaged"]),
    ("a page", "<html><body>no</body></html>", ["no schedule", "html"]),
    ("half a file", FRAB[:700], ["damaged"]),
    ("no UTF-8", one_event(WHEN + "<title>").encode() + b"\xff\xfe", ["damaged"]),
    ("a NUL", one_event(WHEN + "<title>\0</title>"), ["damaged"]),
    ("a text ten times ten times over", one_event(WHEN + "<title>&j;</title>", LAUGHS), ["DTD"]),
    ("a file from elsewhere", one_event(WHEN + "<title>&a;</title>",
     "<!DOCTYPE schedule [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"), ["DTD"]),
    ("a DTD from elsewhere", one_event(
        WHEN, "<!DOCTYPE schedule SYSTEM 'http://127.0.0.1:9/x.dtd'>"), ["DTD"]),
    ("an entity that nothing declares", one_event(WHEN + "<title>&nbsp;</title>"), ["damaged"]),
    ("elements 100,000 deep", one_event("<a>" * 100000), ["damaged"]),
    ("an element with 200,000 attributes", one_event("<a %s/>" % " ".join(
        "a%d='1'" % n for n in range(200000))), ["256 KiB"]),
    ("an event without an end", one_event("<x>y</x>" * 100000), ["256 KiB"]),
    ("33 MiB of blanks", one_event(WHEN + " " * (33 << 20)), ["32 MiB"]),
    ("20,001 events", one_event(WHEN + "</event>" + "<event>%s</event>" % WHEN * 20000 + "<event>"),
     ["20000 events"]),
    ("no events", HEAD + "<schedule><day date='2026-05-04'/></schedule>", ["no event"]),
    ("a day that is none", one_event(WHEN).replace("2026-05-04", "2026-02-30"), ["no event"]),
    ("a thousand years", one_event(WHEN + "</event><event><date>3026-05-04</date>" + WHEN),
     ["366"]),
    ("5,001 rooms", one_event(WHEN + "</event></room>" + "".join(
        "<room name='R%d'><event>%s</event></room>" % (n, WHEN) for n in range(5001))
        + "<room><event>"), ["5000 rooms"]),
    ("one event in 101 rooms", one_event(WHEN + "</event></room>" + "".join(
        "<room name='R%d'><event id='1'>%s</event></room>" % (n, WHEN) for n in range(100))
        + "<room><event>"), ["100 rooms"]),
]


class Tests(imports.Imports):
    # -- our own

    def own(self, example, effort):
        made, folder = self.shop.folder(example), self.shop.folder(example + "-imported")
        at = ["--at", harness.day_before(os.path.join(harness.EXAMPLES, example))]
        self.done("new", ["new", made, "--from", example])
        harness.run(["plan", made, "--effort", effort, "--threads", 1, "--seed", 1] + at)
        self.done("publish", ["publish", made, "--incomplete"] + at)
        source = os.path.join(made, "programme", "current", "schedule.xml")
        self.done("import of our own", ["import", source, folder])
        rooms = {row["room"]: row["name"] for row in table(made, "rooms")}
        closed = {row["session"] for row in table(made, "sessions") if row.get("closed") == "yes"}
        was = sorted(("Busy" if row["session"] in closed else row["title"], row["date"], row["start"], row["end"], rooms.get(row["room"], ""))
                     for row in table(os.path.join(made, "programme", "current"), "schedule")
                     if row["status"] == "planned")
        names = {row["room"]: row["name"] for row in table(folder, "rooms")}
        now = sorted((row["title"], row["date"], row["start"], row["end"], names.get(row["room"], ""))
                     for row in table(os.path.join(folder, "programme", "0001"), "schedule"))
        self.expect(len(was) > 5 and was == now, "%s comes back the same" % example,
                    str(sorted(set(was) ^ set(now))[:6]))
        long = {row["session"]: row["minutes"] for row in table(made, "sessions")}
        titles = [(row["title"], row["minutes"]) for row in table(folder, "sessions")]
        self.expect(sorted(titles) == sorted(
            ("Busy" if row["session"] in closed else row["title"], long[row["session"]])
            for row in table(os.path.join(made, "programme", "current"), "schedule")
            if row["status"] == "planned"), "%s: durations too" % example)
        again = self.shop.folder(example + "-again")
        self.done("import once more", ["import", source, again])
        self.expect(harness.tree(again) == harness.tree(folder), "the same file gives the same bytes")
        other = self.shop.folder(example + "-json")
        self.done("import of schedule.json", ["import", source[:-4] + ".json", other])
        for name in ("conference", "groups", "sessions", "programme/0001/schedule"):
            self.expect(table(folder, name) == table(other, name), "%s: schedule.json says the same in %s" % (example, name))
        seats = {row["name"]: row["seats"] for row in table(made, "rooms")}
        self.expect([{**row, "seats": seats.get(row["name"], "0")} for row in table(folder, "rooms")] == table(other, "rooms"),
                    "%s: schedule.json has the rooms, and their seats" % example)
        self.expect([row["name"] for row in table(folder, "people")] == [row["name"] for row in table(other, "people")],
                    "%s: schedule.json names the same people" % example)
        self.expect(os.readlink(os.path.join(folder, "programme", "current")) == "0001",
                    "current leads to it")
        return folder, at

    def tiny(self):
        folder, at = self.own("tiny", 20000)
        self.done("what was imported keeps every rule", ["verify", folder, "0001"])
        said = self.done("re-plan without a change", ["replan", folder, "--effort", 20000] + at).out
        self.expect("nothing moved" in said, "nothing moves without a reason", said)
        self.done("publish of what was imported", ["publish", folder] + at)
        self.done("verify of that", ["verify", folder, "0002"])

    # -- dialects

    def frab(self):
        folder, counts = self.imported("frab", FRAB)
        self.expect(self.places(folder) == {
            "Opening bold & bright": ("101", "2026-02-06", "11:00", "11:45", "Saal 1"),
            "Night": ("102", "2026-02-06", "23:30", "02:30", "Saal 1"),
            "Later that night": ("103", "2026-02-07", "02:45", "03:00", "Saal 1")}, "frab's times",
            str(self.places(folder)))
        self.expect(counts == {"days": 1, "namesakes": 1, "unread abstract": 1,
                               "unread stream_key": 1, "seats": 1}, "frab's losses", str(counts))
        keys = {row["key"]: row["value"] for row in table(folder, "conference")}
        self.expect((keys["timezone"], keys["grid_minutes"], keys["hours"], keys["domain"], keys["first_day"])
                    == ("Europe/Berlin", "15", "11:00-27:00", "camp.example.org", "2026-02-06"),
                    "frab's conference", str(keys))
        self.expect(sorted((row["person"], row["what"]) for row in table(folder, "roles"))
                    == [("1", "101"), ("2", "101")], "two people of one name")
        self.expect([row["group"] for row in table(folder, "groups")] == ["Society- art"], "a track")

    def pretalx(self):
        folder, counts = self.imported("pretalx", PRETALX)
        self.expect(self.places(folder) == {
            "Both rooms": ("XYZ1", "2026-07-01", "10:00", "10:30", "A- main + none"),
            "x < y": ("XYZ2", "2026-07-01", "10:30", "12:30", "A- main")}, "pretalx's times",
            str(self.places(folder)))
        self.expect([row["minutes"] for row in table(folder, "sessions")] == ["30", "1560"],
                    "a duration of days")
        self.expect({row["room"]: row["parts"] for row in table(folder, "rooms")}["A- main + none"]
                    == "A- main;none-2", "a room made of two")
        self.expect(counts == {"joint": 1, "no-domain": 1, "seats": 2 + 1}, "pretalx's losses", str(counts))

    def pentabarf(self):
        folder, counts = self.imported("pentabarf", PENTABARF)
        places = sorted(self.places(folder).values())
        self.expect(places == [("10", "", "", "", ""), ("11", "2010-02-06", "10:30", "11:00", ""),
                               ("7-2", "2010-02-06", "14:00", "15:00", "Janson"),
                               ("8", "2010-02-07", "05:30", "06:00", "Janson")],
                    "pentabarf's times", str(places))
        self.expect(counts == {"no-domain": 1, "no-timezone": 1, "no-duration": 1, "no-start": 1,
                               "double": 1, "repeated": 1, "seats": 1}, "pentabarf's losses", str(counts))
        self.expect({row["session"]: row["room"] for row in table(folder, "sessions")}["11"] == "none",
                    "no room is needed where there was none")

    def fosdem(self):
        folder, counts = self.imported("fosdem", FOSDEM)
        self.expect(self.places(folder) == {
            "Welcome": ("21", "2026-01-31", "09:30", "09:55", "Janson + K.1"),
            "Night": ("night", "2026-01-31", "23:30", "00:30", "Janson"),
            "Small hours": ("23", "2026-02-01", "00:30", "03:30", "Janson"),
            "Birds": ("24", "2026-01-31", "04:00", "04:30", "Janson"),
            "Second day": ("25", "2026-02-01", "10:00", "10:45", "Janson")}, "FOSDEM's times",
            str(self.places(folder)))
        self.expect(counts == {"joint": 1, "seats": 3}, "FOSDEM's losses", str(counts))
        self.expect([row["role"] + row["person"] + row["what"] for row in table(folder, "roles")]
                    == ["speaker521"], "FOSDEM's speakers")

    # -- re-planning, refusing

    def lost_room(self):
        """First one room of three, then another: its sessions take other times then."""
        folder, _ = self.imported("lost", LOST_ROOM)
        replan = self.lose_room_a("lost", folder)
        self.edit(folder, "rooms", "C,C,0,,,\n", "")
        self.done("re-plan with too few rooms", replan, 4)
        self.edit(folder, "conference", "hours,09:00-12:00", "hours,09:00-15:00")
        said = self.done("re-plan in longer hours", replan).out
        self.expect(re.search(r"3 sessions moved, 3 people: proved least", said)
                    and re.search(r"1 session changed .*1 people: proved least", said),
                    "two lost rooms are proved least", said)
        self.notices(folder)
        self.one_notice()

    def one_notice(self):
        """What stayed is not in the notice of somebody for whom something else moved, either."""
        talk = ('<room name="%s"><event id="%s"><start>%s</start><duration>1:00</duration><title>%s</title>'
                '<persons><person id="5">Ann Both</person></persons></event></room>')
        folder, _ = self.imported("both", LOST_ROOM[:LOST_ROOM.index("<room")]
                                  + talk % ("A", "one", "09:00", "Going") + talk % ("B", "two", "11:00", "Staying")
                                  + "</day></schedule>")
        self.edit(folder, "conference", "hours,09:00-12:00", "hours,09:00-13:00")
        self.done("a start for one", ["pin", folder, "one", "--at", "2026-05-04T10:00"])
        self.done("re-plan for it", ["replan", folder, "--effort", "2000"] + AT)
        self.done("publish for both", ["publish", folder] + AT)
        with open(os.path.join(folder, "programme", "0002", "notices", "5.txt"), encoding="utf-8") as file:
            text = file.read()
        self.expect("Going" in text and "Staying" not in text, "what stayed is no news beside what moved", text)
        said = self.done("why not both at once", ["explain", folder, "two", "2026-05-04T10:00", "B"], 4).out
        for words in ("Ann Both (5) must be in both", "has Ann Both (5), who is nowhere else meanwhile"):
            self.expect(words in said, "who is only a number is told by name: " + words, said)

    def notices(self, folder):
        """The imported revision had no calendars: what stayed is no news, and what moved says from where."""
        self.done("publish after the re-plan", ["publish", folder] + AT)
        self.done("verify of what was published", ["verify", folder, "0002"])
        shelf = os.path.join(folder, "programme", "0002", "notices")
        told = []
        for name in sorted(os.listdir(shelf)):
            if name.endswith(".txt"):
                with open(os.path.join(shelf, name), encoding="utf-8") as file:
                    told += [line for line in file.read().split("\n") if line.startswith("- ")]
        self.expect(len(told) == 4 and all(re.search(r"; was Mon 4 May \d\d:00-\d\d:00, [AC]\.", line) for line in told),
                    "four people are told, from where", "\n".join(told))

    def clashes(self):
        text = LOST_ROOM.replace("<start>10:00", "<start>09:30")
        folder, counts = self.imported("clash", text)
        self.expect(counts.get("room-clash") == 2, "rooms that have two at once are told", str(counts))
        said = self.done("verify of them", ["verify", folder, "0001"], 1).out
        self.expect(said.count("room-clash:") == 2, "and found", said)

    def refuses(self):
        source = self.shop.folder("frab.xml")
        there = harness.tree(self.shop.folder("frab"))
        self.done("import where there is something", ["import", source, self.shop.folder("frab")], 2)
        self.expect(harness.tree(self.shop.folder("frab")) == there, "nothing is overwritten")
        self.done("import of nothing", ["import", self.shop.folder("nothing.xml"),
                                        self.shop.folder("new")], 3)
        self.done("import of a folder", ["import", self.shop.folder("frab"), self.shop.folder("new")], 2)
        self.done("import where no folder can be", ["import", source, "/dev/null/conf"], 3)


def main():
    harness.program()
    tests = Tests("import")
    tests.tiny()
    tests.frab()
    tests.pretalx()
    tests.pentabarf()
    tests.fosdem()
    tests.lost_room()
    tests.clashes()
    tests.refuses()
    tests.hostile(HOSTILE)
    # Digits, and not in the first line: there is no version 1:0 of XML.
    tests.damaged((FRAB, PRETALX, PENTABARF, FOSDEM), 40,
                  lambda at, letter: at > len(HEAD) and letter.isdigit())
    if "kigali" in harness.arguments():
        tests.own("kigali", 200000)
    tests.shop.close(keep=tests.tally.failed > 0)
    return tests.tally.close()


if __name__ == "__main__":
    sys.exit(main())
