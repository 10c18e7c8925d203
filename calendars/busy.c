/* Reading a stranger's calendar: cut down here, understood in a child process with limits. Whatever
 * goes wrong is said; nobody is ever taken to be free because a file could not be read. */
#include "calendars/busy-expand.h"
#include "calendars/busy-scan.h"
#include "calendars/calendars.h"
#include "calendars/zone.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CPU_SECONDS 2
/* Only against a child that waits for ever; one that works meets the limit above first. */
#define WALL_MILLISECONDS 30000
#define MEMORY_OCTETS (512UL * 1024 * 1024)
#define ANSWER_FD 3

static const char *const sentences[GH_N_BUSY_CODES] = {
  [GH_BUSY_UNPARSED] = "it cannot be understood",
  [GH_BUSY_BAD_VALUE] = "one of its dates, times, durations or rules cannot be understood",
  [GH_BUSY_BAD_TIME] = "one of its times does not exist",
  [GH_BUSY_NO_START] = "an event has no start",
  [GH_BUSY_BACKWARDS] = "an event ends before it starts",
  [GH_BUSY_UNKNOWN_ZONE] = "an event is in an unknown time zone",
  [GH_BUSY_FROM_NOW_ON] = "a series is changed from one sitting on (RANGE=THISANDFUTURE), which is "
                          "not understood",
  [GH_BUSY_TOO_OFTEN] = "its events repeat too often",
  [GH_BUSY_TOO_MANY] = "it has too many busy times during the conference",
};

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

/* ---- the child ---------------------------------------------------------------------------- */

static void
limit (int resource, rlim_t most)
{
  setrlimit ((__rlimit_resource_t)resource, &(struct rlimit){ most, most });
}

static void
shut_the_box (int answer_fd)
{
  static const int handled[] = { SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGPIPE, SIGALRM };

  for (gsize index = 0; index < G_N_ELEMENTS (handled); index++)
    signal (handled[index], SIG_DFL);
  /* Nothing that it holds open or says is meant for it. */
  dup2 (answer_fd, ANSWER_FD);
  int nowhere = open ("/dev/null", O_RDWR);
  for (int fd = 0; fd < ANSWER_FD; fd++)
    dup2 (nowhere, fd);
  closefrom (ANSWER_FD + 1);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit (RLIMIT_CPU, CPU_SECONDS);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, 16);
#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes */
  limit (RLIMIT_AS, MEMORY_OCTETS);
#endif
}

static bool
write_all (int fd, const void *bytes, gsize n_bytes)
{
  const char *at = bytes;

  while (n_bytes > 0)
    {
      ssize_t n_written = write (fd, at, n_bytes);
      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        return false;
      at += n_written;
      n_bytes -= (gsize)n_written;
    }
  return true;
}

G_NORETURN static void
be_the_child (int answer_fd, const char *reduced, GTimeZone *home, const char *timezone,
              int first_day, GhMinute end)
{
  GhBusyAnswer answer;
  GArray *spans = g_array_new (false, false, sizeof (GhSpan));

  shut_the_box (answer_fd);
  gh_busy_expand (reduced, home, timezone, first_day, end, &answer, spans);
  bool told = write_all (ANSWER_FD, &answer, sizeof answer)
              && write_all (ANSWER_FD, spans->data, spans->len * sizeof (GhSpan));
  _exit (told ? 0 : 1);
}

/* ---- the parent --------------------------------------------------------------------------- */

/* All that the child says, until it ends or time is up. */
static GByteArray *
listen_to (int fd)
{
  GByteArray *said = g_byte_array_new ();
  gsize most = sizeof (GhBusyAnswer) + GH_BUSY_SPANS * sizeof (GhSpan);
  gint64 until = g_get_monotonic_time () + WALL_MILLISECONDS * 1000;
  guint8 buffer[4096];

  while (said->len <= most)
    {
      gint64 left = (until - g_get_monotonic_time ()) / 1000;
      struct pollfd ready = { .fd = fd, .events = POLLIN };
      int n_ready = left > 0 ? poll (&ready, 1, (int)left) : 0;
      if (n_ready < 0 && errno == EINTR)
        continue;
      ssize_t n_read = n_ready > 0 ? read (fd, buffer, sizeof buffer) : 0;
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0)
        break;
      g_byte_array_append (said, buffer, (guint)n_read);
    }
  return said;
}

static int
wait_for (pid_t child)
{
  int status = -1;

  while (waitpid (child, &status, 0) < 0 && errno == EINTR)
    continue;
  return status;
}

/* Takes the child's word for nothing but numbers within their bounds. */
static bool
take_answer (const GByteArray *said, GhMinute end, GhTimes *busy, char **sentence)
{
  GhBusyAnswer answer;

  if (said->len < sizeof answer)
    return false;
  memcpy (&answer, said->data, sizeof answer);
  if (answer.code > GH_BUSY_READ && answer.code < GH_N_BUSY_CODES)
    {
      answer.about[sizeof answer.about - 1] = '\0';
      g_autofree char *valid = g_utf8_make_valid (answer.about, -1);
      *sentence = valid[0] != '\0' ? g_strdup_printf ("%s: \"%s\"", sentences[answer.code], valid)
                                   : g_strdup (sentences[answer.code]);
      return false;
    }
  if (answer.code != GH_BUSY_READ || answer.n_spans < 0 || answer.n_spans > GH_BUSY_SPANS
      || said->len != sizeof answer + (gsize)answer.n_spans * sizeof (GhSpan))
    return false;
  for (int index = 0; index < answer.n_spans; index++)
    {
      GhSpan span;
      memcpy (&span, said->data + sizeof answer + (gsize)index * sizeof span, sizeof span);
      if (span.start >= 0 && span.start < span.end && span.end <= end)
        gh_times_add (busy, span.start, span.end);
    }
  return true;
}

static bool
ask_a_child (const char *reduced, GTimeZone *home, const char *timezone, int first_day,
             GhMinute end, GhTimes *busy, char **sentence)
{
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) != 0)
    {
      *sentence = g_strdup_printf ("no pipe could be had for reading it: %s", g_strerror (errno));
      return false;
    }
  pid_t child = fork ();
  if (child == 0)
    be_the_child (ends[1], reduced, home, timezone, first_day, end);
  close (ends[1]);
  if (child < 0)
    {
      *sentence =
          g_strdup_printf ("no process could be had for reading it: %s", g_strerror (errno));
      close (ends[0]);
      return false;
    }
  g_autoptr (GByteArray) said = listen_to (ends[0]);
  close (ends[0]);
  kill (child, SIGKILL); /* ours, not yet waited for: it has spoken or it never will */
  int status = wait_for (child);
  if (take_answer (said, end, busy, sentence))
    return true;
  if (*sentence == NULL && WIFSIGNALED (status)
      && (WTERMSIG (status) == SIGXCPU || WTERMSIG (status) == SIGKILL))
    *sentence = g_strdup_printf ("it takes more than %d seconds to understand", CPU_SECONDS);
  else if (*sentence == NULL)
    *sentence = g_strdup ("understanding it failed");
  return false;
}

bool
gh_calendar_read_busy (const char *path, const char *timezone, int first_day, int n_days,
                       GhTimes *busy, char **sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) reduced = g_string_new (NULL);
  g_autofree char *why = NULL;
  gsize n_bytes = 0;
  bool is_read = false;

  g_autoptr (GTimeZone) home = gh_zone_of_system (timezone, &error);
  g_autofree char *bytes = home != NULL ? read_regular (path, &n_bytes, &why) : NULL;
  /* The last night counts: sessions may pass midnight. */
  if (bytes != NULL && gh_busy_scan (bytes, n_bytes, reduced, &why))
    is_read =
        ask_a_child (reduced->str, home, timezone, first_day, (n_days + 1) * GH_DAY, busy, &why);
  if (!is_read)
    {
      g_autofree char *name = g_path_get_basename (path);
      *sentence = g_strdup_printf ("the calendar file \"%s\" cannot be used: %s", name,
                                   home != NULL ? why : error->message);
    }
  return is_read;
}
