#include "book.h"

#include "input/sheets/workbook.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static la_ssize_t
append (struct archive *archive, void *data, const void *bytes, size_t n_bytes)
{
  g_byte_array_append (data, bytes, (guint)n_bytes);
  return (la_ssize_t)n_bytes;
}

GByteArray *
book_zip (const BookPart *parts, gsize n)
{
  GByteArray *book = g_byte_array_new ();
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_set_format_option (archive, "zip", "compression", "store");
  archive_write_set_bytes_in_last_block (archive, 1);
  archive_write_open (archive, book, NULL, append, NULL);
  for (gsize part = 0; part < n; part++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize n_bytes = parts[part].n_bytes > 0 ? parts[part].n_bytes : strlen (parts[part].bytes);
      archive_entry_set_pathname (entry, parts[part].name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_size (entry, (la_int64_t)n_bytes);
      archive_write_header (archive, entry);
      archive_write_data (archive, parts[part].bytes, n_bytes);
      archive_entry_free (entry);
    }
  archive_write_free (archive);
  return book;
}

GByteArray *
book_xlsx (const char *rows, const char *texts, const char *formats)
{
  static const char links[] =
      "<Relationships><Relationship Id=\"a\" Type=\"t/worksheet\" Target=\"s/1.xml\"/>"
      "<Relationship Id=\"b\" Type=\"t/sharedStrings\" Target=\"./texts.xml\"/>"
      "<Relationship Id=\"c\" Type=\"t/styles\" Target=\"/xl/styles.xml\"/></Relationships>";
  g_autofree char *sheet = g_strdup_printf ("<worksheet>%s</worksheet>", rows);
  g_autofree char *strings = g_strdup_printf ("<sst>%s</sst>", texts);
  g_autofree char *styles = g_strdup_printf ("<styleSheet>%s</styleSheet>", formats);
  const BookPart parts[] = {
    { "_rels/.rels",
      "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" Target=\"xl/w.xml\"/>"
      "</Relationships>",
      0 },
    { "xl/w.xml",
      "<workbook xmlns:r=\"http://x/relationships\"><sheets><sheet name=\"rooms\" sheetId=\"9\" "
      "r:id=\"a\"/></sheets></workbook>",
      0 },
    { "xl/_rels/w.xml.rels", links, 0 },
    { "xl/s/1.xml", sheet, 0 },
    { "xl/texts.xml", strings, 0 },
    { "xl/styles.xml", styles, 0 },
  };
  return book_zip (parts, G_N_ELEMENTS (parts));
}

GByteArray *
book_ods (const char *rows)
{
  g_autofree char *content = g_strdup_printf (
      "<office:document-content"
      " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
      " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
      " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
      " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"
      "<office:body><office:spreadsheet><table:table table:name=\"rooms\">%s</table:table>"
      "</office:spreadsheet></office:body></office:document-content>",
      rows);
  const BookPart parts[] = { { "content.xml", content, 0 } };
  return book_zip (parts, G_N_ELEMENTS (parts));
}

static void
append_row (GString *text, const GhTable *table, int row)
{
  g_string_append_printf (text, "%s%d: ", text->len > 0 ? " / " : "",
                          row < 0 ? 0 : gh_table_row_line (table, row));
  for (int column = 0; column < gh_table_n_columns (table); column++)
    g_string_append_printf (text, "%s%s", column > 0 ? "|" : "",
                            row < 0 ? gh_table_column_name (table, column)
                                    : gh_table_cell (table, row, column));
}

char *
book_cells (const GByteArray *book, const char *file, GhProblems *problems)
{
  static const char *const wanted[] = { "rooms", NULL };
  bool is_whole;
  g_autoptr (GPtrArray) sheets =
      gh_workbook_parse ((const char *)book->data, book->len, file, wanted, &is_whole, problems);
  GString *text = g_string_new (NULL);

  for (guint number = 0; number < sheets->len; number++)
    {
      const GhWorkbookSheet *sheet = sheets->pdata[number];
      for (int row = -1; sheet->table != NULL && row < gh_table_n_rows (sheet->table); row++)
        append_row (text, sheet->table, row);
    }
  return g_string_free (text, false);
}
