"""`verify` names the right rule when a good programme is damaged.

    corrupt.py [GAHUNDA] [N]

N (2) corruptions by seed of each of ten kinds: room double, capacity, window, pin, person, cover,
order, team, relation, file against file.  Three quarters are done to the Kigali example, the rest
(or all, where there is no example) to generated conferences.  Each edits the files of a draft or a
revision as a careless hand would; verify must exit 1, and the right rule must be among what it says.
Other findings beside it are welcome: a moved session breaks more than one thing.
"""

import csv
import io
import os
import random
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import generate
import harness
import oracle

TABLES = ["schedule", "attendance", "speeches"]
NIGHT = 3 * 60


class Patient:
    """A good programme in its folder: what is done to it can be taken back."""

    def __init__(self, name, folder, revision):
        self.name, self.folder, self.revision = name, folder, revision
        self.programme = os.path.join(folder, "programme", revision or "draft")
        self.conference = oracle.Conference(folder)
        self.good = self.conference.read_programme(self.programme)
        self.placed = [self.good.placed[name] for name in sorted(self.good.placed)]
        self.kept = {}

    def table(self, name):
        return oracle.read_csv(os.path.join(self.programme, name + ".csv"))

    def write_table(self, name, rows):
        text = io.StringIO()
        path = os.path.join(self.programme, name + ".csv")
        header = harness.read_rows(path)[0]
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(header)
        if name == "schedule":
            rows = sorted(rows, key=lambda row: (not row["start"],) + tuple(
                row[column].encode() for column in ("date", "start", "room", "session")))
        writer.writerows([row[column] for column in header] for row in rows)
        self.write(name + ".csv", text.getvalue().encode())

    def read(self, path):
        with open(os.path.join(self.programme, path), "rb") as file:
            return file.read()

    def write(self, path, data):
        if path not in self.kept:
            self.kept[path] = self.read(path)
        harness.write_bytes(os.path.join(self.programme, path), data)

    def remove(self, path):
        self.kept[path] = self.read(path)
        os.remove(os.path.join(self.programme, path))

    def heal(self):
        for path, data in self.kept.items():
            harness.write_bytes(os.path.join(self.programme, path), data)
        self.kept = {}

    def verify(self):
        return harness.run(["verify", self.folder] + ([self.revision] if self.revision else [])
                           + ["--format", "json"], seconds=120)

    # -- edits of the schedule

    def edit(self, **changes):
        """SESSION=(start, room, teams or None) for each session that is to change."""
        rows = self.table("schedule")
        for row in rows:
            if row["session"] in changes:
                start, room, teams = changes[row["session"]]
                end = start + self.conference.sessions[row["session"]].minutes
                row["date"], row["start"] = self.conference.minute_text(start).split("T")
                row["end"], row["room"] = oracle.clock_text(end % 1440), room
                row["teams"] = row["teams"] if teams is None else ";".join(teams)
        self.write_table("schedule", rows)

    def trial(self, rule, *places):
        """Does the oracle find this rule broken when these (placed, start, room, teams) are all?"""
        programme = oracle.Thing(placed={}, attendance=[], speeches=[], rows=[])
        for placed, start, room, teams in places:
            self.conference.place(programme, placed.id, start, room, teams)
        return bool(self.conference.check(programme, [rule]))

    def vacant(self, placed, room, start):
        probe = oracle.Thing(session=placed.session, id=placed.id, start=start, room=room,
                             end=start + placed.session.minutes)
        return not any(other is not placed and self.conference.room_gap(probe, other) is not None
                       and oracle.clash(probe, other, self.conference.room_gap(probe, other))
                       for other in self.placed)

    def vacant_room(self, placed, start, rng):
        """A room in which it fits at that time or, where there is none, the one that it has."""
        rooms = list(self.conference.rooms.values())
        rng.shuffle(rooms)
        for room in rooms:
            if (self.conference.fits(placed.session, room) and self.vacant(placed, room.id, start)
                    and oracle.lies_in(room.open, start, start + placed.session.minutes)):
                return room.id
        return placed.room


# ---- the ten kinds: each does its worst to a patient and returns the rules of which one must be
# ---- named, or None where it found nothing to do


def room_double(patient, rng):
    one, other = rng.sample(patient.placed, 2)
    if not one.room or not other.room or not patient.conference.is_hard("room-clash", one.id,
                                                                        other.id):
        return None
    patient.edit(**{one.id: (other.start, other.room, None)})
    return ["room-clash"]


def capacity(patient, rng):
    placed = rng.choice(patient.placed)
    need = placed.session.attendance
    small = [room.id for room in patient.conference.rooms.values()
             if need and patient.conference.seats(room, placed.session.layout) < need * 100]
    vacant = [room for room in small if patient.vacant(placed, room, placed.start)]
    if not placed.room or not small or not patient.conference.is_hard("room-fit", placed.id):
        return None
    patient.edit(**{placed.id: (placed.start, rng.choice(vacant or small), None)})
    return ["room-fit"]


def window(patient, rng):
    placed = rng.choice(patient.placed)
    conference = patient.conference
    start = rng.choice([placed.start + rng.choice([1, 2, 3, 4]),
                        placed.start // 1440 * 1440 + NIGHT,
                        placed.start % 1440 + 1440 * rng.randrange(conference.n_days),
                        placed.start + conference.grid * rng.randint(-20, 20)])
    session = placed.session
    if (start < 0 or session.start is not None or session.pin_start is not None
            or not patient.trial("start", (placed, start, placed.room, []))):
        return None
    patient.edit(**{placed.id: (start, placed.room, None)})
    return ["start"]


def pin(patient, rng):
    placed = rng.choice(patient.placed)
    session, start, room = placed.session, placed.start, placed.room
    if (session.start is not None or session.pin_start is not None) and rng.random() < 0.6:
        start += patient.conference.grid * rng.choice([-4, -3, -2, -1, 1, 2, 3, 4, 6])
        rule = "start"
    elif len(session.rooms) == 1 or session.pin_room:
        room = rng.choice(list(patient.conference.rooms))
        rule = "room-fit"
    else:
        return None
    if start < 0 or not patient.trial(rule, (placed, start, room, [])):
        return None
    patient.edit(**{placed.id: (start, room, None)})
    return [rule]


def person(patient, rng):
    """Onto another session of somebody who has something to do in both, in a vacant room."""
    conference = patient.conference
    who = rng.choice(list(conference.people.values()))
    duties = [session for session in sorted(set(who.roles) | who.musts)
              if session in patient.good.placed]
    if len(duties) < 2:
        return None
    one, other = (patient.good.placed[name] for name in rng.sample(duties, 2))
    room = patient.vacant_room(one, other.start, rng)
    if not patient.trial("person-clash", (one, other.start, room, []),
                         (other, other.start, other.room, [])):
        return None
    patient.edit(**{one.id: (other.start, room, None)})
    return ["person-clash"]


def cover(patient, rng):
    """A cover is struck out, or written to somebody of the delegation who is busy then."""
    conference = patient.conference
    rows = [row for row in patient.table("attendance") if row["as"] == "covers"]
    if not rows or not conference.share_out:
        return None
    row = rng.choice(rows)
    who = conference.people[row["person"]]
    if (not who.delegation or row["session"] not in conference.delegations[who.delegation].musts
            or not conference.is_hard("cover", row["session"])):
        return None
    colleagues = set(conference.delegations[who.delegation].people)
    placed = patient.good.placed[row["session"]]
    if any(conference.covers_anyway(patient.good, conference.people[name], placed)
           for name in colleagues):
        return None
    rows = patient.table("attendance")
    struck = [each for each in rows if each["session"] == row["session"] and each["as"] == "covers"
              and each["person"] in colleagues]
    kept = [each for each in rows if each not in struck]
    busy = [each["person"] for each in kept if each["as"] in ("covers", "chair", "speaker")
            and each["person"] in colleagues and each["session"] in patient.good.placed
            and oracle.clash(placed, patient.good.placed[each["session"]])]
    if busy and rng.random() < 0.5:
        kept.append({**row, "person": rng.choice(busy)})
        kept.sort(key=lambda each: tuple(each[name].encode() for name in ("person", "session", "as")))
    patient.write_table("attendance", kept)
    return ["cover"]


def order(patient, rng):
    conference, placed = patient.conference, patient.good.placed
    pairs = [(one, other) for one, other, _, _ in conference.orders()
             if one in placed and other in placed]
    if not pairs:
        return None
    one, other = (placed[name] for name in rng.choice(pairs))
    if rng.random() < 0.5:  # they change places
        changed = {one.id: (other.start, other.room, None), other.id: (one.start, one.room, None)}
    else:
        start = max(0, one.start - conference.grid * rng.randint(0, 6))
        changed = {other.id: (start, patient.vacant_room(other, start, rng), None)}
    places = [(p,) + changed.get(p.id, (p.start, p.room, None))[:2] + ([],) for p in (one, other)]
    if not patient.trial("order", *places):
        return None
    patient.edit(**changed)
    return ["order"]


def team(patient, rng):
    conference = patient.conference
    placed = rng.choice(patient.placed)
    if not placed.session.teams or not conference.is_hard("teams", placed.id):
        return None
    teams = list(placed.teams)
    others = [other for other in patient.placed if other.teams and oracle.clash(placed, other)
              and other is not placed]
    way = rng.randrange(4)
    if way == 0:
        teams.pop(rng.randrange(len(teams)))
    elif way == 1:
        more = [name for name in conference.teams if name not in teams]
        if not more:
            return None
        teams.append(rng.choice(more))
    elif way == 2:
        kinds = [name for name, crew in conference.teams.items()
                 if crew.kind != conference.teams[teams[0]].kind]
        if not kinds:
            return None
        teams[0] = rng.choice(kinds)
    else:
        if not others or not conference.is_hard("teams", others[0].id):
            return None
        stolen = [name for name in others[0].teams if name not in teams
                  and conference.teams[name].kind == conference.teams[teams[0]].kind]
        if not stolen:
            return None
        teams[0] = rng.choice(stolen)
    patient.edit(**{placed.id: (placed.start, placed.room, teams)})
    return ["teams"]


def relation(patient, rng):
    conference, placed = patient.conference, patient.good.placed
    hard = [each for each in conference.relations
            if each.level == "hard" and each.kind not in ("joined", "before")]
    if not hard:
        return None
    each = rng.choice(hard)
    ends = [[placed[name] for name in sorted(side) if name in placed] for side in (each.a, each.b)]
    if not all(ends):
        return None
    one, other = (rng.choice(side) for side in ends)
    if one is other or not conference.is_hard("relations", None, one.id, other.id):
        return None
    days = conference.n_days
    start = rng.choice([other.start, other.start % 1440 + 1440 * rng.randrange(days), one.start,
                        other.start // 1440 * 1440 + one.start % 1440, other.end,
                        other.start - one.session.minutes])
    room = rng.choice([other.room, one.room, rng.choice(list(conference.rooms))]) if one.room else ""
    probe = oracle.Thing(session=one.session, id=one.id, start=start, room=room,
                         end=start + one.session.minutes)
    pairs = [(probe, other), (other, probe)] if one.id in each.b and other.id in each.a else [
        (probe, other)]
    if start < 0 or all(conference.holds(each, *pair) for pair in pairs):
        return None
    patient.edit(**{one.id: (start, room, None)})
    return ["relations"]


def files(patient, rng):
    """Two files of one revision that say different things."""
    rows = patient.table("schedule")
    attendance = patient.table("attendance")
    people = sorted(name for name in os.listdir(os.path.join(patient.programme, "calendars"))
                    if name.endswith(".ics") and name != "programme.ics"
                    and b"BEGIN:VEVENT" in patient.read("calendars/" + name))
    index = rng.randrange(len(rows))
    way = rng.randrange(10)
    if way == 0:
        del rows[index]
    elif way == 1:
        rows.insert(index, dict(rows[index]))
    elif way == 2:
        if not rows[index]["start"]:
            return None
        rows[index]["end"] = oracle.clock_text((oracle.clock(rows[index]["end"]) + 5) % 1440)
    elif way == 3:
        rows[index]["session"] = "NO-SUCH-SESSION"
    if way < 4:
        patient.write_table("schedule", rows)
        return ["files"]
    if way == 4:
        attendance.append({"person": "Zz-nobody", "session": rows[0]["session"], "as": "may"})
    elif way == 5:
        attendance[rng.randrange(len(attendance))]["session"] = "NO-SUCH-SESSION"
        attendance.sort(key=lambda each: tuple(each[name].encode()
                                               for name in ("person", "session", "as")))
    if way < 6:
        patient.write_table("attendance", attendance)
        return ["files"]
    one, other = ("calendars/" + name for name in rng.sample(people, 2))
    if way == 6:
        patient.remove(one)
    elif way == 7:
        mine, theirs = patient.read(one), patient.read(other)
        if mine == theirs:
            return None
        patient.write(one, theirs)
        patient.write(other, mine)
    elif way == 8:
        data = patient.read(one)
        at = data.index(b"DTSTART", data.index(b"BEGIN:VEVENT"))
        end = data.index(b"\r\n", at)
        line = data[at:end]
        moved = line[:-6] + (b"030700" if not line.endswith(b"Z") else b"30700Z")
        patient.write(one, data[:at] + moved + data[end:])
    else:
        patient.write("index.html", patient.read("index.html") + b"\n")
    return ["files", "calendars"]


KINDS = {"room double": room_double, "capacity": capacity, "window": window, "pin": pin,
         "person": person, "cover": cover, "order": order, "team": team, "relation": relation,
         "file against file": files}


# ---- the ward ---------------------------------------------------------------------------------


def admit(tally, shop, name, source, effort):
    """[draft, revision] of one planned conference, or [] where that did not go well."""
    patients = []
    for revision in (None, "0001"):
        folder = shop.folder(name + ("-" + revision if revision else ""))
        if revision:
            shutil.copytree(patients[0].folder, folder, symlinks=True)
            result = harness.run(["publish", folder, "--at", harness.day_before(source)])
        else:
            shutil.copytree(source, folder)
            result = harness.run(["plan", folder, "--effort", effort, "--seed", 1, "--threads", 1,
                                  "--at", harness.day_before(source)])
        if not tally.expect(result.code == 0, "%s gets a %s" % (name, revision or "draft"),
                            result.said):
            return []
        patients.append(Patient(name, folder, revision))
        clean = patients[-1].verify()
        tally.expect(clean.code == 0, "the untouched %s of %s is clean" % (revision or "draft", name),
                     clean.said)
    return patients


def treat(tally, patients, kind, seed):
    """One corruption by seed, on the first of the patients who has something to corrupt."""
    rng = random.Random("%s %d" % (kind, seed))
    for patient in patients:
        for _ in range(300):
            rules = KINDS[kind](patient, rng)
            if rules:
                break
            patient.heal()
        else:
            continue
        result = patient.verify()
        try:
            named = harness.rules_in(result.out)
        except ValueError:
            named = []
        said = "changed: %s\n%s" % (" ".join(patient.kept), result.said)
        tally.expect(result.code == 1 and any(rule in named for rule in rules),
                     "%s, seed %d, on %s: one of %s is named" % (kind, seed, patient.name, rules),
                     said)
        patient.heal()
        return
    tally.expect(False, "%s, seed %d: nothing could be corrupted" % (kind, seed))


def main():
    rest = harness.arguments()
    n = int(rest[0]) if rest else 2
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("corrupt")
    kigali, made = [], []
    source = os.path.join(harness.EXAMPLES, "kigali")
    if os.path.exists(os.path.join(source, "sessions.csv")):
        kigali = admit(tally, shop, "kigali", source, 300000)
    else:
        tally.skip("there is no example kigali: generated conferences alone")
    for seed in range(2000, 2006):
        generate.make(seed, shop.folder("made", str(seed)))
        made.append(admit(tally, shop, "made-%d" % seed, shop.folder("made", str(seed), "sheets"),
                          200000))
    made = [pair for pair in made if pair]
    for kind in KINDS:
        for seed in range(n):
            others = made[seed % max(1, len(made)):] + made
            # Reading back Kigali's 2,900 calendars takes seconds: few corruptions of its revision.
            files_kind = kind == "file against file"
            first = seed % 7 == 0 if files_kind else seed % 4 != 3
            which = 1 if files_kind or seed % 10 == 9 else 0
            ward = ([kigali] if kigali and first and (files_kind or not which) else []) + others
            treat(tally, [pair[which] for pair in ward], kind, seed)
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
