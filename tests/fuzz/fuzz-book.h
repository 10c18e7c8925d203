/* What the targets for workbooks share.
 *
 * Octets of a zip rarely get past its checksums, so the first octet says which part of a good
 * workbook the rest stands in place of; 0: it is the whole file.
 */
#pragma once

#include "tests/input/sheets/book.h"

#include <stddef.h>
#include <stdint.h>

/* Reads the workbook and checks what comes of it. */
void fuzz_book (const BookPart *good, size_t n_parts, const uint8_t *bytes, size_t n_bytes);
