"""Registrations become rows of attends: registrations.py [GAHUNDA]

People are found by id, email or name and never guessed; the rest of the sheet keeps its bytes; the
same export twice adds nothing, and one that was cut off is told.
"""

import json
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import workbooks

SHEETS = {
    "conference": "key,value\nname,Town\nid,TOWN\ndomain,example.org\ntimezone,UTC\n"
                  "first_day,2026-06-01\nlast_day,2026-06-02\n",
    "rooms": "room,seats\nA,10\nB,10\n",
    "sessions": "session,title,minutes\nONE,Roads and rails,60\nTWO,Water,60\nTHREE,Air,60\n",
    "delegations": "delegation\nAND\n",
    "people": "person,name,email,delegation\r\nP1,Ann Uwase,ann@example.org,AND\r\n"
              "P2,Bob Keza,,AND\r\nP3,Cy Mora,cy@example.org,\r\nP4,Cy Mora,mora@example.org,\r\n",
    "attends": "what;level;who;remark\nONE;must;P1;\"kept; as it is\"\n*;may;AND;",
}
EXPORT = [
    ["E-mail", "Full name", "Sessions"],
    ["ANN@example.org", "A. Uwase", "ONE; Water"],
    ["", "Keza, Bob", "THREE"],
    ["", "bob  keza", "ONE"],
    ["other@example.org", "Ann Uwase", "THREE"],
    ["", "Cy Mora", "ONE"],
    ["", "Bob Kesa", "TWO"],
    ["dee@example.org", "Dee Novak", "TWO;Watr"],
    ["cy@example.org", "", "Air"],
]


def write(folder, sheets):
    os.makedirs(folder)
    for name, text in sheets.items():
        harness.write_bytes(os.path.join(folder, name + ".csv"), text.encode())


def export(shop, name, rows=tuple(EXPORT)):
    path = shop.folder(name)
    if name.endswith(".csv"):
        harness.write_bytes(path, "".join(",".join('"%s"' % cell for cell in row) + "\n"
                                          for row in rows).encode())
    else:
        parts = workbooks.xlsx_parts if name.endswith("x") else workbooks.ods_parts
        workbooks.pack(path, parts([("Export", list(rows)), ("More", [["x"]])]))
    return path


def content(folder, sheet):
    with open(os.path.join(folder, sheet + ".csv"), "rb") as file:
        return file.read().decode()


def people_that_are_known(tally, shop):
    wanted = (SHEETS["attends"] + "\nTWO;should;P1;\nTHREE\0ONE;should;P2;\nTHREE;should;P3;"
              ).replace("THREE\0ONE", '"THREE;ONE"')
    for form in ("csv", "xlsx", "ods"):
        folder = shop.folder("known-" + form)
        write(folder, SHEETS)
        path = export(shop, "known." + form)
        before = harness.tree(folder)
        result = harness.run(["merge", path, folder, "--dry-run"])
        tally.expect(result.code == 1 and harness.tree(folder) == before, "a dry run writes nothing",
                     result.said)
        result = harness.run(["merge", path, folder])
        tally.expect(result.code == 1, "some were left out of " + form, result.said)
        tally.expect(content(folder, "attends") == wanted, "attends of " + form,
                     content(folder, "attends") + result.said)
        tally.expect(content(folder, "people") == SHEETS["people"], "people stay", result.said)
        tally.expect("P1: should TWO\n" in result.out, "what was added is told", result.said)
        for told in ("Ann Uwase is P1 in people, with another email",
                     "several in people are called Cy Mora: P3, P4",
                     "nobody in people is Bob Kesa (did you mean Bob Keza, who is P2?)"):
            tally.expect(told in result.err, told, result.said)
        tally.expect("nobody in people is Dee Novak; --add-people" in result.err, "the unknown are told",
                     result.said)
        result = harness.run(["merge", path, folder])
        tally.expect("nothing to add" in result.out and content(folder, "attends") == wanted,
                     "again it adds nothing", result.said)
        result = harness.run(["check", folder])
        tally.expect(result.code == 0, "the sheets are good", result.said)


def people_that_are_new(tally, shop):
    folder = shop.folder("new")
    write(folder, SHEETS)
    path = export(shop, "new.csv")
    result = harness.run(["merge", path, folder, "--add-people", "--level", "may", "--format", "json"])
    tally.expect(result.code == 1, "some are left out", result.said)
    told = json.loads(result.out)
    tally.expect([entry["person"] for entry in told["added"] if entry["new"]] == ["Dee-Novak"],
                 "who is near to somebody is not added", result.said)
    tally.expect(content(folder, "people") == SHEETS["people"]
                 + "Dee-Novak,Dee Novak,dee@example.org,\r\n", "the new person", content(folder, "people"))
    tally.expect("TWO;may;Dee-Novak;" in content(folder, "attends"), "and what they want",
                 content(folder, "attends"))
    tally.expect('no session is called "Watr" (did you mean "Water"?)' in result.err,
                 "an unknown session is told", result.said)
    tally.expect(len(told["left_out"]) == 4, "four are left out", result.said)


def ids_of_the_new(tally, shop):
    """Legal, and nobody's yet: not a delegation's either."""
    folder = shop.folder("ids")
    write(folder, SHEETS)
    rows = [["Mail", "Name", "Sessions"], ["office@example.org", "AND", "ONE"],
            ["zoe@example.org", "Zoe\u200a*Zo* O/Neil;" + "x" * 300, "ONE"], ["1@example.org", "--", "TWO"]]
    result = harness.run(["merge", export(shop, "ids.csv", rows), folder, "--add-people", "--format", "json"])
    ids = [entry["person"] for entry in json.loads(result.out or "{}").get("added", [])]
    tally.expect(result.code == 0 and len(ids) == 3 and ids[0] == "AND-2" and ids[2] == "P"
                 and ids[1].startswith("Zoe -Zo--O-Neil-x") and len(ids[1]) == 150, "ids are made",
                 result.said)
    result = harness.run(["check", folder])
    tally.expect(result.code == 0, "and the sheets are good", result.said)


def cut_off(tally, shop):
    """A run that ends between two sheets leaves a mark, and the same command goes on from there."""
    folder = shop.folder("cut")
    write(folder, dict(SHEETS, people=SHEETS["people"] + "Dee-Novak,Dee Novak,dee@example.org,\r\n"))
    mark = os.path.join(folder, ".gahunda-unfinished")
    harness.write_bytes(mark, b"")
    result = harness.run(["check", folder])
    tally.expect(result.code == 0 and ".gahunda-unfinished: note: merge was cut off" in result.err, "that it was cut off is told",
                 result.said)
    for said in ("Dee-Novak: should TWO", "nothing to add"):
        result = harness.run(["merge", export(shop, "cut.csv", EXPORT[:1] + EXPORT[7:8]), folder, "--add-people"])
        tally.expect(said in result.out and not os.path.exists(mark), "it goes on, and then all is well: " + said, result.said)
        harness.write_bytes(mark, b"")


def refused(tally, shop):
    folder = shop.folder("refused")
    write(folder, SHEETS)
    before = harness.tree(folder)
    nobody = export(shop, "nobody.csv", [["Ticket", "Sessions"], ["1", "ONE"]])
    cases = [([nobody], 2, "no column says who it is"),
             ([export(shop, "none.csv", [["Name"], ["Ann Uwase"]])], 2, "--sessions"),
             ([nobody, "--name", "Nome"], 2, "there is no such column"),
             ([nobody, "--level", "much"], 2, "must, should or may"),
             ([shop.folder("absent.csv")], 3, "absent.csv")]
    for words, code, said in cases:
        result = harness.run(["merge", words[0], folder] + words[1:])
        tally.expect(result.code == code and said in result.err and not result.out, said, result.said)
    shutil.rmtree(os.path.join(folder, "programme"), ignore_errors=True)
    tally.expect(harness.tree(folder) == before, "nothing is written")


def named_columns(tally, shop):
    folder = shop.folder("named")
    write(folder, SHEETS)
    path = export(shop, "named.csv", [["Nom", "Choix"], ["Bob Keza", "Air"]])
    result = harness.run(["merge", path, folder, "--name", "Nom", "--sessions", "Choix"])
    tally.expect(result.code == 0 and "P2: should THREE" in result.out, "columns of other names",
                 result.said)


def main():
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("registrations")
    people_that_are_known(tally, shop)
    people_that_are_new(tally, shop)
    ids_of_the_new(tally, shop)
    cut_off(tally, shop)
    refused(tally, shop)
    named_columns(tally, shop)
    shop.close(tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
