/* The corrected copy of a conference, which `check --fix` writes. */
#pragma once

#include "input/command/command.h"
#include "input/sheets/fix.h"
#include "input/sheets/sheets.h"

/* Writes OUT, whole or not at all: the sheets as FIX has them, and what else the folder holds, byte
 * for byte, but for programme/, private/, print/ and hidden files.  Nothing is written where
 * nothing is mended. */
bool gh_copy_fixed (const GhFix *fix, const char *out, GError **error);
/* Says what was written, and what of workbooks. */
void gh_copy_tell (const GhCommon *common, const GhFix *fix, const char *out);
