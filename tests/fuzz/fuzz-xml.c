/* A schedule.xml that may be any octets. */
#include "tests/fuzz/fuzz-import.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes)
{
  fuzz_import (bytes, n_bytes);
  return 0;
}
