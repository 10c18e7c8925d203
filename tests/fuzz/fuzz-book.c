#include "tests/fuzz/fuzz-book.h"
#include "tests/fuzz/fuzz-table.h"

#include "input/sheets/workbook.h"

#include <string.h>

static void
read_book (const char *bytes, gsize n_bytes)
{
  static const char *const wanted[] = { "rooms", NULL };
  g_autoptr (GhProblems) problems = gh_problems_new ();
  bool is_whole;
  g_autoptr (GPtrArray) sheets =
      gh_workbook_parse (bytes, n_bytes, "x.xlsx", wanted, &is_whole, problems);

  g_assert (is_whole || problems->n_errors > 0);
  fuzz_check_problems (problems);
  for (guint number = 0; number < sheets->len; number++)
    {
      const GhWorkbookSheet *sheet = sheets->pdata[number];
      g_assert (sheet->table == NULL || strcmp (sheet->name, "rooms") == 0);
      if (sheet->table != NULL)
        fuzz_check_table (sheet->table, GH_WORKBOOK_LONGEST_CELL);
    }
}

void
fuzz_book (const BookPart *good, size_t n_parts, const uint8_t *bytes, size_t n_bytes)
{
  g_autofree BookPart *parts = g_memdup2 (good, n_parts * sizeof *good);
  g_autoptr (GByteArray) book = NULL;

  if (n_bytes < 2)
    return;
  if (bytes[0] == 0)
    {
      read_book ((const char *)bytes + 1, n_bytes - 1);
      return;
    }
  parts[bytes[0] % n_parts].bytes = (const char *)bytes + 1;
  parts[bytes[0] % n_parts].n_bytes = n_bytes - 1;
  book = book_zip (parts, n_parts);
  read_book ((const char *)book->data, book->len);
}
