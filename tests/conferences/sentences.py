"""What proofs, ways out and explanations say, word for word.

    sentences.py [GAHUNDA] [--renew]

Each case is a conference of a few rows.  What `explain` prints about it must be the same, octet by
octet, as in golden/sentences.txt; and every sentence must name something that has an id in the
sheets, and the conclusion every session's title.  After a change that is meant: `sentences.py
GAHUNDA --renew`, then look at what `git diff` shows.
"""

import difflib
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden", "sentences.txt")

# Ways out that are about all of the conference.
ABOUT_ALL = {"the conference's hours are longer", "rooms are open for longer",
             "rooms are filled to 80 percent, not 30"}

# A day of three hours in two rooms.
DAY = {
    "conference": "key,value\nname,Sentences\nid,SAID\ndomain,example.org\ntimezone,UTC\n"
                  "first_day,2026-06-01\nlast_day,2026-06-01\ngrid_minutes,15\nhours,09:00-12:00\n",
    "rooms": "room,name,seats,features\nA,Aula,100,stage\nB,Box,20,\n",
}
TWO_DAYS = {**DAY, "conference": DAY["conference"].replace("last_day,2026-06-01",
                                                           "last_day,2026-06-02")}
THREE = "ONE,Opening,60\nTWO,Talks,60\nTRE,Thanks,60\n"

# Name, sheets, and what is asked of `explain`: nothing for what is impossible.
CASES = [
    ("longer than the hours", {**DAY, "sessions": "session,title,minutes\nLONG,Long talk,240\n"}, []),
    ("no room with seats and features",
     {**DAY, "sessions": "session,title,minutes,features,attendance,layout\n"
                         "BIG,Big show,60,stage;organ,150,boardroom\n"}, []),
    ("rooms that may only be filled in part", {
        **DAY, "conference": DAY["conference"] + "seats_percent,30\n",
        "sessions": "session,title,minutes,attendance\nONE,Opening,60,80\nTWO,Talks,60,50\n"}, []),
    ("a window and a pattern", {
        **DAY, "patterns": "pattern,days,starts\nHALF,*,09:30 10:30\n",
        "sessions": "session,title,minutes,pattern,window\n"
                    "LATE,Late start,60,HALF,2026-06-01T11:00/2026-06-01T12:00\n"}, []),
    ("a pin and a fixed start", {
        **DAY, "sessions": "session,title,minutes,start,room\nONE,Opening,60,2026-06-01T09:00,A\n",
        "pins": "session,start,room\nONE,2026-06-01T10:00,B\n"}, []),
    ("away on the only day", {
        **DAY, "sessions": "session,title,minutes\nONE,Opening,60\n",
        "people": "person,name,present\nANN,Ann Example,2026-06-01T10:30/2026-06-01T11:15\n",
        "roles": "person,role,what\nANN,chair,ONE\n"}, []),
    ("more sessions than the stage has time for", {
        **DAY, "sessions": "session,title,minutes,features\n" + "".join(
            "%s,%s,75,stage\n" % row for row in (("ONE", "Opening"), ("TWO", "Talks"),
                                                 ("TRE", "Thanks")))}, []),
    ("one person in too many", {
        **DAY, "sessions": "session,title,minutes\nONE,Opening,75\nTWO,Talks,75\nTRE,Thanks,75\n",
        "people": "person,name\nANN,Ann Example\n",
        "roles": "person,role,what\nANN,chair,ONE;TWO\nANN,speaker,TRE\n"}, []),
    ("a delegation of one", {
        **DAY, "sessions": "session,title,minutes\nONE,Opening,120\nTWO,Talks,120\n",
        "delegations": "delegation,name,size\nX,Xanadu,1\n",
        "attends": "who,what,level\nX,ONE;TWO,must\n"}, []),
    ("one interpreters' team", {
        **DAY, "sessions": "session,title,minutes,start,teams\n"
                           "ONE,Opening,60,2026-06-01T09:00,interpretation:1\n"
                           "TWO,Talks,60,2026-06-01T09:30,interpretation:1\n",
        "teams": "team,kind,most_minutes,rest_minutes\nRED,interpretation,180,90\n"}, []),
    ("a limit", {
        **TWO_DAYS, "sessions": "session,title,minutes,window\nONE,Opening,60,2026-06-02\n"
                                "TWO,Talks,60,2026-06-02\nTRE,Thanks,60,2026-06-02\n",
        "limits": "of,most,per\n*,2,day\n"}, []),
    ("one after another", {
        **DAY, "sessions": "session,title,minutes,after\nONE,Opening,90,\nTWO,Talks,60,ONE:15\n"
                           "TRE,Thanks,30,TWO\n"}, []),
    ("a group in its order", {
        **DAY, "groups": "group,name,order_minutes\nG,Group,60\n",
        "sessions": "session,title,minutes,group\nONE,Opening,60,G\nTWO,Talks,75,G\n"}, []),
    ("not at once", {
        **DAY, "sessions": "session,title,minutes\n" + THREE.replace("60", "75"),
        "relations": "a,relation,b,minutes\n*,not-parallel,*,15\n"}, []),
    ("days apart and together", {
        **TWO_DAYS, "sessions": "session,title,minutes\n" + THREE,
        "relations": "a,relation,b\nONE,same-day,TWO\nTWO,same-day,TRE\nTRE,different-day,ONE\n"},
     []),
    ("one room at one time", {
        **DAY, "sessions": "session,title,minutes,start\nONE,Opening,60,2026-06-01T09:00\n"
                           "TWO,Talks,60,2026-06-01T09:30\n",
        "relations": "a,relation,b\nONE,same-room,TWO\n"}, []),
    ("rooms apart", {
        **DAY, "sessions": "session,title,minutes,features\nONE,Opening,60,stage\n"
                           "TWO,Talks,60,stage\n",
        "relations": "a,relation,b\nONE,different-room,TWO\n"}, []),
    ("next to each other, and not", {
        **DAY, "sessions": "session,title,minutes\nONE,Opening,60\nTWO,Talks,60\n",
        "relations": "a,relation,b,minutes\nONE,adjacent,TWO,15\nONE,not-parallel,TWO,30\n"}, []),
    ("a venue whose only room is not open for long", {
        **DAY, "rooms": "room,name,venue,seats,open\nA,Aula,Town,100,\n"
                        "B,Box,Lake,20,2026-06-01T09:00/2026-06-01T09:45\n",
        "sessions": "session,title,minutes,venue\nONE,Opening,60,Lake\n"}, []),
    ("why here, and why not there", {
        **DAY, "patterns": "pattern,days,starts\nHOUR,*,09:00 10:00\n",
        "sessions": "session,title,minutes,start,features,pattern,room\n"
                    "FIX,Fixed talk,60,2026-06-01T11:00,stage,,\n"
                    "ONE,Opening,60,,stage,HOUR,\nTWO,Talks,60,,,HOUR,B\n",
        "people": "person,name\nANN,Ann Example\n",
        "roles": "person,role,what\nANN,chair,ONE;TWO\n",
        "delegations": "delegation,name,size\nX,Xanadu,9\n",
        "attends": "who,what,level\nX,*,should\n",
        # One programme is the best, however it is searched for.
        "rules": "rule,of,level,weight\nearly,ONE,soft,1\n"},
     [["ONE"], ["TWO"], ["ONE", "2026-06-01T10:00", "A"], ["TWO", "2026-06-01T09:00", "B"],
      ["ONE", "2026-06-01T11:00", "A"], ["ONE", "2026-06-01T09:00", "B"],
      ["TWO", "2026-06-01T11:30", "B"]]),
]


def write(folder, sheets):
    os.makedirs(folder)
    for name, text in sheets.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8") as file:
            file.write(text)


def ids_of(sheets):
    """Whatever stands in the first column of a sheet that gives ids, and in teams' kind."""
    found = set()
    for name, text in sheets.items():
        if name in ("rooms", "sessions", "people", "delegations", "teams", "patterns", "groups"):
            rows = [line.split(",") for line in text.splitlines()[1:]]
            found |= {row[0] for row in rows} | ({row[1] for row in rows} if name == "teams" else set())
    return found


def names_one(sentence, ids):
    return any(re.search(r"(?<!\w)%s(?!\w)" % re.escape(name), sentence) for name in ids)


class Said:
    """What is printed about one case, and whether its sentences name things."""

    def __init__(self, tally, folder, sheets):
        self.tally, self.folder, self.sheets = tally, folder, sheets
        self.lines = []

    def ask(self, words):
        result = harness.run(["explain", self.folder, *words])
        self.tally.expect(result.code in (0, 4) if words else result.code == 4,
                          "explain %s" % " ".join(words), result.said)
        kept = [line for line in result.out.splitlines()
                if not line.startswith(("there is no programme yet", "hardest to place"))]
        self.lines += ["$ explain%s" % "".join(" " + word for word in words), *kept]
        self.judge(json.loads(harness.run(["explain", self.folder, *words, "--format", "json"]).out))

    def judge(self, answer):
        ids = ids_of(self.sheets)
        proofs = answer.get("impossible", [])
        sentences = [demand["sentence"] for proof in proofs for demand in proof["demands"]]
        sentences += [said for way in answer.get("ways_out", []) for said in way["give_up"]]
        sentences += answer.get("in_the_way", [])
        for said in sentences:
            self.tally.expect(said in ABOUT_ALL or names_one(said, ids),
                              "it names something of the sheets: %s" % said)
        titles = dict(line.split(",")[:2] for line in self.sheets["sessions"].splitlines()[1:])
        for proof in proofs:
            self.tally.expect(all("%s (%s)" % (name, titles[name]) in proof["conclusion"]
                                  for name in proof["sessions"][:5]),
                              "titles are told: %s" % proof["conclusion"])


def say_case(tally, shop, name, sheets, questions):
    folder = shop.folder(name.replace(" ", "-"))
    write(folder, sheets)
    said = Said(tally, folder, sheets)
    if questions:
        result = harness.run(["plan", folder, "--effort", 2000, "--seed", 1, "--threads", 1, "--at",
                              "2026-05-01T08:00", "--quiet"])
        tally.expect(result.code == 0, "plan of %s" % name, result.said)
    for words in questions or [[]]:
        said.ask(words)
    return "\n".join(["== " + name, *said.lines, "", ""])


def main():
    words = harness.arguments()
    tally, shop = harness.Tally(), harness.Workshop("sentences")
    harness.program()
    said = "".join(say_case(tally, shop, *case) for case in CASES)
    if "--renew" in words:
        with open(GOLDEN, "w", encoding="utf-8") as file:
            file.write(said)
    with open(GOLDEN, encoding="utf-8") as file:
        golden = file.read()
    tally.expect(said == golden, "as in golden/sentences.txt", "\n".join(difflib.unified_diff(
        golden.splitlines(), said.splitlines(), "golden", "said", lineterm="", n=2)))
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
