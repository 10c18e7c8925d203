/* One at a time: a command that changes a conference's sheets or its programme/ holds the lock of
 * the conference from before it reads until it has written.  Commands that only read take none:
 * what they read is always whole.
 *
 * The lock is on DIR/programme/.lock, which stays for good, since a lock on a file that others
 * remove and make anew would keep nobody out.  It ends with the process, however that ends.
 *
 *   g_auto (GhLock) lock = { 0 };
 *   ...
 *   if (!gh_lock_take (&lock, argv[1], &exit))
 *     return exit;
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  bool is_held;
  int fd;
} GhLock;

/* False with *EXIT, once told: another process holds it, or it cannot be made.  Where no FOLDER is
 * there is nothing to lock, and on file systems that know no locks there is none. */
bool gh_lock_take (GhLock *lock, const char *folder, int *exit);
void gh_lock_clear (GhLock *lock);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhLock, gh_lock_clear)
