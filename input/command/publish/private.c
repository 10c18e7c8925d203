#include "input/command/publish/private.h"

#include <errno.h>
#include <gio/gio.h>
#include <sys/stat.h>

bool
gh_private_make (const char *path, GError **error)
{
  if ((mkdir (path, 0700) == 0 || errno == EEXIST) && chmod (path, 0700) == 0)
    return true;
  int why = errno;
  g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (why), "%s cannot be made: %s", path,
               g_strerror (why));
  return false;
}

bool
gh_private_open (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "private", NULL);

  return gh_private_make (path, error);
}
