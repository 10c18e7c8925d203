#include "tests/fuzz/fuzz-table.h"

#include <string.h>

static void
check_text (const char *text, gsize longest)
{
  g_assert (g_utf8_validate (text, -1, NULL));
  g_assert (strlen (text) <= longest);
}

void
fuzz_check_table (const GhTable *table, gsize longest)
{
  int line = 0;

  g_assert (gh_table_n_columns (table) <= GH_TABLE_MOST_COLUMNS);
  for (int column = 0; column < gh_table_n_columns (table); column++)
    check_text (gh_table_column_name (table, column), longest);
  for (int row = 0; row < gh_table_n_rows (table); row++)
    {
      g_assert (gh_table_row_line (table, row) > line);
      line = gh_table_row_line (table, row);
      for (int column = 0; column < gh_table_n_columns (table); column++)
        check_text (gh_table_cell (table, row, column), longest);
    }
}

void
fuzz_check_problems (const GhProblems *problems)
{
  for (guint entry = 0; entry < problems->list->len; entry++)
    {
      g_autofree char *text = gh_problem_to_text (problems->list->pdata[entry]);
      g_assert (g_utf8_validate (text, -1, NULL));
      g_assert (strchr (text, '\n') == NULL);
    }
}
