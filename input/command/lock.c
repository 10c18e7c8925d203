#include "input/command/lock.h"

#include "input/command/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whoever may write in the folder may lock, also where the file is somebody else's. */
static int
open_lock (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  return fd < 0 && errno == EACCES ? open (path, O_RDONLY | O_CLOEXEC) : fd;
}

/* For those who are kept out: a courtesy, which may fail. */
static void
sign (int fd)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M:%S");

  if (ftruncate (fd, 0) == 0)
    dprintf (fd, "since %s, process %d", since, (int)getpid ());
}

/* " (since 2022-06-01 08:00:00, process 123)", or "" where the holder has not signed. */
static char *
read_signature (int fd)
{
  char text[80];
  ssize_t n = pread (fd, text, sizeof text - 1, 0);

  if (n <= 0)
    return g_strdup ("");
  text[n] = '\0';
  return g_utf8_validate (text, n, NULL) ? g_strdup_printf (" (%s)", text) : g_strdup ("");
}

static bool
refuse (const char *folder, int fd, int *exit)
{
  g_autofree char *signature = read_signature (fd);

  *exit = gh_fail (GH_EXIT_FILES, "another gahunda is writing in %s%s: try again when it is done",
                   folder, signature);
  close (fd);
  return false;
}

bool
gh_lock_take (GhLock *lock, const char *folder, int *exit)
{
  g_autofree char *programme = g_build_filename (folder, "programme", NULL);
  g_autofree char *path = g_build_filename (programme, ".lock", NULL);
  int fd;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return true;
  mkdir (programme, 0777); /* if it fails, so does what follows */
  fd = open_lock (path);
  if (fd < 0)
    {
      *exit = gh_fail (GH_EXIT_FILES, "cannot write into %s: %s", programme, g_strerror (errno));
      return false;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    sign (fd);
  else if (errno == EWOULDBLOCK)
    return refuse (folder, fd, exit);
  *lock = (GhLock){ .is_held = true, .fd = fd };
  return true;
}

void
gh_lock_clear (GhLock *lock)
{
  if (!lock->is_held)
    return;
  /* Who locks without signing is not to be taken for us. */
  if (ftruncate (lock->fd, 0) != 0)
    g_debug ("the lock stays signed: %s", g_strerror (errno));
  close (lock->fd);
  lock->is_held = false;
}
