/* An .xlsx any part of which may be any octets. */
#include "tests/fuzz/fuzz-book.h"
#include "tests/fuzz/fuzz.h"

#include <glib.h>

static const BookPart good[] = {
  { "xl/worksheets/sheet1.xml",
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
    "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>44718.5</v></c></row></sheetData></worksheet>",
    0 },
  { "xl/sharedStrings.xml", "<sst><si><t>room</t></si></sst>", 0 },
  { "xl/styles.xml",
    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>", 0 },
  { "xl/workbook.xml",
    "<workbook xmlns:r=\"http://x/relationships\"><sheets><sheet name=\"rooms\" r:id=\"a\"/>"
    "</sheets></workbook>",
    0 },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id=\"a\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"b\" Type=\"t/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"c\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>",
    0 },
  { "_rels/.rels",
    "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" Target=\"xl/workbook.xml\"/>"
    "</Relationships>",
    0 },
};

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes)
{
  fuzz_book (good, G_N_ELEMENTS (good), bytes, n_bytes);
  return 0;
}
