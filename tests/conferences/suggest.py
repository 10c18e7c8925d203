"""`suggest` finds the pair that nobody listed, tells the evidence, and nothing that is listed: suggest.py [GAHUNDA]

What the counts must be is counted here again, from the sheets.
"""

import csv
import io
import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

SESSIONS = ["S%d" % number for number in range(12)]
SEED = 11


def sheets():
    """40 people want three sessions each at random, twelve of them S1 and S2 together; the chair of S3
    wants S4; S5 and S6 have a pair of their own, but are listed; S7 and S8 have one chair."""
    dice = random.Random(SEED)
    wants = {"P%d" % number: set(dice.sample(SESSIONS[7:], 2)) for number in range(40)}
    for number in range(12):
        wants["P%d" % number] |= {"S1", "S2"}
    for number in range(12, 24):
        wants["P%d" % number] |= {"S5", "S6"}
    wants["P30"].add("S4")
    rows = "".join("%s,%s,should\n" % (who, ";".join(sorted(what))) for who, what in wants.items())
    people = "person,name\n" + "".join("%s,Person %s\n" % (who, who[1:]) for who in wants)
    return wants, {
        "conference": "key,value\nname,Town\nid,TOWN\ndomain,example.org\ntimezone,UTC\n"
                      "first_day,2026-06-01\nlast_day,2026-06-02\n",
        "rooms": "room,seats\nA,100\nB,100\nC,100\n",
        "groups": "group\nG\n",
        "sessions": "session,title,minutes,group\n" + "".join(
            "%s,T,60,%s\n" % (session, "G" if session in ("S1", "S2") else "") for session in SESSIONS),
        "people": people,
        "roles": "person,role,what\nP30,chair,S3\nP31,chair,S7;S8\n",
        "attends": "who,what,level\n*,S0,may\n" + rows,
        "relations": "a,relation,b\nS6,not-parallel,S5\n",
    }


def write(folder, texts):
    os.makedirs(folder)
    for name, text in texts.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8") as file:
            file.write(text)


def counted(wants, a, b):
    of = {session: {who for who in wants if session in wants[who]} for session in (a, b)}
    return len(of[a] & of[b]), len(of[a]) * len(of[b]) // len(wants)


def judge(tally, wants, told):
    pairs = [(entry["a"], entry["b"]) for entry in told["suggestions"]]
    tally.expect(pairs[0] == ("S1", "S2"), "the planted pair comes first", str(pairs))
    tally.expect(("S3", "S4") in pairs, "the chair's wish is told", str(pairs))
    tally.expect(("S5", "S6") not in pairs, "what is listed is not suggested", str(pairs))
    tally.expect(("S7", "S8") not in pairs, "what person-clash keeps apart is not suggested", str(pairs))
    for entry in told["suggestions"]:
        common, expected = counted(wants, entry["a"], entry["b"])
        tally.expect((entry["common"], entry["expected"]) == (common, expected), "counts", str(entry))
        tally.expect(entry["roles"] > 0 or (common >= 3 and common >= 2 * expected), "evidence",
                     str(entry))
    for entry in told["suggestions"]:
        if (entry["a"], entry["b"]) == ("S1", "S2"):
            tally.expect(entry["same_group"], "of one group", str(entry))


def past(tally, folder, told, n):
    first = told["suggestions"][0]
    tally.expect(first["past"] == n and first["parallel"] <= n, "past programmes are counted", str(first))
    starts = {row[0]: row[2] for row in
              harness.read_rows(os.path.join(folder, "programme", "0001", "schedule.csv"))}
    dates = {row[0]: row[1] for row in
             harness.read_rows(os.path.join(folder, "programme", "0001", "schedule.csv"))}
    at_once = dates["S1"] == dates["S2"] and starts["S1"] == starts["S2"]
    if at_once:
        tally.expect(first["parallel"] > 0, "that they were at once is told", str(first))


def main():
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("suggest")
    folder = shop.folder("town")
    wants, texts = sheets()
    write(folder, texts)
    before = harness.tree(folder)
    result = harness.run(["suggest", folder, "--format", "json"])
    tally.expect(result.code == 0, "suggest", result.said)
    judge(tally, wants, json.loads(result.out))
    result = harness.run(["suggest", folder])
    rows = list(csv.reader(io.StringIO(result.out)))
    tally.expect(rows[0] == ["a", "relation", "b", "level", "evidence"], "the sheet's columns", result.said)
    tally.expect(rows[1][:4] == ["S1", "not-parallel", "S2", "soft"], "a row of relations", result.said)
    tally.expect(harness.tree(folder) == before, "nothing is written")
    tally.expect(result.out == harness.run(["suggest", folder]).out, "the same again")
    with open(os.path.join(folder, "relations.csv"), "w", encoding="utf-8") as file:
        file.write(result.out)
    result = harness.run(["suggest", folder, "--format", "json"])
    left = [(entry["a"], entry["b"]) for entry in json.loads(result.out)["suggestions"]]
    tally.expect(("S1", "S2") not in left and ("S5", "S6") in left, "its rows are a sheet of relations",
                 result.said)
    write_text = texts["relations"]
    with open(os.path.join(folder, "relations.csv"), "w", encoding="utf-8") as file:
        file.write(write_text)
    at = ["--at", "2026-05-01T08:00"]
    harness.run(["plan", folder, "--effort", 2000, "--threads", 1] + at)
    result = harness.run(["publish", folder, "--incomplete"] + at)
    tally.expect(result.code == 0, "publish", result.said)
    result = harness.run(["suggest", folder, "--format", "json"])
    past(tally, folder, json.loads(result.out), 1)
    shop.close(tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
