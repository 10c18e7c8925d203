"""Whether `explain SESSION START ROOM` agrees with pinning it there and planning again, on Kigali.

    why-not.py [GAHUNDA] [N]

N (8) questions, the same ones each time: a session, a start that some session could have, and a
room; of each five two are as they come, and three are of a start and a room that its like have.
Where it is said to be possible, all sessions are pinned to the places that the answer gives them,
and that programme must be complete, at the cost that was stated or less, rule spread apart.  Where
it is said to be impossible, pinning it must be impossible, or leave something out.  Where N is more
than 8, the conference is also planned anew each time, with the one pin.  At most a twentieth of the
answers may be that it is not known.
"""

import collections
import concurrent.futures
import csv
import json
import os
import random
import shutil
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

N = 8
EFFORT = 60000    # of the programme that is asked about, and of planning again
NOT_KNOWN = 0.05  # of the answers, at most
FEW = 10000       # steps, where all is pinned already


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def as_json(result):
    try:
        return json.loads(result.out)
    except ValueError:
        return None


def without_spread(cost, rules):
    """An even share is over the days that sessions could have: pins change what is even."""
    return cost - sum(rule["cost"] for rule in rules if rule["rule"] == "spread")


class Questions:
    def __init__(self, tally, shop, thorough):
        self.tally, self.shop, self.thorough = tally, shop, thorough
        self.kigali = shop.folder("kigali")
        shutil.copytree(os.path.join(harness.EXAMPLES, "kigali"), self.kigali,
                        ignore=shutil.ignore_patterns("scenarios"))
        self.sessions = {row["session"]: row for row in read(self.kigali, "sessions.csv")}
        self.counts = collections.Counter()
        self.seconds = []

    def plan(self, folder, effort):
        return harness.run(["plan", folder, "--effort", effort, "--seed", 1, "--threads", 1, "--at",
                            "2022-05-01T08:00", "--format", "json", "--quiet"], seconds=600)

    def plan_kigali(self):
        result = self.plan(self.kigali, EFFORT)
        if not self.tally.expect(result.code == 0, "Kigali is planned", result.said):
            return False
        told = as_json(result)
        self.cost, self.level_cost = told["cost"], without_spread(told["cost"], told["costs"])
        rows = read(os.path.join(self.kigali, "programme", "draft"), "schedule.csv")
        self.places = {row["session"]: ("%sT%s" % (row["date"], row["start"]), row["room"])
                       for row in rows if row["date"]}
        return True

    def choose(self, n):
        chance = random.Random("why not there?")
        starts = sorted({start for start, _ in self.places.values()})
        rooms = sorted({room for _, room in self.places.values() if room})
        for number in range(n):
            session = chance.choice(sorted(self.places))
            row, needs_room = self.sessions[session], bool(self.places[session][1])
            like = [name for name in sorted(self.places) if name != session and all(
                self.sessions[name][column] == row[column] for column in ("pattern", "features"))
                and bool(self.places[name][1]) == needs_room]
            if number % 5 < 2 or not like:
                yield session, chance.choice(starts), chance.choice(rooms) if needs_room else ""
            else:
                yield session, self.places[chance.choice(like)][0], \
                    self.places[chance.choice(like)][1]

    # -- planning again

    def pinned(self, number, session, pins, ask):
        """What is answered about a copy in which the session must be held, and so many are pinned."""
        folder = self.shop.folder("pinned-%d" % number)
        shutil.copytree(self.kigali, folder, ignore=shutil.ignore_patterns("programme"))
        rows = read(folder, "sessions.csv")
        for row in rows:
            if row["session"] == session:
                row["optional"] = ""
        write(folder, "sessions.csv", rows)
        write(folder, "pins.csv", [dict(session=name, start=start, room=room)
                                   for name, (start, room) in sorted(pins.items())])
        result = ask(folder)
        shutil.rmtree(folder)
        return result

    def plan_pinned(self, number, session, pins, effort):
        return self.pinned(number, session, pins, lambda folder: self.plan(folder, effort))

    def check_possible(self, number, told, question, answer):
        """What all of this agrees in is returned in words."""
        session, start, room = question
        places = {**self.places, session: (start, room)}
        for move in answer["moved"]:
            places[move["session"]] = (move["start"], move["room"])
        pins = {name: place for name, place in places.items() if place[0]}
        stated = self.cost + answer["change"]
        result = self.plan_pinned(number, session, pins, FEW)
        self.tally.expect(result.code == 0, told + ": so it can be", result.said)
        found = as_json(result)
        level = self.level_cost + without_spread(answer["change"], answer["changes"])
        self.tally.expect(found and without_spread(found["cost"], found["costs"]) <= level,
                          "%s: at %d, spread apart" % (told, level), str(found and found["costs"]))
        if not self.thorough:
            return "yes"
        result = self.plan_pinned(number, session, {session: (start, room)}, EFFORT)
        self.tally.expect(result.code == 0, told + ": so it is planned", result.said)
        again = as_json(result)
        return "dearer" if not again or again["cost"] > stated else "at the stated cost or less"

    def ask(self, number, question):
        session, start, room = question
        words = ["explain", self.kigali, session, start, *([room] if room else []), "--format",
                 "json"]
        told = "%s at %s in %s" % question
        began = time.monotonic()
        result = harness.run(words)
        self.seconds.append(time.monotonic() - began)
        answer = as_json(result)
        if not self.tally.expect(answer is not None, told, result.said):
            return
        outcome = answer["outcome"]
        if outcome in ("free", "around"):
            agreed = self.check_possible(number, "%s: %s" % (told, outcome), question, answer)
        else:
            pin = {session: (start, room)}
            again = self.pinned(number, session, pin, lambda folder: harness.run(["check", folder]))
            if again.code != 4 or self.thorough:
                again = self.plan_pinned(number, session, pin, EFFORT)
            self.tally.expect(outcome == "not known" or again.code in (1, 4),
                              "%s: %s" % (told, outcome), again.said)
            agreed = "exit %s" % again.code
        self.counts[outcome] += 1
        self.counts["%s, and planned again: %s" % (outcome, agreed)] += 1
        print("%s: %s; planned again: %s" % (told, outcome, agreed), flush=True)


def main():
    harness.program()
    words = harness.arguments()
    n = int(words[0]) if words else N
    tally, shop = harness.Tally(), harness.Workshop("why-not")
    questions = Questions(tally, shop, n > N)
    if questions.plan_kigali():
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(questions.ask, *each)
                         for each in enumerate(questions.choose(n))]:
                done.result()
        unknown = questions.counts["not known"]
        tally.expect(unknown <= n * NOT_KNOWN, "%d of %d answers are that it is not known"
                     % (unknown, n))
        print("\n".join("%4d %s" % (count, what) for what, count in sorted(questions.counts.items())))
        seconds = sorted(questions.seconds)
        print("answers took %.1f s in the middle, %.1f s at most" % (seconds[len(seconds) // 2],
                                                                   seconds[-1]))
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
