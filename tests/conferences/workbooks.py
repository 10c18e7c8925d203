"""A conference in workbooks is the same conference.

    workbooks.py [GAHUNDA] [libreoffice]

An example as one .xlsx, as one .ods, and as CSV and workbooks mixed gives the same draft, byte for
byte; what is wrong in a workbook is told with its cell; and the commands that write sheets leave
workbooks alone.  With `libreoffice` it is Kigali too, and workbooks that LibreOffice writes (skipped
where it is missing).
"""

import json
import os
import re
import shutil
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import workbooks

AT = "2022-01-01T08:00"
SAME = ["schedule.csv", "attendance.csv", "speeches.csv", "changes.csv", "index.html"]


def draft(folder, effort):
    """name -> octets of what is planned of these sheets, complete or not; or None and what was said."""
    planned = harness.run(["plan", folder, "--afresh", "--effort", effort, "--at", AT, "--quiet"])
    if planned.code not in (0, 1):
        return None, planned.said
    found = {}
    for name in SAME:
        with open(os.path.join(folder, "programme", "draft", name), "rb") as file:
            found[name] = file.read()
    return found, planned.said


def example(name):
    return os.path.join(harness.EXAMPLES, name)


def copy_csv(name, folder, but=()):
    os.makedirs(folder)
    for file in os.listdir(example(name)):
        if file.endswith(".csv") and file not in but:
            shutil.copy(os.path.join(example(name), file), folder)


def expect_same(shop, name, books, effort, tally):
    """BOOKS: what -> function that makes a folder of sheets."""
    copy_csv(name, shop.folder(name + "-csv"))
    wanted, said = draft(shop.folder(name + "-csv"), effort)
    if not tally.expect(wanted is not None, "%s is planned of CSV" % name, said):
        return
    for what, make in books.items():
        folder = shop.folder("%s-%s" % (name, what))
        make(folder)
        got, said = draft(folder, effort)
        if tally.expect(got is not None, "%s is planned of %s" % (name, what), said):
            differ = [file for file in SAME if got[file] != wanted[file]]
            tally.expect(not differ, "%s of %s: the draft of CSV" % (name, what), " ".join(differ))


# ---- our own files ---------------------------------------------------------------------------


def packed(file, parts):
    def make(folder):
        os.makedirs(folder)
        workbooks.pack(os.path.join(folder, file), parts)
    return make


def mixed(name):
    """Some sheets as CSV, some in one workbook, some in another."""
    sheets = dict(workbooks.of_folder(example(name)))

    def make(folder):
        copy_csv(name, folder, ["rooms.csv", "sessions.csv", "people.csv"])
        workbooks.pack(os.path.join(folder, "places.ods"),
                       workbooks.ods_parts([("rooms", sheets["rooms"]),
                                            ("notes", [["remember the flags"]])]))
        workbooks.pack(os.path.join(folder, "rest.xlsx"),
                       workbooks.xlsx_parts([(sheet, sheets[sheet])
                                             for sheet in ("people", "sessions")]))
    return make


def own(name):
    sheets = workbooks.of_folder(example(name))
    return {
        "xlsx": packed("all.xlsx", workbooks.xlsx_parts(sheets)),
        "xlsx-1904": packed("all.xlsx", workbooks.xlsx_parts(sheets, from_1904=True)),
        "xlsx-inline": packed("all.xlsx", workbooks.xlsx_parts(sheets, is_shared=False)),
        "ods": packed("all.ods", workbooks.ods_parts(sheets)),
        "mixed": mixed(name),
        "new": new_workbook(name),
    }


# ---- LibreOffice's files ----------------------------------------------------------------------


def converted(source, form, profile, tally):
    def make(folder):
        os.makedirs(folder)
        done, said = workbooks.convert(source, form, folder, profile)
        tally.expect(done and os.listdir(folder), "LibreOffice writes %s" % form, said)
    return make


def of_libreoffice(shop, name, tally):
    """All sheets in one workbook; and each CSV file as a workbook of its own."""
    flat = shop.folder(name + ".fods")
    workbooks.write_flat(flat, workbooks.of_folder(example(name)))
    files = [os.path.join(example(name), sheet + ".csv")
             for sheet, _ in workbooks.of_folder(example(name))]
    profile = shop.folder("profile")
    return {"libreoffice-%s-%s" % (count, form): converted(source, form, profile, tally)
            for form in ("xlsx", "ods")
            for count, source in (("one", flat), ("each", files))}


# ---- what is wrong ----------------------------------------------------------------------------


GOOD = [
    ("conference", [["key", "value"], ["name", "Small"], ["id", "SMALL"], ["domain", "example.org"],
                    ["timezone", "Africa/Kigali"], ["first_day", "2026-06-01"],
                    ["last_day", "2026-06-02"]]),
    ("rooms", [["room", "seats"], ["AULA", "100"], ["HALL", "20"]]),
    ("sessions", [["session", "title", "minutes", "room"], [], ["PL-1", "Opening", "60", "AULA"],
                  ["PL-2", "Closing", "60", ""]]),
]


def swapped(sheet, row, column, text):
    """The good sheets with one cell exchanged."""
    return [(name, [[text if (name, number, place) == (sheet, row, column) else cell
                     for place, cell in enumerate(cells)] for number, cells in enumerate(rows, 1)])
            for name, rows in GOOD]


# (what, sheets, where it is told, words)
WRONG = [
    ("a room that nobody knows", swapped("sessions", 3, 3, "AULLA"), "sheet sessions, D3: ",
     ['"AULLA"', '"AULA"']),
    ("a number that is none", swapped("rooms", 3, 1, "many"), "sheet rooms, B3: ", ["whole number"]),
    ("a column that is not there", swapped("rooms", 1, 1, "seat"), 'sheet rooms, row 1, column "seats": ',
     ["needed"]),
    ("a column that nobody knows", swapped("sessions", 1, 3, "rom"), "sheet sessions, D1: note: ",
     ["unknown", '"room"']),
    ("a key that is missing", [("conference", GOOD[0][1][:-1])] + GOOD[1:], "sheet conference: ",
     ["last_day"]),
    ("a sheet that is missing", GOOD[:1] + GOOD[2:], "sheet rooms: ", ["needed"]),
    ("a sheet of another name", GOOD + [("sesions", [["x"]])], "sheet sesions: note: ",
     ["ignored", '"sessions"']),
]


def check_wrong(shop, tally):
    for number, (what, sheets, place, words) in enumerate(WRONG):
        for form, parts in (("xlsx", workbooks.xlsx_parts), ("ods", workbooks.ods_parts)):
            folder = shop.folder("wrong-%d-%s" % (number, form))
            packed("book." + form, parts(sheets))(folder)
            told = harness.run(["check", folder])
            begin = "book.%s, %s" % (form, place)
            lines = [line for line in told.err.splitlines() if line.startswith(begin)]
            tally.expect(len(lines) == 1 and all(word in lines[0] for word in words),
                         "%s (.%s) is told at %s" % (what, form, begin), told.said)


def check_json(shop, tally):
    folder = shop.folder("wrong-0-xlsx")
    told = harness.run(["check", folder, "--format", "json"])
    problem = json.loads(told.out)["problems"][0]
    wanted = {"file": "book.xlsx", "sheet": "sessions", "row": 3, "column": "room", "cell": "D3",
              "note": False}
    tally.expect({key: problem.get(key) for key in wanted} == wanted, "JSON has the place", told.said)


def check_twice(shop, tally):
    folder = shop.folder("twice")
    packed("book.xlsx", workbooks.xlsx_parts(GOOD))(folder)
    with open(os.path.join(folder, "rooms.csv"), "w", encoding="utf-8") as file:
        file.write("room,seats\nAULA,100\n")
    told = harness.run(["check", folder])
    tally.expect(told.code == 2 and "book.xlsx, sheet rooms: the sheet rooms is in rooms.csv, too"
                 in told.err, "a sheet in two places is told with both", told.said)


def check_file_as_folder(shop, tally):
    path = os.path.join(shop.folder("wrong-0-xlsx"), "book.xlsx")
    told = harness.run(["plan", path])
    tally.expect(told.code == 2 and "book.xlsx: this is a file" in told.err,
                 "a workbook in place of its folder is told", told.said)


# ---- commands ---------------------------------------------------------------------------------


def check_revisions(shop, tally):
    """Pinned beside a workbook, changed, published, verified."""
    folder = shop.folder("commands")
    packed("book.ods", workbooks.ods_parts(GOOD))(folder)
    pinned = harness.run(["pin", folder, "PL-2", "--at", "2026-06-02T10:00"])
    tally.expect(pinned.code == 0 and os.listdir(folder).count("pins.csv") == 1,
                 "pins.csv is made beside a workbook without such a sheet", pinned.said)
    cancelled = harness.run(["cancel", folder, "PL-1"])
    tally.expect(cancelled.code == 2 and "book.ods, sheet sessions" in cancelled.err
                 and "sessions.csv" in cancelled.err, "a workbook is not written", cancelled.said)
    _, said = draft(folder, 1000)
    published = harness.run(["publish", folder, "--at", AT])
    verified = harness.run(["verify", folder, "0001"])
    tally.expect(published.code == 0 and verified.code == 0, "it is published and verified",
                 said + published.said + verified.said)
    draft(folder, 1000)
    packed("again.ods", workbooks.ods_parts(swapped("rooms", 3, 1, "30")))(shop.folder("again"))
    shutil.copy(os.path.join(shop.folder("again"), "again.ods"), os.path.join(folder, "book.ods"))
    refused = harness.run(["publish", folder, "--at", AT])
    tally.expect(refused.code == 2 and "(book.ods)" in refused.err,
                 "publish notices that the workbook changed", refused.said)
    shown = harness.run(["show", folder])
    tally.expect(shown.code == 0 and "Opening" in shown.out, "show has titles", shown.said)


# ---- the template -----------------------------------------------------------------------------


def new_workbook(name):
    def make(folder):
        harness.run(["new", folder, "--from", name, "--as", "xlsx"])
    return make


def check_template(shop, tally):
    """Each column is explained, closed sets are lists, headers stay in sight."""
    book = os.path.join(shop.folder("tiny-new"), "conference.xlsx")
    with zipfile.ZipFile(book) as file:
        parts = {name: file.read(name).decode() for name in file.namelist() if name.endswith("xml")}
    sheets = [text for name, text in sorted(parts.items()) if "/worksheets/" in name
              and 'state="frozen"' in text]
    n_headers = sum(len(re.findall(r'<c r="[A-Z]+1" s="2"', text)) for text in sheets)
    n_comments = sum(text.count("<comment ") for name, text in parts.items() if "/comments" in name)
    tally.expect(len(sheets) == 15 and n_headers == n_comments > 100,
                 "15 frozen headers, %d columns, %d comments" % (n_headers, n_comments))
    lists = "".join(sheets)
    for words in ("off,soft,hard", "may,should,must", "yes,no", "instant,day,conference",
                  "onsite,remote,video", "not-parallel,before", "name,id,domain", "_lists!$A$1"):
        tally.expect(words in lists, "there is a list of %s" % words)
    taken = harness.run(["new", shop.folder("tiny-new"), "--as", "xlsx"])
    tally.expect(taken.code == 2, "new takes nothing that is there", taken.said)


def main():
    rest = harness.arguments()
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("workbooks")
    if rest == ["libreoffice"] and not workbooks.has_libreoffice():
        tally.skip("there is no LibreOffice (soffice)")
    elif rest == ["libreoffice"]:
        expect_same(shop, "tiny", of_libreoffice(shop, "tiny", tally), 20000, tally)
        books = {**own("kigali"), **of_libreoffice(shop, "kigali", tally)}
        expect_same(shop, "kigali", books, 20000, tally)
    else:
        expect_same(shop, "tiny", own("tiny"), 20000, tally)
        check_template(shop, tally)
        check_wrong(shop, tally)
        check_json(shop, tally)
        check_twice(shop, tally)
        check_file_as_folder(shop, tally)
        check_revisions(shop, tally)
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
