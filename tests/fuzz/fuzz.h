/* What libFuzzer calls, again and again; feed.c calls it for saved files. */
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes);
