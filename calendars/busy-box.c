#include "calendars/busy-box.h"
#include "calendars/busy-zones.h"

#include <errno.h>
#include <fcntl.h>
#include <libical/ical.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Only against a child that gets no time on the machine; one that works meets its own limit. */
#define WALL_MILLISECONDS 20000
#define NOT_SHUT 2 /* the child's exit status */

/* AddressSanitizer maps terabytes of shadow, and asks the system for much more than the program
 * does (signal stacks, its own map of memory, files to report to), so under it the box has neither
 * the limit on addresses nor the filter of system calls.  All other limits stay. */
#ifdef __SANITIZE_ADDRESS__
#define HAS_SANITIZER 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#ifndef HAS_SANITIZER
#define HAS_SANITIZER 0
#endif

/* ---- the child ---------------------------------------------------------------------------- */

static void
limit (int resource, rlim_t most)
{
  setrlimit ((__rlimit_resource_t)resource, &(struct rlimit){ most, most });
}

/* Octets of addresses in use: a child begins with all that its parent has. */
static rlim_t
addresses_in_use (void)
{
  unsigned long n_pages = 0;
  FILE *file = fopen ("/proc/self/statm", "re");

  if (file == NULL || fscanf (file, "%lu", &n_pages) != 1)
    n_pages = 0;
  if (file != NULL)
    fclose (file);
  return n_pages * (rlim_t)sysconf (_SC_PAGESIZE);
}

static void
limit_all (int answer_fd)
{
  static const int handled[] = { SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGPIPE, SIGALRM };

  for (gsize index = 0; index < G_N_ELEMENTS (handled); index++)
    signal (handled[index], SIG_DFL);
  /* Nothing that it holds open or says is meant for it. */
  dup2 (answer_fd, GH_BUSY_ANSWER_FD);
  int nowhere = open ("/dev/null", O_RDWR);
  for (int fd = 0; fd < GH_BUSY_ANSWER_FD; fd++)
    dup2 (nowhere, fd);
  closefrom (GH_BUSY_ANSWER_FD + 1);
  if (!HAS_SANITIZER)
    limit (RLIMIT_AS, addresses_in_use () + GH_BUSY_MEMORY_OCTETS);
  limit (RLIMIT_CPU, GH_BUSY_CPU_SECONDS);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, 16);
}

typedef struct
{
  uint32_t action;
  int call;
  unsigned n_arguments;
  struct scmp_arg_cmp arguments[2];
} Rule;

/* From here on: memory that is not code, the pipe, and the end; anything else ends the process at
 * once.  libical looks for a file by the name of every zone that it does not know: there is none
 * for it, those that count are loaded. */
bool
gh_busy_shut (void)
{
  const Rule rules[] = {
    { SCMP_ACT_ALLOW, SCMP_SYS (exit_group), 0, { { 0 } } },
    { SCMP_ACT_ALLOW, SCMP_SYS (write), 1, { SCMP_A0 (SCMP_CMP_EQ, GH_BUSY_ANSWER_FD) } },
    { SCMP_ACT_ALLOW, SCMP_SYS (brk), 0, { { 0 } } },
    { SCMP_ACT_ALLOW,
      SCMP_SYS (mmap),
      2,
      { SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
        SCMP_A3 (SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS) } },
    { SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1, { SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) } },
    { SCMP_ACT_ALLOW, SCMP_SYS (munmap), 0, { { 0 } } },
    { SCMP_ACT_ALLOW, SCMP_SYS (mremap), 0, { { 0 } } },
    { SCMP_ACT_ALLOW, SCMP_SYS (madvise), 0, { { 0 } } },
    { SCMP_ACT_ALLOW, SCMP_SYS (futex), 0, { { 0 } } },
    { SCMP_ACT_ALLOW, SCMP_SYS (sysinfo), 0, { { 0 } } }, /* of qsort(): how much memory? */
    { SCMP_ACT_ALLOW, SCMP_SYS (clock_gettime), 0, { { 0 } } },
    { SCMP_ACT_ERRNO (ENOENT), SCMP_SYS (open), 0, { { 0 } } },
    { SCMP_ACT_ERRNO (ENOENT), SCMP_SYS (openat), 0, { { 0 } } },
  };

  if (HAS_SANITIZER)
    return true;
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  bool is_shut = filter != NULL;
  for (gsize index = 0; is_shut && index < G_N_ELEMENTS (rules); index++)
    is_shut = seccomp_rule_add_array (filter, rules[index].action, rules[index].call,
                                      rules[index].n_arguments, rules[index].arguments)
              == 0;
  is_shut = is_shut && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return is_shut;
}

static bool
write_all (const void *bytes, gsize n_bytes)
{
  const char *at = bytes;

  while (n_bytes > 0)
    {
      ssize_t n_written = write (GH_BUSY_ANSWER_FD, at, n_bytes);
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
be_the_child (int answer_fd, const GhBusyFile *file, const GhBusyAsk *ask, GHashTable *zones)
{
  GhBusyAnswer answer = { 0 };
  GhTimes *busy = gh_times_new ();

  limit_all (answer_fd);
  if (!gh_busy_shut ())
    _exit (NOT_SHUT);
  bool is_understood = gh_busy_expand (file, ask, zones, busy, &answer.doubts);
  answer.n_spans = is_understood ? busy->n_spans : -1;
  bool is_told =
      write_all (&answer, sizeof answer)
      && (!is_understood || write_all (busy->spans, (gsize)busy->n_spans * sizeof (GhSpan)));
  _exit (is_told ? 0 : 1);
}

/* ---- the parent --------------------------------------------------------------------------- */

/* All that the child says, until it ends, says too much, or time is up. */
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

/* Doubts that there are, and a zone only if it stands in the file: nothing else of this process,
 * of which the child had a copy, gets into a sentence. */
static bool
take_doubts (const GhDoubts *said, const GhBusyFile *file, GhDoubts *doubts)
{
  if (said->set >> GH_N_DOUBTS != 0 || memchr (said->zone, '\0', sizeof said->zone) == NULL)
    return false;
  doubts->set |= said->set;
  if (strstr (file->reduced->str, said->zone) != NULL)
    memcpy (doubts->zone, said->zone, sizeof said->zone);
  return true;
}

static bool
take_spans (const guint8 *bytes, int n_spans, GhMinute end, GhTimes *busy)
{
  GhMinute last = -1;

  for (int index = 0; index < n_spans; index++)
    {
      GhSpan span;
      memcpy (&span, bytes + (gsize)index * sizeof span, sizeof span);
      if (span.start <= last || span.end <= span.start || span.end > end)
        return false;
      last = span.end;
      gh_times_add (busy, span.start, span.end);
    }
  return true;
}

bool
gh_busy_take (const GByteArray *said, const GhBusyFile *file, const GhBusyAsk *ask, GhTimes *busy,
              GhDoubts *doubts, int *n_spans)
{
  GhBusyAnswer answer;

  if (said->len < sizeof answer)
    return false;
  memcpy (&answer, said->data, sizeof answer);
  if (answer.n_spans < -1 || answer.n_spans > GH_BUSY_SPANS
      || said->len != sizeof answer + (gsize)MAX (answer.n_spans, 0) * sizeof (GhSpan))
    return false;
  *n_spans = answer.n_spans;
  return take_spans (said->data + sizeof answer, answer.n_spans, ask->end, busy)
         && take_doubts (&answer.doubts, file, doubts);
}

/* What libical and ICU look up once, in files, when the first rule is expanded.  This, and zones
 * with names that the system knows, is loaded here once and not in every child: 4 of 6 ms a
 * calendar. */
static void
warm_up (void)
{
  static bool is_warm;
  struct icalrecurrencetype rule = icalrecurrencetype_from_string ("FREQ=DAILY;COUNT=2");

  if (is_warm)
    return;
  icalrecur_iterator *days = icalrecur_iterator_new (rule, icaltime_from_day_of_year (1, 2000));
  if (days != NULL)
    icalrecur_iterator_next (days);
  icalrecur_iterator_free (days);
  is_warm = true;
}

static char *
what_became_of_it (int status)
{
  if (WIFSIGNALED (status) && (WTERMSIG (status) == SIGXCPU || WTERMSIG (status) == SIGKILL))
    return g_strdup_printf ("it takes more than %d seconds to understand", GH_BUSY_CPU_SECONDS);
  if (WIFEXITED (status) && WEXITSTATUS (status) == NOT_SHUT)
    return g_strdup ("this system does not let the reading of it be shut in (seccomp)");
  return g_strdup ("understanding it failed");
}

/* Starts the child; its answers are read from FD.  0 with a SENTENCE if there is none. */
static pid_t
start_child (const GhBusyFile *file, const GhBusyAsk *ask, GHashTable *zones, int *fd,
             char **sentence)
{
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) != 0)
    {
      *sentence = g_strdup_printf ("no pipe could be had for reading it: %s", g_strerror (errno));
      return 0;
    }
  pid_t child = fork ();
  if (child == 0)
    be_the_child (ends[1], file, ask, zones);
  close (ends[1]);
  *fd = ends[0];
  if (child > 0)
    return child;
  *sentence = g_strdup_printf ("no process could be had for reading it: %s", g_strerror (errno));
  close (ends[0]);
  return 0;
}

bool
gh_busy_box (const GhBusyFile *file, const GhBusyAsk *ask, GhTimes *busy, GhDoubts *doubts,
             char **sentence)
{
  g_autoptr (GhTimes) found = gh_times_new ();
  int n_spans = 0;
  int fd;

  warm_up ();
  g_autoptr (GHashTable) zones = gh_busy_zones_load (ask->timezone, file->zones);
  pid_t child = start_child (file, ask, zones, &fd, sentence);
  if (child == 0)
    return false;
  g_autoptr (GByteArray) said = listen_to (fd);
  close (fd);
  kill (child, SIGKILL); /* ours, not yet waited for: it has spoken or it never will */
  int status = wait_for (child);
  if (!gh_busy_take (said, file, ask, found, doubts, &n_spans))
    *sentence = what_became_of_it (status);
  else if (n_spans < 0)
    *sentence = g_strdup ("it cannot be understood");
  else
    for (int span = 0; span < found->n_spans; span++)
      gh_times_add (busy, found->spans[span].start, found->spans[span].end);
  return *sentence == NULL;
}
