/* Folders as the file system keeps them: made under another name, swapped in, swept away.
 *
 * Names below are relative to PARENT, an open folder whose lock (flock) the caller holds: so what
 * bears a temporary name and is not the caller's own is left over from a run that was cut off.
 */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* Makes an empty folder under a temporary name.  The caller frees the name; NULL with errno. */
char *gh_tree_new_temporary (int parent);

/* Removes a file, or a folder with everything below it.  False with errno. */
bool gh_tree_remove (int parent, const char *name);

/* Removes what runs that were cut off have left in PARENT. */
void gh_tree_sweep (int parent);

/* Gives the folder TEMPORARY its NAME, at once and whole.  Where a folder of that name stands it
 * is removed, but only if REPLACE.  False with errno; then NAME is as it was. */
bool gh_tree_put (int parent, const char *temporary, const char *name, bool replace);
