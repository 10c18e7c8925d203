"""Wrong sheets get a sentence with file, row and column, and the right exit code; odd ones are read.

    wrong-sheets.py [GAHUNDA]

Each case changes one thing in a small good conference.  Exit 2 means that the sheets need
attention, 3 that something could not be read.
"""

import os
import re
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

GOOD = {
    "conference": "key,value\nname,Small\nid,SMALL\ndomain,example.org\ntimezone,Africa/Kigali\n"
                  "first_day,2026-06-01\nlast_day,2026-06-02\nhours,08:00-20:00\n",
    "rooms": "room,seats,venue,features,open\nAuditorium,100,KCC,hybrid,\nAnnex,20,Intare,,\n",
    "travel": "from,to,minutes\nKCC,Intare,20\n",
    "patterns": "pattern,days,starts\nhalf,*,09:00 11:00 14:00 16:00\n",
    "groups": "group,name,parent,kind,order_minutes,access\nPL,Plenary,,plenary,30,\n"
              "AH1,Ad hoc,PL,adhoc,,\n",
    "sessions": "session,title,group,minutes,pattern,start,room,window,attendance,teams,after\n"
                "PL-01,Opening,PL,60,half,,Auditorium,,50,interpretation:1,\n"
                "PL-02,Closing,PL,90,half,,,2026-06-02,50,,PL-01:15\n"
                "AH1-01,Draft,AH1,45,,,,,10,,PL-01\n"
                "TALK,\"A talk, with a comma\",,30,,2026-06-01T17:00,Annex,,,,\n",
    "relations": "a,relation,b,minutes,level\nPL,not-parallel,AH1,10,hard\n",
    "limits": "of,most,per\n*,3,instant\n",
    "delegations": "delegation,name,size,region\nRWA,Rwanda,2,AFR\n",
    "people": "person,name,delegation,present,remote\nP1,Ann,RWA,,\nP2,Bob,RWA,2026-06-01,\n",
    "roles": "person,role,what\nP1,chair,PL\n",
    "attends": "who,what,level\nRWA,PL,must\nP2,TALK,should\n",
    "teams": "team,kind,available,rest_minutes\nI1,interpretation,,30\n",
    "speeches": "speaker,session,minutes\nP1,TALK,5\n",
    "rules": "rule,of,level,weight,value\nwanted-clash,,,2,\n",
    "pins": "session,start,room\nAH1-01,2026-06-01T14:00,\n",
}


def write(folder, sheets):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for name, text in sheets.items():
        data = text if isinstance(text, bytes) else text.encode()
        with open(os.path.join(folder, name + ".csv"), "wb") as file:
            file.write(data)


def swap(sheet, old, new):
    """The good sheets with one text in one sheet exchanged."""
    assert GOOD[sheet].count(old) >= 1, (sheet, old)
    return {**GOOD, sheet: GOOD[sheet].replace(old, new, 1)}


def replaced(sheet, data):
    return {**GOOD, sheet: data}


def less(sheet):
    return {name: text for name, text in GOOD.items() if name != sheet}


# (what, sheets, exit code, file, row, column, words that the message must hold)
CASES = [
    ("an unknown room, with a near name", swap("sessions", ",Auditorium,", ",Audiotrium,"),
     2, "sessions.csv", 2, "room", ["Audiotrium", "Auditorium"]),
    ("an unknown group", swap("sessions", "Opening,PL,", "Opening,PX,"),
     2, "sessions.csv", 2, "group", ["PX"]),
    ("an unknown parent", swap("groups", "Ad hoc,PL,", "Ad hoc,PQ,"), 2, "groups.csv", 3, "parent",
     ["PQ"]),
    ("an unknown pattern", swap("sessions", "60,half", "60,hlaf"),
     2, "sessions.csv", 2, "pattern", ["hlaf", "half"]),
    ("an unknown session in after", swap("sessions", ",PL-01:15", ",PL-09:15"),
     2, "sessions.csv", 3, "after", ["PL-09"]),
    ("an unknown person", swap("roles", "P1,", "P9,"), 2, "roles.csv", 2, "person", ["P9"]),
    ("an unknown session in a selector", swap("roles", ",PL\n", ",PLL\n"), 2, "roles.csv", 2, "what",
     ["PLL"]),
    ("an unknown delegation", swap("people", "Ann,RWA", "Ann,RWW"), 2, "people.csv", 2, "delegation",
     ["RWW"]),
    ("an unknown who", swap("attends", "RWA,PL", "RWX,PL"), 2, "attends.csv", 2, "who", ["RWX"]),
    ("an unknown level", swap("attends", ",must", ",most"), 2, "attends.csv", 2, "level", ["most"]),
    ("an unknown relation", swap("relations", "not-parallel", "not-paralell"),
     2, "relations.csv", 2, "relation", ["not-paralell"]),
    ("an unknown rule", swap("rules", "wanted-clash", "wanted-clahs"), 2, "rules.csv", 2, "rule",
     ["wanted-clahs"]),
    ("an unknown per", swap("limits", ",instant", ",instance"), 2, "limits.csv", 2, "per",
     ["instance"]),
    ("an unknown speaker", swap("speeches", "P1,TALK", "P7,TALK"), 2, "speeches.csv", 2, "speaker",
     ["P7"]),
    ("an unknown pinned session", swap("pins", "AH1-01", "AH1-77"), 2, "pins.csv", 2, "session",
     ["AH1-77"]),
    ("an unknown zone", swap("conference", "Africa/Kigali", "Africa/Kigaly"),
     2, "conference.csv", 5, "value", ["Africa/Kigaly"]),
    ("a session twice", swap("sessions", "PL-02,Closing", "PL-01,Closing"),
     2, "sessions.csv", 3, "session", ["PL-01"]),
    ("a room twice", swap("rooms", "Annex,20", "Auditorium,20"), 2, "rooms.csv", 3, "room",
     ["Auditorium"]),
    ("a person twice", swap("people", "P2,Bob", "P1,Bob"), 2, "people.csv", 3, "person", ["P1"]),
    ("a session called as a group", swap("sessions", "TALK,", "AH1,"), 2, "sessions.csv", 5,
     "session", ["AH1"]),
    ("a person called as a delegation", swap("people", "P2,Bob", "RWA,Bob"), 2, "people.csv", 3,
     "person", ["RWA"]),
    ("an id with a colon", swap("rooms", "Annex,20", "An:nex,20"), 2, "rooms.csv", 3, "room",
     ["An:nex"]),
    ("a date that is none", swap("conference", "2026-06-02", "2026-06-31"),
     2, "conference.csv", 7, "value", ["2026-06-31"]),
    ("a start that is none", swap("sessions", "2026-06-01T17:00", "2026-06-01T17:75"),
     2, "sessions.csv", 5, "start", ["17:75"]),
    ("a window that is none", swap("sessions", ",2026-06-02,50", ",2026-13-02,50"),
     2, "sessions.csv", 3, "window", ["2026-13-02"]),
    ("a day name that is none", swap("people", ",2026-06-01,", ",Mnday,"), 2, "people.csv", 3,
     "present", ["Mnday"]),
    ("a start of a pattern that is none", swap("patterns", "11:00", "11-00"),
     2, "patterns.csv", 2, "starts", ["11-00"]),
    ("negative minutes", swap("sessions", "PL,60,", "PL,-60,"), 2, "sessions.csv", 2, "minutes",
     ["-60"]),
    ("no minutes", swap("sessions", "PL,60,", "PL,,"), 2, "sessions.csv", 2, "minutes", []),
    ("minutes in words", swap("sessions", "PL,60,", "PL,an hour,"), 2, "sessions.csv", 2, "minutes",
     ["an hour"]),
    ("seats beyond all numbers", swap("rooms", "Annex,20", "Annex,99999999999999999999"),
     2, "rooms.csv", 3, "seats", []),
    ("a maybe", swap("people", "P1,Ann,RWA,,", "P1,Ann,RWA,,maybe"), 2, "people.csv", 2, "remote",
     ["maybe"]),
    ("a missing column", swap("sessions", ",minutes,", ",minuets,"), 2, "sessions.csv", None,
     "minutes", []),
    ("a column twice", swap("rooms", "venue,features", "seats,features"), 2, "rooms.csv", None,
     "seats", []),
    ("a last day before the first", swap("conference", "2026-06-02", "2026-05-02"), 2,
     "conference.csv", None, None, []),
    ("a quote that does not end", swap("sessions", "comma\",", "comma,"), 2, "sessions.csv", 5, None,
     []),
    ("a quote in the middle", swap("sessions", "Closing,", "Clo\"sing\"x,"), None, "sessions.csv", 3,
     None, []),
    ("letters behind a quote", swap("sessions", "comma\",", "comma\"x,"), 2, "sessions.csv", 5, None,
     []),
    ("a row too long", swap("rooms", "KCC,hybrid,", "KCC,hybrid,,,7,8"), 2, "rooms.csv", 2, None, []),
    ("bytes that are not UTF-8", replaced("rooms", GOOD["rooms"].encode().replace(
        b"Annex", b"Ann\xe9x\xff")), 2, "rooms.csv", 3, None, []),
    ("a NUL", replaced("rooms", GOOD["rooms"].encode().replace(b"Annex", b"Ann\0ex")),
     2, "rooms.csv", 3, None, []),
    ("an empty file", replaced("rooms", b""), 2, "rooms.csv", None, None, []),
    ("an empty file that was optional", replaced("people", b""), 2, "people.csv", None, None, []),
    ("a header alone", replaced("sessions", "session,title,minutes\n"), None, "sessions.csv", None,
     None, []),
    ("a binary file", replaced("rooms", b"PK\x03\x04" + bytes(range(256)) * 8), 2, "rooms.csv", None,
     None, []),
    ("a cycle in after", swap("sessions", "interpretation:1,\n", "interpretation:1,PL-02\n"),
     (2, 4), "sessions.csv", None, "after", ["PL-01", "PL-02"]),
    ("after itself", swap("sessions", "10,,PL-01", "10,,AH1-01"), 2, "sessions.csv", 4, "after",
     []),
    ("its own parent", swap("groups", "Plenary,,", "Plenary,PL,"), 2, "groups.csv", 2, "parent",
     ["PL"]),
    ("a pair of parents in a ring", swap("groups", "Plenary,,", "Plenary,AH1,"), 2, "groups.csv",
     None, "parent", []),
    ("no conference sheet", less("conference"), 2, "conference", None, None, []),
    ("no rooms sheet", less("rooms"), 2, "rooms", None, None, []),
    ("no sessions sheet", less("sessions"), 2, "sessions", None, None, []),
    ("no time zone", swap("conference", "timezone,Africa/Kigali\n", ""), 2, "conference.csv", None,
     None, ["timezone"]),
    ("before with a session on both sides", {**GOOD, "relations":
                                             "a,relation,b\nPL,before,PL-01;AH1\n"},
     2, "relations.csv", 2, None, ["PL-01"]),
    ("a pause without minutes", swap("relations", "not-parallel,AH1,10", "pause,AH1,"), 2,
     "relations.csv", 2, "minutes", ["pause"]),
    ("a room that costs less than nothing", replaced(
        "rooms", "room,seats,venue,features,cost\nAuditorium,100,KCC,,-1\nAnnex,20,Intare,,\n"), 2,
     "rooms.csv", 2, "cost", ["-1"]),
]


def judge(tally, folder, case):
    what, sheets, code, file, row, column, words = case
    write(folder, sheets)
    for command in ("check", "plan"):
        result = harness.run([command, folder, "--at", "2026-05-01T08:00"]
                             + (["--effort", 1000] if command == "plan" else []), seconds=60)
        if code is None:  # the contract leaves it open; but no crash, and no other code
            tally.expect(result.code in (0, 1, 2, 4), "%s: %s" % (command, what), result.said)
            continue
        text = result.out + result.err
        told = [line for line in text.splitlines() if file in line]
        if row:
            told = [line for line in told if re.search(r"\brow %d\b" % row, line)]
        if column:
            told = [line for line in told if '"%s"' % column in line or column in line]
        good = (result.code in (code if isinstance(code, tuple) else (code,)) and told
                and any(all(word in line for word in words) for line in told))
        tally.expect(good, "%s: %s (%s, row %s, column %s, with %s)"
                     % (command, what, file, row, column, words), result.said)
    tally.expect(not os.path.exists(os.path.join(folder, "programme", "draft")) or code != 2,
                 "no draft from wrong sheets: %s" % what)


def unreadable(tally, shop):
    result = harness.run(["check", shop.folder("absent")])
    tally.expect(result.code == 3 and "absent" in result.err + result.out, "an absent folder",
                 result.said)
    with open(shop.folder("file"), "w", encoding="utf-8") as file:
        file.write("x")
    result = harness.run(["check", shop.folder("file")])
    tally.expect(result.code in (2, 3), "a file in place of a folder", result.said)
    os.makedirs(shop.folder("empty"))
    result = harness.run(["check", shop.folder("empty")])
    tally.expect(result.code in (2, 3), "an empty folder", result.said)
    write(shop.folder("odd"), less("rooms"))
    os.makedirs(shop.folder("odd", "rooms.csv"))
    result = harness.run(["check", shop.folder("odd")])
    tally.expect(result.code == 3 and "rooms.csv" in result.err + result.out,
                 "a folder in place of a sheet", result.said)


def several_at_once(tally, folder):
    sheets = {**swap("sessions", "PL,60,", "PL,-60,"), "roles": "person,role,what\nP9,chair,PL\n"}
    sheets["rooms"] = sheets["rooms"].replace("Annex,20", "Annex,many")
    write(folder, sheets)
    result = harness.run(["check", folder])
    text = result.out + result.err
    tally.expect(result.code == 2 and all(name in text for name in
                                          ("sessions.csv", "roles.csv", "rooms.csv")),
                 "three problems in three sheets are all listed", result.said)


def unknown_column(tally, folder):
    write(folder, swap("rooms", "room,seats", "room,seatz") | {
        "rooms": "room,seats,colour\nAuditorium,100,red\nAnnex,20,blue\n"})
    result = harness.run(["check", folder])
    tally.expect(result.code == 0 and "colour" in result.out + result.err,
                 "an unknown column is named in a note, and ignored", result.said)


def table(text):
    import csv
    import io
    return list(csv.reader(io.StringIO(text)))


def written(rows, delimiter=",", ending="\n", quoted=False):
    import csv
    import io
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ending,
               quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(rows)
    return out.getvalue()


def turned(rows, shift):
    return [row[shift:] + row[:shift] for row in rows]


def padded(rows):
    return [rows[0]] + [[" %s\t" % cell if cell else "  " for cell in row] for row in rows[1:]]


def blank_rows(rows):
    return [rows[0], [""] * len(rows[0])] + rows[1:] + [[""] * len(rows[0])]


FORMS = {
    "a byte order mark": lambda rows: "\ufeff" + written(rows),
    "CRLF": lambda rows: written(rows, ending="\r\n"),
    "semicolons": lambda rows: written(rows, ";"),
    "tabs": lambda rows: written(rows, "\t"),
    "everything in quotes": lambda rows: written(rows, quoted=True),
    "another order of columns": lambda rows: written(turned(rows, 1)),
    "columns backwards": lambda rows: written([row[::-1] for row in rows]),
    "blanks around cells": lambda rows: written(padded(rows)),
    "blank rows": lambda rows: written(blank_rows(rows)),
    "no line break at the end": lambda rows: written(rows).rstrip("\n"),
    "all at once": lambda rows: "\ufeff" + written(blank_rows(turned(rows, 1)), ";", "\r\n", True),
}


def schedule_of(tally, folder, sheets, what):
    write(folder, sheets)
    result = harness.run(["plan", folder, "--effort", 20000, "--seed", 3, "--threads", 1, "--at",
                          "2026-05-01T08:00"])
    if not tally.expect(result.code == 0, "plan of a conference with %s" % what, result.said):
        return None
    with open(os.path.join(folder, "programme", "draft", "schedule.csv"), "rb") as file:
        return file.read()


def odd_forms(tally, folder):
    plain = schedule_of(tally, folder, GOOD, "plain sheets")
    for what, form in FORMS.items():
        sheets = {name: form(table(text)) for name, text in GOOD.items()}
        got = schedule_of(tally, folder, sheets, what)
        if got and plain:
            tally.expect(got == plain, "%s: the same schedule.csv" % what)


def main():
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("wrong-sheets")
    write(shop.folder("good"), GOOD)
    result = harness.run(["check", shop.folder("good")])
    tally.expect(result.code == 0, "the good sheets are good", result.said)
    for case in CASES:
        judge(tally, shop.folder("wrong"), case)
    unreadable(tally, shop)
    several_at_once(tally, shop.folder("several"))
    unknown_column(tally, shop.folder("column"))
    odd_forms(tally, shop.folder("odd-form"))
    shop.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
