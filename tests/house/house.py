"""What the tests of the house share: the tree's files, and counting.

    found = house.Faults ()
    for path in house.files (".c", ".h"):
        found.add (path, 12, "this line is wrong")
    sys.exit (found.close ())
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SKIPPED = 77


def files(*endings):
    """Paths below the root, without dot-files, build folders and what Python leaves, sorted."""
    found = []
    for where, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders
                      if not name.startswith(".") and name != "__pycache__"
                      and not (where == ROOT and is_build(name))]
        found += [os.path.relpath(os.path.join(where, name), ROOT) for name in names
                  if not endings or name.endswith(endings)]
    return sorted(found)


def is_build(name):
    return name == "build" or name.startswith("build-")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


class Faults:
    def __init__(self):
        self.n = 0

    def add(self, path, line, sentence):
        self.n += 1
        print("%s:%d: %s" % (path, line, sentence) if line else "%s: %s" % (path, sentence))

    def close(self):
        print("%d faults" % self.n)
        return 1 if self.n else 0


def skip(sentence):
    print("skipped: %s" % sentence)
    sys.exit(SKIPPED)
