"""The reference of the sheets (input/README.md) names all that sheets can hold.

That is every sheet, column, key, relation and limit of rows.

    reference.py
"""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def forms():
    """Of each sheet its limit of rows, and its columns as (name, is needed)."""
    found = {}
    code = read("input", "sheets", "columns.c")
    for name, most, columns in re.findall(r'\{\s*"(\w+)\.csv",\s*\w+,\s*(\d+),\s*\{(.*?)\}', code, re.S):
        found[name] = (most, [(column.strip("*~"), column.startswith("*"))
                              for column in re.findall(r'"([^"]+)"', columns)])
    return found


def keys():
    code = read("input", "sheets", "conference.c")
    return [(key, need != "NULL")
            for key, need in re.findall(r'\{\s*"(\w+)", read_\w+,\s*(NULL|")', code)]


def relations():
    code = read("input", "sheets", "relations.c").split("GH_EACH_ROW")[0]
    return re.findall(r'\[GH_\w+\] = "([\w-]+)"', code)


def sections():
    """Of each sheet its part of the reference."""
    parts = re.split(r"^### (\w+)", read("input", "README.md"), flags=re.M)
    return {name: text.split("\n## ")[0] for name, text in zip(parts[1::2], parts[2::2])}


def faults_of(name, columns, text):
    for column, needed in columns:
        if not re.search(r"(?<![\w-])%s(?![a-z_])" % re.escape(column), text):
            yield "%s: \"%s\" is not named" % (name, column)
        elif needed != ("**%s**" % column in text):
            yield "%s: \"%s\" %s bold" % (name, column, "is not" if needed else "is")


def main():
    reference, parts = read("input", "README.md"), sections()
    faults = []
    sheets = forms()
    if len(sheets) != 16 or not keys() or not relations():
        faults.append("columns.c, conference.c or relations.c is not written as this script reads it")
    for name, (most, columns) in sheets.items():
        if name not in parts:
            faults.append("there is no section \"%s\"" % name)
            continue
        faults += faults_of(name, columns, parts[name])
        if not re.search(r"\b%s\b" % most, reference):
            faults.append("%s: the limit of %s rows is not named" % (name, most))
    faults += faults_of("conference", keys(), parts.get("conference", ""))
    faults += ["relations: \"%s\" is not named" % name for name in relations()
               if "`%s`" % name not in parts.get("relations", "")]
    for fault in faults:
        print("input/README.md: " + fault)
    print("%d sheets, %d faults" % (len(sheets), len(faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
