"""Workbooks that mean harm, or are broken: each costs a sentence, exit 2, and little time and memory.

    hostile-workbooks.py [GAHUNDA]

The files are made here, one at a time, and none is larger than some MiB.
"""

import functools
import os
import random
import resource
import shutil
import struct
import subprocess
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness
import workbooks

SECONDS = 2.0  # of processor time
MOST_KIB = 200 * 1024
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEETS = [
    ("conference", [["key", "value"], ["name", "Small"], ["id", "SMALL"], ["domain", "example.org"],
                    ["timezone", "Africa/Kigali"], ["first_day", "2026-06-01"],
                    ["last_day", "2026-06-02"]]),
    ("rooms", [["room", "seats"], ["AULA", "100"], ["HALL", "20"]]),
    ("sessions", [["session", "title", "minutes", "room"], ["PL-1", "Opening", "60", "AULA"]]),
]
MIB = 1024 * 1024


# ---- zips, octet by octet --------------------------------------------------------------------


def deflated(data):
    maker = zlib.compressobj(1, zlib.DEFLATED, -15)
    return maker.compress(data) + maker.flush()


@functools.lru_cache
def zeros(n_mib, before=b"", filler=b"\0"):
    """So many MiB of a filler, deflated, without making them all: (packed, size, checksum)."""
    block = filler * (MIB // len(filler))
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = maker.compress(before) + maker.flush(zlib.Z_FULL_FLUSH)
    piece = maker.compress(block) + maker.flush(zlib.Z_FULL_FLUSH)
    checksum = zlib.crc32(before)
    for _ in range(n_mib):
        checksum = zlib.crc32(block, checksum)
    return start + piece * n_mib + maker.flush(), len(before) + n_mib * len(block), checksum


def entry(name, data, flags=0, size=None, checksum=None):
    """DATA is octets, or what zeros() gives."""
    packed, real, right = data if isinstance(data, tuple) else (deflated(data), len(data),
                                                                zlib.crc32(data))
    return (name.encode(), packed, real if size is None else size,
            right if checksum is None else checksum, flags)


def raw_zip(entries):
    body, central, at = [], [], 0
    for name, packed, size, checksum, flags in entries:
        common = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, 33, checksum, len(packed), size,
                             len(name), 0)
        central.append(b"PK\1\2" + struct.pack("<H", 20) + common
                       + struct.pack("<HHHII", 0, 0, 0, 0, at) + name)
        body.append(b"PK\3\4" + common + name + packed)
        at += len(body[-1])
    ends = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), sum(map(len, central)), at, 0)
    return b"".join(body + central + [b"PK\5\6" + ends])


def octets(data):
    return data.encode() if isinstance(data, str) else data


def zipped(parts):
    return raw_zip([entry(name, data if isinstance(data, tuple) else octets(data))
                    for name, data in parts.items()])


# ---- good books, spoilt ----------------------------------------------------------------------


def xlsx(change=None, sheets=SHEETS, **options):
    """A good .xlsx with some parts put in place of its own; None takes a part out."""
    parts = workbooks.xlsx_parts(sheets, **options)
    for name, data in (change or {}).items():
        parts.pop(name, None)
        if data is not None:
            parts[name] = data
    return zipped(parts)


def sized(sheet):
    """With a MiB of noise, so that what unpacks to a hundred times is not refused for that."""
    return xlsx({"xl/worksheets/sheet3.xml": sheet, "xl/media/noise.bin": random_octets(MIB)})


def ods(content=None, change=None):
    parts = workbooks.ods_parts(SHEETS)
    if content is not None:
        parts["content.xml"] = content
    parts.update(change or {})
    return zipped(parts)


def of_part(name, old, new, **options):
    """One text of one part exchanged."""
    parts = workbooks.xlsx_parts(SHEETS, **options)
    assert old in parts[name], (name, old)
    return xlsx({name: parts[name].replace(old, new, 1)}, **options)


def sheet_data(text):
    return xlsx({"xl/worksheets/sheet3.xml": workbooks.HEAD + '<worksheet xmlns="%s"><sheetData>%s'
                 "</sheetData></worksheet>" % (workbooks.MAIN, text)})


def ods_rows(text):
    parts = workbooks.ods_parts(SHEETS)["content.xml"]
    return ods(parts.replace("</office:spreadsheet>",
                             '<table:table table:name="people">%s</table:table></office:spreadsheet>'
                             % text))


def random_octets(n):
    return random.Random(7).randbytes(n)


def spoilt(data, at):
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1:]


def with_dtd(declarations, text="&a;"):
    return xlsx({"xl/sharedStrings.xml": '<?xml version="1.0"?><!DOCTYPE sst [%s]><sst xmlns="%s">'
                 "<si><t>%s</t></si></sst>" % (declarations, workbooks.MAIN, text)})


def laughs():
    return '<!ENTITY a "ha">' + "".join('<!ENTITY %s "%s">' % (chr(98 + n), "&%s;" % chr(97 + n) * 10)
                                        for n in range(9))


def wide_row(n, cell='<c r="%s1" t="inlineStr"><is><t>c%d</t></is></c>'):
    return "<row r=\"1\">%s</row>" % "".join(
        cell % (workbooks.column_letters(column), column) for column in range(n))


def shared_strings(n):
    return '<sst xmlns="%s">%s</sst>' % (workbooks.MAIN, "".join(
        "<si><t>%x</t></si>" % (number * 2654435761 % 2 ** 32) for number in range(n)))


def damaged(what="damaged"):
    return [what, "save it again"]


BOOK = "book.xlsx"
# (what, file, octets or who makes them, words of the sentence)
CASES = [
    ("an empty file", BOOK, b"", ["no workbook"]),
    ("noise", BOOK, random_octets(5000), ["no workbook", ".xlsx or .ods"]),
    ("a text", BOOK, b"session,title\nA,B\n", ["no workbook"]),
    ("a page", "book.ods", b"<html><table><tr><td>1</table>", ["no workbook"]),
    ("a password (.xlsx)", BOOK, OLE2 + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
     ["password"]),
    ("a password (.ods)", "book.ods", lambda: ods(random_octets(900), {
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/>'
                                 "</m:file-entry></m:manifest>"}), ["password"]),
    ("a password (zip)", BOOK, lambda: raw_zip([entry("_rels/.rels", b"x" * 99, flags=1)]),
     ["password"]),
    ("an old .xls under a new name", BOOK, OLE2 + bytes(2000), [".xls", "save it as .xlsx"]),
    ("an old .xls", "book.xls", OLE2 + bytes(2000), ["save it as .xlsx or .ods"]),
    ("half a file", BOOK, lambda: xlsx()[:1500], ["no workbook", "damaged"]),
    ("half a list of parts", BOOK, lambda: xlsx()[:-120], ["damaged"]),
    ("an octet that changed", BOOK, lambda: spoilt(xlsx(), 700), damaged()),
    ("a wrong checksum", BOOK, lambda: raw_zip(
        [entry("content.xml", octets(workbooks.ods_parts(SHEETS)["content.xml"]), checksum=1)]),
     damaged()),
    ("a wrong size", BOOK, lambda: raw_zip(
        [entry("content.xml", octets(workbooks.ods_parts(SHEETS)["content.xml"]), size=77)]),
     damaged()),
    ("two parts of one name", BOOK, lambda: raw_zip(
        [entry("content.xml", octets(workbooks.ods_parts(SHEETS)["content.xml"]))] * 2),
     ["two parts", "content.xml"]),
    ("a part that leads out", BOOK, lambda: xlsx({"../../etc/passwd": "root"}), ["../../etc/passwd"]),
    ("a part of the root", BOOK, lambda: xlsx({"/etc/passwd": "root"}), ["/etc/passwd"]),
    ("20,000 parts", BOOK, lambda: xlsx({"xl/media/%d.png" % n: b"" for n in range(20000)}),
     ["10000 parts"]),
    ("a zip of something else", BOOK, zipped({"word/document.xml": "<document/>"}), ["no workbook"]),
    ("a letter in the same packing", BOOK, lambda: xlsx({"_rels/.rels": "<Relationships/>"}),
     ["no workbook"]),
    ("a GiB of zeros in a sheet", BOOK, lambda: xlsx({"xl/worksheets/sheet3.xml": zeros(1024)}),
     damaged()),
    ("a GiB of zeros in the texts", BOOK, lambda: xlsx({"xl/sharedStrings.xml": zeros(1024)}),
     damaged()),
    ("a GiB of zeros as a sheet", "book.ods", lambda: ods(zeros(1024)), damaged()),
    ("100 MiB of blanks", BOOK, lambda: xlsx({"xl/worksheets/sheet3.xml": zeros(
        100, b"<worksheet><sheetData>", b" ")}), ["200 times"]),
    ("100 MiB of rows", BOOK, lambda: sized(zeros(100, b"<worksheet><sheetData>", b"<row/>  ")),
     ["out of order or bounds"]),
    ("100 MiB of cells", BOOK, lambda: sized(zeros(100, b"<worksheet><sheetData><row>", b"<c/>")),
     ["out of order or bounds"]),
    ("100 MiB of elements", BOOK, lambda: sized(zeros(100, b"<worksheet><sheetData>", b"<a/>")),
     ["8000000 elements"]),
    ("100 MiB of texts", BOOK, lambda: sized(zeros(100, b"<worksheet><a>", b"x&lt;y&gt;")),
     ["8000000 elements"]),
    ("100 MiB of comments", BOOK, lambda: sized(zeros(100, b"<worksheet><sheetData>", b"<!-- -->")),
     ["8000000 elements"]),
    ("100 MiB in one cell", "book.ods", lambda: ods(zeros(
        100, octets(workbooks.ods_parts(SHEETS)["content.xml"].split("</table:table-cell>")[0]),
        b"x")), ["200 times"]),
    ("150 MiB of blanks", BOOK, lambda: sized(zeros(150, b"<worksheet><sheetData>", b" ")),
     ["128 MiB"]),
    ("a text ten times ten times over", BOOK, lambda: with_dtd(laughs(), "&j;"), ["DTD"]),
    ("a file from elsewhere", BOOK, lambda: with_dtd('<!ENTITY a SYSTEM "file:///etc/passwd">'),
     ["DTD"]),
    ("a page from elsewhere", BOOK, lambda: with_dtd('<!ENTITY %% a SYSTEM "http://127.0.0.1/">%%a;'
                                                     % ()), ["DTD"]),
    ("an entity that nothing declares", BOOK, lambda: of_part("xl/sharedStrings.xml", "spoken",
                                                              "&spoken;"), damaged()),
    ("elements 100,000 deep", BOOK, lambda: sheet_data("<a>" * 100000), ["64 deep"]),
    ("an element with 12,000 attributes", BOOK, lambda: sheet_data("<row %s/>" % " ".join(
        'a%d="1"' % n for n in range(12000))), ["100 attributes"]),
    ("a tag without an end", BOOK, lambda: sheet_data('<row r="%s"/>' % ("1" * 5 * MIB)),
     ["tag that does not end"]),
    ("namespaces within namespaces", BOOK, lambda: sheet_data("".join(
        "<a %s>" % " ".join('xmlns:n%d="u%d"' % (n, n) for n in range(depth * 20, depth * 20 + 20))
        for depth in range(20))), ["200 namespaces"]),
    ("a sheet that is no XML", BOOK, lambda: sheet_data("<row><c></row>"), damaged("line 2")),
    ("an empty part", BOOK, lambda: xlsx({"xl/worksheets/sheet3.xml": ""}), ["is empty"]),
    ("a NUL", BOOK, lambda: sheet_data("<row>\0</row>"), damaged()),
    ("octets that are no UTF-8", BOOK, lambda: xlsx(
        {"xl/worksheets/sheet3.xml": b"<worksheet><sheetData>\xff\xfe</sheetData></worksheet>"}),
     damaged()),
    ("no workbook part", BOOK, lambda: xlsx({"xl/workbook.xml": None}), ["lacks", "xl/workbook.xml"]),
    ("no part for a sheet", BOOK, lambda: xlsx({"xl/worksheets/sheet2.xml": None}),
     ["lacks", "sheet2.xml"]),
    ("no texts", BOOK, lambda: xlsx({"xl/sharedStrings.xml": None}), ["lacks", "sharedStrings.xml"]),
    ("a text that is not there", BOOK, lambda: sheet_data('<row><c t="s"><v>4096</v></c></row>'),
     ["sheet sessions", "text that is not there"]),
    ("a text of a negative number", BOOK, lambda: sheet_data('<row><c t="s"><v>-1</v></c></row>'),
     ["text that is not there"]),
    ("texts without number", BOOK, lambda: xlsx({"xl/sharedStrings.xml": shared_strings(1000001)}),
     ["1000000 different texts"]),
    ("a cell without an end", BOOK, lambda: sheet_data(
        '<row><c t="str"><v>%s</v></c></row>' % ("x" * MIB)), ["A1", "32767 characters"]),
    ("10,000 columns (.xlsx)", BOOK, lambda: sheet_data(wide_row(10000)), ["1024 columns"]),
    ("10,000 columns (.ods)", "book.ods", lambda: ods_rows("<table:table-row>%s</table:table-row>" % "".join(
        '<table:table-cell office:value-type="float" office:value="%d"/>' % n for n in range(10000))),
     ["1024 columns"]),
    ("rows that go back", BOOK, lambda: sheet_data('<row r="5"/><row r="5"/>'), ["out of order or bounds"]),
    ("a row beyond all rows", BOOK, lambda: sheet_data('<row r="1048577000"/>' * 2),
     ["session"]),
    ("cells that go back", BOOK, lambda: sheet_data('<row><c r="B1"/><c r="A1"/></row>'),
     ["out of order or bounds"]),
    ("a cell beyond all columns", BOOK, lambda: sheet_data('<row><c r="ZZZZZZZZZZZZZZ1"/></row>'),
     ["out of order or bounds"]),
    ("a row a million times", "book.ods", lambda: ods_rows(
        "<table:table-row>%s</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>" % "".join(
            '<table:table-cell office:value-type="string"><text:p>c%d</text:p></table:table-cell>' % n
            for n in range(900))), ["sheet people, row", "a file 2000000 cells"]),
    ("1,001 sheets", BOOK, lambda: xlsx({"xl/workbook.xml": "<workbook><sheets>%s</sheets></workbook>"
                                         % ('<sheet name="x"/>' * 1001)}), ["1000 sheets"]),
    ("two sheets of one name", BOOK, lambda: of_part("xl/workbook.xml", 'name="rooms"',
                                                     'name="sessions"'),
     ["book.xlsx, sheet sessions: ", "take one of the two out"]),
    ("a formula that lost its cell (.xlsx)", BOOK, lambda: sheet_data(
        '<row><c t="inlineStr"><is><t>session</t></is></c></row>'
        '<row><c t="e"><f>A9</f><v>#REF!</v></c></row>'), ["sheet sessions, A2: ", "#REF!"]),
    ("a formula that lost its cell (.ods)", "book.ods", lambda: ods_rows(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>person</text:p>'
        "</table:table-cell></table:table-row><table:table-row><table:table-cell "
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'calcext:value-type="error" office:value-type="string"><text:p>#REF!</text:p>'
        "</table:table-cell></table:table-row>"), ["sheet people, A2: ", "#REF!"]),
]


# ---- running ---------------------------------------------------------------------------------


def check(folder):
    """(exit code, what it said, processor seconds, KiB)"""
    def bound():
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    with open(os.path.join(folder, "said"), "w+", encoding="utf-8", errors="replace") as said:
        child = subprocess.Popen([harness.program(), "check", os.path.join(folder, "conf")],
                                 stdout=said, stderr=said, stdin=subprocess.DEVNULL,
                                 preexec_fn=bound)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return child.returncode, said.read(), used.ru_utime + used.ru_stime, used.ru_maxrss


def try_one(shop, number, case, tally):
    what, file, data, words = case
    folder = shop.folder("%02d" % number)
    os.makedirs(os.path.join(folder, "conf"))
    with open(os.path.join(folder, "conf", file), "wb") as book:
        book.write(data() if callable(data) else data)
    code, said, seconds, kib = check(folder)
    line = next((line for line in said.splitlines() if all(word in line for word in words)), "")
    good = tally.expect(code == 2, "%s: exit 2, not %s" % (what, code), said[:1500])
    good = tally.expect(line.startswith(file), "%s is told with its file and %s" % (what, words),
                        said[:1500]) and good
    good = tally.expect(seconds <= SECONDS and kib <= MOST_KIB,
                        "%s takes at most %g s and %d MiB, not %.2f s and %d MiB"
                        % (what, SECONDS, MOST_KIB // 1024, seconds, kib // 1024)) and good
    if "-v" in sys.argv:
        print("%-45s %5.2f s %4d MiB  %s" % (what, seconds, kib // 1024, line))
    if good:
        shutil.rmtree(folder)


def main():
    harness.program()
    tally, shop = harness.Tally(), harness.Workshop("hostile-workbooks")
    for number, case in enumerate(CASES):
        try_one(shop, number, case, tally)
    print("%d workbooks" % len(CASES))
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
