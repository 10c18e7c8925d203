"""Whether the stated cause of each change is true: the session is pinned back, and all is planned again.

    causes.py [GAHUNDA] [N] [SCENARIO ...]

Strikes published Kigali with each scenario (all of them without a name), re-plans it, and takes N
(20) of the changes of which something is claimed, the same ones each time, over all scenarios in
turn; where it has too few, Kigali planned with another seed has more.

Where it is said that a session cannot stay, pinning it back must be proved impossible (or leave an
optional one out once more); where it is said that it cannot keep its room unless more move, that or
more people moved; where it is said what would change instead, that must be the price, or more than
the least change where only a bound is told.  This takes some seconds a change, and so is no part of
a test run.
"""

import json
import os
import random
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import scenarios

# A pin stands in place of a pattern, so it cannot ask.
BY_PATTERN = re.compile(r"starts when pattern \S+ lets it")
NEVER = re.compile(r"it cannot (stay|keep its room), whatever else moves$")
ROOM = re.compile(r"it cannot keep its room unless more people move$")
PRICE = re.compile(r"had it stayed, (at least )?(\d+) people would (move|change rooms) instead of \d+$")
# The best of the least changes is searched for after all that is claimed.
EFFORT = ["--effort", 1, "--seed", 1, "--threads", 1]
SEEDS = (1, 2)


def places(folder):
    """session -> (start, room) in the last revision."""
    rows = harness.read_rows(os.path.join(folder, "programme", "current", "schedule.csv"))
    header = rows[0]
    found = {}
    for row in rows[1:]:
        cells = dict(zip(header, row))
        if cells["date"]:
            found[cells["session"]] = ("%sT%s" % (cells["date"], cells["start"]), cells["room"])
    return found


class Causes:
    def __init__(self):
        self.tests = scenarios.Tests()
        self.counts, self.least = {}, {}  # what was tried; by folder, how many are moved at least

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def replan(self, folder, at, *options):
        result = harness.run(["replan", folder, "--at", at, "--format", "json", "--quiet",
                              *options] + EFFORT, seconds=900)
        return result, json.loads(result.out) if result.out.startswith("{") else None

    def publish_kigali(self, seed):
        self.tests.kigali = self.tests.shop.folder("kigali-%d" % seed)
        return self.tests.publish_kigali(seed)

    def changes(self, name, at, seed):
        """Strikes a copy; (at, folder, session, kind, because) of each change that can be tried."""
        base = (self.tests.shop.folder("%s-%d" % (scenarios.BASES[name], seed))
                if name in scenarios.BASES else self.tests.kigali)
        folder = self.tests.shop.folder("%s-%d" % (name, seed))
        scenarios.strike(name, base, folder)
        _, told = self.replan(folder, at)
        self.least[folder] = told["moved"]["counted"]
        kinds = {row["session"]: row["change"] for row in scenarios.sheet(
            os.path.join(folder, "programme", "draft"), "changes") if row["change"] != "cover"}
        listed = [(at, folder, change["session"], kinds[change["session"]], change["because"])
                  for change in told["changed"]]
        claimed = [change for change in listed if self.can_be_tried(change[-1])]
        print("%s: %d of %d changes can be tried"
              % (os.path.basename(folder), len(claimed), len(listed)), flush=True)
        return claimed

    def can_be_tried(self, because):
        if BY_PATTERN.search(because):
            self.count("by its pattern")
        elif not any(claim.search(because) for claim in (NEVER, ROOM, PRICE)):
            self.count("nothing is claimed")
        else:
            return True
        return False

    def check(self, at, folder, session, kind, because):
        start, room = places(folder)[session]
        told = "%s: %s: %s" % (os.path.basename(folder), session, because)
        price = PRICE.search(because)
        pin = ["pin", folder, session, "--at", start]
        if kind == "room" and room:
            pin += ["--in", room]
        pinned = harness.run(pin)
        if pinned.code != 0:
            self.count("could not be pinned")
            return
        result, found = self.replan(folder, at, "--dry-run")
        harness.run(["unpin", folder, session])
        if NEVER.search(because):
            self.count("cannot stay")
            # A pin does not make an optional session mandatory: it is left out once more.
            self.tests.expect(result.code == 4 or (result.code == 0 and session in {
                row["session"] for row in found["unplaced"]}), told, result.said)
        elif ROOM.search(because):
            self.count("not its room")
            self.tests.expect(result.code == 4 or found["moved"]["counted"] > self.least[folder],
                              told, result.said)
        else:
            self.count("at least" if price[1] else "at a price")
            part = found["moved" if price[3] == "move" else "rooms"]
            good = part["counted"] >= int(price[2]) if price[1] or not part["proved"] \
                else part["counted"] == int(price[2])
            # Who keeps a room may have somebody moved instead.
            good = good or (price[3] == "change rooms" and found["moved"]["counted"] > 0)
            self.tests.expect(result.code in (0, 1, 4) and good, told, result.said)

    def tell(self):
        print(", ".join("%s: %d" % pair for pair in sorted(self.counts.items())), flush=True)


def main():
    harness.program()
    words = harness.arguments()
    most = int(words[0]) if words and words[0].isdigit() else 20
    named = [word for word in words if not word.isdigit()]
    causes = Causes()
    listed = [line.split()[:2] for line in scenarios.strike("--list").out.splitlines()]
    each = []
    for seed in SEEDS:
        if sum(map(len, each)) >= most or not causes.publish_kigali(seed):
            break
        for name, at in listed:
            if not named or name in named:
                changes = causes.changes(name, at, seed)
                random.Random(name).shuffle(changes)
                each.append(changes)
    turn = 0
    while any(each) and turn < most:
        for changes in each:
            if changes and turn < most:
                causes.check(*changes.pop())
                turn += 1
                if turn % 10 == 0:
                    causes.tell()
    causes.tell()
    causes.tests.shop.close(keep=causes.tests.tally.failed > 0)
    return causes.tests.tally.close()


if __name__ == "__main__":
    sys.exit(main())
