/* An .ods any part of which may be any octets. */
#include "tests/fuzz/fuzz-book.h"
#include "tests/fuzz/fuzz.h"

#include <glib.h>

static const BookPart good[] = {
  { "META-INF/manifest.xml", "<manifest><file-entry/></manifest>", 0 },
  { "content.xml",
    "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body>"
    "<office:spreadsheet><table:table table:name=\"rooms\"><table:table-row><table:table-cell "
    "office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>"
    "</office:spreadsheet></office:body></office:document-content>",
    0 },
};

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes)
{
  fuzz_book (good, G_N_ELEMENTS (good), bytes, n_bytes);
  return 0;
}
