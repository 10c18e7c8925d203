/* A sheet, or a list of another program's, that may be any octets. */
#include "tests/fuzz/fuzz-import.h"
#include "tests/fuzz/fuzz-table.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes)
{
  g_autoptr (GhProblems) problems = gh_problems_new ();
  g_autoptr (GhTable) table =
      gh_table_parse_csv ((const char *)bytes, n_bytes, "rooms.csv", problems);

  g_assert (gh_table_is_whole (table) || problems->n_errors > 0);
  fuzz_check_table (table, n_bytes);
  fuzz_check_problems (problems);
  fuzz_import (bytes, n_bytes);
  return 0;
}
