/* DIR/private: what is nobody's business but the organiser's.  Never below programme/, which may be
 * served as it is. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Makes DIR/private where it is not there, and closes it to all but its owner (0700); false with
 * ERROR. */
bool gh_private_open (const char *folder, GError **error);
/* The same of a folder in it. */
bool gh_private_make (const char *path, GError **error);
