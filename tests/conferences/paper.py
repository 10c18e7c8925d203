"""What `gahunda print` makes, read back with poppler: paper.py [GAHUNDA]

Titles in Latin, Cyrillic and Chinese letters are found in the PDF, sessions on their day's pages in order,
fonts are inside, and nothing closed is told to all.  Arabic is for people to look at.
"""

import csv
import hashlib
import os
import re
import shutil
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

TITLES = {
    "title": {"PL-1": "Opening: first affairs of the lake", "COM-1": "Closed doors of Committee 3",
              "TALK": "<b>Talk</b> & {zone} %s \u202eevil"},
    "title:ru": {"PL-1": "Открытие пленарного заседания", "COM-2": "Комитет, второе заседание"},
    "title:zh": {"PL-1": "开幕全体会议", "AHW-1": "水资源特设工作组"},
    "title:ar": {"PL-1": "الجلسة الافتتاحية"},
}


def edit(folder):
    path = os.path.join(folder, "sessions.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column, titles in TITLES.items():
            row[column] = titles.get(row["session"], row.get(column, ""))
        row["title"] = row["title"] or row["session"]
        row["closed"] = "yes" if row["session"] == "COM-1" else ""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with open(os.path.join(folder, "conference.csv"), "a", encoding="utf-8") as file:
        file.write("languages,en;ru;zh;ar\n")


def plain(text):
    """Letters and figures alone: lines are broken, and ligatures taken, as it fits the paper."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


def pages(path):
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True,
                          check=False)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def has_font(language):
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=" + language], capture_output=True,
                               check=False).stdout)


def check_order(tally, text, rows):
    """After the cover each day has its grid, then its list, with every session in order."""
    for date in sorted({row["date"] for row in rows}):
        of_day = [row["session"] for row in rows if row["date"] == date]
        lists = [page for page in text if all(name in page for name in of_day)
                 and page.index("\n") >= 0]
        found = [re.findall(r"^(%s)$" % "|".join(map(re.escape, of_day)), page, re.M)
                 for page in lists]
        tally.expect(of_day in found, "the sessions of %s are on its page in order" % date,
                     "%s\nnot %s" % (found, of_day))


def check_booklet(tally, folder, rows):
    path = os.path.join(folder, "print", "booklet.pdf")
    text = pages(path)
    check_order(tally, text, rows)
    whole = plain("".join(text))
    tally.expect(plain(TITLES["title"]["PL-1"]) in whole, "a title in Latin letters is read back")
    tally.expect(plain("<b>Talk</b> & {zone} %s") in whole, "markup in a title is text")
    for name in ("booklet", "doors"):
        said = plain("".join(pages(os.path.join(folder, "print", name + ".pdf"))))
        tally.expect(plain(TITLES["title"]["COM-1"]) not in said and plain("Closed session") in said,
                     "a closed session is no more than that in %s.pdf" % name)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True,
                           check=False).stdout.splitlines()[2:]
    tally.expect(fonts and all(line.split()[-5] == "yes" for line in fonts), "fonts are inside",
                 "\n".join(fonts))
    outline = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", path], capture_output=True,
                             text=True, check=False).stdout
    tally.expect(outline.count("<item ") >= 5, "days have bookmarks", outline[-500:])
    structure = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, text=True,
                               check=False).stdout
    tally.expect("H1" in structure and "H2" in structure, "headings are tagged", structure[:300])


def check_doors(tally, folder, rows):
    text = pages(os.path.join(folder, "print", "doors.pdf"))
    doors = {(row["room"], row["date"]) for row in rows if row["room"]}
    tally.expect(len(text) == len(doors), "a sheet for each room and day",
                 "%d sheets, %d doors" % (len(text), len(doors)))


def say(tally, folder, *more):
    result = harness.run(["print", folder] + list(more))
    tally.expect(result.code == 0, "print %s" % " ".join(more), result.said)
    return result


def check_languages(tally, folder):
    path = os.path.join(folder, "print", "booklet.pdf")
    for language, needs in (("ru", "ru"), ("zh", "zh-cn")):
        if not has_font(needs):
            tally.skip("titles in %s: there is no font for it" % language)
            continue
        say(tally, folder, "--language", language)
        whole = plain("".join(pages(path)))
        for title in TITLES["title:" + language].values():
            tally.expect(plain(title) in whole, "%s is read back" % title)
    say(tally, folder, "--language", "ar", "--size", "A5")
    size = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=False).stdout
    tally.expect("420 x 595" in size, "A5 is smaller", size)
    tally.expect(re.search(r"Tagged: +yes", size), "the file says that it is tagged", size)


def check_person(tally, folder):
    with open(os.path.join(folder, "programme", "draft", "attendance.csv"), encoding="utf-8",
              newline="") as file:
        rows = list(csv.DictReader(file))
    person = next(row["person"] for row in rows
                  if row["session"] == "COM-1" and row["as"] != "may")
    say(tally, folder, "--person", person)
    text = plain("".join(pages(os.path.join(folder, "print", person + ".pdf"))))
    tally.expect(plain(TITLES["title"]["COM-1"]) in text, "one's own paper tells a closed title")


def check_mistakes(tally, folder):
    for words, cure in ((["--person", "NOBODY"], "people.csv has the ids"),
                        (["--language", "xx"], "(en, ru, zh, ar)"),
                        (["--size", "A3"], "A4 or A5"), (["0007"], "0007")):
        result = harness.run(["print", folder] + words)
        tally.expect(result.code == 2 and cure in result.err, "a mistake: %s" % " ".join(words),
                     result.said)


def main():
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("paper")
    if not all(map(shutil.which, ("pdftotext", "pdffonts", "pdfinfo", "pdftohtml"))):
        tally.skip("there is no pdftotext (poppler-utils)")
        return tally.close()
    folder = shop.folder("tiny")
    shutil.copytree(os.path.join(harness.EXAMPLES, "tiny"), folder)
    edit(folder)
    result = harness.run(["plan", folder, "--effort", 20000, "--seed", 1, "--at",
                          harness.day_before(folder)])
    tally.expect(result.code == 0, "plan", result.said)
    with open(os.path.join(folder, "programme", "draft", "schedule.csv"), encoding="utf-8",
              newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["start"]]
    before = harness.tree(os.path.join(folder, "programme"))
    say(tally, folder)
    check_booklet(tally, folder, rows)
    check_doors(tally, folder, rows)
    first = digest(os.path.join(folder, "print", "booklet.pdf"))
    say(tally, folder)
    tally.expect(digest(os.path.join(folder, "print", "booklet.pdf")) == first,
                 "printed twice, it is the same file")
    check_person(tally, folder)
    check_languages(tally, folder)
    check_mistakes(tally, folder)
    tally.expect(harness.tree(os.path.join(folder, "programme")) == before,
                 "printing leaves the programme alone")
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
