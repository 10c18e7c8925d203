"""The same sheets, seed, effort, threads and --at give the same bytes, run by run and build by build.

    same-bytes.py [GAHUNDA] [OTHER_BUILD [kigali]]

Plan and publish, twice, in two folders of one name; then every path below programme/ is compared.
With a second program (a sanitized build, say) the second run is its; then Kigali, which takes long
there, is planned only if it is named.
"""

import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import generate
import harness


def make(shop, name, turn, source, effort, threads, exe, tally):
    """Plans and publishes a copy; relative paths, so that both runs are told the same."""
    where = shop.folder(name, turn)
    os.makedirs(where)
    shutil.copytree(source, os.path.join(where, "conf"))
    at = harness.day_before(source)
    planned = harness.run(["plan", "conf", "--effort", effort, "--seed", 7, "--threads", threads,
                           "--at", at], cwd=where, exe=exe)
    published = harness.run(["publish", "conf", "--at", at], cwd=where, exe=exe)
    good = tally.expect(planned.code == 0, "%s is planned" % name, planned.said)
    return (tally.expect(published.code == 0, "%s is published" % name, published.said) and good
            and harness.tree(os.path.join(where, "conf", "programme")))


def compare(shop, name, source, effort, threads, other, tally):
    trees = [make(shop, name, turn, source, effort, threads, exe, tally)
             for turn, exe in (("one", None), ("two", other))]
    if not all(trees):
        return
    differ = sorted(path for path in set(trees[0]) | set(trees[1])
                    if trees[0].get(path) != trees[1].get(path))
    tally.expect(not differ, "%s, %d threads: two runs agree on %d files" % (name, threads,
                                                                             len(trees[0])),
                 "these differ: " + " ".join(differ[:10]))
    shutil.rmtree(shop.folder(name), ignore_errors=not differ)


def main():
    rest = harness.arguments()
    other = os.path.abspath(rest[0]) if rest else None
    kigali = [("kigali", 300000, 2)] if other is None or "kigali" in rest else []
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("same-bytes")
    for seed in range(1000, 1003):
        generate.make(seed, shop.folder("made-%d" % seed))
        for threads in (1, 2):
            compare(shop, "made-%d-threads-%d" % (seed, threads),
                    shop.folder("made-%d" % seed, "sheets"), 200000, threads, other, tally)
    for name, effort, threads in [("tiny", 100000, 1), ("tiny", 100000, 2)] + kigali:
        source = os.path.join(harness.EXAMPLES, name)
        if os.path.exists(os.path.join(source, "sessions.csv")):
            compare(shop, "%s-threads-%d" % (name, threads), source, effort, threads, other, tally)
        else:
            tally.skip("there is no example %s" % name)
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
