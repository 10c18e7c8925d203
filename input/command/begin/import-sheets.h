/* An imported programme as the files of a conference: its sheets, and what was published as the
 * first revision. */
#pragma once

#include "input/formats/formats.h"
#include "output/output.h"

/* Where the first revision goes, below the conference. */
#define GH_IMPORT_REVISION "programme/0001/"

/* Some of it has a place; without any there is no revision. */
bool gh_import_is_published (const GhImported *imported);
void gh_import_take_sheets (GhFolder *folder, const GhImported *imported);
