/* A CoSPLib workbook the cells of which may be any texts.
 *
 * As octets of a zip it would hardly ever be understood.  So here the octets are its cells: a form
 * feed ends a sheet, of those below in their order, a line break a row and a tab a cell.
 */
#include "tests/fuzz/fuzz-import.h"
#include "tests/fuzz/fuzz.h"
#include "tests/input/sheets/book.h"

#include <glib.h>

static const char *const names[] = { "submissions",
                                     "tracks",
                                     "sessions",
                                     "rooms",
                                     "tracks_sessions|penalty",
                                     "tracks_rooms|penalty",
                                     "sessions_rooms|penalty",
                                     "similar tracks",
                                     NULL };

/* What XML may hold of a text; the caller frees it. */
static char *
text_of (const char *cell)
{
  g_autofree char *valid = g_utf8_make_valid (cell, -1);

  for (char *letter = valid; *letter != '\0'; letter++)
    if ((guchar)*letter < ' ')
      *letter = ' ';
  return g_markup_escape_text (valid, -1);
}

static void
append_row (GString *xml, const char *row)
{
  g_auto (GStrv) cells = g_strsplit (row, "\t", -1);

  g_string_append (xml, "<table:table-row>");
  for (char **cell = cells; *cell != NULL; cell++)
    {
      g_autofree char *text = text_of (*cell);
      g_string_append_printf (xml,
                              "<table:table-cell office:value-type=\"string\"><text:p>%s</text:p>"
                              "</table:table-cell>",
                              text);
    }
  g_string_append (xml, "</table:table-row>");
}

static void
append_sheet (GString *xml, const char *name, const char *sheet)
{
  g_auto (GStrv) rows = g_strsplit (sheet, "\n", -1);

  g_string_append_printf (xml, "<table:table table:name=\"%s\">", name);
  for (char **row = rows; *row != NULL; row++)
    append_row (xml, *row);
  g_string_append (xml, "</table:table>");
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes)
{
  g_autofree char *text = g_strndup ((const char *)bytes, n_bytes);
  g_auto (GStrv) sheets = g_strsplit (text, "\f", G_N_ELEMENTS (names) - 1);
  g_autoptr (GString) xml = g_string_new (
      "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
      " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
      " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">"
      "<office:body><office:spreadsheet>");
  g_autoptr (GByteArray) book = NULL;

  for (int sheet = 0; sheets[sheet] != NULL; sheet++)
    append_sheet (xml, names[sheet], sheets[sheet]);
  g_string_append (xml, "</office:spreadsheet></office:body></office:document-content>");
  book = book_zip (&(BookPart){ "content.xml", xml->str, xml->len }, 1);
  fuzz_import (book->data, book->len);
  return 0;
}
