"""How long it takes to read 10,000 people and 100,000 rows of attends: reading.py READ_SHEETS

Processor seconds, from CSV, .xlsx and .ods, and with it the goals of 1 s from CSV and 3 s from .xlsx.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import workbooks

N_SESSIONS, N_PEOPLE, N_ROWS = 1000, 10000, 100000


def sheets():
    chance = random.Random(1)
    first = ["Ann", "Bob", "Chi", "Dan", "Eve", "Fay", "Gus", "Hai", "Ida", "Jon"]
    people = [["P%05d" % n, "%s Number %d" % (first[n % 10], n), "p%d@example.org" % n,
               "D%03d" % (n % 500)] for n in range(N_PEOPLE)]
    wishes = [["P%05d" % (n % N_PEOPLE), "S%04d" % chance.randrange(N_SESSIONS),
               chance.choice(["should", "may"])] for n in range(N_ROWS)]
    return [
        ("conference", [["key", "value"], ["name", "Large"], ["id", "L"], ["domain", "example.org"],
                        ["timezone", "Africa/Kigali"], ["first_day", "2026-06-01"],
                        ["last_day", "2026-06-12"]]),
        ("rooms", [["room", "seats"]] + [["R%02d" % n, "200"] for n in range(50)]),
        ("sessions", [["session", "title", "minutes"]]
         + [["S%04d" % n, "Session %d" % n, "60"] for n in range(N_SESSIONS)]),
        ("people", [["person", "name", "email", "delegation"]] + people),
        ("attends", [["who", "what", "level"]] + wishes),
    ]


def write_csv(folder, made):
    for name, rows in made:
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def seconds(folder):
    done = subprocess.run([sys.argv[1], folder], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main():
    made = sheets()
    forms = (("CSV", 1, write_csv),
             (".xlsx", 3, lambda folder, made: workbooks.pack(os.path.join(folder, "book.xlsx"),
                                                              workbooks.xlsx_parts(made))),
             (".ods", 3, lambda folder, made: workbooks.pack(os.path.join(folder, "book.ods"),
                                                             workbooks.ods_parts(made))))
    for form, goal, write in forms:
        with tempfile.TemporaryDirectory() as folder:
            write(folder, made)
            size = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
            spent = min(seconds(folder) for _ in range(3))
            print("%-6s %5.2f s (goal %d s), %d KiB" % (form, spent, goal, size // 1024))


if __name__ == "__main__":
    main()
