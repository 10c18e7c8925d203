/* What the targets for programmes from elsewhere share. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Imports the file, of whatever kind it is, and checks what comes of it. */
void fuzz_import (const uint8_t *bytes, size_t n_bytes);
