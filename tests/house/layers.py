"""Who may include whom: draws the arrows from the #includes, and names each wrong one."""

import os
import re
import sys

import house

# What others see of a folder.
FACES = {
    "engine": ["engine/engine.h", "engine/model.h", "engine/bits.h", "engine/times.h"],
    "calendars": ["calendars/calendars.h"],
    "output": ["output/output.h", "output/words.h", "output/json.h", "output/notice.h", "output/mail.h",
               "output/csv.h", "output/causes.h"],
    "input/sheets": ["input/sheets/sheets.h", "input/sheets/problems.h", "input/sheets/table.h",
                     "input/sheets/tables.h", "input/sheets/edit.h", "input/sheets/fix.h"],
    "input/formats": ["input/formats/formats.h", "input/formats/legal.h"],
    "input/verify": ["input/verify/verify.h"],
    "input/command": [],
}
# The headers of others that a folder may use.
ALLOWED = {
    "engine": [],
    "calendars": FACES["engine"],
    "output": FACES["engine"],
    "input/sheets": FACES["engine"],
    "input/formats": ["input/sheets/table.h", "input/sheets/problems.h", "input/sheets/workbook.h"],
    "input/verify": ["input/sheets/table.h", "input/sheets/tables.h",
                     "input/sheets/problems.h"],
    "input/command": sum(FACES.values(), []),
}
# Libraries that live in few places, by how their headers are written.
LIBRARIES = {
    r"libical/|ical\.h|unicode/|seccomp\.h": ["calendars"],
    r"gmime/": ["output"],
    r"pango/|cairo": ["output"],
    r"json-glib/": ["output", "input/command", "input/formats", "input/verify"],
    r"archive": ["input/sheets"],
    r"xlsxwriter": ["input/sheets", "output"],
    r"libxml/": ["input/formats", "input/sheets", "input/verify", "output"],
    r"gio/": ["calendars", "output", "input/sheets", "input/verify", "input/command"],
}
# Its sub-folders are rooms, which use what lies at its top and their own.
ROOF = "input/command"
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def folder_of(path):
    return next((folder for folder in FACES if path.startswith(folder + "/")), None)


def check_own(faults, path, line, header):
    folder, other = folder_of(path), folder_of(header)
    if other is None:
        faults.add(path, line, "\"%s\" is not written from the root" % header)
    elif other != folder and header not in ALLOWED[folder]:
        faults.add(path, line, "%s may not include %s" % (folder, header))
    elif other == ROOF and os.path.dirname(header) not in (ROOF, os.path.dirname(path)):
        faults.add(path, line, "rooms of %s do not know each other: %s" % (ROOF, header))


def check_library(faults, path, line, header):
    for library, folders in LIBRARIES.items():
        if re.match(library, header) and folder_of(path) not in folders:
            faults.add(path, line, "<%s> lives in %s" % (header, ", ".join(folders)))


def main():
    faults = house.Faults()
    for path in house.files(".c", ".h"):
        if folder_of(path) is None:
            continue
        for line, text in enumerate(house.read(path).split("\n"), 1):
            found = INCLUDE.match(text)
            if found and found[1] == '"':
                check_own(faults, path, line, found[2])
            elif found:
                check_library(faults, path, line, found[2])
    return faults.close()


if __name__ == "__main__":
    sys.exit(main())
