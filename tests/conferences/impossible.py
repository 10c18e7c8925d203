"""What is impossible is proved, and the proof names what clashes and nothing else.

    impossible.py [GAHUNDA] [--seeds N] [--kind NAME] [--make KIND SEED FOLDER]

Each case is a comfortable conference into which one contradiction of a known kind is planted; KINDS
lists them.  `check`, or `explain` where check does not see it, must exit with 4, and every proof
must name exactly the planted sessions: without any one of them the rest can be held.  Loosened by
one start, seat, team or minute, the same conference must be planned completely.  The first proofs
of twenty cases are also written as formulas, and minisat or picosat must find them unsatisfiable,
and satisfiable without any one demand.

N (3) seeds of each kind; with --seeds all of them are loosened too, otherwise the first of each
kind.  A failure prints kind and seed and keeps its folder; --make writes one case.  Times are only
printed: what the processor worked, so that a busy machine tells the same.
"""

import argparse
import concurrent.futures
import csv
import datetime
import itertools
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

SEEDS = 3
FORMULAS = 20
EASY = 7  # so many sessions that clash are no trouble for a plain solver
# Neighbours share no factor with one another or with the kinds' numbers of variants: all meet.
CROWDS = [12, 5, 60, 200, 30]
SIZES = [3, 5, 2, 8, 4, 12, 6, 10, 7, 9, 11]
DAY = 1440


def clock(minute):
    return "%02d:%02d" % divmod(minute, 60)


class Maker:
    """One conference.  With slack, the contradiction is loosened by the least that resolves it."""

    def __init__(self, kind, seed, slack=False):
        self.random = random.Random("%s %d" % (kind, seed))
        self.slack, self.seed = slack, seed
        self.k = SIZES[seed % len(SIZES)]
        self.n_crowd = CROWDS[seed % len(CROWDS)]
        self.grid = self.random.choice([5, 10, 15, 30])
        self.n_days = self.random.randint(3, 6)
        self.first = datetime.date(2026, 6, 1) + datetime.timedelta(days=self.random.randrange(300))
        self.hours = self.random.choice(["08:00-20:00", "08:00-20:00", None])
        self.open = self.random.choice([None, "* 08:00-20:00", None])
        self.rows = {name: [] for name in (
            "conference rooms patterns groups sessions relations limits people roles delegations "
            "attends teams pins").split()}
        self.planted, self.parallel = [], 1
        self.n_ids = 0
        KINDS[kind](self)
        self.make_crowd()
        self.make_frame()

    # ---- small things

    def pick(self, *choices):
        return self.random.choice(choices)

    def add(self, sheet, **row):
        self.rows[sheet].append({key.replace("__", ":"): str(value) for key, value in row.items()
                                 if value not in (None, "")})
        return self.rows[sheet][-1]

    def new_id(self, letter):
        self.n_ids += 1
        return "%s%03d" % (letter, self.n_ids)

    def date(self, day):
        return (self.first + datetime.timedelta(days=day)).isoformat()

    def start(self, minute):
        return "%sT%s" % (self.date(minute // DAY), clock(minute % DAY))

    def span(self, first, last):
        """Within one day, in one of the forms that times have."""
        return self.pick("%s/%s" % (self.start(first), self.start(last)),
                         "%s %s-%s" % (self.date(first // DAY), clock(first % DAY),
                                       clock(last - first // DAY * DAY)))

    def plant(self, minutes, **cells):
        """A session that takes part in the contradiction."""
        name = self.new_id("S")
        self.planted.append(self.add("sessions", session=name, title="Planted %s" % name,
                                     minutes=minutes, **cells))
        return name

    def length(self):
        return self.pick(30, 60, 90)

    def times(self, n, minutes, gap=0):
        """(n starts that do not clash, one more for the slack, all starts there may be)"""
        step = max(30, -(-(minutes + gap) // 30) * 30)
        every = [day * DAY + start for day in range(self.n_days)
                 for start in range(480, 1200 - minutes + 1, step)]
        n_days = self.random.randint(1, self.n_days)  # few days with many starts, or many with few
        days = sorted(self.random.sample(range(self.n_days), n_days))
        some = [start for start in every if start // DAY in days]
        some = self.random.sample(some if len(some) > n else every, n + 1)
        return sorted(some[:n] + (some[n:] if self.slack else [])), every

    def pattern(self, starts):
        name = self.new_id("P")
        for day in sorted({start // DAY for start in starts}):
            self.add("patterns", pattern=name, days=self.date(day), starts=" ".join(
                clock(start % DAY) for start in starts if start // DAY == day))
        return name

    def only_at(self, starts, every, minutes):
        """Cells of a session that can start then only."""
        if self.random.random() < 0.5:
            return {"pattern": self.pattern(starts)}
        return {"pattern": self.pattern(every),
                "window": ";".join(self.span(start, start + minutes) for start in starts)}

    def selector(self, names):
        """The sessions of these names, as a list, a tag or a group."""
        form = self.pick("list", "tag", "group")
        word = self.new_id("G" if form == "group" else "t")
        if form == "list":
            return ";".join(self.random.sample(names, len(names)))
        if form == "group":
            self.add("groups", group=word, name="Group %s" % word)
        for row in self.rows["sessions"]:
            if row["session"] in names:
                row["group" if form == "group" else "tags"] = word
        return word if form == "group" else "tag:" + word

    def room(self, **cells):
        name = self.new_id("R")
        self.add("rooms", room=name, **cells)
        return name

    # ---- the kinds of contradiction

    def too_long(self):
        variant, minutes, short = self.seed % 3, self.pick(90, 120, 240), self.pick(5, 30)
        if variant == 0:  # than what its window leaves of the day
            self.hours = "08:00-20:00"
            day = self.random.randrange(self.n_days) * DAY
            latest = day + 1200 - minutes
            self.plant(minutes, window=self.span(latest + (0 if self.slack else short), day + 1380))
        elif variant == 1:  # than any room is open
            self.open = "* 08:00-12:00;* 14:00-20:00"
            self.plant(360 if self.slack else 360 + short)
        else:  # than the conference's hours
            self.hours, self.open = "08:00-12:30;13:30-20:00", None
            self.plant(390 if self.slack else 390 + short,
                       window=self.date(self.random.randrange(self.n_days)))

    def no_room(self):
        layout = self.pick(None, "boardroom")
        self.room(seats=300, features="booths")
        self.room(seats=300, features="stage;hybrid")
        few = {"seats": 300, "seats__boardroom": 30} if layout else {"seats": 79}
        if self.slack:
            few["seats__boardroom" if layout else "seats"] = 80
        self.room(features="hybrid;booths;stage", **few)
        self.plant(self.length(), attendance=80, features="stage;booths;captioning?", layout=layout)

    def only_room(self):
        variant, minutes = self.seed % 3, self.length()
        turnaround = self.pick(0, 0, 15) if variant else 0
        starts, every = self.times(self.k - 1, minutes, turnaround)
        self.room(seats=5, features="booths")
        cells = {"features": "booths", "attendance": 20}
        opening = None
        if variant == 0:
            cells.update(self.only_at(starts, every, minutes))
        elif variant == 1:  # the room's opening leaves no more
            opening = ";".join(self.span(start, start + minutes) for start in starts)
            cells["pattern"] = self.pattern(every)
        else:  # one long opening, any start on the grid
            minutes, turnaround = (40 if self.k > 9 else 60), (0 if self.k > 7 else turnaround)
            step = -(-(minutes + turnaround) // self.grid) * self.grid
            day = self.random.randrange(self.n_days) * DAY + 480
            short = self.random.randrange(5, step, 5)
            full = (self.k - 1) * step + minutes
            opening = self.span(day, day + (min(720, full + step) if self.slack else full - short))
        self.room(seats=100, features="booths", open=opening, turnaround_minutes=turnaround)
        for _ in range(self.k):
            self.plant(minutes, **cells)

    def person(self):
        minutes = self.length()
        starts, every = self.times(self.k - 1, minutes)
        person, present = self.new_id("A"), None
        if self.random.random() < 0.5:
            present = ";".join(self.span(start, start + minutes) for start in starts)
            cells = {"pattern": self.pattern(every)}
        else:
            cells = self.only_at(starts, every, minutes)
        names = [self.plant(minutes, **cells) for _ in range(self.k)]
        self.add("people", person=person, name="Planted", present=present)
        if self.random.random() < 0.5:
            self.add("roles", person=person, role="chair", what=self.selector(names))
        else:
            for name in names:
                self.add("roles", person=person, role=self.pick("chair", "speaker"), what=name)

    def delegation(self):
        minutes = self.length()
        starts, every = self.times(self.k - 1, minutes)
        cells = self.only_at(starts, every, minutes)
        names = [self.plant(minutes, **cells) for _ in range(self.k)]
        delegation = self.new_id("D")
        self.add("delegations", delegation=delegation, name="Alone", size=self.pick(1, None))
        for what in [self.selector(names)] if self.random.random() < 0.5 else names:
            self.add("attends", who=delegation, what=what, level="must")

    def clique(self):
        minutes, gap = self.length(), self.pick(0, 0, 30)
        starts, every = self.times(self.k - 1, minutes, gap)
        cells = self.only_at(starts, every, minutes)
        names = [self.plant(minutes, **cells) for _ in range(self.k)]
        if self.random.random() < 0.5:
            what = self.selector(names)
            self.add("relations", a=what, relation="not-parallel", b=what, minutes=gap)
        else:
            for a, b in itertools.combinations(names, 2):
                self.add("relations", a=a, relation="not-parallel", b=b, minutes=gap)

    def chain(self):
        step = max(10, self.grid)
        minutes = [step * self.random.randint(1, 3) for _ in range(self.k)]
        lags = [self.pick(0, 0, step) for _ in range(self.k - 1)]
        while sum(minutes) + sum(lags) > 660:
            largest = minutes.index(max(minutes))
            if minutes[largest] == step:
                lags[lags.index(max(lags))] = 0
            minutes[largest] = step
        day = self.random.randrange(self.n_days) * DAY + 480
        window = self.span(day, day + sum(minutes) + sum(lags) - (0 if self.slack else 5))
        ordered = self.random.random() < 0.3
        names = [self.plant(minutes[0], window=window)]
        for lag, length in zip(lags, minutes[1:]):
            after = None if ordered else names[-1] + (":%d" % lag if lag else "")
            names.append(self.plant(length, window=window, after=after))
        if ordered:
            group = self.new_id("G")
            self.add("groups", group=group, name="In order", order_minutes=0)
            total = sum(minutes) - (0 if self.slack else 5)
            for row in self.planted:
                row.update(group=group, window=self.span(day, day + total))

    def teams(self):
        minutes, each = self.length(), self.pick(1, 1, 2)
        day = self.random.randrange(self.n_days)
        start = day * DAY + self.pick(540, 600, 840)
        cells = self.pick({"start": self.start(start)}, {"pattern": self.pattern([start])},
                          {"window": self.span(start, start + minutes)})
        for _ in range(each * self.k - 1):
            self.add("teams", team=self.new_id("T"), kind="interpretation",
                     available=self.pick(None, self.span(day * DAY + 480, day * DAY + 1200)))
        other = (day + 1) % self.n_days
        self.add("teams", team=self.new_id("T"), kind="interpretation",
                 available=None if self.slack else self.date(other))
        for _ in range(self.k):
            self.plant(minutes, teams="interpretation:%d" % each, **cells)
        self.parallel = self.k

    def limit_day(self):
        day = self.random.randrange(self.n_days)
        for _ in range(self.k):
            self.plant(self.length(), **self.pick(
                {"window": self.date(day)},
                {"window": self.span(day * DAY + 480, day * DAY + 1200)},
                {"pattern": self.pattern([day * DAY + start for start in (540, 660, 840, 960)])}))
        self.add("limits", of=self.selector([row["session"] for row in self.planted]),
                 most=self.k - (0 if self.slack else 1), per="day",
                 during=self.pick(None, self.date(day)))

    def limit_instant(self):
        variant, minutes, most = self.seed % 3, self.length(), self.k - 1
        start = self.random.randrange(self.n_days) * DAY + self.pick(540, 600, 840)
        if variant == 0:  # all at one time
            cells = [{"pattern": self.pattern([start])}] * self.k
        elif variant == 1:  # all overlap
            minutes = 90
            cells = [{"start": self.start(start + 5 * self.random.randrange(12))}
                     for _ in range(self.k)]
        else:  # at two times, and each takes half
            most = max(1, self.k // 2)
            starts, every = self.times(2, minutes)
            cells = [self.only_at(starts[:2], every, minutes)] * (2 * most + 1)
        names = [self.plant(minutes, **cell) for cell in cells]
        self.add("limits", of=self.selector(names), most=most + (1 if self.slack else 0),
                 per=self.pick("instant", None))
        self.parallel = len(names)

    def pins(self):
        variant = self.seed % 3
        start = self.random.randrange(self.n_days) * DAY + 600
        later = start + (60 if self.slack else self.pick(0, 5, 30, 55))
        if variant == 0:  # two in one room
            one, other = self.plant(60), self.plant(self.length())
            room = self.room(seats=100)
            self.add("pins", session=one, start=self.start(start), room=room)
            self.add("pins", session=other, start=self.start(later), room=room)
        elif variant == 1:  # one person in two
            one, other = self.plant(60), self.plant(self.length(), start=self.start(later))
            self.add("pins", session=one, start=self.start(start))
            self.add("people", person="TWICE", name="Planted")
            self.add("roles", person="TWICE", role="chair", what="%s;%s" % (one, other))
        else:  # a pin and a cell
            room = self.room(seats=100)
            one = self.plant(60, start=self.start(start), room=room)
            other = self.plant(self.length(), room=room)
            self.add("pins", session=other, start=self.start(later))
        self.parallel = 2

    def mixture(self):
        MIXTURES[self.seed % len(MIXTURES)](self)

    # ---- mixtures, which no counting sees

    def relate(self, a, relation, b, minutes=None):
        self.add("relations", a=a, relation=relation, b=b, minutes=minutes)

    def days_apart_and_together(self):
        """Each on the day of the one before, and the last not on the day of the first."""
        names = [self.plant(self.length()) for _ in range(min(self.k, 6) if self.k > 2 else 3)]
        for a, b in zip(names, names[1:]):
            self.relate(a, "same-day", b)
        if not self.slack:
            self.relate(names[-1], "different-day", names[0])

    def circle(self):
        names = [self.plant(self.length()) for _ in range(self.k)]
        for a, b in zip(names, names[1:] + ([] if self.slack else names[:1])):
            self.relate(a, "before", b)

    def one_room_at_one_time(self):
        start = self.random.randrange(self.n_days) * DAY + 600
        a, b = self.plant(60, start=self.start(start)), self.plant(60)
        self.add("pins", session=b, start=self.start(start + (60 if self.slack else 30)))
        self.relate(a, "same-room", b)

    def rooms_apart(self):
        """All in different rooms, of which there are too few with booths."""
        n = min(self.k, 6)
        names = [self.plant(self.length(), features="booths") for _ in range(n)]
        for _ in range(n if self.slack else n - 1):
            self.room(seats=100, features="booths")
        what = self.selector(names)
        self.relate(what, "different-room", what)

    def near_and_far(self):
        a, b = self.plant(self.length()), self.plant(self.length())
        self.relate(a, "adjacent", b, 30 if self.slack else 25)
        self.relate(b, "not-parallel", a, 30)

    def days_before(self):
        """One after another through windows of single days, against the calendar."""
        day = self.random.randrange(self.n_days - 1)
        a = self.plant(self.length(), window=self.date(day if self.slack else day + 1))
        b, c = self.plant(self.length()), self.plant(self.length(), window=self.date(
            day + 1 if self.slack else day))
        self.relate(a, "before", b)
        self.relate(b, "before", c)

    def days_all_apart(self):
        self.n_days = 5 if self.slack else 4
        names = [self.plant(self.length()) for _ in range(5)]
        for a, b in itertools.combinations(names, 2):
            self.relate(a, "different-day", b)

    def one_day_in_one_room(self):
        """All on the day of the first, in a room that is open too short on every day."""
        n = min(self.k, 6)
        opening = 60 * n - (0 if self.slack else 5)
        room = self.room(seats=100, open="* 09:00-%s" % clock(540 + opening))
        names = [self.plant(60, room=room) for _ in range(n)]
        for name in names[1:]:
            self.relate(names[0], "same-day", name)
        self.grid = 5

    def rooms_and_times(self):
        """Two that share a room with a third, each at one of the two times that it could have."""
        a, b, c = self.plant(60), self.plant(60), self.plant(60)
        start = self.random.randrange(self.n_days) * DAY + 600
        self.add("pins", session=a, start=self.start(start))
        self.add("pins", session=b, start=self.start(start + 60))
        starts = [start, start + 60] + ([start + 120] if self.slack else [])
        self.planted[2]["pattern"] = self.pattern(starts)
        self.relate(c, "same-room", a)
        self.relate(b, "same-room", a)

    # ---- everything else, in which there is room for all

    def make_crowd(self):
        crowd, rng = [], self.random
        days = [self.date(day) for day in range(self.n_days)]
        often = self.new_id("P")
        self.add("patterns", pattern=often, days="*", starts="08:30-17:30/30")
        for index in range(self.n_crowd):
            name = self.new_id("S")
            crowd.append(name)
            self.add("sessions", session=name, title="Crowd %d" % index,
                     minutes=self.pick(30, 30, 60, 60, 90, 120),
                     pattern=self.pick(None, None, often),
                     window=";".join(rng.sample(days, 2)) if rng.random() < 0.15 else None,
                     attendance=rng.randint(0, 60), features=self.pick(None, None, "hybrid"),
                     teams="crew:1" if rng.random() < 0.15 else None,
                     optional="yes" if rng.random() < 0.1 else None)
        minutes = sum(int(row["minutes"]) for row in self.rows["sessions"])
        for index in range(2 + self.parallel + -(-minutes // (self.n_days * 600 // 3))):
            self.room(seats=self.pick(60, 100, 200), features="hybrid" if index % 2 == 0 else None,
                      open=self.open)
        for _ in range(2 + self.n_crowd // 20):
            self.add("teams", team=self.new_id("T"), kind="crew")
        bound = {row["session"] for row in self.rows["sessions"] if "window" in row}
        for a, b in zip(crowd[::7], crowd[1::7]):
            self.relate(a, "not-parallel" if bound & {a, b} else self.pick(
                "not-parallel", "before"), b)
        self.make_crowd_people(crowd)
        self.add("limits", of="*", most=len(self.rows["sessions"]),
                 per=self.pick("instant", "day", "conference"))
        # Planted among the others; their own order stays, as a group's order is the sheet's.
        others = [row for row in self.rows["sessions"] if row not in self.planted]
        places = sorted(rng.sample(range(len(self.rows["sessions"])), len(self.planted)))
        for place, row in zip(places, self.planted):
            others.insert(place, row)
        self.rows["sessions"] = others
        rng.shuffle(self.rows["rooms"])
        rng.shuffle(self.rows["relations"])

    def make_crowd_people(self, crowd):
        rng = self.random
        everybody = crowd + [row["session"] for row in self.planted]
        for _ in range(1 + self.n_crowd // 8):
            delegation = self.new_id("D")
            self.add("delegations", delegation=delegation, name="Crowd", size=rng.randint(5, 12))
            people = [self.new_id("A") for _ in range(rng.choice([0, 2, 4]))]
            for person in people:
                self.add("people", person=person, name="Crowd", delegation=delegation)
            for name in rng.sample(crowd, 2):
                self.add("attends", who=delegation, what=name, level="must")
            self.add("attends", who=delegation, what=rng.choice(everybody), level="should")
        for name in rng.sample(crowd, len(crowd) // 3):
            person = self.new_id("A")
            self.add("people", person=person, name="Chair")
            self.add("roles", person=person, role="chair", what=name)
        for row in self.planted[::2]:  # somebody who is never in the way
            person = self.new_id("A")
            self.add("people", person=person, name="Aide")
            self.add("roles", person=person, role="secretary", what=row["session"])

    def make_frame(self):
        keys = {"name": "Impossible", "id": "IMP", "domain": "example.org", "timezone": "UTC",
                "first_day": self.date(0), "last_day": self.date(self.n_days - 1),
                "grid_minutes": self.grid, "hours": self.hours}
        for key, value in keys.items():
            if value is not None:
                self.add("conference", key=key, value=value)

    def write(self, folder):
        os.makedirs(folder)
        for sheet, rows in self.rows.items():
            if not rows:
                continue
            with open(os.path.join(folder, sheet + ".csv"), "w", encoding="utf-8",
                      newline="") as file:
                writer = csv.DictWriter(file, list(dict.fromkeys(itertools.chain(*rows))),
                                        restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return sorted(row["session"] for row in self.planted)


KINDS = {
    "too-long": Maker.too_long,            # longer than every opening in its window
    "no-room": Maker.no_room,              # no room has its features and seats
    "only-room": Maker.only_room,          # more sessions than the only fitting room has times
    "person": Maker.person,                # k sessions of one person who has k - 1 times
    "delegation": Maker.delegation,        # k musts of a delegation of one, and k - 1 times
    "clique": Maker.clique,                # k pairwise not parallel, and k - 1 times
    "chain": Maker.chain,                  # longer than the window that all share
    "teams": Maker.teams,                  # too few at the only start
    "limit-day": Maker.limit_day,          # fewer on the day to which all are bound
    "limit-instant": Maker.limit_instant,  # fewer at once than must be at once
    "pins": Maker.pins,                    # two that clash
    "mixture": Maker.mixture,              # what no counting sees
}
MIXTURES = [Maker.days_apart_and_together, Maker.circle, Maker.one_room_at_one_time,
            Maker.rooms_apart, Maker.near_and_far, Maker.days_before, Maker.days_all_apart,
            Maker.one_day_in_one_room, Maker.rooms_and_times]


# ---- judging


class Finding:
    """What came of one case, from a process of its own."""

    def __init__(self, kind, seed):
        self.kind, self.seed, self.faults = kind, seed, []
        self.proved_by, self.seconds = None, 0.0
        self.is_least = self.is_planted = False
        self.passed = 0

    def expect(self, good, what, said=""):
        if good:
            self.passed += 1
        else:
            self.faults.append((what, said))
        return good


def run_json(command, folder):
    result = harness.run([command, folder, "--format", "json", "--threads", 1])
    try:
        return result, json.loads(result.out)
    except ValueError:
        return result, None


def worked():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def judge(kind, seed, folder, loosened, formula):
    finding = Finding(kind, seed)
    planted = Maker(kind, seed).write(folder)
    began = worked()
    for command in ("check", "explain"):
        result, answer = run_json(command, folder)
        if result.code != 0:
            break
    finding.seconds = worked() - began
    if finding.expect(result.code == 4, "%s proves it: exit 4" % command, result.said):
        finding.proved_by = command
        finding.expect(answer, "%s answers in JSON" % command, result.said)
        proofs = (answer or {}).get("impossible", [])
        judge_proofs(finding, folder, planted, proofs, result)
        if formula and proofs:
            judge_formula(finding, folder, proofs[0]["demands"])
    if loosened:
        judge_loosened(finding, folder, planted)
    return finding


def judge_proofs(finding, folder, planted, proofs, result):
    finding.expect(proofs, "there is a proof", result.said)
    sets = [sorted(proof["sessions"]) for proof in proofs]
    finding.is_planted = finding.expect(
        all(set(names) <= set(planted) for names in sets),
        "planted are %s alone" % " ".join(planted), str(sets))
    finding.expect(all(names == planted for names in sets),
                   "all of %s are named, each once" % " ".join(planted), str(sets))
    finding.is_least = finding.expect(all(proof["least"] for proof in proofs),
                                      "none of the demands can be left out")
    for proof in proofs:
        finding.expect(proof["conclusion"].strip() and proof["demands"], "it says what and why")
        for demand in proof["demands"]:
            finding.expect(is_place(folder, demand), "a demand has a place in the sheets",
                           str(demand))


def is_place(folder, demand):
    """A row that is there, and a column of it, or a key of the conference."""
    path = os.path.join(folder, demand["sheet"] + ".csv")
    if not demand["sentence"].strip() or not os.path.isfile(path):
        return False
    rows = harness.read_rows(path)
    return 2 <= demand["row"] <= len(rows) and (
        demand["column"] in rows[0]
        or (demand["sheet"] == "conference" and demand["column"] == rows[demand["row"] - 1][0]))


def judge_loosened(finding, folder, planted):
    """With the least of slack all can be held, and so can all but any one of the planted."""
    slack = folder + "-loosened"
    Maker(finding.kind, finding.seed, True).write(slack)
    result = harness.run(["check", slack])
    good = finding.expect(result.code == 0, "loosened, it is not impossible", result.said)
    for effort in (100000, 1000000):
        result = harness.run(["plan", slack, "--effort", effort, "--seed", 1, "--threads", 1,
                              "--quiet"])
        if result.code != 1:
            break
    good &= finding.expect(result.code == 0, "loosened, it is planned", result.said)
    if good:
        shutil.rmtree(slack)
    for name in planted if len(planted) <= EASY else planted[:1]:
        less = "%s-without-%s" % (folder, name)
        maker = Maker(finding.kind, finding.seed)
        next(row for row in maker.planted if row["session"] == name)["optional"] = "yes"
        maker.write(less)
        result = harness.run(["check", less])
        if finding.expect(result.code == 0, "with %s optional, it is not impossible" % name,
                          result.said):
            shutil.rmtree(less)


# ---- formulas


def solver():
    return shutil.which("minisat") or shutil.which("picosat")


def is_satisfiable(path):
    """Both solvers say so with their exit code: 10, or 20 for no; None: neither, or not in time."""
    command = [solver(), path] + ([os.devnull] if solver().endswith("minisat") else ["-n"])
    try:
        code = subprocess.run(command, capture_output=True, check=False, timeout=120).returncode
    except subprocess.TimeoutExpired:
        return None
    return {10: True, 20: False}.get(code)


def judge_formula(finding, folder, demands):
    path = os.path.join(folder, "formula.cnf")
    sentences = sorted(demand["sentence"] for demand in demands)
    result = harness.run(["explain", folder, "--dimacs", path, "--threads", 1])
    if not finding.expect(result.code == 4 and os.path.isfile(path), "explain writes a formula",
                          result.said):
        return
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    words = next(line for line in lines if line.startswith("p cnf ")).split()
    clauses = [line for line in lines if line[:1] not in ("c", "p")]
    finding.expect(int(words[3]) == len(clauses), "the header counts the clauses", " ".join(words))
    header = lines.index(" ".join(words))
    named = [at for at in range(header + 1, len(lines)) if lines[at].startswith("c ")]
    said = sorted(lines[at][2:] for at in named)
    finding.expect(said == sentences, "the formula has each demand of the proof, once", path)
    finding.expect(is_satisfiable(path) is False, "the formula is unsatisfiable", path)
    less = path + ".less"
    for at in named:
        finding.expect(len(lines[at + 1].split()) == 2, "a demand is one unit clause",
                       lines[at + 1])
        with open(less, "w", encoding="utf-8") as file:
            for row, line in enumerate(lines):
                if line.startswith("p cnf "):
                    line = "p cnf %s %d" % (words[2], len(clauses) - 1)
                if row != at + 1:
                    file.write(line + "\n")
        finding.expect(is_satisfiable(less) is True, "without \"%s\" the formula is satisfiable"
                       % lines[at][2:], path)


def print_table(findings):
    print("%-14s %6s %6s %8s %8s %8s %7s %6s %8s" % (
        "kind", "cases", "proved", "by check", "median s", "worst s", "of seed", "least",
        "planted"))
    for kind in KINDS:
        mine = [finding for finding in findings if finding.kind == kind]
        if not mine:
            continue
        worst = max(mine, key=lambda finding: finding.seconds)
        print("%-14s %6d %6d %8d %8.2f %8.2f %7d %6d %8d" % (
            kind, len(mine), sum(finding.proved_by is not None for finding in mine),
            sum(finding.proved_by == "check" for finding in mine),
            statistics.median(finding.seconds for finding in mine), worst.seconds, worst.seed,
            sum(finding.is_least for finding in mine),
            sum(finding.is_planted for finding in mine)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--make", nargs=3, metavar=("KIND", "SEED", "FOLDER"))
    options = parser.parse_args(harness.arguments())
    if options.make:
        print("planted: %s" % " ".join(Maker(options.make[0], int(options.make[1])).write(
            options.make[2])))
        return 0
    harness.program()
    tally, shop, findings = harness.Tally(), harness.Workshop("impossible"), []
    cases = [(kind, seed) for seed in range(options.seeds or SEEDS) for kind in KINDS
             if options.kind in (None, kind)]
    formulas = [case for case in cases if len(Maker(*case).planted) <= EASY][:FORMULAS]
    if not solver():
        tally.skip("formulas: there is neither minisat nor picosat")
        formulas = []
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        waiting = [pool.submit(judge, *case, shop.folder("%s-%d" % case),
                               options.seeds is not None or case[1] == 0, case in formulas)
                   for case in cases]
        for future in waiting:
            finding = future.result()
            findings.append(finding)
            tally.passed += finding.passed
            folder = shop.folder("%s-%d" % (finding.kind, finding.seed))
            for what, said in finding.faults:
                tally.expect(False, "%s, seed %d, in %s: %s" % (finding.kind, finding.seed, folder,
                                                                what), said)
            if not finding.faults:
                shutil.rmtree(folder)
    print_table(findings)
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
