"""Each complaint of README.md's table has its tests, and they are there: complaints.py"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
FOLDERS = [HERE, HERE.parent / "conferences", HERE.parent / "output"]


def source_of(name):
    """The text of a file of tests, or None."""
    for folder in FOLDERS:
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8")
    return None


def is_run(source, test):
    """It is defined, and named once more by whatever runs it."""
    defined = re.search(r"^(?:def )?%s ?\(" % re.escape(test), source, re.MULTILINE)
    return defined and len(re.findall(r"\b%s\b" % re.escape(test), source)) > 1


def faults_of(number, cell):
    for part in cell.split(";"):
        name, tests = part.strip().split(": ")
        source = source_of(name)
        if source is None:
            yield "%d: there is no %s" % (number, name)
            continue
        for test in tests.split(", "):
            if not is_run(source, test):
                yield "%d: %s runs no %s" % (number, name, test)


def main():
    rows = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", (HERE / "README.md").read_text(encoding="utf-8"),
                      re.MULTILINE)
    faults = [fault for number, cell in rows for fault in faults_of(int(number), cell)]
    if [int(number) for number, _ in rows] != list(range(1, 26)):
        faults.append("the table does not hold 1 to 25")
    print("\n".join(faults) or "25 complaints, each with its tests")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
