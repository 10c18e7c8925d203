/* What the rest of output does with a folder, beside its face. */
#pragma once

#include "output/output.h"

/* Something that the folder should hold could not be made: gh_folder_write() will refuse with
 * ERROR (taken over; the first one counts). */
void gh_folder_spoil (GhFolder *folder, GError *error);
/* The error, borrowed; NULL while all is well. */
const GError *gh_folder_trouble (const GhFolder *folder);
