#include "output/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY ".gahunda-new-"
#define SET_ASIDE ".gahunda-old-"

char *
gh_tree_new_temporary (int parent)
{
  /* Where flock does not work across machines, two runs may meet here: then the next number. */
  for (int attempt = 0; attempt < 1000; attempt++)
    {
      g_autofree char *name = g_strdup_printf (TEMPORARY "%d-%d", (int)getpid (), attempt);
      if (mkdirat (parent, name, 0777) == 0)
        return g_steal_pointer (&name);
      if (errno != EEXIST)
        return NULL;
    }
  return NULL;
}

static bool
remove_below (int parent, const char *name)
{
  int fd = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *folder = fd >= 0 ? fdopendir (fd) : NULL;
  bool is_done = folder != NULL;
  struct dirent *entry;

  if (folder == NULL && fd >= 0)
    close (fd);
  while (is_done && (entry = readdir (folder)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      is_done = gh_tree_remove (fd, entry->d_name);
  if (folder != NULL)
    closedir (folder);
  return is_done;
}

bool
gh_tree_remove (int parent, const char *name)
{
  if (unlinkat (parent, name, 0) == 0)
    return true;
  if (errno != EISDIR && errno != EPERM)
    return false;
  return remove_below (parent, name) && unlinkat (parent, name, AT_REMOVEDIR) == 0;
}

static bool
is_there (int parent, const char *name)
{
  return faccessat (parent, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static void
sweep_one (int parent, const char *name)
{
  const char *owner = g_str_has_prefix (name, SET_ASIDE) ? name + strlen (SET_ASIDE) : NULL;

  /* Cut off between its two renames, a run has left nothing under the name itself. */
  if (owner != NULL && !is_there (parent, owner))
    renameat (parent, name, parent, owner);
  else if (owner != NULL || g_str_has_prefix (name, TEMPORARY))
    gh_tree_remove (parent, name);
}

void
gh_tree_sweep (int parent)
{
  int fd = openat (parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *folder = fd >= 0 ? fdopendir (fd) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  struct dirent *entry;

  if (folder == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }
  while ((entry = readdir (folder)) != NULL)
    if (g_str_has_prefix (entry->d_name, ".gahunda-"))
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (folder);
  for (guint name = 0; name < names->len; name++)
    sweep_one (parent, g_ptr_array_index (names, name));
}

/* For file systems that cannot exchange two names: the old folder steps aside, under a name from
 * which gh_tree_sweep() brings it back should this process end in between. */
static bool
put_in_two_steps (int parent, const char *temporary, const char *name)
{
  g_autofree char *aside = g_strconcat (SET_ASIDE, name, NULL);

  if (renameat (parent, name, parent, aside) != 0)
    return false;
  if (renameat (parent, temporary, parent, name) != 0)
    {
      int why = errno;
      renameat (parent, aside, parent, name);
      errno = why;
      return false;
    }
  gh_tree_remove (parent, aside);
  return true;
}

static bool
is_unknown_to_file_system (int why)
{
  return why == EINVAL || why == ENOSYS || why == ENOTSUP;
}

static bool
put_new (int parent, const char *temporary, const char *name)
{
  if (renameat2 (parent, temporary, parent, name, RENAME_NOREPLACE) == 0)
    return true;
  return is_unknown_to_file_system (errno) && !is_there (parent, name)
         && renameat (parent, temporary, parent, name) == 0;
}

bool
gh_tree_put (int parent, const char *temporary, const char *name, bool replace)
{
  struct stat there;

  if (fstatat (parent, name, &there, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT && put_new (parent, temporary, name);
  if (!S_ISDIR (there.st_mode) || !replace)
    {
      errno = S_ISDIR (there.st_mode) ? EEXIST : ENOTDIR;
      return false;
    }
  if (renameat2 (parent, temporary, parent, name, RENAME_EXCHANGE) == 0)
    {
      /* The new folder is in its place: what cannot be removed of the old one waits for the next
       * sweep. */
      gh_tree_remove (parent, temporary);
      return true;
    }
  return is_unknown_to_file_system (errno) && put_in_two_steps (parent, temporary, name);
}
