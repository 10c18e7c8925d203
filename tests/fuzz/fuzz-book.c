#include "tests/fuzz/fuzz-book.h"

#include "input/sheets/workbook.h"

#include <string.h>

static void
check_text (const char *text)
{
  g_assert (g_utf8_validate (text, -1, NULL));
  g_assert (strlen (text) <= GH_WORKBOOK_LONGEST_CELL);
}

static void
check_table (const GhTable *table)
{
  int line = 0;

  g_assert (gh_table_n_columns (table) <= GH_TABLE_MOST_COLUMNS);
  for (int column = 0; column < gh_table_n_columns (table); column++)
    check_text (gh_table_column_name (table, column));
  for (int row = 0; row < gh_table_n_rows (table); row++)
    {
      g_assert (gh_table_row_line (table, row) > line);
      line = gh_table_row_line (table, row);
      for (int column = 0; column < gh_table_n_columns (table); column++)
        check_text (gh_table_cell (table, row, column));
    }
}

static void
check_problems (const GhProblems *problems)
{
  for (guint entry = 0; entry < problems->list->len; entry++)
    {
      g_autofree char *text = gh_problem_to_text (problems->list->pdata[entry]);
      g_assert (g_utf8_validate (text, -1, NULL));
      g_assert (strchr (text, '\n') == NULL);
    }
}

static void
read_book (const char *bytes, gsize n_bytes)
{
  static const char *const wanted[] = { "rooms", NULL };
  g_autoptr (GhProblems) problems = gh_problems_new ();
  bool is_whole;
  g_autoptr (GPtrArray) sheets =
      gh_workbook_parse (bytes, n_bytes, "x.xlsx", wanted, &is_whole, problems);

  g_assert (is_whole || problems->n_errors > 0);
  check_problems (problems);
  for (guint number = 0; number < sheets->len; number++)
    {
      const GhWorkbookSheet *sheet = sheets->pdata[number];
      g_assert (sheet->table == NULL || strcmp (sheet->name, "rooms") == 0);
      if (sheet->table != NULL)
        check_table (sheet->table);
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
