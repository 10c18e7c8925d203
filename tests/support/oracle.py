"""A third opinion on programmes: the contract's hard rules, read from the sheets, in plain Python.

Neither the engine nor `verify` has a line in common with this file.  It reads a conference's folder
of CSV sheets and judges a programme by it:

    conference = oracle.Conference (folder)
    for rule, sentence in conference.check (conference.read_programme (folder_of_the_draft)):
        print (rule, sentence)

Times are minutes after 00:00 of the first day, spans are half-open, as everywhere in gahunda.  It is
written to be read and to be right on conferences of a few hundred sessions; it is not fast.

    oracle.py CONFERENCE PROGRAMME     prints what is wrong; exit 1 if anything is
"""

import csv
import datetime
import io
import itertools
import os
import re
import sys
import zoneinfo

FAR = 10 ** 7
ALWAYS = [(-FAR, FAR)]
DAY_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
HARD_RULES = ["start", "room-fit", "room-clash", "person-clash", "cover", "order", "relations",
              "limits", "teams", "speeches", "frozen"]


# ---- cells ------------------------------------------------------------------------------------


def read_csv(path):
    """Rows as dicts, blank rows skipped; [] where there is no such sheet."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    names = [name.strip() for name in rows[0]]
    found = []
    for row in rows[1:]:
        cells = {name: cell.strip() for name, cell in zip(names, row)}
        if any(cells.values()):
            found.append(cells)
    return found


def items(cell):
    return [item.strip() for item in (cell or "").split(";") if item.strip()]


def yes(cell):
    return (cell or "").lower() == "yes"


def clock(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def clock_text(minute):
    return "%02d:%02d" % (minute // 60, minute % 60)


def merged(spans):
    """Sorted and disjoint; touching spans are one."""
    result = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def without(spans, taken):
    result = spans
    for start, end in taken:
        result = [piece for a, b in result
                  for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]]
    return merged(result)


def lies_in(spans, start, end):
    return any(a <= start and end <= b for a, b in spans)


def meets(spans, start, end):
    return any(a < end and start < b for a, b in spans)


class Thing:
    """A row with names: thing.minutes instead of row["minutes"]."""

    def __init__(self, **fields):
        self.__dict__.update(fields)


# ---- the conference ---------------------------------------------------------------------------


class Conference:
    def __init__(self, folder):
        self.folder = folder
        self.sheet = {name: read_csv(os.path.join(folder, name + ".csv")) for name in
                      ["conference", "rooms", "travel", "patterns", "groups", "sessions", "relations",
                       "limits", "people", "roles", "delegations", "attends", "teams", "speeches",
                       "rules", "pins"]}
        key = {row["key"]: row.get("value", "") for row in self.sheet["conference"]}
        self.key = key
        self.first = datetime.date.fromisoformat(key["first_day"])
        self.n_days = (datetime.date.fromisoformat(key["last_day"]) - self.first).days + 1
        self.grid = int(key.get("grid_minutes") or 5)
        self.turnaround = int(key.get("turnaround_minutes") or 0)
        self.seats_percent = int(key.get("seats_percent") or 100)
        self.share_out = (key.get("share_out") or "yes").lower() == "yes"
        # The day after counts as well: whether what begins on the last day may run past midnight
        # under hours of 00:00-24:00 is left open.
        self.hours = self.daily(items(key.get("hours") or "00:00-24:00"), range(self.n_days + 1))
        self.workdays = self.weekdays(key.get("workdays") or "Mon-Fri")
        self.read_rooms()
        self.read_sessions()
        self.read_people()
        self.read_rules()

    # -- times

    def day_number(self, text):
        return (datetime.date.fromisoformat(text) - self.first).days

    def minute(self, text):
        """`2022-06-06T09:30`, or a blank for the T."""
        date, time = re.split("[T ]", text, maxsplit=1)
        return self.day_number(date) * 1440 + clock(time)

    def minute_text(self, minute):
        day = self.first + datetime.timedelta(days=minute // 1440)
        return "%sT%s" % (day.isoformat(), clock_text(minute % 1440))

    def weekdays(self, cell):
        found = set()
        for item in items(cell):
            ends = [DAY_NAMES.index(name) for name in item.split("-")]
            day = ends[0]
            found.add(day)
            while day != ends[-1]:
                day = (day + 1) % 7
                found.add(day)
        return found

    def days_of(self, text):
        """Days that `*`, a date, an interval of dates, a day name or a range of them names.

        Every day is also the one before the first and the one after the last: nights reach there.
        """
        every = range(-1, self.n_days + 1)
        if text == "*":
            return every
        if re.match(r"\d{4}-", text):
            ends = [self.day_number(part) for part in text.split("/")]
            return range(ends[0], ends[-1] + 1)
        wanted = self.weekdays(text)
        return [day for day in every
                if (self.first + datetime.timedelta(days=day)).weekday() in wanted]

    def daily(self, hours, days):
        return merged((day * 1440 + clock(a), day * 1440 + clock(b))
                      for a, b in (item.split("-") for item in hours) for day in days)

    def times(self, cell):
        if not (cell or "").strip():
            return ALWAYS
        spans = []
        for item in items(cell):
            hours = re.fullmatch(r"(.+?)\s+(\d+:\d\d-\d+:\d\d)", item)
            if item == "*":
                return ALWAYS
            if hours:
                spans += self.daily([hours[2]], self.days_of(hours[1]))
            elif re.search(r"\d[T ]\d", item):
                start, end = item.split("/")
                start = self.minute(start) if len(start) > 10 else self.day_number(start) * 1440
                end = self.minute(end) if len(end) > 10 else (self.day_number(end) + 1) * 1440
                spans.append((start, end))
            else:
                spans += [(day * 1440, day * 1440 + 1440) for day in self.days_of(item)]
        return merged(spans)

    def starts(self, cell):
        found = set()
        for item in re.split(r"[;\s]+", cell.strip()):
            span = re.fullmatch(r"(\d+:\d\d)-(\d+:\d\d)(?:/(\d+))?", item)
            if span:
                step = int(span[3] or self.grid)
                found.update(range(clock(span[1]), clock(span[2]) + 1, step))
            elif item:
                found.add(clock(item))
        return found

    # -- rooms

    def read_rooms(self):
        self.rooms = {}
        for row in self.sheet["rooms"]:
            layouts = {name[6:]: cell for name, cell in row.items() if name.startswith("seats:")}
            self.rooms[row["room"]] = Thing(
                id=row["room"], venue=row.get("venue", ""), seats=int(row["seats"] or 0),
                layouts={name: int(cell) for name, cell in layouts.items() if cell},
                layout=row.get("layout", ""), change=int(row.get("layout_change_minutes") or 0),
                features=set(items(row.get("features"))), open=self.times(row.get("open")),
                turnaround=int(row.get("turnaround_minutes") or self.turnaround),
                parts=items(row.get("parts")))
        for room in self.rooms.values():
            room.atoms, waiting = set(), [room.id]
            while waiting:
                part = waiting.pop()
                room.atoms.add(part)
                waiting += self.rooms[part].parts
        self.travel = {}
        for row in self.sheet["travel"]:
            for pair in ((row["from"], row["to"]), (row["to"], row["from"])):
                self.travel[pair] = int(row["minutes"])

    def seats(self, room, layout):
        layout = layout or room.layout
        return room.layouts.get(layout, room.seats) * self.seats_percent

    def venue(self, placed):
        return self.rooms[placed.room].venue if placed.room else placed.session.venue

    # -- sessions and selectors

    def read_sessions(self):
        self.groups = {row["group"]: Thing(
            id=row["group"], parent=row.get("parent", ""), kind=row.get("kind", ""),
            order=int(row["order_minutes"]) if row.get("order_minutes") else None,
            access=row.get("access", ""), sessions=[]) for row in self.sheet["groups"]}
        self.patterns = {}
        for row in self.sheet["patterns"]:
            self.patterns.setdefault(row["pattern"], []).append(
                (set(self.pattern_days(row["days"])), self.starts(row["starts"])))
        pins = {row["session"]: row for row in self.sheet["pins"]}
        self.sessions = {}
        for row in self.sheet["sessions"]:
            group = row.get("group", "")
            kind = row.get("kind") or (self.groups[group].kind if group in self.groups else "")
            rooms = items(row.get("room"))
            speeches = items(row.get("speeches"))
            pin = pins.get(row["session"], {})
            features = items(row.get("features"))
            session = Thing(
                id=row["session"], title=row["title"], group=group, kind=kind,
                tags=set(items(row.get("tags"))), minutes=int(row["minutes"]),
                pattern=row.get("pattern", ""),
                start=self.minute(row["start"]) if row.get("start") else None,
                needs_room=rooms != ["none"], rooms=rooms if rooms != ["none"] else [],
                venue=row.get("venue", ""), window=self.times(row.get("window")),
                attendance=int(row.get("attendance") or 0), layout=row.get("layout", ""),
                features={name for name in features if not name.endswith("?")},
                teams={need.split(":")[0]: int((need.split(":") + ["1"])[1])
                       for need in items(row.get("teams"))},
                after=[(item.split(":")[0], int((item.split(":") + ["0"])[1]))
                       for item in items(row.get("after"))],
                most_speeches=int(speeches[0]) if speeches else None,
                lead=int(speeches[1]) if len(speeches) > 1 else 0,
                optional=yes(row.get("optional")) or kind == "reserve", reserve=kind == "reserve",
                cancelled=yes(row.get("cancelled")), closed=yes(row.get("closed")),
                pin_start=self.minute(pin["start"]) if pin.get("start") else None,
                pin_room=pin.get("room", ""))
            self.sessions[session.id] = session
            if group in self.groups:
                self.groups[group].sessions.append(session.id)

    def pattern_days(self, cell):
        return {day for item in items(cell) for day in self.days_of(item)}

    def below(self, group):
        return any(parent == group for parent in self.parents(group))

    def parents(self, group):
        parent = self.groups[group].parent
        while parent:
            yield parent
            parent = self.groups[parent].parent

    def select(self, cell):
        """The sessions that a selector names."""
        taken, out = set(), set()
        for item in items(cell):
            target, item = (out, item[1:].strip()) if item.startswith("-") else (taken, item)
            target.update(self.select_item(item))
        return taken - out

    def select_item(self, item):
        every = self.sessions.values()
        word, _, name = item.partition(":")
        if item == "*":
            return set(self.sessions)
        if item in self.sessions:
            return {item}
        if item in self.groups:
            return set(self.groups[item].sessions)
        if item.endswith("/*"):
            return {session.id for session in every
                    if session.group and item[:-2] in self.parents(session.group)}
        test = {"kind": lambda session: session.kind == name,
                "tag": lambda session: name in session.tags,
                "team": lambda session: name in session.teams,
                "venue": lambda session: session.venue == name}[word]
        return {session.id for session in every if test(session)}

    # -- people

    def read_people(self):
        self.delegations = {row["delegation"]: Thing(
            id=row["delegation"], size=int(row.get("size") or 0), region=row.get("region", ""),
            flags=set(items(row.get("flags"))), people=[], musts=set())
            for row in self.sheet["delegations"]}
        self.people = {}
        for row in self.sheet["people"]:
            delegation = row.get("delegation", "")
            region = row.get("region") or (self.delegations[delegation].region if delegation else "")
            self.people[row["person"]] = Thing(
                id=row["person"], delegation=delegation, kind=row.get("kind") or "delegate",
                region=region, remote=yes(row.get("remote")), roles={}, musts=set(), named={},
                present=without(self.times(row.get("present")), self.away(row.get("away"))))
            if delegation:
                self.delegations[delegation].people.append(row["person"])
        for delegation in self.delegations.values():
            delegation.size = max(delegation.size, len(delegation.people), 1)
        self.read_roles()
        self.read_attends()
        self.read_teams()

    def away(self, cell):
        if not (cell or "").strip():
            return []
        path = os.path.join(self.folder, cell)
        if not cell.lower().endswith(".ics"):
            return self.times(cell)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        zone = zoneinfo.ZoneInfo(self.key["timezone"])
        spans = []
        for start, end in re.findall(r"DTSTART:(\d+T\d+)Z\s+DTEND:(\d+T\d+)Z", text):
            span = []
            for stamp in (start, end):
                moment = datetime.datetime.strptime(stamp + "+0000", "%Y%m%dT%H%M%S%z")
                span.append(self.minute(moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")))
            spans.append(tuple(span))
        return merged(spans)

    def read_roles(self):
        rows = [(row["person"], row["role"], row["what"]) for row in self.sheet["roles"]]
        named = {(role, session) for _, role, what in rows
                 for session in self.select(what) if session in items(what)}
        for person, role, what in rows:
            for session in self.select(what):
                if session not in items(what) and (role, session) in named:
                    continue  # a row for a session stands in place of all wider rows
                self.people[person].roles.setdefault(session, set()).add(role)

    def whom(self, cell):
        """(people, delegations) that a list names."""
        people, delegations = set(), set()
        for item in items(cell):
            out, item = item.startswith("-"), item.lstrip("-").strip()
            some, more = self.whom_item(item)
            if out:
                continue
            people |= some
            delegations |= more
        for item in items(cell):
            if item.startswith("-"):
                some, more = self.whom_item(item[1:].strip())
                people -= some
                delegations -= more
        return people, delegations

    def whom_item(self, item):
        word, _, name = item.partition(":")
        if item == "*":
            return set(self.people), set(self.delegations)
        if item in self.people:
            return {item}, set()
        if item in self.delegations:
            return set(), {item}
        if word == "flag":
            return set(), {d.id for d in self.delegations.values() if name in d.flags}
        if word == "region":
            return ({p.id for p in self.people.values() if p.region == name},
                    {d.id for d in self.delegations.values() if d.region == name})
        if word == "kind":
            return {p.id for p in self.people.values() if p.kind == name}, set()
        return {p.id for p in self.people.values()
                if any(name in roles for roles in p.roles.values())}, set()

    def read_attends(self):
        rank = {"may": 0, "should": 1, "must": 2}
        for row in self.sheet["attends"]:
            people, delegations = self.whom(row["who"])
            named = set(items(row["who"])) & people
            for session in self.select(row["what"]):
                for delegation in delegations:
                    if row["level"] == "must" and self.admits(session, delegation):
                        self.delegations[delegation].musts.add(session)
                for person in named:
                    old = self.people[person].named.get(session, "may")
                    self.people[person].named[session] = max(old, row["level"], key=rank.get)
        for person in self.people.values():
            person.musts = {session for session, level in person.named.items() if level == "must"}

    def admits(self, session, delegation):
        group = self.sessions[session].group
        access = self.groups[group].access if group in self.groups else ""
        return not access or delegation in self.whom(access)[1]

    def read_teams(self):
        number = lambda row, name: int(row[name]) if row.get(name) else None
        self.teams = {row["team"]: Thing(
            id=row["team"], kind=row["kind"], available=self.times(row.get("available")),
            rest=number(row, "rest_minutes") or 0, remote=yes(row.get("remote")),
            **{name: number(row, name) for name in
               ["most_minutes", "most_per_day", "most_minutes_per_day", "day_minutes",
                "most_in_5_workdays"]}) for row in self.sheet["teams"]}

    # -- rules

    def read_rules(self):
        self.rule_rows = [(row["rule"], row.get("of", ""), row.get("level", ""),
                           row.get("value", ""),
                           self.select(row["of"]) if row.get("of") and not
                           row["of"].startswith("role:") else None)
                          for row in self.sheet["rules"]]
        self.relations = [relation(row["relation"], row.get("minutes"), row.get("within"),
                                   a=self.select(row["a"]), b=self.select(row["b"]),
                                   level=row.get("level") or "hard")
                          for row in self.sheet["relations"]]
        self.joined = {frozenset(pair) for relation in self.relations if relation.kind == "joined"
                       for pair in itertools.product(relation.a, relation.b) if len(set(pair)) == 2}
        self.limits = [Thing(
            of=self.select(row["of"]), most=int(row["most"]), per=row.get("per") or "instant",
            during=self.times(row.get("during")), level=row.get("level") or "hard")
            for row in self.sheet["limits"]]

    def level(self, rule, session=None):
        level = "hard"
        for name, of, said, _, chosen in self.rule_rows:
            if name == rule and (not of or (chosen and session in chosen)):
                level = said or "hard"
        return level

    def is_hard(self, rule, *sessions):
        return all(self.level(rule, session) == "hard" for session in sessions)

    def value(self, rule, default):
        for name, of, _, value, _ in self.rule_rows:
            if name == rule and not of and value:
                default = int(value)
        return default

    # ---- a programme --------------------------------------------------------------------------

    def read_programme(self, folder):
        programme = Thing(placed={}, attendance=[], speeches=[], rows=[])
        programme.rows = read_csv(os.path.join(folder, "schedule.csv"))
        for row in programme.rows:
            session = self.sessions.get(row["session"])
            if session and row["status"] == "planned" and row["start"]:
                self.place(programme, session.id, self.minute(row["date"] + "T" + row["start"]),
                           row["room"], items(row["teams"]))
        programme.attendance = [(row["person"], row["session"], row["as"]) for row in
                                read_csv(os.path.join(folder, "attendance.csv"))]
        for row in read_csv(os.path.join(folder, "speeches.csv")):
            host = programme.placed.get(row["session"])
            if row["start"] and host:
                start = row["start"]
                minute = (self.minute(start) if len(start) > 5
                          else host.start // 1440 * 1440 + clock(start))
                minute += 1440 if minute < host.start else 0
                programme.speeches.append((row["speaker"], row["session"], minute,
                                           int(row["minutes"]), row.get("theme", "")))
        return programme

    def place(self, programme, session, start, room, teams):
        thing = self.sessions[session]
        programme.placed[session] = Thing(session=thing, id=session, start=start,
                                          end=start + thing.minutes, room=room, teams=teams)

    def check(self, programme, only=None):
        """Every broken hard rule as (rule, sentence)."""
        found = []
        for rule in ["complete", "start", "room-fit", "room-clash", "person-clash", "cover", "order",
                     "relations", "limits", "teams", "speeches"]:
            if only is None or rule in only:
                method = getattr(self, "check_" + rule.replace("-", "_"))
                found += [(rule, sentence) for sentence in method(programme)]
        return found

    def check_complete(self, programme):
        for session in self.sessions.values():
            if not (session.optional or session.cancelled) and session.id not in programme.placed:
                yield "%s is mandatory and has no place" % session.id
            if session.cancelled and session.id in programme.placed:
                yield "%s is cancelled and placed" % session.id

    def at_pattern(self, session, start):
        day, clock_minute = divmod(start, 1440)
        if clock_minute % self.grid:
            return False
        if not session.pattern:
            return True
        return any((day in days and clock_minute in starts)
                   or (day - 1 in days and clock_minute + 1440 in starts)
                   for days, starts in self.patterns[session.pattern])

    def check_start(self, programme):
        for placed in programme.placed.values():
            session = placed.session
            if not self.is_hard("start", session.id):
                continue
            fixed = session.pin_start if session.pin_start is not None else session.start
            if fixed is not None and placed.start != fixed:
                yield "%s does not start when it is fixed" % session.id
            if fixed is None and not self.at_pattern(session, placed.start):
                yield "%s is at no start of its pattern" % session.id
            if not 0 <= placed.start < self.n_days * 1440:
                yield "%s is outside the conference" % session.id
            where = [("window", session.window), ("hours", self.hours)]
            if placed.room:
                where.append(("room's opening", self.rooms[placed.room].open))
            for name, spans in where:
                if not lies_in(spans, placed.start, placed.end):
                    yield "%s is outside its %s" % (session.id, name)

    def fits(self, session, room):
        layout = session.layout or room.layout
        return ((not session.rooms or room.id in session.rooms)
                and (not session.pin_room or room.id == session.pin_room)
                and (not session.venue or room.venue == session.venue)
                and session.features <= room.features
                and not (layout and room.layouts.get(layout) == 0)
                and self.seats(room, session.layout) >= session.attendance * 100)

    def check_room_fit(self, programme):
        for placed in programme.placed.values():
            session = placed.session
            if not self.is_hard("room-fit", session.id):
                continue
            if session.needs_room != bool(placed.room):
                yield "%s needs a room or needs none" % session.id
            elif placed.room and not self.fits(session, self.rooms[placed.room]):
                yield "%s does not fit into %s" % (session.id, placed.room)

    def room_gap(self, one, other):
        """Minutes between two sessions of one room; None where the rooms have nothing to do."""
        if not one.room or not other.room:
            return None
        rooms = self.rooms[one.room], self.rooms[other.room]
        if not rooms[0].atoms & rooms[1].atoms:
            return None
        if frozenset((one.id, other.id)) in self.joined:
            return 0
        layouts = [placed.session.layout or room.layout
                   for placed, room in zip((one, other), rooms)]
        differ = all(layouts) and layouts[0] != layouts[1]
        return (max(room.turnaround for room in rooms)
                + (max(room.change for room in rooms) if differ else 0))

    def check_room_clash(self, programme):
        for one, other in itertools.combinations(programme.placed.values(), 2):
            gap = self.room_gap(one, other)
            if gap is not None and clash(one, other, gap) and self.is_hard("room-clash", one.id,
                                                                          other.id):
                yield "%s and %s are both in %s" % (one.id, other.id, one.room)

    def way(self, one, other, remote=False):
        if remote:
            return 0
        return self.travel.get((self.venue(one), self.venue(other)), 0)

    def duties(self, programme, person):
        """What a person has to do, as (start, end, placed, is a role, needs to be in the room)."""
        found = []
        mine = [entry for entry in programme.speeches if entry[0] == person.id]
        for session in sorted(set(person.roles) | person.musts | {entry[1] for entry in mine}):
            placed = programme.placed.get(session)
            if not placed:
                continue
            speech = [entry for entry in mine if entry[1] == session]
            on_stage = any(self.speech_mode(entry) == "onsite" for entry in speech)
            if session in person.roles or on_stage:
                found.append((placed.start, placed.end, placed, True, True))
            elif session in person.musts:
                found.append((placed.start, placed.end, placed, False, True))
            else:
                found += [(start, start + minutes, placed, True, False)
                          for _, _, start, minutes, _ in speech]
        return found

    def speech_mode(self, entry):
        modes = {row.get("mode") or "onsite" for row in self.sheet["speeches"]
                 if row["speaker"] == entry[0] and int(row["minutes"]) == entry[3]
                 and row.get("theme", "") == entry[4] and entry[1] in self.select(row["session"])}
        return "onsite" if modes == {"onsite"} else "remote"

    def check_person_clash(self, programme):
        value = self.value("person-clash", 0)
        for person in self.people.values():
            duties = self.duties(programme, person)
            for start, end, placed, _, _ in duties:
                if self.is_hard("person-clash", placed.id) and not lies_in(person.present, start,
                                                                           end):
                    yield "%s is absent from %s" % (person.id, placed.id)
            for one, other in itertools.combinations(duties, 2):
                if one[2] is other[2] or not self.is_hard("person-clash", one[2].id, other[2].id):
                    continue
                gap = self.way(one[2], other[2], person.remote or not one[4] or not other[4])
                roles = one[3] and other[3] and one[4] and other[4]  # a remote speech: milder
                if roles and frozenset((one[2].id, other[2].id)) not in self.joined:
                    gap = max(gap, value)
                if one[0] < other[1] + gap and other[0] < one[1] + gap:
                    yield "%s is in %s and %s" % (person.id, one[2].id, other[2].id)

    def check_cover(self, programme):
        rows = {}
        for person, session, role in programme.attendance:
            if role == "covers" and person in self.people and session in programme.placed:
                rows.setdefault(person, set()).add(session)
        for delegation in self.delegations.values():
            musts = [programme.placed[session] for session in sorted(delegation.musts)
                     if session in programme.placed and self.is_hard("cover", session)]
            if not delegation.people:
                for placed in musts:
                    n = sum(other.start <= placed.start < other.end for other in musts)
                    if n > delegation.size:
                        yield "%s has %d musts at once" % (delegation.id, n)
            elif not self.share_out:
                if not self.can_cover(programme, delegation, musts):
                    yield "%s cannot cover its musts" % delegation.id
            else:
                yield from self.check_covers(programme, delegation, musts, rows)

    def check_covers(self, programme, delegation, musts, rows):
        for placed in musts:
            if not any(placed.id in rows.get(person, ()) or
                       self.covers_anyway(programme, self.people[person], placed)
                       for person in delegation.people):
                yield "nobody of %s covers %s" % (delegation.id, placed.id)
        for name in delegation.people:
            person = self.people[name]
            covers = [programme.placed[session] for session in sorted(rows.get(name, ()))]
            for placed in covers:
                if placed.id in delegation.musts and not self.is_free(programme, person, placed,
                                                                      covers):
                    yield "%s cannot cover %s" % (name, placed.id)

    def covers_anyway(self, programme, person, placed):
        return any(duty[2] is placed and (duty[0], duty[1]) == (placed.start, placed.end)
                   for duty in self.duties(programme, person))

    def is_free(self, programme, person, placed, covers):
        if not lies_in(person.present, placed.start, placed.end):
            return False
        spans = [(start, end, other, there)
                 for start, end, other, _, there in self.duties(programme, person)]
        spans += [(other.start, other.end, other, True) for other in covers]
        for start, end, other, there in spans:
            way = self.way(placed, other, person.remote or not there)
            if other is not placed and start < placed.end + way and placed.start < end + way:
                return False
        return True

    def can_cover(self, programme, delegation, musts):
        """Some way to share the musts out, by trying all."""
        chosen = {name: [] for name in delegation.people}

        def go_on(index):
            if index == len(musts):
                return True
            placed = musts[index]
            people = [self.people[name] for name in delegation.people]
            if any(self.covers_anyway(programme, person, placed) for person in people):
                return go_on(index + 1)
            for person in people:
                if self.is_free(programme, person, placed, chosen[person.id]):
                    chosen[person.id].append(placed)
                    if go_on(index + 1):
                        return True
                    chosen[person.id].pop()
            return False

        return go_on(0)

    def orders(self):
        """(a, b, minutes, within): b starts at least so many minutes after a ends."""
        for session in self.sessions.values():
            for earlier, minutes in session.after:
                yield earlier, session.id, minutes, ""
        for group in self.groups.values():
            if group.order is not None:
                for one, other in itertools.combinations(group.sessions, 2):
                    yield one, other, group.order, ""
        for relation in self.relations:
            if relation.kind == "before" and relation.level == "hard" and self.is_hard("order"):
                for one, other in itertools.product(sorted(relation.a), sorted(relation.b)):
                    yield one, other, relation.minutes[0], relation.within

    def check_order(self, programme):
        for one, other, minutes, within in self.orders():
            first, second = programme.placed.get(one), programme.placed.get(other)
            if (not first or not second or not self.is_hard("order", one, other)
                    or (within == "day" and first.start // 1440 != second.start // 1440)):
                continue
            if second.start < first.end + minutes:
                yield "%s does not follow %s by %d minutes" % (other, one, minutes)

    def check_relations(self, programme):
        for relation in self.relations:
            if relation.level != "hard" or relation.kind in ("joined", "before"):
                continue
            for one, other in itertools.product(sorted(relation.a), sorted(relation.b)):
                first, second = programme.placed.get(one), programme.placed.get(other)
                if (one != other and first and second and self.is_hard("relations", None, one, other)
                        and not self.holds(relation, first, second)):
                    yield "%s and %s are not %s" % (one, other, relation.kind)

    def holds(self, relation, one, other):
        """A relation, other than before and joined, between two placed sessions."""
        same_day = one.start // 1440 == other.start // 1440
        if relation.within == "day" and not same_day:
            return True
        minutes, pause = relation.minutes, other.start - one.end
        have_rooms = bool(one.room and other.room)
        seats = [self.seats(self.rooms[placed.room], placed.session.layout)
                 for placed in (one, other) if have_rooms]
        first, second = sorted((one, other), key=lambda placed: placed.start)
        near = first.start < second.start <= first.end + minutes[0]
        return {
            "not-parallel": lambda: not (one.start - other.end < minutes[0] and pause < minutes[-1]),
            "parallel": lambda: one.start == other.start,
            "overlap": lambda: not clash(one, other),
            "pause": lambda: not 0 <= pause < minutes[0],
            "adjacent": lambda: same_day and any(0 <= gap <= minutes[0]
                                                 for gap in (pause, one.start - other.end)),
            "same-room": lambda: (one.room == other.room or not have_rooms
                                  or not (relation.has_no_minutes or near)),
            "different-room": lambda: one.room != other.room or not have_rooms,
            "larger-room": lambda: not have_rooms or seats[0] >= seats[1],
            "same-day": lambda: same_day,
            "different-day": lambda: not same_day}[relation.kind]()

    def usage(self, limit, programme):
        """The most that is used of a limit, over its buckets."""
        placed = [programme.placed[session] for session in limit.of
                  if session in programme.placed and self.is_hard("limits", session)]
        if limit.per == "instant":
            instants = {thing.start for thing in placed} | {start for start, _ in limit.during}
            return max([sum(thing.start <= t < thing.end for thing in placed) for t in instants
                        if lies_in(limit.during, t, t + 1)], default=0)
        then = [thing for thing in placed if lies_in(limit.during, thing.start, thing.start + 1)]
        if limit.per == "conference":
            return len(then)
        days = [thing.start // 1440 for thing in then]
        return max([days.count(day) for day in set(days)], default=0)

    def check_limits(self, programme):
        if not self.is_hard("limits"):
            return
        for limit in self.limits:
            if limit.level == "hard" and self.usage(limit, programme) > limit.most:
                yield "more than %d of %s per %s" % (limit.most, sorted(limit.of)[:3], limit.per)

    def check_teams(self, programme):
        work = {name: [] for name in self.teams}
        for placed in programme.placed.values():
            if not self.is_hard("teams", placed.id):
                continue
            kinds = [self.teams[name].kind for name in placed.teams]
            if {kind: kinds.count(kind) for kind in kinds} != placed.session.teams:
                yield "%s has teams %s" % (placed.id, placed.teams)
            for name in placed.teams:
                work[name].append(placed)
        for name, sessions in work.items():
            yield from self.check_team(self.teams[name], sorted(sessions, key=lambda p: p.start))

    def check_team(self, team, sessions):
        for placed in sessions:
            if not lies_in(team.available, placed.start, placed.end):
                yield "%s is not available for %s" % (team.id, placed.id)
        for one, other in itertools.combinations(sessions, 2):
            if clash(one, other, self.way(one, other, team.remote)):
                yield "%s is in %s and %s" % (team.id, one.id, other.id)
        for name, used in self.team_use(team, sessions).items():
            most = getattr(team, name)
            if most is not None and used > most:
                yield "%s uses %d of its %s %d" % (team.id, used, name, most)

    def team_use(self, team, sessions, strict=False):
        """What a team uses of each of its limits.

        The minutes of a day can be read as those of the sessions that start on it, or of the
        sittings counted on it; five workdays as those days alone, or with what lies between.  The
        milder reading counts, or with STRICT the stricter.
        """
        worse = max if strict else min
        sittings = []
        for placed in sessions:
            if sittings and placed.start - sittings[-1][-1].end < team.rest:
                sittings[-1].append(placed)
            else:
                sittings.append([placed])
        days = [sitting[0].start // 1440 for sitting in sittings]
        use = {"most_minutes": max([s[-1].end - s[0].start for s in sittings], default=0),
               "most_per_day": max([days.count(day) for day in days], default=0)}
        by_start, by_sitting = {}, {}
        for sitting, day in zip(sittings, days):
            for placed in sitting:
                by_start.setdefault(placed.start // 1440, []).append(placed)
                by_sitting.setdefault(day, []).append(placed)
        readings = by_start.values(), by_sitting.values()
        use["most_minutes_per_day"] = worse(
            max([sum(p.end - p.start for p in day) for day in reading], default=0)
            for reading in readings)
        use["day_minutes"] = worse(
            max([max(p.end for p in day) - day[0].start for day in reading], default=0)
            for reading in readings)
        use["most_in_5_workdays"] = self.five_days(days, strict)
        return use

    def five_days(self, days, strict):
        workdays = [day for day in range(self.n_days)
                    if (self.first + datetime.timedelta(days=day)).weekday() in self.workdays]
        most = 0
        for index in range(len(workdays)):
            five = workdays[index:index + 5]
            inside = lambda day: five[0] <= day <= five[-1] if strict else day in five
            most = max(most, sum(inside(day) for day in days))
        return max(most, len(days)) if strict and self.n_days <= 5 else most

    def check_speeches(self, programme):
        rows = [Thing(speaker=row["speaker"], sessions=self.select(row["session"]),
                      minutes=int(row["minutes"]), theme=row.get("theme", ""),
                      available=self.times(row.get("available"))) for row in self.sheet["speeches"]]
        left = list(programme.speeches)
        for row in rows:
            # Rows of one speaker, length and theme are told apart by their sessions: take the
            # speech that the fewest other rows could claim.
            fitting = [entry for entry in left if self.is_speech_of(row, entry)]
            if not fitting:
                yield "%s has no slot" % row.speaker
                continue
            claims = lambda entry: sum(self.is_speech_of(other, entry) for other in rows)
            entry = min(fitting, key=claims)
            left.remove(entry)
            if self.is_hard("speeches", entry[1]):
                yield from self.check_speech(programme, row, entry)
        for entry in left:
            yield "%s speaks in %s and nobody asked" % entry[:2]
        yield from self.check_slots(programme)

    @staticmethod
    def is_speech_of(row, entry):
        return (entry[0] == row.speaker and entry[1] in row.sessions and entry[3] == row.minutes
                and entry[4] == row.theme)

    def check_speech(self, programme, row, entry):
        host, start, end = programme.placed[entry[1]], entry[2], entry[2] + entry[3]
        if start < host.start + host.session.lead or end > host.end:
            yield "%s does not speak inside %s" % (row.speaker, host.id)
        if not lies_in(row.available, start, end):
            yield "%s is not available to speak in %s" % (row.speaker, host.id)
        if not lies_in(self.people[row.speaker].present, start, end):
            yield "%s is not there to speak in %s" % (row.speaker, host.id)

    def check_slots(self, programme):
        for session in {entry[1] for entry in programme.speeches}:
            slots = sorted((e[2], e[2] + e[3]) for e in programme.speeches if e[1] == session)
            most = self.sessions[session].most_speeches
            if most is not None and len(slots) > most:
                yield "%s has %d speeches" % (session, len(slots))
            if any(b[0] < a[1] for a, b in zip(slots, slots[1:])):
                yield "two speak at once in %s" % session


def clash(one, other, gap=0):
    return one.start < other.end + gap and other.start < one.end + gap


def relation(kind, minutes, within, **more):
    """A row of the relations sheet; its minutes are a pair for `45/30`."""
    return Thing(kind=kind, within=within or "", has_no_minutes=not minutes,
                 minutes=[int(part) for part in (minutes or "0").split("/")], **more)


def main():
    if len(sys.argv) != 3:
        print("usage: oracle.py CONFERENCE PROGRAMME", file=sys.stderr)
        return 2
    conference = Conference(sys.argv[1])
    found = conference.check(conference.read_programme(sys.argv[2]))
    for rule, sentence in found:
        print("%s: %s" % (rule, sentence))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
