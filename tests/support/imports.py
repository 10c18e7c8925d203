"""What the tests of programmes from elsewhere share: importing a text, and files that mean harm.

    class Tests(imports.Imports):
        def small(self):
            folder, counts = self.imported("small", SMALL)
"""

import csv
import json
import os
import random
import re
import resource
import shutil
import subprocess

import harness

AT = ["--at", "2026-01-01T08:00"]
SECONDS = 2.0  # of processor time, for each hostile file
MOST_KIB = 200 * 1024


def table(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Imports:
    def __init__(self, name):
        self.tally, self.shop = harness.Tally(), harness.Workshop(name)
        self.expect = self.tally.expect

    def done(self, what, words, code=0):
        result = harness.run(words)
        self.expect(result.code == code, "%s: exit %d" % (what, code), result.said)
        return result

    def imported(self, name, text, ending=".xml"):
        """Writes and imports a file; the folder and {kind: count} of what is told."""
        source, folder = self.shop.folder(name + ending), self.shop.folder(name)
        harness.write_bytes(source, text if isinstance(text, bytes) else text.encode())
        result = self.done("import of %s" % name, ["import", source, folder, "--format", "json"])
        counts = {}
        for note in json.loads(result.out or "{}").get("notes", []):
            self.expect(str(note["count"]) in note["sentence"] or note["count"] == 1,
                        "the sentence has its count", str(note))
            kind = note["kind"] + (" " + note["sentence"].split('"')[1] if note["kind"] == "unread" else "")
            counts[kind] = note["count"]
        self.done("the sheets of %s" % name, ["check", folder])
        return folder, counts

    def places(self, folder):
        """{title: (session, date, start, end, room)}"""
        return {row["title"]: tuple(row[key] for key in ("session", "date", "start", "end", "room"))
                for row in table(os.path.join(folder, "programme", "current"), "schedule")}

    def edit(self, folder, sheet, old, new):
        path = os.path.join(folder, sheet + ".csv")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.expect(old in text, "%s has %s" % (sheet, old.strip()), text)
        harness.write_bytes(path, text.replace(old, new).encode())

    def lose_room_a(self, what, folder):
        """Three talks were in A, when one of two other rooms was free; the words of the re-plan."""
        self.edit(folder, "rooms", "A,A,0,,,\n", "")
        replan = ["replan", folder, "--effort", 20000, "--threads", 1] + AT
        said = self.done("re-plan of %s without a room" % what, replan).out
        self.expect("nothing moved" in said and re.search(r"3 sessions changed .*3 people: proved least", said),
                    "%s: a lost room is proved least" % what, said)
        return replan

    def damaged(self, texts, n, may_be_hit):
        """N of the texts, with a few of the characters exchanged for which may_be_hit(position,
        letter): what is imported of them has sheets and a revision that can be read."""
        luck, n_imported = random.Random(1), 0
        path, folder = self.shop.folder("damaged.file"), self.shop.folder("damaged")
        for number in range(n):
            text = list(luck.choice(texts))
            for _ in range(luck.randint(1, 8)):
                at = luck.choice([at for at, letter in enumerate(text) if may_be_hit(at, letter)])
                text[at] = luck.choice("0123456789:;*-+ZTA\u00e9\u202e ")
            harness.write_bytes(path, "".join(text).encode())
            code = harness.run(["import", path, folder]).code
            self.expect(code in (0, 2), "damaged file %d: exit %d" % (number, code), "".join(text))
            if code == 0:
                n_imported += 1
                code = harness.run(["check", folder]).code  # 4: what the damage left is impossible
                self.expect(code in (0, 4), "sheets of damaged file %d: exit %d" % (number, code), "".join(text))
                self.done("revision of damaged file %d" % number, ["show", folder, "--quiet"])
                shutil.rmtree(folder)
        self.expect(n_imported > n // 4, "%d of %d damaged files were imported" % (n_imported, n))

    def hostile(self, files):
        """Each of (what, octets or text, words of the sentence): exit 2, one sentence, cheap, nothing left."""
        for number, (what, data, words) in enumerate(files):
            path, folder = self.shop.folder("hostile.xml"), self.shop.folder("hostile-%d" % number)
            harness.write_bytes(path, data if isinstance(data, bytes) else data.encode())
            child = subprocess.Popen([harness.program(), "import", path, folder], text=True,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)))
            said = child.stderr.read()
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            child.stderr.close()
            self.expect(child.returncode == 2 and said.count("\n") == 1 and path in said
                        and all(word in said for word in words), "%s: exit 2 and %s" % (what, words),
                        "%d: %s" % (child.returncode, said[:600]))
            self.expect(used.ru_utime + used.ru_stime <= SECONDS and used.ru_maxrss <= MOST_KIB,
                        "%s is cheap" % what, "%.2f s, %d KiB" % (used.ru_utime, used.ru_maxrss))
            self.expect(not os.path.exists(folder), "%s leaves nothing" % what)
