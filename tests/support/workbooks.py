"""Workbooks as other programs write them, part by part, so that a test can spoil any part.

    workbooks.pack("conf/conference.xlsx", workbooks.xlsx_parts(sheets))
    workbooks.pack("conf/conference.ods", workbooks.ods_parts(sheets))

SHEETS is a list of (name, rows), a row a list of texts.  A text that looks like a whole number, a
date, a time, a moment, or yes or no is stored as such, as spreadsheets do with what is typed in.
"""

import csv
import datetime
import os
import re
import shutil
import subprocess
import zipfile
from xml.sax.saxutils import escape, quoteattr

DAY_ZERO = datetime.datetime(1899, 12, 30)
DAY_ZERO_1904 = datetime.datetime(1904, 1, 1)
# Cell formats, by the number that a cell of an .xlsx gives: plain, date, time, date and time.
FORMATS = ["General", "dd/mm/yyyy", "h:mm", 'ddd" the "d/m/yy\\ hh:mm']
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ODS_NAMES = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name)
                     for name in ("office", "table", "text", "style"))
ODS_NAMES += ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'


def of_folder(folder):
    """Its CSV sheets, as SHEETS."""
    found = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csv"):
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                found.append((name[:-4], list(csv.reader(file))))
    return found


def pack(path, parts, method=zipfile.ZIP_DEFLATED):
    """PARTS: name -> text or bytes, or a list of pairs, which may give a name twice."""
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            file.writestr(zipfile.ZipInfo(name), data, compress_type=method)


def kind_of(text):
    if re.fullmatch(r"-?(0|[1-9]\d{0,9})", text):
        return "number"
    if text in ("yes", "no"):
        return "boolean"
    for kind, form in (("date", "%Y-%m-%d"), ("time", "%H:%M"), ("moment", "%Y-%m-%dT%H:%M")):
        try:
            if datetime.datetime.strptime(text, form).strftime(form) == text:
                return kind
        except ValueError:
            pass
    return "text"


# ---- .xlsx -----------------------------------------------------------------------------------


def column_letters(column):
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def serial(text, kind, zero):
    if kind == "time":
        moment = DAY_ZERO + (datetime.datetime.strptime(text, "%H:%M")
                             - datetime.datetime(1900, 1, 1))
        return repr((moment - DAY_ZERO) / datetime.timedelta(days=1))
    moment = datetime.datetime.fromisoformat(text)
    return repr((moment - zero) / datetime.timedelta(days=1))


def xlsx_cell(reference, text, shared, zero):
    """SHARED: text -> number, or None where cells hold their texts."""
    kind = kind_of(text)
    if kind == "number":
        return '<c r="%s"><v>%s</v></c>' % (reference, text)
    if kind == "boolean":
        return '<c r="%s" t="b"><v>%d</v></c>' % (reference, text == "yes")
    if kind != "text":
        style = ["", "date", "time", "moment"].index(kind)
        return '<c r="%s" s="%d"><v>%s</v></c>' % (reference, style, serial(text, kind, zero))
    if shared is None:
        return ('<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
                % (reference, escape(text)))
    return '<c r="%s" t="s"><v>%d</v></c>' % (reference, shared.setdefault(text, len(shared)))


def xlsx_sheet(rows, shared, zero=DAY_ZERO):
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(xlsx_cell(column_letters(column) + str(number), text, shared, zero)
                        for column, text in enumerate(row) if text)
        lines.append('<row r="%d">%s</row>' % (number, cells))
    return HEAD + '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (
        MAIN, "".join(lines))


def xlsx_strings(shared):
    """Every other text in two runs, as a cell has it whose words are in two colours."""
    items = []
    for number, text in enumerate(shared):
        half = len(text) // 2
        runs = [text] if number % 2 else [text[:half], text[half:]]
        items.append("<si>%s<rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si>" % "".join(
            '<r><rPr><b/></rPr><t xml:space="preserve">%s</t></r>' % escape(run) for run in runs)
            if len(runs) == 2 else '<si><t xml:space="preserve">%s</t></si>' % escape(runs[0]))
    return HEAD + '<sst xmlns="%s">%s</sst>' % (MAIN, "".join(items))


def xlsx_styles():
    codes = "".join('<numFmt numFmtId="%d" formatCode=%s/>' % (164 + number, quoteattr(code))
                    for number, code in enumerate(FORMATS))
    cells = "".join('<xf numFmtId="%d"/>' % (164 + number) for number in range(len(FORMATS)))
    return HEAD + ('<styleSheet xmlns="%s"><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId="14"/>'
                   '</cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>' % (MAIN, codes, cells))


def relationships(targets):
    """TARGETS: (id, last word of the type, target)."""
    return HEAD + '<Relationships xmlns="%s">%s</Relationships>' % (PACKAGE, "".join(
        '<Relationship Id="%s" Type="%s/%s" Target="%s"/>' % (name, LINKS, kind, target)
        for name, kind, target in targets))


def xlsx_parts(sheets, is_shared=True, from_1904=False):
    shared = {} if is_shared else None
    parts = {}
    numbered = list(enumerate(sheets, 1))
    for number, (_, rows) in numbered:
        parts["xl/worksheets/sheet%d.xml" % number] = xlsx_sheet(
            rows, shared, DAY_ZERO_1904 if from_1904 else DAY_ZERO)
    if is_shared:
        parts["xl/sharedStrings.xml"] = xlsx_strings(shared)
    parts["xl/styles.xml"] = xlsx_styles()
    parts["xl/workbook.xml"] = HEAD + (
        '<workbook xmlns="%s" xmlns:r="%s"><workbookPr%s/><sheets>%s</sheets></workbook>' % (
            MAIN, LINKS, ' date1904="1"' if from_1904 else "",
            "".join('<sheet name=%s sheetId="%d" r:id="rId%d"/>' % (quoteattr(name), number, number)
                    for number, (name, _) in numbered)))
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        [("rId%d" % number, "worksheet", "worksheets/sheet%d.xml" % number)
         for number, _ in numbered] + [("rIdT", "styles", "/xl/styles.xml")]
        + ([("rIdS", "sharedStrings", "sharedStrings.xml")] if is_shared else []))
    parts["_rels/.rels"] = relationships([("rId1", "officeDocument", "xl/workbook.xml")])
    return parts


# ---- .ods ------------------------------------------------------------------------------------


def ods_styles():
    """How dates, times and moments are shown; LibreOffice shows numbers without them."""
    day = "<number:day/><number:text>.</number:text><number:month/><number:text>.</number:text>" \
          "<number:year/>"
    clock = '<number:hours/><number:text>:</number:text><number:minutes number:style="long"/>'
    forms = (("date", "date", day), ("time", "time", clock),
             ("moment", "date", day + "<number:text> </number:text>" + clock))
    return "<office:automatic-styles>%s</office:automatic-styles>" % "".join(
        '<number:%s-style style:name="as-%s">%s</number:%s-style><style:style style:name="%s" '
        'style:family="table-cell" style:data-style-name="as-%s"/>'
        % (kind, name, form, kind, name, name) for name, kind, form in forms)


def ods_text(text):
    """A paragraph for each line; blanks that XML would not keep as elements."""
    return "".join("<text:p>%s</text:p>" % re.sub(
        "  +", lambda found: ' <text:s text:c="%d"/>' % (len(found[0]) - 1), escape(line))
        for line in text.split("\n"))


def ods_cell(text):
    kind = kind_of(text)
    if not text:
        return "<table:table-cell/>"
    shown = text
    if kind == "number":
        value = 'office:value-type="float" office:value="%s"' % text
    elif kind == "boolean":
        value = ('office:value-type="boolean" office:boolean-value="%s"'
                 % ("true" if text == "yes" else "false"))
    elif kind == "time":
        value = 'office:value-type="time" office:time-value="PT%sH%sM00S"' % tuple(text.split(":"))
    elif kind == "text":
        value = 'office:value-type="string"'
    else:
        value = 'office:value-type="date" office:date-value="%s"' % (
            text + ":00" if kind == "moment" else text)
        shown = datetime.datetime.fromisoformat(text).strftime(
            "%d.%m.%y" + (" %H:%M" if kind == "moment" else ""))
    style = ' table:style-name="%s"' % kind if kind in ("date", "time", "moment") else ""
    return "<table:table-cell%s %s>%s</table:table-cell>" % (style, value, ods_text(shown))


def ods_table(name, rows):
    lines = "".join("<table:table-row>%s</table:table-row>" % "".join(ods_cell(text) for text in row)
                    for row in rows)
    return '<table:table table:name=%s>%s</table:table>' % (quoteattr(name), lines)


def ods_content(tables):
    return HEAD + ('<office:document-content %s office:version="1.3">%s<office:body>'
                   '<office:spreadsheet>%s</office:spreadsheet></office:body>'
                   '</office:document-content>' % (ODS_NAMES, ods_styles(), tables))


def ods_parts(sheets):
    return {"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ods_content("".join(ods_table(name, rows) for name, rows in sheets))}


# ---- LibreOffice -----------------------------------------------------------------------------


def has_libreoffice():
    return shutil.which("soffice") is not None


def convert(source, form, folder, profile):
    """Has LibreOffice write SOURCE (a path, or several) in FOLDER in another FORM."""
    sources = [source] if isinstance(source, str) else source
    reading = ["--infilter=CSV:44,34,76"] if sources[0].endswith(".csv") else []  # 76 is UTF-8
    done = subprocess.run(
        ["soffice", "-env:UserInstallation=file://" + profile, "--headless"] + reading
        + ["--convert-to", form,
         "--outdir", folder] + sources, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def write_flat(path, sheets):
    """All sheets as one flat OpenDocument file, for LibreOffice to open."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD + '<office:document %s office:version="1.3" office:mimetype='
                   '"application/vnd.oasis.opendocument.spreadsheet">%s<office:body>'
                   '<office:spreadsheet>%s</office:spreadsheet></office:body></office:document>'
                   % (ODS_NAMES, ods_styles(), "".join(ods_table(name, rows) for name, rows in sheets)))
