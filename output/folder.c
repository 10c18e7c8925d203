#include "output/folder.h"
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _GhFolder
{
  GArray *files; /* GhOutputFile; path and bytes are ours */
  bool is_sorted;
  GError *trouble;
};

/* One writing under way. */
typedef struct
{
  char *parent_path;
  char *name; /* the destination's own, inside the parent */
  char *temporary;
  bool made_parent;
  bool is_for_good;  /* later revisions will link to these files: nobody may write into them */
  int parent, fresh; /* open folders; -1: none */
  int last;          /* the last revision, and ... */
  int replaced;      /* ... what the new folder takes the place of: files are linked to theirs */
} Writing;

/* ---- collecting --------------------------------------------------------------------------- */

static void
clear_file (gpointer data)
{
  GhOutputFile *file = data;

  g_free ((gpointer)file->file);
  g_free ((gpointer)file->bytes);
}

GhFolder *
gh_folder_new (void)
{
  GhFolder *folder = g_new0 (GhFolder, 1);

  folder->files = g_array_new (false, false, sizeof (GhOutputFile));
  g_array_set_clear_func (folder->files, clear_file);
  return folder;
}

void
gh_folder_free (GhFolder *folder)
{
  if (folder == NULL)
    return;
  g_array_unref (folder->files);
  g_clear_error (&folder->trouble);
  g_free (folder);
}

void
gh_folder_spoil (GhFolder *folder, GError *error)
{
  if (folder->trouble == NULL)
    folder->trouble = error;
  else
    g_error_free (error);
}

const GError *
gh_folder_trouble (const GhFolder *folder)
{
  return folder->trouble;
}

void
gh_folder_take (GhFolder *folder, const char *path, GString *bytes)
{
  GhOutputFile file = { .file = g_strdup (path), .n_bytes = bytes->len };

  g_assert (path[0] != '/' && path[0] != '\0' && !g_str_has_prefix (path, "../")
            && strstr (path, "/../") == NULL);
  file.bytes = g_string_free (bytes, false);
  g_array_append_val (folder->files, file);
  folder->is_sorted = false;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp (((const GhOutputFile *)a)->file, ((const GhOutputFile *)b)->file);
}

/* Names come from ids: a person called "programme" would have the calendar of all. */
static void
check_doubles (GhFolder *folder)
{
  for (guint number = 1; number < folder->files->len; number++)
    {
      const GhOutputFile *file = &g_array_index (folder->files, GhOutputFile, number);
      if (compare_files (file - 1, file) == 0)
        gh_folder_spoil (folder, g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                                              "two files would have the name %s: one of the ids "
                                              "behind them has to change",
                                              file->file));
    }
}

const GArray *
gh_folder_files (GhFolder *folder)
{
  if (!folder->is_sorted)
    {
      g_array_sort (folder->files, compare_files);
      check_doubles (folder);
    }
  folder->is_sorted = true;
  return folder->files;
}

/* ---- writing ------------------------------------------------------------------------------ */

static bool
fail (GError **error, const char *what, const char *folder, const char *file)
{
  int why = errno;
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (why), "%s %s: %s", what, path,
               g_strerror (why));
  return false;
}

static void
close_folder (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static int
open_folder (int at, const char *path)
{
  return openat (at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Opens and locks the folder in which the destination will stand.  Without a lock (some network
 * file systems) nothing is swept: what looks left over may belong to a run on another machine. */
static bool
enter_parent (Writing *writing, GError **error)
{
  writing->made_parent = mkdir (writing->parent_path, 0777) == 0;
  writing->parent = open_folder (AT_FDCWD, writing->parent_path);
  if (writing->parent < 0)
    return fail (error, "cannot write into", writing->parent_path, NULL);
  int locked;
  do
    locked = flock (writing->parent, LOCK_EX);
  while (locked != 0 && errno == EINTR);
  if (locked == 0)
    gh_tree_sweep (writing->parent);
  if (!writing->is_for_good)
    writing->replaced = open_folder (writing->parent, writing->name);
  writing->temporary = gh_tree_new_temporary (writing->parent);
  if (writing->temporary == NULL)
    return fail (error, "cannot write into", writing->parent_path, NULL);
  writing->fresh = open_folder (writing->parent, writing->temporary);
  return writing->fresh >= 0
         || fail (error, "cannot open", writing->parent_path, writing->temporary);
}

/* Unless all went well, whatever was made is taken back. */
static void
leave_parent (Writing *writing, bool is_done)
{
  close_folder (&writing->fresh);
  close_folder (&writing->last);
  close_folder (&writing->replaced);
  if (!is_done && writing->temporary != NULL)
    gh_tree_remove (writing->parent, writing->temporary);
  close_folder (&writing->parent);
  if (!is_done && writing->made_parent)
    rmdir (writing->parent_path);
}

static bool
make_folders (int fresh, const char *path)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize)(slash - path));
      if (mkdirat (fresh, folder, 0777) != 0 && errno != EEXIST)
        return false;
    }
  return true;
}

static bool
holds_same_bytes (int fd, const GhOutputFile *file)
{
  char piece[65536];
  gsize n_compared = 0;
  struct stat there;

  if (fstat (fd, &there) != 0 || !S_ISREG (there.st_mode) || (gsize)there.st_size != file->n_bytes)
    return false;
  while (n_compared < file->n_bytes)
    {
      ssize_t n_read = read (fd, piece, sizeof piece);
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0 || (gsize)n_read > file->n_bytes - n_compared
          || memcmp (piece, file->bytes + n_compared, (gsize)n_read) != 0)
        return false;
      n_compared += (gsize)n_read;
    }
  return true;
}

/* A hard link spares disk and tells whoever mirrors the folder that nothing changed.  Where it
 * cannot be made (another file system, too many links), the file is simply written.
 *
 * It also spares the file system, which has to find a number and blocks for each file: 10,000 cost
 * 0.3 s of CPU (tests/bench/calendars.c). */
static bool
link_to (const Writing *writing, int there, const GhOutputFile *file)
{
  if (there < 0)
    return false;
  int fd = openat (there, file->file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  bool is_same = fd >= 0 && holds_same_bytes (fd, file);
  if (fd >= 0)
    close (fd);
  return is_same && linkat (there, file->file, writing->fresh, file->file, 0) == 0;
}

static bool
write_bytes (int fd, const char *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      ssize_t n_written = write (fd, bytes, n_bytes);
      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return false;
      bytes += n_written;
      n_bytes -= (gsize)n_written;
    }
  return true;
}

static bool
write_file (const Writing *writing, const GhOutputFile *file)
{
  if (link_to (writing, writing->last, file) || link_to (writing, writing->replaced, file))
    return true;
  int fd = openat (writing->fresh, file->file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                   writing->is_for_good ? 0444 : 0666);
  if (fd < 0)
    return false;
  bool is_written = write_bytes (fd, file->bytes, file->n_bytes);
  int why = errno;
  bool is_closed = close (fd) == 0;
  if (!is_written)
    errno = why;
  return is_written && is_closed;
}

static bool
in_same_folder (const char *a, const char *b)
{
  const char *slash = strrchr (a, '/');
  gsize length = slash != NULL ? (gsize)(slash - a) + 1 : 0;

  return strncmp (a, b, length) == 0 && strchr (b + length, '/') == NULL;
}

static bool
write_files (const Writing *writing, const GArray *files, GError **error)
{
  const char *before = "";

  for (guint number = 0; number < files->len; number++)
    {
      const GhOutputFile *file = &g_array_index (files, GhOutputFile, number);
      if ((!in_same_folder (before, file->file) && !make_folders (writing->fresh, file->file))
          || !write_file (writing, file))
        return fail (error, "cannot write", writing->parent_path, file->file);
      before = file->file;
    }
  return true;
}

bool
gh_folder_write (GhFolder *folder, const char *destination, const char *last, bool replace,
                 GError **error)
{
  Writing writing = { .parent_path = g_path_get_dirname (destination),
                      .name = g_path_get_basename (destination),
                      .is_for_good = !replace,
                      .parent = -1,
                      .fresh = -1,
                      .replaced = -1,
                      .last = last != NULL ? open_folder (AT_FDCWD, last) : -1 };
  const GArray *files = gh_folder_files (folder);
  bool is_done = false;

  g_assert (!g_str_has_suffix (destination, "/"));
  if (folder->trouble != NULL)
    g_propagate_error (error, g_error_copy (folder->trouble));
  else if (enter_parent (&writing, error) && write_files (&writing, files, error))
    {
      /* One call for all files instead of one wait for the disk for each of thousands. */
      is_done = syncfs (writing.fresh) == 0
                && gh_tree_put (writing.parent, writing.temporary, writing.name, replace);
      if (is_done)
        fsync (writing.parent);
      else
        fail (error, "cannot put in its place", destination, NULL);
    }
  leave_parent (&writing, is_done);
  g_free (writing.parent_path);
  g_free (writing.name);
  g_free (writing.temporary);
  return is_done;
}
