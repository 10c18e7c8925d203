"""Sixty mistakes that people make in sheets: the first sentence names the cell and the cure.

    mistakes.py [GAHUNDA] [all]

Each line of mistakes.txt is planted alone in a good conference, as CSV and, every third of them, in
a workbook; with `all` each of them in .xlsx and .ods.  `check` has to say the expected sentence
first.  What is certain is mended by `check --fix`: the copy is then the good conference, byte for byte;
of what is not, nothing is written.
"""

import csv
import io
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import workbooks

GOOD = {
    "conference": "key,value\nname,Small\nid,SMALL\ndomain,example.org\ntimezone,Africa/Kigali\n"
                  "first_day,2026-06-08\nlast_day,2026-06-12\nhours,08:00-20:00\nfreeze,20:00\n",
    "rooms": "room,name,seats,venue,features,open\nAUDITORIUM,Great Hall,100,Centre,hybrid,\n"
             "ANNEX-01,Annex one,20,Lakeside,,\nFOYER,,50,Centre,,Mon-Fri 08:00-18:00\n",
    "travel": "from,to,minutes\nCentre,Lakeside,20\n",
    "patterns": "pattern,days,starts\nhalves,*,09:00 11:00 14:00 16:00\n",
    "groups": "group,name,parent,kind,order_minutes\nPLENARY,All of us,,plenary,30\n"
              "DRAFTING,Drafting group,PLENARY,adhoc,\n",
    "sessions": "session,title,group,minutes,pattern,start,room,window,attendance,teams,after,"
                "optional\n"
                "PLENARY-01,Opening,PLENARY,60,halves,,AUDITORIUM,,50,interpretation:1,,\n"
                "PLENARY-02,Closing,PLENARY,90,halves,,,2026-06-09/2026-06-11,50,,PLENARY-01:15,\n"
                "DRAFTING-01,First draft,DRAFTING,45,,,,,10,,PLENARY-01,\n"
                "KEYNOTE,\"A talk, with a comma\",,30,,2026-06-09T17:00,ANNEX-01,,,,,yes\n",
    "relations": "a,relation,b,minutes,level\nPLENARY,not-parallel,DRAFTING,10,hard\n",
    "limits": "of,most,per\n*,3,instant\n",
    "delegations": "delegation,name,size,region\nRWANDA,Republic of Rwanda,2,AFR\n"
                   "ANDORRA,Andorra,1,EUR\n",
    "people": "person,name,email,delegation,present,remote\n"
              "P0001,Ann Uwase,ann@example.org,RWANDA,,\n"
              "P0002,Bob Keza,bob@example.org,RWANDA,2026-06-09,\n"
              "P0003,Cy Mora,cy@example.org,ANDORRA,,\n",
    "roles": "person,role,what\nP0001,chair,PLENARY\n",
    "attends": "who,what,level\nRWANDA,PLENARY,must\nP0002,KEYNOTE,should\n"
               "P0003,PLENARY-01;KEYNOTE,may\n",
    "teams": "team,kind,available,rest_minutes\nBOOTH-1,interpretation,2026-06-09,30\n",
    "speeches": "speaker,session,minutes\nP0001,KEYNOTE,5\n",
    "rules": "rule,of,level,weight,value\nlate-evening,,soft,2,20:00\n",
    "pins": "session,start,room\nDRAFTING-01,2026-06-09T14:00,\n",
}
FORMS = ["csv", "xlsx", "ods"]


class Mistake:
    def __init__(self, line):
        words = [word.strip() for word in line.split("|")]
        self.sheet, self.row, self.column, text, self.said, self.outcome = words
        self.row = int(self.row)
        self.text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
        self.name = "%s, row %d, %s: %s" % (self.sheet, self.row, self.column, text)

    def place(self, form):
        if form == "csv":
            return '%s.csv, row %d, column "%s"' % (self.sheet, self.row, self.column)
        letter = workbooks.column_letters(rows_of(self.sheet)[0].index(self.column))
        return "conference.%s, sheet %s, %s%d" % (form, self.sheet, letter, self.row)

    def sentence(self):
        return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), self.said)


def rows_of(sheet):
    return list(csv.reader(io.StringIO(GOOD[sheet])))


def text_of(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def planted(mistake):
    rows = rows_of(mistake.sheet)
    rows[mistake.row - 1][rows[0].index(mistake.column)] = mistake.text
    return {**{sheet: rows_of(sheet) for sheet in GOOD}, mistake.sheet: rows}


def write(folder, sheets, form):
    os.makedirs(folder)
    if form == "csv":
        for sheet, rows in sheets.items():
            harness.write_bytes(os.path.join(folder, sheet + ".csv"), text_of(rows).encode())
        return
    parts = workbooks.xlsx_parts if form == "xlsx" else workbooks.ods_parts
    workbooks.pack(os.path.join(folder, "conference." + form), parts(list(sheets.items())))


def judge_mended(tally, mistake, form, folder, out):
    what = "%s, %s" % (form, mistake.name)
    result = harness.run(["check", folder, "--fix", out])
    if mistake.outcome == "asked":
        tally.expect(not os.path.exists(out), "nothing is written: " + what, result.said)
        return
    if not tally.expect(result.code == 0 and os.path.isdir(out), "mended: " + what, result.said):
        return
    tally.expect(result.out.startswith(mistake.place(form) + ": "), "told as mended: " + what,
                 result.said)
    wanted = {sheet + ".csv": text.encode() for sheet, text in GOOD.items()}
    got = {}
    for name in os.listdir(out):
        with open(os.path.join(out, name), "rb") as file:
            got[name] = file.read()
    if "," in mistake.text:  # it stands in quotes, which stay
        name = mistake.sheet + ".csv"
        got[name] = text_of(csv.reader(io.StringIO(got[name].decode()))).encode()
    tally.expect(got == wanted, "the copy is the good conference: " + what,
                 " ".join(sorted(name for name in set(got) | set(wanted)
                                 if got.get(name) != wanted.get(name))))


def judge(tally, mistake, form, folder):
    write(folder, planted(mistake), form)
    result = harness.run(["check", folder])
    first = result.err.split("\n", 1)[0]
    wanted = "%s: %s" % (mistake.place(form), mistake.sentence())
    tally.expect(first == wanted, "%s, %s" % (form, mistake.name),
                 "said:   %s\nwanted: %s" % (first, wanted))
    tally.expect(result.code in ((0, 4) if ": note: " in wanted else (2,)), "exit of " + mistake.name,
                 result.said)
    judge_mended(tally, mistake, form, folder, folder + "-mended")


def mistakes():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mistakes.txt")
    with open(path, encoding="utf-8") as file:
        return [Mistake(line) for line in file if line.strip() and not line.startswith("#")]


def main():
    everything = "all" in harness.arguments()
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("mistakes")
    planted_ones = mistakes()
    tally.expect(len(planted_ones) >= 60, "there are sixty of them")
    write(shop.folder("good"), {sheet: rows_of(sheet) for sheet in GOOD}, "csv")
    result = harness.run(["check", shop.folder("good")])
    tally.expect(result.code == 0 and not result.err, "the good sheets are good", result.said)
    for number, mistake in enumerate(planted_ones):
        for form in FORMS:
            if everything or form == "csv" or FORMS[number % 3] == form:
                judge(tally, mistake, form, shop.folder("%d-%s" % (number, form)))
    shop.close(tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
