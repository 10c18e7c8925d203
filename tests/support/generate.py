"""Small random conferences, each with a complete programme planted in it.

A programme comes first: sessions are put into rooms at random times, people get roles, delegations
their covers, teams their sittings.  Then sheets are derived that this programme keeps: windows
around the planted times, relations that hold in it, limits no tighter than what it uses.  So every
such conference can be planned completely, and a planner that does not manage has something to
explain.  The contract's columns all occur, each in a good part of the conferences.

    generate.py SEED FOLDER [--pinned]

writes FOLDER/sheets and FOLDER/planted (schedule, attendance, speeches).  With --pinned every session
is pinned to its planted place: a planner that fails then takes the planted programme for wrong,
one that fails only without does not find it.  Other scripts use make (seed, folder).

The same seed gives the same files.
"""

import csv
import datetime
import io
import itertools
import os
import random
import sys
import zoneinfo

import oracle
from oracle import DAY_NAMES, Thing, clock_text

ZONES = ["Africa/Kigali", "Africa/Kigali", "Europe/Zurich", "America/New_York", "Asia/Kolkata",
         "Asia/Kathmandu", "UTC"]
WORDS = ["Access", "Spectrum", "Skills", "Café & réseau", "Budget, part \"B\"", "网络", "الشباب",
         "Women; in ICT", "Emergency", "IPv6"]
LAYOUTS = ["classroom", "theatre", "boardroom"]
FEATURES = ["booths6", "hybrid", "captioning", "stage"]
KINDS = ["plenary", "committee", "panel", "talk", "side"]
REGIONS = ["AFR", "EUR", "ASP"]
ROLES = ["chair", "vice-chair", "secretary", "moderator"]

COLUMNS = {
    "conference": "key value",
    "rooms": "room name venue seats seats:classroom seats:theatre seats:boardroom layout "
             "layout_change_minutes features open turnaround_minutes parts cost because",
    "travel": "from to minutes",
    "patterns": "pattern days starts cost",
    "groups": "group name parent kind order_minutes access",
    "sessions": "session title title:fr group kind tags minutes pattern start room venue window "
                "attendance layout features teams after theme speeches optional priority cancelled "
                "closed was because",
    "relations": "a relation b minutes within level weight",
    "limits": "of most per during level weight",
    "people": "person name email delegation kind rank region gender sector language timezone present "
              "away remote needs",
    "roles": "person role what",
    "delegations": "delegation name size region flags weight timezone",
    "attends": "who what level",
    "teams": "team kind available most_minutes rest_minutes most_per_day most_minutes_per_day "
             "day_minutes most_in_5_workdays remote",
    "speeches": "speaker session minutes theme available mode",
    "rules": "rule of level weight value because",
    "pins": "session start room because",
}


class Maker:
    """One conference in the making.  Sheets are lists of dicts; planted things are Things."""

    def __init__(self, seed, folder):
        self.random = random.Random("gahunda %d" % seed)
        self.seed = seed
        self.sheets_folder = os.path.join(folder, "sheets")
        self.planted_folder = os.path.join(folder, "planted")
        self.rows = {name: [] for name in COLUMNS}
        self.busy = {}      # person -> [(start, end, placed, is a role)]
        self.covers = []    # (person, session)
        self.calendars = {}  # file in the folder -> bytes
        # How narrowly the sheets are drawn around the planted programme.
        self.tight = self.random.choice([0.1, 0.3, 0.3, 0.6])

    def chance(self, part):
        return self.random.random() < part

    def some(self, things, most):
        things = list(things)
        return self.random.sample(things, min(len(things), self.random.randint(0, most)))

    def make(self):
        self.make_conference()
        self.make_rooms()
        self.make_groups()
        self.place_sessions()
        self.name_sessions()
        self.describe_sessions()
        self.make_patterns()
        self.make_people()
        self.give_roles()
        self.plant_speeches()
        self.plant_teams()
        self.make_order()
        self.make_rules()
        self.write()  # what follows uses selectors, which the oracle resolves
        self.conference = oracle.Conference(self.sheets_folder)
        self.programme = self.planted()
        self.make_attends()
        self.make_relations()
        self.make_limits()
        self.limit_teams()
        self.limit_presence()
        self.make_newer()
        self.write()
        self.write_planted()

    # ---- frame

    def make_conference(self):
        pick = self.random.choice
        self.first = datetime.date(2026, 1, 5) + datetime.timedelta(days=self.random.randrange(700))
        self.n_days = self.random.randint(2, 6)
        self.grid = pick([5, 10, 15, 15, 30])
        self.turnaround = pick([0, 0, 5, 15, 30])
        self.seats_percent = pick([100, 100, 80, 50])
        self.zone = pick(ZONES)
        self.role_gap = pick([0, 0, 0, 10, 20])
        self.share_out = self.chance(0.75)
        hours, self.day_spans = pick([
            (None, [(480, 1320)]),
            ("08:00-22:00", [(480, 1320)]),
            ("09:00-12:30;13:30-21:00", [(540, 750), (810, 1260)]),
            ("08:00-26:00", [(480, 1560)]),
            ("18:00-28:00;08:00-12:00", [(480, 720), (1080, 1680)])])
        last = self.first + datetime.timedelta(days=self.n_days - 1)
        keys = {"name": "Conférence, no. %d" % self.seed, "id": "C%d" % self.seed,
                "domain": "example.org", "timezone": self.zone,
                "first_day": self.first.isoformat(), "last_day": last.isoformat(),
                "grid_minutes": str(self.grid) if self.grid != 5 or self.chance(0.5) else None,
                "hours": hours, "turnaround_minutes": str(self.turnaround) or None,
                "seats_percent": str(self.seats_percent) if self.seats_percent != 100 else None,
                "workdays": pick([None, "Mon-Fri", "Mon-Sat", "Sun-Thu"]),
                "languages": pick([None, "en", "en;fr"]),
                "url": pick([None, "https://example.org/wtdc"]),
                "freeze": pick([None, "18:00"]), "notice_minutes": pick([None, "60"]),
                "share_out": "yes" if self.share_out and self.chance(0.5) else
                             None if self.share_out else "no"}
        self.rows["conference"] = [{"key": key, "value": value} for key, value in keys.items()
                                   if value is not None]

    def make_rooms(self):
        pick, chance = self.random.choice, self.chance
        self.venues = self.random.sample(["KCC", "Intare", "Hôtel"], self.random.randint(1, 3))
        self.rooms = {}
        for index in range(self.random.randint(2, 7)):
            name = pick(["R%d", "Hall %d", "MH%d"]) % index
            seats = pick([10, 20, 30, 50, 100, 200])
            room = Thing(id=name, venue=pick(self.venues), seats=seats, layouts={}, parts=[],
                         layout=pick(["", "", "classroom", "theatre"]),
                         change=pick([0, 0, 10, 20]),
                         features=set(self.some(FEATURES, 4)),
                         turnaround=pick([None, None, 0, 10, 25]))
            for layout in LAYOUTS:
                if chance(0.4):
                    least = 1 if layout == room.layout else 0
                    room.layouts[layout] = pick([0, seats // 2, seats, seats * 2]) or least * seats
            self.rooms[name] = room
        if len(self.rooms) >= 3 and chance(0.4):
            self.join_rooms()
        self.venues = sorted({room.venue for room in self.rooms.values()})
        for one, other in itertools.combinations(self.venues, 2):
            if chance(0.7):
                self.rows["travel"].append({"from": one, "to": other,
                                            "minutes": str(pick([5, 10, 20, 30, 45]))})
        for room in self.rooms.values():
            room.atoms = {room.id} | set(room.parts)
            room.gap = self.turnaround if room.turnaround is None else room.turnaround

    def join_rooms(self):
        names = list(self.rooms)
        parts = [self.rooms[name] for name in names[:2]]
        parts[1].venue = parts[0].venue
        whole = Thing(id="+".join(names[:2]).replace(" ", ""), venue=parts[0].venue,
                      seats=parts[0].seats + parts[1].seats, layouts={}, layout="", change=15,
                      features=parts[0].features, turnaround=None, parts=names[:2])
        self.rooms[whole.id] = whole
        if len(names) >= 4 and self.chance(0.5):
            third = self.rooms[names[2]]
            third.venue = parts[0].venue
            other = Thing(id="Wing", venue=third.venue, seats=parts[1].seats + third.seats,
                          layouts={}, layout="theatre", change=0, features=third.features,
                          turnaround=20, parts=names[1:3])
            self.rooms[other.id] = other

    def make_groups(self):
        self.groups = {}
        for index in range(self.random.randint(2, 6)):
            name = ["PL", "COM3", "COM4", "AH301", "TRACK X", "SIDE"][index]
            parent = self.random.choice(list(self.groups)) if self.groups and self.chance(0.5) else ""
            self.groups[name] = Thing(id=name, parent=parent, order=None, access="", sessions=[],
                                      kind=self.random.choice(KINDS + [""]))

    # ---- the planted programme

    def place_sessions(self):
        self.sessions, self.joined = [], set()
        for _ in range(self.random.randint(5, 30)):
            session = Thing(group=self.random.choice(list(self.groups) + [""]), start=None, end=None,
                            room="", needs_room=not self.chance(0.06), fixed=False, teams=[],
                            minutes=self.random.choice([30, 45, 60, 60, 75, 90, 120, 180]),
                            kind=self.random.choice(["", "", ""] + KINDS), reserve=False,
                            cancelled=self.chance(0.06), optional=self.chance(0.15))
            session.leave_out = session.cancelled or (session.optional and self.chance(0.5))
            if session.optional and session.leave_out and not session.cancelled and self.chance(0.3):
                session.reserve, session.kind = True, "reserve"
            if self.chance(0.2):
                session.minutes += self.random.choice([5, 10, -10])
            if not session.leave_out and not self.place(session):
                continue
            self.sessions.append(session)
        self.placed = [session for session in self.sessions if session.start is not None]

    def place(self, session):
        placed = [other for other in self.sessions if other.start is not None and other.room]
        if placed and session.needs_room and self.chance(0.2):
            if self.place_joined(session, self.random.choice(placed)):
                return True
        for _ in range(80):
            day = self.random.randrange(self.n_days)
            first, last = self.random.choice(self.day_spans)
            if last - first < session.minutes:
                continue
            session.fixed = self.chance(0.08)
            step = 1 if session.fixed else self.grid
            first_start = -(-first // step) * step
            start = self.random.randrange(first_start, last - session.minutes + 1, step)
            if (start % 1440) % step or day * 1440 + start >= self.n_days * 1440:
                continue
            session.room = self.random.choice(list(self.rooms)) if session.needs_room else ""
            if self.is_vacant(session, day * 1440 + start):
                return self.settle(session, day * 1440 + start)
        return False

    def settle(self, session, start):
        session.start, session.end = start, start + session.minutes
        return True

    def place_joined(self, session, before):
        """Right behind another one, as `joined` allows."""
        day = before.start // 1440
        if ((before.end % 1440) % self.grid or before.end >= self.n_days * 1440
                or not any(day * 1440 + a <= before.end and
                           before.end + session.minutes <= day * 1440 + b
                           for a, b in self.day_spans)):
            return False
        session.room, session.fixed = before.room, False
        if not self.is_vacant(session, before.end, before):
            return False
        self.joined.add((before, session))
        return self.settle(session, before.end)

    def is_vacant(self, session, start, joined=None):
        if not session.room:
            return True
        room = self.rooms[session.room]
        for other in self.sessions:
            if other.start is None or not other.room:
                continue
            theirs = self.rooms[other.room]
            gap = max(room.gap, theirs.gap) + max(room.change, theirs.change)
            gap = 0 if other is joined else gap
            if (room.atoms & theirs.atoms and start < other.end + gap
                    and other.start < start + session.minutes + gap):
                return False
        return True

    def name_sessions(self):
        """Sheet order: by time within a group that shall have an order, else as it comes."""
        self.random.shuffle(self.sessions)
        for group in self.groups.values():
            own = [session for session in self.sessions if session.group == group.id]
            placed = [session for session in own if session.start is not None]
            placed.sort(key=lambda session: session.start)
            gaps = [b.start - a.end for a, b in zip(placed, placed[1:])]
            group.ordered = bool(gaps) and min(gaps) >= 0 and self.chance(0.7)
            if group.ordered:
                slots = [index for index, session in enumerate(self.sessions) if session in placed]
                for slot, session in zip(slots, placed):
                    self.sessions[slot] = session
                group.order = self.random.choice([0, min(gaps), min(gaps) // 2])
            elif len(placed) < 2 and self.chance(0.3):
                group.order = 30
            group.kind = group.kind if group.kind != "reserve" else ""
            group.sessions = [session for session in self.sessions if session.group == group.id]
            for index, session in enumerate(group.sessions):
                session.id = "%s-%02d" % (group.id, index + 1)
        for index, session in enumerate(self.sessions):
            if not session.group:
                session.id = "S%d" % index
        self.by_id = {session.id: session for session in self.sessions}

    # ---- what the sheets say of it

    def date(self, day):
        return (self.first + datetime.timedelta(days=day)).isoformat()

    def moment(self, minute):
        return "%s%s%s" % (self.date(minute // 1440), self.random.choice("T "),
                           clock_text(minute % 1440))

    def times_around(self, spans, pad=None):
        """A cell of times in which each of these spans lies."""
        pad = self.random.choice([0, 15, 30, 60, 120, 240]) if pad is None else pad
        by_day = {}
        for start, end in spans:
            by_day.setdefault(start // 1440, []).append((start % 1440, start % 1440 + end - start))
        hulls = {day: (max(0, min(a for a, _ in those) - self.random.randint(0, pad)),
                       max(b for _, b in those) + self.random.randint(0, pad))
                 for day, those in by_day.items()}
        whole = min([a for a, _ in hulls.values()], default=0), max([b for _, b in hulls.values()],
                                                                    default=1440)
        hours = lambda span: "%s-%s" % tuple(map(clock_text, span))
        style = self.random.randrange(7)
        names = {day: DAY_NAMES[(self.first.weekday() + day) % 7] for day in hulls}
        if style == 0 and hulls:
            return ";".join("%s %s" % (self.date(day), hours(hulls[day])) for day in sorted(hulls))
        if style == 1 and hulls:
            return "; ".join("%s %s" % (names[day], hours(hulls[day])) for day in sorted(hulls))
        if style == 2:
            return "* " + hours(whole)
        if style == 3 and hulls:
            return "%s/%s %s" % (self.date(min(hulls)), self.date(max(hulls)), hours(whole))
        if style == 4 and hulls:
            return ";".join("%s/%s" % (self.moment(day * 1440 + a).replace(" ", "T"),
                                       self.moment(day * 1440 + b).replace(" ", "T"))
                            for day, (a, b) in sorted(hulls.items()))
        last = max([end - 1 for _, end in spans], default=0) // 1440
        if style == 5 and hulls and last < self.n_days:
            return "%s/%s" % (self.date(min(hulls)), self.date(last))
        if last < self.n_days and self.chance(0.5):
            days = range(self.n_days) if not spans else sorted(
                {day for start, end in spans for day in range(start // 1440, (end - 1) // 1440 + 1)})
            return ";".join(self.date(day) for day in days)
        return "*"

    def describe_sessions(self):
        for session in self.sessions:
            row = {"session": session.id, "title": self.random.choice(WORDS) + " " + session.id,
                   "title:fr": self.random.choice(["", "Séance " + session.id]),
                   "group": session.group, "minutes": str(session.minutes), "kind": session.kind,
                   "tags": ";".join(self.some(["t1", "t2", "hot"], 2)), "room": "",
                   "optional": "yes" if session.optional else self.random.choice(["", "no"]),
                   "cancelled": "yes" if session.cancelled else "",
                   "closed": "yes" if self.chance(0.15) else "",
                   "priority": self.random.choice(["", "", "3"]),
                   "was": "OLD-" + session.id if self.chance(0.1) else "",
                   "theme": self.random.choice(["", "access", "adoption"]),
                   "because": self.random.choice(["", "", "asked for by the host"])}
            if not session.needs_room:
                row["room"] = "none"
            session.row = row
            if session.start is not None:
                self.describe_place(session, row)
            else:
                row["attendance"] = self.random.choice(["", "5", "20"])
            self.rows["sessions"].append(row)
        for session in self.placed:
            self.maybe_pin(session)

    def describe_place(self, session, row):
        if self.chance(self.tight):
            spans = [(session.start, session.end)]
            row["window"] = self.times_around(spans)
        if session.fixed:
            row["start"] = self.moment(session.start)
        if not session.room:
            return
        room = self.rooms[session.room]
        layouts = [name for name in LAYOUTS if room.layouts.get(name) != 0]
        row["layout"] = self.random.choice(layouts) if layouts and self.chance(0.3) else ""
        seats = min(room.layouts.get(row["layout"] or room.layout, room.seats),
                    room.seats if not row["layout"] else 10 ** 6) * self.seats_percent // 100
        row["attendance"] = self.random.choice(["", str(seats), str(seats // 2), str(seats // 4)])
        wishes = self.random.choice(["", "hybrid?", "stage?"])
        needed = self.some(sorted(room.features), 2) if self.chance(self.tight) else []
        row["features"] = ";".join(needed + ([wishes] if wishes else []))
        if self.chance(self.tight / 2):
            names = set(self.some(self.rooms, 3)) | {room.id}
            row["room"] = ";".join(self.random.sample(sorted(names), len(names)))
        elif self.chance(self.tight / 2):
            row["venue"] = room.venue
        if self.chance(0.04):  # a waiver: agreed, although there are too few seats
            row["attendance"] = str(seats * 3 + 5)
            self.rows["rules"].append({"rule": "room-fit", "of": session.id, "because": "agreed",
                                       "level": self.random.choice(["off", "soft"])})

    def maybe_pin(self, session):
        if not self.chance(0.1):
            return
        what = self.random.randrange(3)
        self.rows["pins"].append({
            "session": session.id, "start": self.moment(session.start) if what != 1 else "",
            "room": session.room if what != 0 else "", "because": "wish of the chair"})
        if what == 1 and not session.room:
            self.rows["pins"].pop()

    def make_patterns(self):
        for index in range(self.random.randint(0, 3)):
            chosen = [session for session in self.placed if not session.fixed
                      and not session.row.get("pattern") and self.chance(0.3)]
            if chosen:
                self.make_pattern("pat %d" % index, chosen)

    def make_pattern(self, name, chosen):
        for session in chosen:
            session.row["pattern"] = name
        other = {self.random.randrange(480 // self.grid, 1200 // self.grid) * self.grid
                 for _ in range(3)}
        of_day = {}
        for session in chosen:
            of_day.setdefault(session.start // 1440, set()).add(session.start % 1440)
        if self.chance(0.4):
            rows = [("*", set.union(other, *of_day.values()))]
        elif self.chance(0.5):
            rows = [(self.date(day), starts | other) for day, starts in sorted(of_day.items())]
        else:
            rows = [(DAY_NAMES[(self.first.weekday() + day) % 7], starts)
                    for day, starts in sorted(of_day.items())] + [("Mon-Sun", other)]
        for days, starts in rows:
            self.rows["patterns"].append({"pattern": name, "days": days,
                                          "starts": self.starts_cell(starts),
                                          "cost": self.random.choice(["", "0", "5", "20"])})

    def starts_cell(self, starts):
        starts = sorted(starts)
        if self.chance(0.3) and len(starts) > 1:
            step = self.grid * self.random.choice([1, 1, 2])
            if all((start - starts[0]) % step == 0 for start in starts):
                return "%s-%s%s" % (clock_text(starts[0]), clock_text(starts[-1]),
                                    "/%d" % step if step != self.grid or self.chance(0.5) else "")
        return " ".join(clock_text(start) for start in starts)

    # ---- people

    def make_people(self):
        pick, chance = self.random.choice, self.chance
        self.people, self.delegations = {}, {}
        for index in range(self.random.randint(2, 9)):
            name = pick(["D%d", "AC-%03d", "État %d"]) % index
            n = pick([0, 0, 1, 1, 2, 3, 4])
            delegation = Thing(id=name, people=["P%d-%d" % (index, k) for k in range(n)],
                               size=n if n else pick([1, 2, 3]), musts=set())
            self.delegations[name] = delegation
            self.rows["delegations"].append({
                "delegation": name, "name": "Delegation of " + name,
                "size": str(delegation.size) if not n or chance(0.5) else "",
                "region": pick(REGIONS), "flags": ";".join(self.some(["ldc", "sids"], 2)),
                "weight": pick(["", "2"]), "timezone": pick(["", "", "Asia/Tokyo"])})
            for person in delegation.people:
                self.add_person(person, name, pick(["", "delegate"]))
        for index in range(self.random.randint(1, 6)):
            self.add_person(pick(["X%d", "Org %d"]) % index, "", pick(["staff", "guest"]))

    def add_person(self, name, delegation, kind):
        pick = self.random.choice
        remote = self.chance(0.15)
        self.people[name] = Thing(id=name, remote=remote)
        self.busy[name] = []
        self.rows["people"].append({
            "person": name, "name": "Ms " + name, "email": name.replace(" ", "") + "@example.org",
            "delegation": delegation, "kind": kind, "rank": pick(["", "minister"]),
            "region": pick(["", ""] + REGIONS), "gender": pick(["", "f", "m"]),
            "sector": pick(["", "government"]), "language": pick(["", "fr"]),
            "timezone": pick(["", "America/Lima"]) if remote else "",
            "needs": pick(["", "", "wheelchair"]), "remote": "yes" if remote else ""})

    def venue(self, session):
        return self.rooms[session.room].venue if session.room else ""

    def way(self, one, other):
        for row in self.rows["travel"]:
            if {row["from"], row["to"]} == {self.venue(one), self.venue(other)}:
                return int(row["minutes"])
        return 0

    def is_free(self, person, session, is_role, start=None, end=None):
        start = session.start if start is None else start
        end = session.end if end is None else end
        for a, b, other, their_role in self.busy[person]:
            if other is session:
                return False
            gap = 0 if self.people[person].remote else self.way(session, other)
            if is_role and their_role and not self.are_joined(session, other):
                gap = max(gap, self.role_gap)
            if start < b + gap and a < end + gap:
                return False
        return True

    def are_joined(self, one, other):
        return (one, other) in self.joined or (other, one) in self.joined

    def give_roles(self):
        self.roles = {}
        for group in self.groups.values():
            if group.sessions and self.chance(0.4):
                self.give_series(group)
        for session in self.sessions:
            for _ in range(self.random.choice([0, 0, 1, 1, 2])):
                person, role = self.random.choice(list(self.people)), self.random.choice(ROLES)
                if session.start is not None:
                    if not self.is_free(person, session, True):
                        continue
                    self.relieve(session, role)
                    self.busy[person].append((session.start, session.end, session, True))
                self.add_role(person, role, session.id)

    def relieve(self, session, role):
        """Whoever has this role for the whole group does not have it for this session."""
        for row in self.rows["roles"]:
            if row["what"] == session.group and row["role"] == role:
                entry = (session.start, session.end, session, True)
                if entry in self.busy[row["person"]]:
                    self.busy[row["person"]].remove(entry)

    def add_role(self, person, role, what):
        self.rows["roles"].append({"person": person, "role": role, "what": what})

    def give_series(self, group):
        """One person in a role for all sessions of a group."""
        person = self.random.choice(list(self.people))
        taken = []
        for session in group.sessions:
            if session.start is None:
                continue
            if not self.is_free(person, session, True):
                for entry in taken:
                    self.busy[person].remove(entry)
                return
            taken.append((session.start, session.end, session, True))
            self.busy[person].append(taken[-1])
        self.add_role(person, self.random.choice(ROLES[:3]), group.id)

    def plant_speeches(self):
        self.speeches = []
        hosts = [session for session in self.placed
                 if session.minutes >= 30 and not session.optional]
        for host in self.random.sample(hosts, min(len(hosts), self.random.choice([0, 1, 2, 3]))):
            lead = self.random.choice([0, 0, 3, 5])
            at, n = host.start + lead, 0
            themes = set()
            while n < 6:
                minutes = self.random.choice([3, 5, 5, 10])
                if at + minutes > host.end or self.chance(0.1):
                    break
                person = self.random.choice(list(self.people))
                if self.plant_speech(person, host, at, minutes, themes, hosts):
                    at, n = at + minutes, n + 1
                elif self.chance(0.3):
                    break
            if n and self.chance(0.6):
                host.row["speeches"] = "%d;%d" % (n + self.random.choice([0, 1]), lead)
            elif n and not lead and self.chance(0.3):
                host.row["speeches"] = str(n)

    def plant_speech(self, person, host, at, minutes, themes, hosts):
        mode = self.random.choice(["remote", "video"]) if self.people[person].remote else (
            self.random.choice(["", "onsite", "onsite", "video"]))
        whole = mode in ("", "onsite")
        span = (host.start, host.end) if whole else (at, at + minutes)
        mine = [entry for entry in self.busy[person] if entry[2] is host]
        if any(not (entry[3] and (entry[0], entry[1]) == (host.start, host.end)) for entry in mine):
            return False
        if not mine:
            if not self.is_free(person, host, True, *span):
                return False
            self.busy[person].append((span[0], span[1], host, True))
        elif any(speech[0] == person and speech[1] is host for speech in self.speeches):
            return False
        theme = self.random.choice(["", "access", "adoption", "skills"])
        choice = {host.id} | ({self.random.choice(hosts).id} if self.chance(0.3) else set())
        self.rows["speeches"].append({
            "speaker": person, "session": ";".join(sorted(choice)), "minutes": str(minutes),
            "theme": theme, "mode": mode,
            "available": self.times_around([(host.start, host.end)], 240) if self.chance(
                self.tight / 2) else ""})
        self.speeches.append((person, host, at, minutes, theme))
        return True

    # ---- teams, order, rules

    def plant_teams(self):
        self.teams = {}
        for kind, part in (("interpretation", 0.4), ("captioning", 0.2)):
            if not self.chance(0.7):
                continue
            remote = self.chance(0.3)
            rest = self.random.choice([0, 30, 60, 90])
            crew = [Thing(id="%s%d" % (kind[:3].upper(), k), kind=kind, remote=remote, rest=rest,
                          work=[]) for k in range(self.random.randint(1, 4))]
            for session in sorted(self.placed, key=lambda session: session.start):
                if self.chance(part):
                    self.plant_crew(session, kind, crew)
            self.teams.update((team.id, team) for team in crew)
            if not any(team.work for team in crew):
                continue
            for session in self.sessions:  # the optional ones that have no place ask too
                if session.start is None and self.chance(part / 2):
                    session.row["teams"] = kind + ":1"
        for team in self.teams.values():
            self.rows["teams"].append({"team": team.id, "kind": team.kind,
                                       "rest_minutes": str(team.rest) if team.rest else "",
                                       "remote": "yes" if team.remote else ""})

    def plant_crew(self, session, kind, crew):
        free = [team for team in crew if all(
            session.start >= other.end + way or other.start >= session.end + way
            for other in team.work
            for way in [0 if team.remote else self.way(session, other)])]
        wanted = 1 if self.chance(0.8) else 2
        if len(free) < wanted:
            return
        chosen = self.random.sample(free, wanted)
        for team in chosen:
            team.work.append(session)
            session.teams.append(team.id)
        needs = [session.row.get("teams"), "%s:%d" % (kind, wanted)]
        session.row["teams"] = ";".join(filter(None, needs))

    def make_order(self):
        pairs = [(a, b) for a in self.placed for b in self.placed if a.end <= b.start]
        for a, b in self.random.sample(pairs, min(len(pairs), self.random.randint(0, 5))):
            lag = self.random.choice([0, 0, b.start - a.end, (b.start - a.end) // 2])
            cell = a.id + (":%d" % lag if lag or self.chance(0.5) else "")
            b.row["after"] = ";".join(filter(None, [b.row.get("after"), cell]))
        for group in self.groups.values():
            self.rows["groups"].append({
                "group": group.id, "name": "Group " + group.id, "parent": group.parent,
                "kind": group.kind, "order_minutes": "" if group.order is None else str(group.order),
                "access": self.access() if self.chance(0.2) else ""})

    def access(self):
        out = self.random.choice(list(self.delegations))
        return self.random.choice(["*", "*;-" + out, ";".join(self.delegations)])

    def access_of(self, group):
        return next(row["access"] for row in self.rows["groups"] if row["group"] == group)

    def make_rules(self):
        rows = self.rows["rules"]
        if self.role_gap:
            rows.insert(0, {"rule": "person-clash", "value": str(self.role_gap)})
        for rule, value in self.some([("wanted-clash", "2"), ("late-evening", "19:00"), ("spread", ""),
                                      ("remote-hours", "08:00-20:00"), ("long-run", "120"),
                                      ("short-night", "600"), ("room-stability", ""),
                                      ("room-waste", "")], 4):
            rows.append({"rule": rule, "weight": self.random.choice(["0", "1", "7"]), "value": value})
        if self.chance(0.3) and any(row["role"] == "chair" for row in self.rows["roles"]):
            rows.append({"rule": "late-evening", "of": "role:chair", "weight": "9", "value": "18:30"})
        if self.chance(0.25):  # what the planted programme keeps, it keeps when less is asked
            rows.append({"rule": self.random.choice(["start", "room-clash", "person-clash", "cover",
                                                     "order", "relations", "limits", "teams"]),
                         "of": self.random.choice(self.sessions).id, "because": "agreed",
                         "level": self.random.choice(["off", "soft"])})
        if self.chance(0.05):
            rows.append({"rule": self.random.choice(["relations", "limits"]), "level": "soft"})

    # ---- with selectors

    def planted(self):
        programme = Thing(placed={}, attendance=list(self.covers), speeches=[], rows=[])
        for session in self.placed:
            self.conference.place(programme, session.id, session.start, session.room, session.teams)
        programme.speeches = [(person, host.id, at, minutes, theme)
                              for person, host, at, minutes, theme in self.speeches]
        programme.attendance = [(person, session, "covers") for person, session in self.covers]
        return programme

    def selector(self):
        pick = self.random.choice
        groups = [group.id for group in self.groups.values() if group.sessions]
        forms = [lambda: pick(self.sessions).id] * 3 + [
            lambda: ";".join(sorted({pick(self.sessions).id for _ in range(3)})),
            lambda: pick(groups) if groups else "*", lambda: pick(list(self.groups)) + "/*",
            lambda: "kind:" + pick(self.sessions).kind, lambda: "tag:hot", lambda: "tag:t1",
            lambda: "team:" + pick(["interpretation", "captioning"]),
            lambda: "venue:" + pick(self.venues), lambda: "*;-" + pick(self.sessions).id]
        while True:
            cell = pick(forms)()
            if cell.startswith("kind:") and not cell[5:]:
                continue
            if self.conference.select(cell):
                return cell

    def make_attends(self):
        pick = self.random.choice
        for _ in range(self.random.randint(0, 8)):  # musts of one's own
            person, session = pick(list(self.people)), pick(self.sessions)
            if session.group and self.access_of(session.group):
                continue  # whether access takes a must away from its own person is left open
            if session.start is not None:
                if not self.is_free(person, session, False):
                    continue
                self.busy[person].append((session.start, session.end, session, False))
            self.add_attends(person, session.id, "must")
        for _ in range(self.random.randint(1, 10)):
            who = pick([lambda: pick(list(self.delegations)), lambda: "flag:ldc",
                        lambda: "region:" + pick(REGIONS), lambda: pick(list(self.delegations)),
                        lambda: "*;-" + pick(list(self.delegations)),
                        lambda: ";".join(self.some(self.delegations, 3)) or "flag:sids"])()
            what = self.selector()
            if not any(self.conference.whom(who)):
                continue
            self.add_attends(who, what, "must" if self.cover_all(who, what) else "should")
        for _ in range(self.random.randint(0, 8)):
            who = pick([pick(list(self.people)), "role:chair", "kind:delegate", "*", "flag:ldc",
                        pick(list(self.delegations))])
            if not any(self.conference.whom(who)):
                continue
            self.add_attends(who, self.selector(), pick(["should", "may", "should"]))

    def add_attends(self, who, what, level):
        self.rows["attends"].append({"who": who, "what": what, "level": level})

    def cover_all(self, who, what):
        """Somebody of each of these delegations for each of these sessions; all of it or nothing."""
        delegations = self.conference.whom(who)[1]
        sessions = [self.by_id[name] for name in sorted(self.conference.select(what))]
        if not delegations or not any(session.start is not None for session in sessions):
            return False
        n_covers = len(self.covers)
        added = []
        for name in sorted(delegations):
            delegation = self.delegations[name]
            for session in sessions:
                if (session.start is None or session.id in delegation.musts
                        or not self.conference.admits(session.id, name)):
                    continue
                if not self.cover(delegation, session):
                    for one, other in added:
                        one.musts.discard(other)
                    for person, covered in self.covers[n_covers:]:
                        self.busy[person] = [entry for entry in self.busy[person]
                                             if not (entry[2].id == covered and not entry[3])]
                    del self.covers[n_covers:]
                    return False
                delegation.musts.add(session.id)
                added.append((delegation, session.id))
        return True

    def cover(self, delegation, session):
        if not delegation.people:
            musts = [self.by_id[name] for name in delegation.musts] + [session]
            return all(sum(other.start <= one.start < other.end for other in musts)
                       <= delegation.size for one in musts)
        there = (session.start, session.end, session)
        if any(entry[:3] == there for person in delegation.people for entry in self.busy[person]):
            return True
        for person in self.random.sample(delegation.people, len(delegation.people)):
            if self.is_free(person, session, False):
                self.busy[person].append(there + (False,))
                self.covers.append((person, session.id))
                return True
        return False

    def make_relations(self):
        for a, b in sorted(self.joined, key=lambda pair: pair[0].id):
            self.add_relation(a.id, "joined", b.id, "", "hard")
        for _ in range(self.random.randint(0, 14)):
            kind = self.random.choice(["not-parallel", "before", "adjacent", "same-room",
                                       "different-room", "same-day", "different-day"])
            minutes = {"not-parallel": self.random.choice(["", "15", "45/30", "10/0"]),
                       "before": self.random.choice(["", "30", "120"]),
                       "adjacent": self.random.choice(["0", "30", "120"])}.get(kind, "")
            # Within one day the two relations between days would say nothing, or too much.
            within = "day" if self.chance(0.3) and kind in ("not-parallel", "same-room",
                                                            "different-room") else ""
            a, b = self.selector(), self.selector()
            if not self.makes_sense(a, kind, b):
                continue
            level = "hard" if self.holds(a, kind, b, minutes, within) else "soft"
            if level == "hard" or self.chance(0.25):
                self.add_relation(a, kind, b, minutes, level, within)

    def makes_sense(self, a, kind, b):
        a, b = self.conference.select(a), self.conference.select(b)
        if kind == "before" and a & b:
            return False  # the contract wants no session in both
        if "room" in kind and any(not self.by_id[name].needs_room for name in a | b):
            return False
        return len(a | b) > 1

    def holds(self, a, kind, b, minutes, within):
        relation = oracle.relation(kind, minutes, within)
        for one, other in itertools.product(self.conference.select(a), self.conference.select(b)):
            first, second = (self.programme.placed.get(name) for name in (one, other))
            if one == other or not first or not second:
                continue
            if kind == "before" and first.end + relation.minutes[0] > second.start:
                return False
            if kind != "before" and not self.conference.holds(relation, first, second):
                return False
        return True

    def add_relation(self, a, kind, b, minutes, level, within=""):
        if level == "hard" and self.chance(0.5):
            level = ""
        self.rows["relations"].append({"a": a, "relation": kind, "b": b, "minutes": minutes,
                                       "within": within, "level": level,
                                       "weight": self.random.choice(["", "3"])})

    # ---- what sheets could not say at first

    def make_newer(self):
        """Out of a stream of its own: a seed that once showed a fault goes on showing it."""
        self.random = random.Random("gahunda, newer %d" % self.seed)
        for row in self.rows["rooms"]:
            row["cost"] = self.random.choice(["", "", "0", "3", "20"])
        self.make_newer_rules()
        for _ in range(self.random.randint(0, 12)):
            self.make_newer_relation()

    def make_newer_rules(self):
        pick = self.random.choice
        chairs = any(row["role"] == "chair" for row in self.rows["roles"])
        for rule, whom in (("lone-day", ["role:chair"] * chairs), ("early", []), ("room-cost", [])):
            for _ in range(self.random.choice([0, 0, 1, 1, 2])):
                of = pick([lambda: "", self.selector] + [lambda: pick(whom)] * len(whom))()
                self.rows["rules"].append({"rule": rule, "of": of, "weight": pick(["", "", "2"]),
                                           "level": pick(["soft", "soft", "soft", "off", ""])})

    def make_newer_relation(self):
        kind = self.random.choice(["parallel", "pause", "overlap", "larger-room", "same-room"])
        a, b, gap = self.newer_ends(kind)
        minutes = str(self.random.choice([0, 30, 60] + [gap] * (gap >= 0))) if kind in (
            "pause", "same-room") else ""
        within = "day" if self.chance(0.3) else ""
        level = "hard" if self.holds(a, kind, b, minutes, within) else "soft"
        if len(self.conference.select(a) | self.conference.select(b)) > 1 and (
                level == "hard" or self.chance(0.25)):
            self.add_relation(a, kind, b, minutes, level, within)

    def newer_ends(self, kind):
        """What it stands between, and the minutes from the one to the other (-1: no such pair)."""
        pairs = [(a, b) for a, b in itertools.permutations(self.placed, 2)
                 if (a.start == b.start if kind == "parallel" else
                     0 <= b.start - a.end < 240 if kind == "pause" else
                     a.room == b.room if kind == "same-room" else True)]
        if pairs and self.chance(0.6):
            a, b = self.random.choice(pairs)
            return a.id, b.id, max(b.start - a.end, 0)
        return self.selector(), self.selector(), -1

    def make_limits(self):
        for _ in range(self.random.randint(0, 5)):
            of, per = self.selector(), self.random.choice(["instant", "", "day", "day", "conference"])
            during = self.times_around([self.span(self.random.choice(self.placed))]) if (
                self.placed and self.chance(0.3)) else ""
            limit = Thing(of=self.conference.select(of), per=per or "instant", most=0,
                          during=self.conference.times(during))
            used = self.conference.usage(limit, self.programme)
            hard = self.chance(0.8)
            most = used + self.random.choice([0, 0, 1, 2]) if hard else self.random.randint(0, 3)
            self.rows["limits"].append({"of": of, "most": str(most), "per": per, "during": during,
                                        "level": "soft" if not hard else
                                        self.random.choice(["hard", ""]),
                                        "weight": self.random.choice(["", "2"])})

    @staticmethod
    def span(session):
        return session.start, session.end

    def limit_teams(self):
        for row in self.rows["teams"]:
            team = self.conference.teams[row["team"]]
            work = sorted((self.programme.placed[session.id] for session in self.placed
                           if team.id in session.teams), key=lambda placed: placed.start)
            for name, used in self.conference.team_use(team, work, strict=True).items():
                slack = {"most_minutes": [0, 30, 60], "most_minutes_per_day": [0, 60],
                         "day_minutes": [0, 60]}.get(name, [0, 1])
                if self.chance(self.tight / 2):
                    row[name] = str(used + self.random.choice(slack) or 1)
            if self.chance(self.tight / 2):
                row["available"] = self.times_around([self.span(placed) for placed in work], 240)

    def limit_presence(self):
        for row in self.rows["people"]:
            spans = [(start, end) for start, end, _, _ in self.busy[row["person"]]]
            if self.chance(self.tight / 2):
                row["present"] = self.times_around(spans, 240)
            if self.chance(0.15):
                self.send_away(row, spans)
        open_times = {}
        for room in self.rooms.values():
            spans = [self.span(session) for session in self.placed if session.room == room.id]
            open_times[room.id] = self.times_around(spans, 240) if self.chance(self.tight / 2) else ""
        for row in self.rows["rooms"]:
            row["open"] = open_times[row["room"]]

    def send_away(self, row, spans):
        start = self.random.randrange(0, self.n_days * 1440, 60)
        away = start, start + self.random.choice([60, 180, 600])
        if oracle.meets(spans, *away):
            return
        if self.chance(0.3):
            row["away"] = "away/%s.ics" % row["person"].replace(" ", "")
            self.calendars[row["away"]] = self.calendar(*away)
        else:
            day, clock = divmod(start, 1440)
            row["away"] = "%s %s-%s" % (self.date(day), clock_text(clock),
                                        clock_text(clock + away[1] - start))

    def calendar(self, start, end):
        zone = zoneinfo.ZoneInfo(self.zone)
        stamps = []
        for minute in (start, end):
            local = datetime.datetime.combine(self.first + datetime.timedelta(days=minute // 1440),
                                              datetime.time(), zone)
            local = local.replace(hour=minute % 1440 // 60, minute=minute % 60)
            stamps.append(local.astimezone(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ"))
        return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//test//EN\r\nBEGIN:VEVENT\r\n"
                "UID:busy-%s@example.org\r\nDTSTAMP:20250101T000000Z\r\nSUMMARY:Elsewhere\r\n"
                "DTSTART:%s\r\nDTEND:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                % (stamps[0], stamps[0], stamps[1]))

    def pin_all(self):
        self.rows["pins"] = [{"session": session.id, "start": self.moment(session.start),
                              "room": session.room} for session in self.placed]
        self.write()

    # ---- files

    def write(self):
        if not self.rows["rooms"]:
            for room in self.rooms.values():
                row = {"room": room.id, "name": "Room " + room.id, "venue": room.venue,
                       "seats": str(room.seats), "layout": room.layout,
                       "layout_change_minutes": str(room.change) if room.change else "",
                       "features": ";".join(sorted(room.features)), "parts": ";".join(room.parts),
                       "turnaround_minutes": "" if room.turnaround is None else str(room.turnaround)}
                row.update(("seats:" + name, str(seats)) for name, seats in room.layouts.items())
                self.rows["rooms"].append(row)
        look = random.Random("looks %d" % self.seed)  # so that a second writing looks the same
        os.makedirs(self.sheets_folder, exist_ok=True)
        for name, rows in self.rows.items():
            if rows or name in ("conference", "rooms", "sessions"):
                self.write_sheet(name, rows, look)
        for name, text in self.calendars.items():
            path = os.path.join(self.sheets_folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)

    def write_sheet(self, name, rows, look):
        columns = COLUMNS[name].split()
        if look.random() < 0.4:
            look.shuffle(columns)
        if look.random() < 0.1:
            columns.append("remarks of ours")
        text = io.StringIO()
        ending = look.choice(["\n", "\n", "\r\n"])
        writer = csv.writer(text, delimiter=look.choice(",,,;\t"), lineterminator=ending)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([row.get(column, "") or "" for column in columns])
        mark = look.choice(["", "", "\ufeff"])
        with open(os.path.join(self.sheets_folder, name + ".csv"), "w", encoding="utf-8",
                  newline="") as file:
            file.write(mark + text.getvalue())

    def write_planted(self):
        os.makedirs(self.planted_folder, exist_ok=True)
        schedule = [["session", "date", "start", "end", "room", "teams", "status", "title", "group"]]
        for session in self.sessions:
            if session.reserve:
                continue
            place = ["", "", "", "", ""]
            if session.start is not None:
                place = [self.date(session.start // 1440), clock_text(session.start % 1440),
                         clock_text(session.end % 1440), session.room, ";".join(session.teams)]
            status = ("cancelled" if session.cancelled else
                      "unplaced" if session.start is None else "planned")
            schedule.append([session.id] + place + [status, session.row["title"], session.group])
        attendance = [["person", "session", "as"]] + [[person, session, "covers"]
                                                      for person, session in self.covers]
        speeches = [["session", "start", "speaker", "minutes", "theme"]] + [
            [host.id, clock_text(at % 1440), person, minutes, theme]
            for person, host, at, minutes, theme in self.speeches]
        for name, rows in (("schedule", schedule), ("attendance", attendance),
                           ("speeches", speeches)):
            with open(os.path.join(self.planted_folder, name + ".csv"), "w", encoding="utf-8",
                      newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)


def make(seed, folder):
    """Writes the conference of this seed below a folder and returns its Maker."""
    maker = Maker(seed, folder)
    maker.make()
    return maker


def main():
    if len(sys.argv) < 3 or sys.argv[3:] not in ([], ["--pinned"]):
        print("usage: generate.py SEED FOLDER [--pinned]", file=sys.stderr)
        return 2
    maker = make(int(sys.argv[1]), sys.argv[2])
    if sys.argv[3:]:
        maker.pin_all()
    print("%s: %d sessions, %d of them placed in the planted programme"
          % (maker.sheets_folder, len(maker.sessions), len(maker.placed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
