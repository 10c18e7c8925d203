/* Reading a stranger's calendar: cut down here, understood in a box.  Whatever goes wrong is said;
 * nobody is ever taken to be free because a file could not be read. */
#include "calendars/busy-box.h"
#include "calendars/calendars.h"
#include "calendars/zone.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file's bytes, at most one more than the limit; only of a regular file, since a pipe could
 * keep us waiting. */
static char *
read_regular (const char *path, gsize *n_bytes, char **sentence)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat about;

  if (fd < 0 || fstat (fd, &about) != 0)
    {
      *sentence = g_strdup_printf ("it cannot be opened: %s", g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  if (!S_ISREG (about.st_mode))
    {
      *sentence = g_strdup ("it is not a file");
      close (fd);
      return NULL;
    }
  gsize most = MIN ((gsize)about.st_size, GH_BUSY_FILE_OCTETS) + 1;
  char *bytes = g_malloc (most + 1);
  ssize_t n_read = 1;
  for (*n_bytes = 0; *n_bytes < most && n_read > 0; *n_bytes += (gsize)MAX (n_read, 0))
    n_read = read (fd, bytes + *n_bytes, most - *n_bytes);
  close (fd);
  bytes[*n_bytes] = '\0';
  return bytes;
}

bool
gh_calendar_read_busy (const char *path, const char *timezone, int first_day, int n_days,
                       GhTimes *busy, char **sentence)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *why = NULL;
  gsize n_bytes = 0;

  g_autoptr (GTimeZone) home = gh_zone_of_system (timezone, &error);
  /* The last night counts: sessions may pass midnight. */
  GhBusyAsk ask = { home, timezone, first_day, (n_days + 1) * GH_DAY };
  g_autofree char *bytes = home != NULL ? read_regular (path, &n_bytes, &why) : NULL;
  g_autoptr (GhBusyFile) file = bytes != NULL ? gh_busy_scan (bytes, n_bytes, &why) : NULL;
  GhDoubts doubts = file != NULL ? file->doubts : (GhDoubts){ 0 };
  if (file == NULL || !gh_busy_box (file, &ask, busy, &doubts, &why))
    {
      *sentence = g_strdup_printf ("the calendar file \"%s\" cannot be used: %s", name,
                                   home != NULL ? why : error->message);
      return false;
    }
  g_autofree char *text = gh_doubts_to_text (&doubts);
  if (text != NULL)
    *sentence = g_strdup_printf ("the calendar file \"%s\" is understood in part: %s", name, text);
  return text == NULL;
}
